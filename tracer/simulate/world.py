"""One outbreak from first introduction to last report: people, infections, days, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from tracer.simulate.city import City, make_city
from tracer.simulate.epidemic import Epidemic
from tracer.simulate.movements import Movements
from tracer.simulate.people import Population
from tracer.simulate.settings import Settings
from tracer.simulate.truth import Infection
from tracer.simulate.variants import variant


@dataclass(frozen=True, slots=True)
class World:
    """What happened where; the infections are in order of time."""

    city: City
    people: Population
    infections: tuple[Infection, ...]


def make_outbreak(settings: Settings) -> World:
    """The city, its people and all infections in order of time.

    Each part draws from a stream of its own, so that a change in one leaves the others as they were.

    Raises:
        InputError: there is no such city or variant.
    """
    city = make_city(_stream(settings, "city"), settings.cases, settings.city)
    people = Population(_stream(settings, "people"), city)
    infections = Epidemic(_stream(settings, "epidemic"), settings, variant(settings.variant), people).run()
    movements = Movements(_stream(settings, "movements"), city)
    filled: dict[int, list[Infection]] = {}
    for case in infections:
        family = filled.setdefault(case.person.household.key, [])
        movements.fill(case, family)
        family.append(case)
    _report(infections, _stream(settings, "report"))
    return World(city, people, infections)


def _stream(settings: Settings, name: str) -> Random:
    return Random(f"{settings.seed}/{name}")


def _report(infections: tuple[Infection, ...], rng: Random) -> None:
    """Days of report, and numbers in the order of it."""
    for case in infections:
        case.reported = case.course.diagnosed + timedelta(days=rng.choice((1, 1, 1, 2)))
    for number, case in enumerate(sorted(infections, key=lambda c: (c.reported, c.course.positive, c.key)), 1):
        case.number = number
