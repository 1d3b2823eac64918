"""The document cut up: its notices, and in each the blocks about one person, the venue list and the boilerplate."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tracer import models
from tracer.parse.blocks import Block, build_units, name_after_headings, sex_and_age, tells_of_several, with_notes
from tracer.parse.cells import with_cells
from tracer.parse.classes import classify, only_class, share_severity
from tracer.parse.dayrows import Row, row_of, with_rows
from tracer.parse.labels import Opening, is_topic, openings_in_sentence_starts
from tracer.parse.notices import Extent, Line, find_extents, group_range, issuer_range, read_lines
from tracer.parse.units import Label, NormText, NoticeDraft, Range

PLURAL = re.compile(
    r"均|[两二三四五六]人|上述|分别|[,。;](?:系|为|是)?(?:夫妻|父子|父女|母子|母女|兄弟|姐妹)(?:关系)?[,。;]"
)
VENUES_INLINE = re.compile(r"[^。;\n]{0,30}:[ \t]*[^。\n]{0,30}[一-龥]{3}")
VENUES_FOLLOW = re.compile(r"(?:点位|场所|地点)(?:信息|情况)?(?:公布)?如下:?[ \t]*$", re.MULTILINE)
NUMBERED_HEADING = re.compile(r"[ \t]*[一二三四五六七八九十]{1,2}、")
SERIAL_IN_TITLE = re.compile(r"\(((?:[0-9]{4}年)?第[ ]?[0-9一二三四五六七八九十百]{1,4}[ ]?号)\)[ \t]*$")
DATE_IN_TITLE = re.compile(r"(?:【[0-9]+】)?[ \t]*([0-9]{1,2}\.[0-9]{1,2})(?=[一-龥])")
BRACKET_AREA = re.compile(r"\[([一-龥]{1,8}(?:区|县|市|旗))\][ \t]*$")
OWN_HEADING = re.compile(
    r"^[^一-龥\n]{0,8}(?:[一二三四五六七八九十]{1,2}[、)])?(?:该|患者|病例)?(?:主要|具体|其)?"
    r"(?:活动|行动|行程|出行|发病|就诊|诊疗|流行病学)(?:及就诊|史|调查)?(?:轨迹|情况|经过|史)?[^一-龥\n]*$",
    re.MULTILINE,
)
BARE = re.compile(r"(?:\([^()0-9\n]{1,12}\))?[^一-龥0-9\n]{0,2}$", re.MULTILINE)
"""What may stand behind a heading's labels: nothing, or one word in brackets (一家三口)."""
NOTES = re.compile(
    r"[ \t]*(?:[一二三四五六七八九十]{1,2}、)?[*※]?(?:病例|人员)?(?:关联|(?:相互)?关系|传播链)"
    r"(?:关系|说明|情况)?:?[ \t]*$"
    r"|[ \t]*(?:备注|附注|说明)[ \t]*:?[ \t]*$",
    re.MULTILINE,
)
"""关联说明: above lines on how the people of a table belong together."""
ASIDE = re.compile(r"[ \t]*[-—]{1,3}[^。\n]{1,40}$|[ \t]*\([^()\n]{1,24}\)[ \t]*$", re.MULTILINE)
"""A line between a label and the person that tells neither sex nor age: ——东山区,密接筛查."""
SAID_OF_ALL = ("为", "是", "均", "分别", "共同", "同住")
NAME_WITHIN = 60


@dataclass(slots=True)
class _Walk:
    """Where the reading of a notice stands."""

    text: str
    draft: NoticeDraft
    blocks: list[Block] = field(default_factory=list)
    mode: str = "header"
    notes: list[Range] = field(default_factory=list)
    """Lines below a list that tell how its people belong together."""
    section: int = 0
    classification: tuple[models.Classification, Range] | None = None
    area: str | None = None
    seen: set[str] = field(default_factory=set)
    """Labels introduced in the section in hand."""
    known: set[str] = field(default_factory=set)
    """Labels introduced in the sections before it."""
    rows: list[Row] = field(default_factory=list)
    """Rows of a table of days that name people described before."""
    last_case: int = -1
    """Where the last line that may introduce somebody begins."""
    own_lists: bool = False
    """Whether a case above another has a list of places of its own."""


