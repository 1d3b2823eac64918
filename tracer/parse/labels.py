"""Who a block is about: reads the label, the masked name or the bare sex and age with which a case is introduced.

A label in the middle of a sentence (系病例33的女儿) introduces nobody. So nothing here searches: `opening` is asked
about one position, the start of a line or of a sentence, and says whether somebody is introduced exactly there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from tracer.parse.units import Label, Range
from tracer.rulebook import Token, active

LIST_MARK = re.compile(
    r"(?:【[^【】\n]{4,40}(?:通报|通告|公告|情况|轨迹)】)?(?:[0-9]{1,3}\t)?[ \t|◎●■◆★☆○□◇▶►※·•*]*(?:[-–—]{1,2}[ \t]*)?"
    r"(?:[①-⑳⑴-⒇]|\((?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\)|[0-9]{1,3}[.、](?![0-9])"
    r"|[一二三四五六七八九十]{1,3}、|【[0-9]{1,4}】)?[ \t【\[\"“]*"
)
SENTENCE_END = re.compile(r"(?:[;。:]|(?<=[岁月女男性童]),|,(?=患者))(?:其中)?[ \t]*(?=[一-龥0-9(])")
CLAUSE_END = re.compile(
    r"(?:[;。:]|(?<=[岁月女男性童]),|,(?=患者|其中|另?[一1](?:为|[例名人])|[^,。;:\n]{0,16}(?:病例|感染者|患者|阳性)"
    r"|[一-龥]{1,2}某[某一-龥]?[,(](?:男|女)[,性、]))"
    r"(?:其中)?[ \t]*(?=[一-龥0-9(])"
)
MEMBER = r"(?P<area>{AREA}(?={SERIES}))?(?P<series>{SERIES})?[ ]?(?P<num>{DIGITS})号?"
MASKED = r"{NAME}(?=[,:;、( 】\t\n]|男|女|$)"
ORDINAL = r"{AREA}?第[ ]?(?P<num>{DIGITS})[ ]?[例号名位][ ]?(?P<series>{SERIES})?"
ORDINAL_SHORT = r"(?<=[、和及与 ])(?P<num>{DIGITS})[ ]?[例号名位](?P<series>{SERIES})?"
"""126例 in 第125例、126例."""
COLLECTED = r"(?P<area>{AREA})?(?P<nums>[0-9].*)号(?P<series>{SERIES})"
CODE = re.compile(r"(?P<series>[A-Z]{1,2}-?|[0-9]{1,8}-|N[oO][.]?[ ]?|[一-龥]{2,3})(?P<num>[0-9]{1,4})号?")
NAME_BRACKET = r"\((?P<label>(?P<series>{SERIES})[ ]?(?P<num>{DIGITS})号?)(?:,[^()\n]{0,12})?\)"
BRACKETED = (
    r"(?P<area>{AREA}(?={SERIES}))?(?P<series>{SERIES})"
    r"(?:\((?:编号)?(?P<num>{DIGITS})号?\)|\([^()\n0-9]{1,6}\)[ ]?(?P<num2>{DIGITS}))"
)
"""确诊病例(一), 确诊病例(编号3), 无症状感染者(本土)5"""
FACTS = (
    r"(?:{PAREN})?[ ]*(?:[,:、( ][ ]*(?:{NAME}[ ]*[,、:(][ ]*)?(?:[为系是](?:一名)?(?=[0-9]))?|[为系是](?:一名)?)"
    r"(?:{FACT}|现住|现居|居住|常住|家住|住址)"
    r"|{NAME}?(?:为|系|是)[^,。;:\n]{1,16}[,、](?:男|女)[,性、]|{NAME}[,(][ ]?{FACT}"
    r"|[,:][^,。;:\n0-9]{3,24},(?:男|女)(?:性)?[,、]"
)
GROUP_FACTS = re.compile(r"[ ]?(?:为|系|是|均|分别)[^。;\n]{0,40}?[0-9]{1,3}(?:岁|个月|月龄)")
RANGE_MARK = re.compile(r"[ ]?[-至到]")
LEAD_IN = re.compile(
    r"(?:新增|确诊)?[一-龥]{0,6}(?:情况|信息|详情)[: ]?(?=患者|病例|感染者)"
    r"|(?:据(?:了解|悉|介绍|通报)|其中|经查|经核查),?(?:上述|新增|此次|本次)?(?:的)?|(?:上述|其中)(?=[一-龥]{0,8}[0-9])"
)
"""据了解,上述阳性人员1号,女"""
DATED = re.compile(r"[ \t]*[0-9]{1,4}[年月日时:]")
NEW_ON = re.compile(
    r"[ \t]*(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:,?[一-龥]{2,6}[市区县州旗](?=新增|通报|公布|发布|报告))?"
    r"(?P<said>新增的|(?=新增)|(?:通报|公布|发布|报告)的?|)"
)
OF_AREA = re.compile(
    r"[ \t]*[一-龥]{2,12}[省市县区州盟旗](?:[一-龥]{1,6}(?:街道|[镇乡]))?(?:(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日,?)?"
    r"(?:(?:新增|通报|报告|公布|确诊)的?)?(?=[一-龥(]{2,12}[0-9])"
)
"""东山区4月1日新增无症状感染者3,现住…: the area and the day before a label, where the person is described at once."""
TOWN = re.compile(r"[一-龥]{2}(?P<series>[一-龥]*?(?:病例|感染者))[ ]?(?P<num>[0-9一二三四五六七八九十]+)号?")
"""兰州病例一"""
LONGEST_LABEL = 20
BARE_FACTS = re.compile(r"[ ]?(?:(?:男|女)[性,、]|[0-9]{1,3}岁)")
TRACK = re.compile(r"的?(?:主要)?(?:活动|行动|行程)(?:轨迹|情况)[: ]")
MAX_RANGE = 200
NAMED = ("numbered", "name", "ordinal", "collected", "bracketed", "coded", "town")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CHINESE = {"两": 2, **{c: i for i, c in enumerate("〇一二三四五六七八九")}}


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody is introduced: labels (several for a group heading), names, or neither."""

    kind: str
    start: int
    """Where the block begins, list mark included."""
    end: int
    """Just after the identifier; for bare openings the place of the sex or age."""
    labels: tuple[Label, ...] = ()
    names: tuple[Range, ...] = ()
    people: int = 1
    """How many are told of together without a label or a name."""


