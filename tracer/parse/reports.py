"""A second report in one notice: below the cases of the first, 11月30日,丙市新增1例。该无症状感染者39岁,…."""

from __future__ import annotations

import re

from tracer.parse.labels import Opening

PERSON = r"(?:确诊病例|无症状感染者|阳性感染者|阳性人员|感染者|病例|患者)"
REPORT = re.compile(
    r"[ \t]*(?:(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}日(?:上午|下午|晚上?)?)"
    r"(?![^\n]{0,90}(?:其|该|患者|小区|单位|公司))[^。\n]{2,60}?(?:新增|通报|报告|公布)[^。\n]{0,60}?"
    rf"(?:(?:[1-9][0-9]{{0,2}}|[一二两三四五六七八九十])[例名][^,。;\n]{{0,16}}?(?:{PERSON}|阳性)|{PERSON}[1-9][0-9]{{0,2}}[例名])"
)
"""A line that counts the new cases of a day and says nothing of a person before."""
STAMP = re.compile(r"[ \t]*20[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}[ ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[ \t]*")
"""2020-02-06 15:20 by itself: when the report below was put on the page."""
TOTALS = re.compile(r"[^。\n]{0,12}(?:累计|截[至止]|现有)")
THAT_ONE = re.compile(rf"[ \t]*该(?:名|例)?(?={PERSON}[,为]?(?:男|女|[0-9]{{1,3}}岁))")


def reports_anew(text: str, start: int, end: int, below: str) -> bool:
    """Whether a line below a case begins another report; ``below`` is the kind of the next line.

    >>> text = "11月30日,丙市新增无症状感染者1例。\\n该无症状感染者39岁,系…"
    >>> reports_anew(text, 0, 20, "text")
    True
    """
    if STAMP.fullmatch(text, start, end):
        return REPORT.match(text, end + 1) is not None
    if REPORT.match(text, start, end) is None:
        return False
    return below == "case" or any(p.match(text, end + 1) for p in (THAT_ONE, TOTALS))


def the_one_reported(text: str, start: int, end: int) -> Opening | None:
    """该无症状感染者39岁: whom the report above introduces without a name or a number."""
    found = THAT_ONE.match(text, start, end)
    return Opening("bare", start, found.end()) if found else None
