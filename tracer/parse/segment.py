"""The document cut up: its notices, and in each the blocks about one person, the venue list and the boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tracer import models
from tracer.parse.labels import Opening, leading_name, openings_in_sentence_starts, own_ordinal
from tracer.parse.notices import Extent, Line, find_extents, group_range, issuer_range, read_lines
from tracer.parse.subjects import distribute
from tracer.parse.units import Label, NormText, NoticeDraft, Range, Unit

PLURAL = re.compile(r"均|[两二三四五六]人|上述|分别")
ONE_SEX = re.compile(r"[,、:( ](男|女)")
ONE_AGE = re.compile(r"[0-9]{1,3}(?=[ ]?(?:周?岁|个月|月龄))")
STAMP = re.compile(r"\(发布[: ]{0,2}([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
NUMBERED_HEADING = re.compile(r"[ \t]*[一二三四五六七八九十]{1,2}、")
TRAILER = re.compile(r"[ \t]*均")
SERIAL_IN_TITLE = re.compile(r"\(((?:[0-9]{4}年)?第[ ]?[0-9一二三四五六七八九十百]{1,4}[ ]?号)\)[ \t]*$")
DATE_IN_TITLE = re.compile(r"(?:【[0-9]+】)?[ \t]*([0-9]{1,2}\.[0-9]{1,2})(?=[一-龥])")
BRACKET_AREA = re.compile(r"\[([一-龥]{1,8}(?:区|县|市|旗))\][ \t]*$")
FACTS_WITHIN = 80
NAME_WITHIN = 60
CLASSES: dict[str, models.Classification] = {
    "确诊": "confirmed", "无症状": "asymptomatic", "疑似": "suspected", "阳性": "positive", "感染者": "positive",
}  # fmt: skip


@dataclass(slots=True)
class _Block:
    """Lines about one person or one group, with what the headings above them say."""

    opening: Opening
    section: int
    lines: list[Range]
    classification: tuple[models.Classification, Range] | None = None
    area: str | None = None
    more: list[Opening] = field(default_factory=list)
    """People introduced later in the same line."""
    shared: tuple[Range, ...] = ()

    @property
    def labels(self) -> list[Label]:
        """Everyone's label."""
        return [*self.opening.labels, *(label for o in self.more for label in o.labels)]


@dataclass(slots=True)
class _Walk:
    """Where the reading of a notice stands."""

    text: str
    draft: NoticeDraft
    blocks: list[_Block] = field(default_factory=list)
    mode: str = "header"
    section: int = 0
    classification: tuple[models.Classification, Range] | None = None
    area: str | None = None
    seen: set[str] = field(default_factory=set)


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
        walk.classification = _only_class(text, extent.title.start, extent.title.end)
        area = BRACKET_AREA.search(text, extent.title.start, extent.title.end)
        walk.area = area[1] if area else None
    signed = {id(line) for line in (*extent.issuers, extent.date)}
    for line in lines[extent.heading :]:
        if id(line) not in signed:
            _step(walk, line)
    first = walk.blocks[0].lines[0][0] if walk.blocks else None
    _set_header(draft, extent, signed, first)
    draft.units = _units(norm, walk.blocks)
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
    if kind == "case" and _opens(walk, line):
        return
    if kind in ("class", "district", "heading", "title", "venues"):
        _heading(walk, line)
    elif kind == "reminder" and walk.mode != "header":
        walk.mode = "reminder"
        walk.draft.boilerplate.append((line.start, line.end))
        if "点位如下" in walk.text[line.start : line.end]:
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
    elif walk.mode == "reminder":
        walk.draft.boilerplate.append((line.start, line.end))
    else:
        _cut_sentences(walk, line, None)


def _heading(walk: _Walk, line: Line) -> None:
    text, kind = walk.text, line.kind
    if kind == "district" and walk.mode == "venues":
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
        walk.classification = _only_class(text, line.start, line.end)
        if NUMBERED_HEADING.match(text, line.start):
            walk.area = None
    walk.section += 1
    walk.seen.clear()
    walk.mode = "between" if walk.blocks else "header"


def _only_class(text: str, start: int, end: int) -> tuple[models.Classification, Range] | None:
    """The classification a heading gives everyone beneath it: the only one it names."""
    words = text[start:end]
    named = [(word, words.find(word)) for word in ("确诊", "无症状", "疑似", "阳性") if word in words]
    if len(named) != 1:
        return None
    word, at = named[0]
    return CLASSES[word], (start + at, start + at + len(word))


