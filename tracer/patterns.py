"""What a regular expression can begin with, read off the expression itself, and the pattern of a list of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

DEPTH = 2
"""How many characters of a beginning are worth knowing: two tell most words from the text around them."""
DIGIT = "0"
"""Stands for a run of digits, however long: what tells 12月 from 12号 is the character behind the number."""
DIGITS = frozenset("0123456789")
AHEAD = 1
"""How a parsed look-ahead is told from a look-behind."""
ANY = "\0"
"""Stands for a character that cannot be listed."""
MOST = 3000
"""A pattern with more beginnings than this is known by its first characters only."""
Prefixes = frozenset[str]
LONGEST_JOINED = 10_000
NAMED = re.compile(r"\(\?P<\w+>")
REFERS = re.compile(r"\(\?P=|\(\?\(|\\[1-9]|\(\?[aiLmsux-]")
"""What holds for a pattern by itself only: a reference to one of its groups, or flags."""


@lru_cache(maxsize=1024)
def prefixes(pattern: str) -> Prefixes | None:
    """The first two characters that matches of ``pattern`` have, None when not even the first can be listed.

    A run of digits counts as one character, `DIGIT`. A beginning of one character means that anything may follow it.

    >>> sorted(prefixes("(?:被)?隔离|[ab]c|医.|[0-9]{1,2}月") or "")
    ['0月', 'ac', 'bc', '医', '被隔', '隔离']
    >>> prefixes(".x") is None
    True
    """
    found = _of_sequence(list(parsed(pattern)))
    if any(p == "" or p[0] == ANY for p in found):
        return None
    known = frozenset(p[:1] if p.endswith(ANY) else p for p in found)
    alone = {p for p in known if len(p) == 1}
    known = frozenset(p for p in known if len(p) == 1 or p[0] not in alone)
    return known if len(known) <= MOST else frozenset(p[0] for p in known)


def first_characters(pattern: str) -> frozenset[str] | None:
    """The characters a match of ``pattern`` can begin with, None when that cannot be listed.

    >>> sorted(first_characters("(?:被)?隔离|[ab]c") or "")
    ['a', 'b', '被', '隔']
    """
    found = prefixes(pattern)
    if found is None:
        return None
    firsts = frozenset(p[0] for p in found)
    return firsts | DIGITS if DIGIT in firsts else firsts


def last_characters(pattern: str) -> frozenset[str] | None:
    """The characters a match of ``pattern`` can end with, None when that cannot be listed or a match can be empty.

    >>> sorted(last_characters("(?:附近|[的了]|后(?:来)?)+$") or ""), last_characters("x?"), last_characters("医.")
    (['了', '后', '来', '的', '近'], None, None)
    """
    ends, empty = _ends_of_sequence(list(parsed(pattern)))
    return None if ends is None or empty else frozenset(ends)


def gate(pattern: str) -> re.Pattern[str] | None:
    """What to search for to find where ``pattern`` can begin, None where `re` skips there itself or nothing is known.

    `re` skips to the first characters of a pattern only if it begins with one, or with a choice of such beginnings.

    >>> gate("(?<!不)(?:在|到).") == re.compile("[到在]"), gate("在|到"), gate(".x")
    (True, None, None)
    >>> gate("(?:诊断|确定)?为[是否]").pattern
    '[为确诊](?=[否定断是])'
    """
    found = None if _skips(list(parsed(pattern))) else prefixes(pattern)
    if not found:
        return None
    firsts = one_of({p[0] for p in found})
    seconds = "" if any(len(p) == 1 for p in found) else f"(?={one_of({p[1] for p in found} | _more_digits(found))})"
    return re.compile(firsts + seconds)


def where_begins(beginnings: Iterable[str]) -> str:
    """A pattern for the places where one of these beginnings may stand, as `prefixes` gives them.

    >>> where_begins(["与病", "同病", "在", "0月"])
    '[在]|[与同](?=[病])|[0-9](?=[0-9]*[月])'
    """
    known = list(beginnings)
    alone = {start for start in known if len(start) == 1}
    pairs = [start for start in known if start[0] not in alone]
    numbers = {p[1] for p in pairs if p[0] == DIGIT}
    pairs = [p for p in pairs if p[0] != DIGIT]
    gates = [one_of(alone)] if alone else []
    gates += [f"{one_of({p[0] for p in pairs})}(?={one_of({p[1] for p in pairs})})"] if pairs else []
    gates += [f"[0-9](?=[0-9]*{one_of(numbers)})"] if numbers else []
    return "|".join(gates) or r"(?!)"


def one_of(characters: Iterable[str]) -> str:
    """The class of some characters, all digits where one stands for a number."""
    listed = frozenset(characters)
    return f"[{''.join(re.escape(c) for c in sorted(listed | DIGITS if DIGIT in listed else listed))}]"


def _more_digits(beginnings: Prefixes) -> frozenset[str]:
    """The digits that follow the first of a number."""
    return DIGITS if any(p[0] == DIGIT for p in beginnings) else frozenset()


def any_of(patterns: Sequence[re.Pattern[str]]) -> re.Pattern[str] | None:
    """One pattern that matches where one of several does, each of which `joins`; None where it is long to compile.

    >>> any_of([re.compile("(?P<a>x)y"), re.compile("z")]).pattern
    '(?:x)y|z'
    """
    joined = "|".join(pattern.pattern for pattern in patterns)
    if len(patterns) < 2 or len(joined) > LONGEST_JOINED:
        return None
    return re.compile(NAMED.sub("(?:", joined), re.MULTILINE)


def joins(pattern: re.Pattern[str]) -> bool:
    """Whether a pattern means the same as a part of another one: it refers to none of its groups, and sets no flags.

    >>> joins(re.compile("(?P<a>x)y")), joins(re.compile(r"(x)\\1"))
    (True, False)
    """
    return REFERS.search(pattern.pattern) is None


def _skips(nodes: list[Any]) -> bool:
    """Whether parsed nodes begin with a character, a class, or a choice of characters."""
    op, value = str(nodes[0][0]), nodes[0][1]
    if op == "SUBPATTERN":
        return _skips(list(value[3]))
    if op == "BRANCH":
        return all(branch and str(branch[0][0]) == "LITERAL" for branch in value[1])
    return op in ("LITERAL", "IN")


@lru_cache(maxsize=8)
def parsed(pattern: str) -> tuple[Any, ...]:
    """The nodes of a pattern as `re` reads it.

    Kept for the next question about the same pattern only: the nodes of all would weigh on every garbage collection.
    """
    return tuple(sre_parser.parse(pattern, re.MULTILINE))


def beginning(word: str) -> str:
    """The beginning of one word, as `prefixes` gives those of a pattern.

    >>> [beginning(w) for w in ("医院", "120急救车", "24", "第1例")]
    ['医院', '0急', '0', '第0']
    """
    return re.sub("[0-9]+", DIGIT, word)[:DEPTH]


def _of_sequence(nodes: list[Any]) -> set[str]:
    """The beginnings of a sequence of parsed nodes; a shorter one than `DEPTH` is all that there may be."""
    out = {""}
    for op, value in nodes:
        short = _short(out)
        if not short:
            break
        longer = _joined(short, _of_node(str(op), value))
        if str(op) == "ASSERT" and _short(longer):
            continue  # what is looked for ahead is not behind it: it tells the beginning whole, or not at all
        out = (out - short) | longer
    return out


def _short(beginnings: set[str]) -> set[str]:
    """Those that tell less than there is to know."""
    return {p for p in beginnings if len(p) < DEPTH and not p.endswith(ANY)}


def _joined(firsts: set[str], seconds: set[str]) -> set[str]:
    """One behind the other, cut to `DEPTH`: of the second no more is built than there is room for."""
    heads = {b[: DEPTH - 1] for b in seconds}
    behind_digits = {b.removeprefix(DIGIT)[: DEPTH - 1] for b in seconds}
    out: set[str] = set()
    for a in firsts:
        if not a:
            out |= seconds
        else:
            out.update(a + b for b in (behind_digits if a[-1] == DIGIT else heads))
    return out


def _of_node(op: str, value: Any) -> set[str]:
    if op == "LITERAL":
        return {DIGIT if chr(value) in DIGITS else chr(value)}
    if op == "IN":
        members = _members(value)
        return {ANY} if not members else {DIGIT if c in DIGITS else c for c in members}
    if op == "ASSERT" and value[0] == AHEAD:
        return _of_sequence(list(value[1]))
    if op in ("AT", "ASSERT", "ASSERT_NOT"):
        return {""}
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, body = value
        once = _of_sequence(list(body))
        again = once if most == 1 else once | _joined(once, once)
        return again | {""} if least == 0 else (again if least == 1 else _joined(once, once))
    if op == "SUBPATTERN":
        return _of_sequence(list(value[3]))
    if op == "ATOMIC_GROUP":
        return _of_sequence(list(value))
    if op == "BRANCH":
        return set().union(*(_of_sequence(list(branch)) for branch in value[1]))
    return {ANY}


def _ends_of_sequence(nodes: list[Any]) -> tuple[set[str] | None, bool]:
    """What parsed nodes can end with, None for anything, and whether they can be empty."""
    out: set[str] = set()
    for op, value in reversed(nodes):
        found, empty = _ends_of_node(str(op), value)
        if found is None:
            return None, False
        out |= found
        if not empty:
            return out, False
    return out, True


def _ends_of_node(op: str, value: Any) -> tuple[set[str] | None, bool]:
    if op == "LITERAL":
        return {chr(value)}, False
    if op == "IN":
        return _members(value), False
    if op in ("AT", "ASSERT", "ASSERT_NOT"):
        return set(), True
    if op in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        found, empty = _ends_of_sequence(list(value[2]))
        return found, empty or value[0] == 0
    if op in ("SUBPATTERN", "ATOMIC_GROUP"):
        return _ends_of_sequence(list(value[3] if op == "SUBPATTERN" else value))
    if op == "BRANCH":
        ends = [_ends_of_sequence(list(branch)) for branch in value[1]]
        known = [found for found, _ in ends if found is not None]
        return (set().union(*known) if len(known) == len(ends) else None), any(empty for _, empty in ends)
    return None, False


def _members(items: list[Any]) -> set[str] | None:
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


def word_pattern(words: Iterable[str]) -> str:
    """A pattern that matches the longest of ``words`` at a position, prefixes shared.

    >>> word_pattern(["医院", "医生", "医"])
    '医(?:[生院])?'
    """
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
