"""Rules are data: this module loads them, composes their parts, compiles them, and answers for them.

A rule file is TOML with a ``subject``, optional ``[parts]`` (named pieces of pattern) and ``[[rule]]`` tables::

    subject = "events"
    [parts]
    OBSERVE = '(?:医学)?观察'
    [[rule]]
    # 被实施集中隔离医学观察
    id = "isolation.central"
    kind = "isolation"
    pattern = '集中(?:医学)?隔离{OBSERVE}?'
    examples = ["由区里实施集中隔离医学观察"]
    not_examples = ["集中上课"]

``{NAME}`` (capitals) stands for a part. ``words`` is a list of literal strings instead of a pattern; ``set`` holds
what the rule means beyond its kind. Patterns meet *normalised* text: half-width digits and letters, ``, : ; ( )`` for
their full-width forms, ``-`` for every dash and wave. Examples may be written as in notices.

All rules of a subject compete in one scan: leftmost first, then higher ``priority``, then patterns before words
(unless the words have a ``priority`` above 0), then the longest word. A later file (a user's, ``--rules FILE``)
replaces a rule by repeating its id.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tracer.errors import RuleError

# The standard library's `re` and not `regex`: over corpus text, one scan for 800 words and some patterns runs at 2.3
# million characters a second with the one and 0.6 with the other.
COMPETING = ({"events", "places", "symptoms", "kinship"},)
"""Subjects whose rules are scanned for together, so that 理发店 (a place) beats 理发 (an activity)."""

PART = re.compile(r"\{([A-Z][A-Z0-9_]*)\}")


class RuleSpec(BaseModel):
    """One ``[[rule]]`` table of a rule file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$", description="Unique name; a later file replaces it.")
    kind: str = Field(description="What a match stands for; the subject's module gives it its meaning.")
    pattern: str | None = Field(default=None, description="Pattern over normalised text, with {PART} references.")
    words: tuple[str, ...] = Field(default=(), description="Literal strings, instead of a pattern.")
    set: dict[str, Any] = Field(default_factory=dict, description="Attributes a match carries.")
    priority: int = Field(default=0, description="Higher is tried first at the same position.")
    examples: tuple[str, ...] = Field(min_length=1, description="Phrases in which the rule must match.")
    not_examples: tuple[str, ...] = Field(min_length=1, description="Phrases in which it must not.")


