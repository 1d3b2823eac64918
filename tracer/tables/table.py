"""A delimited file as rows that know their line and their span, so that every value can be traced to the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracer.errors import InputError
from tracer.models import Span
from tracer.read.document import Document, read_document

DELIMITERS = ",\t;|"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line it begins on (the header is line 1), where it stands, and its cells."""

    line: int
    span: Span
    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file's header and records."""

    path: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def error(self, row: Row, index: int, reason: str) -> InputError:
        """What is wrong with one cell, said so that it can be found."""
        return InputError(f"{self.place(row, index)}: {reason}")

    def place(self, row: Row, index: int) -> str:
        """Where a cell stands, in words."""
        return f"{self.path}, line {row.line}, column {self.columns[index]}"


def read_table(path: str | Path) -> Table:
    """The table in a file of comma-, tab-, semicolon- or bar-separated values; ``-`` is standard input.

    Raises:
        InputError: the file cannot be read, or a row has not as many cells as the header.
    """
    document = read_document(path)
    header_line = document.raw.lstrip("\ufeff\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=header_line.count)
    records = _records(document, delimiter)
    header = next(records, None)
    if header is None:
        raise InputError(f"{document.path}: no header; the first line should name the columns")
    columns = tuple(" ".join(cell.lstrip("\ufeff").split()) for cell in header.cells)
    rows = []
    for row in records:
        if len(row.cells) != len(columns):
            raise InputError(
                f"{document.path}, line {row.line}: {len(row.cells)} cells, but the header has {len(columns)}; "
                f"put quotes around cells that contain {delimiter!r}"
            )
        rows.append(row)
    return Table(document.path, columns, tuple(rows))


def _records(document: Document, delimiter: str) -> Iterator[Row]:
    """The records that are not blank; the csv reader takes no line before it needs it, so offsets are exact."""
    raw, consumed = document.raw, 0

    def lines() -> Iterator[str]:
        nonlocal consumed
        for line in io.StringIO(raw, newline=""):
            consumed += len(line)
            yield line

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    start, line = 0, 1
    try:
        for cells in reader:
            text = raw[start:consumed].rstrip("\r\n")
            if any(map(str.strip, cells)):
                yield Row(line, (start, start + len(text)), text, tuple(cells))
            start, line = consumed, reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{document.path}, line {line}: {error}; check the quotation marks") from error
