"""How far a case number counts.

A number names a person only within its numbering: the issuing area, the series (确诊病例, 无症状感染者), and either
the notice of one day, where the lists start anew each day, or a whole wave, through which they run on. Notices
seldom say which. They show it: the same number given to persons of different sex or age means that it was given
anew; numbers that only rise from notice to notice, or come back with the same person, run on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from tracer.link.conflicts import agreement, conflict
from tracer.link.labels import Reference, area_names
from tracer.models import Area, Case, IsoDate, Notice

Scope = Literal["auto", "daily", "running"]
"""How far a case number counts: one notice's list of the day, a whole wave, or as the notices themselves show."""
Mode = Literal["daily", "running", "unclear"]
WAVE_GAP = 60
"""Days without a notice after which numbers that start anew belong to another wave: four incubation periods."""
MOST = 0.5
"""The share of the cases with a known city that must live in one city for it to be taken as that of the notice."""
UNKNOWN_DAY = "9999"
DISTRICTS = "区县旗"
"""Last characters of the areas whose names several cities share."""


def published_day(notice: Notice) -> IsoDate | None:
    """The day on which a notice appeared, as far as it is known."""
    if notice.published_on is not None:
        return notice.published_on.value
    return notice.issued_on.value if notice.issued_on else None


def reported_day(notice: Notice) -> IsoDate | None:
    """The last whole day a notice reports on: 12日24时, which the record holds as the 13th at 00:00, is the 12th."""
    if notice.as_of is None:
        return None
    day, _, clock = notice.as_of.value.partition("T")
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat() if clock == "00:00" else day


def arrival(notice: Notice) -> tuple[str, int, str, str]:
    """Sort key: the order of publication, the same whatever the order in which notices are given."""
    serial = notice.serial.number if notice.serial and notice.serial.number else 0
    return published_day(notice) or UNKNOWN_DAY, serial, notice.notice_id, notice.source.sha256


def issuer(notice: Notice) -> Area | None:
    """The issuing area: as stated, else (marked inferred) the city in which most of its cases live."""
    if notice.area is not None and area_names(notice.area):
        return notice.area
    cities = Counter(
        (p.area.province, p.area.city)
        for case in notice.cases
        for p in case.residences[:1]
        if p.area and p.area.city and p.area.status != "ambiguous"
    )
    if not cities:
        return None
    (province, city), count = min(cities.items(), key=lambda item: (-item[1], item[0][1] or ""))
    return Area(province=province, city=city, status="inferred") if count > MOST * cities.total() else None


def districts(notice: Notice) -> dict[str, str]:
    """The district in which each case counts, where a notice numbers each district's cases anew without saying so.

    That is: labels stand twice, and the district of residence tells all of them apart.
    """
    labels = Counter(c.label.value for c in notice.cases if c.label and c.number is not None)
    if max(labels.values(), default=0) < 2:
        return {}
    homes = {c.case_id: _county(c) for c in notice.cases if c.label and c.number is not None}
    told = Counter((c.label.value, homes[c.case_id]) for c in notice.cases if c.label and c.number is not None)
    if max(told.values()) > 1 or None in homes.values():
        return {}
    return {case_id: county for case_id, county in homes.items() if county}


def _county(case: Case) -> str | None:
    area = case.residences[0].area if case.residences else None
    return area.county if area is not None and area.status != "ambiguous" else None


class Count(NamedTuple):
    """The area over which numbers count; the city tells apart districts of one name in two cities."""

    city: str
    name: str


def counting_area(area: Area | None, ref: Reference) -> Count | None:
    """The area in whose numbering a label counts, said or used in the name of ``area``.

    >>> ours = Area(province="山西省", city="太原市", county="小店区")
    >>> [counting_area(ours, Reference("", scope=s, level=v)).name for s, v in (("", ""), ("迎泽区", ""), ("", "市"))]
    ['小店区', '迎泽区', '太原市']
    """
    name = ref.scope or _own_level(area, ref.level) or (area_names(area) or ("",))[-1]
    if not name:
        return None
    city = area.city if area is not None and area.city and name[-1] in DISTRICTS and name != area.province else ""
    return Count(city or "", name)


