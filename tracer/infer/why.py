"""Why a case is, or is not, a possible infector of another: terms, windows, and the words of the notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tracer.errors import TracerError
from tracer.graph.attributes import Graph
from tracer.infer.candidates import UNKNOWN, Inference
from tracer.infer.courses import Course
from tracer.infer.evidence import Contact
from tracer.infer.weights import Reason, Terms
from tracer.query.find import find_case
from tracer.query.links import Link, link_of, path

Verdict = Literal["candidate", "excluded", "negligible", "no_evidence", "not_described"]
"""``candidate``: it has a probability. Otherwise why it has none."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One contact between the two, with the words it rests on."""

    evidence: str
    attack_rate: float | None
    """Of its class; None for a stated source."""
    direction: float
    link: Link


@dataclass(frozen=True, slots=True)
class Moments:
    """The days of one of the two; ISO dates, None where unknown."""

    case: str
    label: str
    day: str | None
    basis: str | None
    infectious_from: str | None = None
    infectious_to: str | None = None
    infected_from: str | None = None
    infected_to: str | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """Everything behind one probability."""

    infector: Moments
    infected: Moments
    verdict: Verdict
    probability: float
    rank: int | None
    unknown: float
    imported: float
    grounds: tuple[Ground, ...]
    counted: str | None
    """The class of the contact that counts most."""
    exposure: tuple[str, str] | None
    """First and last day on which the infection may have passed."""
    interval: int | None
    interval_is_serial: bool
    """Whether both days are onsets."""
    timing: float | None
    hazard: float
    weight: float
    unknown_weight: float
    reasons: tuple[Reason, ...]
    chain: tuple[Link, ...]
    """Where nothing joins the two directly, what joins them over others."""


def why(graph: Graph, inference: Inference, a: str, b: str) -> Why:
    """What speaks for ``a`` having infected ``b``, given by id or label.

    Raises:
        TracerError: a case is unknown or ambiguous, or the two are one.
    """
    first, second = find_case(graph, a), find_case(graph, b)
    if first == second:
        raise TracerError(f"{a} and {b} are the same case")
    contacts = inference.contacts.get((first, second), ())
    sources = inference.sources[second]
    ranks = {c.infector: (rank, c.probability) for rank, c in enumerate(sources.candidates, 1)}
    rank, probability = ranks.get(first, (None, 0.0))
    terms = inference.model.terms(first, second, contacts) if contacts else None
    verdict: Verdict = "candidate" if rank is not None else _absent(terms, graph.nodes[second].get("described", True))
    return Why(
        _moments(graph, inference, first, infector=True),
        _moments(graph, inference, second, infector=False),
        verdict,
        probability,
        rank,
        sources.unknown,
        sources.imported,
        tuple(_ground(graph, inference, contact) for contact in contacts),
        terms.evidence if terms else None,
        _iso_pair(terms.days) if terms and terms.days else None,
        terms.interval if terms else None,
        all(inference.courses[n].basis == "onset" for n in (first, second)),
        terms.timing if terms else None,
        terms.hazard if terms else 0.0,
        inference.columns[second].get(first, 0.0),
        inference.columns[second][UNKNOWN],
        terms.reasons if terms else (),
        () if contacts else _chain(graph, first, second),
    )


def _absent(terms: Terms | None, described: bool) -> Verdict:
    """Why a case is no candidate."""
    if terms is None:
        return "no_evidence"
    if not described:
        return "not_described"
    return "negligible" if terms.weight > 0 else "excluded"


def _moments(graph: Graph, inference: Inference, case: str, infector: bool) -> Moments:
    course: Course = inference.courses[case]
    label = str(graph.nodes[case].get("label", case))
    if infector:
        window = inference.model.window(case) or (None, None)
        return Moments(case, label, _iso(course.day), course.basis, _iso(window[0]), _iso(window[1]))
    possible = inference.model.infection_days(case)
    ends = (possible.start, possible.stop - 1) if possible else (None, None)
    return Moments(case, label, _iso(course.day), course.basis, None, None, _iso(ends[0]), _iso(ends[1]))


def _ground(graph: Graph, inference: Inference, contact: Contact) -> Ground:
    stated = contact.evidence == "stated"
    rate: Any = None if stated else inference.parameters.table["evidence"][contact.evidence]["attack_rate"]
    return Ground(contact.evidence, rate, contact.direction, link_of(graph, *contact.edge))


def _chain(graph: Graph, a: str, b: str) -> tuple[Link, ...]:
    try:
        return tuple(path(graph, a, b))
    except TracerError:
        return ()


def _iso(day: int | None) -> str | None:
    return date.fromordinal(day).isoformat() if day is not None else None


def _iso_pair(days: tuple[int, int]) -> tuple[str, str]:
    return date.fromordinal(days[0]).isoformat(), date.fromordinal(days[1]).isoformat()
