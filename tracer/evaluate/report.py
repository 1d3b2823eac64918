"""The figures of an evaluation, and what lies behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measure:
    """Agreement on one field: how many values both have, only the parse has, only the annotation has."""

    hits: int
    invented: int
    missed: int

    @property
    def gold(self) -> int:
        """Values annotated."""
        return self.hits + self.missed

    @property
    def precision(self) -> float | None:
        """Share of the parsed values that are right; None where nothing was parsed."""
        return self.hits / (self.hits + self.invented) if self.hits + self.invented else None

    @property
    def recall(self) -> float | None:
        """Share of the annotated values that were found; None where nothing was annotated."""
        return self.hits / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two.

        >>> Measure(hits=3, invented=1, missed=1).f1
        0.75
        """
        total = 2 * self.hits + self.invented + self.missed
        return 2 * self.hits / total if total else None


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: a value missed or invented, and the case it belongs to."""

    where: str
    what: Literal["missed", "invented"]
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of an evaluation."""

    files: int
    fields: dict[str, Measure]
    kind_exact: float | None
    """Share of the matched events whose kind is exactly the annotated one."""
    misses: tuple[Miss, ...]

    def table(self) -> str:
        """The figures as aligned text."""
        lines = [f"{'field':24}{'gold':>6}  prec.  recall  F1     ({self.files} files)"]
        for name, m in self.fields.items():
            lines.append(f"{name:24}{m.gold:>6} {_figure(m.precision)} {_figure(m.recall)} {_figure(m.f1)}")
        lines.append(f"event kind exact among matched: {_figure(self.kind_exact)}")
        return "\n".join(lines)


def _figure(value: float | None) -> str:
    return "   -  " if value is None else f"{value:6.3f}"


@dataclass(slots=True)
class Tally:
    """Counts while an evaluation runs."""

    hits: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)

    def hit(self, *fields: str) -> None:
        """Count an agreement."""
        self.hits.update(fields)

    def miss(self, where: str, value: str, *fields: str) -> None:
        """Count an annotated value that was not found; the first field names it in the list."""
        self.missed.update(fields)
        self.misses.append(Miss(where, "missed", fields[0], value))

    def invent(self, where: str, value: str, *fields: str) -> None:
        """Count a parsed value that is not annotated; the first field names it in the list."""
        self.invented.update(fields)
        self.misses.append(Miss(where, "invented", fields[0], value))

    def compare(
        self, where: str, name: str, gold: Iterable[T], parsed: Iterable[T], same: Callable[[T, T], bool]
    ) -> None:
        """Count the values of one field, each parsed value answering to one annotated value at most."""
        left = list(parsed)
        for value in gold:
            at = next((i for i, candidate in enumerate(left) if same(value, candidate)), None)
            if at is None:
                self.miss(where, str(value), name)
            else:
                left.pop(at)
                self.hit(name)
        for value in left:
            self.invent(where, str(value), name)

    def measures(self, first: Iterable[str]) -> dict[str, Measure]:
        """The measures, those of ``first`` before the event families."""
        families = {name for counts in (self.hits, self.invented, self.missed) for name in counts}
        names = [*first, *sorted(name for name in families if name.startswith("event: "))]
        return {name: Measure(self.hits[name], self.invented[name], self.missed[name]) for name in names}
