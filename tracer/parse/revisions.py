"""What a notice says anew of cases published before: corrections, reclassifications, cases withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from tracer import models
from tracer.parse.assemble import build_target
from tracer.parse.published import Dating
from tracer.parse.references import CaseReference, Mention, find_mentions
from tracer.parse.units import NormText, Range
from tracer.rulebook import Token, active
from tracer.spans import after_last

MAY_REVISE = re.compile(
    r"[正改更调]为|误|应为|转归|转为|转确|转无|核减|剔除|排除|撤销|即(?!被|可|刻|日|将|时|使|便)"
    r"|[系为](?:此前|之前|既往|前期|昨日|已|前日)|出院|解除"
)
"""Words without which a sentence revises nothing: most sentences are passed over by this alone."""
SENTENCE_END = re.compile(r"[。;\n]")
COUNT = re.compile(r"(?:其中|另|含|有)?,?([0-9]{1,4}|[一二两三四五六七八九十])[例名人]")
NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
FIELDS: dict[str, models.RevisedField] = {
    "年龄": "age", "性别": "sex", "住": "residence", "地址": "residence", "分型": "severity",
    "类型": "classification", "分类": "classification", "编号": "label",
}  # fmt: skip
CODES = {
    "确诊": "confirmed", "无症状": "asymptomatic", "疑似": "suspected", "危重型": "critical", "重型": "severe",
    "普通型": "moderate", "中型": "moderate", "轻型": "mild", "男": "male", "女": "female",
}  # fmt: skip
YEARS = re.compile(r"([0-9]{1,3})岁")
NUMBERED = re.compile(r"[0-9]+$")


def read_revisions(
    norm: NormText, where: Range, cases: Sequence[tuple[models.Case, Sequence[Range]]], dating: Dating
) -> tuple[models.Revision, ...]:
    """The revisions told in a notice, in text order.

    Args:
        norm: the document.
        where: the range of the notice.
        cases: the cases of the notice with the ranges of their text, so that a revision told there is theirs.
        dating: when the notice was written.
    """
    found: list[models.Revision] = []
    for sentence in _that_may_revise(norm.text, *where):
        found += _in_sentence(norm, sentence, cases, dating)
    return tuple(found)


def _that_may_revise(text: str, start: int, end: int) -> Iterator[Range]:
    """The sentences that hold a word of a revision."""
    while (hit := MAY_REVISE.search(text, start, end)) is not None:
        begin = after_last(text, "。;\n", start, hit.start())
        stop = SENTENCE_END.search(text, hit.start(), end)
        start = stop.end() if stop else end
        yield begin, stop.start() if stop else end


def _in_sentence(
    norm: NormText, where: Range, cases: Iterable[tuple[models.Case, Sequence[Range]]], dating: Dating
) -> Iterator[models.Revision]:
    tokens = list(active().scanner("revisions").scan(norm.text, *where))
    mentions = list(find_mentions(norm, *where)) if tokens else []
    own = [case for case, ranges in cases if any(a <= where[0] < b for a, b in ranges)] if tokens else []
    for token in tokens:
        if token.kind == "former" and own:
            yield from (_formerly(norm, token, case) for case in own)
            continue
        if token.kind == "discharged":
            # In a case's own text this is an event of that case.
            for one in _listed_before(norm, token, [] if own else mentions):
                yield from (_revision(norm, token, one, ref, own, dating) for ref in one.references)
            continue
        mention = _meant(norm, token, mentions)
        if mention is None:
            yield from _counted(norm, where, token)
            continue
        for ref in mention.references:
            if not _is_one_of(ref, own):
                yield _revision(norm, token, mention, ref, own, dating)


def _formerly(norm: NormText, token: Token, case: models.Case) -> models.Revision:
    """A case of this notice that was an asymptomatic or suspected one before, under a label nobody tells."""
    return models.Revision(
        field="classification",
        value=case.classification.value if case.classification else None,
        becomes=case.label.value if case.label else None,
        case_id=case.case_id,
        text=norm.quote(token.start, token.end),
        span=norm.span(token.start, token.end),
    )


def _meant(norm: NormText, token: Token, mentions: Sequence[Mention]) -> Mention | None:
    """The mention the words speak of: the one right behind 即, else the last before them."""
    if token.kind == "former" or (token.kind == "withdrawn" and COUNT.match(norm.text, token.end)):
        return None
    if token.kind == "identity":
        return next((m for m in mentions if m.start >= token.start), None)
    before = [m for m in mentions if m.end <= token.start + 1 and not m.bare_name]
    numbered = [m for m in before if any(_is_certain(r) for r in m.references)]
    return numbered[-1] if numbered else None


def _listed_before(norm: NormText, token: Token, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that end right before the words, one after another (病例33、病例34治愈出院)."""
    found: list[Mention] = []
    at = token.start
    for mention in reversed([m for m in mentions if m.end <= token.start]):
        if norm.text[mention.end : at].strip("、和及与") or not all(map(_is_certain, mention.references)):
            break
        found.insert(0, mention)
        at = mention.start
    return found


