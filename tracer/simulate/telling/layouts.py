"""The bodies of notices: how the cases of one notice are laid out on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from tracer import models as m
from tracer.simulate.city import City
from tracer.simulate.links import Link
from tracer.simulate.people import Population
from tracer.simulate.telling.events import EventWriter, Told
from tracer.simulate.telling.groups import GroupWriter, group_by_household
from tracer.simulate.telling.labels import Issue, Labels, Reference
from tracer.simulate.telling.page import Page
from tracer.simulate.telling.person import Fields, PersonWriter
from tracer.simulate.telling.phrases import phrase
from tracer.simulate.telling.places import Places
from tracer.simulate.telling.story import Statement, story
from tracer.simulate.telling.styles import Style
from tracer.simulate.telling.times import Calendar, Manner, month_day
from tracer.simulate.truth import Infection

CONDITION_SHARE, NOTHING_SHARE = 0.5, 0.12


@dataclass(frozen=True, slots=True)
class Sources:
    """All that the notices of an outbreak draw on."""

    city: City
    people: Population
    style: Style
    labels: Labels
    links: dict[int, list[Link]]


class Body:
    """Writes the cases of one notice on its page."""

    def __init__(self, page: Page, sources: Sources, issue: Issue, rng: Random, manner: Manner) -> None:
        self.page = page
        self.sources = sources
        self.issue = issue
        self.rng = rng
        self.manner = manner
        places = Places(rng, sources.city)

        def refer(key: int) -> Reference | None:
            return sources.labels.refer(key, issue)

        self.person = PersonWriter(page, places, rng, sources.style, refer)
        self.events = EventWriter(page, sources.city, places, rng, refer)
        self.group = GroupWriter(page, sources.people, sources.labels, self.person)
        self._lead = rng.choice(sources.style.leads)
        self._gap = rng.choice(("\n", "\n\n"))

    @property
    def after_label(self) -> str:
        """What stands between a label and the facts."""
        return self._lead.partition("{label}")[2]

    def end(self) -> None:
        """Leave the case's block."""
        self.page.write(self._gap)

    def write(self) -> list[m.Case]:
        """All cases, in order of number."""
        written = LAYOUTS[self.sources.style.layout](self)
        return sorted(written, key=lambda case: case.span)

    # -- pieces ---------------------------------------------------------------------------------------------------

    def label(self, case: Infection) -> Fields:
        """The label, and whatever stands between it and the facts."""
        words = self.page.put(self.sources.labels.of[case.key].label)
        self.page.write(self.after_label)
        return {"label": m.CaseLabel(value=words.text, text=words.text, span=words.span)}

    def told(self, case: Infection, bare: bool = False) -> Told:
        """A story not yet begun."""
        return Told(case, Calendar(self.rng, self.manner), bare)

    def paragraph(self, case: Infection, told: Told) -> None:
        """The story in running text."""
        statements = story(case, self.rng, self.sources.style.tells)
        if self.sources.style.condition and self.rng.random() < CONDITION_SHARE:
            statements.append(Statement("admission", statements[-1].start, None, "day", "admission", follows=True))
        for i, statement in enumerate(statements):
            self.events.statement(statement, told)
            if statement.kind == "stay" and self.rng.random() < NOTHING_SHARE:
                self.page.write("，" + phrase(self.rng, "nothing"))
            self.page.write(self.stop(statements, i))

    def stop(self, statements: Sequence[Statement], i: int) -> str:
        """The mark after a statement."""
        if i + 1 == len(statements):
            return "。"
        following = statements[i + 1]
        if following.follows or (following.kind, statements[i].kind) == ("diagnosis", "transfer"):
            return "，"
        if following.kind in ("isolation", "onset"):
            return self.rng.choice("。；")
        return self.rng.choice("；；；。，")

    def case(self, case: Infection, start: int, *parts: Fields) -> m.Case:
        """The record of what has been written since ``start``."""
        called = self.sources.labels.of[case.key]
        fields: Fields = {}
        relations: list[m.Relation] = []
        for part in parts:
            relations += part.get("relations", ())
            fields |= part
        fields["relations"] = tuple(_distinct(relations))
        end = self.page.length
        return m.Case(
            case_id=called.case_id, series=called.series, number=called.number, span=(start, end), **fields
        )  # fmt: skip


def _distinct(relations: Iterable[m.Relation]) -> list[m.Relation]:
    """One relation for each case meant and each kind, the first one told."""
    found: dict[tuple[str | None, str], m.Relation] = {}
    for relation in relations:
        found.setdefault((relation.target.case_id, relation.kind), relation)
    return list(found.values())


def paragraphs(body: Body) -> list[m.Case]:
    """One paragraph a case, with its label above or in front."""
    return [_paragraph(body, case) for case in body.issue.cases]


