"""The chain of transmission on a time axis: each case at its day, linked to the one before it.

A filled box stands at the day of onset, a light one at the first positive result, diagnosis or notice; cases without a
day stand left of the axis. Arrows are infections that are stated, dashed arrows inferred ones (where the graph holds
candidates), thin lines relations and shared places, which are no transmission. Cases without any link are packed below.
With many cases the boxes hold numbers only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracer.export.contacts import Contact
from tracer.export.extras import load
from tracer.export.output import Output
from tracer.graph.attributes import Graph
from tracer.plot.axes import (
    AXIS,
    LEGEND,
    TITLE,
    bare_axes,
    class_colour,
    class_handles,
    day_axis,
    legend,
    legend_rows,
    say_nothing,
    summary,
    write_title,
)
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
from tracer.plot.forest import CANDIDATE, Forest, forest
from tracer.plot.layout import Spot, forest_rows, packed_rows

MANY = 45
"""From so many cases on, boxes hold numbers only and links have no words."""
LINKED, PLACED = "#9aa1a8", "#7ba7c7"
MARGIN = 0.3
LONGEST = 9.5
NARROWEST = 7.5
"""Inches that title and legend need."""


@dataclass(frozen=True)
class Look:
    """Sizes that depend on how many cases there are: points and inches."""

    font: float
    row: float
    day: float
    words: bool

    @classmethod
    def of(cls, cases: int) -> Look:
        """The sizes for so many cases."""
        return cls(8.5, 0.44, 0.72, True) if cases < MANY else cls(6.0, 0.225, 0.42, False)

    def inches(self, label: str) -> float:
        """The width of the box around a label."""
        return (breadth(label) + 1.1) * self.font / 72


def draw_chain(graph: Graph, target: Output, language: Language = "zh", suffix: str | None = None) -> None:
    """Draw the cases of a graph as a chain into a file (.svg, .png, .pdf).

    Raises:
        ExportError: matplotlib is missing, or the file cannot be written.
    """
    canvas, plan = Canvas(language), forest(graph)
    chain = _Chain(canvas, graph, plan, Look.of(len(plan.days) + len(plan.undated)))
    canvas.save(chain.draw, target, chain.size, suffix)


class _Chain:
    def __init__(self, canvas: Canvas, graph: Graph, plan: Forest, look: Look) -> None:
        self.canvas, self.graph, self.plan, self.look = canvas, graph, plan, look
        labels = canvas.labels(graph)
        self.cases = [*plan.days, *plan.undated]
        self.labels = {
            n: shortened_label(labels[n] if look.words else short_label(labels[n]), LONGEST) for n in self.cases
        }
        days = plan.days.values()
        self.first, self.last = min(days, default=date(2020, 1, 1)), max(days, default=date(2020, 1, 1))
        self.span = (self.last - self.first).days + 1
        self.room = min(max(self.span * look.day, 6.0), 20.0)
        self.left = MARGIN + (self._widest() + 0.35 if plan.undated else 0.0)
        self.right = max(MARGIN, self._overhang())
        self.room = max(self.room, NARROWEST - self.left - self.right)
        self.per_day = self.room / self.span
        self.spots = {n: Spot(n, self._x(n), look.inches(self.labels[n]) / self.per_day) for n in self.cases}
        self.rows = self._rows()
        self.depth = max(self.rows.values(), default=0) + 1
        self.handles = self._handles()
        width = self.left + self.room + self.right
        self.bottom = AXIS + LEGEND + 0.2 * (legend_rows(self.handles, width) - 1)
        self.size = (width, max(self.depth, 3) * look.row + TITLE + self.bottom + 0.1)

    def _widest(self) -> float:
        return max(self.look.inches(self.labels[n]) for n in self.plan.undated)

    def _overhang(self) -> float:
        """What the boxes of the last days need beyond the axis."""
        late = [n for n, day in self.plan.days.items() if day == self.last]
        half_day = self.room / self.span / 2
        return max((self.look.inches(self.labels[n]) / 2 - half_day for n in late), default=0.0) + 0.15

    def _x(self, case: str) -> float:
        if case in self.plan.days:
            return float(self.plan.days[case].toordinal())
        return self.first.toordinal() - 0.5 - (self.left - MARGIN - self._widest() / 2) / self.per_day

    def _rows(self) -> dict[str, int]:
        above = {n: c.first for n, c in self.plan.above.items()}
        gap = 0.28 / self.per_day
        rows = forest_rows(self.spots.values(), above, gap)
        self.linked = max(rows.values(), default=-1) + 1
        alone = packed_rows((s for n, s in self.spots.items() if n not in rows), 0.08 / self.per_day)
        below = self.linked + (1 if rows and alone else 0)
        return rows | {n: below + row for n, row in alone.items()}

    def draw(self, figure: Any) -> None:
        """Fill a figure."""
        write_title(figure, self.canvas.say("chain"), self._subtitle())
        if not self.cases:
            say_nothing(figure, self.canvas.say("no_cases"))
            return
        axes = bare_axes(figure, self.left, self.right, self.bottom)
        axes.set_xlim(self.first.toordinal() - 0.5, self.last.toordinal() + 0.5)
        axes.set_ylim(max(self.depth, 3) - 0.4, -0.6)
        axes.set_yticks([])
        day_axis(axes, self.first, self.last, self.room)
        self._bands(axes)
        for contact in self.plan.others:
            self._faint(axes, contact)
        for case, contact in self.plan.above.items():
            self._link(axes, case, contact)
        for case in self.cases:
            self._box(axes, case)
        legend(figure, self.handles)

    def _subtitle(self) -> str:
        text = summary(self.canvas, self.graph, self.cases)
        return f"{text} · {self.first} – {self.last}" if self.plan.days else text

    def _bands(self, axes: Any) -> None:
        """The column of the cases without a day, and the line above the cases without a link."""
        alone = any(row > self.linked for row in self.rows.values()) and self.linked
        if self.plan.undated:
            edge = self._x(self.plan.undated[0])
            text = self.canvas.say("undated")
            axes.text(edge, self.depth - 0.05, text, fontsize=8, color=SOFT, ha="center", va="top", clip_on=False)
        if alone:
            axes.axhline(self.linked - 0.05, color=FAINT, lw=1, zorder=1)
            at = self.first.toordinal() - 0.45
            axes.text(at, self.linked + 0.05, self.canvas.say("unlinked"), fontsize=7.5, color=SOFT, va="top")

    def _box(self, axes: Any, case: str) -> None:
        shade, spot, row = class_colour(self.graph, case), self.spots[case], self.rows[case]
        described = self.graph.nodes[case].get("described", True)
        full = case in self.plan.onset
        face = shade if full else PAPER if not described else _light(shade)
        box = {"boxstyle": "round,pad=0.38,rounding_size=0.5", "fc": face, "ec": shade, "lw": 1.0}
        axes.text(
            spot.at, row, self.labels[case], fontsize=self.look.font, color=PAPER if full else INK, ha="center",
            va="center_baseline", bbox=box, zorder=5, clip_on=False,
        )  # fmt: skip
        if self.plan.generation.get(case) is not None and self.look.words:
            text = self.canvas.say("generation", number=self.plan.generation[case])
            axes.annotate(
                text, (spot.at, row), (0, self.look.font + 2.5), textcoords="offset points", fontsize=6, color=SOFT,
                ha="center", va="center", zorder=6,
            )  # fmt: skip

    def _link(self, axes: Any, case: str, contact: Contact) -> None:
        """From below the earlier case (or its right edge) to the left edge of the later."""
        patches, paths = (load(f"matplotlib.{m}", "plot", "drawing") for m in ("patches", "path"))
        colour, width, style, arrow = _stroke(contact)
        points, codes = self._route(contact.first, case)
        path = paths.Path(points, [getattr(paths.Path, code) for code in codes])
        axes.add_patch(
            patches.FancyArrowPatch(
                path=path,
                arrowstyle=arrow,
                mutation_scale=self.look.font * 1.1,
                color=colour,
                lw=width,
                ls=style,
                zorder=3,
                clip_on=False,
                capstyle="butt",
                joinstyle="round",
                shrinkA=0,
                shrinkB=1.5,
            )
        )
        if self.look.words and not contact.directed and contact.kind != "copresence":
            self._word(axes, case, contact)

    def _word(self, axes: Any, case: str, contact: Contact) -> None:
        """The word of a relation, on the line before the later case."""
        # Of a candidate the probability is enough (可能传染 73%).
        said = contact.label.split()[-1] if contact.kind == CANDIDATE else contact.label
        text = shortened(self.canvas.shown(said), 6)
        points = self.look.inches(self.labels[case]) * 36 + 7
        axes.annotate(
            text, (self.spots[case].at, self.rows[case]), (-points, 5.5), textcoords="offset points", fontsize=6.5,
            color=SOFT, ha="right", va="center", zorder=4, clip_on=False,
        )  # fmt: skip

    def _route(self, first: str, second: str) -> tuple[list[tuple[float, float]], list[str]]:
        a, b = self.spots[first], self.spots[second]
        top, low = self.rows[first], self.rows[second]
        if top == low:
            return [(a.end, top), (b.begin, low)], ["MOVETO", "LINETO"]
        turn = 0.12 / self.per_day
        stem = min(a.at, a.begin + 0.16 / self.per_day)
        if b.begin > stem + turn:
            corner = 0.3 if low > top else -0.3
            points = [(stem, top), (stem, low - corner), (stem, low), (stem + turn, low), (b.begin, low)]
            return points, ["MOVETO", "LINETO", "CURVE3", "CURVE3", "LINETO"]
        # The later case stands at the same day or before: the line leaves below and swings in from the left.
        out = min(a.begin, b.begin) - 0.28 / self.per_day
        return [(stem, top), (stem, (top + low) / 2), (out, low), (b.begin, low)], ["MOVETO", *["CURVE4"] * 3]

    def _faint(self, axes: Any, contact: Contact) -> None:
        """A further link, which the rows do not follow."""
        colour, width, style, _ = _stroke(contact)
        ends = [(self.spots[n].at, self.rows[n]) for n in (contact.first, contact.second)]
        bend = 0.18 if ends[0][0] == ends[1][0] else 0.12
        arrow = {
            "arrowstyle": "-",
            "color": colour,
            "lw": width * 0.8,
            "ls": style,
            "alpha": 0.55 if self.look.words else 0.3,
        }
        arrow["connectionstyle"] = f"arc3,rad={bend}"
        axes.annotate("", ends[1], ends[0], arrowprops=arrow, zorder=2, annotation_clip=False)

    def _handles(self) -> list[Any]:
        lines, patches = (load(f"matplotlib.{m}", "plot", "drawing") for m in ("lines", "patches"))
        handles = class_handles(self.canvas, self.graph, self.cases)
        shown = [n for n in self.plan.days if self.graph.nodes[n].get("described", True)]
        if any(n in self.plan.onset for n in shown):
            handles.append(patches.Patch(fc=SOFT, ec=SOFT, label=self.canvas.say("first_onset")))
        if any(n not in self.plan.onset for n in shown):
            handles.append(patches.Patch(fc="#eceef0", ec=SOFT, label=self.canvas.say("first_other")))
        drawn: Mapping[str, Contact] = {_kind(c): c for c in [*self.plan.others, *self.plan.above.values()]}
        for kind in ("infection", CANDIDATE, "relation", "copresence"):
            if kind in drawn:
                colour, width, style, _ = _stroke(drawn[kind])
                handles.append(lines.Line2D([], [], color=colour, lw=width, ls=style, label=self.canvas.say(kind)))
        return handles


def _kind(contact: Contact) -> str:
    if contact.directed:
        return "infection"
    return contact.kind if contact.kind in (CANDIDATE, "copresence") else "relation"


def _stroke(contact: Contact) -> tuple[str, float, Any, str]:
    """Colour, width, dashes and arrow of a link."""
    if contact.directed:
        return INK, 1.3, "solid", "-|>"
    if contact.kind == CANDIDATE:
        return INK, 1.1, (0, (4, 1.8)), "-|>"
    if contact.kind == "copresence":
        return PLACED, 1.0, (0, (2, 1.5)), "-"
    return LINKED, 1.0, "solid", "-"


def _light(shade: str) -> str:
    """A colour mixed with four parts of white."""
    parts = (int(shade[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * 0.22):02x}" for part in parts)
