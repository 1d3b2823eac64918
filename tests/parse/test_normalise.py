"""Folding keeps the length; only line breaks inside sentences and invisible characters go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.parse.normalise import fold, normalise


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("４月５日—７日，２０：３０", "4月5日-7日,20:30"),
        ("〔２０２２〕第５号", "[2022]第5号"),
        ("３７．８℃　（复测）", "37.8℃ (复测)"),
        ("ｰー～", "ー--"),
    ],
)
def test_full_width_forms_are_folded(raw: str, expected: str) -> None:
    assert fold(raw) == expected


@pytest.mark.parametrize(
    ("raw", "joined"),
    [
        (
            "4月3日由救护车转运至市第九医院隔离治疗，检测结果为阳性，病情平稳。经\n\n省级专家会诊，诊断为病例。",
            "经省级专家",
        ),
        ("　　患者到万家超市购物，随后在城西菜市场买\n菜后回家。", "买菜后"),
        ("3日9时到校（周末\n除外）上课。", "周末除外"),
        ("3日，19\n时到家。", "19时到家"),
        ("他在超市买水果，\n后在药店买药。", "水果,后在药店"),
        ("3日　17:20-\n18:45，江边钓鱼", "17:20-18:45"),
    ],
)
def test_a_break_inside_a_sentence_is_dropped(raw: str, joined: str) -> None:
    assert joined in normalise(raw).text


@pytest.mark.parametrize(
    "raw",
    [
        "病例3，住临江区，\n病例4，住河东区，",
        "病例3，男，45岁，住河东区\n1月3日, 到超市购物",
        "职业:退休，\n性别:男",
        "他在家，\n（二）王某某，女",
        "住址在河东区，长期居家\n\n第5号确诊病例",
        "21日\n12:30 老街面馆",
        "老街面馆\t3日\n城南超市\t4日",
        "海城市疫情防控指挥部\n2022年4月3日",
        "确诊病例1，住临江区，\n均为密切接触者",
    ],
)
def test_a_break_between_parts_of_a_notice_stays(raw: str) -> None:
    assert normalise(raw).text.count("\n") == raw.count("\n")


@given(st.text(alphabet="病例1２，。\n\r　 日月至(（男—a\u200b", max_size=80))
def test_every_character_kept_comes_from_its_own_place(raw: str) -> None:
    norm = normalise(raw)
    assert all(fold(norm.quote(i, i + 1)) == char for i, char in enumerate(norm.text))
