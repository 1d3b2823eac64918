"""Which cases and which times an answer is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracer.graph.attributes import Graph
from tracer.query.find import day_of

FIRST, LAST = "0000-01-01", "9999-12-31T23:59"


@dataclass(frozen=True, slots=True)
class Filters:
    """What an answer is limited to; without limits it is about everything.

    ``since`` and ``until`` are days or moments (``2022-04-02``, ``2022-04-02T20:00``), a last day included. ``area`` is
    part of the name of a province, city, county or township, or the beginning of a GB/T 2260 code. ``ages`` are the
    lowest and the highest age in years.
    """

    since: str | None = None
    until: str | None = None
    area: str | None = None
    classification: str | None = None
    ages: tuple[float | None, float | None] = (None, None)

    @property
    def dated(self) -> bool:
        """Whether times are limited."""
        return self.since is not None or self.until is not None

    def in_time(self, start: str | None, end: str | None = None) -> bool:
        """Whether a time overlaps the limits; an unknown time only where there are none.

        >>> Filters(since="2022-04-03").in_time("2022-04-01", "2022-04-05")
        True
        >>> Filters(until="2022-04-03").in_time("2022-04-03T20:00"), Filters(until="2022-04-03").in_time(None)
        (True, False)
        """
        first, last = start or end, end or start
        if not self.dated:
            return True
        if first is None or last is None:
            return False
        since, until = self.since or FIRST, self.until or LAST
        return _begin(first) <= _end(until) and _end(last) >= _begin(since)

    def case(self, graph: Graph, case_id: str) -> bool:
        """Whether a person is meant, by classification, age and area; times are not looked at."""
        node = graph.nodes[case_id]
        if self.classification is not None and node.get("classification") != self.classification:
            return False
        return self._of_age(node.get("age")) and (self.area is None or self._at_home(graph, case_id))

    def case_in_time(self, graph: Graph, case_id: str) -> bool:
        """Whether a person is meant and was told of in the time: the day of the notice counts."""
        return self.case(graph, case_id) and self.in_time(day_of(graph, case_id))

    def _of_age(self, age: float | None) -> bool:
        low, high = self.ages
        if low is None and high is None:
            return True
        return age is not None and (low is None or age >= low) and (high is None or age < high + 1)

    def _at_home(self, graph: Graph, case_id: str) -> bool:
        """Whether a residence lies in the area or, where none says so, the notice is about it."""
        assert self.area is not None
        known = list(_residence_areas(graph, case_id)) or list(_notice_area(graph, case_id))
        return in_area(known, self.area)


def in_area(known: list[str], wanted: str) -> bool:
    """Whether names and codes of areas answer to one asked for.

    >>> in_area(["山西省", "太原市", "140100"], "太原"), in_area(["140105"], "1401"), in_area(["太原市"], "大同")
    (True, True, False)
    """
    if wanted.isdigit():
        return any(name.isdigit() and name.startswith(wanted) for name in known)
    return any(wanted in name for name in known)


def area_of(graph: Graph, place_id: str) -> list[str]:
    """The names and the code of the areas a place lies in."""
    node = graph.nodes[place_id]
    return [str(node[n]) for n in ("province", "city", "county", "township", "code") if node.get(n)]


def _residence_areas(graph: Graph, case_id: str) -> Iterator[str]:
    for _, place_id, edge in graph.out_edges(case_id, data=True):
        if edge.get("kind") == "residence":
            yield from area_of(graph, place_id)


def _notice_area(graph: Graph, case_id: str) -> Iterator[str]:
    notice = graph.graph.get("notices", {}).get(graph.nodes[case_id].get("notice_id"))
    if notice is not None:
        yield from (part for part in (notice.province, notice.city, notice.county, notice.code) if part)


def _begin(moment: str) -> str:
    return moment if "T" in moment else f"{moment}T00:00"


def _end(moment: str) -> str:
    return moment if "T" in moment else f"{moment}T23:59"
