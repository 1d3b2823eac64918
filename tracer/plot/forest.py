"""Which cases a chain shows, on which day, and which links it hangs on. Pure data, no drawing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracer.export.clusters import SURE
from tracer.export.contacts import Contact, contacts
from tracer.export.flat import cases_of
from tracer.export.lineage import ONSET, case_day, generations, infectors
from tracer.graph.attributes import Graph


@dataclass(frozen=True, slots=True)
class Forest:
    """Cases with their days, the link above each, the other links, and generations where infection is stated."""

    days: Mapping[str, date]
    onset: frozenset[str]
    """The cases whose day is that of onset."""
    undated: tuple[str, ...]
    above: Mapping[str, Contact]
    """For each case the link to the one before it; infection, where that is stated, before relation and place."""
    others: tuple[Contact, ...]
    generation: Mapping[str, int]


def forest(graph: Graph) -> Forest:
    """The forest of a graph.

    >>> forest(Graph()).above
    {}
    """
    found = {n: day for n in cases_of(graph) if (day := case_day(graph.nodes[n])) is not None}
    days = {n: day for n, (day, _) in found.items()}
    above = infectors(graph)
    links = [c for c in contacts(graph) if c.kind != "copresence" or c.certainty >= SURE]
    for contact in sorted(links, key=lambda c: (c.kind == "copresence", -c.certainty, c.first, c.second, c.key)):
        contact = _in_time(contact, days)
        if not contact.directed and contact.second not in above and _root(above, contact.first) != contact.second:
            above[contact.second] = contact
    drawn = {frozenset((c.first, c.second)) for c in above.values()}
    others = {frozenset((c.first, c.second)): c for c in reversed(links)}
    return Forest(
        days,
        frozenset(n for n, (_, basis) in found.items() if basis == ONSET),
        tuple(n for n in cases_of(graph) if n not in days),
        above,
        tuple(sorted(c for pair, c in others.items() if pair not in drawn)),
        generations(graph),
    )


def _in_time(contact: Contact, days: Mapping[str, date]) -> Contact:
    """A shared place has no direction: the earlier case comes first."""
    if contact.kind != "copresence" or days.get(contact.first, date.max) <= days.get(contact.second, date.max):
        return contact
    return Contact(
        contact.second,
        contact.first,
        contact.kind,
        contact.meaning,
        contact.key,
        False,
        contact.certainty,
        contact.label,
    )


def _root(above: Mapping[str, Contact], case: str) -> str:
    while case in above:
        case = above[case].first
    return case
