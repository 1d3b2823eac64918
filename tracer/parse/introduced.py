"""Whom a line introduces: the blocks it opens, for the person at its start and those behind its ``;`` and ``。``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from tracer import models
from tracer.parse.blocks import sex_and_age
from tracer.parse.classes import only_class
from tracer.parse.dayrows import Row
from tracer.parse.labels import Opening, is_topic, openings_in_sentence_starts
from tracer.parse.lines import Line
from tracer.parse.told_together import NAMED_BELOW, Block
from tracer.parse.units import Label, NoticeDraft, Range

PLURAL = re.compile(
    r"均|[两二三四五六]人|上述|分别|[,。;](?:系|为|是)?(?:夫妻|父子|父女|母子|母女|兄弟|姐妹)(?:关系)?[,。;]"
)
BARE = re.compile(r"(?:\([^()0-9\n]{1,12}\))?[^一-龥0-9\n]{0,2}$", re.MULTILINE)
"""What may stand behind a heading's labels: nothing, or one word in brackets (一家三口)."""
ASIDE = re.compile(r"[ \t]*[-—]{1,3}[^。\n]{1,40}$|[ \t]*\([^()\n]{1,24}\)[ \t]*$", re.MULTILINE)
"""A line between a label and the person that tells neither sex nor age: ——东山区,密接筛查."""
OTHER_CLASS = re.compile("无症状|疑似|阳性")
"""What a label says of people who have no severity."""
SAID_OF_ALL = ("为", "是", "均", "分别", "共同", "同住")
JOINTS = ("、", "和", "及", "与")
SAID_OF_SEVERAL = re.compile(r"[系为是属](?:轻|普通|中|重|危重|确诊|无症状)|诊断|均|都|分别|\d{1,2}月\d{1,2}日")
NEAR = 20
TOLD_FURTHER = re.compile(r"[系为是于在]|\d{1,2}月\d{1,2}日")
IS_DESCRIBED = re.compile(r"[,、](?:男|女)(?:性)?[,、。]|\d{1,3}(?:岁|个月)")
NAME_WITHIN = 60
SEX_NEXT = re.compile(r"[ ]?[,(](?:男|女)[,性、)]")


@dataclass(slots=True)
class LineWalk:
    """Where the reading of a notice stands."""

    text: str
    draft: NoticeDraft
    blocks: list[Block] = field(default_factory=list)
    mode: str = "header"
    notes: list[Range] = field(default_factory=list)
    """Lines below a list that tell how its people belong together."""
    section: int = 0
    classification: tuple[models.Classification, Range] | None = None
    titled: tuple[models.Classification, Range] | None = None
    """The class the title tells of everybody, for headings that name none (一、基本情况)."""
    severity: Range | None = None
    """The severity the heading in force tells: 一、确诊病例(轻型)."""
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
    dividers: set[str] = field(default_factory=set)
    """The headings that stand between what is told of the first person."""
    unnamed: Opening | None = None
    """Where the only case begins that nothing introduces."""
    below: str = "end"
    """The kind of the line under the one in hand."""
    _names: set[str] = field(default_factory=set)
    """The names of the people of the blocks before the last."""
    _named: int = 0
    """How many blocks that are."""

    def names(self) -> set[str]:
        """The names of the people described so far: every line asks for them, so no block is looked at twice."""
        while self._named < len(self.blocks) - 1:
            self._names |= self._names_in(self.blocks[self._named])
            self._named += 1
        return self._names | self._names_in(self.blocks[-1]) if self.blocks else set()

    def _names_in(self, block: Block) -> set[str]:
        return {self.text[slice(*name)] for name in block.opening.names}


def opens(walk: LineWalk, line: Line) -> bool:
    """Whether the line begins a new block; one that does not is text of the block before."""
    found = line.opening
    if found is None:
        return False
    current = walk.blocks[-1] if walk.mode == "case" else None
    if current is not None and _is_own_member(walk.text, current, found):
        current.lines.append((line.start, line.end))
        return True
    if _goes_back(walk, line, found):
        return False
    if current is not None and _is_bare_heading(walk.text, current) and _completes(walk.text, current, found):
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
    cut_sentences(walk, line, found)
    return True


def _goes_back(walk: LineWalk, line: Line, found: Opening) -> bool:
    """Whether a line tells of several people described above: 病例1、3均为轻型."""
    called = {label.text for label in found.labels}
    anew = IS_DESCRIBED.search(walk.text, found.end, line.end) is not None
    if not walk.seen >= called:
        # 患者A、患者B为轻型,患者C为普通型, under the second heading of several
        several = len(called) > 1 or walk.text.startswith(JOINTS, found.end)
        told = SAID_OF_SEVERAL.search(walk.text, found.end, min(line.end, found.end + NEAR)) is not None
        return several and not anew and walk.seen | walk.known >= called and told
    if len(called) == 1 and len(walk.blocks) > 1 and found.kind != "name" and not anew:
        # 病例3系病例5之子,4月8日在…, below the list of the people
        own = called == {label.text for label in walk.blocks[-1].labels}
        if not own and TOLD_FURTHER.match(walk.text, found.end, line.end):
            return True
    group = len(found.labels) > 1 and walk.text.startswith(SAID_OF_ALL, found.end)
    return group or (bool(found.labels) and NAMED_BELOW.match(walk.text, line.start, line.end) is not None)


