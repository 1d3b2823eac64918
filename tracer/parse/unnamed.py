"""The only cases of a notice that tells neither label nor name, sex or age: 发现1例阳性感染者。该感染者活动轨迹如下:

Later notices often say no more of a person than where they were. Such a person is read only where the notice counts
exactly one case, says 该 of it or announces its whereabouts, and tells days or hours behind that. Several who are
only told of together (2人活动轨迹为:) are as many people, each with what is said of all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracer.parse.labels import Opening, number_of
from tracer.parse.lines import Line
from tracer.parse.units import Range
from tracer.spans import merge

PERSON = r"(?:确诊病例|无症状感染者|阳性感染者|阳性人员|阳性病例|感染者|病例|患者|阳性者)"
NUMBER = r"(?:[0-9]{1,4}|[一两二三四五六七八九十])"
COUNTED = re.compile(
    rf"(?<![0-9第.月])(?P<before>{NUMBER})[例名人](?!次)[^。;,:\n0-9]{{0,24}}?(?:{PERSON}|阳性|异常)"
    rf"|(?:{PERSON}|阳性|异常)[^。;,:、\n0-9]{{0,4}}?(?<![0-9第])(?P<behind>{NUMBER})[例名人](?!次)"
)
"""发现1例…阳性感染者, 新报告阳性者1例"""
NOT_NEW = re.compile(
    r"累计|现有|共有|截[至止]|治愈|出院|解除|(?:密切接触者?|密接者?)(?:人员)?(?![^,。;]{0,2}中|[^,。;]{0,28}(?:阳性|异常))"
)
CLAUSE = re.compile(r"[^,。;:()\n]*$")
ALL_OF = re.compile(
    rf"(?<![0-9第])(?:该|上述|以上|这|此)?(?P<count>[2-9]|[二两三四五六七八九])[名例人](?!次|[^,。;\n]{{0,8}}密切接触)(?:核酸)?(?:阳性)?"
    rf"(?:{PERSON}|游客|旅客|人员)?"
)
TRACK_OF = re.compile(r"(?:的|在)?[^。;:\n]{0,30}?(?:轨迹|行程|行踪)|于?(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日")
PEOPLE = re.compile(r"(?<![0-9第.月年日])(?P<count>[0-9]{1,4}|[一二两三四五六七八九十])[例名人](?!次)")
SOME_OF = re.compile("其中|分别|另[一外]|前者|后者")
BRACKET = re.compile(r"\([^()\n]*\)")
SENTENCE = re.compile(r"[^。;\n]+[。;\n]?")
MOST_TOGETHER = 6
"""So many people may be told of as one; more are a group nobody can tell apart."""
THAT = re.compile(
    rf"(?:该|此)(?:名|例)?(?:[一-龥]{{0,8}}?{PERSON}|人员|男子|女子|男生|女生|学生|旅客|司机|人|例(?=[系为于]))|{PERSON}(?:基本)?情况[:]"
)
BEGINS = re.compile(
    rf"(?<![与和同及]){PERSON}(?P<name>[一-龥]某{{1,2}})(?=[ ]?(?:于|在|自|从)?(?:[0-9]{{4}}年)?[0-9]{{1,2}}月[0-9])"
    rf"|新增的?[1一][例名](?:[一-龥]{{0,8}}?){PERSON}(?=,?(?:于|自)?[0-9]{{1,2}}月[0-9])"
)
"""患者樊某于5月10日…, 新增的1例确诊病例6月12日…: where the telling begins, without 该."""
TRACE = re.compile(
    r"(?:(?:轨迹|行程|行踪)(?!涉(?!及))|场所|点位)[^。;,\n]{0,12}[:\n]"
    r"|如下[:\n]|^[ \t]*[0-9]{1,2}月[0-9]{1,2}日[:]?[ \t]*$",
    re.MULTILINE,
)
MASKED = r"[一-龥]某{1,2}[一-龥]?"
NAMED = re.compile(
    rf"(?<![与和同及系为是弟兄哥姐妹父母妻夫子女])(?P<name>{MASKED}?)的?(?:主要|具体|相关)?(?:活动|行动|行程)?(?:轨迹|行程)"
    rf"|(?<![一-龥])(?P<name3>{MASKED}?)(?:的)?(?:咽拭子|鼻咽拭子|核酸检测|核酸)"
    r"|(?:病例|患者|感染者|人员|阳性者)(?P<name2>[一-龥]某{1,2}(?:[一-龥](?=[与和同,]))?)(?=[ ]?[,与和同于在从自乘曾])"
    rf"|(?<![一-龥])(?P<name4>{MASKED}?)(?=返[一-龥]后|[一二三四五六七八九0-9]{{1,2}}行)"
)
"""易某的活动轨迹为:, 感染者彭某林与…: what the case is called after all."""
CALLED = re.compile(rf"{PERSON}(?P<name>[一-龥]某{{1,2}})")
TOLD = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}(?::[0-9]{2}|[时点])")
LEAST_TOLD = 2
"""Days and hours that must follow for the lines to be somebody's whereabouts."""


