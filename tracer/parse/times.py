"""Finds time expressions: which words belong together, and what they say. What day they mean is timeline.py's business.

The rules give pieces (4月5日, 晚, 8点, 许, -); here neighbouring pieces become one `TimeMention` with a start and, for
ranges, an end. Enumerated days (5日、6日) become a mention each, of one group; a clock behind the last holds for all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from tracer import models
from tracer.parse.time_points import Point, clock_of, day_of
from tracer.parse.units import NormText
from tracer.rulebook import Token, active

DAY_KINDS = frozenset({"date", "day", "relative", "decade", "month", "lunar"})
BEGINNINGS = DAY_KINDS | {"part", "clock", "about", "daily"}
"""Kinds of piece with which a time expression may begin."""
GAPS = frozenset({"", " ", "  "})
COMMA_GAPS = frozenset({",", ", ", " ,", "的", "\n", " \n", "\n ", ":", ": "})
"""What may stand between a day and its clock, but not between other pieces."""
CLOCK_GAPS = GAPS | COMMA_GAPS
RANGE_GAPS = GAPS | {",", ", "}
"""What may stand between a day and the mark of a range behind it."""
HOURS_GAPS = GAPS | {"均", ",", ", ", "期间", "期间,", "\n", "间", ":", "的"}
"""What may stand between days and the hours that hold for each of them."""
ANY_GAPS = CLOCK_GAPS | RANGE_GAPS | HOURS_GAPS
"""What may stand between two pieces at all."""

NO_POINT = Point()
HEADS = re.compile(r" ?(?:\((?:20\d\d年|[^()\d]{1,6})\))?[:\n]")
"""What stands behind days that head what follows: 2月12日-14日:, 2/12-2/14(2022年):"""


class TimeMention(NamedTuple):
    """A time expression of the normalised text."""

    start: int
    end: int
    first: Point
    last: Point | None = None
    approximate: bool = False
    recurring: models.Recurring | None = None
    open: bool = False
    """Whether it begins an interval without an end (以来, 起)."""
    heading: bool = False
    """Whether it is a range of days with a colon or a line break behind it: hours that follow hold for each day."""
    group: int | None = None
    """Mentions of enumerated days carry the same number."""

    @property
    def kind(self) -> Literal["date", "clock", "part"]:
        """What the mention gives at least: a day, a clock or a part of the day."""
        if self.first.dated:
            return "date"
        return "clock" if self.first.hour is not None else "part"


def find_times(norm: NormText, start: int, end: int) -> list[TimeMention]:
    """All time expressions of ``norm.text[start:end]``, left to right, none overlapping.

    >>> from tracer.parse.normalise import normalise
    >>> norm = normalise("4月5日—7日居家，23:30左右隔离")
    >>> [norm.text[t.start : t.end] for t in find_times(norm, 0, len(norm.text))]
    ['4月5日-7日', '23:30左右']
    """
    if (start, end) not in norm.times:
        norm.times[start, end] = _read_times(norm.text, start, end)
    return norm.times[start, end]


def _read_times(text: str, start: int, end: int) -> list[TimeMention]:
    tokens = [t for t in active().scanner("times").scan(text, start, end) if t.kind != "not"]
    return _Reader(text, tokens).read()


class _Reader:
    """Walks the pieces and joins neighbours."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.kinds = [*(t.kind for t in tokens), ""]
        self.between = ["", *(text[a.end : b.start] for a, b in pairwise(tokens)), ""]
        """What stands before each piece."""
        self.ends = [gap not in ANY_GAPS for gap in self.between]
        self.ends[-1] = True
        """Whether nothing can be joined to what stands before a piece: the mention ends there."""
        self.at = 0
        self.out: list[TimeMention] = []
        self.groups = 0

    def read(self) -> list[TimeMention]:
        """The mentions."""
        while self.at < len(self.tokens):
            before = self.at
            mention = self.mention() if self.kinds[before] in BEGINNINGS else None
            if mention is None:
                self.at = before + 1
            else:
                self.add(mention)
        return self.out

    def add(self, mention: TimeMention) -> None:
        """Takes a mention, together with the enumerated days it closes."""
        previous = self.out[-1] if self.out else None
        if previous is not None and previous.recurring and self.adds_part(previous, mention):
            self.out[-1] = previous._replace(first=previous.first._replace(part=None), end=mention.end)
            return
        if previous is not None and self.enumerates(previous, mention):
            if previous.group is None:
                self.groups += 1
                self.out[-1] = previous._replace(group=self.groups)
            mention = mention._replace(group=self.out[-1].group)
            self.out.append(mention)
            self.share_clock(mention)
        else:
            self.out.append(mention)

    def adds_part(self, a: TimeMention, b: TimeMention) -> bool:
        """每天上午、傍晚: a second part of each of the days."""
        gap = self.text[a.end : b.start].strip()
        return gap in ("、", "和", "及") and a.first.hour is None and b.kind == "part" and b.last is None

    def enumerates(self, a: TimeMention, b: TimeMention) -> bool:
        """Whether two mentions are days of one list: 5日、6日."""
        gap = self.text[a.end : b.start].strip()
        if gap not in ("、", "和", "及", "以及", "与"):
            return False
        if a.first.hour is not None:
            return b.first.hour is not None and (a.first.dated or not b.first.dated)
        return a.first.dated and b.first.dated

    def share_clock(self, last: TimeMention) -> None:
        """5月15日、16日14时至22时: the clock holds for each day of the list."""
        if last.first.hour is None and last.first.part is None:
            return
        clock = {k: getattr(last.first, k) for k in ("part", "hour", "minute", "exact")}
        for i, earlier in enumerate(self.out):
            if earlier.group == last.group and earlier.first.hour is None and earlier.last is None:
                end = last.last if last.last is None or not last.last.dated or last.last.offset is not None else None
                self.out[i] = earlier._replace(
                    first=earlier.first._replace(**clock), last=end, approximate=last.approximate,
                    recurring=None,
                )  # fmt: skip

    # -- pieces -------------------------------------------------------------------------------------------------

    def peek(self, *kinds: str, gaps: frozenset[str] = GAPS) -> bool:
        """Whether the next piece is of these kinds and follows directly."""
        return self.kinds[self.at] in kinds and self.between[self.at] in gaps

    def take(self, *kinds: str, gaps: frozenset[str] = GAPS) -> Token | None:
        """The next piece if it is of these kinds and follows directly; moves on behind it."""
        at = self.at
        if self.kinds[at] not in kinds or self.between[at] not in gaps:
            return None
        self.at = at + 1
        return self.tokens[at]

    def mention(self) -> TimeMention | None:
        """A mention beginning at the piece in hand."""
        begin = self.at
        start = self.tokens[begin].start
        recurring = self.recurring(first=True)
        point, about = self.point(first=True)
        if recurring and point.part is None:  # 每晚8点
            point = point._replace(part=self.tokens[begin].rule.attributes.get("part"))
        if point.empty:
            return None
        if self.ends[self.at]:
            sound = self.sound(point, begin)
            return TimeMention(start, self.tokens[self.at - 1].end, point, None, about, recurring) if sound else None
        self.take("note")
        last: Point | None = None
        before = self.at
        gaps = RANGE_GAPS if point.dated and point.hour is None else GAPS
        if self.take("sep", gaps=gaps) or (self.take("open") and self.take("sep")):
            recurring = recurring or self.recurring()
            behind = self.at
            last, more = self.point(joins=point.hour is not None or not point.dated)
            ends_in_clock = last.dated and last.hour is not None and self.kinds[self.at - 1] == "clock"
            if point.dated and point.hour is None and ends_in_clock and self.peek("sep"):
                self.at -= 1  # 3日-8日7:30-22:30: the clock begins the hours of each day
                last = last._replace(part=None, hour=None, minute=None, exact=False)
            about = about or more
            if last.empty:
                self.at, last = before, None
            elif ends_in_clock and self.daily_clock(point, behind):
                point = point._replace(part=last.part, hour=last.hour, minute=last.minute, exact=last.exact)
                recurring = recurring or "daily"
            elif (hours := self.hours_of_each(point, last)) is not None:
                point, last = hours
                recurring = recurring or "daily"
        daily = self.daily_hours(point, last, recurring)
        if daily is not None:
            point, last, recurring, more = daily
            about = about or more
        opened = last is None and self.take("open") is not None
        if not self.sound(point, begin):
            return None
        end = self.tokens[self.at - 1].end
        days = last is not None and last.dated and last.hour is None and point.hour is None
        heading = days and HEADS.match(self.text, end) is not None
        return TimeMention(start, end, point, last, about, recurring, opened, heading)

    def daily_hours(
        self, point: Point, last: Point | None, recurring: models.Recurring | None
    ) -> tuple[Point, Point | None, models.Recurring | None, bool] | None:
        """5月11日至14日每日6:00-8:00: days and, behind them, the hours of each day."""
        if not point.dated or point.hour is not None or (last is not None and last.hour is not None):
            return None
        before = self.at
        token = self.take("daily", gaps=HOURS_GAPS)
        if token is None and (last is None or not self.peek("clock", "part", gaps=HOURS_GAPS)):
            return None
        value: models.Recurring = token.rule.attributes["recurring"] if token else "daily"
        hours, about = self.point(clock_only=True, gaps=HOURS_GAPS if token is None else GAPS)
        if token is not None and hours.part is None:
            hours = hours._replace(part=token.rule.attributes.get("part"))
        if token is None and (hours.hour is None or not self.peek("sep")):
            self.at = before
            return None
        if hours.empty:
            return point, last, (value if last else recurring or value), False
        until: Point | None = None
        mark = self.at
        if self.take("sep"):
            until, more = self.closing_hour()
            about = about or more
            if until.empty:
                self.at, until = mark, None
        if before == self.at:
            return None
        first = point._replace(part=hours.part, hour=hours.hour, minute=hours.minute, exact=hours.exact)
        if last is None:
            return first, until, value, about
        clock = until if until and until.hour is not None else hours
        closing = last._replace(part=clock.part or hours.part, hour=clock.hour, minute=clock.minute, exact=clock.exact)
        return first, closing, value, about

    def closing_hour(self) -> tuple[Point, bool]:
        """8:00 in 每日6:00-8:00; 每日20时至次日1时 closes at 25 o'clock of each day."""
        mark = self.at
        until, about = self.point(clock_only=True)
        if not until.empty:
            return until, about
        self.at = mark
        until, about = self.point()
        if until.offset != 1 or until.hour is None:
            return NO_POINT, about
        return until._replace(offset=None, hour=until.hour + 24), about

    def daily_clock(self, point: Point, behind: int) -> bool:
        """3月1日至6日,5:40步行到厂: behind days and a comma, a clock is that of each day."""
        return point.hour is None and point.part is None and "," in self.between[behind + 1 : self.at]

    def hours_of_each(self, point: Point, last: Point) -> tuple[Point, Point] | None:
        """5月11日至14日6:00-8:00: a second clock behind the last day makes the two the hours of each day."""
        if not point.dated or point.hour is not None or point.part is not None:
            return None
        if not last.dated or last.hour is None or not self.peek("sep"):
            return None
        mark = self.at
        self.take("sep")
        until, _ = self.point(clock_only=True)
        if until.hour is None:
            self.at = mark
            return None
        first = point._replace(part=last.part, hour=last.hour, minute=last.minute, exact=last.exact)
        part = until.part or last.part
        return first, last._replace(part=part, hour=until.hour, minute=until.minute, exact=until.exact)

    def recurring(self, first: bool = False) -> models.Recurring | None:
        """每天 and the like."""
        if first:
            token = self.tokens[self.at] if self.kinds[self.at] == "daily" else None
            self.at += token is not None
        else:
            token = self.take("daily")
        return token.rule.attributes["recurring"] if token else None

    def point(
        self, first: bool = False, clock_only: bool = False, gaps: frozenset[str] = GAPS, joins: bool = True
    ) -> tuple[Point, bool]:
        """A day, a part of it, a clock: as many of these as follow; and whether they are approximate.

        Behind the last day of a range (``joins`` false) a colon or a line break begins the hours of each day.
        """
        point = NO_POINT
        about = False
        if not clock_only:
            day = self.tokens[self.at] if first and self.at < len(self.tokens) and self.fits(DAY_KINDS) else None
            if day is not None:
                self.at += 1
            elif not first:
                day = self.take(*DAY_KINDS)
            if day is not None:
                point = day_of(day)
                if self.ends[self.at]:
                    return point, False
                about = self.take("after") is not None
                self.take("note")
        joined = (CLOCK_GAPS if joins else RANGE_GAPS) if point.dated else gaps
        free = first and not point.dated
        part = self.next_piece("part", free, joined)
        if part is not None:
            point = point._replace(part=part.rule.attributes["part"])
            joined, free = GAPS, False
        return self.clock(point, free, joined, about)

    def fits(self, kinds: frozenset[str]) -> bool:
        return self.tokens[self.at].kind in kinds

    def next_piece(self, kind: str, free: bool, gaps: frozenset[str]) -> Token | None:
        """The next piece of this kind: anywhere when ``free`` (it begins the mention), else only directly behind."""
        if free and self.at < len(self.tokens) and self.tokens[self.at].kind == kind:
            self.at += 1
            return self.tokens[self.at - 1]
        return None if free else self.take(kind, gaps=gaps)

    def clock(self, point: Point, free: bool, gaps: frozenset[str], about: bool) -> tuple[Point, bool]:
        """The clock, with 约 before it and 左右 behind."""
        before = self.at
        roughly = self.next_piece("about", free, gaps)
        token = self.next_piece("clock", free and roughly is None, GAPS if roughly else gaps)
        if token is None:
            self.at = before
            if point.part is not None:
                about = self.take("after") is not None or about
            return point, about
        hour, minute = clock_of(token)
        after = self.take("after")
        point = point._replace(hour=hour, minute=minute or 0, exact=minute is not None)
        return point, about or roughly is not None or after is not None

    def sound(self, point: Point, begin: int) -> bool:
        """A lone syllable (早, 晚, 夜) is a time only next to a day or a clock, or where a clause begins."""
        if point.dated or point.hour is not None:
            return True
        token = next((t for t in self.tokens[begin : self.at] if t.kind == "part"), None)
        if token is None or token.end - token.start > 1:
            return True  # 每晚, 下午
        before = self.text[max(0, token.start - 2) : token.start]
        return not before or (before[-1] in ",。;:、\n 日" and not (before[-1] == " " and before[0].isdigit()))
