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
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tracer.errors import RuleError
from tracer.patterns import word_pattern
from tracer.scanner import Rule, Scanner, Token

__all__ = [
    "COMPETING", "Rule", "RuleFile", "RuleSpec", "Rulebook", "Scanner", "Token", "active", "compose", "default",
    "load", "using",
]  # fmt: skip

# The standard library's `re` and not `regex`: over corpus text, one scan for 800 words and some patterns runs at 2.3
# million characters a second with the one and 0.6 with the other.
COMPETING = ({"events", "places", "symptoms", "kinship"},)
"""Subjects whose rules are scanned for together, so that 理发店 (a place) beats 理发 (an activity)."""
RIVALS = {subject: tuple(sorted(group)) for group in COMPETING for subject in group}

PART = re.compile(r"\{([A-Z][A-Z0-9_]*)\}")

Derived = TypeVar("Derived")
"""What a stage makes of the rules for itself."""


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


@dataclass(frozen=True)
class Rulebook:
    """Every rule in force, in the order of the files."""

    rules: Mapping[str, Rule]
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def _scanners(self) -> dict[tuple[tuple[str, ...], str], Scanner]:
        return {}

    def of(self, *subjects: str) -> list[Rule]:
        """The rules of these subjects, in file order."""
        return [rule for rule in self.rules.values() if rule.subject in subjects]

    def scanner(self, *subjects: str, marked: str = "") -> Scanner:
        """One scanner over the rules of these subjects, or those of them that set ``marked`` (compiled once)."""
        key = (subjects, marked)
        known = self._scanners.get(key)
        if known is None:
            rules = self.of(*subjects)
            known = Scanner([r for r in rules if r.attributes.get(marked)] if marked else rules)
            self._scanners[key] = known
        return known

    def competitors(self, subject: str) -> Scanner:
        """The scanner in which rules of this subject compete when notices are read."""
        return self.scanner(*RIVALS.get(subject, (subject,)))

    def pattern(self, subject: str, rule_id: str) -> re.Pattern[str]:
        """One rule compiled alone, for stages that ask for it by name.

        Raises:
            RuleError: there is no such rule.
        """
        rule = self.rules.get(rule_id)
        if rule is None or rule.subject != subject:
            raise RuleError(f"no rule {rule_id!r} in subject {subject!r}")
        return _compile_alone(rule.pattern or word_pattern(rule.words))

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

    @cached_property
    def _derived(self) -> dict[Callable[..., Any], Any]:
        return {}

    def derived(self, build: Callable[[Rulebook], Derived]) -> Derived:
        """What a stage makes out of the rules, such as a table of terms: built on first use, kept with the rules."""
        if build not in self._derived:
            self._derived[build] = build(self)
        return self._derived[build]  # type: ignore[no-any-return]


@lru_cache(maxsize=512)
def _compile_alone(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


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
