"""Finds where rules match: one pass over the text for all rules of some subjects, which compete with one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol, TypeVar

from tracer.patterns import DIGIT, DIGITS, any_of, beginning, joins, prefixes, where_begins, word_pattern


@dataclass(frozen=True, slots=True)
class Rule:
    """A loaded rule: its spec, with the parts filled in and its file known."""

    id: str
    kind: str
    subject: str
    file: str
    pattern: str | None
    words: tuple[str, ...]
    attributes: Mapping[str, Any]
    priority: int
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]
    marks: frozenset[str] = field(init=False, compare=False, repr=False)
    """The attributes that are set and not false: what a reader asks for word by word."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", frozenset(name for name, value in self.attributes.items() if value))


NO_GROUPS: Mapping[str, str | None] = MappingProxyType({})


@dataclass(slots=True)
class Token:
    """A match of a rule: where it stands in the normalised text."""

    start: int
    end: int
    kind: str
    rule: Rule
    match: re.Match[str] | None = None
    """The match, None for a word."""

    @property
    def groups(self) -> Mapping[str, str | None]:
        """The named groups of the rule's pattern."""
        return self.match.groupdict() if self.match is not None else NO_GROUPS

    def span(self, group: str) -> tuple[int, int] | None:
        """Where a named group of the pattern stands, None when it took no part."""
        return group_span(self.match, group)


def group_span(match: re.Match[str] | None, group: str) -> tuple[int, int] | None:
    """Where a named group stands in a match, None when it took no part or there is none."""
    if match is None or group not in match.re.groupindex:
        return None
    span = match.span(group)
    return span if span[0] >= 0 else None


class Found(Protocol):
    """Whatever a find is built into."""

    end: int


T = TypeVar("T", bound=Found)
Maker = Callable[[int, int, Rule, "re.Match[str] | None"], T]
"""What builds a find out of its start, its end, its rule and the match (None for a word)."""


def token(start: int, end: int, rule: Rule, match: re.Match[str] | None) -> Token:
    """A find as a `Token`."""
    return Token(start, end, rule.kind, rule, match)


class Options(NamedTuple):
    """What a token that begins in a certain way can be: patterns in the order in which they are tried, then words."""

    patterns: tuple[tuple[re.Pattern[str], Rule], ...]
    lengths: tuple[int, ...]
    """How long the words are that begin so, the longest first."""
    any_of: re.Pattern[str] | None = None
    """Matches where one of the patterns does: asked first where they are many and hardly ever match."""
    others: tuple[tuple[re.Pattern[str], Rule], ...] = ()
    """The patterns that `any_of` leaves out: tried wherever it matches nothing."""


NUMBER = Options((), ())
"""Stands for the options of a number, which the character behind it tells."""
NUMERAL = re.compile("[0-9]+")


