"""Scores a parse against annotated notices: precision, recall and F1 for each field and each family of events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePath

from tracer.evaluate.align import align
from tracer.evaluate.compare import alike, family, same_event, same_relation, same_target, squeeze
from tracer.evaluate.gold import (
    GoldAge,
    GoldCase,
    GoldEvent,
    GoldRecord,
    GoldRelation,
    from_case,
    gold_paths,
    load_gold,
)
from tracer.evaluate.report import Report, Tally
from tracer.models import Case, Notice

FIELDS = (
    "case", "label", "sex", "age", "residence", "classification", "severity", "occupation", "workplace", "symptoms",
    "relation target", "relation target+kind", "event",
)  # fmt: skip

NOBODY = GoldCase()


def evaluate(gold_dir: Path, notices: Iterable[Notice]) -> Report:
    """Compare parsed notices with the annotations of a directory.

    An annotation ``NAME.json`` is compared with the notices read from a file called ``NAME`` with any other ending;
    several notices of one file count as one list of cases in text order. A file that gave no notice misses all its
    cases; notices without an annotation are not looked at.

    Raises:
        InputError: there is no annotation, or one is not of the right shape.
    """
    by_name: defaultdict[str, list[Notice]] = defaultdict(list)
    for notice in notices:
        by_name[PurePath(notice.source.path).stem].append(notice)
    marks = _Marks(Tally())
    paths = gold_paths(gold_dir)
    for path in paths:
        parts = sorted(by_name[path.stem], key=lambda notice: notice.source.span)
        marks.file(path.stem, load_gold(path).cases, [case for notice in parts for case in notice.cases])
    return Report(
        len(paths), marks.tally.measures(FIELDS), marks.exact / marks.matched if marks.matched else None,
        tuple(marks.tally.misses),
    )  # fmt: skip


class _Marks:
    """The tally of a run, with what is counted across fields."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.exact = 0
        self.matched = 0

    def file(self, name: str, gold: Sequence[GoldCase], cases: Sequence[Case]) -> None:
        """Mark the cases of one file."""
        parsed = [from_case(case) for case in cases]
        pairs = align(gold, parsed)
        for i, wanted in enumerate(gold):
            where = f"{name}/{wanted.label or f'#{i + 1}'}"
            if i in pairs:
                self.tally.hit("case")
            else:
                self.tally.miss(where, "", "case")
            found = parsed[pairs[i]] if i in pairs else NOBODY
            self.person(where, wanted, found)
            self.events(where, wanted.events, _events(cases[pairs[i]], found) if i in pairs else [])
        for j in sorted(set(range(len(parsed))) - set(pairs.values())):
            self.tally.invent(name, str(parsed[j].label), "case")

    def person(self, where: str, gold: GoldCase, parsed: GoldCase) -> None:
        """Mark the fields of a case and its relations."""

        def one(name: str, a: str | None, b: str | None, same: Callable[[str, str], bool]) -> None:
            self.tally.compare(where, name, [a] if a else [], [b] if b else [], same)

        one("label", gold.label, parsed.label, lambda a, b: squeeze(a) == squeeze(b))
        one("sex", gold.sex, parsed.sex, str.__eq__)
        one("classification", gold.classification, parsed.classification, str.__eq__)
        one("severity", gold.severity, parsed.severity, str.__eq__)
        one("occupation", gold.occupation, parsed.occupation, alike)
        one("workplace", gold.workplace, parsed.workplace, alike)
        self.tally.compare(where, "age", _one_age(gold), _one_age(parsed), GoldAge.__eq__)
        self.tally.compare(where, "residence", gold.residence, parsed.residence, alike)
        self.tally.compare(where, "symptoms", gold.symptoms, parsed.symptoms, alike)
        self.tally.compare(where, "relation target", gold.relations, parsed.relations, same_relation)
        self.tally.compare(where, "relation target+kind", gold.relations, parsed.relations, _same_kind_too)

    def events(self, where: str, gold: Sequence[GoldEvent], parsed: list[tuple[GoldEvent, bool]]) -> None:
        """Mark the events; inherited ones (轨迹同病例1) that are not annotated count neither for nor against."""
        for wanted in gold:
            fields = ("event", f"event: {family(wanted)}")
            at = _best(wanted, [event for event, _ in parsed])
            if at is None:
                self.tally.miss(where, _brief(wanted), *fields)
                continue
            found, _ = parsed.pop(at)
            self.tally.hit(*fields)
            self.matched += 1
            self.exact += found.kind == wanted.kind
        for event, inherited in parsed:
            if not inherited:
                self.tally.invent(where, _brief(event), "event", f"event: {family(event)}")


def _events(case: Case, flat: GoldCase) -> list[tuple[GoldEvent, bool]]:
    """The events of a parsed case, each with whether it is inherited from another case."""
    return [(a, bool(b.inherited_from)) for a, b in zip(flat.events, case.events, strict=True)]


def _best(wanted: GoldEvent, left: Sequence[GoldEvent]) -> int | None:
    """The first event that matches, one of the same kind before one of the same family before any."""
    hits = [i for i, event in enumerate(left) if same_event(wanted, event)]
    return min(hits, key=lambda i: (left[i].kind != wanted.kind, family(left[i]) != family(wanted)), default=None)


def _one_age(case: GoldCase) -> list[GoldAge]:
    return [case.age] if case.age else []


def _same_kind_too(a: GoldRelation, b: GoldRelation) -> bool:
    return a.kind == b.kind and same_target(a.target, b.target)


def _brief(record: GoldRecord) -> str:
    return record.model_dump_json(exclude_none=True)
