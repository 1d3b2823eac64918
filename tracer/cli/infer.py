"""``tracer infer``: for every case its possible infectors, or the most probable forest."""

from __future__ import annotations

import json as jsonlib
import sys
from pathlib import Path
from typing import Any

import click

from tracer.cli.assumptions import Assumed, assumptions, read_inference
from tracer.cli.base import Command, Option, options
from tracer.cli.graph_input import Input, inputs
from tracer.cli.infer_page import forest_page, sources_page
from tracer.cli.render import terminal_width
from tracer.export.output import write_output
from tracer.export.table import csv_bytes, table
from tracer.infer import most_probable_forest
from tracer.infer.edges import LEAST
from tracer.infer.report import FOREST_COLUMNS, SOURCE_COLUMNS, as_data, forest_rows, source_rows

FORMATS = ("table", "json", "csv")


@click.command(cls=Command, help="help.infer")
@options(
    *inputs[:-2],
    *assumptions,
    click.option("--tree", cls=Option, is_flag=True),
    click.option("--min", "least", cls=Option, type=click.FloatRange(0, 1), default=LEAST, metavar="P"),
    click.option("--format", "measures_format", cls=Option, type=click.Choice(FORMATS), default="table"),
    click.option("-o", "--output", cls=Option, type=click.Path(path_type=Path), metavar="FILE"),
    *inputs[-2:],
)
def infer(
    assumed: str,
    window: str | None,
    parameters: Path | None,
    tree: bool,
    least: float,
    measures_format: str,
    output: Path | None,
    **given: Any,
) -> int:
    """Read, infer, and print."""
    graph, inference, code = read_inference(Input(**given), Assumed(assumed, window, parameters))
    forest = most_probable_forest(inference)
    if measures_format == "json":
        text = jsonlib.dumps(as_data(graph, inference, forest, least), ensure_ascii=False, indent=1) + "\n"
    elif measures_format == "csv":
        rows = forest_rows(graph, inference, forest) if tree else source_rows(graph, inference, least)
        columns = FOREST_COLUMNS if tree else SOURCE_COLUMNS
        text = csv_bytes(table(columns, rows), bom=output is not None).decode("utf-8")
    elif tree:
        text = forest_page(graph, inference, forest)
    else:
        text = sources_page(graph, inference, least, terminal_width(sys.stdout) if output is None else None)
    if output is None:
        sys.stdout.write(text)
    else:
        write_output(text.encode("utf-8"), output)
    return code
