"""Which described case a reference means.

Numbers are scoped: 病例1 restarts by city, day, district and series. A reference resolves inside its own
notice first, and in another notice only when area and series agree and nothing suggests that the numbers
restart; always only when exactly one case answers. Two candidates leave the link empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tracer.link.labels import Reference, area_names, of_case, of_target, of_words, series_agree
from tracer.models import Case, Companion, Diagnostic, Event, Notice, Relation, Span, Status

AMBIGUOUS = "link.ambiguous_case"


@dataclass(frozen=True, slots=True)
class Person:
    """A described case with its label taken apart."""

    case_id: str
    ref: Reference
    notice: int
    """Position of the notice among those given."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome of one reference: candidates, and whether the only one needed working out."""

    candidates: tuple[Person, ...]
    inferred: bool = False

    @property
    def case_id(self) -> str | None:
        """The case meant, when exactly one answers."""
        return self.candidates[0].case_id if len(self.candidates) == 1 else None


@dataclass
class Register:
    """Every described case, found by notice and by series and number."""

    notices: Sequence[Notice]
    by_notice: list[list[Person]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_notice = [[Person(c.case_id, of_case(c), i) for c in n.cases] for i, n in enumerate(self.notices)]

    @cached_property
    def by_number(self) -> dict[tuple[str, int], list[Person]]:
        """Persons by series and number, over all notices."""
        found: dict[tuple[str, int], list[Person]] = defaultdict(list)
        for person in (p for people in self.by_notice for p in people):
            if person.ref.number is not None and person.ref.series:
                found[person.ref.series, person.ref.number].append(person)
        return found

    @cached_property
    def ranges(self) -> list[dict[str, tuple[int, int]]]:
        """For each notice, the lowest and highest number of each series it describes."""
        return [_ranges(people) for people in self.by_notice]

    def resolve(self, ref: Reference, asker: Person) -> Answer:
        """The cases a reference made by ``asker`` can mean."""
        if ref.published_on is None or ref.published_on == self._issued(asker.notice):
            answer = self._within(ref, asker)
            if answer.candidates:
                return answer
        return Answer(_one_each(self._across(ref, asker)))

    def _within(self, ref: Reference, asker: Person) -> Answer:
        others = [p for p in self.by_notice[asker.notice] if p.case_id != asker.case_id]
        exact = [p for p in others if p.ref.label and p.ref.label == ref.label]
        if exact:
            return _nearest_scope(exact, ref, asker, inferred=False)
        if ref.number is None:
            return Answer(tuple(p for p in others if ref.name and p.ref.name == ref.name and self._in_scope(ref, p)))
        numbered = [p for p in others if p.ref.number == ref.number and self._in_scope(ref, p)]
        same = [p for p in numbered if p.ref.series == ref.series]
        alike = same or [p for p in numbered if series_agree(p.ref.series, ref.series)]
        return _nearest_scope(alike, ref, asker, inferred=not same)

    def _in_scope(self, ref: Reference, person: Person) -> bool:
        if not ref.scope or ref.scope == person.ref.scope:
            return True
        return not person.ref.scope and ref.scope in area_names(self.notices[person.notice].area)

    def _across(self, ref: Reference, asker: Person) -> list[Person]:
        if ref.number is None or not ref.series:
            return []
        found = self.by_number.get((ref.series, ref.number), [])
        return [p for p in found if p.notice != asker.notice and self._reaches(ref, asker, p)]

    def _reaches(self, ref: Reference, asker: Person, person: Person) -> bool:
        """Whether the numbering ``ref`` counts in is that of the notice of ``person``."""
        own, other = self.notices[asker.notice].area, self.notices[person.notice].area
        if ref.scope and ref.scope not in area_names(own):
            if not self._in_scope(ref, person):
                return False
        elif own is None or other is None or area_names(own) != area_names(other):
            return False
        if ref.published_on is not None:
            return ref.published_on == self._issued(person.notice)
        return self._runs_on(ref, asker.notice, person.notice)

    def _runs_on(self, ref: Reference, own: int, other: int) -> bool:
        """Whether nothing says that the series starts anew with each notice."""
        mine, theirs = self.ranges[own].get(ref.series), self.ranges[other].get(ref.series)
        if mine is None or theirs is None:
            return True
        if mine[0] <= (ref.number or 0) <= mine[1] or (mine[0] <= theirs[1] and theirs[0] <= mine[1]):
            return False
        days = self._issued(own), self._issued(other)
        if days[0] is None or days[1] is None or days[0] == days[1]:
            return True
        return (days[0] < days[1]) == (mine < theirs)

    def _issued(self, notice: int) -> str | None:
        issued = self.notices[notice].issued_on
        return issued.value if issued else None


def _ranges(people: Iterable[Person]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for ref in (p.ref for p in people):
        if ref.number is not None:
            low, high = found.get(ref.series, (ref.number, ref.number))
            found[ref.series] = min(low, ref.number), max(high, ref.number)
    return found


def _one_each(people: Iterable[Person]) -> tuple[Person, ...]:
    """One entry a case: the same notice may have been given twice."""
    return tuple({p.case_id: p for p in people}.values())


def _nearest_scope(found: list[Person], ref: Reference, asker: Person, inferred: bool) -> Answer:
    """Several numbers of the same name: a speaker from one district means his own district's."""
    people = _one_each(found)
    if len(people) > 1 and not ref.scope and asker.ref.scope:
        near = tuple(p for p in people if p.ref.scope == asker.ref.scope)
        if len(near) == 1:
            return Answer(near, inferred=True)
    return Answer(people, inferred)


def link_cases(notices: Sequence[Notice]) -> list[Notice]:
    """Copies of the notices with the case meant by each relation and companion, where exactly one answers.

    >>> link_cases([])
    []
    """
    register = Register(notices)
    return [_link_notice(register, i) for i in range(len(notices))]


def _link_notice(register: Register, index: int) -> Notice:
    notice, doubts = register.notices[index], list[Diagnostic]()
    people = register.by_notice[index]
    cases = tuple(_link_case(register, c, p, doubts) for c, p in zip(notice.cases, people, strict=True))
    if all(new is old for new, old in zip(cases, notice.cases, strict=True)):
        return notice
    fresh = [d for d in doubts if d not in notice.diagnostics]
    return notice.model_copy(update={"cases": cases, "diagnostics": (*notice.diagnostics, *fresh)})


def _link_case(register: Register, case: Case, person: Person, doubts: list[Diagnostic]) -> Case:
    update: dict[str, object] = {}
    if case.relations:
        update["relations"] = tuple(_link_relation(register, r, person, doubts) for r in case.relations)
    if any(e.companions for e in case.events):
        update["events"] = tuple(_link_event(register, e, person, doubts) for e in case.events)
    return case.model_copy(update=update) if update else case


def _link_relation(register: Register, relation: Relation, asker: Person, doubts: list[Diagnostic]) -> Relation:
    target = relation.target
    if target.case_id is not None:
        return relation
    answer = register.resolve(of_target(target), asker)
    status: Status = target.status
    if len(answer.candidates) > 1:
        status = "ambiguous"
        doubts.append(_doubt(target.label.text, target.label.span, answer))
    elif answer.case_id and answer.inferred:
        status = "inferred"
    found = target.model_copy(update={"case_id": answer.case_id, "status": status})
    return relation.model_copy(update={"target": found})


def _link_event(register: Register, event: Event, asker: Person, doubts: list[Diagnostic]) -> Event:
    if not event.companions:
        return event
    found = tuple(_link_companion(register, c, asker, doubts) for c in event.companions)
    return event.model_copy(update={"companions": found})


def _link_companion(register: Register, companion: Companion, asker: Person, doubts: list[Diagnostic]) -> Companion:
    if not companion.label or companion.case_id is not None:
        return companion
    answer = register.resolve(of_words(companion.label), asker)
    if len(answer.candidates) > 1:
        doubts.append(_doubt(companion.text, companion.span, answer))
    return companion.model_copy(update={"case_id": answer.case_id})


def _doubt(text: str, span: Span, answer: Answer) -> Diagnostic:
    names = ", ".join(sorted(p.case_id for p in answer.candidates))
    return Diagnostic(
        code=AMBIGUOUS,
        severity="warning",
        message=f"{text} can mean each of {names}; left unlinked",
        span=span,
    )
