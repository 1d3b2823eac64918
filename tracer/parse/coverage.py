"""Accounts for every code point of case text: understood, known boilerplate, mere separators, or unparsed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracer import models
from tracer.parse.units import NormText, Range
from tracer.spans import merge, subtract

SEPARATORS = re.compile(r"[\s,。;:、!?()\[\]【】\"'“”‘’《》<>·.\-/|*◎●■◆▲△※＊→…]+")


def account(
    norm: NormText, case_text: Sequence[Range], parsed: Sequence[Range], boilerplate: Sequence[Range]
) -> models.Coverage:
    """The coverage of ``case_text``; a stretch claimed twice counts as parsed."""
    whole = merge(list(case_text))
    known = _within(whole, parsed)
    idle = subtract(_within(whole, boilerplate), known)
    rest = subtract(whole, [*known, *idle])
    marks = [m.span() for a, b in rest for m in SEPARATORS.finditer(norm.text, a, b)]
    left = subtract(rest, marks)
    return models.Coverage(
        total=_size(whole),
        parsed=_size(known),
        boilerplate=_size(idle),
        separators=_size(merge(marks)),
        unparsed=_size(left),
        unparsed_spans=tuple(_quote(norm, a, b) for a, b in left),
    )


def _within(whole: Sequence[Range], claimed: Sequence[Range]) -> list[Range]:
    return subtract(whole, subtract(whole, claimed))


def _size(ranges: Sequence[Range]) -> int:
    return sum(b - a for a, b in ranges)


def _quote(norm: NormText, start: int, end: int) -> models.TextSpan:
    a, b = norm.span(start, end)
    return models.TextSpan(text=norm.raw[a:b], span=(a, b))
