"""Risk venues listed outside the cases (风险点位, 涉及场所): each place with the times the list gives for it.

A list names a place and, before it, behind it or in a bracket, its times: 兴隆超市(5月14日18:30-20:40); tables give
both in cells of one row. Lines that name no place (headings, reminders) give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tracer import models
from tracer.parse.clauses import Clause, cut
from tracer.parse.divisions import AreaContext
from tracer.parse.place_record import build_place
from tracer.parse.place_stretch import stretch
from tracer.parse.places import PlaceMention, names
from tracer.parse.timeline import Timeline
from tracer.parse.units import NormText, NoticeDraft

NUMBERING = re.compile(r"[\s(（]*(?:\d{1,3}|[一二三四五六七八九十]{1,3})[).、,.:]\s*|[\s●·*\-]+")


def read_venues(norm: NormText, draft: NoticeDraft, anchor: date | None, area: AreaContext) -> tuple[models.Venue, ...]:
    """The venues of a notice, in text order."""
    out: list[models.Venue] = []
    timeline = Timeline(norm, anchor)
    for start, end in draft.venues:
        for row in _rows(norm, start, end):
            whens = [timeline.resolve(i.time) for c in row for i in _times(c) if i.time is not None]
            for clause in row:
                for mention in _mentions(norm, clause):
                    place = build_place(norm, mention, area)
                    out.append(models.Venue(**dict(place), when=tuple(whens)))
    return tuple(out)


def _times(clause: Clause) -> list:  # type: ignore[type-arg]
    return sorted((i for i in [*clause.items, *clause.inner] if i.kind == "time"), key=lambda i: i.start)


def _rows(norm: NormText, start: int, end: int) -> Iterator[list[Clause]]:
    """Clauses that speak of the same places: a new place after times begins a new row."""
    row: list[Clause] = []
    timed = False
    for clause in cut(norm, [(start, end)]):
        named = bool(_mentions(norm, clause))
        if row and named and timed and any(_mentions(norm, c) for c in row):
            yield row
            row, timed = [], False
        row.append(clause)
        timed = timed or bool(_times(clause))
        if clause.last:
            yield row
            row, timed = [], False
    if row:
        yield row


def _mentions(norm: NormText, clause: Clause) -> list[PlaceMention]:
    items = clause.items
    index = 0
    start = clause.start
    while index < len(items) and items[index].kind == "time":
        start = items[index].end
        index += 1
    lead = NUMBERING.match(norm.text, start, clause.end)
    start = lead.end() if lead else start
    found = stretch(clause, norm.text, start, index)
    return [m for m in names(clause, norm.text, found) if m.kind not in ("area", "other") and not m.generic]
