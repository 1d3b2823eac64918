"""Linked notices to the evidence graph, whose attributes ``attributes.py`` lists."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from tracer.cases import first_day, years
from tracer.graph import copresence as co
from tracer.graph.attributes import Graph
from tracer.graph.doubts import doubts
from tracer.graph.history import History
from tracer.graph.kinship import kinship_attributes, kinship_closure
from tracer.graph.labels import case_label, edge_label, place_label, stub_label
from tracer.graph.notices import origin
from tracer.link import Scope, link_notices
from tracer.link.decisions import NONE, Decisions
from tracer.link.numbering import arrival
from tracer.link.persons import as_one, revised_record
from tracer.models import Case, Event, Notice, Place, Relation, Status

EVENT_PLACES = ("place", "origin", "destination")
CERTAINTY: dict[Status, int] = {"stated": 3, "inferred": 2, "approximate": 2, "ambiguous": 1}


def build_graph(notices: Sequence[Notice], *, scope: Scope = "auto", decisions: Decisions = NONE) -> Graph:
    """The evidence graph of some notices, which are linked first (``scope`` and ``decisions`` as in `link_notices`).

    Node ids are ids of persons and places, edge keys are stable, and the order of the notices changes nothing.
    ``graph.graph["cases"]`` holds one record a person, put together from all notices that describe the person;
    where these are several, ``graph.graph["records"]`` holds each with its notice. A record that stands in two
    notices under one id enters once, as first published, and is named in ``graph.graph["repeated"]``.
    ``graph.graph["notices"]`` tells where all comes from, ``graph.graph["history"]`` what was told of each person when,
    and ``graph.graph["doubts"]`` what was left open.

    >>> build_graph([]).number_of_nodes()
    0
    """
    return graph_of(link_notices(notices, scope=scope, decisions=decisions))


def graph_of(linked: Sequence[Notice]) -> Graph:
    """The evidence graph of notices that are linked already."""
    builder = _Builder()
    ordered = sorted(linked, key=arrival)
    builder.graph.graph["notices"] = {notice.notice_id: origin(notice) for notice in ordered}
    builder.graph.graph["history"] = History(ordered)
    builder.graph.graph["doubts"] = doubts(ordered)
    for notice in ordered:
        builder.add_notice(notice)
    builder.add_persons()
    for notice, case in builder.accepted:
        builder.add_edges(notice, case)
    builder.add_copresence()
    builder.add_kinship()
    return builder.graph


@dataclass
class _Builder:
    graph: Graph = field(default_factory=Graph)
    accepted: list[tuple[Notice, Case]] = field(default_factory=list)
    """Every record, under the id of its person."""
    told: dict[str, list[tuple[Notice, int, Case]]] = field(default_factory=dict)
    """The records of each person, with their positions in their notices."""
    revised: dict[str, list[tuple[Notice, Case]]] = field(default_factory=dict)
    """What later notices say anew of a person."""
    seen: set[str] = field(default_factory=set)
    stubs: int = 0
    residents: dict[str, list[tuple[str, Place, co.Evidence]]] = field(default_factory=dict)
    colleagues: dict[str, list[tuple[str, Place, co.Evidence]]] = field(default_factory=dict)
    stays: list[tuple[str, co.Stay]] = field(default_factory=list)
    rides: list[tuple[str, co.Stay]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.graph.graph["cases"] = {}
        self.graph.graph["records"] = {}
        self.graph.graph["repeated"] = []

    def add_notice(self, notice: Notice) -> None:
        """The described cases of a notice, and its listed venues as nodes."""
        for index, case in enumerate(notice.cases, 1):
            if case.case_id in self.seen:
                self.graph.graph["repeated"].append(case.case_id)
                continue
            self.seen.add(case.case_id)
            self.told.setdefault(case.person_id or case.case_id, []).append((notice, index, case))
        for revision in notice.revisions:
            record = revised_record(revision)
            if record is not None and revision.target is not None and revision.target.case_id and not revision.case_id:
                self.revised.setdefault(revision.target.case_id, []).append((notice, record))
        for venue in notice.places:
            self.graph.nodes[self.add_place(venue)]["listed"] = True

    def add_persons(self) -> None:
        """A node for each person described."""
        for person_id, records in self.told.items():
            notice, index, _ = records[0]
            revised = self.revised.get(person_id, [])
            person = as_one(person_id, [case for *_, case in records], [case for _, case in revised])
            self.graph.add_node(person_id, **_case_attributes(notice, person, index))
            self.graph.graph["cases"][person_id] = person
            if len(records) + len(revised) > 1:
                told = [*((n, case) for n, _, case in records), *revised]
                self.graph.graph["records"][person_id] = [(n.notice_id, case) for n, case in told]
            self.accepted += [(n, case.model_copy(update={"case_id": person_id})) for n, _, case in records]

    def add_place(self, place: Place) -> str:
        """The node of a place; later mentions fill in what earlier ones leave open."""
        place_id = place.place_id or f"place:{place.name}"
        found = _place_attributes(place)
        if place_id in self.graph:
            node = self.graph.nodes[place_id]
            if node["place_kind"] in ("other", "home"):
                node["place_kind"] = found["place_kind"]
            found = {k: v for k, v in found.items() if node.get(k) is None}
        self.graph.add_node(place_id, **found)
        return place_id

    def add_edges(self, notice: Notice, case: Case) -> None:
        """Everything one case's text states."""
        for relation in case.relations:
            self.add_relation(notice, case, relation)
        for place in case.residences:
            self.add_residence(notice, case, place)
        self.add_workplace(notice, case)
        for event in case.events:
            self.add_event(notice, case, event)
            self.add_companions(notice, case, event)

    def add_relation(self, notice: Notice, case: Case, relation: Relation) -> None:
        """An edge to the case meant, or to a stub that stands for a case only referred to."""
        target = relation.target.case_id or relation.target.person_id or relation.target.label.value
        if target not in self.graph:
            self.stubs += 1
            self.graph.add_node(target, **_stub_attributes(notice, relation, self.stubs))
        self._edge(
            case.case_id,
            target,
            "relation",
            min(CERTAINTY[relation.status], CERTAINTY[relation.target.status]),
            relation=relation.kind,
            detail=relation.detail,
            role=relation.role.value,
            **_evidence(notice, relation),
        )

    def add_residence(self, notice: Notice, case: Case, place: Place) -> None:
        """An edge to where the case lives."""
        place_id = self.add_place(place)
        evidence = co.Evidence(notice.notice_id, place.text, place.span)
        self._edge(case.case_id, place_id, "residence", CERTAINTY[place.status], **_evidence(notice, place))
        if co.shareable(place):
            self.residents.setdefault(place_id, []).append((case.case_id, place, evidence))

    def add_workplace(self, notice: Notice, case: Case) -> None:
        """Remember where the case works or learns, for those who do so at the same place."""
        place = case.workplace
        if place is not None and place.place_id is not None and co.workplace_shareable(place):
            evidence = co.Evidence(notice.notice_id, place.text, place.span)
            self.colleagues.setdefault(place.place_id, []).append((case.case_id, place, evidence))

    def add_event(self, notice: Notice, case: Case, event: Event) -> None:
        """An edge to each place of an event, and the stays that copresence is looked for in."""
        stay = _stay(notice, case, event)
        for role in EVENT_PLACES:
            place: Place | None = getattr(event, role)
            if place is None:
                continue
            place_id = self.add_place(place)
            self._edge(case.case_id, place_id, "visit", _visit_certainty(event, place), **_visit(notice, event, role))
            at_home = any(r.place_id == place_id for r in case.residences) and event.kind == "stay"
            if stay and event.kind in co.EXPOSING_EVENTS and co.shareable(place) and not at_home:
                self.stays.append((place_id, _at(stay, role, sure=place.identity != "fuzzy")))
        number = co.vehicle(event)
        if stay and number:
            self.rides.append((number, stay))

    def add_companions(self, notice: Notice, case: Case, event: Event) -> None:
        """An edge to each other case that the text says was there too (与病例3聚餐)."""
        time = co.interval(event.when) if event.when else None
        own = co.Evidence(notice.notice_id, event.text, event.span)
        for companion in event.companions:
            other = companion.case_id
            if time is None or other is None or other == case.case_id or other not in self.graph:
                continue
            said = co.Evidence(notice.notice_id, companion.text, companion.span)
            sides = sorted(((case.case_id, own), (other, said)), key=lambda side: side[0])
            certainty = 2 if event.when and event.when.approximate else 3
            shared = event.place.place_id if event.place else None
            facts = {**_shown(*time), "place_id": shared if shared in self.graph else None}
            self._copresence(sides[0][0], sides[1][0], co.TOGETHER, certainty, sides[0][1], sides[1][1], **facts)

    def add_copresence(self) -> None:
        """What follows from the above: shared residences, workplaces, venues and vehicles."""
        for place_id, people in sorted(self.residents.items()):
            self._shared(co.SAME_RESIDENCE, co.residence_certainty, place_id, people)
        for place_id, people in sorted(self.colleagues.items()):
            self._shared(co.SAME_WORKPLACE, co.workplace_certainty, place_id, people)
        for place_id, stays in co.by_key(self.stays):
            for met in co.strongest(co.meetings(stays)):
                basis = co.SAME_CLOCK if met.by_clock else co.SAME_DAY
                self._meeting(
                    met,
                    basis,
                    3 if met.by_clock and _sure(met) else 2 if met.by_clock else 1,
                    place_id=place_id,
                )
        for number, stays in co.by_key(self.rides):
            for met in co.strongest(co.same_run(co.meetings(stays))):
                together = met.first.coach is not None and met.first.coach == met.second.coach
                self._meeting(met, co.SAME_VEHICLE, 3 if together else 2, vehicle=number)

    def add_kinship(self) -> None:
        """The kinship that follows from what is stated."""
        for known in kinship_closure(self.graph):
            self._edge(known.a, known.b, "kinship", known.certainty, **kinship_attributes(self.graph, known))

    def _shared(
        self,
        basis: str,
        certainty_of: Callable[[Place], int],
        place_id: str,
        people: list[tuple[str, Place, co.Evidence]],
    ) -> None:
        """An edge between each two who live, or work, at one place."""
        each = sorted({case_id: (case_id, place, ev) for case_id, place, ev in reversed(people)}.values(), key=_first)
        for i, (a, place, evidence) in enumerate(each):
            for b, other, its_evidence in each[i + 1 :]:
                certainty = min(certainty_of(place), certainty_of(other))
                # An employer is a node only where somebody is told to have been there.
                shared = place_id if place_id in self.graph else None
                self._copresence(a, b, basis, certainty, evidence, its_evidence, place_id=shared)

    def _meeting(self, met: co.Meeting, basis: str, certainty: int, **more: Any) -> None:
        time = _shown(met.start, met.end, met.by_clock)
        time |= {"minutes": met.minutes, "gap": met.gap, "earlier": met.earlier}
        a, b = met.first, met.second
        self._copresence(a.case_id, b.case_id, basis, certainty, a.evidence, b.evidence, **time, **more)

    def _copresence(
        self, a: str, b: str, basis: str, certainty: int, its: co.Evidence, other: co.Evidence, **more: Any
    ) -> None:
        both = {
            f"{side}_{name}": getattr(evidence, name)
            for side, evidence in (("source", its), ("target", other))
            for name in ("text", "span", "notice")
        }
        self._edge(a, b, "copresence", certainty, basis=basis, directed=False, **both, **more)

    def _edge(self, source: str, target: str, kind: str, certainty: int, **more: Any) -> None:
        """An edge whose key depends on nothing but what it says."""
        facts = {"kind": kind, "certainty": certainty, "weight": float(certainty), "directed": True, **more}
        facts = {k: v for k, v in facts.items() if v is not None}
        said = repr((source, target, sorted((k, v) for k, v in facts.items() if k != "path")))
        key = f"{kind}-{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
        self.graph.add_edge(source, target, key=key, label=edge_label(facts), **facts)


