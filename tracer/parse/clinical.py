"""What kind of case a person is: classification, severity, how found, where infected, and the symptoms.

Only what is said of the person counts. The classification of other cases (系确诊病例岑某的妻子) and the symptoms of
other people (其妻出现咳嗽) stand in the same text and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracer import models
from tracer.parse.facts import Hit, View
from tracer.parse.units import NormText, Range
from tracer.rulebook import Scanner
from tracer.spans import after_last

_OF_OTHERS = re.compile(
    r"(?:亲戚|亲属|家人|家属|朋友|同事|同学|邻居|[妻夫父母女弟姐妹哥嫂婿媳孙爷奶婆舅姨姑叔伯侄甥]|儿子)(?:[一-鿿][某×xX*]{1,2})?\($"
    r"|(?:亲戚|亲属|亲友|家人|家属|朋友|同事|同学|邻居)(?:中|之中|里)?(?:已|曾)?有[^,。;]{1,8}$"
)
"""Somebody else's: 亲戚(确诊病例), 堂弟马某(确诊病例), 亲戚中有2人为确诊病例."""
_IF = re.compile(r"(?:如果?|若|一旦)(?:您|有|本人|自己)*(?:出现|发生|有)[^,。;]{0,12}$")
_REACH_OF_IF = 20
_STOP = re.compile(r"[,。;\n]")


def read_classification(norm: NormText, view: View) -> tuple[models.SourcedClassification | None, list[Range]]:
    """The classification stated last in the person's own text; failing that the label's; failing that the heading's."""
    stated = [
        h
        for h in view.anywhere("classification")
        if not view.about_other(h.start) and not _OF_OTHERS.search(view.text, max(0, h.start - 14), h.start)
    ]
    claims = [(h.start, h.end) for h in stated]
    firm = [h for h in stated if h.rule.attributes["value"] != "positive"] or _items(view)
    if firm:
        return _classified(norm, firm[-1].rule.attributes["value"], (firm[-1].start, firm[-1].end)), claims
    labelled = _from_label(view)
    if labelled is not None and labelled[0] != "positive":
        return _classified(norm, *labelled), claims
    if view.unit.classification is not None and view.unit.classification[0] != "positive":
        return _classified(norm, *view.unit.classification), claims
    weak = labelled or view.unit.classification
    if weak is None and stated:
        weak = stated[-1].rule.attributes["value"], (stated[-1].start, stated[-1].end)
    return (None if weak is None else _classified(norm, *weak)), claims


def _items(view: View) -> list[Hit]:
    """The class a member of a list was given out of several: 分别诊断为无症状感染者、确诊病例(轻型)."""
    starts = {start for start, _ in view.unit.ranges[1:]} if view.unit.group is not None or view.unit.apart else set()
    return [h for h in view.anywhere("class_item") if h.start in starts] if starts else []


def _classified(norm: NormText, value: models.Classification, where: Range) -> models.SourcedClassification:
    return models.SourcedClassification(value=value, text=norm.quote(*where), span=norm.span(*where))


def _from_label(view: View) -> tuple[models.Classification, Range] | None:
    """What the label itself says: 确诊病例1, 无症状感染者3, 阳性感染者7."""
    label = view.unit.label
    if label is None:
        return None
    for pattern, rule, *_ in view.facts.by_kind["label_class"]:
        if pattern.search(label.text):
            return rule.attributes["value"], (label.start, label.end)
    return None


def read_severity(norm: NormText, view: View) -> tuple[models.SourcedSeverity | None, list[Range]]:
    """The clinical severity stated last; failing that the one said of everybody (均为轻型)."""
    hits = [h for h in view.anywhere("severity") if not view.about_other(h.start)]
    hits = hits or view.shared("severity")
    if not hits:
        return None, []
    a, b = hits[-1].range("type") or (hits[-1].start, hits[-1].end)
    value = hits[-1].rule.attributes["value"]
    return models.SourcedSeverity(value=value, text=norm.quote(a, b), span=norm.span(a, b)), _ranges(hits)


def read_detection(norm: NormText, view: View) -> tuple[models.SourcedDetectedBy | None, list[Range]]:
    """How the case was found, where the text says that it was the way of finding."""
    hits = [h for h in view.anywhere("detected_by") if not view.about_other(h.start)]
    if not hits:
        return None, []
    a, b = hits[0].start, hits[0].end
    value = hits[0].rule.attributes["value"]
    return models.SourcedDetectedBy(value=value, text=norm.quote(a, b), span=norm.span(a, b)), _ranges(hits)


def read_importation(norm: NormText, view: View) -> tuple[models.SourcedImportation | None, list[Range]]:
    """Whether the infection was acquired here: read off the label, else off the person's own text."""
    label = view.unit.label
    hits = [h for h in view.in_head("importation") if not view.about_other(h.start)]
    where: Range | None = None
    value = None
    if label is not None:
        for pattern, rule, *_ in view.facts.by_kind["importation"]:
            if pattern.search(label.text):
                where, value = (label.start, label.end), rule.attributes["value"]
    if where is None and hits:
        where, value = (hits[0].start, hits[0].end), hits[0].rule.attributes["value"]
    if where is None or value is None:
        return None, []
    sourced = models.SourcedImportation(value=value, text=norm.quote(*where), span=norm.span(*where))
    return sourced, _ranges(hits)


def read_symptoms(
    norm: NormText, view: View, scanner: Scanner, gate: re.Pattern[str]
) -> tuple[list[models.SourcedText], list[Range]]:
    """The person's symptoms in text order, each word once; the claims cover negations and 等症状 too."""
    found: dict[str, models.SourcedText] = {}
    claims: list[Range] = []
    closing = view.facts.rules.composed("symptoms", "{TAIL}")
    for start, end in _sentences(norm.text, view.unit.ranges, gate):
        for token in scanner.scan(norm.text, start, end):
            if token.kind == "other" or (token.kind == "symptom" and view.about_other(token.start)):
                continue
            if token.kind == "symptom" and _IF.search(norm.text, max(start, token.start - _REACH_OF_IF), token.start):
                break  # 如有发热、咳嗽等症状,请…: said to the readers
            if token.kind == "symptom":
                word = norm.text[token.start : token.end]
                found.setdefault(word, norm.sourced(token.start, token.end))
            tail = closing.match(norm.text, token.end, end)
            claims.append((token.start, tail.end() if tail else token.end))
    return list(found.values()), claims


def _sentences(text: str, ranges: tuple[Range, ...], gate: re.Pattern[str]) -> Iterator[Range]:
    """The clauses in which a symptom can stand at all, neighbouring ones together."""
    for start, end in ranges:
        at = start
        while (m := gate.search(text, at, end)) is not None:
            begin = after_last(text, ",。;\n", at, m.start())
            stop = _STOP.search(text, m.end(), end)
            at = stop.end() if stop else end
            yield begin, at


def _ranges(hits: list[Hit]) -> list[Range]:
    return [(h.start, h.end) for h in hits]
