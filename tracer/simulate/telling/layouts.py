"""How the cases of one notice are laid out on the page, one function a layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from tracer import models as m
from tracer.simulate.telling.body import Body
from tracer.simulate.telling.groups import group_by_household
from tracer.simulate.telling.person import Fields
from tracer.simulate.telling.phrases import phrase
from tracer.simulate.telling.story import story
from tracer.simulate.telling.times import month_day
from tracer.simulate.truth import Infection


def lay_out(body: Body) -> list[m.Case]:
    """Write all cases of a notice in its layout; the records in the order of the text."""
    return sorted(LAYOUTS[body.sources.style.layout](body), key=lambda case: case.span)


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
    page = body.page
    start = page.length
    fields = body.label(case)
    told = body.told(case)
    for head, write in _lines(body, case):
        before = page.length
        found = page.led(phrase(body.rng, f"card.{head}") + "：", write)
        page.write("\n" if page.length > before else "")
        fields |= found
    page.write(phrase(body.rng, "card.days") + "：")
    body.paragraph(case, told)
    record = body.case(case, start, fields, _without_class(told.all()))
    page.write("\n\n")
    return record


def _lines(body: Body, case: Infection) -> Iterator[tuple[str, Callable[[], Fields]]]:
    """The heads of the lines, by the keys of their phrases, and what writes what stands behind them."""
    person = body.person
    yield "name", lambda: person.name(case)
    yield "sex", lambda: person.sex(case)
    yield "age", lambda: person.age(case)
    yield "class", lambda: body.events.classification(case)
    yield "home", lambda: person.home(case, verb=False)
    yield "work", lambda: person.work(case, verb=False)
    yield "relations", lambda: person.relations(body.sources.links[case.key], verb=False)


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
