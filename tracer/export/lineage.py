"""When a case begins, who infected it as far as that is said, and in which generation it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracer.export.contacts import Contact, contacts
from tracer.graph.attributes import Graph

ONSET = "onset"
DAYS = (ONSET, "positive", "diagnosis", "published_on", "issued_on")
"""What stands for the begin of a case, best first."""


def case_day(attributes: Mapping[str, Any], basis: tuple[str, ...] = DAYS) -> tuple[date, str] | None:
    """The first day known of a case and what it is the day of.

    The day of the notice says nothing about a case that it only refers to.

    >>> case_day({"positive": "2022-04-11", "issued_on": "2022-04-13"})
    (datetime.date(2022, 4, 11), 'positive')
    """
    described = attributes.get("described", True)
    for name in (n for n in basis if described or n != "issued_on"):
        try:
            return date.fromisoformat(str(attributes[name])[:10]), name
        except (KeyError, ValueError):
            continue
    return None


def infectors(graph: Graph) -> dict[str, Contact]:
    """For each case the surest link that says who infected it; never a circle.

    >>> infectors(Graph())
    {}
    """
    found: dict[str, Contact] = {}
    said = [c for c in contacts(graph) if c.directed]
    for contact in sorted(said, key=lambda c: (-c.certainty, c.start or "", c.first, c.second, c.key)):
        if contact.second not in found and not _leads_to(found, contact.first, contact.second):
            found[contact.second] = contact
    return found


def _leads_to(found: Mapping[str, Contact], case: str, ancestor: str) -> bool:
    """Whether walking from a case to its infectors meets this one."""
    at: str | None = case
    while at is not None and at != ancestor:
        at = found[at].first if at in found else None
    return at is not None


def generations(graph: Graph, parents: Mapping[str, str] | None = None) -> dict[str, int]:
    """The generation of each case that takes part in an infection somebody stated; index cases are 0.

    >>> generations(Graph(), {"b": "a", "c": "b"})
    {'a': 0, 'b': 1, 'c': 2}
    """
    above = parents if parents is not None else {c: contact.first for c, contact in infectors(graph).items()}
    depth: dict[str, int] = {}
    for case in sorted({*above, *above.values()}):
        chain = [case]
        while chain[-1] in above and chain[-1] not in depth and above[chain[-1]] not in chain:
            chain.append(above[chain[-1]])
        base = depth.get(chain[-1], 0)
        for steps, one in enumerate(reversed(chain)):
            depth[one] = base + steps
    return dict(sorted(depth.items()))
