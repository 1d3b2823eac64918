"""``tracer measures`` as a user calls it."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tracer.cli import main

TABLES = Path(__file__).parents[2] / "fixtures" / "tables"
LINELIST = ["--linelist", str(TABLES / "linelist.csv"), "--contacts", str(TABLES / "contacts.csv")]
PAIRS = ["--pairs", str(TABLES / "pairs.csv"), "--columns", "infector=source_case,infectee=case,household=at_home"]
NOTICE = (
    "病例1,女,30岁。2022年4月1日出现发热症状。4月3日被确诊。\n病例2,男,31岁,感染来源为病例1。4月5日出现发热症状。\n"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["measures", *arguments, "--resamples", "20", "--lang", "en"])


def test_the_table_holds_each_measure_and_the_refusal() -> None:
    shown = run(*LINELIST).stdout
    assert shown.startswith("8 cases, 5 pairs")
    for words in ("longest chain (generations)", "serial interval (days)", "k (moments)", "peak 2 on 2021-01-07"):
        assert words in shown
    assert "secondary attack rate: not computed" in shown


def test_the_table_in_chinese() -> None:
    shown = CliRunner().invoke(main, ["measures", *LINELIST, "--lang", "zh"]).stdout
    assert "8 个病例,5 对传播关系" in shown
    assert "第 2 代病例" in shown


def test_json() -> None:
    data: dict[str, Any] = json.loads(run(*PAIRS, "--format", "json", "--threshold", "3").stdout)
    assert data["superspreaders"] == [{"case": "P1", "infected": 3}]
    assert data["settings"] == {"seed": 1, "resamples": 20, "threshold": 3}


@pytest.mark.parametrize(("part", "rows"), [("clusters", 2), ("cases", 8), ("curve", 12)])
def test_csv_parts(part: str, rows: int) -> None:
    found = list(csv.DictReader(io.StringIO(run(*LINELIST, "--format", "csv", "--part", part).stdout)))
    assert len(found) == rows


def test_a_file_instead_of_the_screen(tmp_path: Path) -> None:
    target = tmp_path / "m.csv"
    result = run(*LINELIST, "--format", "csv", "--only", "offspring", "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert target.read_text(encoding="utf-8-sig").startswith("measure,group,statistic,value,n,low,high,method")


def test_notices(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text(NOTICE, encoding="utf-8")
    result = run(str(path), "--format", "json", "--only", "delay")
    found = [e for e in json.loads(result.stdout)["estimates"] if e["statistic"] == "mean"]
    assert [(e["group"], e["value"]) for e in found] == [("onset to confirmation", 2)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give either notices"),
        (["x.txt", *LINELIST], "give either notices"),
        (["x.txt", "--columns", "id=x"], "--columns and --date-format go with"),
        ([*LINELIST, "--only", "secondary_attack_rate"], "is not computed"),
        ([*LINELIST, "--only", "r0"], "no measure 'r0'"),
        (["--pairs", str(TABLES / "pairs.csv")], "no column for infector"),
        (["--contacts", "nowhere.csv"], "nowhere.csv: no such file"),
    ],
)
def test_errors_are_one_line(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code != 0
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_contradictions_are_told_and_do_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    rows = "".join(f"a,b{i},2021-01-0{i % 2 + 1}\nc{i},d{i},\nc{i},e{i},2021-01-01\n" for i in range(7))
    path.write_text("infector,infectee,infector_onset\n" + rows + "c0,f,2021-01-02\n", encoding="utf-8")
    result = run("--pairs", str(path), "--only", "clusters")
    assert result.exit_code == 0
    assert "note: " in result.stderr
    assert "left out" in result.stderr


def test_help_has_an_example() -> None:
    shown = run("--help").stdout
    assert "$ tracer measures --linelist" in shown
    assert "option." not in shown