def segment(norm: NormText) -> list[NoticeDraft]:
    """Every notice of the document, cut into units, venue lists and boilerplate; ``[]`` when it holds none."""
    lines = read_lines(norm.text)
    return [_draft(norm, extent) for extent in find_extents(norm.text, lines)] if lines else []


def _draft(norm: NormText, extent: Extent) -> NoticeDraft:
    text, lines = norm.text, extent.lines
    draft = NoticeDraft(lines[0].start, lines[-1].end)
    _name_notice(text, extent, draft)
    walk = _Walk(text, draft)
    if extent.title is not None:
        walk.classification = only_class(text, extent.title.start, extent.title.end)
        area = BRACKET_AREA.search(text, extent.title.start, extent.title.end)
        walk.area = area[1] if area else None
    signed = {id(line) for line in [*extent.issuers, extent.date]}
    walk.last_case = max((line.start for line in lines if line.kind == "case"), default=-1)
    for line in lines[extent.heading :]:
        if id(line) not in signed:
            _step(walk, line)
    name_after_headings(text, [(line.start, line.end) for line in lines], walk.blocks)
    first = walk.blocks[0].lines[0][0] if walk.blocks else None
    _set_header(draft, extent, signed, first)
    classify(norm, walk.blocks, draft.header)
    share_severity(norm, walk.blocks, [*([draft.header] if draft.header else []), *draft.boilerplate])
    units = with_rows(with_notes(norm, build_units(norm, walk.blocks), walk.notes), walk.rows)
    draft.units = with_cells(text, [(line.start, line.end) for line in lines], units)
    return draft


def _name_notice(text: str, extent: Extent, draft: NoticeDraft) -> None:
    draft.issuer = issuer_range(text, extent)
    if extent.date is not None:
        draft.issued_on = group_range(text, extent.date, "date")
    if extent.title is not None:
        draft.title = group_range(text, extent.title, "title")
        serial = SERIAL_IN_TITLE.search(text, extent.title.start, extent.title.end)
        draft.serial = serial.span(1) if serial else None
        day = DATE_IN_TITLE.match(text, extent.title.start, extent.title.end)
        if day and draft.issued_on is None:
            draft.issued_on = day.span(1)
    for line in extent.lines[: extent.heading + 1]:
        if line.kind == "serial" and draft.serial is None:
            draft.serial = group_range(text, line, "serial")


def _set_header(draft: NoticeDraft, extent: Extent, signed: set[int], first: int | None) -> None:
    """The header is what stands between the title and the first person or the first venue list."""
    limits = [first] if first is not None else []
    limits += [venue[0] for venue in draft.venues[:1]] + [b[0] for b in draft.boilerplate[:1]]
    limit = min(limits) if limits else draft.end
    body = [line for line in extent.lines[extent.heading :] if line.start < limit and id(line) not in signed]
    if body:
        draft.header = (body[0].start, min(body[-1].end, limit))


def _step(walk: _Walk, line: Line) -> None:
    kind = line.kind
    if walk.blocks and NOTES.match(walk.text, line.start, line.end):
        walk.mode = "notes"
        walk.draft.boilerplate.append((line.start, line.end))
        return
    if kind == "case" and _opens(walk, line):
        return
    if kind in ("class", "district", "heading", "title", "venues"):
        _heading(walk, line)
    elif kind == "reminder" and walk.mode == "case" and tells_of_several(walk.text, line.start, line.end):
        _text(walk, line)
    elif kind == "reminder" and walk.mode != "header":
        walk.mode = "reminder"
        walk.draft.boilerplate.append((line.start, line.end))
        if VENUES_FOLLOW.search(walk.text, line.start, line.end):
            walk.mode = "venues"
    elif kind in ("caption", "news"):
        walk.draft.boilerplate.append((line.start, line.end))
    else:
        _text(walk, line)


