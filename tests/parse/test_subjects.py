"""Group paragraphs: which stretches of the text each member is given."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.parse.normalise import normalise
from tracer.parse.subjects import distribute
from tracer.parse.units import Label


def shares(text: str, *labels: str) -> list[str]:
    """The text of each member, its stretches joined by bars."""
    norm = normalise(text)
    found = distribute(norm, (0, len(norm.text)), [Label(label, 0, 0) for label in labels])
    return ["|".join(norm.text[a:b] for a, b in ranges) for ranges in found]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("感染者1、2：均住甲小区。", "感染者1、2:均住甲小区。", "感染者1、2:均住甲小区。"),
        ("其中感染者1为司机，感染者2为店员。", "其中感染者1为司机,", "感染者2为店员。"),
        (
            "感染者1，男，50岁，司机；感染者2，女，48岁，店员。两人均在家。",
            "感染者1,男,50岁,司机;|两人均在家。",
            "感染者2,女,48岁,店员。两人均在家。",
        ),
        ("感染者1带感染者2到甲店购物。", "感染者1带感染者2到甲店购物。", ""),
        ("感染者1：5日与感染者2同行。6日居家。", "感染者1:5日与感染者2同行。6日居家。", ""),
        ("其中感染者1为司机。5月3日隔离。", "其中感染者1为司机。5月3日隔离。", "5月3日隔离。"),
        ("感染者1(女,33岁)、感染者2(男,7个月)在家。", "感染者1(女,33岁)|在家。", "感染者2(男,7个月)在家。"),
        ("前者为司机，后者为店员。", "前者为司机,", "后者为店员。"),
        ("二人分别为34岁、8岁。", "二人分别为34岁|。", "二人分别为|8岁。"),
        ("临床分型依次为轻型、普通型。", "临床分型依次为轻型|。", "临床分型依次为|普通型。"),
        ("二人分别为34岁、8岁、7岁。", "二人分别为|。", "二人分别为|。"),
        ("两人均住甲村，男女各1例，5日隔离。", "两人均住甲村,|,5日隔离。", "两人均住甲村,|,5日隔离。"),
        ("两人系病例9的妻子和儿子。", "两人系病例9的妻子|。", "两人系病例9的|儿子。"),
        ("两人系病例9的父母。", "两人系病例9的父母。", "两人系病例9的父母。"),
        (
            "5月18日感染者1报告阳性，当日感染者2报告阳性。",
            "5月18日感染者1报告阳性,",
            "5月18日|当日感染者2报告阳性。",
        ),
        ("感染者1的妻子在家。", "感染者1的妻子在家。", "感染者1的妻子在家。"),
        ("感染者1：在家。\n活动轨迹：两人5日在甲店。",
         "感染者1:在家。\n活动轨迹:两人5日在甲店。", "活动轨迹:两人5日在甲店。"),
    ],
)  # fmt: skip
def test_two_members(text: str, first: str, second: str) -> None:
    assert shares(text, "感染者1", "感染者2") == [first, second]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("其中感染者11为司机，感染者12、13为店员，三人均在家。", [
            "其中感染者11为司机,|三人均在家。", "感染者12、13为店员,三人均在家。", "感染者12、13为店员,三人均在家。"]),
        ("感染者11-13：在家。", ["感染者11-13:在家。"] * 3),
        ("临床分型分别为普通型、轻型、轻型。", [
            "临床分型分别为普通型|。", "临床分型分别为|轻型|。", "临床分型分别为|轻型。"]),
        ("其中感染者11为司机，其余2人为店员。", ["其中感染者11为司机,", "其余2人为店员。", "其余2人为店员。"]),
        ("其中11为司机，12、13为店员。", ["其中11为司机,", "12、13为店员。", "12、13为店员。"]),
        ("感染者11诊断为确诊病例；感染者12、13诊断为无症状感染者，两例无症状感染者均在家。", [
            "感染者11诊断为确诊病例;", "感染者12、13诊断为无症状感染者,两例无症状感染者均在家。",
            "感染者12、13诊断为无症状感染者,两例无症状感染者均在家。"]),
        ("两人在甲店，三人均在家。", ["三人均在家。"] * 3),
        ("上述人员均已转运。", ["上述人员均已转运。"] * 3),
    ],
)  # fmt: skip
def test_three_members(text: str, expected: list[str]) -> None:
    assert shares(text, "感染者11", "感染者12", "感染者13") == expected


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("庞某某，男，40岁，司机；林某，男，9岁，学生。二人住甲村。", "庞某某,男,40岁,司机;|二人住甲村。",
         "林某,男,9岁,学生。二人住甲村。"),
        ("以下1—2为二人共同轨迹：\n1. 5日\n在家\n2. 林某单独轨迹\n6日上课", "以下1-2为二人共同轨迹:\n1. 5日\n在家\n",
         "以下1-2为二人共同轨迹:\n1. 5日\n在家\n2. 林某单独轨迹\n6日上课"),
    ],
)  # fmt: skip
def test_members_by_name(text: str, first: str, second: str) -> None:
    assert shares(text, "庞某某", "林某") == [first, second]


def test_kin_words_of_a_couple_are_its_members() -> None:
    text = "病例7，男，40岁，病例8，女，39岁，系夫妻关系。1月4日，晚妻子出现发热。"
    text += "1月5日，妻子被确诊。当日丈夫被隔离。"
    husband, wife = shares(text, "病例7", "病例8")
    assert (husband, wife) == (
        "病例7,男,40岁,|系夫妻关系。|1月5日|当日丈夫被隔离。",
        "病例8,女,39岁,系夫妻关系。1月4日,晚妻子出现发热。1月5日,妻子被确诊。",
    )


def test_after_the_diagnosis_of_one_an_unnamed_subject_may_be_the_other() -> None:
    text = "病例7，男，40岁，病例8，女，39岁，系夫妻关系。1月4日妻子被确诊。1月9日出现发热。"
    assert ["1月9日" in share for share in shares(text, "病例7", "病例8")] == [False, False]


def test_kin_words_mean_nobody_when_the_roles_are_not_known() -> None:
    assert shares("妻子出现发热。", "病例7", "病例8") == ["妻子出现发热。"] * 2


def test_the_elder_of_father_and_son_is_the_father() -> None:
    father, son = shares("病例7，男，9岁，病例8，男，39岁，系父子。儿子上课。", "病例8", "病例7")
    assert ("儿子上课" in father, "儿子上课" in son) == (False, True)


def test_a_short_label_means_the_member_of_its_district() -> None:
    found = shares("无症状感染者1在家。无症状感染者2上课。", "甲区无症状感染者1", "甲区无症状感染者2")
    assert found == ["无症状感染者1在家。", "无症状感染者2上课。"]


@pytest.mark.parametrize("labels", [(), ("病例1",)])
def test_no_group_keeps_its_whole_body(labels: tuple[str, ...]) -> None:
    assert shares("病例1在家。", *labels) == ["病例1在家。"] * len(labels)


PHRASES = ["感染者1", "感染者2", "3", "其中", "二人", "三人", "均为司机", "分别为甲、乙", "妻子", "5月3日", "当日",
           "，", "。", "；",
           "（", "）", "\n", "：", "夫妻", "男，5岁", "在家", "与", "、", "的"]  # fmt: skip


@given(st.lists(st.sampled_from(PHRASES), max_size=25), st.integers(0, 60), st.integers(0, 60), st.integers(0, 3))
def test_stretches_lie_in_the_body_sorted_and_apart(words: list[str], start: int, length: int, count: int) -> None:
    norm = normalise("".join(words))
    body = (min(start, len(norm.text)), min(start + length, len(norm.text)))
    found = distribute(norm, body, [Label(f"感染者{n}", 0, 0) for n in range(1, count + 1)])
    assert len(found) == count
    for ranges in found:
        flat = [offset for pair in ranges for offset in pair]
        assert flat == sorted(flat)
        assert all(body[0] <= a < b <= body[1] for a, b in ranges)
        assert all(left[1] < right[0] for left, right in pairwise(ranges))


@given(st.lists(st.sampled_from(["住甲村，", "5月3日在家。", "三人均在店。", "核酸阳性；"]), max_size=8))
def test_text_that_names_nobody_goes_to_all(words: list[str]) -> None:
    text = "".join(words)
    assert shares(text, "病例1", "病例2", "病例3") == [normalise(text).text] * 3
