"""What a parse did not understand, by form: where the rules should grow next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tracer.models import Coverage, Notice, TextSpan
from tracer.parse.normalise import normalise
from tracer.spans import Span

NUMBER = re.compile(r"\d+(?:[.:]\d+)*")
DATE = re.compile(r"(?:0年)?(?:0月)?0[日号]")


@dataclass(frozen=True, slots=True)
class Leftover:
    """A form of words left over, how often, and where it stood first: ``raw[span[0]:span[1]] == text``."""

    form: str
    count: int
    path: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Leftovers:
    """All forms of some notices, most frequent first, and the coverage of those notices together."""

    forms: tuple[Leftover, ...]
    coverage: Coverage


def form_of(text: str) -> str:
    """The form of a stretch: half-width, numbers and clocks folded to 0, dates to 0日, white space to one blank.

    >>> form_of("乘坐１５路及 203路"), form_of("体温37.5℃") == form_of("体温38.2℃")
    ('乘坐0路及 0路', True)
    >>> form_of("2022年4月3日9:30离店"), form_of("14日21:05离店")
    ('0日0离店', '0日0离店')
    """
    return DATE.sub("0日", NUMBER.sub("0", " ".join(normalise(text).text.split())))


def leftovers(notices: Iterable[Notice]) -> Leftovers:
    """The stretches left unparsed, grouped by form."""
    counts: dict[str, int] = {}
    first: dict[str, tuple[str, TextSpan]] = {}
    sums = dict.fromkeys(("total", "parsed", "boilerplate", "separators", "unparsed"), 0)
    for notice in notices:
        for name in sums:
            sums[name] += getattr(notice.coverage, name)
        for stretch in notice.coverage.unparsed_spans:
            form = form_of(stretch.text)
            counts[form] = counts.get(form, 0) + 1
            first.setdefault(form, (notice.source.path, stretch))
    ranked = sorted(counts, key=lambda form: (-counts[form], form))
    forms = tuple(Leftover(f, counts[f], first[f][0], first[f][1].span, first[f][1].text) for f in ranked)
    return Leftovers(forms, Coverage(**sums))
