"""A table of infector-infectee pairs, one pair a row, with facts about both in the same row."""

from __future__ import annotations

from pathlib import Path

from tracer.graph.attributes import Graph
from tracer.tables.cells import known
from tracer.tables.columns import PAIRS, SIDES, ColumnMap, check_roles, find_columns
from tracer.tables.draft import Draft
from tracer.tables.table import read_table


def read_pairs(path: str | Path, *, columns: ColumnMap | None = None, date_format: str | None = None) -> Graph:
    """The graph of a pair table, as that of `read_linelist`.

    Roles of the column map: ``infector``, ``infectee``, ``household`` (yes or no), and every fact for each of the
    two (``onset_infector``, ``onset_infectee``, ...). A case may stand on many rows; where they contradict each
    other, the value is left out and ``graph.graph["warnings"]`` says so. A row without an infector is a case
    whose source is unknown.

    Raises:
        InputError: the file or a cell cannot be read; the message names file, line and column.
    """
    chosen = columns or {}
    check_roles(chosen, PAIRS)
    table = read_table(path)
    found = find_columns(table, PAIRS, chosen)
    draft = Draft(date_format)
    for row in table.rows:
        draft.add_pair(table, row, found, SIDES, described=True)
        for side in SIDES:
            case_id = known(row.cells[found[side]])
            if case_id is not None:
                draft.add_facts(case_id, table, row, found, f"_{side}")
    return draft.finish()
