"""The lines of a document, each with what its beginning says it is: a title, a heading, a case, or plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracer.parse.labels import Opening, opening
from tracer.parse.units import Label, Range
from tracer.rulebook import Token, active

IDENTIFIED = ("numbered", "ordinal", "collected", "bracketed", "coded", "town")
PERSON_BELOW = re.compile(r"\s*[^\n]{0,40}(?:[,、:( ](?:男|女)[,、性)]|[0-9]{1,3}岁|无症状感染者[0-9]{0,4}转)")
"""What the line under a bare code (云岭37) must tell for the code to be a case."""
DAY_BELOW = re.compile(r"\s*(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日")
"""What else the line under a name by itself (二、庞某某) may tell: contacts are listed so too, with nothing below."""
OPEN_KINDS = ("class", "district", "heading", "reminder", "venues", "title")
"""Kinds of line that may yet introduce somebody."""


@dataclass(slots=True)
class Line:
    """A non-empty line, trimmed."""

    start: int
    end: int
    gap: bool
    """Whether a blank line stands before it."""
    token: Token | None = None
    opening: Opening | None = None

    @property
    def kind(self) -> str:
        """What the line is: a kind of ``sections.toml``, ``case``, or ``text``."""
        if self.opening is not None:
            return "case"
        return self.token.kind if self.token is not None else "text"


def read_lines(text: str) -> list[Line]:
    """Every non-empty line of the document, classified."""
    out: list[Line] = []
    gap, at, previous = False, 0, None
    sections, in_sentences = active().scanner("sections"), active().scanner("sections", marked="sentences")
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        end = at + len(text[at:stop].rstrip())
        if text[at:end].strip():
            line = Line(at, end, gap)
            scanner = in_sentences if text.find("。", at, end) >= 0 else sections
            line.token = scanner.match(text, at, end + 1 if end == stop else end)
            if line.token is None or line.token.kind in OPEN_KINDS:
                line.opening = _opening(text, line, previous, first=not out)
            if line.opening and line.opening.labels:
                previous = line.opening.labels[-1]
            out.append(line)
            gap = False
        else:
            gap = True
        at = stop + 1
    return out


def _opening(text: str, line: Line, previous: Label | None, *, first: bool) -> Opening | None:
    found = opening(text, line.start, line.end, previous)
    if found and not _is_told_of_below(text, line, found):
        return None
    if found is None or line.token is None:
        return found
    # 确诊病例1 alone is a case, 确诊病例 alone a heading; a title may begin like a label but is no case
    if found.kind not in IDENTIFIED and not (found.kind == "name" and line.token.kind == "heading"):
        return None
    # 病例1活动轨迹 further down opens the second part of what is told of 病例1
    weak = line.token.kind == "title" and not line.token.rule.attributes.get("strong")
    return found if line.token.kind != "title" or (weak and not first) else None


def _is_told_of_below(text: str, line: Line, found: Opening) -> bool:
    """Whether the line under a bare code or name tells of its bearer; so much is not asked of other openings."""
    if found.kind == "coded" and found.end == line.end:
        return PERSON_BELOW.match(text, line.end) is not None
    if found.kind == "name" and active().pattern("labels", "label.name_alone").match(text, line.start, line.end):
        return any(below.match(text, line.end) for below in (PERSON_BELOW, DAY_BELOW))
    return True


def group_range(text: str, line: Line, name: str) -> Range | None:
    """Where the named group of a line's rule stands."""
    words = line.token.groups.get(name) if line.token else None
    if not words or line.token is None:
        return None
    start = text.index(words, line.token.start)
    return start, start + len(words)
