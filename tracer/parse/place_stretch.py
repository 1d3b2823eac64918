"""The stretch of text in which a place name is expected: from what leads to it up to what cannot belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracer.parse.clauses import Clause, Item
from tracer.parse.gazetteer import gazetteer

MOST_OF_NAME, MOST_OF_OWN = 6, 3


class Stretch(NamedTuple):
    """Text in which a place name is expected, up to the next word that cannot belong to one."""

    start: int
    end: int
    suffixes: tuple[Item, ...]
    before_verb: bool
    next: int
    """Index of the first item of the clause behind the stretch."""


def stretch(clause: Clause, text: str, start: int, index: int) -> Stretch:
    """The stretch from ``start``; ``index`` is the first item of the clause at or behind it."""
    suffixes: list[Item] = []
    items = clause.items
    while index < len(items):
        item = items[index]
        if item.subject == "places":
            suffixes.append(item)
        elif item.has("ends") or not _inside_name(items, index, start, suffixes, text):
            return Stretch(start, item.start, tuple(suffixes), True, index)
        index += 1
    return Stretch(start, clause.end, tuple(suffixes), False, index)


def _inside_name(items: Sequence[Item], index: int, start: int, suffixes: Sequence[Item], text: str) -> bool:
    """Whether this verb-like word is part of the name: 购物 in 美佳购物广场, 和 in A超市和B店, 同仁 in 同仁堂."""
    item = items[index]
    if item.kind in ("guard", "symptom", "kin", "who", "plate"):
        return item.start > start or item.kind in ("kin", "who") or item.has("in_name")
    following = items[index + 1] if index + 1 < len(items) else None
    touches = following is not None and following.subject == "places" and following.start <= item.end
    if item.kind == "case" and following is not None and following.subject == "places":
        touches = touches or _behind_bracket(text, item.end, following.start)
        touches = touches or (text[item.end] == "的" and following.start == item.end + 1)  # 病例89的父母家
    if item.kind == "anaphor" or (item.kind == "case" and touches):
        return item.start == start or item.kind == "case"
    if item.kind == "act":
        ends = touches and not following.has("weak") and item.start > start and not item.has("verb")  # type: ignore[union-attr]
        return ends or (item.has("begins_name") and _names_shop(items, index, text))
    if item.kind == "with" and item.has("weak") and touches_name(item, following):
        return item.start > start  # 同 in 大街同心药房
    if item.kind == "with" and text[item.start : item.end] in "和与及" and suffixes:
        return following is not None and following.subject == "places" and suffixes[-1].end == item.start
    if (
        item.kind == "with"
        and text[item.start : item.end] in "和与及"
        and text[start : item.start] in gazetteer().shorts
    ):
        return True  # 往返于大同与朔州
    if item.kind == "mode" and item.rule and item.rule.attributes["mode"] == "metro" and item.start >= start:
        near = [s for s in items[index + 1 : index + 4] if s.subject == "places" and s.start - item.end <= 6]
        if any(text[s.end - 1] in "站口" for s in near):
            return True  # 从地铁1号线东门站乘出租车: the station's name
    if item.kind == "mode":
        rides = index > 0 and items[index - 1].kind in ("board", "change") and items[index - 1].end == item.start
        if item.has("plain") and following is not None and following.subject == "places":
            return not rides
        return touches and not following.has("weak")  # type: ignore[union-attr]
    return False


def _behind_bracket(text: str, end: int, start: int) -> bool:
    """女婿李某(病例7的丈夫)家中, 柯某(病例7)鞋帽店: little more than a bracket between the two."""
    close = text.find(")", end, start)
    return text[end] == "(" and 0 <= start - close - 1 <= MOST_OF_OWN


def _names_shop(items: Sequence[Item], index: int, text: str) -> bool:
    """Whether a meal is what the name of a shop begins with: an ending word and what is done there follow soon.

    在早餐稀饭包子店吃早餐
    """
    if index + 2 >= len(items):
        return False
    shop, done = items[index + 1], items[index + 2]
    near = shop.subject == "places" and 0 < shop.start - items[index].end <= MOST_OF_NAME and not shop.has("weak")
    return near and done.kind == "act" and done.start == shop.end and "," not in text[items[index].end : shop.start]


def touches_name(item: Item, following: Item | None) -> bool:
    """Whether an ending word follows a one-character word so closely that it must be a syllable of the name."""
    if following is None or following.subject != "places":
        return False
    return 0 < following.start - item.end <= 3 or (following.start == item.end and following.has("weak"))
