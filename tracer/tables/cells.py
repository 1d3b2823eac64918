"""What a cell of somebody's table says: nothing, a day, an age, a sex, yes or no."""

from __future__ import annotations

import re
from datetime import date, datetime

MISSING = frozenset(
    [
        "",
        "na",
        "n/a",
        "nan",
        "null",
        "none",
        "nil",
        "unknown",
        "missing",
        "?",
        "-",
        "--",
        ".",
        "/",
        "未知",
        "不详",
        "不明",
    ]
)
DAY = re.compile(r"(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?(?:[T ]\d{1,2}:\d{2}.*)?|(\d{4})(\d{2})(\d{2})")
GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
"""The apostrophe that our own line list puts before what a spreadsheet would run as a formula."""
YEARS = range(1900, 2101)
YES = frozenset(["yes", "y", "true", "t", "1", "是", "有"])
NO = frozenset(["no", "n", "false", "f", "0", "否", "无"])
SEXES = {"male": "male", "m": "male", "男": "male", "男性": "male"} | {
    "female": "female", "f": "female", "女": "female", "女性": "female",
}  # fmt: skip
CLASSES = {"confirmed": "confirmed", "确诊": "confirmed", "确诊病例": "confirmed"} | {
    "asymptomatic": "asymptomatic", "无症状": "asymptomatic", "无症状感染者": "asymptomatic",
    "suspected": "suspected", "疑似": "suspected", "疑似病例": "suspected",
    "positive": "positive", "阳性": "positive", "阳性感染者": "positive",
}  # fmt: skip


def known(cell: str) -> str | None:
    """The text of a cell, or None for an empty one and for the usual words for it.

    >>> known(" 12 "), known(" Unknown"), known("不详"), known("'-7")
    ('12', None, None, '-7')
    """
    text = GUARDED.sub("", cell.strip(), count=1)
    return None if text.casefold() in MISSING else text


def read_day(text: str, form: str | None = None) -> str:
    """A day as an ISO string; the clock is dropped. ``form`` is a `strptime` format for days written otherwise.

    Raises:
        ValueError: this is no day, or one that could be read in two ways (01/02/2020).

    >>> read_day("2020/2/1"), read_day("20200201"), read_day("2020年2月1日"), read_day("1/2/2020", "%d/%m/%Y")
    ('2020-02-01', '2020-02-01', '2020-02-01', '2020-02-01')
    """
    try:
        day = datetime.strptime(text, form).date() if form else _standard_day(text)
    except ValueError:
        wanted = f"it should look like {form}" if form else "write it as 2020-01-31, or give the date format"
        raise ValueError(f"{text!r} is not a day; {wanted}") from None
    if day.year not in YEARS:
        raise ValueError(f"{text!r} has an impossible year")
    return day.isoformat()


def _standard_day(text: str) -> date:
    found = DAY.fullmatch(text)
    if found is None:
        raise ValueError
    parts = (found[1], found[3], found[4]) if found[1] else (found[5], found[6], found[7])
    return date(*map(int, parts))


def read_sex(text: str) -> str:
    """``male`` or ``female``.

    Raises:
        ValueError: it is neither.

    >>> read_sex("F"), read_sex("男")
    ('female', 'male')
    """
    return _coded(text, SEXES, "write male or female")


def read_classification(text: str) -> str:
    """A classification of the record format.

    Raises:
        ValueError: it is none of them.

    >>> read_classification("确诊病例")
    'confirmed'
    """
    return _coded(text, CLASSES, "write confirmed, asymptomatic, suspected or positive")


def _coded(text: str, codes: dict[str, str], remedy: str) -> str:
    code = codes.get(text.casefold())
    if code is None:
        raise ValueError(f"{text!r} is unknown; {remedy}")
    return code


def read_age(text: str) -> float:
    """An age in years.

    Raises:
        ValueError: it is no number from 0 to 130.

    >>> read_age("37"), read_age("1.5岁")
    (37.0, 1.5)
    """
    number = text.removesuffix("岁")
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", number) or float(number) > 130:
        raise ValueError(f"{text!r} is no age in years; write a number")
    return float(number)


def read_yes_no(text: str) -> bool:
    """Whether a cell says yes.

    Raises:
        ValueError: it says neither yes nor no.

    >>> read_yes_no("Yes"), read_yes_no("否")
    (True, False)
    """
    word = text.casefold()
    if word not in YES | NO:
        raise ValueError(f"{text!r} is neither yes nor no; write yes or no")
    return word in YES
