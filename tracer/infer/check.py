"""Links and days that cannot be, or are doubtful, each with the reason and the words it rests on.

Three kinds of thing are looked at: what one case is told of (days out of order, two places at once), what two are to
each other (ages, sexes, contradictions), and who is stated to have infected whom (order, windows, intervals, circles).
Most of what is found is a slip of the notice or of our reading; nothing is taken out of the graph for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations, pairwise
from typing import Any, Literal

import networkx as nx

from tracer.graph.attributes import Graph
from tracer.graph.copresence import Evidence, interval, shareable
from tracer.graph.kinship import ADULT, GAPS, KIN_KINDS, YOUNGER
from tracer.infer.candidates import Inference
from tracer.infer.courses import day_number
from tracer.models import Case, Event
from tracer.parse.kinship import inverse, stated_sex

Level = Literal["impossible", "doubtful"]
AT_A_PLACE = frozenset({"stay", "visit", "care"})
ABROAD = frozenset({"visit", "journey"})
FAR_APART = 45
"""Days between two milestones of one infection beyond which a date is likely wrong."""
RARE = 0.001
"""Serial intervals outside all but this share of their distribution are out of range."""
COUPLE_GAP = 40


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that cannot be, or is doubtful."""

    code: str
    level: Level
    cases: tuple[str, ...]
    facts: Mapping[str, str | int]
    """What the message needs: days, ages, relations."""
    evidence: tuple[Evidence, ...]


def check(graph: Graph, inference: Inference) -> list[Doubt]:
    """Everything impossible or doubtful in a graph, the impossible first, then by case.

    >>> from tracer.infer.candidates import infer
    >>> check(Graph(), infer(Graph()))
    []
    """
    found = [*_about_cases(graph), *_about_pairs(graph), *_about_sources(graph, inference)]
    return sorted(found, key=lambda d: (d.level != "impossible", d.cases, d.code, sorted(d.facts.items(), key=str)))


def _about_cases(graph: Graph) -> Iterator[Doubt]:
    records: Mapping[str, Case] = graph.graph.get("cases", {})
    for case in sorted(n for n, d in graph.nodes(data=True) if d.get("kind") == "case"):
        yield from _milestones(case, graph.nodes[case], records.get(case))
        if case in records:
            notice = str(graph.nodes[case].get("notice_id", ""))
            yield from _two_places(case, notice, records[case])
            yield from _after_isolation(case, notice, records[case])


def _milestones(case: str, node: Mapping[str, Any], record: Case | None) -> Iterator[Doubt]:
    """Days later than the notice that tells them, or too far apart to be of one infection."""
    issued = day_number(node.get("issued_on"))
    days = {name: day for name in ("onset", "positive", "diagnosis") if (day := day_number(node.get(name))) is not None}
    isolation = day_number(node.get("isolation"))
    later = {**days, **({"isolation": isolation} if isolation is not None else {})}

    def words(*names: str) -> tuple[Evidence, ...]:
        events = record.events if record else ()
        chosen = [next((e for e in events if e.kind == n and e.when and e.when.start), None) for n in names]
        return tuple(_of(str(node.get("notice_id", "")), e) for e in chosen if e is not None)

    for name, day in later.items():
        if issued is not None and day > issued:
            facts = {"what": name, "day": _iso(day), "issued": _iso(issued)}
            yield Doubt("after_publication", "impossible", (case,), facts, words(name))
    for (first, a), (second, b) in combinations(days.items(), 2):
        if abs(b - a) > FAR_APART:
            facts = {"first": first, "second": second, "day": _iso(a), "other": _iso(b)}
            yield Doubt("far_apart", "doubtful", (case,), facts, words(first, second))


