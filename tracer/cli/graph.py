"""``tracer graph``: notices in, a graph file out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from tracer.cli.base import Command, Option, Reader, options, paths, published, rule_files
from tracer.export.graph_json import write_graph_json
from tracer.export.graphml import write_graphml
from tracer.graph.build import build_graph

WRITERS = {".graphml": write_graphml, ".json": write_graph_json}


@click.command(cls=Command, help="help.graph")
@options(
    paths,
    click.option("-o", "--output", cls=Option, required=True, type=click.Path(path_type=Path), metavar="FILE"),
    click.option("--view", cls=Option, type=click.Choice(["cases", "full"]), default="full"),
    rule_files,
    published,
)
def graph(paths: tuple[str, ...], output: Path, view: str, rules: tuple[Path, ...], published: datetime | None) -> int:
    """Build and write; nothing is written where no notice was found."""
    write = WRITERS.get(output.suffix.lower())
    if write is None:
        raise click.BadParameter(f"{output}: the name must end in {' or '.join(WRITERS)}")
    reader = Reader(paths, rules, published)
    notices = list(reader)
    if notices:
        write(build_graph(notices), output, view=view)
    return reader.finish()
