"""Possible infectors, and the forest, as text on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from tracer.cli.messages import say, word
from tracer.cli.render import table
from tracer.graph.attributes import Graph
from tracer.infer import Branch, Forest, Inference, Sources
from tracer.infer.report import label_of

COLUMNS = ("label", "begin", "infector", "probability", "evidence", "interval")


def sources_page(graph: Graph, inference: Inference, least: float, width: int | None = None) -> str:
    """A table of the cases that have any candidate, with their candidates; then how many have none."""
    heads = [say(f"infer.{name}") for name in COLUMNS]
    told = [s for s in inference.sources.values() if s.candidates or s.imported]
    rows = [row for sources in told for row in _rows(graph, inference, sources, least)]
    parts = [_assumed(inference)]
    if rows:
        parts.append(table(heads, rows, width))
    if len(told) < len(inference.sources):
        parts.append(say("infer.none", count=len(inference.sources) - len(told)))
    return "\n\n".join(parts) + "\n"


def _assumed(inference: Inference) -> str:
    chosen = inference.parameters
    figures = chosen.table["variant"][chosen.variant]
    return say(
        "infer.assumed",
        variant=chosen.variant,
        serial=f"{figures['serial_interval']['mean']:g}",
        serial_sd=f"{figures['serial_interval']['sd']:g}",
        incubation=f"{figures['incubation']['mean']:g}",
        window=chosen.window,
    )


def _rows(graph: Graph, inference: Inference, sources: Sources, least: float) -> Iterator[list[str]]:
    """The candidates of one case, then what is left; the case itself on the first line only."""
    lines = [
        [
            label_of(graph, c.infector),
            percent(c.probability),
            word("contact_class", c.terms.evidence),
            "" if c.terms.interval is None else str(c.terms.interval),
        ]
        for c in sources.candidates
        if c.probability >= least
    ]
    for name, probability in (("imported", sources.imported), ("unknown", sources.unknown)):
        if probability:
            lines.append([say(f"infer.{name}"), percent(probability), "", ""])
    head = [label_of(graph, sources.case), begin(inference, sources.case)]
    for line in lines:
        yield [*head, *line]
        head = ["", ""]


def forest_page(graph: Graph, inference: Inference, forest: Forest) -> str:
    """Each tree of two or more cases, drawn with lines."""
    sizes, parts = forest.sizes(), [_assumed(inference)]
    for number in (n for n, size in sizes.items() if size > 1):
        tree = [b for b in forest.branches if b.tree == number]
        parts.append("\n".join(_lines(graph, inference, tree)))
    alone = sum(size == 1 for size in sizes.values())
    if alone:
        parts.append(say("infer.alone", count=alone))
    return "\n\n".join(parts) + "\n"


def _lines(graph: Graph, inference: Inference, tree: list[Branch]) -> Iterator[str]:
    for place, branch in enumerate(tree):
        text = f"{label_of(graph, branch.case)}  {begin(inference, branch.case)}"
        if branch.parent is not None:
            text += f"  {percent(branch.parent.probability)} {word('contact_class', branch.parent.terms.evidence)}"
        elif branch.imported:
            text += f"  {say('infer.imported')}"
        yield (_stem(tree, place) + text).rstrip()


def _stem(tree: list[Branch], place: int) -> str:
    """The lines before a case: one for each generation above it that has more to come."""
    depth = tree[place].generation
    if depth == 0:
        return ""
    later = [b.generation for b in tree[place + 1 :]]

    def goes_on(level: int) -> bool:
        return next((g for g in later if g <= level), -1) == level

    return "".join("│  " if goes_on(level) else "   " for level in range(1, depth)) + (
        "├─ " if goes_on(depth) else "└─ "
    )


def begin(inference: Inference, case: str) -> str:
    """The day that stands for the begin of a case, and which day that is."""
    day, basis = inference.iso_day(case), inference.courses[case].basis
    return f"{day} {word('fact', BASES.get(basis, basis))}" if day and basis else say("infer.undated")


BASES = {"report": "issued_on"}


def percent(probability: float) -> str:
    """A probability in per cent; one that is not nothing is never shown as nothing.

    >>> percent(0.687), percent(0.0002), percent(0.9999)
    ('69%', '<1%', '>99%')
    """
    if 0 < probability < 0.005:
        return "<1%"
    if 0.995 < probability < 1:
        return ">99%"
    return f"{probability:.0%}"