def _pattern(pattern: str) -> re.Pattern[str]:
    return active().composed("labels", pattern)


def number_of(text: str) -> int | None:
    """The integer a numeral stands for; None for 甲乙丙丁.

    >>> [number_of(n) for n in ("49", "十三", "二十", "一百零二", "两", "甲")]
    [49, 13, 20, 102, 2, None]
    """
    if text in CIRCLED:
        return CIRCLED.find(text) + 1
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char in CHINESE:
            digit = CHINESE[char]
        elif char != "零":
            return None
    return total + digit


def opening(text: str, at: int, end: int, previous: Label | None = None) -> Opening | None:
    """Who is introduced at ``at``, the start of a line or of a sentence of ``text[:end]``.

    ``previous`` lends its series to a bare range of numbers (44至48). A line in brackets, (病例26、27), is read inside.
    """
    if DATED.match(text, at, end):
        dated = NEW_ON.match(text, at, end)
        if dated is None or text.startswith(",", dated.end()):
            return None  # 2月3日,14点…: what most lines of a track begin with
        found = opening(text, dated.end(), end, previous)
        sure = found is not None and (text.startswith("新增", dated.start("said")) or _is_described(text, found, end))
        return found if sure else None
    if text[at : at + 1] == "(" and text[end - 1 : end] == ")" and text.find(")", at) == end - 1:
        inner = opening(text, at + 1, end - 1, previous)
        return replace(inner, start=at, end=end) if inner and inner.labels and inner.end == end - 1 else None
    if (inner := _label_in_bracket(text, at, end)) is not None:
        return inner
    mark = LIST_MARK.match(text, at, end)
    body = mark.end() if mark else at
    scanner = active().scanner("labels")
    token = scanner.match(text, body, end)
    if token is None and (lead := OF_AREA.match(text, body, end)) is not None:
        token = scanner.match(text, lead.end(), end)
        found = _read(text, at, body, token, previous) if token and token.kind in ("numbered", "bracketed") else None
        return found if found is not None and _is_described(text, found, end) else None
    if token is None and (lead := LEAD_IN.match(text, body, end)) is not None:
        token = scanner.match(text, lead.end(), end)
        token = token if token is not None and token.kind in NAMED else None
    if body > at and (token is None or token.kind in ("own", "range", "number")):
        token = scanner.match(text, at, end) or token
    return _read(text, at, body, token, previous) if token else None


def _label_in_bracket(text: str, at: int, end: int) -> Opening | None:
    """(无症状感染者11)男,43岁: a label in brackets, and right behind it who that is."""
    close = text.find(")", at, min(end, at + LONGEST_LABEL)) if text[at : at + 1] in "(【" else -1
    if close < 0 or not BARE_FACTS.match(text, close + 1, end):
        return None
    inner = opening(text, at + 1, close)
    return replace(inner, start=at, end=close + 1) if inner and inner.labels and inner.end == close else None


