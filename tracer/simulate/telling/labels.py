"""How each case is called: its own label, and how other cases' texts refer to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Literal

from tracer import models as m
from tracer.simulate.city import City
from tracer.simulate.telling.styles import Style
from tracer.simulate.telling.times import month_day
from tracer.simulate.truth import Infection

MOST_IN_A_NOTICE = 30
DIGITS = "零一二三四五六七八九"


@dataclass(slots=True)
class Issue:
    """The cases of one notice, in order of number."""

    number: int
    name: str
    """Id of the notice, and name of its file."""
    day: date
    cases: list[Infection]
    new: dict[m.Classification, int] = field(default_factory=dict)
    cumulative: dict[m.Classification, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Called:
    """A case's label, and where it is introduced by it."""

    label: str
    series: str | None
    number: int
    issue: int
    published_on: date
    case_id: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The words by which a text refers to another case; ``short`` where its series was named just before."""

    words: str
    short: str
    called: Called
    dated: bool

    def target(self, where: m.TextSpan) -> m.Target:
        """The record of these words."""
        return m.Target(
            label=m.CaseLabel(value=self.words, text=where.text, span=where.span),
            number=self.called.number,
            series=self.called.series,
            published_on=self.called.published_on.isoformat() if self.dated else None,
            case_id=self.called.case_id,
        )


def issues(infections: Iterable[Infection], style: Style, city: City) -> list[Issue]:
    """The notices of a city: one a day, several where there are many cases."""
    found: list[Issue] = []
    totals: dict[m.Classification, int] = {}
    for day, group in groupby(sorted(infections, key=lambda c: c.number), key=lambda c: c.reported):
        cases = list(group)
        for start in range(0, len(cases), MOST_IN_A_NOTICE):
            part = cases[start : start + MOST_IN_A_NOTICE]
            new: dict[m.Classification, int] = {}
            for case in part:
                for counts in (new, totals):
                    counts[case.course.classification] = counts.get(case.course.classification, 0) + 1
            number = len(found) + 1
            name = _name(city, style, number, day, start // MOST_IN_A_NOTICE)
            found.append(Issue(number, name, day, part, new, dict(totals)))
    return found


def _name(city: City, style: Style, number: int, day: date, part: int) -> str:
    """As the parser makes ids where a serial is stated (太原-2022-42), else by the day."""
    short = city.name.removesuffix("市")
    if style.serial:
        return f"{short}-{day.year}-{number}"
    return f"{short}-{day.isoformat()}" + (f"-{part + 1}" if part else "")


class Labels:
    """The labels of all cases of an outbreak."""

    def __init__(self, style: Style, found: Sequence[Issue]) -> None:
        self._style = style
        self.of: dict[int, Called] = {}
        for issue in found:
            counts: dict[str, int] = {}
            for case in issue.cases:
                pattern = style.label[_two(case.course.classification)]
                counts[pattern] = counts.get(pattern, 0) + 1
                number = case.number if style.numbering == "running" else counts[pattern]
                words = chinese_number(number) if style.numerals == "chinese" else str(number)
                label = pattern.format(n=words)
                series = pattern.replace("第{n}例", "").replace("{n}", "") or None
                case_id = f"{issue.name}/{label}"
                self.of[case.key] = Called(label, series, number, issue.number, issue.day, case_id)

    def refer(self, key: int, issue: Issue) -> Reference | None:
        """How a notice refers to the case of this key; None where it has not been reported yet."""
        called = self.of[key]
        if called.issue > issue.number:
            return None
        dated = self._style.numbering == "notice" and called.issue != issue.number
        words = f"{month_day(called.published_on)}通报的{called.label}" if dated else called.label
        short = str(called.number) if called.series == "病例" and not dated else words
        return Reference(words, short, called, dated)


def _two(classification: m.Classification) -> Literal["confirmed", "asymptomatic"]:
    return "asymptomatic" if classification == "asymptomatic" else "confirmed"


def chinese_number(number: int) -> str:
    """A number below 100 in Chinese.

    >>> [chinese_number(n) for n in (3, 10, 12, 20, 31)]
    ['三', '十', '十二', '二十', '三十一']
    """
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return lead + (DIGITS[ones] if ones or not tens else "")
