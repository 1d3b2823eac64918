"""All measures of an outbreak in one object, and that object as tables and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from statistics import mean, median
from typing import Any

from tracer.errors import TracerError
from tracer.graph.attributes import Graph
from tracer.measures.centrality import Centrality, centrality
from tracer.measures.clusters import Cluster, Clusters, find_clusters
from tracer.measures.curve import Curve, epidemic_curve
from tracer.measures.delays import delays, incubation
from tracer.measures.estimates import Estimate, Settings
from tracer.measures.offspring import offspring, superspreaders
from tracer.measures.outbreak import Outbreak, outbreak_of
from tracer.measures.serial import serial_interval

REFUSED = {
    "secondary_attack_rate": "the secondary attack rate is the share of exposed contacts who were infected; notices "
    "and lists of pairs leave out the contacts who were not, so any figure from them would be near 100 % and mean "
    "nothing; it needs the number of contacts traced and tested"
}
"""Measures that cannot be had from cases and pairs, and why."""

Value = str | int | float | None
Sampled = Callable[[Outbreak, Settings], list[Estimate]]
SAMPLED: dict[str, Sampled] = {
    "serial_interval": serial_interval,
    "incubation": incubation,
    "delay": delays,
    "offspring": offspring,
}
MEASURES = ("clusters", *SAMPLED, "centrality", "curve")


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured; parts that were not asked for are None or empty."""

    settings: Settings
    cases: int
    pairs: int
    estimates: tuple[Estimate, ...]
    clusters: Clusters | None = None
    centrality: tuple[Centrality, ...] = ()
    superspreaders: tuple[tuple[str, int], ...] = ()
    curve: Curve | None = None
    labels: dict[str, str] = field(default_factory=dict)
    """Case id to the label it is shown under."""


def measure(graph: Graph, settings: Settings | None = None, only: Collection[str] = ()) -> Measures:
    """The measures of a graph of notices or of imported tables; all of `MEASURES`, or ``only`` some.

    Raises:
        TracerError: a measure is unknown, or is refused; the message says why.

    >>> measure(Graph()).cases
    0
    """
    chosen, wanted = settings or Settings(), _wanted(only)
    outbreak = outbreak_of(graph)
    estimates: list[Estimate] = []
    clusters = find_clusters(outbreak) if "clusters" in wanted else None
    if clusters is not None:
        estimates += _cluster_estimates(clusters)
    for name, sample in SAMPLED.items():
        if name in wanted:
            estimates += sample(outbreak, chosen)
    return Measures(
        chosen,
        len(outbreak.people),
        len(outbreak.pairs),
        tuple(estimates),
        clusters,
        tuple(centrality(outbreak)) if "centrality" in wanted else (),
        tuple(superspreaders(outbreak, chosen.threshold)) if "offspring" in wanted else (),
        epidemic_curve(outbreak) if "curve" in wanted else None,
        {p.id: p.label for p in outbreak.people.values()},
    )


def _wanted(only: Collection[str]) -> Collection[str]:
    for name in only:
        if name in REFUSED:
            raise TracerError(f"{name} is not computed: {REFUSED[name]}")
        if name not in MEASURES:
            raise TracerError(f"no measure {name!r}; there are {', '.join(MEASURES)}")
    return only or MEASURES


def _cluster_estimates(found: Clusters) -> list[Estimate]:
    sizes = [c.size for c in found.clusters]
    lasted = [c.days for c in found.clusters if c.days is not None]
    plain: dict[str, float | None] = {"clusters": len(sizes), "single_cases": found.single}
    if sizes:
        plain |= {
            "clustered_cases": sum(sizes),
            "largest": max(sizes),
            "mean_size": mean(sizes),
            "median_size": median(sizes),
            "longest": max(c.length for c in found.clusters),
            "median_days": median(lasted) if lasted else None,
            "several_infectors": found.several_sources,
        }
    n = len(sizes)
    return [Estimate("clusters", "all", name, value, n) for name, value in plain.items()] + [
        Estimate("clusters", f"generation {g}", "cases", count, n) for g, count in found.generations().items()
    ]


