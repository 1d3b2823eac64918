"""What the header of a notice says of its people: of the only one, and of those it names by their labels.

东区发现1例确诊病例,初筛阳性,…诊断为确诊病例 stands above the description of the one person of a notice and tells of
that person; 病例1、2均是病例9的密切接触者 in a header belongs to 病例1 and 病例2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracer.parse.labels import number_of
from tracer.parse.subjects import distribute
from tracer.parse.units import Label, NormText, Range, Unit
from tracer.parse.unnamed import only_count

SENTENCE = re.compile(r"[^。\n]+[。]?")
OF_ALL = re.compile(
    r"[ \t]*(?:(?:目前|现|其中|经查|经核查|经流调),?)?(?:该|上述|以上|此|这)?"
    r"(?P<count>[0-9]{1,2}|[二两三四五六七八九十])[人名例]"
    r"(?:新增|本土|新冠肺炎|新冠病毒|阳性)*(?:确诊病例|无症状感染者|感染者|病例|患者|人员)?(?:均|都|皆|系|为|是)"
)
"""4人都在重点人群排查中发现,…; 该3例确诊病例系朋友关系"""
TOTALS = re.compile(r"累计|现有|截[至止]")
"""Sentences that count the outbreak."""
FINDS = re.compile(r"阳性|异常|诊断|确诊为|[判认]定为|确认为|转[运至送往]|[送收][至往治入]|隔离|密接|密切接触")
"""What a header tells of a case: the test, the diagnosis, where it was taken."""


def with_header(norm: NormText, units: list[Unit], header: Range | None) -> list[Unit]:
    """The units with what the header says of the only person, or of the people it names."""
    if header is None or not units:
        return units
    if len(units) == 1 and units[0].group is None:
        told = _of_the_only_one(norm.text, header)
        return [replace(units[0], header=told)] if told else units
    units = _with_what_all_share(norm.text, units, header)
    labels = [u.label for u in units if u.label]
    named = [s for s in _sentences(norm.text, header) if _names_one(norm.text, s, labels)]
    return _given_out(norm, units, named, labels) if named and len(labels) > 1 else units


def _with_what_all_share(text: str, units: list[Unit], header: Range) -> list[Unit]:
    """4人均在排查中发现,现住…: told of everybody, where as many are described."""
    told = tuple(s for s in _sentences(text, header) if _count_of_all(text, s) == len(units))
    return [replace(u, ranges=(*told, *u.ranges), of_all=(*told, *u.of_all)) for u in units] if told else units


def _count_of_all(text: str, sentence: Range) -> int | None:
    m = OF_ALL.match(text, *sentence)
    return number_of(m["count"].replace("两", "二")) if m else None


def _of_the_only_one(text: str, header: Range) -> tuple[Range, ...]:
    """From the sentence that counts the one case to the end of its paragraph, totals left out."""
    one = only_count(text, *header)
    if one is None:
        return ()
    stop = text.find("\n", one[1], header[1])
    stop = stop if stop >= 0 else header[1]
    told = [s for s in _sentences(text, header) if s[1] > one[0] and s[0] < stop]
    return tuple(s for s in told if FINDS.search(text, *s) and not TOTALS.search(text, *s))


def _sentences(text: str, header: Range) -> list[Range]:
    return [m.span() for m in SENTENCE.finditer(text, *header) if m[0].strip()]


def _names_one(text: str, sentence: Range, labels: Sequence[Label]) -> bool:
    """Whether a sentence names one of the people by a label with its number."""
    numbered = (label.text for label in labels if label.number is not None)
    return any(re.compile(rf"{re.escape(label)}(?![0-9])").search(text, *sentence) for label in numbered)


def _given_out(norm: NormText, units: list[Unit], named: Sequence[Range], labels: Sequence[Label]) -> list[Unit]:
    shares: list[list[Range]] = [[] for _ in labels]
    for sentence in named:
        for mine, part in zip(shares, distribute(norm, sentence, labels), strict=True):
            mine.extend(part)
    told = iter(shares)
    return [replace(u, notes=(*u.notes, *next(told))) if u.label else u for u in units]
