"""``tracer status``, ``sql``, ``export-archive`` and ``import-archive``: a workspace as a whole."""

from __future__ import annotations

import dataclasses
import json as jsonlib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tracer import store
from tracer.cli.base import Command, Option, as_json, options
from tracer.cli.messages import say
from tracer.cli.render import table, terminal_width
from tracer.cli.source import DEFAULT, database
from tracer.errors import InputError
from tracer.export.output import open_output
from tracer.export.table import Table, csv_bytes
from tracer.read.document import STDIN

FORMATS = ("table", "json", "csv")
PLAIN = ("documents", "notices", "superseded", "cases", "referred", "relations", "meetings", "places", "events")


@click.command(cls=Command, help="help.status")
@options(database, as_json)
def status(db: str | None, json: bool) -> int:
    """Print the counts."""
    workspace = store.open_workspace(db or DEFAULT)
    found = store.status(workspace)
    if json:
        click.echo(jsonlib.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=1))
        return 0
    days = f"{found.first_day} - {found.last_day}" if found.first_day else ""
    click.echo(say("status.head", name=found.name, schema=found.schema, days=days).rstrip())
    rows = [[say(f"status.{name}"), str(getattr(found, name))] for name in PLAIN]
    rows += [[code, str(count)] for code, count in found.diagnostics.items()]
    size = max(len(row[1]) for row in rows)
    click.echo("\n".join(f"  {row[1]:>{size}}  {row[0]}" for row in rows))
    if found.textless:
        click.echo(say("status.textless", count=found.textless))
    if not found.linked:
        click.echo(say("status.stale"))
    return 0


@click.command(cls=Command, help="help.sql")
@options(
    click.argument("statement", required=False),
    database,
    click.option("--format", "answer_format", cls=Option, type=click.Choice(FORMATS), default="table"),
    as_json,
)
def sql(statement: str | None, db: str | None, answer_format: str, json: bool) -> int:
    """Run a statement; without one, list the views."""
    if statement is None:
        click.echo("\n".join(_views()))
        return 0
    workspace = store.open_workspace(db or DEFAULT)
    workspace.link()
    found = store.run_sql(workspace, sys.stdin.read() if statement == STDIN else statement)
    if json or answer_format == "json":
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
        click.echo(jsonlib.dumps(rows, ensure_ascii=False, indent=1, default=str))
    elif answer_format == "csv":
        click.echo(csv_bytes(Table(found.columns, tuple(found.rows)), bom=False).decode("utf-8"), nl=False)
    else:
        cells = [["" if cell is None else str(cell) for cell in row] for row in found.rows]
        click.echo(table(found.columns, cells, terminal_width(sys.stdout)))
    return 0


def _views() -> Iterator[str]:
    yield say("sql.views")
    for view in store.VIEWS:
        yield f"\n{view.name}: {view.row}"
        yield f"  {', '.join(view.names)}"


@click.command(cls=Command, help="help.export-archive")
@options(click.option("-o", "--output", cls=Option, type=click.Path(path_type=Path), metavar="FILE"), database)
def export_archive(output: Path | None, db: str | None) -> int:
    """Write the lines, a file only once it is whole."""
    lines = store.export_archive(store.open_workspace(db or DEFAULT))
    if output is None:
        for line in lines:
            sys.stdout.write(line)
        return 0
    with open_output(output) as file:
        for line in lines:
            file.write(line.encode("utf-8"))
    return 0


@click.command(cls=Command, help="help.import-archive")
@options(click.argument("archive", metavar="ARCHIVE"), database)
def import_archive(archive: str, db: str | None) -> int:
    """Add what an archive holds, and link."""
    lines = _lines(archive)
    workspace = store.open_workspace(db or DEFAULT, create=True)
    new = store.import_archive(workspace, lines, archive)
    workspace.link()
    click.echo(say("archive.imported", count=new, name=workspace.name))
    return 0


def _lines(archive: str) -> list[str]:
    try:
        data = sys.stdin.buffer.read() if archive == STDIN else Path(archive).read_bytes()
        return data.decode("utf-8").split("\n")
    except OSError as error:
        raise InputError(f"{archive}: cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise InputError(f"{archive}: is not UTF-8, so no archive of tracer") from None
