"""What a workspace holds, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Column, Connection, Select, func, select

from tracer.store import schema as s
from tracer.store.link import is_linked
from tracer.store.versions import HEAD
from tracer.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Status:
    """Counts of everything; what is linked is counted as it was linked last."""

    name: str
    schema: str
    documents: int
    notices: int
    superseded: int
    """Notices of which a later version counts."""
    cases: int
    referred: int
    """Cases that no notice at hand describes."""
    relations: int
    meetings: int
    places: int
    events: int
    first_day: str | None
    last_day: str | None
    diagnostics: dict[str, int]
    """Codes and how often each stands."""
    linked: bool
    """Whether the counts and the views are up to date with what is stored."""
    textless: int
    """Documents that came as records, without their text."""


def status(workspace: Workspace) -> Status:
    """The state of a workspace.

    Raises:
        StoreError: it cannot be read.
    """
    with workspace.database.reading() as connection:
        return _status(workspace.name, connection)


def _status(name: str, connection: Connection) -> Status:
    current = s.linked_notice.c.state == "current"
    days = connection.execute(
        select(func.min(s.linked_notice.c.published_on), func.max(s.linked_notice.c.published_on)).where(current)
    ).one()
    code = s.linked_diagnostic.c.code
    told = connection.execute(select(code, func.count()).group_by(code)).all()
    return Status(
        name=name,
        schema=HEAD,
        documents=_count(connection, s.document.c.id),
        notices=_count(connection, s.linked_notice.c.position, current),
        superseded=_count(connection, s.linked_notice.c.position, ~current),
        cases=_count(connection, s.linked_case.c.position, s.linked_case.c.described == 1),
        referred=_count(connection, s.linked_case.c.position, s.linked_case.c.described == 0),
        relations=_count(connection, s.linked_relation.c.position),
        meetings=_count(connection, s.linked_meeting.c.position),
        places=_count(connection, s.linked_place.c.position),
        events=_count(connection, s.linked_event.c.position),
        first_day=days[0],
        last_day=days[1],
        diagnostics=dict(sorted((row[0], row[1]) for row in told)),
        linked=is_linked(connection),
        textless=_count(connection, s.document.c.id, s.document.c.raw.is_(None)),
    )


def _count(connection: Connection, column: Column[int], *where: object) -> int:
    query: Select[tuple[int]] = select(func.count(column))
    for condition in where:
        query = query.where(condition)  # type: ignore[arg-type]
    return connection.scalar(query) or 0
