"""Cases that hang together by what notices state, and on demand by shared places."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from tracer.graph.attributes import Graph
from tracer.graph.copresence import Evidence
from tracer.query.filters import Filters
from tracer.query.find import Names, day_of, of_kind
from tracer.query.links import EVERYTHING

SURE = 2
"""A copresence below this certainty (a shared day) does not join two clusters."""


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """One cluster; not yet who infected whom (`tracer measures` counts generations)."""

    cluster: int
    """Its number, the largest being 1."""
    size: int
    described: int
    """How many of them a notice at hand describes."""
    first: str | None
    last: str | None
    """The days of the first and the last notice about them."""
    labels: tuple[str, ...]
    case_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    """The words of every link that holds it together."""


def clusters(
    graph: Graph, filters: Filters = EVERYTHING, *, min_size: int = 2, shared: bool = False
) -> list[ClusterRow]:
    """The clusters of at least ``min_size`` cases, the largest first.

    Cases are joined by stated relations and, if ``shared`` is set, by a shared residence, vehicle or overlapping time
    at one place. Filters leave out cases.
    """
    joined: nx.Graph[str] = nx.Graph()
    joined.add_nodes_from(n for n, _ in of_kind(graph, "case") if filters.case_in_time(graph, n))
    held: dict[str, list[Evidence]] = {}
    for a, b, edge in graph.edges(data=True):
        if a in joined and b in joined and _joins(edge, shared):
            joined.add_edge(a, b)
            held.setdefault(a, []).append(_words(edge))
    names = Names(graph)
    found = [sorted(part, key=lambda n: (day_of(graph, n) or "", n)) for part in nx.connected_components(joined)]
    ordered = sorted((p for p in found if len(p) >= min_size), key=lambda p: (-len(p), p))
    return [_row(graph, names, held, number, part) for number, part in enumerate(ordered, 1)]


def _joins(edge: dict[str, str], shared: bool) -> bool:
    if edge["kind"] == "copresence":
        return shared and int(edge["certainty"]) >= SURE
    return edge["kind"] in ("relation", "source")


def _words(edge: dict[str, object]) -> Evidence:
    side = "" if "text" in edge else "source_"
    span = edge[f"{side}span"]
    assert isinstance(span, tuple)
    return Evidence(str(edge.get(f"{side}notice", "")), str(edge[f"{side}text"]), span)


def _row(graph: Graph, names: Names, held: dict[str, list[Evidence]], number: int, part: list[str]) -> ClusterRow:
    days = sorted(day for n in part if (day := day_of(graph, n)))
    words = sorted((w for n in part for w in held.get(n, ())), key=lambda w: (w.notice, w.span))
    described = sum(bool(graph.nodes[n].get("described", True)) for n in part)
    first, last = (days[0], days[-1]) if days else (None, None)
    return ClusterRow(
        number, len(part), described, first, last, tuple(map(names, part)), tuple(part), tuple(dict.fromkeys(words))
    )
