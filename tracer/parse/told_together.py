"""Blocks of lines about a person or a group, and what a line below several of them tells of all: 以上3人系密切接触者,….

The labels themselves may say who is meant (病例2-病例5均于…), a count does (该3例…), or 均为 behind unfinished entries.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tracer import models
from tracer.parse.labels import Opening, number_of
from tracer.parse.members import Members
from tracer.parse.subjects import distribute
from tracer.parse.units import Label, NormText, Range
from tracer.rulebook import active

COUNTED = re.compile(
    r"[ \t]*(?:以上|上述)(?P<everyone>)(?:所有|全部)?(?:新增|本土|境外|输入性?|新冠肺炎|新冠病毒|阳性)*"
    r"(?:(?:确诊病例|无症状感染者|感染者|病例|患者)(?=[均都])|人员(?=\d{1,2}月\d{1,2}日))"
    r"|[ \t]*(?:以上|上述|该|此|这)(?P<count>\d{1,2}|[二两三四五六七八九十])[人名例]"
    r"(?:新增|本土|境外|输入性?|新冠肺炎|新冠病毒|阳性)*(?:确诊病例|无症状感染者|感染者|病例|患者|人员)?(?=[均都系为已在于,]|\d{1,2}月)"
    r"|[ \t]*(?P<each>\d{1,2}|[二两三四五六七八九十])[人名例]"
    r"(?:新增|本土|境外|输入性?|新冠肺炎|新冠病毒|阳性)*(?:确诊病例|无症状感染者|感染者|病例|患者|人员)?"
    r"(?=[均都]|(?:\d{1,2}月)?\d{1,2}日[均都]|[系为是](?:同[一事学村车乡行住]|一家|亲|朋友|夫[妻妇]|家[人庭]|邻居))"
    r"|[ \t]*(?P<jointly>[2-9]|[二两三四五六七八九])人"
    r"(?=(?:于|在)?(?:(?:\d{1,2}月)?\d{1,2}日[^,。;\n与和]{0,8}?)?(?:一起|一同|共同|结伴|同[乘车行桌吃住]))"
    r"|[ \t]*(?:以上|上述|该|此|这)?(?P<alike>\d{1,2}|[二两三四五六七八九十])[人名例]"
    r"(?:确诊病例|无症状感染者|感染者|病例|患者|人员)?"
    r"(?:(?:的|主要|共同|[一-龥]{0,6}(?:返乡|返程|途经|停留|逗留|到过)[一-龥]{0,6}?|涉及|及|和|、|活动|行动){0,4}"
    r"(?:轨迹|行程|行踪|路线|路径|场所|点位|地点)){1,2}(?:均|都|完全|基本|大致|大体|情况)?(?:相同|一致|如下|为|[:])"
)
"""以上3人系密切接触者,…; 3人活动轨迹相同:8月1日…; 两名患者返乡路线及返乡后的逗留场所如下:"""
SENTENCE_END = re.compile(r"[。;][ \t]*")
DAY = re.compile(r"\d[日号]")
DAY_WITHIN = 40
NOT_OF_THEM = re.compile(r"密切?接|同住人员|家[属人]|场所|点位|涉及|市民|请")
"""以上病例的密接均已…, 请于3月5日…: what a line below the entries says of others."""
COUNTS = ("count", "each", "alike", "jointly")
TIED = re.compile(
    r"[均都]?[系为是](?:[^,。;:\n]{0,24}\d[^,。;:\n]{0,8}?的?(?:次?密切?接触?者?|同事|同学|朋友|家[属人]|亲[属戚]|同[场住车行]人员)"
    r"|一家|同[一事学村乡]|亲[属戚]|夫[妻妇]|朋友)"
)
"""以上病例均为病例9的密切接触者: what they are, and not what became of their contacts."""
_LABELS = r"[ \t]*[一-龥]{2,12}\d{1,4}(?:[-至到、,和及与](?:[一-龥]{2,12})?\d{1,4})+"
NAMED = re.compile(
    rf"{_LABELS}(?=[均都]|分别(?!是病例)|[系为](?:轻|普通|中|重|危重|无症状|确诊|同|本土|密)|\d{{1,2}}月)"
)
"""病例2-病例5均于…, 病例1、3为轻型: a sentence whose subjects are entries above, by label."""
ANOTHER = re.compile(r"[ \t]*[一-龥]{2,12}\d{1,4}(?=[于是为系在曾已现]|就读|\d{1,2}月)")
"""病例1于11月4日到…;病例2是病例1的爱人: a line of its own that goes through the people of the list above."""
NAMED_BELOW = re.compile(
    rf"{_LABELS}(?=[均都系为是于在]|分别|共同|一[起同]|结伴|同[住为属乘车行桌在]|之间|[两二三四五]人|\d{{1,2}}月)"
)
"""The same as a line of its own, which tells nothing of the last entry alone: 病例1、2系夫妻."""
FAR = 1 << 30
TOLD_OF_ALL = re.compile(r",(?P<said>均(?:为|系|是))")
TRAILER_TIE = re.compile(r"[ \t]*均[系为是][^,。;\n]{2,40}(?:人员|接触者|密接|同事|家[属人]|亲属|同学|朋友)[。\n]?$")
"""均为4月1日通报的病例9的同场人员。 as the last line below several entries"""
TRAILER = re.compile(r"[ \t]*均")


@dataclass(slots=True)
class Block:
    """Lines about one person or one group, with what the headings above them say."""

    opening: Opening
    section: int
    lines: list[Range]
    classification: tuple[models.Classification, Range] | None = None
    area: str | None = None
    more: list[Opening] = field(default_factory=list)
    """People introduced later in the same line."""
    subheadings: list[Range] = field(default_factory=list)
    """Labels the person has besides (患者一 under 第14号确诊病例)."""
    shared: tuple[Range, ...] = ()
    common: list[Range] = field(default_factory=list)
    """What is told of this entry and others together, under the last of them."""
    of_all: list[Range] = field(default_factory=list)
    """The same, on the last of them too."""
    common_of: dict[int, list[Range]] = field(default_factory=dict)
    """What is told of one member of a group, by its place, under the last entry."""
    apart: list[int] = field(default_factory=list)
    """Where closing lines begin, which no day of the entry's own text dates."""

    @property
    def labels(self) -> list[Label]:
        """Everyone's label."""
        return [*self.opening.labels, *(label for o in self.more for label in o.labels)]


