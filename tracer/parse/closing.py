"""Closing lines: what stands below the last entry and tells of all, or of those it names.

病例3为轻型,其余为普通型; 3人5月2日在青禾超市购物,5月3日集中隔离; 5月2日,以上3例被转运至市医院.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tracer.parse.kinship import lookup
from tracer.parse.labels import number_of
from tracer.parse.members import Members, called
from tracer.parse.told_together import FAR, Block, Person, afar, share_out
from tracer.parse.units import Label, NormText, Range
from tracer.rulebook import active

LEAD = re.compile(
    r"[ \t]*(?:(?:截至)?目前|现|最终|经诊断|其中|(?:主要|风险|行程|活动)*(?:轨迹|关键|关系|诊断)(?:情况)?[: ])?[ ,:]*"
    r"(?:(?:20\d\d年)?\d{1,2}月\d{1,2}日(?:上午|中午|下午|晚上?|凌晨)?(?:\d{1,2}(?::\d\d|[时点]许?))?,?)?"
    r"(?:(?:上述|以上)(?!(?:所有|全部|新增|本土|阳性)*(?:人员|病例|感染者|患者)?(?:[均都]|\d{1,2}月)))?"
)
"""What may stand before those a closing line names: 目前,汤某…; 风险轨迹 病例1:…; 5月2日,以上3例…."""
NOT_THEY = re.compile(
    "的|之(?!间)|密切?接|次密|家[属人]|同事(?!关系)|所在|[0-9]"
    "|[,:(、 ]{0,2}(?:[男女](?:性|[,、)])|[0-9]{1,3}(?:岁|个月))"
)
"""病例1的妻子, 病例1密接者: somebody else than the one named; 王某某,女,…: somebody described anew."""
BARE = 3
"""A line holds nothing but a label that has fewer characters behind it."""
MOST = 20
"""Beyond so many people a line that gives no number tells of the few above it."""
BY_NUMBER = re.compile(
    r"\d{1,4}号?(?:[、和及与至-]\d{1,4}号?)*(?:(?<=号)(?![楼线店院门馆厂路库桌仓])|[ ]?[两二三四五六七八九][人例])"
    r"|(?:\d{6,8}|\d{1,2})-\d"
)
"""1号、3号诊断为…, 1、2、3三人…: people called by number alone."""
REST = re.compile("(?<!业)[其剩]?余[均都为系][^一-龥]?|其[余他][均都为系]")
ALL_COUNTED = re.compile(
    r"(?:以上|上述|该|此|这)?(?:夫妻|夫妇|母子|母女|父子|父女|兄弟|姐妹|姐弟|兄妹|祖孙)?(?P<count>\d{1,2}|[二两三四五六七八九十])[人名例]"
    r"(?!次|份|中|的|[^,。;\n]{0,10}(?:密接|密切接触|家属|同住人员|家人)|[^,。;\n]{0,6}(?:活动|行动|行程)?轨迹"
    r"|[^,。;\n]{0,8}(?:场所|点位)|[^,。;\n]{2,20}(?:如下|[:])[ \t]*$)"
    r"|一家(?P<family>[三四五六七八])口(?!店)"
    r"|(?:以上|上述)(?:所有|全部)?(?:新增|本土|阳性)*(?:(?:人员|病例|感染者|患者)(?:均|都|\d{1,2}月\d{1,2}日)|均|都)"
    r"|均(?:为|系|属|诊断为)(?:本土)?(?:确诊|无症状|轻型|普通型|重型|同)",
    re.MULTILINE,
)
"""3人5月2日…; 上述人员5月2日核酸检测均为阳性; 一家三口…; 均为无症状感染者: what a closing line says of all."""


def share_closings(norm: NormText, blocks: Sequence[Block]) -> None:
    """Give people what the lines below the last entry say of each; nothing where some are told of only together."""
    everybody: list[Person] = []
    firsts: set[str] = set()
    for block in blocks:
        if block.opening.people > 1:
            return
        people = _people_of(block)
        everybody += people
        firsts |= {form[0] for _, label, _ in people for form in called(label)}
        bare = block.lines[0][1] - block.opening.end < BARE  # 第3号确诊病例, and the person on the line below
        for line in list(block.lines[1 + bare :]):
            told = (_behind_lead(norm.text, line), line[1])
            # most lines begin neither like what somebody is called nor with a count
            if told[0] < told[1] and (norm.text[told[0]] in firsts or ALL_COUNTED.match(norm.text, *told)):
                _closes(norm, line, told, everybody, block)


def is_closing(text: str, start: int, end: int, blocks: Sequence[Block], known: Collection[str]) -> bool:
    """Whether a line under a heading below the entries (二、诊断) counts all of them or begins with some."""
    at = _behind_lead(text, (start, end))
    named = max((name for name in known if text.startswith(name, at)), key=len, default="")
    people = sum(max(1, len(b.labels)) for b in blocks if b.opening.kind != "topic")
    return bool(named and not NOT_THEY.match(text, at + len(named))) or _counts_all(text, (at, end), people)


def _behind_lead(text: str, line: Range) -> int:
    lead = LEAD.match(text, *line)
    return lead.end() if lead else line[0]


def _closes(norm: NormText, line: Range, told: Range, everybody: Sequence[Person], last: Block) -> None:
    """Share out a line that begins, behind its lead, with other entries or with a count of all."""
    if all(p[0] is last for p in everybody):
        return
    here = [p for p in everybody if p[0].section == last.section]
    for people in (everybody, here):
        if not people or people[0][0] is last:
            continue  # 二人…, in a paragraph about a group
        if _begins_with_others(norm, told, people) or _counts_all(norm.text, told, len(people)):
            share_out(norm, line, people, last)
            return


def _people_of(block: Block) -> list[Person]:
    """Everybody an entry describes."""
    if block.opening.kind == "topic":
        return []
    several = len(block.labels) > 1
    labels = [afar(label) for label in block.labels] or [Label("", FAR, FAR)]
    return [(block, label, k if several else None) for k, label in enumerate(labels)]


def _begins_with_others(norm: NormText, told: Range, people: Sequence[Person]) -> bool:
    if norm.text[told[0]].isdigit() and not BY_NUMBER.match(norm.text, *told):
        return False  # 1:30到…, 1、3月8日…
    named = Members(norm.text, told, [label for _, label, _ in people], active()).mention(*told)
    if named is None or NOT_THEY.match(norm.text, named.end, told[1]) or lookup(norm.text[named.end : told[1]]):
        return False
    last = {k for k, (block, _, _) in enumerate(people) if block is people[-1][0]}
    return not last.issuperset(named.members) or REST.search(norm.text, *told) is not None


def _counts_all(text: str, told: Range, people: int) -> bool:
    counted = ALL_COUNTED.match(text, *told)
    if counted is None:
        return False
    count = counted["count"] or counted["family"]
    return people <= MOST if count is None else number_of(count) == people
