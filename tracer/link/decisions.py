"""What a user has decided: which mentions are one place and which are two. Kept in a small TOML or JSON file.

The ids are those of variants (`tracer places review` lists them): they depend on the words of a mention and the area
of its notice only, so a decision stays valid when more notices come.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from tracer.errors import InputError
from tracer.models import Record

TOML = ".toml"


class PlaceDecision(Record):
    """Whether two variants are one place. The same variant twice: whether its mentions are one place at all."""

    a: str = Field(min_length=1)
    b: str = Field(min_length=1)
    same: bool


class Decisions(Record):
    """All decisions; on each pair the one made last counts."""

    place: tuple[PlaceDecision, ...] = ()

    def decided(self, a: str, b: str, *, same: bool) -> Decisions:
        """These decisions and one more, which replaces an earlier one on the same pair.

        >>> once = Decisions().decided("x", "y", same=True)
        >>> once.decided("y", "x", same=False).place
        (PlaceDecision(a='x', b='y', same=False),)
        """
        first, second = sorted((a, b))
        kept = [d for d in self.place if {d.a, d.b} != {a, b}]
        new = PlaceDecision(a=first, b=second, same=same)
        return Decisions(place=tuple(sorted((*kept, new), key=lambda d: (d.a, d.b))))

    def all_of(self, more: Iterable[PlaceDecision]) -> Decisions:
        """These decisions and more; the later counts."""
        out = self
        for decision in more:
            out = out.decided(decision.a, decision.b, same=decision.same)
        return out


NONE = Decisions()


def read_decisions(path: str | Path) -> Decisions:
    """The decisions in a file; one that does not exist yet holds none.

    Raises:
        InputError: the file cannot be read or is no file of decisions; the message says what is wrong where.
    """
    file = Path(path)
    if not file.exists():
        return NONE
    try:
        text = file.read_text("utf-8")
        body: Any = tomllib.loads(text) if file.suffix.lower() == TOML else json.loads(text)
        return Decisions.model_validate(body)
    except OSError as error:
        raise InputError(f"{file}: cannot be read: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "file"
        raise InputError(f"{file}: holds no decisions: {where}: {first['msg']}") from None
    except ValueError as error:
        raise InputError(f"{file}: holds no decisions: {error}") from None


def decisions_text(decisions: Decisions, suffix: str = TOML) -> str:
    """The decisions as their file holds them, TOML or (for any other suffix) JSON.

    >>> print(decisions_text(Decisions().decided("x", "y", same=True)))
    [[place]]
    a = "x"
    b = "y"
    same = true
    <BLANKLINE>
    """
    if suffix.lower() != TOML:
        return json.dumps(decisions.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
    # A JSON string is a TOML basic string.
    parts = (
        f"[[place]]\na = {json.dumps(d.a, ensure_ascii=False)}\nb = {json.dumps(d.b, ensure_ascii=False)}\n"
        f"same = {str(d.same).lower()}\n"
        for d in decisions.place
    )
    return "\n".join(parts)
