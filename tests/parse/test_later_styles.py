"""Wording of notices of 2021 and 2022 that the rules met late, each as a small invented notice or phrase."""

import pytest
from phrases import events_told

import tracer
from tracer.models import Case


def cases(text: str) -> list[Case]:
    return [case for notice in tracer.parse(text) for case in notice.cases]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月1日请假在租房内休息。", ["stay 04-01 租房"]),
        ("4月1日驾车到达州站接人。", ["visit 04-01 达州站 car"]),
        ("4月1日到达达州站。", ["journey 04-01 >达州站"]),
        ("4月1日在青禾社区参与核酸检测工作。", ["visit 04-01 青禾社区"]),
        ("4月1日在青禾超市购物；2日 同1日。", ["visit 04-01 青禾超市", "visit 04-02 青禾超市"]),
    ],
)
def test_what_was_done(text: str, expected: list[str]) -> None:
    assert events_told(text) == expected


def test_the_home_above_is_that_of_the_last_case_that_states_one() -> None:
    found = cases(
        "病例1：女，38岁，现住东山区桂花苑。\n病例2：男，9岁，病例1之子，就读于青禾小学三年级2班，4月3日确诊。\n"
        "病例3：女，66岁，病例1的母亲，居住地同上。4月3日确诊。"
    )
    assert [[r.text for r in case.residences] for case in found] == [["东山区桂花苑"], [], ["东山区桂花苑"]]
    assert found[1].workplace is not None
    assert found[1].workplace.text == "青禾小学"


def test_a_heading_gives_its_severity_to_confirmed_cases_alone() -> None:
    found = cases(
        "东山市新增病例活动轨迹\n一、确诊病例（轻型）\n李某，女，52岁，东山市城关镇人。11月4日核酸检测阳性。\n"
        "二、无症状感染者1\n张某，男，54岁，李某丈夫。11月5日核酸检测阳性。"
    )
    assert [case.severity and case.severity.value for case in found] == ["mild", None]


def test_villagers_and_nurses_and_what_is_no_trade() -> None:
    (first,) = cases("病例1：女，31岁，海河大学附属医院护士，3月10日确诊。")
    assert first.workplace is not None
    assert first.workplace.text == "海河大学附属医院"
    (second,) = cases("病例2：男，58岁，近14日除2日骑车到城东集市卖菜外，其余时间在家。4月3日确诊。")
    assert second.workplace is None
    found = cases("病例3、4为夫妻，均为石河村村民，男53岁，女52岁，1月4日核酸检测阳性。")
    assert [[r.text for r in case.residences] for case in found] == [["石河村"], ["石河村"]]
