"""What linked notices leave open: the diagnostics of reading and linking, and places in no one area."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracer.link.places import case_places
from tracer.models import Case, Diagnostic, Notice, Span

AMBIGUOUS_AREA = "place.ambiguous_area"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing left open, where it stands, and the words where they are at hand."""

    code: str
    severity: str
    message: str
    notice: str
    case_id: str | None = None
    text: str | None = None
    span: Span | None = None


def doubts(notices: Iterable[Notice]) -> list[Doubt]:
    """Everything that linked notices leave open, in the order of the notices.

    >>> doubts([])
    []
    """
    return [doubt for notice in notices for doubt in (*_told(notice), *_areas(notice))]


def _told(notice: Notice) -> Iterator[Doubt]:
    for told in notice.diagnostics:
        case = _case_at(notice.cases, told.span)
        words = _words_at(case, told) if case else None
        yield Doubt(
            told.code,
            told.severity,
            told.message,
            notice.notice_id,
            case.case_id if case else None,
            words,
            told.span,
        )


def _case_at(cases: Sequence[Case], span: Span | None) -> Case | None:
    if span is None:
        return None
    return next((c for c in cases if c.span[0] <= span[0] and span[1] <= c.span[1]), None)


def _words_at(case: Case, told: Diagnostic) -> str | None:
    """The words a diagnostic points to, if a record quotes them."""
    quoted = [(r.target.label.where, r.target.label.text or r.target.label.value) for r in case.relations]
    quoted += [(c.span, c.text) for e in case.events for c in e.companions]
    quoted += [(p.span, p.text) for p in case_places(case)]
    return next((text for span, text in quoted if span == told.span), None)


def _areas(notice: Notice) -> Iterator[Doubt]:
    """Places whose words fit several areas; each once for a case."""
    for case in notice.cases:
        seen: set[str] = set()
        for place in case_places(case):
            area = place.area
            if area is None or area.status != "ambiguous" or place.text in seen:
                continue
            seen.add(place.text)
            message = f"{place.text} can be in each of {', '.join(area.candidates)}"
            yield Doubt(AMBIGUOUS_AREA, "info", message, notice.notice_id, case.case_id, place.text, place.span)
