"""The classification a notice gives people outside their own text: a heading to all beneath, a header by label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from tracer import models
from tracer.parse.labels import number_of
from tracer.parse.members import short_form
from tracer.parse.references import find_references
from tracer.parse.units import Label, NormText, Range

Class = tuple[models.Classification, Range]
Told = TypeVar("Told")
CLASSES: dict[str, models.Classification] = {
    "确诊": "confirmed", "无症状": "asymptomatic", "疑似": "suspected", "阳性": "positive", "感染者": "positive",
}  # fmt: skip


LISTED = re.compile(
    r"(?P<word2>确诊|无症状|疑似)(?:感染者|病例|患者)(?P<list2>\([^()\n]{1,80}\))(?<=[0-9]\))"
    r"|(?P<word>确诊|无症状|疑似)(?:感染者|病例|患者)?(?:共)?[0-9]{1,4}[例名人](?P<list>\([^()\n]{1,80}\)|(?:为|是|,分别为)[^。;,\n]{1,60})"
)
"""确诊病例3例(病例7、8、10),无症状感染者2例(病例9、11)"""


COUNTED = re.compile(
    r"(?P<count>[0-9]{1,4})[例名](?:本土|新增|新冠(?:病毒)?(?:肺炎)?|新型冠状病毒(?:感染的?)?(?:肺炎)?|的)*(?P<word>确诊|无症状|疑似)"
    r"|(?P<word2>确诊|无症状|疑似)(?:感染者|病例|患者)(?P<count2>[0-9]{1,4})[例名]"
)
"""5例新冠肺炎确诊病例, 无症状感染者2例"""
NEW_BEFORE = re.compile(r"新增[^。;\n]{0,60}$")
MANY = 2
"""Of a single person the notice tells the class, or leaves it open."""
SAYS_CLASS = re.compile("确诊|无症状|疑似|阳性")
UNSAID = ""
SEVERITY_OF_ALL = re.compile(
    r"(?:[0-9]例|病例|患者|人员|[0-9]人|感染者)[^。;无\n]{0,30}?(?:均|全部|都)(?:为|系|是)(?P<said>(?:轻型|普通型|中型|重型))"
    r"(?=[,。;)]|病例)"
)
"""新增确诊病例5例,均为轻型; 以上5例患者均为普通型"""
SEVERITY_OF_COUNTED = re.compile(
    r"(?<![0-9第])(?P<count>[0-9]{1,3}|[一二两三四五六七八九十])[例名人][^。;无0-9\n]{0,20}?确诊(?:病例|患者)"
    r"[(,](?:均为|都是|均属|为)?(?P<said>轻型|普通型|中型|重型|危重型)(?=[,。;)])"
)
"""检出4人阳性,其中1人为确诊病例(轻型)"""
SEVERITY_OF_SOME = re.compile(
    r"(?:(?P<rest>其余|其他|余下)(?:[0-9]{1,3}[例名人])?(?:确诊)?(?:病例|患者)?|(?P<who>[^,。;\n]{2,40}?))(?:均|都)?(?:为|系|是)"
    r"(?P<said>轻型|普通型|中型|重型|危重型)(?=[,。;)]|病例)"
)
"""第24例为重型,其余均为普通型"""


SEVERITY_LISTED = re.compile(r"[,、](?:均为)?(?P<said>轻型|普通型|中型|重型|危重型)\)")
"""确诊病例1例(第7例,轻型)"""
SEVERITY_IN_HEADING = re.compile(r"确诊(?:病例|患者)?[,: ]?[(,](?P<said>轻型|普通型|中型|重型|危重型)\)?")
"""一、确诊病例(轻型)"""


class Classified(Protocol):
    """What can be given a classification: the lines about one person or one group."""

    classification: Class | None
    shared: tuple[Range, ...]

    @property
    def labels(self) -> list[Label]:
        """Everyone's label."""


def classify(norm: NormText, blocks: Iterable[Classified], header: Range | None) -> None:
    """Give blocks without a class, or only 阳性, the one the header announces for their label or for everybody."""
    if header is None:
        return
    announced = class_of_header(norm.text, *header)
    listed = dict(_listed(norm, *header))
    blocks = list(blocks)
    people = len({label.text for block in blocks for label in block.labels}) + sum(not b.labels for b in blocks)
    unsaid = _class_of_unsaid(norm.text, header, blocks)
    counted = _class_of_counted(norm.text, header, people)
    for block in blocks:
        own = {found for label in block.labels if (found := _of_label(listed, label)) is not None}
        if len(own) == 1 and (block.classification is None or block.classification[0] == "positive"):
            block.classification = own.pop()
        else:
            plain = not any(SAYS_CLASS.search(label.text) for label in block.labels)
            block.classification = block.classification or announced or (unsaid if plain else None)
            if block.classification is None or block.classification[0] == "positive":
                block.classification = counted or block.classification


def _of_label(told: Mapping[str, Told], label: Label) -> Told | None:
    """What is told of a label in full or for short (第7例, of 第7例感染者)."""
    return told.get(label.text) or told.get(short_form(label.text))


def _class_of_unsaid(text: str, header: Range, blocks: Sequence[Classified]) -> Class | None:
    """What 病例1-5 are under 新增5例确诊病例、2例无症状感染者, if label or heading tell that of the others.

    Only if the numbers agree: one count is that of the people without a class, each other one that of its own class.
    """
    words = NO_CASES.sub(lambda m: "\n" * len(m[0]), text[slice(*header)])
    counts: dict[str, tuple[int, Range]] = {}
    for m in COUNTED.finditer(words):
        word = m["word"] or m["word2"]
        span = m.span("word" if m["word"] else "word2")
        counts.setdefault(word, (int(m["count"] or m["count2"]), span))
    told = Counter(word for block in blocks for word in _words_of(block))
    meant = [word for word in counts if not told[word]]
    if len(counts) < MANY or len(meant) != 1 or not told[UNSAID]:
        return None
    (a, b) = counts[meant[0]][1]
    agree = all(count == told[UNSAID if word in meant else word] for word, (count, _) in counts.items())
    return (CLASSES[meant[0]], (header[0] + a, header[0] + b)) if agree else None


