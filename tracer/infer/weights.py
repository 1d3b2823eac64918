"""How well each possible infector explains a case: contact, infectiousness and incubation, day by day.

If i infected j by a contact, it did so on one of the days s of that contact. The weight of i is

    sum over s of  hazard of the contact * infectiousness of i on s * chance that j, infected on s, begins when it did

and that of an unknown source is the same with infection on any day of the incubation alike. A case without an onset is
placed by its positive sample, diagnosis or report, whose delay from onset widens both distributions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tracer.infer.courses import Course
from tracer.infer.evidence import Contact
from tracer.infer.parameters import Parameters

Reason = Literal["not_yet_infectious", "isolated", "infected_isolated", "incubation", "exposure"]
"""Why a contact cannot have passed the infection on."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What the weight of one possible infector is made of."""

    contacts: tuple[Contact, ...]
    evidence: str
    """The class of the contact that counts most; ``stated`` if the text or a table names the infector."""
    hazard: float
    """The cumulative hazard of that contact; 0 for a stated source, which is weighed against the others."""
    weight: float
    days: tuple[int, int] | None
    """First and last day on which it may have happened; None where days are unknown or there are none."""
    window: tuple[int, int | None] | None
    """First and last day on which the infector was infectious and at large; None for one without dates."""
    interval: int | None
    """Days from the begin of the infector to that of the infected; the serial interval if both are onsets."""
    timing: float | None
    """How much better the days fit than infection on any day of the incubation; None where days are unknown."""
    reasons: tuple[Reason, ...] = ()
    """Why the weight is 0."""