def _two_places(case: str, notice: str, record: Case) -> Iterator[Doubt]:
    """Stays by the clock that overlap at two places of which neither lies in the other."""
    stays = []
    for event in record.events:
        time = interval(event.when) if event.when and not event.when.approximate else None
        place = event.place
        if event.kind in AT_A_PLACE and time and time[2] and time[0] < time[1] and place and shareable(place):
            stays.append((time[0], time[1], event))
    stays.sort(key=lambda s: s[:2])
    for (_, end, first), (start, _, second) in pairwise(stays):
        if start < end and _elsewhere(first, second) and not _one_time(first, second):
            yield Doubt(
                "two_places", "impossible", (case,),
                {"first": _place(first), "second": _place(second), "from": _clock(start), "until": _clock(end)},
                (_of(notice, first), _of(notice, second)),
            )  # fmt: skip


def _elsewhere(a: Event, b: Event) -> bool:
    """Whether the places of two events are different and neither is said to be in the other."""
    names = [{p.name, *([p.within.text] if p.within else [])} for p in (a.place, b.place) if p]
    inside = any(x in y or y in x for x in names[0] for y in names[1])
    same = a.place is not None and b.place is not None and a.place.place_id == b.place.place_id
    return not inside and not same


def _one_time(a: Event, b: Event) -> bool:
    """Whether one phrase gives the time of both: 9时至10时到甲店、乙店 is no contradiction."""
    return a.when is not None and b.when is not None and a.when.span == b.when.span


def _after_isolation(case: str, notice: str, record: Case) -> Iterator[Doubt]:
    """Outings after the last isolation, before any discharge."""
    ends = [_day(e) for e in record.events if e.kind in ("discharge", "death")]
    isolations = [(day, e) for e in record.events if e.kind == "isolation" and (day := _day(e)) is not None]
    if not isolations or any(day is not None for day in ends):
        return
    last, isolation = max(isolations, key=lambda item: item[0])
    for event in record.events:
        day = _day(event)
        open_place = [p for p in (event.place, event.destination) if p is not None and shareable(p)]
        if event.kind in ABROAD and day is not None and day > last and open_place:
            facts = {"day": _iso(day), "isolation": _iso(last), "place": open_place[0].name}
            yield Doubt("out_after_isolation", "doubtful", (case,), facts, (_of(notice, isolation), _of(notice, event)))


def _about_pairs(graph: Graph) -> Iterator[Doubt]:
    stated: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for a, b, _, edge in sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3]):
        if edge.get("kind") == "relation" and edge.get("relation") in KIN_KINDS and a != b:
            stated.setdefault((a, b), []).append(edge)
            for code, level, facts in _relation_doubts(graph.nodes[a], graph.nodes[b], edge):
                yield Doubt(code, level, (a, b), facts, (_stated(edge),))
    for (a, b), edges in stated.items():
        if a < b:
            yield from _contradictions((a, b), edges, stated.get((b, a), []))


Found = tuple[str, Level, dict[str, str | int]]


def _relation_doubts(own: Mapping[str, Any], other: Mapping[str, Any], edge: Mapping[str, Any]) -> Iterator[Found]:
    kind, said = str(edge["relation"]), {"role": str(edge["role"])}
    sex, implied = own.get("sex"), stated_sex(str(edge["role"]), edge.get("detail"))
    if sex and implied and sex != implied:
        yield "sex_contradicts", "impossible", {**said, "sex": str(sex)}
    if kind == "spouse" and sex and sex == other.get("sex"):
        yield "couple_of_one_sex", "impossible", {**said, "sex": str(sex)}
    age, other_age = own.get("age"), other.get("age")
    if age is None or other_age is None:
        return
    told = {**said, "age": _number(age), "other": _number(other_age)}
    elder = YOUNGER.get(kind)
    gap = other_age - age if elder else age - other_age
    needed = GAPS.get(elder or kind)
    if needed is not None and gap < needed:
        yield "ages_contradict", "impossible" if gap <= 0 else "doubtful", told
    if kind == "spouse" and (min(age, other_age) < ADULT or abs(gap) > COUPLE_GAP):
        yield "ages_contradict", "doubtful", told


