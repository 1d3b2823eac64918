"""Every rule file: each rule matches its examples and none of its not-examples, in competition with its subject."""

import re

import pytest

from tracer.parse.normalise import normalise
from tracer.rulebook import Rule, default

RULES = list(default().rules.values())


def matches(rule: Rule, phrase: str) -> bool:
    return any(t.rule.id == rule.id for t in default().competitors(rule.subject).scan(normalise(phrase).text))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_matches_each_of_its_examples(rule: Rule) -> None:
    assert [e for e in rule.examples if not matches(rule, e)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rule_matches_none_of_its_not_examples(rule: Rule) -> None:
    assert [e for e in rule.not_examples if matches(rule, e)] == []


@pytest.mark.parametrize("rule", [r for r in RULES if r.pattern], ids=lambda r: r.id)
def test_no_rule_repeats_a_group_possessively(rule: Rule) -> None:
    """Python before 3.11.5, that of Debian 12 among them, misreads (?:ab|a)*+ (gh-106052); (?>(?:ab|a)*) it reads."""
    assert not re.search(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+", rule.pattern or "")
