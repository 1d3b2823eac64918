"""One case put into words: who it is, whom it is related to, and its story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

from tracer import models as m
from tracer.simulate.city import City
from tracer.simulate.data import load
from tracer.simulate.links import Link
from tracer.simulate.names import Site
from tracer.simulate.telling.page import Filled, Page
from tracer.simulate.telling.story import Statement, story
from tracer.simulate.telling.words import Calendar, Manner, Places, Spoken
from tracer.simulate.truth import Infection

SEXES: dict[m.Sex, str] = {"male": "男", "female": "女"}
SEVERITIES: dict[m.Severity, str] = {"mild": "轻型", "moderate": "普通型", "severe": "重型", "critical": "危重型"}
QUARANTINE = Site("集中隔离点", "isolation_site", "isolation_site")
SAMPLING = Site("小区核酸采样点", "test_site", "test_site")
RELATED = ("系{target}的{role}", "系{target}的{role}", "为{target}的{role}", "系{target}{role}")
HOMES = ("居住于", "居住在", "现住", "家住", "住")


@lru_cache(maxsize=1)
def phrases() -> dict[str, list[str]]:
    """Phrases by key."""
    return load("phrases")


@dataclass(frozen=True, slots=True)
class Reference:
    """How the notice calls another case."""

    words: str
    number: int | None
    series: str | None
    published_on: str | None = None
    case_id: str | None = None


Refer = Callable[[int], Reference | None]
"""The words for the case of this key; None where the notice cannot know it yet."""


class CaseWriter:
    """Writes the cases of one notice on its page."""

    def __init__(self, page: Page, city: City, rng: Random, manner: Manner, refer: Refer) -> None:
        self.page = page
        self.rng = rng
        self.manner = manner
        self.places = Places(rng, city)
        self._city = city
        self._refer = refer
        self._home_verb = rng.choice(HOMES)

    # -- who it is ------------------------------------------------------------------------------------------------

    def person(self, case: Infection, links: Sequence[Link]) -> dict[str, Any]:
        """Sex, age, home, work and relations in one sentence, as fields of the record."""
        rng, page = self.rng, self.page
        fields = self.sex_and_age(case)
        pieces: list[Callable[[], dict[str, Any]]] = [lambda: self.home(case), lambda: self.work(case)]
        if rng.random() < 0.3:
            pieces.reverse()
        pieces.insert(rng.choice((0, 1, 2)), lambda: self.relations(links))
        for piece in pieces:
            mark = page.length
            comma = page.write("，")
            fields |= piece()
            if page.length == comma[1]:
                page.take_back(mark)
        return fields

    def sex_and_age(self, case: Infection) -> dict[str, Any]:
        """男，36岁."""
        page, person = self.page, case.person
        sex = page.put(SEXES[person.sex])
        page.write("，")
        words = f"{person.months}个月" if person.months else f"{person.age}岁"
        age = page.put(words)
        value, unit = (person.months, "month") if person.months else (person.age, "year")
        return {
            "sex": m.SourcedSex(value=person.sex, text=sex.text, span=sex.span),
            "age": m.Age.model_validate({"value": value, "unit": unit, "text": age.text, "span": age.span}),
        }

    def home(self, case: Infection) -> dict[str, Any]:
        """居住于平城区望湖小区."""
        site = case.person.household.home
        filled = self.page.fill("{verb}{home}", verb=self._home_verb, home=self.places.write(site, prefix=True))
        return {"residences": (self.places.record(site, filled["home"]),)}

    def work(self, case: Infection) -> dict[str, Any]:
        """福达物流公司员工, 退休."""
        job = case.person.job
        if not job.title:
            return {}
        if job.site is None:
            title = self.page.put(job.title)
            return {"occupation": _sourced(title)}
        template = "{site}{title}" if self.rng.random() < 0.8 or job.studies else "在{site}工作"
        if template == "在{site}工作":
            filled = self.page.fill(template, site=job.site.name)
            return {"workplace": self.places.record(job.site, filled["site"])}
        filled = self.page.fill(template, site=job.site.name, title=job.title)
        return {
            "workplace": self.places.record(job.site, filled["site"]),
            "occupation": _sourced(filled["title"]),
        }

    def relations(self, links: Sequence[Link]) -> dict[str, Any]:
        """系病例33的妻子."""
        found: list[m.Relation] = []
        for link in links:
            target = self._refer(link.target)
            if target is None:
                continue
            if found:
                self.page.write("，")
            template = self.rng.choice(
                ("系{target}的{role}", "系{target}的{role}", "为{target}的{role}", "系{target}{role}")
            )
            filled = self.page.fill(template, target=target.words, role=link.tie.word)
            found.append(_relation(filled, target, link.tie.kind))
        return {"relations": tuple(found)} if found else {}

    # -- what it did ----------------------------------------------------------------------------------------------

    def story(self, case: Infection) -> dict[str, Any]:
        """The statements about a case, as sentences; what they say of symptoms and classification comes with them."""
        calendar = Calendar(self.rng, self.manner)
        fields: dict[str, Any] = {"events": (), "relations": ()}
        told = story(case, self.rng)
        for i, statement in enumerate(told):
            self.statement(case, statement, calendar, fields)
            last = i + 1 == len(told)
            follows = not last and told[i + 1].follows
            self.page.write("。" if last else "，" if follows else self.rng.choice("；；；。"))
        return fields

    def statement(self, case: Infection, told: Statement, calendar: Calendar, fields: dict[str, Any]) -> None:
        """One statement with its time; what is learnt goes into ``fields``."""
        start = self.page.length
        spoken = None if told.follows else calendar.say(told)
        when = self.page.put(spoken.text) if spoken else None
        event, more = self.clause(case, told, start, (spoken, when) if spoken and when else None)
        if told.follows and fields["events"]:
            event = event.model_copy(update={"when": _carried(fields["events"][-1].when)})
        fields["events"] += (event,)
        fields["relations"] += more.pop("relations", ())
        fields |= more

    def clause(
        self, case: Infection, told: Statement, start: int, time: tuple[Spoken, m.TextSpan] | None
    ) -> tuple[m.Event, dict[str, Any]]:  # fmt: skip
        """The words after the time, the event, and fields of the case."""
        company = next((r for key in told.company if (r := self._refer(key))), None)
        filled = self.page.fill(self._template(told, company), **self._slots(case, told, company))
        event: dict[str, Any] = {
            "kind": told.kind,
            "when": time[0].record(time[1]) if time else None,
            "text": filled.text,
            "span": filled.span,
            **self._places_of(case, told, filled),
        }
        more = self._learnt(case, told, filled)
        if company is not None:
            where = filled["company"]
            event["companions"] = (
                m.Companion(text=where.text, span=where.span, label=company.words, case_id=company.case_id),
            )
            more["relations"] = (_shared_time(filled, company, told.key),)
        if told.kind == "positive":
            event["result"] = "positive"
        if told.kind == "diagnosis":
            event["result"] = case.course.classification
        return m.Event(**event), more

    def _template(self, told: Statement, company: Reference | None) -> str:
        key = told.key
        if key == "ride" and told.ride:
            key = f"ride.{told.ride.mode}"
        if company is not None:
            key = f"{key}.with"
        return self.rng.choice(phrases()[key])

    def _slots(self, case: Infection, told: Statement, company: Reference | None) -> dict[str, str]:
        slots = {"place": self._place_words(told), "company": company.words if company else ""}
        if told.ride:
            ride = told.ride
            slots |= {
                "number": ride.number, "coach": ride.coach or "", "origin": ride.origin.name,
                "destination": ride.destination.name,
            }  # fmt: skip
        slots["symptoms"] = "、".join(case.course.symptoms)
        slots["severity"] = SEVERITIES.get(case.course.severity or "mild", "")
        slots["district"] = self._city.county_name(case.person.household.home.county or self._city.counties[0])
        return slots

    def _site(self, told: Statement) -> Site | None:
        fixed = {
            "transfer": self._city.hospital("四"),
            "care": self._city.hospital("二", "发热门诊"),
            "isolation": QUARANTINE,
            "sampled": SAMPLING,
        }
        return fixed.get(told.kind, told.site)

    def _place_words(self, told: Statement) -> str:
        if told.kind == "stay":
            return "家"
        if told.key == "host_meal":
            return "家中"
        site = self._site(told)
        return self.places.write(site) if site else ""

    def _places_of(self, case: Infection, told: Statement, filled: Filled) -> dict[str, Any]:
        """The places and vehicle of an event."""
        if told.ride:
            found: dict[str, Any] = {
                "mode": told.ride.mode,
                "number": _sourced(filled["number"]),
                "origin": self.places.record(told.ride.origin, filled["origin"]),
                "destination": self.places.record(told.ride.destination, filled["destination"]),
            }
            return found | ({"coach": _sourced(filled["coach"])} if "coach" in filled.slots else {})
        home = case.person.household.home
        if told.kind == "stay":
            where = filled.slots.get("place") or _part(filled, "家")
            return {"place": self.places.home(home, where)}
        if told.key == "host_meal":
            return {"place": self.places.home(home, filled["place"])}
        site = self._site(told)
        return {"place": self.places.record(site, filled["place"])} if site and "place" in filled.slots else {}

    def _learnt(self, case: Infection, told: Statement, filled: Filled) -> dict[str, Any]:
        """What a statement says about the case beyond the event."""
        course = case.course
        if told.kind == "onset":
            at = filled["symptoms"].span[0]
            symptoms = []
            for word in course.symptoms:
                symptoms.append(m.SourcedText(value=word, text=word, span=(at, at + len(word))))
                at += len(word) + 1
            return {"symptoms": tuple(symptoms)}
        if told.kind != "diagnosis":
            return {}
        words = "确诊病例" if course.classification == "confirmed" else "无症状感染者"
        where = _part(filled, words)
        found: dict[str, Any] = {
            "classification": m.SourcedClassification(value=course.classification, text=where.text, span=where.span)
        }
        if "severity" in filled.slots and course.severity:
            grade = filled["severity"]
            found["severity"] = m.SourcedSeverity(value=course.severity, text=grade.text, span=grade.span)
        return found


def _sourced(words: m.TextSpan) -> m.SourcedText:
    return m.SourcedText(value=words.text, text=words.text, span=words.span)


def _part(filled: Filled, words: str) -> m.TextSpan:
    """Where words stand in a phrase."""
    start = filled.span[0] + filled.text.index(words)
    return m.TextSpan(text=words, span=(start, start + len(words)))


def _target(where: m.TextSpan, reference: Reference) -> m.Target:
    return m.Target(
        label=_sourced(where), number=reference.number, series=reference.series,
        published_on=reference.published_on, case_id=reference.case_id,
    )  # fmt: skip


def _relation(filled: Filled, reference: Reference, kind: m.RelationKind) -> m.Relation:
    return m.Relation(
        target=_target(filled["target"], reference), role=_sourced(filled["role"]), kind=kind, text=filled.text,
        span=filled.span,
    )  # fmt: skip


def _shared_time(filled: Filled, reference: Reference, key: str) -> m.Relation:
    """Eating or playing together is a relation too."""
    kind: m.RelationKind = "other_contact" if key == "games" else "shared_meal"
    return m.Relation(
        target=_target(filled["company"], reference), role=_sourced(_part(filled, filled.text[-2:])), kind=kind,
        text=filled.text, span=filled.span,
    )  # fmt: skip


def _carried(when: m.When | None) -> m.When | None:
    """The day of the statement before, understood."""
    if when is None or when.start is None:
        return when
    return m.When(start=when.start[:10], inferred=("date",), text=when.text, span=when.span)
