"""Axes with our look: a title, days along the bottom, quiet frames, a legend below."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tracer.export.extras import load
from tracer.export.style import CLASSES, STUB, UNKNOWN_CASE, hex_colour
from tracer.graph.attributes import Graph
from tracer.plot.canvas import FAINT, INK, PAPER, SOFT, Canvas, breadth

TITLE, LEGEND, AXIS = 0.62, 0.42, 0.34
"""Inches above the axes, for the legend, and for the days between the two."""
TICKS = (1, 2, 7, 14, 28, 91, 182, 364)


def bare_axes(figure: Any, left: float, right: float, bottom: float = AXIS + LEGEND, top: float = TITLE) -> Any:
    """Axes that leave so many inches on each side, without a frame."""
    width, height = figure.get_size_inches()
    box = [left / width, bottom / height, 1 - (left + right) / width, 1 - (bottom + top) / height]
    axes = figure.add_axes(box)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    return axes


def write_title(figure: Any, title: str, below: str) -> None:
    """The title of the picture and the line below it, at the left."""
    height = figure.get_size_inches()[1]
    figure.text(
        0.25 / figure.get_size_inches()[0], 1 - 0.26 / height, title, fontsize=13, fontweight="bold", va="center"
    )
    figure.text(0.25 / figure.get_size_inches()[0], 1 - 0.47 / height, below, fontsize=8.5, color=SOFT, va="center")


def day_axis(axes: Any, first: date, last: date, room: float) -> None:
    """Days along the bottom, as many as there is room for; weekends shaded where each day is named."""
    span = (last - first).days + 1
    step = next((s for s in TICKS if room / span * s >= 0.42), TICKS[-1])
    ticks = range(first.toordinal(), last.toordinal() + 1, step)
    axes.set_xticks(list(ticks), [_named(date.fromordinal(t), first, step) for t in ticks], fontsize=8)
    if step <= TICKS[2]:
        for offset in range(span):
            day = first + timedelta(days=offset)
            if day.weekday() >= 5:
                axes.axvspan(day.toordinal() - 0.5, day.toordinal() + 0.5, color="#f5f6f8", zorder=0, lw=0)
    for tick in ticks:
        axes.axvline(tick, color=FAINT, lw=0.6, zorder=0.5)


def _named(day: date, first: date, step: int) -> str:
    """The day as month and day; with the year where it begins or changes."""
    text = f"{day.month:02}-{day.day:02}"
    new_year = (day - timedelta(days=step)).year != day.year
    return f"{text}\n{day.year}" if day == first or new_year else text


def legend_rows(handles: Sequence[Any], width: float) -> int:
    """The rows that a legend takes in so many inches."""
    needed = sum(breadth(handle.get_label()) * 8 / 72 + 0.42 for handle in handles)
    return max(1, math.ceil(needed / (width - 0.4)))


def legend(figure: Any, handles: Sequence[Any]) -> None:
    """The legend along the bottom, in as many rows as it takes."""
    if handles:
        width, height = figure.get_size_inches()
        columns = math.ceil(len(handles) / legend_rows(handles, width))
        figure.legend(
            handles=list(handles), loc="lower left", ncol=columns, frameon=False, fontsize=8, handlelength=1.6,
            columnspacing=1.3, handletextpad=0.5, bbox_to_anchor=(0.18 / width, 0.06 / height),
        )  # fmt: skip


def class_handles(canvas: Canvas, graph: Graph, cases: Sequence[str]) -> list[Any]:
    """A square for each classification that occurs."""
    patch = load("matplotlib.patches", "plot", "drawing").Patch
    present = {class_of(graph, n) for n in cases}
    shades = {**CLASSES, "unknown": UNKNOWN_CASE}
    handles = [patch(color=hex_colour(shades[n]), label=canvas.say(n)) for n in shades if n in present]
    if "stub" in present:
        handles.append(patch(fc=PAPER, ec=hex_colour(STUB), label=canvas.say("stub")))
    return handles


def class_of(graph: Graph, case: str) -> str:
    """The classification of a case, ``unknown``, or ``stub``."""
    attributes = graph.nodes[case]
    named = str(attributes.get("classification"))
    return named if named in CLASSES else "unknown" if attributes.get("described", True) else "stub"


def class_colour(graph: Graph, case: str) -> str:
    """The colour of that class."""
    shades = {**CLASSES, "unknown": UNKNOWN_CASE, "stub": STUB}
    return hex_colour(shades[class_of(graph, case)])


def say_nothing(figure: Any, text: str) -> None:
    """What an empty picture says."""
    figure.text(0.5, 0.45, text, ha="center", va="center", color=INK, fontsize=11)


def summary(canvas: Canvas, graph: Graph, cases: Sequence[str]) -> str:
    """How many cases a picture shows."""
    described = sum(bool(graph.nodes[n].get("described", True)) for n in cases)
    text = canvas.say("cases", count=described)
    return text + (f" · {canvas.say('referred', count=len(cases) - described)}" if described < len(cases) else "")
