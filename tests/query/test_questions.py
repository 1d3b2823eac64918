"""An investigator's questions, asked of three invented notices of one city."""

from __future__ import annotations

import pytest

from tests.builders import area, case, event, notice, place, relation, words
from tests.store.notices import FIRST, SECOND, THIRD
from tracer import parse, query
from tracer.errors import TracerError
from tracer.graph import build_graph
from tracer.models import SourcedClassification, SourcedText
from tracer.query import Filters, Text

NOTICES = [n for text in (FIRST, SECOND, THIRD) for n in parse(text)]
GRAPH = build_graph(NOTICES)
TEXTS = [
    Text(n.notice_id, text, ((n.notice_id, n.source.span),))
    for n, text in zip(NOTICES, (FIRST, SECOND, THIRD), strict=True)
]
DAILY = build_graph(
    [
        notice([case("本土确诊病例21", f"N{d}"), case("本土确诊病例3", f"N{d}")], f"N{d}", f"2021-12-{d}")
        for d in (21, 22)
    ]
)


def labels(rows) -> list[str]:
    return [row.label for row in rows]


# -- which case is meant


@pytest.mark.parametrize(
    "text",
    [
        "N21/本土确诊病例21",
        "本土确诊病例21@2021-12-21",
        "病例21@12-21",
        "21@2021-12-21",
        "12月21日病例21",
        "2021年12月21日发布的本土确诊病例21",
    ],
)
def test_a_case_is_found_by_label_and_day(text: str) -> None:
    assert query.find_case(DAILY, text) == "N21/本土确诊病例21"


def test_several_cases_are_named_so_that_each_can_be_asked_for() -> None:
    with pytest.raises(TracerError, match="can mean 2 cases: 本土确诊病例21@2021-12-21, 本土确诊病例21@2021-12-22"):
        query.find_case(DAILY, "病例21")


@pytest.mark.parametrize("text", ["无症状感染者21@12-21", "病例21@12-23", "病例4", ""])
def test_another_series_day_or_number_is_nobody(text: str) -> None:
    with pytest.raises(TracerError, match="no case"):
        query.find_case(DAILY, text)


def test_names_lead_back_to_their_case() -> None:
    rows = query.cases(DAILY)
    assert [query.find_case(DAILY, row.label) for row in rows] == [row.case_id for row in rows]


# -- lists of cases, and limits


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), [7, 8, 9, 10, 11]),
        (Filters(since="2022-04-11"), [9, 10, 11]),
        (Filters(until="2022-04-10"), [7, 8]),
        (Filters(area="城西"), [9, 10]),
        (Filters(ages=(60, None)), [9, 10]),
        (Filters(ages=(None, 14)), [8]),
        (Filters(ages=(30, 41)), [7, 11]),
        (Filters(classification="asymptomatic"), []),
    ],
)
def test_cases_by_limits(filters: Filters, expected: list[int]) -> None:
    assert labels(query.cases(GRAPH, filters)) == [f"病例{n}" for n in expected]


def test_cases_by_code_and_classification() -> None:
    positive = SourcedClassification(value="asymptomatic", text="无症状", span=(0, 3))
    home = place("甲园", "residence", area=area("临江市", "东区", code="990102"))
    graph = build_graph([notice([case("病例1", classification=positive, residences=(home,)), case("病例2")])])
    assert labels(query.cases(graph, Filters(classification="asymptomatic"))) == ["病例1"]
    assert labels(query.cases(graph, Filters(area="临江"))) == ["病例1", "病例2"]
    assert labels(query.cases(graph, Filters(area="9901"))) == ["病例1"]


def test_cases_without_a_known_source() -> None:
    assert labels(query.cases(GRAPH, without_source=True)) == ["病例7", "病例9"]


def test_an_imported_case_has_a_known_source() -> None:
    abroad = {"value": "overseas", "text": "境外", "span": (0, 2)}
    graph = build_graph([notice([case("病例1", importation=abroad), case("病例2")])])
    assert labels(query.cases(graph, without_source=True)) == ["病例2"]


# -- one case


def test_a_card_tells_what_was_told_when() -> None:
    card = query.case_card(GRAPH, "病例7")
    told = [(t.day, t.name, t.value) for t in card.history]
    assert ("2022-04-10", "age", "30 year") in told
    assert {t.evidence.text for t in card.history} >= {"30岁", "女"}


