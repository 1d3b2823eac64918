"""One module a format; each says what its format cannot hold."""

from __future__ import annotations

from tracer.export.graph_json import write_graph_json
from tracer.export.graphml import write_graphml
from tracer.export.linelist import write_linelist

__all__ = ["write_graph_json", "write_graphml", "write_linelist"]
