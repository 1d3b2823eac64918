"""The views of a workspace: what people who think in SQL may rely on. ``docs/views.md`` is made from this table.

They are plain SELECTs over tables, so that other readers of SQLite files (DuckDB, R) understand them too. A change here
needs a migration, be it an empty one: views are made anew after each.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text


@dataclass(frozen=True, slots=True)
class View:
    """A view: what a row is, its columns with their meaning, and where it comes from."""

    name: str
    row: str
    columns: Mapping[str, str]
    """Name and meaning; a name that differs from that of the table's column is written ``old>new``."""
    source: str
    order: str = "position"
    """In which order the rows come when nobody asks for another: PostgreSQL keeps none by itself."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns as the user sees them."""
        return tuple(column.rpartition(">")[2] for column in self.columns)

    def statement(self) -> str:
        """The SQL that makes the view."""
        chosen = (f'{old or new} AS "{new}"' for old, _, new in (column.rpartition(">") for column in self.columns))
        return f"CREATE VIEW {self.name} AS SELECT {', '.join(chosen)} FROM {self.source} ORDER BY {self.order}"


EVIDENCE = {
    "notice_id": "the notice that says it",
    "text": "its words",
    "span_start": "where they begin in the document, in code points",
    "span_end": "where they end",
}
AREA = {
    "province": "province",
    "city": "city",
    "county": "county or district",
}
VIEWS = (
    View(
        "documents",
        "a text",
        {
            "d.id>document_id": "number of the document in this workspace",
            "d.sha256>sha256": "of its bytes",
            "d.published>published": "day of publication given or in the file's name, or empty",
            "d.encoding>encoding": "in which it was decoded",
            "d.reader>reader": "version of tracer and of the rules that read it",
            "CASE WHEN d.replaced_by IS NULL THEN 'current' ELSE 'superseded' END>state": "`current`, or `superseded` "
            "when its file has changed since",
            "d.raw>raw": "the text; null for records that came without",
        },
        "stored_document d",
        "d.id",
    ),
    View(
        "notices",
        "a notice",
        {
            "notice_id": "id of the notice",
            "state": "`current` or `superseded`; the other views hold current notices only",
            "document_id": "the document it stands in",
            "path": "its file",
            "title": "title",
            "serial": "serial (2022年第18号)",
            "issuer": "who issued it",
            "published_on": "day of publication",
            "published_by": "`stated`, `given` by the reader, or from the `file_name`",
            "as_of": "moment up to which it counts",
            **AREA,
            "code": "GB/T 2260 code",
            "cases": "number of cases it describes",
            "span_start": "where it begins in the document, in code points",
            "span_end": "where it ends",
        },
        "linked_notice",
    ),
    View(
        "cases",
        "a case: a person described, or (`described` = 0) only referred to",
        {
            "case_id": "id of the case",
            "described": "1, or 0 for a case that no notice at hand describes",
            "label": "the printed label",
            "series": "the words before the number",
            "number": "the number in the label",
            "name": "masked name as printed",
            "sex": "`male` or `female`",
            "age": "age in years",
            "occupation": "occupation",
            "workplace": "employer",
            "nationality": "nationality",
            "residence": "residences as written",
            "residence_id": "place of the first of them",
            "classification": "`confirmed`, `asymptomatic`, `suspected` or `positive`",
            "severity": "`mild`, `moderate`, `severe` or `critical`",
            "detected_by": "how the case was found",
            "importation": "`local`, `domestic` or `overseas`",
            "symptoms": "symptoms, separated by `; `",
            "onset": "first day of symptoms",
            "positive": "first positive result",
            "diagnosis": "first diagnosis",
            "isolation": "first day of isolation",
            "notice_id": "the notice that describes the case, or first refers to it",
            "issued_on": "day of that notice",
            "published_on": "day of the notice a case only referred to belongs to",
            "span_start": "where the case begins in the document, in code points",
            "span_end": "where it ends",
        },
        "linked_case",
    ),
    View(
        "records",
        "what one notice says of a case: a case may be described by several",
        {
            "case_id": "id of the case",
            "record_id": "id under which this notice describes the case",
            "notice_id": "the notice",
            "record": "the record as JSON: record-format.md",
        },
        "linked_record",
    ),
    View(
        "history",
        "one thing told of a case, the earliest first; later ones may correct it",
        {
            "case_id": "id of the case",
            "published_on": "day of the notice that tells it",
            "what": "`age`, `classification`, `discharge`, …; `referred` where another case is said to know this one",
            "value": "what is told",
            "revises": "1 if the notice says so anew: a correction, a reclassification, a case withdrawn",
            "record_id": "the record in which the words stand",
            **EVIDENCE,
        },
        "linked_history",
    ),
    View(
        "events",
        "something a case did or that happened to it",
        {
            "case_id": "whose event it is",
            "kind": "`stay`, `visit`, `journey`, `onset`, …: record-format.md",
            '"start">start': "day or moment",
            '"end">end': "end of an interval",
            "precision": "`minute`, `hour`, `part_of_day`, `day` or `period`",
            "part_of_day": "`am`, `noon`, `pm`, `evening` or `dawn`",
            "approximate": "1 for 左右, 许, 约",
            "recurring": "`daily`, `workdays`, `weekends` or `weekly`",
            "place_id": "id of the place",
            "place": "its name",
            "origin_id": "where a journey begins",
            "origin": "its name",
            "destination_id": "where it ends",
            "destination": "its name",
            "mode": "means of travel",
            "vehicle": "train, flight, route or plate",
            "coach": "coach",
            "seat": "seat",
            "result": "result of a test",
            "inherited_from": "label of the case whose trajectory this one shares",
            "rule": "the rule that recognised it",
            **EVIDENCE,
        },
        "linked_event",
    ),
    View(
        "relations",
        "what a notice states between two cases",
        {
            "case_id": "the case described",
            "relation": "what it is to the other (`child`, `close_contact`, …)",
            "target_id": "the other case",
            "target_described": "0 if no notice at hand describes the other",
            "detail": "a finer term (`daughter`)",
            "role": "the words for it (女儿)",
            "certainty": "1 low, 2 medium, 3 high",
            **EVIDENCE,
        },
        "linked_relation",
    ),
    View(
        "meetings",
        "two cases who may have met: inferred from shared places and times, stated by nobody",
        {
            "case_a": "one case",
            "case_b": "the other",
            "basis": "`same residence`, `same venue, overlapping time`, `same venue, same day` or `same vehicle`",
            "place_id": "the place shared",
            "vehicle": "or the vehicle",
            '"start">start': "begin of the time shared",
            '"end">end': "its end",
            "minutes": "minutes shared, where both have clock times",
            "certainty": "1 low, 2 medium, 3 high",
            "notice_a": "the notice about the one",
            "text_a": "its words",
            "span_a_start": "where they begin",
            "span_a_end": "where they end",
            "notice_b": "the notice about the other",
            "text_b": "its words",
            "span_b_start": "where they begin",
            "span_b_end": "where they end",
        },
        "linked_meeting",
    ),
    View(
        "kinship",
        "a kinship that follows from relations that notices state",
        {
            "case_id": "the one case",
            "relation": "what it is to the other (`child`, …)",
            "target_id": "the other case",
            "detail": "a finer term (`daughter`)",
            "via": "the persons through whom it follows",
            "certainty": "1 low, 2 medium, 3 high",
            "premises": "the statements from which it follows, as JSON: notice, text and span of each",
        },
        "linked_kinship",
    ),
    View(
        "places",
        "a place that cases live in or went to, or that a notice lists",
        {
            "place_id": "id of the place",
            "name": "its name",
            "kind": "`residence`, `shop`, `hospital`, …",
            **AREA,
            "township": "township or street office",
            "code": "GB/T 2260 code",
            "listed": "1 if a notice lists it as a risk venue",
        },
        "linked_place",
    ),
    View(
        "diagnostics",
        "something left open",
        {
            "code": "what it is: record-format.md",
            "severity": "`info`, `warning` or `error`",
            "message": "one sentence",
            "case_id": "the case it concerns",
            **EVIDENCE,
        },
        "linked_diagnostic",
    ),
)


def drop_views(connection: Connection) -> None:
    """Take the views away, so that tables can be changed."""
    for name in inspect(connection).get_view_names():
        if name in {view.name for view in VIEWS}:
            connection.execute(text(f"DROP VIEW {name}"))


def create_views(connection: Connection) -> None:
    """Make the views of this version."""
    for view in VIEWS:
        connection.execute(text(view.statement()))


INTRODUCTION = """# The views of a workspace

Generated by `make generated`. These views and columns stay as they are when the tables behind them change; columns may
be added. Days and moments are ISO text (`2022-04-02`, `2022-04-02T20:00`), truth is 0 or 1, spans count code points.
How to open them: [workspace.md](workspace.md).
"""


def page() -> str:
    """All views as Markdown."""
    return INTRODUCTION + "".join(_section(view) for view in VIEWS)


def _section(view: View) -> str:
    meanings = zip(view.names, view.columns.values(), strict=True)
    rows = "\n".join(f"| `{name}` | {meaning} |" for name, meaning in meanings)
    return f"\n## {view.name}\n\nA row is {view.row}.\n\n| column | meaning |\n|---|---|\n{rows}\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), "utf-8", newline="\n")
