"""The statements of a story in words, each with the event it records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tracer import models as m
from tracer.simulate.city import City
from tracer.simulate.names import Site
from tracer.simulate.telling.labels import Reference
from tracer.simulate.telling.page import Filled, Page
from tracer.simulate.telling.person import Fields, Refer, sourced
from tracer.simulate.telling.phrases import known, phrase
from tracer.simulate.telling.places import Places
from tracer.simulate.telling.story import Statement
from tracer.simulate.telling.times import Calendar
from tracer.simulate.truth import Infection

SEVERITIES: dict[m.Severity, str] = {"mild": "轻型", "moderate": "普通型", "severe": "重型", "critical": "危重型"}
QUARANTINE = Site("集中隔离点", "isolation_site", "isolation_site")
DESIGNATED = Site("定点医疗机构", "hospital", "hospital")
SAMPLING = Site("小区核酸采样点", "test_site", "test_site")
AT_HOME = ("host_meal", "return")
MODES: tuple[m.Mode, ...] = ("walk", "car", "bicycle", "taxi")
BARE_SHARE, MODE_SHARE = 0.6, 0.2
TOGETHER: dict[str, tuple[m.RelationKind, tuple[str, ...]]] = {
    "meal": ("shared_meal", ("一同就餐", "就餐", "聚餐", "吃饭")),
    "restaurant": ("shared_meal", ("就餐", "吃饭")),
    "family_meal": ("shared_meal", ("一起吃饭", "聚餐", "吃饭")),
    "host_meal": ("shared_meal", ("一起吃饭", "聚餐", "吃饭")),
    "games": ("other_contact", ("打牌", "打麻将")),
    "isolation": ("close_contact", ("密切接触者", "密接")),
}
"""Kind of relation that a statement with company states, and the words for it."""
WARD, FEVER_CLINIC = "四", "二"
"""Numbers of the hospitals that take the cases in, and that the ill go to first."""


@dataclass(slots=True)
class Told:
    """What has been written of one case's story."""

    case: Infection
    calendar: Calendar
    bare: bool = False
    """Whether places stand bare after clock times, as in lists (8:00-9:30，福客超市)."""
    events: list[m.Event] = field(default_factory=list)
    relations: list[m.Relation] = field(default_factory=list)
    fields: Fields = field(default_factory=dict)
    """What the story says of symptoms, classification and severity."""

    def all(self) -> Fields:
        """As fields of the record."""
        return {**self.fields, "events": tuple(self.events), "relations": tuple(self.relations)}