def unnamed_case(text: str, lines: Sequence[Line]) -> Opening | None:
    """Where the only cases of a notice that introduces nobody begin; None unless one count of them is given.

    >>> from tracer.parse.lines import read_lines
    >>> text = "东区发现1例阳性感染者。该感染者活动轨迹如下:\\n4月5日9:00青禾超市;\\n4月6日居家。"
    >>> unnamed_case(text, read_lines(text)).start
    12
    """
    if not lines:
        return None
    first, end = lines[0].start, lines[-1].end
    count, one = _only_number(text, first, end)
    if count < 0:  # 关于4名阳性游客的通告, and other people are counted below
        count, one = _only_number(text, first, lines[0].end)
        count, one = (count, one) if count > 1 else (-1, None)
    one = one or (_only_name(text, first, end) if count == 0 else None)
    if one is None or count > MOST_TOGETHER:
        return None
    at = _sentence_end(text, one[1], end)
    that = THAT.search(text, at, end) if count <= 1 else _all_of(text, at, end, count)
    begins = BEGINS.search(text, first, end) if count <= 1 else None
    that = begins if begins and (that is None or begins.start() < that.start()) else that
    trace = TRACE.search(text, at, end) if count <= 1 else None
    starts = [m.start() for m in (that, trace) if m]
    if not starts or len(TOLD.findall(text, min(starts), end)) < LEAST_TOLD:
        return None
    name = NAMED.search(text, one[1], end) if count <= 1 else None
    names = (name.span(str(name.lastgroup)),) if name else ()
    if not names and begins is not None and begins["name"]:
        names = (begins.span("name"),)
    start = that.start() if that is not None and that.start() == min(starts) else _line_start(lines, min(starts))
    return Opening("unnamed", start, start, names=names, people=max(1, count))


def _all_of(text: str, start: int, end: int, count: int) -> re.Match[str] | None:
    """该4名游客, 2人系…: where the notice begins to tell of all of them, if it announces their whereabouts."""
    found = [m for m in ALL_OF.finditer(text, start, end) if number_of(m["count"]) == count]
    return found[0] if any(TRACK_OF.match(text, m.end(), end) for m in found) else None


def of_all(text: str, ranges: Sequence[Range], count: int) -> tuple[Range, ...]:
    """The sentences of several people who are told of as one, without those that speak of some of them."""
    out: list[Range] = []
    for start, end in ranges:
        for m in SENTENCE.finditer(text, start, end):
            outside = BRACKET.sub("", m[0])  # 乘坐区间车(约25人)
            numbers = [number_of(n["count"]) for n in PEOPLE.finditer(outside)]
            if SOME_OF.search(m[0]) is None and all(n == count for n in numbers):
                out.append(m.span())
    return tuple(merge(out))


def _only_name(text: str, start: int, end: int) -> Range | None:
    """The name of the one case that a notice names and never counts (关于阳性病例曾某某活动轨迹的公告)."""
    named = list(CALLED.finditer(text, start, end))
    return named[0].span() if len({m["name"] for m in named}) == 1 else None


def only_count(text: str, start: int, end: int) -> Range | None:
    """Where ``text[start:end]`` counts its new cases, if it says nothing but that there is one.

    >>> only_count("4月5日,东区新增确诊病例1例,累计报告确诊病例9例。", 0, 26)
    (9, 15)
    """
    count, where = _only_number(text, start, end)
    return where if count == 1 else None


def _only_number(text: str, start: int, end: int) -> tuple[int, Range | None]:
    """How many new cases ``text[start:end]`` counts, and where first; 0 for none at all, -1 for several numbers."""
    found: tuple[int, Range | None] = (0, None)
    for m in COUNTED.finditer(text, start, end):
        before = CLAUSE.search(text, start, m.start())
        if NOT_NEW.search(text, before.start() if before else start, m.end()):
            continue
        number = number_of(m["before"] or m["behind"]) or 0
        if found[1] is not None and number != found[0]:
            return -1, None
        found = found if found[1] is not None else (number, m.span())
    return found


def _sentence_end(text: str, at: int, end: int) -> int:
    stops = [k for k in (text.find("。", at, end), text.find("\n", at, end)) if k >= 0]
    return min(stops) + 1 if stops else at


def _line_start(lines: Sequence[Line], at: int) -> int:
    """The start of the line that holds ``at``."""
    return max(line.start for line in lines if line.start <= at)
