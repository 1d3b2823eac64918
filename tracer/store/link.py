"""Linking everything in a workspace, and keeping what follows from it.

The result depends on the notices alone, so it may be computed by whoever comes first: at the end of an ingest, or by
a question that finds it out of date. It is computed on one state of the data and kept only if that is still the state.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache

from sqlalchemy import Connection, delete, insert

from tracer import __version__, models
from tracer.graph.attributes import EDGES, NODES, Graph
from tracer.graph.build import graph_of
from tracer.link import Linking, link_notices
from tracer.models import Notice
from tracer.store.current import Arranged, arrange, current_notices
from tracer.store.engine import Database
from tracer.store.linking import read_linking
from tracer.store.rows import all_rows
from tracer.store.schema import LINKED
from tracer.store.settings import get_setting, set_setting

ATTEMPTS = 3
"""How often linking starts again when others write meanwhile; then it is left to them."""


def is_linked(connection: Connection) -> bool:
    """Whether everything stored is linked, and by this version of tracer."""
    return get_setting(connection, "linked") == _stamp(connection)


def link(database: Database) -> None:
    """Bring the linked tables up to date, if they are not."""
    for _ in range(ATTEMPTS):
        with database.reading() as connection:
            if is_linked(connection):
                return
            stamp = _stamp(connection)
            arranged, way = arrange(connection), read_linking(connection)
        linked, graph = linked_graph(arranged, way)
        with database.writing() as connection:
            if _stamp(connection) == stamp:
                _keep(connection, arranged, linked, graph)
                set_setting(connection, "linked", stamp)
                return


def linked_graph(arranged: Sequence[Arranged], way: Linking) -> tuple[list[Notice], Graph]:
    """The notices that count, linked, and their graph."""
    linked = link_notices(current_notices(arranged), **way)
    return linked, graph_of(linked)


def _stamp(connection: Connection) -> str:
    return f"{get_setting(connection, 'revision') or 0} {__version__} {_records()}"


@cache
def _records() -> str:
    """The form of the records: what another version has linked is linked anew, if their form has changed."""
    fields = {
        name: sorted(getattr(models, name).model_fields) for name in ("Notice", "Case", "Event", "Place", "Relation")
    }
    return hashlib.sha256(repr((fields, NODES, EDGES)).encode()).hexdigest()[:12]


def _keep(connection: Connection, arranged: Sequence[Arranged], linked: Sequence[Notice], graph: Graph) -> None:
    rows = all_rows(arranged, linked, graph)
    for table in LINKED:
        connection.execute(delete(table))
        if rows[table]:
            connection.execute(insert(table), rows[table])
