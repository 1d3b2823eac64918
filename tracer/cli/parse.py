"""``tracer parse``: notices in, records out."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click

from tracer.cli.base import Command, Option, Reader, options, paths, published, rule_files
from tracer.cli.messages import say, word
from tracer.cli.render import is_terminal, table, terminal_width
from tracer.export.linelist import write_linelist
from tracer.export.output import write_output
from tracer.models import Case, Notice

COLUMNS = ("label", "sex", "age", "residence", "classification", "relations", "events")
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
    """Write records as they are read, or a whole file at once."""
    reader = Reader(paths, rules, published)
    chosen = format or ("table" if output is None and is_terminal(sys.stdout) else "jsonl")
    width = terminal_width(sys.stdout) if output is None else None
    pieces = _csv(reader) if chosen == "csv" else _lines(reader, chosen, width)
    if output is None:
        for piece in pieces:
            sys.stdout.write(piece)
    else:
        data = "".join(pieces).encode("utf-8")
        if reader.found:
            write_output(data, output)
    return reader.finish()


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
            yield ("" if first else "\n") + notice_table(notice, width) + "\n"
        first = False
    if format == "json":
        yield "[]\n" if first else "]\n"


def notice_table(notice: Notice, width: int | None = None) -> str:
    """The cases of a notice as a table under its title."""
    parts = (notice.serial, notice.title, notice.issued_on)
    title = " ".join(part.value for part in parts if part) or notice.notice_id
    heads = [say(f"head.{name}") for name in COLUMNS]
    return title + "\n" + table(heads, [_row(case) for case in notice.cases], width)


def _row(case: Case) -> list[str]:
    label = case.label or case.name
    age = say(f"unit.{case.age.unit}", value=case.age.value) if case.age else ""
    return [
        label.value if label else case.case_id,
        word("sex", case.sex.value if case.sex else None),
        age,
        "; ".join(place.text for place in case.residences),
        word("classification", case.classification.value if case.classification else None),
        "; ".join(f"{r.target.label.value} {r.role.value}" for r in case.relations),
        str(len(case.events)),
    ]
