"""The probabilities over forests are what counting all forests gives."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.infer.marginals import Columns, marginals

ROOT = "?"


@st.composite
def columns(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    cases = "abcde"[: draw(st.integers(1, 5))]
    weight = st.floats(0.01, 10)
    found = {}
    for case in cases:
        others = draw(st.lists(st.sampled_from([c for c in cases if c != case]), unique=True)) if len(cases) > 1 else []
        found[case] = {ROOT: draw(weight), **{other: draw(weight) for other in others}}
    return found


def brute(given_columns: Columns) -> dict[str, dict[str, float]]:
    """Every choice of one source a case that has no circle, by the product of its weights."""
    cases = sorted(given_columns)
    totals = {case: dict.fromkeys(given_columns[case], 0.0) for case in cases}
    for choice in product(*(given_columns[case] for case in cases)):
        above = dict(zip(cases, choice, strict=True))
        weight = 1.0
        for case in cases:
            weight *= given_columns[case][above[case]]
        if all(leads_to_root(above, case) for case in cases):
            for case in cases:
                totals[case][above[case]] += weight
    return {case: {s: w / sum(row.values()) for s, w in row.items()} for case, row in totals.items()}


def leads_to_root(above: dict[str, str], case: str) -> bool:
    for _ in above:
        case = above.get(case, ROOT)
    return case == ROOT


@settings(deadline=None)
@given(columns())
def test_marginals_of_circles_passed_over_are_near(given_columns: dict[str, dict[str, float]]) -> None:
    found, expected = marginals(given_columns), brute(given_columns)
    assert all(abs(found[case][source] - p) < 0.005 for case, row in expected.items() for source, p in row.items())


@settings(deadline=None)
@given(columns())
def test_marginals_are_those_of_all_forests(given_columns: dict[str, dict[str, float]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tracer.infer.marginals.FAINT", 1e-15)
        found, expected = marginals(given_columns), brute(given_columns)
    for case, row in expected.items():
        assert set(found[case]) == set(row)
        assert abs(sum(found[case].values()) - 1) < 1e-9
        assert all(abs(found[case][source] - p) < 1e-7 for source, p in row.items())
