"""Persons, their households, kin and work."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from typing import Any

from tracer import models as m
from tracer.simulate.city import City
from tracer.simulate.data import load
from tracer.simulate.names import Site, words

PENSION, SCHOOL, ADULT, NURSERY, OLDEST = 60, 6, 19, 3, 92
COUNTRY_SHARE, DOOR_SHARE = 0.12, 0.1
"""Share of the households in villages, and of those known by street and number."""
HEADS = ("husband", "wife", "single", "roommate")
WORKERS = ("office", "office", "factory", "supermarket", "restaurant", "shop", "market", "none")


@dataclass(frozen=True, slots=True)
class Job:
    """What somebody does; ``site`` is None for those without a place of work."""

    title: str
    site: Site | None = None

    @property
    def studies(self) -> bool:
        """Whether this is a pupil."""
        return self.site is not None and self.site.kind == "school"


@dataclass(slots=True)
class Household:
    """People under one roof."""

    key: int
    home: Site
    members: list[Person] = field(default_factory=list)


@dataclass(slots=True)
class Person:
    """Somebody. ``months`` is the age of those below two years."""

    key: int
    sex: m.Sex
    age: int
    months: int | None
    role: str
    household: Household
    job: Job
    surname: str

    @property
    def adult(self) -> bool:
        """Whether this person goes out alone."""
        return self.age >= ADULT


@dataclass(frozen=True, slots=True)
class Tie:
    """What one person is to another: the words and the code of the record format."""

    word: str
    kind: m.RelationKind


class Population:
    """Everybody met so far; households come into being when somebody in them is needed."""

    def __init__(self, rng: Random, city: City) -> None:
        self._rng = rng
        self.city = city
        self.persons: list[Person] = []
        self.households: list[Household] = []
        self._ties: dict[tuple[int, int], Tie] = {}

    def adult(self, age: int | None = None, sex: m.Sex | None = None, job: Job | None = None) -> Person:
        """One of the heads of a new household, of this sex, and of about this age."""
        while True:
            members = self.household(age if age is not None else self._rng.randint(22, 58))
            heads = [p for p in members if p.role in HEADS and sex in (None, p.sex)]
            if heads:
                person = self._rng.choice(heads)
                person.job = job or person.job
                return person

    def child(self, age: int, job: Job) -> Person:
        """A pupil of this age, with parents."""
        while True:
            for person in self.household(age + self._rng.randint(25, 32)):
                if person.role in ("son", "daughter"):
                    person.age, person.months, person.job = age, None, job
                    return person

    def household(self, age: int) -> list[Person]:
        """A new household whose first member is so old."""
        rows = load_families()["household"]
        if age > PENSION + 4:
            rows = [row for row in rows if len(row["members"]) <= 2 and "roommate" not in row["members"]]
        row = self._rng.choices(rows, [r["weight"] for r in rows])[0]
        home = Household(len(self.households), self._home())
        self.households.append(home)
        for role in row["members"]:
            self._member(home, role, age)
        return home.members

    def _home(self) -> Site:
        county, town = self.city.anywhere(self._rng)
        draw = self._rng.random()
        if draw < COUNTRY_SHARE and town and town.endswith("镇"):
            return self.city.namer.site("village", county, town)
        if draw > 1 - DOOR_SHARE:
            return self.city.namer.door(county, town)
        return self.city.namer.site("residence", county, town)

    def _member(self, home: Household, role: str, base: int) -> None:
        rng, table = self._rng, load_families()["roles"][role]
        low, high = table["older"]
        age = min(OLDEST, base + rng.randint(low, high))
        months = rng.randint(2, 20) if age < 1 else None
        chosen: m.Sex = table.get("sex") or rng.choice(("male", "female"))
        surname = rng.choice(words()["persons"]["surnames"])
        job = self._job(max(0, age))
        person = Person(len(self.persons), chosen, max(0, age), months, role, home, job, surname)
        self.persons.append(person)
        home.members.append(person)

    def _job(self, age: int) -> Job:
        rng, titles = self._rng, words()["jobs"]
        if age >= PENSION:
            return Job(rng.choice(titles["old"]))
        if age < ADULT:
            return self._pupil(age)
        sort = rng.choice(WORKERS)
        return Job(rng.choice(titles[sort]), self._workplace(sort) if sort != "none" else None)

    def _pupil(self, age: int) -> Job:
        if age < NURSERY:
            return Job("")
        sort = "kindergarten" if age < SCHOOL else "primary" if age < 12 else "middle"
        return Job("学生" if age >= SCHOOL else "幼儿", self._workplace(sort))

    def _workplace(self, sort: str) -> Site:
        """A firm, a school, or one of the public places, where somebody has to serve."""
        city, rng = self.city, self._rng
        if sort in city.venues:
            return city.venue(rng, sort)
        known = city.workplaces.setdefault(sort, [])
        if len(known) < 3 or rng.random() < 0.5:
            known.append(city.new_site(rng, sort))
        return known[-1] if rng.random() < 0.5 else rng.choice(known)

    def kin_apart(self, person: Person) -> Person:
        """A brother, mother, cousin … of this person who lives elsewhere, made for the occasion."""
        rng = self._rng
        rows = [
            r
            for r in load_families()["apart"]
            if person.age + r["older"][0] > ADULT and person.age + r["older"][1] < 86
        ]
        row = rng.choice(rows)
        other = self.adult(person.age + rng.randint(*row["older"]), row["sex"])
        self._ties[other.key, person.key] = Tie(rng.choice(row["words"]), row["kind"])
        self._ties[person.key, other.key] = Tie(rng.choice(row["back"][person.sex]), row["back"]["kind"])
        return other

    def befriend(self, one: Person, other: Person, word: str, kind: m.RelationKind, back: str | None = None) -> None:
        """Remember what ``one`` is to ``other``, and the same or ``back`` the other way round."""
        self._ties[one.key, other.key] = Tie(word, kind)
        self._ties[other.key, one.key] = Tie(back or word, kind)

    def tie(self, one: Person, other: Person) -> Tie | None:
        """What ``one`` is to ``other``, None if nothing is known."""
        known = self._ties.get((one.key, other.key))
        if known is None and one.household is other.household:
            known = self._ties[one.key, other.key] = self._household_tie(one, other)
        return known

    def _household_tie(self, one: Person, other: Person) -> Tie:
        for row in load_families()["kin"]:
            if row["self"] == one.role and other.role in row["other"]:
                if "elder" in row and row["elder"] != _elder(one, other):
                    continue
                return Tie(self._rng.choice(row["words"]), row["kind"])
        return Tie("同住家人", "household")


def _elder(one: Person, other: Person) -> bool:
    return (one.age, -one.key) > (other.age, -other.key)


@lru_cache(maxsize=1)
def load_families() -> dict[str, Any]:
    """Households, roles and kin terms."""
    return load("families")
