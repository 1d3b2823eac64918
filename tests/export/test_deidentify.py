"""What leaves the machine: no name at ``names``, no word of the source at ``strict``, and the graph still the same."""

import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import area, case, event, notice, place, relation, target, when, words
from tests.outbreak import sample_notice
from tracer import models as m
from tracer.errors import TracerError
from tracer.export.deidentification import LEVELS, deidentify, k_anonymity, shift_of
from tracer.export.formats import FORMATS, export
from tracer.export.masking import MASKED, without_names
from tracer.graph import build_graph

NAME, STREET = "钱某某", "东街"
WRITABLE = [name for name in FORMATS if name not in ("xlsx", "parquet")]


def outbreak() -> list[m.Notice]:
    """The sample with everything that could tell who it is."""
    sample = sample_notice()
    nameless = sample.cases[3].model_copy(
        update={
            "occupation": words("东街福来便利店店员"),
            "workplace": place("福来便利店(东街店)", "shop"),
            "origin": place("榆阳县白塔镇", "area"),
            "contacts": (m.Contact(role="妻子", text="妻子孙某", span=(0, 4)),),
            "relations": (relation(target("吴某某", name="吴某某"), "朋友", "friend"),),
            "symptoms": (words("发热"), words("东街头痛")),
        }
    )
    guest = case(
        "病例60",
        relations=(relation(target(NAME, name=NAME), "同事", "colleague"),),
        events=(
            event("journey", "2022-04-01", mode="train", number=words("G655次"), text="乘G655次列车"),
            event("stay", "2022-04-02", place=place("钱某某家", "home"), text="在钱某某家聚餐"),
        ),
    )
    rider = case("病例61", events=(event("journey", "2022-04-01", mode="train", number=words("G655"), text="乘车"),))
    venues = (m.Venue(**place("福来便利店(东街店)", "shop").model_dump(), when=(when("2022-04-02"),)),)
    return [
        sample.model_copy(
            update={
                "cases": (*sample.cases[:3], nameless, guest, rider),
                "places": venues,
                "title": words("关于钱某某等6例活动轨迹的通告"),
                "diagnostics": (m.Diagnostic(code="x", severity="info", message="钱某某 东街"),),
            }
        )
    ]


def exported(notices: list[m.Notice]) -> str:
    """Everything that every format writes, unpacked."""
    graph = build_graph(notices)
    with TemporaryDirectory() as folder:
        for name, form in FORMATS.items():
            if name in WRITABLE or name == "xlsx":
                export(graph, name, Path(folder) / f"{name}{form.suffix}")
        return "".join(map(_text, sorted(p for p in Path(folder).rglob("*") if p.is_file())))


def _text(path: Path) -> str:
    if not zipfile.is_zipfile(path):
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(n).decode("utf-8") for n in book.namelist())


def shape(graph: Any) -> Counter[str]:
    return Counter(f"{d['kind']} {d.get('basis', '')}" for *_, d in graph.edges(data=True))


@pytest.fixture(autouse=True)
def _needs_xlsxwriter() -> None:
    pytest.importorskip("xlsxwriter")


def test_the_check_would_find_what_it_looks_for() -> None:
    text = exported(outbreak())
    assert all(word in text for word in (NAME, STREET, "福来", "星光小区", "G655"))


def test_names_hides_every_name_and_keeps_words_and_spans() -> None:
    given_ = outbreak()
    text = exported(deidentify(given_, "names"))
    assert not any(name in text for name in (NAME, "吴某某", "孙某"))
    assert "在＊＊＊家聚餐" in text
    assert "东街福来便利店店员" in text
    [after] = deidentify(given_, "names")
    assert after.title is not None
    assert (after.title.text, after.title.span) == ("关于＊＊＊等6例活动轨迹的通告", given_[0].title.span)  # type: ignore[union-attr]


@pytest.mark.parametrize("level", LEVELS)
def test_the_graph_keeps_its_edges(level: Any) -> None:
    before, after = build_graph(outbreak()), build_graph(deidentify(outbreak(), level, salt="s"))
    assert shape(after) == shape(before)
    assert sum(d["described"] for _, d in after.nodes(data=True) if d["kind"] == "case") == 6


def test_strict_leaves_no_word_of_the_source() -> None:
    text = exported(deidentify(outbreak(), "strict", salt="s"))
    left = ("某", STREET, "福来", "星光", "G655", "白塔", "店员", "妻子", "N/病例", "N.txt", "聚餐", "病例60", "通告")
    assert [word for word in left if word in text] == []
    assert "发热" in text
    assert "东城区" in text


def test_strict_gives_bands_counties_and_empty_spans() -> None:
    [after] = deidentify(outbreak(), "strict", salt="s")
    mother = next(c for c in after.cases if c.sex)
    assert mother.age is not None
    assert (mother.age.value, mother.age.text, mother.age.status) == (30, "30-39", "approximate")
    assert mother.residences[0].text == "东城区"
    assert mother.residences[0].name.startswith("place-")
    assert {tuple(v) for v in _spans(after.model_dump())} == {(0, 0)}
    assert (after.title, after.serial, after.issuer, after.totals, after.diagnostics) == (None, None, None, (), ())


