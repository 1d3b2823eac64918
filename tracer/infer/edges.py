"""The candidates as edges of the graph, for files and programs that ask for them."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from tracer.graph.attributes import Graph
from tracer.infer.candidates import Candidate, Inference
from tracer.infer.forest import Forest

LEAST = 0.01
"""Candidates less probable than this are not written."""
CERTAINTIES = (0.3, 0.7)
"""The probabilities from which a candidate is of medium and of high certainty."""


def with_candidates(graph: Graph, inference: Inference, least: float = LEAST) -> Graph:
    """A copy of a graph with an edge of the kind ``candidate`` from each possible infector to each case.

    Every case also gets the probability that its source is unknown, and that its infection was brought in.

    >>> from tracer.infer.candidates import infer
    >>> with_candidates(Graph(), infer(Graph())).number_of_edges()
    0
    """
    found: Graph = graph.copy()
    for case, sources in inference.sources.items():
        found.nodes[case]["unknown_source"] = round(sources.unknown, 4)
        found.nodes[case]["imported_source"] = round(sources.imported, 4)
        for candidate in sources.candidates:
            if candidate.probability >= least:
                facts = _attributes(inference, candidate)
                found.add_edge(candidate.infector, case, key=_key(candidate), **facts)
    return found


def with_forest(graph: Graph, inference: Inference, forest: Forest) -> Graph:
    """A copy of a graph with a ``candidate`` edge for each link of a forest that is not stated already.

    >>> from tracer.infer.candidates import infer
    >>> from tracer.infer.forest import most_probable_forest
    >>> found = infer(Graph())
    >>> with_forest(Graph(), found, most_probable_forest(found)).number_of_edges()
    0
    """
    found: Graph = graph.copy()
    for link in (branch.parent for branch in forest.branches):
        if link is not None and link.terms.evidence != "stated":
            found.add_edge(link.infector, link.infected, key=_key(link), **_attributes(inference, link))
    return found


def certainty(probability: float) -> int:
    """The certainty as Go.Data has it: 1 low, 2 medium, 3 high.

    >>> certainty(0.1), certainty(0.5), certainty(0.9)
    (1, 2, 3)
    """
    return 1 + sum(probability >= limit for limit in CERTAINTIES)


def _key(candidate: Candidate) -> str:
    said = f"{candidate.infector}\n{candidate.infected}".encode("utf-8", "surrogatepass")
    return f"candidate-{hashlib.sha256(said).hexdigest()[:12]}"


def _attributes(inference: Inference, candidate: Candidate) -> dict[str, Any]:
    terms = candidate.terms
    level = certainty(candidate.probability)
    first, last = (date.fromordinal(day).isoformat() for day in terms.days) if terms.days else (None, None)
    facts = {
        "kind": "candidate",
        "label": f"可能传染 {candidate.probability:.0%}",
        "certainty": level,
        "weight": float(level),
        "directed": True,
        "probability": round(candidate.probability, 4),
        "evidence": terms.evidence,
        "interval": terms.interval,
        "start": first,
        "end": last,
        "variant": inference.parameters.variant,
        "rests_on": "; ".join(contact.edge[2] for contact in terms.contacts),
    }
    return {name: value for name, value in facts.items() if value is not None}
