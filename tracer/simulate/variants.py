"""Natural history by variant: the published figures that `data/variants.toml` holds, and draws from them.

The distributions are the usual ones: gamma for the incubation period, normal for the serial interval (which may be
negative), negative binomial for the offspring of a case (Lloyd-Smith et al. 2005, Nature 438:355).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from random import Random
from typing import Any

from tracer.errors import InputError
from tracer.simulate.data import load

POISSON_STEP = 500.0
"""Rates above this are drawn in pieces, so that exp(-rate) stays above zero."""


@dataclass(frozen=True, slots=True)
class Variant:
    """What a variant does, in days."""

    name: str
    start: date
    """A day in the time when it was about; the first introduction of an outbreak."""
    asymptomatic: float
    incubation: tuple[float, float]
    """Mean and standard deviation."""
    serial_interval: tuple[float, float]
    k: float
    sources: tuple[str, ...]

    def draw_incubation(self, rng: Random) -> float:
        """Days from infection to onset."""
        mean, sd = self.incubation
        return rng.gammavariate((mean / sd) ** 2, sd**2 / mean)

    def draw_infectious_day(self, rng: Random) -> float:
        """Days from the onset of the infector to a transmission, negative before onset.

        The serial interval is this time and the incubation of the person infected, taken as independent; so its
        mean is the difference of the means, its variance that of the variances.
        """
        mean = self.serial_interval[0] - self.incubation[0]
        variance = max(0.25, self.serial_interval[1] ** 2 - self.incubation[1] ** 2)
        return rng.gauss(mean, math.sqrt(variance))


def variant(name: str) -> Variant:
    """The variant of this name.

    Raises:
        InputError: there is none; the message names those there are.

    >>> variant("omicron").incubation
    (3.2, 2.2)
    """
    known = _table()
    if name not in known:
        raise InputError(f"no variant {name!r}: choose one of {', '.join(known)}")
    row = known[name]
    figures = [row["incubation"], row["serial_interval"]]
    return Variant(
        name,
        date.fromisoformat(row["start"]),
        row["asymptomatic"],
        (figures[0]["mean"], figures[0]["sd"]),
        (figures[1]["mean"], figures[1]["sd"]),
        row["offspring"]["k"],
        tuple(part["source"] for part in (*figures, row["offspring"])),
    )


def variants() -> tuple[str, ...]:
    """The names of all variants."""
    return tuple(_table())


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return load("variants")


def draw_offspring(rng: Random, mean: float, k: float) -> int:
    """How many persons a case infects: negative binomial with this mean and dispersion ``k``.

    >>> draw_offspring(Random(1), 0.0, 0.5)
    0
    """
    return _poisson(rng, rng.gammavariate(k, mean / k)) if mean > 0 else 0


def _poisson(rng: Random, rate: float) -> int:
    """A Poisson draw by multiplication of uniforms (Knuth)."""
    count = 0
    while rate > 0:
        step = min(rate, POISSON_STEP)
        rate -= step
        limit, product = math.exp(-step), rng.random()
        while product > limit:
            count += 1
            product *= rng.random()
    return count
