"""Accounts for every code point of case text: understood, known boilerplate, mere separators, or unparsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracer import models
from tracer.parse.units import NormText, Range
from tracer.spans import merge

SEPARATORS = re.compile(r"[\s,。;:、!?()\[\]【】\"'“”‘’《》<>·.\-/|*◎●■◆▲△※＊→…]+")


PARSED, IDLE = b"p", b"i"
UNKNOWN = re.compile(rb"\0+")


def account(
    norm: NormText, case_text: Sequence[Range], parsed: Sequence[Range], boilerplate: Sequence[Range]
) -> models.Coverage:
    """The coverage of ``case_text``; a stretch claimed twice counts as parsed."""
    whole = merge(list(case_text))
    known = _painted(whole, parsed, boilerplate)
    left = [
        r for a, b in whole for gap in UNKNOWN.finditer(known, a, b) for r in _without_separators(norm, *gap.span())
    ]
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


def _painted(whole: Sequence[Range], parsed: Sequence[Range], boilerplate: Sequence[Range]) -> bytearray:
    """One byte for each character up to the end of the case text: what it was claimed as, the stronger claim last."""
    end = whole[-1][1] if whole else 0
    known = bytearray(end)
    for code, claims in ((IDLE, boilerplate), (PARSED, parsed)):
        for a, b in claims:
            known[a : min(b, end)] = code * (min(b, end) - a)
    return known


def _without_separators(norm: NormText, start: int, end: int) -> Iterator[Range]:
    """What lies between white space and punctuation."""
    at = start
    for mark in SEPARATORS.finditer(norm.text, start, end):
        if mark.start() > at:
            yield at, mark.start()
        at = mark.end()
    if at < end:
        yield at, end


def _size(ranges: Sequence[Range]) -> int:
    return sum(b - a for a, b in ranges)


def _quote(norm: NormText, start: int, end: int) -> models.TextSpan:
    a, b = norm.span(start, end)
    return models.TextSpan(text=norm.raw[a:b], span=(a, b))
