"""The days of each case that the inference works with: when it fell ill or was found, and when it was taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracer.graph.attributes import Graph
from tracer.infer.parameters import Basis

ATTRIBUTES: tuple[tuple[str, Basis], ...] = (
    ("onset", "onset"), ("positive", "positive"), ("diagnosis", "diagnosis"), ("issued_on", "report"),
    ("published_on", "report"),
)  # fmt: skip
REMOVED = ("isolation", "positive", "diagnosis")
"""A case is at large until the first of these."""


@dataclass(frozen=True, slots=True)
class Course:
    """One case; days are counted from the first day of year 1, None where unknown."""

    case: str
    day: int | None = None
    """The day that stands for its begin."""
    basis: Basis | None = None
    """Which day that is."""
    first: int | None = None
    """The first of onset and positive sample, from which the infectious window is counted back."""
    removed: int | None = None
    """The day of isolation, or else of the positive test or diagnosis: the last day on which it meets anybody."""
    exposure: tuple[int, int] | None = None
    """The days of its exposure, where an imported table states them."""
    importation: str | None = None


def courses_of(graph: Graph) -> dict[str, Course]:
    """The course of every case of a graph, in order of id.

    >>> graph = Graph(); graph.add_node("a", kind="case", onset="2022-04-01", isolation="2022-04-03")
    >>> course = courses_of(graph)["a"]
    >>> course.basis, course.removed - course.day
    ('onset', 2)
    """
    cases = sorted(n for n, d in graph.nodes(data=True) if d.get("kind") == "case")
    return {n: _course(n, graph.nodes[n]) for n in cases}


def _course(case: str, node: Mapping[str, Any]) -> Course:
    days = {name: day_number(node.get(name)) for name in ("onset", *REMOVED, "exposure_start", "exposure_end")}
    # The day of the notice says nothing about a case it only refers to.
    usable = [(n, b) for n, b in ATTRIBUTES if n != "issued_on" or node.get("described", True)]
    found = [(day, basis) for name, basis in usable if (day := day_number(node.get(name))) is not None]
    day, basis = found[0] if found else (None, None)
    known = [d for d in (day, days["positive"]) if d is not None]
    removed = [d for name in REMOVED if (d := days[name]) is not None]
    window = (days["exposure_start"], days["exposure_end"])
    return Course(
        case,
        day,
        basis,
        min(known) if known and basis is not None else None,
        min(removed, default=None),
        window if window[0] is not None and window[1] is not None else None,  # type: ignore[arg-type]
        node.get("importation"),
    )


def day_number(text: str | None) -> int | None:
    """An ISO date or time as a number of days; None for none.

    >>> day_number("0001-01-02T08:00"), day_number(None)
    (2, None)
    """
    return date.fromisoformat(text[:10]).toordinal() if text else None
