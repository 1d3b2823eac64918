"""The commands that keep a workspace, and those that ask one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.store.notices import FIRST, write


@pytest.fixture
def db(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "w.db"
    assert run("ingest", write(tmp_path / "in"), "--db", path).exit_code == 0
    return path


def test_ingest_reports_what_is_new(run: Run, tmp_path: Path) -> None:
    folder, db = write(tmp_path / "in"), tmp_path / "w.db"
    done = run("ingest", folder, "--db", db)
    assert done.stdout == f"{db}: 3 new notices, 0 unchanged, 0 superseded; 0 files failed\n"
    assert "3 unchanged" in run("ingest", folder, "--db", db).stdout
    write(folder, {"a.txt": FIRST.replace("30岁", "31岁")})
    assert "1 new notices, 2 unchanged, 1 superseded" in run("ingest", folder, "--db", db).stdout
    told = json.loads(run("ingest", folder, tmp_path / "gone.txt", "--db", db, "--json").stdout)
    assert (told["unchanged"], told["failed"], len(told["files"])) == (3, 1, 4)


def test_ingest_ends_with_the_usual_codes(run: Run, tmp_path: Path) -> None:
    note = write(tmp_path / "n", {"note.txt": "今天天气很好。"})
    done = run("ingest", note, "--db", tmp_path / "w.db")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (1, "error: no notice found in the input")
    assert run("ingest", tmp_path / "gone.txt", "--db", tmp_path / "w.db").exit_code == 2
    assert run("ingest", "--db", tmp_path / "w.db").exit_code == 2
    assert run("ingest", write(tmp_path / "in"), "--again", "--db", tmp_path / "w.db").exit_code == 2


def test_stored_texts_are_read_again(run: Run, db: Path) -> None:
    assert "3 unchanged" in run("ingest", "--again", "--db", db).stdout


def test_the_workspace_comes_from_the_environment(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACER_DB", str(db))
    assert "病例8" in run("query", "links", "病例7").stdout
    assert "5  cases described" in run("status").stdout


def test_without_any_source_it_says_what_to_give(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TRACER_DB", raising=False)
    done = run("query", "cases")
    assert done.exit_code == 2
    assert "give PATHS, or a workspace with --db" in done.stderr


def test_status_counts(run: Run, db: Path) -> None:
    found = json.loads(run("status", "--db", db, "--json").stdout)
    assert (found["notices"], found["cases"], found["referred"], found["linked"]) == (3, 5, 0, True)
    assert (found["first_day"], found["last_day"]) == ("2022-04-10", "2022-04-12")


QUESTIONS = (
    ["case", "病例7"],
    ["cases"],
    ["timeline", "病例7", "病例9"],
    ["links", "病例7", "--depth", "2"],
    ["path", "病例8", "病例11"],
    ["place", "青禾超市"],
    ["shared"],
    ["exposed", "青禾超市", "--from", "2022-04-02T20:40", "--to", "2022-04-02T22:00"],
    ["at-risk", "病例7", "--window", "4"],
    ["clusters"],
    ["unresolved"],
    ["search", "望月小区"],
)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q[0])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_files_and_workspace_answer_alike(run: Run, db: Path, tmp_path: Path, question: list[str], form: str) -> None:
    files = run("query", *question, tmp_path / "in", "--format", form)
    assert files.exit_code == 0
    assert files.stdout.strip()
    assert run("query", *question, "--db", db, "--format", form).stdout == files.stdout
    assert run("query", *question, db, "--format", form).stdout == files.stdout


@pytest.mark.parametrize("question", QUESTIONS[:1] + QUESTIONS[2:10], ids=lambda q: q[0])
def test_every_row_has_its_evidence(run: Run, tmp_path: Path, question: list[str]) -> None:
    folder = write(tmp_path / "in")
    rows = list(csv.DictReader(io.StringIO(run("query", *question, folder, "--format", "csv").stdout)))
    texts = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert rows
    for row in rows:
        if row["notice"]:
            assert all(words in texts for words in row["text"].split("; "))
            assert all("-" in span for span in row["span"].split("; "))
    assert any(row["notice"] for row in rows)


def test_wrong_limits_say_what_is_wanted(run: Run, db: Path) -> None:
    for option, value, words in (("--from", "soon", "2022-04-13T20:00"), ("--age", "old", "30-40")):
        done = run("query", "cases", "--db", db, option, value)
        assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
        assert words in done.stderr


def test_timeline_tells_names_from_paths(run: Run, tmp_path: Path) -> None:
    folder = write(tmp_path / "in")
    assert "病例7  " in run("query", "timeline", "病例7", "病例9", folder).stdout
    assert run("query", "timeline", folder).exit_code == 2


def test_sql_in_three_forms_and_a_list_of_views(run: Run, db: Path) -> None:
    query = "SELECT label, age FROM cases WHERE age > 60 ORDER BY age"
    lines = run("sql", query, "--db", db, "--format", "csv").stdout.splitlines()
    assert lines == ["label,age", "病例10,64.0", "病例9,66.0"]
    assert json.loads(run("sql", query, "--db", db, "--json").stdout)[0] == {"label": "病例10", "age": 64.0}
    assert "病例10" in run("sql", "-", "--db", db, stdin=query).stdout
    assert "meetings:" in run("sql").stdout
    done = run("sql", "DELETE FROM stored_case", "--db", db)
    assert (done.exit_code, "only reads" in done.stderr) == (2, True)


def test_an_archive_goes_out_and_in(run: Run, db: Path, tmp_path: Path) -> None:
    archive, other = tmp_path / "a.jsonl", tmp_path / "other.db"
    assert run("export-archive", "--db", db, "-o", archive).exit_code == 0
    assert run("export-archive", "--db", db).stdout == archive.read_text("utf-8")
    assert "3 new notices" in run("import-archive", archive, "--db", other).stdout
    assert run("query", "cases", "--db", other).stdout == run("query", "cases", "--db", db).stdout
    assert run("import-archive", tmp_path / "gone", "--db", other).exit_code == 2


@pytest.mark.parametrize("name", ["w.db", "--db"])
def test_graph_and_measures_read_a_workspace(run: Run, db: Path, tmp_path: Path, name: str) -> None:
    source = ["--db", db] if name == "--db" else [db]
    assert run("graph", *source, "-o", tmp_path / "a.graphml").exit_code == 0
    assert run("graph", tmp_path / "in", "-o", tmp_path / "b.graphml").exit_code == 0
    assert (tmp_path / "a.graphml").read_bytes() == (tmp_path / "b.graphml").read_bytes()
    assert (
        run("measures", *source, "--only", "clusters").stdout
        == run("measures", tmp_path / "in", "--only", "clusters").stdout
    )
    for format, suffix in (("linelist", "csv"), ("xlsx", "xlsx")):
        assert run("export", format, *source, "-o", tmp_path / f"x.{suffix}").exit_code == 0


def test_an_empty_workspace_is_no_error_but_no_answer(run: Run, tmp_path: Path) -> None:
    db = tmp_path / "w.db"
    run("ingest", write(tmp_path / "n", {"note.txt": "今天天气很好。"}), "--db", db)
    done = run("query", "cases", "--db", db)
    assert (done.exit_code, "tracer ingest PATHS" in done.stderr) == (1, True)
