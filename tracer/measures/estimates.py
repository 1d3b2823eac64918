"""One number with its interval, and the description of a sample of days by several of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tracer.measures.intervals import Interval, bootstrap, quantile

BOOTSTRAP, PROFILE = "bootstrap", "profile likelihood"
QUANTILES = {"q2.5": 0.025, "q25": 0.25, "median": 0.5, "q75": 0.75, "q97.5": 0.975}


@dataclass(frozen=True, slots=True)
class Settings:
    """How intervals are made, and from how many cases on an infector is a superspreader."""

    seed: int = 1
    resamples: int = 1000
    threshold: int = 5

    def stream(self, *names: str) -> str:
        """A seed of its own for each measure, so that leaving one out changes no other."""
        return "/".join((str(self.seed), *names))


@dataclass(frozen=True, slots=True)
class Estimate:
    """One statistic of one measure; ``n`` is the number of values it rests on."""

    measure: str
    group: str
    statistic: str
    value: float | None
    n: int
    low: float | None = None
    high: float | None = None
    method: str | None = None
    """How the 95 % interval was made. With ``profile likelihood``, an end that is None is open."""


def with_interval(
    estimate: tuple[str, str, str, float | None, int], interval: Interval | None, method: str
) -> Estimate:
    """An estimate with its interval, if it has one.

    >>> with_interval(("delay", "all", "mean", 2.0, 5), None, BOOTSTRAP).method is None
    True
    """
    if interval is None:
        return Estimate(*estimate)
    return Estimate(*estimate, interval.low, interval.high, method)


def describe(measure: str, group: str, days: Sequence[float], settings: Settings) -> list[Estimate]:
    """Number, mean, standard deviation (n - 1), quantiles and negatives of a sample of days; empty for no days.

    Mean, standard deviation and median have bootstrap intervals over the values.

    >>> [(e.statistic, e.value) for e in describe("delay", "all", [1, 3], Settings(resamples=0))][:3]
    [('n', 2), ('mean', 2.0), ('sd', 1.4142135623730951)]
    """
    if not days:
        return []
    n, ordered = len(days), sorted(days)
    spread = bootstrap(days, _moments, seed=settings.stream(measure, group), resamples=settings.resamples)
    mean, sd, _ = _moments(list(days))
    found = [Estimate(measure, group, "n", n, n)]
    found += [
        with_interval((measure, group, name, value, n), interval, BOOTSTRAP)
        for name, value, interval in (("mean", mean, spread[0]), ("sd", sd, spread[1]))
    ]
    for name, share in QUANTILES.items():
        value = quantile(ordered, share)
        found.append(
            with_interval((measure, group, name, value, n), spread[2] if name == "median" else None, BOOTSTRAP)
        )
    found.append(Estimate(measure, group, "negative", sum(day < 0 for day in days), n))
    return found


def _moments(values: list[float]) -> tuple[float, float | None, float]:
    """Mean, standard deviation, median; in one pass, as it runs a thousand times over."""
    n, total = len(values), sum(values)
    mean = total / n
    squares = sum([v * v for v in values])
    sd = math.sqrt(max(squares - total * mean, 0.0) / (n - 1)) if n > 1 else None
    return mean, sd, quantile(sorted(values), 0.5)