class RuleFile(BaseModel):
    """A whole rule file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    subject: str
    parts: dict[str, str] = Field(default_factory=dict)
    rule: tuple[RuleSpec, ...] = ()


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


@dataclass(slots=True)
class Token:
    """A match of a rule: where it stands in the normalised text, and the named groups of its pattern."""

    start: int
    end: int
    rule: Rule
    groups: dict[str, str | None] = field(default_factory=dict)
    match: re.Match[str] | None = None

    def span(self, group: str) -> tuple[int, int] | None:
        """Where a named group of the pattern stands, None when it took no part."""
        if self.match is None or self.groups.get(group) is None:
            return None
        return self.match.span(group)

    @property
    def kind(self) -> str:
        """The kind of the rule that matched."""
        return self.rule.kind


class Scanner:
    """All rules of some subjects, found in one pass from left to right.

    Most characters of a notice begin nothing, so a rule is tried only where its first character allows. Where some
    rule may begin with anything, all go into one alternation instead.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._words = {word: rule for rule in rules if rule.priority <= 0 for word in rule.words}
        self._lengths: dict[str, tuple[int, ...]] = {}
        for word in sorted(self._words, key=len, reverse=True):
            known = self._lengths.get(word[0], ())
            self._lengths[word[0]] = known if len(word) in known else (*known, len(word))
        ranked = sorted((r for r in rules if r.pattern or r.priority > 0), key=lambda r: -r.priority)
        self._options: dict[str, list[tuple[re.Pattern[str], Rule]]] = {}
        self._ranked = [(re.compile(r.pattern or _trie_pattern(r.words), re.MULTILINE), r) for r in ranked]
        self._gate = self._sorted_gate()

    def _sorted_gate(self) -> re.Pattern[str]:
        """Sorts the patterns by first character; a pattern for the places where a token may begin."""
        firsts = [first_characters(pattern.pattern) for pattern, _ in self._ranked]
        if None in firsts:
            every = [f"(?:{_unnamed(pattern.pattern)})" for pattern, _ in self._ranked]
            words = [_trie_pattern(self._words)] if self._words else []
            return re.compile(f"(?={'|'.join([*every, *words])})", re.MULTILINE)
        for option, first in zip(self._ranked, firsts, strict=True):
            for char in first or ():
                self._options.setdefault(char, []).append(option)
        chars = "".join(re.escape(c) for c in sorted({*self._options, *self._lengths}))
        return re.compile(f"[{chars}]" if chars else r"(?!)")

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
        """Non-overlapping tokens of ``text[start:end]``, from left to right."""
        stop = len(text) if end is None else end
        search, match = self._gate.search, self.match
        at = search(text, start, stop)
        while at is not None:
            token = match(text, at.start(), stop)
            if token is None:
                at = search(text, at.start() + 1, stop)
            else:
                yield token
                at = search(text, token.end, stop)

    def match(self, text: str, start: int, end: int | None = None) -> Token | None:
        """The token that begins exactly at ``start``, if any."""
        stop = len(text) if end is None else end
        if start >= stop:
            return None
        char = text[start]
        for pattern, rule in self._options.get(char, ()) if self._options else self._ranked:
            m = pattern.match(text, start, stop)
            if m is not None and m.end() > start:
                return Token(start, m.end(), rule, m.groupdict() if pattern.groupindex else _NO_GROUPS, m)
        for length in self._lengths.get(char, ()):
            rule_of_word = self._words.get(text[start : start + length])
            if rule_of_word is not None and start + length <= stop:
                return Token(start, start + length, rule_of_word, _NO_GROUPS)
        return None


