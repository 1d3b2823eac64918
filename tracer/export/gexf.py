"""GEXF 1.3 for Gephi's timeline: nodes appear when a case begins, edges while they last.

A case starts on its first known day (onset, positive, diagnosis, the notice), a place when somebody is first there; an
edge with a time has start and end; parallel edges are told apart by ``kind``, without which Gephi merges them. Colour
and size are those of the GraphML.

What the format cannot hold: clock times in the intervals (the timeline counts days; the clock stays in ``from`` and
``until``), undirected edges beside directed ones (networkx refuses them: see the attribute ``directed``), unknown
values (left out), characters that XML forbids (dropped).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from tracer.export.contacts import led_to
from tracer.export.flat import Row, Scalar, clean, escape, node_ids, scalars, unique
from tracer.export.lineage import case_day
from tracer.export.output import Output, write_output
from tracer.export.style import colour, size
from tracer.graph.attributes import Graph
from tracer.graph.views import view as view_of

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    '  <graph mode="dynamic" timeformat="date" timerepresentation="interval" defaultedgetype="directed">\n'
)
RENAMED = {"start": "from", "end": "until", "id": "id_", "label": ""}
"""Names that GEXF gives to the element itself; the label is written there only."""


def write_gexf(graph: Graph, target: Output, view: str = "full") -> None:
    """Write a graph as dynamic GEXF 1.3 to a path or an open file; ``view`` is ``full`` or ``cases``.

    Raises:
        ExportError: the file cannot be written.
        TracerError: there is no such view.
    """
    write_output("".join(_document(view_of(graph, view))).encode("utf-8"), target)


def _document(graph: Graph) -> Iterable[str]:
    ids, after, starts = node_ids(graph), led_to(graph), _starts(graph)
    nodes = [(ids[n], n, _row(graph.nodes[n])) for n in sorted(graph, key=lambda n: ids[n])]
    edges = [(clean(str(k)), ids[a], ids[b], d) for a, b, k, d in graph.edges(keys=True, data=True)]
    edges.sort(key=lambda edge: (*edge[:3], repr(sorted(edge[3].items(), key=repr))))
    rows = [_row(edge[3]) for edge in edges]
    yield HEAD
    types: dict[str, dict[str, str]] = {}
    for domain, found in (("node", [row for *_, row in nodes]), ("edge", rows)):
        types[domain] = _types(found)
        yield f'    <attributes class="{domain}" mode="static">\n'
        for name, kind in types[domain].items():
            yield f'      <attribute id="{escape(name)}" title="{escape(name)}" type="{kind}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for node_id, node, row in nodes:
        attributes = graph.nodes[node]
        label = clean(str(attributes.get("label", node_id)))
        yield f'      <node id="{escape(node_id)}" label="{escape(label)}"{_interval(starts.get(node), None)}>\n'
        yield from _values(row, types["node"])
        yield from _look(attributes, after.get(node, 0))
        yield "      </node>\n"
    yield "    </nodes>\n    <edges>\n"
    for edge_id, edge, row in zip(unique([e[0] for e in edges]), edges, rows, strict=True):
        yield _edge_head(edge_id, edge)
        yield from _values(row, types["edge"])
        yield "      </edge>\n"
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _edge_head(edge_id: str, edge: tuple[str, str, str, Mapping[str, Any]]) -> str:
    _, source, target, attributes = edge
    kind, label = clean(str(attributes.get("kind", "edge"))), clean(str(attributes.get("label", "")))
    weight = float(attributes.get("weight", 1.0))
    return (
        f'      <edge id="{escape(edge_id)}" source="{escape(source)}" target="{escape(target)}" type="directed" '
        f'kind="{escape(kind)}" label="{escape(label)}" weight="{weight}"'
        f"{_interval(attributes.get('start'), attributes.get('end'))}>\n"
    )


def _starts(graph: Graph) -> dict[str, str]:
    """The first day on which each node has to be seen."""
    days: dict[str, list[str]] = {n: [] for n in graph}
    for node, attributes in graph.nodes(data=True):
        if (found := case_day(attributes)) is not None:
            days[node].append(found[0].isoformat())
    for a, b, attributes in graph.edges(data=True):
        if attributes.get("start"):
            for node in (a, b):
                days[node].append(str(attributes["start"])[:10])
    return {node: min(known) for node, known in days.items() if known}


def _interval(start: Any, end: Any) -> str:
    first, last = (str(day)[:10] if day else "" for day in (start, end))
    if first and last and last < first:
        first, last = last, first
    return "".join(f' {name}="{escape(day)}"' for name, day in (("start", first), ("end", last)) if day)


def _row(attributes: Mapping[str, Any]) -> Row:
    row = {RENAMED.get(name, name): value for name, value in scalars(attributes).items()}
    row.pop("", None)
    return row


def _types(rows: Iterable[Row]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            own = _type(value)
            before = found.setdefault(name, own)
            if before != own:
                found[name] = "double" if {before, own} == {"long", "double"} else "string"
    return dict(sorted(found.items()))


def _type(value: Scalar) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long" if -(2**63) <= value < 2**63 else "string"
    return "double" if isinstance(value, float) else "string"


def _values(row: Row, types: Mapping[str, str]) -> Iterable[str]:
    yield "        <attvalues>\n"
    for name, value in sorted(row.items()):
        written = str(value).lower() if types[name] == "boolean" else str(value)
        yield f'          <attvalue for="{escape(name)}" value="{escape(written)}"/>\n'
    yield "        </attvalues>\n"


def _look(attributes: Mapping[str, Any], after: int) -> Iterable[str]:
    shade = colour(attributes)
    if shade is not None:
        yield '        <viz:color r="{}" g="{}" b="{}"/>\n'.format(*shade)
        yield f'        <viz:size value="{size(after)}"/>\n'
