"""The stages in order: normalise, segment, header, then for each person the facts, the relations and the events.

This is the one way from a document to notices; everything before it only reads, everything after it only links.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracer import models
from tracer.parse.assemble import CaseParts, Setting, build_case
from tracer.parse.coverage import account
from tracer.parse.divisions import AreaContext, area_of_name, resolve_area
from tracer.parse.era import FIRST_DAY, assume_anchor, last_day_told
from tracer.parse.events import read_events
from tracer.parse.header import HeaderFacts, read_header
from tracer.parse.inherit import hand_over
from tracer.parse.normalise import normalise
from tracer.parse.notice_day import day_in_name, is_possible, name_note, publication
from tracer.parse.people import PersonDraft, read_person, sex_in_pair
from tracer.parse.published import Dating
from tracer.parse.relation_drafts import LIVING_TOGETHER, RelationDraft
from tracer.parse.relations import read_relations
from tracer.parse.residence import next_door
from tracer.parse.resolve import resolve_places
from tracer.parse.revisions import read_revisions
from tracer.parse.roster import Roster
from tracer.parse.segment import segment
from tracer.parse.units import Label, NormText, NoticeDraft, Range, Unit
from tracer.parse.venues import read_venues
from tracer.read.document import Document
from tracer.rulebook import Rulebook, active, using

ORDINAL = re.compile(r"第[0-9]{1,6}[例号]")
PLAIN_WORDS = ("病例", "感染者", "患者")
ORDERED = re.compile(r"[0-9]号?$")
"""病例9: one called by number, whom the notice describes or does not."""
MONTH = re.compile(r"月(?:(?<=(?<!\d)([1-9])月)|(?<=(?<!\d)(1[0-2])月))\d{1,2}日")
"""A day with its month, found by 月: few other characters are worth a look."""


def parse_document(
    document: Document, rules: Rulebook | None = None, published: date | None = None
) -> list[models.Notice]:
    """Every notice of a document, in text order; an empty list where there is none.

    Args:
        document: the text and where it came from.
        rules: the rules in force; those that come with tracer by default.
        published: the day of publication, from which years are inferred where the text gives none.
    """
    with using(rules or active()):
        norm = normalise(document.raw)
        notices = [_notice(document, norm, draft, published) for draft in segment(norm)]
    return _distinct(notices)


def _notice(document: Document, norm: NormText, draft: NoticeDraft, published: date | None) -> models.Notice:
    header = read_header(norm, draft, published)
    named = None if published else _named_day(document.path, norm, draft, header, header.year)
    if named is not None:
        header = read_header(norm, draft, named)
    unknown = header.anchor is None or header.anchor < FIRST_DAY  # 2019年11月住院 dates no notice
    assumed = assume_anchor(norm, draft) if unknown else None
    if assumed is not None:
        named = None if published else _named_day(document.path, norm, draft, header, assumed.year)
        header = replace(header, anchor=assumed, day=header.day or named)
    appeared = publication(header.issued_on.value if header.issued_on else None, published, named)
    area = _area(norm, header)
    dating = Dating(header.anchor, header.day)
    setting = Setting(norm, dating, _context(area), _notice_id(norm, draft, header, area))
    parts, claims, advice = _read_units(setting, draft, header)
    cases = tuple(build_case(setting, p) for p in parts)
    ranges = [r for u in draft.units for r in [*u.header, *u.ranges, *u.shared, *u.notes]]
    return models.Notice(
        notice_id=setting.notice_id,
        source=models.Source(
            path=document.path,
            media_type=document.media_type,
            sha256=document.sha256,
            span=norm.span(draft.start, draft.end),
            encoding=document.encoding,
        ),
        title=header.title,
        serial=header.serial,
        issuer=header.issuer,
        issued_on=header.issued_on,
        published_on=appeared,
        area=area,
        as_of=header.as_of,
        totals=header.totals,
        cases=cases,
        places=read_venues(norm, draft, header.anchor, setting.area),
        revisions=read_revisions(
            norm,
            (draft.start, draft.end),
            [(c, u.ranges) for c, u in zip(cases, draft.units, strict=True)],
            dating,
        ),
        diagnostics=(*name_note(appeared), *_year_notes(assumed)),
        coverage=account(norm, ranges, claims, advice),
    )


def _read_units(
    setting: Setting, draft: NoticeDraft, header: HeaderFacts
) -> tuple[list[CaseParts], list[Range], list[Range]]:
    """Every person read, the stretches understood, and those that speak to the readers."""
    norm, units = setting.norm, draft.units
    roster = Roster.of(norm, units, draft.header)
    names = _names(norm, units)
    reported = _reported(norm, header)
    year = header.anchor.year if header.anchor else None
    people = [read_person(norm, u, year) for u in units]
    relations = [read_relations(norm, u, roster) for u in units]
    for person, reading in zip(people, relations, strict=True):
        person.sex = person.sex or sex_in_pair(norm, reading.drafts)
    first = MONTH.search(norm.text, draft.start, draft.end)
    anchor = header.anchor
    if first is None and header.dated is not None:  # 23日12时至24日…, on a page of 2022-08-25
        anchor = header.dated
    other = header.dated.month if first is None and header.dated is not None else None
    told = [
        read_events(
            norm,
            u,
            u.published_on or anchor,
            names,
            _facts(norm, p),
            reported,
            month=_month(norm.text, first, u.start) if first else other,
            work=p.workplace,
            relations=r.drafts,
            alone=len(units) == 1,
        )
        for u, p, r in zip(units, people, relations, strict=True)
    ]
    drafts = [resolve_places(norm.text, t.events) for t in told]
    events = hand_over(units, drafts, [t.inherits for t in told])
    claims = [r for p in people for r in p.claims] + [r for t in told for r in t.claims]
    claims += [(u.label.start, u.label.end) for u in units if u.label] + [u.name for u in units if u.name]
    claims += [r for u in units for r in u.heading]
    homes: list[Range | None] = []
    parts, seen, back = [], Counter[str](), norm.offsets.to_normalised
    for i, (unit, found) in enumerate(zip(units, relations, strict=True)):
        claims += found.claims.parsed
        claims += [(back(a), back(b)) for a, b in (c.span for c in found.contacts)]
        home = _shared_home(norm, people, homes, names, units, i) or _home_lived_in(
            people, homes, names, units, found.drafts, i
        )
        homes.append(home)
        parts.append(
            CaseParts(unit, _case_id(setting, unit, i, seen), people[i], found.drafts, found.contacts, events[i], home)
        )
    return parts, claims, [r for t in told for r in t.advice]


def _month(text: str, first: re.Match[str], start: int) -> int:
    """The month named last before a person's text, or else the first one behind it (in the sign-off).

    ``first`` is where the notice names one first.
    """
    at = start
    while (at := text.rfind("月", first.start(), at)) >= 0:
        m = MONTH.match(text, at)
        if m is not None and m.end() <= start:
            return int(m[1] or m[2])
    return int(first[1] or first[2])


def _reported(norm: NormText, header: HeaderFacts) -> models.When | None:
    if header.reported_on is None:
        return None
    day, where = header.reported_on
    return models.When(start=day.isoformat(), inferred=("date",), text=norm.quote(*where), span=norm.span(*where))


def _facts(norm: NormText, person: PersonDraft) -> list[Range]:
    found = person.detected_by
    back = norm.offsets.to_normalised
    told = [(back(found.span[0]), back(found.span[1]))] if found else []
    return [*person.residences, *(r for r in (person.workplace, person.origin) if r), *told]


def _names(norm: NormText, units: Sequence[Unit]) -> dict[str, str]:
    """What the cases of the notice may be called, to their labels; 33号 where only one of them has the number."""
    names = {alias: u.label.text if u.label else f"#{i}" for i, u in enumerate(units) for alias in _aliases(norm, u)}
    short = [(form, u.label.text) for u in units if u.label for form in _short_forms(u.label)]
    counted = Counter(form for form, _ in short)
    return {form: label for form, label in short if counted[form] == 1} | names


def _short_forms(label: Label) -> list[str]:
    """What a case may be called where no other is meant by it: 33号, and 病例3 for 本土确诊病例3."""
    if label.number is None:
        return []
    word = next((w for w in PLAIN_WORDS if (label.series or "").endswith(w)), "")
    return [f"{label.number}号", *([f"{word}{label.number}"] if word else [])]


def _aliases(norm: NormText, unit: Unit) -> list[str]:
    """What other cases may call this one: its label, and its masked name."""
    out = [unit.label.text] if unit.label else []
    if unit.label and (ordinal := ORDINAL.search(unit.label.text)):
        out.append(ordinal[0])  # 第12例 for 本土感染者第12例
    if unit.label and unit.label.series and unit.label.number is not None:  # 1号感染者 for 感染者1号
        out += [f"{unit.label.number}号{unit.label.series}", f"{unit.label.series}{unit.label.number}"]
    return [*out, norm.text[slice(*unit.name)]] if unit.name else out


def _spoken_of(before: str, names: dict[str, str]) -> str:
    """Whom 其 means behind these words (系翟某之妻,住址与其相同): the case they name last."""
    return max(names, key=lambda name: (before.rfind(name), len(name)), default="")


def _shared_home(
    norm: NormText,
    people: Sequence[PersonDraft],
    homes: Sequence[Range | None],
    names: dict[str, str],
    units: Sequence[Unit],
    i: int,
) -> Range | None:
    """The residence this case shares with another by its own words (住址同患者十三), followed to where it is stated.

    ``homes`` are the residences shared by the cases before.
    """
    seen, shared = set[int](), people[i].residence_same_as
    while not people[i].residences:
        same = people[i].residence_same_as
        if same is None or i in seen:
            return None
        seen.add(i)
        called = _spoken_of(norm.text[units[i].start : same[1][0]], names) if same[0] == "其" else same[0]
        giver = next((k for k, u in enumerate(units) if called and k != i and _is_called(u, k, names, called)), None)
        if giver is None and called and ORDERED.search(called):
            return None  # 住址同5月1日通报的病例9: of another notice
        i = giver if giver is not None else _nearest_home(people, homes, i)
        if i < 0:
            return None
        if i < len(homes) and homes[i] is not None:
            return homes[i]
    return people[i].residences[0] if seen and not next_door(norm.text, shared, people[i].residences[0]) else None


def _nearest_home(people: Sequence[PersonDraft], homes: Sequence[Range | None], i: int) -> int:
    """The last case before ``i`` that says where it lives (居住地同上); -1 if none does."""
    told = (k for k in range(i - 1, -1, -1) if people[k].residences or people[k].residence_same_as or homes[k])
    return next(told, -1)


def _home_lived_in(
    people: Sequence[PersonDraft],
    homes: Sequence[Range | None],
    names: dict[str, str],
    units: Sequence[Unit],
    relations: Sequence[RelationDraft],
    i: int,
) -> Range | None:
    """The home of the one case of the notice this person lives with (系病例1的女友,同住), where none is stated.

    ``homes`` are the residences shared by the cases before.
    """
    if people[i].residences or people[i].residence_same_as is not None:
        return None
    with_whom = {r.target.core for r in relations if r.kind == "household" and r.role_text in LIVING_TOGETHER}
    givers = {k for core in with_whom for k, u in enumerate(units) if k != i and _is_called(u, k, names, core)}
    if len(givers) != 1:
        return None
    giver = givers.pop()
    stated = people[giver].residences
    if not stated and giver < len(homes):
        return homes[giver]
    return stated[0] if len(stated) == 1 else None


def _is_called(unit: Unit, index: int, names: dict[str, str], alias: str) -> bool:
    return names.get(alias) == (unit.label.text if unit.label else f"#{index}")


def _named_day(path: str, norm: NormText, draft: NoticeDraft, header: HeaderFacts, year: int | None) -> date | None:
    """The day in the file's name, where the notice states none and tells of nothing later."""
    named = day_in_name(path, year) if header.issued_on is None else None
    return named if named and is_possible(named, year, last_day_told(norm, draft)) else None


