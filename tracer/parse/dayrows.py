"""Rows of a table of days below the descriptions: a day, its hours, who was there, and the place.

Such a table tells of several people in one row (4月1日 | 9:00 | 病例2、病例3 | 青禾超市). Each of them is given the row
without the cell that names them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from tracer.parse.units import Range, Unit

CELL = re.compile(r"[^\t|\n]*")
JOINT = re.compile(r"[ ]*(?:、|和|及|与|,|/|;)[ ]*")
DAY = re.compile(r"[ ]*(?:[0-9]{4}[年./-])?[0-9]{1,2}(?:月[0-9]{1,2}(?:日|号)?|[./-][0-9]{1,2})")
MIN_CELLS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row: who it names, what it tells, and the cell that holds its day."""

    labels: tuple[str, ...]
    told: tuple[Range, ...]
    day: Range | None


def row_of(text: str, start: int, end: int, known: Collection[str], before: Sequence[Row]) -> Row | None:
    """The row in ``text[start:end]``, if one of its cells names nobody but people of ``known``.

    A row without a day of its own has that of the row before it.

    >>> text = "4月1日\\t9:00\\t病例2、病例3\\t青禾超市"
    >>> row_of(text, 0, len(text), {"病例2", "病例3"}, ()).labels
    ('病例2', '病例3')
    """
    cells = [m.span() for m in CELL.finditer(text, start, end) if m.end() > m.start()]
    if len(cells) < MIN_CELLS:
        return None
    for i, cell in enumerate(cells):
        labels = tuple(JOINT.split(text[slice(*cell)].strip()))
        if all(label in known for label in labels):
            day = next((c for c in cells if DAY.match(text, *c)), None)
            carried = before[-1].day if day is None and before else None
            rest = [(cells[0][0], cells[i - 1][1])] if i else []
            rest += [(cells[i + 1][0], cells[-1][1])] if i + 1 < len(cells) else []
            return Row(labels, (*([carried] if carried else []), *rest), day or carried)
    return None


def with_rows(units: list[Unit], rows: Sequence[Row]) -> list[Unit]:
    """The units with the rows that name them, in text order."""
    if not rows:
        return units
    return [_with_own(u, rows) if u.label else u for u in units]


def _with_own(unit: Unit, rows: Sequence[Row]) -> Unit:
    assert unit.label is not None
    own = [r for row in rows if unit.label.text in row.labels for r in row.told]
    ranges = tuple(sorted(dict.fromkeys([*unit.ranges, *own]))) if own else unit.ranges
    return replace(unit, ranges=ranges, end=max(unit.end, ranges[-1][1]))
