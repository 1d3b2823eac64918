"""``tracer why``: what is behind the probability that one case infected another, or why there is none."""

from __future__ import annotations

import dataclasses
import json as jsonlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tracer.cli.answers import link_rows
from tracer.cli.assumptions import Assumed, assumptions, read_inference
from tracer.cli.base import Command, as_json, options
from tracer.cli.graph_input import Input, inputs
from tracer.cli.infer_page import BASES, percent
from tracer.cli.messages import say, word
from tracer.cli.table import moment
from tracer.infer import Parameters
from tracer.infer.why import Moments, Why
from tracer.infer.why import why as explain

INDENT = "  "


@click.command(cls=Command, help="help.why")
@options(click.argument("a"), click.argument("b"), *inputs[:-2], *assumptions, *inputs[-2:], as_json)
def why(
    a: str,
    b: str,
    assumed: str,
    window: str | None,
    parameters: Path | None,
    json: bool,
    **given: Any,
) -> int:
    """Read, infer, and explain one pair."""
    graph, inference, code = read_inference(Input(**given), Assumed(assumed, window, parameters))
    found = explain(graph, inference, a, b)
    if json:
        click.echo(jsonlib.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_lines(found, inference.parameters)))
    return code


def _lines(found: Why, parameters: Parameters) -> Iterator[str]:
    yield _verdict(found)
    yield ""
    yield from _days(found, parameters)
    if found.grounds:
        yield ""
        yield say("why.grounds")
        for ground, line in zip(found.grounds, link_rows([g.link for g in found.grounds]), strict=True):
            yield f"{INDENT}{line}"
            yield f"{INDENT * 2}{_strength(ground.evidence, ground.attack_rate, ground.direction)}"
    elif found.chain:
        yield ""
        yield say("why.chain")
        yield from (INDENT + line for line in link_rows(found.chain))
    if found.verdict == "candidate" and found.counted != "stated":
        yield ""
        yield from _sum(found)


def _verdict(found: Why) -> str:
    names = {"a": found.infector.label, "b": found.infected.label}
    if found.verdict == "candidate":
        return say(
            "why.candidate", **names, share=percent(found.probability), rank=found.rank, unknown=percent(found.unknown)
        )
    reasons = "; ".join(say(f"why.reason.{reason}") for reason in found.reasons)
    return say(f"why.{found.verdict}", **names, reasons=reasons)


def _days(found: Why, parameters: Parameters) -> Iterator[str]:
    first, second = found.infector, found.infected
    yield say("why.infector", label=first.label, begin=_begin(first), window=parameters.window,
              days=_range(first.infectious_from, first.infectious_to))  # fmt: skip
    yield say("why.infected", label=second.label, begin=_begin(second),
              days=_range(second.infected_from, second.infected_to))  # fmt: skip
    if found.interval is not None:
        figures = parameters.table["variant"][parameters.variant]["serial_interval"]
        key = "why.serial" if found.interval_is_serial else "why.interval"
        yield say(key, days=found.interval, mean=f"{figures['mean']:g}", sd=f"{figures['sd']:g}",
                  variant=parameters.variant)  # fmt: skip


def _begin(moments: Moments) -> str:
    if moments.day is None or moments.basis is None:
        return say("infer.undated")
    return f"{moments.day} {word('fact', BASES.get(moments.basis, moments.basis))}"


def _range(first: str | None, last: str | None) -> str:
    if first is None:
        return say("why.unknown_days")
    return moment(first, last) if last is not None else say("why.from", day=first)


def _strength(evidence: str, rate: float | None, direction: float) -> str:
    if rate is None:
        return say("why.stated")
    return say("why.class", name=word("contact_class", evidence), rate=f"{rate:.1%}", factor=f"{direction:.2g}")


def _sum(found: Why) -> Iterator[str]:
    if found.timing is None:
        yield say("why.no_timing")
    else:
        days = _range(*found.exposure) if found.exposure else say("why.unknown_days")
        yield say("why.timing", days=days, timing=f"{found.timing:.2f}")
    yield say("why.weights", weight=f"{found.weight:.2g}", unknown=f"{found.unknown_weight:.2g}")
