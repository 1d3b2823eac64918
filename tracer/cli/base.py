"""What every command shares: language, options, reading the input, and how errors end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from tracer.api import parse_file
from tracer.cli.messages import LANGUAGES, choose, say, speak
from tracer.cli.render import use_utf8
from tracer.errors import InputError, NoNoticeError, TracerError
from tracer.models import Notice
from tracer.read.paths import find_inputs
from tracer.rulebook import load

F = TypeVar("F", bound=Callable[..., Any])


class Option(click.Option):
    """An option whose help is a key of the texts."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help in the language in use."""
        record = super().get_help_record(ctx)
        return (record[0], say(f"option.{self.name}")) if record else None


class Command(click.Command):
    """A command whose help and example are keys of the texts."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """The line in the list of commands."""
        return say(self.help or "")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, and an example to run."""
        key = self.help or ""
        lines = [say(key)]
        if any(p.name == "paths" for p in self.params):
            lines.append(say("paths"))
        for line in lines:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(line)
        with formatter.section(say("examples")), formatter.indentation():
            formatter.write(f"    $ {say(key.replace('help.', 'example.', 1))}\n")


class Group(Command, click.Group):
    """A group of commands; the outermost one turns every error into one line and an exit code."""

    command_class = Command

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Run the command line."""
        arguments = list(sys.argv[1:] if args is None else args)
        use_utf8()
        speak(choose(arguments))
        extra["standalone_mode"] = False
        try:
            code = super().main(arguments, *rest, **extra)
            sys.stdout.flush()
        except TracerError as error:
            complain(str(error))
            code = error.exit_code
        except click.ClickException as error:
            complain(error.format_message())
            code = error.exit_code
        except click.Abort:
            code = 130
        sys.exit(code if isinstance(code, int) else 0)


def complain(message: str) -> None:
    """One line on standard error."""
    click.echo(say("error", message=" ".join(message.split())), err=True)


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


class Reader:
    """The notices of some inputs, one by one; inputs that fail are named and counted, the others still read."""

    def __init__(self, names: Sequence[str], rules: Sequence[Path], day: datetime | None) -> None:
        self.inputs = find_inputs(names)
        self.rulebook = load(rules)
        self.published: date | None = day.date() if day else None
        self.failed = self.found = 0

    def __iter__(self) -> Iterator[Notice]:
        for error in self.inputs.errors:
            self._fail(error)
        for path in self.inputs.files:
            try:
                for notice in parse_file(path, published=self.published, rules=self.rulebook):
                    self.found += 1
                    yield notice
            except InputError as error:
                self._fail(error)

    def _fail(self, error: InputError) -> None:
        complain(str(error))
        self.failed += 1

    def finish(self) -> int:
        """The exit code: 0, or 2 where an input failed.

        Raises:
            NoNoticeError: everything was read and holds no notice.
        """
        if not self.found and not self.failed:
            raise NoNoticeError(say("no_notice"))
        return 2 if self.failed else 0
