"""Reading files into a workspace: each file in one transaction, so that an end at any moment leaves whole notices."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from tracer import __version__
from tracer.errors import InputError
from tracer.parse.pipeline import parse_document
from tracer.read import records
from tracer.read.document import Document, read_document
from tracer.read.paths import find_inputs
from tracer.rulebook import Rulebook, load
from tracer.store.documents import Reading, add, is_known, stored_documents
from tracer.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, in numbers of notices; ``error`` says why it could not be read."""

    path: str
    new: int = 0
    unchanged: int = 0
    superseded: int = 0
    """Notices of former versions of this file."""
    reread: int = 0
    """Known notices that other rules, or another version of tracer, read differently."""
    error: str | None = None

    @property
    def found(self) -> int:
        """The notices in the file."""
        return self.new + self.unchanged + self.reread


def ingest(
    workspace: Workspace, paths: Iterable[str | Path], *, published: date | None = None, rules: Rulebook | None = None
) -> Iterator[Outcome]:
    """Read files (and directories, globs, ``-``, ``.jsonl`` records) into a workspace, one outcome a file.

    A file whose bytes are known is not read again. A file that fails is told of and the others still read. What has
    been stored is linked when it is asked for, or by `Workspace.link`.

    Raises:
        StoreError: the workspace cannot be written.
    """
    inputs = find_inputs(paths)
    for error in inputs.errors:
        yield Outcome(str(error).partition(":")[0], error=str(error))
    rulebook = rules or load()
    reader = fingerprint(rulebook)
    for path in inputs.files:
        try:
            yield _ingest_file(workspace, path, published, rulebook, reader)
        except InputError as error:
            yield Outcome(path, error=str(error))


def reread(workspace: Workspace, *, rules: Rulebook | None = None) -> Iterator[Outcome]:
    """Read every stored text again, by the rules given and the present version of tracer, one outcome a text.

    A text that was read in this way already is not read again.

    Raises:
        StoreError: the workspace cannot be written.
    """
    rulebook = rules or load()
    reader = fingerprint(rulebook)
    with workspace.database.reading() as connection:
        known = list(stored_documents(connection))
    for each in known:
        if each.reader == reader:
            yield Outcome(each.path, unchanged=each.notices)
            continue
        document = Document(each.raw, each.path, each.media_type, each.sha256, each.encoding)
        given = date.fromisoformat(each.given) if each.given else None
        notices = parse_document(document, rules=rulebook, published=given)
        yield _added(workspace, each.path, [Reading.of(document, notices, reader, each.given, each.location)])


def fingerprint(rules: Rulebook) -> str:
    """The version of tracer and of the rules, by which a record tells who read it."""
    digest = hashlib.sha256()
    for rule in (rules.rules[rule_id] for rule_id in sorted(rules.rules)):
        said = (rule.id, rule.subject, rule.kind, rule.pattern, rule.words, rule.priority)
        digest.update(repr((*said, sorted(rule.attributes.items()))).encode("utf-8", "surrogatepass"))
    return f"tracer {__version__} {digest.hexdigest()[:12]}"


def _ingest_file(workspace: Workspace, path: str, published: date | None, rules: Rulebook, reader: str) -> Outcome:
    if path.lower().endswith(records.SUFFIX):
        return _ingest_records(workspace, path)
    document = read_document(path)
    given = published.isoformat() if published else ""
    with workspace.database.reading() as connection:
        known = is_known(connection, path, document.sha256, reader, given)
    if known is not None:
        return Outcome(path, unchanged=known)
    notices = parse_document(document, rules=rules, published=published)
    if not notices:
        return Outcome(path)
    return _added(workspace, path, [Reading.of(document, notices, reader, given)])


def _ingest_records(workspace: Workspace, path: str) -> Outcome:
    """Records written earlier, by the documents they were read from."""
    notices = sorted(records.read_records(path), key=lambda n: (n.source.sha256, n.source.path))
    readings = []
    for sha256, group in groupby(notices, key=lambda n: n.source.sha256):
        found = list(group)
        source = found[0].source
        readings.append(Reading(sha256, source.path, source.encoding, source.media_type, None, found, "records"))
    return _added(workspace, path, readings)


def _added(workspace: Workspace, path: str, readings: Iterable[Reading]) -> Outcome:
    counts: Counter[str] = Counter()
    with workspace.database.writing() as connection:
        for reading in readings:
            added = add(connection, reading)
            counts[added.state] += len(reading.notices)
            counts["superseded"] += added.superseded
    return Outcome(path, counts["new"], counts["unchanged"], counts["superseded"], counts["reread"])
