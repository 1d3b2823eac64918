"""Answers of the graph as lines for a reader; each ends with the words of the notice that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracer.cli.messages import say, word
from tracer.cli.render import GAP, pad, width
from tracer.cli.table import moment
from tracer.graph.copresence import Evidence
from tracer.graph.query import CaseCard, Fact, Link, Presence

INDENT = "  "
ARROWS = {"relation": "→", "kinship": "⇢", "copresence": "~", "source": "⇒"}
"""What a notice states, what follows from it, who was at one place, and who infected whom in a table."""
WHERE = ("path", "span")
"""Facts about the source, told in one line."""


def case_lines(card: CaseCard) -> Iterator[str]:
    """The card of a case: facts, links, trajectory."""
    yield f"{card.label}  ({card.case_id})" + ("" if card.described else f"  {say('query.stub')}")
    yield from columns([_fact_row(fact) for fact in card.facts if fact.name not in WHERE], INDENT)
    source = ":".join(fact.value for fact in card.facts if fact.name in WHERE)
    if source:
        yield f"{INDENT}{word('fact', 'source')}{GAP}{source}"
    for heading, lines in (("links", link_lines(card.links)), ("trajectory", presence_lines(card.presences))):
        found = list(lines)
        if found:
            yield ""
            yield f"{say(f'query.{heading}')}:"
            yield from (INDENT + line for line in found)


def link_lines(links: Sequence[Link]) -> Iterator[str]:
    """One line a link: from whom to whom, what it is, when and where."""
    return columns([_link_row(link) for link in links])


def presence_lines(presences: Sequence[Presence]) -> Iterator[str]:
    """One line a stay: who, when, what, where."""
    return columns([_presence_row(presence) for presence in presences])


def columns(rows: Sequence[Sequence[str]], indent: str = "") -> Iterator[str]:
    """Rows of cells under one another, each column as wide as its widest cell; empty columns are left out.

    >>> list(columns([["病例1", "", "x"], ["病例12", "", "y"]]))
    ['病例1   x', '病例12  y']
    """
    sizes = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield indent + GAP.join(pad(cell, size) for cell, size in zip(row, sizes, strict=True) if size).rstrip()


def _fact_row(fact: Fact) -> list[str]:
    value = word(fact.name, fact.value.removesuffix(".0") if fact.name == "age" else fact.value)
    return [word("fact", fact.name), value, _words([fact.evidence] if fact.evidence else [])]


def _link_row(link: Link) -> list[str]:
    arrow = ARROWS[link.kind]
    return [
        link.source_label,
        arrow,
        link.target_label,
        word("relation", link.meaning),
        moment(link.start, link.end),
        link.place or "",
        _words(link.evidence),
    ]


def _presence_row(presence: Presence) -> list[str]:
    return [
        presence.label,
        moment(presence.start, presence.end),
        word("event", presence.event),
        presence.place,
        _words([presence.evidence]),
    ]


def _words(evidence: Sequence[Evidence]) -> str:
    """The words quoted, each once."""
    return " / ".join(dict.fromkeys(f"「{' '.join(e.text.split())}」" for e in evidence))