Person = tuple[Block, Label, int | None]
"""Somebody an entry describes: the entry, the label without its place, and which of a group it is."""


def share_trailers(text: str, blocks: Sequence[Block]) -> None:
    """What follows the last of several unfinished entries with 均为, on a line of its own or not, holds for all."""
    for i in range(len(blocks) - 1, 0, -1):
        trailer = next((r for r in blocks[i].lines[1:] if TRAILER.match(text, *r)), None) or _told_of_all(
            text, blocks[i].lines[0]
        )
        if trailer and TRAILER_TIE.match(text, *trailer) and trailer[0] > blocks[i].lines[0][0]:
            _tell_all(blocks[: i + 1], trailer)
            continue
        at = i - 1
        while trailer and at >= 0 and text[blocks[at].lines[-1][1] - 1] == ",":
            blocks[at].common.append(trailer)
            at -= 1


def _tell_all(blocks: Sequence[Block], told: Range) -> None:
    """What the last line of the last entry says of every entry of its section, if each introduces one person."""
    entries = [b for b in blocks if b.section == blocks[-1].section]
    if len(entries) > 1 and all(len(b.labels) < 2 and b.opening.people < 2 for b in entries):
        for entry in entries:
            entry.of_all.append(told)
            if entry is not blocks[-1]:
                entry.common.append(told)


def share_summaries(norm: NormText, blocks: Sequence[Block]) -> None:
    """What an entry says of those above it too: 以上3人系密切接触者,…; 病例2-病例5均于4月1日起集中隔离."""
    text = norm.text
    for i, block in enumerate(blocks):
        for k, line in enumerate(list(block.lines)):
            for at in _sentences(text, line, first=k == 0):
                below = k > 0 and at == line[0]
                if (NAMED_BELOW if below else NAMED).match(text, at, line[1]):
                    if _gives_out(norm, (at, _end_of_sentence(text, at, line)), blocks[: i + 1]):
                        continue
                elif below and ANOTHER.match(text, at, line[1]) and _gives_out(norm, line, blocks[: i + 1], least=1):
                    break
                entries = _counted(text, (at, line[1]), blocks, i + 1)
                if len(entries) > 1:
                    _share(norm, entries, *_told_there(text, at, line, block.lines[k + 1 :]))


def _share(norm: NormText, entries: Sequence[Block], line: Range, below: list[Range]) -> None:
    """Give a line told of several to each, and the days below 两人轨迹如下: to whom each tells of (二人…,患者一…)."""
    last, heading = entries[-1], COUNTED.match(norm.text, *line)
    said = (heading.end(), line[1]) if heading is not None and heading["alike"] else line
    together = [said] if norm.text[slice(*said)].strip(" \t:,。") else []
    last.lines[:] = [part for own in last.lines for part in _without(own, line)]
    if all(len(entry.labels) == 1 for entry in entries):
        people: list[Person] = [(entry, afar(entry.labels[0]), None) for entry in entries]
        for told in below:
            share_out(norm, told, people, last)
    else:
        together += below
        last.lines[:] = [own for own in last.lines if own not in below]
    for entry in entries:
        entry.common += together
        entry.of_all += together


