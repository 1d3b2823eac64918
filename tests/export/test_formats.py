"""Every format through the one function the command line calls."""

from pathlib import Path

import pytest

from tests.builders import case, notice
from tests.outbreak import sample_notice
from tracer.errors import ExportError
from tracer.export.clusters import clusters
from tracer.export.formats import FORMATS, Options, export
from tracer.graph import build_graph

NEEDS = {"xlsx": "xlsxwriter", "parquet": "pyarrow"}


def content(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
    return {str(p.relative_to(path)): p.read_bytes() for p in files}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_same_bytes_twice(name: str, tmp_path: Path) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    for place in ("a", "b"):
        assert export(build_graph([sample_notice()]), name, tmp_path / place) == 1
    written = content(tmp_path / "a")
    assert written == content(tmp_path / "b")
    assert all(written.values())


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_graph_can_be_written(name: str, tmp_path: Path) -> None:
    if name in NEEDS:
        pytest.importorskip(NEEDS[name])
    export(build_graph([]), name, tmp_path / "x")
    assert content(tmp_path / "x")


def test_each_cluster_gets_a_folder(tmp_path: Path) -> None:
    graph = build_graph([sample_notice(), notice([case("病例9", notice_id="M")], notice_id="M")])
    assert export(graph, "graphml", tmp_path / "out", per_cluster=True) == 2
    assert sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.graphml")) == [
        "out/cluster-01/cluster.graphml",
        "out/cluster-02/cluster.graphml",
    ]
    family, shoppers = clusters(graph)
    assert {"N/病例50", "N/病例51", "stub:临江市/病例33"} <= set(family)
    assert {"N/病例48", "N/钱某某"} <= set(shoppers)
    assert len(clusters(graph, alone=True)) == 3
    assert set(family.graph["cases"]) == {"N/病例50", "N/病例51"}


def test_an_unknown_format_is_an_error_that_names_the_others(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="graphml"):
        export(build_graph([]), "nonsense", tmp_path / "x", Options())
