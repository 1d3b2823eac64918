"""The truth as a table: one row a case, for scoring what is inferred from the notices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tracer import models as m
from tracer.simulate.telling.labels import Labels
from tracer.simulate.telling.styles import Style
from tracer.simulate.truth import Infection, Origin, Setting

Evidence = Literal["relation", "residence", "place", "vehicle"]


@dataclass(frozen=True, slots=True)
class TrueCase:
    """What is true of one case, whether the notices say it or not. Times are ISO, places are names."""

    case_id: str
    file: str
    """The notice it stands in (without ending)."""
    label: str
    origin: Origin
    infector: str | None
    """The ``case_id`` of the infector."""
    setting: Setting | None
    place: str | None
    """Where it was infected, or the vehicle."""
    infected: str
    onset: str | None
    """None for those who had no symptoms up to the notice."""
    notional_onset: str
    """When the incubation period ended, with or without symptoms."""
    isolated: str
    positive: str
    diagnosed: str
    reported: str
    generation: int
    """0 for introductions."""
    offspring: int
    evidence: tuple[Evidence, ...]
    """What in the notices points from this case to its infector, or back."""

    @property
    def evidenced(self) -> bool:
        """Whether anything does."""
        return bool(self.evidence)


def true_cases(
    infections: Sequence[Infection], labels: Labels, style: Style, records: Mapping[str, m.Case]
) -> tuple[TrueCase, ...]:
    """The truth in order of report; ``records`` are what the notices say, by case id."""
    generations: list[int] = []
    for case in infections:
        source = case.exposure.infector
        generations.append(0 if source is None else generations[source] + 1)
    table = _Table(infections, labels, style, records)
    return tuple(table.row(case, generations[case.key]) for case in sorted(infections, key=lambda c: c.number))


@dataclass(frozen=True, slots=True)
class _Table:
    infections: Sequence[Infection]
    labels: Labels
    style: Style
    records: Mapping[str, m.Case]

    def row(self, case: Infection, generation: int) -> TrueCase:
        """One case."""
        exposure, course, called = case.exposure, case.course, self.labels.of[case.key]
        source = None if exposure.infector is None else self.infections[exposure.infector]
        return TrueCase(
            case_id=called.case_id,
            file=called.case_id.rpartition("/")[0],
            label=called.label,
            origin=exposure.origin,
            infector=self.labels.of[source.key].case_id if source else None,
            setting=exposure.setting,
            place=_place(case),
            infected=exposure.end.strftime("%Y-%m-%dT%H:%M"),
            onset=course.onset.date().isoformat() if course.symptomatic else None,
            notional_onset=course.onset.date().isoformat(),
            isolated=course.isolated.strftime("%Y-%m-%dT%H:%M"),
            positive=course.positive.strftime("%Y-%m-%dT%H:%M"),
            diagnosed=course.diagnosed.isoformat(),
            reported=case.reported.isoformat(),
            generation=generation,
            offspring=case.offspring,
            evidence=tuple(self._evidence(case, source)) if source else (),
        )

    def _evidence(self, case: Infection, source: Infection) -> Iterator[Evidence]:
        one, other = (self.labels.of[c.key].case_id for c in (case, source))
        if self._related(one, other) or self._related(other, one):
            yield "relation"
        if case.person.household is source.person.household and self.style.homes == "full":
            yield "residence"
        if self.style.tells == "days" and all(_tells(c, case.key) for c in (case, source)):
            yield "vehicle" if case.exposure.setting == "vehicle" else "place"

    def _related(self, one: str, other: str) -> bool:
        return any(relation.target.case_id == other for relation in self.records[one].relations)


def _tells(case: Infection, exposed: int) -> bool:
    return any(doing.told and exposed in doing.exposures for doing in case.doings)


def _place(case: Infection) -> str | None:
    ride = next((d.ride for d in case.doings if case.key in d.exposures and d.ride), None)
    return case.exposure.site.name if case.exposure.site else ride.number if ride else None
