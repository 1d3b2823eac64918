"""Mentions of cases: what is one, what its words give, and on which day it was published."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.parse.normalise import normalise
from tracer.parse.published import Dating, published_on
from tracer.parse.references import CaseReference, find_references, read_number


def refs(text: str) -> list[CaseReference]:
    norm = normalise(text)
    return find_references(norm, 0, len(norm.text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("系病例33的女儿", ["病例33"]),
        ("系金州区确诊病例1的妻子", ["金州区确诊病例1"]),
        ("系12月3日发布的本土确诊病例27的密切接触者", ["12月3日发布的本土确诊病例27"]),
        ("系兰州市6月9日通报的确诊病例9的同事", ["兰州市6月9日通报的确诊病例9"]),
        ("昨日通报的病例2", ["昨日通报的病例2"]),
        ("阳性感染者4—6", ["阳性感染者4", "阳性感染者5", "阳性感染者6"]),
        ("病例1、2外孙", ["病例1", "病例2"]),
        ("系6月9日通报的感染者1、3的工友", ["6月9日通报的感染者1", "6月9日通报的感染者3"]),
        ("系第100例的丈夫、103例的岳父", ["第100例", "第103例"]),
        ("系患者十三的妻子", ["患者十三"]),
        ("与确诊病例岑某同车", ["确诊病例岑某"]),
        ("与某某（编号0315-2）同车", ["某某(编号0315-2)"]),
        ("梁某根之妻", ["梁某根"]),
        ("是我市一名确诊患者的女儿", ["我市一名确诊患者"]),
        ("因工作区域发现确诊病例", ["确诊病例"]),
        ("从广场接载金州区确诊病例1", ["金州区确诊病例1"]),
    ],
)
def test_mentions_are_found_in_their_normal_form(text: str, expected: list[str]) -> None:
    assert [r.text for r in refs(text)] == expected


@pytest.mark.parametrize(
    "text",
    ["诊断为确诊病例", "新增确诊病例4例", "患者一直居家", "患者25、26日居家", "入住某酒店", "患者1月5日返家", ""],
)
def test_counts_days_and_diagnoses_are_no_mentions(text: str) -> None:
    assert refs(text) == []


def test_each_number_of_a_list_has_words_of_its_own() -> None:
    norm = normalise("感染者１４０６、１４０９的同住人")
    found = find_references(norm, 0, len(norm.text))
    assert [(norm.quote(r.start, r.end), r.number) for r in found] == [("感染者１４０６", 1406), ("１４０９", 1409)]


@pytest.mark.parametrize(
    ("text", "anchor", "expected"),
    [
        ("12月21日发布的病例2", date(2022, 1, 3), "2021-12-21"),
        ("5月3日通报的病例2", date(2022, 5, 4), "2022-05-03"),
        ("2021年12月2日发布的病例2", None, "2021-12-02"),
        ("昨日通报的病例2", date(2022, 3, 1), "2022-02-28"),
        ("27日通报的病例2", date(2022, 3, 1), "2022-02-27"),
        ("2月30日通报的病例2", date(2022, 3, 1), None),
        ("病例2", date(2022, 3, 1), None),
        ("5月3日通报的病例2", None, None),
    ],
)
def test_the_day_of_publication_needs_the_words_or_the_notice(
    text: str, anchor: date | None, expected: str | None
) -> None:
    assert published_on(refs(text)[0].published, Dating(anchor, anchor)) == expected


def test_yesterday_and_a_bare_day_need_the_very_day_of_the_notice() -> None:
    year_only = Dating(date(2022, 12, 31))
    assert published_on(refs("昨日通报的病例2")[0].published, year_only) is None
    assert published_on(refs("27日通报的病例2")[0].published, year_only) is None
    assert published_on(refs("5月3日通报的病例2")[0].published, year_only) == "2022-05-03"


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十三", 23), ("一百零五", 105), ("乙", 2), ("7", 7), ("某", None)]
)
def test_numbers_in_every_writing(text: str, value: int | None) -> None:
    assert read_number(text) == value


@given(st.text(alphabet="病例患者第1一、-和某李月日()的发布2", max_size=30))
def test_any_text_is_read_and_ranges_lie_inside(text: str) -> None:
    norm = normalise(text)
    assert all(0 <= r.start <= r.end <= len(norm.text) for r in find_references(norm, 0, len(norm.text)))
