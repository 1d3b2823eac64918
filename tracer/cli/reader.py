"""The input of a command: notices one by one, and an exit code that tells whether all of it could be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from tracer.api import parse_file
from tracer.cli.messages import complain, say
from tracer.cli.progress import Progress
from tracer.errors import InputError, NoNoticeError
from tracer.models import Notice
from tracer.parse.pipeline import parse_document
from tracer.read.document import Document, read_document
from tracer.read.paths import find_inputs
from tracer.read.records import SUFFIX
from tracer.rulebook import load

T = TypeVar("T")


class Reader:
    """The notices of some inputs; inputs that fail are named and counted, the others still read.

    ``prints`` says that the command writes to standard output while it reads.
    """

    def __init__(
        self, names: Sequence[str], rules: Sequence[Path], day: datetime | None = None, prints: bool = False
    ) -> None:
        self.inputs = find_inputs(names)
        self.rulebook = load(rules)
        self.published: date | None = day.date() if day else None
        self.failed = self.found = 0
        self._progress = Progress(len(self.inputs.files), prints)

    def __iter__(self) -> Iterator[Notice]:
        for notice in self._each(self._notices):
            self.found += 1
            yield notice

    def documents(self) -> Iterator[tuple[Document, list[Notice]]]:
        """Each input with its text and its notices; a file of records has no text and fails."""
        for document, notices in self._each(self._document):
            self.found += len(notices)
            yield document, notices

    def finish(self) -> int:
        """The exit code: 0, or 2 where an input failed.

        Raises:
            NoNoticeError: everything was read and holds no notice.
        """
        if not self.found and not self.failed:
            raise NoNoticeError(say("no_notice"))
        return 2 if self.failed else 0

    def _each(self, read: Callable[[str], Iterable[T]]) -> Iterator[T]:
        for error in self.inputs.errors:
            self._fail(error)
        for done, path in enumerate(self.inputs.files):
            self._progress.step(done, self.found)
            try:
                yield from read(path)
            except InputError as error:
                self._fail(error)
        self._progress.clear()

    def _notices(self, path: str) -> Iterator[Notice]:
        return parse_file(path, published=self.published, rules=self.rulebook)

    def _document(self, path: str) -> Iterator[tuple[Document, list[Notice]]]:
        if path.lower().endswith(SUFFIX):
            raise InputError(say("no_text", path=path))
        document = read_document(path)
        yield document, parse_document(document, rules=self.rulebook, published=self.published)

    def _fail(self, error: InputError) -> None:
        self._progress.clear()
        complain(str(error))
        self.failed += 1
