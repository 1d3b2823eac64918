"""``tracer places review``, ``--scope`` and ``--decisions`` from the command line."""

from __future__ import annotations

import json

import pytest

LIST = "关于大同市{title}的通报\n{cases}\n大同市疫情防控领导小组办公室\n2022年4月{day}日\n"
COMPOUND, SHORT = "大同市/平城区/御河悦府小区", "大同市/御河悦府"


@pytest.fixture
def notices(tmp_path):
    folder = tmp_path / "notices"
    folder.mkdir()
    first = "病例31,男,40岁,居住于平城区御河悦府小区。"
    second = "病例32,女,28岁,居住于御河悦府,系病例31的妻子。"
    for day, cases in ((10, first), (12, second)):
        text = LIST.format(title="新增病例情况", cases=cases, day=day)
        (folder / f"{day}.txt").write_text(text, "utf-8")
    return folder


def test_the_list_names_both_and_how_to_decide(run, notices):
    done = run("places", "review", notices)
    assert done.exit_code == 0
    assert COMPOUND in done.stdout
    assert SHORT in done.stdout
    assert "--confirm ID ID" in done.stdout


def test_the_list_in_chinese(run, notices):
    assert "已合并" in run("--lang", "zh", "places", "review", notices).stdout


def test_a_decision_is_kept_in_the_file_and_used(run, notices, tmp_path):
    file = tmp_path / "places.toml"
    done = run("places", "review", notices, "--decisions", file, "--split", SHORT, COMPOUND)
    assert done.exit_code == 0
    assert "same = false" in file.read_text("utf-8")
    for decisions, expected in (((), 1), (("--decisions", file), 2)):
        found = run("query", "place", "御河悦府小区", notices, "--json", *decisions)
        assert len({row["place_id"] for row in json.loads(found.stdout)}) == expected


def test_json_gives_every_variant_with_its_words(run, notices):
    [doubt] = json.loads(run("places", "review", notices, "--json").stdout)
    assert [(v["id"], v["text"]) for v in doubt["variants"]] == [
        (SHORT, "御河悦府"),
        (COMPOUND, "平城区御河悦府小区"),
    ]


def test_a_workspace_keeps_the_decision_itself(run, notices, tmp_path):
    db = tmp_path / "outbreak.db"
    run("ingest", notices, "--db", db)
    assert json.loads(run("places", "review", "--db", db, "--json").stdout) != []
    assert run("places", "review", "--db", db, "--split", SHORT, COMPOUND).exit_code == 0
    assert json.loads(run("places", "review", "--db", db, "--json").stdout) == []
    found = json.loads(run("query", "place", "御河悦府小区", "--db", db, "--json").stdout)
    assert len({row["place_id"] for row in found}) == 2


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--confirm", SHORT, COMPOUND), "--decisions FILE"),
        (("--confirm", SHORT, "x"), "no place x in the notices"),
        (("--confirm", SHORT), "--confirm"),
    ],
)
def test_what_cannot_be_decided_is_an_error_with_a_way_out(run, notices, arguments, reason):
    done = run("places", "review", notices, *arguments)
    assert done.exit_code in (1, 2)
    assert reason in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_holds_no_decisions_is_an_error(run, notices, tmp_path):
    file = tmp_path / "places.toml"
    file.write_text("[[place]", "utf-8")
    done = run("graph", notices, "-o", tmp_path / "a.graphml", "--decisions", file)
    assert done.exit_code == 2
    assert "holds no decisions" in done.stderr


@pytest.mark.parametrize(("scope", "linked"), [("running", True), ("daily", False)])
def test_the_scope_of_numbers_can_be_given(run, notices, scope, linked):
    done = run("query", "links", "病例32", notices, "--scope", scope, "--json")
    described = {link["target"] for link in json.loads(done.stdout) if link["kind"] == "relation"}
    assert all(target.startswith("stub:") for target in described) != linked


def test_a_workspace_keeps_the_scope(run, notices, tmp_path):
    db = tmp_path / "outbreak.db"
    run("ingest", notices, "--db", db, "--scope", "daily")
    found = json.loads(run("query", "links", "病例32", "--db", db, "--json").stdout)
    assert [link["target"] for link in found if link["kind"] == "relation"] != []
    assert all(link["target"].startswith("stub:") for link in found if link["kind"] == "relation")


def test_the_day_of_a_list_is_in_its_name(run, tmp_path):
    for day, more in (("20220410", ""), ("20220412", ",系4月10日发布的确诊病例1的同事")):
        text = f"确诊病例1,男,{day[-2:]}岁,居住于大同市平城区{more}。4月8日核酸检测结果阳性。\n"
        (tmp_path / f"{day}.txt").write_text(text, "utf-8")
    done = run("query", "links", "确诊病例1@2022-04-12", tmp_path, "--json")
    assert [link["target_label"] for link in json.loads(done.stdout) if link["kind"] == "relation"] == [
        "确诊病例1@2022-04-10"
    ]
    assert not any(link["target"].startswith("stub:") for link in json.loads(done.stdout))
