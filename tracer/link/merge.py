"""Which case records are of one person: the same number in the same numbering, the same label twice, the same name.

Agreement of number, or of name and attributes, is needed, and nothing may speak against it. What conflicts stays
apart, with a diagnostic that says why. Records join in the order of publication, so that the outcome does not depend
on the order in which notices arrive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tracer.link.conflicts import agreement, conflict
from tracer.link.labels import of_target
from tracer.link.numbering import WAVE_GAP, arrival
from tracer.link.register import Described, Register
from tracer.link.stubs import stub_id
from tracer.models import Diagnostic, Revision, Span, Target

CONFLICT = "link.conflict"
BESIDE = 3
"""Characters between a label and the words that say whose earlier label is meant."""
Test = Callable[[Described, Described], bool]


@dataclass
class Merge:
    """Joins records to persons; ``doubts`` are the diagnostics by position of the notice."""

    register: Register
    doubts: dict[int, list[Diagnostic]] = field(default_factory=lambda: defaultdict(list))
    aliases: dict[str, list[Described]] = field(default_factory=lambda: defaultdict(list))
    """Records that say as whom a notice not at hand knew their person, by the id of that stub."""
    former: dict[tuple[str, Span], str] = field(default_factory=dict)
    """The earlier record that each such saying was found to mean."""
    members: dict[str, list[Described]] = field(init=False)
    head: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.members = {d.case_id: [d] for d in self.register.in_order}
        self.head = {case_id: case_id for case_id in self.members}
        self.rank = {d.case_id: i for i, d in enumerate(self.register.in_order)}
        self._settled()
        for group in self._numbered():
            self._join_all(group, self._by_number)
        for group in self._labelled():
            self._join_all(group, lambda a, b: agreement(a.case, b.case))
        for group in self._named():
            self._join_all(group, self._by_name)
        self.register.person_of = self.head
        self._identified()

    def _settled(self) -> None:
        """What was joined before stays joined."""
        for record in self.register.in_order:
            earlier = record.case.person_id
            if earlier and earlier != record.case_id and earlier in self.head:
                self._union(self.head[earlier], self.head[record.case_id])

    def _numbered(self) -> Iterator[list[Described]]:
        """Records with one number where numbers run on, or on one day."""
        for found in self.register.running.values():
            if len(found) > 1:
                yield [record for record, _ in found]
        for records in self.register.by_day.values():
            by_series: dict[str, list[Described]] = defaultdict(list)
            for record in records:
                if record.ref.number is not None:
                    by_series[record.ref.series].append(record)
            yield from (group for group in by_series.values() if len(group) > 1)

    def _by_number(self, a: Described, b: Described) -> bool:
        told = self.register.counts(a.count, a.ref.series, self.register.days[a.notice])
        runs_on = told is not None and told[0] == "running" and a.notice != b.notice
        return runs_on or agreement(a.case, b.case)

    def _labelled(self) -> Iterator[list[Described]]:
        """Records of one notice under one label."""
        for records in self.register.by_notice:
            found: dict[str, list[Described]] = defaultdict(list)
            for record in records:
                if record.ref.label and record.case_id in self.head:
                    found[record.ref.label].append(record)
            yield from (group for group in found.values() if len(group) > 1)

    def _named(self) -> Iterator[list[Described]]:
        """Records with one masked name in one city."""
        found: dict[tuple[str, str, str], list[Described]] = defaultdict(list)
        for record in self.register.in_order:
            area = self.register.areas[record.notice]
            if record.case.name and record.case.sex and record.case.age and area and area.city:
                found[area.city, record.ref.name or "", record.case.sex.value].append(record)
        yield from (group for group in found.values() if len(group) > 1)

    def _by_name(self, a: Described, b: Described) -> bool:
        """The same name, sex, age and county, in two notices of one wave that do not number them apart."""
        if a.notice == b.notice or not agreement(a.case, b.case) or not _share_county(a, b):
            return False
        days = self.register.days[a.notice], self.register.days[b.notice]
        if days[0] is None or days[1] is None or abs((_day(days[0]) - _day(days[1])).days) > WAVE_GAP:
            return False
        numbered = (a.count, a.ref.series) == (b.count, b.ref.series) and a.ref.number != b.ref.number
        told = self.register.counts(a.count, a.ref.series, days[0])
        return not (numbered and told and told[0] == "running")

    def _join_all(self, group: Sequence[Described], alike: Test) -> None:
        """Each record to the first person of the group it agrees with."""
        firsts: list[Described] = []
        for record in group:
            against: list[tuple[Described, str]] = []
            for first in (f for f in firsts if alike(f, record)):
                reason = self._join(first, record)
                if reason is None:
                    break
                against.append((first, reason))
            else:
                firsts.append(record)
                for first, reason in against:
                    self._doubt(first, record, reason)

    def _identified(self) -> None:
        """Records that say themselves as whom an earlier notice knew their person (即昨日公布的无症状感染者3)."""
        for index, notice in sorted(enumerate(self.register.notices), key=lambda item: arrival(item[1])):
            records = {d.case_id: d for d in self.register.by_notice[index]}
            for revision in notice.revisions:
                own = records.get(revision.case_id or "")
                if own is not None and revision.target is not None and of_itself(own, revision, revision.target):
                    self._was(own, revision.target)

    def _was(self, record: Described, target: Target) -> None:
        """Join a record with what was told of its person before; kept as an alias where that is not at hand."""
        ref = of_target(target)
        answer = self.register.resolve(ref, record)
        if not answer.candidates and ref.number is not None:
            self.aliases[stub_id(self.register, ref, record)].append(record)
        elif len(answer.candidates) == 1:
            reason = self._join(answer.candidates[0], record)
            if reason is None:
                self.former[record.case_id, target.label.where] = answer.candidates[0].case_id
            else:
                self._doubt(answer.candidates[0], record, reason, target.label.where)

    def _join(self, a: Described, b: Described) -> str | None:
        """Make two records one person; the reason where something speaks against it."""
        one, other = self.head[a.case_id], self.head[b.case_id]
        if one == other:
            return None
        reasons = (conflict(x.case, y.case) for x in self.members[one] for y in self.members[other])
        reason = next(filter(None, reasons), None)
        if reason is None:
            self._union(one, other)
        return reason

    def _union(self, one: str, other: str) -> None:
        """The person is named after the record that was published first."""
        if one == other:
            return
        first, second = (one, other) if self.rank[one] < self.rank[other] else (other, one)
        for record in self.members.pop(second):
            self.head[record.case_id] = first
            self.members[first].append(record)

    def _doubt(self, first: Described, record: Described, reason: str, span: Span | None = None) -> None:
        label = record.case.label
        message = (
            f"{record.case_id} and {first.case_id} are told of under one number or name, "
            f"but differ ({reason}); kept apart"
        )
        note = Diagnostic(
            code=CONFLICT, severity="warning", message=message, span=span or (label.span if label else None)
        )
        if note not in self.doubts[record.notice]:
            self.doubts[record.notice].append(note)


def of_itself(record: Described, revision: Revision, target: Target) -> bool:
    """Whether words are about the person of a record: not 与父亲(即病例1)同住, but 确诊病例2(即昨日通报的病例7)."""
    if revision.field != "identity":
        return True
    label, ref = record.case.label, of_target(target)
    after = revision.span[0] - label.span[1] if label is not None and label.span is not None else -1
    return 0 <= after <= BESIDE and (ref.dated or ref.earlier or ref.series != record.ref.series)


def _share_county(a: Described, b: Described) -> bool:
    return bool(set(_counties(a)) & set(_counties(b)))


def _counties(record: Described) -> Iterable[str]:
    return (p.area.county for p in record.case.residences if p.area and p.area.county)


def _day(day: str) -> date:
    return date.fromisoformat(day)
