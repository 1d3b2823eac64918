"""Who may have infected whom: what counts as evidence, what the days allow, and that nothing is made up."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import case, event, notice, place, relation
from tests.outbreak import large_outbreak
from tracer import models as m
from tracer.errors import InputError, TracerError
from tracer.graph import build_graph
from tracer.graph.attributes import EDGES, NODES, Graph
from tracer.infer import Inference, infer, load_parameters, most_probable_forest, variant_of, why, with_candidates
from tracer.infer.score import is_acyclic, score

SHOP, HOME = place("福来超市", "supermarket"), place("翠园4号楼2单元", "residence")
OMICRON = load_parameters("omicron")


def day(number: int) -> str:
    return (date(2022, 4, 1) + timedelta(days=number - 1)).isoformat()


def person(number: int, onset: int | None = None, *more: m.Event, **fields: Any) -> m.Case:
    begun = (event("onset", day(onset)),) if onset is not None else ()
    return case(f"病例{number}", events=(*begun, *more), **fields)


def at_shop(on: int, clock: str = "09:00") -> m.Event:
    return event("visit", f"{day(on)}T{clock}", f"{day(on)}T{clock[:2]}:45", place=SHOP)


def inferred(*cases: m.Case, window: int | None = None, variant: str = "omicron") -> Inference:
    return infer(build_graph([notice(cases)]), load_parameters(variant, window))


def probability(found: Inference, infector: int, infected: int) -> float:
    candidates = found.sources[f"N/病例{infected}"].candidates
    return next((c.probability for c in candidates if c.infector == f"N/病例{infector}"), 0.0)


def unknown(found: Inference, number: int) -> float:
    return found.sources[f"N/病例{number}"].unknown


def test_a_family_two_strangers_and_one_alone() -> None:
    """The shape of a common notice: kin of cases not described here, all found on one day."""
    home = place("翠园小区", "residence")
    found_on = (event("isolation", day(8)), event("positive", day(11)))
    graph = build_graph([
        notice([
            case("病例48", events=found_on, relations=(relation("病例44", "弟媳", "in_law"),)),
            case("病例49", events=(*found_on, event("visit", day(2), place=SHOP))),
            case("病例50", events=found_on, relations=(relation("病例33", "女儿", "child"),), residences=(home,)),
            case("病例51", events=found_on, relations=(relation("病例33", "妻子", "spouse"),), residences=(home,)),
        ])
    ])  # fmt: skip
    found = infer(graph, OMICRON)
    candidates = {c: {x.infector[-4:] for x in s.candidates} for c, s in found.sources.items() if s.candidates}
    assert candidates == {
        "N/病例48": {"病例44"}, "N/病例50": {"病例33", "病例51"}, "N/病例51": {"病例33", "病例50"},
    }  # fmt: skip
    assert unknown(found, 49) == 1.0
    assert all(branch.parent is None for branch in most_probable_forest(found).branches)


def test_probabilities_sum_to_one_and_only_joined_cases_are_candidates() -> None:
    graph = build_graph([large_outbreak(80)])
    found = infer(graph, OMICRON)
    for sources in found.sources.values():
        assert sources.unknown + sources.imported + sum(c.probability for c in sources.candidates) == pytest.approx(1)
        assert all(graph.has_edge(c.infector, c.infected) or graph.has_edge(c.infected, c.infector)
                   for c in sources.candidates)  # fmt: skip


def test_the_nearer_contact_is_the_more_probable() -> None:
    kin = relation("病例1", "妻子", "spouse")
    shopper = person(2, 4, at_shop(3))
    found = inferred(
        person(1, 3, residences=(HOME,)), shopper, person(3, 6, at_shop(3), relations=(kin,), residences=(HOME,))
    )
    assert probability(found, 1, 3) > 5 * probability(found, 2, 3) > 0


@pytest.mark.parametrize(("role", "kind"), [("传染源", "source")])
def test_a_stated_source_dominates(role: str, kind: m.RelationKind) -> None:
    told = person(2, 6, residences=(HOME,), relations=(relation("病例3", role, kind),))
    found = inferred(person(1, 3, residences=(HOME,)), told, person(3, 5))
    assert probability(found, 3, 2) > 0.9
    assert probability(found, 1, 2) > 0
    assert [b.parent.infector for b in most_probable_forest(found).branches if b.parent] == ["N/病例3"]


def test_a_stated_importation_dominates() -> None:
    abroad = m.SourcedImportation(value="overseas", text="境外输入", span=(0, 4))
    found = inferred(person(1, 3, at_shop(3)), person(2, 6, at_shop(3), importation=abroad))
    sources = found.sources["N/病例2"]
    assert sources.imported > 0.9
    assert sources.imported + sources.unknown + sum(c.probability for c in sources.candidates) == pytest.approx(1)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (person(1, 9, at_shop(3)), person(2, 8, at_shop(3)), "not_yet_infectious"),
        (person(1, 1, event("isolation", day(2)), at_shop(3)), person(2, 8, at_shop(3)), "isolated"),
        (person(1, 3, at_shop(4)), person(2, 8, event("isolation", day(3)), at_shop(4)), "infected_isolated"),
        (person(1, 3, at_shop(3)), person(2, 25, at_shop(3)), "incubation"),
        (person(1, 3, at_shop(3, "19:00")), person(2, 8, at_shop(3, "08:00")), None),
    ],
    ids=["before its window", "after its isolation", "after the other's isolation", "too long ago", "after it left"],
)
def test_a_contact_that_cannot_have_passed_it_on_is_none(first: m.Case, second: m.Case, reason: str | None) -> None:
    graph = build_graph([notice([first, second])])
    found = infer(graph, OMICRON)
    assert probability(found, 1, 2) == 0
    told = why(graph, found, "病例1", "病例2")
    assert (told.verdict, told.reasons) == (("excluded", (reason,)) if reason else ("no_evidence", ()))


@pytest.mark.parametrize(("window", "expected"), [(2, False), (4, True)])
def test_the_contact_window_decides(window: int, expected: bool) -> None:
    """Three days before onset counts in one edition of the protocol and not in the other."""
    found = inferred(person(1, 6, at_shop(3)), person(2, 7, at_shop(3)), window=window)
    assert (probability(found, 1, 2) > 0) is expected


def test_serial_intervals_are_signed() -> None:
    couple = (
        person(1, 6, residences=(HOME,)),
        person(2, 5, residences=(HOME,), relations=(relation("病例1", "妻子", "spouse"),)),
    )
    assert probability(inferred(*couple), 1, 2) > 0


def test_two_found_together_may_have_infected_each_other_but_not_both() -> None:
    wife = relation("病例1", "妻子", "spouse")
    found = inferred(person(1, 5, residences=(HOME,)), person(2, 5, residences=(HOME,), relations=(wife,)))
    both = probability(found, 1, 2), probability(found, 2, 1)
    assert min(both) > 0
    assert sum(both) < 1


def test_of_two_found_together_without_more_neither_stands_above() -> None:
    found = inferred(*(person(n, 5, residences=(HOME,)) for n in (1, 2)))
    assert [b.parent for b in most_probable_forest(found).branches] == [None, None]


def test_an_unnamed_day_lowers_what_can_be_said() -> None:
    kin = (relation("病例1", "妻子", "spouse"),)
    dated = inferred(person(1, 3, residences=(HOME,)), person(2, 6, relations=kin, residences=(HOME,)))
    undated = inferred(person(1, residences=(HOME,)), person(2, 6, relations=kin, residences=(HOME,)))
    assert unknown(undated, 2) > unknown(dated, 2)
    assert not [b for b in most_probable_forest(undated).branches if b.parent]


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.data())
def test_dropping_evidence_raises_the_unknown_and_invents_nothing(seed: int, data: st.DataObject) -> None:
    graph = build_graph([large_outbreak(12, seed)])
    before = infer(graph, OMICRON)
    some = [s for s in before.sources.values() if s.candidates]
    if not some:
        return
    sources = data.draw(st.sampled_from(some))
    dropped = data.draw(st.sampled_from(sources.candidates)).infector
    less: Graph = graph.copy()
    for a, b in ((dropped, sources.case), (sources.case, dropped)):
        less.remove_edges_from([(a, b, k) for k in list(graph.get_edge_data(a, b) or {})])
    after = infer(less, OMICRON).sources[sources.case]
    assert after.unknown + 1e-9 >= sources.unknown
    assert {c.infector for c in after.candidates} <= {c.infector for c in sources.candidates} - {dropped}


def test_the_forest_has_no_circles_and_counts_generations() -> None:
    found = infer(build_graph([large_outbreak(120)]), OMICRON)
    forest = most_probable_forest(found)
    assert is_acyclic(forest)
    assert sorted(b.case for b in forest.branches) == list(found.sources)
    depth = {b.case: b.generation for b in forest.branches}
    assert all(b.generation == (depth[b.parent.infector] + 1 if b.parent else 0) for b in forest.branches)
    assert max(depth.values()) > 1
    assert set(forest.index_cases) <= {b.case for b in forest.branches if b.parent is None}


def test_candidate_edges_are_added_to_a_copy_and_documented() -> None:
    graph = build_graph([large_outbreak(30)])
    edges = graph.number_of_edges()
    found = with_candidates(graph, infer(graph, OMICRON))
    assert graph.number_of_edges() == edges < found.number_of_edges()
    added = [(a, b, d) for a, b, d in found.edges(data=True) if d["kind"] == "candidate"]
    known = {(kind, a.name) for a in (*NODES, *EDGES) for kind in a.kinds}
    assert {(d["kind"], k) for *_, d in found.edges(data=True) for k in d} <= known
    assert {(d["kind"], k) for _, d in found.nodes(data=True) for k in d} <= known
    assert all(0.01 <= d["probability"] <= 1 for *_, d in added)


def test_why_gives_terms_windows_and_words() -> None:
    text = "到福来超市购物"
    visits = [event("visit", f"{day(3)}T09:00", f"{day(3)}T09:30", place=SHOP, text=text) for _ in range(2)]
    graph = build_graph([notice([person(1, 4, visits[0], event("isolation", day(6))), person(2, 7, visits[1])])])
    told = why(graph, infer(graph, OMICRON), "病例1", "病例2")
    assert (told.verdict, told.rank, told.interval, told.interval_is_serial) == ("candidate", 1, 3, True)
    assert (told.infector.infectious_from, told.infector.infectious_to) == ("2022-03-31", day(6))
    assert told.exposure == (day(3), day(3))
    assert [e.text for e in told.grounds[0].link.evidence] == [text, text]
    assert told.weight > 0
    assert told.probability == pytest.approx(told.weight / (told.weight + told.unknown_weight), abs=0.2)


def test_why_there_is_nothing() -> None:
    chain = [person(1, 3), person(2, 5, relations=(relation("病例1", "朋友", "friend"),)),
             person(3, 7, relations=(relation("病例2", "朋友", "friend"),))]  # fmt: skip
    graph = build_graph([notice(chain)])
    found = infer(graph, OMICRON)
    told = why(graph, found, "病例1", "病例3")
    assert (told.verdict, told.probability, len(told.chain)) == ("no_evidence", 0.0, 2)
    with pytest.raises(TracerError, match="same case"):
        why(graph, found, "病例1", "病例1")
    with pytest.raises(TracerError, match="near"):
        why(graph, found, "病例1", "病例9")


@pytest.mark.parametrize(
    ("on", "variant"),
    [(date(2020, 2, 1), "ancestral"), (date(2021, 7, 20), "delta"), (date(2022, 4, 1), "omicron"), (None, "omicron")],
)
def test_the_variant_of_a_day(on: date | None, variant: str) -> None:
    assert variant_of(on) == variant


def test_longer_intervals_fit_the_first_strain_better() -> None:
    pair = (
        person(1, 3, residences=(HOME,)),
        person(2, 14, residences=(HOME,), relations=(relation("病例1", "妻子", "spouse"),)),
    )
    early, late = (probability(inferred(*pair, variant=v), 1, 2) for v in ("ancestral", "omicron"))
    assert early > late


def test_parameters_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        "[variant.mine]\nfrom = 2022-01-01\n"
        "serial_interval = { mean = 9, sd = 2, source = 'ours' }\nincubation = { mean = 5, sd = 2, source = 'ours' }\n"
        "[evidence.casual]\nattack_rate = 0.3\n",
        "utf-8",
    )
    mine = load_parameters("mine", 2, file)
    assert (mine.window, mine.hazard("casual") > OMICRON.hazard("household")) == (2, True)
    assert sum(day * p for day, p in mine.infectiousness.items()) == pytest.approx(4, abs=0.1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[weight]\nunknwon = 0.1\n", "unknwon"),
        ("[weight]\nunknown = 'much'\n", "unknown"),
        ("[weight]\nunknown = 1.5\n", "out of range"),
        ("[relation]\nspouse = 'bed'\n", "class of evidence"),
        ("[variant.mine]\nfrom = 2022-01-01\n", "missing"),
        ("[weight\n", "TOML"),
    ],
)
def test_wrong_parameters_are_told(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=says) as raised:
        load_parameters("mine" if "mine" in text else "omicron", None, file)
    assert str(file) in str(raised.value)


def test_an_unknown_variant_is_told_with_those_there_are() -> None:
    with pytest.raises(InputError, match="ancestral, delta, omicron"):
        load_parameters("omega")


def test_the_score_of_a_small_outbreak_by_hand() -> None:
    source = relation("病例1", "传染源", "source")
    found = inferred(person(1, 3), person(2, 6, relations=(source,)), person(3, 7))
    got = score(found, {"N/病例1": None, "N/病例2": "N/病例1", "N/病例3": "N/病例2"})
    stated = probability(found, 1, 2)
    assert (got.cases, got.with_infector, got.with_candidates, got.evidenced, got.links) == (3, 2, 1, 1, 1)
    assert (got.top1, got.top3, got.links_right) == (1.0, 1.0, 1.0)
    # 病例1 is rightly left unknown; 病例3 wrongly, which costs 2.
    assert got.brier == pytest.approx((0 + 2 * (1 - stated) ** 2 + 2) / 3)
