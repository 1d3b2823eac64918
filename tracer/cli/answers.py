"""Answers as text for a reader; each ends with the words of the notice that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tracer.cli.messages import say, word
from tracer.cli.render import GAP, pad, table, width
from tracer.cli.table import moment
from tracer.graph.copresence import Evidence
from tracer.query import (
    CaseCard,
    CaseRow,
    ClusterRow,
    Fact,
    Hit,
    Link,
    Moment,
    Open,
    Presence,
    RiskList,
    RiskPlace,
    SharedPlace,
    Told,
)

INDENT = "  "
ARROWS = {"relation": "→", "kinship": "⇢", "copresence": "~", "source": "⇒"}
"""What a notice states, what follows from it, who was at one place, and who infected whom in a table."""
WHERE = ("path", "span")
"""Facts about the source, told in one line."""
MANY = 6
"""How many labels stand in a cell."""


def case_page(card: CaseCard, limit: int | None) -> str:
    """The card of a case: facts, links, trajectory."""
    return "\n".join(_case_lines(card))


def _case_lines(card: CaseCard) -> Iterator[str]:
    yield f"{card.label}  ({card.case_id})" + ("" if card.described else f"  {say('query.stub')}")
    yield from columns([_fact_row(fact) for fact in card.facts if fact.name not in WHERE], INDENT)
    source = ":".join(fact.value for fact in card.facts if fact.name in WHERE)
    if source:
        yield f"{INDENT}{word('fact', 'source')}{GAP}{source}"
    revised = any(told.revises for told in card.history) or len({told.evidence.notice for told in card.history}) > 1
    history = map(_told_row, card.history) if revised else iter(())
    parts = (
        ("history", history),
        ("links", map(_link_row, card.links)),
        ("trajectory", map(_card_presence_row, card.presences)),
    )
    for heading, rows in parts:
        found = list(columns(list(rows)))
        if found:
            yield ""
            yield f"{say(f'query.{heading}')}:"
            yield from (INDENT + line for line in found)


def link_page(links: Sequence[Link], limit: int | None) -> str:
    """One line a link: from whom to whom, what it is, when and where; steps are told apart where there are several."""
    return "\n".join(link_rows(links))


def link_rows(links: Sequence[Link]) -> Iterator[str]:
    """The lines of some links."""
    steps = max((link.step for link in links), default=1) > 1
    return columns([[str(x.step) if steps else "", *_link_row(x)] for x in links])


def presence_page(presences: Sequence[Presence], limit: int | None) -> str:
    """One line a stay: who, when, what, where."""
    areas = len({p.place_id for p in presences}) > 1
    return "\n".join(columns([_presence_row(p, areas) for p in presences]))


def moment_page(moments: Sequence[Moment], limit: int | None) -> str:
    """Day by day; several cases stand side by side."""
    labels = list(dict.fromkeys(m.label for m in moments))
    if len(labels) == 1:
        rows = [[m.day or "", _clock(m), word("event", m.event), m.place or "", _words([m.evidence])] for m in moments]
        return "\n".join([labels[0], *columns(rows, INDENT)])
    days = list(dict.fromkeys(m.day for m in moments))
    rows = [row for day in days for row in _side_by_side([m for m in moments if m.day == day], labels)]
    return table([say("head.day"), *labels], rows, limit)


def _side_by_side(moments: Sequence[Moment], labels: Sequence[str]) -> Iterator[list[str]]:
    """The rows of one day: the first event of each case, then the second of each, and so on."""
    each = [[m for m in moments if m.label == label] for label in labels]
    for line in range(max(map(len, each))):
        cells = [_event_cell(own[line]) if line < len(own) else "" for own in each]
        yield [(moments[0].day or "?") if line == 0 else "", *cells]


def _event_cell(told: Moment) -> str:
    return " ".join(filter(None, [_clock(told), word("event", told.event), told.place]))


def _clock(told: Moment) -> str:
    """The time of day, or the last day of a longer stay: the first day stands in a column of its own."""
    start, end = told.start or "", told.end or ""
    if "T" in start:
        return moment(start, end)[11:] if start[:10] == end[:10] or not end else f"{start[11:]} - {end[5:]}"
    return f"- {end[5:]}" if end and end != start else ""


def case_rows(rows: Sequence[CaseRow], limit: int | None) -> str:
    """A list of cases."""
    heads = ("day", "label", "sex", "age", "residence", "classification", "onset", "stated", "named_by", "met")
    return _table(
        heads,
        [
            [
                r.day or "",
                r.label.partition("@")[0],
                word("sex", r.sex),
                "" if r.age is None else f"{r.age:g}",
                r.residence or "",
                word("classification", r.classification),
                r.onset or "",
                *(str(n) for n in (r.stated, r.named_by, r.met)),
            ]
            for r in rows
        ],
        limit,
    )


def shared_rows(rows: Sequence[SharedPlace], limit: int | None) -> str:
    """Places by the number of their cases."""
    heads = ("cases", "meetings", "place", "area", "kind", "times", "who", "words")
    found = [
        [
            str(r.cases),
            str(r.meetings),
            r.place,
            r.area,
            word("place", r.kind),
            moment(r.first and r.first[:10], r.last and r.last[:10]),
            _some(r.labels),
            _words(r.evidence[:2]),
        ]
        for r in rows
    ]
    return _table(heads, found, limit)


def risk_page(found: RiskList, limit: int | None) -> str:
    """The window and the places in it."""
    window = say(
        "query.window",
        label=found.label,
        since=found.since,
        until=found.until or "?",
        anchor=word("event", found.anchor),
        day=found.anchor_day,
    )
    return f"{window}\n\n{_table(('times', 'event', 'place', 'area', 'words'), map(_risk_row, found.places), limit)}"


def _risk_row(place: RiskPlace) -> list[str]:
    words = _words([place.evidence])
    return [moment(place.start, place.end), word("event", place.event), place.place, place.area, words]


def cluster_rows(rows: Sequence[ClusterRow], limit: int | None) -> str:
    """Clusters by size."""
    heads = ("cluster", "cases", "described", "times", "who", "words")
    found = [
        [
            str(r.cluster),
            str(r.size),
            str(r.described),
            moment(r.first, r.last),
            _some(r.labels),
            _words(r.evidence[:1]),
        ]
        for r in rows
    ]
    return _table(heads, found, limit)


def open_rows(rows: Sequence[Open], limit: int | None) -> str:
    """What is left open."""
    heads = ("open", "day", "label", "what", "words")
    found = [
        [word("open", r.kind), r.day or "", r.label.partition("@")[0], _said(r), _words([r.evidence])] for r in rows
    ]
    return _table(heads, found, limit)


def _said(item: Open) -> str:
    return say("query.not_described", target=item.target) if item.target else item.message


def hit_rows(rows: Sequence[Hit], limit: int | None) -> str:
    """Where words stand."""
    heads = ("day", "label", "context", "where")
    found = [[r.day or "", r.label, r.context, f"{r.path}:{r.span[0]}-{r.span[1]}"] for r in rows]
    return _table(heads, found, limit)


PAGES: dict[type[Any], Callable[[Any, int | None], str]] = {
    CaseCard: case_page,
    Link: link_page,
    Presence: presence_page,
    Moment: moment_page,
    CaseRow: case_rows,
    SharedPlace: shared_rows,
    RiskPlace: risk_page,
    ClusterRow: cluster_rows,
    Open: open_rows,
    Hit: hit_rows,
}
"""How answers of a kind are shown; the number is that of the columns of the terminal, if there is one."""


def columns(rows: Sequence[Sequence[str]], indent: str = "") -> Iterator[str]:
    """Rows of cells under one another, each column as wide as its widest cell; empty columns are left out.

    >>> list(columns([["病例1", "", "x"], ["病例12", "", "y"]]))
    ['病例1   x', '病例12  y']
    """
    sizes = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield indent + GAP.join(pad(cell, size) for cell, size in zip(row, sizes, strict=True) if size).rstrip()


def _table(heads: Sequence[str], rows: Iterator[list[str]] | Sequence[list[str]], limit: int | None) -> str:
    """A table without the columns in which no row has anything."""
    found = list(rows)
    kept = [i for i in range(len(heads)) if any(row[i] for row in found)]
    return table([say(f"head.{heads[i]}") for i in kept], [[row[i] for i in kept] for row in found], limit)


def _some(labels: Sequence[str]) -> str:
    shown = ", ".join(labels[:MANY])
    return f"{shown}, … ({len(labels)})" if len(labels) > MANY else shown


def _fact_row(fact: Fact) -> list[str]:
    value = word(fact.name, fact.value.removesuffix(".0") if fact.name == "age" else fact.value)
    return [word("fact", fact.name), value, _words([fact.evidence] if fact.evidence else [])]


def _told_row(told: Told) -> list[str]:
    mark = say("query.revises") if told.revises else ""
    return [told.day or "", word("fact", told.name), word(told.name, told.value), mark, _words([told.evidence])]


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


def _card_presence_row(presence: Presence) -> list[str]:
    return _presence_row(presence, False)[1:]


def _presence_row(presence: Presence, areas: bool) -> list[str]:
    return [
        presence.label,
        moment(presence.start, presence.end),
        word("event", presence.event),
        presence.place,
        presence.area if areas else "",
        _words([presence.evidence]),
    ]


def _words(evidence: Sequence[Evidence]) -> str:
    """The words quoted, each once."""
    return " / ".join(dict.fromkeys(f"「{' '.join(e.text.split())}」" for e in evidence if e.text))
