"""What day a time expression means: the running date, the year, ranges over midnight, 12-hour clocks.

A notice names a day once and then goes on with clocks (23:30 after 4月7日22:00), parts (下午) and 当日, 次日. The
timeline keeps the running day of one person's text. What is not in the words themselves is marked in `When.inferred`.
"""

from __future__ import annotations

from datetime import date, timedelta

from tracer import models
from tracer.parse.time_points import Point
from tracer.parse.times import TimeMention
from tracer.parse.units import NormText

AHEAD = timedelta(days=7)
"""A month and day more than this after the notice belongs to the year before (12月 in a January notice)."""
THIRDS = {
    "上旬": (1, 10),
    "初": (1, 5),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "底": (25, 31),
    "末": (25, 31),
}

SMALL_HOURS, EVENING = 6, "18"
NEW_YEAR = {2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22)}
"""The first day of the lunar year (正月初一), by the calendar of the Purple Mountain Observatory."""


class Timeline:
    """The running time of one person's text.

    Args:
        norm: the document, to quote the words.
        anchor: the day from which years are inferred; without it, years must stand in the text.
        month: the month named last before the person's text, for days named before any month.
    """

    def __init__(self, norm: NormText, anchor: date | None, month: int | None = None) -> None:
        self.norm = norm
        self.anchor = anchor
        self.before = month
        self.day: date | None = None
        self.since: date | None = None
        """First day of the running range, when the last mention was a range of days."""
        self.year: int | None = None
        self.month: int | None = None
        self.daily = False
        """Whether the running range is one of daily hours: the next clock is daily too."""
        self.next_day: date | None = None
        """What 次日 means after a clock that ran over midnight, when it is not the day after the running one."""
        self.last: models.When | None = None
        self.clock: str | None = None
        """The last clock."""
        self.noon: tuple[date, int] | None = None
        """The day and hour of the last clock said with 下午 or 晚上: 5点 behind 下午3点 is in the afternoon too."""
        self.unknown_year = False
        self.carried: tuple[models.When, date, date | None, models.When] | None = None
        """What the running date was when it was last carried over, and the time made of it."""

    def fork(self) -> Timeline:
        """A copy that can run ahead."""
        other = Timeline(self.norm, self.anchor, self.before)
        other.day, other.since, other.year, other.month = self.day, self.since, self.year, self.month
        other.daily, other.next_day, other.last = self.daily, self.next_day, self.last
        other.unknown_year, other.noon, other.clock = self.unknown_year, self.noon, self.clock
        return other

    def resolve(self, mention: TimeMention) -> models.When:
        """The time meant, with the running date moved on."""
        inferred: list[models.Inferred] = []
        first = self._date(mention.first, self.day, inferred)
        base = first
        if first is None and (mention.first.dated or self.day is None):
            return self._keep(mention, None, None, inferred)
        if not mention.first.dated:
            inferred.append("date")
            if self._after_midnight(mention):
                self.day = self.day and self.day + timedelta(days=1)
            base = self.since if self._repeats(mention) else self.day
        assert base is not None
        mention = self._in_same_half(mention, base)
        start = _moment(base, mention.first, mention.first.part)
        self.clock = start if "T" in start else None
        end, until = self._end(mention, base, start)
        self._move(mention, base, until)
        if self._repeats(mention) and not mention.first.dated and self.day and until is None:
            end = _moment(self.day, mention.last or mention.first, mention.first.part)
        return self._keep(mention, start, end if end != start else None, inferred)

    def _after_midnight(self, mention: TimeMention) -> bool:
        """晚8点到医院,凌晨1时回家: the small hours behind an evening of the running day are those of the next."""
        small = mention.first.part == "dawn" and mention.first.hour is not None and mention.first.hour < SMALL_HOURS
        told = self.clock is not None and self.day is not None and self.since is None
        return small and told and str(self.clock)[:10] == str(self.day) and str(self.clock)[11:13] >= EVENING

    def _in_same_half(self, mention: TimeMention, day: date) -> TimeMention:
        """下午3时到公园,5点10分在门口: the second clock as one of the afternoon."""
        point = mention.first
        if point.hour is None:
            return mention
        if point.part in ("noon", "pm", "evening"):
            self.noon = (day, _hour(point.hour, point.part)) if point.hour <= 12 else None
        elif point.part is not None or point.dated:
            self.noon = None
        elif self.noon is not None and self.noon[0] == day and point.hour < self.noon[1] <= point.hour + 12 < 24:
            return mention._replace(first=point._replace(part="pm"))
        return mention

    def _repeats(self, mention: TimeMention) -> bool:
        """Whether a clock holds for each day of the running range (每日6:40到店,8:00-19:20送货)."""
        point = mention.first
        part = point.part is not None and point.hour is None and mention.last is None  # 3-5日,上午在家,下午…
        return self.since is not None and not point.dated and (mention.recurring is not None or self.daily or part)

    def on_day(self, mention: TimeMention, day: models.When) -> models.When:
        """The clock of ``mention`` on another day already resolved (the days of a heading 26日、28日)."""
        other = self.fork()
        other.day = date.fromisoformat((day.start or "")[:10]) if day.start else self.day
        other.since = None
        return other.resolve(mention)

    def carry(self, start: int, end: int) -> models.When | None:
        """The running date, for a statement without a time of its own; its words are those it was stated in."""
        if self.day is None or self.last is None:
            return None
        before = self.carried
        if before is not None and before[0] is self.last and before[1:3] == (self.day, self.since):
            return before[3]
        since = self.since or self.day
        when = models.When(
            start=since.isoformat(),
            end=self.day.isoformat() if self.day != since else None,
            inferred=("date",),
            text=self.last.text,
            span=self.last.span,
        )
        self.carried = self.last, self.day, self.since, when
        return when

    def rest(self) -> None:
        """Leaves the running date to the clocks behind it: a statement without any time has none from here on."""
        self.last = None

    # -- days ---------------------------------------------------------------------------------------------------

    def _date(self, point: Point, running: date | None, inferred: list[models.Inferred]) -> date | None:
        """The day a point names; None when it names none or the year cannot be known."""
        if point.offset is not None:
            inferred.append("date")
            if point.offset == 1 and self.next_day is not None:
                return self.next_day
            return running + timedelta(days=point.offset) if running else None
        if not point.dated:
            return None
        if point.lunar is not None:
            inferred.append("date")
            return self._lunar(point.lunar)
        month = point.month or self.month or self._month_before(point.day)
        if month is None:
            return None
        if point.year is None:
            inferred.append("year")
        if point.month is None:
            inferred.append("month")
        day = point.day or THIRDS.get(point.third or "", (1, 0))[0]
        return self._in_year(point, month, day)

    def _lunar(self, days: int) -> date | None:
        """The day so many days after the lunar New Year, the last one that the notice can speak of."""
        year = self.anchor.year if self.anchor else self.year
        if year not in NEW_YEAR:
            self.unknown_year = year is None
            return None
        day = date(year, *NEW_YEAR[year]) + timedelta(days=days)
        if self.anchor is None or day - self.anchor <= AHEAD or year - 1 not in NEW_YEAR:
            return day
        return date(year - 1, *NEW_YEAR[year - 1]) + timedelta(days=days)

    def _month_before(self, day: int | None) -> int | None:
        """The month of a day named before any month: the one named last in the notice, or the one before it."""
        if self.before is None or day is None or self.anchor is None:
            return None
        ahead = self.before == self.anchor.month and day > self.anchor.day + 1
        return (self.before - 2) % 12 + 1 if ahead else self.before

    def _in_year(self, point: Point, month: int, day: int) -> date | None:
        if point.month is None and self.day is not None:
            month = self._month_of(month, day, self.day)
        if point.year is not None:
            return _make(point.year, month, day)
        year = self._year_of(month, day)
        if year is None:
            self.unknown_year = True
            return None
        return _make(year, month, day)

    def _month_of(self, month: int, day: int, running: date) -> int:
        """The month of a bare day: 30日 … 2日 has gone over the end of the month, 11月2日 … 31日 goes back."""
        if self.since is not None and self.since.month != month and self.since.day <= day > running.day:
            return self.since.month  # 1月28日-2月2日,28日中午…
        if month != running.month or day >= running.day:
            candidate = _make(running.year, month, day)
            beyond = candidate is None or (self.anchor is not None and candidate - self.anchor > AHEAD)
            return (month - 2) % 12 + 1 if beyond else month
        if day < running.day - 20:
            return month % 12 + 1
        candidate = _make(running.year, month, day)
        if candidate is None or (self.anchor is not None and candidate - self.anchor > AHEAD):
            return (month - 2) % 12 + 1
        return month

    def _year_of(self, month: int, day: int) -> int | None:
        if self.anchor is not None:
            nearest = _make(self.anchor.year, month, min(day, 28))
            return self.anchor.year - 1 if nearest and nearest - self.anchor > AHEAD else self.anchor.year
        if self.year is None:
            return None
        if self.month is not None and self.month >= 11 and month <= 2:
            return self.year + 1
        return self.year

    def _end(self, mention: TimeMention, base: date, start: str) -> tuple[str | None, date | None]:
        """The end of a range and the day it lies on, where the words name one."""
        if mention.last is None:
            return self._end_of_third(mention.first, base), None
        ahead = self.fork()
        ahead.day, ahead.month, ahead.year = base, base.month, base.year
        if mention.first.dated:
            ahead.next_day = None  # 8日21:00至次日02:00: the day after this one
        until = ahead._date(mention.last, base, [])
        part = mention.last.part or _same_half(mention.first, mention.last)
        end = _moment(until or base, mention.last, part)
        if until is None and len(end) == len(start) and end < start:
            end = _moment(base + timedelta(days=1), mention.last, part)
        if end[: len(start)] < start[: len(end)]:
            return None, None
        return end, until

    def _end_of_third(self, point: Point, base: date) -> str | None:
        if point.third is None:
            return None
        last = _make(base.year, base.month, THIRDS[point.third][1])
        return (last or _make(base.year, base.month, 28) or base).isoformat()

    def _move(self, mention: TimeMention, base: date, until: date | None) -> None:
        if mention.first.dated or self.day is None:
            days = until is not None and mention.last is not None and until != base
            overnight = days and mention.first.hour is not None and not mention.recurring
            self.day = until if days and until else base
            self.since = base if days and not overnight else None
            hours = mention.recurring is not None and mention.first.hour is not None
            self.daily = self.since is not None and (hours or mention.heading)
            self.next_day = self.day if overnight else None
            self.month, self.year = self.day.month, self.day.year
        elif mention.recurring and self.since is not None:
            self.daily = True
        elif mention.last is not None and until is not None and not self.daily:
            self.next_day = until
            self.day, self.since = until, None

    def _keep(
        self, mention: TimeMention, start: str | None, end: str | None, inferred: list[models.Inferred]
    ) -> models.When:
        if start is None and mention.first.month:
            self.month = mention.first.month
        span = self.norm.span(mention.start, mention.end)
        when = models.When(
            start=start,
            end=end,
            precision=_precision(mention),
            part_of_day=mention.first.part if mention.first.hour is None else None,
            approximate=mention.approximate,
            inferred=tuple(dict.fromkeys(inferred)) if inferred else (),
            recurring=mention.recurring,
            text=self.norm.raw[span[0] : span[1]],
            span=span,
        )
        if mention.first.dated or self.last is None:
            self.last = when
        return when


