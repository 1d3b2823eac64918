"""What a notice says about itself."""

from datetime import date

import pytest

from tracer import parse
from tracer.parse.header import HeaderFacts, read_header
from tracer.parse.normalise import normalise
from tracer.parse.segment import segment


def header(raw: str, published: date | None = None) -> HeaderFacts:
    norm = normalise(raw)
    return read_header(norm, segment(norm)[0], published)


CASE = "病例3，男，40岁，4月1日在家。\n"


def notice(intro: str, tail: str = "临江市疫情防控指挥部\n2022年4月3日") -> str:
    return f"关于病例3活动轨迹的通告\n（2022年第7号）\n{intro}\n{CASE}\n{tail}"


def test_title_serial_issuer_and_date() -> None:
    facts = header(notice("现将病例3活动轨迹通告如下："))
    assert facts.title is not None
    assert facts.title.value == "关于病例3活动轨迹的通告"
    assert facts.serial is not None
    assert (facts.serial.year, facts.serial.number) == (2022, 7)
    assert facts.issued_on is not None
    assert facts.issued_on.value == "2022-04-03"
    assert (facts.anchor, facts.year, facts.area_name) == (date(2022, 4, 3), 2022, "临江市")


def test_a_date_in_chinese_numerals() -> None:
    facts = header(notice("如下：", "临江市疫情防控指挥部\n二〇二二年四月十一日"))
    assert facts.issued_on is not None
    assert facts.issued_on.value == "2022-04-11"


def test_an_issuer_over_two_lines_is_one_value() -> None:
    facts = header(notice("如下：", "临江市应对新型冠状病毒感染的肺炎\n疫情工作领导小组指挥部\n2022年4月3日"))
    assert facts.issuer is not None
    assert facts.issuer.value == "临江市应对新型冠状病毒感染的肺炎疫情工作领导小组指挥部"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("截至4月2日24:00，我市情况如下。", "2022-04-03T00:00"),
        ("截至4月2日8时，我市情况如下。", "2022-04-02T08:00"),
        ("截至2021年12月31日24时，我市情况如下。", "2022-01-01T00:00"),
    ],
)
def test_as_of_is_a_moment(words: str, expected: str) -> None:
    facts = header(notice(words))
    assert facts.as_of is not None
    assert facts.as_of.value == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "截至4月2日24:00，本轮疫情报告本土确诊病例32例，无症状感染者19例。",
            [("confirmed", 32, "cumulative"), ("asymptomatic", 19, "cumulative")],
        ),
        (
            "4月2日，新增确诊病例4例（河东区疑似病例2例）。累计报告确诊病例15例。",
            [("confirmed", 4, "new"), ("confirmed", 15, "cumulative")],
        ),
        ("4月2日，我市新增新冠病毒阳性感染者5例。", [("positive", 5, "new")]),
        ("4月2日，新增本土确诊病例2例。新增境外输入性确诊病例9例。", [("confirmed", 2, "new")]),
    ],
)
def test_totals(words: str, expected: list[tuple[str, int, str]]) -> None:
    assert [(t.classification, t.count, t.scope) for t in header(notice(words)).totals] == expected


def test_the_day_of_publication_stands_in_for_a_missing_year() -> None:
    facts = header("病例3，男，40岁，4月1日在家。", date(2022, 4, 9))
    assert (facts.anchor, facts.year) == (date(2022, 4, 9), 2022)


def test_nothing_is_guessed_without_any_year() -> None:
    facts = header("病例3，男，40岁，4月1日在家。")
    assert (facts.anchor, facts.year, facts.issued_on) == (None, None, None)


def test_a_page_that_first_dates_december_still_tells_of_february() -> None:
    text = (
        "丰山市确诊病例行程轨迹\n病例1，男，30岁，2019年12月1日从云州返回丰山市。\n"
        "病例2，男，20岁，系2月11日确诊病例石某的儿子。2月14日确诊。"
    )
    (notice,) = parse(text)
    son = notice.cases[1]
    assert [e.when and e.when.start for e in son.events] == ["2020-02-14"]
    assert [r.target.published_on for r in son.relations] == ["2020-02-11"]
