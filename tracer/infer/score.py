"""How good the inference is where the truth is known: ranks of the true infector, Brier score, reliability, the forest.

The Brier score (Monthly Weather Review 1950;78:1) is the mean, over cases, of the sum over all possible sources of
(probability - 1 if it is the true one else 0) squared: 0 at best, 2 at worst.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracer.infer.candidates import IMPORTED, UNKNOWN, Inference
from tracer.infer.forest import Forest, most_probable_forest

BINS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """Stated probabilities of one range, and how many of them came true."""

    low: float
    high: float
    count: int
    stated: float
    """Their mean."""
    observed: float
    """The share that was true."""


@dataclass(frozen=True, slots=True)
class Score:
    """The figures; shares are None where there is nothing to count."""

    cases: int
    """Cases that a notice describes and whose truth is known."""
    with_infector: int
    """Those infected by another of these cases."""
    with_candidates: int
    """Those of them that have any evidence at all."""
    evidenced: int
    """Those of them that an edge joins to their true infector."""
    top1: float | None
    """Of the evidenced: the share whose true infector is the first candidate."""
    top3: float | None
    """Of the evidenced: the share whose true infector is among the first three candidates."""
    top3_any: float | None
    """The same of all with any evidence, be it to their infector or to others only."""
    brier: float
    brier_no_skill: float
    """The score of leaving every case to the unknown."""
    bins: tuple[Bin, ...]
    links: int
    """Links of the forest."""
    links_right: float | None


def score(inference: Inference, truth: Mapping[str, str | None]) -> Score:
    """Compare with the truth: for each case its infector, or None for one infected outside the notices.

    >>> from tracer.graph.attributes import Graph
    >>> from tracer.infer.candidates import infer
    >>> score(infer(Graph()), {}).cases
    0
    """
    known = {case: truth[case] for case in inference.sources if case in truth}
    infected = {case: source for case, source in known.items() if source is not None}
    ranks = {case: _rank(inference, case, source) for case, source in infected.items()}
    any_evidence = [case for case in infected if inference.sources[case].candidates]
    evidenced = [case for case, source in infected.items() if (source, case) in inference.contacts]
    forest = most_probable_forest(inference)
    links = [b for b in forest.branches if b.parent is not None and b.case in known]
    right = sum(b.parent is not None and b.parent.infector == known[b.case] for b in links)
    return Score(
        len(known),
        len(infected),
        len(any_evidence),
        len(evidenced),
        _share(sum(ranks[c] == 1 for c in evidenced), len(evidenced)),
        _share(sum(0 < ranks[c] <= 3 for c in evidenced), len(evidenced)),
        _share(sum(0 < ranks[c] <= 3 for c in any_evidence), len(any_evidence)),
        _mean([_brier(inference, case, source) for case, source in known.items()]),
        _mean([0.0 if source is None else 2.0 for source in known.values()]),
        tuple(reliability(list(stated_outcomes(inference, known)))),
        len(links),
        _share(right, len(links)),
    )


def is_acyclic(forest: Forest) -> bool:
    """Whether every case of a forest leads up to an index case."""
    above = {b.case: b.parent.infector for b in forest.branches if b.parent is not None}
    for case in above:
        seen = {case}
        while case in above:
            case = above[case]
            if case in seen:
                return False
            seen.add(case)
    return True


def _rank(inference: Inference, case: str, source: str) -> int:
    """The place of a source among the candidates, from 1; 0 where it is none."""
    order = [c.infector for c in inference.sources[case].candidates]
    return order.index(source) + 1 if source in order else 0


def _options(inference: Inference, case: str) -> Iterator[tuple[str, float]]:
    """Every possible source; one outside the notices is one, known to be imported or not."""
    sources = inference.sources[case]
    yield UNKNOWN, sources.unknown + sources.imported
    yield from ((c.infector, c.probability) for c in sources.candidates)


def _brier(inference: Inference, case: str, source: str | None) -> float:
    true = source if source is not None else UNKNOWN
    options = dict(_options(inference, case))
    missed = 1.0 if true not in options else 0.0
    return missed + sum((p - (name == true)) ** 2 for name, p in options.items())


def stated_outcomes(inference: Inference, truth: Mapping[str, str | None]) -> Iterator[tuple[float, bool]]:
    """Each stated probability of a case that has candidates, and whether it came true.

    That nobody is known to have infected a case is true as well where the true infector has left no evidence.
    """
    for case, source in ((case, truth[case]) for case in inference.sources if case in truth):
        options = dict(_options(inference, case))
        if len(options) > 1:
            true = source if source in options else UNKNOWN
            yield from ((p, name == true) for name, p in options.items() if name != IMPORTED)


def reliability(outcomes: Sequence[tuple[float, bool]]) -> Iterator[Bin]:
    """The reliability table of stated probabilities: ranges that hold none are left out.

    >>> [(b.count, b.observed) for b in reliability([(0.72, True), (0.78, False)])]
    [(2, 0.5)]
    """
    for low, high in pairwise(BINS):
        inside = [(p, came) for p, came in outcomes if low <= p < high or (high == 1.0 and p == 1.0)]
        if inside:
            yield Bin(low, high, len(inside), _mean([p for p, _ in inside]), _mean([float(c) for _, c in inside]))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
