"""What a notice says about one case, statement by statement, before it is put into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Literal

from tracer import models as m
from tracer.simulate.names import Site
from tracer.simulate.truth import Doing, Infection, Ride

DAY = timedelta(days=1)
DAILY = ("work", "school", "home")
"""Purposes that are told as a range where they repeat on several days running."""
HABITS = ("park", "market")
"""Purposes that are told with their days enumerated where they repeat at the same hours."""
MILESTONES = ("onset", "isolation", "positive", "diagnosis")
STAYS_OUT = ("work", "school", "host_meal")
RETURN_SHARE, CONTACT_SHARE, SAMPLED_SHARE = 0.15, 0.25, 0.6


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing said: an event, and the key of the phrases for it.

    ``until`` is the last day of a range, ``also`` are further days; ``start`` and ``end`` hold for each of the days.
    """

    kind: m.EventKind
    start: datetime
    end: datetime | None
    precision: m.Precision
    key: str
    site: Site | None = None
    second: Site | None = None
    ride: Ride | None = None
    company: tuple[int, ...] = ()
    until: date | None = None
    also: tuple[date, ...] = ()
    """Further days on which the same was done, where they are enumerated."""
    follows: bool = False
    """Told in one breath with the statement before, without a time of its own (随即转运)."""


def story(case: Infection, rng: Random, tells: Literal["days", "milestones"], by_day: bool = False) -> list[Statement]:
    """Everything to be said about a case, in order of time; ranges of days that are alike unless told ``by_day``."""
    illness = list(_illness(case, rng))
    if tells == "milestones":
        return sorted((s for s in illness if s.kind in MILESTONES), key=_order)
    told = [_of_doing(doing) for doing in case.doings if doing.told]
    days = told if by_day else list(_merged(told))
    return list(_with_returns(sorted([*days, *illness], key=_order), rng))


def _order(statement: Statement) -> datetime:
    return statement.start


def _with_returns(told: Iterable[Statement], rng: Random) -> Iterator[Statement]:
    """After some visits, the way home."""
    for statement in told:
        yield statement
        alone = statement.kind == "visit" and statement.until is None and not statement.also
        if alone and statement.key not in STAYS_OUT and rng.random() < RETURN_SHARE:
            yield Statement("journey", statement.start, None, "day", "return", follows=True)


def _of_doing(doing: Doing) -> Statement:
    key = doing.purpose if doing.second is None else "both"
    return Statement(
        doing.kind, doing.start, doing.end, doing.precision, key, doing.site, doing.second, doing.ride,
        () if doing.second else doing.company,
    )  # fmt: skip


def _merged(told: Iterable[Statement]) -> Iterator[Statement]:
    """Statements with those of equal days in a row joined."""
    runs: dict[tuple[str, Site | None, time, time | None], list[Statement]] = {}
    for one in told:
        if one.key not in (*DAILY, *HABITS) or one.company:
            yield one
            continue
        key = (one.key, one.site, one.start.time(), one.end.time() if one.end else None)
        runs.setdefault(key, []).append(one)
    for run in runs.values():
        yield from _joined(run)


def _joined(run: list[Statement]) -> Iterator[Statement]:
    """Stretches of days in a row as ranges, single days by themselves; single days of a habit together."""
    days = sorted({one.start.date() for one in run})
    stretches: list[list[date]] = []
    for day in days:
        if stretches and day - stretches[-1][-1] == DAY:
            stretches[-1].append(day)
        else:
            stretches.append([day])
    if run[0].key in HABITS and len(stretches) > 1:
        yield replace(run[0], also=tuple(days[1:]))
        return
    for first, *more in stretches:
        one = next(one for one in run if one.start.date() == first)
        yield replace(one, until=more[-1]) if more else one


def _illness(case: Infection, rng: Random) -> Iterator[Statement]:
    """Onset, how the case was found, test, transfer, diagnosis; what leads to the test comes before it in time."""
    course = case.course
    positive = course.positive
    if course.symptomatic:
        onset = course.onset.replace(minute=0, second=0, microsecond=0)
        part: m.Precision = "part_of_day" if rng.random() < 0.25 else "day"
        start = min(onset, positive - timedelta(minutes=30)) if onset.date() == positive.date() else onset
        yield Statement("onset", start, None, part, "onset")
    yield from _found(case, rng)
    yield Statement("positive", positive, None, rng.choice(("day", "day", "minute")), "positive")
    yield Statement("transfer", positive + timedelta(minutes=1), None, "day", "transfer", follows=True)
    diagnosed = max(datetime.combine(course.diagnosed, time(23, 58)), positive + timedelta(minutes=2))
    yield Statement("diagnosis", diagnosed, None, "day", f"diagnosis.{course.classification}")


def _found(case: Infection, rng: Random) -> Iterator[Statement]:
    """Isolation as a contact, or a visit to the doctor, or a sample; of samples not all are told."""
    course = case.course
    if course.by_tracing:
        source = case.exposure.infector if case.exposure.relation_told else None
        company = (source,) if source is not None and rng.random() < CONTACT_SHARE else ()
        precision: m.Precision = rng.choice(("day", "day", "minute"))
        yield Statement("isolation", course.isolated, None, precision, "isolation", company=company)
    elif course.symptomatic and course.detected_by == "self_reported" and course.onset < course.positive:
        seen = course.positive - timedelta(minutes=rng.randint(1, 3) * 5)
        yield Statement("care", seen, None, rng.choice(("day", "minute", "hour")), "care")
    elif rng.random() < SAMPLED_SHARE:
        sampled = course.positive - timedelta(hours=rng.randint(8, 20))
        yield Statement("sampled", sampled, None, "day", "sampled")
