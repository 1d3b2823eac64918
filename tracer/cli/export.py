"""``tracer export``: notices in, files for other programs out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from click.core import ParameterSource

from tracer.cli.base import Command, Option, candidates, options, published, rule_files
from tracer.cli.messages import say
from tracer.cli.outbreak import hiding, read_graph
from tracer.cli.source import Source, database, linking, paths_or_db
from tracer.export.deidentification import Level
from tracer.export.formats import FORMATS, Format, Options
from tracer.export.formats import export as write
from tracer.infer import infer, with_candidates
from tracer.link import Scope


@click.command(cls=Command, help="help.export")
@options(
    click.argument("format", type=click.Choice(sorted(FORMATS)), metavar="FORMAT"),
    paths_or_db,
    database,
    click.option("-o", "--output", "target", cls=Option, required=True, type=click.Path(path_type=Path), metavar="OUT"),
    click.option("--view", cls=Option, type=click.Choice(["cases", "full"]), default="full"),
    click.option("--only-described", cls=Option, is_flag=True),
    click.option("--per-cluster", cls=Option, is_flag=True),
    candidates,
    *hiding,
    *linking,
    rule_files,
    published,
)
@click.pass_context
def export(
    ctx: click.Context,
    format: str,
    paths: tuple[str, ...],
    db: str | None,
    target: Path,
    view: str,
    only_described: bool,
    per_cluster: bool,
    candidates: bool,
    deidentify: Level,
    salt: str | None,
    shift_days: int | None,
    rules: tuple[Path, ...],
    published: datetime | None,
    scope: Scope | None,
    decisions: Path | None,
) -> int:
    """Read, hide what is to be hidden, and write; nothing is written where no notice was found."""
    _check(ctx, FORMATS[format])
    graph, code = read_graph(Source(paths, db, rules, published, scope, decisions), (deidentify, salt, shift_days))
    if graph is not None and candidates:
        graph = with_candidates(graph, infer(graph))
    if graph is not None:
        count = write(graph, format, target, Options(view, only_described), per_cluster)
        if per_cluster:
            click.echo(say("export.clusters", count=count), err=True)
    return code


def _check(ctx: click.Context, chosen: Format) -> None:
    """An option that the format does not take is an error, not silently of no effect."""
    for name in ("view", "only_described"):
        given = ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE
        if given and name not in chosen.takes:
            option = "--" + name.replace("_", "-")
            raise click.UsageError(say("export.not_taken", option=option, format=chosen.name), ctx)
