"""What cannot be, or is doubtful, is found with its reason and its words; what is sound is left in peace."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import case, event, notice, place, relation, when
from tests.outbreak import sample_notice
from tracer import models as m
from tracer.graph import build_graph
from tracer.infer import Doubt, check, infer, load_parameters


def doubts(*cases: m.Case, issued_on: str | None = None) -> list[Doubt]:
    graph = build_graph([notice(cases, issued_on=issued_on)])
    return check(graph, infer(graph, load_parameters("omicron")))


def codes(*cases: m.Case, issued_on: str | None = None) -> list[tuple[str, str]]:
    return [(d.code, d.level) for d in doubts(*cases, issued_on=issued_on)]


def person(
    number: int, sex: m.Sex | None = None, age: int | None = None, *relations: m.Relation, **more: Any
) -> m.Case:
    if sex:
        more["sex"] = m.SourcedSex(value=sex, text="女", span=(4, 5))
    if age is not None:
        more["age"] = m.Age(value=age, text="岁", span=(6, 7))
    return case(f"病例{number}", relations=relations, **more)


def kin(to: int, role: str, kind: m.RelationKind, detail: str) -> m.Relation:
    return relation(f"病例{to}", role, kind, detail=detail)


WIFE, SON, MOTHER = kin(1, "妻子", "spouse", "wife"), kin(1, "儿子", "child", "son"), kin(1, "母亲", "parent", "mother")


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ((person(1, "male", 40), person(2, "female", 38, WIFE)), []),
        ((person(1, "male", 40), person(2, "male", 12, SON)), []),
        ((person(1), person(2, None, None, WIFE)), []),
        ((person(1, "female", 40), person(2, "female", 38, WIFE)), [("couple_of_one_sex", "impossible")]),
        ((person(1, "female", 40), person(2, "male", 38, WIFE)), [("sex_contradicts", "impossible")]),
        ((person(1, "male", 30), person(2, "male", 35, SON)), [("ages_contradict", "impossible")]),
        ((person(1, "male", 30), person(2, "male", 20, SON)), [("ages_contradict", "doubtful")]),
        ((person(1, "male", 30), person(2, "female", 12, WIFE)), [("ages_contradict", "doubtful")]),
        (
            (person(1, "male", 30, kin(2, "父亲", "parent", "father")), person(2, "female", 60, MOTHER)),
            [("ages_contradict", "impossible"), ("relations_contradict", "impossible")],
        ),
    ],
)
def test_relations(cases: tuple[m.Case, ...], expected: list[tuple[str, str]]) -> None:
    assert codes(*cases) == expected


def test_a_doubt_carries_its_words() -> None:
    [found] = doubts(person(1, "female"), person(2, "female", None, WIFE))
    assert found.cases == ("N/病例2", "N/病例1")
    assert [(e.notice, e.text) for e in found.evidence] == [("N", "系病例1的妻子")]


def at(name: str, start: str, end: str, span: m.Span) -> m.Event:
    return event("visit", when=when(start, end).model_copy(update={"span": span}), place=place(name, "shop"))


MORNING = at("福来超市", "2022-04-02T09:00", "2022-04-02T10:00", span=(0, 9))


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (at("青禾面馆", "2022-04-02T09:30", "2022-04-02T10:30", span=(20, 29)), [("two_places", "impossible")]),
        (at("青禾面馆", "2022-04-02T10:00", "2022-04-02T10:30", span=(20, 29)), []),
        (at("福来超市生鲜区", "2022-04-02T09:30", "2022-04-02T10:30", span=(20, 29)), []),
        (at("青禾面馆", "2022-04-02T09:00", "2022-04-02T10:00", span=(0, 9)), []),
        (at("医院", "2022-04-02T09:30", "2022-04-02T10:30", span=(20, 29)), []),
    ],
    ids=["two shops", "one after the other", "within the other", "one phrase for both", "a place without a name"],
)
def test_a_person_in_two_places(other: m.Event, expected: list[tuple[str, str]]) -> None:
    assert codes(person(1, events=(MORNING, other))) == expected


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((event("onset", "2022-04-02"), event("positive", "2022-04-04")), []),
        ((event("onset", "2022-04-12"),), [("after_publication", "impossible")]),
        ((event("onset", "2021-04-02"), event("positive", "2022-04-04")), [("far_apart", "doubtful")]),
        (
            (event("isolation", "2022-04-02"), event("visit", "2022-04-05", place=place("福来超市", "shop"))),
            [("out_after_isolation", "doubtful")],
        ),
        (
            (event("isolation", "2022-04-02"), event("visit", "2022-04-05", place=place("第四医院", "hospital"))),
            [],
        ),
    ],
)
def test_days_of_one_case(events: tuple[m.Event, ...], expected: list[tuple[str, str]]) -> None:
    assert codes(person(1, events=events), issued_on="2022-04-10") == expected


def infected(infector: tuple[m.Event, ...], own: tuple[m.Event, ...]) -> list[tuple[str, str]]:
    source = relation("病例1", "传染源", "source")
    return codes(person(1, events=infector), person(2, None, None, source, events=own))


def onset(day: int) -> m.Event:
    return event("onset", f"2022-04-{day:02}")


@pytest.mark.parametrize(
    ("infector", "own", "expected"),
    [
        ((onset(3),), (onset(6),), []),
        ((onset(6),), (onset(5),), [("onset_order", "doubtful")]),
        ((onset(3),), (onset(28),), [("interval_out_of_range", "doubtful")]),
        ((onset(20),), (onset(5),), [("interval_out_of_range", "doubtful"), ("not_yet_infectious", "doubtful")]),
        (
            (onset(3), event("isolation", "2022-04-04")),
            (onset(19),),
            [("isolated_before_exposure", "impossible"), ("interval_out_of_range", "doubtful")],
        ),
        ((), (onset(5),), []),
    ],
)
def test_stated_sources(
    infector: tuple[m.Event, ...], own: tuple[m.Event, ...], expected: list[tuple[str, str]]
) -> None:
    assert infected(infector, own) == expected


def test_a_circle_of_sources() -> None:
    ring = [person(n, None, None, relation(f"病例{n % 3 + 1}", "传染源", "source")) for n in (1, 2, 3)]
    [found] = doubts(*ring)
    assert (found.code, len(found.cases), len(found.evidence)) == ("circle", 3, 3)


def test_a_sound_notice_raises_nothing() -> None:
    graph = build_graph([sample_notice()])
    assert check(graph, infer(graph)) == []
