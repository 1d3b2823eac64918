"""Every described case, found by where its number counts, and the answer to one reference.

A reference resolves only when exactly one person answers. The day it names, the area, and how numbers count there
decide where to look: its own notice, the notice of that day, or the wave.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from tracer.link.labels import Reference, names_agree, of_case, series_agree
from tracer.link.numbering import (
    Count,
    Mode,
    Numbering,
    Scope,
    Sheet,
    arrival,
    counting_area,
    districts,
    issuer,
    published_day,
    reported_day,
)  # fmt: skip
from tracer.models import Area, Case, IsoDate, Notice

Series = tuple[Count, str]


@dataclass(frozen=True, slots=True)
class Described:
    """A case record with its label taken apart and its place in the numbering."""

    case: Case
    ref: Reference
    notice: int
    """Position of the notice among those given."""
    count: Count | None

    @property
    def case_id(self) -> str:
        """The id of the record."""
        return self.case.case_id


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one reference: the persons who may be meant, and whether finding the one took an inference."""

    candidates: tuple[Described, ...] = ()
    inferred: bool = False


NOBODY = Answer()
COLLECTED = re.compile(r"第[0-9]+号")
"""The labels with which collectors number cases of many notices."""


@dataclass
class Register:
    """The case records of some notices and how their numbers count."""

    notices: Sequence[Notice]
    scope: Scope = "auto"
    areas: list[Area | None] = field(init=False)
    days: list[IsoDate | None] = field(init=False)
    by_notice: list[list[Described]] = field(init=False)
    person_of: Mapping[str, str] = field(default_factory=dict)
    """The person each record describes, where that is not its own case id (`tracer.link.merge`)."""

    def __post_init__(self) -> None:
        self.areas = [issuer(n) for n in self.notices]
        self.days = [published_day(n) for n in self.notices]
        self.by_notice = [list(self._all_described(n, i)) for i, n in enumerate(self.notices)]

    def _all_described(self, notice: Notice, index: int) -> Iterator[Described]:
        own = districts(notice)
        for case in notice.cases:
            yield self._described(case, index, own.get(case.case_id))

    def _described(self, case: Case, notice: int, district: str | None) -> Described:
        ref = of_case(case)
        if district and not ref.scope:
            ref = replace(ref, scope=district)
        return Described(case, ref, notice, counting_area(self.areas[notice], ref))

    def voice(self, notice: int) -> Described:
        """The notice itself as the one who refers to somebody, outside its cases."""
        nobody = Case(case_id=self.notices[notice].notice_id, span=(0, 0))
        return Described(nobody, Reference(""), notice, counting_area(self.areas[notice], Reference("")))

    def person(self, record: Described) -> str:
        """The id of the person a record describes."""
        return self.person_of.get(record.case_id, record.case_id)

    @cached_property
    def in_order(self) -> list[Described]:
        """Every record once, in the order of publication and then of the text."""
        once: dict[str, Described] = {}
        for i in sorted(range(len(self.notices)), key=lambda i: arrival(self.notices[i])):
            for record in self.by_notice[i]:
                once.setdefault(record.case_id, record)
        return list(once.values())

    @cached_property
    def numberings(self) -> dict[Series, Numbering]:
        """How each series of each area counts."""
        numbers: dict[Series, dict[int, dict[int, Case]]] = defaultdict(lambda: defaultdict(dict))
        for record in self.in_order:
            if record.count is not None and record.ref.number is not None and record.ref.series:
                sheet = numbers[record.count, record.ref.series][record.notice]
                sheet.setdefault(record.ref.number, record.case)
        return {
            series: Numbering([self._sheet(i, found) for i, found in sheets.items()], self.scope)
            for series, sheets in numbers.items()
        }

    def _sheet(self, notice: int, numbers: Mapping[int, Case]) -> Sheet:
        given = self.notices[notice]
        totals = [t.count for t in given.totals if t.scope == "cumulative"]
        known = sum(totals) if max(numbers) in (sum(totals), *totals) else None
        return Sheet(arrival(given), self.days[notice], numbers, max(numbers) if known else None)

    def counts(self, count: Count | None, series: str, day: IsoDate | None) -> tuple[Mode, int] | None:
        """How a number of this series, used on this day, counts, and in which wave; None where nothing tells."""
        numbering = self.numberings.get((count, series)) if count else None
        wave = numbering.wave_of(day) if numbering else None
        return (numbering.mode(wave), wave) if numbering and wave is not None else None

    @cached_property
    def by_day(self) -> dict[tuple[Count, IsoDate, int | None], list[Described]]:
        """Records by area, day of publication and number."""
        found: dict[tuple[Count, IsoDate, int | None], list[Described]] = defaultdict(list)
        for record in self.in_order:
            if record.count is not None and (day := self.days[record.notice]):
                found[record.count, day, record.ref.number].append(record)
        return found

    @cached_property
    def _of_day(self) -> dict[tuple[Count, IsoDate], list[Described]]:
        found: dict[tuple[Count, IsoDate], list[Described]] = defaultdict(list)
        for (count, day, _), records in self.by_day.items():
            found[count, day].extend(records)
        return found

    @cached_property
    def _by_report(self) -> dict[tuple[Count, IsoDate, int | None], list[Described]]:
        found: dict[tuple[Count, IsoDate, int | None], list[Described]] = defaultdict(list)
        for record in self.in_order:
            if record.count is not None and (day := reported_day(self.notices[record.notice])):
                found[record.count, day, record.ref.number].append(record)
        return found

    @cached_property
    def running(self) -> dict[tuple[Count, str, int, int], list[tuple[Described, bool]]]:
        """Records by area, series, wave and number, where numbers run on; False where that is not certain."""
        found: dict[tuple[Count, str, int, int], list[tuple[Described, bool]]] = defaultdict(list)
        for record in self.in_order:
            told = self.counts(record.count, record.ref.series, self.days[record.notice])
            if told and told[0] != "daily" and record.count and record.ref.number is not None:
                key = record.count, record.ref.series, told[1], record.ref.number
                found[key].append((record, told[0] == "running"))
        return found

    def resolve(self, ref: Reference, asker: Described) -> Answer:
        """The persons a reference made in the record ``asker`` can mean."""
        if ref.elsewhere:
            return NOBODY
        if ref.dated:
            return self._on_day(ref, asker)
        found = NOBODY if ref.earlier else self._within(ref, asker)
        return found if found.candidates else self._elsewhere(ref, asker)

    def is_self(self, ref: Reference, asker: Described) -> bool:
        """Whether a reference by number means the very case in whose record it stands."""
        if ref.number is None or ref.number != asker.ref.number or (ref.dated or ref.earlier or ref.elsewhere):
            return False
        if not self._counts_here(ref, asker):
            return False
        return ref.series == asker.ref.series or series_agree(ref.series, asker.ref.series)

    def _within(self, ref: Reference, asker: Described) -> Answer:
        """In the notice of the asker itself."""
        exact = self._others(("label", ref.label), asker)
        if exact:
            return self._answer(exact, ref, asker, inferred=False)
        if ref.number is None:
            named = [p for p in self._others(("name", ref.name), asker) if self._counts_here(ref, p)]
            named = [p for p in named if self._of_one_notice(asker, p)]
            return self._answer(named, ref, asker, inferred=False)
        numbered = [p for p in self._others(("number", ref.number), asker) if self._counts_here(ref, p)]
        same = [p for p in numbered if p.ref.series == ref.series]
        alike = same or [p for p in numbered if series_agree(p.ref.series, ref.series)]
        return self._answer(alike, ref, asker, inferred=not same)

    def _of_one_notice(self, asker: Described, other: Described) -> bool:
        """Whether a masked name can mean this record: in a list put together from many notices, if it names back."""
        notice, label = self.notices[asker.notice], other.case.label
        if notice.title or notice.issuer or label is None or not COLLECTED.match(label.value):
            return True
        return any(r.target.name and r.target.name == asker.ref.name for r in other.case.relations)

    def _others(self, key: tuple[str, str | int | None], asker: Described) -> list[Described]:
        """The other records of the asker's notice under one label, name or number; none for an empty one."""
        found = self._within_notice[asker.notice].get(key, []) if key[1] not in (None, "") else []
        return [p for p in found if p.case_id != asker.case_id]

    @cached_property
    def _within_notice(self) -> list[dict[tuple[str, str | int | None], list[Described]]]:
        found: list[dict[tuple[str, str | int | None], list[Described]]] = []
        for records in self.by_notice:
            index: dict[tuple[str, str | int | None], list[Described]] = defaultdict(list)
            for record in records:
                ref = record.ref
                for key in (("label", ref.label), ("name", ref.name), ("number", ref.number)):
                    index[key].append(record)
            found.append(index)
        return found

    def _counts_here(self, ref: Reference, record: Described) -> bool:
        """Whether a reference can count in the numbering of this record of its own notice."""
        if (ref.scope or ref.level) and counting_area(self.areas[record.notice], ref) != record.count:
            return False
        if ref.number is None or ref.ordinal == record.ref.ordinal:
            return True
        told = self.counts(record.count, record.ref.series, self.days[record.notice])
        return told is not None and told[0] == "running"

    def _on_day(self, ref: Reference, asker: Described) -> Answer:
        """In the notices of the day the reference names."""
        count, day = counting_area(self.areas[asker.notice], ref), ref.published_on
        if day is None:
            return NOBODY
        own = self._within(ref, asker) if day == self.days[asker.notice] else NOBODY
        if own.candidates or count is None:
            return own
        found = self._by_report.get((count, day, ref.number), []) if ref.reported else []
        found = found or self.by_day.get((count, day, ref.number), [])
        found = [p for p in found if p.case_id != asker.case_id]
        if ref.sole:
            sole = self._sole(ref, count, day)
            return self._answer(sole, ref, asker, inferred=True) if len(sole) == 1 else NOBODY
        if ref.number is None:
            return self._answer([p for p in found if ref.name and p.ref.name == ref.name], ref, asker, inferred=True)
        same = [p for p in found if p.ref.series == ref.series]
        alike = same or [p for p in found if series_agree(p.ref.series, ref.series)]
        return self._answer(alike, ref, asker, inferred=not same)

    def _sole(self, ref: Reference, count: Count, day: IsoDate) -> list[Described]:
        """The cases of a series told of in the notices of a day."""
        return [p for p in self._of_day.get((count, day), ()) if p.ref.series == ref.series]

    def _elsewhere(self, ref: Reference, asker: Described) -> Answer:
        """In other notices of the wave, where numbers run on; else in the other notices of the same day."""
        count, day = counting_area(self.areas[asker.notice], ref), self.days[asker.notice]
        told = self.counts(count, ref.series, day)
        if count is None or told is None or ref.number is None:
            return NOBODY
        found = self.running.get((count, ref.series, told[1], ref.number), ())
        found = [(p, sure) for p, sure in found if p.notice != asker.notice]
        if found:
            answer = self._answer([p for p, _ in found], ref, asker, inferred=False)
            return answer if len(answer.candidates) > 1 or any(sure for _, sure in found) else NOBODY
        if told[0] == "daily" and day and not ref.earlier and not self._lists(asker.notice, count, ref.series):
            same = [p for p in self.by_day.get((count, day, ref.number), ()) if p.ref.series == ref.series]
            return self._answer(same, ref, asker, inferred=True)
        return NOBODY

    def _lists(self, notice: int, count: Count, series: str) -> bool:
        """Whether a notice has a list of this series itself."""
        return any(p.count == count and p.ref.series == series for p in self.by_notice[notice])

    def _answer(self, found: Iterable[Described], ref: Reference, asker: Described, *, inferred: bool) -> Answer:
        """One entry a person; of several districts' numbers a speaker from one means that of his own."""
        own = self.person(asker)
        fitting = (p for p in found if ref.number is None or names_agree(ref.name, p.ref.name))
        people = tuple({self.person(p): p for p in fitting if self.person(p) != own}.values())
        if len(people) > 1 and not ref.scope and asker.ref.scope:
            near = tuple(p for p in people if p.ref.scope == asker.ref.scope)
            if len(near) == 1:
                return Answer(near, inferred=True)
        return Answer(people, inferred)
