"""The day on which a notice appeared, where the notice itself does not say: the reader's option, or its file's name.

Daily lists are often kept as 20211221.txt or 12月21日.txt with no date inside, and other lists quote them by that
day (12月21日发布的确诊病例21). A name is weaker than any words: it counts only where it holds exactly one possible
day that is not before what the notice tells, and a diagnostic says that it was used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from tracer.models import Diagnostic, Publication
from tracer.parse.era import FIRST_DAY

LAST_DAY = date(2023, 12, 31)
"""Corrections and compilations were still dated some months after the last notices."""
FULL = re.compile(
    r"(?<![0-9A-Za-z])(20[12][0-9])(?:(?P<sep>[-_. ])([0-9]{1,2})(?P=sep)([0-9]{1,2})|([0-9]{2})([0-9]{2})"
    r"|年([0-9]{1,2})月([0-9]{1,2})日?)(?![0-9A-Za-z])"
)
SHORT = re.compile(r"(?<![0-9年])([0-9]{1,2})月([0-9]{1,2})日?(?![0-9])")
YEAR = re.compile(r"(?<![0-9])(20[12][0-9])年?(?![0-9])")


def day_in_name(path: str, year: int | None = None) -> date | None:
    """The one day a file's name holds; ``year`` is for a name that gives only month and day.

    The folder may give the year too (2021/12月21日.txt). Two different days, or an impossible one, are none.

    >>> day_in_name("xian/20211221.txt"), day_in_name("病例12月21日.txt", 2021), day_in_name("12月21日.txt")
    (datetime.date(2021, 12, 21), datetime.date(2021, 12, 21), None)
    """
    file = PurePosixPath(path.replace("\\", "/"))
    found = set(_full(file.stem))
    if not found:
        near = year or _year_of(file)
        found = set(_short(file.stem, near)) if near else set()
    return found.pop() if len(found) == 1 else None


def publication(stated: str | None, given: date | None, named: date | None) -> Publication | None:
    """The day of publication by the strongest of its sources."""
    if stated is not None:
        return Publication(value=stated)
    if given is not None:
        return Publication(value=given.isoformat(), basis="given")
    return Publication(value=named.isoformat(), basis="file_name") if named else None


def name_note(found: Publication | None) -> Iterator[Diagnostic]:
    """The diagnostic that tells of a day taken from the file's name."""
    if found is not None and found.basis == "file_name":
        message = (
            f"No day of publication is stated: {found.value} is taken from the file's name. "
            "Pass --published DATE to set it."
        )
        yield Diagnostic(code="published.file_name", severity="info", message=message)


def is_possible(day: date, year: int | None, told: tuple[int, int] | None) -> bool:
    """Whether a notice that states this year, and tells of this month and day last, can have appeared on a day.

    Not before what it tells, and not years after. A month much later in the year belongs to the year before:
    December in a notice of January.

    >>> december = date(2021, 12, 10)
    >>> is_possible(december, 2021, (12, 9)), is_possible(december, 2021, (12, 20)), is_possible(december, 2020, None)
    (True, False, False)
    >>> is_possible(date(2022, 1, 2), 2021, (12, 31))
    True
    """
    turned = day.month <= 3 and year == day.year - 1
    if year is not None and year != day.year and not turned:
        return False
    return told is None or told[0] - day.month >= 6 or told <= (day.month, day.day)


def _full(stem: str) -> Iterator[date]:
    for m in FULL.finditer(stem):
        month, days = (m[3], m[4]) if m[3] else (m[5], m[6]) if m[5] else (m[7], m[8])
        if (found := _day(int(m[1]), int(month), int(days))) is not None:
            yield found


def _short(stem: str, year: int) -> Iterator[date]:
    for m in SHORT.finditer(stem):
        if (found := _day(year, int(m[1]), int(m[2]))) is not None:
            yield found


def _year_of(file: PurePosixPath) -> int | None:
    found = {int(y) for y in YEAR.findall(file.parent.name)}
    return found.pop() if len(found) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None