def test_a_timeline_is_in_order_and_quotes() -> None:
    found = query.timeline(GRAPH, ["病例7", "病例9"])
    assert [m.day for m in found] == sorted(m.day or "" for m in found)
    assert {m.label for m in found} == {"病例7", "病例9"}
    assert ("2022-04-02T20:00", "青禾超市") in {(m.start, m.place) for m in found}
    texts = {n.notice_id: text for n, text in zip(NOTICES, (FIRST, SECOND, THIRD), strict=True)}
    assert all(texts[m.evidence.notice][slice(*m.evidence.span)] == m.evidence.text for m in found)


def test_a_timeline_within_days() -> None:
    assert {m.event for m in query.timeline(GRAPH, ["病例7"], Filters(since="2022-04-05", until="2022-04-05"))} == {
        "onset"
    }


# -- links


def test_links_that_a_case_led_to_by_generation() -> None:
    found = query.links(GRAPH, "病例7", 2, onward=True)
    assert [(x.step, x.source_label, x.target_label) for x in found] == [
        (1, "病例8", "病例7"),
        (1, "病例10", "病例7"),
        (2, "病例11", "病例10"),
    ]


def test_links_within_days_and_ages() -> None:
    shared = query.links(GRAPH, "病例7", 1, Filters(since="2022-04-02", until="2022-04-02"))
    assert [(x.kind, x.place) for x in shared] == [("copresence", "青禾超市")]
    assert {x.source_label for x in query.links(GRAPH, "病例7", 1, Filters(ages=(0, 10)))} <= {"病例7", "病例8"}


def test_who_sits_between_two_cases() -> None:
    chain = query.path(GRAPH, "病例8", "病例11")
    assert [x.step for x in chain] == list(range(1, len(chain) + 1))
    assert [(x.source_label, x.kind, x.target_label) for x in chain] == [("病例8", "copresence", "病例11")]
    stated = query.path(GRAPH, "病例8", "病例11", stated=True)
    assert [(x.source_label, x.target_label) for x in stated] == [
        ("病例8", "病例7"),
        ("病例10", "病例7"),
        ("病例11", "病例10"),
    ]


def test_a_path_that_the_limits_cut() -> None:
    with pytest.raises(TracerError, match="nothing in the notices connects"):
        query.path(GRAPH, "病例8", "病例9", Filters(ages=(60, None)))


# -- places


def test_shared_places_by_cases_and_meetings() -> None:
    found = {p.place: (p.cases, p.meetings) for p in query.shared(GRAPH)}
    assert found["青禾超市"] == (2, 1)
    assert found["老周面馆"] == (2, 1)
    assert [p.place for p in query.shared(GRAPH, 3)] == ["望月小区"]
    assert [p.place for p in query.shared(GRAPH, 2, Filters(since="2022-04-06"))][-1] == "老周面馆"


def test_hospitals_are_shared_only_on_demand() -> None:
    ward = place("临江市第四医院", "hospital")
    graph = build_graph([notice([case(f"病例{i}", events=(event("care", "2022-04-02", place=ward),)) for i in (1, 2)])])
    assert query.shared(graph) == []
    assert [p.cases for p in query.shared(graph, everywhere=True)] == [2]


def test_a_train_is_shared_by_day() -> None:
    def ride(day: str):
        return event("journey", day, mode="train", number=SourcedText(value="G655次", text="G655次", span=(0, 5)))

    days = {1: "2022-04-02", 2: "2022-04-02", 3: "2022-04-03"}
    graph = build_graph([notice([case(f"病例{i}", events=(ride(day),)) for i, day in days.items()])])
    assert [(p.place, p.kind, p.labels) for p in query.shared(graph)] == [("G655", "vehicle", ("病例1", "病例2"))]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2022-04-02T20:40", "2022-04-02T20:45", ["病例7", "病例9"]),
        ("2022-04-02T20:55", "2022-04-02T22:00", ["病例7"]),
        ("2022-04-02T21:30", "2022-04-02T22:00", []),
        ("2022-04-02", "2022-04-02", ["病例7", "病例9"]),
        ("2022-04-03", None, []),
    ],
)
def test_who_was_exposed_within_a_time(since: str, until: str | None, expected: list[str]) -> None:
    assert labels(query.exposed(GRAPH, "青禾超市", Filters(since=since, until=until))) == expected


