"""The negative binomial fit, checked against its definition rather than against itself."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.measures.intervals import CHI_SQUARED, bootstrap, profile_interval, quantile
from tracer.measures.offspring import (
    dispersion_by_moments,
    fit_negative_binomial,
    log_likelihood,
    poisson_quantile,
    share_of_cases,
)

OVERDISPERSED = [0] * 60 + [1] * 20 + [2] * 10 + [3] * 5 + [7, 9, 12, 15, 20]


def tally(counts: list[int]) -> dict[int, int]:
    return {x: counts.count(x) for x in set(counts)}


def probability(x: int, r: float, k: float) -> float:
    """A negative binomial by its definition: a product, not a ratio of gamma functions."""
    ways = math.prod((k + i) / (i + 1) for i in range(x))
    return ways * (k / (k + r)) ** k * (r / (r + k)) ** x


def test_the_likelihood_is_that_of_a_negative_binomial() -> None:
    expected = sum(math.log(probability(x, 1.3, 0.4)) for x in OVERDISPERSED)
    assert log_likelihood(tally(OVERDISPERSED), 1.3, 0.4) == pytest.approx(expected)


def test_no_k_on_a_grid_is_likelier_than_the_one_found() -> None:
    fit = fit_negative_binomial(OVERDISPERSED)
    assert fit.k is not None
    best = log_likelihood(tally(OVERDISPERSED), fit.r, fit.k)
    assert all(log_likelihood(tally(OVERDISPERSED), fit.r, k / 1000) <= best + 1e-9 for k in range(1, 3000))


def test_the_ends_of_the_interval_lie_1_92_below_the_maximum() -> None:
    fit = fit_negative_binomial(OVERDISPERSED)
    assert fit.k is not None
    top = log_likelihood(tally(OVERDISPERSED), fit.r, fit.k)
    for end in (fit.k_interval.low, fit.k_interval.high):
        assert end is not None
        assert top - log_likelihood(tally(OVERDISPERSED), fit.r, end) == pytest.approx(CHI_SQUARED / 2, abs=1e-6)
    assert fit.r_interval.low is not None
    assert fit.r_interval.high is not None
    assert fit.r_interval.low < fit.r < fit.r_interval.high


def draw(generator: random.Random, r: float, k: float) -> int:
    """A negative binomial as a Poisson whose mean is gamma distributed."""
    limit, number, product = math.exp(-generator.gammavariate(k, r / k)), 0, generator.random()
    while product > limit:
        number += 1
        product *= generator.random()
    return number


@pytest.mark.parametrize(("r", "k"), [(0.7, 0.2), (1.0, 0.5), (2.5, 1.5)])
def test_known_parameters_are_found_again(r: float, k: float) -> None:
    generator = random.Random(7)
    fit = fit_negative_binomial([draw(generator, r, k) for _ in range(4000)])
    assert fit.r == pytest.approx(r, rel=0.1)
    assert fit.k == pytest.approx(k, rel=0.15)


@pytest.mark.parametrize("counts", [[0, 1, 0, 1], [2, 2, 2], [1]])
def test_without_overdispersion_k_is_open_above(counts: list[int]) -> None:
    fit = fit_negative_binomial(counts)
    assert (fit.k, fit.k_interval.high) == (None, None)


def test_all_zeros() -> None:
    fit = fit_negative_binomial([0, 0, 0])
    assert (fit.r, fit.k) == (0, None)
    assert share_of_cases([0, 0, 0]) is None


def test_no_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        fit_negative_binomial([])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=40))
def test_any_counts_give_an_interval_around_the_estimate(counts: list[int]) -> None:
    fit = fit_negative_binomial(counts)
    assert fit.r == pytest.approx(sum(counts) / len(counts))
    if fit.k is not None:
        assert (fit.k_interval.low or 0) <= fit.k * 1.0001
        assert fit.k_interval.high is None or fit.k <= fit.k_interval.high * 1.0001
    k = dispersion_by_moments(counts)
    assert k is None or k > 0


@given(st.lists(st.integers(0, 30), min_size=1, max_size=40).filter(any))
def test_the_share_reaches_80_percent_and_one_case_fewer_does_not(counts: list[int]) -> None:
    share = share_of_cases(counts)
    assert share is not None
    number, most = round(share * len(counts)), sorted(counts, reverse=True)
    assert sum(most[:number]) * 10 >= sum(counts) * 8 > sum(most[: number - 1]) * 10


@pytest.mark.parametrize(("mean", "expected"), [(0.6, 3), (1.0, 4), (3.0, 8)])
def test_poisson_quantiles(mean: float, expected: int) -> None:
    assert poisson_quantile(mean, 0.99) == expected


def test_quantiles_are_those_of_r() -> None:
    assert [quantile([-1, 3, 5, 9], q) for q in (0, 0.25, 0.5, 0.75, 1)] == [-1, 2, 4, 6, 9]


def test_bootstrap_of_a_mean_is_near_the_normal_interval() -> None:
    generator = random.Random(1)
    sample = [generator.gauss(5, 2) for _ in range(400)]
    [interval] = bootstrap(sample, lambda v: [sum(v) / len(v)], seed="1", resamples=2000)
    assert interval is not None
    assert interval.low is not None
    assert interval.high is not None
    assert interval.high - interval.low == pytest.approx(2 * 1.96 * 2 / 20, rel=0.15)


@pytest.mark.parametrize("sample", [[], [3.0]])
def test_no_bootstrap_of_fewer_than_two_values(sample: list[float]) -> None:
    assert bootstrap(sample, lambda v: [v[0]], seed="1", resamples=10) in ([], [None])


def test_a_profile_that_stays_high_has_an_open_end() -> None:
    interval = profile_interval(lambda x: min(x, 0.0), 0.0, -10.0, 10.0)
    assert interval.low == pytest.approx(-CHI_SQUARED / 2)
    assert interval.high is None
