"""The epidemic curve: cases a day by onset, by report, by first positive result, by confirmation.

(Centers for Disease Control and Prevention, *Principles of Epidemiology*, 3rd ed., lesson 6.) Days without cases
between the first and the last are part of the curve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracer.measures.outbreak import Outbreak

DATES = {"onset": "onset", "report": "issued_on", "positive": "positive", "confirmation": "diagnosis"}


@dataclass(frozen=True, slots=True)
class Curve:
    """Cases a day, for every day from the first to the last of any of the dates."""

    days: tuple[str, ...]
    counts: Mapping[str, tuple[int, ...]]
    """``onset``, ``report``, ... to the cases of each day."""
    unknown: Mapping[str, int]
    """How many cases lack that date."""


def epidemic_curve(outbreak: Outbreak) -> Curve:
    """The curve of an outbreak; it has no days where no date is known.

    >>> epidemic_curve(Outbreak({}, (), {})).days
    ()
    """
    tally = {name: Counter(getattr(p, field) for p in outbreak.people.values()) for name, field in DATES.items()}
    known = sorted({day for counts in tally.values() for day in counts if day is not None})
    span = range(known[0], known[-1] + 1) if known else range(0)
    return Curve(
        tuple(date.fromordinal(day).isoformat() for day in span),
        {name: tuple(counts[day] for day in span) for name, counts in tally.items()},
        {name: counts[None] for name, counts in tally.items()},
    )
