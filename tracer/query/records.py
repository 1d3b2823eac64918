"""The records of a person: one for each notice that describes the person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tracer.graph.attributes import Graph
from tracer.graph.copresence import Evidence
from tracer.models import Case, Event

MILESTONES = ("onset", "positive", "diagnosis", "isolation")
Record = tuple[str, Case]
"""The id of a notice and what it says of the person."""


def records_of(graph: Graph, case_id: str) -> list[Record]:
    """Each record of a person with the notice it stands in, the earliest first; none of a person only referred to."""
    several = graph.graph.get("records", {}).get(case_id)
    if several:
        return list(several)
    record = graph.graph.get("cases", {}).get(case_id)
    return [(graph.nodes[case_id]["notice_id"], record)] if record is not None else []


def events_of(graph: Graph, case_id: str) -> Iterator[tuple[str, Event]]:
    """Every event of a person with the notice that tells of it."""
    return ((notice, event) for notice, record in records_of(graph, case_id) for event in record.events)


def quoted(records: Sequence[Record], name: str, value: Any) -> Evidence | None:
    """The words behind a fact of a person: those that say just this, else the first that say anything."""
    found = [(notice, part) for notice, record in records for part in _parts(record, name) if part.text]
    exact = [item for item in found if _says(item[1]) == value]
    notice, part = next(iter(exact or found), ("", None))
    return Evidence(notice, part.text, part.span) if part is not None else None


def _parts(record: Case, name: str) -> list[Any]:
    """The parts of a record in which the words for a fact may stand."""
    if name in MILESTONES:
        return [event for event in record.events if event.kind == name and event.when and event.when.start]
    if name == "residence":
        return list(record.residences)
    part = getattr(record, name, None)
    return [part] if hasattr(part, "text") else []


def _says(part: Any) -> Any:
    if isinstance(part, Event):
        return (part.when.start or "")[:10] if part.when else None
    return getattr(part, "value", getattr(part, "text", None))
