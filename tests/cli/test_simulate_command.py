from __future__ import annotations

import csv
import json

import pytest

from tracer.cli.texts import TEXTS
from tracer.simulate import Settings


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "made"


def contents(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_it_writes_everything_and_says_so(run, folder):
    done = run("simulate", "--cases", "12", "--seed", "5", "-o", str(folder), "--lang", "en")
    assert done.exit_code == 0, done.stderr
    assert "12 cases" in done.stdout
    files = contents(folder)
    assert {"records.jsonl", "settings.json", "truth.csv"} <= set(files)
    texts = {name for name in files if name.startswith("notices/")}
    assert {name.replace("notices/", "annotations/").replace(".txt", ".json") for name in texts} <= set(files)
    rows = list(csv.DictReader((folder / "truth.csv").open(encoding="utf-8")))
    assert len(rows) == 12
    assert {row["infector"] for row in rows} <= {"", *(row["case_id"] for row in rows)}
    assert json.loads(files["settings.json"])["seed"] == 5


def test_the_same_seed_gives_the_same_bytes(run, tmp_path):
    for name in ("a", "b"):
        assert run("simulate", "--cases", "9", "--style", "days", "-o", str(tmp_path / name)).exit_code == 0
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_a_folder_with_something_in_it_is_left_alone(run, folder):
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    done = run("simulate", "-o", str(folder), "--lang", "en")
    assert done.exit_code == 2
    assert "new or an empty folder" in done.stderr
    assert contents(folder) == {"mine.txt": b"mine"}


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--city", "无此市"], "prefecture"),
        (["--r", "11"], "0 to 10"),
        (["--evidence", "2"], "0 to 1"),
        (["--style", "prose"], "one of numbered, daily"),
        (["--cases", "0"], "--cases"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(run, folder, args, words):
    done = run("simulate", *args, "-o", str(folder), "--lang", "en")
    assert done.exit_code == 2
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not folder.exists()


def test_it_speaks_chinese(run, folder):
    assert "份通告" in run("simulate", "--cases", "3", "-o", str(folder), "--lang", "zh").stdout


@pytest.mark.parametrize("name", ["cases", "seed", "variant", "style", "r", "evidence", "imported"])
def test_the_defaults_in_the_help_are_the_defaults(name):
    assert all(f"({getattr(Settings(), name)})" in text for text in TEXTS[f"option.{name}"])
