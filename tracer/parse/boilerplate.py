"""Wording of case texts that carries no field and no movement: 目前病情稳定, 密切接触者均已隔离, 全程佩戴口罩."""

from __future__ import annotations

import re

from tracer.parse.required import required_characters
from tracer.parse.units import NormText, Range
from tracer.rulebook import Rulebook, active
from tracer.spans import merge


class _Wordings:
    """The patterns in force, and which of them a text can hold by its characters."""

    def __init__(self, book: Rulebook) -> None:
        rules = book.by_kind("boilerplate").get("boilerplate", ())
        self.patterns = [pattern for _, pattern in rules]
        self.anywhere: set[int] = set()
        """The patterns that can match whatever the characters are."""
        self.by_character: dict[str, set[int]] = {}
        """The patterns by the characters of which every match holds one."""
        for number, pattern in enumerate(self.patterns):
            required = required_characters(pattern.pattern)
            for char in required or ():
                self.by_character.setdefault(char, set()).add(number)
            if required is None:
                self.anywhere.add(number)

    def of(self, words: str) -> list[re.Pattern[str]]:
        """The patterns that may match somewhere in these words."""
        found = self.anywhere.union(*[self.by_character.get(char, ()) for char in set(words)])
        return [self.patterns[number] for number in found]


def find_boilerplate(norm: NormText, start: int, end: int) -> list[Range]:
    """The stretches of ``norm.text[start:end]`` known to say nothing about the person's movements, rule by rule.

    Many of the rules may begin with anything, so each searches by itself, and only where it has a chance.
    """
    out: list[Range] = []
    for pattern in active().derived(_Wordings).of(norm.text[start:end]):
        if pattern.search(norm.text, start, end):
            out += [m.span() for m in pattern.finditer(norm.text, start, end)]
    return merge(out)


def connectives() -> re.Pattern[str]:
    """Words that say nothing where all around them is understood: a pattern for a stretch from end to end."""
    book = active()
    words = [book.pattern("connectives", rule.id).pattern for rule in book.of("connectives")]
    return book.composed("connectives", "|".join(f"(?:{word})" for word in words))
