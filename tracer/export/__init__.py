"""One module a format; each says what its format cannot hold. `formats` knows them all by name."""

from __future__ import annotations

from tracer.export.deidentify import deidentify, k_anonymity
from tracer.export.formats import FORMATS, export
from tracer.export.graph_json import write_graph_json
from tracer.export.graphml import write_graphml
from tracer.export.linelist import write_linelist

__all__ = [
    "FORMATS",
    "deidentify",
    "export",
    "k_anonymity",
    "write_graph_json",
    "write_graphml",
    "write_linelist",
]
