"""Commands whose help and whose complaints about wrong usage are in the language in use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import click

from tracer.cli.messages import say

EXTRA = re.compile(r"unexpected extra arguments? \((?P<extra>.*)\)", re.S)


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

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words of the usage line; the general ones in the language in use."""
        general = {"[OPTIONS]": say("usage.options"), "COMMAND [ARGS]...": say("usage.command")}
        return [general.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=say("usage.usage"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does, and an example to run."""
        key = self.help or ""
        lines = [say(key)]
        lines += [say(about) for about in self._about_paths()]
        for line in lines:
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(line)
        with formatter.section(say("examples")), formatter.indentation():
            formatter.write(f"    $ {say(key.replace('help.', 'example.', 1))}\n")

    def _about_paths(self) -> list[str]:
        """What PATHS may be: of a command that asks files or a workspace, or of one that only reads files."""
        names = {p.name for p in self.params}
        if names & {"paths", "labels"} and "db" in names and "again" not in names:
            return ["paths.or_db"]
        return ["paths"] if "paths" in names else []

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, under a heading in the language in use."""
        shown = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [record for p in shown if (record := p.get_help_record(ctx)) is not None]
        if records:
            with formatter.section(say("usage.heading.options")):
                formatter.write_dl([(name, _own_help(name, text)) for name, text in records])


class Group(Command, click.Group):
    """A group of commands; called with none it shows its help."""

    command_class = Command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; none at all is a wish for help."""
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands."""
        super().format_options(ctx, formatter)
        names = self.list_commands(ctx)
        if names:
            with formatter.section(say("usage.heading.commands")):
                formatter.write_dl([(name, self.line_of(name)) for name in names])

    def line_of(self, name: str) -> str:
        """The line of a command in the list; its key follows from its name, so that listing loads no command."""
        return say(f"{self.help}.{name}")


def _own_help(name: str, text: str) -> str:
    return say("option.help") if name.endswith("--help") else text


def usage_message(error: click.UsageError) -> str:
    """What is wrong with the arguments, in the language in use, and where help stands."""
    where = error.ctx.command_path if error.ctx else "tracer"
    return say("usage.see", message=_reason(error), command=f"{where} --help")


def _reason(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return say("usage.no_option", name=error.option_name) + _near(error.possibilities)
    if isinstance(error, click.MissingParameter):
        return say("usage.missing", name=_name(error))
    if isinstance(error, click.BadOptionUsage):
        return say("usage.bad_option", name=error.option_name)
    if isinstance(error, click.BadParameter):
        return say("usage.bad_value", name=_name(error), reason=_allowed(error))
    return _unclassified(error)


def _name(error: click.BadParameter) -> str:
    hint: Any = error.param_hint
    if hint is None and error.param is not None:
        hint = error.param.opts if isinstance(error.param, click.Option) else (error.param.name or "").upper()
    return hint if isinstance(hint, str) else "/".join(hint or ())


def _allowed(error: click.BadParameter) -> str:
    """What the parameter takes; the reason as given where its type has nothing to tell."""
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return say("usage.one_of", values=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.DateTime):
        return say("usage.date")
    if isinstance(kind, click.IntRange | click.types.IntParamType):
        return say("usage.integer")
    return error.message


def _unclassified(error: click.UsageError) -> str:
    """Errors that older versions of click tell apart by their words only."""
    extra = EXTRA.search(error.message)
    if extra:
        return say("usage.extra", words=extra["extra"])
    unknown = re.match(r"No such command '(?P<name>.*?)'", error.message, re.S)
    if unknown:
        return say("usage.no_command", name=unknown["name"]) + _near(getattr(error, "possibilities", None))
    if error.message.startswith("Missing command"):
        return say("usage.missing_command")
    return error.format_message()


def _near(possibilities: Sequence[str] | None) -> str:
    return say("usage.near", names=", ".join(possibilities)) if possibilities else ""
