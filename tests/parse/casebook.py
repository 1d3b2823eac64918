"""Mini notices with what they must give, one case a line: ``label sex age home +words -words``.

``-`` stands for nothing, ``?`` for a home that is not tested; ``+`` names words the case's text must hold, ``-`` words
that belong to somebody else.
"""

from tracer import models
from tracer.parse.normalise import normalise
from tracer.parse.pipeline import parse_document
from tracer.parse.segment import segment
from tracer.read.document import read_text

SEXES = {"male": "男", "female": "女"}
UNITS = {"year": "岁", "month": "个月", "day": "天"}


def problems(text: str, expected: list[str]) -> list[str]:
    """Every difference between the cases read in ``text`` and the expected ones."""
    cases = [case for notice in parse_document(read_text(text)) for case in notice.cases]
    norm = normalise(text)
    units = [unit for draft in segment(norm) for unit in draft.units]
    found = [_facts(case) for case in cases]
    if len(found) != len(expected):
        return [f"{len(found)} cases instead of {len(expected)}: {found}"]
    out = []
    for facts, unit, line in zip(found, units, expected, strict=True):
        told = "|".join(norm.text[a:b] for a, b in (*unit.ranges, *unit.shared))
        out += _differences(facts, told, line.split())
    return out


def _facts(case: models.Case) -> list[str]:
    age = f"{case.age.value}{UNITS[case.age.unit]}" if case.age else "-"
    home = case.residences[0].text if case.residences else "-"
    return [case.label.value if case.label else "-", SEXES[case.sex.value] if case.sex else "-", age, home]


def _differences(facts: list[str], told: str, line: list[str]) -> list[str]:
    wanted, words = line[:4], line[4:]
    out = [f"{facts} instead of {wanted}"] if any(w not in ("?", f) for f, w in zip(facts, wanted, strict=True)) else []
    out += [f"{wanted[0]} lacks {w[1:]}: {told}" for w in words if w[0] == "+" and w[1:] not in told]
    return out + [f"{wanted[0]} is given {w[1:]}: {told}" for w in words if w[0] == "-" and w[1:] in told]