def _precision(mention: TimeMention) -> models.Precision:
    first = mention.first
    if first.hour is not None:
        return "minute" if first.exact else "hour"
    if first.third is not None or (first.month is not None and first.day is None):
        return "period"
    return "part_of_day" if first.part is not None else "day"


def _moment(day: date, point: Point, part: models.PartOfDay | None) -> str:
    """The day, with the clock on it where there is one; 24:00 is the next day's beginning."""
    if point.hour is None:
        return day.isoformat()
    hour = _hour(point.hour, part)
    if hour >= 24:
        day, hour = day + timedelta(days=1), hour - 24
    return f"{day.isoformat()}T{hour:02d}:{min(point.minute or 0, 59):02d}"


def _hour(hour: int, part: models.PartOfDay | None) -> int:
    """A 12-hour clock in 24 hours: 晚8点 is 20, 凌晨12点 is 0, 中午1点 is 13.

    >>> _hour(8, "evening"), _hour(12, "dawn"), _hour(1, "noon"), _hour(20, "evening")
    (20, 0, 13, 20)
    """
    if part == "dawn":
        return hour % 12 if hour == 12 else hour
    if part == "noon":
        return hour + 12 if hour < 4 else hour
    if part == "pm":
        return hour + 12 if hour < 12 else hour
    if part == "evening":
        return hour + 12 if 4 <= hour <= 12 else hour
    return hour


def _same_half(first: Point, last: Point) -> models.PartOfDay | None:
    """下午2点到4点: the second clock is in the afternoon too."""
    if first.part in ("pm", "evening", "noon") and first.hour is not None and last.hour is not None and last.hour < 12:
        start = _hour(first.hour, first.part)
        return "pm" if last.hour + 12 > start else None
    return None


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
