"""Confidence intervals: the percentile bootstrap and the profile likelihood.

Bootstrap: values are drawn again with replacement, and the interval is that between the 2.5 % and the 97.5 %
quantile of the statistic (Efron & Tibshirani, *An Introduction to the Bootstrap*, 1993, ch. 13). Profile
likelihood: the values whose profile log-likelihood lies within 1.92 (half the 95 % quantile of chi-squared with one
degree of freedom) of the maximum (Venzon & Moolgavkar, *Applied Statistics* 37, 1988).
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LEVEL = 0.95
CHI_SQUARED = 3.841458820694124
"""The 95 % quantile of chi-squared with one degree of freedom."""
STEPS = 100


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends; None where that side is open."""

    low: float | None
    high: float | None


def quantile(ordered: Sequence[float], share: float) -> float:
    """A quantile of sorted values by linear interpolation (type 7 of Hyndman & Fan 1996, the default of R).

    >>> quantile([1, 2, 3, 4], 0.5)
    2.5
    """
    position = (len(ordered) - 1) * share
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def bootstrap(
    values: Sequence[float],
    statistics: Callable[[list[float]], Sequence[float | None]],
    *,
    seed: str,
    resamples: int,
) -> list[Interval | None]:
    """An interval for each of the statistics, all from the same resamples; the same seed gives the same ones.

    None where there are fewer than two values, no resamples are wanted, or the statistic does not exist for
    more than one resample in twenty.

    >>> bootstrap([1, 1, 1], lambda v: [sum(v)], seed="0", resamples=10)
    [Interval(low=3.0, high=3.0)]
    """
    count = len(statistics(list(values))) if values else 0
    if len(values) < 2 or resamples < 1:
        return [None] * count
    generator = random.Random(seed)
    drawn = [statistics(generator.choices(values, k=len(values))) for _ in range(resamples)]
    return [_middle([row[i] for row in drawn]) for i in range(count)]


def _middle(found: Sequence[float | None]) -> Interval | None:
    ordered = sorted(v for v in found if v is not None)
    if len(ordered) < len(found) * LEVEL:
        return None
    tail = (1 - LEVEL) / 2
    return Interval(quantile(ordered, tail), quantile(ordered, 1 - tail))


def profile_interval(profile: Callable[[float], float], best: float, lowest: float, highest: float) -> Interval:
    """Where a profile log-likelihood of one parameter falls 1.92 below its maximum, which lies at ``best``.

    A side is open (None) if it does not fall so far before ``lowest`` or ``highest``.
    """
    floor = profile(best) - CHI_SQUARED / 2

    def end(inside: float, outside: float) -> float | None:
        if profile(outside) >= floor:
            return None
        for _ in range(STEPS):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if profile(middle) >= floor else (inside, middle)
        return inside

    return Interval(end(best, lowest), end(best, highest))


def maximum(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a function with one peak is greatest between two bounds, by golden section.

    >>> round(maximum(lambda x: -(x - 2) ** 2, 0, 10), 6)
    2.0
    """
    ratio = (math.sqrt(5) - 1) / 2
    a, b = high - ratio * (high - low), low + ratio * (high - low)
    at_a, at_b = function(a), function(b)
    while high - low > 1e-9 * (1 + abs(low) + abs(high)):
        if at_a < at_b:
            low, a, at_a = a, b, at_b
            b = low + ratio * (high - low)
            at_b = function(b)
        else:
            high, b, at_b = b, a, at_a
            a = high - ratio * (high - low)
            at_a = function(a)
    return (low + high) / 2
