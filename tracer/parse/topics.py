"""Lines that say of whom the lines below tell: 经核查,感染者2的活动轨迹为:, 病例1、病例3共同轨迹如下.

The people are described before; what such a line announces goes to them and not to whoever was described last.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from tracer.parse.labels import Opening, number_of
from tracer.parse.units import Label

MOST = 60
"""A heading is no longer than this."""
ANNOUNCES = re.compile(
    r"(?:轨迹|行程|行踪|活动情况|活动史|流调情况|(?:活动|到访|涉及|途经|停留|到过|去过)的?[^,。;:\n]{0,6}(?:场所|点位|地点|地方|区域))"
    r"(?:公布|通报|情况|信息|有关情况)?(?:如下|为|有|包括|主要有|是)?[ \t]*[:]?[ \t]*$",
    re.MULTILINE,
)
LEADS = (
    re.compile(
        r"[ \t]*(?:[◎●■◆▲★·•\-—]+|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十0-9]{1,2}\)"
        r"|[0-9]{1,2}[.、](?![0-9]))?"
        r"[ \t【]*(?:现将|其中|附:|本次|此次|新增(?:的)?)?"
    ),
    re.compile(r"[ \t]*[^,。:;、\n]{2,16},(?:现将|其中)?"),
)
"""What may stand before the people: list marks, and one clause on how it is known (经核查,)."""
NUMBER = re.compile(r"[0-9]+|[一二三四五六七八九十]+")
SHORT = re.compile(r"[0-9]{1,3}(?![0-9.:日月时年点号楼栋人名例元岁路])")
BETWEEN = re.compile(r"[ \t]*(?:、|,|和|与|及|以及)?[ \t]*")


DAY = r"(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[0-9]{1,2}日"
HOUR = r"(?:[0-9]{1,2}(?::[0-9]{2}|[时点](?:[0-9]{1,2}分|半)?)(?:左右|许)?)"
PART = "(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上?|夜间|当晚)?"
DATED = re.compile(rf"[ \t]*{DAY}{PART}{HOUR}?(?:[-至到、]{PART}(?:{DAY})?{PART}{HOUR}?)*[,:]?[ \t]*")
"""8月9日21:50-8月10日00:35, / 8月11日, / 4月3日上午9时许"""
BELOW_NAME = re.compile(rf"(?:的?(?:活动|行动|行程)?(?:轨迹|行程))?[ \t]*(?::[ \t]*(?![男女])|,{DAY}|[ \t]*\n\s*{DAY})")
"""What follows a name that stands for what is told next, and not for who somebody is."""
CLAUSE_END = re.compile("[,;。]")
COUNTED = re.compile(r"(?P<count>[2-9]|[两二三四五六])[人名]")
PERSON_BELOW = re.compile(r"\s*[^\n。;]{0,24}?(?:(?<![一-龥])(?:男|女)(?:性|[,、。])|[0-9]{1,3}(?:岁|个月))")
"""Somebody is described anew under the heading: numbering has begun again."""


def announces(text: str, start: int, end: int) -> bool:
    """Whether a line announces what follows (…活动轨迹为:), whoever it is told of."""
    heading = end - start <= MOST and text.find("。", start, end) < 0
    return heading and ANNOUNCES.search(text, start, end) is not None


def topic_of(text: str, start: int, end: int, known: Collection[str]) -> Opening | None:
    """The people a heading names, all of them described before; None where the line is no such heading.

    ``known`` are the labels and names of the people described so far.

    >>> topic_of("经核查,感染者2号的活动轨迹为:", 0, 16, {"感染者1号", "感染者2号"}).labels[0].text
    '感染者2号'
    """
    if not announces(text, start, end) or PERSON_BELOW.match(text, end):
        return None
    for lead in LEADS:
        m = lead.match(text, start, end)
        labels = _labels_at(text, m.end(), end, known) if m else []
        if labels:
            return Opening("topic", start, labels[-1].end, tuple(labels))
    return None


def told_of(text: str, start: int, end: int, known: Collection[str]) -> Opening | None:
    """Whom a dated line is about, where it begins with people described before (4月3日9时,病例1和病例2到…).

    >>> told_of("4月3日9时左右,吴某骑车去卫生院", 0, 17, {"郑某", "吴某"}).labels[0].text
    '吴某'
    """
    dated = DATED.match(text, start, end)
    if dated is None:
        return None
    labels = _labels_at(text, dated.end(), end, known)
    counted = COUNTED.match(text, dated.end(), end)
    if counted is not None and number_of(counted["count"]) == len(known):
        labels = [Label(label, start, start) for label in sorted(known)]
    elif not labels or text[labels[-1].end : labels[-1].end + 1] in "的之(:":
        return None
    else:
        labels += _later_subjects(text, dated.end(), end, known, {label.text for label in labels})
    return Opening("topic", start, start, tuple(labels))


def _later_subjects(text: str, start: int, end: int, known: Collection[str], before: set[str]) -> list[Label]:
    """The others with whom a clause of the line begins: 患者一到菜市场,|患者二|到发廊."""
    out: list[Label] = []
    for mark in CLAUSE_END.finditer(text, start, end):
        found = _labels_at(text, mark.end(), end, known)
        if found and text[found[-1].end : found[-1].end + 1] not in "的之(、":
            out += [label for label in found if label.text not in before | {other.text for other in out}]
    return out


def headed_by(text: str, start: int, end: int, names: Collection[str]) -> Opening | None:
    """Whom a line is about that begins with people described before by name: 李某:3月14日到…

    >>> headed_by("二、吴某和郑某:8月3日到青禾超市", 0, 17, {"郑某", "吴某"}).end
    7
    """
    lead = LEADS[0].match(text, start, end)
    labels = _labels_at(text, lead.end() if lead else start, end, names)
    if not labels or not BELOW_NAME.match(text, labels[-1].end):
        return None
    return Opening("topic", start, labels[-1].end, tuple(labels))


def _labels_at(text: str, at: int, end: int, known: Collection[str]) -> list[Label]:
    """The known labels joined to one another from ``at`` on, numbers behind the first without its series (病例1和2)."""
    labels: list[Label] = []
    while (found := _label_at(text, at, end, known) or _number_at(text, at, end, known, labels)) is not None:
        labels.append(found)
        joint = BETWEEN.match(text, found.end, end)
        at = joint.end() if joint else found.end
    return labels


def _number_at(text: str, at: int, end: int, known: Collection[str], before: list[Label]) -> Label | None:
    """A bare number at ``at`` that is a known label in the series of the one before."""
    m = SHORT.match(text, at, end) if before and before[-1].series and before[-1].end < at else None
    if m is None or f"{before[-1].series}{m[0]}" not in known:
        return None
    return Label(f"{before[-1].series}{m[0]}", at, m.end(), before[-1].series)


def _label_at(text: str, at: int, end: int, known: Collection[str]) -> Label | None:
    """The longest known label that stands at ``at``."""
    fits = [
        label
        for label in known
        if text.startswith(label, at) and at + len(label) <= end and not _goes_on(text, label, at + len(label))
    ]
    if not fits:
        return None
    label = max(fits, key=len)
    number = NUMBER.search(label)
    series = label[: number.start()] if number else None
    return Label(label, at, at + len(label), series or None, None)


def _goes_on(text: str, label: str, stop: int) -> bool:
    """Whether the number goes on: 病例1 in 病例12."""
    return label[-1].isdigit() and text[stop : stop + 1].isdigit()
