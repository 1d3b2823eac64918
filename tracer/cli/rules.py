"""``tracer rules``: see the rules in force, and try a phrase on them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tracer.cli.base import Command, Group, Option, options, rule_files
from tracer.cli.render import table, terminal_width
from tracer.errors import RuleError
from tracer.parse.normalise import normalise
from tracer.rulebook import Rule, load


@click.group(cls=Group, help="help.rules")
@options()
def rules() -> None:
    """Hold the commands about rules."""


@rules.command("list", cls=Command, help="help.rules.list")
@options(click.option("--subject", cls=Option), rule_files)
def list_rules(subject: str | None, rules: tuple[Path, ...]) -> None:
    """Print the rules as a table."""
    rows = [
        (r.id, r.subject, r.kind, r.examples[0]) for r in load(rules).rules.values() if subject in (None, r.subject)
    ]
    click.echo(table(("id", "subject", "kind", "example"), rows, terminal_width(sys.stdout)))


@rules.command("show", cls=Command, help="help.rules.show")
@options(click.argument("rule_id", metavar="ID"), rule_files)
def show(rule_id: str, rules: tuple[Path, ...]) -> None:
    """Print one rule whole."""
    rule = load(rules).rules.get(rule_id)
    if rule is None:
        raise RuleError(f"no rule {rule_id}; see them with: tracer rules list")
    for line in _lines(rule):
        click.echo(line)


def _lines(rule: Rule) -> list[str]:
    fields = {
        "id": rule.id, "kind": rule.kind, "subject": rule.subject, "file": rule.file, "pattern": rule.pattern,
        "words": "、".join(rule.words), "set": dict(rule.attributes), "priority": rule.priority,
        "examples": "、".join(rule.examples), "not_examples": "、".join(rule.not_examples),
    }  # fmt: skip
    return [f"{name}: {value}" for name, value in fields.items() if value]


@rules.command("test", cls=Command, help="help.rules.test")
@options(click.argument("phrase"), rule_files)
def test(phrase: str, rules: tuple[Path, ...]) -> int:
    """Print which rules match a phrase, subject by subject, as they compete."""
    book, norm = load(rules), normalise(phrase)
    rows = []
    for subject in dict.fromkeys(rule.subject for rule in book.rules.values()):
        for t in book.scanner(subject).scan(norm.text):
            start, end = norm.span(t.start, t.end)
            rows.append((subject, t.rule.id, t.kind, f"{start}-{end}", phrase[start:end]))
    click.echo(table(("subject", "rule", "kind", "span", "text"), rows, terminal_width(sys.stdout)))
    return 0 if rows else 1
