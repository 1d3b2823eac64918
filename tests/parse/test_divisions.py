"""Administrative prefixes: what is read as one, where it ends, and what it is resolved to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer import models
from tracer.parse.divisions import AreaContext, area_of_name, find_area, resolve_area
from tracer.parse.gazetteer import ancestors, gazetteer, padded, trimmed


def parts(text: str) -> list[str]:
    match = find_area(text)
    return [part.name for part in match.parts] if match else []


def resolved(text: str, *around: str) -> models.Area:
    match = find_area(text)
    assert match is not None
    return resolve_area(match, AreaContext(around))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("江西省南昌市西湖区朝阳洲街道青云小区", ["江西省", "南昌市", "西湖区", "朝阳洲街道"]),
        ("丰台区看丹街道明月里", ["丰台区", "看丹街道"]),
        ("小店区某小区", ["小店区"]),
        ("长阳镇某店", ["长阳镇"]),
        ("河北邯郸", ["河北", "邯郸"]),
        ("武汉", ["武汉"]),
        ("武汉某公司", ["武汉"]),
        ("北京海淀", ["北京", "海淀"]),
        ("东莞长安镇", ["东莞", "长安镇"]),
        ("民和县川口镇", ["民和县", "川口镇"]),
        ("徐州市邳州市", ["徐州市", "邳州市"]),
        ("西安市西咸新区沣东新城", ["西安市", "西咸新区", "沣东新城"]),
        ("西安市高新区某街", ["西安市", "高新区"]),
        ("高新区某街", ["高新区"]),
        ("睢宁县白鹭镇某村", ["睢宁县", "白鹭镇"]),
        ("西湖区看丹街道", ["西湖区", "看丹街道"]),
    ],
)
def test_reads_the_longest_chain(text: str, names: list[str]) -> None:
    assert parts(text) == names


@pytest.mark.parametrize(
    "text",
    ["南京东路8号", "中山路12号", "武汉热干面馆", "兰州拉面", "北京朝阳医院", "上海理发店", "海城市场",
     "沙县小吃", "幸福新区3号楼", "家中", "超市", "城区某店", "", "区", "8号楼"],
)  # fmt: skip
def test_leaves_what_is_no_area(text: str) -> None:
    assert find_area(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [("丰台区看丹街道明月里", "明月里"), ("徐州市区某宾馆", "某宾馆"), ("睢宁县城", ""),
     ("睢宁县县城某店", "某店"), ("武汉市到西部新区", "到西部新区"),
     ("湖北省武汉火车站", "武汉火车站"), ("睢宁县城关镇北街", "北街")],
)  # fmt: skip
def test_ends_where_the_place_itself_begins(text: str, rest: str) -> None:
    match = find_area(text)
    assert match is not None
    assert text[match.end :] == rest


@pytest.mark.parametrize(
    ("text", "around", "code", "status"),
    [
        ("丰台区看丹街道", (), "110106023", "stated"),
        ("太原市", (), "140100", "stated"),
        ("山西省", (), "140000", "stated"),
        ("中山市小榄镇", (), "442000118", "stated"),
        ("朝阳区", (), None, "ambiguous"),
        ("朝阳区", ("11",), "110105", "inferred"),
        ("朝阳区", ("2201",), "220104", "inferred"),
        ("朝阳区", ("3601",), None, "ambiguous"),
        ("桥西区", ("1301",), "130104", "inferred"),
        ("桥西区", ("1306",), None, "ambiguous"),
        ("西湖区", ("3307",), "330106", "inferred"),
        ("高庙镇", ("630202",), "630202103", "inferred"),
        ("高庙镇", ("6301",), None, "ambiguous"),
        ("看丹街道", (), "110106023", "stated"),
        ("看丹街道", ("3601",), None, "ambiguous"),
        ("高新区", ("6101",), "610100", "inferred"),
        ("高新区", (), None, "ambiguous"),
        ("西安市高新区", ("3601",), "610100", "stated"),
        ("睢宁县白鹭镇", (), "320324", "stated"),
        ("吉林", (), None, "ambiguous"),
    ],
)
def test_resolves_by_the_text_then_by_the_notice(
    text: str, around: tuple[str, ...], code: str | None, status: str
) -> None:
    area = resolved(text, *around)
    assert (area.code, area.status) == (code, status)


@pytest.mark.parametrize(
    ("text", "code", "city"),
    [
        ("江干区", "330104", "杭州市"),
        ("杭州市下城区", "330103", "杭州市"),
        ("龙海市", "350681", "漳州市"),
        ("吉利区", "410306", "洛阳市"),
        ("监利县", "421023", "荆州市"),
        ("临平区", "330113", "杭州市"),
        ("广丰区", "361103", "上饶市"),
        ("沾益区", "530303", "曲靖市"),
    ],
)
def test_knows_the_names_of_2020_to_2022(text: str, code: str, city: str) -> None:
    area = resolved(text)
    assert (area.code, area.city, area.status) == (code, city, "stated")


def test_fills_what_lies_above() -> None:
    area = resolved("民和县川口镇")
    assert (area.province, area.city, area.county, area.township) == (
        "青海省", "海东市", "民和回族土族自治县", "川口镇"
    )  # fmt: skip


def test_a_municipality_is_its_own_city() -> None:
    area = resolved("重庆市万州区")
    assert (area.province, area.city, area.county) == ("重庆市", "重庆市", "万州区")


def test_a_unit_that_was_merged_gives_way_to_the_one_of_today() -> None:
    assert all(not code.endswith("h") for code in resolved("凯旋街道", "3301").candidates)
    assert resolved("凯旋街道", "3301").code == "330102005" or resolved("凯旋街道", "3301").status == "inferred"


def test_an_ambiguous_area_keeps_its_candidates_and_no_code() -> None:
    area = resolved("朝阳区")
    assert area.candidates == ("110105", "220104")
    assert (area.code, area.province, area.county) == (None, None, "朝阳区")


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("太原市", ("140100",)),
        ("北京市", ("110000",)),
        ("乐都区", ("630202",)),
        ("海东市乐都区", ("630202",)),
        ("大连", ("210200",)),
    ],
)
def test_area_of_a_whole_name(name: str, candidates: tuple[str, ...]) -> None:
    match = area_of_name(name)
    assert match is not None
    assert match.candidates == candidates


@pytest.mark.parametrize("name", ["", "太原市某小区", "我市", "指挥部"])
def test_no_area_of_other_names(name: str) -> None:
    assert area_of_name(name) is None


def test_context_is_made_from_records() -> None:
    notice = models.Area(province="吉林省", city="长春市", code="220100")
    assert AreaContext.of(None, notice).codes == ("2201",)


@pytest.mark.parametrize("code", ["11", "4201", "330102"])
def test_codes_go_to_records_and_back(code: str) -> None:
    assert trimmed(padded(code)) == code


def test_every_listed_county_has_its_province() -> None:
    assert [c for c in gazetteer().areas if ancestors(c)[0] is None] == []


def test_every_county_resolves_within_its_city() -> None:
    wrong = []
    for code, name in gazetteer().areas.items():
        match = find_area((ancestors(code)[1] or "") + name) if len(code) == 6 else None
        if match is not None and padded(code) not in match.candidates:
            wrong.append(name)
    assert wrong == []


@given(
    st.text(alphabet="北京市武汉朝阳区县镇街道高新开发路8号小店城关乡、某 ", max_size=20),
    st.integers(0, 25),
    st.integers(0, 25),
)
def test_any_text_gives_a_chain_inside_its_range(text: str, start: int, end: int) -> None:
    match = find_area(text, start, end)
    if match is not None:
        assert start == match.start < match.end <= end
        assert [text[p.start : p.end] for p in match.parts] == [p.name for p in match.parts]
        area = resolve_area(match, AreaContext(("1101",)))
        assert (area.code is None) == (area.status == "ambiguous")
