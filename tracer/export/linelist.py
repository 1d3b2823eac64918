"""The line list: one case a row, as CSV that Excel opens and R's linelist reads.

The first ten columns are the standard tags of the R package. What the format cannot hold: the events between
the milestones, the relations, the spans. Cells that a spreadsheet would run as formulas get an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from tracer.cases import first_day, years
from tracer.errors import ExportError
from tracer.export.output import Output, write_output
from tracer.models import Case, Notice

STANDARD = (
    "id", "date_onset", "date_reporting", "date_admission", "date_discharge", "date_outcome", "gender", "age",
    "location", "occupation",
)  # fmt: skip
OURS = (
    "label", "series", "number", "outcome", "age_value", "age_unit", "classification", "severity",
    "detected_by",
    "importation", "symptoms", "residence", "workplace", "date_positive", "date_diagnosis", "date_isolation",
    "notice_id", "source",
)  # fmt: skip
COLUMNS = STANDARD + OURS
RISKY = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | None


def write_linelist(notices: Sequence[Notice], target: Output) -> None:
    """Write the cases of some notices as CSV to a path or an open file.

    Raises:
        ExportError: two cases have the same id (the message names them), or the file cannot be written.

    >>> out = io.BytesIO(); write_linelist([], out); out.getvalue().decode("utf-8-sig")[:13]
    'id,date_onset'
    """
    rows = [
        case_row(case, n.issued_on.value if n.issued_on else None, n.notice_id, n.source.path)
        for n in notices
        for case in n.cases
    ]
    twice = sorted(case_id for case_id, count in Counter(str(r["id"]) for r in rows).items() if count > 1)
    if twice:
        raise ExportError(f"these ids stand for more than one row of the line list: {', '.join(twice)}")
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(row[column]) for column in COLUMNS] for row in rows)
    write_output(text.getvalue().encode("utf-8-sig", "replace"), target)


def harmless(cell: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless(56), harmless(None)
    ("'=1+1", '56', '')
    """
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(RISKY) else text


def case_row(case: Case, reported: str | None, notice_id: str | None, path: str | None) -> dict[str, Cell]:
    """One case of a notice; a date is the first of its kind that the case's events give."""
    died = first_day(case.events, "death")
    left = first_day(case.events, "discharge")
    where = "; ".join(p.text for p in case.residences) or None
    return {
        "id": case.case_id,
        "date_onset": first_day(case.events, "onset"),
        "date_reporting": reported,
        "date_admission": first_day(case.events, "admission") or first_day(case.events, "transfer"),
        "date_discharge": left,
        "date_outcome": died or left,
        "gender": _value(case, "sex"),
        "age": round(years(case.age), 2) if case.age and case.age.unit != "year" else _age(case),
        "location": where,
        "occupation": _value(case, "occupation"),
        "label": _value(case, "label"),
        "series": case.series,
        "number": case.number,
        "outcome": "death" if died else "discharge" if left else None,
        "age_value": _age(case),
        "age_unit": case.age.unit if case.age else None,
        **{name: _value(case, name) for name in ("classification", "severity", "detected_by", "importation")},
        "symptoms": "; ".join(s.value for s in case.symptoms) or None,
        "residence": where,
        "workplace": case.workplace.text if case.workplace else None,
        "date_positive": first_day(case.events, "positive"),
        "date_diagnosis": first_day(case.events, "diagnosis"),
        "date_isolation": first_day(case.events, "isolation"),
        "notice_id": notice_id,
        "source": path,
    }


def _age(case: Case) -> Cell:
    return case.age.value if case.age else None


def _value(case: Case, name: str) -> Cell:
    sourced = getattr(case, name)
    return sourced.value if sourced is not None else None