class Scanner:
    """All rules of some subjects, found in one pass from left to right.

    Most characters of a notice begin nothing, and two characters leave few rules that can match: `_options` knows
    these by the first two characters, and by the first alone where anything may follow it. What begins with a number
    is known by the character behind the number. Patterns that may begin with anything are tried everywhere.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._words = {word: rule for rule in rules if rule.priority <= 0 for word in rule.words}
        ranked = sorted((r for r in rules if r.pattern or r.priority > 0), key=lambda r: -r.priority)
        self._ranked = [(re.compile(r.pattern or word_pattern(r.words), re.MULTILINE), r) for r in ranked]
        self._shared: dict[tuple[tuple[int, ...], tuple[int, ...]], Options] = {}
        self._options, self._otherwise = self._by_beginning()
        self._gate = self._compiled_gate()
        self._after_number = {start[1:]: found for start, found in self._options.items() if start[0] == DIGIT}
        self._options = _with_every_digit(self._options)

    def _by_beginning(self) -> tuple[dict[str, Options], Options | None]:
        """What can match behind every beginning of one or two characters (the longer ones include the shorter), and
        behind any other.
        """
        lengths: dict[str, set[int]] = defaultdict(set)
        ranks: dict[str, set[int]] = defaultdict(set)
        anywhere: set[int] = set()
        for word in self._words:
            lengths[beginning(word)].add(len(word))
        for rank, (pattern, _) in enumerate(self._ranked):
            known = prefixes(pattern.pattern)
            anywhere |= {rank} if known is None else set()
            for start in known or ():
                ranks[start].add(rank)
        options = {
            start: self._options_of(
                anywhere | ranks.get(start, anywhere) | ranks.get(start[0], anywhere),
                lengths.get(start, set()) | lengths.get(start[0], set()),
                bool(anywhere),
            )
            for start in {*lengths, *ranks}
        }
        return options, self._options_of(anywhere, set(), True) if anywhere else None

    def _options_of(self, ranks: set[int], lengths: set[int], everywhere: bool) -> Options:
        """The options of these patterns and lengths of words: one tuple for the many beginnings that share them.

        ``everywhere`` says whether some of the patterns are tried at every place.
        """
        key = tuple(sorted(ranks)), tuple(sorted(lengths, reverse=True))
        if key not in self._shared:
            patterns = tuple(self._ranked[r] for r in key[0])
            joined = any_of([p for p, _ in patterns if joins(p)]) if everywhere else None
            others = tuple(option for option in patterns if not joins(option[0]))
            self._shared[key] = Options(patterns, key[1], joined, others)
        return self._shared[key]

    def _compiled_gate(self) -> re.Pattern[str]:
        """A pattern for the places where a token may begin."""
        if self._otherwise is not None:
            return re.compile(".", re.DOTALL)
        return re.compile(where_begins(self._options))

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
        """Non-overlapping tokens of ``text[start:end]``, from left to right."""
        return self.find(token, text, start, len(text) if end is None else end)

    def find(self, make: Maker[T], text: str, start: int, stop: int) -> Iterator[T]:
        """The same, each as ``make`` builds it."""
        known, otherwise, first = self._options, self._otherwise, self._first
        at = start
        for candidate in self._gate.finditer(text, start, stop):
            begin = candidate.start()
            if begin < at:
                continue
            options = known.get(text[begin : begin + 2]) or known.get(text[begin], otherwise)
            if options is NUMBER:
                options = self._behind_number(text, begin)
            if options is not None and (found := first(make, options, text, begin, stop)) is not None:
                at = found.end
                yield found

    def match(self, text: str, start: int, end: int | None = None) -> Token | None:
        """The token that begins exactly at ``start``, if any."""
        stop = len(text) if end is None else end
        if start >= stop:
            return None
        options = self._options.get(text[start : start + 2]) or self._options.get(text[start], self._otherwise)
        if options is NUMBER:
            options = self._behind_number(text, start)
        return self._first(token, options, text, start, stop) if options is not None else None

    def _behind_number(self, text: str, start: int) -> Options | None:
        """What can begin with the number at ``start``, by the character behind it."""
        number = NUMERAL.match(text, start)
        end = number.end() if number else start
        return self._after_number.get(text[end : end + 1]) or self._after_number.get("", self._otherwise)

    def _first(self, make: Maker[T], options: Options, text: str, start: int, stop: int) -> T | None:
        """The first of the options that matches at ``start``, as ``make`` builds it."""
        patterns, lengths, any_of, others = options
        if any_of is not None and any_of.match(text, start, stop) is None:
            patterns = others
        for pattern, rule in patterns:
            m = pattern.match(text, start, stop)
            if m is not None and m.end() > start:
                return make(start, m.end(), rule, m)
        for length in lengths:
            word = self._words.get(text[start : start + length])
            if word is not None and start + length <= stop:
                return make(start, start + length, word, None)
        return None


def _with_every_digit(options: dict[str, Options]) -> dict[str, Options]:
    """The options under the beginnings as they stand in text.

    A digit behind is any; so is one in front, which more digits may follow: then the number asks to be read.
    """
    numbers = {start: found for start, found in options.items() if start[0] == DIGIT}
    out = {start: found for start, found in options.items() if start[0] != DIGIT and start[1:] != DIGIT}
    out.update({start[0] + d: found for start, found in options.items() if start[1:] == DIGIT for d in DIGITS})
    out.update({d + start[1:]: found for start, found in numbers.items() for d in DIGITS if start[1:]})
    return out | (dict.fromkeys(DIGITS, NUMBER) if numbers else {})
