"""Workbook, Parquet, Cytoscape and DOT, each read back by a program that is not ours."""

import datetime
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from tests.builders import case, notice, words
from tests.outbreak import sample_notice
from tracer.errors import ExportError
from tracer.export.cytoscape import write_cytoscape
from tracer.export.dot import write_dot
from tracer.export.extras import load
from tracer.export.parquet import write_parquet
from tracer.export.tables import all_tables
from tracer.export.xlsx import write_xlsx
from tracer.graph import build_graph


@pytest.fixture
def graph() -> Any:
    return build_graph([sample_notice()])


def test_every_case_event_relation_and_place_has_its_row(graph: Any) -> None:
    tables = all_tables(graph)
    count = {name: len(content.rows) for name, content in tables.items()}
    assert count["cases"] == 5
    assert count["events"] == sum(len(c.events) for c in sample_notice().cases)
    assert count["relations"] == 3
    assert count["edges"] == graph.number_of_edges()
    assert all(len(row) == len(t.columns) for t in tables.values() for row in t.rows)


def test_openpyxl_reads_dates_as_dates_and_nothing_as_a_formula(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("xlsxwriter")
    risky = sample_notice().cases[0].model_copy(update={"occupation": words("=1+1")})
    write_xlsx(build_graph([notice([risky], issued_on="2022-04-13")]), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["cases", "events", "relations", "places", "edges", "notes"]
    head, row = (list(values) for values in list(book["cases"].iter_rows(values_only=True))[:2])
    found = dict(zip(head, row, strict=True))
    assert (found["id"], found["age"], found["described"]) == ("N/病例51", 37, True)
    assert found["date_positive"] == datetime.datetime(2022, 4, 11)
    cell = book["cases"].cell(2, head.index("occupation") + 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_workbook_is_the_same_bytes_each_time(graph: Any) -> None:
    pytest.importorskip("xlsxwriter")
    first, second = io.BytesIO(), io.BytesIO()
    write_xlsx(graph, first)
    write_xlsx(build_graph([sample_notice()]), second)
    assert first.getvalue() == second.getvalue()


def test_pyarrow_reads_types(graph: Any, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    from pyarrow import parquet

    write_parquet(graph, tmp_path)
    assert sorted(p.stem for p in tmp_path.iterdir()) == sorted(all_tables(graph))
    [mother] = [r for r in parquet.read_table(tmp_path / "cases.parquet").to_pylist() if r["id"] == "N/病例51"]
    assert (mother["age"], mother["date_positive"], mother["described"]) == (37.0, datetime.date(2022, 4, 11), True)


def test_a_missing_library_is_an_error_that_says_what_to_install() -> None:
    with pytest.raises(ExportError, match=r"pip install 'tracer-notices\[xlsx\]'"):
        load("no_such_module", "xlsx", "this")


def test_networkx_reads_the_cytoscape_json(graph: Any) -> None:
    out = io.StringIO()
    write_cytoscape(graph, out)
    data = json.loads(out.getvalue())
    back = nx.cytoscape_graph(data)
    assert sorted(back) == sorted(graph)
    assert back.number_of_edges() == graph.number_of_edges()
    assert back.nodes["N/病例51"]["name"] == "病例51"
    classes = {c for n in data["elements"]["nodes"] for c in n["classes"].split()}
    assert {"case", "place", "stub"} <= classes


def dot_of(graph: Any) -> str:
    out = io.StringIO()
    write_dot(graph, out)
    return out.getvalue()


def test_dot_stands_cases_of_one_day_in_one_column(graph: Any) -> None:
    text = dot_of(graph)
    assert '"?" -> "2022-04-01" -> "2022-04-11" -> "2022-04-13"' in text
    assert '{ rank=same; "2022-04-01"; "N/钱某某"; }' in text
    assert 'label="钱某某"' not in text


def test_graphviz_draws_the_dot() -> None:
    dot = shutil.which("dot")
    if dot is None:
        pytest.skip("graphviz is not installed")
    odd = build_graph([notice([case('病例"1\\'), case("病例2")]), sample_notice()])
    done = subprocess.run([dot, "-Tplain"], input=dot_of(odd).encode(), capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    lines = [line.split() for line in done.stdout.decode().splitlines()]
    at = {line[1].strip('"'): float(line[2]) for line in lines if line[0] == "node"}
    assert at["2022-04-01"] < at["2022-04-11"] < at["2022-04-13"]
    assert at["N/病例51"] == pytest.approx(at["2022-04-11"], abs=0.3)
