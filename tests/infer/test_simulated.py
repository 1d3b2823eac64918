"""On simulated outbreaks, whose truth is known: the true infector is found, and probabilities mean what they say."""

from __future__ import annotations

import random

import pytest

from tracer.graph import build_graph
from tracer.graph.attributes import Graph
from tracer.infer import Inference, Score, infer, load_parameters, most_probable_forest, score
from tracer.infer.score import is_acyclic
from tracer.simulate import simulate

SEEDS = (1, 2, 3)
VARIANT = "omicron"
PARAMETERS = load_parameters(VARIANT)
FLOOR = 0.9


@pytest.fixture(scope="module", params=SEEDS)
def outbreak(request: pytest.FixtureRequest) -> tuple[Graph, dict[str, str | None]]:
    made = simulate(500, seed=request.param, variant=VARIANT)
    return build_graph(made.notices), {case.case_id: case.infector for case in made.truth}


@pytest.fixture(scope="module")
def scored(outbreak: tuple[Graph, dict[str, str | None]]) -> tuple[Inference, Score]:
    graph, truth = outbreak
    found = infer(graph, PARAMETERS)
    return found, score(found, truth)


def test_the_true_infector_is_among_the_first_three(scored: tuple[Inference, Score]) -> None:
    found = scored[1]
    assert (found.cases, found.evidenced > 250) == (500, True)
    assert found.top3 is not None
    assert found.top3 >= FLOOR


def test_probabilities_are_calibrated(scored: tuple[Inference, Score]) -> None:
    """Within a tenth, or thrice the error that the size of the bin allows; and far better than knowing nothing."""
    found = scored[1]
    assert found.brier < found.brier_no_skill / 2
    for part in found.bins:
        error = (part.stated * (1 - part.stated) / part.count) ** 0.5
        assert abs(part.observed - part.stated) <= max(0.1, 3 * error), part


def test_the_forest_has_no_circles_and_most_links_are_right(scored: tuple[Inference, Score]) -> None:
    inference, found = scored
    assert is_acyclic(most_probable_forest(inference))
    assert found.links > 150
    assert found.links_right is not None
    assert found.links_right > 0.7


def test_with_half_of_the_evidence_gone_more_is_unknown_and_nothing_is_new(
    outbreak: tuple[Graph, dict[str, str | None]], scored: tuple[Inference, Score]
) -> None:
    graph, _ = outbreak
    whole, draw = scored[0], random.Random(7)
    less: Graph = graph.copy()
    pairs = sorted({tuple(sorted(pair)) for pair in whole.contacts})
    for a, b in draw.sample(pairs, len(pairs) // 2):
        less.remove_edges_from([(x, y, k) for x, y in ((a, b), (b, a)) for k in list(graph.get_edge_data(x, y) or {})])
    part = infer(less, PARAMETERS)
    unknown = [sum(s.unknown for s in found.sources.values()) for found in (whole, part)]
    assert unknown[1] > unknown[0]
    assert set(part.contacts) < set(whole.contacts)
