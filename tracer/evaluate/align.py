"""Which parsed case is which annotated case."""

from __future__ import annotations

from collections.abc import Sequence

from tracer.evaluate.compare import alike, squeeze
from tracer.evaluate.gold import GoldCase

ENOUGH = 2
"""Least closeness at which two cases are taken for one person."""


def align(gold: Sequence[GoldCase], parsed: Sequence[GoldCase]) -> dict[int, int]:
    """Indices of annotated cases to indices of parsed ones, each used once, the closest pairs first.

    An annotated case with nothing to know it by (no label, sex, age or home) may take the parsed one in its place.
    """
    ranked = sorted(
        ((closeness(g, p), -abs(i - j), i, j) for i, g in enumerate(gold) for j, p in enumerate(parsed)), reverse=True
    )  # fmt: skip
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, i, j in ranked:
        if i not in pairs and j not in taken and (score >= ENOUGH or (i == j and _is_bare(gold[i]))):
            pairs[i] = j
            taken.add(j)
    return pairs


def closeness(gold: GoldCase, parsed: GoldCase) -> int:
    """How much two cases share: label 4, age and home 2 each, sex 1, dated places up to 2."""
    score = 4 if gold.label is not None and squeeze(gold.label) == squeeze(parsed.label) else 0
    score += 1 if gold.sex is not None and gold.sex == parsed.sex else 0
    score += 2 if gold.age is not None and gold.age == parsed.age else 0
    score += 2 if any(alike(a, b) for a in gold.residence for b in parsed.residence) else 0
    return score + min(2, _shared_places(gold, parsed))


def _shared_places(gold: GoldCase, parsed: GoldCase) -> int:
    """Pairs of events at the same time and place."""
    dated = [event for event in gold.events if event.start and event.place]
    return sum(1 for a in dated for b in parsed.events if a.start == b.start and alike(a.place, b.place))


def _is_bare(case: GoldCase) -> bool:
    return not (case.label or case.sex or case.age or case.residence)
