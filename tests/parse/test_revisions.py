"""What a notice says anew of cases published before: corrections, reclassifications, cases withdrawn."""

from __future__ import annotations

import pytest

from tracer import parse
from tracer.models import Revision

CASES = "\n病例21：男，30岁，现住海西区。\n病例22：女，29岁，现住海西区。\n"
SIGNED = "海城市疫情防控指挥部\n2022年4月6日\n"


def revisions(words: str) -> tuple[Revision, ...]:
    (notice,) = parse("海城市关于新增病例活动轨迹的通告\n" + words + CASES + SIGNED)
    return notice.revisions


@pytest.mark.parametrize(
    ("words", "target", "published", "said"),
    [
        ("更正：4月1日通报的确诊病例12年龄由34岁更正为43岁。", "4月1日通报的确诊病例12", "2022-04-01", "age 43"),
        ("病例12居住地更正为城东区。", "病例12", None, "residence"),
        ("经核实，病例12性别应为女。", "病例12", None, "sex female"),
        ("昨日通报的无症状感染者3转为确诊病例。", "昨日通报的无症状感染者3", "2022-04-05", "classification confirmed"),
        ("4月5日通报的病例7改为无症状感染者15。", "4月5日通报的病例7", "2022-04-05",
          "classification asymptomatic 无症状感染者15"),
        ("病例8由轻型转为普通型。", "病例8", None, "severity moderate"),
        ("4月5日通报的病例7经复核排除。", "4月5日通报的病例7", "2022-04-05", "withdrawn"),
        ("新增病例2例，其中1例由4月1日通报的无症状感染者3转归。",
          "4月1日通报的无症状感染者3", "2022-04-01", "classification confirmed"),
    ],
)  # fmt: skip
def test_an_earlier_case_is_revised(words: str, target: str, published: str | None, said: str) -> None:
    (found,) = revisions(words)
    assert found.target is not None
    assert (found.target.label.value, found.target.published_on) == (target, published)
    assert " ".join(filter(None, (found.field, found.value, found.becomes))) == said


@pytest.mark.parametrize(
    ("words", "field", "count"),
    [
        ("新增确诊病例4例，其中2例确诊病例为此前无症状感染者转归。", "classification", 2),
        ("核减1例。", "withdrawn", 1),
        ("新增确诊病例3例（含一例无症状感染者转为确诊病例）。", "classification", 1),
    ],
)
def test_cases_only_counted_have_no_target(words: str, field: str, count: int) -> None:
    (found,) = revisions(words)
    assert (found.field, found.target, found.count) == (field, None, count)


@pytest.mark.parametrize(
    "words",
    [
        "病例12、13年龄更正为43岁。",
        "昨日通报的无症状感染者3、4转为确诊病例。",
        "病例12年龄更正为43岁，居住地更正为城东区。",
    ],
)
def test_each_case_and_each_field_is_a_revision_of_its_own(words: str) -> None:
    assert len(revisions(words)) == 2


@pytest.mark.parametrize(
    "words",
    [
        "病例3改为居家隔离。",
        "病例3核酸检测转为阴性。",
        "病例3由救护车转运至定点医院。",
        "病例3即被隔离管控。",
        "排除高风险人员后解除管控。",
    ],
)
def test_what_happens_to_a_case_is_no_revision(words: str) -> None:
    assert revisions(words) == ()


def test_a_case_told_under_a_new_label_is_the_earlier_one() -> None:
    text = (
        "病例3：女，29岁，即4月1日公布的无症状感染者3。\n病例4：男，50岁，为4月2日通报的无症状感染者7转为确诊病例。\n"
        "病例5：男，33岁，4月2日诊断为无症状感染者，4月5日转为确诊病例。\n病例6：女，20岁，系此前的无症状感染者。\n"
    )
    (notice,) = parse("海城市关于新增病例活动轨迹的通告\n" + text + SIGNED)
    found = [(r.field, r.target and r.target.label.value, r.becomes, r.case_id) for r in notice.revisions]
    ids = {c.number: c.case_id for c in notice.cases}
    assert found == [
        ("identity", "4月1日公布的无症状感染者3", "病例3", ids[3]),
        ("classification", "4月2日通报的无症状感染者7", "病例4", ids[4]),
        ("classification", None, "病例6", ids[6]),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("病例3于4月5日治愈出院。", [("病例3", "4月5日")]),
        ("截至目前，病例3、病例4、5已出院，累计出院12例。", [("病例3", None), ("病例4", None), ("病例5", None)]),
        ("无症状感染者6解除隔离医学观察。", [("无症状感染者6", None)]),
        ("新增治愈出院病例3例，累计出院12例。", []),
    ],
)
def test_a_discharge_of_earlier_cases(words: str, expected: list[tuple[str, str | None]]) -> None:
    found = [r for r in revisions(words) if r.field == "discharged"]
    assert [(r.target.label.value if r.target else None, r.new.value if r.new else None) for r in found] == expected


def test_a_case_that_is_discharged_in_its_own_text_revises_nothing() -> None:
    (notice,) = parse("海城市新增病例通告\n病例21：男，30岁，系病例3的弟弟。4月5日治愈出院。\n" + SIGNED)
    assert notice.revisions == ()
