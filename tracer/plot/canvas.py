"""A figure with our look, labels its font can show, and files that are the same bytes each time."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tracer.errors import ExportError
from tracer.export.extras import load
from tracer.export.output import Output, write_output
from tracer.graph.attributes import Graph
from tracer.plot.fonts import ascii_only, chinese_font, plain_label, warn_missing
from tracer.plot.words import WORDS

Language = Literal["en", "zh"]
INK, SOFT, FAINT, PAPER = "#23272b", "#6b7278", "#e6e9ec", "#ffffff"
DPI = 160
SUFFIXES = (".svg", ".png", ".pdf")
LARGEST = 300.0
"""Inches; beyond that no program opens a picture."""


@dataclass
class Canvas:
    """A figure in the making, in one language and one font."""

    language: Language = "zh"
    font: str | None = field(default_factory=chinese_font)

    def __post_init__(self) -> None:
        if self.font is None:
            warn_missing()
            self.language = "en"

    def say(self, key: str, **fields: object) -> str:
        """The words of this key in the language of the picture."""
        return WORDS[key][self.language == "zh"].format(**fields)

    def shown(self, text: str) -> str:
        """A text as far as the font can show it."""
        return text if self.font else ascii_only(text)

    def labels(self, graph: Graph) -> dict[str, str]:
        """A label for each node."""
        nodes = sorted(graph)
        if self.font:
            return {n: str(graph.nodes[n].get("label", n)) for n in nodes}
        return {n: plain_label(graph.nodes[n], i) for i, n in enumerate(nodes, 1)}

    def settings(self) -> dict[str, Any]:
        """What matplotlib has to know; outlines instead of fonts in SVG, so that it looks the same everywhere."""
        return {
            "font.family": "sans-serif",
            "font.sans-serif": [self.font, "DejaVu Sans"] if self.font else ["DejaVu Sans"],
            "font.size": 9,
            "text.color": INK,
            "axes.edgecolor": SOFT,
            "axes.labelcolor": INK,
            "xtick.color": SOFT,
            "ytick.color": SOFT,
            "axes.unicode_minus": False,
            "svg.hashsalt": "tracer",
            "svg.fonttype": "path",
        }

    def save(self, draw: Any, target: Output, size: tuple[float, float], suffix: str | None = None) -> None:
        """Make a figure of so many inches, let ``draw`` fill its axes, and write it.

        Raises:
            ExportError: matplotlib is missing, the name says no format we write, or the file cannot be written.
        """
        form = _form(target, suffix)
        matplotlib = load("matplotlib", "plot", "drawing")
        figures = load("matplotlib.figure", "plot", "drawing")
        load("matplotlib.backends.backend_agg", "plot", "drawing")
        width, height = (min(side, LARGEST) for side in size)
        with matplotlib.rc_context({**matplotlib.rcParamsDefault, **self.settings(), "backend": "agg"}):
            figure = figures.Figure(figsize=(width, height), facecolor=PAPER)
            draw(figure)
            data = io.BytesIO()
            figure.savefig(data, format=form, dpi=_dpi(width, height), metadata=_metadata(form))
        write_output(data.getvalue(), target)


def _form(target: Output, suffix: str | None) -> str:
    name = suffix or (Path(target).suffix if isinstance(target, str | os.PathLike) else ".png")
    if name.lower() not in SUFFIXES:
        raise ExportError(f"{target}: a picture ends in {', '.join(SUFFIXES)}")
    return name.lower()[1:]


def _dpi(width: float, height: float) -> float:
    """Fewer dots for a very large picture: a PNG side holds 65,535."""
    return min(DPI, 60_000 / max(width, height))


def _metadata(form: str) -> Mapping[str, str | None]:
    """No date and no version, which would change the bytes."""
    if form == "svg":
        return {"Date": None, "Creator": "tracer"}
    return {"Software": None} if form == "png" else {"CreationDate": None, "Creator": "tracer", "Producer": None}


def breadth(text: str) -> float:
    """The width of a text in ems.

    >>> breadth("病例4"), breadth("")
    (2.6, 0)
    """
    return round(sum(1.0 if ord(c) > 0x2E80 else 0.6 for c in text), 2) if text else 0


def shortened(text: str, ems: float) -> str:
    """A text cut to a width, with an ellipsis.

    >>> shortened("福来便利店东街店", 5)
    '福来便利…'
    """
    if breadth(text) <= ems:
        return text
    while text and breadth(text) + 1 > ems:
        text = text[:-1]
    return text + "…"


def shortened_label(label: str, ems: float) -> str:
    """A label cut before its number, which tells it from the others.

    >>> shortened_label("境外输入无症状感染者12", 8)
    '境外输入无…12'
    """
    number = re.search(r"\d*$", label)
    tail = number.group() if number else ""
    if breadth(label) <= ems or not tail:
        return shortened(label, ems)
    return shortened(label.removesuffix(tail) + "…", ems - breadth(tail)).rstrip("…") + "…" + tail


def short_label(label: str) -> str:
    """The number in a label, for pictures with many cases.

    >>> short_label("无症状感染者12"), short_label("无编号病例①")
    ('12', '①')
    """
    found = re.search(r"\d+$", label)
    return found.group() if found else label.removeprefix("无编号病例").removeprefix("提及病例")
