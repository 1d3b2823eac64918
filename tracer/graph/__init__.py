"""The evidence graph: persons and places as nodes, what is stated and what follows as edges."""

from __future__ import annotations

from tracer.graph.build import build_graph
from tracer.graph.query import case_card, find_case, links, path, place
from tracer.graph.views import VIEWS, cases_view, full_view

__all__ = [
    "VIEWS",
    "build_graph",
    "case_card",
    "cases_view",
    "find_case",
    "full_view",
    "links",
    "path",
    "place",
]
