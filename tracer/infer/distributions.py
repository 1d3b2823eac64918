"""Distributions over whole days: published means and standard deviations made into one probability a day."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

Days = Mapping[int, float]
"""The probability of each number of days."""


def normal(mean: float, sd: float, low: int, high: int) -> dict[int, float]:
    """A normal distribution over the days from ``low`` to ``high``, which have all of its mass.

    >>> round(normal(0, 1, -9, 9)[0], 4)
    0.3829
    """
    return _cut(lambda x: 0.5 * math.erfc((mean - x) / (sd * math.sqrt(2))), low, high)


def log_normal(mean: float, sd: float, low: int, high: int) -> dict[int, float]:
    """A log-normal distribution of this mean and standard deviation (of the days, not of their logarithms).

    >>> days = log_normal(5.5, 2.4, 1, 14)
    >>> round(sum(day * p for day, p in days.items()), 1)
    5.4
    """
    spread = math.log1p((sd / mean) ** 2)
    middle = math.log(mean) - spread / 2

    def below(x: float) -> float:
        return 0.5 * math.erfc((middle - math.log(x)) / math.sqrt(2 * spread)) if x > 0 else 0.0

    return _cut(below, low, high)


def _cut(below: Callable[[float], float], low: int, high: int) -> dict[int, float]:
    mass = {day: below(day + 0.5) - below(day - 0.5) for day in range(low, high + 1)}
    total = sum(mass.values())
    return {day: p / total for day, p in mass.items()}


def convolve(a: Days, b: Days) -> dict[int, float]:
    """The distribution of the sum of two independent numbers of days.

    >>> convolve({1: 0.5, 2: 0.5}, {0: 0.5, 1: 0.5})
    {1: 0.25, 2: 0.5, 3: 0.25}
    """
    found: dict[int, float] = {}
    for x, p in a.items():
        for y, q in b.items():
            found[x + y] = found.get(x + y, 0.0) + p * q
    return found