def _text(walk: _Walk, line: Line) -> None:
    if walk.mode == "case":
        walk.blocks[-1].lines.append((line.start, line.end))
    elif walk.mode == "venues":
        walk.draft.venues.append((line.start, line.end))
    elif walk.mode == "notes":
        walk.notes.append((line.start, line.end))
    elif walk.mode == "reminder":
        walk.draft.boilerplate.append((line.start, line.end))
    elif walk.mode == "between" and (row := row_of(walk.text, line.start, line.end, walk.known, walk.rows)):
        walk.rows.append(row)
    else:
        _cut_sentences(walk, line, None)
        if walk.mode == "header" and VENUES_FOLLOW.search(walk.text, line.start, line.end):
            walk.mode = "venues"


def _heading(walk: _Walk, line: Line) -> None:
    text, kind = walk.text, line.kind
    if (kind == "district" and walk.mode == "venues") or (kind == "venues" and _is_own_list(walk, line)):
        _text(walk, line)
        return
    if kind == "venues":
        walk.mode = "venues"
        walk.draft.venues.append((line.start, line.end))
        return
    if kind == "district":
        found = group_range(text, line, "district")
        walk.area = text[slice(*found)] if found else None
    else:
        if _goes_on(walk, line):
            walk.blocks[-1].lines.append((line.start, line.end))
            walk.mode = "case"
            return
        walk.classification = only_class(text, line.start, line.end)
        if NUMBERED_HEADING.match(text, line.start):
            walk.area = None
    walk.section += 1
    walk.known |= walk.seen
    walk.seen.clear()
    walk.mode = "between" if walk.blocks else "header"


def _is_own_list(walk: _Walk, line: Line) -> bool:
    """Whether a line of places (主要涉及场所:青禾超市、阿土水果店) is told of the case above it: others do so too."""
    if walk.mode != "case" or not VENUES_INLINE.match(walk.text, line.start, line.end):
        return False
    walk.own_lists = walk.own_lists or line.start < walk.last_case
    return walk.own_lists


def _goes_on(walk: _Walk, line: Line) -> bool:
    """Whether a heading (二、活动轨迹) only divides what is told of the one person of a notice."""
    return (
        len(walk.blocks) == 1
        and len(walk.blocks[0].labels) < 2
        and walk.mode in ("case", "between")
        and OWN_HEADING.search(walk.text, line.start, line.end) is not None
    )


def _opens(walk: _Walk, line: Line) -> bool:
    """Whether the line begins a new block; one that does not is text of the block before."""
    found = line.opening
    if found is None:
        return False
    current = walk.blocks[-1] if walk.mode == "case" else None
    if current is not None and _is_own_member(walk.text, current, found):
        current.lines.append((line.start, line.end))
        return True
    if (
        len(found.labels) > 1
        and walk.text.startswith(SAID_OF_ALL, found.end)
        and walk.seen.issuperset(label.text for label in found.labels)
    ):
        return False
    if current is not None and _is_bare_heading(walk.text, current) and _completes(current, found):
        current.subheadings += [(label.start, label.end) for label in found.labels]
        # 病例24 runs on through a collection and is the better label; 患者一, 患者1 begin anew with each notice in it
        runs_on = found.kind != "name" and found.labels and found.labels[0].text[-1].isdigit()
        if runs_on and not found.labels[0].text.startswith(("患者", "病患", "病人")):
            heading = only_class(walk.text, current.opening.start, current.opening.end)
            current.classification = current.classification or heading
            current.opening = replace(found, start=current.opening.start)
            walk.seen.update(label.text for label in found.labels)
        current.lines.append((line.start, line.end))
        return True
    if walk.mode in ("reminder", "venues") and found.kind in ("bare", "patient", "number", "range"):
        return False
    _cut_sentences(walk, line, found)
    return True


def _is_own_member(text: str, block: Block, found: Opening) -> bool:
    """Whether the members of a bare heading (确诊病例14、15) are now described one by one."""
    members = {label.text for label in block.labels}
    if len(members) < 2 or not found.labels or not {label.text for label in found.labels} < members:
        return False
    bare = BARE.match(text, block.opening.end, block.lines[0][1])
    return bare is not None and all(_begins_with_member(text, at, members) for at, _ in block.lines[1:])