def _gives_out(norm: NormText, told: Range, blocks: Sequence[Block], least: int = 2) -> bool:
    """Give people the last entry names by label what it says of each (病例1、3均为轻型,病例2为普通型); whether it does.

    The words begin with ``least`` of them at least, one of them not the last entry.
    """
    entries = [b for b in blocks if b.section == blocks[-1].section and len(b.labels) == 1]
    labels = [afar(b.labels[0]) for b in entries]
    named = Members(norm.text, told, labels, active()).mention(*told) if len(labels) > 1 else None
    if named is None or len(named.members) < least or named.members == [len(labels) - 1]:
        return False
    share_out(norm, told, [(b, labels[k], None) for k, b in enumerate(entries)], blocks[-1])
    return True


def afar(label: Label) -> Label:
    """A label as one may be called by it where it does not stand."""
    return replace(label, start=FAR, end=FAR)


def share_out(norm: NormText, told: Range, people: Sequence[Person], last: Block) -> None:
    """Give each of some people what a line under the last entry says of it."""
    shares = distribute(norm, told, [label for _, label, _ in people])
    pieces = Counter(piece for share in shares for piece in share)
    last.lines[:] = [part for line in last.lines for part in _without(line, told)]
    for (block, _, member), share in zip(people, shares, strict=True):
        (block.common if member is None else block.common_of.setdefault(member, [])).extend(share)
        block.of_all += [piece for piece in share if pieces[piece] > 1 and piece not in block.of_all]
        block.apart += [start for start, _ in share]


def _without(line: Range, told: Range) -> list[Range]:
    """What is left of a line without a sentence of it."""
    if told[0] >= line[1] or told[1] <= line[0]:
        return [line]
    return [part for part in ((line[0], told[0]), (told[1], line[1])) if part[0] < part[1]]


def _sentences(text: str, line: Range, *, first: bool) -> list[int]:
    """Where the sentences of a line begin, but for the first of the line that introduces somebody."""
    inner = [m.end() for m in SENTENCE_END.finditer(text, *line) if m.end() < line[1]]
    return inner if first else [line[0], *inner]


def _told_there(text: str, at: int, line: Range, below: list[Range]) -> tuple[Range, list[Range]]:
    """What is said of all: the line or a sentence of it, and with 3人活动轨迹如下 the lines below."""
    counted = COUNTED.match(text, at, line[1])
    if counted is not None and counted["alike"]:
        return (at, line[1]), below
    return (line if at == line[0] else (at, _end_of_sentence(text, at, line))), []


def _end_of_sentence(text: str, at: int, line: Range) -> int:
    stop = text.find("。", at, line[1])
    return stop + 1 if stop >= 0 else line[1]


def tells_of_several(text: str, start: int, end: int) -> bool:
    """Whether a line tells what happened to several entries on some day: 以上4名无症状感染者均于1月11日…."""
    counted = COUNTED.match(text, start, end)
    stop = min(end, counted.end() + DAY_WITHIN) if counted else start
    if counted is not None and TIED.match(text, counted.end(), end):
        return True
    told = counted is not None and DAY.search(text, counted.end(), stop) is not None
    return told and NOT_OF_THEM.search(text, start, stop) is None


def _counted(text: str, line: Range, blocks: Sequence[Block], stop: int) -> Sequence[Block]:
    """The entries among the first ``stop``, the one above the line last, whose people it counts; none if unsure."""
    counted = COUNTED.match(text, *line)
    if counted is None:
        return ()
    if counted["everyone"] is not None:
        return [block for block in blocks[:stop] if block.section == blocks[stop - 1].section]
    left, at = number_of(next(counted[key] for key in COUNTS if counted[key])) or 0, stop
    while left > 0 and at > 0:
        at -= 1
        left -= max(1, len(blocks[at].labels))
    some = at > 0 and blocks[at - 1].section == blocks[stop - 1].section
    if counted["jointly"] is not None and some:
        return ()  # 2人一起吃饭 below three entries
    return blocks[at:stop] if left == 0 else ()


def _told_of_all(text: str, line: Range) -> Range | None:
    """无症状感染者4,居住于某区,均为隔离管控人员,…: the end of a line that speaks of the entries before it too."""
    found = TOLD_OF_ALL.search(text, *line)
    return (found.start("said"), line[1]) if found else None
