"""Which relations the notices state. Whoever is reported later is related to whoever is known already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tracer.simulate.people import Population, Tie
from tracer.simulate.truth import Exposure, Infection

HOUSEMATE, CONTACT, SECOND = 0.7, 0.35, 0.12
"""Share of the cases that are related to the first case of their household; of the traced ones, those called contacts
of their infector, and those called contacts of the contacts of the case before it."""
STRANGERS: dict[str, tuple[Tie, ...]] = {
    "vehicle": (Tie("同车人员", "co_traveller"), Tie("密切接触者", "close_contact")),
    "venue": (Tie("密切接触者", "close_contact"), Tie("时空伴随者", "same_place")),
}
CLOSE = Tie("密切接触者", "close_contact")
SECONDARY = (Tie("次密接", "secondary_contact"), Tie("次密切接触者", "secondary_contact"))


@dataclass(frozen=True, slots=True)
class Link:
    """One stated relation: what the case is to the case ``target`` (a key)."""

    target: int
    tie: Tie
    back: str | None = None
    """What ``target`` is to the case, where the two have words for one another."""


def stated_links(people: Population, infections: Sequence[Infection], rng: Random) -> dict[int, list[Link]]:
    """The relations that the notice of each case states, by the key of the case."""
    links: dict[int, list[Link]] = {case.key: [] for case in infections}
    for case in infections:
        _add_source(links, people, infections, case, rng)
        _add_second(links, infections, case, rng)
    first_of: dict[int, Infection] = {}
    for case in sorted(infections, key=lambda c: c.number):
        first_of.setdefault(case.person.household.key, case)
    for case in infections:
        first = first_of[case.person.household.key]
        known = {link.target for link in links[case.key]}
        if first is not case and first.key not in known and rng.random() < HOUSEMATE:
            tie = people.tie(case.person, first.person)
            if tie is not None:
                links[case.key].append(Link(first.key, tie, _back(people, case, first)))
    return links


def _add_source(
    links: dict[int, list[Link]], people: Population, infections: Sequence[Infection], case: Infection, rng: Random
) -> None:  # fmt: skip
    exposure = case.exposure
    if exposure.infector is None or not exposure.relation_told:
        return
    source = infections[exposure.infector]
    later, earlier = (case, source) if case.number > source.number else (source, case)
    tie = _tie(people, exposure, later, earlier, rng)
    links[later.key].append(Link(earlier.key, tie, _back(people, later, earlier)))
    traced = case is later and case.course.by_tracing and rng.random() < CONTACT
    if traced and links[later.key][-1].tie.kind != "close_contact":
        links[later.key].append(Link(earlier.key, CLOSE))


def _back(people: Population, case: Infection, other: Infection) -> str | None:
    tie = people.tie(other.person, case.person)
    return tie.word if tie is not None else None


def _add_second(
    links: dict[int, list[Link]], infections: Sequence[Infection], case: Infection, rng: Random
) -> None:  # fmt: skip
    """系病例2的次密接: a traced case is told to be two steps from the infector of its infector."""
    source = case.exposure.infector
    first = infections[source].exposure.infector if source is not None else None
    if first is None or not case.course.by_tracing or infections[first].number > case.number:
        return
    if rng.random() < SECOND:
        links[case.key].append(Link(first, rng.choice(SECONDARY)))


def _tie(people: Population, exposure: Exposure, later: Infection, earlier: Infection, rng: Random) -> Tie:
    known = people.tie(later.person, earlier.person)
    return known or rng.choice(STRANGERS.get(str(exposure.setting), (CLOSE,)))
