"""Characters without which a pattern cannot match, so that a reader may leave out patterns that have no chance.

Most facts are missing from most descriptions: a text without 籍 holds no nationality. `required_characters` reads
from the pattern itself a set of characters of which every match holds at least one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tracer.patterns import parsed

COMMON = frozenset("0123456789,。;:、() \n\t月日年时的为是系在有一")
"""Characters that hardly any description lacks: asking for them saves nothing."""
WIDEST = 40


@lru_cache(maxsize=1024)
def required_characters(pattern: str) -> frozenset[str] | None:
    """Characters one of which every match of ``pattern`` holds, None where no such set can be listed.

    >>> sorted(required_characters("(?:国籍|户籍)[^,]{2,8}") or "")
    ['国', '户']
    >>> required_characters(".x?") is None
    True
    """
    found = _of_sequence(list(parsed(pattern)))
    return None if found is None or found & COMMON else found


def _of_sequence(nodes: list[Any]) -> frozenset[str] | None:
    """The best set among the parts that have to be there: the smallest without common characters."""
    best: frozenset[str] | None = None
    for op, value in nodes:
        found = _of_node(str(op), value)
        if found is not None and (best is None or _cost(found) < _cost(best)):
            best = found
    return best


def _cost(chars: frozenset[str]) -> int:
    return len(chars) + 100 * len(chars & COMMON)


def _of_node(op: str, value: Any) -> frozenset[str] | None:
    if op == "LITERAL":
        return frozenset(chr(value))
    if op == "IN":
        return _of_class(value)
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        return _of_sequence(list(value[2])) if value[0] > 0 else None
    if op == "SUBPATTERN":
        return _of_sequence(list(value[3]))
    if op == "BRANCH":
        parts = [_of_sequence(list(branch)) for branch in value[1]]
        known = [part for part in parts if part is not None]
        return frozenset().union(*known) if len(known) == len(parts) else None
    return None


def _of_class(items: list[Any]) -> frozenset[str] | None:
    """The members of a class that lists its characters, or small ranges of them."""
    out: set[str] = set()
    for op, value in items:
        if str(op) == "LITERAL":
            out.add(chr(value))
        elif str(op) == "RANGE" and value[1] - value[0] < WIDEST:
            out.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(out)
