"""Notices rebuilt from nothing but codes, dates, counties and pseudonyms.

Nothing is copied that was not chosen here, so a field that is added to the records later cannot leak. What is left has
no words of the source: spans are ``[0, 0)``, and ``text`` repeats the value.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tracer.export.anonymity import OLDEST, age_band
from tracer.export.pseudonyms import pseudonym, ranks, shifted
from tracer.graph.copresence import residence_certainty, vehicle
from tracer.link.places import is_coarse
from tracer.models import (
    Age,
    Area,
    Case,
    CaseLabel,
    Companion,
    Coverage,
    Event,
    Notice,
    Place,
    Relation,
    Source,
    SourcedDate,
    SourcedText,
    SourcedTime,
    Span,
    Target,
    Venue,
    When,
)  # fmt: skip
from tracer.rulebook import default

NOWHERE: Span = (0, 0)
CODES = ("sex", "classification", "severity", "detected_by", "importation")
COUNTY_DIGITS = 6
INHERITED = "another case"
SERIES, STUBS = "P", "Q"
"""Described persons are P1, P2 …, those only referred to Q1, Q2 …"""


@dataclass
class Strict:
    """Rebuilds linked notices under one salt and one shift of days."""

    notices: list[Notice]
    salt: str
    shift: int
    described: dict[str, int] = field(init=False)
    referred: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        own = {_person_id(c) for n in self.notices for c in n.cases}
        self.described = ranks(map(self._case_id, own))
        targets = {_target_id(r) for n in self.notices for c in n.cases for r in c.relations}
        self.referred = ranks(map(self._case_id, targets - own))

    def rebuilt(self) -> list[Notice]:
        """The notices, in the order of their pseudonyms."""
        return sorted((self.notice(n) for n in self.notices), key=lambda n: n.notice_id)

    def notice(self, notice: Notice) -> Notice:
        """A notice without title, serial, issuer and totals: each of these finds the original."""
        cases = {c.case_id: c for c in (self.case(c) for c in notice.cases)}
        issued, as_of = notice.issued_on, notice.as_of
        return Notice(
            notice_id=pseudonym(self.salt, "notice", notice.notice_id),
            source=Source(path="", sha256="", span=NOWHERE, encoding="utf-8"),
            issued_on=SourcedDate(**self._sourced_day(issued)) if issued else None,
            as_of=SourcedTime(**self._sourced_day(as_of)) if as_of else None,
            area=_county_of(notice.area),
            cases=tuple(cases[case_id] for case_id in sorted(cases)),
            places=tuple(sorted((self.venue(v) for v in notice.places), key=lambda v: v.name)),
            coverage=Coverage(total=0, parsed=0, boilerplate=0, separators=0, unparsed=0),
        )

    def case(self, case: Case) -> Case:
        """A person by sex, age band, county and codes."""
        case_id = self._case_id(case.case_id)
        person_id = self._case_id(_person_id(case))
        number = self.described[person_id]
        return Case(
            case_id=case_id,
            person_id=person_id,
            label=CaseLabel(value=f"{SERIES}{number}", text=None, span=None),
            series=SERIES,
            number=number,
            age=_banded(case.age),
            residences=tuple(self.place(r) for r in case.residences),
            symptoms=tuple(_plain(s) for s in case.symptoms if _is_symptom(s.value)),
            relations=tuple(self.relation(r) for r in case.relations),
            events=tuple(self.event(e) for e in case.events),
            span=NOWHERE,
            **{name: _plain(getattr(case, name)) for name in CODES if getattr(case, name) is not None},
        )

    def relation(self, relation: Relation) -> Relation:
        """A relation by its kind, to a pseudonym."""
        case_id = self._case_id(_target_id(relation))
        number = self.described.get(case_id) or self.referred[case_id]
        series = SERIES if case_id in self.described else STUBS
        label = f"{series}{number}"
        words = relation.detail or relation.kind
        target = Target(
            label=CaseLabel(value=label, text=label, span=NOWHERE),
            number=number,
            series=series,
            case_id=case_id,
            status=relation.target.status,
        )
        return Relation(
            target=target, role=_words(words), kind=relation.kind, detail=relation.detail, text=words, span=NOWHERE,
            status=relation.status,
        )  # fmt: skip

    def event(self, event: Event) -> Event:
        """An event by kind, time and pseudonyms of its places and vehicle."""
        met = (c.case_id for c in event.companions if c.case_id)
        number, coach = vehicle(event) or (event.number.value if event.number else None), event.coach
        return Event(
            kind=event.kind,
            when=self.when(event.when) if event.when else None,
            mode=event.mode,
            number=_words(pseudonym(self.salt, "vehicle", number)) if number else None,
            coach=_words(pseudonym(self.salt, "coach", coach.value)) if coach else None,
            result=event.result,
            companions=tuple(Companion(text="", span=NOWHERE, case_id=self._case_id(c)) for c in met),
            inherited_from=INHERITED if event.inherited_from else None,
            text=event.kind,
            span=NOWHERE,
            **{role: self.place(p) for role in ("place", "origin", "destination") if (p := getattr(event, role))},
        )

    def when(self, when: When) -> When:
        """The time, shifted."""
        ends = {name: shifted(t, self.shift) for name in ("start", "end") if (t := getattr(when, name))}
        kept = when.model_dump(exclude={"start", "end", "text", "span"})
        return When.model_validate({"start": None, **ends, **kept, "text": ends.get("start", ""), "span": NOWHERE})

    def place(self, place: Place) -> Place:
        """A place by kind and county; the same place keeps the same pseudonym."""
        area = _county_of(place.area)
        where = (area.county or area.city or area.province or "") if area else ""
        if place.kind == "area" or is_coarse(place.name):
            return Place(text=where, span=NOWHERE, name=where or "?", kind="area", area=area, status=place.status)
        name = pseudonym(self.salt, "place", place.place_id or place.name)
        # A pseudonym does not end in 村: what says little must not come to say more.
        kind = "village" if place.kind == "residence" and residence_certainty(place) == 1 else place.kind
        return Place(text=where or name, span=NOWHERE, name=name, kind=kind, area=area, status=place.status)

    def venue(self, venue: Venue) -> Venue:
        """A listed venue like any place, with its times."""
        times = tuple(self.when(w) for w in venue.when)
        return Venue(**self.place(venue).model_dump(), when=times)

    def _case_id(self, case_id: str) -> str:
        return pseudonym(self.salt, "case", case_id)

    def _sourced_day(self, sourced: SourcedDate | SourcedTime) -> dict[str, object]:
        value = shifted(sourced.value, self.shift)
        return {"value": value, "text": value, "span": NOWHERE, "status": sourced.status}


def _target_id(relation: Relation) -> str:
    return relation.target.case_id or relation.target.person_id or relation.target.label.value


def _person_id(case: Case) -> str:
    return case.person_id or case.case_id


def _words(value: str) -> SourcedText:
    return SourcedText(value=value, text=value, span=NOWHERE)


def _plain(sourced: Any) -> Any:
    """A sourced value of a closed list, without its words."""
    return sourced.model_copy(update={"text": str(sourced.value), "span": NOWHERE})


@cache
def _is_symptom(text: str) -> bool:
    """Whether this is nothing but a symptom the rules know."""
    book = default()
    known = (rule for rule in book.rules.values() if rule.subject == rule.kind + "s" == "symptoms")
    return any(book.pattern(rule.subject, rule.id).fullmatch(text) for rule in known)


def _banded(age: Age | None) -> Age | None:
    """The first year of the band; the band itself stands in ``text``."""
    band = age_band(age)
    if band is None:
        return None
    low = OLDEST if band.endswith("+") else int(band.partition("-")[0])
    return Age(value=low, text=band, span=NOWHERE, status="approximate")


def _county_of(area: Area | None) -> Area | None:
    if area is None:
        return None
    code = area.code[:COUNTY_DIGITS] if area.code else None
    return Area(province=area.province, city=area.city, county=area.county, code=code, status=area.status)
