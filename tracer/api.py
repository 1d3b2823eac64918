"""The library's front door: from text or files to notices, in one call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from tracer.models import Notice
from tracer.parse.pipeline import parse_document
from tracer.read import records
from tracer.read.document import Document, read_document, read_text
from tracer.read.paths import find_inputs
from tracer.rulebook import Rulebook

NAME_LIMIT = 255
"""No file system takes a longer name, so a longer string is text."""


def parse(source: str | Path, *, published: date | None = None, rules: Rulebook | None = None) -> list[Notice]:
    """The notices in a text or a file.

    A string is the text itself, unless it is one line that names an existing file; a `pathlib.Path` is always a
    file. ``published`` is the day on which the notice appeared, for texts that name no year; ``rules`` are those of
    `load_rules`. A text without a notice gives an empty list.

    Raises:
        InputError: the file cannot be read.

    >>> [notice] = parse("病例7，女，30岁，居住于城东区望月小区。2022年4月2日到青禾超市购物。")
    >>> [case] = notice.cases
    >>> case.label.value, case.sex.value, case.age.value
    ('病例7', 'female', 30)
    """
    return parse_document(_document(source), rules=rules, published=published)


def parse_files(
    paths: Iterable[str | Path], *, published: date | None = None, rules: Rulebook | None = None
) -> Iterator[Notice]:
    """The notices of files, directories (``*.txt`` below them), globs, ``-`` and ``.jsonl`` files of records.

    Notices come one by one, so a corpus need not fit in memory.

    Raises:
        InputError: a path stands for nothing, or a file cannot be read.
    """
    inputs = find_inputs(paths)
    if inputs.errors:
        raise inputs.errors[0]
    for path in inputs.files:
        yield from parse_file(path, published=published, rules=rules)


def parse_file(path: str, *, published: date | None = None, rules: Rulebook | None = None) -> Iterator[Notice]:
    """The notices of one file: parsed, or read back if it is a ``.jsonl`` file of records.

    Raises:
        InputError: the file cannot be read.
    """
    if path.lower().endswith(records.SUFFIX):
        return records.read_records(path)
    return iter(parse_document(read_document(path), rules=rules, published=published))


def _document(source: str | Path) -> Document:
    if isinstance(source, Path) or _names_a_file(source):
        return read_document(source)
    return read_text(source)


def _names_a_file(text: str) -> bool:
    if not text or "\n" in text or len(text) > NAME_LIMIT:
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False
