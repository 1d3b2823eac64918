"""Which mentions are one place.

Two ways of naming are one place when name and area agree: the name in its normal form, and no contradiction in
county, township or in being a dwelling. A way that fits two different places, or a business with several branches,
stays with whoever mentions it. What was joined on less than the full name and district is marked ``fuzzy``; a user's
decisions (`tracer.link.decisions`) confirm or split it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeVar

from tracer.link.decisions import NONE, Decisions
from tracer.link.places import EVENT_PLACES, is_branch_of, name_key
from tracer.link.variants import Details, Namer, Seen, Variant, catalogue
from tracer.models import Case, Event, Notice, Place, PlaceIdentity

P = TypeVar("P", bound=Place)
Reason = Literal["name", "district", "branch", "several", "decided"]
"""Why a variant is not simply its place: another form of the name; no district; one of several branches, of several
places; the user's decision."""
BRANCHING = frozenset({"shop", "supermarket", "pharmacy", "restaurant", "hotel", "bank", "entertainment", "clinic"})
"""Kinds of business of which a city has several under one name."""


class Settled(NamedTuple):
    """Where a variant belongs; ``place_id`` is None where that is open."""

    place_id: str | None
    identity: PlaceIdentity = "exact"
    reason: Reason | None = None
    candidates: tuple[str, ...] = ()
    """The places it could be, when open."""


@dataclass
class Places:
    """The places of some notices, settled."""

    seen: Mapping[Variant, Seen]
    decisions: Decisions = NONE
    settled: dict[Variant, Settled] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._apart = {frozenset((d.a, d.b)) for d in self.decisions.place if not d.same}
        self._named = _by_scope(self.seen)
        self._branched: dict[Variant, list[Variant]] = {}
        buckets: dict[tuple[str, str], list[Variant]] = defaultdict(list)
        for variant in self.seen:
            if variant.private:
                self.settled[variant] = Settled(f"place:{variant.scope}/{variant.core}")
            else:
                buckets[variant.scope, variant.core].append(variant)
        for variants in buckets.values():
            self._settle(sorted(variants, key=_order))
        self._name_branches()
        self._confirm()

    def _settle(self, variants: Sequence[Variant]) -> None:
        """The variants of one name in one city."""
        if frozenset((variants[0].id,)) in self._apart or any(frozenset((v.id,)) in self._apart for v in variants):
            single = [v for v in variants if frozenset((v.id,)) in self._apart]
            self.settled |= dict.fromkeys(single, Settled(None, reason="decided"))
            variants = [v for v in variants if v not in single]
        groups = _groups(v.details for v in variants)
        members = [[v for v in variants if v.details in group] for group in groups]
        bases = [_base(m, group) for m, group in zip(members, groups, strict=True)]
        for group, base in zip(members, bases, strict=True):
            uses = sorted({v.details.use for v in group if v.details.use})
            self._settle_group(group, base if bases.count(base) == 1 else f"{base}~{'-'.join(uses)}")
        inside = {v for group in members for v in group}
        fits = tuple(sorted({s.place_id for v in inside if (s := self.settled[v]).place_id}))
        for variant in variants:
            if variant not in inside:
                self.settled[variant] = Settled(None, reason="several", candidates=fits)

    def _settle_group(self, group: Sequence[Variant], base: str) -> None:
        """Variants that agree: one place, unless the user has told some apart or it is a business with branches."""
        for count, cluster in enumerate(self._clusters(group)):
            anchor = min(cluster, key=lambda v: (not self.seen[v].mentions, _completeness(v)))
            place_id = base if count == 0 else f"place:{anchor.id}"
            for variant in cluster:
                branches = self._branches(variant)
                reason = self._doubt(variant, anchor, cluster)
                if branches:
                    self._branched[variant] = branches
                    self.settled[variant] = Settled(None, reason="branch")
                else:
                    self.settled[variant] = Settled(place_id, "fuzzy" if reason else "exact", reason)

    def _clusters(self, group: Sequence[Variant]) -> list[list[Variant]]:
        """The group without the pairs that the user has told apart."""
        clusters: list[list[Variant]] = []
        for variant in sorted(group, key=_completeness):
            home = next((c for c in clusters if not any(frozenset((variant.id, o.id)) in self._apart for o in c)), None)
            if home is None:
                clusters.append([variant])
            else:
                home.append(variant)
        return clusters

    def _doubt(self, variant: Variant, anchor: Variant, cluster: Sequence[Variant]) -> Reason | None:
        """Why it is not certain that a variant is the place of its cluster."""
        if core_word(variant) != core_word(anchor):
            return "name"
        notices = set().union(*(self.seen[v].notices for v in cluster if v.details.county or v.details.township))
        located = bool(variant.details.county or variant.details.township)
        if not located and notices and not self.seen[variant].notices <= notices:
            return "district"
        everywhere = set().union(*(self.seen[v].notices for v in cluster))
        business = any(k in BRANCHING for v in cluster for k in self.seen[v].kinds)
        if not notices and business and len(everywhere) > 1 and not variant.written.endswith(("店", ")")):
            return "district"
        return None

    def _branches(self, variant: Variant) -> list[Variant]:
        """The variants that name branches of the business a variant names."""
        if not any(kind in BRANCHING for kind in self.seen[variant].kinds):
            return []
        names = self._named[variant.scope]
        found: list[Variant] = []
        for written, other in names[bisect_left(names, (variant.written,)) :]:
            if not written.startswith(variant.written):
                break
            if is_branch_of(written, variant.written) and agree(other.details, variant.details):
                found.append(other)
        return found

    def _name_branches(self) -> None:
        """The places among which a business stays open, now that all are settled."""
        for variant, branches in self._branched.items():
            ids = {place_id for b in branches if (place_id := self.settled[b].place_id)}
            self.settled[variant] = self.settled[variant]._replace(candidates=tuple(sorted(ids)))

    def _confirm(self) -> None:
        """What the user says is one place."""
        by_id: dict[str, list[Variant]] = defaultdict(list)
        for variant in self.seen:
            by_id[variant.id].append(variant)
        for decision in self.decisions.place:
            if decision.same and decision.a in by_id and decision.b in by_id:
                both = by_id[decision.a] + by_id[decision.b]
                self._unite(both)

    def _unite(self, variants: Sequence[Variant]) -> None:
        ids = {place_id for v in variants if (place_id := self.settled[v].place_id)}
        chosen = min(ids) if ids else f"place:{min(v.id for v in variants)}"
        for variant, settled in self.settled.items():
            if settled.place_id in ids:
                self.settled[variant] = settled._replace(place_id=chosen)
        for variant in variants:
            self.settled[variant] = Settled(chosen, "confirmed", self.settled[variant].reason)


