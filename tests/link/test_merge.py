"""When records of several notices are of one person, and what keeps them apart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import area, case, notice, place, relation, words
from tests.link.lists import DAILY, RUNNING, day, listed, person
from tracer import models as m
from tracer.graph.build import build_graph
from tracer.link import link_notices, persons


def told(label: str | None, notice_id: str, sex: m.Sex | None = "male", age: int | None = 40, **more: Any) -> m.Case:
    facts: dict[str, Any] = {}
    if sex:
        facts["sex"] = m.SourcedSex(value=sex, text="男", span=(0, 1))
    if age is not None:
        facts["age"] = m.Age(value=age, text=f"{age}岁", span=(0, 3))
    county = more.pop("county", "东城区")
    home = place("云锦湾小区", "residence", county) if county else place("云锦湾小区", "residence")
    return case(label, notice_id, **{"residences": (home,), **facts, **more})


def pair(first: m.Case, second: m.Case, days: tuple[str, str] = ("2022-04-10", "2022-04-12")) -> list[m.Notice]:
    """Two notices of one city whose numbers run on, with one more case each that shows it."""
    return [
        notice([told("病例31", "A", age=20), first], "A", days[0]),
        notice([told("病例41", "B", age=21), second], "B", days[1]),
    ]


def one(notices: list[m.Notice]) -> bool:
    linked = link_notices(notices)
    return linked[0].cases[1].person_id == linked[1].cases[1].person_id


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (told("病例33", "A"), told("病例33", "B"), True),
        (told("病例33", "A"), told("病例33", "B", age=41), True),
        (told("病例33", "A", age=None), told("病例33", "B"), False),
        (told("病例33", "A"), told("病例33", "B", age=48), False),
        (told("病例33", "A"), told("病例33", "B", sex="female"), False),
        (told("病例33", "A"), told("病例33", "B", county="西城区"), False),
        (told("病例33", "A"), told("病例33", "B", county=None), True),
        (told("病例33", "A"), told("病例34", "B"), False),
        (told("病例33", "A"), told("确诊病例33", "B"), False),
    ],
)
def test_one_number(first: m.Case, second: m.Case, expected: bool) -> None:
    assert one(pair(first, second)) == expected


def test_one_number_without_attributes_is_one_person_where_numbers_are_known_to_run_on() -> None:
    bare = told("病例33", "B", sex=None, age=None, county=None)
    linked = link_notices(pair(told("病例33", "A"), bare), scope="running")
    assert linked[1].cases[1].person_id == "A/病例33"


def test_a_conflict_is_told_with_its_reason() -> None:
    linked = link_notices(pair(told("病例33", "A"), told("病例33", "B", sex="female")), scope="running")
    [note] = [d.message for d in linked[1].diagnostics if d.code == "link.conflict"]
    assert "B/病例33 and A/病例33" in note
    assert "sex male and female" in note


def test_a_reference_to_a_number_in_conflict_stays_open() -> None:
    two = pair(told("病例33", "A"), told("病例33", "B", sex="female"))
    asker = notice([told("病例50", "C", relations=(relation("病例33", "同事", "colleague"),))], "C", "2022-04-14")
    linked = link_notices([*two, asker], scope="running")[2]
    assert linked.cases[0].relations[0].target.status == "ambiguous"


@pytest.mark.parametrize(
    ("first", "second", "days", "expected"),
    [
        ({}, {}, ("2022-04-10", "2022-04-12"), True),
        ({}, {"age": 55}, ("2022-04-10", "2022-04-12"), False),
        ({}, {"sex": None}, ("2022-04-10", "2022-04-12"), False),
        ({}, {"county": None}, ("2022-04-10", "2022-04-12"), False),
        ({}, {"name": words("孙某某")}, ("2022-04-10", "2022-04-12"), False),
        ({}, {}, ("2020-02-10", "2022-04-12"), False),
    ],
)
def test_one_masked_name_needs_sex_age_and_county(
    first: dict[str, Any], second: dict[str, Any], days: tuple[str, str], expected: bool
) -> None:
    people = [told(None, n, **{"name": words("钱某某"), **more}) for n, more in (("A", first), ("B", second))]
    notices = [notice([told("病例1", n, age=9), p], n, d) for n, p, d in zip("AB", people, days, strict=True)]
    assert one(notices) == expected


def test_a_name_in_two_cities_is_two_persons() -> None:
    people = [told(None, n, name=words("钱某某")) for n in "AB"]
    cities = [notice([p], n, "2022-04-10", area=area(c)) for n, p, c in zip("AB", people, "临外", strict=True)]
    linked = link_notices(cities)
    assert linked[0].cases[0].person_id != linked[1].cases[0].person_id


def test_one_label_twice_in_a_notice_is_one_person_if_sex_and_age_agree() -> None:
    short, long = told("病例1", "N", case_id="N/病例1"), told("病例1", "N", case_id="N/病例1~2")
    other = told("病例1", "N", case_id="N/病例1~3", sex="female")
    linked = link_notices([notice([short, long, other])])[0]
    assert [c.person_id for c in linked.cases] == ["N/病例1", "N/病例1", "N/病例1~3"]


def test_lists_of_different_days_are_never_merged() -> None:
    linked = link_notices(DAILY)
    everybody = [c.person_id for n in linked for c in n.cases]
    assert len(set(everybody)) == len(everybody)


TURNED = "为4月10日通报的无症状感染者1,4月13日出现发热,订正为确诊病例(轻型)。"


def test_a_case_that_was_asymptomatic_before_is_the_same_person_with_a_history() -> None:
    later = listed(day(3), [person("确诊病例1", "男", 50, TURNED)])
    linked = link_notices([*DAILY, later])
    was = linked[0].cases[3]
    assert linked[-1].cases[0].person_id == was.case_id
    [found] = [p for p in persons(linked) if p.person_id == was.case_id]
    assert found.case_ids == (was.case_id, later.cases[0].case_id)
    assert [e.value for e in found.stated("label")] == ["无症状感染者1", "确诊病例1"]
    latest = found.latest("classification")
    assert latest is not None
    assert (latest.value, latest.published_on) == ("confirmed", "2022-04-13")
    assert [e.text for e in found.history if e.revises] == ["4月10日通报的无症状感染者1,4月13日出现发热,订正为确诊病例"]


def test_who_refers_to_the_asymptomatic_case_means_the_later_record_where_the_notice_is_absent() -> None:
    later = listed(day(3), [person("确诊病例1", "男", 50, TURNED)])
    asker = listed(day(2), [person("确诊病例9", "女", 28, "系4月10日通报的无症状感染者1的同事。")])
    for order in ([later, asker], [asker, later]):
        linked = {n.notice_id: n for n in link_notices(order)}
        target = linked[asker.notice_id].cases[0].relations[0].target
        assert (target.case_id, target.status) == (later.cases[0].case_id, "inferred")


def test_what_a_later_notice_corrects_is_told_of_the_person() -> None:
    later = listed(day(3), ["更正:4月10日通报的病例33年龄更正为38岁。", person("病例36", "女", 50)])
    linked = link_notices([*RUNNING, later])
    [found] = [p for p in persons(linked) if p.label == "病例33"]
    assert [(e.value, e.revises) for e in found.stated("age")] == [("39 year", False), ("38 year", True)]
    assert linked[-1].revisions[0].target is not None
    assert linked[-1].revisions[0].target.case_id == found.person_id
    assert build_graph([*RUNNING, later]).nodes[found.person_id]["age"] == 38.0


def test_a_person_of_two_records_is_one_node_with_all_that_both_tell() -> None:
    first = told("病例33", "A", classification=m.SourcedClassification(value="asymptomatic", text="无", span=(0, 1)))
    second = told("病例33", "B", classification=m.SourcedClassification(value="confirmed", text="确", span=(0, 1)))
    graph = build_graph(pair(first, second))
    nodes = {n: d for n, d in graph.nodes(data=True) if d["kind"] == "case"}
    assert sorted(nodes) == ["A/病例31", "A/病例33", "B/病例41"]
    assert nodes["A/病例33"]["classification"] == "confirmed"
    assert sum(1 for a, _, d in graph.edges(data=True) if a == "A/病例33" and d["kind"] == "residence") == 2


def test_a_discharge_told_later_is_part_of_the_history() -> None:
    later = listed(day(5), ["病例33于4月14日治愈出院。", person("病例36", "女", 50)])
    [found] = [p for p in persons(link_notices([*RUNNING, later])) if p.label == "病例33"]
    assert [(e.what, e.value, e.published_on) for e in found.history if e.revises] == [
        ("discharged", "4月14日", "2022-04-15")
    ]


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("确诊病例4(即昨日通报的无症状感染者1),男,61岁,居住于平城区。", True),
        ("确诊病例4,男,61岁,居住于平城区,与父亲(即昨日通报的无症状感染者1)同住。", False),
    ],
)
def test_whose_earlier_label_is_told(words: str, same: bool) -> None:
    own = listed(day(3), [person("确诊病例1", "男", 80), words])
    linked = link_notices([*DAILY, own])
    was = linked[2].cases[3]
    assert was.label is not None
    assert was.label.value == "无症状感染者1"
    assert (linked[-1].cases[1].person_id == was.person_id) == same
