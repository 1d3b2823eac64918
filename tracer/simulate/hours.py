"""When in the day things are done, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import ClassVar

from tracer.simulate.truth import Doing

STEP = 5
"""Minutes to which times are rounded."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Earliest and latest beginning, shortest and longest duration, in minutes."""

    first: int
    last: int
    shortest: int
    longest: int

    LUNCH: ClassVar[Hours]
    DINNER: ClassVar[Hours]
    AFTERNOON: ClassVar[Hours]
    SHIFT: ClassVar[Hours]
    TRIP: ClassVar[Hours]
    MORNING: ClassVar[Hours]
    DAY: ClassVar[Hours]
    LATE: ClassVar[Hours]

    @classmethod
    def of(cls, sort: str) -> Hours:
        """When a sort of place is gone to."""
        return HOURS.get(sort, cls.DAY)

    def draw(self, rng: Random, day: datetime) -> tuple[datetime, datetime]:
        """A beginning and an end on this day."""
        start = day + timedelta(minutes=_step(rng, self.first, self.last))
        return start, start + timedelta(minutes=_step(rng, self.shortest, self.longest))

    def around(self, rng: Random, inner: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
        """A time of this kind that holds another one."""
        midnight = inner[0].replace(hour=0, minute=0)
        start, end = self.draw(rng, midnight)
        return min(start, inner[0]), max(end, inner[1])


Hours.LUNCH = Hours(11 * 60 + 20, 12 * 60 + 40, 40, 100)
Hours.DINNER = Hours(17 * 60 + 30, 19 * 60, 60, 150)
Hours.AFTERNOON = Hours(13 * 60, 14 * 60 + 30, 120, 240)
Hours.SHIFT = Hours(7 * 60 + 40, 9 * 60, 480, 570)
Hours.TRIP = Hours(9 * 60, 17 * 60, 30, 150)
Hours.MORNING = Hours(6 * 60, 8 * 60, 30, 90)
Hours.LATE = Hours(21 * 60 + 30, 23 * 60, 60, 150)
Hours.DAY = Hours(9 * 60, 20 * 60, 20, 70)

HOURS = {
    "restaurant": Hours.DINNER,
    "market": Hours.MORNING,
    "park": Hours.MORNING,
    "games": Hours.AFTERNOON,
    "entertainment": Hours(19 * 60, 20 * 60, 60, 130),
}


def _step(rng: Random, low: int, high: int) -> int:
    return rng.randint(low // STEP, high // STEP) * STEP


def overlapping(rng: Random, span: tuple[datetime, datetime]) -> tuple[datetime, datetime]:
    """Another stay that shares at least ten minutes with ``span``."""
    start, end = span
    length = int((end - start).total_seconds()) // 60
    begin = start + timedelta(minutes=_step(rng, -25, max(0, length - 15)))
    latest = max(start, begin) + timedelta(minutes=10)
    return begin, max(latest, begin + timedelta(minutes=_step(rng, 20, 80)))


def usual_hours(doings: Iterable[Doing], purpose: str) -> tuple[time, time] | None:
    """From when to when something was done the first time, None if it never was."""
    for doing in doings:
        if doing.purpose == purpose and doing.end is not None:
            return doing.start.time(), doing.end.time()
    return None


def clashes(doings: Iterable[Doing], start: datetime, end: datetime) -> bool:
    """Whether something else is done between these moments; who comes by train or air was away until then."""
    return any(_begins(d) < end and start < (d.end or d.start) for d in doings if d.precision != "day")


def _begins(doing: Doing) -> datetime:
    away = doing.ride is not None and doing.ride.mode in ("train", "flight")
    return doing.start.replace(hour=0, minute=0) if away else doing.start
