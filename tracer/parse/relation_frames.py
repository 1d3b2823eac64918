"""The frames in which a text says what a person is to a case.

A stretch of text is first reduced to a *skeleton*: every token of interest (a case, a kin word, 同乘 …) becomes one
private character and the rest stays as it is, so that 系患者九的女婿 reads ``系R的K``. Frames are patterns over that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracer.parse.relation_patterns import (
    ABOVE,
    BESIDE,
    CARRY,
    CASE,
    CONFIRMED,
    DEED,
    ESCORT,
    FORMS,
    FRAMES,
    IN_BRACKET,
    KIN,
    NAME,
    PAIR,
    ROLE,
    SELF,
    SOURCE,
    THEY,
    TOKENS,
    TOUCH,
    ZONE,
    fill,
)
from tracer.patterns import DEPTH, DIGIT, DIGITS, prefixes, where_begins

__all__ = [
    "ABOVE",
    "BESIDE",
    "CARRY",
    "CASE",
    "CONFIRMED",
    "DEED",
    "ESCORT",
    "FORMS",
    "KIN",
    "NAME",
    "OTHER",
    "PAIR",
    "ROLE",
    "SELF",
    "SOURCE",
    "THEY",
    "TOUCH",
    "WHEN",
    "ZONE",
    "Match",
    "Skeleton",
    "find_frames",
    "find_kin_brackets",
    "find_pair_brackets",
    "find_roles",
]  # fmt: skip

OTHER = re.compile(
    "(?:因|[0-9月日时分]|当[日天]|[次同]日|曾|其间)*(?:其|患者的?)?"
    f"[{KIN}{ROLE}{CASE}]{NAME}?(?:[0-9月日]|[均也都已曾被又先后经于]|流调|判定|认定|评估|列|确定|排查|追踪|驾?车)*"
)
"""A clause whose subject is somebody else: 其同事被判定|为病例2的密接, 其丈夫|载病例2到医院."""
WHEN = re.compile(
    "(?:[0-9年月日时分点:至-]|[上下中]午|晚上?|凌晨|早[上晨]|傍晚|[当同次]日|当[天晚]|[期其]间|除夕|春节|大?年初[一二三四五六]|在|住院"
    "|[暑寒][期假]|曾经?|多次|经?常|每[天日周]|平时|均|还|又|一直|先后|[隔离发病]{2}[前后]|近期|日前|两家人?)*"
)
"""What may stand before a deed of the person without changing who does it: 3月10日曾|为其理发."""
KIN_BRACKET = re.compile(fill(r"(?P<who>{R})\((?:系|为|是)?(?:其|{S}[的之]?)?(?P<kin>{K})\)"))
"""病例7(其哥哥), 病例9(王某表姐) among the people one was with."""


PAIR_BRACKET = re.compile(fill(IN_BRACKET))


ROLE_CASE = re.compile(fill(r"(?P<role>{L})(?:(?P<who>{R})|{N}?\((?:{N},)?{PLAIN}{0,6}?(?P<inner>{R}){PLAIN}{0,8}?\))"))
"""朋友张某某(病例114) among the people one was with."""


def _by_beginning() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The frames that two characters may open, or one where anything may follow it, in their order.

    Most characters of a skeleton open none.
    """
    known: list[tuple[str, re.Pattern[str], set[str]]] = []
    for name, pattern in FRAMES:
        filled = fill(pattern)
        starts = {p[:1] if p[0] == DIGIT else p[:DEPTH] for p in prefixes(filled) or ()}
        known.append((name, re.compile(filled), starts))
    beginnings = {start for *_, starts in known for start in starts}
    return {b: tuple((name, p) for name, p, starts in known if b in starts or b[0] in starts) for b in beginnings}


OPTIONS = _by_beginning()
OPENERS = re.compile(where_begins(OPTIONS))
LONGEST_LEAD = 60
"""No frame has more characters before its first token, and none is without a token: only there is it looked for."""


@dataclass(slots=True)
class Skeleton:
    """A stretch of text reduced to the tokens that matter; ``places`` maps skeleton offsets to the text."""

    text: str = ""
    places: list[int] = field(default_factory=list)
    """Normalised offset of each skeleton character, and one more for the end."""

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The normalised range of a stretch of the skeleton."""
        return self.places[start], self.places[end]


@dataclass(slots=True)
class Match:
    """A frame found: its name, where it stands in the skeleton, and its groups there."""

    frame: str
    start: int
    end: int
    groups: dict[str, tuple[int, int]]


def find_frames(skeleton: str) -> Iterator[Match]:
    """The frames of a skeleton, from left to right, none overlapping."""
    at, token = 0, TOKENS.search(skeleton)
    while token is not None:
        # an opener is known by the character behind it, which may be the one behind the token
        opener = OPENERS.search(skeleton, max(at, token.start() - LONGEST_LEAD), token.end() + 1)
        found = _frame_at(skeleton, opener.start()) if opener is not None else None
        if found is not None:
            yield found
            at = found.end
        else:
            at = opener.end() if opener is not None else token.end()
        if at >= token.end():
            token = TOKENS.search(skeleton, at)


def find_kin_brackets(skeleton: str, span: tuple[int, int]) -> Iterator[Match]:
    """The cases of a list that a bracket calls kin of the person: 与病例7(其哥哥)."""
    for m in KIN_BRACKET.finditer(skeleton, *span):
        yield Match("kin_bracket", m.start(), m.end(), {key: m.span(key) for key in ("who", "kin")})


def find_pair_brackets(skeleton: str, span: tuple[int, int]) -> Iterator[Match]:
    """The cases of a list behind whom a bracket says what they and the person are: 石某(2人为母女关系)."""
    for m in PAIR_BRACKET.finditer(skeleton, *span):
        groups = {key: m.span(key) for key in ("who", "pair", "alike", "deed") if m.start(key) >= 0}
        yield Match("pair_in_bracket", m.start(), m.end(), groups)


def find_roles(skeleton: str, span: tuple[int, int]) -> Iterator[Match]:
    """The cases of a list of whom a word says what they are to the person: 朋友张某某(病例114)."""
    for m in ROLE_CASE.finditer(skeleton, *span):
        groups = {key: m.span(key) for key in ("role", "who", "inner") if m.start(key) >= 0}
        yield Match("role_case", m.start(), m.end(), groups)


def _frame_at(skeleton: str, at: int) -> Match | None:
    first = DIGIT if skeleton[at] in DIGITS else skeleton[at]
    for name, pattern in OPTIONS.get(skeleton[at : at + DEPTH]) or OPTIONS.get(first, ()):
        m = pattern.match(skeleton, at)
        if m is not None:
            groups = {key: m.span(key) for key in pattern.groupindex if m.start(key) >= 0}
            return Match(name, at, m.end(), groups)
    return None
