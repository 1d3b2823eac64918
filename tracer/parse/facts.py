"""What the readers of a person's facts share: the rules of subject ``people`` by kind, and where they may be read.

A notice describes the person first (女,56岁,现住…,退休) and tells the movements afterwards. The first part, up to the
first clause that opens with a date, is the *head*; most facts are only read there, because the same words further
on speak of places visited and of people met.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tracer.parse.units import Range, Unit
from tracer.rulebook import Rule, Rulebook

SUBJECT = "people"
BREAKS = ",。;\n"
_TAIL_OF_CLAUSE = re.compile(r"[^,。;:\n]*\Z")
_REACH = 60
"""How far back the subject of a clause is looked for."""


@dataclass(slots=True)
class Hit:
    """A match of a rule of subject ``people``."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]

    def range(self, group: str) -> Range | None:
        """The range of a named group, if the pattern has it and it took part in the match."""
        if group not in self.match.re.groupindex:
            return None
        start, end = self.match.span(group)
        return (start, end) if start >= 0 else None


@dataclass(frozen=True)
class FactRules:
    """The rules of one subject, compiled one by one and grouped by kind.

    Each pattern runs by itself: `re` skips to its first characters at full speed, which one alternation of them
    all would not do. A rule whose ``needs`` words all miss from the range is not run at all.
    """

    rules: Rulebook
    subject: str = SUBJECT

    @cached_property
    def by_kind(self) -> dict[str, list[tuple[re.Pattern[str], Rule]]]:
        """Compiled patterns and their rules, higher priority first."""
        out: dict[str, list[tuple[re.Pattern[str], Rule]]] = {}
        for rule in sorted(self.rules.of(self.subject), key=lambda r: -r.priority):
            out.setdefault(rule.kind, []).append((self.rules.pattern(self.subject, rule.id), rule))
        return out

    def find(self, kind: str, text: str, ranges: tuple[Range, ...]) -> list[Hit]:
        """All matches of a kind, in text order; where two overlap the one of higher priority stays."""
        hits: list[Hit] = []
        for pattern, rule in self.by_kind.get(kind, ()):
            needs = rule.attributes.get("needs")
            for start, end in ranges:
                if needs and all(text.find(word, start, end) < 0 for word in needs):
                    continue
                for m in pattern.finditer(text, start, end):
                    if all(m.end() <= h.start or h.end <= m.start() for h in hits):
                        hits.append(Hit(m.start(), m.end(), rule, m))
        return sorted(hits, key=lambda h: h.start)

    def heads(self, text: str, unit: Unit) -> tuple[Range, ...]:
        """The describing part of each range of a unit: what stands before the first dated clause."""
        return tuple((start, self._head_end(text, start, end)) for start, end in unit.ranges)

    def _head_end(self, text: str, start: int, end: int) -> int:
        ends = [m.start() for p, _ in self.by_kind["head_end"] if (m := p.search(text, start, end))]
        return min(ends, default=end)

    def about_other(self, text: str, low: int, at: int) -> bool:
        """Whether the clause that holds ``at`` has somebody else as its subject (其妻徐某出现…)."""
        start = max(low, at - _REACH)
        m = _TAIL_OF_CLAUSE.search(text, start, at)
        begin = m.start() if m else at
        return any(p.search(text, begin, at) for p, _ in self.by_kind["other_subject"])


@dataclass(slots=True)
class View:
    """One unit as the readers see it: its text, its ranges, its heads, and the rules to read with."""

    text: str
    unit: Unit
    facts: FactRules
    heads: tuple[Range, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.heads = self.facts.heads(self.text, self.unit)

    def in_head(self, kind: str) -> list[Hit]:
        """Matches of a kind in the heads."""
        return self.facts.find(kind, self.text, self.heads)

    def anywhere(self, kind: str) -> list[Hit]:
        """Matches of a kind in all ranges of the unit."""
        return self.facts.find(kind, self.text, self.unit.ranges)

    def about_other(self, at: int) -> bool:
        """Whether the clause around ``at`` speaks of somebody else."""
        low = next((a for a, b in self.unit.ranges if a <= at < b), 0)
        return self.facts.about_other(self.text, low, at)

    def clauses(self) -> Iterator[Range]:
        """The clauses of the heads, in order; a bracket belongs to the clause before it."""
        for start, end in self.heads:
            for m in _CLAUSE.finditer(self.text, start, end):
                yield m.span()


_CLAUSE = re.compile(r"[^,。;:\s()【】\[\]/]+(?:\([^()\n]{1,30}\)[^,。;:\s()【】\[\]/]*)?|(?<=\()[^()\n,。;]+")
