"""A folder for R's epicontacts: ``linelist.csv`` (``id`` first) and ``contacts.csv`` (``from``, ``to``).

    x <- epicontacts::make_epicontacts(read.csv("linelist.csv"), read.csv("contacts.csv"), directed = TRUE)

Contacts may lead to cases outside the line list, which epicontacts takes; outbreaker2 does not, so ``only_described``
leaves such contacts out. ``from`` is the case named or infecting, ``to`` the case described or infected; only where
``infection`` is true is that the direction of an infection.

What the format cannot hold: places and visits, the words of the notices, events between the dates of the line list.
"""

from __future__ import annotations

from tracer.export.contacts import Contact, contacts
from tracer.export.output import Output, write_folder
from tracer.export.table import Cell, csv_bytes, table
from tracer.export.tables import case_table
from tracer.graph.attributes import Graph

CONTACTS = ("from", "to", "kind", "meaning", "infection", "certainty", "label", "date", "date_end", "place")


def write_epicontacts(graph: Graph, target: Output, only_described: bool = False) -> None:
    """Write line list and contacts into a folder.

    Raises:
        ExportError: the target is no folder, or cannot be written.
    """
    found = [_row(contact) for contact in contacts(graph, only_described)]
    files = {
        "linelist.csv": csv_bytes(case_table(graph, stubs=False), bom=False),
        "contacts.csv": csv_bytes(table(CONTACTS, found), bom=False),
    }
    write_folder(files, target)


def _row(contact: Contact) -> dict[str, Cell]:
    return {
        "from": contact.first,
        "to": contact.second,
        "kind": contact.kind,
        "meaning": contact.meaning,
        "infection": contact.directed,
        "certainty": contact.certainty,
        "label": contact.label,
        "date": contact.start[:10] if contact.start else None,
        "date_end": contact.end[:10] if contact.end else None,
        "place": contact.place,
    }
