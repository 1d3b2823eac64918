"""Ways of looking at the evidence graph. A view is a new graph; the one given is never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tracer.errors import TracerError
from tracer.graph.attributes import Graph


def full_view(graph: Graph) -> Graph:
    """Cases and places, every edge."""
    return graph.copy()


def cases_view(graph: Graph) -> Graph:
    """Cases only; the places they share stay as ``copresence`` edges.

    >>> graph = Graph()
    >>> graph.add_node("a", kind="case"); graph.add_node("p", kind="place")
    >>> list(cases_view(graph))
    ['a']
    """
    return graph.subgraph([n for n, d in graph.nodes(data=True) if d.get("kind") == "case"]).copy()


VIEWS: Mapping[str, Callable[[Graph], Graph]] = {"full": full_view, "cases": cases_view}


def view(graph: Graph, name: str) -> Graph:
    """The view of that name.

    Raises:
        TracerError: there is no such view.
    """
    if name not in VIEWS:
        raise TracerError(f"no view {name!r}; there are {', '.join(VIEWS)}")
    return VIEWS[name](graph)
