"""The line list: columns, dates, and cells a spreadsheet must not run."""

import csv
import io
from pathlib import Path

import pytest

from tests.builders import case, notice, words
from tests.outbreak import sample_notice
from tracer import models as m
from tracer.errors import ExportError
from tracer.export import write_linelist
from tracer.export.linelist import STANDARD, harmless


def rows(*notices: m.Notice) -> list[dict[str, str]]:
    out = io.BytesIO()
    write_linelist(notices, out)
    return list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))


def test_the_standard_tags_come_first_and_excel_knows_the_encoding(tmp_path: Path) -> None:
    write_linelist([sample_notice()], tmp_path / "a.csv")
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").splitlines()[0].split(",")[:10] == list(STANDARD)


def test_one_row_a_case() -> None:
    mother, child, *_, nameless = rows(sample_notice())
    assert mother["id"] == "N/病例51"
    assert (mother["gender"], mother["age"], mother["location"]) == ("female", "37", "东城区星光小区")
    assert (mother["date_positive"], mother["date_admission"]) == ("2022-04-11", "2022-04-12")
    assert (mother["date_reporting"], mother["date_onset"]) == ("2022-04-13", "")
    assert (child["age"], child["age_value"], child["age_unit"]) == ("1.5", "18", "month")
    assert nameless["date_onset"] == "2022-04-01"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_is_made_harmless(start: str) -> None:
    assert harmless(f"{start}1") == f"'{start}1"
    assert rows(notice([case(occupation=words(f"{start}1"))]))[0]["occupation"] == f"'{start}1"


def test_an_id_that_stands_twice_is_an_error_that_names_it() -> None:
    with pytest.raises(ExportError, match="N/病例7"):
        rows(notice([case("病例7"), case("病例7"), case("病例8")]))