def _begins_with_member(text: str, at: int, members: set[str]) -> bool:
    return any(text.startswith(label, at) for label in members)


def _completes(block: Block, found: Opening) -> bool:
    """Whether an opening right beneath a heading that is only a label belongs to it."""
    if found.kind in ("bare", "patient", "name"):
        return True
    group = len(block.opening.labels) > 1
    collected = block.opening.kind == "ordinal" and block.opening.labels[0].text[-len("号确诊病例") :].startswith("号")
    return collected and not group


def _is_bare_heading(text: str, block: Block) -> bool:
    """Whether the block so far is a label alone on its line."""
    only = all(ASIDE.match(text, start, end) for start, end in block.lines[1:])
    return only and block.lines[0][1] - block.opening.end <= 12 and not sex_and_age(text, block)


def _cut_sentences(walk: _Walk, line: Line, first: Opening | None) -> None:
    """Open blocks for the person at the start of the line and for those introduced behind its ``;`` and ``。``."""
    if first is not None:
        walk.seen.update(label.text for label in first.labels)
    later = [
        o
        for o in openings_in_sentence_starts(
            walk.text, _after(line, first), line.end, loose=first is None, known=walk.known
        )
        if _is_new(walk, line, first, o)
    ]
    if first is None and not later:
        return
    if first is None and later[0].kind == "one":
        _tell_apart(walk, line, later)
        return
    walk.mode = "case"
    if first is None:
        first, later = later[0], later[1:]
        line = replace(line, start=first.start)
    walk.seen.update(label.text for o in later for label in o.labels)
    topics = bool(later) and is_topic(walk.text, later[-1], walk.known)
    if later and not topics and PLURAL.search(walk.text, later[-1].end, line.end):
        walk.blocks.append(_block(walk, first, (line.start, line.end), later))
        return
    stops = [o.start for o in later] + [line.end]
    for opened, stop in zip([first, *later], stops, strict=True):
        walk.blocks.append(_block(walk, opened, (opened.start, stop), []))


def _tell_apart(walk: _Walk, line: Line, people: list[Opening]) -> None:
    """Blocks for people without labels (一为…;一为…); what is told of all of them behind goes to each."""
    if len(people) < 2:
        return
    walk.mode = "case"
    common = PLURAL.search(walk.text, people[-1].end, line.end)
    last = common.start() if common else line.end
    for opened, stop in zip(people, [*(o.start for o in people[1:]), last], strict=True):
        block = _block(walk, opened, (opened.start, stop), [])
        block.lines += [(last, line.end)] if last < line.end else []
        walk.blocks.append(block)


def _after(line: Line, first: Opening | None) -> int:
    if first is None:
        return line.start
    return max(first.end, first.names[-1][1]) if first.names else first.end


def _is_new(walk: _Walk, line: Line, first: Opening | None, found: Opening) -> bool:
    if found.kind in ("patient", "one"):
        # 患者为56岁女性 introduces the one person of a notice that has told of nobody yet
        return first is None and not walk.blocks
    if found.kind == "name":
        if first is None:
            return found.names[0][0] > found.start
        if first.kind != "name":
            return False
        near = found.start - line.start <= NAME_WITHIN
        return near or (found.names[0][0] > found.start and not _named_already(walk, line, found))
    return not any(_is_known(walk, label) for label in found.labels)


def _named_already(walk: _Walk, line: Line, found: Opening) -> bool:
    """Whether the line has spoken of somebody of that name before: 患者李某,… told further on, or a contact."""
    return walk.text.find(walk.text[slice(*found.names[0])], line.start, found.start) >= 0


def _is_known(walk: _Walk, label: Label) -> bool:
    """Whether a label, or a longer form of it (阳性感染者5 for 感染者5), was introduced in this section."""
    return label.text in walk.seen or any(known.endswith(label.text) for known in walk.seen)


def _block(walk: _Walk, opened: Opening, where: Range, more: list[Opening]) -> Block:
    return Block(opened, walk.section, [where], walk.classification, walk.area, more)
