"""Wording of case texts that carries no field and no movement: 目前病情稳定, 密切接触者均已隔离, 全程佩戴口罩."""

from __future__ import annotations

import re

from tracer.parse.units import NormText, Range
from tracer.rulebook import active


def find_boilerplate(norm: NormText, start: int, end: int) -> list[Range]:
    """The stretches of ``norm.text[start:end]`` known to say nothing about the person's movements."""
    return [(t.start, t.end) for t in active().scanner("boilerplate").scan(norm.text, start, end)]


def connectives() -> list[re.Pattern[str]]:
    """Words that say nothing where all around them is understood, each pattern for a stretch from end to end."""
    book = active()
    return [book.pattern("connectives", rule.id) for rule in book.of("connectives")]
