"""Places: who was at one and when, which of them many cases share, and who was there in a given time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracer.graph.attributes import Graph
from tracer.graph.copresence import EXPOSING_EVENTS, UNSHARED_KINDS, Evidence
from tracer.link.places import is_coarse, is_private
from tracer.query.filters import Filters, area_of, in_area
from tracer.query.find import Names, find_places

EVERYTHING = Filters()
VEHICLE = "vehicle"


@dataclass(frozen=True, slots=True)
class Presence:
    """A case at a place."""

    case_id: str
    label: str
    place_id: str
    place: str
    area: str
    """City and county of the place, as far as known."""
    event: str
    """Kind of the event, or ``residence``."""
    start: str | None
    end: str | None
    certainty: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A place, or a vehicle, that several cases have in common."""

    place_id: str
    place: str
    kind: str
    area: str
    cases: int
    meetings: int
    """Pairs of them who were there at one time."""
    first: str | None
    last: str | None
    labels: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    """One statement for each case, in the order of the labels."""


def place(graph: Graph, name: str, filters: Filters = EVERYTHING) -> list[Presence]:
    """Who was at the places of a name, and when; whoever lives there is there at any time.

    Raises:
        TracerError: no place answers.
    """
    edges = [edge for node in find_places(graph, name) for edge in graph.in_edges(node, keys=True)]
    return [p for p in _in_order(_presences(graph, Names(graph), edges)) if _wanted(graph, p, filters)]


def exposed(graph: Graph, name: str, filters: Filters) -> list[Presence]:
    """Who was at the places of a name within a time: visits and stays that overlap it, and residents.

    A stay of which only the day is known overlaps any part of that day.

    Raises:
        TracerError: no place answers.
    """
    return [p for p in place(graph, name, filters) if p.event in EXPOSING_EVENTS or p.event == "residence"]


def presences_of(graph: Graph, case_id: str, filters: Filters = EVERYTHING) -> list[Presence]:
    """Where one case was."""
    found = _presences(graph, Names(graph), graph.out_edges(case_id, keys=True))
    wanted = (p for p in found if p.event == "residence" or filters.in_time(p.start, p.end))
    return sorted(wanted, key=lambda p: (p.start or "", p.end or "", p.evidence.span, p.place_id))


def shared(
    graph: Graph, min_cases: int = 2, filters: Filters = EVERYTHING, *, everywhere: bool = False
) -> list[SharedPlace]:
    """The places that several cases have in common, those of most cases first.

    Hospitals, isolation and sampling sites, streets and areas are left out, where people are together without meeting,
    unless ``everywhere`` is set. An ``area`` is that of the place.
    """
    found = [_shared_place(graph, *item) for item in _gathered(graph, filters, everywhere)]
    found += _shared_vehicles(graph, filters)
    kept = (p for p in found if p.cases >= min_cases)
    return sorted(kept, key=lambda p: (-p.cases, -p.meetings, p.place, p.place_id))


def _wanted(graph: Graph, presence: Presence, filters: Filters) -> bool:
    if not filters.case(graph, presence.case_id):
        return False
    return presence.event == "residence" or filters.in_time(presence.start, presence.end)


def _presences(graph: Graph, names: Names, edges: Iterable[tuple[str, str, str]]) -> Iterator[Presence]:
    for case_id, place_id, key in edges:
        edge = graph.edges[case_id, place_id, key]
        if edge["kind"] in ("visit", "residence"):
            yield Presence(
                case_id,
                names(case_id),
                place_id,
                graph.nodes[place_id]["label"],
                short_area(graph, place_id),
                edge.get("event", "residence"),
                edge.get("start"),
                edge.get("end"),
                edge["certainty"],
                Evidence(edge["notice"], edge["text"], edge["span"]),
            )


def short_area(graph: Graph, place_id: str) -> str:
    """City and county of a place, as far as known."""
    node = graph.nodes[place_id]
    return "".join(dict.fromkeys(str(node[n]) for n in ("city", "county") if node.get(n)))


def _in_order(found: Iterable[Presence]) -> list[Presence]:
    return sorted(found, key=lambda p: (p.place_id, p.start or "", p.end or "", p.case_id, p.evidence.span))


def _gathered(graph: Graph, filters: Filters, everywhere: bool) -> Iterator[tuple[str, list[Presence], int]]:
    """Each place with the stays there and the number of pairs who met there."""
    names, own = Names(graph), _of_persons(filters)
    pairs: dict[str, set[tuple[str, str]]] = defaultdict(set)
    edges: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for a, b, key, edge in graph.edges(keys=True, data=True):
        if edge["kind"] == "copresence" and edge.get("place_id") and _met_in_time(edge, filters):
            pairs[edge["place_id"]].add((a, b))
        elif edge["kind"] == "residence" or edge.get("event") in EXPOSING_EVENTS:
            edges[b].append((a, b, key))
    for place_id in sorted(edges):
        node = graph.nodes[place_id]
        apart = node["place_kind"] in UNSHARED_KINDS or is_private(node["label"]) or is_coarse(node["label"])
        there = filters.area is None or in_area(area_of(graph, place_id), filters.area)
        if len({a for a, _, _ in edges[place_id]}) > 1 and there and (everywhere or not apart):
            found = [p for p in _presences(graph, names, edges[place_id]) if _wanted(graph, p, own)]
            yield place_id, found, len(pairs[place_id])


def _of_persons(filters: Filters) -> Filters:
    """The filters without the area, which is that of the place here."""
    return Filters(filters.since, filters.until, None, filters.classification, filters.ages)


def _met_in_time(edge: dict[str, str], filters: Filters) -> bool:
    return "start" not in edge or filters.in_time(edge.get("start"), edge.get("end"))


def _shared_place(graph: Graph, place_id: str, found: list[Presence], meetings: int) -> SharedPlace:
    first_of: dict[str, Presence] = {}
    for presence in sorted(found, key=lambda p: (p.start or "9", p.case_id)):
        first_of.setdefault(presence.case_id, presence)
    node = graph.nodes[place_id]
    times = [t for p in found for t in (p.start, p.end) if t]
    each = list(first_of.values())
    return SharedPlace(
        place_id,
        node["label"],
        node["place_kind"],
        short_area(graph, place_id),
        len(each),
        meetings,
        min(times, default=None),
        max(times, default=None),
        tuple(p.label for p in each),
        tuple(p.evidence for p in each),
    )


def _shared_vehicles(graph: Graph, filters: Filters) -> Iterator[SharedPlace]:
    """Vehicles in which cases met; each journey of one day is told by itself."""
    names, own = Names(graph), _of_persons(filters)
    rides: dict[tuple[str, str], dict[str, Evidence]] = defaultdict(dict)
    pairs: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for a, b, edge in sorted(graph.edges(data=True), key=lambda e: (e[0], e[1])):
        if edge["kind"] != "copresence" or "vehicle" not in edge or not filters.in_time(edge["start"], edge["end"]):
            continue
        ride = edge["vehicle"], edge["start"][:10]
        for case_id, side in ((a, "source"), (b, "target")):
            if own.case(graph, case_id):
                words = Evidence(edge[f"{side}_notice"], edge[f"{side}_text"], edge[f"{side}_span"])
                rides[ride].setdefault(case_id, words)
        pairs[ride].add((a, b))
    if filters.area is not None:
        return
    for (vehicle, day), who in sorted(rides.items()):
        labels = tuple(names(c) for c in who)
        told = tuple(who.values())
        yield SharedPlace("", vehicle, VEHICLE, "", len(who), len(pairs[vehicle, day]), day, day, labels, told)
