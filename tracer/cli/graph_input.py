"""Where a graph comes from: notices, a line list with contacts, or a table of pairs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from tracer.cli.base import Option, published, rule_files
from tracer.cli.messages import say
from tracer.cli.source import Source, database, linking
from tracer.graph.attributes import Graph
from tracer.link import Scope
from tracer.tables import parse_columns, read_linelist, read_pairs

WARNINGS = 5
"""How many of the notes on an imported table are shown."""

_file = click.Path(path_type=Path, allow_dash=True)
inputs = (
    click.argument("paths", nargs=-1),
    database,
    click.option("--pairs", cls=Option, type=_file, metavar="FILE"),
    click.option("--linelist", cls=Option, type=_file, metavar="FILE"),
    click.option("--contacts", cls=Option, type=_file, metavar="FILE"),
    click.option("--columns", cls=Option, multiple=True, metavar="MAP"),
    click.option("--date-format", cls=Option, metavar="FORMAT"),
    *linking,
    rule_files,
    published,
)
"""The arguments of a command that takes any of them; they make an `Input`."""


@dataclass(frozen=True, slots=True)
class Input:
    """One kind of input, as given on the command line."""

    paths: tuple[str, ...]
    db: str | None
    pairs: Path | None
    linelist: Path | None
    contacts: Path | None
    columns: tuple[str, ...]
    date_format: str | None
    rules: tuple[Path, ...]
    published: datetime | None
    scope: Scope | None
    decisions: Path | None

    def graph(self) -> tuple[Graph, int]:
        """The graph, and the exit code of the reading.

        Raises:
            UsageError: none or several kinds of input are given, or options that do not go with it.
            InputError: a table cannot be read.
            NoNoticeError: everything was read and holds no notice.
        """
        tables = [self.pairs, self.linelist or self.contacts]
        source = Source(self.paths, self.db, self.rules, self.published, self.scope, self.decisions)
        of_tables = any(t is not None for t in tables)
        of_notices = bool(self.paths) or (not of_tables and source.is_there)
        if sum([of_notices, *(t is not None for t in tables)]) != 1:
            raise click.UsageError(say("measures.one_input"), click.get_current_context())
        if of_notices and (self.columns or self.date_format):
            raise click.UsageError(say("measures.not_for_notices"), click.get_current_context())
        if of_notices:
            return source.graph()
        graph = self._table()
        _tell_warnings(graph)
        return graph, 0

    def _table(self) -> Graph:
        roles = parse_columns(self.columns)
        if self.pairs is not None:
            return read_pairs(self.pairs, columns=roles, date_format=self.date_format)
        return read_linelist(self.linelist, self.contacts, columns=roles, date_format=self.date_format)


def _tell_warnings(graph: Graph) -> None:
    told = graph.graph.get("warnings", ())
    for message in told[:WARNINGS]:
        click.echo(say("measures.warning", message=message), err=True)
    if len(told) > WARNINGS:
        click.echo(say("measures.more", count=len(told) - WARNINGS), err=True)
