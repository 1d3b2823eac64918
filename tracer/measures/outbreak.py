"""What the measures are taken from: persons with their days, and who infected whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tracer.graph.attributes import Graph

Setting = Literal["household", "other"]
SAME_RESIDENCE = "same residence"
HOUSEHOLD_RELATIONS = frozenset({"household", "spouse"})
DAYS = ("onset", "isolation", "positive", "diagnosis", "issued_on", "exposure_start", "exposure_end")


@dataclass(frozen=True, slots=True)
class Person:
    """A case and its days, counted from the first day of year 1; None where unknown."""

    id: str
    label: str
    onset: int | None = None
    isolation: int | None = None
    positive: int | None = None
    diagnosis: int | None = None
    issued_on: int | None = None
    """Day of the notice or report."""
    exposure_start: int | None = None
    exposure_end: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """An infector and a case it infected; ``setting`` is None where nothing is known of it."""

    infector: str
    infectee: str
    setting: Setting | None = None


@dataclass(frozen=True, slots=True)
class Outbreak:
    """Persons by id, and the pairs among them, each once; both in order of id."""

    people: Mapping[str, Person]
    pairs: tuple[Pair, ...]
    shared_days: Mapping[tuple[str, str], tuple[int, int]]
    """First and last day on which the two of a pair are known to have been at one place."""


def outbreak_of(graph: Graph) -> Outbreak:
    """The cases of a graph, and the pairs its ``source`` edges and its relations of the kind ``source`` state.

    Kinship, co-presence and other contact are not transmission and give no pair. A relation ``source`` points
    from the infected case to its infector, a ``source`` edge from infector to infected.

    >>> outbreak_of(Graph()).pairs
    ()
    """
    people = {n: _person(n, graph.nodes[n]) for n in sorted(graph) if graph.nodes[n].get("kind") == "case"}
    settings: dict[tuple[str, str], Setting | None] = {}
    for infector, infectee, edge in _infections(graph):
        if infector != infectee and infector in people and infectee in people:
            setting = edge.get("setting") or _setting(graph, infector, infectee)
            settings[infector, infectee] = settings.get((infector, infectee)) or setting
    pairs = tuple(Pair(*both, settings[both]) for both in sorted(settings))
    shared = {(p.infector, p.infectee): _shared_days(graph, p.infector, p.infectee) for p in pairs}
    return Outbreak(people, pairs, {both: days for both, days in shared.items() if days})


def _person(case_id: str, node: Mapping[str, Any]) -> Person:
    return Person(case_id, str(node.get("label", case_id)), **{name: _day(node.get(name)) for name in DAYS})


def _day(text: str | None) -> int | None:
    return date.fromisoformat(text[:10]).toordinal() if text else None


def _infections(graph: Graph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for a, b, edge in graph.edges(data=True):
        if edge.get("kind") == "source":
            yield a, b, edge
        elif edge.get("kind") == "relation" and edge.get("relation") == "source":
            yield b, a, edge


def _between(graph: Graph, a: str, b: str) -> Iterator[dict[str, Any]]:
    for first, second in ((a, b), (b, a)):
        yield from (graph.get_edge_data(first, second) or {}).values()


def _setting(graph: Graph, a: str, b: str) -> Setting | None:
    """Household if the two share a residence or are said to live together; other if both live elsewhere."""
    for edge in _between(graph, a, b):
        stated = edge.get("relation") if edge.get("kind") == "relation" else None
        if edge.get("basis") == SAME_RESIDENCE or stated in HOUSEHOLD_RELATIONS:
            return "household"
    both_known = all(graph.nodes[n].get("residence") for n in (a, b))
    return "other" if both_known else None


def _shared_days(graph: Graph, a: str, b: str) -> tuple[int, int] | None:
    """The days of the co-presence of two cases, shared residences apart, which last."""
    days = [
        day
        for edge in _between(graph, a, b)
        if edge.get("kind") == "copresence"
        for day in (_day(edge.get("start")), _day(edge.get("end")))
        if day is not None
    ]
    lives_together = any(e.get("basis") == SAME_RESIDENCE for e in _between(graph, a, b))
    return (min(days), max(days)) if days and not lives_together else None
