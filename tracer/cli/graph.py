"""``tracer graph``: notices in, a graph file out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from tracer.cli.base import Command, Option, candidates, options, published, rule_files
from tracer.cli.messages import say
from tracer.cli.source import Source, database, linking, paths_or_db
from tracer.export.formats import FORMATS, Options
from tracer.infer import infer, with_candidates
from tracer.link import Scope

BY_SUFFIX = {f.suffix: f for f in FORMATS.values() if "view" in f.takes}
"""The formats that hold a graph of cases, or of cases and places."""


@click.command(cls=Command, help="help.graph")
@options(
    paths_or_db,
    database,
    click.option("-o", "--output", cls=Option, required=True, type=click.Path(path_type=Path), metavar="FILE"),
    click.option("--view", cls=Option, type=click.Choice(["cases", "full"]), default="full"),
    candidates,
    *linking,
    rule_files,
    published,
)
def graph(
    paths: tuple[str, ...],
    db: str | None,
    output: Path,
    view: str,
    candidates: bool,
    rules: tuple[Path, ...],
    published: datetime | None,
    scope: Scope | None,
    decisions: Path | None,
) -> int:
    """Build and write; nothing is written where no notice was found."""
    chosen = BY_SUFFIX.get(output.suffix.lower())
    if chosen is None:
        reason = say("usage.suffix", suffixes=", ".join(sorted(BY_SUFFIX)))
        raise click.BadParameter(f"{output}: {reason}", param_hint="--output")
    found, code = Source(paths, db, rules, published, scope, decisions).graph()
    if found.graph["notices"]:
        chosen.write(with_candidates(found, infer(found)) if candidates else found, output, Options(view=view))
    return code
