"""Which column of a table means what: by the usual names, or by the user's column map."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tracer.errors import InputError
from tracer.tables.table import Table

ColumnMap = Mapping[str, str]
"""Role (``onset``, ``infector``) to the name of a column; an empty name leaves the role out."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a table may say about a case: how it is read, on which attributes of the graph it goes."""

    name: str
    kind: Literal["day", "sex", "age", "class", "text"]
    attributes: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A column looked for, the names it usually has, and whether the table is useless without it."""

    name: str
    aliases: tuple[str, ...]
    required: bool = False


FACTS = (
    Fact("onset", "day", ("onset",), ("onset", "date_onset", "onset_date", "date_of_onset", "dt_onset", "发病日期")),
    Fact("isolation", "day", ("isolation",), ("isolation", "date_isolation", "isolation_date", "隔离日期")),
    Fact("positive", "day", ("positive",), ("positive", "date_positive", "positive_date", "阳性日期")),
    Fact(
        "diagnosis", "day", ("diagnosis",),
        ("diagnosis", "date_diagnosis", "diagnosis_date", "dt_diag", "date_confirmation", "确诊日期"),
    ),
    Fact(
        "report", "day", ("issued_on",),
        ("report", "date_reporting", "date_report", "report_date", "dt_report", "报告日期"),
    ),
    Fact(
        "exposure", "day", ("exposure_start", "exposure_end"),
        ("exposure_date", "date_exposure", "date_infection", "date_of_infection", "暴露日期"),
    ),
    Fact("exposure_start", "day", ("exposure_start",), ("exposure_start", "dt_start_exp")),
    Fact("exposure_end", "day", ("exposure_end",), ("exposure_end", "dt_end_exp")),
    Fact("sex", "sex", ("sex",), ("sex", "gender", "性别")),
    Fact("age", "age", ("age",), ("age", "年龄")),
    Fact("classification", "class", ("classification",), ("classification",)),
    Fact("occupation", "text", ("occupation",), ("occupation", "职业")),
    Fact("residence", "text", ("residence",), ("residence",)),
)  # fmt: skip
IDS = Role("id", ("id", "_id", "case_id", "病例编号"), required=True)
HOUSEHOLD = Role("household", ("household", "is_household", "ishousehold", "同住"))
INFECTION = Role("infection", ("infection", "directed"))
"""Whether a contact is an infection; other contacts of a list, kinship say, are not."""
FROM = Role("from", ("from", "source", "infector", "infector_id"), required=True)
TO = Role("to", ("to", "target", "infectee", "infectee_id"), required=True)
INFECTOR = Role("infector", FROM.aliases, required=True)
INFECTEE = Role("infectee", TO.aliases, required=True)
SIDES = ("infector", "infectee")

LINELIST = (IDS, *(Role(f.name, f.aliases) for f in FACTS))
CONTACTS = (FROM, TO, HOUSEHOLD, INFECTION)
PAIRS = (
    INFECTOR, INFECTEE, HOUSEHOLD,
    *(
        Role(f"{f.name}_{side}", tuple(n for a in f.aliases for n in (f"{a}_{side}", f"{side}_{a}")))
        for f in FACTS for side in SIDES
    ),
)  # fmt: skip


def parse_columns(texts: Iterable[str]) -> dict[str, str]:
    """A column map as users write it: ``role=column`` with commas between.

    Raises:
        InputError: a piece has no ``=``, or a role comes twice.

    >>> parse_columns(["infector=case_a,infectee=case_b", "onset_infector=first day"])
    {'infector': 'case_a', 'infectee': 'case_b', 'onset_infector': 'first day'}
    """
    found: dict[str, str] = {}
    for piece in (p for text in texts for p in text.split(",") if p.strip()):
        role, equals, column = (part.strip() for part in piece.partition("="))
        if not equals or not role:
            raise InputError(f"column map: {piece.strip()!r} should be role=column, for example onset=date_onset")
        if role in found:
            raise InputError(f"column map: {role} is given twice; give it once")
        found[role] = column
    return found


def check_roles(columns: ColumnMap, *tables: Sequence[Role]) -> None:
    """Refuse roles that none of the tables has.

    Raises:
        InputError: the message names the roles there are.
    """
    roles = [role.name for table in tables for role in table]
    for name in columns:
        if name not in roles:
            near = difflib.get_close_matches(name, roles, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(roles)}"
            raise InputError(f"column map: no role {name!r}; {hint}")


def find_columns(table: Table, roles: Sequence[Role], columns: ColumnMap) -> dict[str, int]:
    """The index of the column for each role that the table has.

    Raises:
        InputError: a column named by the map or needed is missing, or several could be meant.
    """
    found: dict[str, int] = {}
    for role in roles:
        index = _named(table, role, columns[role.name]) if role.name in columns else _usual(table, role)
        if index is not None:
            found[role.name] = index
        elif role.required:
            raise InputError(
                f"{table.path}, line 1: no column for {role.name}; say which with {role.name}=COLUMN in the "
                f"column map; the columns are {_listed(table)}"
            )
    return found


def _named(table: Table, role: Role, column: str) -> int | None:
    if not column:
        return None
    count = table.columns.count(column)
    if count > 1:
        raise InputError(f"{table.path}, line 1: {count} columns are called {column}; rename all but one")
    if count == 0:
        near = difflib.get_close_matches(column, table.columns, 1)
        hint = f"did you mean {near[0]}?" if near else f"the columns are {_listed(table)}"
        raise InputError(f"{table.path}, line 1: no column {column!r} (for {role.name}); {hint}")
    return table.columns.index(column)


def _usual(table: Table, role: Role) -> int | None:
    names = {_plain(alias) for alias in role.aliases}
    hits = [i for i, column in enumerate(table.columns) if _plain(column) in names]
    if len(hits) > 1:
        both = ", ".join(table.columns[i] for i in hits)
        raise InputError(
            f"{table.path}, line 1: any of {both} could be {role.name}; say which with "
            f"{role.name}=COLUMN in the column map"
        )
    return hits[0] if hits else None


def _plain(name: str) -> str:
    return re.sub(r"[\s._-]+", "_", name.strip().casefold())


def _listed(table: Table) -> str:
    shown = [c or "(no name)" for c in table.columns[:30]]
    return ", ".join(shown) + (", ..." if len(table.columns) > 30 else "")
