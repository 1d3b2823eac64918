"""People mentioned who are no cases: kin told of (妻子), and people only counted (同行3人, 13名密切接触者)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tracer import models
from tracer.parse.units import NormText, Range
from tracer.rulebook import active

BEFORE = re.compile(r"([0-9]{1,5}|[一二两三四五六七八九十])[名位个]$")
NUMERALS = {"两": 2, "俩": 2, **{char: n for n, char in enumerate("零一二三四五六七八九十")}}


def counted_contacts(norm: NormText, ranges: Iterable[Range]) -> Iterator[models.Contact]:
    """The groups of people a person's text counts, in text order.

    >>> from tracer.parse.normalise import normalise
    >>> n = normalise("与2名同事就餐,密切接触者12人")
    >>> [(c.role, c.count) for c in counted_contacts(n, [(0, len(n.text))])]
    [('同事', 2), ('密切接触者', 12)]
    """
    for start, end in ranges:
        for token in active().scanner("contacts").scan(norm.text, start, end):
            before = BEFORE.search(norm.text, max(start, token.start - 7), token.start)
            said = token.groups.get("count") or (before[1] if before else None)
            role = token.groups.get("role")
            if said is None or role is None:
                continue
            a = before.start() if before and not token.groups.get("count") else token.start
            yield models.Contact(
                role=role, count=_number(said), text=norm.quote(a, token.end), span=norm.span(a, token.end)
            )


def with_counted(contacts: Sequence[models.Contact], counted: Iterable[models.Contact]) -> list[models.Contact]:
    """The contacts and those counted, each role and number once, in text order."""
    known: dict[tuple[str, int | None], models.Contact] = {}
    for contact in [*contacts, *counted]:
        known.setdefault((contact.role, contact.count), contact)
    return sorted(known.values(), key=lambda c: c.span)


def _number(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return NUMERALS.get(words)
    return NUMERALS.get(tens, 1) * 10 + NUMERALS.get(ones, 0)
