"""GEXF 1.3: what networkx reads back, and what Gephi's timeline needs."""

import io
import xml.etree.ElementTree as ET
from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from tests.outbreak import sample_notice
from tracer.export.flat import clean
from tracer.export.gexf import write_gexf
from tracer.graph import build_graph

NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
DAY = r"\d{4}-\d{2}-\d{2}"


def written(graph: Any, view: str = "full") -> bytes:
    out = io.BytesIO()
    write_gexf(graph, out, view=view)
    return out.getvalue()


def test_networkx_reads_labels_types_and_times() -> None:
    graph = build_graph([sample_notice()])
    back = nx.read_gexf(io.BytesIO(written(graph)), version="1.3")
    assert (len(back), back.number_of_edges()) == (len(graph), graph.number_of_edges())
    case = back.nodes["N/病例51"]
    assert (case["label"], case["age"], case["described"], case["number"]) == ("病例51", 37.0, True, 51)
    assert case["start"] == "2022-04-11"


def test_the_file_is_dynamic_by_the_day() -> None:
    root = ET.fromstring(written(build_graph([sample_notice()])))
    graph = root.find("g:graph", NS)
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    visits = [e for e in graph.iterfind("g:edges/g:edge", NS) if e.get("kind") == "visit"]
    assert {(e.get("start"), e.get("end")) for e in visits} >= {("2022-04-02", "2022-04-02")}
    assert {e.get("kind") for e in graph.iterfind("g:edges/g:edge", NS)} == {
        "relation",
        "residence",
        "visit",
        "copresence",
    }
    assert all(n.find("viz:color", NS) is not None for n in graph.iterfind("g:nodes/g:node", NS))


def test_a_stub_does_not_start_with_the_notice_that_refers_to_it() -> None:
    back = nx.read_gexf(io.BytesIO(written(build_graph([sample_notice()]), view="cases")), version="1.3")
    assert "start" not in back.nodes["stub:临江市/病例33"]
    assert set(nx.get_node_attributes(back, "kind").values()) == {"case"}


def test_the_same_graph_gives_the_same_bytes() -> None:
    assert written(build_graph([sample_notice()])) == written(build_graph([sample_notice()]))


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=[]) | st.sampled_from("<>&\"'\x00\ud800\n"), max_size=8)


@given(
    st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT | st.booleans() | st.integers() | st.floats()), min_size=1, max_size=6)
)
def test_any_attributes_make_well_formed_xml(edges: list[tuple[str, str, str, Any]]) -> None:
    graph = nx.MultiDiGraph()
    for a, b, name, value in edges:
        graph.add_node(a, **{name: value})
        graph.add_edge(a, b, label=str(value), **{f"e{name}": value})
    root = ET.fromstring(written(graph))
    assert len(root.findall(".//g:edge", NS)) == graph.number_of_edges()
    labels = sorted(str(e.get("label")) for e in root.iterfind(".//g:edge", NS))
    assert labels == sorted(clean(d["label"]) for *_, d in graph.edges(data=True))
