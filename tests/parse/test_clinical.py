"""Classification, severity, way of finding and symptoms, told apart from those of other people."""

import pytest

from tracer import parse
from tracer.parse.boilerplate import find_boilerplate
from tracer.parse.normalise import normalise
from tracer.parse.people import PersonDraft, read_person
from tracer.parse.units import Label, Unit


def person(text: str, label: str | None = None) -> PersonDraft:
    norm = normalise(text)
    given = Label(label, 0, len(label)) if label else None
    return read_person(norm, Unit(given, ((0, len(norm.text)),), 0, len(norm.text)))


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("2月3日诊断为确诊病例。", None, "confirmed"),
        ("诊断为疑似病例，2月5日确诊。", None, "confirmed"),
        ("5日由无症状感染者订正为确诊病例（轻型）。", "无症状感染者2", "confirmed"),
        ("经专家会诊，诊断为无症状感染者。", "病例4", "asymptomatic"),
        ("当日确诊（普通型）。", None, "confirmed"),
        ("确诊病例1，男，30岁。", "确诊病例1", "confirmed"),
        ("感染者12，男，30岁。", "感染者12", "positive"),
        ("感染者12，男，诊断为无症状感染者。", "感染者12", "asymptomatic"),
        ("女，54岁，系确诊病例岑某妻子", None, None),
        ("女，是我市第3例确诊病例的父亲，", None, None),
        ("其妻徐某于2月7日被确诊为新型冠状病毒肺炎。", None, None),
        ("病例16，女，66岁。", "病例16", None),
        ("2月1日到婶婶家做客，堂弟石某（确诊病例）在场。", None, None),
        ("女，31岁，密切接触的亲戚中有2人为新型冠状病毒肺炎确诊病例。", None, None),
    ],
)
def test_classification(text: str, label: str | None, value: str | None) -> None:
    draft = person(text, label)
    assert (draft.classification and draft.classification.value) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("诊断为确诊病例（普通型）。", "moderate"),
        ("临床分型为轻型。", "mild"),
        ("临床分型为危重型。", "critical"),
        ("确诊病例，重型，", "severe"),
        ("驾驶重型货车前往码头", None),
    ],
)
def test_severity(text: str, value: str | None) -> None:
    draft = person(text)
    assert (draft.severity and draft.severity.value) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("发现途径:密接排查", "close_contact"),
        ("社会面筛查发现。男，", "community_screening"),
        ("在重点行业例行检测中发现。", "key_population"),
        ("发现途径:隔离管控", "isolation"),
        ("到发热门诊就诊", None),
    ],
)
def test_detection(text: str, value: str | None) -> None:
    draft = person(text)
    assert (draft.detected_by and draft.detected_by.value) == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1月3日出现发热（37.9℃）、干咳，后又发热。", ["发热", "干咳"]),
        ("自觉乏力、嗓子疼，伴全身酸痛", ["乏力", "嗓子疼", "全身酸痛"]),
        ("因活动后闷喘就诊", ["活动后闷喘"]),
        ("前往发热门诊，服用退烧药，买感冒灵", []),
        ("无发热，无咳嗽、咳痰等症状", []),
        ("出现发热等不适症状", ["发热"]),
        ("其妻徐某出现咳嗽，本人低热", ["低热"]),
        ("身体不适，嗅觉减退", ["身体不适", "嗅觉减退"]),
        ("1月28日中午下楼陪其父抬饮料时感觉鼻塞。", ["鼻塞"]),
    ],
)
def test_symptoms(text: str, words: list[str]) -> None:
    assert [s.value for s in person(text).symptoms] == words


@pytest.mark.parametrize(
    "text",
    [
        "目前病情稳定",
        "密切接触者均已隔离",
        "全程佩戴口罩",
        "无武汉旅居史",
        "相关流行病学调查正在进行中",
        "接种3剂新冠疫苗",
    ],
)
def test_boilerplate_is_found_whole(text: str) -> None:
    assert find_boilerplate(normalise(text), 0, len(text)) == [(0, len(text))]


@pytest.mark.parametrize("text", ["步行至某超市购物", "乘58路公交车回家", "系病例3的密切接触者", ""])
def test_movements_and_relations_are_no_boilerplate(text: str) -> None:
    assert find_boilerplate(normalise(text), 0, len(text)) == []


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("新增确诊病例2例，均为轻型。", ["mild", "moderate"]),
        ("新增确诊病例2例，其中1例为轻型。", [None, "moderate"]),
    ],
)
def test_a_header_tells_the_severity_of_all(header: str, expected: list[str | None]) -> None:
    text = f"海城市新增确诊病例情况\n{header}\n确诊病例1，男，30岁。\n确诊病例2，女，30岁，诊断为普通型。"
    (notice,) = parse(text)
    assert [c.severity.value if c.severity else None for c in notice.cases] == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("新增2例新冠肺炎确诊病例、1例无症状感染者。", ["confirmed", "confirmed", "asymptomatic"]),
        ("新增本土确诊病例2例、无症状感染者1例。", ["confirmed", "confirmed", "asymptomatic"]),
        ("新增1例新冠肺炎确诊病例、2例无症状感染者。", [None, None, "asymptomatic"]),
    ],
)
def test_a_header_counts_the_cases_whose_labels_say_nothing(header: str, expected: list[str | None]) -> None:
    text = f"海城市新增病例活动轨迹\n{header}\n病例1，男，30岁。\n病例2，女，30岁。\n无症状感染者1，女，5岁。"
    (notice,) = parse(text)
    assert [c.classification.value if c.classification else None for c in notice.cases] == expected


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("以上病例中，确诊病例2为重型，其余均为普通型。", ["moderate", "severe", "moderate"]),
        ("上述病例中，确诊病例1、确诊病例2为轻型，其余1例为普通型。", ["mild", "mild", "moderate"]),
        ("以上3例均为轻型。", ["mild", "mild", "mild"]),
    ],
)
def test_a_closing_line_tells_the_severity_of_some_and_of_the_rest(closing: str, expected: list[str]) -> None:
    cases = "\n".join(f"确诊病例{i}，男，3{i}岁，4月{i}日居家。" for i in (1, 2, 3))
    (notice,) = parse(f"海城市新增确诊病例情况\n{cases}\n{closing}")
    assert [c.severity and c.severity.value for c in notice.cases] == expected


def test_a_person_is_told_of_by_the_case_they_belong_to_and_keeps_nothing_of_its_story() -> None:
    text = (
        "海城市新增确诊病例情况\n确诊病例12\n男，64岁，病例7江某的公公。\n2月1日，江某确诊为新冠肺炎患者。\n"
        "2月3日，江某的公公出现发热症状。2月4日，江某的公公确诊。"
    )
    (notice,) = parse(text)
    events = [(e.kind, e.when.start[5:] if e.when and e.when.start else None) for e in notice.cases[0].events]
    assert events == [("onset", "02-03"), ("diagnosis", "02-04")]
