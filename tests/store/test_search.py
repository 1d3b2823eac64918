"""Words of one character and of many, with and without an index."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.notices import FIRST, SECOND, THIRD, take_in, write
from tracer.query import Text, search
from tracer.store import Workspace


@pytest.fixture
def full(workspace: Workspace, tmp_path: Path) -> Workspace:
    take_in(workspace, write(tmp_path / "in"))
    return workspace


@pytest.mark.parametrize(
    "words", ["周", "面馆", "老周面馆", "望月小区", "望月 小区", "20:30至20:50", "%", "_", '"', "'", "OR", ""]
)
def test_every_hit_is_found(full: Workspace, words: str) -> None:
    graph = full.graph()
    by_path = {n.source.path: n for n in full.notices()}
    texts = [
        Text(path, text, ((n.notice_id, n.source.span),))
        for (path, n), text in zip(sorted(by_path.items()), (FIRST, SECOND, THIRD), strict=True)
    ]
    assert search(graph, full.texts_with(words), words) == search(graph, texts, words)


def test_without_the_index_the_texts_are_read(full: Workspace) -> None:
    found = full.texts_with("老周面馆")
    assert len(found) == 2
    if full.database.is_sqlite:
        with full.database.writing() as connection:
            for name in ("added", "removed", "changed"):
                connection.exec_driver_sql(f"DROP TRIGGER stored_text_{name}")
            connection.exec_driver_sql("DROP TABLE stored_text_index")
        assert full.texts_with("老周面馆") == found


def test_a_superseded_text_is_not_searched(full: Workspace, tmp_path: Path) -> None:
    take_in(full, write(tmp_path / "in", {"c.txt": THIRD.replace("老周面馆", "老郑面馆")}))
    assert [text.path[-5:] for text in full.texts_with("老周面馆")] == ["b.txt"]
    assert [text.path[-5:] for text in full.texts_with("老郑面馆")] == ["c.txt"]
