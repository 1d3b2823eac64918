"""``tracer parse``: notices in, records out."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path

import click
from pydantic_core import to_json

from tracer.cli.base import Command, Option, options, paths, published, rule_files
from tracer.cli.reader import Reader
from tracer.cli.render import is_terminal, terminal_width
from tracer.cli.table import notice_page
from tracer.export.linelist import write_linelist
from tracer.export.output import open_output
from tracer.models import Notice

FORMATS = ("table", "jsonl", "json", "csv")


@click.command(cls=Command, help="help.parse")
@options(
    paths,
    click.option("--format", "format", cls=Option, type=click.Choice(FORMATS)),
    click.option("-o", "--output", cls=Option, type=click.Path(path_type=Path), metavar="FILE"),
    rule_files,
    published,
)
def parse(
    paths: tuple[str, ...],
    format: str | None,
    output: Path | None,
    rules: tuple[Path, ...],
    published: datetime | None,
) -> int:
    """Write each notice as soon as it is read; a file only once it is whole, and none where no notice was found."""
    reader = Reader(paths, rules, published, prints=output is None)
    chosen = format or ("table" if output is None and is_terminal(sys.stdout) else "jsonl")
    width = terminal_width(sys.stdout) if output is None else None
    pieces = _csv(reader) if chosen == "csv" else _lines(reader, chosen, width)
    if output is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return reader.finish()
    encoded = _bytes_of_lines(reader) if chosen == "jsonl" else (p.encode("utf-8", "replace") for p in pieces)
    first = next(encoded, b"")
    if reader.found:
        with open_output(output) as file:
            file.writelines(chain([first], encoded))
    return reader.finish()


def _bytes_of_lines(notices: Iterable[Notice]) -> Iterator[bytes]:
    """The lines of JSON as the serializer writes them, neither decoded nor encoded again."""
    for notice in notices:
        yield to_json(notice)
        yield b"\n"


def _csv(notices: Iterable[Notice]) -> Iterator[str]:
    buffer = io.BytesIO()
    write_linelist(list(notices), buffer)
    yield buffer.getvalue().decode("utf-8")


def _lines(notices: Iterable[Notice], format: str, width: int | None) -> Iterator[str]:
    first = True
    for notice in notices:
        if format == "jsonl":
            yield notice.model_dump_json() + "\n"
        elif format == "json":
            yield ("[" if first else ",\n") + notice.model_dump_json()
        else:
            yield ("" if first else "\n\n") + notice_page(notice, width)
        first = False
    if format == "json":
        yield "[]\n" if first else "]\n"
