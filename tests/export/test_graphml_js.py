"""A JavaScript program reads the GraphML, as web tools do. Skipped where node or npm's registry is out of reach."""

import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.outbreak import sample_notice
from tracer.export import write_graphml
from tracer.graph import build_graph

HERE = Path(__file__).parents[1] / "js"
NODE, NPM = shutil.which("node"), shutil.which("npm")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if NODE is None or NPM is None:
        pytest.skip("node and npm are not installed")
    folder = tmp_path_factory.mktemp("js")
    for name in ("package.json", "read_graphml.mjs"):
        shutil.copy(HERE / name, folder / name)
    command = [NPM, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--no-package-lock"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=90, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("npm took too long")
    if done.returncode != 0:
        if os.environ.get("CI") == "1":
            pytest.fail(done.stderr[-500:])
        pytest.skip("npm could not install the reader")
    return folder / "read_graphml.mjs"


def test_a_javascript_reader_finds_labels_and_types(reader: Path) -> None:
    out = io.BytesIO()
    graph = build_graph([sample_notice()])
    write_graphml(graph, out)
    done = subprocess.run([str(NODE), str(reader)], input=out.getvalue(), capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    read = json.loads(done.stdout)
    case = next(n for n in read["nodes"] if n["id"] == "N/病例51")
    assert (case["label"], case["age"], case["described"], case["number"]) == ("病例51", 37, True, 51)
    assert {e["label"] for e in read["edges"] if e["kind"] == "relation"} == {"妻子", "女儿", "母亲"}
    assert (len(read["nodes"]), len(read["edges"])) == (len(graph), graph.number_of_edges())
    assert all(isinstance(e["weight"], int | float) for e in read["edges"])
