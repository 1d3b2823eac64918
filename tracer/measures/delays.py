"""Delays between the days of one case, and the incubation period where the exposure is known.

A delay is the later milestone minus onset of symptoms (or, for the report, minus confirmation); it is negative for a
case that was found before it fell ill. Confirmation is the day of diagnosis, or of the first positive result where no
diagnosis is given.

The incubation period is the time from infection to onset. Only cases are counted whose exposure is known to have been
within a window of at most three days: the window of an imported table, or the days on which the case and its stated
infector were at one place (a shared home is no such window). The middle of the window counts as the day of infection
(half days are kept), which is crude beside interval-censored likelihoods (Reich et al., Stat Med 2009;28:2769; Lauer et
al., Ann Intern Med 2020;172:577) but needs no distribution to be assumed. Exposures after onset are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from tracer.measures.estimates import Estimate, Settings, describe
from tracer.measures.outbreak import Outbreak, Person

DELAY, INCUBATION = "delay", "incubation"
WIDEST = 3
"""Days of the widest exposure window that still says when the infection was."""
DELAYS = (
    ("onset", "isolation"),
    ("onset", "positive"),
    ("onset", "confirmation"),
    ("onset", "report"),
    ("confirmation", "report"),
)


def delays(outbreak: Outbreak, settings: Settings) -> list[Estimate]:
    """The distribution of each delay that some case has; the group is ``onset to isolation`` and so on."""
    found: list[Estimate] = []
    for start, end in DELAYS:
        days = [b - a for p in outbreak.people.values() if (a := _day(p, start)) is not None
                if (b := _day(p, end)) is not None]  # fmt: skip
        found += describe(DELAY, f"{start} to {end}", days, settings)
    return found


def _day(person: Person, name: str) -> int | None:
    if name == "confirmation":
        return person.diagnosis if person.diagnosis is not None else person.positive
    if name == "report":
        return person.issued_on
    day: int | None = getattr(person, name)
    return day


def incubation(outbreak: Outbreak, settings: Settings) -> list[Estimate]:
    """The distribution of the incubation period over the cases whose exposure is known."""
    return describe(INCUBATION, "all", [days for _, days in incubation_periods(outbreak)], settings)


def incubation_periods(outbreak: Outbreak) -> list[tuple[str, float]]:
    """Each case with a known exposure and onset, and the days between.

    >>> incubation_periods(Outbreak({"a": Person("a", "a", onset=9, exposure_start=3, exposure_end=4)}, (), {}))
    [('a', 5.5)]
    """
    found = []
    for person in outbreak.people.values():
        windows = [w for w in _windows(outbreak, person) if 0 <= w[1] - w[0] < WIDEST]
        if person.onset is not None and len(windows) == 1 and windows[0][1] <= person.onset:
            start, end = windows[0]
            found.append((person.id, person.onset - (start + end) / 2))
    return found


def _windows(outbreak: Outbreak, person: Person) -> Iterator[tuple[int, int]]:
    """The exposure that is stated, or else those shared with the infectors."""
    if person.exposure_start is not None and person.exposure_end is not None:
        yield person.exposure_start, person.exposure_end
        return
    yield from (days for (_, infectee), days in outbreak.shared_days.items() if infectee == person.id)
