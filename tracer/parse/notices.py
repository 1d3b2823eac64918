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

from tracer.parse.labels import Opening, openings_in_sentence_starts
from tracer.parse.lines import IDENTIFIED, Line, group_range
from tracer.parse.units import Range
from tracer.parse.unnamed import unnamed_case

DISEASE = re.compile(
    r"新冠|新型冠状|确诊|核酸|阳性|隔离|感染|肺炎|密切接触|密接|疫情|病例|患者|无症状|疑似|发热|发病|[居旅]史|就诊|入院"
)
HEADLINE = re.compile(r"[ \t]*(?!.{0,20}(?:轨迹|情况|信息|经过|行程|说明|措施))[一-龥 ]{4,30}")
NO_STORY = re.compile(
    rf"{DISEASE.pattern}|[0-9]月[0-9]{{1,2}}日|[0-9]{{1,2}}(?:[时点日]|:[0-9]{{2}})|轨迹|居家|防控|防疫"
)
SEX_NEXT = re.compile(r"[ ]?[,(](?:男|女)[,性、)]")
STORY_LINES = 12
STORY_LENGTH = 60
DATE_TOKEN_END = 60
HEADER_LINES = 4
CARD_LINES = 8
"""姓名, 性别, 年龄, 住址, 核酸情况: so many lines of a card tell who somebody is and what was found."""


@dataclass(slots=True)
class Extent:
    """The lines of one notice, and those among them that name it and sign it."""

    lines: Sequence[Line]
    title: Line | None = None
    issuers: Sequence[Line] = ()
    date: Line | None = None
    heading: int = 0
    """How many lines at the top belong to title, serial, issuer and date."""
    unnamed: Opening | None = None
    """Where the only case begins, in a notice that tells neither label nor name, sex or age."""


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
    unnamed = None if cases else unnamed_case(text, lines)
    if unnamed is not None:
        cases = [max(i for i, line in enumerate(lines) if line.start <= unnamed.start)]
    title = _title(text, lines, cases[0] if cases else len(lines))
    if title is None and not unnamed and not (cases and _speaks_of_infection(text, lines, cases)):
        return None
    if title is not None and not cases and not _names_places(lines, title):
        return None
    first = _first_line(text, lines, cases, title, whole)
    kept = lines[first:]
    extent = Extent(kept, lines[title] if title is not None else None, unnamed=unnamed)
    extent.heading = _heading_size(kept, title - first if title is not None else -1)
    _sign_off(text, extent)
    return extent


def introduces(text: str, line: Line) -> bool:
    """Whether somebody is introduced inside the line, in words that say 病例 or 患者."""
    return any(
        found.kind != "name" or found.names[0][0] > found.start or SEX_NEXT.match(text, found.names[-1][1])
        for found in openings_in_sentence_starts(text, line.start, line.end, loose=True)
    )


def _title(text: str, lines: Sequence[Line], before: int) -> int | None:
    titles = [i for i, line in enumerate(lines[:before]) if line.kind == "title"]
    strong = [i for i in titles if (t := lines[i].token) and t.rule.attributes.get("strong")]
    if strong:
        return strong[-1]
    if not titles or any(_tells(text, line) for line in lines[: titles[0]]):
        return None  # 新增病例情况 below a paragraph heads a section
    return titles[0]


def _tells(text: str, line: Line) -> bool:
    """Whether a line is a sentence of a notice, and no heading over it."""
    return text.find("。", line.start, line.end) >= 0 and DISEASE.search(text, line.start, line.end) is not None


def _speaks_of_infection(text: str, lines: Sequence[Line], cases: Sequence[int]) -> bool:
    """Whether a list without a title is about infection: by its labels, or by the words around its people."""
    for i in cases:
        found = lines[i].opening
        if found and found.kind in IDENTIFIED:
            return True
        reach = CARD_LINES if text.startswith("姓名:", lines[i].start) else 2
        last = lines[min(i + reach, len(lines) - 1)]
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
