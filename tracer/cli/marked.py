"""The marked text of a notice, coloured for a terminal or in plain brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from tracer.cli.messages import say, word
from tracer.export.markup import UNPARSED, Step, marks, walk
from tracer.models import Notice

TIMES = {"when", "issued_on", "as_of"}
PLACES = {"place", "origin", "destination", "within", "venue", "residence", "workplace"}
PEOPLE = {"relation", "target", "role", "contact", "companion"}
HEADS = {"title", "serial", "issuer", "total", "label"}
COLOURS: tuple[tuple[set[str], str], ...] = (
    (TIMES, "yellow"),
    (PLACES, "green"),
    (PEOPLE, "magenta"),
    (HEADS, "blue"),
)
FACTS = "cyan"
EVENTS = {
    "stay", "visit", "journey", "onset", "care", "sampled", "positive", "isolation", "transfer", "admission",
    "diagnosis", "discharge", "death",
}  # fmt: skip


def coloured(raw: str, notice: Notice) -> str:
    """The text with ANSI colours: by the innermost mark, events underlined, each mark's name behind it."""
    return "".join(_piece(step) for step in walk(raw, notice.source.span, marks(notice)))


def plain(raw: str, notice: Notice) -> str:
    """The text with marks in brackets: ⟦residence:…⟧."""
    spell: dict[str, Callable[[str], str]] = {"open": "⟦{}:".format, "close": lambda _: "⟧", "text": str}
    return "".join(spell[step.kind](step.text) for step in walk(raw, notice.source.span, marks(notice)))


def legend(notice: Notice, colours: bool) -> str:
    """The names that occur, in their colours; or how to read the brackets."""
    if not colours:
        return say("explain.plain")
    names = dict.fromkeys(mark.name for mark in marks(notice))
    return say("explain.legend", names="  ".join(_style(word("mark", name), (name,)) for name in names))


def notes(notice: Notice) -> Iterator[str]:
    """One line for each diagnostic."""
    for note in notice.diagnostics:
        where = f" {note.span[0]}-{note.span[1]}" if note.span else ""
        yield f"{word('severity_of_note', note.severity)} {note.code}{where}: {note.message}"


def _piece(step: Step) -> str:
    if step.kind == "open":
        return ""
    if step.kind == "close":
        return click.style(f"‹{word('mark', step.text)}›", dim=True)
    return _style(step.text, step.open)


def _style(text: str, names: tuple[str, ...]) -> str:
    if not names:
        return text
    if UNPARSED in names:
        return click.style(text, fg="red", reverse=True)
    inner = [name for name in names if name not in EVENTS]
    colour = next((c for group, c in COLOURS if inner and inner[-1] in group), FACTS) if inner else None
    return click.style(text, fg=colour, underline=(len(inner) < len(names)) or None)
