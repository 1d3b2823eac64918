from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import NOTICE
from tracer.cli import main
from tracer.cli.texts import TEXTS
from tracer.cli.texts_export import EXPORT_TEXTS
from tracer.cli.texts_infer import INFER_TEXTS
from tracer.cli.texts_measures import MEASURES_TEXTS
from tracer.cli.texts_simulate import SIMULATE_TEXTS

COMMANDS = sorted(main.commands)


def test_every_sentence_is_there_in_both_languages():
    assert not [key for key, (english, chinese) in TEXTS.items() if bool(english) != bool(chinese)]


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_the_chinese_fills_no_field_that_the_english_lacks(key):
    fields = [{part.partition("}")[0] for part in text.split("{")[1:]} for text in TEXTS[key]]
    assert fields[1] <= fields[0]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("lang", "usage", "example"), [("en", "Usage:", "Example"), ("zh", "用法:", "示例")])
def test_help_speaks_the_language_and_has_an_example(run, command, lang, usage, example):
    done = run(command, "--help", "--lang", lang)
    assert done.exit_code == 0
    assert usage in done.stdout
    assert example in done.stdout
    assert f"$ tracer {command}" in done.stdout


def test_without_a_command_there_is_help(run):
    done = run()
    assert done.exit_code == 0
    assert all(command in done.stdout for command in COMMANDS)


def test_the_locale_chooses_the_language(run):
    assert "用法" in run("--help", lang="zh_CN.UTF-8").stdout
    assert "Usage" in run("parse", "--help", "--lang=en", lang="zh_CN.UTF-8").stdout


@pytest.mark.parametrize(
    ("args", "english", "chinese"),
    [
        (["parse"], "PATHS", "缺少"),
        (["parse", "a.txt", "--format", "xml"], "one of table, jsonl, json, csv", "可选 table, jsonl"),
        (["parse", "a.txt", "--fromat", "csv"], "no option --fromat", "没有选项 --fromat"),
        (["parse", "a.txt", "--published", "soon"], "2022-04-13", "日期写作 2022-04-13"),
        (["prase"], "no command prase", "没有命令 prase"),
        (["schema", "case", "more"], "too many arguments: more", "多余的参数:more"),
        (["graph", "a.txt", "-o", "x.doc"], ".graphml", "文件名须"),
        (["explain", "a.txt", "--top", "many"], "whole number", "整数"),
        (["parse", "-o"], "-o", "-o"),
    ],
)
def test_wrong_usage_is_one_line_that_points_to_help(run, args, english, chinese):
    for lang, words in (("C", english), ("zh_CN.UTF-8", chinese)):
        done = run(*args, lang=lang)
        assert done.exit_code == 2
        assert len(done.stderr.splitlines()) == 1
        assert words in done.stderr
        assert "--help" in done.stderr


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(NOTICE.replace("第3号", f"第{number}号"), "utf-8")
    program = [sys.executable, "-m", "tracer", "parse", str(tmp_path)]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 1


def test_nothing_is_coloured_outside_a_terminal(shell, notice):
    assert b"\x1b" not in shell("explain", notice).stdout


@pytest.mark.skipif(os.name == "nt", reason="pseudo terminals")
@pytest.mark.parametrize(("no_color", "colours"), [("", True), ("1", False)])
def test_no_color_is_heeded_on_a_terminal(notice, no_color, colours):
    import pty

    leader, follower = pty.openpty()
    environment = {**os.environ, "NO_COLOR": no_color, "TERM": "xterm", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen([sys.executable, "-m", "tracer", "explain", notice], stdout=follower, env=environment):
        os.close(follower)
        written = b""
        try:
            while chunk := os.read(leader, 65536):
                written += chunk
        except OSError:
            pass  # the way Linux says that the other side is closed
    os.close(leader)
    assert "望月小区".encode() in written
    assert (b"\x1b[" in written) is colours


def test_version(run):
    assert run("--version").stdout.startswith("tracer 0.")


def test_no_sentence_is_given_twice():
    parts = (EXPORT_TEXTS, INFER_TEXTS, MEASURES_TEXTS, SIMULATE_TEXTS)
    keys = [key for part in parts for key in part]
    assert sorted(set(keys)) == sorted(keys)


def test_the_list_of_commands_tells_each_with_its_help_and_loads_none():
    code = (
        "import sys; from tracer.cli import main\n"
        "try: main([])\n"
        "finally: print([m for m in ('tracer.cli.parse', 'tracer.models', 'networkx') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[-1] == "[]"
    assert [c for c in COMMANDS if not any(line.split()[:1] == [c] and len(line.split()) > 1 for line in lines)] == []
