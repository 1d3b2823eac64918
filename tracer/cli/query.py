"""``tracer query``: questions to the graph of some notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from tracer.cli.base import Command, Group, Reader, options, paths, rule_files
from tracer.graph import query as ask
from tracer.graph.build import build_graph


@click.group(cls=Group, help="help.query")
@options()
def query() -> None:
    """Hold the questions."""


def _answer(names: Sequence[str], rules: Sequence[Path], question: Callable[[Any], list[str]]) -> int:
    reader = Reader(names, rules, None)
    notices = list(reader)
    code = reader.finish()
    for line in question(build_graph(notices)) if notices else ():
        click.echo(line)
    return code


def _link(link: ask.Link) -> str:
    where = " ".join(part for part in (link.start, link.place) if part)
    words = " / ".join(e.text for e in link.evidence)
    return f"{link.source_label} -> {link.target_label}  {link.kind}: {link.meaning}  {where}  「{words}」"


def _presence(p: ask.Presence) -> str:
    time = "/".join(part for part in (p.start, p.end) if part) or "-"
    return f"{p.label}  {time}  {p.event}  {p.place}  「{p.evidence.text}」"


def _card(card: ask.CaseCard) -> list[str]:
    facts = [f"  {f.name}: {f.value}" + (f"  「{f.evidence.text}」" if f.evidence else "") for f in card.facts]
    rest = [*map(_link, card.links), *map(_presence, card.presences)]
    return [f"{card.label} ({card.case_id})", *facts, *(f"  {line}" for line in rest)]


@query.command("case", cls=Command, help="help.query.case")
@options(click.argument("label"), paths, rule_files)
def case(label: str, paths: tuple[str, ...], rules: tuple[Path, ...]) -> int:
    """Print a case's card."""
    return _answer(paths, rules, lambda g: _card(ask.case_card(g, label)))


@query.command("links", cls=Command, help="help.query.links")
@options(click.argument("label"), paths, rule_files)
def links(label: str, paths: tuple[str, ...], rules: tuple[Path, ...]) -> int:
    """Print a case's links."""
    return _answer(paths, rules, lambda g: [_link(x) for x in ask.links(g, label)])


@query.command("place", cls=Command, help="help.query.place")
@options(click.argument("name"), paths, rule_files)
def place(name: str, paths: tuple[str, ...], rules: tuple[Path, ...]) -> int:
    """Print who was at a place."""
    return _answer(paths, rules, lambda g: [_presence(x) for x in ask.place(g, name)])


@query.command("path", cls=Command, help="help.query.path")
@options(click.argument("a"), click.argument("b"), paths, rule_files)
def path(a: str, b: str, paths: tuple[str, ...], rules: tuple[Path, ...]) -> int:
    """Print the chain between two cases."""
    return _answer(paths, rules, lambda g: [_link(x) for x in ask.path(g, a, b)])
