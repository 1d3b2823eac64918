"""Records written earlier: a JSON Lines file of notices, read back instead of parsed again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from tracer.errors import InputError
from tracer.models import Notice
from tracer.read.document import read_file

SUFFIX = ".jsonl"


def read_records(path: str | Path) -> Iterator[Notice]:
    """The notices of a file written by ``tracer parse --format jsonl``.

    Raises:
        InputError: the file cannot be read, or a line of it is no notice; the message names both.
    """
    try:
        # Not splitlines, which also cuts at U+2028: JSON leaves that unescaped inside strings.
        lines = read_file(Path(path)).decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8, so not a file of records; write it again with tracer parse") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _notice(path, number, line)


def _notice(path: str | Path, number: int, line: str) -> Notice:
    try:
        return Notice.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "line"
        raise InputError(f"{path}: line {number} is no notice record: {where}: {first['msg']}") from None
