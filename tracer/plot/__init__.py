"""Pictures of an outbreak: chain, days, epidemic curve, places. Needs the extra ``plot`` (matplotlib)."""

from __future__ import annotations

from tracer.plot.chain import draw_chain
from tracer.plot.epicurve import draw_epicurve
from tracer.plot.places import draw_places
from tracer.plot.timeline import draw_timeline

__all__ = ["draw_chain", "draw_epicurve", "draw_places", "draw_timeline"]
