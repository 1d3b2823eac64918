"""The year of a notice that states none, worked out from its months and wording. Never silent: a diagnostic says so.

Case notices of this kind were published from January 2020 to December 2022. Within that span the months leave few
years open, and the vocabulary of early 2020 is not that of 2021-2022. What remains is an assumption; the pipeline
marks every year so found as inferred and warns, and ``--published DATE`` replaces it.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from tracer.parse.times import find_times
from tracer.parse.units import NormText, NoticeDraft
from tracer.rulebook import active

FIRST_DAY, LAST_DAY = date(2020, 1, 10), date(2022, 12, 13)
"""Case notices began and ended (the 20 measures' successor of 7 December 2022 ended tracing by notice)."""


def assume_anchor(norm: NormText, draft: NoticeDraft) -> date | None:
    """The last day the notice speaks of, in the year its wording fits best; None when it names no month."""
    last = last_day_told(norm, draft)
    return _day(_year(norm, draft, last[0]), *last) if last else None


def last_day_told(norm: NormText, draft: NoticeDraft) -> tuple[int, int] | None:
    """Month and day of the last day the cases of a notice are told of; None when they name no month."""
    months = Counter[int]()
    latest: dict[int, int] = {}
    for start, end in (r for unit in draft.units for r in unit.ranges):
        running: tuple[int, int] | None = None
        for mention in find_times(norm, start, end):
            for point in (mention.first, mention.last):
                if point is None or not point.day:
                    continue
                if point.month:
                    months[point.month] += 1
                    running = point.month, point.day
                elif running is not None and _goes_on(running, point.day):
                    running = running[0], point.day
                if running is not None:
                    latest[running[0]] = max(latest.get(running[0], 1), running[1])
    if not months:
        return None
    month = _last_month(months)
    return month, latest[month]


def _goes_on(running: tuple[int, int], day: int) -> bool:
    """Whether a day without month goes on from the one before (1月19日…,27日确诊); 2月3日…31日 goes back."""
    return 0 <= day - running[1] <= 14 and _day(2020, running[0], day) is not None


def _last_month(months: Counter[int]) -> int:
    """The latest month told of; beside December, January and February belong to the year after."""
    if max(months) >= 11 and min(months) <= 3:
        return max(m for m in months if m <= 6)
    return max(months)


def _year(norm: NormText, draft: NoticeDraft, month: int) -> int:
    tokens = Counter(t.kind for t in active().scanner("era").scan(norm.text, draft.start, draft.end))
    if month <= 4:
        return 2020 if tokens["early"] >= tokens["late"] else 2022
    if month >= 12:
        return 2021
    return 2020 if tokens["early"] > tokens["late"] else 2022


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return min(max(date(year, month, day), FIRST_DAY), LAST_DAY)
    except ValueError:
        return None
