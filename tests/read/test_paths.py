"""Files, directories, globs and standard input."""

from pathlib import Path

import pytest

from tracer.read.paths import find_inputs


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.TXT", "sub/c.txt", "sub/d.csv", ".hidden/e.txt", "sub/._c.txt", "病例[1].txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("病例1", "utf-8")
    (tmp_path / "bare").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["."], ["./a.TXT", "./b.txt", "./病例[1].txt", "./sub/c.txt"]),
        (["b.txt", "sub"], ["b.txt", "sub/c.txt"]),
        (["*.txt"], ["b.txt", "病例[1].txt"]),
        (["**/*.csv"], ["sub/d.csv"]),
        (["病例[1].txt"], ["病例[1].txt"]),
        (["b.txt", "./b.txt", "b*"], ["b.txt"]),
        (["-", "-"], ["-"]),
        (["none.txt"], ["none.txt"]),
    ],
)
def test_what_is_read(folder: Path, arguments: list[str], files: list[str]) -> None:
    inputs = find_inputs(arguments)
    assert list(inputs.files) == files
    assert not inputs.errors


@pytest.mark.parametrize(
    ("argument", "words"), [("*.doc", "no file matches"), ("bare", "no .txt file in this directory")]
)
def test_a_name_that_stands_for_nothing_does_not_stop_the_others(folder: Path, argument: str, words: str) -> None:
    inputs = find_inputs([argument, "b.txt"])
    assert inputs.files == ("b.txt",)
    assert [words in str(error) for error in inputs.errors] == [True]
