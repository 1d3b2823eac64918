"""``tracer explain``: what was read from where, and what was not."""

from __future__ import annotations

import dataclasses
import json as jsonlib
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from tracer.cli import marked
from tracer.cli.base import Command, Option, as_json, options, paths, published, rule_files
from tracer.cli.messages import say
from tracer.cli.reader import Reader
from tracer.cli.render import coloured, table, terminal_width
from tracer.cli.table import share
from tracer.evaluate.leftovers import Leftover, Leftovers, leftovers
from tracer.models import Notice
from tracer.read.document import Document

TOP = 40


@click.command(cls=Command, help="help.explain")
@options(
    paths,
    click.option("--unparsed", cls=Option, is_flag=True),
    click.option("--top", cls=Option, type=click.IntRange(min=0), default=TOP, metavar="N"),
    as_json,
    rule_files,
    published,
)
def explain(
    paths: tuple[str, ...],
    unparsed: bool,
    top: int,
    json: bool,
    rules: tuple[Path, ...],
    published: datetime | None,
) -> int:
    """Show the texts one after another, or the forms left over in all of them."""
    if json and not unparsed:
        raise click.UsageError(say("explain.json"), click.get_current_context())
    reader = Reader(paths, rules, published, prints=not unparsed)
    if unparsed:
        found = leftovers(reader)
        if reader.found:
            click.echo(_as_json(found, top) if json else _as_table(found, top))
        return reader.finish()
    colours = coloured(sys.stdout)
    for document, notices in reader.documents():
        for line in _page(document, notices, colours):
            # Written and not echoed: whether there are colours has been decided, click would decide again.
            sys.stdout.write(line + "\n")
    return reader.finish()


def _page(document: Document, notices: Sequence[Notice], colours: bool) -> Iterator[str]:
    yield document.path
    at = 0
    for notice in notices:
        start, end = notice.source.span
        yield from _outside(document.raw[at:start])
        yield marked.coloured(document.raw, notice) if colours else marked.plain(document.raw, notice)
        yield ""
        yield from marked.notes(notice)
        yield marked.legend(notice, colours)
        yield say("explain.foot", share=share(notice.coverage), count=len(notice.coverage.unparsed_spans))
        at = end
    if not notices:
        yield say("explain.none")
    yield from _outside(document.raw[at:])


def _outside(text: str) -> Iterator[str]:
    """What stands outside the notices is not shown, but counted."""
    if text.strip():
        yield say("explain.outside", count=len(text.strip()))


def _cut(found: Leftovers, top: int) -> tuple[Leftover, ...]:
    return found.forms[: top or None]


def _as_json(found: Leftovers, top: int) -> str:
    forms = [dataclasses.asdict(form) for form in _cut(found, top)]
    coverage = found.coverage.model_dump(exclude={"unparsed_spans"})
    return jsonlib.dumps({"coverage": coverage, "forms": forms}, ensure_ascii=False, indent=1)


def _as_table(found: Leftovers, top: int) -> str:
    rows = [(str(form.count), form.form, f"{form.path}:{form.span[0]}-{form.span[1]}") for form in _cut(found, top)]
    heads = [say(f"head.{name}") for name in ("count", "form", "example")]
    foot = say(
        "unparsed.foot",
        forms=len(found.forms),
        total=sum(form.count for form in found.forms),
        characters=found.coverage.unparsed,
        share=share(found.coverage),
    )
    return f"{table(heads, rows, terminal_width(sys.stdout))}\n\n{foot}"
