"""Words in the texts of notices, found whatever stands between their characters: line breaks, spaces, wide forms."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracer.graph.attributes import Graph
from tracer.models import Span
from tracer.parse.normalise import fold
from tracer.query.filters import Filters
from tracer.query.find import Names
from tracer.query.links import EVERYTHING

AROUND = 20
"""How many characters are shown on either side of what was found."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document and where its notices stand in it."""

    path: str
    raw: str
    notices: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where the words stand; ``text`` is exactly what stands there."""

    path: str
    notice: str
    day: str | None
    case_id: str | None
    label: str
    """The case in whose description the words stand; "" elsewhere in a notice."""
    text: str
    span: Span
    context: str


def searchable(text: str) -> str:
    """A text in the form that is searched: characters folded, no white space, lower case.

    >>> searchable("望月\\n 小区Ａ座")
    '望月小区a座'
    """
    return "".join(_small(char) for char in "".join(fold(text).split()))


def _small(char: str) -> str:
    lower = char.lower()
    return lower if len(lower) == 1 else char


def occurrences(raw: str, words: str) -> Iterator[Span]:
    """Where words stand in a text, as spans of the text.

    >>> list(occurrences("居住于望月\\n小区", "望月小区"))
    [(3, 8)]
    """
    wanted = searchable(words)
    if not wanted:
        return
    folded = fold(raw)
    kept = [i for i, char in enumerate(folded) if not char.isspace()]
    plain = "".join(_small(folded[i]) for i in kept)
    at = plain.find(wanted)
    while at >= 0:
        yield kept[at], kept[at + len(wanted) - 1] + 1
        at = plain.find(wanted, at + 1)


def search(graph: Graph, texts: Iterable[Text], words: str, filters: Filters = EVERYTHING) -> list[Hit]:
    """Every place in the notices where words stand, by day and then by place in the text.

    Words inside the description of a case are filtered as the case is; words elsewhere by the day of the notice.
    """
    names, cases = Names(graph), _cases(graph)
    found = []
    for text in texts:
        for span in occurrences(text.raw, words):
            for notice, (start, end) in text.notices:
                if start <= span[0] and span[1] <= end:
                    found.append(_hit(graph, names, cases.get(notice, []), text, notice, span))
    return sorted((h for h in found if _wanted(graph, h, filters)), key=lambda h: (h.day or "", h.notice, h.span))


def _cases(graph: Graph) -> dict[str, list[tuple[Span, str]]]:
    found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for node, known in graph.nodes(data=True):
        if known.get("kind") == "case" and known.get("described", True):
            found[known["notice_id"]].append((known["span"], node))
    return {notice: sorted(cases) for notice, cases in found.items()}


def _hit(graph: Graph, names: Names, cases: Sequence[tuple[Span, str]], text: Text, notice: str, span: Span) -> Hit:
    at = bisect_right(cases, span[0], key=lambda item: item[0][0]) - 1
    case_id = cases[at][1] if at >= 0 and span[1] <= cases[at][0][1] else None
    told = graph.graph.get("notices", {}).get(notice)
    around = text.raw[max(0, span[0] - AROUND) : span[1] + AROUND]
    label = names(case_id) if case_id is not None else ""
    day = told.day if told else None
    return Hit(text.path, notice, day, case_id, label, text.raw[slice(*span)], span, " ".join(around.split()))


def _wanted(graph: Graph, hit: Hit, filters: Filters) -> bool:
    if not filters.in_time(hit.day):
        return False
    if hit.case_id is not None:
        return filters.case(graph, hit.case_id)
    return filters.classification is None and filters.ages == (None, None) and filters.area is None
