"""The formats that are line list and contacts: epicontacts, MicrobeTrace, Go.Data."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.builders import case, event, notice, relation
from tests.outbreak import sample_notice
from tracer.errors import ExportError
from tracer.export.contacts import contacts, led_to
from tracer.export.epicontacts import write_epicontacts
from tracer.export.godata import write_godata
from tracer.export.lineage import generations, infectors
from tracer.export.microbetrace import write_microbetrace
from tracer.graph import build_graph

FATHER, MOTHER, CHILD = "stub:临江市/病例33", "N/病例51", "N/病例50"


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


@pytest.fixture
def graph() -> Any:
    return build_graph([sample_notice()])


def test_a_contact_goes_from_the_case_named_to_the_case_described(graph: Any) -> None:
    found = {(c.first, c.second): c for c in contacts(graph) if c.kind == "relation"}
    assert found[FATHER, CHILD].meaning == "child"
    assert not any(c.directed for c in contacts(graph))
    assert led_to(graph)[FATHER] == 2


def test_a_stated_source_goes_from_the_infector() -> None:
    told = notice([case("病例2", relations=(relation("病例1", "传染源", "source"),)), case("病例1"), case("病例3")])
    graph = build_graph([told])
    [contact] = contacts(graph)
    assert (contact.first, contact.second, contact.directed) == ("N/病例1", "N/病例2", True)
    assert infectors(graph) == {"N/病例2": contact}
    assert generations(graph) == {"N/病例1": 0, "N/病例2": 1}


def test_stated_sources_that_go_round_make_no_circle() -> None:
    told = [case(f"病例{n}", relations=(relation(f"病例{n % 3 + 1}", "传染源", "source"),)) for n in (1, 2, 3)]
    graph = build_graph([notice(told)])
    assert len(contacts(graph)) == 3
    assert sorted(generations(graph).values()) == [0, 1, 2]


def test_epicontacts_finds_its_columns_and_every_id(graph: Any, tmp_path: Path) -> None:
    write_epicontacts(graph, tmp_path)
    cases, links = rows(tmp_path / "linelist.csv"), rows(tmp_path / "contacts.csv")
    assert next(iter(cases[0])) == "id"
    assert list(links[0])[:2] == ["from", "to"]
    assert len({c["id"] for c in cases}) == len(cases) == 4
    outside = {link[end] for link in links for end in ("from", "to")} - {c["id"] for c in cases}
    assert outside == {FATHER}


def test_only_described_leaves_no_contact_outside_the_line_list(graph: Any, tmp_path: Path) -> None:
    write_epicontacts(graph, tmp_path, only_described=True)
    cases, links = rows(tmp_path / "linelist.csv"), rows(tmp_path / "contacts.csv")
    assert links
    assert {link[end] for link in links for end in ("from", "to")} <= {c["id"] for c in cases}


def test_microbetrace_gets_no_distance_and_every_end_a_node(graph: Any, tmp_path: Path) -> None:
    write_microbetrace(graph, tmp_path)
    nodes, links = rows(tmp_path / "nodes.csv"), rows(tmp_path / "links.csv")
    assert {"id", "label"} <= set(nodes[0])
    assert {"source", "target"} <= set(links[0])
    assert not any("dist" in column.lower() for column in links[0])
    assert {link[end] for link in links for end in ("source", "target")} <= {n["id"] for n in nodes}


def test_godata_gets_its_codes(graph: Any, tmp_path: Path) -> None:
    write_godata(graph, tmp_path)
    cases = {c["visualId"]: c for c in json.loads((tmp_path / "cases.json").read_text("utf-8"))}
    links = json.loads((tmp_path / "relationships.json").read_text("utf-8"))
    assert (cases[CHILD]["age"], cases[CHILD]["firstName"]) == ({"years": 1, "months": 6}, "病例50")
    assert cases[MOTHER]["gender"] == "LNG_REFERENCE_DATA_CATEGORY_GENDER_FEMALE"
    ends = [{p["id"]: p for p in link["persons"]} for link in links]
    assert all(set(pair) <= set(cases) and len(pair) == 2 for pair in ends)
    assert {link["certaintyLevelId"][-4:] for link in links} <= {"HIGH", "DIUM", "_LOW"}
    assert all(link["contactDate"].endswith("T00:00:00.000Z") for link in links)


def test_no_name_becomes_a_first_name(tmp_path: Path) -> None:
    write_godata(build_graph([notice([case("钱某某", events=(event("onset", "2022-04-01"),))])]), tmp_path)
    [person] = json.loads((tmp_path / "cases.json").read_text("utf-8"))
    assert person["firstName"] == "无编号病例①"


@pytest.mark.parametrize("write", [write_epicontacts, write_microbetrace, write_godata])
def test_several_files_need_a_folder(graph: Any, tmp_path: Path, write: Any) -> None:
    with pytest.raises(ExportError, match="folder"):
        write(graph, io.BytesIO())
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="folder"):
        write(graph, tmp_path / "file")