def _spans(value: Any) -> list[Any]:
    if isinstance(value, dict):
        own = [value["span"]] if value.get("span") is not None else []
        return own + [s for v in value.values() for s in _spans(v)]
    return [s for v in value for s in _spans(v)] if isinstance(value, list | tuple) else []


def test_the_salt_decides_the_pseudonyms() -> None:
    ids = {salt: [c.case_id for c in deidentify(outbreak(), "strict", salt=salt)[0].cases] for salt in ("a", "b")}
    again = [c.case_id for c in deidentify(outbreak(), "strict", salt="a")[0].cases]
    assert again == ids["a"]
    assert not set(ids["a"]) & set(ids["b"])
    drawn = [deidentify(outbreak(), "strict")[0].notice_id for _ in range(2)]
    assert drawn[0] != drawn[1]


def test_dates_are_shifted_together_by_whole_weeks() -> None:
    def days(shift: int | None) -> list[str]:
        [after] = deidentify(outbreak(), "strict", salt="s", shift_days=shift)
        return sorted(e.when.start for c in after.cases for e in c.events if e.when and e.when.start)

    assert days(0)[0] == "2022-04-01"
    assert days(7)[0] == "2022-04-08"
    assert shift_of("s") % 7 == 0 != shift_of("s")
    assert days(None) == days(shift_of("s"))
    assert "2022-04-09T20:00" in days(7)


SURE = st.sampled_from("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨")
MASKS = st.sampled_from(["某", "某某", "某强", "×", "××", "XX", "**", "＊＊"])
SAID = st.sampled_from(["{}系病例1的妻子", "与{}同住", "到{}家中", "{}", "由{}陪同到福来超市", "其女{},轻型"])


@given(SURE, MASKS, SAID)
def test_no_masked_name_survives_in_any_sentence(surname: str, mask: str, said: str) -> None:
    name = surname + mask
    text = said.format(name)
    [after] = without_names([notice([case("病例1", occupation=words(text))])])
    hidden = after.cases[0].occupation
    assert hidden is not None
    assert name not in hidden.value.replace("＊", " ")
    assert len(hidden.value) == len(text)


@pytest.mark.parametrize("text", ["在某公司上班", "系某超市员工", "到某小区", "确诊病例", "X区", "3×4米"])
def test_what_is_no_person_is_not_hidden(text: str) -> None:
    found = MASKED.search(text)
    assert found is None or found.group("nobody")


CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=3, max_size=6)


@settings(max_examples=25, deadline=None)
@given(SURE, MASKS, CHINESE.map(lambda t: t + "街"), CHINESE.map(lambda t: t + "苑"), st.integers(1, 99))
def test_no_name_and_no_street_survives_strict_in_any_file(
    surname: str, mask: str, street: str, compound: str, age: int
) -> None:
    name = surname + mask
    home = place(f"{street}{compound}", "residence", area=area(county="东城区", township=f"{street}道"))
    person = case(
        name,
        name=words(name),
        occupation=words(f"{street}保安"),
        age=m.Age(value=age, text=f"{age}岁", span=(0, 3)),
        residences=(home,),
        symptoms=(words(f"{street}发热"),),
        relations=(relation(target(f"{name}之友", name=f"{name}之友"), f"{name}友", "friend", detail=None),),
        events=(
            event("visit", "2022-04-02T20:00", place=home, text=f"{name}到{street}", inherited_from=name, rule=street),
            event("journey", "2022-04-02", origin=home, destination=home, mode="car", number=words(street)),
        ),
    )
    venue = m.Venue(**home.model_dump(), when=(when("2022-04-02"),))
    text = exported(
        deidentify([notice([person], notice_id=f"{street}-1", places=(venue,), title=words(street))], "strict")
    )
    assert not any(word in text for word in (name, street, compound))


def test_k_counts_the_smallest_class() -> None:
    young = m.Age(value=31, text="31岁", span=(0, 3))
    old = m.Age(value=38, text="38岁", span=(0, 3))
    home = place("星光小区", "residence", "东城区")
    alike = [case(f"病例{n}", age=age, residences=(home,)) for n, age in enumerate([young, old, young], 1)]
    report = k_anonymity([notice([*alike, case("病例9")])])
    assert (report.k, report.cases, report.below(2), report.below(4)) == (1, 4, 1, 4)
    assert report.classes == ((("?", "?", "?"), 1), (("?", "30-39", "东城区"), 3))
    assert k_anonymity([notice([*alike, case("病例9")])], quasi=["sex"]).k == 4
    with pytest.raises(TracerError, match="shoe"):
        k_anonymity([], quasi=["shoe"])


def test_the_salt_is_not_written_anywhere() -> None:
    assert "geheimnis" not in exported(deidentify(outbreak(), "strict", salt="geheimnis"))
