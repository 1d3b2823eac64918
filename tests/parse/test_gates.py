"""Words looked for before the work on a clause is begun must let through whatever that work would find."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tracer.parse import actors, places, relation_frames
from tracer.parse.facts import FactRules
from tracer.patterns import first_characters, gate, parsed
from tracer.rulebook import default

ASIDE = frozenset(actors.ASIDE.pattern.strip("[]"))


def held_by_all(nodes: list[Any]) -> bool:
    """Whether every match of parsed nodes holds a character of `ASIDE`."""
    for op, value in nodes:
        if str(op) == "LITERAL" and chr(value) in ASIDE:
            return True
        if str(op) == "SUBPATTERN" and held_by_all(list(value[3])):
            return True
        if str(op) == "IN" and all(str(o) == "LITERAL" and chr(c) in ASIDE for o, c in value):
            return True
        if str(op) == "BRANCH" and all(held_by_all(list(branch)) for branch in value[1]):
            return True
    return False


@pytest.mark.parametrize("name", ["PUBLIC", "APPEAL", "COUNTS"])
def test_what_is_said_aside_holds_a_word_of_the_gate(name: str) -> None:
    assert held_by_all(list(parsed(getattr(actors, name).pattern)))


@pytest.mark.parametrize("name", ["VEHICLE", "COUNTS_FIRST"])
def test_what_begins_an_aside_begins_with_a_character_of_the_gate(name: str) -> None:
    assert (first_characters(getattr(actors, name).pattern) or {""}) <= actors.ASIDE_BEGINS


@pytest.mark.parametrize("text", ["家住甲市", "(在|到)(.)", "不在家,到店"])
def test_a_gate_finds_every_place_where_a_match_begins(text: str) -> None:
    pattern = "(?<!不)(?:在|到)[^,]|(?<=,)到店"
    found = gate(pattern)
    assert found is not None
    assert all(found.match(text, m.start()) for m in re.finditer(pattern, text))


@pytest.mark.parametrize("trail", ["附近", "停留", "先后", "又被", "两处", "全程佩戴口罩", "\n", "为朋友"])
def test_what_trails_behind_a_name_ends_in_a_character_of_its_gate(trail: str) -> None:
    assert places.TRAIL.search("桂花苑" + trail) is not None
    assert trail[-1] in places.TRAIL_ENDS


@pytest.mark.parametrize("told", ["活动轨迹", "复查中", "两个妹妹", "流调组", "青禾专班"])
def test_what_is_no_place_ends_in_a_character_of_its_gate(told: str) -> None:
    assert places.PEOPLE.search(told) is not None
    assert told[-1] in places.PEOPLE_ENDS


@pytest.mark.parametrize(
    "skeleton", [relation_frames.SOURCE + "为" + relation_frames.CASE, "与" + relation_frames.CASE + "为同事"]
)
def test_openers_find_a_frame_by_the_character_behind_its_first(skeleton: str) -> None:
    found = relation_frames.OPENERS.search(skeleton)
    assert found is not None
    assert found.start() == 0
    assert skeleton[:2] in relation_frames.OPTIONS


@pytest.mark.parametrize("text", ["其女儿,5岁", "女,46岁,3月5日到店,6日返家", "近期居住于甲市东山区,6岁"])
def test_the_first_match_of_a_fact_is_the_one_its_pattern_finds(text: str) -> None:
    for facts in FactRules(default()).by_kind.values():
        for fact in facts:
            found, first = fact.pattern.search(text), fact.first(text, 0, len(text))
            assert (found and found.span()) == (first and first.span())
            assert [m.span() for m in fact.matches(text, 0, len(text))] == [
                m.span() for m in fact.pattern.finditer(text)
            ]
