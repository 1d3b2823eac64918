"""Cytoscape.js JSON, as ``cytoscape(JSON)``, Cytoscape on the desktop and ``networkx.cytoscape_graph`` read it.

Elements carry classes (``case confirmed``, ``place``, ``relation``) and the file a style for them, so that it shows the
colours, sizes and arrows of the other formats as it is.

What the format cannot hold: dates (ISO strings), unknown values (left out), positions (choose a layout).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tracer.export.contacts import led_to
from tracer.export.flat import node_ids, scalars, unique
from tracer.export.output import Output, write_output
from tracer.export.style import CLASSES, PLACE, STUB, UNKNOWN_CASE, hex_colour, size
from tracer.graph.attributes import Graph
from tracer.graph.views import view as view_of


def write_cytoscape(graph: Graph, target: Output, view: str = "full") -> None:
    """Write a graph as Cytoscape.js JSON to a path or an open file; ``view`` is ``full`` or ``cases``.

    Raises:
        ExportError: the file cannot be written.
        TracerError: there is no such view.
    """
    seen = view_of(graph, view)
    ids, after = node_ids(seen), led_to(seen)
    nodes = [_node(ids[n], seen.nodes[n], after.get(n, 0)) for n in sorted(seen, key=lambda n: ids[n])]
    edges = sorted(
        ((str(k), ids[a], ids[b], d) for a, b, k, d in seen.edges(keys=True, data=True)), key=lambda e: e[:3]
    )
    names = unique([e[0] for e in edges])
    data = {
        "data": {"name": "tracer"},
        "directed": True,
        "multigraph": True,
        "elements": {"nodes": nodes, "edges": [_edge(name, *e) for name, e in zip(names, edges, strict=True)]},
        "style": _style(),
    }
    write_output((json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"), target)


def _node(node_id: str, attributes: Mapping[str, Any], after: int) -> dict[str, Any]:
    own = {"id": node_id, "value": node_id, "name": str(attributes.get("label", node_id)), "size": size(after)}
    described = attributes.get("described", True)
    words = (attributes.get("kind"), attributes.get("classification"), None if described else "stub")
    return {"data": {**scalars(attributes), **own}, "classes": " ".join(str(w) for w in words if w)}


def _edge(name: str, key: str, source: str, target: str, attributes: Mapping[str, Any]) -> dict[str, Any]:
    own = {"id": name, "key": key, "source": source, "target": target}
    return {"data": {**scalars(attributes), **own}, "classes": str(attributes.get("kind", ""))}


def _style() -> list[dict[str, Any]]:
    size_of = {"width": "data(size)", "height": "data(size)", "label": "data(label)", "font-size": 8}
    shades = {"node.case": UNKNOWN_CASE, "node.stub": STUB, "node.place": PLACE}
    shades |= {f"node.{name}": shade for name, shade in CLASSES.items()}
    look = [{"selector": "node", "style": size_of}]
    look += [{"selector": s, "style": {"background-color": hex_colour(shade)}} for s, shade in shades.items()]
    look.append({"selector": "node.place", "style": {"shape": "round-rectangle"}})
    look.append({"selector": "edge", "style": {"width": "data(weight)", "curve-style": "bezier", "opacity": 0.7}})
    look.append({"selector": "edge.relation", "style": {"target-arrow-shape": "triangle", "label": "data(label)"}})
    look.append({"selector": "edge.copresence", "style": {"line-style": "dashed"}})
    look.append({"selector": "edge.kinship", "style": {"line-style": "dotted"}})
    likely = {"line-style": "dashed", "target-arrow-shape": "triangle", "label": "data(label)", "line-color": "#a0522d"}
    look.append({"selector": "edge.candidate", "style": likely})
    return look
