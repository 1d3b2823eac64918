"""Where the cases of a chain stand: a forest on a time axis, packed into few rows. Pure arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LOW = 3
"""Rows of a subtree that may go on in its parent's row though there are other children to draw lines to."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A case before it has a row: its time, and how much of the time axis its box covers."""

    name: str
    at: float
    width: float

    @property
    def begin(self) -> float:
        """The left edge of the box."""
        return self.at - self.width / 2

    @property
    def end(self) -> float:
        """The right edge of the box."""
        return self.at + self.width / 2


def forest_rows(spots: Iterable[Spot], parents: Mapping[str, str], gap: float) -> dict[str, int]:
    """A row for each case that has a parent or children: subtrees below each other, none overlapping.

    Of the children that come late enough one goes on in its parent's row, the others stand below, small subtrees first,
    so that the lines down to them stay short.

    >>> spots = [Spot("a", 0, 1), Spot("b", 4, 1), Spot("c", 5, 1)]
    >>> forest_rows(spots, {"b": "a", "c": "a"}, 0.5)
    {'a': 0, 'b': 0, 'c': 1}
    """
    known = {spot.name: spot for spot in spots}
    children: dict[str, list[str]] = defaultdict(list)
    for child, parent in sorted(parents.items(), key=lambda item: (known[item[0]].at, item[0])):
        children[parent].append(child)
    roots = sorted((n for n in children if n not in parents), key=lambda n: (known[n].at, n))
    rows: dict[str, int] = {}
    top = 0
    for root in roots:
        block = _block(root, known, children, gap)
        rows |= {name: top + row for name, row in block.items()}
        top += max(block.values()) + 1
    return dict(sorted(rows.items()))


def _block(root: str, known: Mapping[str, Spot], children: Mapping[str, Sequence[str]], gap: float) -> dict[str, int]:
    """The rows of one tree, its root in row 0."""
    order = [root]
    for name in order:
        order.extend(children.get(name, ()))
    blocks: dict[str, dict[str, int]] = {}
    for name in reversed(order):
        block, height = {name: 0}, 1
        tall = {c: max(blocks[c].values()) + 1 for c in children.get(name, ())}
        below = sorted(tall, key=lambda c: (tall[c], known[c].at, c))
        late = (c for c in below if known[c].begin >= known[name].end + gap)
        going_on = next((c for c in late if len(below) == 1 or tall[c] <= LOW), None)
        if going_on is not None:
            block |= blocks[going_on]
            height = tall[going_on]
        for child in (c for c in below if c != going_on):
            block |= {one: height + row for one, row in blocks[child].items()}
            height += tall[child]
        blocks[name] = block
    return blocks[root]


def packed_rows(spots: Iterable[Spot], gap: float) -> dict[str, int]:
    """Rows for cases that nothing connects: as few as hold them side by side.

    >>> packed_rows([Spot("a", 0, 1), Spot("b", 0, 1), Spot("c", 3, 1)], 0.2)
    {'a': 0, 'b': 1, 'c': 0}
    """
    ends: list[float] = []
    rows: dict[str, int] = {}
    for spot in sorted(spots, key=lambda s: (s.at, s.name)):
        row = next((i for i, end in enumerate(ends) if end + gap <= spot.begin), len(ends))
        ends[row : row + 1] = [spot.end]
        rows[spot.name] = row
    return rows
