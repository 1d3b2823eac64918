"""What the graph keeps of each notice: enough to say where an answer comes from, and from when and where it is."""

from __future__ import annotations

from dataclasses import dataclass

from tracer.link.numbering import published_day
from tracer.models import Notice


@dataclass(frozen=True, slots=True)
class Origin:
    """A notice in short. ``day`` is the day it appeared, or up to which it counts."""

    notice_id: str
    path: str
    title: str | None = None
    day: str | None = None
    province: str | None = None
    city: str | None = None
    county: str | None = None
    code: str | None = None


def origin(notice: Notice) -> Origin:
    """A notice in short."""
    area = notice.area
    day = published_day(notice) or (notice.as_of.value[:10] if notice.as_of else None)
    return Origin(
        notice.notice_id,
        notice.source.path,
        notice.title.value if notice.title else None,
        day,
        *((area.province, area.city, area.county, area.code) if area else ()),
    )
