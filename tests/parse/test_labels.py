"""Who is introduced at the start of a line or sentence, and who is only mentioned."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.parse.labels import number_of, opening, own_ordinal
from tracer.parse.normalise import normalise
from tracer.parse.units import Label
from tracer.rulebook import load, using


def labels(line: str, previous: Label | None = None) -> list[str]:
    text = normalise(line).text
    found = opening(text, 0, len(text), previous)
    return [label.text for label in found.labels] if found else []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("病例48", ["病例48"]),
        ("本土确诊病例7，女，31岁", ["本土确诊病例7"]),
        ("患者十三，男，34岁", ["患者十三"]),
        ("患者四为女性，49岁", ["患者四"]),
        ("【患者甲】男，38岁", ["患者甲"]),
        ("（2）无症状感染者1，女", ["无症状感染者1"]),
        ("病例19 36岁男性患者", ["病例19"]),
        ("第32例患者，男", ["第32例患者"]),
        ("第3号确诊病例（海城）", ["第3号确诊病例"]),
        ("临江区确诊病例1，男", ["临江区确诊病例1"]),
        ("感染者14、19、20：现住", ["感染者14", "感染者19", "感染者20"]),
        ("病例5-7：均为", ["病例5", "病例6", "病例7"]),
        ("实例17—18 实例17，男", ["实例17", "实例18"]),
        ("临江区感染者1（女，33岁）、感染者2（男，7个月），系", ["临江区感染者1", "临江区感染者2"]),
        ("（三）孔某某（确诊病例，轻型）、孔某（无症状感染者）", ["孔某某", "孔某"]),
        ("新增确诊病例：卓某，男，68岁", ["卓某"]),
        ("李XX，男，33岁", ["李XX"]),
        ("4，男，32岁", ["4"]),
    ],
)
def test_a_label_is_read_where_a_case_is_introduced(line: str, expected: list[str]) -> None:
    assert labels(line) == expected


@pytest.mark.parametrize(
    "line",
    ["病例3的女儿，8岁", "确诊病例15例", "患者一直居家", "病例3、4为同一家庭", "与李某某同桌", "1. 10月24日购物"],
)
def test_a_mention_introduces_nobody(line: str) -> None:
    assert labels(line) == []


def test_a_bare_range_takes_the_series_of_the_case_before() -> None:
    assert labels("44至46：", Label("病例43", 0, 4, "病例", 43)) == ["病例44", "病例45", "病例46"]


@pytest.mark.parametrize("line", ["女，79岁，系", "患者为男性，49岁", "男 常住地为河西区", "52岁，男，司机"])
def test_a_person_without_label_is_introduced_by_sex_and_age(line: str) -> None:
    text = normalise(line).text
    found = opening(text, 0, len(text))
    assert found is not None
    assert found.kind == "bare"


def test_a_masked_name_stands_behind_its_label() -> None:
    text = normalise("病例21：王某某，男").text
    found = opening(text, 0, len(text))
    assert found is not None
    assert [text[a:b] for a, b in found.names] == ["王某某"]


def test_a_case_may_tell_its_number_in_its_own_text() -> None:
    text = "女,30岁。经会诊,是我市第26例确诊病例。"
    found = own_ordinal(text, 0, len(text))
    assert found is not None
    assert (found.text, found.number) == ("第26例确诊病例", 26)


@given(st.integers(1, 99))
def test_chinese_numerals_up_to_99(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    words = (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")
    assert number_of(words) == number


@given(st.text(alphabet="病例患者确诊第号、至-123一二甲(),:男女岁某李区 \n【】", max_size=60))
def test_labels_never_fail_and_lie_within_the_text(text: str) -> None:
    found = opening(text, 0, len(text))
    spans = [(label.start, label.end) for label in found.labels] if found else []
    assert all(0 <= a < b <= len(text) for a, b in spans)


def test_labels_follow_the_rules_in_force(tmp_path: Path) -> None:
    assert labels("线索人员3，男") == []
    file = tmp_path / "more.toml"
    file.write_text(
        """subject = "labels"
[parts]
SERIES = '线索人员'
[[rule]]
id = "label.clue"
kind = "numbered"
pattern = '(?P<head>线索人员[0-9]+)(?=,)'
examples = ["线索人员3，男"]
not_examples = ["线索人员"]
""",
        encoding="utf-8",
    )
    with using(load([file])):
        assert labels("线索人员3，男") == ["线索人员3"]
    assert labels("病例3，男") == ["病例3"]