def link_places(notices: Sequence[Notice], decisions: Decisions = NONE) -> list[Notice]:
    """Copies of the notices with a ``place_id`` on every place; the same place has the same id everywhere.

    >>> link_places([])
    []
    """
    places = Places(catalogue(notices), decisions)
    return [_Stamp(places, notice, Namer.of(notice)).linked() for notice in notices]


def core_word(variant: Variant) -> str:
    """The name by which two variants are compared: brackets are an accident of print, 小区 is not.

    >>> [core_word(Variant("", "", name, Details(None, None, None))) for name in ("福来超市(东街店)", "星光小区")]
    ['福来超市东街店', '星光小区']
    """
    return "".join(c for c in variant.written if c not in "()[]【】《》·-")


def _by_scope(seen: Iterable[Variant]) -> dict[str, list[tuple[Any, ...]]]:
    """The names of each city in alphabetical order, so that those with one beginning stand together."""
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for variant in seen:
        if not variant.private:
            found[variant.scope].append((variant.written, variant))
    return {scope: sorted(names, key=lambda item: (item[0], _order(item[1]))) for scope, names in found.items()}


def _order(variant: Variant) -> tuple[str, ...]:
    return variant.scope, variant.written, *(part or "" for part in variant.details)


def _completeness(variant: Variant) -> tuple[bool, bool, int, str, str]:
    """Sort key: the variant that says most comes first."""
    known = variant.details
    return known.county is None, known.township is None, -len(variant.written), variant.written, known.use or ""


def _base(variants: Sequence[Variant], details: Sequence[Details]) -> str:
    """The id of a place: city, county, township, and the name by which it is best known."""
    merged = Details(*(next((part for part in parts if part), None) for parts in zip(*details, strict=True)))
    name = name_key(min(variants, key=_completeness).written)
    return "place:" + "/".join(p for p in (variants[0].scope, merged.county, merged.township, name) if p)


def _groups(details: Iterable[Details]) -> list[list[Details]]:
    """Details that agree, together; those that agree with two which contradict each other are left out.

    With those set aside agreement is transitive, so one member of a group speaks for all.
    """
    ordered = sorted(set(details), key=lambda d: tuple(part or "" for part in d))
    groups: list[list[Details]] = []
    for one in ordered:
        agreeing = [d for d in ordered if agree(one, d)]
        if any(not agree(a, b) for a in agreeing for b in agreeing):
            continue
        home = next((group for group in groups if agree(group[0], one)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def agree(a: Details, b: Details) -> bool:
    """Whether nothing that is said of both differs.

    >>> agree(Details("小店区", None, None), Details(None, None, "venue"))
    True
    """
    return all(x is None or y is None or x == y for x, y in zip(a, b, strict=True))


@dataclass(frozen=True, slots=True)
class _Stamp:
    """Writes the settled ids into the records of one notice."""

    places: Places
    whole: Notice
    namer: Namer

    def linked(self) -> Notice:
        """The notice with every place stamped."""
        cases = tuple(self.case(c) for c in self.whole.cases)
        venues = tuple(self.place(v, None) for v in self.whole.places)
        return self.whole.model_copy(update={"cases": cases, "places": venues})

    def case(self, case: Case) -> Case:
        """The case with its own places and those of its events stamped."""
        update: dict[str, object] = {
            "residences": tuple(self.place(r, case) for r in case.residences),
            "events": tuple(self.event(e, case) for e in case.events),
        }
        for role in ("workplace", "origin"):
            if (own := getattr(case, role)) is not None:
                update[role] = self.place(own, case)
        return case.model_copy(update=update)

    def event(self, event: Event, case: Case) -> Event:
        """The event with its places stamped."""
        update = {r: self.place(p, case) for r in EVENT_PLACES if (p := getattr(event, r)) is not None}
        return event.model_copy(update=update) if update else event

    def place(self, place: P, case: Case | None) -> P:
        """One place with its id; a mention that could be several places belongs to whoever makes it."""
        variant = self.namer.variant(place, case)
        found = self.places.settled[variant]
        owner = case.case_id if case else self.whole.notice_id
        whole = self.namer.whole(place, variant)
        update = {
            "place_id": found.place_id or f"place:{owner}/{name_key(variant.written)}",
            "variant_id": None if variant.private else variant.id,
            "identity": None if variant.private else found.identity,
            "within_id": self.places.settled[whole].place_id if whole else None,
        }
        return place.model_copy(update=update)
