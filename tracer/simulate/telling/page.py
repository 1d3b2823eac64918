"""A page that is being written: every word put on it comes back with where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import TypeVar

from tracer import models as m

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Filled:
    """A phrase on the page, and its slots."""

    text: str
    span: m.Span
    slots: dict[str, m.TextSpan]

    def __getitem__(self, slot: str) -> m.TextSpan:
        return self.slots[slot]


class Page:
    """Text from its beginning; spans are code points of the whole text.

    >>> page = Page()
    >>> page.write("病例7，")
    (0, 4)
    >>> page.fill("居住于{home}", home="望湖小区")["home"].span
    (7, 11)
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0

    @property
    def text(self) -> str:
        """Everything written so far."""
        return "".join(self._parts)

    def write(self, words: str) -> m.Span:
        """Put words at the end."""
        self._parts.append(words)
        self.length += len(words)
        return self.length - len(words), self.length

    def put(self, words: str) -> m.TextSpan:
        """The same, with the words."""
        return m.TextSpan(text=words, span=self.write(words))

    def take_back(self, length: int) -> None:
        """Remove what was written last, down to a length at which something was begun."""
        while self.length > length:
            self.length -= len(self._parts.pop())

    def led(self, lead: str, write: Callable[[], T]) -> T:
        """What ``write`` writes, after ``lead``, which is left out where nothing follows it."""
        before = self.length
        self.write(lead)
        after = self.length
        result = write()
        if self.length == after:
            self.take_back(before)
        return result

    def fill(self, template: str, **slots: str) -> Filled:
        """Write a template with its slots filled; slots may be empty."""
        start, parts, found = self.length, [], {}
        for literal, slot in _pieces(template):
            parts.append(literal)
            self.write(literal)
            if slot:
                parts.append(slots[slot])
                found[slot] = self.put(slots[slot])
        return Filled("".join(parts), (start, self.length), found)


@lru_cache(maxsize=1024)
def _pieces(template: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, slot) for literal, slot, _, _ in Formatter().parse(template))