def _read(text: str, at: int, body: int, token: Token, previous: Label | None) -> Opening | None:
    head = token.span("head")
    if head is None:
        return None
    start, stop = head
    if token.kind == "name":
        names = tuple(m.span() for m in _pattern(MASKED).finditer(text, start, min(stop + 1, len(text))))
        labels = tuple(_bracketed_label(text, a, b) for a, b in names)
        return Opening("name", at, stop, labels, names) if names else None
    if token.kind in ("bare", "kin", "patient", "one"):
        return Opening(token.kind, at, start)
    labels = tuple(_labels(text, start, stop, token.kind, previous))
    names = _name_after(text, stop)
    if len(labels) == 1 and names:
        labels = (replace(labels[0], alias=text[slice(*names[0])]),)
    return Opening(token.kind, at, stop, labels, names) if labels else None


def _labels(text: str, start: int, stop: int, kind: str, previous: Label | None) -> Iterator[Label]:
    if kind in ("ordinal", "coded"):
        yield from (_ordinals if kind == "ordinal" else _coded)(text, start, stop)
        return
    if kind == "collected":
        yield from _collected(text, start, stop)
        return
    if kind == "town" and (m := TOWN.fullmatch(text, start, stop)) is not None:
        yield Label(text[start:stop], start, stop, m["series"], number_of(m["num"]))
        return
    if kind == "sole":
        yield Label(text[start:stop], start, stop, text[start:stop])
        return
    if kind == "bracketed":
        if m := _pattern(BRACKETED).match(text, start, stop):
            number = m["num"] or m["num2"]
            written = f"{m['area'] or ''}{m['series']}{number}"
            yield Label(written, start, stop, m["series"], number_of(number))
        return
    prefix, series = "", previous.series if previous and kind == "range" else None
    at, last = start, None
    member = _pattern(MEMBER)
    while m := member.match(text, at, stop):
        prefix, series = m["area"] or prefix, m["series"] or series
        number = number_of(m["num"])
        yield from _between(last, number, text, (at, m.end()), prefix, series)
        own = m.start() if m["series"] else m.start("num")
        last = Label(_plain(text, m, prefix, series), own, m.end(), series, number)
        yield last
        at = _next_member(text, m.end(), stop)


def _ordinals(text: str, start: int, stop: int) -> Iterator[Label]:
    """第3号确诊病例, or several that share one word: 第415号、第416号确诊病例."""
    found = list(_pattern(ORDINAL).finditer(text, start, stop))
    found += [m for m in _pattern(ORDINAL_SHORT).finditer(text, found[0].end() if found else stop, stop) if m["num"]]
    found = sorted({m.start("num"): m for m in found}.values(), key=lambda m: m.start())
    series = found[-1]["series"] if found else None
    for i, m in enumerate(found):
        last = i == len(found) - 1
        begin, end = (start if i == 0 else m.start()), (stop if last else m.end())
        written = text[begin:end].strip(" 、和及与") + ("" if m["series"] or last else series or "")
        written = written if "第" in written else f"第{written}"
        yield Label(written, begin, end, m["series"] or series or "例", number_of(m["num"]))


def _coded(text: str, start: int, stop: int) -> Iterator[Label]:
    """A-6, B-3、B-4, 云岭37, 5-1号: what stands before the number is the series."""
    for m in CODE.finditer(text, start, stop):
        yield Label(m[0], m.start(), m.end(), m["series"], int(m["num"]))


def _bracketed_label(text: str, start: int, end: int) -> Label:
    """A masked name as label, or the label in the bracket behind it: 马某(确诊病例15)."""
    m = _pattern(NAME_BRACKET).match(text, end)
    if m is None:
        return Label(text[start:end], start, end)
    return Label(m["label"], *m.span("label"), m["series"], number_of(m["num"]), text[start:end])


def _collected(text: str, start: int, stop: int) -> Iterator[Label]:
    """Numbers before one word for all of them: 44至46号感染者."""
    m = _pattern(COLLECTED).match(text, start, stop)
    if m is None:
        return
    last: Label | None = None
    for digits in re.finditer(r"[0-9]+", m["nums"]):
        at, end = m.start("nums") + digits.start(), m.start("nums") + digits.end()
        written, number = f"{m['area'] or ''}{digits[0]}号{m['series']}", int(digits[0])
        if last and last.number is not None and RANGE_MARK.fullmatch(text[last.end : at].removeprefix("号").rstrip()):
            for n in range(last.number + 1, min(number, last.number + MAX_RANGE)):
                yield Label(f"{m['area'] or ''}{n}号{m['series']}", last.start, end, m["series"], n)
        last = Label(written, at, end, m["series"], number)
        yield last


