"""The cells of a table printed in a notice: which fact a row tells in which column.

Rows of a table are units like any other; here they are given their cells by the column headings above them, since a
cell says less than a sentence (45 under 年龄, 东山区梅花里 under 居住地).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tracer.parse.units import Range, Unit
from tracer.rulebook import Rulebook, active

GAPS = {"\t": re.compile(r"[ ]*\t[ ]*"), "|": re.compile(r"[ ]*\|[ ]*"), " ": re.compile(r"[ ]{2,}")}
NARROWEST = {"\t": "\t", "|": "|", " ": "  "}
"""What every such gap holds."""
KNOWN_COLUMNS = 3
"""A line is a heading if it names so many columns; 性别 or 年龄 must be among them."""
EMPTY = re.compile(r"[-/无]*")


def with_cells(text: str, lines: Iterable[Range], units: Sequence[Unit]) -> list[Unit]:
    """The units, those that are rows of a table with the cells of their row."""
    starts = {unit.ranges[0][0]: i for i, unit in enumerate(units) if unit.ranges and unit.group is None}
    out = list(units)
    columns: list[str | None] = []
    for start, end in lines:
        mark = _mark(text, start, end)
        if mark is None:
            continue
        cells = list(_cells(text, start, end, mark))
        heading = _heading(text, cells)
        if heading:
            columns = heading
        elif len(cells) == len(columns) and (row := _row_at(starts, start, end)) is not None:
            told = tuple((c, r) for c, r in zip(columns, cells, strict=True) if c and not EMPTY.fullmatch(text, *r))
            out[row] = replace(out[row], cells=told)
    return out


def _row_at(starts: dict[int, int], start: int, end: int) -> int | None:
    """The unit that begins in a line."""
    return next((i for at, i in starts.items() if start <= at < end), None)


def _mark(text: str, start: int, end: int) -> str | None:
    """What parts the cells of a line: a tab, a bar, or a gap of several spaces."""
    for mark, gap in NARROWEST.items():
        if text.find(gap, start, end) >= 0:
            return mark
    return None


def _cells(text: str, start: int, end: int, mark: str) -> Iterator[Range]:
    while start < end and text[start] in f" {mark}":
        start += 1
    while end > start and text[end - 1] in f" {mark}":
        end -= 1
    at = start
    for gap in GAPS[mark].finditer(text, start, end):
        yield at, gap.start()
        at = gap.end()
    yield at, end


def _heading(text: str, cells: Sequence[Range]) -> list[str | None]:
    """The columns a line of cells names; none if it is no heading."""
    if len(cells) < KNOWN_COLUMNS:
        return []
    known = _columns(active())
    found = [next((kind for kind, p in known if p.match(text[a:b])), None) for a, b in cells]
    enough = sum(kind is not None for kind in found) >= KNOWN_COLUMNS
    return found if enough and ("sex" in found or "age" in found) else []


def _columns(book: Rulebook) -> Sequence[tuple[str, re.Pattern[str]]]:
    return [(kind, pattern) for kind, rules in book.by_kind("columns").items() for _, pattern in rules]
