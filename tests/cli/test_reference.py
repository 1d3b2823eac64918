from __future__ import annotations

from pathlib import Path

import click
import pytest

from tracer.cli import main
from tracer.cli.messages import speak
from tracer.cli.reference import reference

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"


def every_command(command: click.Command, path: str = "tracer") -> dict[str, click.Command]:
    found = {path: command}
    for name, below in command.commands.items() if isinstance(command, click.Group) else ():
        found |= every_command(below, f"{path} {name}")
    return found


COMMANDS = every_command(main)


def test_the_page_is_fresh():
    speak("en")
    assert PAGE.read_text("utf-8") == reference(), "run make generated"


@pytest.mark.parametrize("path", sorted(set(COMMANDS) - {"tracer"}))
def test_every_command_and_option_is_documented(path):
    section = PAGE.read_text("utf-8").partition(f"\n## {path}\n")[2].partition("\n## ")[0]
    assert section
    own = [p for p in COMMANDS[path].params if isinstance(p, click.Option) and p.name != "lang"]
    assert [p.name for p in own if f"`{', '.join(p.opts)}" not in section] == []
