"""Whatever the order in which notices arrive, the links, the persons and the graph are the same, byte for byte."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import case, event, notice, place, relation, target, words
from tests.link.lists import DAILY, RUNNING
from tracer import models as m
from tracer.api import parse
from tracer.export.graphml import write_graphml
from tracer.graph.build import build_graph
from tracer.link import link_notices, persons

FIXTURES = Path(__file__).parents[2] / "fixtures" / "notices"
NAMES = ("云锦湾小区", "云锦湾", "福来超市", "福来超市(东街店)", "云锦湾小区3号楼", "人民医院")
SERIES = ("病例", "确诊病例", "无症状感染者")


@st.composite
def cases(draw: st.DrawFn, notice_id: str, taken: set[str]) -> m.Case | None:
    label = f"{draw(st.sampled_from(SERIES))}{draw(st.integers(1, 6))}"
    if label in taken:
        return None
    taken.add(label)
    sex = draw(st.sampled_from(["male", "female", None]))
    age = draw(st.sampled_from([5, 35, 60, None]))
    aims = [f"{s}{n}" for s in SERIES for n in range(1, 7)]
    day = draw(st.sampled_from(["2022-04-01", "2022-04-02", "2022-04-03", None]))
    aim = target(draw(st.sampled_from(aims)), published_on=day)
    home = place(draw(st.sampled_from(NAMES)), "residence", draw(st.sampled_from(["东城区", "西城区", None])))
    shop = place(draw(st.sampled_from(NAMES)), "shop", draw(st.sampled_from(["东城区", None])))
    return case(
        label,
        notice_id,
        sex=m.SourcedSex(value=sex, text="男", span=(0, 1)) if sex else None,
        age=m.Age(value=age, text=f"{age}岁", span=(0, 3)) if age else None,
        name=words(draw(st.sampled_from(["钱某某", "孙某"]))) if draw(st.booleans()) else None,
        residences=(home,),
        events=(event("visit", "2022-04-01", place=shop),),
        relations=(relation(aim, "同事", "colleague"),) if draw(st.booleans()) else (),
    )


@st.composite
def outbreaks(draw: st.DrawFn) -> list[m.Notice]:
    found = []
    for i in range(draw(st.integers(1, 4))):
        taken: set[str] = set()
        people = [draw(cases(f"N{i}", taken)) for _ in range(draw(st.integers(1, 4)))]
        day = draw(st.sampled_from(["2022-04-01", "2022-04-02", "2022-04-03", None]))
        found.append(notice([p for p in people if p], f"N{i}", day))
    return found


def by_id(notices: Sequence[m.Notice]) -> dict[str, str]:
    return {n.notice_id: n.model_dump_json() for n in notices}


def graphml(notices: Sequence[m.Notice]) -> bytes:
    out = io.BytesIO()
    write_graphml(build_graph(notices), out)
    return out.getvalue()


@settings(max_examples=150, deadline=None)
@given(outbreaks(), st.randoms(use_true_random=False))
def test_links_do_not_depend_on_the_order(notices: list[m.Notice], random: object) -> None:
    other = notices[:]
    random.shuffle(other)  # type: ignore[attr-defined]
    first, second = link_notices(notices), link_notices(other)
    assert by_id(first) == by_id(second)
    assert persons(first) == persons(second)
    assert graphml(notices) == graphml(other)


@settings(max_examples=100, deadline=None)
@given(outbreaks())
def test_linking_linked_notices_changes_nothing(notices: list[m.Notice]) -> None:
    once = link_notices(notices)
    assert link_notices(once) == once


@settings(max_examples=100, deadline=None)
@given(outbreaks())
def test_a_link_is_to_one_case_with_the_number_named(notices: list[m.Notice]) -> None:
    linked = link_notices(notices)
    people = {p.person_id: p for p in persons(linked)}
    for own in (c for n in linked for c in n.cases):
        for aim in (r.target for r in own.relations):
            assert aim.person_id in people
            if aim.case_id is not None:
                assert people[aim.case_id].described
                numbers = {c.number for n in linked for c in n.cases if c.person_id == aim.case_id}
                assert aim.number in numbers
                assert aim.case_id != own.person_id


@settings(max_examples=100, deadline=None)
@given(outbreaks())
def test_two_of_one_person_never_contradict(notices: list[m.Notice]) -> None:
    together: dict[str, list[m.Case]] = {}
    for own in (c for n in link_notices(notices) for c in n.cases):
        together.setdefault(own.person_id or "", []).append(own)
    for records in together.values():
        assert len({r.sex.value for r in records if r.sex}) <= 1
        ages = [r.age.value for r in records if r.age]
        assert not ages or max(ages) - min(ages) <= 1


def test_read_lists_in_either_order() -> None:
    for notices in (DAILY, RUNNING):
        assert graphml(notices) == graphml(notices[::-1])


def test_the_earlier_notice_fills_the_stubs_of_the_later_in_either_order() -> None:
    early, late = (parse(FIXTURES / f"datong-{n}.txt") for n in (17, 18))
    alone = {n for n, d in build_graph(late).nodes(data=True) if d.get("described") is False}
    assert alone == {"stub:大同市/病例33", "stub:大同市/病例40", "stub:大同市/病例44"}
    assert graphml(early + late) == graphml(late + early)
    graph = build_graph(late + early)
    assert not [n for n, d in graph.nodes(data=True) if d.get("described") is False]
    found = {(a, b) for a, b, d in graph.edges(data=True) if d["kind"] == "relation" and "-18/" in a and "-17/" in b}
    assert found == {
        ("大同-2022-18/病例46", "大同-2022-17/病例33"),
        ("大同-2022-18/病例47", "大同-2022-17/病例44"),
        ("大同-2022-18/病例48", "大同-2022-17/病例40"),
        ("大同-2022-18/病例49", "大同-2022-17/病例40"),
    }
