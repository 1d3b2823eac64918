"""What reading relations yields: drafts of relations, the people who are no cases, and the text understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tracer import models
from tracer.parse.references import CaseReference
from tracer.parse.units import Claims, Range

LIVING_TOGETHER = ("同住", "共同居住", "一起居住", "居住在一起", "住在一起", "共同生活", "同吃同住")
"""Words that say two people have one home."""


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """One relation read; ``start`` and ``end`` are the phrase, ``role`` the words for what this person is."""

    target: CaseReference
    role: Range
    role_text: str
    kind: models.RelationKind
    detail: str | None
    start: int
    end: int
    status: models.Status = "stated"


@dataclass(slots=True)
class RelationReading:
    """All that was read about other people in one unit; iterating gives the relations."""

    drafts: list[RelationDraft] = field(default_factory=list)
    contacts: list[models.Contact] = field(default_factory=list)
    claims: Claims = field(default_factory=Claims)

    def __iter__(self) -> Iterator[RelationDraft]:
        return iter(self.drafts)

    def __len__(self) -> int:
        return len(self.drafts)


def same_case(a: CaseReference, b: CaseReference) -> bool:
    """Whether two references of one unit mean the same case: 4月9日通报的感染者1, then 感染者1 alone."""
    if a.published and b.published and a.published != b.published:
        return False
    if a.name and b.name and "(" not in a.text + b.text:
        return a.name == b.name
    if a.number is not None and a.number == b.number and a.core.startswith("第") and b.core.startswith("第"):
        return a.core.startswith(b.core) or b.core.startswith(a.core)  # 第126例 for 第126例感染者
    return a.core == b.core and a.text.endswith(")") == b.text.endswith(")")
