"""Wording of case texts that carries no field and no movement: 目前病情稳定, 密切接触者均已隔离, 全程佩戴口罩."""

from __future__ import annotations

import re

from tracer.parse.required import required_characters
from tracer.parse.units import NormText, Range
from tracer.rulebook import active
from tracer.spans import merge


def find_boilerplate(norm: NormText, start: int, end: int) -> list[Range]:
    """The stretches of ``norm.text[start:end]`` known to say nothing about the person's movements, rule by rule.

    Many of the rules may begin with anything, so each searches by itself, and only where it has a chance.
    """
    chars = frozenset(norm.text[start:end])
    out: list[Range] = []
    for _, pattern in active().by_kind("boilerplate")["boilerplate"]:
        required = required_characters(pattern.pattern)
        if required is None or not required.isdisjoint(chars):
            out += [m.span() for m in pattern.finditer(norm.text, start, end)]
    return merge(out)


def connectives() -> list[re.Pattern[str]]:
    """Words that say nothing where all around them is understood, each pattern for a stretch from end to end."""
    book = active()
    return [book.pattern("connectives", rule.id) for rule in book.of("connectives")]
