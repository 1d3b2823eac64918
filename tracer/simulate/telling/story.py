"""What a notice says about one case, statement by statement, before it is put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random

from tracer import models as m
from tracer.simulate.names import Site
from tracer.simulate.truth import Doing, Infection, Ride

DAY = timedelta(days=1)
DAILY = ("work", "school", "home")
"""Purposes that are told as a range where they repeat on several days running."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said: an event, and the key of the phrases for it.

    ``until`` is the last day of a range; ``start`` and ``end`` are then the hours of each of its days.
    """

    kind: m.EventKind
    start: datetime
    end: datetime | None
    precision: m.Precision
    key: str
    site: Site | None = None
    ride: Ride | None = None
    company: tuple[int, ...] = ()
    until: date | None = None
    follows: bool = False
    """Told in one breath with the statement before, without a time of its own (随即转运)."""


def story(case: Infection, rng: Random, merge: bool = True) -> list[Statement]:
    """Everything to be said about a case, in order of time; ``merge`` makes ranges of days that are alike."""
    told = [_of_doing(doing) for doing in case.doings if doing.told]
    days = list(_merged(told)) if merge else told
    return sorted([*days, *_illness(case, rng)], key=lambda s: s.start)


def _of_doing(doing: Doing) -> Statement:
    return Statement(
        doing.kind, doing.start, doing.end, doing.precision, doing.purpose, doing.site, doing.ride, doing.company
    )  # fmt: skip


def _merged(told: Iterable[Statement]) -> Iterator[Statement]:
    """Statements with those of equal days in a row joined."""
    runs: dict[tuple[str, Site | None, time, time | None], list[Statement]] = {}
    for one in told:
        if one.key not in DAILY:
            yield one
            continue
        key = (one.key, one.site, one.start.time(), one.end.time() if one.end else None)
        runs.setdefault(key, []).append(one)
    for run in runs.values():
        yield from _joined(run)


def _joined(run: list[Statement]) -> Iterator[Statement]:
    first = run[0]
    for one, following in [*pairwise(run), (run[-1], None)]:
        if following is not None and following.start - one.start <= DAY:
            continue
        last = one.start.date()
        yield first if last == first.start.date() else replace(first, until=last)
        if following is not None:
            first = following


def _illness(case: Infection, rng: Random) -> Iterator[Statement]:
    """Onset, care, isolation, test, transfer, diagnosis; what comes before the test comes before it in time."""
    course = case.course
    positive = course.positive
    if course.symptomatic:
        onset = course.onset.replace(minute=0, second=0, microsecond=0)
        part: m.Precision = "part_of_day" if rng.random() < 0.25 else "day"
        start = min(onset, positive - timedelta(minutes=30)) if onset.date() == positive.date() else onset
        yield Statement("onset", start, None, part, "onset")
    if course.by_tracing:
        yield Statement("isolation", course.isolated, None, rng.choice(("day", "day", "minute")), "isolation")
    elif course.symptomatic and course.detected_by == "self_reported" and course.onset < positive:
        seen = positive - timedelta(minutes=rng.randint(1, 3) * 5)
        yield Statement("care", seen, None, rng.choice(("day", "minute", "hour")), "care")
    elif rng.random() < 0.6:
        sampled = positive - timedelta(hours=rng.randint(8, 20))
        yield Statement("sampled", sampled, None, "day", "sampled")
    yield Statement("positive", positive, None, rng.choice(("day", "day", "minute")), "positive")
    yield Statement("transfer", positive + timedelta(minutes=1), None, "day", "transfer", follows=True)
    diagnosed = max(datetime.combine(course.diagnosed, time(23, 58)), positive + timedelta(minutes=2))
    yield Statement("diagnosis", diagnosed, None, "day", f"diagnosis.{course.classification}")
