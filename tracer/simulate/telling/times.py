"""How dates and clocks are put into words, and the records of those words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from random import Random

from tracer import models as m
from tracer.simulate.telling.story import Statement
from tracer.simulate.telling.styles import Clock

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

    clock: Clock = "colon"
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

    >>> [clock_words(datetime(2022, 4, 5, 9, 5), Manner(clock)) for clock in ("colon", "padded", "hour", "half")]
    ['9:05', '09:05', '9时5分', '上午9时5分']
    """
    hour, minute = moment.hour, moment.minute
    if manner.clock == "half":
        lead, shown = _half(moment)
        return f"{lead}{shown}时{minute}分" if minute else f"{lead}{shown}时"
    if manner.clock == "colon":
        return f"{hour}:{minute:02}"
    if manner.clock == "padded":
        return f"{hour:02}:{minute:02}"
    if manner.clock == "hour":
        return f"{hour}时{minute}分" if minute else f"{hour}时"
    return f"{hour}点{minute:02}" if minute else f"{hour}点"


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words for a time, and what they mean: one point or interval, or several days enumerated."""

    text: str
    spells: tuple[tuple[str, str | None], ...]
    """Start and end of each."""
    precision: m.Precision = "day"
    part: m.PartOfDay | None = None
    approximate: bool = False
    recurring: m.Recurring | None = None
    inferred: tuple[m.Inferred, ...] = ("year",)

    def records(self, where: m.TextSpan, calendar: Calendar) -> Iterator[m.When]:
        """The records, once the words are on the page; words left out are those of the heading."""
        quoted = where if self.text else calendar.headed or where
        for start, end in self.spells:
            yield m.When(
                start=start, end=end, precision=self.precision, part_of_day=self.part, approximate=self.approximate,
                recurring=self.recurring, inferred=self.inferred, text=quoted.text, span=quoted.span,
            )  # fmt: skip


class Calendar:
    """The running date of one case's text; what was said before decides how the next time is put."""

    def __init__(self, rng: Random, manner: Manner) -> None:
        self._rng = rng
        self._manner = manner
        self._running: date | None = None
        self.headed: m.TextSpan | None = None
        """The words of the heading under which times stand, where there is one."""

    def head(self, day: date, where: m.TextSpan) -> None:
        """Stand under a date that is a heading of its own."""
        self._running, self.headed = day, where

    def say(self, told: Statement) -> Spoken:
        """The words for the time of a statement."""
        if told.until is not None or told.also:
            return self._several(told)
        day, carried = self._day(told)
        inferred: tuple[m.Inferred, ...] = ("date",) if carried else ("year",)
        start = told.start
        if told.precision == "day":
            return Spoken(day, ((start.date().isoformat(), None),), inferred=inferred)
        if told.precision == "part_of_day":
            part, choices = _part(start)
            words = day + self._rng.choice(choices)
            return Spoken(words, ((start.date().isoformat(), None),), "part_of_day", part, inferred=inferred)
        if told.precision == "hour":
            words = f"{day}{self._hour(start)}{self._manner.about}"
            return Spoken(words, ((_iso(start.replace(minute=0)), None),), "hour", approximate=True, inferred=inferred)
        end = _iso(told.end) if told.end else None
        return Spoken(day + self._hours(told), ((_iso(start), end),), "minute", inferred=inferred)

    def _hour(self, moment: datetime) -> str:
        """8时, 8点, 晚上8时."""
        if self._manner.clock == "half":
            return "{}{}时".format(*_half(moment))
        return f"{moment.hour}{'点' if self._manner.clock == 'point' else '时'}"

    def _hours(self, told: Statement) -> str:
        """8:00, or 22:30至次日1:00."""
        words = clock_words(told.start, self._manner)
        if told.end is None:
            return words
        over = "次日" if told.end.date() > told.start.date() else ""
        if self._manner.clock == "half" and not over and _part(told.start)[0] == _part(told.end)[0]:
            hour = _half(told.end)[1]
            return f"{words}{self._manner.dash}{hour}时" + (f"{told.end.minute}分" if told.end.minute else "")
        return f"{words}{self._manner.dash}{over}{clock_words(told.end, self._manner)}"

    def _several(self, told: Statement) -> Spoken:
        """A range of days (4月1日至3日), or days enumerated (4月1日、3日), with the hours of each day."""
        first, dash = told.start.date(), self._manner.dash
        days = [first, *told.also]
        last = told.until or days[-1]
        self._running = self.headed = None
        if told.until is not None:
            words = f"{month_day(first)}{dash}{_shortened(last, first)}"
        else:
            words = "、".join([month_day(first), *(_shortened(b, a) for a, b in pairwise(days))])
        if told.end is None:
            bounds = (
                ((first.isoformat(), last.isoformat()),) if told.until else tuple((d.isoformat(), None) for d in days)
            )
            return Spoken(words, bounds)
        clock = self._hours(told)
        if told.until is not None:
            end = _iso(datetime.combine(last, told.end.time()))
            words += self._rng.choice(("每日", "每天", "每日"))
            return Spoken(words + clock, ((_iso(told.start), end),), "minute", recurring="daily")
        at, to = told.start.time(), told.end.time()
        spells = tuple((_iso(datetime.combine(d, at)), _iso(datetime.combine(d, to))) for d in days)
        return Spoken(words + clock, spells, "minute")

    def _day(self, told: Statement) -> tuple[str, bool]:
        """Words for the day, and whether they are only understood from what stands before."""
        day, running = told.start.date(), self._running
        self._running = day
        if day != running:
            self.headed = None
        if day == running:
            said = not self.headed and (told.precision == "day" or self._rng.random() < SAME_DAY_SHARE)
            return (self._rng.choice(("当日", "同日")) if said else ""), True
        if running is not None and day == running + DAY and self._rng.random() < NEXT_DAY_SHARE:
            return "次日", True
        return month_day(day), False


def _half(moment: datetime) -> tuple[str, int]:
    """The part of the day, and the hour on a dial of twelve."""
    return _part(moment)[1][0], moment.hour - 12 if moment.hour > 12 else moment.hour


def _shortened(day: date, before: date) -> str:
    """The day, with its month only where that is another one."""
    return f"{day.day}日" if day.month == before.month else month_day(day)


def _part(moment: datetime) -> tuple[m.PartOfDay, tuple[str, ...]]:
    return next((part, words) for end, part, words in PARTS if moment.hour < end)


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")