@dataclass(frozen=True)
class Model:
    """The parameters and the courses of all cases."""

    parameters: Parameters
    courses: Mapping[str, Course]

    @cached_property
    def span(self) -> int:
        """Days of the incubation that count."""
        low, high = self.parameters.incubation_range
        return high - low + 1

    @cached_property
    def meeting(self) -> float:
        """By how much one meeting counts more than one day of a contact that lasts: 1 on average over its days."""
        return 1 / sum(p * p for p in self.parameters.infectiousness.values())

    def window(self, infector: str) -> tuple[int, int | None] | None:
        """First and last day on which a case was infectious and at large."""
        course = self.courses[infector]
        if course.first is None or course.basis is None:
            return None
        # A report or a diagnosis comes later than the sample from which the protocols count back.
        late = {"onset": 0, "positive": 0}.get(course.basis)
        if late is None:
            late = round(float(self.parameters.table["delay"][course.basis]["mean"]))
        return course.first - self.parameters.window - late, course.removed

    def unknown(self, case: str) -> float:
        """The weight of an unknown source."""
        course = self.courses[case]
        if course.day is None or course.basis is None:
            return self.parameters.unknown / self.span
        days = self._possible(course)
        return self.parameters.unknown / self.span * sum(self._begins(course, s) for s in days)

    def infection_days(self, case: str) -> range:
        """The days on which a case can have been infected; none for a case without dates."""
        course = self.courses[case]
        return self._possible(course) if course.day is not None else range(0)

    def _possible(self, course: Course) -> range:
        """The days on which a case can have been infected: before its begin, at large, within its exposure."""
        assert course.day is not None
        assert course.basis is not None
        lags = self.parameters.kernels(course.basis)[0]
        first, last = course.day - max(lags), course.day - min(lags)
        if course.removed is not None:
            last = min(last, course.removed)
        if course.exposure is not None:
            first, last = max(first, course.exposure[0]), min(last, course.exposure[1])
        return range(first, last + 1)

    def _begins(self, course: Course, infected_on: int) -> float:
        assert course.day is not None
        assert course.basis is not None
        return self.parameters.kernels(course.basis)[0].get(course.day - infected_on, 0.0)

    def _infects(self, infector: Course, day: int, opens: int | None) -> float:
        """The infectiousness of a case on a day; alike on all days for one of whom no day is known."""
        weights = self.parameters.table["weight"]
        if infector.day is None or infector.basis is None:
            return float(weights["undated"]) / self.span
        early = float(weights["before_window"]) if opens is not None and day < opens else 1.0
        return early * self.parameters.kernels(infector.basis)[1].get(day - infector.day, 0.0)

    def _earliest(self, infector: Course, window: tuple[int, int | None] | None) -> int | None:
        """The first day that counts at all: of a case without an onset, some before the window do."""
        if window is None or infector.day is None or infector.basis is None:
            return None
        if infector.basis == "onset":
            return window[0]
        return infector.day + min(self.parameters.kernels(infector.basis)[1])

    def terms(self, infector: str, infected: str, contacts: tuple[Contact, ...]) -> Terms:
        """What speaks for one case having infected another, by these contacts between them."""
        first, second = self.courses[infector], self.courses[infected]
        interval = second.day - first.day if first.day is not None and second.day is not None else None
        window = self.window(infector)
        best = max(contacts, key=lambda c: (c.evidence == "stated", self._strength(c), c.days is not None))
        if best.evidence == "stated":
            return Terms(contacts, "stated", 0.0, 0.0, None, window, interval, None)
        if second.day is None:
            weight = self._strength(best) * float(self.parameters.table["weight"]["undated"]) / self.span
            return Terms(contacts, best.evidence, self._strength(best), weight, None, window, interval, None)
        daily = dict(self._daily(first, second, contacts))
        if not daily:
            reasons = tuple(dict.fromkeys(self._reasons(first, second, contacts)))
            return Terms(contacts, best.evidence, self._strength(best), 0.0, None, window, interval, 0.0, reasons)
        return self._weighed(first, contacts, daily, window, interval)

    def _weighed(
        self,
        infector: Course,
        contacts: tuple[Contact, ...],
        daily: Mapping[int, tuple[float, Contact]],
        window: tuple[int, int | None] | None,
        interval: int | None,
    ) -> Terms:
        weight = sum(part for part, _ in daily.values())
        shares: dict[Contact, float] = {}
        for part, contact in daily.values():
            shares[contact] = shares.get(contact, 0.0) + part
        best = max(shares, key=lambda c: (shares[c], c.edge))
        flat = self._strength(best) / self.span
        days = (min(daily), max(daily))
        timed = infector.day is not None or best.days is not None
        return Terms(
            contacts, best.evidence, self._strength(best), weight, days, window, interval,
            weight / flat if timed else None,
        )  # fmt: skip

    def _strength(self, contact: Contact) -> float:
        if contact.evidence == "stated":
            return 0.0
        return self.parameters.hazard(contact.evidence) * contact.direction

    def _daily(
        self, infector: Course, infected: Course, contacts: Iterable[Contact]
    ) -> Iterator[tuple[int, tuple[float, Contact]]]:
        """For each day the contact that counts most on it, and how much."""
        possible, window = self._possible(infected), self.window(infector.case)
        opens = window[0] if window is not None else None
        limits = self._earliest(infector, window), window[1] if window is not None else None
        best: dict[int, tuple[float, Contact]] = {}
        for contact in contacts:
            factor = self._strength(contact) * (1.0 if contact.days is None else self.meeting)
            for day in _overlap(possible, contact.days, limits):
                part = factor * self._infects(infector, day, opens) * self._begins(infected, day)
                if part > 0 and (day not in best or part > best[day][0]):
                    best[day] = (part, contact)
        yield from sorted(best.items())

    def _reasons(self, infector: Course, infected: Course, contacts: Iterable[Contact]) -> Iterator[Reason]:
        """Why none of these contacts counts."""
        possible, window = self._possible(infected), self.window(infector.case)
        for contact in contacts:
            first, last = contact.days or (possible.start, possible.stop - 1)
            if window is not None and last < window[0]:
                yield "not_yet_infectious"
            elif window is not None and window[1] is not None and first > window[1]:
                yield "isolated"
            elif infected.removed is not None and first > infected.removed:
                yield "infected_isolated"
            elif infected.exposure is not None:
                yield "exposure"
            else:
                yield "incubation"


def _overlap(possible: range, *limits: tuple[int | None, int | None] | None) -> range:
    """The days of a range that lie within all limits; None is no limit."""
    first, last = possible.start, possible.stop - 1
    for begin, end in (both for both in limits if both is not None):
        first = first if begin is None else max(first, begin)
        last = last if end is None else min(last, end)
    return range(first, last + 1)
