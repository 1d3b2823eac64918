"""Accounts for every code point of case text: understood, known boilerplate, mere separators, or unparsed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracer import models
from tracer.parse.boilerplate import connectives, find_boilerplate
from tracer.parse.units import NormText, Range
from tracer.spans import after_last, merge

WORDS = re.compile(r"(?:[^\s,。;、!?()\[\]【】\"'“”‘’《》<>·|*◎●■◆▲△※＊→….:/-]|(?<=\d)[.:/-](?=\d))+")
"""A mark between digits is part of a number, a clock or a date (37.5℃, 15:30) and separates nothing."""
MARKS = frozenset(",。;、 \n")
"""What most gaps between understood words are."""
CLAUSE_ENDS = re.compile(r"[,。;\n]")
REACH = 200
"""How far back the beginning of a clause is looked for."""
PARSED, IDLE = b"p", b"i"
UNKNOWN = re.compile(rb"\0+")


def account(
    norm: NormText, case_text: Sequence[Range], parsed: Sequence[Range], idle: Sequence[Range] = ()
) -> models.Coverage:
    """The coverage of ``case_text``, given the stretches that were understood and those known to be idle.

    Boilerplate is only looked for in clauses of which something is left over: most clauses are understood, and what
    would be claimed twice counts as parsed.
    """
    whole = merge(list(case_text))
    size = whole[-1][1] if whole else 0
    known = bytearray(size)
    for a, b in parsed:
        known[a:b] = PARSED * ((b if b < size else size) - a)
    for a, b in idle:
        _mark_idle(known, a, min(b, size))
    left = _left(norm.text, whole, known)
    for clause in _unclear_clauses(norm.text, whole, left):
        for a, b in find_boilerplate(norm, *clause):
            _mark_idle(known, a, b)
    words = connectives()
    for a, b in _left(norm.text, left, known):
        if words.fullmatch(norm.text, a, b):
            _mark_idle(known, a, b)
    left = _left(norm.text, left, known)
    counts = {code: sum(known.count(code, a, b) for a, b in whole) for code in (PARSED, IDLE)}
    total, unparsed = _size(whole), _size(left)
    return models.Coverage(
        total=total,
        parsed=counts[PARSED],
        boilerplate=counts[IDLE],
        separators=total - counts[PARSED] - counts[IDLE] - unparsed,
        unparsed=unparsed,
        unparsed_spans=tuple(_quote(norm, a, b) for a, b in left),
    )


def _mark_idle(known: bytearray, start: int, end: int) -> None:
    known[start:end] = known[start:end].replace(b"\0", IDLE)


def _left(text: str, ranges: Sequence[Range], known: bytearray) -> list[Range]:
    """The stretches of words that nothing accounts for."""
    gaps = (gap.span() for a, b in ranges for gap in UNKNOWN.finditer(known, a, b))
    wordy = ((a, b) for a, b in gaps if b - a > 1 or text[a] not in MARKS)
    return [m.span() for a, b in wordy for m in WORDS.finditer(text, a, b)]


def _unclear_clauses(text: str, whole: Sequence[Range], left: Sequence[Range]) -> list[Range]:
    """The clauses in which words are left over, neighbouring ones together."""
    out: list[Range] = []
    ranges = iter(whole)
    start = end = at = 0
    for a, b in left:
        while a >= end:
            start, end = next(ranges)
        if b > at:
            low = max(start, at, a - REACH)
            begin = after_last(text, ",。;\n", low, a)
            stop = CLAUSE_ENDS.search(text, b, end)
            at = stop.end() if stop else end
            out.append((begin, at))
    return merge(out)


def _size(ranges: Sequence[Range]) -> int:
    return sum(b - a for a, b in ranges)


def _quote(norm: NormText, start: int, end: int) -> models.TextSpan:
    a, b = norm.span(start, end)
    return models.TextSpan(text=norm.raw[a:b], span=(a, b))
