"""Invented notices as text for the tests of linking: daily lists, running notices, and references to them."""

from __future__ import annotations

from datetime import date, timedelta

from tracer import models as m
from tracer.link import link_notices
from tracer.parse.pipeline import parse_document
from tracer.read.document import read_text

FIRST = date(2022, 4, 10)


def listed(day: date, lines: list[str], city: str = "大同市") -> m.Notice:
    """A list published on a day, under a title that names the city; each line tells of one case."""
    title = f"关于{city}新增病例情况的通报"
    sign = f"{city}疫情防控领导小组办公室\n{day.year}年{day.month}月{day.day}日"
    return parse_document(read_text("\n\n".join([title, *lines, sign]), f"{city}{day}.txt"))[0]


def person(label: str, sex: str = "男", age: int = 40, more: str = "") -> str:
    """One case in the manner of a daily list."""
    return f"{label},{sex},{age}岁,居住于平城区。{more}"


def day(offset: int) -> date:
    """A day so many after the first."""
    return FIRST + timedelta(days=offset)


def told(offset: int) -> str:
    """The day as notices write it."""
    return f"{day(offset).month}月{day(offset).day}日"


DAILY = [
    listed(day(i), [person(f"确诊病例{n}", "男女"[(i + n) % 2], 20 + 7 * i + n) for n in (1, 2, 3)]
           + [person(f"无症状感染者{n}", "女男"[(i + n) % 2], 50 + 5 * i + n) for n in (1, 2)])
    for i in range(3)
]  # fmt: skip
"""Three days of lists that start anew each day."""
RUNNING = [
    listed(day(0), [person("病例31", "女", 30), person("病例32", "男", 44), person("病例33", "男", 39)]),
    listed(day(2), [person("病例34", "男", 61), person("病例35", "女", 8)]),
]
"""Two notices of one series that runs on."""


def answer(notices: list[m.Notice], asker: m.Notice) -> list[tuple[str | None, str | None, str]]:
    """For each relation of the last case of ``asker``: the person's label and day, and the status."""
    linked = link_notices([*notices, asker])
    where = {
        c.case_id: (c.label.value if c.label else None, n.published_on.value if n.published_on else None)
        for n in linked
        for c in n.cases
    }
    own = linked[-1].cases[-1]
    return [(*where.get(r.target.case_id or "", (None, None)), r.target.status) for r in own.relations]
