"""A workspace: the front door to everything kept in one database."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from tracer.errors import StoreError
from tracer.graph.attributes import Graph
from tracer.link import Linking, Scope
from tracer.link.decisions import PlaceDecision
from tracer.models import Notice
from tracer.query.search import Text
from tracer.store.current import arrange, current_notices
from tracer.store.engine import Database, connect
from tracer.store.graph import read_graph
from tracer.store.link import is_linked, link, linked_graph
from tracer.store.linking import keep_decisions, keep_scope, read_linking
from tracer.store.search import texts_with
from tracer.store.versions import make_ready


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace; `open_workspace` opens one."""

    database: Database

    @property
    def name(self) -> str:
        """The file or the URL, without a password."""
        return self.database.name

    def link(self) -> None:
        """Link all notices, if something has been stored since this was done last.

        Raises:
            StoreError: the workspace cannot be written.
        """
        link(self.database)

    def notices(self) -> list[Notice]:
        """The notices that count, as parsed, in an order that does not depend on when they came.

        Raises:
            StoreError: the workspace cannot be read.
        """
        with self.database.reading() as connection:
            return current_notices(arrange(connection))

    def graph(self) -> Graph:
        """The evidence graph of all notices; what `build_graph` makes of them, only sooner.

        A workspace that is out of date and cannot be written is linked in memory.

        Raises:
            StoreError: the workspace cannot be read.
        """
        for _ in range(2):
            with self.database.reading() as connection:
                if is_linked(connection):
                    return read_graph(self.database, connection)
            try:
                self.link()
            except StoreError:
                break
        with self.database.reading() as connection:
            arranged, way = arrange(connection), read_linking(connection)
        return linked_graph(arranged, way)[1]

    def linking(self) -> Linking:
        """How the notices are linked: the scope of case numbers, and the user's decisions about places.

        Raises:
            StoreError: the workspace cannot be read.
        """
        with self.database.reading() as connection:
            return read_linking(connection)

    def decide(self, decisions: Iterable[PlaceDecision]) -> None:
        """Remember decisions about places; the notices are linked anew when next asked for.

        Raises:
            StoreError: the workspace cannot be written.
        """
        with self.database.writing() as connection:
            keep_decisions(connection, decisions)

    def set_scope(self, scope: Scope) -> None:
        """Remember how far case numbers count; the notices are linked anew when next asked for.

        Raises:
            StoreError: the workspace cannot be written.
        """
        with self.database.writing() as connection:
            keep_scope(connection, scope)

    def texts_with(self, words: str) -> list[Text]:
        """The documents in which words may stand, for `tracer.query.search`.

        Raises:
            StoreError: the workspace cannot be read.
        """
        with self.database.reading() as connection:
            return texts_with(self.database, connection, words)


def open_workspace(target: str | os.PathLike[str], create: bool = False) -> Workspace:
    """The workspace in an SQLite file or, by a URL, in a PostgreSQL database.

    One of an older version is brought up to date. ``create`` makes a new one where there is nothing.

    Raises:
        StoreError: there is none, it belongs to another program, or it is of a later version.

    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     open_workspace(pathlib.Path(folder, "outbreak.db"), create=True).notices()
    []
    """
    database = connect(target, create)
    make_ready(database, create)
    return Workspace(database)
