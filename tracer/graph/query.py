"""Questions to the evidence graph; every answer carries the words it rests on."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx

from tracer.errors import TracerError
from tracer.graph.attributes import NODES, Graph
from tracer.graph.copresence import Evidence
from tracer.link.labels import normal_form
from tracer.link.places import name_key

PERSONAL_EDGES = ("relation", "copresence")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known about a case, with its words where they are at hand."""

    name: str
    value: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An edge between two cases, as stated or inferred; one step of a path."""

    source: str
    target: str
    source_label: str
    target_label: str
    kind: str
    """``relation`` or ``copresence``."""
    meaning: str
    """The relation (``child``), or the basis of a copresence."""
    label: str
    certainty: int
    evidence: tuple[Evidence, ...]
    start: str | None = None
    end: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """A case at a place."""

    case_id: str
    label: str
    place_id: str
    place: str
    event: str
    """Kind of the event, or ``residence``."""
    start: str | None
    end: str | None
    certainty: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class CaseCard:
    """All that is known about one case."""

    case_id: str
    label: str
    described: bool
    facts: tuple[Fact, ...]
    links: tuple[Link, ...]
    presences: tuple[Presence, ...]


def find_case(graph: Graph, text: str) -> str:
    """The id of the case meant by an id or a label.

    Raises:
        TracerError: no case answers, or several do; the message names those that are near.

    >>> graph = Graph(); graph.add_node("n/48", kind="case", label="病例48")
    >>> find_case(graph, "病例４８")
    'n/48'
    """
    return _only(text, "case", _matching(graph, "case", text, normal_form), graph)


def find_place(graph: Graph, text: str) -> str:
    """The id of the place meant by an id or a name.

    Raises:
        TracerError: no place answers, or several do; the message names those that are near.
    """
    found = _matching(graph, "place", text, name_key)
    if not found:
        wanted = name_key(text)
        found = [n for n, d in _of_kind(graph, "place") if wanted and wanted in name_key(d["label"])]
    return _only(text, "place", found, graph)


def case_card(graph: Graph, text: str) -> CaseCard:
    """Everything about one case.

    Raises:
        TracerError: the case is unknown or ambiguous.
    """
    case_id = find_case(graph, text)
    node = graph.nodes[case_id]
    return CaseCard(
        case_id,
        node["label"],
        bool(node.get("described", True)),
        tuple(_facts(graph, case_id)),
        tuple(links(graph, case_id)),
        tuple(_sorted_presences(_presences(graph, graph.out_edges(case_id, keys=True)))),
    )


def links(graph: Graph, case: str, depth: int = 1) -> list[Link]:
    """The relations and shared places of a case, and of the cases it leads to, ``depth`` steps far.

    Raises:
        TracerError: the case is unknown or ambiguous.
    """
    seen = {find_case(graph, case)}
    front, found = set(seen), dict[str, Link]()
    for _ in range(depth):
        steps = {k: link for node in front for k, link in _links_of(graph, node)}
        found |= steps
        front = {end for link in steps.values() for end in (link.source, link.target)} - seen
        seen |= front
    return sorted(found.values(), key=_link_order)


def place(graph: Graph, name: str) -> list[Presence]:
    """Who was at a place, and when.

    Raises:
        TracerError: the place is unknown or ambiguous.
    """
    return _sorted_presences(_presences(graph, graph.in_edges(find_place(graph, name), keys=True)))


def path(graph: Graph, a: str, b: str) -> list[Link]:
    """The shortest chain of evidence between two cases, the surer of two equally short ones; one link a step.

    Raises:
        TracerError: a case is unknown or ambiguous, or nothing connects the two.
    """
    start, goal = find_case(graph, a), find_case(graph, b)
    # A step costs 1, and a little more the less sure it is: never so much that a longer chain wins.
    plain: nx.Graph[str] = nx.Graph()
    best: dict[frozenset[str], Link] = {}
    for node, _ in _of_kind(graph, "case"):
        for _, link in _links_of(graph, node, outgoing_only=True):
            pair = frozenset((link.source, link.target))
            if pair not in best or _preference(link) > _preference(best[pair]):
                best[pair] = link
    slight = 1 / (4 * (len(best) + 1))
    for link in best.values():
        plain.add_edge(link.source, link.target, cost=1 + slight * (3 - link.certainty))
    try:
        chain = nx.shortest_path(plain, start, goal, weight="cost")
    except (nx.NetworkXNoPath, nx.NodeNotFound):
        raise TracerError(f"nothing in the notices connects {a} and {b}") from None
    return [best[frozenset(step)] for step in pairwise(chain)]


def _preference(link: Link) -> tuple[bool, int, str]:
    return link.kind == "relation", link.certainty, link.meaning


def _link_order(link: Link) -> tuple[str, str, str, str, str]:
    return link.source, link.target, link.kind, link.meaning, link.start or ""


def _of_kind(graph: Graph, kind: str) -> list[tuple[str, Mapping[str, Any]]]:
    return sorted(((n, d) for n, d in graph.nodes(data=True) if d.get("kind") == kind), key=lambda item: item[0])


def _matching(graph: Graph, kind: str, text: str, key: Any) -> list[str]:
    if text in graph and graph.nodes[text].get("kind") == kind:
        return [text]
    wanted = key(text)
    return [n for n, d in _of_kind(graph, kind) if wanted and key(d["label"]) == wanted]


def _only(text: str, kind: str, found: list[str], graph: Graph) -> str:
    if len(found) == 1:
        return found[0]
    if found:
        raise TracerError(f"{text} can mean each of these: {', '.join(found)}; give the id")
    labels = sorted({str(d["label"]) for _, d in _of_kind(graph, kind)})
    near = difflib.get_close_matches(text, labels, n=5, cutoff=0.5)
    raise TracerError(f"no {kind} {text}" + (f"; near: {', '.join(near)}" if near else ""))


def _links_of(graph: Graph, case_id: str, outgoing_only: bool = False) -> list[tuple[str, Link]]:
    edges = list(graph.out_edges(case_id, keys=True))
    if not outgoing_only:
        edges += graph.in_edges(case_id, keys=True)
    return [(k, _link(graph, a, b, k)) for a, b, k in edges if graph.edges[a, b, k]["kind"] in PERSONAL_EDGES]


def _link(graph: Graph, source: str, target: str, key: str) -> Link:
    edge = graph.edges[source, target, key]
    sides = ("",) if edge["kind"] == "relation" else ("source_", "target_")
    shared = edge.get("place_id")
    return Link(
        source,
        target,
        graph.nodes[source]["label"],
        graph.nodes[target]["label"],
        edge["kind"],
        edge.get("relation") or edge["basis"],
        edge["label"],
        edge["certainty"],
        tuple(Evidence(edge[f"{s}notice"], edge[f"{s}text"], edge[f"{s}span"]) for s in sides),
        edge.get("start"),
        edge.get("end"),
        graph.nodes[shared]["label"] if shared is not None else edge.get("vehicle"),
    )


def _presences(graph: Graph, edges: Iterable[tuple[str, str, str]]) -> Iterable[Presence]:
    for case_id, place_id, key in edges:
        edge = graph.edges[case_id, place_id, key]
        if edge["kind"] in ("visit", "residence"):
            yield Presence(
                case_id,
                graph.nodes[case_id]["label"],
                place_id,
                graph.nodes[place_id]["label"],
                edge.get("event", "residence"),
                edge.get("start"),
                edge.get("end"),
                edge["certainty"],
                Evidence(edge["notice"], edge["text"], edge["span"]),
            )


def _sorted_presences(found: Iterable[Presence]) -> list[Presence]:
    return sorted(found, key=lambda p: (p.start or "", p.end or "", p.case_id, p.evidence.span))


def _facts(graph: Graph, case_id: str) -> Iterable[Fact]:
    """The node's attributes in the order of the table, each with its words where the record is at hand."""
    node, record = graph.nodes[case_id], graph.graph.get("cases", {}).get(case_id)
    skip = {"kind", "label", "described"}
    for name in (a.name for a in NODES if "case" in a.kinds and a.name not in skip and a.name in node):
        value = node[name]
        sourced = getattr(record, name, None) if record is not None else None
        if name in ("onset", "positive", "diagnosis") and record is not None:
            sourced = next((e for e in record.events if e.kind == name and e.when), None)
        words = getattr(sourced, "text", None)
        told_in = _notice_of(graph, case_id, sourced) or node["notice_id"]
        evidence = Evidence(told_in, words, sourced.span) if sourced is not None and words else None
        yield Fact(name, "-".join(map(str, value)) if isinstance(value, tuple) else str(value), evidence)


def _notice_of(graph: Graph, case_id: str, sourced: Any) -> str | None:
    """Which of several notices about a person a value is from."""
    for notice_id, record in graph.graph.get("records", {}).get(case_id, ()):
        if any(getattr(record, name) is sourced for name in type(record).model_fields) or sourced in record.events:
            return str(notice_id)
    return None
