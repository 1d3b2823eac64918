"""Labels as keys: what has to agree before two of them may name one person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tracer.models import Area, Case, Target
from tracer.parse.normalise import fold, normalise
from tracer.parse.published import Dating, published_on
from tracer.parse.references import CaseReference, find_references
from tracer.rulebook import default

ASYMPTOMATIC = "无症状"
NO_NAME = re.compile("[0-9]+[年月日时分点]|的|新增|报告")
"""Words before a series that are no part of an area's name (4月10日新增云冈区确诊病例1)."""
BREAK = "、"
MASKS = "某×＊*xX"


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
    dated: bool = False
    """The words point to the notice of a day, even if which day stays unknown (昨日通报的病例2)."""
    reported: bool = False
    """That day is the one on which the case was reported or confirmed, not the one of the notice (4月3日新增)."""
    earlier: bool = False
    """The words point to some earlier notice (此前通报的病例2)."""
    level: str = ""
    """The level of our own area in whose numbering the label counts: 市 for 我市第2例."""
    elsewhere: bool = False
    """The number counts in some place that is not ours and not named (外省通报的病例2)."""
    ordinal: str = ""
    """The counting word where the number is a place in a count (例 in 第2例), "" for the label of a list (病例2)."""
    sole: bool = False
    """Without number and name, but of the notice of a day: the only one of the series in it, if there is only one."""


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
    return _pattern("same_case.series.decoration").sub("", plain) or plain


@lru_cache(maxsize=4096)
def series_agree(a: str, b: str) -> bool:
    """Whether two different series keys can be one: 病例 is any case, but never an asymptomatic one.

    >>> series_agree("病例", "确诊病例"), series_agree("病例", "无症状感染者")
    (True, False)
    """
    for bare, other in ((a, b), (b, a)):
        if _pattern("same_case.series.generic").search(bare) and (bare.endswith("感染者") or ASYMPTOMATIC not in other):
            return True
    return False


def scope(label: str, series: str | None) -> str:
    """The area a label names before its series, the finest of several, or "".

    >>> scope("临江区3月24日通报的无症状感染者1", "无症状感染者"), scope("我市4月9日通报的病例1", "病例")
    ('临江区', '')
    >>> scope("4月10日通报的云冈区确诊病例1", "确诊病例"), scope("4月10日新增太原市小店区病例1", "病例")
    ('云冈区', '小店区')
    """
    before = _pattern("said.published").sub(BREAK, _before_series(normal_form(label), series))
    found = _pattern("same_case.scope.area").findall(NO_NAME.sub(BREAK, before))
    return str(found[-1]) if found else ""


def of_case(case: Case) -> Reference:
    """The label under which a notice introduces a case."""
    label = normal_form(case.label.value) if case.label else ""
    name = normal_form(case.name.value) if case.name else None
    if name is None and case.number is None:
        name = label or None
    return Reference(
        label,
        series_key(case.series),
        case.number,
        name,
        scope(label, case.series),
        ordinal=_ordinal(label),
    )


def of_target(target: Target) -> Reference:
    """What a relation says about the case it points to."""
    label = normal_form(target.label.value)
    name = normal_form(target.name) if target.name else None
    return _reference(label, target.series, target.number, name, target.published_on)


@lru_cache(maxsize=4096)
def of_words(label: str, today: str | None = None) -> Reference:
    """A bare label in running text (与病例3); ``today`` is the day from which its own days count.

    >>> of_words("病例3").number, of_words("昨日通报的病例3", "2022-04-10").published_on
    (3, '2022-04-09')
    """
    plain = normal_form(label)
    norm = normalise(plain)
    found = find_references(norm, 0, len(norm.text))
    if len(found) != 1 or found[0].text != plain:
        return Reference(plain, name=plain)
    return _of_mention(found[0], today)


def _of_mention(said: CaseReference, today: str | None) -> Reference:
    day = date.fromisoformat(today) if today else None
    name = said.name or (said.text if said.number is None and not said.described else None)
    return _reference(said.text, said.series, said.number, name, published_on(said.published, Dating(day, day)))


def _reference(
    label: str, series: str | None, number: int | None, name: str | None, published: str | None
) -> Reference:
    tail = _pattern("said.series").search(label) if series is None and number is None and name is None else None
    series = tail.group() if tail else series
    before = _before_series(label, series)
    level = _pattern("said.own_level").search(before)
    return Reference(
        label,
        series_key(series),
        number,
        name,
        scope(label, series),
        published,
        dated=published is not None or _pattern("said.day").search(before) is not None,
        reported=_pattern("said.reported").search(before + (series or "")) is not None,
        earlier=_pattern("said.earlier").search(before) is not None,
        level=level["level"] if level else "",
        elsewhere=_pattern("said.elsewhere").search(before) is not None,
        ordinal=_ordinal(label),
        sole=tail is not None and _pattern("said.published").search(before) is not None,
    )


def _ordinal(label: str) -> str:
    found = _pattern("said.ordinal").search(label)
    return (found["counter"] or "例") if found else ""


def names_agree(a: str | None, b: str | None) -> bool:
    """Whether two masked names can be of one person: as long as they say, they say the same.

    >>> [names_agree("戴某根", other) for other in ("戴某某", "戴某平", "刘某", None)]
    [True, False, False, True]
    """
    if not a or not b:
        return True
    given = [n[-1] for n in (a, b) if n[-1] not in MASKS]
    return a[0] == b[0] and len(set(given)) < 2


def area_names(area: Area | None) -> tuple[str, ...]:
    """The names by which a text may call an area of its own, widest first."""
    return tuple(n for n in (area.province, area.city, area.county) if n) if area else ()


def _before_series(label: str, series: str | None) -> str:
    """The words before the series or the count: who published the case, where and when."""
    at = label.find(normal_form(series)) if series else len(label)
    counted = _pattern("said.ordinal").search(label)
    if counted is not None and (at < 0 or counted.start() < at):
        at = counted.start()
    return label[: max(at, 0)]


def _pattern(rule_id: str) -> re.Pattern[str]:
    return default().pattern(rule_id.partition(".")[0], rule_id)
