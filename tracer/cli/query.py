"""``tracer query``: questions to the notices of some files or of a workspace."""

from __future__ import annotations

import json as jsonlib
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import click

from tracer import query as ask
from tracer.cli.answers import PAGES
from tracer.cli.base import Command, Group, Option, as_json, options, published, rule_files
from tracer.cli.messages import say
from tracer.cli.render import terminal_width
from tracer.cli.source import Source, asked, database, linking
from tracer.cli.source import paths_or_db as paths
from tracer.export.table import csv_bytes, table
from tracer.graph.attributes import Graph
from tracer.link import Scope
from tracer.models import Classification
from tracer.query.unresolved import KINDS

FORMATS = ("table", "json", "csv")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2})?")
AGES = re.compile(r"(?P<low>\d{1,3})?(?P<dash>-)?(?P<high>\d{1,3})?")


@click.group(cls=Group, help="help.query")
@options()
def query() -> None:
    """Hold the questions."""


def _moment(ctx: click.Context, param: click.Parameter, text: str | None) -> str | None:
    """A day, or a day with a clock."""
    if text is None:
        return None
    try:
        if not MOMENT.fullmatch(text):
            raise ValueError(text)
        date.fromisoformat(text[:10])
    except ValueError:
        raise click.BadParameter(say("query.moment"), ctx, param) from None
    return text.replace(" ", "T")


def _ages(ctx: click.Context, param: click.Parameter, text: str | None) -> tuple[float | None, float | None]:
    """``30``, ``30-40``, ``60-`` or ``-14``."""
    if text is None:
        return None, None
    found = AGES.fullmatch(text)
    if found is None or not (found["low"] or found["high"]):
        raise click.BadParameter(say("query.ages"), ctx, param)
    low = float(found["low"]) if found["low"] else None
    return low, float(found["high"]) if found["high"] else None if found["dash"] else low


since = click.option("--from", "since", cls=Option, callback=_moment, metavar="DATE")
until = click.option("--to", "until", cls=Option, callback=_moment, metavar="DATE")
limits = (
    since,
    until,
    click.option("--area", cls=Option, metavar="NAME|CODE"),
    click.option("--classification", cls=Option, type=click.Choice(get_args(Classification))),
    click.option("--age", "ages", cls=Option, callback=_ages, metavar="AGES"),
)
stated_only = click.option("--stated", cls=Option, is_flag=True)
most = click.option("--most", cls=Option, type=click.IntRange(min=1), metavar="N")
where = (
    database,
    *limits,
    click.option("--format", "answer_format", cls=Option, type=click.Choice(FORMATS), default="table"),
    as_json,
    *linking,
    rule_files,
    published,
)
"""What every question takes: where to look, limits, and how the answer is given."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's source, its limits, and the form of its answer."""

    source: Source
    filters: ask.Filters
    form: str

    @classmethod
    def of(
        cls,
        paths: tuple[str, ...],
        db: str | None,
        since: str | None,
        until: str | None,
        area: str | None,
        classification: str | None,
        ages: tuple[float | None, float | None],
        answer_format: str,
        json: bool,
        rules: tuple[Path, ...],
        published: datetime | None,
        scope: Scope | None,
        decisions: Path | None,
    ) -> Asked:
        """The options of a command line."""
        source = Source(paths, db, rules, published, scope, decisions)
        filters = ask.Filters(since, until, area, classification, ages)
        return cls(source, filters, "json" if json else answer_format)

    def answer(self, kind: type[Any], question: Callable[[Graph, ask.Filters], Any]) -> int:
        """Ask, print the answer, which is made of records of a kind, and return the exit code."""
        graph, code = self.source.graph()
        self.show(kind, question(graph, self.filters))
        return code

    def show(self, kind: type[Any], found: Any) -> None:
        """Print an answer."""
        if self.form == "json":
            click.echo(jsonlib.dumps(ask.as_data(found), ensure_ascii=False, indent=1))
        elif self.form == "csv":
            click.echo(csv_bytes(table(*ask.as_rows(found, kind)), bom=False).decode("utf-8"), nl=False)
        else:
            click.echo(PAGES[kind](found, terminal_width(sys.stdout)) if found else say("query.nothing"))


@query.command("case", cls=Command, help="help.query.case")
@options(click.argument("label"), paths, *where)
def case(label: str, **asked: Any) -> int:
    """Print a case's card."""
    return Asked.of(**asked).answer(ask.CaseCard, lambda g, f: ask.case_card(g, label, f))


