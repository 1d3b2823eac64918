"""``tracer plot``: notices in, a picture out."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from tracer.cli.base import Command, Group, Option, options, published, rule_files
from tracer.cli.messages import language, say
from tracer.cli.outbreak import hiding, read_graph
from tracer.cli.source import Source, database, linking, paths_or_db
from tracer.export.deidentification import Level
from tracer.graph.attributes import Graph
from tracer.infer import infer, most_probable_forest, with_forest
from tracer.link import Scope
from tracer.plot import draw_chain, draw_epicurve, draw_places, draw_timeline
from tracer.plot.epicurve import BASES
from tracer.plot.fonts import PACKAGES, MissingFontWarning

Draw = Callable[..., None]


@click.group(cls=Group, help="help.plot")
@options()
def plot() -> None:
    """Hold the pictures."""


def _picture(name: str, *own: Callable[[Any], Any]) -> Callable[[Draw], Draw]:
    """A command that reads the notices and hands the graph, the file and its own options to a function."""

    def decorate(draw: Draw) -> Draw:
        def run(
            paths: tuple[str, ...],
            db: str | None,
            picture: Path,
            deidentify: Level,
            salt: str | None,
            shift_days: int | None,
            rules: tuple[Path, ...],
            published: datetime | None,
            scope: Scope | None,
            decisions: Path | None,
            **more: Any,
        ) -> int:
            source = Source(paths, db, rules, published, scope, decisions)
            graph, code = read_graph(source, (deidentify, salt, shift_days))
            if graph is not None:
                with _told_of_fonts():
                    draw(graph, picture, **more)
            return code

        file = click.option("-o", "--output", "picture", cls=Option, required=True, type=click.Path(path_type=Path))
        decorated = options(paths_or_db, database, file, *own, *hiding, *linking, rule_files, published)(run)
        plot.add_command(click.command(name, cls=Command, help=f"help.plot.{name}")(decorated))
        return draw

    return decorate


@contextmanager
def _told_of_fonts() -> Iterator[None]:
    """Say in one line, in the language in use, that there is no font for Chinese."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", MissingFontWarning)
        yield
    if any(issubclass(w.category, MissingFontWarning) for w in caught):
        package = PACKAGES.get(sys.platform, PACKAGES["linux"])
        click.echo(say("plot.no_font", package=package), err=True)


@_picture("chain", click.option("--inferred", cls=Option, is_flag=True))
def _chain(graph: Graph, picture: Path, inferred: bool) -> None:
    if inferred:
        found = infer(graph)
        graph = with_forest(graph, found, most_probable_forest(found))
    draw_chain(graph, picture, language())


@_picture("timeline", click.option("--case", cls=Option, multiple=True, required=True, metavar="LABEL"))
def _timeline(graph: Graph, picture: Path, case: tuple[str, ...]) -> None:
    draw_timeline(graph, case, picture, language())


@_picture("epicurve", click.option("--by", cls=Option, type=click.Choice(list(BASES)), default="first"))
def _epicurve(graph: Graph, picture: Path, by: str) -> None:
    draw_epicurve(graph, picture, by, language())


@_picture(
    "places",
    click.option("--min-cases", cls=Option, type=click.IntRange(min=1), default=2),
    click.option("--most", cls=Option, type=click.IntRange(min=1), default=30),
)
def _places(graph: Graph, picture: Path, min_cases: int, most: int) -> None:
    draw_places(graph, picture, min_cases, most, language())
