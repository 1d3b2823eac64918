"""From paths to the graph that ``export`` and ``plot`` write, with its persons hidden as far as is wished."""

from __future__ import annotations

import re

import click

from tracer.cli.base import Option
from tracer.cli.messages import say
from tracer.cli.source import Source
from tracer.export.deidentification import LEVELS, Level, deidentify, k_anonymity
from tracer.graph.attributes import Graph
from tracer.graph.build import build_graph

FEW = 5
"""Classes smaller than this are reported: below it agencies do not publish counts."""


def _days(ctx: click.Context, param: click.Parameter, text: str) -> int | None:
    """A number of days; ``auto`` is None."""
    if text == "auto":
        return None
    if not re.fullmatch(r"[+-]?\d{1,4}", text):
        raise click.BadParameter(say("export.shift"), ctx, param)
    return int(text)


hiding = (
    click.option("--deidentify", "deidentify", cls=Option, type=click.Choice(LEVELS), default="none"),
    click.option("--salt", cls=Option, envvar="TRACER_SALT", metavar="SECRET"),
    click.option("--shift-days", cls=Option, callback=_days, default="0", metavar="N|auto"),
)
"""The options of everything that may leave the machine."""


def read_graph(
    source: Source,
    hide: tuple[Level, str | None, int | None],
) -> tuple[Graph | None, int]:
    """The graph of the notices (None where there are none) and the exit code.

    Raises:
        NoNoticeError: everything was read and holds no notice.
    """
    level, salt, shift = hide
    if level == "none":
        graph, code = source.graph()
        return (graph if graph.graph["notices"] else None), code
    notices, code = source.notices()
    if not notices:
        return None, code
    hidden = deidentify(notices, level, salt, shift, **source.linking())
    found = k_anonymity(hidden)
    report = {"cases": found.cases, "k": found.k, "below": found.below(FEW), "limit": FEW}
    click.echo(say("export.anonymity", **report), err=True)
    return build_graph(hidden), code
