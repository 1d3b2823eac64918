"""Putting texts and their records into a workspace: what is new, known already, or a new version of something known.

A document is known by its bytes and by the day it was read with. A file that has changed since it was last read
supersedes its former content, if most of that content is still in it: else it is another notice under an old name
(``today.txt``), and both stay. Nothing is ever thrown away: a superseded text stays, only answers leave it out.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ValidationError
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from tracer.errors import InputError, StoreError
from tracer.models import Notice
from tracer.query.search import searchable
from tracer.read.document import STDIN, Document
from tracer.store import schema as s
from tracer.store.settings import count_change

State = Literal["new", "unchanged", "reread"]
SHINGLE = 10
ALIKE = 0.75
"""The share of the ten-character pieces of the shorter text that two versions of one text have in common. The lists
of two days, which differ in persons but not in wording, share up to 0.46 of them (Xi'an, December 2021)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read: its text (None for bare records), its notices, and how it was read."""

    sha256: str
    path: str
    encoding: str
    media_type: str
    raw: str | None
    notices: Sequence[Notice]
    reader: str
    given: str = ""
    """The day of publication given by the user, or ""."""
    place: str | None = None
    """Where it lies, for what is no file at hand."""

    @classmethod
    def of(
        cls, document: Document, notices: Sequence[Notice], reader: str, given: str = "", place: str | None = None
    ) -> Reading:
        """A document and what was read from it.

        Raises:
            InputError: the text holds a character that no database keeps.
        """
        if "\0" in document.raw:
            raise InputError(f"{document.path}: holds NUL characters, which no database keeps; take them out")
        return cls(
            document.sha256,
            document.path,
            document.encoding,
            document.media_type,
            document.raw,
            notices,
            reader,
            given,
            place,
        )

    @property
    def published(self) -> str:
        """The day this was read with: given, or in the name of the file; "" where the text itself tells."""
        if self.given:
            return self.given
        days = (n.published_on for n in self.notices)
        return next((day.value for day in days if day is not None and day.basis != "stated"), "")

    @property
    def location(self) -> str:
        """The absolute path; of standard input nothing that a later text could share."""
        if self.place is not None:
            return self.place
        return f"{STDIN}{self.sha256}" if self.path == STDIN else os.path.realpath(self.path)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document: its state, and how many notices of others it supersedes."""

    state: State
    superseded: int = 0


def alike(a: str, b: str) -> bool:
    """Whether two searchable texts are versions of one.

    >>> text = "病例1,男,30岁,居住于城东区望月小区,系某公司职员。4月2日20时到青禾超市购物,4月3日被集中隔离医学观察。"
    >>> other = "病例2,女,5岁,居住于城东区望月小区,4月3日被集中隔离医学观察。"
    >>> alike(text, text.replace("30岁", "31岁")), alike(text, other)
    (True, False)
    """
    mine, other = _pieces(a), _pieces(b)
    return len(mine & other) >= ALIKE * min(len(mine), len(other))


def _pieces(text: str) -> set[str]:
    return {text[i : i + SHINGLE] for i in range(max(1, len(text) - SHINGLE + 1))}


def is_known(connection: Connection, path: str, sha256: str, reader: str, given: str) -> int | None:
    """How many notices a file holds that was read before, with the same bytes, in the same way; None if it was not."""
    location = os.path.realpath(path)
    found = connection.scalar(
        select(s.document.c.id)
        .join(s.document_path)
        .where(
            s.document_path.c.location == location,
            s.document_path.c.given == given,
            s.document.c.sha256 == sha256,
            s.document.c.reader == reader,
            s.document.c.replaced_by.is_(None),
        )
    )
    return None if found is None else _notices_in(connection, found)


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored text and how it was read; of several paths the first."""

    sha256: str
    path: str
    location: str
    given: str
    media_type: str
    encoding: str
    raw: str
    reader: str
    notices: int


def stored_documents(connection: Connection) -> Iterator[Kept]:
    """Every text that no later version of its file has replaced."""
    d, p = s.document.c, s.document_path.c
    query = select(s.document, p.path, p.location, p.given).join(s.document_path)
    rows = connection.execute(
        query.where(d.raw.is_not(None), d.replaced_by.is_(None)).order_by(d.id, p.path, p.location)
    )
    seen: set[int] = set()
    for row in rows.all():
        if row.id not in seen:
            seen.add(row.id)
            how = row.media_type, row.encoding, row.raw, row.reader
            yield Kept(row.sha256, row.path, row.location, row.given, *how, _notices_in(connection, row.id))


def add(connection: Connection, reading: Reading) -> Added:
    """Store a document with its notices, in the transaction of ``connection``."""
    known = connection.execute(
        select(s.document).where(s.document.c.sha256 == reading.sha256, s.document.c.published == reading.published)
    ).first()
    if known is None:
        document_id = _insert(connection, reading)
        state: State = "new"
    else:
        document_id = known.id
        state = _renew(connection, known, reading)
    _note_path(connection, document_id, reading)
    superseded = _supersede(connection, document_id, reading)
    if state != "unchanged" or superseded:
        count_change(connection)
    return Added(state, superseded)


def _insert(connection: Connection, reading: Reading) -> int:
    document_id = 1 + (connection.scalar(select(func.max(s.document.c.id))) or 0)
    connection.execute(
        insert(s.document).values(
            id=document_id,
            sha256=reading.sha256,
            published=reading.published,
            media_type=reading.media_type,
            encoding=reading.encoding,
            raw=reading.raw,
            folded=searchable(reading.raw) if reading.raw is not None else None,
            reader=reading.reader,
        )
    )
    _insert_notices(connection, document_id, _as_rows(reading.notices))
    return document_id


def _renew(connection: Connection, known: Row[Any], reading: Reading) -> State:
    """Bring a known document up to date: read by other rules, now with its text, or back in the file it stood in."""
    if reading.raw is None and known.raw is not None:
        return "unchanged"  # bare records, perhaps old ones, never displace what was read from the text
    changes: dict[str, Any] = {}
    if known.raw is None and reading.raw is not None:
        changes = {"raw": reading.raw, "folded": searchable(reading.raw)}
    if known.reader != reading.reader:
        changes["reader"] = reading.reader
    back = known.replaced_by is not None and _is_at(connection, known.id, reading.location)
    if back:
        changes["replaced_by"] = None
    if changes:
        connection.execute(update(s.document).where(s.document.c.id == known.id).values(changes))
    rows = _as_rows(reading.notices)
    if known.reader == reading.reader or rows == _stored_rows(connection, known.id):
        return "new" if back else "unchanged"
    connection.execute(delete(s.notice).where(s.notice.c.document_id == known.id))
    _insert_notices(connection, known.id, rows)
    return "reread"


def _is_at(connection: Connection, document_id: int, location: str) -> bool:
    where = (s.document_path.c.document_id == document_id) & (s.document_path.c.location == location)
    return connection.execute(select(s.document_path).where(where)).first() is not None


def _note_path(connection: Connection, document_id: int, reading: Reading) -> None:
    same = (s.document_path.c.document_id == document_id) & (s.document_path.c.location == reading.location)
    connection.execute(delete(s.document_path).where(same))
    connection.execute(
        insert(s.document_path).values(
            document_id=document_id, location=reading.location, path=reading.path, given=reading.given
        )
    )


def _supersede(connection: Connection, document_id: int, reading: Reading) -> int:
    """Mark former contents of the same file as replaced; the number of their notices."""
    if reading.raw is None:
        return 0
    others = connection.execute(
        select(s.document.c.id, s.document.c.folded)
        .join(s.document_path)
        .where(
            s.document_path.c.location == reading.location,
            s.document.c.id != document_id,
            s.document.c.replaced_by.is_(None),
            s.document.c.folded.is_not(None),
        )
    ).all()
    count, text = 0, searchable(reading.raw) if others else ""
    for other, folded in others:
        if alike(folded, text):
            connection.execute(update(s.document).where(s.document.c.id == other).values(replaced_by=document_id))
            count += _notices_in(connection, other)
    return count


def _notices_in(connection: Connection, document_id: int) -> int:
    query = select(func.count()).select_from(s.notice).where(s.notice.c.document_id == document_id)
    return connection.scalar(query) or 0


NoticeRow = tuple[str, tuple[str, ...]]
"""The head of a notice and its cases, as JSON."""


def _as_rows(notices: Sequence[Notice]) -> list[NoticeRow]:
    return [as_row(notice) for notice in notices]


def as_row(notice: Notice) -> NoticeRow:
    """A notice as it is stored: without the path, which belongs to the document."""
    head = notice.model_copy(update={"cases": (), "source": notice.source.model_copy(update={"path": ""})})
    return head.model_dump_json(), tuple(case.model_dump_json() for case in notice.cases)


def whole(head: str, cases: Sequence[str], path: str) -> Notice:
    """A notice put together again.

    Raises:
        StoreError: another version of tracer wrote it, and this one cannot read it.

    >>> from tracer.api import parse
    >>> [notice] = parse("病例1，男，30岁，居住于城东区望月小区。")
    >>> whole(*as_row(notice), "<text>") == notice
    True
    """
    start, end = '"path":""', f'"path":{json.dumps(path, ensure_ascii=False)}'
    joined = head.replace(start, end, 1).replace('"cases":[]', f'"cases":[{",".join(cases)}]', 1)
    try:
        return Notice.model_validate_json(joined)
    except ValidationError:
        raise StoreError(
            f"{path}: its records were written by another version of tracer; read it again: tracer ingest --again"
        ) from None


def _insert_notices(connection: Connection, document_id: int, rows: Sequence[NoticeRow]) -> None:
    free = 1 + (connection.scalar(select(func.max(s.notice.c.id))) or 0)
    for position, (head, cases) in enumerate(rows):
        connection.execute(
            insert(s.notice).values(id=free + position, document_id=document_id, position=position, head=head)
        )
        if cases:
            records = [{"notice": free + position, "position": i, "record": c} for i, c in enumerate(cases)]
            connection.execute(insert(s.case), records)


def _stored_rows(connection: Connection, document_id: int) -> list[NoticeRow]:
    return [(head, tuple(cases)) for _, head, cases in stored_notices(connection, document_id)]


def stored_notices(connection: Connection, document_id: int | None = None) -> Iterator[tuple[int, str, list[str]]]:
    """The id, head and cases of every notice, or of those of one document, in the order of storage."""
    heads = select(s.notice.c.id, s.notice.c.head).order_by(s.notice.c.document_id, s.notice.c.position)
    cases = select(s.case.c.notice, s.case.c.record).order_by(s.case.c.notice, s.case.c.position)
    if document_id is not None:
        heads = heads.where(s.notice.c.document_id == document_id)
        cases = cases.join(s.notice).where(s.notice.c.document_id == document_id)
    found: dict[int, list[str]] = {}
    for notice, record in connection.execute(cases):
        found.setdefault(notice, []).append(record)
    for notice_id, head in connection.execute(heads):
        yield notice_id, head, found.get(notice_id, [])