def test_places_of_one_name_in_two_districts_are_told_apart() -> None:
    shops = [place("百佳超市", "supermarket", county) for county in ("东区", "西区")]
    graph = build_graph(
        [notice([case(f"病例{i}", events=(event("visit", "2022-04-02", place=s),)) for i, s in enumerate(shops, 1)])]
    )
    found = query.place(graph, "百佳超市")
    assert [(p.label, p.area) for p in found] == [("病例1", "临江市东区"), ("病例2", "临江市西区")]
    assert len({p.place_id for p in found}) == 2


# -- risk


def test_the_infectious_window_counts_back_from_the_onset() -> None:
    found = query.at_risk(GRAPH, "病例7", 2)
    assert (found.anchor, found.since, found.until) == ("onset", "2022-04-03", "2022-04-10")
    assert [p.place for p in found.places] == ["望月小区"]
    wider = query.at_risk(GRAPH, "病例7", 4)
    assert [(p.event, p.place) for p in wider.places] == [("residence", "望月小区"), ("visit", "青禾超市")]


def test_without_symptoms_the_first_positive_counts_and_isolation_ends_it() -> None:
    shop = place("福来超市", "supermarket")
    events = tuple(event("visit", f"2022-04-0{d}", place=shop) for d in (1, 4, 6, 8))
    person = case("病例1", events=(*events, event("positive", "2022-04-05"), event("isolation", "2022-04-06")))
    found = query.at_risk(build_graph([notice([person])]), "病例1")
    assert (found.anchor, found.since, found.until) == ("positive", "2022-04-03", "2022-04-06")
    assert [p.start for p in found.places] == ["2022-04-04", "2022-04-06"]


@pytest.mark.parametrize(("label", "message"), [("病例1", "nothing to count from"), ("病例9", "only referred to")])
def test_a_window_needs_a_day(label: str, message: str) -> None:
    graph = build_graph([notice([case("病例1", relations=(relation("病例9"),))])])
    with pytest.raises(TracerError, match=message):
        query.at_risk(graph, label)


# -- clusters, what is open, words


def test_clusters_hang_together_by_what_is_stated() -> None:
    [cluster] = query.clusters(GRAPH)
    assert (cluster.size, cluster.described, cluster.first, cluster.last) == (5, 5, "2022-04-10", "2022-04-12")
    assert "系病例10的密切接触者" in {e.text for e in cluster.evidence}
    assert query.clusters(GRAPH, min_size=6) == []


def test_unresolved_tells_kinds_apart() -> None:
    graph = build_graph(
        [
            notice([case("病例1", relations=(relation("病例99"),)), case("病例2", relations=(relation("病例3"),))]),
            *(notice([case("病例3", n)], n, None) for n in "AB"),
        ]
    )
    found = query.unresolved(graph)
    assert ("reference", "病例1", "系病例99的女儿") in {(o.kind, o.label, o.evidence.text) for o in found}
    assert "ambiguous" in {o.kind for o in found}
    assert {o.kind for o in query.unresolved(graph, kinds=("reference",))} == {"reference"}


def test_a_place_in_one_of_several_areas_is_open() -> None:
    home = place("甲园", "residence", area={"status": "ambiguous", "candidates": ("140105", "140106")})
    [found] = query.unresolved(build_graph([notice([case("病例1", residences=(home,))])]))
    assert (found.kind, found.evidence.text) == ("place", "甲园")
    assert "140105, 140106" in found.message


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("面", 2),
        ("面馆", 2),
        ("老周面馆", 2),
        ("望月小区", 3),
        ("望月 小区", 3),
        ("青禾超市购物", 2),
        ("没有", 0),
        ("", 0),
    ],
)
def test_words_are_found_across_line_breaks(wanted: str, expected: int) -> None:
    found = query.search(GRAPH, TEXTS, wanted)
    assert len(found) == expected
    assert all("".join(hit.text.split()) == "".join(wanted.split()) for hit in found)


def test_a_hit_names_its_case_and_keeps_to_limits() -> None:
    assert [(h.label, h.text) for h in query.search(GRAPH, TEXTS, "望月小区")][-1] == ("病例11", "望月\n小区")
    assert labels(query.search(GRAPH, TEXTS, "面馆", Filters(ages=(60, None)))) == ["病例10"]
    assert query.search(GRAPH, TEXTS, "指挥部")[0].label == ""
    assert query.search(GRAPH, TEXTS, "指挥部", Filters(ages=(60, None))) == []


def test_a_name_is_no_label() -> None:
    graph = build_graph([notice([case(None, name=words("钱某某"), case_id="N/#1")])])
    assert labels(query.cases(graph)) == ["无编号病例①"]
