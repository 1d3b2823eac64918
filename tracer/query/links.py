"""What connects cases: the links of one, and the chain of evidence between two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import networkx as nx

from tracer.errors import TracerError
from tracer.graph.attributes import Graph
from tracer.graph.copresence import Evidence
from tracer.query.filters import Filters
from tracer.query.find import Names, day_of, find_case, of_kind

PERSONAL_EDGES = ("relation", "kinship", "copresence")
EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Link:
    """An edge between two cases, as stated or inferred; one step of a path."""

    source: str
    target: str
    source_label: str
    target_label: str
    kind: str
    """``relation``, ``kinship`` (which follows from relations) or ``copresence``."""
    meaning: str
    """The relation (``child``), or the basis of a copresence."""
    label: str
    certainty: int
    evidence: tuple[Evidence, ...]
    start: str | None = None
    end: str | None = None
    place: str | None = None
    step: int = 1
    """How many links away from the case that was asked about; in a path, which link of the chain."""


def links(
    graph: Graph,
    case: str,
    depth: int = 1,
    filters: Filters = EVERYTHING,
    *,
    stated: bool = False,
    onward: bool = False,
) -> list[Link]:
    """The relations and shared places of a case, and of the cases it leads to, ``depth`` steps far.

    ``stated`` leaves out what is only inferred. ``onward`` does so too, and goes only from a case to those whose
    notices name it: those it led to. Filters apply to the links and to the cases they lead to.

    Raises:
        TracerError: the case is unknown or ambiguous.
    """
    names = Names(graph)
    front = {find_case(graph, case)}
    seen, found = set(front), dict[str, Link]()
    for step in range(1, depth + 1):
        reached: set[str] = set()
        for node in sorted(front):
            for key, link in _links_of(graph, names, node, inward=True, outward=not onward):
                if (stated or onward) and link.kind != "relation":
                    continue
                if (onward and link.source in seen) or not _wanted(graph, link, {*seen, node}, filters):
                    continue
                found.setdefault(key, replace(link, step=step))
                reached |= {link.source, link.target}
        front = reached - seen
        seen |= front
    return sorted(found.values(), key=lambda link: _order(graph, link))


def path(graph: Graph, a: str, b: str, filters: Filters = EVERYTHING, *, stated: bool = False) -> list[Link]:
    """The shortest chain of evidence between two cases, the surer of two equally short ones; one link a step.

    ``stated`` leaves out what is only inferred.

    Raises:
        TracerError: a case is unknown or ambiguous, or nothing connects the two.
    """
    start, goal = find_case(graph, a), find_case(graph, b)
    names = Names(graph)
    # A step costs 1, and a little more the less sure it is: never so much that a longer chain wins.
    plain: nx.Graph[str] = nx.Graph()
    best: dict[frozenset[str], Link] = {}
    for node, _ in of_kind(graph, "case"):
        for _, link in _links_of(graph, names, node, outward=True):
            # Kinship that only follows would hide the stated chain it follows from.
            if link.kind == "kinship" or (stated and link.kind != "relation"):
                continue
            pair = frozenset((link.source, link.target))
            if _wanted(graph, link, {start, goal}, filters) and (
                pair not in best or _preference(link) > _preference(best[pair])
            ):
                best[pair] = link
    slight = 1 / (4 * (len(best) + 1))
    for link in best.values():
        plain.add_edge(link.source, link.target, cost=1 + slight * (3 - link.certainty))
    try:
        chain = nx.shortest_path(plain, start, goal, weight="cost")
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        raise TracerError(f"nothing in the notices connects {a} and {b}") from None
    return [replace(best[frozenset(pair)], step=step) for step, pair in enumerate(pairwise(chain), 1)]


def _wanted(graph: Graph, link: Link, asked: set[str], filters: Filters) -> bool:
    """Whether a link passes; a link without a time of its own counts on the day of the notice that states it."""
    if not filters.in_time(link.start or day_of(graph, link.source), link.end):
        return False
    return all(filters.case(graph, end) for end in {link.source, link.target} - asked)


def _preference(link: Link) -> tuple[bool, int, str]:
    return link.kind == "relation", link.certainty, link.meaning


def _order(graph: Graph, link: Link) -> tuple[int | str, ...]:
    """By step, then by the day of the notice about the edge's source."""
    day = day_of(graph, link.source) or ""
    return link.step, day, link.source, link.target, link.kind, link.meaning, link.start or ""


def _links_of(
    graph: Graph, names: Names, case_id: str, inward: bool = False, outward: bool = False
) -> list[tuple[str, Link]]:
    edges = list(graph.out_edges(case_id, keys=True)) if outward else []
    edges += graph.in_edges(case_id, keys=True) if inward else []
    return [(k, link_of(graph, a, b, k, names)) for a, b, k in edges if graph.edges[a, b, k]["kind"] in PERSONAL_EDGES]


def link_of(graph: Graph, source: str, target: str, key: str, names: Callable[[str], str] | None = None) -> Link:
    """An edge between two cases, with its words."""
    names = names or Names(graph)
    edge = graph.edges[source, target, key]
    sides = [side for side in ("", "source_", "through_", "target_") if f"{side}text" in edge]
    shared = edge.get("place_id")
    return Link(
        source,
        target,
        names(source),
        names(target),
        edge["kind"],
        edge.get("relation") or edge.get("basis") or edge["kind"],
        edge["label"],
        edge["certainty"],
        tuple(
            Evidence(edge.get(f"{s}notice", edge.get("path", "")), edge[f"{s}text"], edge[f"{s}span"]) for s in sides
        ),
        edge.get("start"),
        edge.get("end"),
        graph.nodes[shared]["label"] if shared is not None else edge.get("vehicle"),
    )
