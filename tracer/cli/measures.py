"""``tracer measures``: what epidemiology asks of an outbreak, from notices or from tables of others."""

from __future__ import annotations

import json as jsonlib
import sys
from datetime import datetime
from pathlib import Path

import click

from tracer.cli.base import Command, Option, options, published, rule_files
from tracer.cli.measures_page import measures_page
from tracer.cli.messages import say
from tracer.cli.render import terminal_width
from tracer.cli.source import Source, database, linking
from tracer.export.output import write_output
from tracer.export.table import csv_bytes, table
from tracer.graph.attributes import Graph
from tracer.link import Scope
from tracer.measures import Measures, Settings, as_data, measure
from tracer.measures.report import PARTS
from tracer.tables import parse_columns, read_linelist, read_pairs

FORMATS = ("table", "json", "csv")
WARNINGS = 5
"""How many of the notes on an imported table are shown."""

_file = click.Path(path_type=Path, allow_dash=True)


@click.command(cls=Command, help="help.measures")
@options(
    click.argument("paths", nargs=-1),
    database,
    click.option("--pairs", cls=Option, type=_file, metavar="FILE"),
    click.option("--linelist", cls=Option, type=_file, metavar="FILE"),
    click.option("--contacts", cls=Option, type=_file, metavar="FILE"),
    click.option("--columns", cls=Option, multiple=True, metavar="MAP"),
    click.option("--date-format", cls=Option, metavar="FORMAT"),
    click.option("--only", cls=Option, multiple=True, metavar="MEASURE"),
    click.option("--format", "measures_format", cls=Option, type=click.Choice(FORMATS), default="table"),
    click.option("--part", cls=Option, type=click.Choice(list(PARTS)), default="estimates"),
    click.option("-o", "--output", cls=Option, type=click.Path(path_type=Path), metavar="FILE"),
    click.option("--threshold", cls=Option, type=click.IntRange(min=1), default=5),
    click.option("--resamples", cls=Option, type=click.IntRange(min=0), default=1000),
    click.option("--seed", cls=Option, type=int, default=1),
    *linking,
    rule_files,
    published,
)
def measures(
    paths: tuple[str, ...],
    db: str | None,
    pairs: Path | None,
    linelist: Path | None,
    contacts: Path | None,
    columns: tuple[str, ...],
    date_format: str | None,
    only: tuple[str, ...],
    measures_format: str,
    part: str,
    output: Path | None,
    threshold: int,
    resamples: int,
    seed: int,
    rules: tuple[Path, ...],
    published: datetime | None,
    scope: Scope | None,
    decisions: Path | None,
) -> int:
    """Read one kind of input, measure, and print."""
    tables = [pairs, linelist or contacts]
    of_tables = any(t is not None for t in tables)
    source = Source(paths, db, rules, published, scope, decisions)
    of_notices = bool(paths) or (not of_tables and source.is_there)
    if sum([of_notices, *(t is not None for t in tables)]) != 1:
        raise click.UsageError(say("measures.one_input"), click.get_current_context())
    if of_notices and (columns or date_format):
        raise click.UsageError(say("measures.not_for_notices"), click.get_current_context())
    code = 0
    if of_notices:
        graph, code = source.graph()
    elif pairs is not None:
        graph = read_pairs(pairs, columns=parse_columns(columns), date_format=date_format)
    else:
        graph = read_linelist(linelist, contacts, columns=parse_columns(columns), date_format=date_format)
    _tell_warnings(graph)
    found = measure(graph, Settings(seed, resamples, threshold), only)
    _write(found, measures_format, part, output)
    return code


def _tell_warnings(graph: Graph) -> None:
    told = graph.graph.get("warnings", ())
    for message in told[:WARNINGS]:
        click.echo(say("measures.warning", message=message), err=True)
    if len(told) > WARNINGS:
        click.echo(say("measures.more", count=len(told) - WARNINGS), err=True)


def _write(found: Measures, form: str, part: str, output: Path | None) -> None:
    if form == "json":
        text = jsonlib.dumps(as_data(found), ensure_ascii=False, indent=1) + "\n"
    elif form == "csv":
        columns, rows = PARTS[part]
        text = csv_bytes(table(columns, rows(found)), bom=output is not None).decode("utf-8")
    else:
        text = measures_page(found, terminal_width(sys.stdout) if output is None else None)
    if output is None:
        sys.stdout.write(text)
    else:
        write_output(text.encode("utf-8"), output)
