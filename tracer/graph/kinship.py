"""Kinship that follows from kinship: 病例2's daughter and 病例2's wife are probably daughter and mother.

Stated relations are composed by the table ``kinship.toml``, over one middle person or two. What follows is marked as
inferred by its kind of edge and is one step less certain than its weakest premise. Nothing follows where the table
has no entry, where two ways lead to different results, where a word contradicts the sex stated of the person, or
where ages do not allow it. Kinship is not transmission.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple, cast

from tracer.graph.attributes import Graph
from tracer.graph.copresence import SAME_RESIDENCE
from tracer.models import RelationKind, Sex
from tracer.parse.kinship import ADULT_GAP, DETAIL, inverse, sex_of_detail, stated_sex

KIN_KINDS: frozenset[str] = frozenset(
    ("spouse", "parent", "child", "sibling", "grandparent", "grandchild", "in_law", "relative")
)
YOUNGER = {"child": "parent", "grandchild": "grandparent"}
"""The kinds that are told the other way round: from the elder to the younger."""
GAPS = {"parent": ADULT_GAP, "grandparent": 2 * ADULT_GAP}
"""Years that must lie between the two, where both ages are known."""
SIBLING_GAP = 30
ADULT = 18
IN_LAWS: Mapping[str, Mapping[str, str]] = {
    "father_in_law": {"male": "son_in_law", "female": "daughter_in_law"},
    "mother_in_law": {"male": "son_in_law", "female": "daughter_in_law"},
    "son_in_law": {"male": "father_in_law", "female": "mother_in_law"},
    "daughter_in_law": {"male": "father_in_law", "female": "mother_in_law"},
}


class Premise(NamedTuple):
    """A stated relation: its words, and where they stand."""

    notice: str
    text: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kinship:
    """What ``a`` is to ``b``, as stated or as composed."""

    a: str
    b: str
    kind: str
    detail: str | None
    certainty: int
    premises: tuple[Premise, ...]
    via: tuple[str, ...] = ()
    """The persons in between; none where it is stated."""


class _Rule(NamedTuple):
    first: str
    second: str
    result: str
    sex: str | None = None
    differ: bool = False


@lru_cache(maxsize=1)
def _table() -> tuple[dict[tuple[str, str], list[_Rule]], dict[str, list[str]]]:
    data = tomllib.loads((files("tracer.graph") / "kinship.toml").read_text("utf-8"))
    rules: dict[tuple[str, str], list[_Rule]] = defaultdict(list)
    for entry in data["compose"]:
        rules[entry["first"], entry["second"]].append(_Rule(**entry))
    return dict(rules), {entry["kind"]: entry["words"] for entry in data["word"]}


def compose(first: Kinship, second: Kinship, sexes: Mapping[str, str | None]) -> tuple[str, str | None] | None:
    """What ``first.a`` is to ``second.b``, who share ``first.b``; None where that is not certain to be one thing.

    >>> daughter = Kinship("50", "33", "child", "daughter", 3, ())
    >>> compose(daughter, Kinship("33", "51", "spouse", None, 3, ()), {})
    ('child', None)
    """
    rules, _ = _table()
    for left in _names(first):
        for right in _names(second):
            for rule in rules.get((left, right), ()):
                if _allows(rule, sexes.get(first.a), sexes.get(second.b)):
                    kind, _, detail = rule.result.partition(":")
                    return kind, detail or _detail(kind, sexes.get(first.a))
    return None


def _names(known: Kinship) -> tuple[str, ...]:
    """The relation as the table may name it, the finer term first."""
    return (f"{known.kind}:{known.detail}", known.kind) if known.detail else (known.kind,)


def _allows(rule: _Rule, own: str | None, other: str | None) -> bool:
    if rule.differ:
        return None not in (own, other) and own != other
    return rule.sex is None or rule.sex == other


def _detail(kind: str, sex: str | None) -> str | None:
    return DETAIL.get((cast("RelationKind", kind), cast("Sex", sex))) if sex else None


@dataclass
class _Family:
    """The stated kinship of a graph, and what follows from it."""

    graph: Graph
    known: dict[str, list[Kinship]] = field(default_factory=lambda: defaultdict(list))
    """By person: what this person is to others."""
    sexes: dict[str, str | None] = field(default_factory=dict)
    stated: set[frozenset[str]] = field(default_factory=set)
    """Pairs of whom something is stated, usable or not: nothing is inferred beside it."""

    def __post_init__(self) -> None:
        edges = sorted(
            (a, b, k) for a, b, k, d in self.graph.edges(keys=True, data=True)
            if d.get("kind") == "relation" and d.get("relation") in KIN_KINDS and a != b
        )  # fmt: skip
        implied: dict[str, set[str]] = defaultdict(set)
        for a, b, key in edges:
            edge = self.graph.edges[a, b, key]
            sex = stated_sex(str(edge["role"]), edge.get("detail"))
            if sex is not None:
                implied[a].add(sex)
        for person in {p for a, b, _ in edges for p in (a, b)}:
            stated = self.graph.nodes[person].get("sex")
            only = next(iter(implied[person])) if len(implied[person]) == 1 else None
            self.sexes[person] = stated or only
        for a, b, key in edges:
            self.stated.add(frozenset((a, b)))
            self._state(a, b, key)

    def _state(self, a: str, b: str, key: str) -> None:
        """Both sides of a stated relation; none where its word contradicts the sex of the person."""
        edge = self.graph.edges[a, b, key]
        kind, detail = str(edge["relation"]), edge.get("detail")
        word_sex = stated_sex(str(edge["role"]), detail)
        if word_sex is not None and self.sexes[a] != word_sex:
            return
        if word_sex is None and sex_of_detail(detail) is not None:
            # 父母 and 夫妻 are said of both, and 与妻子 names the other: which it is follows from the person's sex.
            detail = _detail(kind, self.sexes[a])
        premise = (Premise(edge.get("notice", ""), edge["text"], edge["span"]),)
        stated = Kinship(a, b, kind, detail, int(edge["certainty"]), premise)
        self.known[a].append(stated)
        self.known[b].append(self.turned(stated))

    def turned(self, known: Kinship) -> Kinship:
        """The same, seen from the other side."""
        sex = self.sexes.get(known.b)
        if known.kind == "in_law":
            detail = IN_LAWS.get(known.detail or "", {}).get(sex or "")
            role = (known.kind, detail)
        else:
            found = inverse(cast("RelationKind", known.kind), cast("Sex | None", sex))
            role = (found.kind, found.detail)
        return Kinship(known.b, known.a, *role, known.certainty, known.premises[::-1], known.via[::-1])

    def closure(self) -> list[Kinship]:
        """What follows, from two stated relations or from three, each pair once, in order."""
        steps = list(self._steps(self.known))
        one = self._agreed(steps, self.stated)
        by_person: dict[str, list[Kinship]] = defaultdict(list)
        for k in one:
            by_person[k.a].append(k)
            by_person[k.b].append(self.turned(k))
        two = self._agreed(self._steps(by_person), self.stated | {frozenset((k.a, k.b)) for k in steps})
        return sorted((*one, *two), key=lambda k: (k.a, k.b))

    def _steps(self, begun: Mapping[str, list[Kinship]]) -> Iterator[Kinship]:
        """Each of these led one stated relation further."""
        for firsts in begun.values():
            for first in firsts:
                for second in self.known.get(first.b, ()):
                    if second.b != first.a and second.b not in first.via:
                        yield from self._step(first, second)

    def _step(self, first: Kinship, second: Kinship) -> Iterator[Kinship]:
        result = compose(first, second, self.sexes)
        certainty = min(first.certainty, second.certainty) - 1
        if result is None or certainty < 1:
            return
        via = (*first.via, first.b)
        found = Kinship(first.a, second.b, *result, certainty, (*first.premises, *second.premises), via)
        found = self._told(found)
        if self._old_enough(found):
            yield found

    def _told(self, known: Kinship) -> Kinship:
        """The way round in which it is told: from the elder, else from the lower id."""
        if known.kind in YOUNGER or (known.kind not in YOUNGER.values() and known.a > known.b):
            return self.turned(known)
        return known

    def _old_enough(self, known: Kinship) -> bool:
        own, other = (self.graph.nodes[p].get("age") for p in (known.a, known.b))
        if own is None or other is None:
            return True
        if known.kind == "sibling":
            return bool(abs(own - other) <= SIBLING_GAP)
        return known.kind not in GAPS or bool(own - other >= GAPS[known.kind])

    def _agreed(self, found: Iterable[Kinship], taken: set[frozenset[str]]) -> list[Kinship]:
        """One for each pair of which all say the same; the surest of them."""
        pairs: dict[frozenset[str], list[Kinship]] = defaultdict(list)
        for k in found:
            if frozenset((k.a, k.b)) not in taken:
                pairs[frozenset((k.a, k.b))].append(k)
        return [
            min(same, key=lambda k: (-k.certainty, k.detail or "~", k.via))
            for same in pairs.values()
            if len({(k.a, k.b, k.kind) for k in same}) == 1
        ]


def kinship_closure(graph: Graph) -> list[Kinship]:
    """The kinship that follows from the relations stated in a graph.

    >>> kinship_closure(Graph())
    []
    """
    return _Family(graph).closure()


def kinship_attributes(graph: Graph, known: Kinship) -> dict[str, Any]:
    """What the edge of an inferred kinship carries: the relation, and the words of its premises."""
    sides = ("source", "target") if len(known.premises) == 2 else ("source", "through", "target")
    words = {
        f"{side}_{name}": getattr(premise, name)
        for side, premise in zip(sides, known.premises, strict=True)
        for name in Premise._fields
    }
    return {
        "relation": known.kind,
        "detail": known.detail,
        "role": _word(known.kind, known.detail),
        "via": "; ".join(known.via),
        "same_household": _same_household(graph, known),
        **words,
    }


def _word(kind: str, detail: str | None) -> str:
    _, words = _table()
    sexes = (None, "male", "female")
    own = sex_of_detail(detail)
    return words[kind][sexes.index(own)]


def _same_household(graph: Graph, known: Kinship) -> bool | None:
    """Whether the two live together; None where that is not known."""
    ends = (known.a, known.b)
    between = [d for a, b in (ends, ends[::-1]) for d in (graph.get_edge_data(a, b) or {}).values()]
    if any(d.get("basis") == SAME_RESIDENCE for d in between):
        return True
    if all(graph.nodes[n].get("residence") for n in ends):
        return False
    ages = [graph.nodes[n].get("age") for n in ends]
    return True if known.kind == "parent" and ages[1] is not None and ages[1] < ADULT else None
