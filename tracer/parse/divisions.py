"""Administrative prefixes of places (江西省南昌市西湖区朝阳洲街道…) and the areas they mean.

`find_area` reads: the longest chain of names at the beginning of a place, each inside the one before.
`resolve_area` decides: one code left is stated; several are settled by the notice's own area (inferred) or
stay open (ambiguous).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from tracer import models, rulebook
from tracer.parse.gazetteer import MUNICIPALITIES, ancestors, gazetteer, padded, trimmed
from tracer.patterns import first_characters

Level = Literal["province", "city", "county", "township", "zone"]
LEVELS: dict[int, Level] = {2: "province", 4: "city", 6: "county", 9: "township"}
# Counties whose names are also plain words; they need their city before them.
PLAIN = frozenset({"城区", "郊区", "矿区", "东区", "西区", "南区", "北区"})
MAX_SHORT = 6
Codes = tuple[str, ...]


class AreaPart(NamedTuple):
    """One name of a chain, as written."""

    name: str
    level: Level
    start: int
    end: int


Found = tuple[AreaPart, Codes]
Names = tuple[tuple[str, Level], ...]
"""The names of a chain and their levels."""


class AreaMatch(NamedTuple):
    """A chain of administrative names and the codes its last listed name may have."""

    start: int
    end: int
    parts: tuple[AreaPart, ...]
    codes: tuple[str, ...]
    """At the length of their level; empty when only an unlisted zone was read."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """The codes as records write them."""
        return tuple(sorted({padded(code) for code in self.codes}))


@dataclass(frozen=True, slots=True)
class AreaContext:
    """Areas known from around a place, the closest first: a heading's district, the notice's own area."""

    codes: tuple[str, ...] = ()

    @classmethod
    def of(cls, *areas: models.Area | None) -> AreaContext:
        """The context that these areas give, the closest first."""
        return cls(tuple(trimmed(area.code) for area in areas if area is not None and area.code))

    def narrow(self, codes: Iterable[str], *, farthest: int = 2) -> list[str]:
        """Those of ``codes`` nearest to the context: in its county, else its city, else its province."""
        known = list(codes)
        for own in self.codes:
            for width in (6, 4, 2):
                near = [c for c in known if len(own) >= width and c[:width] == own[:width]]
                if near and (width >= farthest or own[:2] in MUNICIPALITIES or len(own) == 2):
                    return near
        return []


NOWHERE = AreaContext()


@dataclass(frozen=True, slots=True)
class _Rules:
    zone_alone: re.Pattern[str]
    zone_begins: frozenset[str]
    """Characters with one of which a zone named alone begins; none if they cannot be listed."""
    zone_after_city: re.Pattern[str]
    zone_second: re.Pattern[str]
    unlisted: re.Pattern[str]
    before: re.Pattern[str]
    never: re.Pattern[str]
    broken: re.Pattern[str]
    tail: re.Pattern[str]


@lru_cache(maxsize=1)
def _rules() -> _Rules:
    book = rulebook.default()
    alone = book.pattern("divisions", "area.zone.alone")
    return _Rules(
        zone_alone=alone,
        zone_begins=first_characters(alone.pattern) or frozenset(),
        zone_after_city=book.pattern("divisions", "area.zone.after_city"),
        zone_second=book.pattern("divisions", "area.zone.second"),
        unlisted=book.pattern("divisions", "area.township.unlisted"),
        before=book.pattern("divisions", "area.short.before"),
        never=book.pattern("divisions", "area.short.never"),
        broken=book.pattern("divisions", "area.level.never"),
        tail=book.pattern("divisions", "area.level.tail"),
    )


def find_area(text: str, start: int = 0, end: int | None = None) -> AreaMatch | None:
    """The longest administrative chain with which ``text[start:end]`` begins.

    Names without their level (武汉) count only where nothing else can be meant: after their province, before
    a name inside them, or standing alone.

    >>> [p.name for p in find_area("江西省南昌市西湖区某小区").parts]
    ['江西省', '南昌市', '西湖区']
    >>> find_area("南京东路8号"), find_area("武汉热干面馆")
    (None, None)
    """
    stop = len(text) if end is None else min(end, len(text))
    table, head = gazetteer(), text[start : start + 2]
    if head not in table.lengths and head not in table.short_lengths and _zone(text, start, stop, None, ()) is None:
        return None  # as most places begin
    parts: list[AreaPart] = []
    codes: Codes = ()
    at = start
    while at < stop and (found := _next(text, at, stop, parts, codes)) is not None:
        part, codes = found
        parts.append(part)
        at = part.end
    tail = _rules().tail.match(text, at, stop) if parts else None
    at = tail.end() if tail else at
    return AreaMatch(start, at, tuple(parts), codes) if parts else None


def area_of_name(name: str) -> AreaMatch | None:
    """The areas that ``name`` as a whole stands for (太原市, 海东市乐都区, 武汉), or None.

    >>> area_of_name("太原市").candidates, area_of_name("太原市某小区")
    (('140100',), None)
    """
    match = find_area(name)
    return match if match is not None and match.end == len(name) else None


def _next(text: str, at: int, stop: int, parts: list[AreaPart], codes: Codes) -> Found | None:
    """The name at ``at`` that continues the chain, and the codes that the chain may then have."""
    last = parts[-1].level if parts else None
    if last == "township":
        return None
    return (
        _listed(text, at, stop, parts, codes)
        or _short(text, at, stop, parts, codes)
        or _zone(text, at, stop, last, codes)
        or (_unlisted(text, at, stop, codes) if last in ("county", "zone") else None)
    )


def _listed(text: str, at: int, stop: int, parts: list[AreaPart], codes: Codes) -> Found | None:
    """The longest full name of the table that fits the chain."""
    table = gazetteer()
    for length in table.lengths.get(text[at : at + 2], ()):
        end = at + length
        name = text[at:end]
        if end > stop or name not in table.names or (not parts and name in PLAIN) or _rules().broken.match(text, end):
            continue
        kept = _inside(table.names[name], codes)
        if kept and (parts or end - at > 2 or len(kept[0].rstrip("h")) < 9):
            return AreaPart(name, LEVELS[len(kept[0].rstrip("h"))], at, end), kept
    return None


@lru_cache(maxsize=4096)
def _inside(listed: str, parents: Codes) -> Codes:
    """The codes that lie in one of the parents; without parents, those of the widest level."""
    codes = listed.split(" ")
    if parents:
        within = tuple(parent.rstrip("h") for parent in parents)
        return tuple(code for code in codes if code.startswith(within) and code not in parents)
    widest = min(len(code.rstrip("h")) for code in codes)
    return tuple(code for code in codes if len(code.rstrip("h")) == widest)


def _short(text: str, at: int, stop: int, parts: list[AreaPart], codes: Codes) -> Found | None:
    """The longest name without its level, where it can be nothing else."""
    table, rules = gazetteer(), _rules()
    for length in table.short_lengths.get(text[at : at + 2], ()):
        end = at + length
        listed = table.shorts.get(text[at:end]) if end <= stop and length <= MAX_SHORT else None
        if listed is None:
            continue
        kept = _inside(listed, codes) if parts else tuple(c for c in listed.split(" ") if len(c) <= 4)
        if not kept or rules.never.match(text, end):
            continue
        part = AreaPart(text[at:end], LEVELS[len(kept[-1].rstrip("h"))], at, end)
        alone = end == stop or rules.before.match(text, end) is not None
        if alone or (parts and part.level == "city"):
            return part, kept
        if not parts and _next(text, end, stop, [part], kept) is not None:
            return part, kept
    return None


def _zone(text: str, at: int, stop: int, last: Level | None, codes: Codes) -> Found | None:
    """A functional zone that the table does not list; the chain keeps the codes it has."""
    rules = _rules()
    if last == "city" or last == "zone":
        m = (rules.zone_after_city if last == "city" else rules.zone_second).match(text, at, stop)
    elif rules.zone_begins and text[at : at + 1] not in rules.zone_begins:
        return None
    else:
        m = rules.zone_alone.match(text, at, stop)
    return (AreaPart(m.group(), "zone", at, m.end()), codes) if m else None


def _unlisted(text: str, at: int, stop: int, codes: Codes) -> Found | None:
    """A township that the table does not list, directly after its county."""
    m = _rules().unlisted.match(text, at, stop)
    return (AreaPart(m.group(), "township", at, m.end()), codes) if m else None


def resolve_area(match: AreaMatch, context: AreaContext = NOWHERE) -> models.Area:
    """The area a chain means: stated with one code left, inferred where the context decides, else ambiguous.

    >>> resolve_area(find_area("朝阳区某小区"), AreaContext(("2201",))).code
    '220104'
    >>> resolve_area(find_area("朝阳区某小区")).status
    'ambiguous'
    """
    if not match.codes:
        return _zone_area(match, context)
    return _settled(tuple([(part.name, part.level) for part in match.parts]), match.codes, context)


@lru_cache(maxsize=4096)
def _settled(names: Names, listed: Codes, context: AreaContext) -> models.Area:
    """The area of a chain of names with these codes; notices name the same few areas again and again."""
    codes, status = _decide(names, listed, context)
    return _area(names, codes, status)


def _decide(names: Names, listed: Codes, context: AreaContext) -> tuple[list[str], models.Status]:
    """The codes left, and how they were come by."""
    all_codes = _present(listed)
    town_alone = names[0][1] == "township"
    # a bare 城关镇 one province away is another town: only the own city may settle it
    near = _present(context.narrow(listed, farthest=4 if town_alone else 2))
    if len(all_codes) == 1:
        return all_codes, "ambiguous" if town_alone and context.codes and not near else "stated"
    if len(near) == 1:
        return near, "inferred"
    return near or all_codes, "ambiguous"


def _present(codes: Iterable[str]) -> list[str]:
    """The codes without those of merged and renamed units, unless only such are left."""
    known = list(codes)
    return [code for code in known if not code.endswith("h")] or known


def _area(names: Names, codes: list[str], status: models.Status) -> models.Area:
    """The record, with whatever all the codes agree on."""
    above = [ancestors(code) for code in codes]
    province, city, county = (of[0] if len(set(of)) == 1 else None for of in zip(*above, strict=True))
    written = {level: name for name, level in names}
    zones = [name for name, level in names if level == "zone"]
    return models.Area(
        province=province,
        city=city,
        county=county or (zones[0] if zones else written.get("county")),
        township=written.get("township") or (zones[1] if len(zones) > 1 else None),
        code=padded(codes[0]) if status != "ambiguous" else None,
        status=status,
        candidates=tuple(sorted({padded(code) for code in codes})) if status == "ambiguous" else (),
    )


def _zone_area(match: AreaMatch, context: AreaContext) -> models.Area:
    """An unlisted zone with no city before it: it lies in the notice's own city, if there is one."""
    own = next((code[:4] for code in context.codes if len(code) >= 4 or code[:2] in MUNICIPALITIES), None)
    names = tuple((part.name, part.level) for part in match.parts)
    return _area(names, [own], "inferred") if own else _open_zone(match)


def _open_zone(match: AreaMatch) -> models.Area:
    return models.Area(county=match.parts[0].name, status="ambiguous")
