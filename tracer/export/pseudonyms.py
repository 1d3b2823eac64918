"""New names for cases, places, vehicles and notices: the same for the same thing, and nothing to guess it from."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date, timedelta

WEEK = 7
WEEKS = 26


def pseudonym(salt: str, kind: str, identity: str) -> str:
    """A name that only those who know the salt can find again.

    >>> pseudonym("a", "case", "N/病例1") == pseudonym("a", "case", "N/病例1") != pseudonym("b", "case", "N/病例1")
    True
    """
    said = f"{kind}\0{identity}".encode("utf-8", "surrogatepass")
    return f"{kind}-{hmac.new(salt.encode(), said, hashlib.sha256).hexdigest()[:12]}"


def ranks(names: Iterable[str]) -> dict[str, int]:
    """A number for each name, in the order of the pseudonyms, so that the order of the source is gone.

    >>> ranks(["b", "a"])
    {'a': 1, 'b': 2}
    """
    return {name: number for number, name in enumerate(sorted(set(names)), 1)}


def shift_of(salt: str) -> int:
    """A number of days to shift by that follows from the salt: whole weeks, so that weekdays stay; never 0.

    >>> shift_of("a") % 7, shift_of("a") == shift_of("a")
    (0, True)
    """
    drawn = hashlib.sha256(f"shift\0{salt}".encode()).digest()
    return WEEK * (1 + drawn[0] % WEEKS) * (1 if drawn[1] % 2 else -1)


def shifted(moment: str, days: int) -> str:
    """An ISO date or time so many days later; the clock stays.

    >>> shifted("2022-04-12T20:30", 7)
    '2022-04-19T20:30'
    """
    day = date.fromisoformat(moment[:10])
    return (day + timedelta(days=days)).isoformat() + moment[10:]
