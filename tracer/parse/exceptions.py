"""Exceptions inside a clause: 1月25日至2月6日除1月29日到便利店外均居家.

What is excepted happened too, on a day of its own that does not carry on: the clause is read as what stands before it,
the exception, and the rest, each by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracer.parse.clauses import Clause

EXCEPTION = re.compile(
    r"除(?:了|去)?(?P<what>[^,。;:除]{2,48}?)(?:之外|以外|(?<![野户郊海国省市境室门里意另此])外)(?![出卖地婆公孙甥国省市面边环围部])"
)


def divided(text: str, clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses, those with an exception as their parts."""
    for clause in clauses:
        excepts = text.find("除", clause.start, clause.end) >= 0
        found = EXCEPTION.search(text, clause.start, clause.end) if excepts else None
        if found is None or any(i.start < found.end() < i.end for i in clause.items if i.kind != "guard"):
            yield clause
            continue
        head, told, rest = (clause.start, found.start()), found.span("what"), (found.end(), clause.end)
        whole = not text[slice(*rest)].strip()
        if text[slice(*head)].strip():
            yield part(clause, *head)
        yield replace(part(clause, *told), last=clause.last and whole, exception=True)
        if not whole:
            yield replace(part(clause, *rest), last=clause.last)


def part(clause: Clause, start: int, end: int) -> Clause:
    """The part of a clause between two offsets, in a sentence that goes on."""
    items = [i for i in clause.items if start <= i.start and i.end <= end]
    inner = [i for i in clause.inner if start <= i.start and i.end <= end]
    brackets = [r for r in clause.brackets if start <= r[0] and r[1] <= end]
    return Clause(start, end, items, inner, brackets, last=False)
