"""How each case stands in the network of transmission: degree and betweenness.

Out-degree is the number of cases it infected, in-degree that of its possible infectors. Betweenness is the number of
pairs of other cases whose shortest chain of transmission runs through it, shares counted where there are several
(Freeman, Sociometry 1977;40:35; computed after Brandes, J Math Sociol 2001;25:163; not normalised, edges directed).
"""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from tracer.measures.outbreak import Outbreak


@dataclass(frozen=True, slots=True)
class Centrality:
    """The standing of one case."""

    case_id: str
    infected: int
    infectors: int
    betweenness: float

    @property
    def degree(self) -> int:
        """All its links."""
        return self.infected + self.infectors


def centrality(outbreak: Outbreak) -> list[Centrality]:
    """Every case, by the number it infected, then by betweenness, then by id.

    >>> centrality(Outbreak({}, (), {}))
    []
    """
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_nodes_from(outbreak.people)
    network.add_edges_from((p.infector, p.infectee) for p in outbreak.pairs)
    between = nx.betweenness_centrality(network, normalized=False)
    found = [Centrality(n, network.out_degree(n), network.in_degree(n), between[n]) for n in network]
    return sorted(found, key=lambda c: (-c.infected, -c.betweenness, c.case_id))
