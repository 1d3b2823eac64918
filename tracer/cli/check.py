"""``tracer check``: links and days that cannot be, or are doubtful, with the reason."""

from __future__ import annotations

import dataclasses
import json as jsonlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from tracer.cli.assumptions import Assumed, assumptions, read_inference
from tracer.cli.base import Command, Option, options
from tracer.cli.graph_input import Input, inputs
from tracer.cli.messages import say, word
from tracer.cli.render import table as shown
from tracer.cli.render import terminal_width
from tracer.export.output import write_output
from tracer.export.table import csv_bytes, table
from tracer.graph.attributes import Graph
from tracer.infer.check import Doubt
from tracer.infer.check import check as find_doubts
from tracer.infer.report import label_of

FORMATS = ("table", "json", "csv")
COLUMNS = ("level", "code", "cases", "labels", "message", "words", "spans", "notices")
FOUND = 1
"""The exit code where something was found."""


@click.command(cls=Command, help="help.check")
@options(
    *inputs[:-2],
    *assumptions,
    click.option("--format", "measures_format", cls=Option, type=click.Choice(FORMATS), default="table"),
    click.option("-o", "--output", cls=Option, type=click.Path(path_type=Path), metavar="FILE"),
    *inputs[-2:],
)
def check(
    assumed: str,
    window: str | None,
    parameters: Path | None,
    measures_format: str,
    output: Path | None,
    **given: Any,
) -> int:
    """Read, look for doubts, and print; the exit code is 1 where there are any."""
    graph, inference, code = read_inference(Input(**given), Assumed(assumed, window, parameters))
    doubts = find_doubts(graph, inference)
    if measures_format == "json":
        text = jsonlib.dumps([_data(graph, d) for d in doubts], ensure_ascii=False, indent=1) + "\n"
    elif measures_format == "csv":
        rows = [_row(graph, d) for d in doubts]
        text = csv_bytes(table(COLUMNS, rows), bom=output is not None).decode("utf-8")
    else:
        text = _page(graph, doubts, terminal_width(sys.stdout) if output is None else None)
    if output is None:
        sys.stdout.write(text)
    else:
        write_output(text.encode("utf-8"), output)
    return code or (FOUND if doubts else 0)


def _page(graph: Graph, doubts: Sequence[Doubt], width: int | None) -> str:
    if not doubts:
        return say("check.sound") + "\n"
    heads = [say(f"check.{name}") for name in ("level", "cases", "message", "words")]
    rows = [
        [word("level", d.level), _labels(graph, d), _message(d), " / ".join(f"「{_flat(e.text)}」" for e in d.evidence)]
        for d in doubts
    ]
    impossible = sum(d.level == "impossible" for d in doubts)
    foot = say("check.foot", impossible=impossible, doubtful=len(doubts) - impossible)
    return f"{shown(heads, rows, width)}\n\n{foot}\n"


def _message(doubt: Doubt) -> str:
    facts = {name: _fact(name, value) for name, value in doubt.facts.items()}
    return say(f"check.{doubt.code}", **facts)


def _fact(name: str, value: str | int) -> str:
    """A value as a reader reads it: codes in words."""
    if name == "sex":
        return word("sex", str(value))
    return word("fact", str(value)) if name in ("what", "first", "second") else str(value)


def _labels(graph: Graph, doubt: Doubt) -> str:
    return ", ".join(label_of(graph, case) for case in doubt.cases)


def _row(graph: Graph, doubt: Doubt) -> dict[str, str]:
    return {
        "level": doubt.level,
        "code": doubt.code,
        "cases": "; ".join(doubt.cases),
        "labels": _labels(graph, doubt),
        "message": _message(doubt),
        "words": " / ".join(_flat(e.text) for e in doubt.evidence),
        "spans": "; ".join(f"{e.span[0]}-{e.span[1]}" for e in doubt.evidence),
        "notices": "; ".join(dict.fromkeys(e.notice for e in doubt.evidence)),
    }


def _data(graph: Graph, doubt: Doubt) -> dict[str, object]:
    return {
        **dataclasses.asdict(doubt),
        "labels": [label_of(graph, case) for case in doubt.cases],
        "message": _message(doubt),
    }


def _flat(text: str) -> str:
    return " ".join(text.split())
