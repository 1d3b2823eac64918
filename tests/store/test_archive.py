"""Data that outlive the tool."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.store.answers import every_answer, every_row
from tests.store.conftest import Make
from tests.store.notices import FIRST, TEXTS, take_in, write
from tracer.errors import StoreError
from tracer.link.decisions import PlaceDecision
from tracer.store import Workspace, export_archive, import_archive, open_workspace, status


@pytest.fixture
def full(workspace: Workspace, tmp_path: Path) -> Workspace:
    folder = write(tmp_path / "in", TEXTS | {"d.txt": FIRST.replace("第3号", "第9号").replace("4月10日", "4月11日")})
    take_in(workspace, folder)
    write(folder, {"a.txt": FIRST.replace("30岁", "31岁")})
    take_in(workspace, folder)
    workspace.decide([PlaceDecision(a="x", b="y", same=True)])
    workspace.set_scope("running")
    workspace.link()
    return workspace


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_archive_gives_the_same_workspace_again(full: Workspace, new_target: Make, kind: str) -> None:
    lines = list(export_archive(full))
    other = open_workspace(new_target(kind), create=True)
    assert import_archive(other, lines) == 5
    other.link()
    assert every_answer(other) == every_answer(full)
    assert every_row(other) == every_row(full)
    assert status(other).superseded == 1
    assert list(export_archive(other)) == lines
    assert other.linking() == full.linking()
    assert other.linking()["scope"] == "running"


def test_importing_again_changes_nothing(full: Workspace) -> None:
    lines = list(export_archive(full))
    assert import_archive(full, lines) == 0
    assert list(export_archive(full)) == lines


def test_every_line_is_json_and_says_what_it_is(full: Workspace) -> None:
    kinds = [json.loads(line)["type"] for line in export_archive(full)]
    assert kinds[0] == "tracer-archive"
    assert kinds[-1] == "end"
    assert kinds.count("document") == kinds.count("notice") == 5


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda lines: lines[:-1], "is cut"),
        (lambda lines: [*lines[:2], *lines[3:]], "changed or cut"),
        (lambda lines: [line.replace("30岁", "33岁") for line in lines], "changed or cut"),
        (lambda lines: ["hello\n"], "line 1 is no line of an archive"),
        (lambda lines: ['{"type": "tracer-archive", "version": 99}\n'], "later version"),
        (lambda lines: [], "is cut"),
    ],
)
def test_a_damaged_archive_is_refused_whole(full: Workspace, tmp_path: Path, damage, message: str) -> None:
    lines = damage(list(export_archive(full)))
    other = open_workspace(tmp_path / "other.db", create=True)
    with pytest.raises(StoreError, match=message):
        import_archive(other, lines)
    assert other.notices() == []
