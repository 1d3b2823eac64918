"""Whole notices: title, sentence on the totals, cases, appeal and signature, and the record of all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from tracer import models as m
from tracer.simulate.telling.body import Body, Sources
from tracer.simulate.telling.coverage import coverage
from tracer.simulate.telling.labels import Issue
from tracer.simulate.telling.layouts import lay_out
from tracer.simulate.telling.page import Page
from tracer.simulate.telling.person import sourced
from tracer.simulate.telling.phrases import phrase
from tracer.simulate.telling.times import Manner, full_date, month_day

DAY = timedelta(days=1)
DASHES = ("至", "-", "—", "－", "~")
ABOUT = ("许", "左右")
CLASSES: dict[m.Classification, str] = {"confirmed": "确诊病例", "asymptomatic": "无症状感染者"}


@dataclass(frozen=True, slots=True)
class Told:
    """One notice as text and as record; the record's spans are those of the text."""

    name: str
    """File name without ending; the notice's id."""
    text: str
    record: m.Notice


def tell(sources: Sources, issue: Issue, rng: Random) -> Told:
    """One notice. Its manner of writing is drawn once, and kept."""
    writer = _Writer(sources, issue, rng)
    head = writer.head()
    manner = Manner(rng.choice(sources.style.clocks), rng.choice(DASHES), rng.choice(ABOUT))
    cases = lay_out(Body(writer.page, sources, issue, rng, manner))
    foot = writer.foot()
    text = writer.page.text
    source = m.Source(
        path=f"{issue.name}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(),
        span=(0, len(text.rstrip("\n"))), encoding="utf-8",
    )  # fmt: skip
    record = m.Notice(
        notice_id=issue.name, source=source, area=sources.city.area(None), cases=tuple(cases),
        coverage=coverage(text, cases), **head, **foot,
    )  # fmt: skip
    return Told(issue.name, text, record)


class _Writer:
    """Writes what stands around the cases."""

    def __init__(self, sources: Sources, issue: Issue, rng: Random) -> None:
        self.page = Page()
        self._sources = sources
        self._issue = issue
        self._rng = rng

    def head(self) -> dict[str, Any]:
        """Title, serial, totals."""
        issue, city = self._issue, self._sources.city.name
        title = self._rng.choice(self._sources.style.titles).format(
            labels=self._labels(), city=city, count=len(issue.cases), date=full_date(issue.day - DAY)
        )
        found: dict[str, Any] = {"title": sourced(self.page.put(title))}
        self.page.write("\n")
        if self._sources.style.serial:
            found["serial"] = self._serial()
        self.page.write("\n")
        return found | (self._cumulative() if self._sources.style.totals == "cumulative" else self._new())

    def _labels(self) -> str:
        """病例33、病例34, 病例33-40."""
        labels = [self._sources.labels.of[case.key].label for case in self._issue.cases]
        if len(labels) <= 3:
            return "、".join(labels)
        return f"{labels[0]}{self._rng.choice(('-', '—', '至'))}{labels[-1]}"

    def _serial(self) -> m.Serial:
        """（2022年第42号）"""
        day = self._issue.day
        serial = self.page.fill("（{serial}）\n", serial=f"{day.year}年第{self._issue.number}号")["serial"]
        return m.Serial(
            value=serial.text, text=serial.text, span=serial.span, year=day.year, number=self._issue.number
        )  # fmt: skip

    def _cumulative(self) -> dict[str, Any]:
        """截至4月6日24时，我市本轮疫情累计报告…"""
        issue = self._issue
        before = self.page.fill("截至{before}，", before=f"{month_day(issue.day - DAY)}24时")["before"]
        self.page.write("我市本轮疫情累计报告本土")
        totals = self._totals(issue.cumulative, "cumulative")
        self.page.write("。" + phrase(self._rng, "opening") + "\n\n")
        moment = m.SourcedTime(value=f"{issue.day}T00:00", text=before.text, span=before.span, status="inferred")
        return {"as_of": moment, "totals": totals}

    def _new(self) -> dict[str, Any]:
        """4月5日0时至24时，太原市新增…"""
        issue, day = self._issue, self._issue.day - DAY
        hours = self._rng.choice(("0时至24时", "0—24时", ""))
        self.page.write(f"{full_date(day)}{hours}，{self._sources.city.name}新增本土")
        totals = self._totals(issue.new, "new")
        self.page.write("。" + phrase(self._rng, "opening") + "\n\n")
        return {"totals": totals}

    def _totals(self, counts: dict[m.Classification, int], scope: Any) -> Sequence[m.Total]:
        found: list[m.Total] = []
        for kind, words in CLASSES.items():
            if counts.get(kind):
                self.page.write("、" if found else "")
                where = self.page.put(f"{words}{counts[kind]}例")
                found.append(
                    m.Total(classification=kind, count=counts[kind], scope=scope, text=where.text, span=where.span)
                )
        return tuple(found)

    def foot(self) -> dict[str, Any]:
        """The appeal, the issuer and the date."""
        self.page.write(phrase(self._rng, "appeal") + "\n\n")
        issuer = self.page.put(self._sources.city.name + phrase(self._rng, "issuer"))
        self.page.write("\n")
        day = self.page.put(full_date(self._issue.day))
        self.page.write("\n")
        issued = m.SourcedDate(value=self._issue.day.isoformat(), text=day.text, span=day.span)
        return {"issuer": sourced(issuer), "issued_on": issued}
