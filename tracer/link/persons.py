"""Persons: what all notices tell of one person, in the order in which they told it.

A person is one case record, or several that linking found to be of one person, or a stub: somebody only
referred to, whose notice is not at hand. Later notices correct and reclassify; nothing is overwritten, the last
statement counts and the earlier ones stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from tracer.link.labels import of_target
from tracer.link.numbering import UNKNOWN_DAY, arrival, published_day
from tracer.models import Case, Companion, IsoDate, Notice, Record, Revision, Span, Target

What = Literal[
    "label", "name", "sex", "age", "occupation", "workplace", "residence", "classification", "severity",
    "importation", "detected_by", "onset", "positive", "diagnosis", "isolation", "discharge", "death", "referred",
    "identity", "withdrawn", "discharged", "other",
]  # fmt: skip
CODED = ("sex", "occupation", "classification", "severity", "importation", "detected_by")
FIRST = (
    "label", "series", "number", "name", "sex", "age", "occupation", "workplace", "nationality", "origin",
    "detected_by", "importation",
)  # fmt: skip
LAST = ("classification", "severity")
REVISED = ("classification", "severity", "sex", "age")
ALL = {"residences": "place_id", "symptoms": "value", "relations": "", "contacts": "", "events": ""}
"""Lists, and the field by which two of their entries are one."""
MILESTONES = ("onset", "positive", "diagnosis", "isolation", "discharge", "death")


class Entry(Record):
    """One thing a notice tells of a person, and the words."""

    what: What
    value: str
    notice_id: str
    published_on: IsoDate | None
    case_id: str
    """The record in which the words stand: for ``referred`` that of another person; the notice's id outside records."""
    text: str
    span: Span
    revises: bool = False
    """A later notice says so anew: a correction, a reclassification, a case withdrawn."""


class Person(Record):
    """One person, as all notices together tell."""

    person_id: str
    described: bool
    """False for a stub, who is only referred to."""
    label: str
    case_ids: tuple[str, ...]
    """The records of this person in the order of publication; empty for a stub."""
    series: str | None = None
    number: int | None = None
    published_on: IsoDate | None = None
    """The day on which the person was first told of; for a stub the day its references name."""
    history: tuple[Entry, ...]

    def stated(self, what: What) -> list[Entry]:
        """Everything told under this head, the earliest first."""
        return [e for e in self.history if e.what == what]

    def latest(self, what: What) -> Entry | None:
        """What was told last under this head; None where nothing was."""
        return next((e for e in reversed(self.history) if e.what == what), None)


def persons(notices: Iterable[Notice]) -> list[Person]:
    """The persons of some linked notices, by id.

    >>> persons([])
    []
    """
    ordered = in_order(notices)
    records: dict[str, list[tuple[Notice, Case]]] = defaultdict(list)
    aims: dict[str, list[tuple[Target | Companion, Entry]]] = defaultdict(list)
    for notice in ordered:
        for case in notice.cases:
            records[case.person_id or case.case_id].append((notice, case))
            for person_id, aim, entry in _references(notice, case):
                aims[person_id].append((aim, entry))
        for revision in notice.revisions:
            if revision.target is not None and revision.target.person_id:
                aims[revision.target.person_id].append((revision.target, _revised(notice, revision)))
    return [_person(i, records.get(i, []), aims.get(i, [])) for i in sorted(records.keys() | aims.keys())]


def as_one(person_id: str, records: Sequence[Case], revised: Sequence[Case] = ()) -> Case:
    """One record of a person told of in several notices, given in the order of publication.

    Classification and severity are those stated last, other facts those stated first; residences, symptoms, relations,
    contacts and events are all of them. What was ``revised`` (`revised_record`) replaces what was stated.
    """
    if len(records) == 1 and not revised:
        return records[0].model_copy(update={"case_id": person_id})
    update: dict[str, Any] = {"case_id": person_id}
    for name in FIRST:
        update[name] = next((v for r in records if (v := getattr(r, name)) is not None), None)
    for name in LAST:
        update[name] = next((v for r in reversed(records) if (v := getattr(r, name)) is not None), None)
    for name, key in ALL.items():
        values = [v for r in records for v in getattr(r, name)]
        update[name] = tuple({(getattr(v, key) or v.text) if key else i: v for i, v in enumerate(values)}.values())
    for record in revised:
        update |= {name: value for name in REVISED if (value := getattr(record, name)) is not None}
    return records[0].model_copy(update=update)


