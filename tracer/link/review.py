"""What about places is not certain: which ways of naming were joined on little, which stayed open, which look alike.

Nothing here changes a link. A user looks at the list and decides (`tracer.link.decisions`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Literal

from tracer.errors import TracerError
from tracer.link.decisions import NONE, Decisions
from tracer.link.numbering import arrival
from tracer.link.same_place import Places, Reason, agree
from tracer.link.variants import Seen, Variant, catalogue
from tracer.models import Notice, PlaceIdentity, Record, Span

Status = Literal["joined", "open", "alike"]
"""Joined as one place though not all agrees; left open between several; two places of nearly one name."""
SHORTEST = 5
"""Names of fewer characters differ by one too often to be looked at."""
TELLING = frozenset(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ一二三四五六七八九十东南西北中上下左右前后内外大小老新甲乙丙丁"
)
"""Where names differ in one of these (1号楼 and 2号楼, 东区 and 西区) they are two places and no slip of the pen."""


class VariantRow(Record):
    """One way of naming a place, with an example of its words."""

    id: str
    name: str
    mentions: int
    notices: int
    identity: PlaceIdentity | None
    place_id: str | None
    notice_id: str | None
    text: str | None
    span: Span | None


class Doubt(Record):
    """Ways of naming of which it is not certain whether they are one place."""

    status: Status
    reason: Reason
    variants: tuple[VariantRow, ...]
    """The one in question first, then those it was joined with, could be, or looks like."""


def review_places(notices: Sequence[Notice], decisions: Decisions = NONE) -> list[Doubt]:
    """What a user may want to decide, those with most mentions first; decided pairs are left out.

    >>> review_places([])
    []
    """
    places = Places(catalogue(sorted(notices, key=arrival)), decisions)
    by_place: dict[str, list[Variant]] = defaultdict(list)
    for variant, settled in places.settled.items():
        if settled.place_id and not variant.private:
            by_place[settled.place_id].append(variant)
    decided = {frozenset((d.a, d.b)) for d in decisions.place}
    found = [*_joined(places, by_place), *_open(places, by_place), *_alike(places)]
    new = [doubt for doubt in found if not _pairs_of(doubt) <= decided]
    return sorted(new, key=lambda d: (-d.variants[0].mentions, d.variants[0].id, d.status))


def _pairs_of(doubt: Doubt) -> set[frozenset[str]]:
    """What there is to decide: the first with each other; of one alone, whether its mentions are one place."""
    first, *rest = doubt.variants
    return {frozenset((first.id, other.id)) for other in rest or [first]}


def check_ids(notices: Sequence[Notice], ids: Sequence[str]) -> None:
    """See that these are variants of the notices.

    Raises:
        TracerError: one is not; the message says where ids are listed.
    """
    known = {v.id for v in catalogue(notices) if not v.private}
    for wanted in ids:
        if wanted not in known:
            raise TracerError(f"no place {wanted} in the notices; list the ids with: tracer places review PATHS --json")


def _joined(places: Places, by_place: dict[str, list[Variant]]) -> Iterator[Doubt]:
    for variant, settled in places.settled.items():
        if settled.identity == "fuzzy" and settled.place_id and settled.reason and places.seen[variant].mentions:
            others = [v for v in by_place[settled.place_id] if v.id != variant.id]
            yield _doubt(places, "joined", settled.reason, [variant, *_largest(places, others)])


def _open(places: Places, by_place: dict[str, list[Variant]]) -> Iterator[Doubt]:
    for variant, settled in places.settled.items():
        if settled.reason in ("several", "branch") and settled.place_id is None:
            fits = [v for place_id in settled.candidates for v in _largest(places, by_place.get(place_id, []))[:1]]
            yield _doubt(places, "open", settled.reason, [variant, *fits])


def _alike(places: Places) -> Iterator[Doubt]:
    """Places of one city whose names differ by one character that tells nothing."""
    near: dict[tuple[str, str], list[Variant]] = defaultdict(list)
    for variant in sorted(places.seen, key=lambda v: v.id):
        if not variant.private and len(variant.core) >= SHORTEST and places.seen[variant].mentions:
            for i in range(len(variant.core)):
                near[variant.scope, variant.core[:i] + variant.core[i + 1 :]].append(variant)
            near[variant.scope, variant.core].append(variant)
    pairs = {(a.id, b.id): (a, b) for group in near.values() for a, b in _pairs(places, group)}
    for _, (a, b) in sorted(pairs.items()):
        yield _doubt(places, "alike", "name", _largest(places, [a, b]))


def _pairs(places: Places, group: Sequence[Variant]) -> Iterator[tuple[Variant, Variant]]:
    for i, a in enumerate(group):
        for b in group[i + 1 :]:
            one, other = places.settled[a].place_id, places.settled[b].place_id
            differ = one is not None and other is not None and one != other and agree(a.details, b.details)
            if differ and a.core != b.core and not _differences(a.core, b.core) & TELLING:
                yield a, b


def _differences(a: str, b: str) -> set[str]:
    """The characters that are left of two names without their common beginning and end."""
    start = _common(a, b)
    end = _common(a[start:][::-1], b[start:][::-1])
    return {*a[start : len(a) - end], *b[start : len(b) - end]}


def _common(a: str, b: str) -> int:
    """How many characters two strings have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _largest(places: Places, variants: Sequence[Variant]) -> list[Variant]:
    """The variants with most mentions first, each id once."""
    used = [v for v in variants if places.seen[v].mentions]
    once = {v.id: v for v in sorted(used, key=lambda v: (places.seen[v].mentions, v.id))}
    return sorted(once.values(), key=lambda v: (-places.seen[v].mentions, v.id))


def _doubt(places: Places, status: Status, reason: Reason, variants: Sequence[Variant]) -> Doubt:
    return Doubt(status=status, reason=reason, variants=tuple(_row(places, v, places.seen[v]) for v in variants))


def _row(places: Places, variant: Variant, seen: Seen) -> VariantRow:
    settled = places.settled[variant]
    example = seen.example
    return VariantRow(
        id=variant.id,
        name=variant.written,
        mentions=seen.mentions,
        notices=len(seen.notices),
        identity=settled.identity if settled.place_id else None,
        place_id=settled.place_id,
        notice_id=example.notice if example else None,
        text=example.text if example else None,
        span=example.span if example else None,
    )