def estimate_rows(measures: Measures) -> list[dict[str, Value]]:
    """One row an estimate."""
    return [{f.name: getattr(e, f.name) for f in fields(Estimate)} for e in measures.estimates]


def cluster_rows(measures: Measures) -> list[dict[str, Value]]:
    """One row a cluster, numbered from the largest."""
    found = measures.clusters.clusters if measures.clusters else ()
    return [{"cluster": number, **_cluster_row(c)} for number, c in enumerate(found, 1)]


def case_rows(measures: Measures) -> list[dict[str, Value]]:
    """One row a case: its cluster and generation, and its place in the network."""
    clusters = measures.clusters
    number = {case: i for i, c in enumerate(clusters.clusters if clusters else (), 1) for case in c.cases}
    return [
        {
            "case": c.case_id,
            "label": measures.labels[c.case_id],
            "cluster": number.get(c.case_id),
            "generation": clusters.generation.get(c.case_id) if clusters else None,
            "infected": c.infected,
            "infectors": c.infectors,
            "degree": c.degree,
            "betweenness": c.betweenness,
        }
        for c in measures.centrality
    ]


def curve_rows(measures: Measures) -> list[dict[str, Value]]:
    """One row a day."""
    curve = measures.curve
    if curve is None:
        return []
    return [{"date": day, **{n: counts[i] for n, counts in curve.counts.items()}} for i, day in enumerate(curve.days)]


PARTS: dict[str, tuple[tuple[str, ...], Callable[[Measures], list[dict[str, Value]]]]] = {
    "estimates": (tuple(f.name for f in fields(Estimate)), estimate_rows),
    "clusters": (
        ("cluster", "size", "links", "length", "first_onset", "last_onset", "days", "index_cases", "cases"),
        cluster_rows,
    ),
    "cases": (
        ("case", "label", "cluster", "generation", "infected", "infectors", "degree", "betweenness"),
        case_rows,
    ),
    "curve": (("date", "onset", "report", "positive", "confirmation"), curve_rows),
}
"""The tables a report is made of: their columns, and what fills them."""


def as_data(measures: Measures) -> dict[str, Any]:
    """Everything as plain data for JSON; what is unknown is null."""
    clusters = measures.clusters
    return {
        "settings": asdict(measures.settings),
        "cases": measures.cases,
        "pairs": measures.pairs,
        "estimates": estimate_rows(measures),
        "clusters": [_cluster_data(i, c) for i, c in enumerate(clusters.clusters, 1)] if clusters else [],
        "cluster_sizes": {str(k): v for k, v in clusters.sizes().items()} if clusters else {},
        "generations": {str(k): v for k, v in clusters.generations().items()} if clusters else {},
        "superspreaders": [{"case": case, "infected": count} for case, count in measures.superspreaders],
        "network": case_rows(measures),
        "curve": curve_rows(measures),
        "curve_unknown": dict(measures.curve.unknown) if measures.curve else {},
        "refused": REFUSED,
    }


def _cluster_data(number: int, cluster: Cluster) -> dict[str, Any]:
    plain: dict[str, Any] = {"cluster": number, **_cluster_row(cluster)}
    return plain | {"index_cases": list(cluster.index_cases), "cases": list(cluster.cases)}


def _cluster_row(cluster: Cluster) -> dict[str, Value]:
    return {
        "size": cluster.size,
        "links": cluster.links,
        "length": cluster.length,
        "first_onset": _iso(cluster.first_onset),
        "last_onset": _iso(cluster.last_onset),
        "days": cluster.days,
        "index_cases": "; ".join(cluster.index_cases),
        "cases": "; ".join(cluster.cases),
    }


def _iso(day: int | None) -> str | None:
    return date.fromordinal(day).isoformat() if day is not None else None
