"""``tracer measures``: what epidemiology asks of an outbreak, from notices or from tables of others."""

from __future__ import annotations

import json as jsonlib
import sys
from pathlib import Path
from typing import Any

import click

from tracer.cli.base import Command, Option, options
from tracer.cli.graph_input import Input, inputs
from tracer.cli.measures_page import measures_page
from tracer.cli.render import terminal_width
from tracer.export.output import write_output
from tracer.export.table import csv_bytes, table
from tracer.measures import Measures, Settings, as_data, measure
from tracer.measures.report import PARTS

FORMATS = ("table", "json", "csv")


@click.command(cls=Command, help="help.measures")
@options(
    *inputs[:-2],
    click.option("--only", cls=Option, multiple=True, metavar="MEASURE"),
    click.option("--format", "measures_format", cls=Option, type=click.Choice(FORMATS), default="table"),
    click.option("--part", cls=Option, type=click.Choice(list(PARTS)), default="estimates"),
    click.option("-o", "--output", cls=Option, type=click.Path(path_type=Path), metavar="FILE"),
    click.option("--threshold", cls=Option, type=click.IntRange(min=1), default=5),
    click.option("--resamples", cls=Option, type=click.IntRange(min=0), default=1000),
    click.option("--seed", "interval_seed", cls=Option, type=int, default=1),
    *inputs[-2:],
)
def measures(
    only: tuple[str, ...],
    measures_format: str,
    part: str,
    output: Path | None,
    threshold: int,
    resamples: int,
    interval_seed: int,
    **given: Any,
) -> int:
    """Read one kind of input, measure, and print."""
    graph, code = Input(**given).graph()
    found = measure(graph, Settings(interval_seed, resamples, threshold), only)
    _write(found, measures_format, part, output)
    return code


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
