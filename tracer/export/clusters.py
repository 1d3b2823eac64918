"""The graph cut into clusters: cases that the texts or shared places connect, with the places they went to."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from tracer.export.contacts import Contact, contacts
from tracer.export.flat import cases_of
from tracer.graph.attributes import Graph

SURE = 2
"""The certainty from which a shared place joins two cases: a day in one shop does not."""


def clusters(graph: Graph, alone: bool = False) -> list[Graph]:
    """One graph for each cluster of cases, largest first; cases ``alone`` only on request.

    >>> clusters(Graph())
    []
    """
    joined: nx.Graph[str] = nx.Graph()
    joined.add_nodes_from(cases_of(graph))
    joined.add_edges_from((c.first, c.second) for c in contacts(graph) if _joins(c))
    groups = [sorted(group) for group in nx.connected_components(joined) if alone or len(group) > 1]
    return [_part(graph, group) for group in sorted(groups, key=lambda g: (-len(g), g))]


def _joins(contact: Contact) -> bool:
    return contact.kind != "candidate" and (contact.kind != "copresence" or contact.certainty >= SURE)


def _part(graph: Graph, cases: Iterable[str]) -> Graph:
    kept = set(cases)
    places = {b for a in kept for b in graph.successors(a) if graph.nodes[b].get("kind") == "place"}
    part: Graph = graph.subgraph(kept | places).copy()
    records = graph.graph.get("cases", {})
    part.graph["cases"] = {n: records[n] for n in sorted(kept) if n in records}
    return part
