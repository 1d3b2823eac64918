"""Labels as keys: what has to agree before two of them may name one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tracer.models import Area, Case, Target
from tracer.parse.normalise import fold
from tracer.rulebook import default

ASYMPTOMATIC = "无症状"


@dataclass(frozen=True, slots=True)
class Reference:
    """A label taken apart, of a case or of a mention of one."""

    label: str
    series: str = ""
    number: int | None = None
    name: str | None = None
    scope: str = ""
    """The area in whose numbering the label counts, where the label names it (临江区确诊病例1)."""
    published_on: str | None = None


@lru_cache(maxsize=4096)
def normal_form(text: str) -> str:
    """A label without the accidents of print.

    >>> normal_form("病例 ４８")
    '病例48'
    """
    return re.sub(r"\s+", "", fold(text))


@lru_cache(maxsize=4096)
def series_key(series: str | None) -> str:
    """A series without the words that only decorate it.

    >>> series_key("本土确诊病例"), series_key(None)
    ('确诊病例', '')
    """
    if not series:
        return ""
    plain = normal_form(series)
    return default().pattern("same_case", "same_case.series.decoration").sub("", plain) or plain


def series_agree(a: str, b: str) -> bool:
    """Whether two different series keys can be one: 病例 is any case, but never an asymptomatic one.

    >>> series_agree("病例", "确诊病例"), series_agree("病例", "无症状感染者")
    (True, False)
    """
    generic = default().pattern("same_case", "same_case.series.generic")
    for bare, other in ((a, b), (b, a)):
        if generic.search(bare) and (bare.endswith("感染者") or ASYMPTOMATIC not in other):
            return True
    return False


@lru_cache(maxsize=4096)
def scope(label: str, series: str | None) -> str:
    """The area a label names before its series, or "".

    >>> scope("临江区3月24日通报的无症状感染者1", "无症状感染者"), scope("我市4月9日通报的病例1", "病例")
    ('临江区', '')
    """
    plain = normal_form(label)
    at = plain.find(normal_form(series)) if series else len(plain)
    found = default().pattern("same_case", "same_case.scope.area").search(plain[: at if at >= 0 else 0])
    return found.group() if found else ""


def of_case(case: Case) -> Reference:
    """The label under which a notice introduces a case."""
    label = normal_form(case.label.value) if case.label else ""
    name = normal_form(case.name.value) if case.name else None
    if name is None and case.number is None:
        name = label or None
    return Reference(label, series_key(case.series), case.number, name, scope(label, case.series))


def of_target(target: Target) -> Reference:
    """What a relation says about the case it points to."""
    label = normal_form(target.label.value)
    return Reference(
        label,
        series_key(target.series),
        target.number,
        normal_form(target.name) if target.name else None,
        scope(label, target.series),
        target.published_on,
    )


def of_words(label: str) -> Reference:
    """A bare label in running text (与病例3).

    >>> of_words("病例3").number
    3
    """
    plain = normal_form(label)
    found = re.fullmatch(r"(.*?)(\d{1,6})号?", plain)
    if found is None:
        return Reference(plain, name=plain)
    return Reference(plain, series_key(found[1]), int(found[2]))


def area_names(area: Area | None) -> tuple[str, ...]:
    """The names by which a text may call an area of its own, widest first."""
    return tuple(n for n in (area.province, area.city, area.county) if n) if area else ()