class EventWriter:
    """Writes statements."""

    def __init__(self, page: Page, city: City, places: Places, rng: Random, refer: Refer) -> None:
        self._page = page
        self._city = city
        self._places = places
        self._rng = rng
        self._refer = refer

    def statement(self, statement: Statement, told: Told, stop: str = "") -> None:
        """One statement: the words for its time, ``stop``, and what happened."""
        spoken = None if statement.follows else told.calendar.say(statement)
        where = self._page.put(spoken.text) if spoken else None
        if spoken and spoken.text:
            self._page.write(stop)
        events = self._clause(statement, told)
        whens = [_carried(told.events)]
        if spoken is not None and where is not None:
            whens = list(spoken.records(where, told.calendar))
        told.events.extend(event.model_copy(update={"when": when}) for when in whens for event in events)

    def classification(self, case: Infection) -> Fields:
        """确诊病例（轻型）, where it is not told by a diagnosis."""
        course = case.course
        where = self._page.put("确诊病例" if course.classification == "confirmed" else "无症状感染者")
        found: Fields = {
            "classification": m.SourcedClassification(value=course.classification, text=where.text, span=where.span)
        }
        if course.severity:
            grade = self._page.fill("（{severity}）", severity=SEVERITIES[course.severity])["severity"]
            found["severity"] = m.SourcedSeverity(value=course.severity, text=grade.text, span=grade.span)
        return found

    def _clause(self, statement: Statement, told: Told) -> list[m.Event]:
        """The words after the time, and the events, one a place; what is learnt of the case goes into ``told``."""
        company = self._company(statement)
        key, mode = self._key(statement, told, company)
        filled = self._page.fill(phrase(self._rng, key), **self._slots(statement, told.case, company))
        told.fields = {**_learnt(statement, told.case, filled), **told.fields}
        more: dict[str, Any] = {}
        if company is not None and "company" in filled.slots:
            more["companions"] = (_companion(filled["company"], company),)
            told.relations.extend(_together(statement, filled, company))
        if statement.ride is not None:
            more |= self._vehicle(statement, filled)
        else:
            more |= self._where(statement, told.case, filled)
        result = {"positive": "positive", "diagnosis": told.case.course.classification}.get(statement.kind)
        event = m.Event(
            kind=statement.kind, text=filled.text, span=filled.span, **{"mode": mode, "result": result, **more}
        )  # fmt: skip
        if statement.second is None:
            return [event]
        second = self._places.record(statement.second, filled["second"])
        return [event, event.model_copy(update={"place": second})]

    def _company(self, statement: Statement) -> Reference | None:
        """The first of the cases present that the notice can know."""
        return next((r for key in statement.company if (r := self._refer(key)) is not None), None)

    def _key(self, statement: Statement, told: Told, company: Reference | None) -> tuple[str, m.Mode | None]:
        """Which phrases to choose from, and the means of going there, if they name one."""
        key = statement.key
        if company is not None:
            return f"{key}.with", None
        if statement.ride is not None:
            return f"{key}.{statement.ride.mode}", None
        may_be_bare = statement.kind == "visit" and statement.second is None and key not in AT_HOME
        if told.bare and may_be_bare and self._rng.random() < BARE_SHARE:
            return "bare", None
        modes: list[m.Mode] = [mode for mode in MODES if known(f"{key}.{mode}")]
        if modes and self._rng.random() < MODE_SHARE:
            mode = self._rng.choice(modes)
            return f"{key}.{mode}", mode
        return key, None

    def _slots(self, statement: Statement, case: Infection, company: Reference | None) -> dict[str, str]:
        course = case.course
        slots = {
            "place": self._place_words(statement),
            "second": self._places.write(statement.second) if statement.second else "",
            "company": company.words if company else "",
            "symptoms": "、".join(course.symptoms),
            "severity": SEVERITIES.get(course.severity or "mild", ""),
            "district": self._places.district(case.person.household.home),
        }
        if statement.ride is not None:
            ride = statement.ride
            slots |= {"number": ride.number, "coach": ride.coach or ""}
            slots |= {"origin": ride.origin.name, "destination": ride.destination.name}
        return slots

    def _place_words(self, statement: Statement) -> str:
        if statement.kind == "stay":
            return "家"
        if statement.key in AT_HOME:
            return self._rng.choice(("家中", "家", "家里"))
        site = self._site(statement)
        return self._places.write(site) if site else ""

    def _site(self, statement: Statement) -> Site | None:
        """Where it happened; milestones have their usual places."""
        fixed = {
            "transfer": self._city.hospital(WARD),
            "care": self._city.hospital(FEVER_CLINIC, "发热门诊"),
            "isolation": QUARANTINE,
            "admission": DESIGNATED,
            "sampled": SAMPLING,
        }
        return fixed.get(statement.kind, statement.site)

    def _where(self, statement: Statement, case: Infection, filled: Filled) -> dict[str, Any]:
        """The place of an event, or the destination of a journey."""
        home = case.person.household.home
        if statement.kind == "stay" or statement.key in AT_HOME:
            where = filled.slots.get("place") or _part(filled, "家")
            return {"destination" if statement.kind == "journey" else "place": self._places.home(home, where)}
        site = self._site(statement)
        return {"place": self._places.record(site, filled["place"])} if site and "place" in filled.slots else {}

    def _vehicle(self, statement: Statement, filled: Filled) -> dict[str, Any]:
        """Mode, number, coach and the two ends of a ride."""
        ride = statement.ride
        if ride is None:
            return {}
        found: dict[str, Any] = {
            "mode": ride.mode,
            "number": sourced(filled["number"]),
            "origin": self._places.record(ride.origin, filled["origin"]),
            "destination": self._places.record(ride.destination, filled["destination"]),
        }
        return found | ({"coach": sourced(filled["coach"])} if "coach" in filled.slots else {})


def _learnt(statement: Statement, case: Infection, filled: Filled) -> Fields:
    """What a statement says about the case beyond the event."""
    course = case.course
    if "symptoms" in filled.slots:
        return {"symptoms": tuple(_symptoms(filled["symptoms"], course.symptoms))}
    if statement.kind != "diagnosis":
        return {}
    where = _part(filled, "确诊" if course.classification == "confirmed" else "无症状感染者")
    found: Fields = {
        "classification": m.SourcedClassification(value=course.classification, text=where.text, span=where.span)
    }
    if course.severity and "severity" in filled.slots:
        grade = filled["severity"]
        found["severity"] = m.SourcedSeverity(value=course.severity, text=grade.text, span=grade.span)
    return found


def _symptoms(where: m.TextSpan, words: tuple[str, ...]) -> Iterator[m.SourcedText]:
    at = where.span[0]
    for word in words:
        yield m.SourcedText(value=word, text=word, span=(at, at + len(word)))
        at += len(word) + 1


def _together(statement: Statement, filled: Filled, company: Reference) -> Iterator[m.Relation]:
    """Eating together, playing together, or being isolated as a contact is a relation too; shopping together is not."""
    if statement.key not in TOGETHER:
        return
    kind, words = TOGETHER[statement.key]
    role = next((word for word in words if word in filled.text), filled.text[-2:])
    yield m.Relation(
        target=company.target(filled["company"]), role=sourced(_part(filled, role)), kind=kind, text=filled.text,
        span=filled.span,
    )  # fmt: skip


def _companion(where: m.TextSpan, company: Reference) -> m.Companion:
    return m.Companion(text=where.text, span=where.span, label=company.words, case_id=company.called.case_id)


def _part(filled: Filled, words: str) -> m.TextSpan:
    """Where words stand in a phrase, the last time."""
    start = filled.span[0] + filled.text.rindex(words)
    return m.TextSpan(text=words, span=(start, start + len(words)))


def _carried(events: Sequence[m.Event]) -> m.When | None:
    """The day on which the statement before ended, understood."""
    when = events[-1].when if events else None
    if when is None or when.start is None:
        return None
    return m.When(start=(when.end or when.start)[:10], inferred=("date",), text=when.text, span=when.span)
