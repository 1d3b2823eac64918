"""The most probable forest: every case with one source, no circles, the product of the weights as great as it can be.

Edmonds' algorithm (J Res Natl Bur Stand 1967;71B:233), as networkx has it. A source that is unknown or outside the
notices is a root. A link may stand in the forest if it is more probable than an unknown source and than the same link
the other way round. Where the days do not tell who came first, because both cases begin on one day or one has no day
at all, neither is set above the other; what such a link weighs counts as unknown here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from tracer.infer.candidates import IMPORTED, ROOTS, UNKNOWN, Candidate, Inference
from tracer.infer.marginals import circles

_ROOT = "?root"
EQUAL = 1e-6
"""Probabilities nearer to each other than this are equal."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A case in the forest."""

    case: str
    parent: Candidate | None
    """The link above it; None for an index case."""
    imported: bool
    """Whether it is an index case whose infection was brought in."""
    generation: int
    tree: int
    """The number of its tree, from 1: the largest first."""


@dataclass(frozen=True, slots=True)
class Forest:
    """All cases, tree by tree, each tree from its index case down."""

    branches: tuple[Branch, ...]

    @property
    def index_cases(self) -> tuple[str, ...]:
        """The cases from which the trees of two or more cases start."""
        sizes = self.sizes()
        return tuple(b.case for b in self.branches if b.parent is None and sizes[b.tree] > 1)

    def sizes(self) -> dict[int, int]:
        """The number of cases of each tree."""
        found: dict[int, int] = {}
        for branch in self.branches:
            found[branch.tree] = found.get(branch.tree, 0) + 1
        return found


def most_probable_forest(inference: Inference) -> Forest:
    """The forest of the greatest weight.

    >>> from tracer.graph.attributes import Graph
    >>> from tracer.infer.candidates import infer
    >>> most_probable_forest(infer(Graph())).branches
    ()
    """
    columns = {case: _standing(inference, case) for case in inference.columns}
    above: dict[str, str] = {}
    for part in circles(columns):
        above.update(_best(part, columns))
    return Forest(tuple(_branches(inference, above)))


def _standing(inference: Inference, case: str) -> dict[str, float]:
    """The sources of a case that may stand in the forest; the rest counts as unknown."""
    sources = inference.sources[case]
    stated = {c.infector for c in sources.candidates if c.terms.evidence == "stated"}
    untold = {c.infector for c in sources.candidates if not c.terms.interval} - stated
    unknown = sources.unknown + sum(c.probability for c in sources.candidates if c.infector in untold)
    dated = [c for c in sources.candidates if c.infector not in untold]
    likely = {c.infector for c in dated if c.probability > max(unknown, _back(inference, c) + EQUAL)}
    kept = likely | stated | set(ROOTS)
    weights = inference.columns[case]
    rest = sum(weight for source, weight in weights.items() if source in untold)
    found = {source: weight for source, weight in weights.items() if source in kept}
    return {**found, UNKNOWN: found[UNKNOWN] + rest}


def _back(inference: Inference, candidate: Candidate) -> float:
    """The probability of the same link the other way round."""
    others = inference.sources[candidate.infector].candidates
    return next((c.probability for c in others if c.infector == candidate.infected), 0.0)


def _best(part: Sequence[str], columns: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """The best source of each case of a strongly connected part."""
    if len(part) == 1:
        return {part[0]: _heaviest(columns[part[0]])}
    arcs: nx.DiGraph[str] = nx.DiGraph()
    outside: dict[str, str] = {}
    for case in part:
        roots = {s: w for s, w in columns[case].items() if s not in part}
        outside[case] = _heaviest(roots)
        arcs.add_edge(_ROOT, case, weight=math.log(roots[outside[case]]))
        for source in part:
            if source in columns[case]:
                arcs.add_edge(source, case, weight=math.log(columns[case][source]))
    tree = nx.maximum_spanning_arborescence(arcs, attr="weight")
    return {case: outside[case] if source == _ROOT else source for source, case in tree.edges()}


def _heaviest(weights: Mapping[str, float]) -> str:
    return min(weights, key=lambda source: (-weights[source], source))


def _branches(inference: Inference, above: Mapping[str, str]) -> list[Branch]:
    below: dict[str, list[str]] = {}
    for case in sorted(above, key=lambda c: (inference.courses[c].day or 0, c)):
        if above[case] not in ROOTS:
            below.setdefault(above[case], []).append(case)
    trees = [_tree(case, below) for case in sorted(above) if above[case] in ROOTS]
    trees.sort(key=lambda tree: (-len(tree), tree[0]))
    links = {(c.infector, c.infected): c for s in inference.sources.values() for c in s.candidates}
    return [
        Branch(case, links.get((above[case], case)), above[case] == IMPORTED, generation, number)
        for number, tree in enumerate(trees, 1)
        for case, generation in tree
    ]


def _tree(index: str, below: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    """A case and all below it with their generations, each after the one above it."""
    found: list[tuple[str, int]] = []
    waiting = [(index, 0)]
    while waiting:
        case, generation = waiting.pop()
        found.append((case, generation))
        waiting.extend((other, generation + 1) for other in reversed(below.get(case, ())))
    return found
