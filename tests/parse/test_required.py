"""Characters every match of a pattern holds."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.parse.required import required_characters
from tracer.rulebook import default

PATTERNS = [r.pattern for s in ("people", "boilerplate") for r in default().of(s) if r.pattern]
REQUIRED = [(re.compile(p, re.MULTILINE), needed) for p in PATTERNS if (needed := required_characters(p)) is not None]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?:国籍|户籍)[^,]{2,8}", {"国", "户"}),
        ("[男女]性", {"性"}),
        ("(?:轻|重)型?", {"轻", "重"}),
        (r"\d{1,3}岁", {"岁"}),
    ],
)
def test_the_smallest_set_that_has_to_be_there(pattern: str, expected: set[str]) -> None:
    assert required_characters(pattern) == expected


@pytest.mark.parametrize("pattern", [".", "a?", "[^,]+", "(?:x|.)", "1"])
def test_nothing_is_asked_for_where_nothing_can_be_listed(pattern: str) -> None:
    assert required_characters(pattern) is None


@settings(deadline=None)
@given(st.text(alphabet="男女性岁住居家现在路村镇人,。;:1234月日确诊病例轻型", max_size=40))
def test_every_match_of_a_rule_holds_one_of_its_characters(text: str) -> None:
    for pattern, required in REQUIRED:
        found = pattern.search(text)
        assert found is None or not required.isdisjoint(found.group())
