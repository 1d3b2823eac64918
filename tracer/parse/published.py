"""The day on which a case referred to was published: 12月21日发布的病例2, 昨日通报的感染者3."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple


class Published(NamedTuple):
    """The day in a reference, as far as its words say; ``offset`` counts days from the notice (昨日 is -1)."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    offset: int | None = None


class Dating(NamedTuple):
    """What is known of when a notice was written."""

    anchor: date | None = None
    """A day in its year, from which years are inferred."""
    day: date | None = None
    """The very day of the notice, to which 昨日 and a day without a month refer."""


def published_on(said: Published | None, dating: Dating) -> str | None:
    """The ISO day on which the referenced case was published, given when the notice that refers to it was written.

    A month later than the notice's lies in the year before; without a notice day only a full date resolves.
    """
    if said is None:
        return None
    try:
        if said.year and said.month and said.day:
            return date(said.year, said.month, said.day).isoformat()
        from_day = said.offset is not None or said.month is None
        anchor = dating.day if from_day else dating.anchor
        if anchor is None:
            return None
        if said.offset is not None:
            return (anchor + timedelta(days=said.offset)).isoformat()
        return _before(anchor, said.month, said.day or 0).isoformat()
    except (ValueError, OverflowError):
        return None


def _before(anchor: date, month: int | None, day: int) -> date:
    if month is not None:
        found = date(anchor.year, month, day)
        return found if found <= anchor + timedelta(days=1) else date(anchor.year - 1, month, day)
    if day <= anchor.day:
        return anchor.replace(day=day)
    return (anchor.replace(day=1) - timedelta(days=1)).replace(day=day)
