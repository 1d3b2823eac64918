"""Cuts a person's text into sentences and clauses, each with everything recognised in it, in text order.

A clause ends at a comma, a colon or a tab; a sentence at 。 ; or a line end. Brackets never split: what stands in them
is kept apart as `inner`, because it qualifies a neighbour (a shop's branch, a seat, a temperature) and tells no event.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracer.parse.divisions import find_area
from tracer.parse.gazetteer import gazetteer
from tracer.parse.references import CaseReference, find_references
from tracer.parse.times import TimeMention, find_times
from tracer.parse.units import NormText, Range
from tracer.rulebook import Rule, active
from tracer.scanner import group_span

MARKS = re.compile(r"[,:，：\t→。;!?\n◎]")
BRACKETS = re.compile(r"\((?:[^()\n]|\([^()\n]*\)){0,200}\)")
PUBLISHED = re.compile(r"[发公]布|通[报告]|公告|[昨今前]日|昨天|报告的|新增")
ENDS_SENTENCE = frozenset("。;!?\n◎")
TELLS = frozenset({"at", "to", "from", "goto_home", "stay", "care", "isolation", "positive", "sampled", "diagnosis"})
"""Words of an event: a time in a bracket beside one of them is that event's own."""


@dataclass(slots=True)
class Item:
    """Something recognised: a token of the rules, a time or a reference to another case."""

    start: int
    end: int
    kind: str
    subject: str = ""
    """The subject of the rule behind the item, "" for times and references."""
    rule: Rule | None = None
    match: re.Match[str] | None = None
    time: TimeMention | None = None
    reference: CaseReference | None = None
    times: tuple[TimeMention, ...] = ()
    """The times of a note in brackets that names several."""

    def group(self, name: str) -> Range | None:
        """Where a named group of the rule's pattern stands."""
        return group_span(self.match, name)

    def has(self, name: str) -> bool:
        """Whether the rule sets this attribute."""
        return self.rule is not None and name in self.rule.marks


@dataclass(slots=True)
class Clause:
    """A stretch between two commas."""

    start: int
    end: int
    items: list[Item]
    inner: list[Item]
    brackets: list[Range]
    last: bool
    """Whether the sentence ends here."""
    exception: bool = False
    """Whether it says what else happened (除30日到便利店外), on days that do not carry on."""


def cut(norm: NormText, ranges: Sequence[Range]) -> Iterator[Clause]:
    """The clauses of these stretches, in text order.

    >>> from tracer.parse.normalise import normalise
    >>> norm = normalise("4月2日在家，3日(周日)外出。")
    >>> [norm.text[c.start : c.end] for c in cut(norm, [(0, len(norm.text))])]
    ['4月2日在家', '3日(周日)外出']
    """
    for start, end in ranges:
        brackets = [m.span() for m in BRACKETS.finditer(norm.text, start, end)]
        opens = [bracket[0] for bracket in brackets]
        items = _items(norm, start, end)
        at = 0
        for a, b, last in _bounds(norm.text, start, end, brackets, items):
            stop = at
            while stop < len(items) and items[stop].start < b:
                stop += 1
            own = brackets[bisect_left(opens, a) : bisect_left(opens, b)] if brackets else []
            yield _clause(norm, a, b, items[at:stop], own, last)
            at = stop


def _clause(norm: NormText, start: int, end: int, items: list[Item], brackets: list[Range], last: bool) -> Clause:
    """The clause, with the items inside its brackets kept apart."""
    inner = [i for i in items if any(a <= i.start and i.end <= b for a, b in brackets)] if brackets else []
    if inner:
        items = [i for i in items if not any(a <= i.start and i.end <= b for a, b in brackets)]
    grounded = _grounded(norm, items, start, brackets)
    notes = [n for n in (_clock_note(r, inner) for r in brackets) if n is not None] if inner else []
    if notes:
        grounded = sorted([*grounded, *notes], key=lambda i: i.start)
    return Clause(start, end, grounded, inner, brackets, last)


