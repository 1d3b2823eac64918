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

CANDIDATE = "candidate"


@dataclass(frozen=True, slots=True)
class Forest:
    """Cases with their days, the link above each, the other links, and generations along infections."""

    days: Mapping[str, date]
    onset: frozenset[str]
    """The cases whose day is that of onset."""
    undated: tuple[str, ...]
    above: Mapping[str, Contact]
    """For each case the link to the one before it: stated infection, then inferred, then relation and place."""
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
    _add_candidates(graph, above)
    parents = {case: contact.first for case, contact in above.items()}
    # Kinship that follows from other links would draw the same evidence twice.
    stated = [c for c in contacts(graph) if c.kind not in ("kinship", CANDIDATE)]
    links = [c for c in stated if c.kind != "copresence" or c.certainty >= SURE]
    for contact in sorted(links, key=lambda c: (c.kind == "copresence", -c.certainty, c.first, c.second, c.key)):
        if not contact.directed:
            _hang(above, contact, days)
    drawn = {frozenset((c.first, c.second)) for c in above.values()}
    others = {frozenset((c.first, c.second)): c for c in reversed(links)}
    return Forest(
        days,
        frozenset(n for n, (_, basis) in found.items() if basis == ONSET),
        tuple(n for n in cases_of(graph) if n not in days),
        above,
        tuple(sorted(c for pair, c in others.items() if pair not in drawn)),
        generations(graph, parents),
    )


def _add_candidates(graph: Graph, above: dict[str, Contact]) -> None:
    """Hang what has no stated infector on its most probable one, if the graph holds candidates; never a circle."""
    found = [c for c in contacts(graph) if c.kind == CANDIDATE]
    chance = {c: float(graph.edges[c.first, c.second, c.key]["probability"]) for c in found}
    for contact in sorted(found, key=lambda c: (-chance[c], c)):
        if contact.second not in above and _root(above, contact.first) != contact.second:
            above[contact.second] = contact


def _hang(above: dict[str, Contact], contact: Contact, days: Mapping[str, date]) -> None:
    """Hang the second case below the first, or, where it hangs already, the first below the second."""
    # A shared place has no direction: the earlier case comes first.
    late = contact.kind == "copresence" and days.get(contact.first, date.max) > days.get(contact.second, date.max)
    for turned in (late, not late):
        link = _turned(contact) if turned else contact
        if link.second not in above and _root(above, link.first) != link.second:
            above[link.second] = link
            return


def _turned(contact: Contact) -> Contact:
    """The contact the other way round, without its words, which speak of the second case."""
    c = contact
    return Contact(c.second, c.first, c.kind, c.meaning, c.key, False, c.certainty, "")


def _root(above: Mapping[str, Contact], case: str) -> str:
    while case in above:
        case = above[case].first
    return case
