"""A folder of Parquet tables for pandas, DuckDB, polars and Spark: cases, events, relations, places, edges, notes.

Needs the extra ``parquet`` (pyarrow). Whole columns of days are dates; a column with clocks stays ISO text, which keeps
the precision of each cell.

What the format cannot hold: the order of a case's events other than as a column (``position``).
"""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

from tracer.export.extras import load
from tracer.export.output import Output, write_folder
from tracer.export.table import Cell, Table
from tracer.export.tables import all_tables
from tracer.graph.attributes import Graph

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def write_parquet(graph: Graph, target: Output) -> None:
    """Write the tables of a graph into a folder, one file each.

    Raises:
        ExportError: pyarrow is not installed, or the folder cannot be written.
    """
    arrow, writer = load("pyarrow", "parquet", "writing Parquet"), load("pyarrow.parquet", "parquet", "writing Parquet")
    write_folder(
        {f"{name}.parquet": _file(arrow, writer, content) for name, content in all_tables(graph).items()}, target
    )


def _file(arrow: Any, writer: Any, content: Table) -> bytes:
    columns = [_column(arrow, [row[i] for row in content.rows]) for i in range(len(content.columns))]
    data = io.BytesIO()
    writer.write_table(arrow.table(columns, names=list(content.columns)), data, compression="zstd")
    return data.getvalue()


def _column(arrow: Any, cells: list[Cell]) -> Any:
    """The narrowest type that holds every cell; a column without any is text."""
    known = [cell for cell in cells if cell is not None]
    if not known or any(isinstance(cell, str) for cell in known):
        days = [_day(cell) for cell in known]
        if known and all(days):
            return arrow.array([_day(cell) if cell is not None else None for cell in cells], arrow.date32())
        texts = [None if cell is None else str(cell).encode("utf-8", "replace").decode() for cell in cells]
        return arrow.array(texts, arrow.string())
    if all(isinstance(cell, bool) for cell in known):
        return arrow.array(cells, arrow.bool_())
    if any(isinstance(cell, float) for cell in known):
        return arrow.array([None if cell is None else float(cell) for cell in cells], arrow.float64())
    return arrow.array([None if cell is None else int(cell) for cell in cells], arrow.int64())


def _day(cell: Cell) -> date | None:
    if not isinstance(cell, str) or not DAY.fullmatch(cell):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None
