"""One case with all that is known of it, and lists of cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracer.graph.attributes import NODES, Graph
from tracer.graph.copresence import Evidence
from tracer.query.filters import Filters
from tracer.query.find import Names, day_of, find_case, of_kind
from tracer.query.links import EVERYTHING, Link, links
from tracer.query.places import Presence, presences_of
from tracer.query.records import quoted, records_of

ABOUT_NODE = frozenset({"kind", "label", "described"})
BROUGHT_IN = ("domestic", "overseas")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known about a case, with its words where they are at hand."""

    name: str
    value: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a notice told of a case; later ones may correct it."""

    day: str | None
    """Of the notice."""
    name: str
    value: str
    revises: bool
    """Whether the notice says so anew: a correction, a reclassification, a case withdrawn."""
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CaseCard:
    """All that is known about one case."""

    case_id: str
    label: str
    described: bool
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]
    presences: tuple[Presence, ...]
    history: tuple[Told, ...] = ()
    """Everything that was told of the case, the earliest first."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    case_id: str
    label: str
    day: str | None
    """Of the notice."""
    sex: str | None
    age: float | None
    residence: str | None
    classification: str | None
    onset: str | None
    stated: int
    """Cases to which its notice links it."""
    named_by: int
    """Cases whose notices name it."""
    met: int
    """Cases with which it shares a place and a time."""
    notice: str
    span: tuple[int, int]


def case_card(graph: Graph, text: str, filters: Filters = EVERYTHING) -> CaseCard:
    """Everything about one case; filters limit its links and its stays.

    Raises:
        TracerError: the case is unknown or ambiguous.
    """
    case_id = find_case(graph, text)
    node = graph.nodes[case_id]
    return CaseCard(
        case_id,
        Names(graph)(case_id),
        bool(node.get("described", True)),
        tuple(_facts(graph, case_id)),
        tuple(links(graph, case_id, 1, filters)),
        tuple(presences_of(graph, case_id, filters)),
        tuple(_history(graph, case_id)),
    )


def cases(graph: Graph, filters: Filters = EVERYTHING, *, without_source: bool = False) -> list[CaseRow]:
    """The described cases, by day of notice and as numbered there.

    ``without_source`` leaves those whose notice links them to no other case and does not say that they were infected
    elsewhere (imported). What they share with others (``met``) is a lead, not a source.
    """
    names = Names(graph)
    found = [
        _row(graph, names, case_id)
        for case_id, node in of_kind(graph, "case")
        if node.get("described", True) and filters.case_in_time(graph, case_id)
    ]
    if without_source:
        found = [r for r in found if not r.stated and graph.nodes[r.case_id].get("importation") not in BROUGHT_IN]
    return sorted(found, key=lambda r: (r.day or "", r.notice, r.span, r.case_id))


def _row(graph: Graph, names: Names, case_id: str) -> CaseRow:
    node = graph.nodes[case_id]
    out, into = graph.out_edges(case_id, data=True), graph.in_edges(case_id, data=True)
    met = {b for _, b, e in out if e["kind"] == "copresence"} | {a for a, _, e in into if e["kind"] == "copresence"}
    return CaseRow(
        case_id,
        names(case_id),
        day_of(graph, case_id),
        node.get("sex"),
        node.get("age"),
        node.get("residence"),
        node.get("classification"),
        node.get("onset"),
        len({b for _, b, e in out if e["kind"] == "relation"}),
        len({a for a, _, e in into if e["kind"] == "relation"}),
        len(met),
        node["notice_id"],
        node["span"],
    )


def _facts(graph: Graph, case_id: str) -> Iterable[Fact]:
    """The node's attributes in the order of the table, each with its words where the record is at hand."""
    node, records = graph.nodes[case_id], records_of(graph, case_id)
    for name in (a.name for a in NODES if "case" in a.kinds and a.name not in ABOUT_NODE and a.name in node):
        value = node[name]
        shown = "-".join(map(str, value)) if isinstance(value, tuple) else str(value)
        yield Fact(name, shown, quoted(records, name, value))
    if not {"issued_on", "published_on"} & node.keys() and (day := day_of(graph, case_id)) is not None:
        yield Fact("published_on", day)


def _history(graph: Graph, case_id: str) -> Iterable[Told]:
    for entry in graph.graph.get("history", {}).get(case_id, ()):
        if entry.what != "referred":
            words = Evidence(entry.notice_id, entry.text, entry.span)
            yield Told(entry.published_on, entry.what, entry.value, entry.revises, words)
