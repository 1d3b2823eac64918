"""Every rule file: each rule matches its examples and none of its not-examples, in competition with its subject."""

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