def _first(item: tuple[str, Place, co.Evidence]) -> str:
    return item[0]


def _shown(start: datetime, end: datetime, clock: bool) -> dict[str, Any]:
    """Begin and end as written: moments, or the first and the last day."""
    shape = "%Y-%m-%dT%H:%M" if clock else "%Y-%m-%d"
    return {"start": start.strftime(shape), "end": (end if clock else end - co.DAY).strftime(shape)}


def _sure(met: co.Meeting) -> bool:
    return met.first.sure and met.second.sure


def _known(attributes: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in attributes.items() if v is not None and v != ""}


def _case_attributes(notice: Notice, case: Case, index: int) -> dict[str, Any]:
    coded = ("occupation", "sex", "classification", "severity", "importation")
    values = {name: getattr(case, name).value for name in coded if getattr(case, name)}
    attributes = {
        **values,
        "kind": "case",
        "label": case_label(case, index),
        "described": True,
        "series": case.series,
        "number": case.number,
        "age": round(years(case.age), 2) if case.age else None,
        "residence": "; ".join(p.text for p in case.residences),
        "span": case.span,
        **{name: first_day(case.events, name) for name in ("onset", "positive", "diagnosis", "isolation")},
    }
    return _known(attributes | _of_notice(notice))


def _stub_attributes(notice: Notice, relation: Relation, index: int) -> dict[str, Any]:
    target = relation.target
    attributes = {
        "kind": "case",
        "label": stub_label(target, index),
        "described": False,
        "series": target.series,
        "number": target.number,
        "published_on": target.published_on,
        "span": target.label.where,
    }
    return _known(attributes | _of_notice(notice))


