"""The documentation keeps to the code: fields, codes, commands, examples and links that exist."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest

from tracer import models
from tracer.cli import main
from tracer.rulebook import load
from tracer.schema import __file__ as schema_file

ROOT = Path(schema_file).parents[1]
READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, *sorted(str(p.relative_to(ROOT)) for p in (ROOT / "docs").glob("*.md")))
RECORDS = {
    name: cls
    for name, cls in vars(models).items()
    if name.isidentifier() and isinstance(cls, type) and issubclass(cls, models.Record) and cls.model_fields
}
CODES = {name: get_args(alias) for name, alias in vars(models).items() if get_args(alias) and name != "Span"}


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def sections() -> dict[str, str]:
    """The section of each record, by the names in its heading."""
    parts = re.split(r"^## (.+)\n", read("docs/record-format.md"), flags=re.MULTILINE)
    return {name: body for heads, body in zip(parts[1::2], parts[2::2], strict=True) for name in heads.split(", ")}


def documented(body: str) -> set[str]:
    cells = re.findall(r"^\| (`[^|]+) \|", body, re.MULTILINE)
    return {field for cell in cells for field in re.findall(r"`(\w+)`", cell)}


def commands(page: str) -> Iterator[str]:
    for block in blocks(read(page), "(?:sh|console)"):
        yield from re.findall(r"^(?:\$ )?tracer (.*)$", block, re.MULTILINE)
    yield from re.findall(r"`tracer ([^`]+)`", read(page))


def unknown_word(command: str) -> str | None:
    """The first word of a command line that should name a command and does not."""
    group: click.Command = main
    words = iter(command.split())
    for word in words:
        if not isinstance(group, click.Group) or word.isupper() or word == "…":
            return None
        if word == "--lang":
            next(words)
        elif not word.startswith("-"):
            known = [group.commands.get(name) for name in word.split("|")]
            if None in known:
                return word
            group = next(c for c in known if c is not None)
    return None


@pytest.mark.parametrize("name", RECORDS)
def test_record_format_lists_the_fields_of_each_record(name: str) -> None:
    fields = set(RECORDS[name].model_fields)
    found = documented(sections()[name])
    shared = set(models.Venue.model_fields) if name == "Place" else fields
    assert fields <= found <= shared


def test_record_format_names_every_code() -> None:
    page = read("docs/record-format.md")
    assert [
        (name, c) for name, codes in CODES.items() for c in codes if isinstance(c, str) and f"`{c}`" not in page
    ] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_named_exists(page: str) -> None:
    assert [c for c in commands(page) if unknown_word(c)] == []


def test_an_invented_command_is_noticed() -> None:
    assert unknown_word("--lang en divine notices/") == "divine"
    assert unknown_word("rules guess PHRASE") == "guess"


@pytest.mark.parametrize("page", [*READMES, "docs/workspace.md"])
def test_python_example_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    examples = blocks(read(page), "python")
    assert examples
    for example in examples:
        exec(compile(example, page, "exec"), {})
    if page in READMES:
        assert (tmp_path / "outbreak.graphml").stat().st_size > 0


@pytest.mark.parametrize("page", ["README.md", "docs/rules.md"])
def test_example_rule_file_loads(page: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(blocks(read(page), "toml")[0], encoding="utf-8")
    assert "isolation.point_to_point" in load([file]).rules


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", read(page))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []
