"""Words looked for before the work on a clause is begun must let through whatever that work would find."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tracer.parse import actors
from tracer.patterns import first_characters, gate, parsed

ASIDE = frozenset(actors.ASIDE.pattern.strip("[]"))


def held_by_all(nodes: list[Any]) -> bool:
    """Whether every match of parsed nodes holds a character of `ASIDE`."""
    for op, value in nodes:
        if str(op) == "LITERAL" and chr(value) in ASIDE:
            return True
        if str(op) == "SUBPATTERN" and held_by_all(list(value[3])):
            return True
        if str(op) == "IN" and all(str(o) == "LITERAL" and chr(c) in ASIDE for o, c in value):
            return True
        if str(op) == "BRANCH" and all(held_by_all(list(branch)) for branch in value[1]):
            return True
    return False


@pytest.mark.parametrize("name", ["PUBLIC", "APPEAL", "COUNTS"])
def test_what_is_said_aside_holds_a_word_of_the_gate(name: str) -> None:
    assert held_by_all(list(parsed(getattr(actors, name).pattern)))


@pytest.mark.parametrize("name", ["VEHICLE", "COUNTS_FIRST"])
def test_what_begins_an_aside_begins_with_a_character_of_the_gate(name: str) -> None:
    assert (first_characters(getattr(actors, name).pattern) or {""}) <= actors.ASIDE_BEGINS


@pytest.mark.parametrize("text", ["家住甲市", "(在|到)(.)", "不在家,到店"])
def test_a_gate_finds_every_place_where_a_match_begins(text: str) -> None:
    pattern = "(?<!不)(?:在|到)[^,]|(?<=,)到店"
    found = gate(pattern)
    assert found is not None
    assert all(found.match(text, m.start()) for m in re.finditer(pattern, text))