def _is_own_member(text: str, block: Block, found: Opening) -> bool:
    """Whether the members of a bare heading (确诊病例14、15) are now described one by one."""
    members = {label.text for label in block.labels}
    if len(members) < 2 or not found.labels or not {label.text for label in found.labels} < members:
        return False
    bare = BARE.match(text, block.opening.end, block.lines[0][1])
    return bare is not None and all(_begins_with_member(text, at, members) for at, _ in block.lines[1:])


def _begins_with_member(text: str, at: int, members: set[str]) -> bool:
    return any(text.startswith(label, at) for label in members)


def _completes(text: str, block: Block, found: Opening) -> bool:
    """Whether an opening right beneath a heading that is only a label belongs to it."""
    again = [label.text for label in found.labels] == [label.text for label in block.labels]
    if again and found.labels and found.kind == "numbered" and sex_at(text, found.end):
        return True  # 二、病例1活动轨迹 and below it 病例1:女,28岁
    if found.kind in ("bare", "patient", "name"):
        return True
    group = len(block.opening.labels) > 1
    collected = block.opening.kind == "ordinal" and block.opening.labels[0].text[-len("号确诊病例") :].startswith("号")
    return collected and not group


def sex_at(text: str, at: int) -> bool:
    """Whether the sex follows at once."""
    return SEX_NEXT.match(text, at) is not None or text[at : at + 2] in (":男", ":女")


def _is_bare_heading(text: str, block: Block) -> bool:
    """Whether the block so far is a label alone on its line."""
    only = all(ASIDE.match(text, start, end) for start, end in block.lines[1:])
    alone = block.lines[0][1] - block.opening.end <= 12 or ASIDE.match(text, block.opening.end, block.lines[0][1])
    return only and bool(alone) and not sex_and_age(text, block)


def cut_sentences(walk: LineWalk, line: Line, first: Opening | None) -> None:
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
        walk.blocks.append(block_of(walk, first, (line.start, line.end), later))
        return
    stops = [o.start for o in later] + [line.end]
    said = only_class(walk.text, first.start, first.names[0][0]) if first.kind == "name" and first.names else None
    for opened, stop in zip([first, *later], stops, strict=True):
        block = block_of(walk, opened, (opened.start, stop), [])
        if said is not None and opened.kind == "name":
            block.classification = said  # 无症状感染者:李某,男,50岁;王某,女,20岁
        walk.blocks.append(block)


def _tell_apart(walk: LineWalk, line: Line, people: list[Opening]) -> None:
    """Blocks for people without labels (一为…;一为…); what is told of all of them behind goes to each."""
    if len(people) < 2:
        return
    walk.mode = "case"
    common = PLURAL.search(walk.text, people[-1].end, line.end)
    last = common.start() if common else line.end
    for opened, stop in zip(people, [*(o.start for o in people[1:]), last], strict=True):
        block = block_of(walk, opened, (opened.start, stop), [])
        block.lines += [(last, line.end)] if last < line.end else []
        walk.blocks.append(block)


def _after(line: Line, first: Opening | None) -> int:
    if first is None:
        return line.start
    return max(first.end, first.names[-1][1]) if first.names else first.end


def _is_new(walk: LineWalk, line: Line, first: Opening | None, found: Opening) -> bool:
    if found.kind in ("patient", "one"):
        # 患者为56岁女性 introduces the one person of a notice that has told of nobody yet
        return first is None and not walk.blocks
    if found.kind == "name":
        if first is None:
            return found.names[0][0] > found.start or SEX_NEXT.match(walk.text, found.names[-1][1]) is not None
        if first.kind != "name":  # …。无症状感染者温某为谢某的儿媳,女,36岁: named with a word for a case
            told = found.names[0][0] > found.start and walk.text[found.start - 1] == "。"
            return told and not _named_already(walk, line, found)
        near = found.start - line.start <= NAME_WITHIN
        return near or (found.names[0][0] > found.start and not _named_already(walk, line, found))
    return not any(_is_known(walk, label) for label in found.labels)


def _named_already(walk: LineWalk, line: Line, found: Opening) -> bool:
    """Whether the line has spoken of somebody of that name before: 患者李某,… told further on, or a contact."""
    return walk.text.find(walk.text[slice(*found.names[0])], line.start, found.start) >= 0


def _is_known(walk: LineWalk, label: Label) -> bool:
    """Whether a label, or a longer form of it (阳性感染者5 for 感染者5), was introduced in this section."""
    return label.text in walk.seen or any(known.endswith(label.text) for known in walk.seen)


def block_of(walk: LineWalk, opened: Opening, where: Range, more: list[Opening]) -> Block:
    """The block of a person, or of several (``more``), with what the headings above say."""
    own = any(OTHER_CLASS.search(label.text) for label in opened.labels)
    shared = (walk.severity,) if walk.severity and not own else ()
    return Block(opened, walk.section, [where], walk.classification, walk.area, more, shared=shared)