def _own_level(area: Area | None, level: str) -> str | None:
    """What 我市, 我区, 我省 is called: a county-level city means itself."""
    if area is None or not level:
        return None
    if level == "省":
        return area.province
    if area.county and (level in DISTRICTS or area.county.endswith(level)):
        return area.county
    return area.city


@dataclass(frozen=True, slots=True)
class Sheet:
    """The numbers of one series and counting area in one notice."""

    order: tuple[str, int, str, str]
    day: IsoDate | None
    numbers: Mapping[int, Case]
    counted_to: int | None = None
    """The cumulative total the notice states, if it is of this series."""


@dataclass(slots=True)
class Numbering:
    """One series of one area: how it counts, wave by wave."""

    sheets: Sequence[Sheet]
    scope: Scope = "auto"
    waves: list[list[Sheet]] = field(init=False)
    modes: list[Mode] = field(init=False)
    spells: list[tuple[IsoDate, IsoDate] | None] = field(init=False)
    """The first and the last known day of each wave."""

    def __post_init__(self) -> None:
        self.waves = list(_waves(sorted(self.sheets, key=lambda s: s.order)))
        self.modes = [_mode(wave) if self.scope == "auto" else self.scope for wave in self.waves]
        self.spells = [_spell(wave) for wave in self.waves]

    def wave_of(self, day: IsoDate | None) -> int | None:
        """The wave to which a notice of this day belongs; the only one for an unknown day, else none."""
        if len(self.waves) == 1 and (day is None or self.spells[0] is None):
            return 0
        near = [(_distance(spell, day), i) for i, spell in enumerate(self.spells) if spell] if day else []
        closest = min(near, default=(WAVE_GAP + 1, 0))
        return closest[1] if closest[0] <= WAVE_GAP else None

    def mode(self, wave: int) -> Mode:
        """How the numbers of a wave count."""
        return self.modes[wave]


def _waves(ordered: Sequence[Sheet]) -> Iterable[list[Sheet]]:
    """The sheets wave by wave: a new one begins where numbers start anew after a long silence."""
    wave: list[Sheet] = []
    for sheet in ordered:
        last = next((s for s in reversed(wave) if s.day), None)
        silent = last is not None and last.day and sheet.day and _days(last.day, sheet.day) > WAVE_GAP
        if silent and min(sheet.numbers) <= max(max(s.numbers) for s in wave):
            yield wave
            wave = []
        wave.append(sheet)
    if wave:
        yield wave


def _mode(wave: Sequence[Sheet]) -> Mode:
    """Whether numbers of one wave restart, by the persons to whom they are given, else by how they rise."""
    if len(wave) == 1:
        return "running" if min(wave[0].numbers) > 1 or wave[0].counted_to == max(wave[0].numbers) else "unclear"
    against, same, shared = _evidence(wave)
    if shared:
        return "daily" if against > same else "running" if same else "unclear"
    if any(s.day is None for s in wave):
        return "unclear" if _interleaved(wave) else "running"
    return "running" if all(min(a.numbers) < min(b.numbers) for a, b in pairwise(wave)) else "unclear"


def _evidence(wave: Sequence[Sheet]) -> tuple[int, int, int]:
    """How often a number comes back on another day with another person, with the same one, and at all."""
    against = same = shared = 0
    last: dict[int, tuple[IsoDate | None, Case]] = {}
    for sheet in wave:
        for number, case in sheet.numbers.items():
            day, before = last.get(number, (None, case))
            if before is not case and (day is None or day != sheet.day):
                shared += 1
                against += conflict(before, case) is not None
                same += agreement(before, case)
            last[number] = sheet.day, case
    return against, same, shared


def _interleaved(wave: Sequence[Sheet]) -> bool:
    ends = sorted((min(s.numbers), max(s.numbers)) for s in wave)
    return any(a[1] >= b[0] for a, b in pairwise(ends))


def _spell(wave: Sequence[Sheet]) -> tuple[IsoDate, IsoDate] | None:
    days = [s.day for s in wave if s.day]
    return (min(days), max(days)) if days else None


def _distance(spell: tuple[IsoDate, IsoDate], day: IsoDate) -> int:
    """How many days before or after a spell a day lies."""
    first, last = spell
    return 0 if first <= day <= last else min(abs(_days(day, first)), abs(_days(day, last)))


def _days(a: IsoDate, b: IsoDate) -> int:
    return (date.fromisoformat(b) - date.fromisoformat(a)).days