def _words_of(block: Classified) -> Iterator[str]:
    """For each person of a block the word that says the class, in the label or above it."""
    heading = next((w for w, c in CLASSES.items() if block.classification and block.classification[0] == c), UNSAID)
    for label in block.labels or (None,):
        said = SAYS_CLASS.search(label.text) if label is not None else None
        yield said[0] if said else heading


def _class_of_counted(text: str, header: Range, people: int) -> Class | None:
    """What everybody is where the new confirmed cases are as many as the people described, and no others are new.

    当日报告新增确诊病例3例。当日报告新增无症状感染者0例。尚在医学观察无症状感染者3例。
    """
    words = NO_CASES.sub(lambda m: "\n" * len(m[0]), text[slice(*header)])
    new = [m for m in COUNTED.finditer(words) if NEW_BEFORE.search(words, 0, m.start())]
    found = [m for m in new if int(m["count"] or m["count2"]) == people]
    if people < MANY or not found or any((m["word"] or m["word2"]) != "确诊" for m in new):
        return None
    a, b = found[0].span("word" if found[0]["word"] else "word2")
    return CLASSES["确诊"], (header[0] + a, header[0] + b)


def share_severity(norm: NormText, blocks: Iterable[Classified], told: Sequence[Range]) -> None:
    """Give confirmed people what a header or a closing line says of them: 均为轻型; 病例4为重型,其余均为普通型."""
    named, rest = _severity_by_label(norm, told)
    found = [m.span("said") for where in told for m in SEVERITY_OF_ALL.finditer(norm.text, *where)]
    confirmed = [block for block in blocks if _is_confirmed(block)]
    found = found or _severity_of_counted(norm.text, told, sum(max(1, len(block.labels)) for block in confirmed))
    everybody = rest or (found[0] if len(found) == 1 and not named else None)
    for block in confirmed:
        own = {_of_label(named, label) or everybody for label in block.labels} if named else {everybody}
        said = own.pop() if len(own) == 1 else None
        block.shared = (*block.shared, said) if said else block.shared


def _is_confirmed(block: Classified) -> bool:
    known = block.classification is not None and block.classification[0] == "confirmed"
    return known or (bool(block.labels) and all("确诊" in label.text for label in block.labels))


def _severity_of_counted(text: str, told: Iterable[Range], count: int) -> list[Range]:
    """The severity of as many confirmed cases as are described, if only one is told."""
    found = [m for where in told for m in SEVERITY_OF_COUNTED.finditer(text, *where)]
    alike = [m.span("said") for m in found if number_of(m["count"]) == count]
    return alike if len(found) == 1 else []


def _severity_by_label(norm: NormText, told: Iterable[Range]) -> tuple[dict[str, Range], Range | None]:
    """The severity told of the cases a line names, by label, and that of all others."""
    named: dict[str, Range] = {}
    rest = None
    for where in told:
        for m in SEVERITY_OF_SOME.finditer(norm.text, *where):
            if m["rest"]:
                rest = m.span("said")
            else:
                named |= {ref.core: m.span("said") for ref in find_references(norm, *m.span("who"))}
        for m in LISTED.finditer(norm.text, *where):
            listed = m.span("list" if m["word"] else "list2")
            if (said := SEVERITY_LISTED.search(norm.text, *listed)) is not None:
                named |= {ref.core: said.span("said") for ref in find_references(norm, *listed)}
    return named, rest if named else None


def _listed(norm: NormText, start: int, end: int) -> Iterator[tuple[str, Class]]:
    for m in LISTED.finditer(norm.text, start, end):
        group = "" if m["word"] else "2"
        for ref in find_references(norm, *m.span("list" + group)):
            yield ref.core, (CLASSES[m["word" + group]], m.span("word" + group))


NEW_CASES = re.compile(
    r"(?:新增|报告|确认|通报|公布|发现|如下|现有|出现)[^。;\n]{0,24}?(?:确诊|无症状|疑似|阳性)"
    r"|(?:确诊|无症状|疑似|阳性)[^。;\n]{0,16}?(?:如下|轨迹|情况|信息|行程)"
)
NO_CASES = re.compile(r"(?:无|0例|未)新增[^,。;\n]{0,20}|[^,。;\n]{0,14}(?<![0-9])0例|累计[^。;\n]*")


def class_of_header(text: str, start: int, end: int) -> Class | None:
    """The classification of the people a header announces (新增确诊病例4例,活动轨迹如下), if it knows only one."""
    words = NO_CASES.sub(lambda m: "\n" * len(m[0]), text[start:end])
    if NEW_CASES.search(words) is None:
        return None
    found = only_class(words, 0, len(words))
    return (found[0], (start + found[1][0], start + found[1][1])) if found else None


def severity_of_heading(text: str, start: int, end: int) -> Range | None:
    """Where a heading tells the severity of everyone beneath it: 一、确诊病例(轻型)."""
    m = SEVERITY_IN_HEADING.search(text, start, end)
    return m.span("said") if m else None


def only_class(text: str, start: int, end: int) -> Class | None:
    """The classification a heading gives everyone beneath it: the only one it names."""
    words = text[start:end]
    named = [(word, words.find(word)) for word in ("确诊", "无症状", "疑似", "阳性") if word in words]
    if len(named) != 1:
        return None
    word, at = named[0]
    return CLASSES[word], (start + at, start + at + len(word))