def _clock_note(bracket: Range, inside: Sequence[Item]) -> Item | None:
    """The hours that a bracket adds to the words before it: 到青禾药店(14:20-14:30)购药, 上白班(7时至19时)."""
    own = [i for i in inside if bracket[0] <= i.start and i.end <= bracket[1]]
    times = tuple(i.time for i in own if i.time is not None)
    if not times or any(i.kind in TELLS for i in own) or any(t.first.hour is None for t in times):
        return None
    if len(times) > 1 and all(t.first.dated for t in times):
        return Item(*bracket, "clock_note", times=times)
    if len(times) > 1 or times[0].first.dated:
        return None
    return Item(*bracket, "clock_note", time=times[0])


def _bounds(
    text: str, start: int, end: int, brackets: Sequence[Range], items: Sequence[Item]
) -> Iterator[tuple[int, int, bool]]:
    """The clause limits: marks outside brackets and outside anything recognised (20:00 holds a colon)."""
    opens = [r[0] for r in brackets]
    begins = [i.start for i in items]
    at = start
    for m in MARKS.finditer(text, start, end):
        where = m.start()
        b = bisect_left(opens, where) - 1 if opens else -1
        if b >= 0 and where < brackets[b][1]:
            continue
        i = bisect_left(begins, where) - 1
        if i >= 0 and where < items[i].end:
            continue
        last = text[where] in ENDS_SENTENCE
        if where > at or last:
            yield at, where, last
        at = m.end()
    if at < end:
        yield at, end, True


def _items(norm: NormText, start: int, end: int) -> list[Item]:
    """References, times and rule tokens in text order; where they overlap, the first of these kinds wins.

    A day that belongs to a reference (12月21日发布的病例21) is no time of this case.
    """
    cases = [Item(_own_start(norm.text, r), r.end, "case", reference=r) for r in find_references(norm, start, end)]
    times = [Item(t.start, t.end, "time", time=t) for t in find_times(norm, start, end)]
    find = active().competitors("events").find
    out: list[Item] = []
    at = start
    for fixed in _overlay(cases, times):
        if fixed.start > at:
            out.extend(find(_item, norm.text, at, fixed.start))
        out.append(fixed)
        at = fixed.end
    out.extend(find(_item, norm.text, at, end))
    return out


def _own_start(text: str, ref: CaseReference) -> int:
    """Where the reference begins; a day before it counts only with a word of publishing.

    12月21日发布的病例21 is one reference, 5月18日感染者1406报告阳性 a time and a subject.
    """
    if ref.published is None or PUBLISHED.search(text, ref.start, ref.end):
        return ref.start
    if text[max(0, ref.start - 1) : ref.start] in ("系", "为", "是", "与", "和", "同"):
        return ref.start  # 作为2月6日确诊病例王某的密切接触者
    at = text.rfind("日", ref.start, ref.end) + 1
    return at if at > ref.start else ref.start


def _overlay(first: list[Item], second: list[Item]) -> list[Item]:
    """Both lists in text order, without those of ``second`` that touch one of ``first``."""
    out: list[Item] = []
    at = 0
    for item in second:
        while at < len(first) and first[at].end <= item.start:
            out.append(first[at])
            at += 1
        if at == len(first) or first[at].start >= item.end:
            out.append(item)
    return out + first[at:]


LONGEST_SHORT = 5
"""The most characters of an area's name without its level (乌鲁木齐) that a weak word may follow."""
PREPOSITIONS = frozenset({"at", "from", "with"})
DOUBTFUL = frozenset({"weak", "syllable"})
KINDS = {"places": "suffix", "kinship": "kin"}
"""Subjects whose tokens are all of one kind to a clause."""


def _item(start: int, end: int, rule: Rule, match: re.Match[str] | None) -> Item:
    return Item(start, end, KINDS.get(rule.subject, rule.kind), rule.subject, rule, match)


