"""What the readers of a person's facts share: the rules of subject ``people`` by kind, and where they may be read.

A notice describes the person first (女,56岁,现住…,退休) and tells the movements afterwards. The first part, up to the
first clause that opens with a date, is the *head*; most facts are only read there, because the same words further
on speak of places visited and of people met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tracer.parse.required import required_characters
from tracer.parse.units import Range, Unit
from tracer.patterns import gate
from tracer.rulebook import Rule, Rulebook
from tracer.spans import after_last

SUBJECT = "people"
CLAUSE_ENDS = ",。;:\n"
_ASIDE = re.compile(r"\([^()]*\)")
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


class FactRule(NamedTuple):
    """A rule compiled, with what a text must hold for it to match."""

    pattern: re.Pattern[str]
    rule: Rule
    required: frozenset[str] | None
    """Characters of which a match holds at least one."""
    needs: tuple[str, ...]
    """Words of which a text that it matches holds at least one; none if nothing is known."""
    gate: re.Pattern[str] | None
    """Finds where a match can begin, unless `re` skips there by itself."""

    def may_match(self, chars: str | frozenset[str]) -> bool:
        """Whether a text made of these characters can hold a match."""
        return self.required is None or not self.required.isdisjoint(chars)

    def matches(self, text: str, start: int, end: int) -> list[re.Match[str]]:
        """The matches in ``text[start:end]``, none overlapping."""
        if self.gate is None:
            return list(self.pattern.finditer(text, start, end))
        found, at = [], start
        for candidate in self.gate.finditer(text, start, end):
            begin = candidate.start()
            if begin >= at and (m := self.pattern.match(text, begin, end)) is not None:
                found.append(m)
                at = m.end()
        return found

    def first(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match in ``text[start:end]``."""
        if self.gate is None:
            return self.pattern.search(text, start, end)
        for candidate in self.gate.finditer(text, start, end):
            if (m := self.pattern.match(text, candidate.start(), end)) is not None:
                return m
        return None

    def finds_need(self, text: str, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` holds one of the words needed."""
        for word in self.needs:
            if text.find(word, start, end) >= 0:
                return True
        return not self.needs


DESCRIBED = re.compile(r"(?<![一-龥])[男女](?:性)?(?![一-龥])|[0-9]{1,3}(?:岁|个月)")


class FactRules:
    """The rules of one subject, compiled one by one and grouped by kind.

    Each pattern runs by itself and skips to its first characters, which one alternation of them all would not do.
    A rule without a chance is not run at all: the text lacks its ``needs`` words, or characters that every match
    holds.
    """

    def __init__(self, rules: Rulebook, subject: str = SUBJECT) -> None:
        self.rules = rules
        self.by_kind: dict[str, list[FactRule]] = {}
        """The rules by kind, higher priority first."""
        for rule in sorted(rules.of(subject), key=lambda r: -r.priority):
            pattern = rules.pattern(subject, rule.id)
            needs = tuple(rule.attributes.get("needs", ()))
            required = required_characters(pattern.pattern)
            told = FactRule(pattern, rule, required, needs, gate(pattern.pattern))
            self.by_kind.setdefault(rule.kind, []).append(told)
        self.names_other = _required_of_any(self.by_kind.get("other_subject", ()))
        """Characters one of which stands wherever somebody else is the subject."""
        self.names_work = _required_of_any(self.by_kind.get("occupation", ()))
        """Characters one of which stands in every occupation and workplace."""

    def find(self, kind: str, text: str, ranges: tuple[Range, ...], chars: frozenset[str]) -> list[Hit]:
        """All matches of a kind, in text order; where two overlap the one of higher priority stays.

        ``chars`` are the characters of the ranges.
        """
        hits: list[Hit] = []
        for fact in self.by_kind.get(kind, ()):
            if fact.required is not None and fact.required.isdisjoint(chars):
                continue
            for start, end in ranges:
                if fact.needs and not fact.finds_need(text, start, end):
                    continue
                for m in fact.matches(text, start, end):
                    if not hits or all(m.end() <= h.start or h.end <= m.start() for h in hits):
                        hits.append(Hit(m.start(), m.end(), fact.rule, m))
        return sorted(hits, key=lambda h: h.start) if len(hits) > 1 else hits

    def heads(self, text: str, unit: Unit) -> tuple[Range, ...]:
        """The describing parts of a unit's ranges: what stands before the first dated clause, and what opens a
        description behind it (1月28日确诊。患者张某某,男,72岁,…).
        """
        called = unit.name[1] if unit.name else unit.label.end if unit.label else 0
        return tuple(head for start, end in unit.ranges for head in self._heads_of(text, start, end, called))

    def _heads_of(self, text: str, start: int, end: int, called: int) -> Iterator[Range]:
        """The heads of one range; ``called`` is where the words end that say who the person is.

        患者王某信息及行程轨迹:王某,男,…: no description ends before them.
        """
        first = self._head_end(text, called if start < called < end else start, end)
        yield start, first
        for fact in self.by_kind.get("head_again", ()):
            if fact.finds_need(text, first, end) and (m := fact.pattern.search(text, first, end)):
                yield m.start(), self._head_end(text, m.end(), end)
        if first < end and not DESCRIBED.search(text, start, first):
            yield from self._late_head(text, first, end)

    def _late_head(self, text: str, first: int, end: int) -> Iterator[Range]:
        """Where a person of whom nothing was told before the first day is described: 3月14日检出,女,58岁,退休."""
        for fact in self.by_kind.get("head_late", ()):
            m = fact.pattern.search(text, first, end) if fact.finds_need(text, first, end) else None
            if m is not None and not self.about_other(text, first, m.start() - 1):
                yield m.start(), self._head_end(text, m.end(), end)

    def _head_end(self, text: str, start: int, end: int) -> int:
        ends = [m.start() for r in self.by_kind["head_end"] if (m := r.first(text, start, end))]
        return min(ends, default=end)

    def about_other(self, text: str, low: int, at: int) -> bool:
        """Whether the clause that holds ``at`` has somebody else as its subject (其妻徐某出现…).

        An aside in brackets tells who the person is, and is no subject: 病例2(病例1妻子)南山区65岁女性患者.
        """
        start = max(low, at - _REACH)
        begin = after_last(text, CLAUSE_ENDS, start, at)
        clause = text[begin:at]
        if self.names_other is not None and self.names_other.isdisjoint(clause):
            return False
        found = (r.first(text, begin, at) for r in self.by_kind["other_subject"] if r.may_match(clause))
        aside = _ASIDE.search(clause)
        if aside is None:
            return any(found)
        return any(m and not aside.start() <= m.start() - begin < aside.end() for m in found)


def _required_of_any(facts: Iterable[FactRule]) -> frozenset[str] | None:
    """Characters of which a match of any of the rules holds one, None where a rule needs none."""
    required = [fact.required for fact in facts]
    return frozenset().union(*(r for r in required if r is not None)) if None not in required else None


@dataclass(slots=True)
class View:
    """One unit as the readers see it: its text, its ranges, its heads, and the rules to read with."""

    text: str
    unit: Unit
    facts: FactRules
    heads: tuple[Range, ...] = field(init=False)
    _head_chars: frozenset[str] = field(init=False)
    _chars: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.heads = self.facts.heads(self.text, self.unit)
        self._head_chars = characters(self.text, self.heads)
        self._chars = characters(self.text, self.unit.ranges)

    def in_head(self, kind: str) -> list[Hit]:
        """Matches of a kind in the heads."""
        return self.facts.find(kind, self.text, self.heads, self._head_chars)

    def anywhere(self, kind: str) -> list[Hit]:
        """Matches of a kind in all ranges of the unit."""
        return self.facts.find(kind, self.text, self.unit.ranges, self._chars)

    def shared(self, kind: str) -> list[Hit]:
        """Matches of a kind in what is told of several people outside the unit."""
        return self.facts.find(kind, self.text, self.unit.shared, characters(self.text, self.unit.shared))

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


def characters(text: str, ranges: tuple[Range, ...]) -> frozenset[str]:
    """The characters that occur in some ranges of a text."""
    return frozenset("".join([text[a:b] for a, b in ranges]))
