"""What every command shares: its options, and how errors end."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from tracer.cli.messages import LANGUAGES, choose, complain, say, speak
from tracer.cli.render import use_utf8
from tracer.cli.usage import Command, Group, Option, usage_message
from tracer.errors import TracerError

__all__ = ["Command", "Group", "Main", "Option", "as_json", "candidates", "options", "paths", "published", "rule_files"]

F = TypeVar("F", bound=Callable[..., Any])
INTERRUPTED = 130
"""What a shell reports of a program that SIGINT has ended."""
CLOSED_PIPE = 1
OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""Records hold no cycles: Python's search for them, every 700 new objects, took a sixth of the time of a parse."""


class Main(Group):
    """The outermost group: it chooses the language and turns every error into one line and an exit code."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run the command line."""
        arguments = list(sys.argv[1:] if args is None else args)
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
        use_utf8()
        speak(choose(arguments))
        extra["standalone_mode"] = False
        code = _outcome(lambda: super(Main, self).main(arguments, *rest, **extra))
        sys.exit(code if isinstance(code, int) else 0)

    def line_of(self, name: str) -> str:
        """The line of a command in the list: ``help.parse``, not ``help.main.parse``."""
        return say(f"help.{name}")


def _outcome(run: Callable[[], Any]) -> Any:
    try:
        code = run()
        sys.stdout.flush()
    except TracerError as error:
        complain(str(error))
        return error.exit_code
    except click.UsageError as error:
        complain(usage_message(error))
        return error.exit_code
    except click.ClickException as error:
        complain(error.format_message())
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return _let_go()
    return code


def _let_go() -> int:
    """Nobody reads on (``tracer parse … | head``): what is still in the buffer goes nowhere, without a word."""
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
    os.close(sink)
    return CLOSED_PIPE


def options(*decorators: Callable[[Any], Any]) -> Callable[[F], F]:
    """Several decorators as one; ``--lang`` is always among them."""

    def apply(function: F) -> F:
        lang = click.option("--lang", cls=Option, type=click.Choice(LANGUAGES), expose_value=False)
        for decorate in reversed([*decorators, lang]):
            function = decorate(function)
        return function

    return apply


paths = click.argument("paths", nargs=-1, required=True)
rule_files = click.option("--rules", cls=Option, multiple=True, type=click.Path(path_type=Path), metavar="FILE")
published = click.option("--published", cls=Option, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE")
candidates = click.option("--candidates", cls=Option, is_flag=True)
as_json = click.option("--json", "json", cls=Option, is_flag=True)
