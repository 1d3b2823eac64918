"""``tracer schema``: the JSON Schemas of what tracer writes."""

from __future__ import annotations

import click

from tracer.cli.base import Command, options
from tracer.schema import NAMES, schema_text


@click.command(cls=Command, help="help.schema")
@options(click.argument("name", required=False))
def schema(name: str | None) -> None:
    """Print a schema, or the names of all."""
    click.echo(schema_text(name) if name else "\n".join(NAMES), nl=name is None)
