"""Small things a workspace remembers: how often it has changed, what was linked, what the user has decided."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from tracer.store import schema as s


def get_setting(connection: Connection, key: str) -> str | None:
    """A setting of the workspace."""
    return connection.scalar(select(s.setting.c.value).where(s.setting.c.key == key))


def set_setting(connection: Connection, key: str, value: str) -> None:
    """Change a setting of the workspace."""
    connection.execute(delete(s.setting).where(s.setting.c.key == key))
    connection.execute(insert(s.setting).values(key=key, value=value))


def count_change(connection: Connection) -> None:
    """Note that what is stored has changed, so that it is linked anew."""
    set_setting(connection, "revision", str(int(get_setting(connection, "revision") or 0) + 1))


def decisions(connection: Connection, kind: str) -> dict[str, str]:
    """What the user has decided about subjects of one kind; the values are JSON."""
    d = s.decision.c
    query = select(d.subject, d.value).where(d.kind == kind).order_by(d.subject)
    return {row.subject: row.value for row in connection.execute(query)}


def set_decision(connection: Connection, kind: str, subject: str, value: str) -> None:
    """Keep a decision in the place of an earlier one on the same subject."""
    connection.execute(delete(s.decision).where((s.decision.c.kind == kind) & (s.decision.c.subject == subject)))
    connection.execute(insert(s.decision).values(kind=kind, subject=subject, value=value))
    count_change(connection)
