"""Data: the rule files, one subject each (see `tracer.rulebook`)."""
