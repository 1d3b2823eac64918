"""Notices found in documents and cut into blocks, one a person."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.parse.normalise import normalise
from tracer.parse.people import read_person
from tracer.parse.relations import read_relations
from tracer.parse.roster import Roster
from tracer.parse.segment import segment

NOTICE = """临江区疫情防控指挥部
关于新增2例感染者活动轨迹的通告
（第8号）
3月3日，临江区新增新冠病毒感染者2例，现通告如下：
感染者1：女，45岁，住临江区东湖花苑。3月2日在家。
感染者2：男，20岁，感染者1的儿子。3月2日9时到城南超市购物。
请与上述人员有交集的市民立即报告。
临江区疫情防控指挥部
2022年3月4日
"""
STORY = """早市热闹开张
　　本报讯（记者 某）3月2日早上，城西早市开张。驾驶人庞某某，男，36岁，住城西，酒后驾车被查。

"""


def drafts(raw: str) -> list[list[str | None]]:
    return [[u.label.text if u.label else None for u in d.units] for d in segment(normalise(raw))]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("病例1\n\n女，56岁，住河东区。\n\n病例2\n\n男，19岁。", ["病例1", "病例2"]),
        ("患者一，女，52岁；患者二，男，40岁，现住河东区。", ["患者一", "患者二"]),
        ("第1号确诊病例\n病例24，女 河东区人\n1月3日, 在家\n\n第2号确诊病例\n男，40岁", ["病例24", "第2号确诊病例"]),
        ("感染者5、6：为感染者4的父母。其中感染者5，男，57岁，感染者6，女，55岁。", ["感染者5", "感染者6"]),
        ("病例1，男，60岁。\n1. 10月24日\n3日 在家\n2. 10月25日\n系病例9的女婿，病例3、4为同事。", ["病例1"]),
        ("确诊病例1\n性别:男\n年龄:46岁\n确诊病例2\n性别:女", ["确诊病例1", "确诊病例2"]),
        ("确诊1例。患者男性，33岁，在山海市工作，1月3日发热。", [None]),
        ("截至1月27日，死亡2例。死者翟某，女，31岁，1月20日入院。死者邬某，男，45岁，1月21日入院。", ["翟某", "邬某"]),
        (
            "患者翟某，女，31岁，1月20日到市第二医院就诊，1月21日转市第四医院隔离治疗，目前病情稳定，密切接触者均已隔离"
            "观察，其住所已经消毒。患者邬某，16岁，男性，系密切接触者。",
            ["翟某", "邬某"],
        ),
        ("患者，女，57岁，1月3日发热。\n患者，男，60岁，1月4日发热。", [None, None]),
    ],
)
def test_each_person_gets_a_unit(raw: str, expected: list[str | None]) -> None:
    assert drafts(raw) == [expected]


def test_a_notice_has_its_parts() -> None:
    norm = normalise(NOTICE)
    (draft,) = segment(norm)
    words = {k: norm.quote(*getattr(draft, k)) for k in ("title", "serial", "issuer", "issued_on")}
    assert words == {
        "title": "关于新增2例感染者活动轨迹的通告",
        "serial": "第8号",
        "issuer": "临江区疫情防控指挥部",
        "issued_on": "2022年3月4日",
    }
    assert [norm.quote(*r)[:4] for r in draft.boilerplate] == ["请与上述"]


def test_a_notice_is_found_among_stories() -> None:
    assert drafts(STORY + NOTICE + "\n" + STORY) == [["感染者1", "感染者2"]]


def test_several_notices_in_one_document() -> None:
    assert drafts(NOTICE + "\n" + NOTICE) == [["感染者1", "感染者2"]] * 2


def test_stories_are_no_notices() -> None:
    assert drafts(STORY * 2) == []


def test_headings_give_class_district_and_publication() -> None:
    raw = (
        "临江市新增感染者情况通报\n二、无症状感染者（1例）\n河东区\n无症状感染者1，女，9岁。\n"
        "王某某，男，43岁，河东区 （发布 2020-02-11 10:42:13）\n1月22日在家。"
    )
    first, second = segment(normalise(raw))[0].units
    assert first.classification is not None
    assert (first.classification[0], first.area_hint) == ("asymptomatic", "河东区")
    assert second.published_on == date(2020, 2, 11)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("3月8日，临江市新增确诊病例1例，活动轨迹如下：", "confirmed"),
        ("3月8日，临江市新增本土确诊病例1例，无新增无症状感染者。", "confirmed"),
        ("3月8日，临江市新增无症状感染者1例。累计报告确诊病例20例。", "asymptomatic"),
        ("3月8日，临江市新增确诊病例1例、无症状感染者2例。", None),
        ("临江市对确诊病例的密切接触者进行排查。", None),
    ],
)
def test_a_header_classifies_whom_it_announces(header: str, expected: str | None) -> None:
    (draft,) = segment(normalise(f"关于临江市新冠肺炎疫情的通报\n{header}\n患者一，男，43岁，3月1日在家。"))
    (unit,) = draft.units
    assert (unit.classification[0] if unit.classification else None) == expected


def test_a_header_classifies_the_labels_it_lists() -> None:
    raw = (
        "关于河口区新增阳性病例流调轨迹的公告\n检出3例阳性病例，其中确诊病例2例（病例7、8），无症状感染者1例（病例9）。\n"
        "病例7（男，55岁）\n病例8（女，53岁）\n病例9（男，28岁）"
    )
    (draft,) = segment(normalise(raw))
    found = [u.classification[0] if u.classification else None for u in draft.units]
    assert found == ["confirmed", "confirmed", "asymptomatic"]


def test_one_label_and_two_names_are_two_people() -> None:
    raw = "第7号确诊病例\n孟某，男，43岁，河东区\n\n第7号确诊病例\n尤某，系孟某妻子\n1月22日在家。"
    assert [len(draft.units) for draft in segment(normalise(raw))] == [2]


def test_the_same_person_told_twice_is_one_unit() -> None:
    raw = (
        "一、病例情况\n病例1，住河东区，\n诊断为病例。\n病例2，住河西。\n二、流调信息\n（1）病例1，男，31岁。3日在家。"
    )
    (draft,) = segment(normalise(raw))
    assert [len(u.ranges) for u in draft.units] == [2, 1]


def test_a_label_that_restarts_in_each_district_is_another_person() -> None:
    raw = "河东区\n确诊病例1，男，31岁。\n河西区\n确诊病例1，女，60岁。"
    (draft,) = segment(normalise(raw))
    assert [u.area_hint for u in draft.units] == ["河东区", "河西区"]


@pytest.mark.parametrize("end", ["\n", ""])
def test_what_is_told_of_all_under_the_last_entry_is_told_of_each(end: str) -> None:
    raw = f"感染者1—2，住河东区，\n感染者3，住河西区，{end}均为隔离管控人员，检测阳性。"
    norm = normalise(raw)
    (draft,) = segment(norm)
    told = [norm.quote(*u.ranges[-1])[-15:] for u in draft.units]
    assert told == ["均为隔离管控人员，检测阳性。"] * 2 + [told[-1]]
    assert all("检测阳性" in words for words in told)


@pytest.mark.parametrize(
    ("summary", "whom"),
    [
        ("以上2人均于4月1日起集中隔离。", [2, 3]),
        ("病例1—病例3均于4月1日起集中隔离。", [1, 2, 3]),
        ("以上9人均已隔离。", [3]),
    ],
)
def test_a_line_below_the_last_entry_is_told_of_those_it_counts_or_names(summary: str, whom: list[int]) -> None:
    norm = normalise(f"病例1，男，38岁，住河东区。\n病例2，女，35岁，住河东区。\n病例3，女，6岁，住河西区。\n{summary}")
    (draft,) = segment(norm)
    told = [u.label.number for u in draft.units if u.label and any(summary in norm.quote(*r) for r in u.ranges)]
    assert told == whom


def test_venue_lists_are_kept_apart() -> None:
    raw = "病例1，男，31岁。\n三、涉及的公共场所\n城南超市\t3月4日\n河西面馆\t3月5日\n请市民报备。"
    norm = normalise(raw)
    (draft,) = segment(norm)
    assert [norm.quote(*r)[:4] for r in draft.venues] == ["三、涉及", "城南超市", "河西面馆"]
    assert norm.quote(draft.units[0].start, draft.units[0].end) == "病例1，男，31岁。"


@given(st.integers(0, len(NOTICE)), st.integers(0, len(NOTICE)))
def test_any_cut_of_a_notice_can_be_read(a: int, b: int) -> None:
    norm = normalise(NOTICE[min(a, b) : max(a, b)])
    ranges = [r for d in segment(norm) for u in d.units for r in u.ranges]
    assert all(0 <= start < end <= len(norm.text) for start, end in ranges)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "患者林某，女，30岁；患者邵某，男，34岁，二人为夫妻关系。2月2日到市二院就诊，隔离治疗。",
            [("female", 30, [("邵某", "spouse")]), ("male", 34, [("林某", "spouse")])],
        ),
        (
            "东山区患者陈某某，男，50岁，陈某某，男，23岁，父子关系，系确诊病例，1月30日入院隔离治疗。",
            [("male", 50, [("陈某某", "parent")]), ("male", 23, [("陈某某", "child")])],
        ),
        (
            "病例17—18 病例17，男，46岁，病例18，女，44岁，系夫妻关系，2月3日隔离治疗。",
            [("male", 46, [("病例18", "spouse")]), ("female", 44, [("病例17", "spouse")])],
        ),
        (
            "云山县患者翟某，系确诊病例褚某的妻子，女，32岁，1月30日发热，入院隔离治疗。",
            [("female", 32, [("确诊病例褚某", "spouse")])],
        ),
        (
            "2月2日，我市新增1例新冠肺炎确诊病例。患者为56岁女性，住东湖街道。",
            [("female", 56, [])],
        ),
    ],
)
def test_people_named_side_by_side_keep_their_own_facts(
    raw: str, expected: list[tuple[str, int, list[tuple[str, str]]]]
) -> None:
    norm = normalise(raw)
    (draft,) = segment(norm)
    roster = Roster.of(norm, draft.units, draft.header)
    found = []
    for unit in draft.units:
        person = read_person(norm, unit)
        assert person.sex is not None
        assert person.age is not None
        told = [(d.target.text, d.kind) for d in read_relations(norm, unit, roster)]
        found.append((person.sex.value, person.age.value, told))
    assert found == expected
