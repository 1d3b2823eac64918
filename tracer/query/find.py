"""Which case or place a user means, and what to call one so that nobody mistakes it for another."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from tracer.errors import TracerError
from tracer.graph.attributes import Graph
from tracer.link.labels import normal_form, of_words, series_agree, series_key
from tracer.link.places import name_key

DAY = r"(?:(?P<year>\d{4})[-年./])?(?P<month>\d{1,2})[-月./](?P<day>\d{1,2})日?"
AT = re.compile(rf"(?P<label>.+?)@{DAY}")
BEFORE = re.compile(rf"{DAY}(?:发布|公布|通报|报告)?的?(?P<label>\D.*)")
SEVERAL = 8
"""How many candidates an error names."""


def of_kind(graph: Graph, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The nodes of one kind with their attributes, in order of id."""
    return iter(sorted(((n, d) for n, d in graph.nodes(data=True) if d.get("kind") == kind), key=lambda item: item[0]))


def day_of(graph: Graph, case_id: str) -> str | None:
    """The day of the notice that tells of a case; of a case only referred to, the day its references name."""
    node = graph.nodes[case_id]
    notice = graph.graph.get("notices", {}).get(node.get("notice_id"))
    own = (notice.day if notice else None) or node.get("issued_on")
    return own if node.get("described", True) else node.get("published_on") or own


def find_case(graph: Graph, text: str) -> str:
    """The id of the case meant by an id, a label, or a label with the day of its notice.

    A label may leave out what a series is called in full (病例21 for 本土确诊病例21), or the series (``21``). The day
    is that of the notice, with or without the year: ``病例21@2021-12-21``, ``病例21@12-21``, 12月21日病例21.

    Raises:
        TracerError: no case answers, or several do; the message names them, or those that are near.

    >>> graph = Graph(); graph.add_node("n/48", kind="case", label="病例48", number=48, issued_on="2022-04-13")
    >>> find_case(graph, "病例４８"), find_case(graph, "48@4-13"), find_case(graph, "4月13日病例48")
    ('n/48', 'n/48', 'n/48')
    """
    if text in graph and graph.nodes[text].get("kind") == "case":
        return text
    label, days = _parts(text.strip())
    cases = [(n, d) for n, d in of_kind(graph, "case") if days is None or days(day_of(graph, n))]
    for fits in (_named(text), _named(label), _numbered(label)):
        found = [n for n, d in cases if fits(d)]
        described = [n for n in found if graph.nodes[n].get("described", True)]
        if found:
            return _only(graph, text, described or found)
    labels = sorted({str(d["label"]) for _, d in cases})
    raise TracerError(f"no case {text}{_near(label, labels)}")


def find_places(graph: Graph, text: str) -> list[str]:
    """The ids of the places meant by an id or a name: those of that name, else those whose names contain it.

    Raises:
        TracerError: no place answers; the message names those that are near.
    """
    if text in graph and graph.nodes[text].get("kind") == "place":
        return [text]
    wanted = name_key(text)
    places = [(n, str(d["label"])) for n, d in of_kind(graph, "place")]
    found = [n for n, label in places if wanted and name_key(label) == wanted]
    found = found or [n for n, label in places if wanted and wanted in name_key(label)]
    if not found:
        raise TracerError(f"no place {text}{_near(text, sorted({label for _, label in places}))}")
    return found


class Names:
    """Short names for cases: the label, with the day of its notice where the label alone is not enough."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._labels = Counter(str(d.get("label")) for _, d in graph.nodes(data=True) if d.get("kind") == "case")

    @cached_property
    def _dated(self) -> Counter[str]:
        return Counter(self._with_day(n) for n, d in self._graph.nodes(data=True) if d.get("kind") == "case")

    def __call__(self, case_id: str) -> str:
        """The name of a case, by which `find_case` finds it again; a case only described (一例确诊病例) has none."""
        node = self._graph.nodes[case_id]
        label = str(node.get("label", case_id))
        nameless = node.get("number") is None and not node.get("described", True)
        if self._labels[label] <= 1 or nameless:
            return label
        dated = self._with_day(case_id)
        return dated if self._dated[dated] == 1 else case_id

    def _with_day(self, case_id: str) -> str:
        label, day = str(self._graph.nodes[case_id].get("label")), day_of(self._graph, case_id)
        return f"{label}@{day}" if day else label


def _parts(text: str) -> tuple[str, Callable[[str | None], bool] | None]:
    """A reference as a label and a test for days."""
    found = AT.fullmatch(text) or BEFORE.fullmatch(text)
    if found is None:
        return text, None
    month_day = f"{int(found['month']):02}-{int(found['day']):02}"
    year = found["year"]
    return found["label"], lambda day: day is not None and day[5:10] == month_day and year in (None, day[:4])


def _named(label: str) -> Callable[[Mapping[str, Any]], bool]:
    wanted = normal_form(label)
    return lambda node: bool(wanted) and normal_form(str(node["label"])) == wanted


def _numbered(label: str) -> Callable[[Mapping[str, Any]], bool]:
    """A number, in any series that the label's can stand for; a bare number in all of them."""
    wanted = of_words(label)
    number = int(label) if re.fullmatch(r"[0-9]{1,6}", label) else wanted.number

    def fits(node: Mapping[str, Any]) -> bool:
        if number is None or node.get("number") != number:
            return False
        own = series_key(node.get("series"))
        return not wanted.series or own == wanted.series or series_agree(own, wanted.series)

    return fits


def _only(graph: Graph, text: str, found: Sequence[str]) -> str:
    if len(found) == 1:
        return found[0]
    names = Names(graph)
    told = ", ".join(names(n) for n in found[:SEVERAL]) + (", …" if len(found) > SEVERAL else "")
    raise TracerError(f"{text} can mean {len(found)} cases: {told}; give one of these, or an id")


def _near(text: str, labels: Sequence[str]) -> str:
    near = difflib.get_close_matches(text, labels, n=5, cutoff=0.5)
    return f"; near: {', '.join(near)}" if near else ""