def _unnamed(pattern: str) -> str:
    """The pattern with its named groups unnamed, so that it can stand beside others that use the same names."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


_NO_GROUPS: dict[str, str | None] = {}


def first_characters(pattern: str) -> frozenset[str] | None:
    """The characters a match of ``pattern`` can begin with, None when that cannot be listed.

    >>> sorted(first_characters("(?:被)?隔离|[ab]c") or "")
    ['a', 'b', '被', '隔']
    >>> first_characters(".x") is None
    True
    """
    chars, empty = _firsts(list(sre_parser.parse(pattern, re.MULTILINE)))
    return None if chars is None or empty else frozenset(chars)


def _firsts(nodes: list[Any]) -> tuple[set[str] | None, bool]:
    """First characters of a sequence of parsed nodes, and whether all of it may match nothing."""
    out: set[str] = set()
    for op, value in nodes:
        chars, empty = _first_of(str(op), value)
        if chars is None:
            return None, False
        out |= chars
        if not empty:
            return out, False
    return out, True


def _first_of(op: str, value: Any) -> tuple[set[str] | None, bool]:
    if op == "LITERAL":
        return {chr(value)}, False
    if op == "IN":
        return _set_members(value), False
    if op in ("AT", "ASSERT", "ASSERT_NOT"):
        return set(), True
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        chars, empty = _firsts(list(value[2]))
        return chars, empty or value[0] == 0
    if op == "SUBPATTERN":
        return _firsts(list(value[3]))
    if op == "BRANCH":
        parts = [_firsts(list(branch)) for branch in value[1]]
        known = [chars for chars, _ in parts if chars is not None]
        return (set().union(*known) if len(known) == len(parts) else None), any(empty for _, empty in parts)
    return None, False


def _set_members(items: list[Any]) -> set[str] | None:
    """The characters of a class like [A-Z\\d], None when it is negated or too wide to list."""
    out: set[str] = set()
    for op, value in items:
        if str(op) == "LITERAL":
            out.add(chr(value))
        elif str(op) == "RANGE" and value[1] - value[0] < 100:
            out.update(chr(c) for c in range(value[0], value[1] + 1))
        elif str(op) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            out.update("0123456789")
        elif str(op) == "CATEGORY" and str(value) == "CATEGORY_SPACE":
            out.update(" \t\n\r\x0b\x0c\u3000")
        else:
            return None
    return out


@dataclass(frozen=True)
class Rulebook:
    """Every rule in force, in the order of the files."""

    rules: Mapping[str, Rule]
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def _scanners(self) -> dict[tuple[str, ...], Scanner]:
        return {}

    def of(self, *subjects: str) -> list[Rule]:
        """The rules of these subjects, in file order."""
        return [rule for rule in self.rules.values() if rule.subject in subjects]

    def scanner(self, *subjects: str) -> Scanner:
        """One scanner over the rules of these subjects (compiled once)."""
        if subjects not in self._scanners:
            self._scanners[subjects] = Scanner(self.of(*subjects))
        return self._scanners[subjects]

    def competitors(self, subject: str) -> Scanner:
        """The scanner in which rules of this subject compete when notices are read."""
        group = next((g for g in COMPETING if subject in g), {subject})
        return self.scanner(*sorted(group))

    def pattern(self, subject: str, rule_id: str) -> re.Pattern[str]:
        """One rule compiled alone, for stages that ask for it by name.

        Raises:
            RuleError: there is no such rule.
        """
        rule = self.rules.get(rule_id)
        if rule is None or rule.subject != subject:
            raise RuleError(f"no rule {rule_id!r} in subject {subject!r}")
        return _compile_alone(rule.pattern or _trie_pattern(rule.words))

    @cached_property
    def _by_kind(self) -> dict[str, dict[str, list[tuple[Rule, re.Pattern[str]]]]]:
        return {}

    def by_kind(self, subject: str) -> Mapping[str, Sequence[tuple[Rule, re.Pattern[str]]]]:
        """The rules of a subject by kind, higher priority first, each with its own pattern (compiled once)."""
        if subject not in self._by_kind:
            found = self._by_kind[subject] = {}
            for rule in sorted(self.of(subject), key=lambda r: -r.priority):
                found.setdefault(rule.kind, []).append((rule, self.pattern(subject, rule.id)))
        return self._by_kind[subject]

    @cached_property
    def _composed(self) -> dict[tuple[str, str], re.Pattern[str]]:
        return {}

    def composed(self, subject: str, pattern: str) -> re.Pattern[str]:
        """A pattern written in code, with the parts of a subject filled in (compiled once)."""
        key = (subject, pattern)
        if key not in self._composed:
            filled = compose(pattern, self.parts.get(subject, {}), subject)
            self._composed[key] = re.compile(filled, re.MULTILINE)
        return self._composed[key]


@lru_cache(maxsize=512)
def _compile_alone(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def _trie_pattern(words: Iterable[str]) -> str:
    """A pattern that matches the longest of ``words`` at a position, prefixes shared."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _node_pattern(root)


def _node_pattern(node: dict[str, Any]) -> str:
    ends = "" in node
    leaves = sorted(c for c, child in node.items() if c and set(child) == {""})
    branches = sorted(c for c, child in node.items() if c and set(child) != {""})
    options = [re.escape(c) + _node_pattern(node[c]) for c in branches]
    if len(leaves) == 1:
        options.append(re.escape(leaves[0]))
    elif leaves:
        options.append("[" + "".join(re.escape(c) for c in leaves) + "]")
    if not options:
        return ""
    body = options[0] if len(options) == 1 and not ends else f"(?:{'|'.join(options)})"
    return f"{body}?" if ends else body


def load(extra: Sequence[Path] = ()) -> Rulebook:
    """The rules that come with tracer, then the files of ``extra`` in order.

    Raises:
        RuleError: a file cannot be read, is not valid TOML or not a rule file, or a pattern does not compile; the
            message names the file, the rule id where one is known, and the reason.
    """
    if not extra:
        return default()
    return _load(tuple(extra))


