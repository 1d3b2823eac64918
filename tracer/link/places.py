"""What the name of a place says: whether it is one, and of which larger place or business it means a part.

What has no name of its own (家, 医院, 附近超市) belongs to the case that mentions it and is never shared. Which
mentions are one place is for `tracer.link.same_place` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from tracer.models import Case, Place
from tracer.parse.divisions import area_of_name
from tracer.parse.normalise import fold
from tracer.rulebook import default

EVENT_PLACES = ("place", "origin", "destination")


@lru_cache(maxsize=65536)
def plain_name(name: str) -> str:
    """The name without accidents of print.

    >>> plain_name("“福来超市 （东街店）”")
    '福来超市(东街店)'
    """
    return re.sub(r"\s+", "", fold(name)).strip("“”\"',.;:。、")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The name without accidents of print and without the word that only says it is a compound.

    >>> name_key("星光小区"), name_key("福来超市（东街店）")
    ('星光', '福来超市(东街店)')
    """
    return default().pattern("same_place", "same_place.compound_word").sub("", plain_name(name))


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

    >>> is_coarse("临江区"), is_coarse("武汉"), is_coarse("星光小区")
    (True, True, False)
    """
    return _matches("same_place.coarse", name) or area_of_name(fold(name)) is not None


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


@lru_cache(maxsize=65536)
def names_institution(name: str) -> bool:
    """Whether a name is one only together with the area it serves.

    >>> names_institution("人民医院"), names_institution("同济医院")
    (True, False)
    """
    return _matches("same_place.institution", name)


@lru_cache(maxsize=65536)
def whole_of(name: str) -> str | None:
    """The compound or mall of which a name says that it means a part.

    >>> whole_of("云锦湾小区3号楼2单元"), whole_of("金泰广场3楼"), whole_of("云锦湾小区")
    ('云锦湾小区', '金泰广场', None)
    """
    found = default().pattern("place_names", "place_names.part").search(fold(name))
    whole = fold(name)[: found.start()] if found else ""
    return whole if whole and not is_private(whole) and not is_coarse(whole) else None


def is_branch_of(name: str, brand: str) -> bool:
    """Whether one name is that of a branch of the business of another name.

    >>> is_branch_of("福来超市(东街店)", "福来超市"), is_branch_of("金泰广场福来店", "金泰广场")
    (True, False)
    """
    rest = name.removeprefix(brand)
    if rest == name or default().pattern("place_names", "place_names.mall").search(brand):
        return False
    return default().pattern("place_names", "place_names.branch").search(rest) is not None


def _matches(rule: str, name: str) -> bool:
    return default().pattern("same_place", rule).search(fold(name)) is not None


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
