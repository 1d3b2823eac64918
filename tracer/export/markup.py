"""What was read from a notice, as marks on its text: which stretch became which field, and what was left.

Marks may hold one another (a visit holds its place) and, rarely, cross. `walk` turns them into a stream in which every
mark opened is closed again in order, so that a page or a terminal can follow it; a mark that crosses another is cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel

from tracer.models import Event, Notice
from tracer.spans import Span

UNPARSED = "unparsed"
SINGULAR = {
    "residences": "residence",
    "symptoms": "symptom",
    "relations": "relation",
    "contacts": "contact",
    "companions": "companion",
    "places": "venue",
    "totals": "total",
    "revisions": "revision",
    "parts": "label",
    "unparsed_spans": UNPARSED,
}
"""Names of lists and of their members."""
TARGET = {("target", "label"), ("target", "parts")}
"""What points to the case of a relation, and the parts it may be put together from."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the raw text, ``[start, end)``, and what it was read as."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a walk: text, or the opening or closing of a mark; ``open`` are the marks around it, outer first."""

    kind: Literal["open", "text", "close"]
    text: str
    """The text, or the name of the mark."""
    open: tuple[str, ...]


def marks(notice: Notice) -> list[Mark]:
    """Every stretch a notice quotes, each once, in text order, the longer before the shorter."""
    found = dict.fromkeys(Mark(*span, name) for name, span in _quotes(notice, "notice"))
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def _quotes(record: BaseModel, name: str) -> Iterator[tuple[str, Span]]:
    span = getattr(record, "span", None)
    if span is not None and getattr(record, "text", None):
        yield (record.kind if isinstance(record, Event) else name), span
    for field in type(record).model_fields:
        value = getattr(record, field)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, BaseModel):
                yield from _quotes(item, "target" if (name, field) in TARGET else SINGULAR.get(field, field))


def walk(raw: str, span: Span, marked: Iterable[Mark]) -> Iterator[Step]:
    """The text of a span as a stream of text and marks opened and closed.

    >>> [step.text for step in walk("女,5岁", (0, 4), [Mark(0, 1, "sex")])]
    ['sex', '女', 'sex', ',5岁']
    """
    inside = [Mark(max(m.start, span[0]), min(m.end, span[1]), m.name) for m in marked]
    inside = sorted((m for m in inside if m.start < m.end), key=lambda m: (m.start, -m.end))
    cuts = sorted({*span, *(m.start for m in inside), *(m.end for m in inside)})
    opened: list[Mark] = []
    for start, end in pairwise(cuts):
        yield from _close(opened, start)
        while inside and inside[0].start <= start:
            yield from _open(opened, inside.pop(0))
        yield Step("text", raw[start:end], _names(opened))
    yield from _close(opened, span[1])


def _close(opened: list[Mark], at: int) -> Iterator[Step]:
    """Close what ends here; a mark that crosses it is closed with it and opened again."""
    first = next((i for i, mark in enumerate(opened) if mark.end <= at), len(opened))
    again = [mark for mark in opened[first:] if mark.end > at]
    while len(opened) > first:
        name = opened.pop().name
        yield Step("close", name, _names(opened))
    for mark in again:
        yield from _open(opened, mark)


def _open(opened: list[Mark], mark: Mark) -> Iterator[Step]:
    yield Step("open", mark.name, _names(opened))
    opened.append(mark)


def _names(opened: Sequence[Mark]) -> tuple[str, ...]:
    return tuple(mark.name for mark in opened)