def _opens(walk: _Walk, line: Line) -> bool:
    """Whether the line begins a new block; one that does not is text of the block before."""
    found = line.opening
    if found is None:
        return False
    current = walk.blocks[-1] if walk.mode == "case" else None
    if current is not None and _is_bare_heading(walk.text, current) and _completes(current, found):
        if found.kind != "name" and found.labels:
            current.opening = replace(found, start=current.opening.start)
            walk.seen.update(label.text for label in found.labels)
        current.lines.append((line.start, line.end))
        return True
    if walk.mode in ("reminder", "venues") and found.kind in ("bare", "number", "range"):
        return False
    _cut_sentences(walk, line, found)
    return True


def _completes(block: _Block, found: Opening) -> bool:
    """Whether an opening right beneath a heading that is only a label belongs to it."""
    if found.kind in ("bare", "name"):
        return True
    group = len(block.opening.labels) > 1
    collected = block.opening.kind == "ordinal" and block.opening.labels[0].text[-len("号确诊病例") :].startswith("号")
    return collected and not group


def _is_bare_heading(text: str, block: _Block) -> bool:
    """Whether the block so far is a label alone on its line."""
    return len(block.lines) == 1 and block.lines[0][1] - block.opening.end <= 12 and not _sex_and_age(text, block)


def _cut_sentences(walk: _Walk, line: Line, first: Opening | None) -> None:
    """Open blocks for the person at the start of the line and for those introduced behind its ``;`` and ``。``."""
    if first is not None:
        walk.seen.update(label.text for label in first.labels)
    later = [
        o
        for o in openings_in_sentence_starts(walk.text, _after(line, first), line.end)
        if _is_new(walk, line, first, o)
    ]
    if first is None and not later:
        return
    walk.mode = "case"
    if first is None:
        first, later = later[0], later[1:]
        line = replace(line, start=first.start)
    walk.seen.update(label.text for o in later for label in o.labels)
    if later and PLURAL.search(walk.text, later[-1].end, line.end):
        walk.blocks.append(_block(walk, first, (line.start, line.end), later))
        return
    stops = [o.start for o in later] + [line.end]
    for opened, stop in zip([first, *later], stops, strict=True):
        at = line.start if opened is first else opened.start
        walk.blocks.append(_block(walk, opened, (at, stop), []))


def _after(line: Line, first: Opening | None) -> int:
    if first is None:
        return line.start
    return max(first.end, first.names[-1][1]) if first.names else first.end


def _is_new(walk: _Walk, line: Line, first: Opening | None, found: Opening) -> bool:
    if found.kind == "name":
        if first is None:
            return found.names[0][0] > found.start
        if first.kind != "name":
            return False
        return found.start - line.start <= NAME_WITHIN
    return not any(label.text in walk.seen for label in found.labels)


def _block(walk: _Walk, opened: Opening, where: Range, more: list[Opening]) -> _Block:
    return _Block(opened, walk.section, [where], walk.classification, walk.area, more)


def _units(norm: NormText, blocks: Sequence[_Block]) -> list[Unit]:
    out: list[Unit] = []
    sections: list[tuple[int, str]] = []
    known: dict[tuple[str | None, str], int] = {}
    _share_trailers(norm.text, blocks)
    for group, block in enumerate(blocks):
        for unit in _units_of(norm, block, group):
            facts = _sex_and_age(norm.text, block) if not unit.group else ""
            key = (unit.area_hint, unit.label.text) if unit.label and unit.label.series else None
            twin = known.get(key) if key else None
            if twin is not None and _same_person(out[twin], unit, sections[twin], (block.section, facts)):
                out[twin] = _join(out[twin], unit)
                continue
            if key:
                known[key] = len(out)
            out.append(unit)
            sections.append((block.section, facts))
    return out


def _same_person(a: Unit, b: Unit, before: tuple[int, str], now: tuple[int, str]) -> bool:
    """Whether a label that comes back means the person described before, told further in another section."""
    classes = {c[0] for c in (a.classification, b.classification) if c}
    conflict = before[1] and now[1] and before[1] != now[1]
    return before[0] != now[0] and len(classes) < 2 and not conflict


def _join(a: Unit, b: Unit) -> Unit:
    return replace(
        a, ranges=(*a.ranges, *b.ranges), end=b.end, name=a.name or b.name, shared=(*a.shared, *b.shared),
        group=a.group if b.group is None else b.group,
    )  # fmt: skip