def _of_notice(notice: Notice) -> dict[str, Any]:
    issued = notice.issued_on.value if notice.issued_on else None
    return {"notice_id": notice.notice_id, "issued_on": issued, "path": notice.source.path}


def _place_attributes(place: Place) -> dict[str, Any]:
    area = place.area.model_dump(include={"province", "city", "county", "township", "code"}) if place.area else {}
    return _known({"kind": "place", "label": place_label(place), "place_kind": place.kind, "listed": False, **area})


def _evidence(notice: Notice, record: Relation | Event | Place) -> dict[str, Any]:
    return {"text": record.text, "span": record.span, "notice": notice.notice_id, "path": notice.source.path}


def _visit(notice: Notice, event: Event, role: str) -> dict[str, Any]:
    when = event.when
    return {
        "event": event.kind,
        "as": role,
        "mode": event.mode,
        "vehicle": event.number.value if event.number else None,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "precision": when.precision if when else None,
        "approximate": when.approximate if when else None,
        **_evidence(notice, event),
    }


def _visit_certainty(event: Event, place: Place) -> int:
    if event.when is None or event.when.start is None:
        return 1
    vague = event.when.approximate or event.when.inferred or place.identity == "fuzzy"
    return min(CERTAINTY[place.status], 2 if vague else 3)


def _stay(notice: Notice, case: Case, event: Event) -> co.Stay | None:
    time = co.interval(event.when) if event.when else None
    if time is None or event.when is None:
        return None
    sure = not event.when.approximate and event.inherited_from is None
    coach = event.coach.value if event.coach else None
    evidence = co.Evidence(notice.notice_id, event.text, event.span)
    return co.Stay(case.case_id, *time, sure, evidence, coach, co.part_hours(event.when))


def _at(stay: co.Stay, role: str, *, sure: bool) -> co.Stay:
    """A journey touches its origin when it begins and its destination when it ends."""
    stay = replace(stay, sure=stay.sure and sure)
    if role == "place" or not stay.clock:
        return stay
    moment = stay.start if role == "origin" else stay.end
    return replace(stay, start=moment, end=moment)
