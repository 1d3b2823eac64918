"""Whole notices: which cases stand in which, how they are called, title and signature, and the record of all of it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Any

from tracer import models as m
from tracer.simulate.city import City
from tracer.simulate.links import Link
from tracer.simulate.telling.case import CaseWriter, Refer, Reference
from tracer.simulate.telling.page import Page
from tracer.simulate.telling.words import Manner, full_date, month_day
from tracer.simulate.truth import Infection

DAY = timedelta(days=1)
DASHES = ("至", "-", "—", "－", "~")


@dataclass(frozen=True, slots=True)
class Told:
    """One notice as text and as record; the record's spans are those of the text."""

    name: str
    """File name without ending."""
    text: str
    record: m.Notice


@dataclass(slots=True)
class Issue:
    """The cases of one notice, in order of number, and how they are called there."""

    number: int
    day: date
    cases: list[Infection]
    totals: dict[m.Classification, int] = field(default_factory=dict)
    """Of all cases up to this notice."""


def issues(infections: Iterable[Infection], most: int = 30) -> list[Issue]:
    """The cases by day of report, at most so many in one notice."""
    found: list[Issue] = []
    totals: dict[m.Classification, int] = {"confirmed": 0, "asymptomatic": 0}
    ordered = sorted(infections, key=lambda c: c.number)
    for day, group in groupby(ordered, key=lambda c: c.reported):
        cases = list(group)
        for start in range(0, len(cases), most):
            part = cases[start : start + most]
            for case in part:
                totals[case.course.classification] += 1
            found.append(Issue(len(found) + 1, day, part, dict(totals)))
    return found


def short_city(city: City) -> str:
    """太原 for 太原市, as notice ids have it."""
    return city.name.removesuffix("市")


class NoticeWriter:
    """Writes one notice with running numbers, a heading for each case and its text below."""

    def __init__(self, city: City, issue: Issue, rng: Random, refer: Refer, links: dict[int, list[Link]]) -> None:
        self.page = Page()
        self.issue = issue
        self.city = city
        self.rng = rng
        self._links = links
        manner = Manner(rng.choice(("colon", "colon", "hour", "point")), rng.choice(DASHES), rng.choice(("许", "左右")))
        self.cases = CaseWriter(self.page, city, rng, manner, refer)
        self.notice_id = f"{short_city(city)}-{issue.day.year}-{issue.number}"
        self.name = self.notice_id

    def write(self) -> Told:
        """The whole notice."""
        head = self.head()
        cases = [self.case(case) for case in self.issue.cases]
        foot = self.foot()
        text = self.page.text
        source = m.Source(
            path=f"notices/{self.name}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(),
            span=(0, len(text.rstrip("\n"))), encoding="utf-8",
        )  # fmt: skip
        record = m.Notice(
            notice_id=self.notice_id, source=source, area=self.city.area(None), cases=tuple(cases),
            coverage=_coverage(text, cases), **head, **foot,
        )  # fmt: skip
        return Told(self.name, text, record)

    def head(self) -> dict[str, Any]:
        """Title, serial and the sentence on the totals."""
        page, issue = self.page, self.issue
        numbers = [case.number for case in issue.cases]
        which = f"{numbers[0]}" if len(numbers) == 1 else f"{numbers[0]}—{numbers[-1]}"
        title = page.put(f"关于病例{which}活动轨迹的通告")
        page.write("\n\n（")
        serial = page.put(f"{issue.day.year}年第{issue.number}号")
        page.write("）\n\n截至")
        before = page.put(f"{month_day(issue.day - DAY)}24时")
        filled = page.fill(
            "，我市本轮疫情累计报告本土{confirmed}，{asymptomatic}。现将病例活动轨迹通告如下：\n\n",
            confirmed=f"确诊病例{issue.totals['confirmed']}例",
            asymptomatic=f"无症状感染者{issue.totals['asymptomatic']}例",
        )
        return {
            "title": _sourced(title),
            "serial": m.Serial(
                value=serial.text, text=serial.text, span=serial.span, year=issue.day.year, number=issue.number
            ),
            "as_of": m.SourcedTime(
                value=f"{issue.day.isoformat()}T00:00", text=before.text, span=before.span, status="inferred"
            ),
            "totals": tuple(
                m.Total(
                    classification=kind, count=issue.totals[kind], scope="cumulative", text=filled[kind].text,
                    span=filled[kind].span,
                )
                for kind in ("confirmed", "asymptomatic")
            ),
        }  # fmt: skip

    def case(self, case: Infection) -> m.Case:
        """One case below its heading."""
        page = self.page
        start = page.length
        label = page.put(f"病例{case.number}")
        page.write("\n\n")
        person = self.cases.person(case, self._links[case.key])
        page.write("。")
        told = self.cases.story(case)
        end = page.length
        page.write("\n\n")
        relations = (*person.pop("relations", ()), *told.pop("relations"))
        return m.Case(
            case_id=f"{self.notice_id}/{label.text}",
            label=m.CaseLabel(value=label.text, text=label.text, span=label.span),
            series="病例", number=case.number, span=(start, end), relations=relations, **person, **told,
        )  # fmt: skip

    def foot(self) -> dict[str, Any]:
        """The appeal, the issuer and the date."""
        page = self.page
        page.write("请与上述病例有轨迹交集的人员主动向社区、单位报告。\n\n")
        issuer = page.put(f"{self.city.name}疫情防控领导小组办公室")
        page.write("\n")
        day = page.put(full_date(self.issue.day))
        page.write("\n")
        issued = m.SourcedDate(value=self.issue.day.isoformat(), text=day.text, span=day.span)
        return {"issuer": _sourced(issuer), "issued_on": issued}


def _sourced(words: m.TextSpan) -> m.SourcedText:
    return m.SourcedText(value=words.text, text=words.text, span=words.span)


def running_reference(case: Infection, issue: Issue, notice_id: str) -> Reference:
    """病例33, as long as it has been reported."""
    label = f"病例{case.number}"
    return Reference(label, case.number, "病例", case_id=f"{notice_id}/{label}")


def _coverage(text: str, cases: Sequence[m.Case]) -> m.Coverage:
    """What of the cases' text is in fields and events, counted as the parser does."""
    claimed: set[int] = set()
    total = 0
    separators = 0
    for case in cases:
        total += case.span[1] - case.span[0]
        for span in _spans(case):
            claimed.update(range(*span))
    inside = [i for case in cases for i in range(*case.span)]
    parsed = sum(1 for i in inside if i in claimed)
    separators = sum(1 for i in inside if i not in claimed and _separates(text[i]))
    return m.Coverage(
        total=total, parsed=parsed, separators=separators, boilerplate=total - parsed - separators, unparsed=0
    )  # fmt: skip


def _separates(char: str) -> bool:
    return char.isspace() or unicodedata.category(char).startswith("P")


def _spans(case: m.Case) -> Iterable[m.Span]:
    for part in (case.label, case.sex, case.age, case.occupation, case.workplace, *case.residences):
        if part is not None and part.span is not None:
            yield part.span
    yield from (relation.span for relation in case.relations)
    for event in case.events:
        yield event.span
        if event.when is not None:
            yield event.when.span
