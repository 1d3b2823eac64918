"""What comes into a workspace: once, wholly, and in any order."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.store.answers import every_answer, every_row
from tests.store.conftest import Make
from tests.store.notices import FIRST, SECOND, TEXTS, THIRD, take_in, write
from tracer.errors import StoreError
from tracer.graph import build_graph
from tracer.rulebook import load
from tracer.store import Outcome, Workspace, ingest, open_workspace, reread, run_sql, status


def counts(outcomes: Sequence[Outcome]) -> tuple[int, ...]:
    return tuple(sum(getattr(o, name) for o in outcomes) for name in ("new", "unchanged", "superseded", "reread"))


def test_what_is_known_is_unchanged(workspace: Workspace, tmp_path: Path) -> None:
    folder = write(tmp_path / "in")
    assert counts(take_in(workspace, folder)) == (3, 0, 0, 0)
    before = every_answer(workspace), every_row(workspace)
    assert counts(take_in(workspace, folder)) == (0, 3, 0, 0)
    assert (every_answer(workspace), every_row(workspace)) == before


def test_a_copy_under_another_name_is_known(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write(tmp_path / "in", {"a.txt": FIRST}))
    assert counts(take_in(workspace, write(tmp_path / "copy", {"z.txt": FIRST}))) == (0, 1, 0, 0)
    assert len(workspace.notices()) == 1


def test_the_graph_is_that_of_the_notices(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write(tmp_path / "in"))
    kept, built = workspace.graph(), build_graph(workspace.notices())
    assert list(kept.nodes(data=True)) == list(built.nodes(data=True))
    assert list(kept.edges(keys=True, data=True)) == list(built.edges(keys=True, data=True))
    for name in ("cases", "records", "notices", "history"):
        assert dict(kept.graph[name]) == dict(built.graph[name])
    assert kept.graph["doubts"] == built.graph["doubts"]


def test_the_text_and_every_span_are_kept(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write(tmp_path / "in"))
    found = run_sql(
        workspace,
        "SELECT d.raw, e.text, e.span_start, e.span_end FROM events e JOIN notices n ON n.notice_id = e.notice_id "
        "JOIN documents d ON d.document_id = n.document_id",
    )
    assert len(found.rows) > 10
    assert [row for row in found.rows if row[0][row[2] : row[3]] != row[1]] == []


def test_the_order_of_arrival_changes_nothing(new_target: Make, tmp_path: Path) -> None:
    folder = write(tmp_path / "in")
    answers = []
    for order in itertools.permutations(TEXTS):
        workspace = open_workspace(new_target("sqlite"), create=True)
        for name in order:
            take_in(workspace, folder / name)
        answers.append((every_answer(workspace), every_row(workspace)))
    assert answers == [answers[0]] * 6


def test_both_databases_answer_alike(new_target: Make, tmp_path: Path) -> None:
    folder = write(tmp_path / "in")
    answers = []
    for kind in ("sqlite", "postgresql"):
        workspace = open_workspace(new_target(kind), create=True)
        take_in(workspace, folder)
        answers.append((every_answer(workspace), every_row(workspace)))
    assert answers[0] == answers[1]


def test_a_stub_is_filled_when_its_notice_comes(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write(tmp_path / "in", {"b.txt": SECOND}))
    assert (status(workspace).cases, status(workspace).referred) == (2, 1)
    take_in(workspace, write(tmp_path / "in", {"a.txt": FIRST}))
    assert (status(workspace).cases, status(workspace).referred) == (4, 0)


def test_a_corrected_file_supersedes_what_it_was(workspace: Workspace, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": FIRST})
    take_in(workspace, folder)
    write(folder, {"a.txt": FIRST.replace("30岁", "31岁")})
    assert counts(take_in(workspace, folder)) == (1, 0, 1, 0)
    assert [case.age.value for case in workspace.notices()[0].cases] == [31, 5]
    assert (status(workspace).notices, status(workspace).superseded) == (1, 1)


def test_a_file_that_goes_back_counts_again(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for text in (FIRST, FIRST.replace("30岁", "31岁"), FIRST):
        take_in(workspace, write(folder, {"a.txt": text}))
    [notice] = workspace.notices()
    assert notice.cases[0].age.value == 30


def test_another_notice_under_an_old_name_supersedes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    take_in(workspace, write(folder, {"today.txt": FIRST}))
    assert counts(take_in(workspace, write(folder, {"today.txt": SECOND}))) == (1, 0, 0, 0)
    assert len(workspace.notices()) == 2


def test_of_two_versions_in_two_files_the_fuller_counts_in_either_order(new_target: Make, tmp_path: Path) -> None:
    texts = {"a.txt": FIRST, "b.txt": FIRST.replace("购物。", "购物,后步行回家。")}
    folder = write(tmp_path / "in", texts)
    for order in (["a.txt", "b.txt"], ["b.txt", "a.txt"]):
        workspace = open_workspace(new_target("sqlite"), create=True)
        for name in order:
            take_in(workspace, folder / name)
        assert [n.source.path for n in workspace.notices()] == [str(folder / "b.txt")]


def test_two_offices_may_use_one_serial(workspace: Workspace, tmp_path: Path) -> None:
    other = THIRD.replace("第5号", "第3号").replace("4月12日", "4月10日").replace("病例11", "病例21")
    take_in(workspace, write(tmp_path / "in", {"a.txt": FIRST, "b.txt": other}))
    ids = [notice.notice_id for notice in workspace.notices()]
    assert len(ids) == 2
    assert sorted(ids)[1] == f"{sorted(ids)[0]}~2"
    assert status(workspace).cases == 3


def test_other_rules_read_a_known_text_anew(workspace: Workspace, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"a.txt": FIRST.replace("居家未外出", "落实点对点管控")})
    take_in(workspace, folder)
    rules = tmp_path / "mine.toml"
    rules.write_text(
        'subject = "events"\n[[rule]]\nid = "isolation.point_to_point"\nkind = "isolation"\n'
        'words = ["点对点管控"]\nexamples = ["4月3日落实点对点管控"]\nnot_examples = ["点对点送货"]\n',
        "utf-8",
    )
    assert counts(list(ingest(workspace, [folder], rules=load([rules])))) == (0, 0, 0, 1)
    assert any(e.rule == "isolation.point_to_point" for c in workspace.notices()[0].cases for e in c.events)


def test_stored_texts_can_be_read_again_without_their_files(workspace: Workspace, tmp_path: Path) -> None:
    folder = write(tmp_path / "in")
    take_in(workspace, folder)
    before = every_answer(workspace)
    for path in folder.iterdir():
        path.unlink()
    assert counts(list(reread(workspace))) == (0, 3, 0, 0)
    with workspace.database.writing() as connection:
        connection.exec_driver_sql("UPDATE stored_document SET reader = 'tracer 0.0'")
        connection.exec_driver_sql("UPDATE stored_case SET record = '{\"old\": 1}'")
        connection.exec_driver_sql("UPDATE stored_setting SET value = '9' WHERE key = 'revision'")
    with pytest.raises(StoreError, match="tracer ingest --again"):
        workspace.graph()
    assert counts(list(reread(workspace))) == (0, 0, 0, 3)
    workspace.link()
    assert every_answer(workspace) == before


def test_a_file_that_fails_does_not_stop_the_others(workspace: Workspace, tmp_path: Path) -> None:
    folder = write(tmp_path / "in")
    (folder / "bad.txt").write_bytes(b"\x89PNG rest")
    found = take_in(workspace, folder, tmp_path / "missing.txt")
    assert counts(found) == (3, 0, 0, 0)
    assert [Path(o.path).name for o in found if o.error] == ["bad.txt", "missing.txt"]


def test_a_character_no_database_keeps_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "nul.txt"
    path.write_bytes(FIRST.replace("购物", "购\0物").encode("utf-16"))
    [outcome] = ingest(workspace, [path])
    assert "NUL" in (outcome.error or "")


def test_a_text_without_a_notice_is_not_kept(workspace: Workspace, tmp_path: Path) -> None:
    [outcome] = take_in(workspace, write(tmp_path / "in", {"note.txt": "今天天气很好，我们去公园散步。"}))
    assert outcome.found == 0
    assert status(workspace).documents == 0


def test_records_come_without_their_text_and_get_it_later(workspace: Workspace, tmp_path: Path) -> None:
    source = open_workspace(tmp_path / "other.db", create=True)
    folder = write(tmp_path / "in", {"a.txt": FIRST})
    take_in(source, folder)
    records = tmp_path / "records.jsonl"
    records.write_text("".join(n.model_dump_json() + "\n" for n in source.notices()), "utf-8")
    assert counts(take_in(workspace, records)) == (1, 0, 0, 0)
    assert status(workspace).textless == 1
    answers = every_answer(workspace)
    assert counts(take_in(workspace, folder)) == (0, 1, 0, 0)
    assert status(workspace).textless == 0
    assert every_answer(workspace) == answers


@pytest.mark.parametrize("name", ["20211221.txt", "2021-12-21.txt"])
def test_the_day_may_stand_in_the_file_name(workspace: Workspace, tmp_path: Path, name: str) -> None:
    people = ("1,男,45岁,现居城东区。12月19日", "2,女,40岁,现居城西区。12月20日")
    text = "\n\n".join(f"本土确诊病例{told}核酸检测结果阳性。" for told in people)
    take_in(workspace, write(tmp_path / "in", {name: text}))
    assert run_sql(workspace, "SELECT published_on, published_by FROM notices").rows == [("2021-12-21", "file_name")]
