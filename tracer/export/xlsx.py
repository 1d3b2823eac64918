"""An Excel workbook: cases, events, relations, places, edges, notes; one sheet each, with filters and a fixed head row.

Dates are written as dates, so that they sort and count; times as text, because Excel has none without a format that
hides the precision. Needs the extra ``xlsx`` (XlsxWriter).

What the format cannot hold: more than 1,048,575 rows a sheet or 32,767 characters a cell (cut, with …), dates before
1900 (text).
"""

from __future__ import annotations

import io
import re
from datetime import date, datetime
from typing import Any

from tracer.errors import ExportError
from tracer.export.extras import load
from tracer.export.flat import clean
from tracer.export.output import Output, write_output
from tracer.export.table import Cell, Table
from tracer.export.tables import all_tables
from tracer.graph.attributes import Graph

ROWS, CHARACTERS = 1_048_575, 32_767
WIDEST = 60
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CREATED = datetime(2020, 1, 1)
"""A constant, so that the same graph gives the same bytes."""


def write_xlsx(graph: Graph, target: Output) -> None:
    """Write a graph and its records as a workbook to a path or an open file.

    Raises:
        ExportError: XlsxWriter is not installed, there are too many rows, or the file cannot be written.
    """
    writer = load("xlsxwriter", "xlsx", "writing .xlsx")
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = writer.Workbook(data, options)
    book.set_properties({"title": "tracer", "created": CREATED})
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#e8ecf0", "bottom": 1}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
    }
    for name, content in all_tables(graph).items():
        if len(content.rows) > ROWS:
            raise ExportError(f"{len(content.rows)} rows of {name} do not fit in one sheet: use parquet")
        _sheet(book.add_worksheet(name), content, formats)
    book.close()
    write_output(data.getvalue(), target)


def _sheet(sheet: Any, content: Table, formats: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(content.rows), 1), len(content.columns) - 1)
    for column, name in enumerate(content.columns):
        sheet.write_string(0, column, name, formats["head"])
        sheet.set_column(column, column, _width(content, column))
    for number, row in enumerate(content.rows, 1):
        for column, cell in enumerate(row):
            _write(sheet, number, column, cell, formats["day"])


def _width(content: Table, column: int) -> float:
    """Wide enough for most cells: Chinese characters count double."""
    cells = [content.columns[column], *(str(row[column]) for row in content.rows[:200] if row[column] is not None)]
    return min(WIDEST, 2 + max(sum(2 if ord(c) > 0x2E80 else 1 for c in cell) for cell in cells))


def _write(sheet: Any, row: int, column: int, cell: Cell, day: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif (moment := _day(cell)) is not None:
        sheet.write_datetime(row, column, moment, day)
    else:
        text = clean(cell)
        sheet.write_string(row, column, text if len(text) <= CHARACTERS else text[: CHARACTERS - 1] + "…")


def _day(text: str) -> date | None:
    if not DAY.fullmatch(text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year >= 1900 else None
