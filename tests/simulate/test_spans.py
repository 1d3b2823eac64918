"""The records of simulated notices are grounded in their text, as those of a parse are."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from tracer import models as m
from tracer.simulate import simulate, styles, variants


def grounded(record: object) -> Iterator[tuple[str, m.Span]]:
    """Every quoted stretch of a record with its span, however deep."""
    if isinstance(record, tuple):
        for item in record:
            yield from grounded(item)
    elif isinstance(record, m.Record):
        text, span = getattr(record, "text", None), getattr(record, "span", None)
        if text is not None and span is not None:
            yield text, span
        for name in type(record).model_fields:
            yield from grounded(getattr(record, name))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), style=st.sampled_from(styles()), variant=st.sampled_from(variants()))
def test_every_span_quotes_the_text(seed, style, variant):
    for told in simulate(25, seed=seed, style=style, variant=variant).told:
        quoted = list(grounded(told.record))
        assert len(quoted) > 10
        assert [(text, told.text[slice(*span)]) for text, span in quoted if told.text[slice(*span)] != text] == []


def test_coverage_adds_up():
    for told in simulate(30, seed=1).told:
        c = told.record.coverage
        assert c.total == c.parsed + c.boilerplate + c.separators + c.unparsed > 0
