"""The links between cases as contacts: from whom to whom, and whether that direction is one of infection.

An edge of the graph points from the person described to the case the text names (50 is the daughter of 33). A contact
list is read the other way round, from the earlier person to the later, so here the case named comes first (33, 50).
An edge of the kind ``source``, from an imported table, already points from the infector. ``directed`` is true only
where the text or the table says that the first infected the second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from tracer.export.flat import cases_of
from tracer.graph.attributes import Graph

SOURCE = "source"
"""The relation, and the kind of edge, that says who infected whom."""
INFECTION_KINDS = frozenset({SOURCE})


@dataclass(frozen=True, slots=True, order=True)
class Contact:
    """One link between two cases."""

    first: str
    second: str
    kind: str
    """Kind of the edge: ``relation``, ``copresence``, ..."""
    meaning: str
    """What the second is to the first (``child``), or the basis of a shared place."""
    key: str
    directed: bool
    certainty: int
    label: str
    start: str | None = None
    end: str | None = None
    place: str | None = None


def contacts(graph: Graph, only_described: bool = False) -> list[Contact]:
    """Every link between two different cases, sorted; with ``only_described`` none that leads to a stub.

    >>> contacts(Graph())
    []
    """
    cases: Collection[str] = set(cases_of(graph))
    if only_described:
        cases = {n for n in cases if graph.nodes[n].get("described", True)}
    edges = ((a, b, k, d) for a, b, k, d in graph.edges(keys=True, data=True) if a in cases and b in cases and a != b)
    return sorted((_contact(graph, *edge) for edge in edges), key=lambda c: (c.first, c.second, c.kind, c.key))


def infects(edge: dict[str, Any]) -> bool:
    """Whether an edge says who infected whom."""
    return edge.get("kind") in INFECTION_KINDS or edge.get("relation") == SOURCE


def led_to(graph: Graph) -> dict[str, int]:
    """For each case, the number of other cases that are traced back to it: infected by it, or described through it.

    >>> graph = Graph()
    >>> graph.add_node("a", kind="case"); graph.add_node("b", kind="case")
    >>> _ = graph.add_edge("b", "a", kind="relation", relation="child")
    >>> led_to(graph)
    {'a': 1, 'b': 0}
    """
    after: dict[str, set[str]] = defaultdict(set)
    for contact in contacts(graph):
        if contact.directed or contact.kind == "relation":
            after[contact.first].add(contact.second)
    return {case: len(after[case]) for case in cases_of(graph)}


def _contact(graph: Graph, source: str, target: str, key: str, edge: dict[str, Any]) -> Contact:
    directed, kind = infects(edge), str(edge.get("kind", ""))
    # a relation runs from the person described to the case referred to, who comes first: 感染来源 is the infector
    forward = kind in INFECTION_KINDS or kind in ("copresence", "candidate")
    first, second = (source, target) if forward else (target, source)
    shared = edge.get("place_id")
    return Contact(
        first,
        second,
        kind,
        str(edge.get("detail") or edge.get("relation") or edge.get("basis") or kind),
        str(key),
        directed,
        int(edge.get("certainty", 1)),
        str(edge.get("label", "")),
        edge.get("start"),
        edge.get("end"),
        graph.nodes[shared]["label"] if shared is not None and shared in graph else edge.get("vehicle"),
    )
