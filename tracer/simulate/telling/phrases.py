"""Phrases by key, from `data/phrases.toml`, and frames of relations, from `data/frames.toml`."""

from __future__ import annotations

from functools import lru_cache
from random import Random
from typing import Any

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


@lru_cache(maxsize=1)
def _frames() -> dict[str, list[dict[str, Any]]]:
    return load("frames")


def frame(rng: Random, kind: str, role: str, back: str | None) -> tuple[str, str]:
    """A template for a relation of this kind said otherwise, and the words of its role; ("", role) if there is none."""
    found = [(row["template"], row.get("role", role)) for row in _frames()["frame"] if row["kind"] == kind]
    for row in _frames()["inverse"] if back else ():
        if kind in row["kinds"]:
            found += [(template.replace("{back}", "{role}"), str(back)) for template in row["templates"]]
    return rng.choice(found) if found else ("", role)
