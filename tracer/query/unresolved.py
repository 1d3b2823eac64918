"""What is left open: references to nobody at hand or to several, persons in conflict, places in several areas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracer.graph.attributes import Graph
from tracer.graph.copresence import Evidence
from tracer.graph.doubts import Doubt
from tracer.query.filters import Filters
from tracer.query.find import Names, day_of
from tracer.query.links import EVERYTHING

KINDS = ("reference", "ambiguous", "conflict", "place", "notice")


@dataclass(frozen=True, slots=True)
class Open:
    """One thing left open."""

    kind: str
    """One of `KINDS`: a reference without a person, or to one of several; persons that contradict each other; a place
    in one of several areas; something about a whole notice."""
    case_id: str | None
    label: str
    day: str | None
    message: str
    evidence: Evidence
    target: str | None = None
    """Of a reference: what the case meant is called."""


def unresolved(graph: Graph, filters: Filters = EVERYTHING, kinds: Sequence[str] = KINDS) -> list[Open]:
    """Everything left open, by kind and then by day; of some kinds only, if wished."""
    found = [*_references(graph), *(_doubt(graph, d) for d in graph.graph.get("doubts", ()))]
    wanted = (o for o in found if o.kind in kinds and _wanted(graph, o, filters))
    return sorted(wanted, key=lambda o: (KINDS.index(o.kind), o.day or "", o.evidence.notice, o.evidence.span))


def _wanted(graph: Graph, item: Open, filters: Filters) -> bool:
    if not filters.in_time(item.day):
        return False
    return item.case_id is None or item.case_id not in graph or filters.case(graph, item.case_id)


def _references(graph: Graph) -> Iterator[Open]:
    names = Names(graph)
    for case_id, target, edge in graph.edges(data=True):
        if edge["kind"] == "relation" and not graph.nodes[target].get("described", True):
            words = Evidence(edge["notice"], edge["text"], edge["span"])
            meant = names(target)
            message = f"{meant} is described by no notice at hand"
            yield Open("reference", case_id, names(case_id), day_of(graph, case_id), message, words, meant)


def _doubt(graph: Graph, doubt: Doubt) -> Open:
    notice = graph.graph.get("notices", {}).get(doubt.notice)
    label = graph.nodes[doubt.case_id]["label"] if doubt.case_id is not None and doubt.case_id in graph else ""
    words = Evidence(doubt.notice, doubt.text or "", doubt.span or (0, 0))
    return Open(_kind(doubt.code), doubt.case_id, label, notice.day if notice else None, doubt.message, words)


def _kind(code: str) -> str:
    if code.startswith("place."):
        return "place"
    if code.startswith("link."):
        return "ambiguous" if "ambiguous" in code else "conflict"
    return "notice"
