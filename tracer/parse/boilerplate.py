"""Wording of case texts that carries no field and no movement: 目前病情稳定, 密切接触者均已隔离, 全程佩戴口罩."""

from __future__ import annotations

import re

from tracer.parse.required import required_characters
from tracer.parse.units import NormText, Range
from tracer.rulebook import Rulebook, active
from tracer.spans import merge

_Wording = tuple[re.Pattern[str], frozenset[str] | None]
"""A pattern, and characters of which every match holds one."""


def find_boilerplate(norm: NormText, start: int, end: int) -> list[Range]:
    """The stretches of ``norm.text[start:end]`` known to say nothing about the person's movements, rule by rule.

    Many of the rules may begin with anything, so each searches by itself, and only where it has a chance.
    """
    chars = frozenset(norm.text[start:end])
    out: list[Range] = []
    book = active()
    for pattern, required in book.derived(_wordings):
        may_match = required is None or not required.isdisjoint(chars)
        if may_match and pattern.search(norm.text, start, end):
            out += [m.span() for m in pattern.finditer(norm.text, start, end)]
    return merge(out)


def _wordings(book: Rulebook) -> list[_Wording]:
    found = book.by_kind("boilerplate").get("boilerplate", ())
    return [(pattern, required_characters(pattern.pattern)) for _, pattern in found]


def connectives() -> re.Pattern[str]:
    """Words that say nothing where all around them is understood: a pattern for a stretch from end to end."""
    book = active()
    words = [book.pattern("connectives", rule.id).pattern for rule in book.of("connectives")]
    return book.composed("connectives", "|".join(f"(?:{word})" for word in words))
