"""A folder for CDC's MicrobeTrace: ``nodes.csv`` and ``links.csv``.

Load both; the columns ``id``, ``source`` and ``target`` are found by name. There is no ``distance`` column on purpose:
with one MicrobeTrace takes the links for genetic distances and draws no arrows.

What the format cannot hold: parallel links (MicrobeTrace draws one line between two nodes; each row stays in its
table), certainty as a distance, the words of the notices.
"""

from __future__ import annotations

from tracer.export.contacts import Contact, contacts, led_to
from tracer.export.flat import cases_of
from tracer.export.output import Output, write_folder
from tracer.export.table import Cell, csv_bytes, table
from tracer.export.tables import CASES, case_record
from tracer.graph.attributes import Graph

NODES = (*CASES, "led_to")
LINKS = ("source", "target", "origin", "meaning", "directed", "certainty", "label", "date", "place")


def write_microbetrace(graph: Graph, target: Output, only_described: bool = False) -> None:
    """Write nodes and links into a folder.

    Raises:
        ExportError: the target is no folder, or cannot be written.
    """
    after = led_to(graph)
    nodes = [n for n in cases_of(graph) if not only_described or graph.nodes[n].get("described", True)]
    rows = [{**case_record(graph, n), "led_to": after[n]} for n in nodes]
    links = [_link(contact) for contact in contacts(graph, only_described)]
    files = {
        "nodes.csv": csv_bytes(table(NODES, rows), bom=False),
        "links.csv": csv_bytes(table(LINKS, links), bom=False),
    }
    write_folder(files, target)


def _link(contact: Contact) -> dict[str, Cell]:
    return {
        "source": contact.first,
        "target": contact.second,
        "origin": contact.kind,
        "meaning": contact.meaning,
        "directed": contact.directed,
        "certainty": contact.certainty,
        "label": contact.label,
        "date": contact.start[:10] if contact.start else None,
        "place": contact.place,
    }
