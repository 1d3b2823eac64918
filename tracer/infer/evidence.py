"""What may have passed between two cases: each edge between them as contact of a class, lasting or on certain days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracer.graph import copresence as co
from tracer.graph.attributes import Graph
from tracer.graph.kinship import KIN_KINDS
from tracer.infer.courses import day_number
from tracer.infer.parameters import Parameters

Edge = tuple[str, str, str]
"""Source, target and key of an edge of the graph."""
TRACED = frozenset({"close_contact", "secondary_contact"})
SOURCE = "source"
SURE = 2
"""The certainty from which a shared residence makes kin a household: the compound, not the village."""
PLACES: Mapping[tuple[str, int], str] = {
    (co.SAME_RESIDENCE, 3): "building",
    (co.SAME_RESIDENCE, 2): "casual",
    (co.SAME_RESIDENCE, 1): "remote",
    (co.SAME_CLOCK, 3): "casual",
    (co.SAME_CLOCK, 2): "casual",
    (co.SAME_DAY, 1): "remote",
    (co.SAME_VEHICLE, 3): "travel",
    (co.SAME_VEHICLE, 2): "remote",
    (co.SAME_WORKPLACE, 2): "casual",
    (co.SAME_WORKPLACE, 1): "remote",
    (co.TOGETHER, 3): "social",
    (co.TOGETHER, 2): "social",
}
"""The class of a copresence by its basis and certainty."""


@dataclass(frozen=True, slots=True)
class Contact:
    """One reason why the first case may have infected the second, or a statement that it did."""

    evidence: str
    """The class, a name in the parameters; ``stated`` for a stated source."""
    edge: Edge
    days: tuple[int, int] | None = None
    """First and last day; None for contact that lasts, or whose days are unknown."""
    direction: float = 1.0
    """By how much the edge counts more, or less, in this direction; 1 for one that only follows."""
    certainty: int = 1


Contacts = Mapping[tuple[str, str], tuple[Contact, ...]]
"""By (infector, infected)."""


def contacts_of(graph: Graph, parameters: Parameters) -> Contacts:
    """The contacts of every two cases that an edge joins, in both directions; no other pair is ever looked at."""
    found: dict[tuple[str, str], list[Contact]] = defaultdict(list)
    for a, b, key, data in sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3]):
        if a != b and all(graph.nodes[n].get("kind") == "case" for n in (a, b)):
            for pair, contact in _contacts(graph, parameters, (a, b, key), data):
                found[pair].append(contact)
    return {pair: tuple(found[pair]) for pair in sorted(found)}


def _contacts(
    graph: Graph, parameters: Parameters, edge: Edge, data: Mapping[str, Any]
) -> Iterator[tuple[tuple[str, str], Contact]]:
    a, b, _ = edge
    certainty, kind = int(data.get("certainty", 1)), data.get("kind")
    if kind == SOURCE or data.get("relation") == SOURCE:
        yield (a, b) if kind == SOURCE else (b, a), Contact("stated", edge, certainty=certainty)
    elif kind in ("relation", "kinship"):
        evidence = _relation_class(graph, parameters, edge, data)
        forward, back = _directions(parameters, kind, data)
        yield (b, a), Contact(evidence, edge, None, forward, certainty)
        yield (a, b), Contact(evidence, edge, None, back, certainty)
    elif kind == "copresence":
        evidence = PLACES[data["basis"], certainty]
        days = _days(data)
        stated = float(parameters.table["weight"]["mentioned"]) if data["basis"] == co.TOGETHER else 1.0
        for pair in ((a, b), (b, a)):
            # Who had left before the other came cannot have been infected there.
            if data.get("earlier") != pair[1]:
                yield pair, Contact(evidence, edge, days, stated, certainty)


def _directions(parameters: Parameters, kind: str, data: Mapping[str, Any]) -> tuple[float, float]:
    """The weight of a relation from the case referred to, and to it."""
    if kind == "kinship":
        return 1.0, 1.0
    weights = parameters.table["weight"]
    share = float(weights["traced_forward" if data["relation"] in TRACED else "referred_forward"])
    mentioned = float(weights["mentioned"])
    return 2 * mentioned * share, 2 * mentioned * (1 - share)


def _relation_class(graph: Graph, parameters: Parameters, edge: Edge, data: Mapping[str, Any]) -> str:
    """The class of a relation; kin of one residence are a household, a couple of two is none."""
    kind = str(data["relation"])
    known: Mapping[str, str] = parameters.table["relation"]
    evidence = known.get(kind, "casual")
    if kind not in KIN_KINDS and kind != "household":
        return evidence
    together = data.get("same_household")
    if together is None:
        together = _live_together(graph, edge[0], edge[1])
    if together:
        return "household"
    apart = together is False and evidence == "household" and kind != "household"
    return "social" if apart else evidence


def _live_together(graph: Graph, a: str, b: str) -> bool | None:
    """Whether two people live together, None where that is not known.

    Couples live together, so who lives with the one lives with the other; a child of a case lives with it.
    """
    between = _between(graph, a, b)
    if _one_residence(graph, a, b) or any(
        _one_residence(graph, x, spouse) for x, y in ((a, b), (b, a)) for spouse in _housemates(graph, y) - {x}
    ):
        return True
    if all(graph.nodes[n].get("residence") for n in (a, b)):
        return False
    ages = [graph.nodes[n].get("age") for n in (a, b)]
    parental = any(d.get("relation") in ("parent", "child") for d in between)
    return True if parental and any(age is not None and age < 18 for age in ages) else None


def _between(graph: Graph, a: str, b: str) -> list[Mapping[str, Any]]:
    return [d for x, y in ((a, b), (b, a)) for d in (graph.get_edge_data(x, y) or {}).values()]


def _one_residence(graph: Graph, a: str, b: str) -> bool:
    edges = _between(graph, a, b)
    return any(d.get("basis") == co.SAME_RESIDENCE and int(d["certainty"]) >= SURE for d in edges)


def _housemates(graph: Graph, case: str) -> set[str]:
    """The spouses of a case of which no residence is told."""
    if graph.nodes[case].get("residence"):
        return set()
    around = {*graph.predecessors(case), *graph.successors(case)}
    return {n for n in around if any(d.get("relation") == "spouse" for d in _between(graph, case, n))}


def _days(data: Mapping[str, Any]) -> tuple[int, int] | None:
    start, end = day_number(data.get("start")), day_number(data.get("end"))
    return (start, end if end is not None else start) if start is not None else None
