"""Where a command finds its notices: in files, in a workspace, or in both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import get_args

import click

from tracer import store
from tracer.cli.base import Option
from tracer.cli.messages import say
from tracer.cli.reader import Reader
from tracer.errors import NoNoticeError
from tracer.graph.attributes import Graph
from tracer.graph.build import build_graph
from tracer.link import Linking, Scope
from tracer.link.decisions import Decisions, read_decisions
from tracer.models import Notice
from tracer.query.search import Text

DEFAULT = "tracer.db"
SUFFIXES = (".db", ".sqlite", ".sqlite3")
MAGIC = b"SQLite format 3\x00"

paths_or_db = click.argument("paths", nargs=-1)
database = click.option("--db", cls=Option, envvar="TRACER_DB", metavar="FILE|URL", default=None)
scope_option = click.option("--scope", cls=Option, type=click.Choice(get_args(Scope)))
linking = (
    scope_option,
    click.option("--decisions", cls=Option, type=click.Path(path_type=Path), metavar="FILE"),
)
"""How notices are linked; without them as the workspace says, or as the notices themselves show."""


def is_workspace(name: str) -> bool:
    """Whether an argument names a workspace: a URL, a file of that kind, or one called like it."""
    if "://" in name or name.lower().endswith(SUFFIXES):
        return True
    try:
        with Path(name).open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False


@dataclass(frozen=True)
class Source:
    """The notices of ``paths`` or, where there are none, of the workspace ``db`` (else the default one)."""

    paths: Sequence[str]
    db: str | None
    rules: Sequence[Path] = ()
    published: datetime | None = None
    scope: Scope | None = None
    decisions: Path | None = None

    @property
    def is_there(self) -> bool:
        """Whether anything is named to read from, or the default workspace exists."""
        return bool(self.paths or self.db) or Path(DEFAULT).exists()

    def graph(self) -> tuple[Graph, int]:
        """The evidence graph and the exit code.

        Raises:
            NoNoticeError: everything was read and holds no notice.
            StoreError: the workspace cannot be read.
        """
        self._demand()
        if self.workspace is not None and self.scope is None and self.decisions is None:
            graph = store.open_workspace(self.workspace).graph()
            if not graph.graph["notices"]:
                raise NoNoticeError(say("store.empty", name=self.workspace))
            return graph, 0
        notices, code = self.notices()
        return build_graph(notices, **self.linking()), code

    def linking(self) -> Linking:
        """How the notices are linked: by the options, else as the workspaces say.

        Raises:
            InputError: the file of decisions is none.
            StoreError: the workspace cannot be read.
        """
        kept = [store.open_workspace(name).linking() for name in self._workspaces]
        decided = [decision for way in kept for decision in way["decisions"].place]
        if self.decisions is not None:
            decided += read_decisions(self.decisions).place
        scopes = [self.scope] if self.scope else [way["scope"] for way in kept if way["scope"] != "auto"]
        return Linking(scope=scopes[0] if scopes else "auto", decisions=Decisions().all_of(decided))

    def notices(self) -> tuple[list[Notice], int]:
        """The notices, not yet linked, and the exit code.

        Raises:
            NoNoticeError: everything was read and holds no notice.
            StoreError: the workspace cannot be read.
        """
        self._demand()
        found = [notice for name in self._workspaces for notice in store.open_workspace(name).notices()]
        if not self._files:
            if not found:
                raise NoNoticeError(say("store.empty", name=", ".join(self._workspaces)))
            return found, 0
        reader = Reader(self._files, self.rules, self.published)
        found += list(reader)
        return found, 2 if reader.failed else 0 if found else reader.finish()

    @property
    def workspace(self) -> str | None:
        """The one workspace that is read, and nothing else; None otherwise."""
        return self._workspaces[0] if len(self._workspaces) == 1 and not self._files else None

    def texts(self, words: str) -> list[Text]:
        """The documents in which words may stand. Files of records have no text and are left out."""
        found = [text for name in self._workspaces for text in store.open_workspace(name).texts_with(words)]
        if self._files:
            reader = Reader(self._files, self.rules, self.published)
            for document, notices in reader.documents():
                spans = tuple((notice.notice_id, notice.source.span) for notice in notices)
                found.append(Text(document.path, document.raw, spans))
        return found

    def _demand(self) -> None:
        if not self.is_there:
            raise click.UsageError(say("store.no_source", name=DEFAULT), click.get_current_context(silent=True))

    @cached_property
    def _workspaces(self) -> list[str]:
        if not self.paths:
            return [self.db or DEFAULT]
        return [name for name in self.paths if is_workspace(name)]

    @cached_property
    def _files(self) -> list[str]:
        return [name for name in self.paths if not is_workspace(name)]


def asked(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Arguments that may be names of cases or paths, told apart: a path is there, or looks like one.

    >>> asked(["病例1", "21@12-21", "missing.txt", "-"])
    (['病例1', '21@12-21'], ['missing.txt', '-'])
    """
    paths = [word for word in words if _is_path(word)]
    return [word for word in words if word not in paths], paths


def _is_path(word: str) -> bool:
    endings = (*SUFFIXES, ".txt", ".jsonl")
    return word == "-" or "*" in word or word.lower().endswith(endings) or "://" in word or Path(word).exists()
