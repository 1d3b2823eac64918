"""A workspace as JSON Lines, so that the data outlive the tool; and the way back.

The first line says what this is, the last one how many lines there are and their SHA-256: a file that was cut is
noticed. Between them stands one line a document (its text, where it was found), one a notice (its record, as in
``docs/record-format.md``), one a decision of the user, and one for the scope of case numbers. What linking found is not
there: it follows from the rest. The same content gives the same bytes, whenever and in whatever order it came.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, select, update

from tracer.errors import StoreError
from tracer.models import Notice
from tracer.store import schema as s
from tracer.store.documents import Reading, add, stored_notices
from tracer.store.linking import keep_scope, read_linking
from tracer.store.settings import set_decision
from tracer.store.workspace import Workspace

Key = tuple[str, str]
"""How a document is known: its SHA-256 and the day it was read with."""

FORMAT, VERSION = "tracer-archive", 1


def export_archive(workspace: Workspace) -> Iterator[str]:
    """The lines of an archive, each with its line end.

    Raises:
        StoreError: the workspace cannot be read.
    """
    digest, count = hashlib.sha256(), 0
    with workspace.database.reading() as connection:
        for entry in ({"type": FORMAT, "version": VERSION}, *_entries(connection)):
            line = json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"
            digest.update(line.encode("utf-8"))
            count += 1
            yield line
    yield json.dumps({"type": "end", "lines": count, "sha256": digest.hexdigest()}) + "\n"


def import_archive(workspace: Workspace, lines: Iterable[str], name: str = "archive") -> int:
    """Add everything in an archive to a workspace, wholly or not at all; the number of notices that were new.

    A text that is there already stays as it is there.

    Raises:
        StoreError: the lines are no archive, or not all of one; the message names the line.
    """
    entries = _checked(lines, name)
    notices: dict[Key, list[Notice]] = defaultdict(list)
    for number, entry in enumerate(entries, 1):
        if entry["type"] == "notice":
            notices[_key(entry["document"])].append(_record(entry, f"{name}: line {number}"))
    with workspace.database.writing() as connection:
        documents = [entry for entry in entries if entry["type"] == "document"]
        new = sum(_add(connection, entry, notices[_key(entry)]) for entry in documents)
        for entry in documents:
            _restore_order(connection, entry)
        for entry in entries:
            if entry["type"] == "decision":
                set_decision(connection, entry["kind"], entry["subject"], entry["value"])
            elif entry["type"] == "scope":
                keep_scope(connection, entry["value"])
    return new


def _entries(connection: Connection) -> Iterator[dict[str, Any]]:
    found = connection.execute(select(s.document)).all()
    keys = {row.id: {"sha256": row.sha256, "published": row.published} for row in found}
    for row in sorted(found, key=lambda row: (row.sha256, row.published)):
        paths = connection.scalars(select(s.document_path.c.path).where(s.document_path.c.document_id == row.id))
        named = sorted(set(paths))
        yield {
            "type": "document",
            **keys[row.id],
            **{name: getattr(row, name) for name in ("media_type", "encoding", "reader", "raw")},
            "paths": named,
            "replaced_by": keys.get(row.replaced_by),
        }
        for _, head, cases in stored_notices(connection, row.id):
            record = json.loads(head)
            record["source"]["path"] = named[0]
            record["cases"] = [json.loads(case) for case in cases]
            yield {"type": "notice", "document": keys[row.id], "record": record}
    yield {"type": "scope", "value": read_linking(connection)["scope"]}
    decided = connection.execute(select(s.decision).order_by(s.decision.c.kind, s.decision.c.subject)).all()
    for row in sorted(decided, key=lambda row: (row.kind, row.subject)):
        yield {"type": "decision", "kind": row.kind, "subject": row.subject, "value": row.value}


def _checked(lines: Iterable[str], name: str) -> list[dict[str, Any]]:
    """The entries between the first line and the last, if the archive is whole."""
    digest, entries = hashlib.sha256(), list[dict[str, Any]]()
    for number, line in enumerate((line.rstrip("\r\n") + "\n" for line in lines), 1):
        try:
            entry = json.loads(line)
            kind = entry["type"]
        except (ValueError, KeyError, TypeError):
            raise StoreError(f"{name}: line {number} is no line of an archive of tracer") from None
        if number == 1 and (kind != FORMAT or entry.get("version") != VERSION):
            raise StoreError(f"{name}: is no archive of tracer, or one of a later version ({entry.get('version')})")
        if kind == "end":
            if (entry.get("lines"), entry.get("sha256")) != (number - 1, digest.hexdigest()):
                raise StoreError(f"{name}: has been changed or cut: its last line does not fit the others")
            return entries[1:]
        digest.update(line.encode("utf-8"))
        entries.append(entry)
    raise StoreError(f"{name}: is cut: its last line is missing; copy it again")


def _key(entry: Mapping[str, str]) -> Key:
    return entry["sha256"], entry["published"]


def _record(entry: Mapping[str, Any], where: str) -> Notice:
    try:
        return Notice.model_validate(entry["record"], strict=False)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise StoreError(f"{where} holds no notice record: {first['msg']}") from None


def _find(connection: Connection, key: Key) -> int | None:
    where = (s.document.c.sha256 == key[0]) & (s.document.c.published == key[1])
    return connection.scalar(select(s.document.c.id).where(where, s.document.c.raw.is_not(None)))


def _add(connection: Connection, entry: Mapping[str, Any], notices: Sequence[Notice]) -> int:
    """Store one document; the number of notices that came with it."""
    if _find(connection, _key(entry)) is not None:
        return 0
    new = 0
    for path in entry["paths"]:
        added = add(
            connection,
            Reading(
                **{name: entry[name] for name in ("sha256", "encoding", "media_type", "raw", "reader")},
                path=path,
                notices=notices,
                given=entry["published"],
                place=f"{entry['sha256']}:{path}",
            ),
        )
        new += len(notices) if added.state == "new" else 0
    return new


def _restore_order(connection: Connection, entry: Mapping[str, Any]) -> None:
    """Mark a document as replaced by the one that replaced it."""
    if entry["replaced_by"] is not None:
        mine, other = _find(connection, _key(entry)), _find(connection, _key(entry["replaced_by"]))
        connection.execute(update(s.document).where(s.document.c.id == mine).values(replaced_by=other))
