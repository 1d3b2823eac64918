"""Writes into the records which person each case, relation and companion is.

Exactly one candidate or no link: several leave it empty, and one whom the stated relation rules out is none. Whoever
no notice at hand describes is a stub, which a later run fills when the notice is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tracer.link.conflicts import apart, fits, rules_out
from tracer.link.labels import Reference, of_target, of_words
from tracer.link.merge import CONFLICT, Merge, of_itself
from tracer.link.numbering import Scope
from tracer.link.register import NOBODY, Answer, Described, Register
from tracer.link.stubs import stub_id
from tracer.models import Case, Companion, Diagnostic, Event, Notice, Relation, Revision, Span, Status, Target

AMBIGUOUS = "link.ambiguous_case"
INFERRED_AREA = "link.area_inferred"

LONGEST_NOTICE = 10_000
"""Characters beyond which two parts of a page are no one notice: in collections of 2020, where lists of their own stand
under the numbers of the collector, 4 of the 7 couples that were linked further apart were two men or two women."""


def link_cases(notices: Sequence[Notice], scope: Scope = "auto") -> list[Notice]:
    """Copies of the notices with the person of each case, and the person meant by each relation and companion.

    >>> link_cases([])
    []
    """
    register = Register(notices, scope)
    merged = Merge(register)
    return [_Linker(register, merged, i).notice() for i in range(len(notices))]


@dataclass
class _Linker:
    """Links one notice."""

    register: Register
    merged: Merge
    index: int
    doubts: list[Diagnostic] = field(default_factory=list)
    crossed: bool = False
    """Whether a reference was answered from another notice."""

    def notice(self) -> Notice:
        """The notice linked, with a diagnostic for whatever stayed open."""
        given, people = self.register.notices[self.index], self.register.by_notice[self.index]
        cases = tuple(self.case(p) for p in people)
        revisions = tuple(map(self.revision, given.revisions))
        notes = [*self.merged.doubts.get(self.index, ()), *self.doubts, *self._area_note()]
        fresh = tuple(d for d in dict.fromkeys(notes) if d not in given.diagnostics)
        update = {"cases": cases, "revisions": revisions, "diagnostics": (*given.diagnostics, *fresh)}
        return given.model_copy(update=update)

    def _area_note(self) -> list[Diagnostic]:
        area = self.register.areas[self.index]
        if area is None or area.status != "inferred" or not self.crossed:
            return []
        message = f"No issuing area is stated: {area.city} is taken, where most of the cases live."
        return [Diagnostic(code=INFERRED_AREA, severity="info", message=message)]

    def case(self, own: Described) -> Case:
        """A record with its person, its relations and its companions linked."""
        case = own.case
        update: dict[str, Any] = {"person_id": self.register.person(own)}
        if case.relations:
            update["relations"] = tuple(self.relation(r, own) for r in case.relations)
        if any(e.companions for e in case.events):
            update["events"] = tuple(self.event(e, own) for e in case.events)
        return case.model_copy(update=update)

    def relation(self, relation: Relation, own: Described) -> Relation:
        """A relation with its target linked."""
        return relation.model_copy(update={"target": self.target(relation.target, own, relation)})

    def revision(self, revision: Revision) -> Revision:
        """A revision with its target linked: to the case of this notice that is the same person, where there is one."""
        if revision.target is None:
            return revision
        own = next((p for p in self.register.by_notice[self.index] if p.case_id == revision.case_id), None)
        if own is not None and not of_itself(own, revision, revision.target):
            own = None
        if own is None:
            target = self.target(revision.target, self.register.voice(self.index), None)
        else:
            found = self.merged.former.get((own.case_id, revision.target.label.where), revision.target.case_id)
            update = {"case_id": found, "person_id": self.register.person(own)}
            target = revision.target.model_copy(update=update)
        return revision.model_copy(update={"target": target})

    def target(self, target: Target, own: Described, relation: Relation | None) -> Target:
        """The person meant; a target linked before stays as it is."""
        if target.case_id is not None:
            return target.model_copy(update={"person_id": target.person_id or target.case_id})
        ref = of_target(target)
        answer = self.answer(ref, own, target.label.text or target.label.value, target.label.where, relation)
        status: Status = target.status
        if len(answer.candidates) > 1:
            status = "ambiguous"
        elif answer.candidates and answer.inferred:
            status = "inferred"
        case_id, person_id = self._ids(answer, ref, own)
        return target.model_copy(update={"case_id": case_id, "person_id": person_id, "status": status})

    def event(self, event: Event, own: Described) -> Event:
        """An event with its companions linked."""
        if not event.companions:
            return event
        return event.model_copy(update={"companions": tuple(self.companion(c, own) for c in event.companions)})

    def companion(self, companion: Companion, own: Described) -> Companion:
        """A companion who is a case, linked like a target."""
        if companion.case_id is not None:
            return companion.model_copy(update={"person_id": companion.person_id or companion.case_id})
        if not companion.label:
            return companion
        ref = of_words(companion.label, self.register.days[self.index])
        if self.register.is_self(ref, own):  # 轨迹同病例33, whose companions were 病例40 and others, told of 病例40
            return companion
        answer = self.answer(ref, own, companion.text, companion.span)
        case_id, person_id = self._ids(answer, ref, own)
        return companion.model_copy(update={"case_id": case_id, "person_id": person_id})

    def answer(self, ref: Reference, own: Described, text: str, span: Span, relation: Relation | None = None) -> Answer:
        """Who is meant; one whom the relation rules out is not, and says why."""
        found = self.register.resolve(ref, own)
        if not found.candidates:
            known = self.merged.aliases.get(stub_id(self.register, ref, own), [])
            found = Answer(tuple({self.register.person(k): k for k in known}.values()), inferred=True)
        if ref.number is None and ref.name and relation is not None:
            found = _narrowed(found, relation, own)
        if len(found.candidates) > 1:
            self.doubts.append(_doubt(text, span, sorted(self.register.person(c) for c in found.candidates)))
            return found
        for one in found.candidates:
            reason = _reason(relation, own, one, by_name=ref.number is None)
            if reason:
                self.doubts.append(_against(text, span, one.case_id, reason))
                return NOBODY
            self.crossed |= one.notice != own.notice
        return found

    def _ids(self, answer: Answer, ref: Reference, own: Described) -> tuple[str | None, str]:
        """Case and person: both the same where exactly one answers, else none and a stub."""
        if len(answer.candidates) == 1:
            found = self.register.person(answer.candidates[0])
            return found, found
        return None, stub_id(self.register, ref, own)


def _reason(relation: Relation | None, own: Described, other: Described, *, by_name: bool) -> str | None:
    """Why the only one who answers cannot be meant.

    A number stated within one list of a notice is beyond doubt; a name is not, nor a number of another list on the page
    (病例24 under 第309号确诊病例 in a collection may be that of any of its parts).
    """
    one_page = other.notice == own.notice
    one_list = one_page and other.ref.series == own.ref.series
    if one_page and not one_list and not by_name and abs(other.case.span[0] - own.case.span[0]) > LONGEST_NOTICE:
        return "another list, far away on the page"
    if relation is None or (one_list and not by_name):
        return None
    against = rules_out(relation, own.case, other.case)
    return against or (apart(own.case, other.case) if by_name else None)


def _narrowed(found: Answer, relation: Relation, own: Described) -> Answer:
    """Of several of one name, those whom sex, age and county of the relation leave; a choice is an inference."""
    left = tuple(c for c in found.candidates if fits(relation, own.case, c.case))
    return Answer(left, found.inferred or len(left) < len(found.candidates)) if left else found


def _doubt(text: str, span: Span, names: Sequence[str]) -> Diagnostic:
    message = f"{text} can mean each of {', '.join(names)}; left unlinked"
    return Diagnostic(code=AMBIGUOUS, severity="warning", message=message, span=span)


def _against(text: str, span: Span, case_id: str, reason: str) -> Diagnostic:
    message = f"{text} would be {case_id}, which is ruled out ({reason}); left unlinked"
    return Diagnostic(code=CONFLICT, severity="warning", message=message, span=span)
