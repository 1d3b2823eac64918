"""SQL by hand: one statement that reads, on the views of a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ResourceClosedError

from tracer.errors import StoreError
from tracer.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Result:
    """The columns of an answer and its rows."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


def run_sql(workspace: Workspace, statement: str) -> Result:
    """The answer to one statement, which cannot change anything.

    Raises:
        StoreError: the database refuses the statement; its message is handed on.
    """
    database = workspace.database
    with database.reading() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql("PRAGMA query_only = ON")
        try:
            found = connection.execute(text(statement.replace(":", "\\:")))
            return Result(tuple(found.keys()), [tuple(row) for row in found])
        except ResourceClosedError:
            raise StoreError("this statement gives no rows; tracer sql only reads: SELECT … FROM cases") from None
        except DBAPIError as error:
            said = " ".join(str(error.orig).split())
            if "readonly" in said or "read-only" in said:
                said = "tracer sql only reads; what is in a workspace changes by tracer ingest"
            raise StoreError(f"SQL: {said}") from None
