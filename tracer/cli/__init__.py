"""The ``tracer`` command: thin commands that parse options, call one library function and print."""

import click

from tracer import __version__
from tracer.cli.base import Main, Option, options
from tracer.cli.check import check
from tracer.cli.evaluate import evaluate
from tracer.cli.explain import explain
from tracer.cli.export import export
from tracer.cli.graph import graph
from tracer.cli.infer import infer
from tracer.cli.ingest import ingest
from tracer.cli.measures import measures
from tracer.cli.parse import parse
from tracer.cli.places import places
from tracer.cli.plot import plot
from tracer.cli.query import query
from tracer.cli.rules import rules
from tracer.cli.schema import schema
from tracer.cli.simulate import simulate
from tracer.cli.why import why
from tracer.cli.workspace import export_archive, import_archive, sql, status


@click.group(cls=Main, help="help.main")
@click.version_option(__version__, cls=Option, message="tracer %(version)s")
@options()
def main() -> None:
    """Hold the commands."""


NOTICES = (
    parse, explain, graph, query, infer, why, check, measures, evaluate, rules, schema, export, plot, places, simulate,
)  # fmt: skip
WORKSPACE = (ingest, status, sql, export_archive, import_archive)
for _command in (*NOTICES, *WORKSPACE):
    main.add_command(_command)
