"""Which mentions are one place.

Two mentions are one place when name and area agree: the name in its normal form, and no contradiction in
city, county, township or in being a dwelling. What has no name of its own (家, 医院, 附近超市) belongs to the
case that mentions it and is never shared. A mention that fits two different places stays by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

from tracer.models import Area, Case, Event, Notice, Place
from tracer.parse.normalise import fold
from tracer.rulebook import default

DWELLING_KINDS = frozenset({"residence", "community", "village", "home"})
UNDECIDED_KINDS = frozenset({"other", "street", "area"})
EVENT_PLACES = ("place", "origin", "destination")

P = TypeVar("P", bound=Place)


class Details(NamedTuple):
    """What may or may not be said about a place; two mentions contradict where both say different things."""

    county: str | None
    township: str | None
    use: str | None
    """Dwelling or venue; None when the kind does not tell."""


NOTHING = Details(None, None, None)


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention reduced to what identifies it."""

    scope: str
    """The city, or the notice where no city is known, or the case to which a nameless place belongs."""
    name: str
    details: Details


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The name without accidents of print and without the word that only says it is a compound.

    >>> name_key("星光小区"), name_key("福来超市（东街店）")
    ('星光', '福来超市(东街店)')
    """
    plain = re.sub(r"\s+", "", fold(name)).strip("“”\"',.;:。、")
    return default().pattern("same_place", "same_place.compound_word").sub("", plain)


@lru_cache(maxsize=65536)
def is_private(name: str) -> bool:
    """Whether a name is no name: 家, 单位, 附近超市.

    >>> is_private("父亲家"), is_private("福来超市")
    (True, False)
    """
    return any(_matches(rule, name) for rule in ("same_place.private_home", "same_place.generic"))


@lru_cache(maxsize=65536)
def is_coarse(name: str) -> bool:
    """Whether a name is that of an area rather than of a place where people meet.

    >>> is_coarse("临江区"), is_coarse("星光小区")
    (True, False)
    """
    return _matches("same_place.coarse", name)


@lru_cache(maxsize=65536)
def names_building(name: str) -> bool:
    """Whether a residence is given to the building.

    >>> names_building("翠竹园4号楼"), names_building("翠竹园小区")
    (True, False)
    """
    return _matches("same_place.dwelling", name)


@lru_cache(maxsize=65536)
def is_large_workplace(name: str) -> bool:
    """Whether an employer or school is so large that most of its people never meet.

    >>> is_large_workplace("青禾大学"), is_large_workplace("青禾小学")
    (True, False)
    """
    return _matches("same_place.large_workplace", name)


def _matches(rule: str, name: str) -> bool:
    return default().pattern("same_place", rule).search(fold(name)) is not None


def link_places(notices: Sequence[Notice]) -> list[Notice]:
    """Copies of the notices with a ``place_id`` on every place; the same place has the same id everywhere.

    >>> link_places([])
    []
    """
    mentions = {_mention(place, notice, case) for notice in notices for place, case in _places(notice)}
    ids = _settle(mentions)
    return [_Stamp(ids, notice).notice() for notice in notices]


def _places(notice: Notice) -> Iterator[tuple[Place, Case | None]]:
    for case in notice.cases:
        for place in case_places(case):
            yield place, case
    for venue in notice.places:
        yield venue, None


def case_places(case: Case) -> Iterator[Place]:
    """Every place a case mentions, in the order of the record."""
    for own in (case.workplace, case.origin, *case.residences):
        if own is not None:
            yield own
    for event in case.events:
        for role in EVENT_PLACES:
            place = getattr(event, role)
            if place is not None:
                yield place


def _mention(place: Place, notice: Notice, case: Case | None) -> Mention:
    if place.kind == "area" and place.area is not None and place.area.code is not None:
        return Mention("area", place.area.code, NOTHING)
    name = _without_area(name_key(place.name), place.area)
    if is_private(place.name) or (_matches("same_place.institution", name) and not _area_stated(place)):
        owner = case.case_id if case else notice.notice_id
        return Mention(owner, "家" if place.kind == "home" and len(name) <= 3 else name, NOTHING)
    area = _own_residence_area(place, case) or place.area
    scope = _city(area) or _city(notice.area) or notice.notice_id
    known = area if area and area.status != "ambiguous" else Area()
    return Mention(scope, name, Details(known.county, known.township, _use(place)))


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


def _settle(mentions: Iterable[Mention]) -> dict[Mention, str]:
    """An id for each mention, the same for those that are one place; none for those that could be several."""
    named: dict[tuple[str, str], list[Details]] = defaultdict(list)
    for mention in mentions:
        named[mention.scope, mention.name].append(mention.details)
    ids: dict[Mention, str] = {}
    for (scope, name), details in named.items():
        groups = _groups(details)
        wholes = [_merged(group) for group in groups]
        bases = ["place:" + "/".join(p for p in (scope, w.county, w.township, name) if p) for w in wholes]
        for group, whole, base in zip(groups, wholes, bases, strict=True):
            unique = base if bases.count(base) == 1 else f"{base}~{whole.use}"
            ids.update({Mention(scope, name, one): unique for one in group})
    return ids


def _groups(details: Iterable[Details]) -> list[list[Details]]:
    """Details that agree, together; those that agree with two which contradict each other are left out.

    With those set aside agreement is transitive, so one member of a group speaks for all.
    """
    ordered = sorted(set(details), key=lambda d: tuple(part or "" for part in d))
    groups: list[list[Details]] = []
    for one in ordered:
        agreeing = [d for d in ordered if _agree(one, d)]
        if any(not _agree(a, b) for a in agreeing for b in agreeing):
            continue
        home = next((group for group in groups if _agree(group[0], one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _agree(a: Details, b: Details) -> bool:
    return all(x is None or y is None or x == y for x, y in zip(a, b, strict=True))


def _merged(details: Sequence[Details]) -> Details:
    return Details(*(next((part for part in parts if part), None) for parts in zip(*details, strict=True)))


@dataclass(frozen=True, slots=True)
class _Stamp:
    """Writes the settled ids into the records of one notice."""

    ids: dict[Mention, str]
    whole: Notice

    def notice(self) -> Notice:
        """The notice with every place stamped."""
        cases = tuple(self.case(c) for c in self.whole.cases)
        venues = tuple(self.place(v, None) for v in self.whole.places)
        return self.whole.model_copy(update={"cases": cases, "places": venues})

    def case(self, case: Case) -> Case:
        """The case with its own places and those of its events stamped."""
        update: dict[str, object] = {
            "residences": tuple(self.place(r, case) for r in case.residences),
            "events": tuple(self.event(e, case) for e in case.events),
        }
        for role in ("workplace", "origin"):
            if (own := getattr(case, role)) is not None:
                update[role] = self.place(own, case)
        return case.model_copy(update=update)

    def event(self, event: Event, case: Case) -> Event:
        """The event with its places stamped."""
        update = {r: self.place(p, case) for r in EVENT_PLACES if (p := getattr(event, r)) is not None}
        return event.model_copy(update=update) if update else event

    def place(self, place: P, case: Case | None) -> P:
        """One place with its id; a mention that could be several places belongs to whoever makes it."""
        mention = _mention(place, self.whole, case)
        owner = case.case_id if case else self.whole.notice_id
        return place.model_copy(update={"place_id": self.ids.get(mention) or f"place:{owner}/{mention.name}"})
