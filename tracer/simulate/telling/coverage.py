"""How much of the cases' text a record accounts for, counted as the parser counts it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from tracer import models as m


def coverage(text: str, cases: Sequence[m.Case]) -> m.Coverage:
    """Of the text of the cases: in fields and events, punctuation, and the words between them."""
    inside = {i for case in cases for i in range(*case.span)}
    claimed = {i for case in cases for span in _spans(case) for i in range(*span)} & inside
    separators = sum(1 for i in inside - claimed if _separates(text[i]))
    rest = len(inside) - len(claimed) - separators
    return m.Coverage(
        total=len(inside), parsed=len(claimed), separators=separators, boilerplate=rest, unparsed=0
    )  # fmt: skip


def _separates(char: str) -> bool:
    return char.isspace() or unicodedata.category(char).startswith("P")


def _spans(case: m.Case) -> Iterator[m.Span]:
    facts = (case.label, case.name, case.sex, case.age, case.occupation, case.workplace, case.classification)
    for part in (*facts, *case.residences):
        if part is not None and part.span is not None:
            yield part.span
    yield from (relation.span for relation in case.relations)
    for event in case.events:
        yield event.span
        if event.when is not None:
            yield event.when.span