def _is_described(text: str, found: Opening, end: int) -> bool:
    """Whether facts follow, or several labels with their ages: 感染者2、3为其妻子和女儿,分别为34岁和8岁."""
    if found.kind not in NAMED:
        return False
    several = len(found.labels) > 1 and GROUP_FACTS.match(text, found.end, end)
    return bool(several or _pattern(FACTS).match(text, found.end, end))


def _plain(text: str, m: re.Match[str], prefix: str, series: str | None) -> str:
    """The label as it stands, or in its normal form when series or district are said only once for several."""
    written = text[m.start() : m.end()]
    if m["series"] and (m["area"] or not prefix):
        return written
    return f"{prefix}{series or ''}{m['num']}" + ("号" if written.endswith("号") else "")


def _between(
    last: Label | None, number: int | None, text: str, member: Range, prefix: str, series: str | None
) -> Iterator[Label]:
    """The members of a range that are not written out: 6 in 病例5-7."""
    at, end = member
    if last is None or last.number is None or number is None or not RANGE_MARK.fullmatch(text[last.end : at].rstrip()):
        return
    if number - last.number <= MAX_RANGE:
        for n in range(last.number + 1, number):
            yield Label(f"{prefix}{series or ''}{n}", last.start, end, series, n)


def _next_member(text: str, at: int, stop: int) -> int:
    name = _pattern("{MASKED}").match(text, at, stop)
    at = name.end() if name else at
    if at < stop and text[at] == "(":
        at = text.find(")", at, stop) + 1 or stop
    while at < stop and text[at] in " ,、和及与-至到":
        at += 1
    return at


def _name_after(text: str, at: int) -> tuple[Range, ...]:
    """A masked name right behind a label: 病例21:谭某某,男."""
    while at < len(text) and text[at] in " ,:(\t】-":
        at += 1
    if text.startswith("患者", at):
        at += 2
    m = _pattern(MASKED).match(text, at)
    return ((m.start(), m.end()),) if m else ()


def leading_name(text: str, start: int, end: int) -> Range | None:
    """A masked name at the very start of a block's text, as under a collector's heading."""
    mark = LIST_MARK.match(text, start, end)
    m = _pattern(MASKED).match(text, mark.end() if mark else start, end)
    return (m.start(), m.end()) if m else None


def own_ordinal(text: str, start: int, end: int) -> Label | None:
    """The case number told inside the case's own text: 是我市第26例确诊病例."""
    m = active().pattern("labels", "label.own_ordinal").search(text, start, end)
    inner = _pattern(ORDINAL).match(text, m.start("own"), m.end("own")) if m else None
    if m is None or inner is None:
        return None
    return Label(m["own"], m.start("own"), m.end("own"), inner["series"] or "例", number_of(inner["num"]))


def openings_in_sentence_starts(
    text: str, start: int, end: int, *, loose: bool = False, known: Collection[str] = ()
) -> Iterator[Opening]:
    """Openings behind a ``;`` or ``。`` inside a line, where facts about the person must follow.

    ``loose`` is for text that tells of nobody yet, where they may stand behind any comma. ``known`` are labels
    of people described before: one of them with a colon (病例3:4月1日…) is told of further.
    """
    told = -1
    for m in (CLAUSE_END if loose else SENTENCE_END).finditer(text, start, end):
        found = opening(text, m.end(), end)
        if found is None or (found.end == told and found.labels):
            continue
        sure = found.kind in ("patient", "one") or _is_described(text, found, end) or is_topic(text, found, known)
        if sure or (text[m.start()] in ("。;:" if loose else "。;") and _is_headed(text, found)):
            told = found.end
            yield found


def _is_headed(text: str, found: Opening) -> bool:
    """Whether a new sentence begins with a label and a colon or 活动轨迹: …检出。确诊病例2:某学校学生."""
    named = found.kind in ("numbered", "collected", "coded", "town")
    return named and (text.startswith(":", found.end) or TRACK.match(text, found.end) is not None)


def is_topic(text: str, found: Opening, known: Collection[str]) -> bool:
    """Whether an opening names people described before, with a colon: what follows is told of them."""
    called = found.kind in NAMED and bool(found.labels) and text.startswith(":", found.end)
    return called and all(label.text in known for label in found.labels)
