"""Wording of case texts that carries no field and no movement: 目前病情稳定, 密切接触者均已隔离, 全程佩戴口罩."""

from __future__ import annotations

from functools import lru_cache

from tracer.parse.facts import FactRules, characters
from tracer.parse.units import NormText, Range
from tracer.rulebook import default


def find_boilerplate(norm: NormText, start: int, end: int) -> list[Range]:
    """The stretches of ``norm.text[start:end]`` known to say nothing about the person's movements."""
    where = ((start, end),)
    return [
        (hit.start, hit.end) for hit in _rules().find("boilerplate", norm.text, where, characters(norm.text, where))
    ]


@lru_cache(maxsize=1)
def _rules() -> FactRules:
    return FactRules(default(), "boilerplate")
