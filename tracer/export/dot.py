"""Graphviz DOT of the cases: one column a day, arrows from the infector where one is stated.

    dot -Tsvg outbreak.dot -o outbreak.svg

Cases stand at their day (onset, else positive, diagnosis, the notice) on a time line of their own; those without a day
stand before it, under ``?``. Who infected whom is a thick arrow, with the generation in the label; relations and
shared places are thin lines that do not move the cases.

What the format cannot hold: types (everything is text), places and visits (they would bury the chain), the words of
the notices (see the GraphML).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tracer.export.contacts import Contact, contacts, led_to
from tracer.export.flat import cases_of, clean
from tracer.export.lineage import case_day, generations
from tracer.export.output import Output, write_output
from tracer.export.style import colour, hex_colour
from tracer.graph.attributes import Graph

HEAD = """digraph tracer {
  graph [rankdir=LR, newrank=true, nodesep=0.15, ranksep=0.5, splines=true];
  node [shape=box, style="rounded,filled", color="#ffffff", fontcolor="#202020", fontsize=10];
  edge [fontsize=8, color="#8c9298", fontcolor="#606468"];
  graph [fontname="Noto Sans CJK SC"]; node [fontname="Noto Sans CJK SC"]; edge [fontname="Noto Sans CJK SC"];
"""
LOOK = {
    "relation": "style=solid",
    "copresence": "style=dashed, dir=none",
    "kinship": "style=dotted, dir=none",
    "candidate": 'style=dashed, color="#a0522d"',
}


def write_dot(graph: Graph, target: Output) -> None:
    """Write the cases of a graph as DOT to a path or an open file.

    Raises:
        ExportError: the file cannot be written.
    """
    write_output("".join(_document(graph)).encode("utf-8", "replace"), target)


def _document(graph: Graph) -> Iterable[str]:
    days: dict[date, list[str]] = defaultdict(list)
    for case in cases_of(graph):
        found = case_day(graph.nodes[case])
        days[found[0] if found else date.min].append(case)
    columns = {_quoted("?" if day == date.min else str(day)): days[day] for day in sorted(days)}
    yield HEAD
    for column in columns:
        yield f'  {column} [shape=plaintext, style="", fontcolor="#606468", fontsize=9];\n'
    if len(columns) > 1:
        yield f'  {" -> ".join(columns)} [color="#d0d4d8", arrowhead=none];\n'
    yield from _cases(graph)
    for column, cases in columns.items():
        yield f"  {{ rank=same; {'; '.join([column, *map(_quoted, cases)])}; }}\n"
    for contact in contacts(graph):
        yield _edge(contact)
    yield "}\n"


def _cases(graph: Graph) -> Iterable[str]:
    depth, after = generations(graph), led_to(graph)
    for case in cases_of(graph):
        attributes = graph.nodes[case]
        label = clean(str(attributes.get("label", case)))
        if case in depth:
            label += f"\n{depth[case]}"
        shade = hex_colour(colour(attributes) or (255, 255, 255))
        size = round(10 + 2 * after[case] ** 0.5, 1)
        yield f'  {_quoted(case)} [label={_quoted(label)}, fillcolor="{shade}", fontsize={size}];\n'


def _edge(contact: Contact) -> str:
    ends = f"{_quoted(contact.first)} -> {_quoted(contact.second)}"
    label = f"label={_quoted(clean(contact.label))}"
    if contact.directed:
        return f'  {ends} [{label}, penwidth=2, color="#303438", constraint=false];\n'
    look = LOOK.get(contact.kind, "style=dotted")
    back = ", dir=back, arrowtail=vee, arrowsize=0.6" if contact.kind == "relation" else ""
    return f"  {ends} [{label}, {look}{back}, penwidth={0.4 + 0.3 * contact.certainty:.1f}, constraint=false];\n"


def _quoted(text: str) -> str:
    """A text as a quoted id of DOT; JSON's escapes for quotes, backslashes and line ends mean the same there."""
    return json.dumps(clean(text), ensure_ascii=False)
