"""A line list (one case a row) and its contacts (``from``, ``to``), as epicontacts and MicrobeTrace keep them.

A contact is read as *who infected whom*, unless a column ``infection`` (or MicrobeTrace's ``directed``) says no: such
contacts, which our own exports hold too, are left out. What is not read: columns without a role, and MicrobeTrace's
distances.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tracer.errors import InputError
from tracer.graph.attributes import Graph
from tracer.tables.cells import known
from tracer.tables.columns import CONTACTS, LINELIST, ColumnMap, check_roles, find_columns
from tracer.tables.draft import Draft, read_flag
from tracer.tables.table import Table, read_table

NAMED = 10
"""How many duplicate ids an error names."""


def read_linelist(
    linelist: str | Path | None = None,
    contacts: str | Path | None = None,
    *,
    columns: ColumnMap | None = None,
    date_format: str | None = None,
) -> Graph:
    """The graph of a line list, of contacts, or of both.

    Nodes are cases under their id, which is text; edges of kind ``source`` run from infector to infectee. A
    contact may name cases that the line list lacks: they become stubs (``described`` is false). Roles of the
    column map: ``id``, ``from``, ``to``, ``household``, ``infection`` and the facts (``onset``, ``report``, ...).

    Raises:
        InputError: a file or cell cannot be read, an id is missing or stands for several rows, or a case infects
            itself; the message names file, line and column.
    """
    chosen = columns or {}
    check_roles(chosen, LINELIST, CONTACTS)
    draft = Draft(date_format)
    if linelist is not None:
        _add_cases(draft, read_table(linelist), chosen)
    if contacts is not None:
        _add_contacts(draft, read_table(contacts), chosen)
    return draft.finish()


def _add_cases(draft: Draft, table: Table, columns: ColumnMap) -> None:
    found = find_columns(table, LINELIST, columns)
    lines: dict[str, list[int]] = defaultdict(list)
    for row in table.rows:
        case_id = known(row.cells[found["id"]])
        if case_id is None:
            raise table.error(row, found["id"], "the id is missing; give every case one")
        lines[case_id].append(row.line)
    _refuse_duplicates(table, found["id"], lines)
    for row, case_id in zip(table.rows, lines, strict=True):
        draft.add_case(case_id, table, row, described=True)
        draft.add_facts(case_id, table, row, found)


def _refuse_duplicates(table: Table, index: int, lines: dict[str, list[int]]) -> None:
    twice = [f"{case_id} (lines {', '.join(map(str, at))})" for case_id, at in lines.items() if len(at) > 1]
    if twice:
        more = f" and {len(twice) - NAMED} more" if len(twice) > NAMED else ""
        raise InputError(
            f"{table.path}, column {table.columns[index]}: ids must be unique; these stand for several rows: "
            f"{'; '.join(twice[:NAMED])}{more}"
        )


def _add_contacts(draft: Draft, table: Table, columns: ColumnMap) -> None:
    found = find_columns(table, CONTACTS, columns)
    others = 0
    for row in table.rows:
        if read_flag(table, row, found.get("infection")) is False:
            others += 1
        else:
            draft.add_pair(table, row, found, ("from", "to"), described=False)
    if others:
        which = table.columns[found["infection"]]
        draft.warnings.append(f"{table.path}, column {which}: {others} contacts are no infections; not read")
