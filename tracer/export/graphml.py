"""GraphML as Gephi, yEd, Cytoscape, igraph and networkx read it.

Every key's id is its name (old Gephi takes networkx's ``d3`` and ``d7`` for labels), types are string, int,
long, double and boolean, nodes and edges are sorted, and the same graph gives the same bytes. Of the names with a
meaning for Gephi, `label` is what people read, `r`, `g`, `b` the colour by classification, `size` grows with the number
of cases that lead back to a case, and `weight` is the certainty.

What the format cannot hold: dates (an ISO string, and ``<name>_day`` as the number of days since 1970-01-01),
empty or unknown values (left out), lists (spans as ``12-20``, others as JSON), numbers that are not finite
(left out), and characters that XML forbids (dropped).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from tracer.export.contacts import led_to
from tracer.export.flat import Row, Scalar, clean, epoch_day, escape, is_date, node_ids, scalar, unique
from tracer.export.output import Output, write_output
from tracer.export.style import colour, size
from tracer.graph.attributes import Graph
from tracer.graph.views import view as view_of

RESERVED = frozenset(
    [
        "d3",
        "d7",
        "id",
        "nodelabel",
        "edgelabel",
        "x",
        "y",
        "z",
        "xpos",
        "ypos",
        "zpos",
        "size",
        "r",
        "g",
        "b",
        "color",
        "source",
        "target",
    ]
)
"""Names to which a reader gives a meaning of its own."""
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
    'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def write_graphml(graph: Graph, target: Output, view: str = "full") -> None:
    """Write a graph as GraphML to a path or an open file; ``view`` is ``full`` or ``cases``.

    Raises:
        ExportError: the file cannot be written.
        TracerError: there is no such view.

    >>> import io
    >>> from tracer.graph.build import build_graph
    >>> out = io.BytesIO(); write_graphml(build_graph([]), out); out.getvalue()[:14]
    b'<?xml version='
    """
    write_output("".join(_document(view_of(graph, view))).encode("utf-8"), target)


def _document(graph: Graph) -> Iterable[str]:
    ids, after = node_ids(graph), led_to(graph)
    nodes = [
        (ids[n], _named(_row(graph.nodes[n]), ids[n]) | _look(graph.nodes[n], after.get(n)))
        for n in sorted(graph, key=lambda n: ids[n])
    ]
    edges = [(clean(str(k)), ids[a], ids[b], _edge_row(d)) for a, b, k, d in graph.edges(keys=True, data=True)]
    edges.sort(key=lambda edge: (*edge[:3], repr(edge[3])))
    types = _types([*(row for _, row in nodes), *(edge[3] for edge in edges)])
    yield HEAD
    for domain, rows in (("node", [r for _, r in nodes]), ("edge", [e[3] for e in edges])):
        for name in sorted({name for row in rows for name in row}):
            key = escape(name)
            yield f'  <key id="{key}" for="{domain}" attr.name="{key}" attr.type="{types[name]}"/>\n'
    yield '  <graph edgedefault="directed">\n'
    for node_id, row in nodes:
        yield f'    <node id="{escape(node_id)}">\n'
        yield from _data(row, types)
        yield "    </node>\n"
    for edge_id, (_, source, target, row) in zip(unique([e[0] for e in edges]), edges, strict=True):
        yield f'    <edge id="{escape(edge_id)}" source="{escape(source)}" target="{escape(target)}">\n'
        yield from _data(row, types)
        yield "    </edge>\n"
    yield "  </graph>\n</graphml>\n"


def _row(attributes: Mapping[str, Any]) -> Row:
    """The attributes as scalars under the names they are written with; what is unknown is left out."""
    row: Row = {}
    for name in sorted(attributes, key=str):
        value, key = scalar(attributes[name]), _key(str(name))
        if value is None or not key:
            continue
        row.setdefault(key, value)
        day = epoch_day(value) if is_date(str(name)) else None
        if day is not None:
            row.setdefault(f"{key}_day", day)
    return row


def _named(row: Row, node_id: str) -> Row:
    """A node's row with the label and the name every reader looks for."""
    label = row.get("label", node_id)
    return {**row, "label": label, "name": row.get("name", label)}


def _look(attributes: Mapping[str, Any], after: int | None) -> Row:
    """What Gephi draws a node with: colour by classification, size by the cases that lead back to it."""
    shade = colour(attributes)
    if shade is None:
        return {}
    return {**dict(zip("rgb", shade, strict=True)), "size": size(after or 0)}


def _edge_row(attributes: Mapping[str, Any]) -> Row:
    """An edge's row with a weight: Gephi drops the column from edges that lack it."""
    return {"weight": 1.0, **_row(attributes)}


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    plain = re.sub(r"\s+", "_", clean(name))
    return f"{plain}_" if plain.lower() in RESERVED else plain


def _types(rows: Iterable[Row]) -> dict[str, str]:
    """One type a name, wide enough for all its values, on nodes and edges alike."""
    found: dict[str, str] = {"label": "string", "name": "string", "weight": "double"}
    for row in rows:
        for name, value in row.items():
            own = _type(value)
            before = found.get(name, own)
            found[name] = before if before == own else _wider(before, own)
    return found


def _type(value: Scalar) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "int" if -(2**31) <= value < 2**31 else "long" if -(2**63) <= value < 2**63 else "string"
    return "double" if isinstance(value, float) else "string"


def _wider(a: str, b: str) -> str:
    numbers = ("int", "long", "double")
    return numbers[max(numbers.index(a), numbers.index(b))] if a in numbers and b in numbers else "string"


def _data(row: Row, types: Mapping[str, str]) -> Iterable[str]:
    for name in sorted(row):
        value = row[name]
        written = str(value).lower() if types[name] == "boolean" else str(value)
        if types[name] == "double":
            written = repr(float(value))
        yield f'      <data key="{_escape_key(name)}">{escape(written)}</data>\n'


@lru_cache(maxsize=4096)
def _escape_key(name: str) -> str:
    return escape(name)
