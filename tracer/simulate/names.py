"""Invented names of streets, dwellings, shops, schools and firms, from the morphemes of `data/words.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from random import Random
from typing import Any

from tracer import models as m
from tracer.parse.gazetteer import gazetteer
from tracer.simulate.data import load

PLAIN_TRIES = 8
"""After so many names that exist already, a longer one is made."""
STREET_SHARE = 0.35
"""Share of the shops that are named with their street."""


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """All tables of `words.toml`."""
    return load("words")


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the simulated city. ``county`` is a code of six digits, ``township`` a name."""

    name: str
    kind: m.PlaceKind
    sort: str
    """Which table of `words.toml` it was made from (``restaurant``, ``primary``)."""
    county: str | None = None
    township: str | None = None


class Namer:
    """Makes names, no name twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._used: set[str] = set()

    def site(self, sort: str, county: str | None = None, township: str | None = None) -> Site:
        """A new place of one of the sorts of `words.toml`.

        >>> site = Namer(Random(1)).site("village")
        >>> site.kind, site.name.endswith("村")
        ('village', True)
        """
        table = words()["sites"][sort]
        for attempt in count():
            name = self._head(self._rng.choice(table["heads"])) + self._rng.choice(table["tails"])
            if attempt > PLAIN_TRIES and sort == "village":
                name = f"{name}{self._rng.randint(1, 99)}组"
            elif attempt > PLAIN_TRIES:
                name = self.street() + name
            elif table.get("where") and self._rng.random() < STREET_SHARE:
                name = self._at_street(name)
            if name not in self._used:
                break
        self._used.add(name)
        return Site(name, table["kind"], sort, county, township)

    def street(self) -> str:
        """A street."""
        return self._head("place") + str(self._rng.choice(words()["streets"]["tails"]))

    def door(self, county: str | None, township: str | None) -> Site:
        """A dwelling known by street and number."""
        name = f"{self.street()}{self._rng.randint(2, 199)}号"
        return Site(name, "residence", "residence", county, township)

    def _head(self, kind: str) -> str:
        """Two morphemes that together are no known firm and no city or county."""
        parts = words()["heads"][kind]
        while True:
            name = str(self._rng.choice(parts["first"])) + str(self._rng.choice(parts["second"]))
            if name not in parts.get("never", ()) and name not in gazetteer().shorts:
                return name

    def _at_street(self, name: str) -> str:
        street = self.street()
        return f"{street}{name}" if self._rng.random() < 0.6 else f"{name}（{street}店）"
