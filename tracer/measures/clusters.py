"""Clusters: cases joined by transmission, their size, their generations, and how long they lasted.

A cluster is a weakly connected component of the pairs with at least two cases (Xu et al., Clin Infect Dis 2020;
71:3163; `get_clusters` of R's epicontacts). A case without a known infector is an index case, of generation 0; every
other case is one generation later than the infector nearest to an index case. The length of a cluster is its number of
generations, the first included (the chain length of R's epichains; Blumberg & Lloyd-Smith, PLoS Comput Biol 2013;
9:e1002993). Its duration is from the first to the last known onset.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracer.measures.outbreak import Outbreak


@dataclass(frozen=True, slots=True)
class Cluster:
    """One cluster, its cases in order of id."""

    cases: tuple[str, ...]
    index_cases: tuple[str, ...]
    links: int
    length: int
    """Generations, the index cases' included; 0 where a circle of pairs leaves no index case."""
    first_onset: int | None
    last_onset: int | None

    @property
    def size(self) -> int:
        """Number of cases."""
        return len(self.cases)

    @property
    def days(self) -> int | None:
        """From the first to the last known onset."""
        return None if self.first_onset is None or self.last_onset is None else self.last_onset - self.first_onset


@dataclass(frozen=True, slots=True)
class Clusters:
    """All clusters, the largest first, and what is counted over them."""

    clusters: tuple[Cluster, ...]
    single: int
    """Cases in no pair."""
    generation: Mapping[str, int | None]
    """The generation of each case of a cluster; None for one that no index case leads to."""
    several_sources: int
    """Cases with more than one infector: then generations count from the nearest index case."""

    def sizes(self) -> dict[int, int]:
        """How many clusters there are of each size."""
        return dict(sorted(Counter(c.size for c in self.clusters).items()))

    def generations(self) -> dict[int, int]:
        """How many cases there are in each generation."""
        return dict(sorted(Counter(g for g in self.generation.values() if g is not None).items()))


def find_clusters(outbreak: Outbreak) -> Clusters:
    """The clusters of an outbreak.

    >>> find_clusters(Outbreak({}, (), {})).clusters
    ()
    """
    near: dict[str, set[str]] = defaultdict(set)
    infected: dict[str, list[str]] = defaultdict(list)
    sources: Counter[str] = Counter()
    for pair in outbreak.pairs:
        near[pair.infector].add(pair.infectee)
        near[pair.infectee].add(pair.infector)
        infected[pair.infector].append(pair.infectee)
        sources[pair.infectee] += 1
    generation = _generations([case for case in sorted(near) if not sources[case]], infected)
    found = [_cluster(outbreak, cases, sources, generation) for cases in _components(near)]
    return Clusters(
        tuple(sorted(found, key=lambda c: (-c.size, c.cases))),
        len(outbreak.people) - len(near),
        {case: generation.get(case) for case in sorted(near)},
        sum(count > 1 for count in sources.values()),
    )


def _components(near: Mapping[str, set[str]]) -> Iterable[tuple[str, ...]]:
    seen: set[str] = set()
    for start in sorted(near):
        if start in seen:
            continue
        found, waiting = {start}, [start]
        while waiting:
            fresh = near[waiting.pop()] - found
            found |= fresh
            waiting.extend(fresh)
        seen |= found
        yield tuple(sorted(found))


def _generations(index_cases: Iterable[str], infected: Mapping[str, list[str]]) -> dict[str, int]:
    generation = dict.fromkeys(index_cases, 0)
    waiting = deque(generation)
    while waiting:
        case = waiting.popleft()
        for other in infected.get(case, ()):
            if other not in generation:
                generation[other] = generation[case] + 1
                waiting.append(other)
    return generation


def _cluster(
    outbreak: Outbreak, cases: tuple[str, ...], sources: Mapping[str, int], generation: Mapping[str, int]
) -> Cluster:
    onsets = [day for case in cases if (day := outbreak.people[case].onset) is not None]
    return Cluster(
        cases,
        tuple(case for case in cases if not sources.get(case)),
        sum(sources.get(case, 0) for case in cases),
        max((generation[case] + 1 for case in cases if case in generation), default=0),
        min(onsets, default=None),
        max(onsets, default=None),
    )
