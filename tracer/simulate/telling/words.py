"""How dates, clocks and places are put into words, and the records of those words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Literal

from tracer import models as m
from tracer.simulate.city import City
from tracer.simulate.names import Site
from tracer.simulate.telling.story import Statement

DAY = timedelta(days=1)
NEXT_DAY_SHARE, SAME_DAY_SHARE = 0.15, 0.25
PARTS: tuple[tuple[int, m.PartOfDay, tuple[str, ...]], ...] = (
    (5, "dawn", ("凌晨",)),
    (11, "am", ("上午",)),
    (13, "noon", ("中午",)),
    (18, "pm", ("下午",)),
    (24, "evening", ("晚上", "晚")),
)


@dataclass(frozen=True, slots=True)
class Manner:
    """How one notice writes times."""

    clock: Literal["colon", "hour", "point"] = "colon"
    dash: str = "至"
    about: str = "许"


def month_day(day: date) -> str:
    """4月5日."""
    return f"{day.month}月{day.day}日"


def full_date(day: date) -> str:
    """2022年4月5日."""
    return f"{day.year}年{month_day(day)}"


def clock_words(moment: datetime, manner: Manner) -> str:
    """A time of day.

    >>> [clock_words(datetime(2022, 4, 5, 9, 5), Manner(clock)) for clock in ("colon", "hour", "point")]
    ['9:05', '9时5分', '9点05']
    """
    hour, minute = moment.hour, moment.minute
    if manner.clock == "colon":
        return f"{hour}:{minute:02}"
    if manner.clock == "hour":
        return f"{hour}时{minute}分" if minute else f"{hour}时"
    return f"{hour}点{minute:02}" if minute else f"{hour}点"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words for a time, and what they mean; the record needs to know where they stand."""

    text: str
    start: str
    end: str | None = None
    precision: m.Precision = "day"
    part: m.PartOfDay | None = None
    approximate: bool = False
    recurring: m.Recurring | None = None
    inferred: tuple[m.Inferred, ...] = ("year",)

    def record(self, where: m.TextSpan) -> m.When:
        """The record, once the words are on the page."""
        return m.When(
            start=self.start, end=self.end, precision=self.precision, part_of_day=self.part,
            approximate=self.approximate, recurring=self.recurring, inferred=self.inferred,
            text=where.text, span=where.span,
        )  # fmt: skip


class Calendar:
    """The running date of one case's text; what was said before decides how the next time is put."""

    def __init__(self, rng: Random, manner: Manner) -> None:
        self._rng = rng
        self._manner = manner
        self._running: date | None = None

    def say(self, told: Statement) -> Spoken:
        """The words for the time of a statement."""
        if told.until is not None:
            return self._range(told, told.until)
        day, carried = self._day(told)
        inferred: tuple[m.Inferred, ...] = ("date",) if carried else ("year",)
        start, end = told.start, told.end
        if told.precision == "day":
            return Spoken(day or "当日", start.date().isoformat(), inferred=inferred)
        if told.precision == "part_of_day":
            part, choices = _part(start)
            return Spoken(
                day + self._rng.choice(choices), start.date().isoformat(), precision="part_of_day", part=part,
                inferred=inferred,
            )  # fmt: skip
        if told.precision == "hour":
            words = f"{day}{start.hour}{'点' if self._manner.clock == 'point' else '时'}{self._manner.about}"
            hour = start.replace(minute=0)
            return Spoken(words, _iso(hour), precision="hour", approximate=True, inferred=inferred)
        words = day + clock_words(start, self._manner)
        if end is None:
            return Spoken(words, _iso(start), precision="minute", inferred=inferred)
        over = "次日" if end.date() > start.date() else ""
        return Spoken(
            f"{words}{self._manner.dash}{over}{clock_words(end, self._manner)}", _iso(start), _iso(end), "minute",
            inferred=inferred,
        )  # fmt: skip

    def heading(self, day: date) -> str:
        """A date that stands by itself, before what was done on it."""
        self._running = day
        return month_day(day)

    def _range(self, told: Statement, until: date) -> Spoken:
        first, manner = told.start.date(), self._manner
        self._running = None
        last = month_day(until) if until.month != first.month else f"{until.day}日"
        days = f"{month_day(first)}{manner.dash}{last}"
        if told.end is None:
            return Spoken(days, first.isoformat(), until.isoformat())
        hours = f"{clock_words(told.start, manner)}{manner.dash}{clock_words(told.end, manner)}"
        end = datetime.combine(until, told.end.time())
        words = self._rng.choice(("每日", "每天", "每日"))
        return Spoken(f"{days}{words}{hours}", _iso(told.start), _iso(end), "minute", recurring="daily")

    def _day(self, told: Statement) -> tuple[str, bool]:
        """Words for the day, and whether they are only understood from what stands before."""
        day, running = told.start.date(), self._running
        self._running = day
        if day == running:
            bare = told.precision == "day" or self._rng.random() < SAME_DAY_SHARE
            return (self._rng.choice(("当日", "同日")) if bare else ""), True
        if running is not None and day == running + DAY and self._rng.random() < NEXT_DAY_SHARE:
            return "次日", True
        return month_day(day), False


def _part(moment: datetime) -> tuple[m.PartOfDay, tuple[str, ...]]:
    return next((part, words) for end, part, words in PARTS if moment.hour < end)


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


class Places:
    """How the places of one notice are written: with or without district and town."""

    def __init__(self, rng: Random, city: City) -> None:
        self._rng = rng
        self._city = city

    def write(self, site: Site, prefix: bool | None = None) -> str:
        """The words for a place; the district before it as wanted, or in about a third of the mentions."""
        led = self._rng.random() < 0.35 if prefix is None else prefix
        if site.kind == "hospital" or not led or site.county is None:
            return site.name
        town = site.township if site.township and self._rng.random() < 0.4 else ""
        return f"{self._city.county_name(site.county)}{town}{site.name}"

    def record(self, site: Site, where: m.TextSpan) -> m.Place:
        """The record of a place that was written by `write`."""
        lead = where.text.removesuffix(site.name)
        area = None
        if site.kind == "hospital" and site.name.startswith(self._city.name):
            return m.Place(
                text=where.text, span=where.span, name=site.name.removeprefix(self._city.name), kind="hospital",
                area=self._city.area(None),
            )  # fmt: skip
        if lead and site.county:
            area = self._city.area(site.county, site.township if lead.endswith(str(site.township)) else None)
        return m.Place(text=where.text, span=where.span, name=site.name, kind=site.kind, area=area)

    def home(self, site: Site, where: m.TextSpan) -> m.Place:
        """The record of 家, which stands for the residence."""
        area = self._city.area(site.county) if site.county else None
        return m.Place(text=where.text, span=where.span, name=site.name, kind="home", area=area, status="inferred")
