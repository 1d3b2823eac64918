"""Wordings of events met in notices of many places, each told by an invented phrase."""

import pytest

from tests.parse.phrases import events_told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月2日下午一点半到三点半，在青禾茶馆打牌。", ["visit 04-02T13:30~04-02T15:30 青禾茶馆"]),
        ("4月2日上午九点一刻到青禾超市购物。", ["visit 04-02T09:15 青禾超市"]),
        ("4月2日下午五时十分到东山诊所输液。", ["care 04-02T17:10 东山诊所"]),
        ("4月1日在家。二日内，十二日下午四点，在青禾码头卖鱼。", ["stay 04-01 家", "visit 04-12T16:00 青禾码头"]),
        ("4/2 21:00，青禾广场购物", ["visit 04-02T21:00 青禾广场"]),
        ("4月9日 周六 14:20 青禾奶茶店", ["visit 04-09T14:20 青禾奶茶店"]),
    ],
)
def test_times(text: str, expected: list[str]) -> None:
    """Hours in words, days without a month, slashes and the days of the week."""
    assert events_told(text, until=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月4日凌晨在例行采样中检出。", ["positive 04-04"]),
        ("4月4日样本追阳，拉到市第一医院。", ["positive 04-04", "transfer 04-04 市第一医院"]),
        (
            "4月4日7:00出结果，阳，由负压车转往市第一医院。",
            ["positive 04-04T07:00", "transfer 04-04 市第一医院"],
        ),
        ("4月4日复核阳性，诊断普通型。", ["positive 04-04", "diagnosis 04-04 confirmed"]),
        ("4月2日疑似，3日确诊。", ["diagnosis 04-02 suspected", "diagnosis 04-03 confirmed"]),
        ("4月4日3时10分就地静止，5时采样。", ["isolation 04-04T03:10", "sampled 04-04T05:00"]),
        ("4月4日在村医处打了三天针。", ["care 04-04 村医处"]),
        ("4月3日期满解除。", ["discharge 04-03"]),
        ("4月4日接回家中居家监测7天。", ["journey 04-04 >家中", "isolation 04-04 家中"]),
    ],
)
def test_milestones(text: str, expected: list[str]) -> None:
    """Results by one syllable, measures on the spot, severity as the diagnosis."""
    assert events_told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月3日因雨没有下楼。", ["stay 04-03"]),
        ("4月3日中午与从石城回来的大儿子在家吃年夜饭。", ["stay 04-03 家"]),
        ("4月3日换乘东山线。", ["journey 04-03 metro 东山线"]),
        ("4月3日夜间宿青禾帐篷营地。", ["visit 04-03 青禾帐篷营地"]),
        ("4月3日乘员工班车至白云机场T1。", ["journey 04-03 >白云机场 coach"]),
        ("4月3日在值班宿舍。", ["stay 04-03 宿舍"]),
    ],
)
def test_whereabouts(text: str, expected: list[str]) -> None:
    """Not going down, nights in a tent, terminals that are no trains."""
    assert events_told(text) == expected
