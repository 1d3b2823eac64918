"""The ordinary days of the cases: work, errands, days at home. Popular places bring cases together by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from random import Random

from tracer.simulate.city import City
from tracer.simulate.hours import Hours, clashes, usual_hours
from tracer.simulate.names import Site
from tracer.simulate.truth import Doing, Infection

ERRANDS = ("supermarket", "market", "restaurant", "shop", "park", "entertainment")
ELDERS = ("market", "park", "games", "supermarket", "clinic")
ERRAND_SHARE, SECOND_SHARE, HOME_TOLD = 0.45, 0.2, 0.75
DAYS_BEFORE = (3, 6)
"""How many days before onset or test the notices begin to tell."""
MAX_DAYS = 11
HABIT_SHARE, HABIT_KEPT, BOTH_SHARE, LATE_SHARE = 0.3, 0.6, 0.12, 0.15
TOGETHER, TOGETHER_SHARE = ("supermarket", "restaurant", "park", "market"), 0.3
SHOPPING, LATE = ("supermarket", "shop"), ("restaurant", "entertainment")
HOUR_SHARE, PART_SHARE = 0.15, 0.12
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Habit:
    """Something done at the same hours again and again."""

    sort: str
    site: Site
    start: time
    end: time


class Movements:
    """Fills the days before isolation of one case after the other."""

    def __init__(self, rng: Random, city: City) -> None:
        self._rng = rng
        self._city = city

    def fill(self, case: Infection, family: Sequence[Infection]) -> None:
        """Add what the case did besides what its transmissions have brought, and put all in order of time.

        ``family`` are the members of its household whose days are filled already.
        """
        self._come_along(case, family)
        day = self._first_day(case)
        last = datetime.combine(case.course.isolated.date(), time()) - DAY
        purpose = "school" if case.person.job.studies else "work"
        drawn = Hours.SHIFT.draw(self._rng, day)
        shift = usual_hours(case.doings, purpose) or (drawn[0].time(), drawn[1].time())
        habit = self._habit(case, day)
        while day <= last:
            self._work(case, day, shift)
            self._errands(case, day, habit, last)
            if not any(d.told and d.start.date() == day.date() for d in case.doings):
                told = self._rng.random() < HOME_TOLD
                case.doings.append(Doing("stay", day, None, "day", "home", case.person.household.home, told=told))
            day += DAY
        case.doings.sort(key=lambda d: (d.start, d.purpose))
        for doing in case.doings:
            self._blur(doing)

    def _come_along(self, case: Infection, family: Sequence[Infection]) -> None:
        """Be there at some of the errands of the family."""
        for other in family:
            for doing in [d for d in other.doings if d.purpose in TOGETHER and d.told and d.end and not d.exposures]:
                at_large = case.exposure.start < doing.start < case.course.isolated - DAY
                free = doing.end and not clashes(case.doings, doing.start, doing.end)
                if at_large and free and self._rng.random() < TOGETHER_SHARE:
                    case.doings.append(replace(doing, company=(other.key,)))
                    doing.company += (case.key,)

    def _first_day(self, case: Infection) -> datetime:
        """Where the telling begins: some days before illness or test, and no later than what is told so far."""
        course = case.course
        known = min(course.onset, course.positive) if course.symptomatic else course.positive
        first = known - timedelta(days=self._rng.randint(*DAYS_BEFORE))
        told = [d.start for d in case.doings if d.told and d.start > known - MAX_DAYS * DAY]
        return datetime.combine(min([first, *told]).date(), time())

    def _work(self, case: Infection, day: datetime, shift: tuple[time, time]) -> None:
        job = case.person.job
        if job.site is None or day.weekday() > 4:
            return
        start, end = (datetime.combine(day.date(), clock) for clock in shift)
        if not clashes(case.doings, start, end):
            purpose = "school" if job.studies else "work"
            case.doings.append(Doing("visit", start, end, "minute", purpose, job.site, told=True))

    def _habit(self, case: Infection, day: datetime) -> Habit | None:
        """What some of the elders do at the same hours of most days."""
        if case.person.age < 50 or self._rng.random() > HABIT_SHARE:
            return None
        sort = self._rng.choice(("park", "market"))
        start, end = Hours.of(sort).draw(self._rng, day)
        return Habit(sort, self._city.venue(self._rng, sort), start.time(), end.time())

    def _do(self, case: Infection, day: datetime, habit: Habit) -> None:
        start, end = datetime.combine(day.date(), habit.start), datetime.combine(day.date(), habit.end)
        if not clashes(case.doings, start, end):
            case.doings.append(Doing("visit", start, end, "minute", habit.sort, habit.site, told=True))

    def _errands(self, case: Infection, day: datetime, habit: Habit | None, last: datetime) -> None:
        rng, age = self._rng, case.person.age
        if habit is not None and rng.random() < HABIT_KEPT:
            self._do(case, day, habit)
        if age < 14 or rng.random() > ERRAND_SHARE:
            return
        for _ in range(1 + (rng.random() < SECOND_SHARE)):
            sort = rng.choice(ELDERS if age > 60 else ERRANDS)
            late = sort in LATE and day < last and rng.random() < LATE_SHARE
            start, end = (Hours.LATE if late else Hours.of(sort)).draw(rng, day)
            if not clashes(case.doings, start, end):
                site = self._city.venue(rng, sort)
                other = self._city.venue(rng, "shop") if sort in SHOPPING and rng.random() < BOTH_SHARE else None
                second = other if other != site else None
                case.doings.append(Doing("visit", start, end, "minute", sort, site, second, told=True))

    def _blur(self, doing: Doing) -> None:
        """Some times are known to the hour or the part of the day only."""
        draw = self._rng.random()
        fixed = doing.purpose in ("arrival", "ride", "work", "school", "park")
        if doing.precision == "day" or fixed or _past_midnight(doing):
            return
        if draw < HOUR_SHARE:
            doing.precision = "hour"
            doing.start = doing.start.replace(minute=0)
            doing.end = None
        elif draw < HOUR_SHARE + PART_SHARE:
            doing.precision = "part_of_day"


def _past_midnight(doing: Doing) -> bool:
    return doing.end is not None and doing.end.date() > doing.start.date()