def _is_certain(ref: CaseReference) -> bool:
    """Whether a mention points to somebody: by number, by name, or as the one of a day (12月16日发布的无症状感染者)."""
    return ref.number is not None or ref.name is not None or (ref.described and ref.published is not None)


def _is_one_of(ref: CaseReference, own: Sequence[models.Case]) -> bool:
    """Whether a reference is the very case in whose text it stands: its own course is no revision."""
    if ref.published is not None:
        return False
    return any(c.label is not None and c.number == ref.number and c.label.value.endswith(ref.core) for c in own)


def _counted(norm: NormText, where: Range, token: Token) -> Iterator[models.Revision]:
    """其中1例为此前无症状感染者转归: nobody is named, but how many there are."""
    clause = max(norm.text.rfind(c, where[0], token.start) for c in ",;:(") + 1
    found = list(COUNT.finditer(norm.text, max(clause, where[0]), token.start))
    after = COUNT.match(norm.text, token.end, where[1])
    said = found[-1] if found else after if token.kind == "withdrawn" else None
    if said is None or token.kind in ("identity", "field"):
        return
    start, end = min(said.start(), token.start), max(said.end(), token.end)
    yield models.Revision(
        field=_field(token), count=int(said[1]) if said[1].isdigit() else NUMERALS[said[1]],
        old=_words(norm, token, "old"), new=_words(norm, token, "new"), value=_value(norm, token),
        text=norm.quote(start, end), span=norm.span(start, end),
    )  # fmt: skip


def _revision(
    norm: NormText, token: Token, mention: Mention, ref: CaseReference, own: Sequence[models.Case], dating: Dating
) -> models.Revision:
    start, end = min(mention.start, token.start), max(mention.end, token.end)
    told = own[0] if len(own) == 1 and token.kind in ("identity", "class", "turned") else None
    label = told.label.value if told is not None and told.label else None
    new = token.groups.get("new") or ""
    return models.Revision(
        field=_field(token),
        target=build_target(norm, ref, dating),
        old=_words(norm, token, "old"),
        new=_words(norm, token, "new"),
        value=_value(norm, token),
        becomes=label or (new if token.kind == "class" and NUMBERED.search(new) else None),
        case_id=told.case_id if told is not None else None,
        text=norm.quote(start, end),
        span=norm.span(start, end),
    )


def _field(token: Token) -> models.RevisedField:
    if token.kind == "field":
        word = token.groups.get("field") or ""
        return next((field for part, field in FIELDS.items() if part in word), "other")
    if token.kind in ("class", "turned", "former"):
        return "classification"
    return cast(models.RevisedField, token.kind)


def _words(norm: NormText, token: Token, group: str) -> models.SourcedText | None:
    where = token.span(group)
    return norm.sourced(*where) if where and where[0] < where[1] else None


def _value(norm: NormText, token: Token) -> str | None:
    """The new value as a code or a number of years; 转归 of an asymptomatic case alone means that it is confirmed."""
    if token.kind == "turned" or (token.kind == "former" and norm.text.endswith("转归", token.start, token.end)):
        return "confirmed"
    new = token.groups.get("new") or ""
    if _field(token) == "age":
        years = YEARS.match(new)
        return years[1] if years else None
    coded = _field(token) in ("classification", "severity", "sex")
    return next((code for word, code in CODES.items() if word in new), None) if coded else None
