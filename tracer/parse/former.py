"""As whom an earlier notice knew the person of a case: an asymptomatic infection that became a confirmed case."""

from __future__ import annotations

from tracer.parse.references import CaseReference, find_references
from tracer.parse.units import NormText, Range, Unit
from tracer.rulebook import active

SIGNS = ("转归", "转为", "转化为", "转成", "转确诊", "订正", "更正", "修正", "轨迹已", "轨迹见", "轨迹详见")
"""One of these stands in every text the rules match, so that other texts need not be scanned for mentions."""
BEFORE = 12
AFTER = 120


def find_former(norm: NormText, unit: Unit) -> tuple[list[CaseReference], list[Range]]:
    """The mentions that are the person of the unit itself, and the ranges so understood.

    >>> from tracer.parse.normalise import normalise
    >>> text = "确诊病例2，男，系4月3日通报的无症状感染者6，出现发热，4月5日被订正为确诊病例。"
    >>> [r.text for r in find_former(normalise(text), Unit(None, ((0, len(text)),), 0, len(text)))[0]]
    ['4月3日通报的无症状感染者6']
    """
    before, after = (active().pattern("former", f"former.{side}") for side in ("before", "after"))
    found, claims = list[CaseReference](), list[Range]()
    for start, end in unit.ranges:
        stretch = norm.text[start:end]
        if not any(sign in stretch for sign in SIGNS):
            continue
        for ref in find_references(norm, start, end):
            lead = before.search(norm.text[max(start, ref.start - BEFORE) : ref.start])
            rest = after.match(norm.text[ref.end : min(end, ref.end + AFTER)])
            if lead and rest and (ref.published or ref.number is not None) and not _is_own(unit, ref):
                found.append(ref)
                claims.append((ref.start - len(lead.group().lstrip(",。;:( ")), ref.end))
    return found, claims


def _is_own(unit: Unit, ref: CaseReference) -> bool:
    """Whether this is the label under which the case itself stands here."""
    return unit.label is not None and unit.label.start <= ref.start < unit.label.end