@query.command("cases", cls=Command, help="help.query.cases")
@options(paths, click.option("--no-source", cls=Option, is_flag=True), most, *where)
def cases(no_source: bool, most: int | None, **asked: Any) -> int:
    """List cases."""
    return Asked.of(**asked).answer(ask.CaseRow, lambda g, f: ask.cases(g, f, without_source=no_source)[:most])


@query.command("timeline", cls=Command, help="help.query.timeline")
@options(click.argument("labels", nargs=-1, required=True, metavar="LABEL... [PATHS]..."), *where)
def timeline(labels: tuple[str, ...], **rest: Any) -> int:
    """Print what cases did, day by day."""
    named, files = asked(labels)
    if not named:
        raise click.UsageError(say("usage.missing", name="LABEL"), click.get_current_context())
    return Asked.of(paths=tuple(files), **rest).answer(ask.Moment, lambda g, f: ask.timeline(g, named, f))


@query.command("links", cls=Command, help="help.query.links")
@options(
    click.argument("label"),
    paths,
    click.option("--depth", cls=Option, type=click.IntRange(min=1), default=1),
    stated_only,
    click.option("--led-to", cls=Option, is_flag=True),
    *where,
)
def links(label: str, depth: int, stated: bool, led_to: bool, **asked: Any) -> int:
    """Print a case's links."""
    return Asked.of(**asked).answer(ask.Link, lambda g, f: ask.links(g, label, depth, f, stated=stated, onward=led_to))


@query.command("path", cls=Command, help="help.query.path")
@options(click.argument("a"), click.argument("b"), paths, stated_only, *where)
def path(a: str, b: str, stated: bool, **asked: Any) -> int:
    """Print the chain between two cases."""
    return Asked.of(**asked).answer(ask.Link, lambda g, f: ask.path(g, a, b, f, stated=stated))


@query.command("place", cls=Command, help="help.query.place")
@options(click.argument("name"), paths, *where)
def place(name: str, **asked: Any) -> int:
    """Print who was at a place."""
    return Asked.of(**asked).answer(ask.Presence, lambda g, f: ask.place(g, name, f))


@query.command("shared", cls=Command, help="help.query.shared")
@options(
    paths,
    click.option("--min-cases", cls=Option, type=click.IntRange(min=1), default=2),
    click.option("--everywhere", cls=Option, is_flag=True),
    most,
    *where,
)
def shared(min_cases: int, everywhere: bool, most: int | None, **asked: Any) -> int:
    """Print the places that cases have in common."""
    return Asked.of(**asked).answer(
        ask.SharedPlace, lambda g, f: ask.shared(g, min_cases, f, everywhere=everywhere)[:most]
    )


@query.command("exposed", cls=Command, help="help.query.exposed")
@options(click.argument("name"), paths, *where)
def exposed(name: str, **asked: Any) -> int:
    """Print who was at a place within a time."""
    return Asked.of(**asked).answer(ask.Presence, lambda g, f: ask.exposed(g, name, f))


@query.command("at-risk", cls=Command, help="help.query.at-risk")
@options(
    click.argument("label"),
    paths,
    click.option("--window", cls=Option, type=click.IntRange(0, 30), default=2, metavar="DAYS"),
    *where,
)
def at_risk(label: str, window: int, **asked: Any) -> int:
    """Print where a case could have infected others."""
    return Asked.of(**asked).answer(ask.RiskPlace, lambda g, f: ask.at_risk(g, label, window, f))


@query.command("clusters", cls=Command, help="help.query.clusters")
@options(
    paths,
    click.option("--min-size", cls=Option, type=click.IntRange(min=1), default=2),
    click.option("--shared-places", cls=Option, is_flag=True),
    most,
    *where,
)
def clusters(min_size: int, shared_places: bool, most: int | None, **asked: Any) -> int:
    """Print which cases hang together."""
    return Asked.of(**asked).answer(
        ask.ClusterRow, lambda g, f: ask.clusters(g, f, min_size=min_size, shared=shared_places)[:most]
    )


@query.command("unresolved", cls=Command, help="help.query.unresolved")
@options(paths, click.option("--kind", cls=Option, type=click.Choice(KINDS), multiple=True), most, *where)
def unresolved(kind: tuple[str, ...], most: int | None, **asked: Any) -> int:
    """Print what is left open."""
    return Asked.of(**asked).answer(ask.Open, lambda g, f: ask.unresolved(g, f, kind or KINDS)[:most])


@query.command("search", cls=Command, help="help.query.search")
@options(click.argument("text"), paths, most, *where)
def search(text: str, most: int | None, **asked: Any) -> int:
    """Print where words stand."""
    question = Asked.of(**asked)
    return question.answer(ask.Hit, lambda g, f: ask.search(g, question.source.texts(text), text, f)[:most])
