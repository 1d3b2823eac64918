from __future__ import annotations

import json

import pytest

from tracer.export.formats import FORMATS


def test_every_format_is_a_file_or_a_folder(run, notice, tmp_path):
    for name, form in FORMATS.items():
        if name in ("xlsx", "parquet"):
            pytest.importorskip({"xlsx": "xlsxwriter", "parquet": "pyarrow"}[name])
        target = tmp_path / f"out-{name}"
        assert run("export", name, notice, "-o", target).exit_code == 0
        assert target.is_dir() == form.folder


def test_the_view_and_the_stubs_are_chosen(run, notice, tmp_path):
    assert run("export", "json", notice, "-o", tmp_path / "a.json", "--view", "cases").exit_code == 0
    kinds = {node["kind"] for node in json.loads((tmp_path / "a.json").read_text("utf-8"))["nodes"]}
    assert kinds == {"case"}
    assert run("export", "epicontacts", notice, "-o", tmp_path / "epi", "--only-described").exit_code == 0


def test_an_option_that_means_nothing_to_the_format_is_refused(run, notice, tmp_path):
    result = run("export", "dot", notice, "-o", tmp_path / "a.dot", "--only-described")
    assert result.exit_code == 2
    assert "--only-described means nothing to dot" in result.stderr
    assert not (tmp_path / "a.dot").exists()


def test_clusters_get_folders(run, notice, tmp_path):
    result = run("export", "gexf", notice, "-o", tmp_path / "out", "--per-cluster", "--lang", "zh")
    assert result.exit_code == 0
    assert "1 个聚集性疫情" in result.stderr
    assert (tmp_path / "out" / "cluster-01" / "cluster.gexf").is_file()


def test_what_is_hidden_is_hidden_and_what_remains_is_told(run, notice, tmp_path):
    hidden = ("--deidentify", "strict", "--salt", "s", "--shift-days", "auto")
    for name in ("a", "b"):
        result = run("export", "json", notice, "-o", tmp_path / name, *hidden)
        assert result.exit_code == 0
    assert "what remains: 2 cases; the fewest alike in sex, age band and county are 1" in result.stderr
    text = (tmp_path / "a").read_text("utf-8")
    assert text == (tmp_path / "b").read_text("utf-8")
    assert not any(word in text for word in ("望月", "青禾", "病例7", "2022-04-08", "notice.txt"))


@pytest.mark.parametrize("days", ["soon", "1.5", "99999"])
def test_a_shift_is_a_number_of_days(run, notice, tmp_path, days):
    result = run("export", "json", notice, "-o", tmp_path / "a", "--deidentify", "strict", "--shift-days", days)
    assert result.exit_code == 2
    assert "number of days" in result.stderr


def test_nothing_is_written_where_there_is_no_notice(run, tmp_path):
    (tmp_path / "empty.txt").write_text("今日天气晴。", "utf-8")
    assert run("export", "dot", tmp_path / "empty.txt", "-o", tmp_path / "a.dot").exit_code == 1
    assert not (tmp_path / "a.dot").exists()


@pytest.mark.parametrize(
    "picture",
    [("chain",), ("timeline", "--case", "病例7"), ("epicurve", "--by", "positive"), ("places", "--min-cases", "2")],
)
def test_every_picture_is_drawn(run, notice, tmp_path, picture):
    pytest.importorskip("matplotlib")
    name, *more = picture
    result = run("plot", name, notice, "-o", tmp_path / "a.svg", *more, lang="zh_CN.UTF-8")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<?xml")


def test_a_missing_font_is_told_in_one_line(run, notice, tmp_path, monkeypatch):
    pytest.importorskip("matplotlib")
    from tracer.plot import fonts

    monkeypatch.setattr(fonts, "FONTS", ())
    fonts.chinese_font.cache_clear()
    try:
        result = run("plot", "chain", notice, "-o", tmp_path / "a.png")
    finally:
        fonts.chinese_font.cache_clear()
    assert result.exit_code == 0
    assert [line[:5] for line in result.stderr.splitlines()] == ["note:"]


def test_a_picture_of_another_kind_is_refused(run, notice, tmp_path):
    pytest.importorskip("matplotlib")
    result = run("plot", "chain", notice, "-o", tmp_path / "a.gif")
    assert result.exit_code == 2
    assert ".svg, .png, .pdf" in result.stderr
