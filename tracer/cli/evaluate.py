"""``tracer evaluate``: how well the parse agrees with notices annotated by hand."""

from __future__ import annotations

import dataclasses
import json as jsonlib
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from tracer.cli.base import Command, Option, as_json, options, published, rule_files
from tracer.cli.messages import complain, say
from tracer.cli.reader import Reader
from tracer.cli.render import table, terminal_width
from tracer.errors import InputError
from tracer.evaluate.check import check_annotation
from tracer.evaluate.gold import gold_paths, load_gold
from tracer.evaluate.report import Report
from tracer.evaluate.scoring import evaluate as score
from tracer.read.document import read_document
from tracer.read.paths import find_inputs

HEADS = ("field", "gold", "precision", "recall", "f1")


@click.command(cls=Command, help="help.evaluate")
@options(
    click.argument("gold_dir", type=click.Path(path_type=Path)),
    click.argument("paths", nargs=-1),
    click.option("--misses", cls=Option, is_flag=True),
    click.option("--check", cls=Option, is_flag=True),
    as_json,
    rule_files,
    published,
)
def evaluate(
    gold_dir: Path,
    paths: tuple[str, ...],
    misses: bool,
    check: bool,
    json: bool,
    rules: tuple[Path, ...],
    published: datetime | None,
) -> int:
    """Score the parse, or check the annotations."""
    annotated = gold_paths(gold_dir)
    names = paths or (str(gold_dir),)
    if check:
        return _check(annotated, names)
    reader = Reader(names, rules, published)
    report = score(gold_dir, reader)
    code = reader.finish()
    click.echo(_as_json(report, misses) if json else _as_text(report, misses))
    return code


def _check(annotated: Sequence[Path], names: Sequence[str]) -> int:
    """Print the slips in the annotations; the exit code is 1 where there are any, 2 where a text cannot be read."""
    inputs = find_inputs(names)
    texts = {Path(file).stem: file for file in inputs.files}
    slips = failed = 0
    for path in annotated:
        try:
            if path.stem not in texts:
                raise InputError(say("evaluate.no_text", path=path))
            lines = check_annotation(load_gold(path), read_document(texts[path.stem]).raw)
        except InputError as error:
            complain(str(error))
            failed += 1
            continue
        slips += len(lines)
        for line in lines:
            click.echo(f"{path.name}: {line}")
    click.echo(say("evaluate.slips", count=slips) if slips else say("evaluate.sound", files=len(annotated) - failed))
    return 2 if failed else int(bool(slips))


def _as_json(report: Report, misses: bool) -> str:
    fields = {
        name: {**dataclasses.asdict(m), "precision": m.precision, "recall": m.recall, "f1": m.f1}
        for name, m in report.fields.items()
    }
    body: dict[str, Any] = {"files": report.files, "fields": fields, "kind_exact": report.kind_exact}
    if misses:
        body["misses"] = [dataclasses.asdict(miss) for miss in report.misses]
    return jsonlib.dumps(body, ensure_ascii=False, indent=1)


def _as_text(report: Report, misses: bool) -> str:
    rows = [
        (name, str(m.gold), _figure(m.precision), _figure(m.recall), _figure(m.f1)) for name, m in report.fields.items()
    ]
    parts = [table([say(f"evaluate.{head}") for head in HEADS], rows)]
    parts.append(
        say("evaluate.files", files=report.files) + "; " + say("evaluate.kind", share=_figure(report.kind_exact) or "-")
    )
    if misses:
        lines = [(say(f"evaluate.{m.what}"), m.field, m.where, m.value) for m in report.misses]
        heads = [say(f"evaluate.{head}") for head in ("what", "field", "where", "value")]
        parts.append(table(heads, lines, terminal_width(sys.stdout)))
    return "\n\n".join(parts)


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
