"""The measures of a small invented outbreak, all worked out by hand.

P1 infected P2 and P3 at home and P4 elsewhere, P2 infected P5 elsewhere, Q1 (onset unknown) infected Q2 at home; nobody
is known to have infected R1.
"""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from tests.builders import case, event, notice, place, relation
from tracer.errors import TracerError
from tracer.graph import build_graph
from tracer.graph.attributes import Graph
from tracer.measures import MEASURES, Measures, Settings, as_data, measure, outbreak_of
from tracer.measures.centrality import centrality
from tracer.measures.clusters import find_clusters
from tracer.measures.curve import epidemic_curve
from tracer.measures.delays import incubation_periods
from tracer.measures.report import PARTS
from tracer.tables import parse_columns, read_linelist, read_pairs

TABLES = Path(__file__).parents[2] / "fixtures" / "tables"
FACTS = {"onset": "onset", "isolation": "isolated", "diagnosis": "confirmed", "report": "reported"}
COLUMNS = "infector=source_case,infectee=case,household=at_home," + ",".join(
    f"{fact}_{role}={prefix}_{name}"
    for fact, name in FACTS.items()
    for role, prefix in (("infector", "source"), ("infectee", "case"))
)
EXPOSURE = "exposure_start_infectee=case_exposed_from,exposure_end_infectee=case_exposed_to"


@pytest.fixture(scope="module")
def graph() -> Any:
    return read_pairs(TABLES / "pairs.csv", columns=parse_columns([COLUMNS, EXPOSURE]))


@pytest.fixture(scope="module")
def measured(graph: Any) -> Measures:
    return measure(graph, Settings(resamples=200, threshold=3))


def values(measured: Measures, name: str, group: str = "all") -> dict[str, float | None]:
    return {e.statistic: e.value for e in measured.estimates if (e.measure, e.group) == (name, group)}


def test_clusters(measured: Measures) -> None:
    assert measured.clusters is not None
    first, second = measured.clusters.clusters
    assert (first.cases, first.index_cases, first.links) == (("P1", "P2", "P3", "P4", "P5"), ("P1",), 4)
    assert (first.size, first.length, first.days) == (5, 3, 9)
    assert (second.cases, second.length, second.days) == (("Q1", "Q2"), 2, 0)
    assert measured.clusters.generations() == {0: 2, 1: 4, 2: 1}
    assert measured.clusters.sizes() == {2: 1, 5: 1}
    assert values(measured, "clusters") == {
        "clusters": 2, "single_cases": 1, "clustered_cases": 7, "largest": 5, "mean_size": 3.5, "median_size": 3.5,
        "longest": 3, "median_days": 4.5, "several_infectors": 0,
    }  # fmt: skip


def test_signed_serial_interval(measured: Measures) -> None:
    """3, 5, 9 and -1 days; Q1's onset is unknown."""
    found = values(measured, "serial_interval")
    assert (found["n"], found["mean"], found["median"], found["negative"]) == (4, 4, 4, 1)
    assert found["sd"] == pytest.approx(math.sqrt(52 / 3))
    assert (found["q25"], found["q75"]) == (2, 6)
    household, other = values(measured, "serial_interval", "household"), values(measured, "serial_interval", "other")
    assert (household["n"], household["mean"], household["negative"]) == (2, 4, 0)
    assert (other["n"], other["mean"], other["negative"]) == (2, 4, 1)
    assert household["sd"] == pytest.approx(math.sqrt(2))
    assert other["sd"] == pytest.approx(math.sqrt(50))


def test_offspring(measured: Measures) -> None:
    """P1 has three, P2 and Q1 one each, five cases none: mean 5/8, variance 9/8, so k = (5/8)^2 / (1/2)."""
    found = values(measured, "offspring")
    assert (found["n"], found["infectors"], found["maximum"]) == (8, 3, 3)
    assert found["r"] == 0.625
    assert found["k_moments"] == pytest.approx(0.78125)
    assert found["share_80"] == 0.25
    assert values(measured, "offspring", "at least 3") == {"superspreaders": 1}
    assert values(measured, "offspring", "more than 3") == {"superspreaders": 0}
    assert measured.superspreaders == (("P1", 3),)


def test_delays(measured: Measures) -> None:
    """Isolation: P1 after 2 days, P2 after 1, P5 one day before it fell ill."""
    isolation = values(measured, "delay", "onset to isolation")
    assert (isolation["n"], isolation["negative"], isolation["median"]) == (3, 1, 1)
    assert isolation["mean"] == pytest.approx(2 / 3)
    confirmation = values(measured, "delay", "onset to confirmation")
    assert (confirmation["n"], confirmation["mean"]) == (5, pytest.approx(11 / 5))
    assert values(measured, "delay", "onset to report")["n"] == 7
    assert values(measured, "delay", "confirmation to report")["sd"] == 0
    assert values(measured, "delay", "onset to positive") == {}


def test_incubation_only_where_the_exposure_is_known_well(graph: Any) -> None:
    """P2's window is two weeks wide, P5 has none."""
    assert incubation_periods(outbreak_of(graph)) == [("P3", 4.0), ("P4", 6.5)]


def test_centrality(graph: Any) -> None:
    first, second, *rest = centrality(outbreak_of(graph))
    assert (first.case_id, first.infected, first.infectors, first.betweenness) == ("P1", 3, 0, 0)
    assert (second.case_id, second.degree, second.betweenness) == ("P2", 2, 1)
    assert {c.betweenness for c in rest} == {0}


