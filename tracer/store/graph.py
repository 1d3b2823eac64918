"""The evidence graph of a workspace, read back as linking left it; the records of its cases come when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, func, select

from tracer.graph.attributes import EDGES, NODES, Graph
from tracer.graph.doubts import Doubt
from tracer.graph.notices import Origin
from tracer.link.persons import Entry, as_one
from tracer.models import Case
from tracer.store import schema as s
from tracer.store.engine import Database

SPANS = frozenset(a.name for a in (*NODES, *EDGES) if a.type == "span")


class Records(Mapping[str, Case]):
    """One record a person, put together from all notices; read from the database when it is wanted."""

    def __init__(self, database: Database, case_ids: Sequence[str]) -> None:
        self._database = database
        self._ids = dict.fromkeys(case_ids)
        self._known: dict[str, list[tuple[str, Case]]] = {}

    def told(self, case_id: str) -> list[tuple[str, Case]]:
        """Each record of a person with its notice."""
        if case_id not in self._known:
            c = s.linked_record.c
            query = select(c.notice_id, c.record).where(c.case_id == case_id).order_by(c.position)
            with self._database.reading() as connection:
                rows = connection.execute(query).all()
            self._known[case_id] = [(row.notice_id, Case.model_validate_json(row.record)) for row in rows]
        return self._known[case_id]

    def __getitem__(self, case_id: str) -> Case:
        if case_id not in self._ids:
            raise KeyError(case_id)
        return as_one(case_id, [record for _, record in self.told(case_id)])

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class SeveralRecords(Mapping[str, list[tuple[str, Case]]]):
    """The records, with their notices, of each person whom several notices describe."""

    def __init__(self, records: Records, case_ids: Sequence[str]) -> None:
        self._records = records
        self._ids = dict.fromkeys(case_ids)

    def __getitem__(self, case_id: str) -> list[tuple[str, Case]]:
        if case_id not in self._ids:
            raise KeyError(case_id)
        return self._records.told(case_id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class StoredHistory(Mapping[str, tuple[Entry, ...]]):
    """What was told of each person, read from the database when it is wanted."""

    def __init__(self, database: Database, case_ids: Sequence[str]) -> None:
        self._database = database
        self._ids = dict.fromkeys(case_ids)

    def __getitem__(self, case_id: str) -> tuple[Entry, ...]:
        if case_id not in self._ids:
            raise KeyError(case_id)
        c = s.linked_history.c
        with self._database.reading() as connection:
            rows = connection.execute(select(s.linked_history).where(c.case_id == case_id).order_by(c.position)).all()
        return tuple(
            Entry(
                what=row.what,
                value=row.value,
                notice_id=row.notice_id,
                published_on=row.published_on,
                case_id=row.record_id,
                text=row.text,
                span=(row.span_start, row.span_end),
                revises=bool(row.revises),
            )
            for row in rows
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def read_graph(database: Database, connection: Connection) -> Graph:
    """The graph: the same as `build_graph` makes of the notices."""
    records, several = _records(database, connection)
    graph = Graph(
        cases=records,
        records=several,
        repeated=[],
        history=StoredHistory(database, connection.scalars(select(s.linked_history.c.case_id).distinct()).all()),
        notices=_origins(connection),
        doubts=_doubts(connection),
    )
    n, e = s.graph_node.c, s.graph_edge.c
    nodes = connection.execute(select(n.id, n.attributes).order_by(n.position)).all()
    for (node, _), attributes in zip(nodes, _restored([row.attributes for row in nodes]), strict=True):
        graph.add_node(node, **attributes)
    edges = connection.execute(select(e.source, e.target, e.key, e.attributes).order_by(e.position)).all()
    for (a, b, key, _), attributes in zip(edges, _restored([row.attributes for row in edges]), strict=True):
        graph.add_edge(nodes[a].id, nodes[b].id, key=key, **attributes)
    return graph


def _restored(attributes: Sequence[str]) -> list[dict[str, Any]]:
    """Attributes from their JSON; all at once, which is much faster than one by one."""
    found: list[dict[str, Any]] = from_json(f"[{','.join(attributes)}]")
    for each in found:
        for name in SPANS & each.keys():
            each[name] = tuple(each[name])
    return found


def _records(database: Database, connection: Connection) -> tuple[Records, SeveralRecords]:
    c = s.linked_record.c
    query = select(c.case_id, func.count()).group_by(c.case_id).order_by(func.min(c.position))
    counts = connection.execute(query).all()
    records = Records(database, [row[0] for row in counts])
    return records, SeveralRecords(records, [row[0] for row in counts if row[1] > 1])


def _origins(connection: Connection) -> dict[str, Origin]:
    c = s.linked_notice.c
    query = select(c.notice_id, c.path, c.title, c.published_on, c.as_of, c.province, c.city, c.county, c.code).where(
        c.state == "current"
    )
    found = connection.execute(query.order_by(c.position))
    return {
        row.notice_id: Origin(*row[:3], row.published_on or (row.as_of or "")[:10] or None, *row[5:]) for row in found
    }


def _doubts(connection: Connection) -> list[Doubt]:
    c = s.linked_diagnostic.c
    query = select(c.code, c.severity, c.message, c.notice_id, c.case_id, c.text, c.span_start, c.span_end).order_by(
        c.position
    )
    return [
        Doubt(*row[:6], span=None if row.span_start is None else (row.span_start, row.span_end))
        for row in connection.execute(query)
    ]
