"""What several cases did, day by day, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracer.graph.attributes import Graph
from tracer.graph.copresence import Evidence
from tracer.models import Event
from tracer.query.filters import Filters
from tracer.query.find import Names, find_case
from tracer.query.links import EVERYTHING
from tracer.query.records import events_of


@dataclass(frozen=True, slots=True)
class Moment:
    """One event of one case."""

    day: str | None
    """The first day; None for an event whose day nobody states."""
    case_id: str
    label: str
    event: str
    start: str | None
    end: str | None
    place: str | None
    """The place, or from where to where and with what."""
    evidence: Evidence


def timeline(graph: Graph, cases: Sequence[str], filters: Filters = EVERYTHING) -> list[Moment]:
    """Every event of some cases in order of time; those without a day come last.

    Raises:
        TracerError: a case is unknown or ambiguous.
    """
    names = Names(graph)
    found = [
        moment
        for case_id in dict.fromkeys(find_case(graph, text) for text in cases)
        for moment in _moments(graph, names, case_id)
        if filters.in_time(moment.start, moment.end)
    ]
    return sorted(found, key=_order)


def _order(moment: Moment) -> tuple[str, str, str, tuple[int, int]]:
    return moment.day or "9999", moment.start or "", moment.case_id, moment.evidence.span


def _moments(graph: Graph, names: Names, case_id: str) -> Iterator[Moment]:
    for notice, event in events_of(graph, case_id):
        when = event.when
        start, end = (when.start, when.end) if when else (None, None)
        day = (start or end or "")[:10] or None
        words = Evidence(notice, event.text, event.span)
        yield Moment(day, case_id, names(case_id), event.kind, start, end, where(event), words)


def where(event: Event) -> str | None:
    """The place of an event in words: where, or from where to where, and with what.

    >>> from tracer.models import Place
    >>> station, home = (Place(text=n, span=(0, 2), name=n) for n in ("东站", "望月小区"))
    >>> where(Event(kind="journey", origin=station, destination=home, text="", span=(0, 0)))
    '东站→望月小区'
    """
    parts = [event.place.name] if event.place else []
    if event.origin or event.destination:
        parts.append("→".join(end.name if end else "" for end in (event.origin, event.destination)))
    if event.number:
        parts.append(event.number.value)
    return " ".join(parts) or None
