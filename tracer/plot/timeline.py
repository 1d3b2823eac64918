"""The days of one or several cases: a band a day, the hours across, a bar for each event.

Events with a clock stand at their hours; those with only a day are pale and as wide as the day, or the part of it that
the notice gives. What is said to have happened in one band is stacked, so that every label can be read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tracer.errors import ExportError
from tracer.export.extras import load
from tracer.export.output import Output
from tracer.graph.attributes import Graph
from tracer.graph.labels import place_label
from tracer.models import Case, Event, When
from tracer.plot.axes import TITLE, bare_axes, legend, say_nothing, write_title
from tracer.plot.canvas import FAINT, INK, PAPER, Canvas, Language, breadth, shortened, shortened_label
from tracer.query.find import find_case

KINDS = {
    "journey": "#5b8db8", "visit": "#e0a030", "stay": "#74a57f", "contact": "#b07aa1", "care": "#c0393e",
    "isolation": "#8c6bb1", "transfer": "#8c6bb1", "admission": "#8c6bb1", "sampled": "#7f8c8d",
}  # fmt: skip
MILESTONE = "#c0393e"
CASES = ("#3b6ea5", "#c46a1b", "#3a8a5f", "#a04a7a", "#7a6a2f", "#5a5fae", "#2f8a94", "#8a4b3c")
PARTS = {"dawn": (0, 6), "am": (6, 12), "noon": (11, 13), "pm": (12, 18), "evening": (18, 24)}
LONGEST_PERIOD = 31
"""A longer period is shown on its first and last day only."""
HOUR, LEFT, RIGHT, LANE, BAND = 0.42, 1.5, 0.45, 0.235, 0.12
FONT = 7.5
LONGEST = 30.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One event on one day: from hour to hour."""

    day: date
    case: str
    start: float
    end: float
    clock: bool
    kind: str
    text: str


def draw_timeline(
    graph: Graph, cases: Sequence[str], target: Output, language: Language = "zh", suffix: str | None = None
) -> None:
    """Draw the days of some cases, given by id or label, into a file (.svg, .png, .pdf).

    Raises:
        TracerError: a case is unknown or ambiguous.
        ExportError: a case has no record, matplotlib is missing, or the file cannot be written.
    """
    canvas = Canvas(language)
    nodes = list(dict.fromkeys(find_case(graph, text) for text in cases))
    records = graph.graph.get("cases", {})
    missing = [n for n in nodes if n not in records]
    if missing:
        raise ExportError(f"nothing is told of the days of {', '.join(missing)}")
    bars = [bar for n in nodes for bar in bars_of(n, records[n], canvas)]
    lanes = _lanes(bars, nodes)
    names = canvas.labels(graph)
    _Timeline(canvas, nodes, [names[n] for n in nodes], lanes).save(target, suffix)


def bars_of(node: str, case: Case, canvas: Canvas) -> list[Bar]:
    """The bars of a case's dated events, in order."""
    found = [bar for event in case.events if event.when for bar in _bars(node, event, event.when, canvas)]
    return list(dict.fromkeys(sorted(found, key=lambda b: (b.day, b.start, not b.clock, b.end, b.text))))


def _bars(node: str, event: Event, when: When, canvas: Canvas) -> Iterable[Bar]:
    first, last = when.start or when.end, when.end or when.start
    if first is None or last is None:
        return
    begin, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
    if end < begin:
        begin, end = end, begin
    clock = "T" in first
    span = (end.date() - begin.date()).days
    if "T" in last and span and end.time() == datetime.min.time():
        span -= 1
    text = _text(event, canvas)
    offsets = range(span + 1) if span <= LONGEST_PERIOD else (0, span)
    for offset in offsets:
        day = begin.date() + timedelta(days=offset)
        low, high = PARTS[when.part_of_day] if when.part_of_day and not clock else (0, 24)
        start = _hours(begin) if clock and offset == 0 else float(low)
        stop = _until(end, day) if "T" in last else start if clock and offset == 0 else float(high)
        yield Bar(day, node, start, max(stop, start), clock, event.kind, text)


def _hours(moment: datetime) -> float:
    return moment.hour + moment.minute / 60


def _until(end: datetime, day: date) -> float:
    return _hours(end) if end.date() == day else 24.0


def _text(event: Event, canvas: Canvas) -> str:
    """What a bar says: the place, or the way and its ends; the kind where nothing else is known."""
    ends = " → ".join(place_label(p) for p in (event.origin, event.destination) if p)
    vehicle = event.number.value if event.number else ""
    words = [vehicle, place_label(event.place) if event.place else "", ends]
    said = " ".join(canvas.shown(w) for w in words if w).strip()
    kind = canvas.say(f"event.{event.kind}")
    own = event.kind in ("visit", "stay", "journey") and said
    return shortened(said if own else f"{kind} {said}".strip(), LONGEST)


def _lanes(bars: Sequence[Bar], nodes: Sequence[str]) -> dict[date, dict[str, list[list[Bar]]]]:
    """For each day and case as few lanes as hold bars and labels side by side."""
    days: dict[date, dict[str, list[list[Bar]]]] = defaultdict(lambda: {n: [] for n in nodes})
    for bar in bars:
        lanes = days[bar.day][bar.case]
        start = _begin(bar)
        free = next((lane for lane in lanes if max(map(_reach, lane)) + 0.25 <= start), None)
        if free is None:
            lanes.append([bar])
        else:
            free.append(bar)
    return dict(sorted(days.items()))