def revised_record(revision: Revision) -> Case | None:
    """A record that holds nothing but what a notice says anew of an earlier case; None where that is no single fact.

    >>> from tracer.models import SourcedText
    >>> words = SourcedText(value="43岁", text="43岁", span=(9, 12))
    >>> revised_record(Revision(field="age", value="43", new=words, text="", span=(0, 12))).age.value
    43
    """
    if revision.field not in REVISED or revision.value is None:
        return None
    new = revision.new
    words = {"text": new.text, "span": new.span} if new else {"text": revision.text, "span": revision.span}
    value = int(revision.value) if revision.field == "age" else revision.value
    return Case.model_validate({"case_id": "", "span": revision.span, revision.field: {"value": value, **words}})


def in_order(notices: Iterable[Notice]) -> list[Notice]:
    """The notices in the order of publication, whatever the order of arrival; one given twice counts once."""
    once: dict[str, Notice] = {}
    for notice in sorted(notices, key=arrival):
        once.setdefault(notice.notice_id, notice)
    return list(once.values())


def _person(
    person_id: str, records: Sequence[tuple[Notice, Case]], aims: Sequence[tuple[Target | Companion, Entry]]
) -> Person:
    told = [entry for notice, case in records for entry in _told(notice, case)] + [entry for _, entry in aims]
    history = sorted(dict.fromkeys(told), key=lambda e: (e.published_on or UNKNOWN_DAY, e.notice_id, e.span, e.what))
    if not records:
        return _stub(person_id, [aim for aim, _ in aims], history)
    notice, first = records[0]
    return Person(
        person_id=person_id,
        described=True,
        label=first.label.value if first.label else first.case_id.rpartition("/")[2],
        case_ids=tuple(case.case_id for _, case in records),
        series=first.series,
        number=first.number,
        published_on=published_day(notice),
        history=tuple(history),
    )


def _stub(person_id: str, aims: Sequence[Target | Companion], history: Sequence[Entry]) -> Person:
    targets = [a for a in aims if isinstance(a, Target)]
    words = [a.label.value for a in targets] or [a.label or a.text for a in aims if isinstance(a, Companion)]
    first = targets[0] if targets else None
    return Person(
        person_id=person_id,
        described=False,
        label=words[0],
        case_ids=(),
        series=first.series if first else None,
        number=of_target(first).number if first else None,
        published_on=first.published_on if first else None,
        history=tuple(history),
    )


def _references(notice: Notice, case: Case) -> Iterator[tuple[str, Target | Companion, Entry]]:
    for relation in case.relations:
        if person_id := relation.target.person_id or relation.target.case_id:
            yield (
                person_id,
                relation.target,
                _entry(notice, case, "referred", relation.kind, relation.text, relation.span),
            )
    for companion in (c for e in case.events for c in e.companions):
        if person_id := companion.person_id or companion.case_id:
            yield (
                person_id,
                companion,
                _entry(notice, case, "referred", "companion", companion.text, companion.span),
            )


def _revised(notice: Notice, revision: Revision) -> Entry:
    """What a notice says anew of an earlier case."""
    value = revision.value or (revision.new.value if revision.new else revision.becomes or revision.field)
    if revision.field == "age" and value.isdigit():
        value = f"{value} year"
    teller = revision.case_id or notice.notice_id
    return Entry(
        what=revision.field,
        value=value,
        notice_id=notice.notice_id,
        published_on=published_day(notice),
        case_id=teller,
        text=revision.text,
        span=revision.span,
        revises=True,
    )


def _told(notice: Notice, case: Case) -> Iterator[Entry]:
    """What one record says of its person, head by head."""
    if case.label and case.label.text is not None and case.label.span is not None:
        yield _entry(notice, case, "label", case.label.value, case.label.text, case.label.span)
    if case.name:
        yield _entry(notice, case, "name", case.name.value, case.name.text, case.name.span)
    for what in CODED:
        if (told := getattr(case, what)) is not None:
            yield _entry(notice, case, what, told.value, told.text, told.span)  # type: ignore[arg-type]
    if case.age:
        yield _entry(notice, case, "age", f"{case.age.value} {case.age.unit}", case.age.text, case.age.span)
    if case.workplace:
        yield _entry(notice, case, "workplace", case.workplace.name, case.workplace.text, case.workplace.span)
    for home in case.residences:
        yield _entry(notice, case, "residence", home.name, home.text, home.span)
    for event in case.events:
        if event.kind in MILESTONES and event.when and event.when.start:
            yield _entry(notice, case, event.kind, event.when.start, event.text, event.span)  # type: ignore[arg-type]


def _entry(notice: Notice, case: Case, what: What, value: str, text: str, span: Span) -> Entry:
    return Entry(
        what=what,
        value=value,
        notice_id=notice.notice_id,
        published_on=published_day(notice),
        case_id=case.case_id,
        text=text,
        span=span,
    )
