"""The graph of a table while it is read: cases gather facts, and where two rows disagree neither is believed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tracer.graph.attributes import Graph
from tracer.tables import cells
from tracer.tables.columns import FACTS, Fact
from tracer.tables.table import Row, Table

LABEL = "感染"
CERTAINTY = 3
"""What a table states is as good as what a notice states."""


@dataclass
class Draft:
    """The graph so far; ``warnings`` say what was left out, and end up in ``graph.graph["warnings"]``."""

    date_format: str | None = None
    graph: Graph = field(default_factory=Graph)
    warnings: list[str] = field(default_factory=list)
    _origin: dict[tuple[str, str], str] = field(default_factory=dict)
    _disputed: set[tuple[str, str]] = field(default_factory=set)

    def add_case(self, case_id: str, table: Table, row: Row, *, described: bool) -> None:
        """The node of a case, with the row that names it first."""
        if case_id not in self.graph:
            self.graph.add_node(
                case_id, kind="case", label=case_id, described=described, path=table.path, row=row.line, span=row.span
            )

    def add_facts(self, case_id: str, table: Table, row: Row, columns: Mapping[str, int], suffix: str = "") -> None:
        """What a row says about a case, in the columns of ``<fact><suffix>``.

        Raises:
            InputError: a day cannot be read. Other cells that cannot be read are left out with a warning.
        """
        for fact in FACTS:
            index = columns.get(fact.name + suffix)
            text = cells.known(row.cells[index]) if index is not None else None
            if index is None or text is None:
                continue
            try:
                value = self._read(fact, text)
            except ValueError as error:
                if fact.kind == "day":
                    reason = f"{error}; or leave the column out with {fact.name}{suffix}= in the column map"
                    raise table.error(row, index, reason) from None
                self.warnings.append(f"{table.place(row, index)}: {error}; left out")
                continue
            for attribute in fact.attributes:
                self._set(case_id, attribute, value, table.place(row, index))

    def add_pair(
        self, table: Table, row: Row, columns: Mapping[str, int], sides: tuple[str, str], *, described: bool
    ) -> None:
        """The two cases of a row and the edge between them; where one is unknown, the other enters alone.

        Raises:
            InputError: both are unknown, or both are one.
        """
        infector, infectee = (cells.known(row.cells[columns[side]]) for side in sides)
        last = columns[sides[1]]
        if infector is None and infectee is None:
            raise table.error(row, last, f"neither {sides[0]} nor {sides[1]} is given; fill one or drop the row")
        if infector == infectee:
            raise table.error(row, last, f"{infectee} cannot have infected itself; correct one of the two ids")
        for case_id in (infector, infectee):
            if case_id is not None:
                self.add_case(case_id, table, row, described=described)
        if infector is not None and infectee is not None:
            household = read_flag(table, row, columns.get("household"))
            self._add_source(infector, infectee, table, row, household)

    def _add_source(self, infector: str, infectee: str, table: Table, row: Row, household: bool | None) -> None:
        """The edge from an infector to the case infected; the row is its evidence."""
        facts: dict[str, Any] = {
            "kind": "source",
            "label": LABEL,
            "certainty": CERTAINTY,
            "weight": float(CERTAINTY),
            "directed": True,
            "text": row.text,
            "span": row.span,
            "path": table.path,
            "row": row.line,
        }
        if household is not None:
            facts["setting"] = "household" if household else "other"
        digest = hashlib.sha256(repr((infector, infectee, row.line, row.text)).encode("utf-8", "surrogatepass"))
        self.graph.add_edge(infector, infectee, key=f"source-{digest.hexdigest()[:12]}", **facts)

    def finish(self) -> Graph:
        """The graph, with its warnings."""
        self.graph.graph["warnings"] = tuple(self.warnings)
        return self.graph

    def _read(self, fact: Fact, text: str) -> str | float:
        if fact.kind == "day":
            return cells.read_day(text, self.date_format)
        if fact.kind == "sex":
            return cells.read_sex(text)
        if fact.kind == "age":
            return cells.read_age(text)
        return cells.read_classification(text) if fact.kind == "class" else text

    def _set(self, case_id: str, attribute: str, value: str | float, place: str) -> None:
        """Keep a value unless another row gives a different one: then the case has none, and a warning says so."""
        key, node = (case_id, attribute), self.graph.nodes[case_id]
        if key in self._disputed:
            return
        if node.setdefault(attribute, value) == value:
            self._origin.setdefault(key, place)
            return
        self._disputed.add(key)
        self.warnings.append(
            f"{place}: {value} for {case_id}, but {node.pop(attribute)} at {self._origin[key]}; left out"
        )


def read_flag(table: Table, row: Row, index: int | None) -> bool | None:
    """Yes or no in a column; None where there is no such column, or nothing in it.

    Raises:
        InputError: the cell says neither.
    """
    said = cells.known(row.cells[index]) if index is not None else None
    if index is None or said is None:
        return None
    try:
        return cells.read_yes_no(said)
    except ValueError as error:
        raise table.error(row, index, str(error)) from None
