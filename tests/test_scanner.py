"""The scanner leaves out what cannot match, and nothing else: it finds what trying every rule everywhere finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracer.parse.normalise import normalise
from tracer.patterns import prefixes
from tracer.rulebook import COMPETING, Rule, default, load

NOTICES = sorted((Path(__file__).parent.parent / "fixtures" / "notices").glob("*.txt"))
SUBJECTS = [
    ("times",), ("references",), ("symptoms",), ("kinship", "references", "relations"), tuple(sorted(COMPETING[0])),
]  # fmt: skip


def plainly(rules: list[Rule], text: str) -> list[tuple[int, int, str]]:
    """The same tokens by brute force: at each place every pattern in turn, then the longest word."""
    ranked = sorted((r for r in rules if r.pattern or r.priority > 0), key=lambda r: -r.priority)
    patterns = [(re.compile(r.pattern or "|".join(sorted(r.words, key=len, reverse=True)), re.M), r) for r in ranked]
    words = {word: rule for rule in rules if rule.priority <= 0 for word in rule.words}
    out, at = [], 0
    while at < len(text):
        found = next(((m.end(), r) for p, r in patterns if (m := p.match(text, at)) and m.end() > at), None)
        if found is None:
            ends = (at + n for n in range(10, 0, -1))
            found = next(((end, words[text[at:end]]) for end in ends if text[at:end] in words), None)
        if found is None:
            at += 1
        else:
            out.append((at, found[0], found[1].id))
            at = found[0]
    return out


@pytest.mark.parametrize("subjects", SUBJECTS, ids="+".join)
def test_a_scan_finds_what_trying_everything_finds(subjects):
    book = default()
    text = "\n".join(normalise(path.read_text("utf-8")).text for path in NOTICES)[:12_000]
    found = [(t.start, t.end, t.rule.id) for t in book.scanner(*subjects).scan(text)]
    assert found == plainly(book.of(*subjects), text)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("病例[0-9]+", {"病例"}),
        ("[0-9]{1,2}月", {"0月"}),
        ("第?[0-9]{1,3}(?:例|号)", {"第0", "0例", "0号"}),
        ("1[0-2]?[.][0-9]", {"0."}),
        ("[0-9]{4}", {"0"}),
        ("(?:被|已)?隔离", {"被隔", "已隔", "隔离"}),
        ("在(?=家)", {"在家"}),
        ("在(?=[家店]|$)", {"在"}),
        ("[0-9]+(?=[0-9、]|日)(?<=9)", {"0"}),
        ("[0-9]+(?=、|日).", {"0、", "0日"}),
        ("(?<!不)在.", {"在"}),
        ("a{2}|b*c", {"aa", "bb", "bc", "c"}),
        ("到|到达", {"到"}),
        ("[一-龥]+路", None),
        ("[^,]路", None),
        ("x?", None),
    ],
)
def test_prefixes(pattern, expected):
    found = prefixes(pattern)
    assert found == (None if expected is None else frozenset(expected))


def test_a_rule_that_may_begin_with_anything_is_tried_everywhere(tmp_path):
    rule = 'subject = "times"\n[[rule]]\nid = "t.any"\nkind = "date"\npattern = \'[^0-9,]{2}吉日\'\n'
    path = tmp_path / "mine.toml"
    path.write_text(rule + 'examples = ["黄道吉日"]\nnot_examples = ["1吉日"]\n', "utf-8")
    tokens = load([path]).scanner("times").scan("黄道吉日,4月5日")
    assert [t.rule.id for t in tokens] == ["t.any", "time.date"]


def test_a_line_with_a_full_stop_is_tried_for_marked_sections_only_and_loses_nothing():
    book = default()
    every, marked = book.scanner("sections"), book.scanner("sections", marked="sentences")
    lines = [line for path in NOTICES for line in normalise(path.read_text("utf-8")).text.split("\n") if "。" in line]
    found = [[t and t.rule.id for t in (every.match(line, 0), marked.match(line, 0))] for line in lines]
    assert all(a == b for a, b in found)
    assert any(a for a, _ in found)
    assert marked.match("二、确诊病例情况", 0) is None
    assert every.match("二、确诊病例情况", 0) is not None


@pytest.mark.parametrize("subject", ["events", "references", "kinship", "relations", "times", "places", "symptoms"])
def test_every_scanned_pattern_has_known_beginnings(subject: str) -> None:
    """One pattern that may begin with anything makes the scanner try every character of every notice."""
    rules = [r for r in default().of(subject) if r.pattern]
    assert [r.id for r in rules if prefixes(r.pattern or "") is None] == []
