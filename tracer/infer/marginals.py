"""The probability of each arc over all forests in which every case has one source and there are no circles.

Two cases of one household may each have infected the other, but not both. Each forest weighs the product of its arcs;
the share of the forests that have a given arc follows exactly from a determinant, by the matrix-tree theorem for
directed trees (Tutte, Proc Camb Phil Soc 1948;44:463; the marginals as in Koo et al., EMNLP-CoNLL 2007, 141).
Circles lie within the strongly connected parts of the arcs, so each part is solved by itself; what comes from outside
a part is a root to it. The shares along a circle tell how much it matters: an arc of which every circle comes to less
than `FAINT` is taken for a root as well, which keeps the parts small in large outbreaks.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

import networkx as nx

FAINT = 1e-4
"""The product of the shares of a circle below which it is passed over."""
Arc = tuple[str, str]
Matrix = dict[str, dict[str, float]]
Columns = Mapping[str, Mapping[str, float]]
"""For each case the weight of each of its possible sources; those that are no cases are roots."""


def marginals(columns: Columns) -> dict[str, dict[str, float]]:
    """The probability of each source of each case; those of one case sum to one.

    >>> found = marginals({"a": {"?": 1.0, "b": 3.0}, "b": {"?": 1.0, "a": 3.0}})
    >>> {source: round(p, 3) for source, p in found["a"].items()}
    {'?': 0.571, 'b': 0.429}
    """
    shares = {case: _normalised(sources) for case, sources in columns.items()}
    arcs = _in_circles(shares)
    found = dict(shares)
    for part in _parts(columns, arcs):
        if len(part) > 1:
            found.update(_solve(part, shares, arcs))
    return found


def circles(columns: Columns) -> list[list[str]]:
    """The strongly connected parts of the arcs between cases, each in order of id."""
    return _parts(columns, [(i, j) for j, sources in columns.items() for i in sources if i in columns])


def _parts(cases: Collection[str], arcs: Collection[Arc]) -> list[list[str]]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(cases)
    graph.add_edges_from(arcs)
    return sorted(sorted(part) for part in nx.strongly_connected_components(graph))


def _in_circles(shares: Columns) -> set[Arc]:
    """The arcs that lie on a circle whose shares come to `FAINT` or more."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    limit = -math.log(FAINT)
    lengths = {(i, j): -math.log(p) for j, sources in shares.items() for i, p in sources.items() if i in shares and p}
    graph.add_weighted_edges_from((i, j, length) for (i, j), length in lengths.items() if length <= limit)
    sources_of: dict[str, list[str]] = {}
    for i, j in graph.edges():
        sources_of.setdefault(j, []).append(i)
    found: set[Arc] = set()
    for j, sources in sources_of.items():
        near = nx.single_source_dijkstra_path_length(graph, j, cutoff=limit)
        found.update((i, j) for i in sources if near.get(i, math.inf) + lengths[i, j] <= limit)
    return found


def _solve(part: Sequence[str], shares: Columns, arcs: Collection[Arc]) -> dict[str, dict[str, float]]:
    # Column j holds the sources of j: 1 (their sum) on the diagonal, and what others of the part have in it below 0.
    laplacian: Matrix = {case: {case: 1.0} for case in part}
    inside = {(i, j) for j in part for i in shares[j] if i in laplacian and (i, j) in arcs}
    for i, j in sorted(inside):
        laplacian[i][j] = -shares[j][i]
        laplacian[j].setdefault(i, 0.0)
    inverse = _selected_inverse(laplacian)
    found: dict[str, dict[str, float]] = {}
    for j in part:
        own = inverse[j]
        raw = {i: p * (own[j] - (own[i] if (i, j) in inside else 0.0)) for i, p in shares[j].items()}
        found[j] = _normalised({i: max(p, 0.0) for i, p in raw.items()})
    return found


def _normalised(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {name: weight / total for name, weight in weights.items()}


def _selected_inverse(matrix: Matrix) -> Matrix:
    """The entries of the inverse where a matrix of symmetric pattern has entries.

    By Takahashi's equations (Erisman & Tinney, Commun ACM 1975;18:177), from the last case eliminated to the first.
    Outbreaks join each case to a few others, so factors stay sparse if the case with the fewest neighbours goes first.
    The columns are diagonally dominant, so no pivot is needed.
    """
    order, later = _elimination(matrix)
    work = {i: dict(row) for i, row in matrix.items()}
    for i in order:
        for j in later[i]:
            work[j][i] = factor = work[j].get(i, 0.0) / work[i][i]
            for k in later[i]:
                work[j][k] = work[j].get(k, 0.0) - factor * work[i].get(k, 0.0)
    found: Matrix = {i: {} for i in order}
    for i in reversed(order):
        pivot, row, after = work[i][i], work[i], later[i]
        for j in after:
            found[i][j] = -sum(row.get(k, 0.0) / pivot * found[k][j] for k in after)
            found[j][i] = -sum(found[j][k] * work[k][i] for k in after)
        found[i][i] = 1 / pivot - sum(row.get(k, 0.0) / pivot * found[k][i] for k in after)
    return found


def _elimination(matrix: Matrix) -> tuple[list[str], dict[str, list[str]]]:
    """The order of least degree, and for each case those that are its neighbours when it goes."""
    near = {i: {j for j in row if j != i} for i, row in matrix.items()}
    order: list[str] = []
    later: dict[str, list[str]] = {}
    while near:
        i = min(near, key=lambda case: (len(near[case]), case))
        order.append(i)
        later[i] = sorted(near[i])
        around = near.pop(i)
        for j in around:
            near[j] |= around
            near[j] -= {i, j}
    return order, later
