"""What the header of a notice says of its people: of the only one, of as many as it counts, of those it names.

东区发现1例确诊病例,初筛阳性,…诊断为确诊病例 stands above the description of the one person of a notice and tells of
that person; 检出2例初筛阳性,均已转至市定点医院 tells of each where two are described, but not what it says of some of
them (其中1人…); 病例1、2均是病例9的密切接触者 in a header belongs to 病例1 and 病例2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracer.parse.labels import number_of
from tracer.parse.members import GIVEN, short_form
from tracer.parse.shares import ages_of
from tracer.parse.subjects import distribute
from tracer.parse.units import Label, NormText, Range, Unit
from tracer.parse.unnamed import CLAUSE, COUNTED, NOT_NEW, only_count

SENTENCE = re.compile(r"[^。\n]+[。]?")
OF_ALL = re.compile(
    r"[ \t]*(?:(?:目前|现|其中|经查|经核查|经流调),?)?(?:该|上述|以上|以下|此|这)?"
    r"(?P<count>[0-9]{1,2}|[二两三四五六七八九十])[人名例]"
    r"(?:新增|本土|新冠肺炎|新冠病毒|阳性)*(?:确诊病例|无症状感染者|感染者|病例|患者|人员)?(?:均|都|皆|系|为|是)"
)
"""4人都在重点人群排查中发现,…; 该3例确诊病例系朋友关系"""
BRACKETED_ALL = re.compile(
    r"\((?P<count>[0-9]{1,2}|[二两三四五六七八九十])人(?P<said>(?:均|都|系|为|同|共同)[^()\n]{1,20})\)"
)
"""…无症状感染者1例(三人同住)"""
TIED = re.compile(
    r"(?P<count>[0-9]{1,2}|[二两三四五六七八九十])[人名例](?:新增|本土|新冠肺炎|新型冠状病毒肺炎|新冠病毒|阳性)*"
    r"(?:确诊病例|无症状感染者|感染者|病例|患者|人员)?(?:,|(?=\())\(?(?P<said>(?:均|都|[二两三四五六七八九3-9]人)?(?:互)?[系为是](?:[^,。;:()\n其]{0,12}?)"
    r"(?:夫[妻妇]|父[子女]|母[子女]|兄弟|姐妹|姐弟|兄妹|婆媳|祖孙|一家[人三四五六]口?|家庭成员|同[事学]|工友|室友|朋友|亲[属戚]"
    r"|同一?(?:寝室|宿舍|班级?|单位|公司|车间|家庭)[一-龥]{0,4})(?:关系)?)(?=[,。;)])"
)
"""新增确诊病例3例,为一家三口; 新增2例确诊病例,二人为夫妻关系: what the people of the notice are to one another."""
TOTALS = re.compile(r"累计|现有|截[至止]")
"""Sentences that count the outbreak."""
FINDS = re.compile(r"阳性|异常|诊断|确诊为|[判认]定为|确认为|转[运至送往]|[送收][至往治入]|隔离|密接|密切接触")
"""What a header tells of a case: the test, the diagnosis, where it was taken."""
SOME = re.compile(
    r"其中|分别|或|各有?[0-9一二两三四五六七八九十]{1,2}[例名人]"
    r"|(?<![0-9第.月])(?P<count>[0-9]{1,4}|[一二两三四五六七八九十])[例名人](?!次)"
)
"""其中1人为确诊病例; 2例确诊病例、1例无症状感染者: what follows is said of some of them."""
ALL = re.compile("均|都|全部|上述")
NUMBERED_ALL = re.compile(r"(?<=[,;])([0-9]{1,2}|[二三四五六七八九十])[人例名](?:[一-龥]{0,8})(?:均|都)")
ALIKE = re.compile(
    r"均(?:现|暂|常)?(?:居?住|租住)(?!院)(?:于|在)?[^,。;()\n]{2,30}|均[为系](?:男|女)性?(?=[,。;)])"
    r"|均[系为][^,。;()\n]{2,20}(?:员工|职工|工人|学生)(?=[,。;()])"
)
CLAUSE_BEFORE = re.compile(r"(?:[^,。;\n]*(?:诊断后?|会诊后?),)?[^,。;\n]*$")
BRACKET = re.compile(r"\([^()\n]*\)")
NUMBER_GOES_ON = tuple("0123456789例名人")
MOST_COUNTED = 20
"""Beyond so many people a notice is a list, and what its header tells is of the day, not of each."""


def with_header(norm: NormText, units: list[Unit], header: Range | None, title: Range | None = None) -> list[Unit]:
    """The units with what the header, below a title that may count them, says of the only person or those it names."""
    if header is None or not units:
        return units
    begin = title[0] if title and title[0] < header[0] else header[0]
    if len(units) == 1 and units[0].group is None:
        told = _of_the_only_one(norm.text, header, begin)
        return [replace(units[0], header=told)] if told else units
    labels = [u.label for u in units if u.label]
    units = _with_what_all_share(norm.text, units, (begin, header), labels)
    named = [s for s in _sentences(norm.text, header) if _names_one(norm.text, s, labels)]
    return _given_out(norm, units, named, labels) if named and len(labels) > 1 else units


def _with_what_all_share(text: str, units: list[Unit], where: tuple[int, Range], labels: Sequence[Label]) -> list[Unit]:
    """4人均在排查中发现,现住…: told of everybody, where as many are described.

    Args:
        where: the start of the title, if there is one, and the header.
    """
    begin, header = where
    told = tuple(s for s in _sentences(text, header) if _count_of_all(text, s) == len(units))
    aside = BRACKETED_ALL.search(text, *header)
    if aside is not None and number_of(aside["count"]) == len(units):
        told = (*told, aside.span("said"))
    ties = [m for s in _sentences(text, header) for m in TIED.finditer(text, *s)]
    told = (*told, *(m.span("said") for m in ties if number_of(m["count"]) == len(units)))
    if told:
        units = [replace(u, ranges=(*told, *u.ranges), of_all=(*told, *u.of_all)) for u in units]
    if len(units) > MOST_COUNTED:
        return units
    units = _with_what_is_alike(text, units, where)
    found = tuple(
        part
        for sentence in _counting_all(text, begin, header, len(units))
        if sentence not in told
        for part in _said_of_all(text, sentence, len(units), named=_names_one(text, sentence, labels))
        if _tells_finding(text, part)
    )
    return [replace(u, header=found) for u in units] if found else units


def _with_what_is_alike(text: str, units: list[Unit], where: tuple[int, Range]) -> list[Unit]:
    """新增3例,分别为35岁、8岁、62岁,均为女性,均居住在青禾街道: weaker than what each entry says of its own."""
    begin, header = where
    counting = list(_counting_all(text, begin, header, len(units)))
    alike = tuple(m.span() for s in counting for m in ALIKE.finditer(text, *s))
    ages = next((found for s in counting if (found := ages_of(text, *s, len(units)))), [()] * len(units))
    if not alike and not ages[0]:
        return units
    own = [(age,) if age else () for age in ages]
    return [replace(u, shared=(*u.shared, *alike, *age)) for u, age in zip(units, own, strict=True)]


def _counting_all(text: str, begin: int, header: Range, count: int) -> Iterator[Range]:
    """Sentences that count as many people as the notice describes, and those of their paragraphs that speak of all.

    检出3例初筛阳性,…均诊断为无症状感染者。现均已闭环送至定点医院。
    """
    counts = [m.start() for m in COUNTED.finditer(text, begin, header[1]) if _is_count_of(text, m, begin, count)]
    reach = max((_end_of_report(text, at, header[1]) for at in counts), default=header[0])
    for start, end in _sentences(text, (header[0], reach)):
        counted = any(start <= at < end for at in counts)
        goes_on = any(at < start < _end_of_report(text, at, header[1]) for at in counts)
        if counted or (goes_on and ALL.search(text, start, end)):
            yield start, end


def _end_of_report(text: str, at: int, end: int) -> int:
    """The end of the paragraph of ``at``; below a line that is no sentence, a title, the end of the next one."""
    stop = text.find("\n", at, end)
    if stop >= 0 and text[max(0, stop - 4) : stop].rstrip()[-1:] not in "。;:":
        below = re.compile(r"\s*").match(text, stop, end)
        stop = text.find("\n", below.end() if below else stop, end)
    return stop if stop >= 0 else end


def _said_of_all(text: str, sentence: Range, count: int, *, named: bool) -> Iterator[Range]:
    """A sentence without its brackets on some, to where it turns to some.

    Of one that names somebody, what comes with a count of all (阳性感染者4系…,3人均已转至定点医院).
    """
    at = sentence[0]
    if named:
        all_of = [m.start(1) for m in NUMBERED_ALL.finditer(text, *sentence) if number_of(m[1]) == count]
        at = all_of[-1] if all_of else sentence[1]
    for m in SOME.finditer(text, at, sentence[1]):
        if m["count"] and number_of(m["count"]) == count:
            continue
        bracket = BRACKET.search(text, at, sentence[1])
        clause = CLAUSE_BEFORE.search(text, at, m.start())
        if bracket is not None and bracket.start() < m.start() < bracket.end():
            yield at, bracket.start()
            at = bracket.end()
        elif m.start() >= at:
            yield at, max(at, clause.start() if clause else at)
            return
    if at < sentence[1]:
        yield at, sentence[1]


def _is_count_of(text: str, m: re.Match[str], start: int, count: int) -> bool:
    before = CLAUSE.search(text, start, m.start())
    words = m["before"] or m["behind"]
    return number_of(words) == count and not NOT_NEW.search(text, before.start() if before else start, m.end())


def _tells_finding(text: str, sentence: Range) -> bool:
    return FINDS.search(text, *sentence) is not None and TOTALS.search(text, *sentence) is None


def _count_of_all(text: str, sentence: Range) -> int | None:
    m = OF_ALL.match(text, *sentence)
    return number_of(m["count"]) if m else None


def _of_the_only_one(text: str, header: Range, begin: int) -> tuple[Range, ...]:
    """From the sentence that counts the one case to the end of its paragraph, totals left out."""
    one = only_count(text, begin, header[1])
    if one is None:
        return ()
    stop = _end_of_report(text, one[1], header[1])
    told = [s for s in _sentences(text, header) if s[1] > one[0] and s[0] < stop]
    return tuple(s for s in told if _tells_finding(text, s))


def _sentences(text: str, header: Range) -> list[Range]:
    return [m.span() for m in SENTENCE.finditer(text, *header) if m[0].strip()]


def _names_one(text: str, sentence: Range, labels: Sequence[Label]) -> bool:
    """Whether a sentence names one of the people by a label with its number, or by name."""
    known = [label for label in labels if label.number is not None or "某" in label.text]
    return any(_stands(text, form, sentence) for label in known for form in (label.text, short_form(label.text)))


def _stands(text: str, label: str, where: Range) -> bool:
    """Whether a label stands there by itself: 病例1, but not in 病例12 or 确诊病例1例."""
    at = text.find(label, *where)
    while at >= 0:
        stop = at + len(label)
        goes_on = GIVEN if label.endswith("某") else () if label.endswith("例") else NUMBER_GOES_ON
        if not text.startswith(goes_on, stop):
            return True
        at = text.find(label, stop, where[1])
    return False


def _given_out(norm: NormText, units: list[Unit], named: Sequence[Range], labels: Sequence[Label]) -> list[Unit]:
    shares: list[list[Range]] = [[] for _ in labels]
    for sentence in named:
        for mine, part in zip(shares, distribute(norm, sentence, labels), strict=True):
            mine.extend(part)
    told = iter(shares)
    return [replace(u, notes=(*u.notes, *next(told))) if u.label else u for u in units]
