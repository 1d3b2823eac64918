"""Rows under named columns, and CSV that Excel, R and pandas open."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracer.export.linelist import harmless

Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has a cell for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def table(columns: Sequence[str], records: Iterable[Mapping[str, Cell]]) -> Table:
    """A table from records; what a record lacks stays empty.

    >>> table(["a", "b"], [{"a": 1}]).rows
    ((1, None),)
    """
    return Table(tuple(columns), tuple(tuple(record.get(c) for c in columns) for record in records))


def csv_bytes(content: Table, bom: bool = True) -> bytes:
    """A table as CSV in UTF-8, with a byte order mark for Excel; no cell can be run as a formula.

    >>> csv_bytes(Table(("a", "b"), ((True, None),)), bom=False)
    b'a,b\\r\\ntrue,\\r\\n'
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(content.columns)
    writer.writerows([_written(cell) for cell in row] for row in content.rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8", "replace")


def _written(cell: Cell) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return harmless(cell) if isinstance(cell, str) or cell is None else str(cell)
