"""What epidemiology asks of an outbreak: clusters, intervals, offspring, the curve. See ``docs/measures.md``."""

from __future__ import annotations

from tracer.measures.estimates import Estimate, Settings
from tracer.measures.outbreak import Outbreak, Pair, Person, outbreak_of
from tracer.measures.report import MEASURES, REFUSED, Measures, as_data, measure

__all__ = [
    "MEASURES",
    "REFUSED",
    "Estimate",
    "Measures",
    "Outbreak",
    "Pair",
    "Person",
    "Settings",
    "as_data",
    "measure",
    "outbreak_of",
]
