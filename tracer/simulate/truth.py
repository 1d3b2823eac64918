"""What happened: the cases of a simulated outbreak, who infected whom, and where everybody went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from tracer import models as m
from tracer.simulate.names import Site
from tracer.simulate.people import Person

Origin = Literal["case", "imported", "unknown"]
"""Where an infection comes from: another case, another city, or nobody knows."""

Setting = Literal["household", "kin", "meal", "work", "school", "venue", "games", "vehicle"]


@dataclass(frozen=True, slots=True)
class Ride:
    """A run of a vehicle, or a bus route."""

    mode: m.Mode
    number: str
    origin: Site
    destination: Site
    coach: str | None = None


@dataclass(slots=True)
class Doing:
    """Something a case did.

    ``company`` are the keys of cases that were knowingly there too, ``exposures`` those of the cases whose infection
    it is part of; ``told`` is whether the notice says it.
    """

    kind: Literal["stay", "visit", "journey"]
    start: datetime
    end: datetime | None
    precision: m.Precision
    purpose: str
    site: Site | None = None
    second: Site | None = None
    """Another place gone to in the same time, by the way."""
    ride: Ride | None = None
    company: tuple[int, ...] = ()
    exposures: tuple[int, ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """The days of an infection. ``onset`` is notional for those without symptoms."""

    infected: datetime
    onset: datetime
    symptomatic: bool
    isolated: datetime
    by_tracing: bool
    """Isolated as a contact, before any test was positive."""
    positive: datetime
    diagnosed: date
    classification: m.Classification
    severity: m.Severity | None
    symptoms: tuple[str, ...]
    detected_by: m.DetectedBy


@dataclass(frozen=True, slots=True)
class Exposure:
    """How a person came to be infected."""

    person: Person
    origin: Origin
    infector: int | None
    setting: Setting | None
    site: Site | None
    start: datetime
    end: datetime
    evidenced: bool = False
    """Whether the notices are to say anything about it."""
    relation_told: bool = False
    """Whether they are to say what the two cases are to each other."""


@dataclass(slots=True)
class Infection:
    """One case. ``key`` counts from 0 in order of infection."""

    key: int
    exposure: Exposure
    course: Course
    doings: list[Doing] = field(default_factory=list)
    offspring: int = 0
    """How many cases of the outbreak it infected."""
    reported: date = date.min
    """Day of the notice."""
    number: int = 0
    """Place in the order of report, from 1."""

    @property
    def person(self) -> Person:
        """Who it is."""
        return self.exposure.person
