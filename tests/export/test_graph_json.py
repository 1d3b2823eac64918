"""Node-link JSON reads back as the graph it was."""

import io
import json

import networkx as nx

from tests.outbreak import sample_notice
from tracer.export import write_graph_json
from tracer.graph import build_graph


def test_networkx_reads_it_back() -> None:
    graph, out = build_graph([sample_notice()]), io.StringIO()
    write_graph_json(graph, out)
    back = nx.node_link_graph(json.loads(out.getvalue()), edges="edges")
    assert sorted(back) == sorted(graph)
    assert sorted(back.edges(keys=True)) == sorted(graph.edges(keys=True))
    assert back.nodes["N/病例51"]["age"] == 37.0


def test_the_cases_view_holds_no_place() -> None:
    out = io.StringIO()
    write_graph_json(build_graph([sample_notice()]), out, view="cases")
    assert {n["kind"] for n in json.loads(out.getvalue())["nodes"]} == {"case"}
