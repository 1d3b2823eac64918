"""Spans and the map between normalised and raw text. Pure arithmetic: nothing here knows about notices.

A span is a half-open pair of code-point offsets, ``[start, end)``. The parser works on a normalised copy of the
document (full-width digits folded, wrapped lines joined); every record speaks of the *raw* text. `OffsetMap`
carries offsets from the one to the other, so that ``raw[start:end]`` is always exactly what the record quotes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Normalised offsets to raw offsets.

    ``starts[i]`` is the raw offset of normalised character ``i``; normalisation may drop characters and fold one
    into another, but never adds or reorders any, so one list is enough. `None` stands for the identity.

    >>> OffsetMap([0, 1, 4], 5).to_raw(1, 3)
    (1, 5)
    >>> OffsetMap(None, 5).to_raw(1, 3)
    (1, 3)
    """

    starts: Sequence[int] | None
    raw_length: int

    def to_raw(self, start: int, end: int) -> Span:
        """The raw span of normalised ``[start, end)``; an empty span stays empty."""
        if self.starts is None:
            return start, end
        if start >= len(self.starts):
            return self.raw_length, self.raw_length
        first = self.starts[start]
        return (first, self.starts[end - 1] + 1) if end > start else (first, first)

    def to_normalised(self, raw: int) -> int:
        """The normalised offset of the first character kept at or after raw offset ``raw``."""
        return raw if self.starts is None else bisect_left(self.starts, raw)


def after_last(text: str, marks: str, low: int, at: int) -> int:
    """Where ``text[low:at]`` begins behind the last of its marks, ``low`` where it holds none.

    >>> after_last("3日到店;购药,返家", ",;", 0, 9), after_last("购药", ",;", 0, 2)
    (8, 0)
    """
    for mark in marks:
        low = max(low, text.rfind(mark, low, at) + 1)
    return low


def clip(spans: Iterable[Span], inside: Span) -> Iterator[Span]:
    """What lies of each span inside another.

    >>> list(clip([(0, 3), (5, 9)], (2, 6)))
    [(2, 3), (5, 6)]
    """
    for start, end in spans:
        if max(start, inside[0]) < min(end, inside[1]):
            yield max(start, inside[0]), min(end, inside[1])


def merge(spans: Sequence[Span]) -> list[Span]:
    """Sorted union of spans, touching ones joined.

    >>> merge([(4, 6), (0, 2), (2, 3)])
    [(0, 3), (4, 6)]
    """
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        elif end > start:
            out.append((start, end))
    return out