def _sex_and_age(text: str, block: _Block) -> str:
    """Sex and age as the first words of a block state them, to keep two persons of one label apart."""
    start = block.opening.end
    end = min(block.lines[-1][1], start + FACTS_WITHIN)
    sex, age = ONE_SEX.search(text, max(0, start - 1), end), ONE_AGE.search(text, start, end)
    return (sex[1] if sex else "") + (age[0] if age else "")


def _units_of(norm: NormText, block: _Block, group: int) -> list[Unit]:
    ranges = tuple(_merge_lines(block.lines))
    labels = block.labels
    start, end = ranges[0][0], ranges[-1][1]
    if len(labels) > 1:
        shares = _shares(norm, ranges, _with_prefix(labels))
        names = _names(block)
        return [
            Unit(
                label, share, start, end, names.get(label.start), block.classification, block.area, group=group,
                shared=block.shared,
            )
            for label, share in zip(_with_prefix(labels), shares, strict=True)
        ]  # fmt: skip
    name = block.opening.names[0] if block.opening.names else _name_below(norm.text, block)
    label = labels[0] if labels else _label_without_heading(norm.text, name, start, end)
    return [
        Unit(
            label, ranges, start, end, name, _class_of(norm.text, block), block.area or _area_of(label),
            published_on=_stamp(norm.text, block), shared=block.shared,
        )
    ]  # fmt: skip


def _merge_lines(lines: Sequence[Range]) -> list[Range]:
    """Lines of one block that follow each other make one range; a caption between them leaves two."""
    out: list[Range] = []
    for start, end in lines:
        if out and start - out[-1][1] <= 3:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _shares(norm: NormText, ranges: Sequence[Range], labels: Sequence[Label]) -> list[tuple[Range, ...]]:
    shares: list[list[Range]] = [[] for _ in labels]
    for body in ranges:
        for mine, part in zip(shares, distribute(norm, body, labels), strict=True):
            mine.extend(part)
    return [tuple(share) for share in shares]


def _with_prefix(labels: Sequence[Label]) -> list[Label]:
    """The district said with the first label holds for the others of the group."""
    first = labels[0]
    at = first.text.find(first.series) if first.series else -1
    prefix = first.text[:at] if at > 0 and first.text[at - 1] in "区县市旗" else ""
    return [
        replace(label, text=prefix + label.text) if prefix and not label.text.startswith(prefix) else label
        for label in labels
    ]  # fmt: skip


def _names(block: _Block) -> dict[int, Range]:
    names = [name for o in (block.opening, *block.more) for name in o.names]
    return {name[0]: name for name in names}


def _name_below(text: str, block: _Block) -> Range | None:
    """A masked name at the head of the line under a heading that is only a label."""
    if len(block.lines) > 1 and block.opening.kind in ("ordinal", "numbered"):
        return leading_name(text, *block.lines[1])
    return None


def _label_without_heading(text: str, name: Range | None, start: int, end: int) -> Label | None:
    if name is not None:
        return Label(text[name[0] : name[1]], name[0], name[1])
    return own_ordinal(text, start, end)


def _class_of(text: str, block: _Block) -> tuple[models.Classification, Range] | None:
    """The heading's classification, or the one before a name: 新增确诊病例:蔡某,男."""
    if block.opening.kind == "name" and block.opening.names:
        return _only_class(text, block.opening.start, block.opening.names[0][0]) or block.classification
    return block.classification


def _area_of(label: Label | None) -> str | None:
    if label is None or not label.series or label.series not in label.text:
        return None
    prefix = label.text[: label.text.index(label.series)]
    return prefix if prefix and prefix[-1] in "区县市旗" else None


def _stamp(text: str, block: _Block) -> date | None:
    m = STAMP.search(text, *block.lines[0])
    try:
        return date(int(m[1]), int(m[2]), int(m[3])) if m else None
    except ValueError:
        return None


def _share_trailers(text: str, blocks: Sequence[_Block]) -> None:
    """A line 均为… under the last of several unfinished entries holds for all of them."""
    for i in range(len(blocks) - 1, 0, -1):
        trailer = next((r for r in blocks[i].lines[1:] if TRAILER.match(text, *r)), None)
        at = i - 1
        while trailer and at >= 0 and text[blocks[at].lines[-1][1] - 1] == ",":
            blocks[at].shared = (trailer,)
            at -= 1
