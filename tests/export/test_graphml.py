"""GraphML: the rules by which Gephi reads it, and what networkx and igraph read back."""

import io
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.outbreak import sample_notice
from tracer import models as m
from tracer.errors import ExportError
from tracer.export import write_graphml
from tracer.export.flat import ILLEGAL
from tracer.export.style import CLASSES, STUB
from tracer.graph import build_graph

NS = "{http://graphml.graphdrawing.org/xmlns}"


def written(graph: Any, view: str = "full") -> bytes:
    out = io.BytesIO()
    write_graphml(graph, out, view=view)
    return out.getvalue()


def test_the_same_graph_gives_the_same_bytes_and_is_not_changed() -> None:
    graph = build_graph([sample_notice()])
    before = repr(sorted(graph.nodes(data=True))) + repr(sorted(graph.edges(keys=True, data=True), key=repr))
    assert written(graph) == written(build_graph([sample_notice()]))
    assert before == repr(sorted(graph.nodes(data=True))) + repr(sorted(graph.edges(keys=True, data=True), key=repr))


def test_every_key_is_named_and_typed_as_gephi_reads_it() -> None:
    keys = ET.fromstring(written(build_graph([sample_notice()]))).findall(f"{NS}key")
    assert keys
    assert all(k.get("id") == k.get("attr.name") for k in keys)
    assert {k.get("attr.type") for k in keys} <= {"string", "int", "long", "float", "double", "boolean"}
    assert {k.get("for") for k in keys} == {"node", "edge"}
    named = {(k.get("for"), k.get("id")) for k in keys}
    assert {("node", "label"), ("node", "name"), ("edge", "label"), ("edge", "weight")} <= named
    assert {name for _, name in named} & {"d3", "d7", "x", "y", "z", "size", "r", "g", "b", "color"} == set("rgb") | {
        "size"
    }
    assert {k.get("id"): k.get("attr.type") for k in keys} | {"r": "int", "size": "double"} == {
        k.get("id"): k.get("attr.type") for k in keys
    }


def test_colour_tells_the_classification_and_size_who_led_to_others() -> None:
    notice = sample_notice()
    sick = m.SourcedClassification(value="confirmed", text="确诊", span=(0, 2))
    cases = (notice.cases[0].model_copy(update={"classification": sick}), *notice.cases[1:])
    back = nx.read_graphml(io.BytesIO(written(build_graph([notice.model_copy(update={"cases": cases})]))))
    mother, father = back.nodes["N/病例51"], back.nodes["stub:临江市/病例33"]
    assert (mother["r"], mother["g"], mother["b"]) == CLASSES["confirmed"]
    assert (father["r"], father["g"], father["b"]) == STUB
    assert father["size"] > mother["size"]


def test_networkx_reads_labels_and_types() -> None:
    graph = nx.read_graphml(io.BytesIO(written(build_graph([sample_notice()]))), force_multigraph=True)
    case = graph.nodes["N/病例51"]
    assert (case["label"], case["name"], case["described"], case["age"], case["number"]) == (
        "病例51",
        "病例51",
        True,
        37.0,
        51,
    )
    assert (case["positive"], case["positive_day"], case["span"]) == ("2022-04-11", 19093, "0-9")
    role = graph.get_edge_data("N/病例51", "stub:临江市/病例33")
    assert [(d["label"], d["weight"], d["certainty"]) for d in role.values()] == [("妻子", 3.0, 3)]


def test_igraph_reads_labels_and_types(tmp_path: Path) -> None:
    write_graphml(build_graph([sample_notice()]), tmp_path / "a.graphml", view="cases")
    graph = igraph.Graph.Read_GraphML(str(tmp_path / "a.graphml"))
    assert graph.is_directed()
    assert {v["label"]: v["described"] for v in graph.vs}["病例33"] is False
    assert set(graph.vs["kind"]) == {"case"}
    assert sorted(set(graph.es["kind"])) == ["copresence", "relation"]
    assert all(isinstance(w, float) for w in graph.es["weight"])


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.graphml"
    write_graphml(nx.MultiDiGraph(), path)
    assert [p.name for p in tmp_path.iterdir()] == ["a.graphml"]
    with pytest.raises(ExportError, match="cannot write"):
        write_graphml(nx.MultiDiGraph(), tmp_path / "none" / "a.graphml")


def test_text_files_are_written_too() -> None:
    out = io.StringIO()
    write_graphml(nx.MultiDiGraph(), out)
    assert out.getvalue().startswith("<?xml")


@pytest.mark.parametrize(
    ("values", "kind", "read"),
    [
        ([1, 2.5], "double", [1.0, 2.5]),
        ([1, 2**40], "long", [1, 2**40]),
        ([True, False], "boolean", [True, False]),
        ([1, "x"], "string", ["1", "x"]),
        ([None, float("nan"), 3], "int", [None, None, 3]),
        ([(3, 9), ["b", "a"]], "string", ["3-9", '["b", "a"]']),
    ],
)
def test_a_column_gets_the_narrowest_type_that_holds_it(values: list[Any], kind: str, read: list[Any]) -> None:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from((f"n{i}", {"v": v}) for i, v in enumerate(values))
    back = written(graph)
    assert f'attr.name="v" attr.type="{kind}"' in back.decode()
    nodes = nx.read_graphml(io.BytesIO(back)).nodes
    assert [nodes[f"n{i}"].get("v") for i in range(len(values))] == read


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=[]) | st.sampled_from("<>&\"'\x00\ud800\ufffe\n\r\t d37"),
    max_size=8,
)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=8))
def test_any_strings_round_trip(edges: list[tuple[str, str, str, str]]) -> None:
    graph = nx.MultiDiGraph()
    for a, b, name, value in edges:
        graph.add_node(a, **{name: value})
        graph.add_edge(a, b, label=value, **{f"e{name}": value})
    back = nx.read_graphml(io.BytesIO(written(graph)), force_multigraph=True)
    assert (len(back), back.number_of_edges()) == (len(graph), graph.number_of_edges())
    kept = sorted(plain for *_, d in graph.edges(data=True) if (plain := ILLEGAL.sub("", d["label"])))
    assert sorted(d["label"] for *_, d in back.edges(data=True) if "label" in d) == kept
    assert ET.fromstring(written(graph)).tag == f"{NS}graphml"
