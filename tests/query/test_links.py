"""Questions to the graph."""

import pytest

from tests.builders import case, notice, relation
from tests.outbreak import sample_notice
from tracer.errors import TracerError
from tracer.graph import build_graph
from tracer.query import case_card, find_case, links, path, place

GRAPH = build_graph([sample_notice()])


@pytest.mark.parametrize("text", ["病例48", "病例４８", "N/病例48"])
def test_a_case_is_found_by_label_or_id(text: str) -> None:
    assert find_case(GRAPH, text) == "N/病例48"


def test_an_unknown_case_names_near_ones() -> None:
    with pytest.raises(TracerError, match=r"no case 病例49; near: .*病例48"):
        find_case(GRAPH, "病例49")


def test_an_ambiguous_case_names_the_ids() -> None:
    graph = build_graph([notice([case("病例1", n)], n) for n in "AB"])
    with pytest.raises(TracerError, match="A/病例1, B/病例1"):
        find_case(graph, "病例1")


def test_a_card_holds_facts_with_their_words() -> None:
    card = case_card(GRAPH, "病例51")
    facts = {f.name: (f.value, f.evidence.text if f.evidence else None) for f in card.facts}
    assert facts["sex"] == ("female", "女")
    assert facts["age"] == ("37.0", "37岁")
    assert facts["positive"] == ("2022-04-11", "positive")
    assert [p.event for p in card.presences] == ["residence", "admission"]


def test_links_of_a_stub_come_from_those_who_refer_to_it() -> None:
    found = links(GRAPH, "病例33")
    assert [(x.source_label, x.meaning, x.evidence[0].text) for x in found] == [
        ("病例50", "child", "系病例33的女儿"),
        ("病例51", "spouse", "系病例33的妻子"),
    ]
    assert len(links(GRAPH, "病例33", depth=2)) == 4


def test_a_place_tells_who_was_there_and_when() -> None:
    assert [(p.label, p.start) for p in place(GRAPH, "福来便利店")] == [
        ("病例48", "2022-04-02T20:00"),
        ("无编号病例④", "2022-04-02T20:30"),
    ]
    assert {p.label for p in place(GRAPH, "星光")} == {"病例50", "病例51"}


def test_a_path_prefers_what_is_stated_and_is_short() -> None:
    assert [(x.source_label, x.target_label, x.kind) for x in path(GRAPH, "病例50", "病例51")] == [
        ("病例51", "病例50", "relation")
    ]
    assert path(GRAPH, "病例50", "病例50") == []


def test_a_chain_runs_through_cases_only_referred_to() -> None:
    cases = [case(f"病例{i}", relations=(relation("病例9"),)) for i in (1, 2)]
    assert len(path(build_graph([notice(cases)]), "病例1", "病例2")) == 2


def test_no_path_says_so() -> None:
    with pytest.raises(TracerError, match="nothing in the notices connects"):
        path(GRAPH, "病例48", "病例33")
