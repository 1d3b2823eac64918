"""The library's way in: one call makes an outbreak, its notices and the truth about it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tracer import models as m
from tracer.simulate.links import stated_links
from tracer.simulate.settings import Settings
from tracer.simulate.telling.case import Reference
from tracer.simulate.telling.notice import Issue, NoticeWriter, Told, issues, running_reference, short_city
from tracer.simulate.truth import Infection, Origin, Setting
from tracer.simulate.world import make_outbreak


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
    isolated: str
    positive: str
    diagnosed: str
    reported: str
    generation: int
    """0 for introductions."""
    offspring: int
    evidenced: bool
    """Whether the notices say anything about this transmission (a relation, a shared place or vehicle)."""


@dataclass(frozen=True, slots=True)
class Outbreak:
    """A simulated outbreak: ``told`` is the text of the notices, ``notices`` their records, ``truth`` what happened."""

    settings: Settings
    city: str
    told: tuple[Told, ...]
    truth: tuple[TrueCase, ...]
    """In order of report."""

    @property
    def notices(self) -> list[m.Notice]:
        """The records, as a faultless parse would give them."""
        return [told.record for told in self.told]


def simulate(
    cases: int = 100, *, seed: int = 0, variant: str = "omicron", style: str = "numbered", **more: float | str | None
) -> Outbreak:
    """Make an outbreak with known truth; ``more`` are the other fields of `Settings`.

    The same arguments give the same outbreak, on any machine.

    Raises:
        InputError: a setting is out of range, or there is no such variant, style or city.

    >>> outbreak = simulate(20, seed=1)
    >>> len(outbreak.truth), outbreak.truth[0].origin in ("imported", "unknown")
    (20, True)
    """
    settings = Settings(cases=cases, seed=seed, variant=variant, style=style, **more)  # type: ignore[arg-type]
    city, people, infections = make_outbreak(settings)
    links = stated_links(people, infections, Random(f"{seed}/links"))
    found = issues(infections)
    ids = {issue.number: f"{short_city(city)}-{issue.day.year}-{issue.number}" for issue in found}
    where = {case.key: issue for issue in found for case in issue.cases}

    def refer_from(issue: Issue):  # type: ignore[no-untyped-def]
        def refer(key: int) -> Reference | None:
            target = where[key]
            if target.number > issue.number:
                return None
            return running_reference(infections[key], target, ids[target.number])

        return refer

    told = tuple(
        NoticeWriter(city, issue, Random(f"{seed}/{style}/{issue.number}"), refer_from(issue), links).write()
        for issue in found
    )
    case_ids = {
        case.key: record.case_id
        for issue, one in zip(found, told, strict=True)
        for case, record in zip(issue.cases, one.record.cases, strict=True)
    }
    files = {case.key: one.name for issue, one in zip(found, told, strict=True) for case in issue.cases}
    truth = tuple(_true_case(case, infections, case_ids, files) for case in sorted(infections, key=lambda c: c.number))
    return Outbreak(settings, city.name, told, truth)


def _true_case(
    case: Infection, infections: tuple[Infection, ...], ids: dict[int, str], files: dict[int, str]
) -> TrueCase:  # fmt: skip
    exposure, course = case.exposure, case.course
    ride = next((d.ride for d in case.doings if case.key in d.exposures and d.ride), None)
    place = exposure.site.name if exposure.site else ride.number if ride else None
    label = ids[case.key].partition("/")[2]
    return TrueCase(
        ids[case.key], files[case.key], label, exposure.origin,
        None if exposure.infector is None else ids[exposure.infector],
        exposure.setting, place,
        exposure.end.strftime("%Y-%m-%dT%H:%M"),
        course.onset.date().isoformat() if course.symptomatic else None,
        course.onset.date().isoformat(),
        course.isolated.strftime("%Y-%m-%dT%H:%M"), course.positive.strftime("%Y-%m-%dT%H:%M"),
        course.diagnosed.isoformat(), case.reported.isoformat(), _generation(case, infections), case.offspring,
        exposure.evidenced,
    )  # fmt: skip


def _generation(case: Infection, infections: tuple[Infection, ...]) -> int:
    count = 0
    while case.exposure.infector is not None:
        case = infections[case.exposure.infector]
        count += 1
    return count
