"""The evidence graph of a workspace, read back as linking left it; the records of its cases come when asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from tracer.graph.attributes import EDGES, NODES, Graph
from tracer.graph.doubts import Doubt
from tracer.graph.notices import Origin
from tracer.models import Case
from tracer.store import schema as s
from tracer.store.engine import Database

SPANS = frozenset(a.name for a in (*NODES, *EDGES) if a.type == "span")


@dataclass
class Records(Mapping[str, Case]):
    """The records of described cases, each read from the database when it is wanted for the first time.

    They are the records as parsed: the ids that linking gave to places and references stand in the graph.
    """

    database: Database
    where: Mapping[str, tuple[int, int]]
    _known: dict[str, Case] = field(default_factory=dict)

    def __getitem__(self, case_id: str) -> Case:
        if case_id not in self._known:
            notice, position = self.where[case_id]
            with self.database.reading() as connection:
                query = select(s.case.c.record).where(s.case.c.notice == notice, s.case.c.position == position)
                record = Case.model_validate_json(connection.scalars(query).one())
            self._known[case_id] = record.model_copy(update={"case_id": case_id})
        return self._known[case_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.where)

    def __len__(self) -> int:
        return len(self.where)


def read_graph(database: Database, connection: Connection) -> Graph:
    """The graph: the same as `build_graph` makes of the notices."""
    graph = Graph(
        cases=Records(database, _where(connection)),
        repeated=[],
        notices=_origins(connection),
        doubts=_doubts(connection),
    )
    ids: list[str] = []
    for node, attributes in connection.execute(
        select(s.graph_node.c.id, s.graph_node.c.attributes).order_by(s.graph_node.c.position)
    ):
        ids.append(node)
        graph.add_node(node, **_restored(attributes))
    edge = s.graph_edge.c
    for source, target, key, attributes in connection.execute(
        select(edge.source, edge.target, edge.key, edge.attributes).order_by(edge.position)
    ):
        graph.add_edge(ids[source], ids[target], key=key, **_restored(attributes))
    return graph


def _restored(attributes: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(attributes)
    for name in SPANS & found.keys():
        found[name] = tuple(found[name])
    return found


def _where(connection: Connection) -> dict[str, tuple[int, int]]:
    c = s.linked_case.c
    query = select(c.case_id, c.stored_notice, c.stored_position).where(c.described == 1).order_by(c.position)
    return {case_id: (notice, position) for case_id, notice, position in connection.execute(query)}


def _origins(connection: Connection) -> dict[str, Origin]:
    c = s.linked_notice.c
    query = select(c.notice_id, c.path, c.title, c.issued_on, c.as_of, c.province, c.city, c.county, c.code).where(
        c.state == "current"
    )
    found = connection.execute(query.order_by(c.position))
    return {row.notice_id: Origin(*row[:3], row.issued_on or (row.as_of or "")[:10] or None, *row[5:]) for row in found}


def _doubts(connection: Connection) -> list[Doubt]:
    c = s.linked_diagnostic.c
    query = select(c.code, c.severity, c.message, c.notice_id, c.case_id, c.text, c.span_start, c.span_end).order_by(
        c.position
    )
    return [
        Doubt(*row[:6], span=None if row.span_start is None else (row.span_start, row.span_end))
        for row in connection.execute(query)
    ]