def _year_notes(assumed: date | None) -> list[models.Diagnostic]:
    if assumed is None:
        return []
    message = f"No year is stated: {assumed.year} is assumed from months and wording. Pass --published DATE to set it."
    return [models.Diagnostic(code="year.assumed", severity="warning", message=message)]


# -- identity -----------------------------------------------------------------------------------------------------


def _area(norm: NormText, header: HeaderFacts) -> models.Area | None:
    if header.area_name is None:
        return None
    match = area_of_name(header.area_name)
    return resolve_area(match) if match else None


def _context(area: models.Area | None) -> AreaContext:
    return AreaContext.of(area) if area else AreaContext()


def _notice_id(norm: NormText, draft: NoticeDraft, header: HeaderFacts, area: models.Area | None) -> str:
    """太原-2022-42 where the area and a numbered serial are known, else a hash of the notice's own words."""
    serial, year = header.serial, header.year
    name = area and (area.county or area.city or area.province)
    if serial and serial.number and name and (serial.year or year):
        short = re.sub(r"(?<=..)(?:市|区|县|省)$", "", name)
        return f"{short}-{serial.year or year}-{serial.number}"
    words = "".join(norm.text[draft.start : draft.end].split())
    return "n-" + hashlib.sha256(words.encode()).hexdigest()[:12]


def _case_id(setting: Setting, unit: Unit, index: int, seen: Counter[str]) -> str:
    """The notice's id and the label; a label that stands twice is counted."""
    if unit.label is None:
        return f"{setting.notice_id}/#{index + 1}"
    name = unit.label.text
    seen[name] += 1
    return f"{setting.notice_id}/{name}" + (f"~{seen[name]}" if seen[name] > 1 else "")


def _distinct(notices: list[models.Notice]) -> list[models.Notice]:
    """Two notices of one document never share an id: the second and later ones are counted."""
    seen: dict[str, int] = {}
    out = []
    for notice in notices:
        count = seen[notice.notice_id] = seen.get(notice.notice_id, 0) + 1
        out.append(notice if count == 1 else renamed(notice, f"{notice.notice_id}~{count}"))
    return out


def renamed(notice: models.Notice, notice_id: str) -> models.Notice:
    """A notice under another id, its cases with it."""
    prefix = len(notice.notice_id)
    cases = tuple(c.model_copy(update={"case_id": notice_id + c.case_id[prefix:]}) for c in notice.cases)
    return notice.model_copy(update={"notice_id": notice_id, "cases": cases})
