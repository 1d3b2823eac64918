"""``tracer places``: what about places is not certain, and the user's decisions."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from tracer import store
from tracer.cli.base import Command, Group, Option, as_json, options, published, rule_files
from tracer.cli.messages import say, word
from tracer.cli.render import table, terminal_width
from tracer.cli.source import Source, database, paths_or_db
from tracer.export.output import write_output
from tracer.link.decisions import Decisions, PlaceDecision, decisions_text, read_decisions
from tracer.link.review import Doubt, check_ids, review_places

Pair = tuple[str, str]
TOP = 40


@click.group(cls=Group, help="help.places")
@options()
def places() -> None:
    """Hold the commands about places."""


@places.command("review", cls=Command, help="help.places.review")
@options(
    paths_or_db,
    database,
    click.option("--confirm", cls=Option, nargs=2, multiple=True, metavar="ID ID"),
    click.option("--split", cls=Option, nargs=2, multiple=True, metavar="ID ID"),
    click.option("--decisions", cls=Option, type=click.Path(path_type=Path), metavar="FILE"),
    click.option("--top", cls=Option, type=click.IntRange(min=0), default=TOP, metavar="N"),
    as_json,
    rule_files,
    published,
)
def review(
    paths: tuple[str, ...],
    db: str | None,
    confirm: tuple[Pair, ...],
    split: tuple[Pair, ...],
    decisions: Path | None,
    top: int,
    json: bool,
    rules: tuple[Path, ...],
    published: datetime | None,
) -> int:
    """Keep the decisions given, then list what is left to decide."""
    source = Source(paths, db, rules, published, decisions=decisions)
    notices, code = source.notices()
    made = [PlaceDecision(a=a, b=b, same=True) for a, b in confirm]
    made += [PlaceDecision(a=a, b=b, same=False) for a, b in split]
    check_ids(notices, [place_id for decision in made for place_id in (decision.a, decision.b)])
    if made:
        _keep(made, source, decisions)
    found = review_places(notices, source.linking()["decisions"])
    shown = found[: top or None]
    if json:
        click.echo(jsonlib.dumps([doubt.model_dump() for doubt in shown], ensure_ascii=False, indent=1))
    else:
        _print(shown, len(found))
    return code


def _keep(made: Sequence[PlaceDecision], source: Source, file: Path | None) -> None:
    """Write the decisions to the file, or to the workspace where that is what is reviewed."""
    workspace = source.workspace
    if file is not None:
        known: Decisions = read_decisions(file).all_of(made)
        write_output(decisions_text(known, file.suffix).encode("utf-8"), file)
    elif workspace is not None:
        store.open_workspace(workspace).decide(made)
    else:
        raise click.UsageError(say("places.no_file"), click.get_current_context())
    click.echo(say("places.kept", count=len(made), name=file or workspace), err=True)


def _print(shown: Sequence[Doubt], total: int) -> None:
    rows = [row for number, doubt in enumerate(shown, 1) for row in _rows(number, doubt)]
    if not rows:
        click.echo(say("places.nothing"))
        return
    heads = [say(f"head.{name}") for name in ("doubt", "why", "id", "count", "example")]
    click.echo(table(heads, rows, terminal_width(sys.stdout)))
    click.echo("")
    click.echo(say("places.foot", shown=len(shown), total=total))


def _rows(number: int, doubt: Doubt) -> list[tuple[str, ...]]:
    """One line a variant; the doubt itself on the first."""
    said = (str(number), f"{word('doubt', doubt.status)}: {word('doubt', doubt.reason)}")
    return [
        (*(said if first else ("", "")), variant.id, str(variant.mentions), variant.text or "")
        for first, variant in ((i == 0, v) for i, v in enumerate(doubt.variants))
    ]
