"""What one end of a time expression says (a day, a clock), and how the pieces of the rules say it."""

from __future__ import annotations

from typing import NamedTuple

from tracer import models
from tracer.rulebook import Token

CHINESE = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}


class Point(NamedTuple):
    """One end of a time expression: any of a day and a clock."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    offset: int | None = None
    """Days from the running date, for 当日 (0) and 次日 (1)."""
    lunar: int | None = None
    """Days from the lunar New Year's Day, for 除夕 (-1) and 初一 (0)."""
    third: str | None = None
    part: models.PartOfDay | None = None
    hour: int | None = None
    minute: int | None = None
    exact: bool = False
    """Whether minutes are given."""

    @property
    def dated(self) -> bool:
        """Whether the words name a day (or month)."""
        return self.day is not None or self.month is not None or self.offset is not None or self.lunar is not None

    @property
    def empty(self) -> bool:
        """Whether nothing was read."""
        return not self.dated and self.hour is None and self.part is None


def day_of(token: Token) -> Point:
    """The day a piece names."""
    g = token.groups
    if token.kind == "relative":
        attributes = token.rule.attributes
        if g.get("later"):
            return Point(offset=_chinese(g["later"]) or _int(g["later"]))
        return Point(offset=attributes["offset"], part=attributes.get("part"))
    if token.kind == "lunar":
        return Point(lunar=-1 if g.get("eve") else _chinese(g.get("first") or g.get("mid")) - 1)
    if g.get("cday") and not g.get("cmonth"):
        return Point(day=_chinese(g["cday"]))
    if g.get("cmonth"):
        return Point(_chinese_year(g.get("cyear")), _chinese(g["cmonth"]), _chinese(g["cday"]))
    month = g.get("month") or g.get("month2") or g.get("month3")
    day = g.get("day") or g.get("day2") or g.get("day3")
    return Point(_int(g.get("year")), _int(month), _int(day), third=g.get("third"))


def clock_of(token: Token) -> tuple[int, int | None]:
    """Hour and minute of a clock, the minute None where none is given."""
    g = token.groups
    hour = _int(g.get("hour")) if g.get("hour") else _chinese(g.get("chour"))
    if g.get("half"):
        return hour or 0, 30
    if g.get("quarter"):
        return hour or 0, 15 if g["quarter"] == "一" else 45
    if g.get("cminute"):
        return hour or 0, _chinese(g["cminute"])
    return hour or 0, _int(g.get("minute") or g.get("odd"))


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _chinese(text: str | None) -> int:
    """A numeral below 40.

    >>> _chinese("十一"), _chinese("二十三"), _chinese("八")
    (11, 23, 8)
    """
    words = (text or "").replace("廿", "二十")
    if "十" not in words:
        return CHINESE.get(words[-1:], 0)
    tens, _, ones = words.partition("十")
    return (CHINESE.get(tens, 1) if tens else 1) * 10 + (CHINESE.get(ones, 0) if ones else 0)


def _chinese_year(text: str | None) -> int | None:
    return int("".join(str(CHINESE.get(c, 0)) for c in text)) if text else None
