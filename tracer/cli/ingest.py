"""``tracer ingest``: notices into a workspace."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from tracer import store
from tracer.cli.base import Command, Option, as_json, options, published, rule_files
from tracer.cli.messages import complain, say
from tracer.cli.progress import Progress
from tracer.cli.source import DEFAULT, database, scope_option
from tracer.errors import NoNoticeError
from tracer.link import Scope
from tracer.read.paths import find_inputs
from tracer.rulebook import load

COUNTS = ("new", "unchanged", "superseded", "reread")


@click.command(cls=Command, help="help.ingest")
@options(
    click.argument("paths", nargs=-1),
    click.option("--again", cls=Option, is_flag=True),
    database,
    scope_option,
    as_json,
    rule_files,
    published,
)
def ingest(
    paths: tuple[str, ...],
    again: bool,
    db: str | None,
    scope: Scope | None,
    json: bool,
    rules: tuple[Path, ...],
    published: datetime | None,
) -> int:
    """Store each file by itself, then link; tell what is new."""
    if bool(paths) == again:
        raise click.UsageError(say("ingest.one_input"), click.get_current_context())
    rulebook = load(rules)
    workspace = store.open_workspace(db or DEFAULT, create=not again)
    found: list[store.Outcome] = []
    if again:
        progress = Progress(store.status(workspace).documents)
        read = store.reread(workspace, rules=rulebook)
    else:
        progress = Progress(len(find_inputs(paths).files))
        read = store.ingest(workspace, paths, published=published.date() if published else None, rules=rulebook)
    for outcome in _watched(read, progress):
        found.append(outcome)
        if outcome.error is not None:
            progress.clear()
            complain(outcome.error)
    if scope is not None:
        workspace.set_scope(scope)
    progress.tell(say("ingest.linking"))
    workspace.link()
    progress.clear()
    return _report(workspace.name, found, json)


def _watched(outcomes: Iterator[store.Outcome], progress: Progress) -> Iterator[store.Outcome]:
    notices = 0
    for done, outcome in enumerate(outcomes, 1):
        notices += outcome.found
        progress.step(done, notices)
        yield outcome


def _report(name: str, found: list[store.Outcome], json: bool) -> int:
    failed = sum(outcome.error is not None for outcome in found)
    empty = [outcome.path for outcome in found if not outcome.found and outcome.error is None]
    counts = {count: sum(getattr(outcome, count) for outcome in found) for count in COUNTS}
    if json:
        told = {"workspace": name, **counts, "failed": failed, "files": [asdict(outcome) for outcome in found]}
        click.echo(jsonlib.dumps(told, ensure_ascii=False, indent=1))
    else:
        for path in empty:
            click.echo(say("ingest.no_notice", path=path), err=True)
        click.echo(say("ingest.report", name=name, failed=failed, **counts))
        if counts["reread"]:
            click.echo(say("ingest.reread", count=counts["reread"]))
    if len(empty) == len(found) and not failed:
        raise NoNoticeError(say("no_notice"))
    return 2 if failed else 0
