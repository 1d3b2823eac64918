"""An inference as rows for tables and as plain data for JSON; unknown values are None."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tracer.graph.attributes import Graph
from tracer.infer.candidates import IMPORTED, UNKNOWN, Candidate, Inference, Sources
from tracer.infer.edges import LEAST
from tracer.infer.forest import Branch, Forest

Value = str | int | float | None
SOURCE_COLUMNS = (
    "case", "label", "day", "basis", "source", "source_label", "probability", "rank", "evidence", "interval",
    "first_day", "last_day", "timing",
)  # fmt: skip
FOREST_COLUMNS = (
    "tree", "generation", "case", "label", "day", "basis", "infector", "infector_label", "probability", "evidence",
)  # fmt: skip


def source_rows(graph: Graph, inference: Inference, least: float = LEAST) -> Iterator[dict[str, Value]]:
    """One row for each case and possible source; ``?unknown`` and ``?imported`` are those that are no case.

    Candidates less probable than ``least`` are left out.
    """
    for case, sources in inference.sources.items():
        head = _head(graph, inference, case)
        for rank, candidate in enumerate(sources.candidates, 1):
            if candidate.probability >= least:
                yield {**head, **_candidate(graph, candidate), "rank": rank}
        for name, probability in ((IMPORTED, sources.imported), (UNKNOWN, sources.unknown)):
            if probability > 0:
                yield {**head, "source": name, "probability": round(probability, 4)}


def forest_rows(graph: Graph, inference: Inference, forest: Forest) -> Iterator[dict[str, Value]]:
    """One row for each case of the forest, tree by tree."""
    for branch in forest.branches:
        yield {
            "tree": branch.tree,
            "generation": branch.generation,
            **_head(graph, inference, branch.case),
            **_above(graph, branch),
        }


def as_data(graph: Graph, inference: Inference, forest: Forest, least: float = LEAST) -> dict[str, Any]:
    """Everything as plain data: what was assumed, the sources of each case, the forest."""
    chosen = inference.parameters
    return {
        "variant": chosen.variant,
        "window": chosen.window,
        "figures": {n: chosen.table["variant"][chosen.variant][n] for n in ("serial_interval", "incubation")},
        "cases": [_case(graph, inference, s, least) for s in inference.sources.values()],
        "forest": list(forest_rows(graph, inference, forest)),
        "index_cases": list(forest.index_cases),
    }


def _case(graph: Graph, inference: Inference, sources: Sources, least: float) -> dict[str, Any]:
    return {
        **_head(graph, inference, sources.case),
        "unknown": round(sources.unknown, 4),
        "imported": round(sources.imported, 4),
        "candidates": [
            {**_candidate(graph, c), "rests_on": [contact.edge[2] for contact in c.terms.contacts]}
            for c in sources.candidates
            if c.probability >= least
        ],
    }


def _head(graph: Graph, inference: Inference, case: str) -> dict[str, Value]:
    course = inference.courses[case]
    return {"case": case, "label": label_of(graph, case), "day": _iso(course.day), "basis": course.basis}


def _candidate(graph: Graph, candidate: Candidate) -> dict[str, Value]:
    terms = candidate.terms
    first, last = terms.days or (None, None)
    return {
        "source": candidate.infector,
        "source_label": label_of(graph, candidate.infector),
        "probability": round(candidate.probability, 4),
        "evidence": terms.evidence,
        "interval": terms.interval,
        "first_day": _iso(first),
        "last_day": _iso(last),
        "timing": round(terms.timing, 3) if terms.timing is not None else None,
    }


def _above(graph: Graph, branch: Branch) -> dict[str, Value]:
    if branch.parent is None:
        return {"infector": IMPORTED if branch.imported else None}
    return {
        "infector": branch.parent.infector,
        "infector_label": label_of(graph, branch.parent.infector),
        "probability": round(branch.parent.probability, 4),
        "evidence": branch.parent.terms.evidence,
    }


def label_of(graph: Graph, case: str) -> str:
    """What a case is called."""
    return str(graph.nodes[case].get("label", case))


def _iso(day: int | None) -> str | None:
    return date.fromordinal(day).isoformat() if day is not None else None
