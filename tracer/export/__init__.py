"""One module a format; each says what its format cannot hold. `formats` knows them all by name.

Names are loaded on first use: who writes a line list needs none of the graph formats.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracer.export.deidentification import deidentify, k_anonymity
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

_HOME = {
    **dict.fromkeys(("deidentify", "k_anonymity"), "deidentification"),
    **dict.fromkeys(("FORMATS", "export"), "formats"),
    "write_graph_json": "graph_json",
    "write_graphml": "graphml",
    "write_linelist": "linelist",
}
"""The module of each name; no module has the name of a function, which would hide it."""


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
