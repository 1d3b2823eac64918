"""A slow or busy machine must not fail a property test: correctness is tested here, speed elsewhere."""

from hypothesis import settings

settings.register_profile("tracer", deadline=None)
settings.load_profile("tracer")
