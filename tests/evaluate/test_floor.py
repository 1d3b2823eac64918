"""The parser agrees with our own annotations at least as well as it once did."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tracer.evaluate import Report, evaluate
from tracer.parse.pipeline import parse_document
from tracer.read.document import read_document

FIXTURES = Path(__file__).parents[2] / "fixtures"
FLOOR: dict[str, float] = tomllib.loads((FIXTURES / "golden" / "floor.toml").read_text("utf-8"))["f1"]


@pytest.fixture(scope="module")
def report() -> Report:
    paths = sorted((FIXTURES / "notices").glob("*.txt"))
    return evaluate(FIXTURES / "golden", [n for p in paths for n in parse_document(read_document(p))])


@pytest.mark.parametrize("field", FLOOR)
def test_f1_stays_above_its_floor(report: Report, field: str) -> None:
    f1 = report.fields[field].f1
    assert f1 is not None
    assert f1 >= FLOOR[field], "\n".join(str(miss) for miss in report.misses if miss.field == field)


@pytest.mark.parametrize("copy", sorted((FIXTURES / "encodings").iterdir()), ids=lambda p: p.name)
def test_the_same_notice_in_another_encoding_gives_the_same_cases(copy: Path) -> None:
    plain = parse_document(read_document(FIXTURES / "notices" / f"{copy.name.split('.')[0]}.txt"))
    other = parse_document(read_document(copy))

    def told(notices: list) -> list[tuple[str | None, list[str]]]:  # type: ignore[type-arg]
        return [(c.label.value if c.label else None, [e.kind for e in c.events]) for n in notices for c in n.cases]

    assert told(other) == told(plain)
    assert told(plain)
