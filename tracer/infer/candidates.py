"""Who may have infected whom: for every case the possible infectors, each with a probability, and what is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from tracer.graph.attributes import Graph
from tracer.infer.courses import Course, courses_of
from tracer.infer.evidence import Contacts, contacts_of
from tracer.infer.marginals import marginals
from tracer.infer.parameters import Parameters, load_parameters, variant_of
from tracer.infer.weights import Model, Terms

UNKNOWN, IMPORTED = "?unknown", "?imported"
"""The sources that are no case of the notices."""
ROOTS = (UNKNOWN, IMPORTED)
NEGLIGIBLE = 1e-4
"""A share of the weights of one case below which a candidate is left out."""
BROUGHT_IN = frozenset({"domestic", "overseas"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible infector of a case."""

    infector: str
    infected: str
    probability: float
    terms: Terms


@dataclass(frozen=True, slots=True)
class Sources:
    """Where one case may have its infection from; ``unknown``, ``imported`` and the candidates sum to one."""

    case: str
    unknown: float
    imported: float
    candidates: tuple[Candidate, ...]
    """The most probable first."""


@dataclass(frozen=True)
class Inference:
    """The sources of all cases, in order of id, and what they were worked out from."""

    parameters: Parameters
    model: Model
    contacts: Contacts
    sources: Mapping[str, Sources]
    columns: Mapping[str, Mapping[str, float]]
    """The weights, by infected and source, from which the probabilities and the forest are made."""

    @property
    def courses(self) -> Mapping[str, Course]:
        """The days of each case."""
        return self.model.courses

    def iso_day(self, case: str) -> str | None:
        """The day that stands for the begin of a case."""
        day = self.courses[case].day
        return date.fromordinal(day).isoformat() if day is not None else None


def infer(graph: Graph, parameters: Parameters | None = None) -> Inference:
    """The possible infectors of every case of an evidence graph.

    Candidates come from edges between cases only: stated sources, relations, inferred kinship, copresence. A stated
    source or importation dominates. Without ``parameters`` the variant is that of the days of the cases.

    >>> infer(Graph()).sources
    {}
    """
    chosen = parameters or load_parameters(likely_variant(graph))
    model = Model(chosen, courses_of(graph))
    contacts = contacts_of(graph, chosen)
    terms: dict[str, dict[str, Terms]] = {case: {} for case in model.courses}
    for (infector, infected), between in contacts.items():
        found = model.terms(infector, infected, between)
        # Of a case that is only referred to, nobody has told the contacts.
        if graph.nodes[infected].get("described", True) or found.evidence == "stated":
            terms[infected][infector] = found
    columns = {case: _column(model, case, possible) for case, possible in terms.items()}
    shares = marginals(columns)
    sources = {case: _sources(case, shares[case], terms[case]) for case in columns}
    return Inference(chosen, model, contacts, sources, columns)


def likely_variant(graph: Graph) -> str:
    """The variant that dominated in mainland China when most cases of a graph began.

    >>> likely_variant(Graph())
    'omicron'
    """
    days = [course.day for course in courses_of(graph).values() if course.day is not None]
    return variant_of(date.fromordinal(median_low(days)) if days else None)


def _column(model: Model, case: str, terms: Mapping[str, Terms]) -> dict[str, float]:
    """The weight of each source of a case."""
    plain = {i: t.weight for i, t in terms.items() if t.evidence != "stated" and t.weight > 0}
    # Where nothing fits the days at all, everything is left to the unknown.
    others = {UNKNOWN: model.unknown(case) or 1.0, **plain}
    stated = {i: max(c.certainty for c in t.contacts if c.evidence == "stated")
              for i, t in terms.items() if t.evidence == "stated"}  # fmt: skip
    if model.courses[case].importation in BROUGHT_IN:
        stated[IMPORTED] = 3
    total = sum(others.values())
    kept = {i: w for i, w in others.items() if i == UNKNOWN or w >= NEGLIGIBLE * total}
    shares = model.parameters.table["weight"]["stated"]
    odds = {i: shares[certainty - 1] / (1 - shares[certainty - 1]) for i, certainty in stated.items()}
    return {**kept, **{i: total * odds[i] / len(odds) for i in sorted(odds)}}


def _sources(case: str, shares: Mapping[str, float], terms: Mapping[str, Terms]) -> Sources:
    found = [Candidate(i, case, p, terms[i]) for i, p in shares.items() if i not in ROOTS]
    ordered = tuple(sorted(found, key=lambda c: (-c.probability, c.infector)))
    return Sources(case, shares.get(UNKNOWN, 0.0), shares.get(IMPORTED, 0.0), ordered)