def _label(bar: Bar) -> str:
    if not bar.clock:
        return bar.text
    return f"{_clock(bar.start)}{'–' + _clock(bar.end) if bar.end > bar.start else ''} {bar.text}"


def _clock(hours: float) -> str:
    minutes = round(hours * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _needs(bar: Bar) -> float:
    """Hours that the label covers."""
    return (breadth(_label(bar)) * FONT / 72 + 0.1) / HOUR


def _begin(bar: Bar) -> float:
    """Where bar or label begin: a label that would run over midnight stands left of its bar."""
    return bar.start if bar.start + _needs(bar) <= 24 + RIGHT / HOUR else max(0.0, bar.start - _needs(bar))


def _reach(bar: Bar) -> float:
    return max(bar.end, _begin(bar) + _needs(bar))


class _Timeline:
    def __init__(
        self, canvas: Canvas, nodes: Sequence[str], names: Sequence[str], days: dict[date, dict[str, list[list[Bar]]]]
    ) -> None:
        self.canvas, self.nodes, self.names, self.days = canvas, nodes, names, days
        self.tall = sum(self._height(cases) for cases in days.values())

    @staticmethod
    def _height(cases: dict[str, list[list[Bar]]]) -> float:
        return BAND + LANE * sum(map(len, cases.values()))

    def save(self, target: Output, suffix: str | None) -> None:
        """Draw into a file."""
        size = (LEFT + 24 * HOUR + RIGHT, max(self.tall, 1.2) + TITLE + 0.75)
        self.canvas.save(self.draw, target, size, suffix)

    def draw(self, figure: Any) -> None:
        """Fill a figure."""
        write_title(figure, self.canvas.say("timeline"), " · ".join(self.names))
        if not self.days:
            say_nothing(figure, self.canvas.say("no_days"))
            return
        axes = bare_axes(figure, LEFT, RIGHT, bottom=0.75)
        axes.set_xlim(0, 24)
        axes.set_ylim(max(self.tall, 1.2), 0)
        axes.set_yticks([])
        axes.set_xticks(range(0, 25, 3), [f"{h:02}:00" for h in range(0, 25, 3)], fontsize=8)
        for hour in range(0, 25, 3):
            axes.axvline(hour, color=FAINT, lw=0.6, zorder=0.5)
        top = 0.0
        for number, (day, cases) in enumerate(self.days.items()):
            self._day(axes, day, cases, top, number)
            top += self._height(cases)
        legend(figure, self._handles())

    def _day(self, axes: Any, day: date, cases: dict[str, list[list[Bar]]], top: float, number: int) -> None:
        height = self._height(cases)
        if number % 2 == 0:
            axes.axhspan(top, top + height, color="#f6f7f9", lw=0, zorder=0)
        named = f"{day.month:02}-{day.day:02}"
        text = f"{day.year}-{named}" if number == 0 else named
        axes.text((0.25 - LEFT) / HOUR, top + height / 2, text, fontsize=9, fontweight="bold", va="center", color=INK)
        at = top + BAND / 2
        for case, lanes in cases.items():
            if lanes and len(self.nodes) > 1:
                middle = at + LANE * len(lanes) / 2
                name = shortened_label(self.names[self.nodes.index(case)], 6)
                axes.text(-0.12, middle, name, fontsize=7, va="center", ha="right", color=self._shade(case))
            for lane in lanes:
                for bar in lane:
                    self._bar(axes, bar, at)
                at += LANE

    def _shade(self, case: str) -> str:
        return CASES[self.nodes.index(case) % len(CASES)]

    def _bar(self, axes: Any, bar: Bar, top: float) -> None:
        colour = KINDS.get(bar.kind, MILESTONE) if len(self.nodes) == 1 else self._shade(bar.case)
        if bar.clock and bar.end <= bar.start:
            axes.plot([bar.start] * 2, [top + 0.03, top + LANE - 0.03], color=colour, lw=2.4, solid_capstyle="round")
        else:
            alpha = 0.34 if bar.clock else 0.14
            width = bar.end - bar.start
            axes.barh(
                top + LANE / 2, width, left=bar.start, height=LANE - 0.045, color=colour, alpha=alpha, lw=0, zorder=2
            )
            if bar.clock:
                axes.plot([bar.start] * 2, [top + 0.024, top + LANE - 0.024], color=colour, lw=2, solid_capstyle="butt")
        axes.text(
            _begin(bar) + 0.1, top + LANE / 2, _label(bar), fontsize=FONT, va="center_baseline", color=INK, zorder=4
        )

    def _handles(self) -> list[Any]:
        patch = load("matplotlib.patches", "plot", "drawing").Patch
        if len(self.nodes) > 1:
            return [patch(color=self._shade(n), label=name) for n, name in zip(self.nodes, self.names, strict=True)][:8]
        shown = {bar.kind for cases in self.days.values() for lanes in cases.values() for lane in lanes for bar in lane}
        named: dict[str, str] = {}
        for kind in sorted(shown, key=lambda k: (list(KINDS).index(k) if k in KINDS else len(KINDS), k)):
            colour = KINDS.get(kind, MILESTONE)
            named[colour] = "、".join(p for p in (named.get(colour), self.canvas.say(f"event.{kind}")) if p)
        joined = {c: text.replace("、", ", ") if self.canvas.language == "en" else text for c, text in named.items()}
        return [patch(fc=colour, ec=PAPER, label=text) for colour, text in joined.items()]
