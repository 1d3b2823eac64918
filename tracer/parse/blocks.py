"""From blocks of lines to units, one a person: groups shared out, people told of twice joined, names and hints read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracer import models
from tracer.parse.classes import only_class
from tracer.parse.closing import share_closings
from tracer.parse.labels import leading_name, own_ordinal
from tracer.parse.subjects import distribute
from tracer.parse.told_together import Block, share_summaries, share_trailers
from tracer.parse.units import Label, NormText, Range, Unit
from tracer.parse.unnamed import of_all

ONE_SEX = re.compile(r"[,、:( ](男|女)")
ONE_AGE = re.compile(r"[0-9]{1,3}(?=[ ]?(?:周?岁|个月|月龄))")
STAMP = re.compile(r"\(发布[: ]{0,2}([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ ][0-9:]{5,8})?")
TOPIC = re.compile(
    r"的?[一-龥]{0,8}(?:轨迹|情况|信息|行踪|行程)[^,。;\n]{0,6}$|[ \t]*(?::[ \t]*)?$|:[ \t]*(?=[0-9]{1,2}月)",
    re.MULTILINE,
)
"""A label standing for what is told next: 病例1的活动轨迹: / 病例1: / 病例1:4月2日…"""
HEADED = re.compile(
    r"[ \t]*[0-9]{1,2}[.、][ \t]*(?P<label>(?:本土|本地|境外输入|输入)?(?:新冠肺炎)?"
    r"(?:确诊病例|疑似病例|无症状感染者|阳性感染者|感染者))[ \t]*:?[ \t]*$",
    re.MULTILINE,
)
"""2.无症状感染者 in a list of people, of which this is the only one of its kind."""
FACTS_WITHIN = 80
DAYS_BELOW = re.compile(r"[ \t]*:?[ \t]*\n\s*(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日")
"""病例1: alone on its line, and days below."""


def build_units(norm: NormText, blocks: Sequence[Block]) -> list[Unit]:
    """One unit for each person of the blocks of a notice, in text order."""
    out: list[Unit] = []
    sections: list[tuple[int, str]] = []
    known: dict[tuple[str | None, str], int] = {}
    share_trailers(norm.text, blocks)
    share_closings(norm, blocks)
    share_summaries(norm, blocks)
    for group, block in enumerate(blocks):
        for unit in _units_of(norm, block, group):
            goes_on = TOPIC.match(norm.text, block.opening.end, block.lines[0][1]) is not None
            if block.opening.kind == "topic":
                if (at := _described_before(norm.text, out, unit)) is not None:
                    out[at] = _join(out[at], unit)
                continue
            key = (unit.area_hint, unit.label.text) if unit.label and unit.label.series else None
            twin = known.get(key) if key else None
            goes_on = goes_on or (twin is not None and _is_row(norm.text, out[twin]))
            facts = sex_and_age(norm.text, block) if unit.group is None else ""
            over_days = DAYS_BELOW.match(norm.text, block.opening.end) is not None
            if (
                twin is not None
                and not _names_differ(norm.text, out[twin], unit)
                and _same_person(
                    out[twin], unit, sections[twin], (block.section, facts), goes_on=goes_on, over_days=over_days
                )
            ):
                out[twin] = _join(out[twin], unit)
                sections[twin] = (sections[twin][0], sections[twin][1] or facts)
                continue
            if key:
                known[key] = len(out)
            out.append(unit)
            sections.append((block.section, facts))
    return out


def name_after_headings(text: str, lines: Sequence[Range], blocks: Sequence[Block]) -> None:
    """Give the only person under a numbered heading that is a class (3.境外输入确诊病例) that class for a label."""
    above = {start: lines[i - 1] for i, (start, _) in enumerate(lines) if i}
    sections = [block.section for block in blocks if not block.labels]
    for block in blocks:
        at = block.opening.start
        heading = above.get(at) if block.opening.kind == "bare" and sections.count(block.section) == 1 else None
        m = HEADED.match(text, *heading) if heading else None
        if m is not None:
            label = Label(m["label"], *m.span("label"), m["label"])
            block.opening = replace(block.opening, labels=(label,))
            block.subheadings.append((m.start(), m.end()))


def _described_before(text: str, units: Sequence[Unit], unit: Unit) -> int | None:
    """Which of the units a heading means that names somebody described before."""
    called = unit.label.text if unit.label else ""
    for i in range(len(units) - 1, -1, -1):
        label, name = units[i].label, units[i].name
        if (label and label.text == called) or (name and text[slice(*name)] == called):
            return i
    return None


def _same_person(
    a: Unit, b: Unit, before: tuple[int, str], now: tuple[int, str], *, goes_on: bool, over_days: bool
) -> bool:
    """Whether a label that comes back means the person described before, told further on.

    That may be in another section, as one of a group, or where nobody is described anew (病例1活动轨迹: or behind a
    table of the people).
    """
    classes = {c[0] for c in (a.classification, b.classification) if c}
    conflict = before[1] and now[1] and before[1] != now[1]
    further = before[0] != now[0] or a.group is not None or (goes_on and not now[1] and (bool(before[1]) or over_days))
    return further and len(classes) < 2 and not conflict


def _is_row(text: str, unit: Unit) -> bool:
    """Whether all that is told of a person so far is a row of a table."""
    return len(unit.ranges) == 1 and "\t" in text[slice(*unit.ranges[0])].strip()


def _names_differ(text: str, a: Unit, b: Unit) -> bool:
    return a.name is not None and b.name is not None and text[slice(*a.name)] != text[slice(*b.name)]


def with_notes(norm: NormText, units: list[Unit], notes: Sequence[Range]) -> list[Unit]:
    """The units with the lines below their list on how its people belong together, each line for those it names."""
    labels = [u.label for u in units if u.label]
    if not notes or len(labels) < 2:
        return units
    told = iter(_shares(norm, notes, labels))
    return [replace(u, notes=(*u.notes, *next(told))) if u.label else u for u in units]


def _join(a: Unit, b: Unit) -> Unit:
    """One person of two units; what a list that repeats a label (病例1、病例1) tells of each is told once."""
    return replace(
        a, ranges=_once(a.ranges, b.ranges), end=b.end, name=a.name or b.name, shared=_once(a.shared, b.shared),
        group=a.group if b.group is None else b.group, heading=(*a.heading, *b.heading),
    )  # fmt: skip


def _once(a: Sequence[Range], b: Sequence[Range]) -> tuple[Range, ...]:
    return tuple(dict.fromkeys((*a, *b)))


def sex_and_age(text: str, block: Block) -> str:
    """Sex and age as the first words of a block state them, to keep two persons of one label apart."""
    start = block.opening.end
    end = min(block.lines[-1][1], start + FACTS_WITHIN)
    sex, age = ONE_SEX.search(text, max(0, start - 1), end), ONE_AGE.search(text, start, end)
    return (sex[1] if sex else "") + (age[0] if age else "")


def _units_of(norm: NormText, block: Block, group: int) -> list[Unit]:
    ranges = tuple(_merge_lines(block.lines))
    labels = block.labels
    start, end = ranges[0][0], ranges[-1][1]
    if len(labels) > 1:
        own = _shares(norm, ranges, _with_prefix(labels))
        shares = [(*share, *block.common, *block.common_of.get(k, ())) for k, share in enumerate(own)]
        names = _names(block)
        return [
            Unit(
                label, share, start, end, names.get(label.start), block.classification, block.area, group=group,
                shared=block.shared, apart=tuple(block.apart), heading=_heading(norm.text, block),
            )
            for label, share in zip(_with_prefix(labels), shares, strict=True)
        ]  # fmt: skip
    if block.opening.people > 1:
        told = of_all(norm.text, ranges, block.opening.people)
        alike = Unit(
            None, told, start, end, classification=block.classification, area_hint=block.area, group=group,
            shared=block.shared, of_all=told,
        )  # fmt: skip
        return [alike] * block.opening.people if told else []
    name = block.opening.names[0] if block.opening.names else _name_below(norm.text, block)
    label = labels[0] if labels else _label_without_heading(norm.text, name, start, end)
    ranges = (*ranges, *block.common)
    return [
        Unit(
            label, ranges, start, end, name, _class_of(norm.text, block), block.area or _area_of(label),
            published_on=_stamp(norm.text, block), shared=block.shared, of_all=tuple(block.of_all),
            apart=tuple(block.apart), heading=_heading(norm.text, block),
        )
    ]  # fmt: skip


def _heading(text: str, block: Block) -> tuple[Range, ...]:
    """What introduces the people of a block: list mark and label (or what stands before a name), and the stamp."""
    out = list(block.subheadings)
    for o in [block.opening, *block.more]:
        end = o.end if o.labels or o.kind == "kin" else (o.names[0][0] if o.names else o.start)
        out += [(o.start, end)] if end > o.start else []
    stamp = STAMP.search(text, *block.lines[0])
    return (*out, stamp.span()) if stamp else tuple(out)


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


def _names(block: Block) -> dict[int, Range]:
    openings = [block.opening, *block.more]
    found = {name[0]: name for o in openings for name in o.names}
    for o in openings:  # 马某(确诊病例15): the name stands before its label
        found.update(
            {label.start: n for label, n in zip(o.labels, o.names, strict=False) if len(o.labels) == len(o.names)}
        )
    return found


def _name_below(text: str, block: Block) -> Range | None:
    """A masked name at the head of the line under a heading that is only a label."""
    if len(block.lines) > 1 and block.opening.kind in ("ordinal", "numbered"):
        return leading_name(text, *block.lines[1])
    return None


def _label_without_heading(text: str, name: Range | None, start: int, end: int) -> Label | None:
    if name is not None:
        return Label(text[name[0] : name[1]], name[0], name[1])
    return own_ordinal(text, start, end)


def _class_of(text: str, block: Block) -> tuple[models.Classification, Range] | None:
    """The heading's classification, or the one before a name: 新增确诊病例:卓某,男."""
    if block.opening.kind == "name" and block.opening.names:
        return only_class(text, block.opening.start, block.opening.names[0][0]) or block.classification
    return block.classification


def _area_of(label: Label | None) -> str | None:
    if label is None or not label.series or label.series not in label.text:
        return None
    prefix = label.text[: label.text.index(label.series)]
    return prefix if prefix and prefix[-1] in "区县市旗" else None


def _stamp(text: str, block: Block) -> date | None:
    m = STAMP.search(text, *block.lines[0])
    try:
        return date(int(m[1]), int(m[2]), int(m[3])) if m else None
    except ValueError:
        return None
