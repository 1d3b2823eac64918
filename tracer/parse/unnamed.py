"""The one case of a notice that tells neither label nor name, sex or age: 发现1例阳性感染者。该感染者为…,活动轨迹如下:

Later notices often say no more of a person than where they were. Such a person is read only where the notice counts
exactly one case, says 该 of it or announces its whereabouts, and tells days or hours behind that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracer.parse.labels import Opening
from tracer.parse.lines import Line

PERSON = r"(?:确诊病例|无症状感染者|阳性感染者|阳性人员|阳性病例|感染者|病例|患者|阳性者)"
ONE = re.compile(
    r"(?:发现|检出|新增|报告|排查出|筛查出|通报|接报|确诊)[^。;\n]{0,24}?(?<![0-9第])[1一][例名][^。;,\n]{0,24}?"
    + PERSON
)
SEVERAL = re.compile(rf"(?:[2-9]|[0-9]{{2,4}}|[二两三四五六七八九十])[例名人][^。;,\n0-9]{{0,16}}?{PERSON}")
THAT = re.compile(rf"(?:该|此)(?:名|例)?(?:[一-龥]{{0,8}}?{PERSON}|人员|人)|{PERSON}(?:基本)?情况[:]")
TRACE = re.compile(
    r"(?:轨迹|行程|行踪|场所|点位)[^。;,\n]{0,12}[:\n]|如下[:\n]|^[ \t]*[0-9]{1,2}月[0-9]{1,2}日[:]?[ \t]*$",
    re.MULTILINE,
)
TOLD = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}(?::[0-9]{2}|[时点])")
LEAST_TOLD = 3
"""Days and hours that must follow for the lines to be somebody's whereabouts."""


def unnamed_case(text: str, lines: Sequence[Line]) -> Opening | None:
    """Where the only case of a notice that introduces nobody begins; None unless the notice counts exactly one.

    >>> from tracer.parse.lines import read_lines
    >>> text = "东区发现1例阳性感染者。该感染者活动轨迹如下:\\n4月5日9:00青禾超市;\\n4月6日居家。"
    >>> unnamed_case(text, read_lines(text)).start
    12
    """
    if not lines:
        return None
    first, end = lines[0].start, lines[-1].end
    count = ONE.search(text, first, end)
    if count is None or SEVERAL.search(text, first, end):
        return None
    at = _sentence_end(text, count.end(), end)
    that, trace = THAT.search(text, at, end), TRACE.search(text, at, end)
    starts = [m.start() for m in (that, trace) if m]
    if not starts or len(TOLD.findall(text, min(starts), end)) < LEAST_TOLD:
        return None
    start = that.start() if that is not None and that.start() == min(starts) else _line_start(lines, min(starts))
    return Opening("unnamed", start, start)


def _sentence_end(text: str, at: int, end: int) -> int:
    stops = [k for k in (text.find("。", at, end), text.find("\n", at, end)) if k >= 0]
    return min(stops) + 1 if stops else at


def _line_start(lines: Sequence[Line], at: int) -> int:
    """The start of the line that holds ``at``."""
    return max(line.start for line in lines if line.start <= at)
