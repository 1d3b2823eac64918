"""Mentions of cases in text: 病例33, 12月21日发布的本土确诊病例21, 确诊病例李某某, 我市一名确诊患者.

A mention is not yet a link. Each `CaseReference` says what the words give (number, series, name, day of
publication); which case it is, the stages that know all cases decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tracer.parse.gazetteer import gazetteer
from tracer.parse.published import Published
from tracer.parse.units import NormText
from tracer.rulebook import Token, active

NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九")}
STEMS = "甲乙丙丁戊己庚辛"
LONGEST_RANGE = 60
PREFIX_REACH = 40
DAY_WORDS = {"昨": -1, "今": 0, "前日": -2, "前天": -2}
NUMBER = re.compile(r"([0-9]+|[一二三四五六七八九十百]+|[甲乙丙丁戊己庚辛]|[A-Z](?:-?[0-9]{1,3})?)号?|[-至到]")
ORDINAL = re.compile("[0-9]+|[一二三四五六七八九十百]+")
CONFIRMED = re.compile(r"\([^()\n未]{0,10}确诊(?:病例|患者)?[^()\n0-9]{0,4}\)")
CASE_WORD = "(?:确诊病例|确诊患者|疑似病例|无症状感染者|阳性感染者|阳性人员)"
NAMED_CASE = re.compile(CASE_WORD + "[一-龥](?:某|[xX×*])")
BREAKS = frozenset(",。;:、()[]【】\n")
TO_LAST_BREAK = re.compile(r".*[,。;:、()\[\]【】\n]", re.DOTALL)
GIVEN = re.compile(
    r"(?<=[^某]某)[一-龥](?=[,。、;:()\s的之等系为是有在与和及于乘曾到确家已被从由]|$|同(?:[乘车行住桌机团]|一[一-龥])|[一共]同|一起"
    r"|妻子|丈夫|爱人|配偶|母亲|父亲|父母|儿子|女儿|妹妹|姐姐|弟弟|哥哥|岳父|岳母|外孙|孙[子女]|外甥|侄|女婿|儿媳|嫂|弟[媳妹]|姐[夫弟]|哥嫂|姑|姨|舅|叔|伯|亲家|邻居|同学|同事|朋友|亲属|家属|密切接触|密接)"
)
NOTICE_BRACKET = re.compile(r"\((?:20[0-9]{2}年)?第[0-9]{1,4}号(?:通告|通报|公告)?\)$")
NOTICE_REACH = 16
PUBLISHING = re.compile(r"[发公]布|通[报告]|公告|报告的|新增|确诊")
ANNOUNCED = ("通报的", "公布的", "发布的", "报告的", "公告的", "确诊的")
"""Words before a name that make it the name of a case: 7月28日公布的毛某."""
NO_GIVEN = frozenset("的之等系为是与和同及在有去到家男女某也均等其曾已未将被从由由因乘驾并后回返来各自")


class CaseReference(NamedTuple):
    """One case mentioned; ``start`` and ``end`` are its own words in the normalised text."""

    start: int
    end: int
    text: str
    """Normal form with the day and issuer that belong to it: 12月21日发布的本土确诊病例21."""
    core: str
    """The same without them: 本土确诊病例21."""
    number: int | None = None
    series: str | None = None
    name: str | None = None
    published: Published | None = None
    described: bool = False
    """Only described (我市一名确诊患者): no number and no name."""
    area: str | None = None
    """District or city standing before the series (金州区确诊病例1)."""
    implied: bool = False
    """No words name it, and those at hand only tell of everybody (三人系同事)."""


class Mention(NamedTuple):
    """The words of one expression and the cases in it (病例1、2 is one mention of two cases)."""

    start: int
    end: int
    references: tuple[CaseReference, ...]
    bare_name: bool = False
    """A masked name or a number without a case word: a case only if the notice knows it as one."""


class _Prefix(NamedTuple):
    start: int
    text: str
    published: Published | None
    area: str | None


def find_references(norm: NormText, start: int, end: int) -> list[CaseReference]:
    """The cases mentioned in ``norm.text[start:end]``, one reference a number, in text order.

    >>> from tracer.parse.normalise import normalise
    >>> n = normalise("系4月9日通报的感染者1、2的同事")
    >>> [r.text for r in find_references(n, 0, 17)]
    ['4月9日通报的感染者1', '4月9日通报的感染者2']
    """
    return [r for m in find_mentions(norm, start, end) for r in m.references]


def find_mentions(norm: NormText, start: int, end: int) -> Iterator[Mention]:
    """The expressions of ``norm.text[start:end]`` that mention cases."""
    floor = start
    for token in active().scanner("references").scan(norm.text, start, end):
        mention = read_mention(norm.text, token, floor, end)
        yield mention
        floor = mention.end


def read_mention(text: str, token: Token, floor: int, end: int) -> Mention:
    """The mention a token of subject ``references`` stands for; its prefix reaches back to ``floor`` at most."""
    if token.kind == "name":
        return _read_name(text, token, floor, end)
    if token.kind == "short":
        return _read_short(text, token)
    if token.kind == "code":
        core = text[token.start : token.end]
        series = core.rstrip("0123456789")
        prefix = _read_prefix(text, token.start, floor)
        ref = CaseReference(
            prefix.start, token.end, prefix.text + core, core, int(core[len(series) :]), series,
            published=prefix.published,
        )  # fmt: skip
        return Mention(prefix.start, token.end, (ref,), bare_name=True)
    if token.kind == "bare_number":
        core = text[token.start : token.end]
        ref = CaseReference(token.start, token.end, core, core, read_number(token.groups["ordinal"] or ""), "号")
        return Mention(token.start, token.end, (ref,), bare_name=True)
    if token.kind == "described":
        start = _body(token)
        prefix = _read_prefix(text, start, floor)
        core = _squeeze(text[start : token.end])
        ref = CaseReference(
            prefix.start, token.end, prefix.text + core, core,
            published=prefix.published, described=True, area=prefix.area,
        )  # fmt: skip
        return Mention(prefix.start, token.end, (ref,))
    prefix = _read_prefix(text, token.start, floor)
    found = tuple(_read_core(text, token, prefix, end))
    return Mention(prefix.start, max([token.end, *[r.end for r in found]]), found)


def _body(token: Token) -> int:
    """Where the words for a described case begin: behind the 与 or the day that the rule asks for."""
    bodies = (token.span(name) for name in ("body", "body2"))
    return next((body[0] for body in bodies if body is not None), token.start)


def undated(text: str, ref: CaseReference) -> CaseReference:
    """The reference without a day before it that is not said to be one of publication (3月1日病例6)."""
    before = ref.text[: len(ref.text) - len(ref.core)]
    if ref.published is None or PUBLISHING.search(before):
        return ref
    start = ref.end - len(ref.core)
    own = start if text[start : ref.end] == ref.core else ref.start
    return ref._replace(start=own, text=ref.core, published=None)


def confirmed_names(text: str, start: int, end: int) -> set[str]:
    """Masked names that a bracket or the word before them calls cases: 邱某某(7月25日确诊), 无症状感染者王某."""
    found: set[str] = set()
    if CONFIRMED.search(text, start, end) is not None:
        found.update(m[1] for m in _pattern("({NAME})" + CONFIRMED.pattern).finditer(text, start, end))
    if NAMED_CASE.search(text, start, end) is not None:
        for m in _pattern(CASE_WORD + "({NAME})").finditer(text, start, end):
            found.add(m[1] + _given(text, m.end(), end))
    return found


def is_name(text: str) -> bool:
    """Whether the rules know these words as a masked name by themselves: the surname is in their list."""
    return _pattern("{NAME}").match(text) is not None


def read_number(text: str) -> int | None:
    """A number written in digits, in Chinese numerals or as one of the ten stems (患者甲 is 1).

    >>> read_number("1406"), read_number("二十三"), read_number("乙"), read_number("某")
    (1406, 23, 2, None)
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if text and text in STEMS:
        return STEMS.index(text) + 1
    total, digit = 0, 0
    for char in text:
        if char in NUMERALS:
            digit = NUMERALS[char]
        elif char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            return None
    return total + digit or None


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _pattern(pattern: str) -> re.Pattern[str]:
    return active().composed("references", pattern)


