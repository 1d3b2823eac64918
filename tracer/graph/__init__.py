"""The evidence graph: persons and places as nodes, what is stated and what follows as edges."""

from __future__ import annotations

from tracer.graph.build import build_graph
from tracer.graph.views import VIEWS, cases_view, full_view

__all__ = ["VIEWS", "build_graph", "cases_view", "full_view"]
