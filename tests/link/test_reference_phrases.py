"""References in the words of notices, over several days: whom each means, read from text to link."""

from __future__ import annotations

import pytest

from tests.link.lists import DAILY, RUNNING, answer, day, listed, person
from tracer import models as m
from tracer.link import link_notices, persons

NOBODY = (None, None, "stated")


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("系4月10日发布的确诊病例2的密切接触者", ("确诊病例2", "2022-04-10", "stated")),
        ("系4月10日发布的本土确诊病例2的密切接触者", ("确诊病例2", "2022-04-10", "stated")),
        ("系2022年4月11日通报的确诊病例3的同事", ("确诊病例3", "2022-04-11", "stated")),
        ("系4月11日9时30分发布的确诊病例3的密切接触者", ("确诊病例3", "2022-04-11", "stated")),
        ("系我市4月11日通报的确诊病例3的同事", ("确诊病例3", "2022-04-11", "stated")),
        ("系大同市4月11日通报的确诊病例3的同事", ("确诊病例3", "2022-04-11", "stated")),
        ("系4月11日通报的大同市确诊病例3的同事", ("确诊病例3", "2022-04-11", "stated")),
        ("系4月11日通报的平城区确诊病例3的同事", NOBODY),
        ("系昨日通报的确诊病例2的同事", ("确诊病例2", "2022-04-12", "stated")),
        ("系今日通报的确诊病例2的同事", ("确诊病例2", "2022-04-13", "stated")),
        ("系4月10日公布的无症状感染者1的同事", ("无症状感染者1", "2022-04-10", "stated")),
        ("系4月10日发布的病例2的密切接触者", ("确诊病例2", "2022-04-10", "inferred")),
        ("系4月10日新增确诊病例2的同事", ("确诊病例2", "2022-04-10", "stated")),
        ("系确诊病例1的同事", ("确诊病例1", "2022-04-13", "stated")),
        ("系4月9日发布的确诊病例1的同事", NOBODY),
        ("系4月10日发布的确诊病例9的同事", NOBODY),
        ("系4月10日发布的无症状感染者3的同事", NOBODY),
        ("系此前通报的确诊病例2的同事", NOBODY),
        ("系我市第2例确诊病例的同事", NOBODY),
        ("系外省4月10日发布的确诊病例2的同事", NOBODY),
        ("系太原市4月10日发布的确诊病例2的同事", NOBODY),
        ("系无症状感染者2的同事", NOBODY),
    ],
)
def test_among_lists_that_start_anew_each_day(phrase: str, expected: tuple[str | None, str | None, str]) -> None:
    own = [person(f"确诊病例{n}", "男", 60 + 9 * n) for n in (1, 2, 3)]
    asker = listed(day(3), [*own, person("确诊病例4", "女", 28, f"{phrase}。")])
    assert answer(DAILY, asker) == [expected]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("系病例33的妻子", ("病例33", "2022-04-10", "stated")),
        ("系此前通报的病例33的同事", ("病例33", "2022-04-10", "stated")),
        ("系我市病例33的同事", ("病例33", "2022-04-10", "stated")),
        ("系4月10日通报的病例33的同事", ("病例33", "2022-04-10", "stated")),
        ("系昨日通报的病例34的同事", ("病例34", "2022-04-12", "stated")),
        ("系病例36的母亲", ("病例36", "2022-04-13", "stated")),
        ("系4月11日通报的病例33的同事", NOBODY),
        ("系病例30的同事", NOBODY),
        ("系无症状感染者33的同事", NOBODY),
        ("系邻市病例33的同事", NOBODY),
        ("系太原市病例33的同事", NOBODY),
        ("系病例31的丈夫", NOBODY),
        ("系病例35的女儿", NOBODY),
    ],
)
def test_among_notices_whose_numbers_run_on(phrase: str, expected: tuple[str | None, str | None, str]) -> None:
    asker = listed(day(3), [person("病例36", "男", 5), person("病例37", "女", 28, f"{phrase}。")])
    assert answer(RUNNING, asker) == [expected]


def test_whom_the_relation_rules_out_is_left_apart_with_the_reason() -> None:
    asker = listed(day(3), [person("病例37", "女", 28, "系病例31的妻子。")])
    linked = link_notices([*RUNNING, asker])[-1]
    [note] = [d.message for d in linked.diagnostics if d.code == "link.conflict"]
    assert "病例31" in note
    assert "spouses both female" in note
    assert linked.cases[0].relations[0].target.person_id == "stub:大同市/病例31"


def test_a_missing_notice_leaves_a_dated_stub_that_is_filled_when_it_comes() -> None:
    asker = listed(day(3), [person("确诊病例1", "女", 28, "系4月12日发布的确诊病例2的同事。")])
    before = [p for p in persons(link_notices([*DAILY[:2], asker])) if not p.described]
    assert [(p.person_id, p.published_on, p.number) for p in before] == [
        ("stub:大同市/2022-04-12/确诊病例2", "2022-04-12", 2)
    ]
    assert [p for p in persons(link_notices([*DAILY, asker])) if not p.described] == []


def test_two_notices_that_refer_to_one_absent_case_share_its_stub() -> None:
    first = listed(day(2), [person("病例40", "女", 30, "系病例33的妻子。")])
    second = listed(day(4), [person("病例45", "女", 3, "系病例33的女儿。")])
    stubs = [p for p in persons(link_notices([first, second])) if not p.described]
    assert [(p.person_id, len(p.history)) for p in stubs] == [("stub:大同市/病例33", 2)]


