"""The graph and the records behind it as plain tables, for the formats that are made of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tracer.export.flat import cases_of, scalar
from tracer.export.linelist import COLUMNS, case_row
from tracer.export.table import Cell, Table, table
from tracer.graph.attributes import EDGES, NODES, Graph
from tracer.models import Event, Place

CASES = (*COLUMNS, "described", "published_on")
EVENTS = (
    "case_id", "case", "position", "kind", "start", "end", "precision", "part_of_day", "approximate", "recurring",
    "place", "place_id", "origin", "destination", "mode", "vehicle", "coach", "seat", "result", "inherited_from",
    "rule", "text", "span",
)  # fmt: skip
RELATIONS = (
    "case_id", "case", "relation", "detail", "role", "target_id", "target", "target_described", "certainty", "text",
    "span", "notice",
)  # fmt: skip
PLACES = (
    "id", "label", "place_kind", "province", "city", "county", "township", "code", "listed", "cases", "visits",
)  # fmt: skip
EDGE = ("id", "source", "source_label", "target", "target_label", *(a.name for a in EDGES if a.name != "path"))
FROM_NODE = {
    "date_onset": "onset", "date_reporting": "issued_on", "date_positive": "positive", "date_diagnosis": "diagnosis",
    "date_isolation": "isolation",
    "gender": "sex", "age": "age", "location": "residence", "residence": "residence", "occupation": "occupation",
    "series": "series", "number": "number", "classification": "classification", "severity": "severity",
    "importation": "importation", "notice_id": "notice_id", "source": "path",
}  # fmt: skip


def all_tables(graph: Graph) -> dict[str, Table]:
    """Every table, by the name of its sheet or file.

    >>> sorted(all_tables(Graph()))
    ['cases', 'edges', 'events', 'notes', 'places', 'relations']
    """
    return {
        "cases": case_table(graph),
        "events": table(EVENTS, _events(graph)),
        "relations": table(RELATIONS, _relations(graph)),
        "places": table(PLACES, _places(graph)),
        "edges": table(EDGE, _edges(graph)),
        "notes": table(("what", "value"), _notes(graph)),
    }


def case_table(graph: Graph, stubs: bool = True) -> Table:
    """The cases as a line list; those only referred to are rows too, unless ``stubs`` is off."""
    nodes = [n for n in cases_of(graph) if stubs or graph.nodes[n].get("described", True)]
    return table(CASES, (case_record(graph, n) for n in nodes))


def case_record(graph: Graph, node: str) -> dict[str, Cell]:
    """All that a line list says of one case; from its record, or from the graph where there is none."""
    attributes, record = graph.nodes[node], graph.graph.get("cases", {}).get(node)
    if record is not None:
        values = [attributes.get(name) for name in ("issued_on", "notice_id", "path")]
        found = dict(case_row(record, *values))
    else:
        found = {column: attributes.get(name) for column, name in FROM_NODE.items()}
    return {
        **found,
        "id": node,
        "label": attributes.get("label"),
        "described": bool(attributes.get("described", True)),
        "published_on": attributes.get("published_on"),
    }


def _label(graph: Graph, node: str) -> str:
    return str(graph.nodes[node].get("label", node))


def _span(span: Any) -> Cell:
    return scalar(tuple(span)) if span is not None else None


def _events(graph: Graph) -> Iterable[Mapping[str, Cell]]:
    for node in cases_of(graph):
        record = graph.graph.get("cases", {}).get(node)
        for position, event in enumerate(record.events if record else (), 1):
            yield {"case_id": node, "case": _label(graph, node), "position": position, **_event(event)}


def _event(event: Event) -> dict[str, Cell]:
    when = event.when
    timing = ("start", "end", "precision", "part_of_day", "approximate", "recurring")
    return {
        "kind": event.kind,
        **{name: getattr(when, name) if when else None for name in timing},
        "place": _place(event.place),
        "place_id": event.place.place_id if event.place else None,
        "origin": _place(event.origin),
        "destination": _place(event.destination),
        "mode": event.mode,
        "vehicle": event.number.value if event.number else None,
        "coach": event.coach.value if event.coach else None,
        "seat": event.seat.value if event.seat else None,
        "result": event.result,
        "inherited_from": event.inherited_from,
        "rule": event.rule,
        "text": event.text,
        "span": _span(event.span),
    }


def _place(place: Place | None) -> Cell:
    return place.name if place else None


def _relations(graph: Graph) -> Iterable[Mapping[str, Cell]]:
    for source, target, edge in _sorted_edges(graph):
        if edge.get("kind") == "relation":
            yield {
                **{name: edge.get(name) for name in ("relation", "detail", "role", "certainty", "text", "notice")},
                "case_id": source,
                "case": _label(graph, source),
                "target_id": target,
                "target": _label(graph, target),
                "target_described": bool(graph.nodes[target].get("described", True)),
                "span": _span(edge.get("span")),
            }


def _places(graph: Graph) -> Iterable[Mapping[str, Cell]]:
    for node in sorted(graph):
        attributes = graph.nodes[node]
        if attributes.get("kind") == "place":
            known = {a.name: attributes.get(a.name) for a in NODES if "place" in a.kinds}
            visitors = list(graph.predecessors(node))
            yield {**known, "id": node, "cases": len(set(visitors)), "visits": graph.in_degree(node)}


def _edges(graph: Graph) -> Iterable[Mapping[str, Cell]]:
    for source, target, edge in _sorted_edges(graph):
        values = {name: scalar(value) for name, value in edge.items()}
        ends = {"source_label": _label(graph, source), "target_label": _label(graph, target)}
        yield {**values, "source": source, "target": target, **ends}


def _sorted_edges(graph: Graph) -> list[tuple[str, str, dict[str, Any]]]:
    edges = ((a, b, {**data, "id": str(key)}) for a, b, key, data in graph.edges(keys=True, data=True))
    return sorted(edges, key=lambda edge: (edge[0], edge[1], edge[2]["id"]))


def _notes(graph: Graph) -> Iterable[Mapping[str, Cell]]:
    """What a reader of the tables has to know, and the notices they come from."""
    cases = cases_of(graph)
    described = sum(bool(graph.nodes[n].get("described", True)) for n in cases)
    kinds = Counter(str(d.get("kind")) for _, _, d in graph.edges(data=True))
    yield {"what": "cases described", "value": described}
    yield {"what": "cases only referred to", "value": len(cases) - described}
    for kind, count in sorted(kinds.items()):
        yield {"what": f"edges: {kind}", "value": count}
    yield {"what": "certainty", "value": "1 low, 2 medium, 3 high"}
    yield {"what": "relation", "value": "what the case is to the target, as a notice states it; not transmission"}
    yield {"what": "copresence", "value": "inferred from the notices: same place and time; not 时空伴随"}
    yield {"what": "kinship", "value": "inferred from stated relations (a wife and a daughter of one man)"}
    yield {"what": "candidate", "value": "a possible infector with its probability, inferred; only where asked for"}
    yield {"what": "span", "value": "where the words stand in the source, in code points"}
    for notice in sorted({_notice_of(graph.nodes[n]) for n in cases}):
        yield {"what": "notice", "value": notice}


def _notice_of(attributes: Mapping[str, Any]) -> str:
    return "; ".join(str(attributes[n]) for n in ("notice_id", "issued_on", "path") if attributes.get(n))
