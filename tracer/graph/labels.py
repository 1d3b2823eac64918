"""What people read on nodes and edges. Names of persons, masked ones included, never become labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tracer.models import Case, Place, Target

MASKED = re.compile(r"[某×＊*]")
CIRCLED = ((20, 0x2460), (35, 0x3251 - 20), (50, 0x32B1 - 35))
BASIS_LABELS = {
    "same residence": "同住处",
    "same venue, overlapping time": "同时同地",
    "same venue, same day": "同日同地",
    "same vehicle": "同车次",
    "same workplace or school": "同单位或学校",
    "together, as stated": "同在",
}
EVENT_LABELS = {
    "stay": "停留", "visit": "到访", "journey": "行程", "care": "就诊", "sampled": "采样", "positive": "阳性",
    "isolation": "隔离", "transfer": "转运", "admission": "收治", "diagnosis": "诊断", "discharge": "出院",
    "death": "死亡", "onset": "发病", "contact": "接触",
}  # fmt: skip


def circled(number: int) -> str:
    """A number in a circle, or in brackets beyond fifty.

    >>> circled(1), circled(21), circled(50), circled(51)
    ('①', '㉑', '㊿', '(51)')
    """
    for last, base in CIRCLED:
        if number <= last:
            return chr(base + number - 1)
    return f"({number})"


def case_label(case: Case, index: int) -> str:
    """The printed label of a numbered case; otherwise the position in the notice."""
    if case.label and case.number is not None and not MASKED.search(case.label.value):
        return case.label.value
    return f"{case.series or '病例'}{case.number}" if case.number is not None else f"无编号病例{circled(index)}"


def stub_label(target: Target, index: int) -> str:
    """What a reference calls a case that no notice given describes."""
    words = target.label.value
    if target.name is None and words and not MASKED.search(words):
        return words
    return f"{target.series or '病例'}{target.number}" if target.number is not None else f"提及病例{circled(index)}"


def place_label(place: Place) -> str:
    """The name of a place; a relative's home without his name (沈某家 is 某人家)."""
    name = place.name or place.text
    return re.sub(r"[\u4e00-\u9fff]?[某×＊*]{1,2}[\u4e00-\u9fff]?(?=家)", "某人", name)


def edge_label(facts: Mapping[str, Any]) -> str:
    """Short words for an edge.

    >>> edge_label({"kind": "visit", "event": "visit", "start": "2022-04-02T20:00"})
    '到访 04-02 20:00'
    """
    if facts["kind"] == "relation":
        return str(facts["role"])
    if facts["kind"] == "kinship":
        return f"应为{facts['role']}"
    if facts["kind"] == "residence":
        return "居住"
    start = str(facts.get("start", ""))[5:].replace("T", " ")
    words = BASIS_LABELS[facts["basis"]] if facts["kind"] == "copresence" else EVENT_LABELS[facts["event"]]
    return f"{words} {start}".strip()
