"""Databases that are no workspace, not yet, not any more, or not of this version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.store.answers import every_answer, every_row
from tests.store.conftest import Make
from tests.store.notices import take_in, write
from tracer.errors import StoreError
from tracer.store import VIEWS, View, Workspace, open_workspace, run_sql
from tracer.store.engine import connect
from tracer.store.schema import metadata
from tracer.store.versions import HEAD, MIGRATIONS, VERSION_TABLE
from tracer.store.views import drop_views, page


def foreign(path: Path) -> Path:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
        connection.execute("INSERT INTO bookmarks VALUES ('x')")
    connection.close()
    return path


@pytest.mark.parametrize("create", [False, True])
def test_a_database_of_another_program_is_left_alone(tmp_path: Path, create: bool) -> None:
    path = foreign(tmp_path / "places.sqlite")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_workspace(path, create=create)
    assert path.read_bytes() == before


@pytest.mark.parametrize("create", [False, True])
def test_another_file_is_left_alone(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir", "utf-8")
    with pytest.raises(StoreError, match="some other file"):
        open_workspace(path, create=create)
    assert path.read_text("utf-8") == "Dear Sir"


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="tracer ingest PATHS --db"):
        open_workspace(tmp_path / "x.db")
    assert not (tmp_path / "x.db").exists()


def test_an_empty_file_says_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "x.db").touch()
    with pytest.raises(StoreError, match="tracer ingest PATHS --db"):
        open_workspace(tmp_path / "x.db")
    assert open_workspace(tmp_path / "x.db", create=True).notices() == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (".", "is a directory"),
        ("missing/x.db", "does not exist"),
        ("mysql://user:secret@host/db", "SQLite file or a PostgreSQL"),
        ("nonsense://", "no database URL|SQLite file or a PostgreSQL"),
        ("postgresql://user:secret@localhost:1/db", "refused|failed"),
    ],
)
def test_what_can_be_no_workspace_is_named(name: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as error:
        open_workspace(name, create=True)
    assert "secret" not in str(error.value)


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    take_in(open_workspace(path, create=True), write(tmp_path / "in"))
    data = bytearray(path.read_bytes())
    data[100:8000] = bytes(7900)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="damaged"):
        open_workspace(path).graph()


def test_a_later_version_is_refused_and_left_as_it_is(target: str) -> None:
    workspace = open_workspace(target, create=True)
    with workspace.database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(StoreError, match="later version"):
        open_workspace(target, create=True)


def test_the_page_of_the_views_is_fresh() -> None:
    assert (Path(__file__).parents[2] / "docs" / "views.md").read_text("utf-8") == page(), "run make generated"


@pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
def test_every_view_answers(workspace: Workspace, view: View) -> None:
    assert run_sql(workspace, f"SELECT * FROM {view.name}").columns == view.names


def test_the_head_is_the_last_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


def test_migrations_make_the_tables_of_the_schema(workspace: Workspace) -> None:
    with workspace.database.reading() as connection:
        ours = {"include_object": lambda _o, name, kind, *_: kind != "table" or name in metadata.tables}
        context = MigrationContext.configure(connection, opts=ours)
        found = [d for d in compare_metadata(context, metadata) if "stored_document_folded" not in str(d)]
    assert found == []


def make_older(workspace: Workspace) -> None:
    """Take a workspace back to the first schema."""
    with workspace.database.writing() as connection:
        drop_views(connection)
        connection.exec_driver_sql("DROP TABLE linked_kinship")
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '0001'")


def test_an_older_workspace_is_brought_up_to_date(target: str, tmp_path: Path) -> None:
    workspace = open_workspace(target, create=True)
    take_in(workspace, write(tmp_path / "in"))
    before = every_answer(workspace), every_row(workspace)
    make_older(workspace)
    again = open_workspace(target)
    assert (every_answer(again), every_row(again)) == before


def test_an_upgrade_that_is_cut_off_leaves_the_older_workspace(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = open_workspace(target, create=True)
    take_in(workspace, write(tmp_path / "in"))
    make_older(workspace)

    def fail(_: object) -> None:
        raise RuntimeError("cut off")

    monkeypatch.setattr("tracer.store.versions.create_views", fail)
    with pytest.raises(RuntimeError, match="cut off"):
        open_workspace(target)
    with workspace.database.reading() as connection:
        assert connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar() == "0001"
        assert connection.exec_driver_sql("SELECT count(*) FROM stored_notice").scalar() == 3
    monkeypatch.undo()
    assert len(open_workspace(target).notices()) == 3


def test_an_interrupted_upgrade_leaves_the_file_as_it_was(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = connect(target, create=True)

    def fail(_: object) -> None:
        raise RuntimeError("cut off")

    monkeypatch.setattr("tracer.store.versions.create_views", fail)
    with pytest.raises(RuntimeError, match="cut off"):
        open_workspace(target, create=True)
    monkeypatch.undo()
    with database.reading() as connection:
        tables = MigrationContext.configure(connection).dialect.get_table_names(connection)
    assert tables == []
    assert open_workspace(target, create=True).notices() == []


def test_a_file_that_may_only_be_read_still_answers(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    workspace = open_workspace(path, create=True)
    take_in(workspace, write(tmp_path / "in"))
    graph = workspace.graph()
    with workspace.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM stored_setting WHERE key = 'linked'")
    link = StoreError("may not be written to")

    def refuse(_: object) -> None:
        raise link

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tracer.store.workspace.link", refuse)
        assert list(workspace.graph().nodes(data=True)) == list(graph.nodes(data=True))


def test_sql_reads_and_never_writes(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, write(tmp_path / "in"))
    assert run_sql(workspace, "SELECT count(*) AS n FROM cases WHERE described = 1").rows == [(5,)]
    for statement in ("DELETE FROM stored_document", "UPDATE stored_setting SET value = '0'", "DROP VIEW cases"):
        with pytest.raises(StoreError, match="only reads"):
            run_sql(workspace, statement)
    with pytest.raises(StoreError, match="SQL: "):
        run_sql(workspace, "SELECT nothing FROM nowhere")
    assert len(workspace.notices()) == 3


def test_sql_may_hold_colons_and_quotes(workspace: Workspace) -> None:
    assert run_sql(workspace, "SELECT '20:30' AS \"when\"").rows == [("20:30",)]


def test_postgres_keeps_its_password_out_of_messages(new_target: Make) -> None:
    assert "postgres:@" not in open_workspace(new_target("postgresql"), create=True).name
