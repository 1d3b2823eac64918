"""Every rule file: each rule matches its examples and none of its not-examples, in competition with its subject."""

import re
from pathlib import Path

import pytest

from tracer.parse.kinship import lookup
from tracer.parse.normalise import normalise
from tracer.rulebook import Rule, Rulebook, default, load, using

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


def test_what_stages_make_of_the_rules_is_built_once_for_each_rulebook(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'subject = "kinship"\n[[rule]]\nid = "kin.sibling.sworn"\nkind = "sibling"\nwords = ["义弟"]\n'
        'examples = ["系病例1义弟"]\nnot_examples = ["义务"]\n',
        encoding="utf-8",
    )
    counted: list[Rulebook] = []

    def build(book: Rulebook) -> int:
        counted.append(book)
        return len(book.of("kinship"))

    book = load([mine])
    assert [book.derived(build), book.derived(build), default().derived(build)] == [
        len(book.of("kinship")), len(book.of("kinship")), len(default().of("kinship")),
    ]  # fmt: skip
    assert counted == [book, default()]
    with using(book):
        assert lookup("义弟") is not None
    assert lookup("义弟") is None
