"""Finds slips in an annotation: words that the text does not have, times that cannot be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime

from tracer.evaluate.compare import squeeze
from tracer.evaluate.gold import GoldCase, GoldEvent, GoldFile

NUMBER_RANGE = re.compile(r"(\d{1,6}) ?(?:[-~—–一至到]|——) ?\D{0,8}(\d{1,6})")


def check_annotation(gold: GoldFile, text: str) -> list[str]:
    """What looks wrong with an annotation of ``text``, one line each; empty when all is well.

    Every string has to stand in the text (spaces and punctuation aside); of a label in a group heading
    (病例50 in 病例49、50) only the number has to. Times have to exist, and to begin before they end.
    """
    known = squeeze(text)
    problems = [
        f"{where}: {words!r} does not stand in the text"
        for where, words in _strings(gold)
        if squeeze(words) not in known
    ]
    for i, case in enumerate(gold.cases):
        if case.label and squeeze(case.label) not in known and not _number_in(case, text):
            problems.append(f"cases.{i}.label: {case.label!r} does not stand in the text")
        for k, event in enumerate(case.events):
            problems.extend(f"cases.{i}.events.{k}: {problem}" for problem in _time_problems(event))
    return problems


def _strings(gold: GoldFile) -> Iterator[tuple[str, str]]:
    head = gold.notice
    for name, words in (("title", head.title), ("serial", head.serial), ("issuer", head.issuer)):
        if words:
            yield f"notice.{name}", words
    for i, case in enumerate(gold.cases):
        for name, words in _case_strings(case):
            yield f"cases.{i}.{name}", words


def _case_strings(case: GoldCase) -> Iterator[tuple[str, str]]:
    single = {"occupation": case.occupation, "workplace": case.workplace}
    yield from ((name, words) for name, words in single.items() if words)
    yield from (("residence", words) for words in case.residence)
    yield from (("symptoms", words) for words in case.symptoms)
    for relation in case.relations:
        yield "relations.target", relation.target
        if relation.role:
            yield "relations.role", relation.role
    for event in case.events:
        for words in (event.place, event.origin, event.destination, event.number):
            if words:
                yield f"events.{event.kind}", words


def _number_in(case: GoldCase, text: str) -> bool:
    """Whether the number of a label stands in the text, or lies in a range of numbers there (44至48)."""
    folded = unicodedata.normalize("NFKC", text)
    number = case.number
    return number is not None and (
        re.search(rf"(?<!\d){number}(?!\d)", folded) is not None
        or any(int(m[1]) < number < int(m[2]) for m in NUMBER_RANGE.finditer(folded))
    )


def _time_problems(event: GoldEvent) -> Iterator[str]:
    for time in (event.start, event.end):
        try:
            datetime.fromisoformat(time or "2020-01-01")
        except ValueError:
            yield f"{time} is no date"
    if event.start and event.end and event.end[: len(event.start)] < event.start[: len(event.end)]:
        yield f"ends ({event.end}) before it starts ({event.start})"
