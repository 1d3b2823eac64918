"""The city of an outbreak: a real prefecture with its districts and towns, and invented places in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import TypeVar

from tracer import models as m
from tracer.errors import InputError
from tracer.parse.gazetteer import MUNICIPALITIES, ancestors, gazetteer
from tracer.simulate.names import Namer, Site

T = TypeVar("T")

PUBLIC = ("supermarket", "market", "restaurant", "shop", "pharmacy", "games", "entertainment", "park", "clinic")
LEAST_DISTRICTS = 4
MOST_ROUTES = 60
CASES_A_VENUE = 40
"""The city has one more venue of each sort for so many cases."""


@dataclass(slots=True)
class City:
    """Where it happens. ``venues`` are places anybody may go to, the first ones most popular."""

    code: str
    name: str
    province: str
    counties: list[str]
    """Codes of the counties and districts with cases."""
    townships: dict[str, list[str]]
    namer: Namer
    venues: dict[str, list[Site]] = field(default_factory=dict)
    workplaces: dict[str, list[Site]] = field(default_factory=dict)
    routes: list[str] = field(default_factory=list)

    def county_name(self, code: str) -> str:
        """The name of a county.

        >>> make_city(Random(1), 9, "太原市").county_name("140105")
        '小店区'
        """
        return gazetteer().areas[code]

    def area(self, code: str | None, township: str | None = None) -> m.Area:
        """The record of a county, of a township in it, or of the city itself."""
        if code is None:
            return m.Area(province=self.province, city=self.name, code=self.code.ljust(6, "0"))
        town = _town_code(township, code) if township else None
        return m.Area(
            province=self.province, city=self.name, county=self.county_name(code), township=township, code=town or code
        )  # fmt: skip

    def anywhere(self, rng: Random) -> tuple[str, str | None]:
        """A county, the first ones more often, and one of its townships, if they are known."""
        county = popular(rng, self.counties)
        towns = self.townships[county]
        return county, rng.choice(towns) if towns else None

    def new_site(self, rng: Random, sort: str) -> Site:
        """A new place somewhere in the city."""
        return self.namer.site(sort, *self.anywhere(rng))

    def venue(self, rng: Random, sort: str) -> Site:
        """A public place of this sort, popular ones more often."""
        return popular(rng, self.venues[sort])

    def hospital(self, number: str, ward: str = "") -> Site:
        """The city's hospital of this number (市第四人民医院), or a department of it."""
        return Site(f"{self.name}第{number}人民医院{ward}", "hospital", "hospital")


def popular(rng: Random, items: Sequence[T]) -> T:
    """One of the items, early ones more often: half of the draws fall on the first quarter."""
    return items[min(int(rng.random() ** 2 * len(items)), len(items) - 1)]


def make_city(rng: Random, cases: int, name: str | None = None) -> City:
    """A city for so many cases; drawn from all prefectures with enough districts where no name is given.

    Raises:
        InputError: there is no prefecture of this name.
    """
    code = _find(name) if name else rng.choice(_candidates())
    province, city, _ = ancestors(code)
    counties = _counties(code)
    rng.shuffle(counties)
    made = City(code, str(city), str(province), counties[: 2 + cases // 60], {}, Namer(rng))
    made.townships = {county: _towns(county) for county in made.counties}
    count = 4 + cases // CASES_A_VENUE
    made.venues = {sort: [made.new_site(rng, sort) for _ in range(count)] for sort in PUBLIC}
    made.routes = [f"{n}路" for n in rng.sample(range(1, 99), min(4 + count // 2, MOST_ROUTES))]
    return made


def _find(name: str) -> str:
    """The code of a prefecture or municipality, with or without its last character."""
    areas = gazetteer().areas
    for code, full in areas.items():
        if full in (name, f"{name}市") and (code in MUNICIPALITIES or len(code) == 4) and _counties(code):
            return code
    raise InputError(
        f"no city {name!r}: give a prefecture or municipality with districts (太原市), or none to draw one"
    )


def _counties(code: str) -> list[str]:
    return [county for county in gazetteer().areas if len(county) == 6 and county.startswith(code)]


@lru_cache(maxsize=1)
def _candidates() -> tuple[str, ...]:
    """Codes of the prefectures with enough districts (市辖区)."""
    areas = gazetteer().areas
    districts = Counter(code[:4] for code, name in areas.items() if len(code) == 6 and name.endswith("区"))
    return tuple(
        code for code, name in areas.items()
        if len(code) == 4 and name.endswith("市") and code[:2] not in MUNICIPALITIES
        and districts[code] >= LEAST_DISTRICTS
    )  # fmt: skip


@lru_cache(maxsize=1)
def _all_towns() -> dict[str, dict[str, str]]:
    """Names of streets and towns to their codes, by county."""
    found: dict[str, dict[str, str]] = {}
    for name, codes in gazetteer().names.items():
        for code in codes.split(" ") if name.endswith(("街道", "镇")) else ():
            if len(code) == 9:
                found.setdefault(code[:6], {})[name] = code
    return found


def _towns(county: str) -> list[str]:
    return sorted(_all_towns().get(county, {}))


def _town_code(township: str, county: str) -> str | None:
    return _all_towns().get(county, {}).get(township)
