"""Damaged notices: cut off anywhere, cut in two, a piece lost. No traceback, and every span still quotes the text."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from tracer import models, parse
from tracer.read.document import read_text

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "notices"
NOTICES = sorted(FIXTURES.glob("*.txt"), key=lambda p: p.stat().st_size)[:10]
CUTS = 30
STEP = 4
"""Beginnings are tried at every fourth character, from another one in each notice."""


def quotes(record: object) -> Iterator[tuple[str, models.Span]]:
    """Every text with its span in a record and in all below it."""
    if isinstance(record, BaseModel):
        text, span = getattr(record, "text", None), getattr(record, "span", None)
        if isinstance(text, str) and span is not None:
            yield text, span
        record = [value for _, value in record]
    for below in record if isinstance(record, list | tuple) else ():
        yield from quotes(below)


def misquoted(text: str) -> list[tuple[str, models.Span]]:
    raw = read_text(text).raw
    return [(q, s) for notice in parse(f"{text}\n") for q, s in quotes(notice) if q != f"{raw}\n"[s[0] : s[1]]]


@pytest.mark.parametrize("path", NOTICES, ids=lambda p: p.stem)
def test_a_notice_cut_off_anywhere_is_read(path):
    text = path.read_text("utf-8")
    first = 1 + NOTICES.index(path) % STEP
    assert [end for end in range(first, len(text) + 1, STEP) if misquoted(text[:end])] == []


@pytest.mark.parametrize("path", NOTICES, ids=lambda p: p.stem)
def test_any_piece_of_a_notice_and_any_notice_with_a_gap_is_read(path):
    text, dice = path.read_text("utf-8"), random.Random(path.stem)
    for _ in range(CUTS):
        first, last = sorted(dice.randrange(len(text) + 1) for _ in range(2))
        assert misquoted(text[first:last]) == [], (first, last)
        assert misquoted(text[:first] + text[last:]) == [], (first, last)
