from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import NOTICE


def labels(jsonl: str) -> list[str]:
    return [c["label"]["value"] for line in jsonl.splitlines() for c in json.loads(line)["cases"]]


def test_records_are_written_one_notice_a_line(run, notice):
    done = run("parse", notice)
    assert done.exit_code == 0
    assert labels(done.stdout) == ["病例7", "病例8"]
    assert done.stderr == ""


def test_json_is_one_list(run, notice):
    assert len(json.loads(run("parse", notice, "--format", "json").stdout)) == 1


def test_json_without_notice_is_an_empty_list_and_says_so(run, tmp_path):
    plain = tmp_path / "plain.txt"
    plain.write_text("今天天气晴。", "utf-8")
    done = run("parse", plain, "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)) == (1, [])
    assert done.stderr == "error: no notice found in the input\n"


def test_standard_input(run):
    done = run("parse", "-", stdin=NOTICE.encode("gb18030"))
    assert labels(done.stdout) == ["病例7", "病例8"]
    assert json.loads(done.stdout)["source"]["path"] == "-"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "is empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary data"),
        ("scan.pdf", b"%PDF-1.7\n", "PDF"),
    ],
)
def test_a_bad_file_is_named_and_the_others_still_read(run, notice, tmp_path, name, data, says):
    bad = tmp_path / name
    if data is not None:
        bad.write_bytes(data)
    done = run("parse", bad, notice)
    assert done.exit_code == 2
    assert labels(done.stdout) == ["病例7", "病例8"]
    assert len(done.stderr.splitlines()) == 1
    assert str(bad) in done.stderr
    assert says in done.stderr


def test_records_are_read_back(run, notice, tmp_path):
    records = tmp_path / "notices.jsonl"
    assert run("parse", notice, "-o", records).exit_code == 0
    assert run("parse", records).stdout == run("parse", notice).stdout


@pytest.mark.parametrize("format", ["jsonl", "json", "csv", "table"])
def test_output_holds_what_standard_output_would(run, notice, tmp_path, format):
    out = tmp_path / "out"
    assert run("parse", notice, "--format", format, "-o", out).exit_code == 0
    assert out.read_bytes() == run("parse", notice, "--format", format).stdout_bytes


def test_nothing_is_written_where_nothing_was_found(run, tmp_path):
    plain, out = tmp_path / "plain.txt", tmp_path / "out.jsonl"
    plain.write_text("今天天气晴。", "utf-8")
    out.write_text("before", "utf-8")
    assert run("parse", plain, "-o", out).exit_code == 1
    assert out.read_text("utf-8") == "before"


def test_an_output_that_cannot_be_finished_leaves_the_old_file(run, notice, tmp_path, monkeypatch):
    out = tmp_path / "out.jsonl"
    out.write_text("before", "utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    done = run("parse", notice, "-o", out)
    assert done.exit_code == 2
    assert "No space left" in done.stderr
    assert out.read_text("utf-8") == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["notice.txt", "out.jsonl"]


def test_csv_opens_in_excel(run, notice):
    text = run("parse", notice, "--format", "csv").stdout_bytes
    assert text.startswith(b"\xef\xbb\xbfid,date_onset,")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert [row["gender"] for row in rows] == ["female", "male"]
    assert [row["date_positive"] for row in rows] == ["2022-04-08", "2022-04-08"]


def test_csv_cells_are_no_formulas(run, tmp_path, monkeypatch):
    path = tmp_path / "=1+1.txt"
    path.write_text(NOTICE, "utf-8")
    monkeypatch.chdir(tmp_path)
    rows = list(csv.reader(io.StringIO(run("parse", "=1+1.txt", "--format", "csv").stdout)))
    assert rows[1][-1] == "'=1+1.txt"
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_the_table_shows_each_case_in_one_line(run, notice):
    lines = run("parse", notice, "--format", "table").stdout.splitlines()
    [seven] = [line for line in lines if line.startswith("病例7")]
    [eight] = [line for line in lines if line.startswith("病例8")]
    for words in ("female", "30", "城东区望月小区", "2022-04-08"):
        assert words in seven
    assert "儿子 → 病例7" in eight


def test_the_table_lists_places_of_a_notice_without_persons(run):
    done = run("parse", "fixtures/notices/yili-places.txt", "--format", "table")
    assert done.exit_code == 0
    assert "no persons described" in done.stdout
    assert "times" in done.stdout


@pytest.mark.parametrize("published", ["2021-03-04", "2022-03-04"])
def test_the_year_may_be_given(run, published):
    text = "病例1,女,30岁,居住于城东区望月小区。3月2日到青禾超市购物。"
    done = run("parse", "-", "--published", published, stdin=text.encode())
    [event] = json.loads(done.stdout)["cases"][0]["events"]
    assert event["when"]["start"] == f"{published[:4]}-03-02"
    assert "year" in event["when"]["inferred"]


def test_the_same_input_gives_the_same_bytes(shell, notice):
    first, second = (shell("parse", notice, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second
    assert first


def test_directories_and_globs(run, notice, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.txt").write_text(NOTICE.replace("第3号", "第4号"), "utf-8")
    assert len(run("parse", tmp_path).stdout.splitlines()) == 2
    assert len(run("parse", f"{tmp_path}/*/*.txt").stdout.splitlines()) == 1
    assert run("parse", f"{tmp_path}/*.md").exit_code == 2


def test_a_broken_encoding_in_a_path_is_no_crash(shell, tmp_path):
    done = shell("parse", Path(tmp_path) / "没有.txt")
    assert done.returncode == 2
    assert "没有.txt" in done.stderr.decode()
