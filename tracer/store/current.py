"""Which of the stored notices count, in an order that does not depend on when they came.

Two stored notices of one id are two versions of one notice if their texts are alike: then the later one counts (by
its own dates, then the longer one) and the other is superseded. If they are not alike, two offices have used one
serial: both count, and the second gets an id of its own.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tracer.models import Notice
from tracer.parse.pipeline import renamed
from tracer.query.search import searchable
from tracer.store import schema as s
from tracer.store.documents import alike, stored_notices, whole


@dataclass(frozen=True, slots=True)
class Stored:
    """One stored notice; ``head`` is its record without the cases, as plain data."""

    id: int
    document_id: int
    sha256: str
    published: str
    position: int
    path: str
    """The first of the paths under which its document was found."""
    replaced: bool
    json: str
    cases: Sequence[str]
    head: dict[str, Any]

    @property
    def notice_id(self) -> str:
        """The id the notice was read with."""
        return str(self.head["notice_id"])

    def day(self, name: str) -> str:
        """One of its dates, or ""."""
        return str((self.head.get(name) or {}).get("value", ""))

    @property
    def appeared(self) -> str:
        """The day of publication, or ""."""
        return self.day("published_on") or self.day("issued_on")

    @property
    def order(self) -> tuple[str, str, str, str, str, int]:
        """Where it stands among the others: by day, then by what it holds."""
        return (
            self.appeared or self.day("as_of"),
            self.day("as_of"),
            self.notice_id,
            self.sha256,
            self.published,
            self.position,
        )

    @property
    def rank(self) -> tuple[str, str, str, int, str, int]:
        """The version with the highest rank counts."""
        start, end = self.head["source"]["span"]
        dates = self.appeared, self.day("as_of"), self.published
        return *dates, end - start, self.sha256, self.position


@dataclass(frozen=True, slots=True)
class Arranged:
    """A stored notice in its place; ``notice_id`` is unique among those that count."""

    stored: Stored
    notice_id: str
    current: bool

    def notice(self) -> Notice:
        """The whole record, under this id."""
        notice = whole(self.stored.json, self.stored.cases, self.stored.path)
        return notice if notice.notice_id == self.notice_id else renamed(notice, self.notice_id)


def arrange(connection: Connection) -> list[Arranged]:
    """Every stored notice in order, each known to count or to be superseded."""
    versions: dict[str, list[Stored]] = defaultdict(list)
    for stored in sorted(_stored(connection), key=lambda n: n.order):
        versions[stored.notice_id].append(stored)
    taken = set(versions)
    found = [each for notice_id in versions for each in _settled(connection, versions[notice_id], taken)]
    return sorted(found, key=lambda a: (a.stored.order, not a.current, a.notice_id))


def current_notices(arranged: Iterable[Arranged]) -> list[Notice]:
    """The notices that count."""
    return [each.notice() for each in arranged if each.current]


def _stored(connection: Connection) -> Iterator[Stored]:
    paths: dict[int, str] = {}
    for document_id, path in connection.execute(select(s.document_path.c.document_id, s.document_path.c.path)):
        paths[document_id] = min(path, paths.get(document_id, path))
    where = {
        row.notice: row
        for row in connection.execute(
            select(
                s.notice.c.id.label("notice"),
                s.notice.c.position,
                s.document.c.id,
                s.document.c.sha256,
                s.document.c.published,
                s.document.c.replaced_by,
            ).join(s.document)
        )
    }
    for notice_id, head, cases in stored_notices(connection):
        row = where[notice_id]
        yield Stored(
            notice_id,
            row.id,
            row.sha256,
            row.published,
            row.position,
            paths.get(row.id, ""),
            row.replaced_by is not None,
            head,
            cases,
            json.loads(head),
        )


def _settled(connection: Connection, versions: Sequence[Stored], taken: set[str]) -> Iterator[Arranged]:
    """The versions of one id: which of them count, and under which id."""
    live = [v for v in versions if not v.replaced]
    yield from (Arranged(v, v.notice_id, False) for v in versions if v.replaced)
    for position, group in enumerate(_groups(connection, live)):
        notice_id = _free(group[0].notice_id, taken) if position else group[0].notice_id
        best = max(group, key=lambda v: v.rank)
        yield from (Arranged(v, notice_id, v is best) for v in group)


def _groups(connection: Connection, versions: Sequence[Stored]) -> list[list[Stored]]:
    if len(versions) < 2:
        return [list(versions)] if versions else []
    groups: list[tuple[list[Stored], list[str | None]]] = []
    for version in versions:
        text = _text(connection, version)
        home = next((g for g in groups if any(_same(text, other) for other in g[1])), None)
        if home is None:
            groups.append(([version], [text]))
        else:
            home[0].append(version)
            home[1].append(text)
    return [members for members, _ in groups]


def _text(connection: Connection, version: Stored) -> str | None:
    raw = connection.scalar(select(s.document.c.raw).where(s.document.c.id == version.document_id))
    start, end = version.head["source"]["span"]
    return searchable(raw[start:end]) if raw is not None else None


def _same(a: str | None, b: str | None) -> bool:
    """Records without their text cannot be compared: one id is one notice then."""
    return a is None or b is None or alike(a, b)


def _free(notice_id: str, taken: set[str]) -> str:
    count = 2
    while f"{notice_id}~{count}" in taken:
        count += 1
    taken.add(f"{notice_id}~{count}")
    return f"{notice_id}~{count}"
