"""Where a case could have infected others: the list of places a notice would publish.

The infectious window begins some days before the first symptoms (2 days in the Chinese protocols from the fifth edition
of February 2020 on; other guidance uses 4) or, for a case without symptoms, before the first positive sample; it ends
when the case is isolated or admitted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracer.errors import TracerError
from tracer.graph.attributes import Graph
from tracer.graph.copresence import EXPOSING_EVENTS, Evidence
from tracer.link.places import is_private
from tracer.models import Area, Event
from tracer.query.filters import Filters, in_area
from tracer.query.find import Names, day_of, find_case
from tracer.query.links import EVERYTHING
from tracer.query.records import Record, events_of, records_of

ANCHORS = ("onset", "sampled", "positive", "diagnosis")
"""What the window is counted back from, the first that is known; a sample counts if it is the first positive one."""
ENDS = ("isolation", "admission", "transfer", "diagnosis")
Told = tuple[str, Event]
"""An event and the notice that tells of it."""
APART = frozenset({"isolation_site", "test_site"})


@dataclass(frozen=True, slots=True)
class RiskPlace:
    """A place or a vehicle the case was at within the window."""

    place: str
    area: str
    kind: str
    event: str
    start: str | None
    end: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class RiskList:
    """The window, what it is counted from, and the places in it in order of time, the residences first."""

    case_id: str
    label: str
    anchor: str
    """``onset``, ``sampled``, ``positive`` or ``diagnosis``."""
    anchor_day: str
    since: str
    until: str | None
    """The day of isolation or, where none is known, that of the notice."""
    places: tuple[RiskPlace, ...]


def at_risk(graph: Graph, case: str, window: int = 2, filters: Filters = EVERYTHING) -> RiskList:
    """The places and vehicles a case was at in its infectious window, which begins ``window`` days before the anchor.

    Filters limit the places, by time and by area.

    Raises:
        TracerError: the case is unknown or ambiguous, no notice describes it, or no day is known to count from.
    """
    case_id = find_case(graph, case)
    label = Names(graph)(case_id)
    records = records_of(graph, case_id)
    if not records:
        raise TracerError(f"{label} is only referred to: no notice at hand tells where it was")
    events = list(events_of(graph, case_id))
    anchor, day = _anchor(events, label)
    since = (date.fromisoformat(day) - timedelta(days=window)).isoformat()
    until = _end(events, since) or day_of(graph, case_id)
    homes = {home.name for _, record in records for home in record.residences}
    visited = (p for p in _visited(events, homes, since, until) if filters.in_time(p.start, p.end))
    found = [p for p in (*_homes(records), *visited) if filters.area is None or in_area([p.area], filters.area)]
    return RiskList(case_id, label, anchor, day, since, until, tuple(found))


def _anchor(events: Sequence[Told], label: str) -> tuple[str, str]:
    days = {kind: _first_day(events, kind) for kind in ANCHORS}
    positive = min((d for d in (days["positive"], days["diagnosis"]) if d), default=None)
    if days["sampled"] and (positive is None or days["sampled"] > positive):
        days["sampled"] = None
    for kind in ANCHORS:
        if (day := days[kind]) is not None:
            return kind, day
    raise TracerError(f"no day of symptoms, sample or diagnosis is known for {label}: there is nothing to count from")


def _first_day(events: Sequence[Told], kind: str) -> str | None:
    """The first day of an event of this kind; of a sample, the last before the result counts and is asked for."""
    days = [
        e.when.start[:10] for _, e in events if e.kind == kind and e.when and e.when.start and e.result != "negative"
    ]
    return min(days, default=None)


def _end(events: Sequence[Told], since: str) -> str | None:
    days = [e.when.start[:10] for _, e in events if e.kind in ENDS and e.when and e.when.start]
    return min((d for d in days if d >= since), default=None)


def _homes(records: Sequence[Record]) -> Iterator[RiskPlace]:
    for notice, home in ((notice, home) for notice, record in records for home in record.residences):
        evidence = Evidence(notice, home.text, home.span)
        yield RiskPlace(home.name, _area(home.area), home.kind, "residence", None, None, evidence)


def _visited(events: Sequence[Told], homes: set[str], since: str, until: str | None) -> Iterator[RiskPlace]:
    dated = [(n, e, e.when.start or e.when.end or "", e.when.end or e.when.start or "") for n, e in events if e.when]
    for notice, event, start, end in sorted(dated, key=lambda item: (item[2], item[0], item[1].span)):
        if event.kind not in EXPOSING_EVENTS or not start or end[:10] < since or (until and start[:10] > until):
            continue
        yield from _told(event, notice, homes)


def _told(event: Event, notice: str, homes: set[str]) -> Iterator[RiskPlace]:
    when, evidence = event.when, Evidence(notice, event.text, event.span)
    start, end = (when.start, when.end) if when else (None, None)
    for place in (event.place, event.origin, event.destination):
        if place is None or place.kind in APART or is_private(place.name) or place.name in homes:
            continue
        yield RiskPlace(place.name, _area(place.area), place.kind, event.kind, start, end, evidence)
    if event.number is not None:
        yield RiskPlace(event.number.value, "", event.mode or "other", event.kind, start, end, evidence)


def _area(area: Area | None) -> str:
    return "".join(dict.fromkeys(part for part in (area.city, area.county) if part)) if area else ""