def test_curve(measured: Measures) -> None:
    curve = measured.curve
    assert curve is not None
    assert (curve.days[0], curve.days[-1], len(curve.days)) == ("2021-01-01", "2021-01-12", 12)
    assert curve.counts["onset"] == (1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0)
    assert curve.counts["report"][8] == 2
    assert curve.unknown == {"onset": 1, "report": 1, "positive": 8, "confirmation": 3}


def test_the_same_seed_gives_the_same_intervals_and_another_seed_others(graph: Any) -> None:
    first, again = (measure(graph, Settings(seed=3, resamples=100)) for _ in range(2))
    assert first.estimates == again.estimates
    alone = measure(graph, Settings(seed=3, resamples=100), only=["serial_interval"])
    assert set(alone.estimates) <= set(first.estimates)
    assert measure(graph, Settings(seed=4, resamples=100)).estimates != first.estimates


def test_intervals_hold_their_estimate(measured: Measures) -> None:
    with_interval = [e for e in measured.estimates if e.method]
    assert {e.method for e in with_interval} == {"bootstrap", "profile likelihood"}
    for e in with_interval:
        assert e.value is None or ((e.low or -math.inf) <= e.value <= (math.inf if e.high is None else e.high)), e


def test_a_line_list_with_contacts_gives_the_same_clusters(measured: Measures) -> None:
    graph = read_linelist(TABLES / "linelist.csv", TABLES / "contacts.csv")
    assert measure(graph, only=["clusters"]).clusters == measured.clusters


def test_the_secondary_attack_rate_is_refused_with_the_reason(graph: Any, measured: Measures) -> None:
    with pytest.raises(TracerError, match="contacts who were not"):
        measure(graph, only=["secondary_attack_rate"])
    assert "contacts who were not" in as_data(measured)["refused"]["secondary_attack_rate"]


def test_an_unknown_measure_names_those_there_are(graph: Any) -> None:
    with pytest.raises(TracerError, match="no measure 'r0'; there are clusters"):
        measure(graph, only=["r0"])


@pytest.mark.parametrize("name", MEASURES)
def test_one_measure_alone_and_none_at_all(graph: Any, name: str) -> None:
    assert measure(graph, Settings(resamples=10), only=[name]).cases == 8
    assert measure(Graph(), Settings(resamples=10), only=[name]).cases == 0


def test_json_is_plain_and_complete(measured: Measures) -> None:
    data = json.loads(json.dumps(as_data(measured), allow_nan=False))
    assert data["generations"] == {"0": 2, "1": 4, "2": 1}
    assert data["clusters"][0]["cases"] == ["P1", "P2", "P3", "P4", "P5"]
    assert len(data["network"]) == 8
    assert data["superspreaders"] == [{"case": "P1", "infected": 3}]


@pytest.mark.parametrize("part", PARTS)
def test_rows_have_the_columns_that_are_announced(measured: Measures, part: str) -> None:
    columns, rows = PARTS[part]
    found = rows(measured)
    assert found
    assert all(tuple(row) == columns for row in found)


def infections(*pairs: tuple[str, str]) -> Any:
    graph = Graph()
    for case_id in sorted({c for pair in pairs for c in pair}):
        graph.add_node(case_id, kind="case", label=case_id)
    for a, b in pairs:
        graph.add_edge(a, b, kind="source")
    return graph


def test_a_circle_has_no_index_case_and_no_generations() -> None:
    found = find_clusters(outbreak_of(infections(("a", "b"), ("b", "a"))))
    assert [(c.size, c.length, c.index_cases) for c in found.clusters] == [(2, 0, ())]
    assert found.generation == {"a": None, "b": None}


def test_with_several_infectors_the_nearest_index_case_counts() -> None:
    found = find_clusters(outbreak_of(infections(("a", "b"), ("b", "c"), ("a", "c"), ("a", "c"))))
    assert found.generation == {"a": 0, "b": 1, "c": 1}
    assert (found.several_sources, found.clusters[0].links) == (1, 3)


def test_only_a_stated_source_is_transmission_and_it_points_to_the_infector() -> None:
    home = place("星光小区", "residence", "东城区")
    shop = place("福来便利店", "shop")
    visit = event("visit", "2022-04-01", place=shop)
    graph = build_graph(
        [
            notice(
                [
                    case("病例1", events=(event("onset", "2022-04-03"), visit)),
                    case(
                        "病例2",
                        relations=(relation("病例1", "感染来源", "source"),),
                        events=(visit, event("onset", "2022-04-06"), event("isolation", "2022-04-07")),
                    ),
                    case("病例3", residences=(home,), relations=(relation("病例2", "丈夫", "spouse"),)),
                ],
                issued_on="2022-04-08",
            )
        ]
    )
    outbreak = outbreak_of(graph)
    assert [(p.infector, p.infectee) for p in outbreak.pairs] == [("N/病例1", "N/病例2")]
    assert values(measure(graph), "serial_interval")["mean"] == 3
    assert values(measure(graph), "delay", "onset to isolation")["mean"] == 1
    assert incubation_periods(outbreak) == [("N/病例2", 5.0)]


def test_a_shared_home_is_a_household() -> None:
    home = place("星光小区", "residence", "东城区")
    cases = [
        case("病例1", residences=(home,)),
        case("病例2", residences=(home,), relations=(relation("病例1", "感染来源", "source"),)),
    ]
    assert [p.setting for p in outbreak_of(build_graph([notice(cases)])).pairs] == ["household"]


def test_the_curve_of_cases_without_dates_is_empty() -> None:
    assert epidemic_curve(outbreak_of(infections(("a", "b")))).days == ()


def test_every_measure_of_the_docs_is_there() -> None:
    text = (Path(__file__).parents[2] / "docs" / "measures.md").read_text(encoding="utf-8")
    assert [name for name in MEASURES if f"`{name}`" not in text] == []