def test_a_companion_may_be_of_another_days_list() -> None:
    told = "4月11日与4月10日通报的确诊病例2在城南饭店聚餐。"
    asker = listed(day(3), [person("确诊病例1", "女", 28, told)])
    linked = link_notices([*DAILY, asker])
    found = [c.case_id for e in linked[-1].cases[0].events for c in e.companions]
    assert found == [linked[0].cases[1].case_id]


def test_several_who_may_be_meant_are_named_and_nobody_is_linked() -> None:
    twice = [listed(day(0), [person(f"确诊病例{n}", "男", 20 + 30 * i + n) for n in (1, 2)]) for i in range(2)]
    asker = listed(day(3), [person("确诊病例3", "女", 28, "系4月10日通报的确诊病例2的同事。")])
    linked = link_notices([*twice, asker])[-1]
    assert linked.cases[0].relations[0].target.status == "ambiguous"
    assert [d.code for d in linked.diagnostics if d.code.startswith("link.ambiguous")] == ["link.ambiguous_case"]


@pytest.mark.parametrize(
    ("scope", "linked"), [("auto", True), ("running", True), ("daily", False)]
)  # fmt: skip
def test_the_scope_can_be_set(scope: str, linked: bool) -> None:
    asker = listed(day(3), [person("病例37", "女", 28, "系病例33的同事。")])
    found = link_notices([*RUNNING, asker], scope=scope)[-1]  # type: ignore[arg-type]
    assert (found.cases[0].relations[0].target.case_id is not None) == linked


def test_lists_without_an_issuer_count_in_the_city_where_most_of_their_cases_live() -> None:
    def bare(notice: m.Notice) -> m.Notice:
        city = m.Area(province="山西省", city="大同市", county="平城区")
        cases = tuple(
            c.model_copy(update={"residences": tuple(r.model_copy(update={"area": city}) for r in c.residences)})
            for c in notice.cases
        )
        return notice.model_copy(update={"area": None, "cases": cases})

    asker = bare(listed(day(3), [person("确诊病例1", "女", 28, "系4月12日发布的确诊病例2的同事。")]))
    linked = link_notices([*map(bare, DAILY), asker])[-1]
    assert linked.cases[0].relations[0].target.case_id is not None
    assert "link.area_inferred" in [d.code for d in linked.diagnostics]


FAMILY = [
    person("病例1", "男", 40, "常住平城区云锦湾小区。").replace("病例1,", "病例1,钱某某,"),
    person("病例2", "女", 12, "常住平城区云锦湾小区。").replace("病例2,", "病例2,孙某,"),
    person("病例3", "男", 44, "常住平城区云锦湾小区。").replace("病例3,", "病例3,孙某,"),
    "病例4,李某,女,70岁,居住于云冈区。",
]


@pytest.mark.parametrize(
    ("own", "phrase", "expected"),
    [
        (("女", 38), "系确诊病例钱某某的妻子", ("病例1", "2022-04-13", "stated")),
        (("男", 38), "系确诊病例钱某某的妻子", None),
        (("女", 38), "系确诊病例孙某的妻子", ("病例3", "2022-04-13", "inferred")),
        (("女", 38), "系确诊病例孙某的同事", "ambiguous"),
        (("女", 38), "系确诊病例李某的同事", None),
        (("女", 38), "系确诊病例周某的同事", None),
        (("女", 66), "系确诊病例钱某某的女儿", None),
        (("女", 38), "系病例1钱某某的妻子", ("病例1", "2022-04-13", "stated")),
    ],
)
def test_a_masked_name_needs_sex_age_and_county_to_agree(
    own: tuple[str, int], phrase: str, expected: tuple[str, str, str] | str | None
) -> None:
    notice = listed(day(3), [*FAMILY, person("病例9", *own, f"{phrase}。")])
    [found] = answer([], notice)
    assert (found[2] if expected == "ambiguous" else found if found[0] else None) == expected


@pytest.mark.parametrize(
    ("label", "phrase", "linked"),
    [
        ("第2号确诊病例", "系第2号确诊病例的同事", True),
        ("第2号确诊病例", "系确诊病例2的同事", False),
        ("第2例确诊病例", "系第2例确诊病例的同事", True),
        ("确诊病例2", "系第2例确诊病例的同事", False),
        ("确诊病例2", "系我市第2例确诊病例的同事", False),
    ],
)
def test_a_place_in_a_count_is_no_label_of_a_list(label: str, phrase: str, linked: bool) -> None:
    first = label.replace("2", "1")
    notice = listed(day(3), [person(first), person(label, "男", 40), person("确诊病例7", "女", 38, f"{phrase}。")])
    assert [found[0] is not None for found in answer([], notice)] == [linked]


def test_a_list_that_numbers_each_district_anew_counts_by_the_district_of_residence() -> None:
    def told(district: str, number: int, sex: str, age: int, more: str = "") -> str:
        return f"确诊病例{number},{sex},{age}岁,居住于{district}云锦湾小区{more}。"

    lines = [
        "平城区",
        told("平城区", 1, "男", 40),
        told("平城区", 2, "女", 38, ",系确诊病例1的妻子"),
        "云冈区",
        told("云冈区", 1, "男", 60),
        told("云冈区", 2, "女", 58, ",系确诊病例1的妻子"),
    ]
    own = listed(day(0), lines)
    later = listed(day(1), [person("确诊病例1", "女", 30, "系4月10日通报的云冈区确诊病例1的女儿。")])
    found, after = link_notices([own, later])
    ids = [c.case_id for c in found.cases]
    targets = [r.target for c in found.cases for r in c.relations]
    assert [(t.case_id, t.status) for t in targets] == [(ids[0], "inferred"), (ids[2], "inferred")]
    assert after.cases[0].relations[0].target.case_id == ids[2]
