"""``tracer infer``, ``why`` and ``check``: formats, exit codes, both languages, errors."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest

FAMILY = """关于病例7至病例9活动轨迹的通告
(2022年第3号)
截至4月9日24:00,我市累计报告确诊病例9例。
病例7
男,36岁,居住于城东区望月小区。4月3日出现发热症状。4月5日由城东区实施集中隔离医学观察。4月6日核酸检测结果阳性。
病例8
女,34岁,居住于城东区望月小区,系病例7的妻子。4月6日出现咳嗽症状。4月6日由城东区实施集中隔离医学观察。4月7日核酸检测结果阳性。
病例9
女,70岁,居住于城西区柳荫小区。4月8日核酸检测结果阳性。
临江市疫情防控指挥部
2022年4月10日
"""


@pytest.fixture
def family(tmp_path: Path) -> Path:
    path = tmp_path / "family.txt"
    path.write_text(FAMILY, "utf-8")
    return path


KIN = """关于病例48-51活动轨迹的通告
(2022年第42号)
截至4月12日24:00,我市本轮疫情报告本土确诊病例32例,无症状感染者19例。
病例48
女,56岁,居住于城西区松柏小区,系病例44的弟媳,患病长期居家。4月10日由城西区实施集中隔离医学观察,4月11日核酸检测结果阳性。
病例49
男,19岁,居住于城西区清溪小区。4月2日20:00左右在东街广场楼下青禾奶茶店买奶茶。4月11日核酸检测结果阳性。
病例50
女,5岁,居住于城东区望月小区,系病例33的女儿。4月5日-7日居家未外出,4月8日由城东区实施集中隔离医学观察,4月11日核酸检测结果阳性。
病例51
女,37岁,居住于城东区望月小区,系病例33的妻子。4月5日-7日居家未外出,4月8日由城东区实施集中隔离医学观察,4月11日核酸检测结果阳性。
临江市疫情防控指挥部
2022年4月13日
"""


def test_kin_of_cases_described_elsewhere(run, tmp_path):
    """A family with its inferred mother and daughter, two in-laws apart, one alone; nobody is said to infect any."""
    path, folder = tmp_path / "kin.txt", tmp_path / "clusters"
    path.write_text(KIN, "utf-8")
    assert "病例51  ⇢  病例50" in run("query", "links", "病例50", path).stdout
    assert run("export", "epicontacts", path, "--per-cluster", "-o", folder).exit_code == 0
    parts = [
        {r[end].rpartition("/")[2] for r in csv.DictReader(file.open(encoding="utf-8")) for end in ("from", "to")}
        for file in sorted(folder.glob("*/contacts.csv"))
    ]
    assert parts == [{"病例33", "病例50", "病例51"}, {"病例44", "病例48"}]
    forest = json.loads(run("infer", path, "--format", "json").stdout)["forest"]
    assert len(forest) == 6
    assert all(row["generation"] == 0 for row in forest)


def test_the_table_tells_candidates_and_the_unknown(run, family):
    shown = run("infer", family).stdout
    assert "omicron" in shown
    [line] = [line for line in shown.splitlines() if line.startswith("病例8")]
    assert "病例7" in line
    assert "household" in line
    assert "1 more cases" in shown
    assert "来源不明" in run("infer", family, lang="zh_CN.UTF-8").stdout


def test_the_tree_is_drawn(run, family):
    lines = run("infer", family, "--tree").stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("病例7"))
    assert lines[at + 1].startswith("└─ 病例8")


def test_json_and_csv_say_the_same(run, family, tmp_path):
    found = json.loads(run("infer", family, "--format", "json").stdout)
    wife = next(c for c in found["cases"] if c["label"] == "病例8")
    assert wife["unknown"] + wife["imported"] + sum(c["probability"] for c in wife["candidates"]) == pytest.approx(
        1, abs=0.001
    )
    assert found["index_cases"] == ["临江-2022-3/病例7"]
    out = tmp_path / "sources.csv"
    assert run("infer", family, "--format", "csv", "-o", out).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    [row] = [r for r in rows if r["label"] == "病例8" and r["source_label"] == "病例7"]
    assert float(row["probability"]) == wife["candidates"][0]["probability"]
    tree = list(csv.DictReader(io.StringIO(run("infer", family, "--tree", "--format", "csv").stdout)))
    assert {r["label"]: r["generation"] for r in tree} == {"病例7": "0", "病例8": "1", "病例9": "0"}


def test_why_tells_the_words(run, family):
    shown = run("why", "病例7", "病例8", family).stdout
    for words in ("「系病例7的妻子」", "serial interval 3 days", "attack rate 21.1%", "2022-03-30 - 04-05"):
        assert words in shown
    assert "nothing in the notices joins" in run("why", "病例7", "病例9", family).stdout
    found = json.loads(run("why", "病例7", "病例8", family, "--json").stdout)
    assert found["verdict"] == "candidate"
    assert found["grounds"][0]["link"]["evidence"][0]["span"]


TABLES = ("--linelist", "fixtures/tables/linelist.csv", "--contacts", "fixtures/tables/contacts.csv")


def test_tables_serve_as_notices_do(run):
    assert "97% stated" in run("infer", *TABLES, "--tree").stdout
    shown = run("why", "P1", "P2", *TABLES)
    assert (shown.exit_code, "「P1,P2」" in shown.stdout) == (0, True)
    done = run("check", *TABLES)
    assert done.exit_code == 1
    assert "after the infected on 2021-01-03" in done.stdout
    both = run("check", *TABLES, "notices/")
    assert (both.exit_code, len(both.stderr.splitlines())) == (2, 1)


def test_why_of_an_unknown_case_is_one_line(run, family):
    done = run("why", "病例7", "病例88", family)
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)


def test_check_ends_with_1_where_there_is_something(run, family):
    assert run("check", family).exit_code == 0
    family.write_text(FAMILY.replace("男,36岁", "女,36岁").replace("4月3日出现发热", "4月30日出现发热"), "utf-8")
    done = run("check", family)
    assert done.exit_code == 1
    assert "a couple (妻子), both female" in done.stdout
    found = json.loads(run("check", family, "--format", "json").stdout)
    assert {d["code"] for d in found} == {"couple_of_one_sex", "far_apart"}
    assert all(d["evidence"] for d in found)
    rows = list(csv.DictReader(io.StringIO(run("check", family, "--format", "csv").stdout)))
    assert len(rows) == len(found)
    assert "性别同为" in run("check", family, lang="zh_CN.UTF-8").stdout


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--variant", "omega"], "omicron"),
        (["--window", "3"], "one of 2, 4"),
        (["--parameters", "no.toml"], "no.toml"),
        (["--min", "2"], "--min"),
    ],
)
def test_wrong_assumptions_are_one_line(run, family, more, says):
    done = run("infer", family, *more)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert says in done.stderr


def test_candidates_are_in_files_only_where_asked_for(run, family, tmp_path):
    plain, more = tmp_path / "plain.graphml", tmp_path / "more.graphml"
    run("graph", family, "-o", plain)
    run("graph", family, "-o", more, "--candidates")
    kinds = [{d["kind"] for *_, d in nx.read_graphml(path).edges(data=True)} for path in (plain, more)]
    assert "candidate" not in kinds[0]
    assert kinds[1] - kinds[0] == {"candidate"}
    folder = tmp_path / "epi"
    assert run("export", "epicontacts", family, "--candidates", "-o", folder).exit_code == 0
    rows = list(csv.DictReader(io.StringIO((folder / "contacts.csv").read_text("utf-8"))))
    [row] = [r for r in rows if r["kind"] == "candidate" and r["to"].endswith("病例8")]
    assert row["infection"] == "false"
