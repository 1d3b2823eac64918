"""Where the notices of a document begin and end: between newspaper stories, after one another, or the whole of it.

The document is taken line by line. A line gets the kind its beginning gives it (`sections.toml`) or, failing that,
the person it introduces (`labels.py`). A notice runs from its title to its sign-off; a bare list of cases is a notice
too, but only where the words speak of infection.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracer.parse.labels import Opening, opening, openings_in_sentence_starts
from tracer.parse.units import Label, Range
from tracer.rulebook import Token, active

DISEASE = re.compile(
    r"新冠|新型冠状|确诊|核酸|隔离|感染|肺炎|密切接触|密接|疫情|病例|患者|无症状|疑似|发热|发病|[居旅]史|就诊|入院"
)
IDENTIFIED = ("numbered", "ordinal", "collected", "bracketed", "coded")
PERSON_BELOW = re.compile(r"\s*[^\n]{0,40}(?:[,、:( ](?:男|女)[,、性)]|[0-9]{1,3}岁|无症状感染者[0-9]{0,4}转)")
"""What the line under a bare code (云岭37) must tell for the code to be a case."""
OPEN_KINDS = ("class", "district", "heading", "reminder", "venues", "title")
"""Kinds of line that may yet introduce somebody."""
HEADLINE = re.compile(r"[ \t]*(?!.{0,20}(?:轨迹|情况|信息|经过|行程|说明|措施))[一-龥 ]{4,30}")
NO_STORY = re.compile(
    rf"{DISEASE.pattern}|[0-9]月[0-9]{{1,2}}日|[0-9]{{1,2}}(?:[时点日]|:[0-9]{{2}})|轨迹|居家|防控|防疫"
)
STORY_LINES = 12
STORY_LENGTH = 60
DATE_TOKEN_END = 60
HEADER_LINES = 4


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


@dataclass(slots=True)
class Extent:
    """The lines of one notice, and those among them that name it and sign it."""

    lines: Sequence[Line]
    title: Line | None = None
    issuers: Sequence[Line] = ()
    date: Line | None = None
    heading: int = 0
    """How many lines at the top belong to title, serial, issuer and date."""


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
    if found and found.kind == "coded" and found.end == line.end and not PERSON_BELOW.match(text, line.end):
        return None
    if found is None or line.token is None:
        return found
    # 确诊病例1 alone is a case, 确诊病例 alone a heading; a title may begin like a label but is no case
    if found.kind not in IDENTIFIED and not (found.kind == "name" and line.token.kind == "heading"):
        return None
    # 病例1活动轨迹 further down opens the second part of what is told of 病例1
    weak = line.token.kind == "title" and not line.token.rule.attributes.get("strong")
    return found if line.token.kind != "title" or (weak and not first) else None


def find_extents(text: str, lines: Sequence[Line]) -> list[Extent]:
    """The notices of the document in text order."""
    cuts = _cuts(text, lines)
    out = []
    for first, last in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        extent = _extent(text, lines[first:last], whole=len(cuts) == 1)
        if extent is not None:
            out.append(extent)
    return out


def _cuts(text: str, lines: Sequence[Line]) -> list[int]:
    """Indexes of lines at which something new begins: a title after cases, whatever follows a sign-off."""
    cuts, content, titled, signed = [0], False, False, False
    for i, line in enumerate(lines):
        if line.kind == "title" and not _is_subtitle(line, content, titled, signed):
            if content:
                cuts.append(_with_issuers_above(lines, i, cuts[-1]))
            content, titled, signed = False, True, False
        elif line.kind == "case" or line.kind == "venues":
            content = True
        elif line.kind == "date" and content and _signs(lines, i):
            cuts.append(i + 1)
            content, titled, signed = False, False, True
        elif content and _begins_story(text, lines, i):
            cuts.append(i)
            content, titled, signed = False, False, False
        elif line.kind == "news" and content:
            cuts.append(max(cuts[-1] + 1, i - 1 if lines[i - 1].kind in ("text", "title") else i))
            content, titled, signed = False, False, False
    return [c for k, c in enumerate(cuts) if c < len(lines) and (k == 0 or c > cuts[k - 1])]


def _begins_story(text: str, lines: Sequence[Line], i: int) -> bool:
    """Whether a headline stands on line ``i``, over sentences without a day, an hour or a word of the disease."""
    line = lines[i]
    if line.kind != "text" or not line.gap or not HEADLINE.fullmatch(text, line.start, line.end):
        return False
    after = itertools.takewhile(lambda below: below.kind == "text", lines[i + 1 : i + 1 + STORY_LINES])
    story = text[line.end : max((below.end for below in after), default=line.end)]
    return len(story) >= STORY_LENGTH and "。" in story and not NO_STORY.search(story)


def _is_subtitle(line: Line, content: bool, titled: bool, signed: bool) -> bool:
    """A weak title (…活动轨迹) inside an open notice is a section heading."""
    strong = bool(line.token and line.token.rule.attributes.get("strong"))
    return not strong and (content or titled) and not signed


def _with_issuers_above(lines: Sequence[Line], i: int, floor: int) -> int:
    while i - 1 > floor and lines[i - 1].kind == "issuer":
        i -= 1
    return i


def _signs(lines: Sequence[Line], i: int) -> bool:
    """Whether the date on line ``i`` ends a notice: below an issuer, or with nothing of the notice below it."""
    if any(line.kind == "issuer" for line in lines[max(0, i - 2) : i]):
        return True
    following = lines[i + 1].kind if i + 1 < len(lines) else "end"
    return following in ("end", "title", "issuer", "news") or lines[i - 1].kind == "reminder"


def _extent(text: str, lines: Sequence[Line], whole: bool) -> Extent | None:
    cases = [i for i, line in enumerate(lines) if line.kind == "case"]
    if not cases and whole:
        cases = [i for i, line in enumerate(lines) if line.kind == "text" and introduces(text, line)]
    title = _title(lines, cases[0] if cases else len(lines))
    if title is None and not (cases and _speaks_of_infection(text, lines, cases)):
        return None
    if title is not None and not cases and not _names_places(lines, title):
        return None
    first = _first_line(text, lines, cases, title, whole)
    kept = lines[first:]
    extent = Extent(kept, lines[title] if title is not None else None)
    extent.heading = _heading_size(kept, title - first if title is not None else -1)
    _sign_off(text, extent)
    return extent


def introduces(text: str, line: Line) -> bool:
    """Whether somebody is introduced inside the line, in words that say 病例 or 患者."""
    return any(
        found.kind != "name" or found.names[0][0] > found.start
        for found in openings_in_sentence_starts(text, line.start, line.end, loose=True)
    )


def _title(lines: Sequence[Line], before: int) -> int | None:
    titles = [i for i, line in enumerate(lines[:before]) if line.kind == "title"]
    strong = [i for i in titles if (t := lines[i].token) and t.rule.attributes.get("strong")]
    if strong:
        return strong[-1]
    return titles[0] if titles and titles[0] <= before else None


def _speaks_of_infection(text: str, lines: Sequence[Line], cases: Sequence[int]) -> bool:
    """Whether a list without a title is about infection: by its labels, or by the words around its people."""
    for i in cases:
        found = lines[i].opening
        if found and found.kind in IDENTIFIED:
            return True
        last = lines[min(i + 2, len(lines) - 1)]
        if DISEASE.search(text, lines[max(0, i - 1)].start, last.end):
            return True
    return False


def _names_places(lines: Sequence[Line], title: int) -> bool:
    """Whether a notice without people still says where to look: it lists venues and is signed or dated."""
    kinds = {line.kind for line in lines[title:]}
    token = lines[title].token
    strong = bool(token and token.rule.attributes.get("strong"))
    return ("venues" in kinds or ("reminder" in kinds and strong)) and bool(kinds & {"issuer", "date", "serial"})


def _first_line(text: str, lines: Sequence[Line], cases: Sequence[int], title: int | None, whole: bool) -> int:
    if title is not None:
        return _with_issuers_above(lines, title, -1)
    if whole:
        return 0
    first = cases[0]
    while (
        first > 0
        and cases[0] - first < HEADER_LINES
        and DISEASE.search(text, lines[first - 1].start, lines[first - 1].end)
    ):
        first -= 1
    return first


def _heading_size(lines: Sequence[Line], title: int) -> int:
    size = title + 1
    while 0 < size < len(lines) and lines[size].kind in ("serial", "date", "issuer", "title"):
        size += 1
    return size


def _sign_off(text: str, extent: Extent) -> None:
    """Find issuer and date: at the end of the notice, or beneath its title."""
    lines = extent.lines
    tail = len(lines)
    while tail > extent.heading and lines[tail - 1].kind in ("date", "issuer"):
        tail -= 1
    signed = lines[tail:]
    top = [line for line in lines[: extent.heading] if line.kind in ("issuer", "date")]
    dates = [line for line in signed if line.kind == "date"] or [line for line in top if line.kind == "date"]
    extent.date = dates[0] if dates else None
    issuers = [line for line in signed if line.kind == "issuer"]
    if issuers and tail > extent.heading and _wrapped_above(text, lines[tail - 1], issuers[0]):
        issuers.insert(0, lines[tail - 1])
    extent.issuers = issuers or [line for line in top if line.kind == "issuer"]


def _wrapped_above(text: str, line: Line, below: Line) -> bool:
    """Whether ``line`` is the first half of an issuer wrapped over two lines."""
    words = text[line.start : line.end].strip()
    return (
        not below.gap
        and line.gap
        and line.kind in ("text", "issuer")
        and 4 <= len(words) <= DATE_TOKEN_END
        and re.fullmatch(r"[一-龥]+", words) is not None
    )


def issuer_range(text: str, extent: Extent) -> Range | None:
    """The issuer's words, over two lines when it is wrapped."""
    if not extent.issuers:
        return None
    first, last = extent.issuers[0], extent.issuers[-1]
    found = group_range(text, last, "issuer")
    if found is None or first is last or first.kind == "issuer":
        return group_range(text, first, "issuer")
    return first.start + len(text[first.start : first.end]) - len(text[first.start : first.end].lstrip()), found[1]


def group_range(text: str, line: Line, name: str) -> Range | None:
    """Where the named group of a line's rule stands."""
    words = line.token.groups.get(name) if line.token else None
    if not words or line.token is None:
        return None
    start = text.index(words, line.token.start)
    return start, start + len(words)
