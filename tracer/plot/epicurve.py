"""The epidemic curve: a square for each case at its day; bars where there are too many for squares."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, Literal

from tracer.errors import ExportError
from tracer.export.flat import cases_of
from tracer.export.lineage import DAYS, case_day
from tracer.export.output import Output
from tracer.graph.attributes import Graph
from tracer.plot.axes import (
    AXIS,
    LEGEND,
    TITLE,
    bare_axes,
    class_colour,
    class_handles,
    class_of,
    day_axis,
    legend,
    say_nothing,
    summary,
    write_title,
)
from tracer.plot.canvas import FAINT, PAPER, Canvas, Language

By = Literal["onset", "positive", "diagnosis", "report", "first"]
BASES: dict[str, tuple[str, ...]] = {
    "onset": ("onset",),
    "positive": ("positive",),
    "diagnosis": ("diagnosis",),
    "report": ("issued_on",),
    "first": DAYS,
}
SQUARES = 24
"""Up to so many cases a day, each is a square."""
ORDER = ("confirmed", "asymptomatic", "positive", "suspected", "unknown")
LEFT, RIGHT = 0.75, 0.3


def draw_epicurve(
    graph: Graph, target: Output, by: str = "first", language: Language = "zh", suffix: str | None = None
) -> None:
    """Draw the described cases of a graph by day into a file (.svg, .png, .pdf).

    ``by`` is ``onset``, ``positive``, ``diagnosis``, ``report``, or ``first``: the first of these days that is known.

    Raises:
        ExportError: there is no such date, matplotlib is missing, or the file cannot be written.
    """
    if by not in BASES:
        raise ExportError(f"no date {by!r}; there are {', '.join(BASES)}")
    canvas = Canvas(language)
    cases = [n for n in cases_of(graph) if graph.nodes[n].get("described", True)]
    days: dict[date, list[str]] = defaultdict(list)
    for case in cases:
        if (found := case_day(graph.nodes[case], BASES[by])) is not None:
            days[found[0]].append(case)
    for shown in days.values():
        shown.sort(key=lambda n: (ORDER.index(class_of(graph, n)), n))
    span = (max(days) - min(days)).days + 1 if days else 1
    most = max(map(len, days.values()), default=1)
    room = min(max(span * 0.34, 2.0), 16.0)
    square = min(room / span, 5.0 / most)
    height = max(1.2, most * room / span) if most <= SQUARES and square >= 0.18 else 3.6
    spare = max(0.0, 6.0 - room)
    missing = len(cases) - sum(map(len, days.values()))

    def draw(figure: Any) -> None:
        parts = [summary(canvas, graph, cases), canvas.say(f"by_{by}")]
        parts += [canvas.say("left_out", count=missing)] if missing else []
        write_title(figure, canvas.say("epicurve"), " · ".join(parts))
        if not days:
            say_nothing(figure, canvas.say("no_cases"))
            return
        axes = bare_axes(figure, LEFT, RIGHT + spare)
        _bars(axes, graph, days)
        axes.set_xlim(min(days).toordinal() - 0.6, max(days).toordinal() + 0.6)
        axes.set_ylim(0, max(most, height * span / room if square >= 0.18 else 0) + 0.15)
        axes.set_ylabel(canvas.say("count"), fontsize=8.5)
        step = max(1, -(-most // 6))
        axes.set_yticks(range(0, most + 1, step))
        axes.tick_params(axis="y", labelsize=8)
        for level in range(step, most + 1, step):
            axes.axhline(level, color=FAINT, lw=0.6, zorder=0.4)
        day_axis(axes, min(days), max(days), room)
        legend(figure, class_handles(canvas, graph, [n for shown in days.values() for n in shown]))

    canvas.save(draw, target, (LEFT + room + spare + RIGHT, height + TITLE + AXIS + LEGEND), suffix)


def _bars(axes: Any, graph: Graph, days: dict[date, list[str]]) -> None:
    """One piece a case; the white edge makes squares of the pieces where they are few."""
    edge = 0.9 if max(map(len, days.values())) <= SQUARES else 0.0
    for day, cases in sorted(days.items()):
        for level, case in enumerate(cases):
            axes.bar(
                day.toordinal(),
                1,
                width=0.94,
                bottom=level,
                color=class_colour(graph, case),
                ec=PAPER,
                lw=edge,
                zorder=2,
            )
