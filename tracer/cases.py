"""What a case record says on its own: the first day of what happened to the person, the age in years."""

from __future__ import annotations

from collections.abc import Iterable

from tracer.models import Age, Event, EventKind

UNITS_A_YEAR = {"year": 1.0, "month": 12.0, "day": 365.25}


def first_day(events: Iterable[Event], kind: EventKind) -> str | None:
    """The first day (ISO) on which something of this kind happened to a case.

    >>> first_day([], "onset") is None
    True
    """
    days = [e.when.start[:10] for e in events if e.kind == kind and e.when and e.when.start]
    return min(days, default=None)


def years(age: Age) -> float:
    """An age in years, whatever its unit.

    >>> years(Age(value=18, unit="month", text="1岁半", span=(0, 3)))
    1.5
    """
    return age.value / UNITS_A_YEAR[age.unit]
