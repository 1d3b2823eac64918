"""Phrases by key, from `data/phrases.toml`."""

from __future__ import annotations

from functools import lru_cache
from random import Random

from tracer.simulate.data import load


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[str]]:
    return load("phrases")


def phrase(rng: Random, key: str) -> str:
    """One of the phrases of a key."""
    return rng.choice(_phrases()[key])


def known(key: str) -> bool:
    """Whether there are phrases of this key."""
    return key in _phrases()