def _contradictions(
    pair: tuple[str, str], forth: Iterable[Mapping[str, Any]], back: Iterable[Mapping[str, Any]]
) -> Iterator[Doubt]:
    """Two relations that cannot both be: a is the wife of b, and b a child of a."""
    for first in forth:
        for second in back:
            expected = inverse(first["relation"]).kind
            if expected != second["relation"] and "relative" not in (expected, second["relation"]):
                facts = {"role": str(first["role"]), "other": str(second["role"])}
                yield Doubt("relations_contradict", "impossible", pair, facts, (_stated(first), _stated(second)))


def _about_sources(graph: Graph, inference: Inference) -> Iterator[Doubt]:
    stated: dict[tuple[str, str], Evidence] = {}
    for pair, contacts in inference.contacts.items():
        for contact in contacts:
            if contact.evidence == "stated":
                stated[pair] = _stated(graph.edges[contact.edge])
    for pair, words in stated.items():
        for rule in (_order, _removed, _too_long):
            yield from rule(inference, pair, words)
    arcs: nx.DiGraph[str] = nx.DiGraph(list(stated))
    for part in sorted(sorted(p) for p in nx.strongly_connected_components(arcs) if len(p) > 1):
        inside = [words for (a, b), words in sorted(stated.items()) if a in part and b in part]
        yield Doubt("circle", "impossible", tuple(part), {"count": len(part)}, tuple(inside))


Rule = Callable[[Inference, tuple[str, str], Evidence], Iterator[Doubt]]


def _order(inference: Inference, pair: tuple[str, str], words: Evidence) -> Iterator[Doubt]:
    """An infector that fell ill later: rare where the serial interval still allows it, else out of range."""
    first, second = (inference.courses[n] for n in pair)
    if first.day is None or second.day is None or first.basis != "onset" or second.basis != "onset":
        return
    days = second.day - first.day
    interval = inference.parameters.serial_interval
    share = sum(p for d, p in interval.items() if (d <= days if days < 0 else d >= days))
    facts: dict[str, str | int] = {"days": days, "infector": _iso(first.day), "infected": _iso(second.day)}
    if share < RARE:
        yield Doubt("interval_out_of_range", "doubtful", pair, facts, (words,))
    elif days < 0:
        yield Doubt("onset_order", "doubtful", pair, facts, (words,))


def _removed(inference: Inference, pair: tuple[str, str], words: Evidence) -> Iterator[Doubt]:
    """An infector that was isolated before the infected can have caught it."""
    window, possible = inference.model.window(pair[0]), inference.model.infection_days(pair[1])
    if window is not None and window[1] is not None and possible and window[1] < possible.start:
        facts = {"isolation": _iso(window[1]), "first": _iso(possible.start)}
        yield Doubt("isolated_before_exposure", "impossible", pair, facts, (words,))


def _too_long(inference: Inference, pair: tuple[str, str], words: Evidence) -> Iterator[Doubt]:
    """An infector that became infectious only after the infected can have caught it."""
    window, possible = inference.model.window(pair[0]), inference.model.infection_days(pair[1])
    if window is not None and possible and window[0] >= possible.stop:
        facts = {"infectious": _iso(window[0]), "last": _iso(possible.stop - 1)}
        yield Doubt("not_yet_infectious", "doubtful", pair, facts, (words,))


def _stated(edge: Mapping[str, Any]) -> Evidence:
    return Evidence(str(edge.get("notice", edge.get("path", ""))), str(edge["text"]), edge["span"])


def _of(notice: str, event: Event) -> Evidence:
    return Evidence(notice, event.text, event.span)


def _place(event: Event) -> str:
    return event.place.name if event.place else ""


def _day(event: Event) -> int | None:
    return day_number(event.when.start) if event.when else None


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _clock(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _number(age: float) -> int | str:
    return int(age) if age == int(age) else f"{age:g}"
