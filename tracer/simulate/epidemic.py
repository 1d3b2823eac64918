"""The branching process: who infects whom and when, until there are enough cases.

Infections are taken in order of time. Each case draws its number of offspring once (negative binomial), and each
offspring its day around the infector's onset, cut to the days on which the infector is infectious and at large. A
chain that dies out is followed by a new introduction.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from tracer.simulate.course import draw_course
from tracer.simulate.exposure import Exposures
from tracer.simulate.people import Population
from tracer.simulate.settings import Settings
from tracer.simulate.truth import Infection, Origin
from tracer.simulate.variants import Variant, draw_offspring

TRIES = 40
EARLY, SPREAD_DAYS = 1.2, 10
"""Share of the introductions expected that come at once, and the days over which they are spread."""
LATENT = timedelta(days=1)
"""Nobody passes the infection on within this time after having caught it."""


@dataclass(order=True, slots=True)
class _Pending:
    """A transmission that is going to happen on ``day``; ``infector`` is -1 for an introduction."""

    day: datetime
    order: int
    infector: int = field(compare=False)


class Epidemic:
    """Runs once, with `run`."""

    def __init__(self, rng: Random, settings: Settings, variant: Variant, people: Population) -> None:
        self._rng = rng
        self._settings = settings
        self._variant = variant
        self._people = people
        self._exposures = Exposures(rng, people)
        self._infections: list[Infection] = []
        self._pending: list[_Pending] = []
        self._drawn = 0

    def run(self) -> tuple[Infection, ...]:
        """All cases in order of infection."""
        clock = datetime.combine(self._variant.start, time())
        while len(self._infections) < self._settings.cases:
            if not self._pending:
                self._introduce(clock)
            due = heapq.heappop(self._pending)
            clock = due.day
            self._infect(due)
        return tuple(self._infections)

    def _introduce(self, start: datetime) -> None:
        """The introductions that the cases still wanted will need on average, so that chains run side by side."""
        left = self._settings.cases - len(self._infections)
        self._plan(start, -1)
        for _ in range(int(left * max(0.0, 1 - self._settings.r) * EARLY)):
            self._plan(start + timedelta(days=self._rng.randint(0, SPREAD_DAYS + left // 25)), -1)

    def _plan(self, day: datetime, infector: int) -> None:
        heapq.heappush(self._pending, _Pending(day, self._drawn, infector))
        self._drawn += 1

    def _infect(self, due: _Pending) -> None:
        """One more case, and the transmissions it is going to cause."""
        key, rng = len(self._infections), self._rng
        source = self._infections[due.infector] if due.infector >= 0 else None
        if source is None:
            origin: Origin = "imported" if rng.random() < self._settings.imported else "unknown"
            exposure, doings = self._exposures.introduce(origin, due.day)
        else:
            exposure, doings = self._exposures.transmit(key, source, due.day, rng.random() < self._settings.evidence)
            source.offspring += 1
        course = draw_course(rng, self._variant, exposure, source)
        case = Infection(key, exposure, course, doings)
        self._infections.append(case)
        for _ in range(draw_offspring(rng, self._settings.r, self._settings.k or self._variant.k)):
            self._plan(self._transmission_day(case), key)

    def _transmission_day(self, case: Infection) -> datetime:
        """A day on which this case infects somebody: after it was infected, before the day it was isolated."""
        course = case.course
        first = datetime.combine((course.infected + LATENT).date(), time())
        last = datetime.combine(course.isolated.date(), time()) - timedelta(days=1)
        for _ in range(TRIES):
            day = course.onset + timedelta(days=self._variant.draw_infectious_day(self._rng))
            if first <= day < last + timedelta(days=1):
                return datetime.combine(day.date(), time())
        return first + timedelta(days=self._rng.randint(0, max(0, (last - first).days)))
