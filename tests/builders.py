"""Small factories for records, so that a test states only what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tracer import models as m

DEFAULT_SPAN = (0, 1)


def words(value: str, span: m.Span | None = None) -> m.SourcedText:
    return m.SourcedText(value=value, text=value, span=span or (0, len(value)))


def area(city: str | None = "临江市", county: str | None = None, **more: Any) -> m.Area:
    return m.Area(city=city, county=county, **more)


def place(
    name: str, kind: m.PlaceKind = "other", county: str | None = None, text: str | None = None, **more: Any
) -> m.Place:
    where = more.pop("area", area(county=county) if county else None)
    written = text or name
    return m.Place(text=written, span=more.pop("span", (0, len(written))), name=name, kind=kind, area=where, **more)


def when(start: str | None, end: str | None = None, **more: Any) -> m.When:
    clock = bool(start and "T" in start)
    more.setdefault("precision", "minute" if clock else "day")
    return m.When(start=start, end=end, text="当日", span=DEFAULT_SPAN, **more)


def event(kind: m.EventKind, start: str | None = None, end: str | None = None, **more: Any) -> m.Event:
    time = more.pop("when", when(start, end) if start or end else None)
    return m.Event(kind=kind, when=time, text=more.pop("text", kind), span=more.pop("span", DEFAULT_SPAN), **more)


def series_number(label: str) -> tuple[str | None, int | None]:
    found = re.search(r"(\D*?)(\d+)$", label)
    if not found:
        return None, None
    return re.split(r"[的区市县]", found[1])[-1] or None, int(found[2])


def target(label: str, **more: Any) -> m.Target:
    series, number = series_number(label)
    called = m.CaseLabel(value=label, text=label, span=(0, len(label)))
    return m.Target(label=called, **{"series": series, "number": number, **more})


def relation(to: str | m.Target, role: str = "女儿", kind: m.RelationKind = "child", **more: Any) -> m.Relation:
    aim = target(to) if isinstance(to, str) else to
    text = f"系{aim.label.text}的{role}"
    return m.Relation(target=aim, role=words(role), kind=kind, text=text, span=(0, len(text)), **more)


def case(label: str | None = "病例1", notice_id: str = "N", **more: Any) -> m.Case:
    series, number = series_number(label) if label else (None, None)
    fields: dict[str, Any] = {
        "case_id": f"{notice_id}/{label}",
        "series": series,
        "number": number,
        "span": (0, 9),
    }
    written = m.CaseLabel(value=label, text=label, span=(0, len(label))) if label else None
    return m.Case(label=written, **{**fields, **more})


def notice(cases: Sequence[m.Case] = (), notice_id: str = "N", issued_on: str | None = None, **more: Any) -> m.Notice:
    source = m.Source(path=f"{notice_id}.txt", sha256="0" * 64, span=(0, 100), encoding="utf-8")
    fields: dict[str, Any] = {
        "area": area(),
        "issued_on": m.SourcedDate(value=issued_on, text=issued_on, span=DEFAULT_SPAN) if issued_on else None,
        "coverage": m.Coverage(total=0, parsed=0, boilerplate=0, separators=0, unparsed=0),
    }
    return m.Notice(notice_id=notice_id, source=source, cases=tuple(cases), **{**fields, **more})
