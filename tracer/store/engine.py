"""Opening a database: a file for SQLite, a URL for PostgreSQL; and errors in words a user can act on.

Writers take turns: a write transaction of SQLite begins as ``IMMEDIATE``, one of PostgreSQL takes an advisory lock.
SQLite keeps its rollback journal (not WAL), so that a workspace at rest is one file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from tracer.errors import StoreError

MAGIC = b"SQLite format 3\x00"
PATIENCE = 120
"""Seconds a writer waits for another one."""
LOCK = 0x747263
"""The key of the advisory lock: any number that nobody else in the database uses."""
POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
NEW = "make one with: tracer ingest PATHS --db {name}"


@dataclass(frozen=True, slots=True)
class Database:
    """A database that has been reached, not yet known to be a workspace; ``name`` is what the user calls it."""

    engine: Engine
    name: str

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the data and changes nothing."""
        with self._told(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer overlaps; all of it is kept at its end, or nothing."""
        engine = self.engine.execution_options(tracer_writes=True)
        with self._told(), engine.begin() as connection:
            if not self.is_sqlite:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise StoreError(f"{self.name}: {_reason(error)}") from error
        except SQLAlchemyError as error:
            raise StoreError(f"{self.name}: {error}") from error


def connect(target: str | os.PathLike[str], create: bool = False) -> Database:
    """The database of a file name or a URL.

    Raises:
        StoreError: there is none, or it cannot be one; the message says what to do.
    """
    name = os.fspath(target)
    if "://" not in name:
        return _file(Path(name), create)
    try:
        url = make_url(name)
    except ArgumentError:
        raise StoreError(f"{name}: is no database URL; write postgresql://user@host/database") from None
    if url.get_backend_name() == "sqlite":
        return _file(Path(url.database or ""), create)
    return _server(url)


def _file(path: Path, create: bool) -> Database:
    new = NEW.format(name=path)
    if path.is_dir():
        raise StoreError(f"{path}: is a directory, not a workspace; name a file in it")
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except FileNotFoundError:
        if not create:
            raise StoreError(f"{path}: no such workspace; {new}") from None
        if not path.parent.is_dir():
            raise StoreError(f"{path}: the directory {path.parent} does not exist; make it first") from None
        head = b""
    except OSError as error:
        raise StoreError(f"{path}: cannot be opened: {error.strerror or error}") from None
    if head and head != MAGIC:
        raise StoreError(f"{path}: is no workspace but some other file, left as it is; {NEW.format(name='NEW.db')}")
    if not head and not create:
        raise StoreError(f"{path}: is an empty file, not a workspace; {new}")
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return Database(engine, str(path))


def _on_connect(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # transactions are begun below and not by the driver, which would delay them
    connection.execute("PRAGMA foreign_keys = ON")


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("tracer_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server(url: URL) -> Database:
    name = url.render_as_string(hide_password=True)
    if url.drivername not in POSTGRES:
        raise StoreError(f"{name}: a workspace is an SQLite file or a PostgreSQL database (postgresql://…)")
    try:
        engine = create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    except ModuleNotFoundError as error:
        raise StoreError("PostgreSQL needs psycopg: pip install 'tracer-notices[postgres]'") from error
    database = Database(engine, name)
    with database.reading() as connection:
        if connection.scalar(text("SHOW server_encoding")) != "UTF8":
            raise StoreError(f"{name}: the database is not in UTF-8; create one with ENCODING 'UTF8'")
    return database


def _reason(error: DBAPIError) -> str:
    """What a driver says, without its statement and parameters."""
    said = " ".join(str(error.orig).split())
    if "malformed" in said or "not a database" in said:
        return f"the file is damaged ({said}); restore it from a copy or an archive"
    if "locked" in said:
        return "another program has been writing to it for too long; try again when it has ended"
    if "readonly" in said or "read-only" in said:
        return "may not be written to; check the permissions of the file and of its directory"
    return said
