"""Kinship that follows from stated kinship, and all that must not."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import case, notice, place, relation
from tracer import models as m
from tracer.graph import build_graph
from tracer.graph.kinship import KIN_KINDS, kinship_closure
from tracer.parse.kinship import lookup

Told = tuple[int, str, int]
"""Of whom, the word, to whom: (50, 女儿, 33)."""


def family(told: list[Told], sexes: dict[int, m.Sex] | None = None, ages: dict[int, int] | None = None) -> Any:
    """The graph of a notice in which these relations are stated."""
    people = sorted({n for a, _, b in told for n in (a, b)})
    return build_graph([notice([person(n, told, sexes or {}, ages or {}) for n in people])])


def person(number: int, told: list[Told], sexes: dict[int, m.Sex], ages: dict[int, int]) -> m.Case:
    more: dict[str, Any] = {}
    if number in sexes:
        more["sex"] = m.SourcedSex(value=sexes[number], text="女", span=(0, 1))
    if number in ages:
        more["age"] = m.Age(value=ages[number], text="岁", span=(0, 1))
    relations = []
    for _, word, other in (t for t in told if t[0] == number):
        kin = lookup(word)
        assert kin is not None
        relations.append(relation(f"病例{other}", word, kin.kind, detail=kin.detail))
    return case(f"病例{number}", relations=tuple(relations), **more)


def inferred(graph: Any) -> list[tuple[str, str, str, int]]:
    found = [(a, b, d) for a, b, d in graph.edges(data=True) if d["kind"] == "kinship"]
    return sorted((a[4:], b[4:], d["role"], d["certainty"]) for a, b, d in found)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(50, "女儿", 33), (51, "妻子", 33)], [("51", "50", "母亲", 2)]),
        ([(50, "儿子", 33), (51, "丈夫", 33)], [("51", "50", "父亲", 2)]),
        ([(50, "女儿", 33), (51, "女儿", 33)], [("50", "51", "姐妹", 2)]),
        ([(33, "父亲", 50), (33, "丈夫", 51)], [("51", "50", "父/母", 2)]),
        ([(1, "儿子", 2), (2, "女儿", 3)], [("3", "1", "祖辈", 2)]),
        ([(1, "父亲", 3), (2, "母亲", 3)], [("1", "2", "丈夫", 2)]),
        ([(1, "弟弟", 2), (3, "女儿", 2)], [("1", "3", "亲属", 2)]),
        ([(1, "妻子", 2), (2, "儿子", 3)], [("1", "3", "姻亲", 2)]),
        ([(1, "儿媳", 2), (3, "妻子", 2)], [("1", "3", "姻亲", 2)]),
    ],
)
def test_what_follows_from_two_relations(told: list[Told], expected: list[tuple[str, str, str, int]]) -> None:
    assert inferred(family(told)) == expected


def test_what_follows_from_three_is_less_certain() -> None:
    graph = family([(1, "女儿", 2), (3, "妻子", 2), (4, "母亲", 3)])
    assert ("4", "1", "祖母", 1) in inferred(graph)
    [edge] = [d for a, b, d in graph.edges(data=True) if d["kind"] == "kinship" and a == "N/病例4" and b == "N/病例1"]
    words = [edge[f"{side}_text"] for side in ("source", "through", "target")]
    assert words == ["系病例3的母亲", "系病例2的妻子", "系病例2的女儿"]
    assert edge["via"] == "N/病例3; N/病例2"


@pytest.mark.parametrize(
    ("told", "sexes", "ages"),
    [
        pytest.param([(1, "祖父母", 3), (2, "母亲", 3)], {}, {}, id="a grandparent of either side"),
        pytest.param([(1, "儿子", 2), (2, "祖父", 3)], {}, {}, id="father or uncle"),
        pytest.param([(1, "父母", 3), (2, "父母", 3)], {}, {}, id="parents of unknown sex"),
        pytest.param([(1, "父亲", 3), (2, "父亲", 3)], {}, {}, id="two fathers"),
        pytest.param([(1, "妻子", 2), (3, "女儿", 2)], {1: "male"}, {}, id="a wife who is a man"),
        pytest.param([(1, "妻子", 2), (3, "女儿", 2)], {}, {1: 30, 3: 28}, id="a mother two years older"),
        pytest.param([(1, "女婿", 2), (3, "女儿", 2)], {}, {}, id="the husband of which daughter"),
        pytest.param([(1, "弟媳", 2), (3, "妻子", 2)], {}, {}, id="two in-laws"),
    ],
)  # fmt: skip
def test_what_is_ambiguous_or_contradicted_gives_nothing(
    told: list[Told], sexes: dict[int, m.Sex], ages: dict[int, int]
) -> None:
    assert inferred(family(told, sexes, ages)) == []


def test_the_side_of_the_family_decides_where_the_word_tells_it() -> None:
    assert inferred(family([(1, "外公", 3), (2, "母亲", 3)])) == [("1", "2", "父亲", 2)]
    assert inferred(family([(1, "爷爷", 3), (2, "母亲", 3)])) == [("1", "2", "姻亲", 2)]


def test_what_is_stated_is_not_inferred_again() -> None:
    assert inferred(family([(50, "女儿", 33), (51, "妻子", 33), (51, "母亲", 50)])) == []


def test_two_ways_that_disagree_give_nothing() -> None:
    told = [(1, "儿子", 2), (3, "妻子", 2), (1, "弟弟", 4), (3, "妹妹", 4)]
    assert not [row for row in inferred(family(told)) if {row[0], row[1]} == {"1", "3"}]


@pytest.mark.parametrize(
    ("homes", "age", "expected"),
    [
        (("翠园4号楼", "翠园4号楼"), 30, True),
        (("翠园4号楼", "柳园2号楼"), 5, False),
        ((None, "翠园"), 5, True),
        ((None, "翠园"), 30, None),
    ],
)
def test_whether_they_live_together(homes: tuple[str | None, str], age: int, expected: bool | None) -> None:
    mother, child = ((place(h, "residence"),) if h else () for h in homes)
    graph = build_graph([
        notice([
            case("病例51", relations=(relation("病例33", "妻子", "spouse", detail="wife"),), residences=mother),
            case(
                "病例50",
                relations=(relation("病例33", "女儿", "child", detail="daughter"),),
                residences=child,
                age=m.Age(value=age, text="岁", span=(0, 1)),
            ),
        ])
    ])  # fmt: skip
    [edge] = [d for *_, d in graph.edges(data=True) if d["kind"] == "kinship"]
    assert edge.get("same_household") is expected


WORDS = ("妻子", "丈夫", "女儿", "儿子", "母亲", "父亲", "弟弟", "姐姐", "外公", "孙女", "儿媳", "岳父")


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 6), st.sampled_from(WORDS), st.integers(1, 6)), max_size=8))
def test_the_closure_is_sound_in_form(told: list[Told]) -> None:
    """One edge a pair, never where something is stated, always less certain than what it rests on, twice the same."""
    graph = family([t for t in told if t[0] != t[2]])
    found = kinship_closure(graph)
    stated = {frozenset((a, b)) for a, b, d in graph.edges(data=True) if d.get("relation") in KIN_KINDS
              and d["kind"] == "relation"}  # fmt: skip
    pairs = [frozenset((k.a, k.b)) for k in found]
    assert len(set(pairs)) == len(pairs)
    assert not set(pairs) & stated
    assert all(k.certainty == 3 - len(k.via) and len(k.premises) == len(k.via) + 1 for k in found)
    assert found == kinship_closure(graph)
