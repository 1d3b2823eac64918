from __future__ import annotations

import json
import re
import shutil

import networkx as nx
import pytest

RULES = """
subject = "symptoms"

[[rule]]
id = "own.basket"
kind = "symptom"
words = ["眼睛红"]
examples = ["眼睛红"]
not_examples = ["红眼镜"]
"""


@pytest.mark.parametrize("view", ["full", "cases"])
def test_the_graph_is_written_twice_the_same(run, notice, tmp_path, view):
    out, again = tmp_path / "a.graphml", tmp_path / "b.graphml"
    for path in (out, again):
        assert run("graph", notice, "-o", path, "--view", view).exit_code == 0
    assert out.read_bytes() == again.read_bytes()
    graph = nx.read_graphml(out)
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert {"病例7", "病例8"} <= labels
    assert ("望月小区" in labels) is (view == "full")


@pytest.mark.parametrize("suffix", [".json", ".gexf", ".dot", ".cyjs"])
def test_the_name_chooses_the_format(run, notice, tmp_path, suffix):
    out = tmp_path / f"graph{suffix}"
    assert run("graph", notice, "-o", out).exit_code in (0, 2)
    assert out.exists() is (suffix != ".dot")


def test_the_card_of_a_case(run, notice):
    lines = run("query", "case", "病例8", notice).stdout
    for words in ("male", "城东区望月小区", "child", "2022-04-05 - 04-07", "「系病例7的儿子」"):
        assert words in lines


def test_links_place_and_path(run, notice):
    assert "child" in run("query", "links", "病例7", notice).stdout
    assert "病例7" in run("query", "place", "青禾超市", notice).stdout
    assert run("query", "path", "病例8", "病例7", notice).stdout.count("\n") == 1


@pytest.mark.parametrize("question", [["case", "病例7"], ["links", "病例7"], ["place", "望月小区"]])
def test_answers_as_json_carry_their_evidence(run, notice, question):
    answer = json.loads(run("query", *question, notice, "--json").stdout)
    assert '"span"' in json.dumps(answer)


def test_an_unknown_case_is_told_with_what_is_near(run, notice):
    done = run("query", "case", "病例9", notice)
    assert done.exit_code == 1
    assert "病例9" in done.stderr
    assert "病例7" in done.stderr


def test_explain_marks_what_was_read(run, notice):
    shown = run("explain", notice).stdout
    assert "居住于⟦residence:城东区望月小区⟧" in shown
    assert "⟦relation:系⟦target:病例7⟧的⟦role:儿子⟧⟧" in shown


def test_explain_leaves_the_text_whole(run, notice):
    shown = run("explain", notice).stdout
    plain = re.sub(r"⟦[a-z_]+:|⟧", "", shown)
    assert "女,30岁,居住于城东区望月小区。4月2日20:00左右在青禾超市购物。" in plain


def test_explain_needs_the_text(run, notice, tmp_path):
    records = tmp_path / "a.jsonl"
    run("parse", notice, "-o", records)
    done = run("explain", records)
    assert done.exit_code == 2
    assert str(records) in done.stderr


def test_leftovers_are_grouped_by_form(run, tmp_path):
    for number, day in enumerate(("3", "12"), 1):
        text = f"病例{number},女,30岁,居住于城东区望月小区。对其梧桐{day}枝进行编织。2022年4月2日到青禾超市购物。"
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    found = json.loads(run("explain", "--unparsed", tmp_path, "--json", "--top", "0").stdout)
    [form] = [form for form in found["forms"] if "梧桐0枝" in form["form"]]
    assert form["count"] == 2
    raw = (tmp_path / "1.txt").read_text("utf-8")
    assert raw[slice(*form["span"])] == form["text"]
    assert "梧桐0枝" in run("explain", "--unparsed", tmp_path).stdout


