"""Which commands there are and where each one stands; its module is imported when the command is asked for.

A command that only reads notices (``tracer parse``) waits for neither the graph nor the database toolkit.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import cast

import click

HOMES = {
    "parse": "tracer.cli.parse:parse",
    "explain": "tracer.cli.explain:explain",
    "graph": "tracer.cli.graph:graph",
    "query": "tracer.cli.query:query",
    "infer": "tracer.cli.infer:infer",
    "why": "tracer.cli.why:why",
    "check": "tracer.cli.check:check",
    "measures": "tracer.cli.measures:measures",
    "evaluate": "tracer.cli.evaluate:evaluate",
    "rules": "tracer.cli.rules:rules",
    "schema": "tracer.cli.schema:schema",
    "export": "tracer.cli.export:export",
    "plot": "tracer.cli.plot:plot",
    "places": "tracer.cli.places:places",
    "simulate": "tracer.cli.simulate:simulate",
    "ingest": "tracer.cli.ingest:ingest",
    "status": "tracer.cli.workspace:status",
    "sql": "tracer.cli.workspace:sql",
    "export-archive": "tracer.cli.workspace:export_archive",
    "import-archive": "tracer.cli.workspace:import_archive",
}
"""Every command, the module it stands in and its name there."""


class Commands(MutableMapping[str, click.Command]):
    """The commands of ``tracer`` by name, each loaded when it is first looked up; listing them loads none."""

    def __init__(self) -> None:
        self._homes = dict(HOMES)
        self._loaded: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._loaded:
            module, _, attribute = self._homes[name].partition(":")
            self._loaded[name] = cast(click.Command, getattr(import_module(module), attribute))
        return self._loaded[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._homes[name], self._loaded[name] = "", command

    def __delitem__(self, name: str) -> None:
        del self._homes[name]

    def __contains__(self, name: object) -> bool:
        return name in self._homes

    def __iter__(self) -> Iterator[str]:
        return iter(self._homes)

    def __len__(self) -> int:
        return len(self._homes)