def _paragraph(body: Body, case: Infection) -> m.Case:
    start = body.page.length
    label = body.label(case)
    person = body.person.sentence(case, body.sources.links[case.key])
    body.page.write("。")
    told = body.told(case)
    body.paragraph(case, told)
    record = body.case(case, start, label, person, told.all())
    body.end()
    return record


def groups(body: Body) -> list[m.Case]:
    """Households that stand in one notice share a paragraph; the others have their own."""
    written: list[m.Case] = []
    for members in group_by_household(body.issue.cases):
        written += [_paragraph(body, members[0])] if len(members) == 1 else _group(body, members)
    return written


def _group(body: Body, members: Sequence[Infection]) -> list[m.Case]:
    """病例48、49: what they share, then each by itself."""
    start = body.page.length
    shared = body.group.sentence(members, body.after_label)
    body.page.write("。")
    own = body.rng.choice(("：", "，"))
    inside = {case.key for case in members}
    parts = []
    for case in members:
        body.page.write(body.sources.labels.of[case.key].label + own)
        links = [link for link in body.sources.links[case.key] if link.target not in inside]
        before = body.page.length
        facts = body.person.relations(links)
        body.page.write("，" if body.page.length > before else "")
        told = body.told(case)
        body.paragraph(case, told)
        parts.append((facts, told))
    records = [
        body.case(case, start, facts, own_facts, told.all())
        for case, facts, (own_facts, told) in zip(members, shared, parts, strict=True)
    ]
    body.end()
    return records


def cards(body: Body) -> list[m.Case]:
    """One field a line."""
    return [_card(body, case) for case in body.issue.cases]


def _card(body: Body, case: Infection) -> m.Case:
    page, person = body.page, body.person
    start = page.length
    fields = body.label(case)
    told = body.told(case)
    lines: list[tuple[str, Callable[[], Fields]]] = [
        ("姓名", lambda: person.name(case)),
        ("性别", lambda: person.sex(case)),
        ("年龄", lambda: person.age(case)),
        ("类型", lambda: body.events.classification(case)),
        ("住址", lambda: person.home(case, verb=False)),
        ("职业", lambda: person.work(case)),
        ("关联", lambda: person.relations(body.sources.links[case.key], verb=False)),
    ]
    for head, write in lines:
        before = page.length
        page.write(f"{head}：")
        after = page.length
        found = write()
        if page.length == after:
            page.take_back(before)
            continue
        page.write("\n")
        fields = {**fields, **found}
    page.write("轨迹：")
    body.paragraph(case, told)
    record = body.case(case, start, fields, _without_class(told.all()))
    page.write("\n\n")
    return record


def _without_class(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if name not in ("classification", "severity")}


def days(body: Body) -> list[m.Case]:
    """A line for each day."""
    return [_days(body, case) for case in body.issue.cases]


def _days(body: Body, case: Infection) -> m.Case:
    page = body.page
    start = page.length
    label = body.label(case)
    person = body.person.sentence(case, body.sources.links[case.key])
    page.write("\n")
    told = body.told(case, bare=True)
    statements = story(case, body.rng, body.sources.style.tells, by_day=True)
    for day, group in groupby(statements, key=lambda s: s.start.date()):
        told.calendar.head(day, page.put(month_day(day)))
        page.write("：")
        of_day = list(group)
        for i, statement in enumerate(of_day):
            body.events.statement(statement, told, stop="，")
            last = i + 1 == len(of_day)
            page.write("\n" if last else "，" if of_day[i + 1].follows else "；")
    record = body.case(case, start, label, person, told.all())
    page.write("\n")
    return record


def table(body: Body) -> list[m.Case]:
    """A row of date, time and what was done for each statement."""
    return [_table(body, case) for case in body.issue.cases]


def _table(body: Body, case: Infection) -> m.Case:
    page = body.page
    start = page.length
    label = body.label(case)
    person = body.person.sentence(case, body.sources.links[case.key])
    page.write("。\n" + phrase(body.rng, "table.head") + "\n")
    told = body.told(case, bare=True)
    statements = story(case, body.rng, body.sources.style.tells, by_day=True)
    for i, statement in enumerate(statements):
        if not statement.follows:
            day = statement.start.date()
            told.calendar.head(day, page.put(month_day(day)))
            page.write(" ")
        body.events.statement(statement, told, stop=" ")
        page.write("，" if i + 1 < len(statements) and statements[i + 1].follows else "\n")
    record = body.case(case, start, label, person, told.all())
    page.write("\n")
    return record


LAYOUTS: dict[str, Callable[[Body], list[m.Case]]] = {
    "paragraphs": paragraphs,
    "groups": groups,
    "cards": cards,
    "days": days,
    "table": table,
}