def test_leftovers_are_the_same_from_a_file_standard_input_and_records(run, tmp_path):
    text = "病例1,女,30岁,居住于城东区望月小区。2022年4月2日对梧桐枝进行编织。2022年4月2日到青禾超市购物。"
    notice, records = tmp_path / "notices" / "1.txt", tmp_path / "1.jsonl"
    notice.parent.mkdir()
    notice.write_text(text, "utf-8")
    run("parse", notice, "-o", records)

    def forms(*args, **given):
        found = json.loads(run("explain", "--unparsed", "--json", *args, **given).stdout)
        return [(form["form"], form["count"], form["span"], form["text"]) for form in found["forms"]]

    assert [form[0] for form in forms(notice)] == ["0日对梧桐枝进行编织"]
    assert forms(notice) == forms(notice.parent) == forms(records) == forms("-", stdin=text)


def test_the_most_frequent_form_comes_first_with_its_place(run, tmp_path):
    said = "对梧桐进行编织,另有柳条。2022年4月2日到青禾超市购物。另有柳条。"
    (tmp_path / "1.txt").write_text(f"病例1,女,30岁,居住于城东区望月小区。{said}", "utf-8")
    done = run("explain", "--unparsed", tmp_path, "--top", "1")
    start = f"病例1,女,30岁,居住于城东区望月小区。{said}".index("另有柳条")
    assert "另有柳条" in done.stdout
    assert "编织" not in done.stdout
    assert f"1.txt:{start}-{start + 4}" in done.stdout


def test_json_of_explain_goes_with_unparsed(run, notice):
    assert run("explain", notice, "--json").exit_code == 2


def test_evaluate_prints_a_figure_for_each_field(run):
    done = run("evaluate", "fixtures/golden", "fixtures/notices")
    assert done.exit_code == 0
    assert done.stdout.startswith("field")
    assert "residence" in done.stdout


def test_evaluate_as_json_lists_misses_on_demand(run):
    plain = json.loads(run("evaluate", "fixtures/golden", "fixtures/notices", "--json").stdout)
    whole = json.loads(run("evaluate", "fixtures/golden", "fixtures/notices", "--json", "--misses").stdout)
    assert "misses" not in plain
    wrong = sum(m["missed"] + m["invented"] for m in whole["fields"].values())
    assert bool(whole["misses"]) is bool(wrong)
    assert plain["fields"]["case"]["f1"] > 0.9


def test_evaluate_checks_the_annotations(run, tmp_path):
    assert run("evaluate", "--check", "fixtures/golden", "fixtures/notices").exit_code == 0
    shutil.copy("fixtures/notices/datong-17.txt", tmp_path)
    slip = {"cases": [{"label": "病例一百零一", "events": []}]}
    (tmp_path / "datong-17.json").write_text(json.dumps(slip), "utf-8")
    done = run("evaluate", "--check", tmp_path)
    assert done.exit_code == 1
    assert "病例一百零一" in done.stdout


def test_rules_are_listed_shown_and_tried(run):
    listed = run("rules", "list", "--subject", "symptoms").stdout
    name = listed.splitlines()[2].split()[0]
    assert f"id: {name}" in run("rules", "show", name).stdout
    assert run("rules", "test", "出现发热症状").exit_code == 0
    assert run("rules", "test", "qq").exit_code == 1
    assert "tracer rules list" in run("rules", "show", "no.such").stderr


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("[[rule]\n", ""),
        (RULES.replace('words = ["眼睛红"]', "pattern = '(眼睛红'"), "own.basket"),
        (RULES.replace('["红眼镜"]', "[]"), "own.basket"),
        (RULES.replace("words", "wrods"), "wrods"),
    ],
)
def test_a_broken_rule_file_is_told_by_file_and_rule(run, notice, tmp_path, body, says):
    rules = tmp_path / "symptoms.toml"
    rules.write_text(body, "utf-8")
    done = run("parse", notice, "--rules", rules)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert str(rules) in done.stderr
    assert says in done.stderr


def test_schemas_are_printed(run):
    names = run("schema").stdout.split()
    assert "notice" in names
    assert json.loads(run("schema", "notice").stdout)["title"] == "Notice"
    assert run("schema", "novel").exit_code == 1
