"""The table of administrative divisions in memory: names to codes and back. Loaded when first asked for.

A code here is as long as its level: 2 digits a province, 4 a city, 6 a county, 9 a township; a trailing ``h``
marks a unit that notices of 2020-2022 still name and that has since been merged or renamed.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names and codes of provinces, cities, counties and townships."""

    names: dict[str, str]
    """Full names, and those without the peoples in them (民和县), to their codes, divided by spaces."""
    lengths: dict[str, tuple[int, ...]]
    """The first two characters of full names to how long the names are that begin so, the longest first."""
    short_lengths: dict[str, tuple[int, ...]]
    """The same for the names without their level."""
    shorts: dict[str, str]
    """Names without their level (武汉, 海淀) to their codes."""
    areas: dict[str, str]
    """Codes of provinces, cities and counties to their names."""


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The table that comes with tracer."""
    packed = (files("tracer.rules") / "divisions" / "divisions.txt.gz").read_bytes()
    coded, towns, others, shorts = gzip.decompress(packed).decode("utf-8").split("\n\n")
    areas = _table(coded)
    names = _table(towns)
    for code, name in areas.items():
        names[name] = f"{names[name]} {code}" if name in names else code
    for name, codes in _table(others).items():
        names[name] = f"{names[name]} {codes}" if name in names else codes
    short = _table(shorts)
    return Gazetteer(names, _lengths(names), _lengths(short), short, areas)


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    known: dict[str, tuple[int, ...]] = {}
    for name in names:
        head, length = name[:2], len(name)
        others = known.get(head, ())
        if length not in others:
            known[head] = tuple(sorted((*others, length), reverse=True)) if others else (length,)
    return known


def _table(block: str) -> dict[str, str]:
    return dict(line.split("\t") for line in block.split("\n"))


def padded(code: str) -> str:
    """A code as records write it: six digits, nine for a township, no mark.

    >>> padded("11"), padded("330104h"), padded("110106023")
    ('110000', '330104', '110106023')
    """
    return code.rstrip("h").ljust(6, "0")


def trimmed(code: str) -> str:
    """A record's code at the length of its level.

    >>> trimmed("110000"), trimmed("140100"), trimmed("140105")
    ('11', '1401', '140105')
    """
    while len(code) <= 6 and code.endswith("00"):
        code = code[:-2]
    return code


def ancestors(code: str) -> tuple[str | None, str | None, str | None]:
    """Names of the province, city and county a code lies in; a municipality is its own city.

    >>> ancestors("110106023"), ancestors("4201")
    (('北京市', '北京市', '丰台区'), ('湖北省', '武汉市', None))
    """
    areas = gazetteer().areas
    province = areas.get(code[:2])
    city = areas.get(code[:4]) if len(code) > 2 else None
    if code[:2] in MUNICIPALITIES:
        city = province
    county = (areas.get(code[:6]) or areas.get(code[:6] + "h")) if len(code.rstrip("h")) > 4 else None
    return province, city, county