@lru_cache(maxsize=1)
def default() -> Rulebook:
    """The rules that come with tracer, loaded once."""
    return _load(())


_ACTIVE: ContextVar[Rulebook | None] = ContextVar("rules in force", default=None)


def active() -> Rulebook:
    """The rules in force here: those given to `using`, else the ones that come with tracer."""
    return _ACTIVE.get() or default()


@contextmanager
def using(book: Rulebook) -> Iterator[Rulebook]:
    """Puts ``book`` in force for everything parsed inside the ``with`` block (of this thread or task only)."""
    token = _ACTIVE.set(book)
    try:
        yield book
    finally:
        _ACTIVE.reset(token)


def _load(extra: tuple[Path, ...]) -> Rulebook:
    shipped = sorted(p.name for p in files("tracer.rules").iterdir() if p.name.endswith(".toml"))
    texts = [(name, (files("tracer.rules") / name).read_text("utf-8")) for name in shipped]
    for path in extra:
        try:
            texts.append((str(path), path.read_text("utf-8-sig")))
        except (OSError, UnicodeDecodeError) as error:
            raise RuleError(f"{path}: cannot read the rule file: {error}") from error
    rules: dict[str, Rule] = {}
    parts: dict[str, dict[str, str]] = {}
    for name, text in texts:
        spec = _parse_file(name, text)
        known = parts.setdefault(spec.subject, {})
        known.update(spec.parts)
        seen: set[str] = set()
        for rule in spec.rule:
            if rule.id in seen:
                raise RuleError(f"{name}: rule {rule.id}: this id stands twice in the file")
            seen.add(rule.id)
            rules[rule.id] = _build(rule, spec.subject, name, known)
    return Rulebook(rules, parts)


def _parse_file(name: str, text: str) -> RuleFile:
    try:
        return RuleFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(p) for p in first["loc"])
        raise RuleError(f"{name}: {_rule_name(text, first['loc'])}{where}: {first['msg']}") from error


def _rule_name(text: str, loc: tuple[int | str, ...]) -> str:
    """The id of the rule a validation error stands in, if it has one."""
    if len(loc) > 1 and loc[0] == "rule" and isinstance(loc[1], int):
        found = tomllib.loads(text)["rule"][loc[1]]
        if isinstance(found, dict) and "id" in found:
            return f"rule {found['id']}: "
    return ""


def _build(spec: RuleSpec, subject: str, file: str, parts: Mapping[str, str]) -> Rule:
    if (spec.pattern is None) == (not spec.words):
        raise RuleError(f"{file}: rule {spec.id}: needs either a pattern or words")
    pattern = compose(spec.pattern, parts, f"{file}: rule {spec.id}") if spec.pattern else None
    if pattern is not None:
        try:
            compiled = re.compile(pattern, re.MULTILINE)
        except re.error as error:
            raise RuleError(f"{file}: rule {spec.id}: the pattern does not compile: {error}") from error
        if compiled.match("") is not None:
            raise RuleError(f"{file}: rule {spec.id}: the pattern matches the empty string")
    return Rule(
        spec.id, spec.kind, subject, file, pattern, spec.words, spec.set, spec.priority,
        spec.examples, spec.not_examples,
    )  # fmt: skip


def compose(pattern: str, parts: Mapping[str, str], where: str, depth: int = 0) -> str:
    """``pattern`` with every ``{NAME}`` replaced by its part, in a group of its own.

    Raises:
        RuleError: a part is unknown, or parts refer to one another in a circle.

    >>> compose("{N}月", {"N": "[0-9]+"}, "demo")
    '(?:[0-9]+)月'
    """
    if depth > 20:
        raise RuleError(f"{where}: parts refer to one another in a circle")

    def fill(m: re.Match[str]) -> str:
        if m.group(1) not in parts:
            raise RuleError(f"{where}: unknown part {{{m.group(1)}}}")
        return f"(?:{compose(parts[m.group(1)], parts, where, depth + 1)})"

    return PART.sub(fill, pattern)
