"""Which stored texts may hold some words: by an index of three characters where there is one, else by looking."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, inspect, select, text

from tracer.models import Span
from tracer.query.search import Text, searchable
from tracer.store import schema as s
from tracer.store.engine import Database

INDEX = "stored_text_index"
"""A table of SQLite's FTS5; PostgreSQL uses its index of trigrams, where it has one, by itself."""
GRAM = 3
"""The index knows pieces of three characters: shorter words are looked for in every text."""


def texts_with(database: Database, connection: Connection, words: str) -> list[Text]:
    """The documents in which words may stand, with the notices that count."""
    spans: dict[int, list[tuple[str, Span]]] = defaultdict(list)
    paths: dict[int, str] = {}
    c = s.linked_notice.c
    query = select(c.document_id, c.notice_id, c.path, c.span_start, c.span_end).where(c.state == "current")
    for row in connection.execute(query.order_by(c.position)):
        spans[row.document_id].append((row.notice_id, (row.span_start, row.span_end)))
        paths[row.document_id] = row.path
    return [
        Text(paths[document_id], raw, tuple(spans[document_id]))
        for document_id, raw in _candidates(database, connection, searchable(words))
        if document_id in spans
    ]


def _candidates(database: Database, connection: Connection, wanted: str) -> list[tuple[int, str]]:
    d = s.document.c
    query = select(d.id, d.raw).where(d.raw.is_not(None)).order_by(d.id)
    if database.is_sqlite and len(wanted) >= GRAM and inspect(connection).has_table(INDEX):
        quoted = '"' + wanted.replace('"', '""') + '"'
        hits = text(f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH :words")
        query = query.where(d.id.in_(connection.scalars(hits, {"words": quoted}).all()))
    else:
        query = query.where(d.folded.contains(wanted, autoescape=True))
    return [(document_id, raw) for document_id, raw in connection.execute(query)]
