"""Figures, words and phrases of the simulation, as TOML."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def load(name: str) -> dict[str, Any]:
    """The table ``NAME.toml`` of this folder."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))
