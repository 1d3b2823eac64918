"""Places by cases: a row for each place that several cases share, a column for each case, a dot where it was there.

With more cases than columns fit on a page, each place has a bar of its cases instead. Hospitals, isolation and
sampling sites, areas and streets are left out: people share them without meeting.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from tracer.export.extras import load
from tracer.export.lineage import case_day
from tracer.export.output import Output
from tracer.graph.attributes import Graph
from tracer.graph.copresence import UNSHARED_KINDS
from tracer.plot.axes import LEGEND, TITLE, bare_axes, class_colour, class_handles, legend, say_nothing, write_title
from tracer.plot.canvas import (
    FAINT,
    INK,
    PAPER,
    SOFT,
    Canvas,
    Language,
    breadth,
    short_label,
    shortened,
    shortened_label,
)

Visits = dict[str, dict[str, bool]]
"""For each place its cases, and whether they (also) live there."""

WIDEST = 80
"""Columns that fit on a page."""
MANY = 24
"""From so many cases on, the columns carry numbers only."""
LONGEST = 18.0
FONT = 8.5
ROW, RIGHT, BAR, HEADS, BARS = 0.27, 0.35, 0.95, 0.22, 6.0
OTHERS = "#d4d8dc"


def shared_places(graph: Graph, min_cases: int = 2) -> Visits:
    """The places with at least so many cases, those with most first; each with its cases.

    >>> shared_places(Graph())
    {}
    """
    found: Visits = defaultdict(dict)
    for case, place, edge in graph.edges(data=True):
        node = graph.nodes[place]
        if node.get("kind") == "place" and node.get("place_kind") not in UNSHARED_KINDS:
            lives = edge.get("kind") == "residence"
            found[place][case] = found[place].get(case, False) or lives
    kept = {place: dict(sorted(cases.items())) for place, cases in found.items() if len(cases) >= min_cases}
    return dict(sorted(kept.items(), key=lambda item: (-len(item[1]), item[0])))


def draw_places(
    graph: Graph,
    target: Output,
    min_cases: int = 2,
    top: int = 30,
    language: Language = "zh",
    suffix: str | None = None,
) -> None:
    """Draw the places that cases share into a file (.svg, .png, .pdf).

    Raises:
        ExportError: matplotlib is missing, or the file cannot be written.
    """
    canvas = Canvas(language)
    every = shared_places(graph, min_cases)
    shown = dict(list(every.items())[:top])
    names = canvas.labels(graph)
    cases = sorted({c for visitors in shown.values() for c in visitors}, key=lambda c: _order(graph, c))
    labels = [shortened_label(names[c] if len(cases) < MANY else short_label(names[c]), 8) for c in cases]
    places = [shortened(names[p], LONGEST) for p in shown]
    bars = len(cases) > WIDEST
    column = max(0.26, max(map(breadth, labels), default=1) * (FONT - 1) / 72 + 0.1) if cases else 1.0
    left = 0.35 + max(map(breadth, places), default=1) * FONT / 72 + BAR
    room = BARS if bars else column * len(cases)
    size = (max(left + room + RIGHT, 6.5), max(2, len(shown)) * ROW + TITLE + LEGEND + HEADS + 0.1)

    def draw(figure: Any) -> None:
        more = canvas.say("more_places", count=len(every) - len(shown)) if len(every) > len(shown) else ""
        about = [canvas.say("cases", count=len(cases)), more]
        write_title(figure, canvas.say("places"), " · ".join(part for part in about if part))
        if not shown:
            say_nothing(figure, canvas.say("no_places"))
            return
        spare = size[0] - left - room - RIGHT
        axes = bare_axes(figure, left, RIGHT + spare, bottom=LEGEND + 0.1, top=TITLE + HEADS)
        axes.set_ylim(len(shown) - 0.4, -0.7)
        axes.set_yticks([])
        if bars:
            _bars(axes, graph, shown, places)
            legend(figure, class_handles(canvas, graph, cases))
            return
        axes.set_xlim(-0.6, len(cases) - 0.4)
        axes.xaxis.tick_top()
        axes.set_xticks(range(len(cases)), labels, fontsize=FONT - 1)
        _rows(axes, graph, shown, cases)
        _counts(axes, shown, places, column)
        legend(figure, _handles(canvas, graph, cases))

    canvas.save(draw, target, size, suffix)


def _order(graph: Graph, case: str) -> tuple[date, int, str]:
    found = case_day(graph.nodes[case])
    return (found[0] if found else date.max), int(graph.nodes[case].get("number", 0)), case


def _rows(axes: Any, graph: Graph, shown: Visits, cases: list[str]) -> None:
    """A line from the first to the last visitor of each place, dots on it; a ring for a resident."""
    at = {case: number for number, case in enumerate(cases)}
    for row, visitors in enumerate(shown.values()):
        if row % 2 == 0:
            axes.axhspan(row - 0.5, row + 0.5, color="#f7f8f9", lw=0, zorder=0)
        axes.scatter(range(len(cases)), [row] * len(cases), s=7, color=OTHERS, zorder=1, lw=0)
        ends = [at[c] for c in visitors]
        axes.plot([min(ends), max(ends)], [row, row], color=SOFT, lw=1.2, zorder=2)
        for case, lives in visitors.items():
            shade = class_colour(graph, case)
            axes.scatter(at[case], row, s=62, color=PAPER if lives else shade, ec=shade, lw=1.8, zorder=3)


def _counts(axes: Any, shown: Visits, places: list[str], column: float) -> None:
    """Names and bars left of the dots; the bars are drawn in columns, so that they keep their length in inches."""
    most = max(map(len, shown.values()))
    edge = -0.6
    for row, (name, visitors) in enumerate(zip(places, shown.values(), strict=True)):
        length = len(visitors) / most * (BAR - 0.55) / column
        axes.barh(row, -length, left=edge - 0.08 / column, height=0.5, color="#aab7c4", zorder=2, clip_on=False)
        axes.text(edge - length - 0.16 / column, row, len(visitors), fontsize=7.5, ha="right", va="center", color=SOFT)
        axes.text(edge - BAR / column, row, name, fontsize=FONT, ha="right", va="center", color=INK)
    axes.axvline(edge - 0.04 / column, color=FAINT, lw=0.8, clip_on=False)


def _bars(axes: Any, graph: Graph, shown: Visits, places: list[str]) -> None:
    """A bar for each place, in pieces by classification."""
    axes.set_xticks([])
    axes.set_xlim(0, max(map(len, shown.values())) * 1.08)
    for row, (name, visitors) in enumerate(zip(places, shown.values(), strict=True)):
        shades = Counter(class_colour(graph, case) for case in visitors)
        start = 0
        for shade, count in sorted(shades.items(), key=lambda item: (-item[1], item[0])):
            axes.barh(row, count, left=start, height=0.62, color=shade, ec=PAPER, lw=0.8)
            start += count
        words = {"fontsize": FONT, "va": "center", "clip_on": False}
        axes.annotate(str(start), (start, row), (4, 0), textcoords="offset points", color=SOFT, **words)
        axes.annotate(name, (0, row), (-6, 0), textcoords="offset points", ha="right", color=INK, **words)


def _handles(canvas: Canvas, graph: Graph, cases: list[str]) -> list[Any]:
    line = load("matplotlib.lines", "plot", "drawing").Line2D
    dot = {"marker": "o", "ls": "", "ms": 7, "mec": SOFT, "mew": 1.5}
    own = [
        line([], [], mfc=SOFT, label=canvas.say("visited"), **dot),
        line([], [], mfc=PAPER, label=canvas.say("lives"), **dot),
    ]
    return [*class_handles(canvas, graph, cases), *own]
