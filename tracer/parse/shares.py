"""One item for each of several people: 分别为34岁、8岁; 分别为男,66岁,女,63岁; 分别为其妻子(53岁)、儿子(28岁)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracer.parse.units import Label, Range

DATE = re.compile(r"(?:\d{1,2}月)?\d{1,2}日(?:\s*[-至]\s*(?:\d{1,2}月)?\d{1,2}日)?")
LEANS = re.compile(r"当[日天晚]|同[日晚]|次日|第二天|\d{1,2}(?:时|点|:\d\d)")

_AGE = r"\d{1,3}(?:周?岁|个月大?|月龄|天|日龄)"
_PERSON = rf"(?:(?:男|女)(?:性|童)?[,、 ]?{_AGE}|{_AGE}[,、 ]?的?(?:男|女)(?:性|童)?)"
_NAME = r"[一-龥](?:某{1,2}|[xX*×]{1,3})[一-龥]?[,: ]"
_JOINT = r"(?:[,;、 ]|和|及|与)"
PERSON = re.compile(_PERSON)
_TOLD = rf"{_PERSON}(?:、[^,;。:、\n男女]*)*"
PEOPLE = rf"{_PERSON}(?:{_JOINT}{_PERSON})+|{_TOLD}(?:,{_TOLD})+"
"""Sexes and ages of several people in a row; the commas in it end no clause."""
PEOPLE_AT_LENGTH = rf"{_PERSON}[^;。:\n]*(?:;{_PERSON}[^;。:\n]*)+"
"""The same with more told of each, semicolons between them."""
NAMED_AT_LENGTH = rf"{_NAME}{_PERSON}[^;。:\n]*(?:;{_NAME}{_PERSON}[^;。:\n]*)+"
"""With a masked name before each, where the labels of the group are numbers (病例10、11:张某,女,7岁;李某,男,3岁)."""
ONE_SEX = rf"(?:男|女)(?:性)?,(?:年龄)?(?:(?:分别|依次)[为是])?{_AGE}(?:[、和]{_AGE})+"
"""One sex said for several ages: 男,61岁、35岁."""
_NAMED = r"[一-龥](?:某{1,2}|[xX*×]{1,3})[一-龥]?\((?:男|女|\d{1,3}岁)[^()\n]*\)"
NAMED = re.compile(_NAMED)
NAMED_LIST = re.compile(rf"{_NAMED}(?:(?:[、,]|和|及|与){_NAMED})+")
"""Masked names, each with who it is in the bracket behind: 阮某某(女,35岁)和黄某(女,12岁)."""
COMMON = re.compile(
    r",(?:均|都|系|为|[夫父母祖兄姐叔婆婶][一-龥]关系|现住|居住|常住|同住|住|(?:以上|上述)?[二两三四五六]人)"
)
"""Words behind the last of several people that speak of all of them."""
AGE = re.compile(_AGE)
AGES = re.compile(rf"{_AGE}(?:[、和]{_AGE})+")
ITEM = re.compile(r"、|以及|和|及|与")
BRACKET = re.compile(r"\([^()\n]*\)")
SHARED = re.compile(r"其|[^()]*?(?:病例|感染者|患者)\d+(?=[一-龥])")
"""Words at the head of the first item that hold for all, where no 的 ends them: 其妻子、儿子; 病例3妻子、儿子."""
LIST = re.compile(PEOPLE)
TOLD = re.compile(_TOLD)
ONLY_SELF = re.compile(
    rf"[,、:; (]*(?:[一-龥](?:某{{1,2}}|[xX*×]{{1,3}})[一-龥]?[,、 ]*)?{_PERSON}[,; )]*(?:[和及与])?"
)
"""What stands between the labels of people listed in a row: a name at most, sex and age."""
AT_LENGTH = re.compile(f"{NAMED_AT_LENGTH}|{PEOPLE_AT_LENGTH}")


def items_of(text: str, first: int, end: int, count: int) -> list[Range]:
    """The ``count`` items of the list that begins at ``first`` and ends before ``end``; none if there are not so many.

    A closing bracket around the list ends it, a bracket behind one item belongs to it, and one behind the last item
    alone is about all of them.

    Words before the first item that hold for all of them, 病例1的 or 其, are no part of it.

    >>> text = "其妻子(53岁)、儿子(28岁)"
    >>> [text[a:b] for a, b in items_of(text, 0, len(text), 2)]
    ['妻子(53岁)', '儿子(28岁)']
    """
    if people := people_of(text, first, end, count):
        return people
    close = _close(text, first, end)
    found = _split(text, first, close)
    if len(found) != count:
        close = next((i for i in range(first, end) if text[i] in "()"), end)
        found = _split(text, first, close)
    if len(found) != count:
        return []
    brackets = list(BRACKET.finditer(text, first, close))
    if len(brackets) == 1 and brackets[0].end() == close:
        found[-1] = (found[-1][0], brackets[0].start())
    of = text.rfind("的", *found[0])
    if of >= 0 and text.find("(", found[0][0], of) < 0:
        found[0] = (of + 1, found[0][1])
    shared = SHARED.match(text, *found[0])
    return [(shared.end(), found[0][1]), *found[1:]] if shared else found


def people_of(text: str, first: int, end: int, count: int) -> list[Range]:
    """The ``count`` people listed by sex and age from ``first``; none if there are not so many.

    >>> text = "男,40岁,职员;女,38岁,教师,均住甲小区"
    >>> [text[a:b] for a, b in people_of(text, 0, len(text), 2)]
    ['男,40岁,职员', '女,38岁,教师']
    """
    for found in (_at_length(text, first, end), _people(text, first, end)):
        if len(found) == count:
            return found
    return []


def named_of(text: str, first: int, end: int, count: int) -> list[Range]:
    """The ``count`` people listed by name from ``first``, each with its bracket; none if there are not so many.

    >>> text = "阮某某(女,35岁)和黄某(女,12岁),均在家"
    >>> [text[a:b] for a, b in named_of(text, 0, len(text), 2)]
    ['阮某某(女,35岁)', '黄某(女,12岁)']
    """
    m = NAMED_LIST.match(text, first, end)
    found = [named.span() for named in NAMED.finditer(text, *m.span())] if m else []
    return found if len(found) == count else []


def ages_of(text: str, first: int, end: int, count: int) -> list[Range]:
    """The ages of ``count`` people of one sex (男,50岁、48岁); none if there are not so many.

    >>> text = "男,50岁、48岁,住甲小区"
    >>> [text[a:b] for a, b in ages_of(text, 0, len(text), 2)]
    ['50岁', '48岁']
    """
    m = AGES.search(text, first, end)
    found = [age.span() for age in AGE.finditer(text, *m.span())] if m else []
    return found if len(found) == count else []


def end_of_row(text: str, labels: Sequence[Range], end: int) -> int | None:
    """Where the row of people ends who are introduced by label, sex and age alone, each of ``labels`` in turn.

    >>> text = "病例1,女,46岁,病例2,女,49岁,住甲小区"
    >>> text[: end_of_row(text, [(0, 3), (10, 13)], len(text))]
    '病例1,女,46岁,病例2,女,49岁,'
    """
    stops = [*(start for start, _ in labels[1:]), end]
    at: int | None = None
    for (_, own), stop in zip(labels, stops, strict=True):
        m = ONLY_SELF.match(text, own, stop)
        if m is None or (stop != end and m.end() != stop):
            return None
        at = m.end()
    return at


def named_in_turn(text: str, body: Range, labels: Sequence[Label]) -> list[Range]:
    """Where each member is named by the label behind 其中, one after the other; nothing if one is not."""
    at = text.find("其中", *body)
    out: list[Range] = []
    for label in labels if at >= 0 else ():
        at = text.find(label.text, at, body[1])
        if at < 0:
            return []
        out.append((at, at + len(label.text)))
        at = out[-1][1]
    return out


def _at_length(text: str, first: int, end: int) -> list[Range]:
    m = AT_LENGTH.match(text, first, end)
    out = []
    at = first
    while m is not None and at < m.end():
        stop = text.find(";", at, m.end())
        stop = m.end() if stop < 0 else stop
        out.append((at, stop))
        at = stop + 1
    return [*out[:-1], _without_common(text, out)] if out else []


def _without_common(text: str, people: list[Range]) -> Range:
    """The last of several people without what is told of all; words the others have too are its own."""
    start, stop = people[-1]
    common = COMMON.search(text, start, stop)
    if common is None or any(text.find(common.group(), a, b) >= 0 for a, b in people[:-1]):
        return start, stop
    return start, common.start()


def _people(text: str, first: int, end: int) -> list[Range]:
    m = LIST.match(text, first, end)
    return [p.span() for p in TOLD.finditer(text, *m.span())] if m else []


def _close(text: str, first: int, end: int) -> int:
    """Where a bracket that was open before ``first`` closes, else ``end``."""
    depth = 0
    for i in range(first, end):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth < 0:
            return i
    return end


def _split(text: str, first: int, last: int) -> list[Range]:
    """The items between joints that stand in no bracket."""
    brackets = [m.span() for m in BRACKET.finditer(text, first, last)]
    out = []
    at = first
    for m in ITEM.finditer(text, first, last):
        if not any(a < m.start() < b for a, b in brackets):
            out.append((at, m.start()))
            at = m.end()
    return [*out, (at, last)]


def borrowed_dates(
    text: str, pieces: Sequence[tuple[int, int, frozenset[int]]], count: int
) -> Iterator[tuple[int, Range]]:
    """Dates told in another's clause on which a member's clause leans."""
    last: Range | None = None
    known: list[Range | None] = [None] * count
    for start, end, who in pieces:
        first = DATE.search(text, start, end)
        leans = LEANS.search(text, start, first.start() if first else end)
        for member in sorted(who) if last and (leans or not first) else ():
            if known[member] != last and last is not None:
                known[member] = last
                yield member, last
        for m in DATE.finditer(text, start, end):
            last = m.span()
            for member in who:
                known[member] = last
