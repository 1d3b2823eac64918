"""The ``tracer`` command: thin commands that parse options, call one library function and print."""

import click

from tracer import __version__
from tracer.cli.base import Main, Option, options
from tracer.cli.commands import Commands


@click.group(cls=Main, help="help.main", commands=Commands())
@click.version_option(__version__, cls=Option, message="tracer %(version)s")
@options()
def main() -> None:
    """Hold the commands."""
