"""The offspring distribution: how many cases each case infected, zeros included.

A negative binomial with mean R and dispersion k describes it (Lloyd-Smith et al., Nature 2005;438:355): the smaller
k, the fewer cases make most of the transmission. R and k are estimated by maximum likelihood, with profile-likelihood
intervals (Lloyd-Smith, PLoS ONE 2007;2:e180), and k by moments, R^2 / (s^2 - R) with the sample variance s^2, with a
bootstrap interval over cases. Without more variance than a Poisson distribution has, k has no finite estimate.

Two ways of naming superspreaders: a threshold of the user's, and Lloyd-Smith's, more cases infected than the 99 %
quantile of a Poisson distribution with mean R. The share of cases that make 80 % of transmission counts the most
infectious first (Endo et al., Wellcome Open Res 2020;5:67).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracer.measures.estimates import BOOTSTRAP, PROFILE, Estimate, Settings, with_interval
from tracer.measures.intervals import Interval, bootstrap, maximum, profile_interval
from tracer.measures.outbreak import Outbreak

MEASURE = "offspring"
SHARE = 0.8
LOG_K = (-9.0, 12.0)
"""Where k is looked for, as a logarithm: beyond it, the distribution is one of all zeros, or Poisson's."""
POISSON_K = 1e5
"""A k that is as good as infinite."""


@dataclass(frozen=True, slots=True)
class NegativeBinomial:
    """A fitted negative binomial; ``k`` is None where the counts are not overdispersed."""

    r: float
    r_interval: Interval
    k: float | None
    k_interval: Interval


def offspring_counts(outbreak: Outbreak) -> dict[str, int]:
    """The number of different cases each case infected.

    >>> offspring_counts(Outbreak({}, (), {}))
    {}
    """
    found = dict.fromkeys(outbreak.people, 0)
    for pair in outbreak.pairs:
        found[pair.infector] += 1
    return found


def offspring(outbreak: Outbreak, settings: Settings) -> list[Estimate]:
    """Everything about the offspring distribution; nothing for an outbreak without a pair."""
    counts = list(offspring_counts(outbreak).values())
    n = len(counts)
    if not any(counts):
        return []
    fit = fit_negative_binomial(counts)
    k_moments, share = dispersion_by_moments(counts), share_of_cases(counts)
    resampled = bootstrap(counts, _spread, seed=settings.stream(MEASURE, "all"), resamples=settings.resamples)
    limit = poisson_quantile(fit.r, 0.99)
    plain = {"n": n, "infectors": sum(c > 0 for c in counts), "maximum": max(counts)}
    limits = {f"at least {settings.threshold}": settings.threshold, f"more than {limit}": limit + 1}
    return [
        with_interval((MEASURE, "all", "r", fit.r, n), fit.r_interval, PROFILE),
        with_interval((MEASURE, "all", "k_ml", fit.k, n), fit.k_interval, PROFILE),
        with_interval((MEASURE, "all", "k_moments", k_moments, n), resampled[0], BOOTSTRAP),
        with_interval((MEASURE, "all", "share_80", share, n), resampled[1], BOOTSTRAP),
        *(Estimate(MEASURE, "all", name, value, n) for name, value in plain.items()),
        *(Estimate(MEASURE, g, "superspreaders", sum(c >= least for c in counts), n) for g, least in limits.items()),
    ]


def superspreaders(outbreak: Outbreak, threshold: int) -> list[tuple[str, int]]:
    """The cases that infected so many or more, with their number, the most first."""
    found = [(case, count) for case, count in offspring_counts(outbreak).items() if count >= threshold]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def fit_negative_binomial(counts: Sequence[int]) -> NegativeBinomial:
    """The negative binomial of greatest likelihood, with profile-likelihood intervals.

    The mean is always that of the counts, whatever k is; so the profile of k needs no search.

    Raises:
        ValueError: there are no counts.

    >>> fit_negative_binomial([0, 1, 0, 1]).k is None
    True
    """
    if not counts:
        raise ValueError("a distribution needs at least one count")
    tally = Counter(counts)
    mean = sum(counts) / len(counts)
    if mean == 0:
        return NegativeBinomial(0.0, Interval(None, None), None, Interval(None, None))

    def of_k(log_k: float) -> float:
        return log_likelihood(tally, mean, math.exp(log_k))

    best = maximum(of_k, *LOG_K)
    finite = math.exp(best) < POISSON_K
    interval = profile_interval(of_k, best, *LOG_K)
    k_interval = Interval(*(math.exp(end) if end is not None else None for end in (interval.low, interval.high)))

    def of_r(r: float) -> float:
        def of_both(log_k: float) -> float:
            return log_likelihood(tally, r, math.exp(log_k))

        return of_both(maximum(of_both, *LOG_K))

    r_interval = profile_interval(of_r, mean, mean * 1e-3, mean * 50 + 10)
    return NegativeBinomial(mean, r_interval, math.exp(best) if finite else None, k_interval)


def log_likelihood(tally: Mapping[int, int], r: float, k: float) -> float:
    """The log-likelihood of counts (a count to its number) under a negative binomial of mean r and dispersion k."""
    at_zero, ratio = k * math.log1p(r / k), math.log(r / (r + k))
    base = math.lgamma(k)
    return sum(n * (math.lgamma(x + k) - base - math.lgamma(x + 1) - at_zero + x * ratio) for x, n in tally.items())


def dispersion_by_moments(counts: Sequence[float]) -> float | None:
    """k by the method of moments; None without overdispersion.

    >>> dispersion_by_moments([0, 0, 0, 4])
    0.3333333333333333
    """
    if len(counts) < 2:
        return None
    mean = sum(counts) / len(counts)
    excess = _variance(counts) - mean
    return mean * mean / excess if excess > 0 else None


def share_of_cases(counts: Sequence[float]) -> float | None:
    """The smallest share of cases that make 80 % of the transmissions; None where there are none.

    >>> share_of_cases([0, 0, 0, 0, 1, 0, 0, 0, 4, 0])
    0.1
    """
    needed = sum(counts) * SHARE
    if not needed:
        return None
    reached = 0.0
    for rank, count in enumerate(sorted(counts, reverse=True), 1):
        reached += count
        if reached >= needed - 1e-9:
            return rank / len(counts)
    return 1.0


def poisson_quantile(mean: float, share: float) -> int:
    """The smallest number that a Poisson variable of this mean stays within with this probability.

    >>> poisson_quantile(1.0, 0.99)
    4
    """
    number, term = 0, math.exp(-mean)
    total = term
    while total < share and number < 10_000:
        number += 1
        term *= mean / number
        total += term
    return number


def _spread(counts: list[float]) -> tuple[float | None, float | None]:
    return dispersion_by_moments(counts), share_of_cases(counts)


def _variance(counts: Sequence[float]) -> float:
    mean = sum(counts) / len(counts)
    return (sum([c * c for c in counts]) - len(counts) * mean * mean) / max(len(counts) - 1, 1)