def _read_prefix(text: str, start: int, floor: int) -> _Prefix:
    """The day, issuer and district directly before a mention."""
    last = text[start - 1 : start]
    notice = NOTICE_BRACKET.search(text, max(floor, start - NOTICE_REACH), start) if last == ")" else None
    if notice is not None:  # 11月16日通报的(第55号通告)确诊病例9
        before = _read_prefix(text, notice.start(), floor)
        if before.published is not None:
            return before._replace(text=before.text + notice[0])
    window = text[max(floor, start - PREFIX_REACH) : start] if last not in BREAKS else ""
    stop = TO_LAST_BREAK.match(window)
    if stop:
        window = window[stop.end() :]
    if not window:
        return _Prefix(start, "", None, None)
    prefix = _pattern("{PREFIX}")
    found = _prefix_of(prefix, window)
    town = ""
    if found is not None and not found.group():
        town = next((window[-size:] for size in (4, 3, 2) if window[-size:] in gazetteer().shorts), "")
        found = _prefix_of(prefix, window[: -len(town)]) if town else None
        found = found if found is not None and found["day"] else None  # 2月5日包头确诊病例杜某某
    if found is None or not found.group() or found.group() in ("的", "已"):
        return _Prefix(start, "", None, None)
    said = found.groupdict()
    word = said["word"]
    published = None
    if said["day"]:
        published = Published(*(int(said[k]) if said[k] else None for k in ("day", "month", "year")))
    elif word and (offset := DAY_WORDS.get(word, DAY_WORDS.get(word[0]) if word[0] in "昨今" else None)) is not None:
        published = Published(offset=offset)
    area = _pattern("{AREA}$").search(window)
    shown = found.group() + town
    return _Prefix(
        start - len(shown.lstrip()), _squeeze(shown), published, area.group() if area else town or None
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _prefix_of(pattern: re.Pattern[str], window: str) -> re.Match[str] | None:
    """What the words before a mention say of it; the same few (系, 为确诊, 与) stand before most."""
    return pattern.search(window)


def _read_short(text: str, token: Token) -> Mention:
    """A bare number that counts in the series of the mention before: 病例320的老伴、321的妯娌."""
    series_before = _pattern(r"(?P<series>{SERIES})\s?[0-9]")
    before = list(series_before.finditer(text, max(0, token.start - PREFIX_REACH), token.start))
    series, number = _squeeze(before[-1]["series"]) if before else "", text[token.start : token.end]
    core = series + number
    ref = CaseReference(token.start, token.end, core, core, read_number(number), series or None)
    return Mention(token.start, token.end, (ref,))


def _read_name(text: str, token: Token, floor: int, end: int) -> Mention:
    name = text[token.start : token.end] + _given(text, token.end, end)
    prefix = _read_prefix(text, token.start, floor)
    if prefix.published is not None and prefix.text.endswith(ANNOUNCED):
        told = CaseReference(
            prefix.start, token.start + len(name), prefix.text + name, name, name=name,
            published=prefix.published, area=prefix.area,
        )  # fmt: skip
        return Mention(prefix.start, told.end, (told,))
    ref = CaseReference(token.start, token.start + len(name), name, name, name=name)
    return Mention(ref.start, ref.end, (ref,), bare_name=True)


def _given(text: str, at: int, end: int) -> str:
    """The rest of a name masked in its middle (戴某根), where a word clearly ends after it."""
    given = GIVEN.match(text, at, end)
    return given.group() if given and given.group() not in NO_GIVEN else ""


def _read_core(text: str, token: Token, prefix: _Prefix, end: int) -> Iterator[CaseReference]:
    groups = token.groups
    series, name = groups.get("series") or groups.get("series2"), groups.get("name")
    series = _squeeze(series) if series else None
    if groups.get("collected"):
        yield from _collected(token, prefix, series or "")
    elif groups.get("numbers"):
        yield from _numbered(text, token, prefix, series or "", name, end)
    elif groups.get("ordinal"):
        yield from _ordinals(text, token, prefix, series, name)
    else:
        more = "" if groups.get("code") or text[token.end - 1] == ")" else _given(text, token.end, end)
        core, name = _squeeze(text[token.start : token.end]) + more, (name or "") + more
        # 岑某某(编号0212-4): the name says who it is, the number of a file does not
        stop = token.end + len(more) if not groups.get("code") or name[0] == "某" else token.start + len(name)
        yield CaseReference(
            prefix.start, stop, prefix.text + core, core,
            series=series, name=name, published=prefix.published, area=prefix.area,
        )  # fmt: skip


def _numbered(
    text: str, token: Token, prefix: _Prefix, series: str, name: str | None, end: int
) -> Iterator[CaseReference]:
    numbers = token.groups["numbers"] or ""
    base = token.end - len(name or "") - len(numbers)
    name = name + _given(text, token.end, end) if name else None
    for position, (a, b, number, word) in enumerate(_expand(numbers)):
        core = series + word + (name or "" if len(numbers) == len(word) else "")
        begin = prefix.start if position == 0 else base + a
        yield CaseReference(
            begin, base + b + len(name or ""), prefix.text + core, core, number, series,
            name, prefix.published, area=prefix.area,
        )  # fmt: skip


def _collected(token: Token, prefix: _Prefix, series: str) -> Iterator[CaseReference]:
    """Numbers before one word for all of them: 1号、2号病例."""
    members = list(_expand(token.groups["collected"] or ""))
    for position, (a, b, number, word) in enumerate(members):
        core = f"{word}号{series}"
        stop = token.end if position == len(members) - 1 else token.start + b
        yield CaseReference(
            prefix.start if position == 0 else token.start + a, stop, prefix.text + core, core, number,
            series, published=prefix.published, area=prefix.area,
        )  # fmt: skip


def _expand(numbers: str) -> Iterator[tuple[int, int, int | None, str]]:
    """Start, end, value and words of each number of a list; the inner ones of a range have the range's words."""
    last: tuple[int, int] | None = None
    pending = False
    for m in NUMBER.finditer(numbers):
        if m.group(1) is None:
            pending = last is not None
            continue
        value = read_number(m.group(1))
        if value is None:
            if m.group(1).isascii():  # 病例A, 感染者A1
                yield m.start(), m.end(), None, m.group(1)
            continue
        if pending and last and 0 < value - last[1] <= LONGEST_RANGE:
            for inner in range(last[1] + 1, value):
                yield last[0], m.end(), inner, str(inner)
        yield m.start(), m.end(), value, m.group(1)
        last, pending = (m.start(), value), False


def _ordinals(
    text: str, token: Token, prefix: _Prefix, series: str | None, name: str | None
) -> Iterator[CaseReference]:
    groups = token.groups
    unit = "号" if groups.get("series2") else "例"
    words = [groups["ordinal"] or "", *ORDINAL.findall(groups.get("more") or "")]
    at = token.start
    for position, word in enumerate(words):
        begin = text.index(word, at)
        last = position == len(words) - 1
        core = f"第{word}{unit}{series or ''}{name or ''}"
        yield CaseReference(
            prefix.start if position == 0 else begin, token.end if last else begin + len(word),
            prefix.text + core, core, read_number(word), series or unit, name, prefix.published, area=prefix.area,
        )  # fmt: skip
        at = begin + len(word)
