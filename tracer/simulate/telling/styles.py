"""The styles of notices, as `data/styles.toml` describes them."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from tracer.errors import InputError
from tracer.simulate.data import load

Clock = Literal["colon", "padded", "hour", "point", "half"]


class Style(BaseModel):
    """One style."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    numbering: Literal["running", "notice"]
    label: dict[Literal["confirmed", "asymptomatic"], str]
    layout: Literal["paragraphs", "groups", "cards", "days", "table"]
    tells: Literal["days", "milestones"]
    homes: Literal["full", "area"]
    serial: bool
    totals: Literal["cumulative", "new"]
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    clocks: tuple[Clock, ...]
    numerals: Literal["arabic", "chinese"] = "arabic"
    names: bool = False
    condition: bool = False
    """Whether some cases end with how they are now (目前在定点医疗机构隔离治疗)."""


@lru_cache(maxsize=1)
def _styles() -> dict[str, Style]:
    return {name: Style.model_validate(table) for name, table in load("styles").items()}


def styles() -> tuple[str, ...]:
    """The names of all styles."""
    return tuple(_styles())


def style(name: str) -> Style:
    """The style of this name.

    Raises:
        InputError: there is none; the message names those there are.

    >>> style("days").layout
    'days'
    """
    if name not in _styles():
        raise InputError(f"no style {name!r}: choose one of {', '.join(_styles())}")
    return _styles()[name]
