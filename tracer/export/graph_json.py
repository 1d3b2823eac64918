"""Node-link JSON, as ``networkx.node_link_graph(data, edges="edges")`` and D3 read it.

What the format cannot hold: the records of the cases behind the graph, dates as dates (ISO strings); unknown values are
left out.
"""

from __future__ import annotations

import json
from typing import Any

from tracer.export.output import Output, write_output
from tracer.graph.attributes import Graph
from tracer.graph.views import view as view_of


def write_graph_json(graph: Graph, target: Output, view: str = "full") -> None:
    """Write a graph as node-link JSON to a path or an open file, sorted; ``view`` is ``full`` or ``cases``.

    Raises:
        ExportError: the file cannot be written.
        TracerError: there is no such view.

    >>> import io
    >>> out = io.StringIO(); write_graph_json(Graph(), out); json.loads(out.getvalue())["nodes"]
    []
    """
    seen = view_of(graph, view)
    nodes = [{"id": n, **_known(seen.nodes[n])} for n in sorted(seen)]
    edges = [{"source": a, "target": b, "key": k, **_known(d)} for a, b, k, d in seen.edges(keys=True, data=True)]
    data = {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": nodes,
        "edges": sorted(edges, key=lambda e: (e["key"], e["source"], e["target"])),
    }
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_output(text.encode("utf-8", "replace"), target)


def _known(attributes: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in attributes.items() if v is not None}