def _begins_area(text: str, item: Item) -> bool:
    """Whether a one-character word is the first syllable of an area's name."""
    match = find_area(text, item.start, item.start + 12)
    return match is not None and match.parts[0].end > item.end + 1


def _without_syllables(text: str, items: list[Item]) -> list[Item]:
    """Without prepositions that begin the name they stand in: 于 in 到于家小卖店, 从 in 从江县."""
    doubtful = [n for n, item in enumerate(items) if item.kind in PREPOSITIONS and item.has("syllable")]
    drop = [n for n in doubtful if _begins_name(text, items[n - 1] if n else None, items[n])]
    return [item for n, item in enumerate(items) if n not in drop] if drop else items


def _give_back_syllables(text: str, items: list[Item]) -> None:
    """到达州站 is 到 and 达州站: the last character of the verb begins the area, where none begins behind it."""
    shorts = gazetteer().shorts
    for item in items:
        if item.kind == "to" and item.has("syllable"):
            last = item.end - 1
            begins = [any(text[at : at + n] in shorts for n in (2, 3)) for at in (last, item.end)]
            item.end = last if begins == [True, False] else item.end


def _begins_name(text: str, before: Item | None, item: Item) -> bool:
    """Whether a name begins here: behind a word that leads to a place, or because an area is called so in full."""
    led = before is not None and before.kind in ("at", "to", "from") and before.end == item.start
    led = led and before is not None and not before.has("weak")  # 辗转于东山县
    if led and item.rule is not None and item.rule.attributes["syllable"] == "name":
        return True
    if led and any(text[item.start : item.end + n] in gazetteer().shorts for n in (0, 1, 2)):
        return True
    area = find_area(text, item.start, item.start + LONGEST_SHORT)
    return area is not None and area.parts[0].end > item.end and text[area.parts[0].end - 1] in "市县区旗"


def _holds_doubtful(items: list[Item]) -> bool:
    """Whether some item may be a syllable of a name: most clauses hold none, and are done with."""
    for item in items:
        if item.subject == "events" and item.rule is not None and not DOUBTFUL.isdisjoint(item.rule.marks):
            return True
    return False


def _grounded(norm: NormText, items: list[Item], start: int, brackets: list[Range]) -> list[Item]:
    """Weak words kept only where a word may begin.

    返, 和, 经 … are also syllables of names (万达, 永和, 经十路). They count when something recognised, a bracket or
    the clause's own beginning stands right before them.
    """
    if not _holds_doubtful(items):
        return items
    items = _without_syllables(norm.text, items)
    _give_back_syllables(norm.text, items)
    if not any(item.subject == "events" and item.has("weak") for item in items):
        return items
    out: list[Item] = []
    places: set[int] = set()
    edges = {start, start + (norm.text[start : start + 1] == " "), *(r[1] for r in brackets)}
    shorts = gazetteer().shorts
    for item in items:
        if item.subject == "events" and item.start not in edges and item.has("weak"):
            at = range(item.start - 2, max(start, item.start - LONGEST_SHORT) - 1, -1)
            follows = item.kind in ("to", "from") and any(
                norm.text[k : item.start] in shorts and (k in edges or not item.has("apart")) for k in at
            )
            if not follows or _begins_area(norm.text, item):
                continue  # 四川达州市: no 达 between two cities
        elif item.subject == "events" and item.has("weak") and _begins_area(norm.text, item):
            continue  # 达来呼布镇, 经开区: the syllable of a name
        elif item.subject == "events" and item.has("apart") and item.start in places:
            continue  # 达 in 梅县区科达路
        out.append(item)
        if item.subject == "places":
            places.add(item.end)
        if item.kind not in ("at", "to", "from") and not (
            item.rule is not None and item.subject == "places" and item.rule.kind in ("other", "community")
        ):
            edges.add(item.end)  # 回龙观 after 昌平区 is a name that goes on
        if norm.text[item.end : item.end + 1] in " 、":
            edges.add(item.end + 1)
    return out
