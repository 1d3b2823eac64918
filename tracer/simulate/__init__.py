"""Outbreaks with known truth, as records and as notices: for testing what reads and links them, and for teaching."""

from tracer.simulate.answers import TrueCase
from tracer.simulate.outbreak import Outbreak, make, simulate
from tracer.simulate.output import write_outbreak
from tracer.simulate.settings import Settings
from tracer.simulate.telling.styles import styles
from tracer.simulate.variants import Variant, variant, variants

__all__ = [
    "Outbreak", "Settings", "TrueCase", "Variant", "make", "simulate", "styles", "variant", "variants",
    "write_outbreak",
]  # fmt: skip
