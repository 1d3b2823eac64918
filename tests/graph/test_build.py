"""The evidence graph: which nodes and edges a notice gives, and what they carry."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders import area, case, event, notice, place, relation, target, when, words
from tests.outbreak import sample_notice
from tracer import models as m
from tracer.errors import TracerError
from tracer.graph import build_graph, cases_view, full_view
from tracer.graph.attributes import EDGES, NODES
from tracer.graph.views import view


def edges(graph: Any, kind: str) -> list[dict[str, Any]]:
    return [{"a": a, "b": b, **d} for a, b, d in graph.edges(data=True) if d["kind"] == kind]


def of_cases(*cases: m.Case) -> Any:
    return build_graph([notice(cases)])


def test_described_cases_and_one_stub_for_two_references() -> None:
    nodes = {n: d for n, d in build_graph([sample_notice()]).nodes(data=True) if d["kind"] == "case"}
    assert {d["label"]: d["described"] for d in nodes.values()} == {
        "病例51": True, "病例50": True, "病例48": True, "无编号病例④": True, "病例33": False,
    }  # fmt: skip
    assert nodes["N/病例50"]["age"] == 1.5
    assert nodes["N/钱某某"]["onset"] == "2022-04-01"


def test_relations_point_from_the_person_to_the_case_the_text_names() -> None:
    found = edges(build_graph([sample_notice()]), "relation")
    assert {(e["a"], e["b"], e["relation"], e["role"]) for e in found} == {
        ("N/病例51", "stub:临江市/病例33", "spouse", "妻子"),
        ("N/病例51", "N/病例50", "parent", "母亲"),
        ("N/病例50", "stub:临江市/病例33", "child", "女儿"),
    }
    assert {e["text"] for e in found} == {"系病例33的妻子", "系病例33的女儿", "系病例50的母亲"}


def test_copresence_of_the_sample_is_the_shared_home_and_the_shared_shop() -> None:
    found = edges(build_graph([sample_notice()]), "copresence")
    assert [(e["a"], e["b"], e["basis"], e.get("minutes")) for e in sorted(found, key=lambda e: e["basis"])] == [
        ("N/病例50", "N/病例51", "same residence", None),
        ("N/病例48", "N/钱某某", "same venue, overlapping time", 30),
    ]
    assert {e["source_text"] for e in found} == {"东城区星光小区", "在店内购物"}
    assert not any(e["directed"] for e in found)


SHOP = place("福来超市", "supermarket")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            event("visit", "2022-04-02", place=SHOP),
            event("visit", "2022-04-02", place=SHOP),
            "same venue, same day",
        ),
        (
            event("visit", "2022-04-01", "2022-04-03", place=SHOP),
            event("visit", "2022-04-02T09:00", place=SHOP),
            "same venue, same day",
        ),
        (
            event("visit", "2022-04-02T08:00", place=SHOP),
            event("visit", "2022-04-02T09:00", place=SHOP),
            "same venue, same day",
        ),
        (
            event("visit", "2022-04-02T08:00", "2022-04-02T10:00", place=SHOP),
            event("visit", "2022-04-02T09:00", place=SHOP),
            "same venue, overlapping time",
        ),
        (event("visit", "2022-04-02", place=SHOP), event("visit", "2022-04-03", place=SHOP), None),
        (event("visit", "2022-04-02", place=SHOP), event("visit", place=SHOP), None),
        (
            event("visit", "2022-04-02T20:00", "2022-04-03T00:00", place=SHOP),
            event("visit", "2022-04-03", place=SHOP),
            None,
        ),
        (event("isolation", "2022-04-02", place=SHOP), event("isolation", "2022-04-02", place=SHOP), None),
        *(
            (event("visit", "2022-04-02", place=p), event("visit", "2022-04-02", place=p), None)
            for p in (
                place("第四医院", "hospital"),
                place("东山隔离点", "isolation_site"),
                place("超市", "supermarket"),
                place("东城区", "area"),
            )
        ),
    ],
)
def test_two_visits(first: m.Event, second: m.Event, expected: str | None) -> None:
    found = edges(of_cases(case("病例1", events=(first,)), case("病例2", events=(second,))), "copresence")
    assert [e["basis"] for e in found] == ([expected] if expected else [])


def ride(mode: m.Mode, number: str, start: str, end: str | None = None, coach: str | None = None) -> m.Event:
    seat = words(coach) if coach else None
    return event("journey", start, end, mode=mode, number=words(number), coach=seat)


@pytest.mark.parametrize(
    ("first", "second", "certainty"),
    [
        (ride("train", "G655次", "2022-04-02"), ride("train", "G655", "2022-04-02"), 2),
        (
            ride("train", "G655", "2022-04-02", coach="2车厢"),
            ride("train", "G655", "2022-04-02", coach="2车厢"),
            3,
        ),
        (ride("taxi", "晋A12345", "2022-04-02"), ride("car", "晋A12345", "2022-04-02"), 2),
        (ride("train", "G655", "2022-04-02"), ride("train", "G655", "2022-04-03"), None),
        (ride("bus", "608路", "2022-04-02"), ride("bus", "608路", "2022-04-02"), None),
        (
            ride("train", "K9", "2022-04-02T08:00", "2022-04-02T09:00"),
            ride("train", "K9", "2022-04-02T10:00", "2022-04-02T11:00"),
            None,
        ),
    ],
)
def test_two_rides(first: m.Event, second: m.Event, certainty: int | None) -> None:
    found = edges(of_cases(case("病例1", events=(first,)), case("病例2", events=(second,))), "copresence")
    assert [(e["basis"], e["certainty"]) for e in found] == ([("same vehicle", certainty)] if certainty else [])


def test_the_gap_and_who_came_first_on_a_shared_day() -> None:
    first = event("visit", "2022-04-02T08:00", "2022-04-02T08:30", place=SHOP)
    second = event("visit", "2022-04-02T10:00", place=SHOP)
    [edge] = edges(of_cases(case("病例1", events=(second,)), case("病例2", events=(first,))), "copresence")
    assert (edge["gap"], edge["earlier"]) == (90, "N/病例2")


@pytest.mark.parametrize(
    ("parts", "earlier"), [(("am", "pm"), "N/病例1"), (("evening", "noon"), "N/病例2"), (("pm", "noon"), None)]
)
def test_days_without_a_clock_are_ordered_by_their_parts(parts: tuple[Any, Any], earlier: str | None) -> None:
    visits = [event("visit", when=when("2022-04-02", part_of_day=part), place=SHOP) for part in parts]
    cases = [case(f"病例{n}", events=(visit,)) for n, visit in enumerate(visits, 1)]
    [edge] = edges(of_cases(*cases), "copresence")
    assert edge["basis"] == "same venue, same day"
    assert edge.get("earlier") == earlier


def test_nobody_was_first_where_one_came_before_and_after_the_other() -> None:
    twice = [event("visit", f"2022-04-02T{hour}:00", place=SHOP) for hour in ("08", "20")]
    noon = event("visit", "2022-04-02T12:00", place=SHOP)
    [edge] = edges(of_cases(case("病例1", events=tuple(twice)), case("病例2", events=(noon,))), "copresence")
    assert (edge["gap"], "earlier" in edge) == (240, False)


@pytest.mark.parametrize(
    ("name", "kind", "certainty"),
    [("青禾电子厂", "workplace", 2), ("青禾小学", "school", 2), ("青禾大学", "school", 1), ("单位", "workplace", None)],
)
def test_two_people_of_one_workplace_or_school(name: str, kind: m.PlaceKind, certainty: int | None) -> None:
    people = [case(f"病例{n}", workplace=place(name, kind)) for n in (1, 2)]
    found = [(e["basis"], e["certainty"]) for e in edges(of_cases(*people), "copresence")]
    assert found == ([("same workplace or school", certainty)] if certainty else [])


@pytest.mark.parametrize(
    "home",
    [place("东城区", "area"), place("家", "home"), place("大庙镇", "residence"), place("武汉", "residence")],
)
def test_an_area_or_a_bare_home_is_no_shared_residence(home: m.Place) -> None:
    assert edges(of_cases(case("病例1", residences=(home,)), case("病例2", residences=(home,))), "copresence") == []


def test_a_described_but_unnamed_target_is_another_person_for_each_case() -> None:
    unnamed = relation(target("我市一例确诊病例", series=None, number=None), "密接", "close_contact")
    graph = of_cases(case("病例1", relations=(unnamed, unnamed)), case("病例2", relations=(unnamed,)))
    assert sum(not d["described"] for _, d in graph.nodes(data=True)) == 2


def test_a_published_on_reference_from_two_notices_is_one_stub() -> None:
    aim = target("4月9日发布的病例3", published_on="2022-04-09")
    notices = [notice([case("病例7", n, relations=(relation(aim),))], n) for n in "AB"]
    assert [n for n in build_graph(notices) if n.startswith("stub:")] == ["stub:临江市/2022-04-09/病例3"]


def test_masked_names_never_become_labels() -> None:
    aim = target("孙某", name="孙某", series=None, number=None)
    people = case(
        "钱某某",
        relations=(relation(aim),),
        events=(event("visit", "2022-04-02", place=place("侄子孙某家")),),
    )
    labels = [d["label"] for _, d in of_cases(people).nodes(data=True)]
    assert labels
    assert not any("孙某" in label or "钱某" in label for label in labels)


def test_a_notice_given_twice_changes_nothing() -> None:
    once, twice = build_graph([sample_notice()]), build_graph([sample_notice(), sample_notice()])
    assert sorted(once.edges(keys=True)) == sorted(twice.edges(keys=True))
    assert len(twice.graph["repeated"]) == 4


def test_a_risk_venue_without_cases_is_a_place() -> None:
    venue = m.Venue(text="福来超市", span=(0, 4), name="福来超市", kind="supermarket", area=area(county="东城区"))
    graph = build_graph([notice(places=(venue,))])
    assert [(d["label"], d["listed"], d["county"]) for _, d in graph.nodes(data=True)] == [("福来超市", True, "东城区")]


def test_views_are_new_graphs() -> None:
    graph = build_graph([sample_notice()])
    before = len(graph)
    people = cases_view(graph)
    assert {d["kind"] for _, d in people.nodes(data=True)} == {"case"}
    assert {d["kind"] for *_, d in people.edges(data=True)} == {"relation", "copresence"}
    people.clear()
    full_view(graph).clear()
    assert len(graph) == before
    with pytest.raises(TracerError, match="full, cases"):
        view(graph, "side")


def test_every_attribute_is_in_the_table_and_in_the_documentation() -> None:
    graph = build_graph([sample_notice()])
    used = {(d["kind"], k) for _, d in graph.nodes(data=True) for k in d}
    used |= {(d["kind"], k) for *_, d in graph.edges(data=True) for k in d}
    assert used <= {(kind, a.name) for a in (*NODES, *EDGES) for kind in a.kinds}
    docs = (Path(__file__).parents[2] / "docs/graph.md").read_text("utf-8")
    rows = [f"| `{a.name}` | {a.type} | {', '.join(a.kinds)} | {a.meaning} |" for a in (*NODES, *EDGES)]
    assert [row for row in rows if row not in docs] == []
