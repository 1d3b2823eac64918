"""Line lists, contacts and pair tables of others (CSV), read into the same graph that notices give."""

from __future__ import annotations

from tracer.tables.columns import parse_columns
from tracer.tables.linelist import read_linelist
from tracer.tables.pairs import read_pairs

__all__ = ["parse_columns", "read_linelist", "read_pairs"]
