"""How a case looks, the same in every file and picture: colour by classification, size by what it led to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

Colour = tuple[int, int, int]

CLASSES: Mapping[str, Colour] = {
    "confirmed": (192, 57, 62),
    "asymptomatic": (230, 159, 0),
    "positive": (204, 121, 167),
    "suspected": (123, 104, 178),
}
"""Told apart by readers with any colour vision."""
UNKNOWN_CASE: Colour = (140, 146, 152)
STUB: Colour = (200, 204, 208)
PLACE: Colour = (86, 140, 180)
SMALLEST, STEP, LARGEST = 10.0, 6.0, 60.0


def colour(attributes: Mapping[str, Any]) -> Colour | None:
    """The colour of a node, or None where the node is neither case nor place.

    >>> colour({"kind": "case", "classification": "confirmed"}), colour({})
    ((192, 57, 62), None)
    """
    if attributes.get("kind") == "place":
        return PLACE
    if attributes.get("kind") != "case":
        return None
    plain = UNKNOWN_CASE if attributes.get("described", True) else STUB
    return CLASSES.get(str(attributes.get("classification")), plain)


def hex_colour(rgb: Colour) -> str:
    """A colour as the web writes it.

    >>> hex_colour((192, 57, 62))
    '#c0393e'
    """
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def size(led_to: int) -> float:
    """The size of a case to which so many others lead back: its area grows with their number.

    >>> size(0), size(4), size(10**6)
    (10.0, 22.0, 60.0)
    """
    return min(LARGEST, round(SMALLEST + STEP * math.sqrt(led_to), 2))
