"""Ways of naming a place: each mention reduced to name and area, and what all mentions of one way have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from tracer.link.numbering import issuer
from tracer.link.places import case_places, is_private, name_key, names_institution, plain_name, whole_of
from tracer.models import Area, Case, Notice, Place, Span

DWELLING_KINDS = frozenset({"residence", "community", "village", "home"})
UNDECIDED_KINDS = frozenset({"other", "street", "area"})
BRACKETS = re.compile(r"[()\[\]【】《》·-]")


class Details(NamedTuple):
    """What may or may not be said about a place; two mentions contradict where both say different things."""

    county: str | None
    township: str | None
    use: str | None
    """Dwelling or venue; None when the kind does not tell."""


NOTHING = Details(None, None, None)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of naming a place."""

    scope: str
    """The city, or the notice where no city is known, or the case to which a nameless place belongs."""
    core: str
    """The name reduced to what variants of it share."""
    written: str
    details: Details
    private: bool = False
    """Known only to the case, or the notice, that mentions it."""

    @property
    def id(self) -> str:
        """How decisions call it; it depends on the words and the area only.

        >>> Variant("太原市", "星河", "星河小区", Details("小店区", None, "dwelling")).id
        '太原市/小店区/星河小区'
        """
        known = (self.scope, self.details.county, self.details.township, self.written)
        return "/".join(part for part in known if part) + ("~venue" if self.details.use == "venue" else "")


class Example(NamedTuple):
    """The words of one mention; those that name the place come before 家 and 该店."""

    inferred: bool
    notice: str
    text: str
    span: Span


@dataclass(slots=True)
class Seen:
    """What the mentions under one variant have in common."""

    mentions: int = 0
    notices: set[int] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    example: Example | None = None


@lru_cache(maxsize=65536)
def core_of(name: str) -> str:
    """A name without print, brackets and the word that says it is a compound.

    >>> core_of("福来超市(东街店)") == core_of("福来超市东街店"), core_of("星光小区")
    (True, '星光')
    """
    return BRACKETS.sub("", name_key(name)) or name_key(name)


@dataclass(frozen=True, slots=True)
class Namer:
    """Reduces the mentions of one notice; ``city`` is that of its issuer."""

    notice: Notice
    city: str | None

    @classmethod
    def of(cls, notice: Notice) -> Namer:
        """The namer of a notice."""
        return cls(notice, _city(issuer(notice)))

    def variant(self, place: Place, case: Case | None) -> Variant:
        """The variant of one mention."""
        if place.kind == "area" and place.area is not None and place.area.code is not None:
            return Variant("area", place.area.code, place.area.code, NOTHING, private=True)
        written = _without_area(plain_name(place.name), place.area)
        if is_private(place.name) or (names_institution(name_key(written)) and not _area_stated(place)):
            owner = case.case_id if case else self.notice.notice_id
            name = name_key(written)
            home = "家" if place.kind == "home" and len(name) <= 3 else name
            return Variant(owner, home, home, NOTHING, private=True)
        area = _own_residence_area(place, case) or place.area
        return self._named(written, area, _use(place))

    def whole(self, place: Place, own: Variant) -> Variant | None:
        """The larger place of which the mention says that it means a part."""
        if place.within is not None:
            return self._named(_without_area(plain_name(place.within.text), place.area), place.area, None)
        name = None if own.private else whole_of(own.written)
        if name is None:
            return None
        use = "dwelling" if own.details.use == "dwelling" else None
        return Variant(own.scope, core_of(name), name, own.details._replace(use=use))

    def _named(self, written: str, area: Area | None, use: str | None) -> Variant:
        scope = _city(area) or self.city or self.notice.notice_id
        known = area if area and area.status != "ambiguous" else Area()
        return Variant(scope, core_of(written), written, Details(known.county, known.township, use))


def mentions(notice: Notice) -> Iterator[tuple[Place, Case | None]]:
    """Every place a notice mentions, with the case that mentions it."""
    for case in notice.cases:
        for place in case_places(case):
            yield place, case
    for venue in notice.places:
        yield venue, None


def catalogue(notices: Sequence[Notice]) -> dict[Variant, Seen]:
    """Every variant of some notices; larger places that are only named by their parts are there without mentions."""
    found: dict[Variant, Seen] = {}
    for index, notice in enumerate(notices):
        namer = Namer.of(notice)
        for place, case in mentions(notice):
            variant = namer.variant(place, case)
            seen = found.get(variant) or found.setdefault(variant, Seen())
            seen.mentions += 1
            seen.notices.add(index)
            seen.kinds.add(place.kind)
            seen.cases.add(case.case_id if case else notice.notice_id)
            example = Example(place.status == "inferred", notice.notice_id, place.text, place.span)
            seen.example = min(seen.example or example, example)
            whole = namer.whole(place, variant)
            if whole is not None and whole not in found:
                found[whole] = Seen()
    return found


def _own_residence_area(place: Place, case: Case | None) -> Area | None:
    """The area of the residence a resolved 家 stands for."""
    if case is None or place.status != "inferred" or place.area is not None:
        return None
    same = [r.area for r in case.residences if name_key(r.name) == name_key(place.name)]
    return same[0] if same else None


def _without_area(name: str, area: Area | None) -> str:
    """The name without the area it starts with: 临江市第二医院 and 第二医院 in 临江市 are one."""
    for part in (area.province, area.city, area.county, area.township) if area else ():
        if part and name.startswith(part) and len(name) - len(part) >= 2:
            name = name[len(part) :]
    return name


def _area_stated(place: Place) -> bool:
    """Whether the words of the mention themselves name the area (榆阳县人民医院)."""
    area = place.area
    parts = (area.province, area.city, area.county, area.township) if area else ()
    return any(part and part[:2] in place.text for part in parts)


def _city(area: Area | None) -> str | None:
    return (area.city or area.province) if area else None


def _use(place: Place) -> str | None:
    if place.kind in DWELLING_KINDS:
        return "dwelling"
    return None if place.kind in UNDECIDED_KINDS else "venue"
