"""When an annotated value and a parsed one are the same thing, said in other words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

from tracer.evaluate.gold import GoldEvent, GoldRelation

LIKENESS = 0.6
"""Least share of common character pairs (Dice) at which two wordings count as one."""

DIGITS = {"零": 0, "〇": 0, "两": 2} | {c: i for i, c in enumerate("一二三四五六七八九", 1)}

FAMILIES = {"transfer": "hospital", "admission": "hospital", "care": "visit"}
"""Kinds between which two experts waver; they are matched within a family and the exact kind is counted apart."""


def squeeze(text: str | None) -> str:
    """Text without spaces and punctuation, full-width forms folded.

    >>> squeeze("第３例（普通型）")
    '第3例普通型'
    """
    folded = unicodedata.normalize("NFKC", text or "")
    return "".join(c for c in folded if not c.isspace() and not unicodedata.category(c).startswith("P"))


def alike(a: str | None, b: str | None) -> bool:
    """Whether two wordings name the same thing: equal, one holding the other, or mostly the same characters.

    >>> alike("城北区朝阳菜市场", "朝阳菜市场"), alike("朝阳菜市场", "红旗电影院")
    (True, False)
    """
    x, y = squeeze(a), squeeze(b)
    if not x or not y or x == y:
        return x == y
    short, long = sorted((x, y), key=len)
    if short in long and 2 * len(short) >= len(long):
        return True
    pairs_x, pairs_y = _pairs(x), _pairs(y)
    return 2 * (pairs_x & pairs_y).total() / (pairs_x.total() + pairs_y.total()) >= LIKENESS


def _pairs(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1)) or Counter(text)


def same_target(a: str, b: str) -> bool:
    """Whether two references mean the same case: 病例3 and 第3例确诊病例 do, 病例3 and 病例13 do not."""
    x, y = _numbers(a), _numbers(b)
    if x and y:
        return x == y or (x[-1] == y[-1] and 1 in (len(x), len(y)))
    return not x and not y and alike(a, b)


def _numbers(text: str) -> list[int]:
    runs = re.findall(r"\d+|[〇零一二两三四五六七八九十]+", unicodedata.normalize("NFKC", text))
    return [int(run) if run.isdigit() else _chinese_integer(run) for run in runs]


def _chinese_integer(run: str) -> int:
    """The value of a Chinese numeral up to 99; -1 for what is none (十十)."""
    tens, ten, units = run.partition("十")
    if not ten:
        return int("".join(str(DIGITS[c]) for c in run))
    if len(tens) > 1 or len(units) > 1 or "十" in units:
        return -1
    return 10 * (DIGITS[tens] if tens else 1) + (DIGITS[units] if units else 0)


def same_relation(a: GoldRelation, b: GoldRelation) -> bool:
    """Whether two relations point to the same case."""
    return same_target(a.target, b.target)


def family(event: GoldEvent) -> str:
    """The family an event's kind belongs to."""
    return FAMILIES.get(event.kind, event.kind)


def same_event(gold: GoldEvent, parsed: GoldEvent) -> bool:
    """Whether a parsed event tells what an annotated one does: same family, time and place, as far as annotated."""
    families = {family(gold), family(parsed)}
    if len(families) > 1:
        return _same_across(gold, parsed, families)
    if family(gold) == "hospital" and not (gold.start and parsed.start):
        # 目前隔离治疗 has no date of its own: null and the running date are both right
        return _place_agrees(gold, parsed)
    if gold.kind == "journey":
        return _same_journey(gold, parsed)
    return _same_start(gold, parsed) and (gold.kind == "stay" or _place_agrees(gold, parsed))


def _same_across(gold: GoldEvent, parsed: GoldEvent, families: set[str]) -> bool:
    """Two pairs of families meet in one reading: a visit one travels to, and a move to a quarantine ward."""
    place: Callable[[GoldEvent], str | None]
    if families == {"visit", "journey"}:
        place = _goal
    elif families == {"hospital", "isolation"}:
        place = _site
    else:
        return False
    return bool(place(gold)) and alike(place(gold), place(parsed)) and _same_start(gold, parsed)


def _goal(event: GoldEvent) -> str | None:
    return event.destination or event.place


def _site(event: GoldEvent) -> str | None:
    return event.place


def _place_agrees(gold: GoldEvent, parsed: GoldEvent) -> bool:
    return not gold.place or alike(gold.place, parsed.place)


def _same_start(gold: GoldEvent, parsed: GoldEvent) -> bool:
    """The same day, and the same clock where the annotation has one."""
    mine, theirs = gold.start or "", parsed.start or ""
    return mine[:10] == theirs[:10] and ("T" not in mine or mine == theirs)


def _same_journey(gold: GoldEvent, parsed: GoldEvent) -> bool:
    """A single clock may be the departure or the arrival, so any shared one will do."""
    days, their_days = _times(gold, 10), _times(parsed, 10)
    if (days or their_days) and not days & their_days:
        return False
    clocks = {t for t in _times(gold, 16) if "T" in t}
    if clocks and not clocks & _times(parsed, 16):
        return False
    if gold.number and squeeze(gold.number) != squeeze(parsed.number):
        return False
    if gold.destination:
        return alike(gold.destination, _goal(parsed))
    return not gold.mode or gold.mode == parsed.mode


def _times(event: GoldEvent, length: int) -> set[str]:
    return {time[:length] for time in (event.start, event.end) if time}
