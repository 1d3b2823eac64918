"""Answers as plain data for JSON, and as flat rows for a table of values."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tracer.graph.copresence import Evidence
from tracer.query.cases import CaseCard
from tracer.query.risk import RiskList

Cell = str | int | float | bool | None
EVIDENCE = ("notice", "text", "span")


def as_data(answer: Any) -> Any:
    """An answer as JSON writes it."""
    if isinstance(answer, list):
        return [as_data(item) for item in answer]
    return dataclasses.asdict(answer)


def as_rows(answer: Any, kind: type[Any]) -> tuple[tuple[str, ...], list[dict[str, Cell]]]:
    """An answer as columns and rows; ``kind`` is the class of its records. Several of one kind are joined by ``; ``."""
    if isinstance(answer, CaseCard):
        return _card(answer)
    if isinstance(answer, RiskList):
        whose = {n: getattr(answer, n) for n in ("case_id", "label", "anchor", "anchor_day", "since", "until")}
        columns, rows = as_rows(list(answer.places), kind)
        return (*whose, *columns), [{**whose, **row} for row in rows]
    return _columns(kind), [_flat(item) for item in answer]


def _card(card: CaseCard) -> tuple[tuple[str, ...], list[dict[str, Cell]]]:
    whose: dict[str, Cell] = {"case_id": card.case_id, "label": card.label}
    rows: list[dict[str, Cell]] = []
    for part, items in (
        ("fact", card.facts),
        ("link", card.links),
        ("presence", card.presences),
        ("history", card.history),
    ):
        rows += [{"part": part, **_flat(item), **(whose if part != "link" else {})} for item in items]
    columns = dict.fromkeys(("part", *whose, *(column for row in rows for column in row)))
    return _evidence_last(columns), rows


def _columns(kind: type[Any]) -> tuple[str, ...]:
    found: list[str] = []
    for field in dataclasses.fields(kind):
        found += EVIDENCE if field.name == "evidence" else [field.name]
    return _evidence_last(found)


def _evidence_last(columns: Iterable[str]) -> tuple[str, ...]:
    ordered = tuple(columns)
    return (*(c for c in ordered if c not in EVIDENCE), *(c for c in EVIDENCE if c in ordered))


def _flat(item: Any) -> dict[str, Cell]:
    return dict(cell for field in dataclasses.fields(item) for cell in _cells(field.name, getattr(item, field.name)))


def _cells(name: str, value: Any) -> Iterator[tuple[str, Cell]]:
    if name == "evidence":
        told: Sequence[Evidence] = [value] if isinstance(value, Evidence) else (value or ())
        yield "notice", "; ".join(e.notice for e in told)
        yield "text", "; ".join(e.text for e in told)
        yield "span", "; ".join(f"{e.span[0]}-{e.span[1]}" for e in told)
    elif name == "span":
        yield name, f"{value[0]}-{value[1]}"
    else:
        yield name, "; ".join(map(str, value)) if isinstance(value, tuple) else value
