"""Outbreaks with known truth, as records and as notices: for testing what reads and links them, and for teaching."""

from tracer.simulate.answers import TrueCase
from tracer.simulate.outbreak import Outbreak, simulate
from tracer.simulate.settings import Settings
from tracer.simulate.telling.styles import styles
from tracer.simulate.variants import Variant, variant, variants

__all__ = ["Outbreak", "Settings", "TrueCase", "Variant", "simulate", "styles", "variant", "variants"]
