"""From a place mentioned to its record: its own name, its kind, its area and the larger place it stands in."""

from __future__ import annotations

import re

from tracer import models
from tracer.parse.divisions import AreaContext, find_area, resolve_area
from tracer.parse.places import PlaceMention
from tracer.parse.units import NormText, Range

WITHIN = re.compile(
    r"(.{2,16}?(?:小区|广场|商场|超市|市场|天地|万达|医院|学校|小学|中学|大学|酒店|大厦|公司|厂|中心|商城|百货|家园|花园|新村|景区|园区))(?:[负地下\d一二三四五六七八九十]+[楼层]|[A-F]?座|楼下|门口|内的?|里的?|[东南西北]门|旁|\d+号)"
)


def build_place(
    norm: NormText, mention: PlaceMention | Range, context: AreaContext, kind: models.PlaceKind | None = None
) -> models.Place:
    """The record of a place: its name without the area prefix, its area as far as the text and the notice settle it."""
    start, end = mention.range if isinstance(mention, PlaceMention) else mention
    known = kind or (mention.kind if isinstance(mention, PlaceMention) else "other")
    match = find_area(norm.text, start, end)
    area = resolve_area(match, context) if match else None
    cut = match.end if match and match.end < end else start
    span = norm.span(start, end)
    return models.Place(
        text=norm.raw[span[0] : span[1]],
        span=span,
        name=norm.text[cut:end].strip() or norm.text[start:end],
        kind="area" if match and match.end >= end else known,
        area=area,
        within=_within(norm, cut, end),
    )


def _within(norm: NormText, start: int, end: int) -> models.TextSpan | None:
    m = WITHIN.match(norm.text, start, end)
    if m is None or (m.end() >= end and not m.group().endswith(("楼", "层", "座", "号"))):
        return None
    span = norm.span(m.start(1), m.end(1))
    return models.TextSpan(text=norm.raw[span[0] : span[1]], span=span)
