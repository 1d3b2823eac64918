"""Where the cases of a chain stand: rows by arithmetic, links by what the notices say."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import case, event, notice, place, relation
from tests.outbreak import large_outbreak, sample_notice
from tracer.graph import build_graph
from tracer.infer import infer, load_parameters, with_candidates
from tracer.plot.forest import forest
from tracer.plot.layout import Spot, forest_rows, packed_rows

GAP = 0.3


@st.composite
def forests(draw: st.DrawFn) -> tuple[list[Spot], dict[str, str]]:
    days = draw(st.lists(st.integers(0, 12), min_size=1, max_size=25))
    spots = [Spot(f"c{i}", float(day), draw(st.sampled_from([0.4, 0.9, 2.0]))) for i, day in enumerate(days)]
    parents = {f"c{i}": f"c{draw(st.integers(0, i - 1))}" for i in range(1, len(days)) if draw(st.booleans())}
    return spots, parents


def overlaps(spots: list[Spot], rows: dict[str, int]) -> list[tuple[str, str]]:
    placed = [s for s in spots if s.name in rows]
    return [
        (a.name, b.name)
        for i, a in enumerate(placed)
        for b in placed[i + 1 :]
        if rows[a.name] == rows[b.name] and a.begin < b.end and b.begin < a.end
    ]


@given(forests())
def test_no_box_of_a_forest_covers_another(made: tuple[list[Spot], dict[str, str]]) -> None:
    spots, parents = made
    rows = forest_rows(spots, parents, GAP)
    assert set(rows) == set(parents) | set(parents.values())
    assert overlaps(spots, rows) == []
    assert all(rows[child] >= rows[parent] for child, parent in parents.items())
    assert set(rows.values()) == set(range(len(set(rows.values()))))


def test_candidates_hang_below_stated_infections_and_never_in_a_circle() -> None:
    graph = build_graph([large_outbreak(40)])
    stated = forest(graph)
    found = infer(graph, load_parameters("omicron"))
    drawn = forest(with_candidates(graph, found))
    infections = {n: c for n, c in stated.above.items() if c.directed}
    assert {n: c for n, c in drawn.above.items() if c.directed} == infections
    likely = {n: c for n, c in drawn.above.items() if c.kind == "candidate"}
    assert likely
    assert not set(likely) & set(infections)
    assert set(drawn.generation) >= set(likely)
    for at in drawn.above:
        seen = {at}
        while at in drawn.above:
            at = drawn.above[at].first
            assert at not in seen
            seen.add(at)


@given(forests())
def test_no_packed_box_covers_another(made: tuple[list[Spot], dict[str, str]]) -> None:
    spots, _ = made
    rows = packed_rows(spots, GAP)
    assert set(rows) == {s.name for s in spots}
    assert overlaps(spots, rows) == []


def test_the_forest_tells_infection_from_kinship_and_shared_places() -> None:
    shop = place("福来便利店(东街店)", "shop")
    there = event("visit", "2022-04-02T20:00", "2022-04-02T21:00", place=shop)
    told = [
        case("病例1", events=(event("onset", "2022-04-01"), there)),
        case("病例2", events=(event("onset", "2022-04-05"),), relations=(relation("病例1", "传染源", "source"),)),
        case("病例3", events=(event("positive", "2022-04-06"),), relations=(relation("病例2"),)),
        case("病例4", events=(event("onset", "2022-03-30"), there)),
        case("病例5", relations=(relation("病例9", "妻子", "spouse"),)),
    ]
    plan = forest(build_graph([notice(told, issued_on="2022-04-10")]))
    above = {case: (link.first, link.kind, link.directed) for case, link in plan.above.items()}
    assert above["N/病例2"] == ("N/病例1", "relation", True)
    assert above["N/病例3"] == ("N/病例2", "relation", False)
    assert above["N/病例1"] == ("N/病例4", "copresence", False)
    assert plan.generation == {"N/病例1": 0, "N/病例2": 1}
    assert plan.onset == {"N/病例1", "N/病例2", "N/病例4"}
    assert plan.days["N/病例5"] == date(2022, 4, 10)
    assert plan.undated == ("stub:N/病例9",)


def test_every_linked_case_hangs_on_another() -> None:
    for told in (sample_notice(), large_outbreak(80)):
        plan = forest(build_graph([told]))
        hung = set(plan.above) | {link.first for link in plan.above.values()}
        assert {end for link in plan.others for end in (link.first, link.second)} <= hung
