"""``tracer query``: questions to the graph of some notices."""

from __future__ import annotations

import dataclasses
import json as jsonlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from tracer.cli.answers import case_lines, link_lines, presence_lines
from tracer.cli.base import Command, Group, as_json, options, paths, published, rule_files
from tracer.cli.messages import say
from tracer.cli.reader import Reader
from tracer.graph import query as ask
from tracer.graph.attributes import Graph
from tracer.graph.build import build_graph

T = TypeVar("T")


@click.group(cls=Group, help="help.query")
@options()
def query() -> None:
    """Hold the questions."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Inputs:
    """Where an answer is looked for, and how it is given."""

    paths: Sequence[str]
    rules: Sequence[Path]
    published: datetime | None
    json: bool

    def answer(self, question: Callable[[Graph], T], lines: Callable[[T], Iterable[str]]) -> int:
        """Ask the graph of the notices and print the answer; the exit code."""
        reader = Reader(self.paths, self.rules, self.published)
        notices = list(reader)
        code = reader.finish()
        found = question(build_graph(notices))
        if self.json:
            click.echo(jsonlib.dumps(_plain(found), ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(lines(found)) or say("query.nothing"))
        return code


def _plain(answer: Any) -> Any:
    """An answer as JSON writes it."""
    if isinstance(answer, list):
        return [_plain(item) for item in answer]
    return dataclasses.asdict(answer)


_where = (paths, rule_files, published, as_json)


@query.command("case", cls=Command, help="help.query.case")
@options(click.argument("label"), *_where)
def case(label: str, **where: Any) -> int:
    """Print a case's card."""
    return _Inputs(**where).answer(lambda g: ask.case_card(g, label), case_lines)


@query.command("links", cls=Command, help="help.query.links")
@options(click.argument("label"), *_where)
def links(label: str, **where: Any) -> int:
    """Print a case's links."""
    return _Inputs(**where).answer(lambda g: ask.links(g, label), link_lines)


@query.command("place", cls=Command, help="help.query.place")
@options(click.argument("name"), *_where)
def place(name: str, **where: Any) -> int:
    """Print who was at a place."""
    return _Inputs(**where).answer(lambda g: ask.place(g, name), presence_lines)


@query.command("path", cls=Command, help="help.query.path")
@options(click.argument("a"), click.argument("b"), *_where)
def path(a: str, b: str, **where: Any) -> int:
    """Print the chain between two cases."""
    return _Inputs(**where).answer(lambda g: ask.path(g, a, b), link_lines)
