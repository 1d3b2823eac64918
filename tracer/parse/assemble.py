"""From what the readers found about one person to the frozen `Case` record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracer import models
from tracer.parse.divisions import AreaContext
from tracer.parse.drafts import EventDraft
from tracer.parse.normalise import fold
from tracer.parse.people import PersonDraft
from tracer.parse.place_record import build_place
from tracer.parse.places import PlaceMention
from tracer.parse.published import Dating, published_on
from tracer.parse.references import CaseReference, find_references
from tracer.parse.relation_drafts import RelationDraft
from tracer.parse.resolve import settle_home
from tracer.parse.units import Label, NormText, Range, Unit

INNER = re.compile(r"([0-9]+)号?(?:-|至|到)([0-9]+)号?[^0-9]*")
"""2至4, the words for 病例3 too."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a whole notice while its cases are put together."""

    norm: NormText
    dating: Dating
    area: AreaContext
    notice_id: str
    places: dict[PlaceMention, models.Place] = field(default_factory=dict, compare=False, repr=False)
    """The records of the places mentioned: the events of several days often share one."""


@dataclass(slots=True)
class CaseParts:
    """Everything read about one person, before it becomes a record."""

    unit: Unit
    case_id: str
    person: PersonDraft
    relations: Sequence[RelationDraft]
    contacts: Sequence[models.Contact]
    events: Sequence[tuple[EventDraft, str | None]]
    home: Range | None = None
    """A residence taken over from another case (住址同患者十三)."""


def build_case(setting: Setting, parts: CaseParts) -> models.Case:
    """The record of one case."""
    norm, unit, person = setting.norm, parts.unit, parts.person
    residences = _residences(setting, parts)
    events = tuple(
        settle_home(_event(setting, draft, giver), residences[0] if residences else None)
        for draft, giver in parts.events
    )
    return models.Case(
        case_id=parts.case_id,
        label=_label(norm, unit),
        series=unit.label.series if unit.label else None,
        number=unit.label.number if unit.label else None,
        name=person.name,
        sex=person.sex,
        age=person.age,
        occupation=person.occupation,
        workplace=build_place(norm, person.workplace, setting.area, "workplace") if person.workplace else None,
        nationality=person.nationality,
        origin=build_place(norm, person.origin, setting.area, "area") if person.origin else None,
        residences=residences,
        classification=person.classification,
        severity=person.severity,
        detected_by=person.detected_by,
        importation=person.importation,
        symptoms=tuple(person.symptoms),
        relations=tuple(_relation(setting, r) for r in parts.relations),
        contacts=tuple(parts.contacts),
        events=events,
        span=norm.span(unit.start, unit.end),
    )


def _label(norm: NormText, unit: Unit) -> models.CaseLabel | None:
    """The label in its normal form, or the masked name where there is none."""
    if unit.label is None:
        where, value = unit.name, norm.text[slice(*unit.name)] if unit.name else ""
    else:
        where, value = (unit.label.start, unit.label.end), unit.label.text
    if where is None:
        return None
    if unit.label is None or unit.label.series is None:
        return models.CaseLabel(value=value, text=norm.quote(*where), span=norm.span(*where))
    quoted = norm.quote(*where)
    if unit.label is None or fold("".join(quoted.split())) == "".join(value.split()):
        return models.CaseLabel(value=value, text=quoted, span=norm.span(*where))
    return models.CaseLabel(value=value, text=None, span=None, status="inferred", parts=_label_parts(norm, unit.label))


def _label_parts(norm: NormText, label: Label) -> tuple[models.TextSpan, ...]:
    """The series word standing before, and the number where it is written."""
    series = re.sub(r"[\d一二三四五六七八九十甲乙丙丁]+$", "", label.text)
    at = norm.text.rfind(series, 0, label.start + len(series)) if series else -1
    ranges = [(at, at + len(series))] if at >= 0 else []
    spans = [norm.span(a, b) for a, b in (*ranges, (label.start, label.end))]
    return tuple(models.TextSpan(text=norm.raw[a:b], span=(a, b)) for a, b in spans)


def _residences(setting: Setting, parts: CaseParts) -> tuple[models.Place, ...]:
    own = [build_place(setting.norm, r, setting.area, "residence") for r in parts.person.residences]
    if not own and parts.home is not None:
        shared = build_place(setting.norm, parts.home, setting.area, "residence")
        own = [shared.model_copy(update={"status": "inferred"})]
    if parts.person.works_in is not None:
        elsewhere = build_place(setting.norm, parts.person.works_in, setting.area, "residence")
        own.append(elsewhere.model_copy(update={"status": "inferred"}))
    return tuple(own)


def _relation(setting: Setting, draft: RelationDraft) -> models.Relation:
    norm = setting.norm
    span = norm.span(draft.start, draft.end)
    return models.Relation(
        target=build_target(setting.norm, draft.target, setting.dating),
        role=norm.sourced(*draft.role, draft.role_text),
        kind=draft.kind,
        detail=draft.detail,
        text=norm.raw[span[0] : span[1]],
        span=span,
    )


def build_target(norm: NormText, ref: CaseReference, dating: Dating) -> models.Target:
    """The case a reference points to, as far as its words say."""
    return models.Target(
        label=_target_label(norm, ref),
        number=ref.number,
        series=ref.series,
        published_on=published_on(ref.published, dating),
        name=ref.name,
    )


def _target_label(norm: NormText, ref: CaseReference) -> models.CaseLabel:
    """The words that point to the case; 病例3 in 病例2至4 is put together from the series and the range."""
    quoted, span = norm.quote(ref.start, ref.end), norm.span(ref.start, ref.end)
    if ref.implied:
        said = models.TextSpan(text=quoted, span=span)
        return models.CaseLabel(value=ref.text, text=None, span=None, status="inferred", parts=(said,))
    ends = INNER.fullmatch(fold(quoted)) if ref.number is not None else None
    if ends is None or ref.number is None or not int(ends[1]) < ref.number < int(ends[2]):
        return models.CaseLabel(value=ref.text, text=quoted, span=span)
    label = Label(ref.core, ref.start, ref.end)
    return models.CaseLabel(value=ref.text, text=None, span=None, status="inferred", parts=_label_parts(norm, label))


def _event(setting: Setting, draft: EventDraft, giver: str | None) -> models.Event:
    norm = setting.norm
    span = norm.span(draft.start, draft.end)
    told = {"place": draft.place, "origin": draft.origin, "destination": draft.destination}
    places = {role: _place(setting, mention) for role, mention in told.items() if mention}
    if draft.anaphor:
        places = {role: place.model_copy(update={"status": "inferred"}) for role, place in places.items()}
    return models.Event(
        kind=draft.kind,
        when=draft.when,
        **places,
        mode=draft.mode,
        number=norm.sourced(*draft.number) if draft.number else None,
        coach=norm.sourced(*draft.coach) if draft.coach else None,
        seat=norm.sourced(*draft.seat) if draft.seat else None,
        result=draft.result,
        companions=tuple([_companion(norm, r) for r in draft.companions]),
        inherited_from=giver,
        rule=draft.rule,
        text=norm.raw[span[0] : span[1]],
        span=span,
    )


def _place(setting: Setting, mention: PlaceMention) -> models.Place:
    if mention not in setting.places:
        setting.places[mention] = build_place(setting.norm, mention, setting.area)
    return setting.places[mention]


def _companion(norm: NormText, where: Range) -> models.Companion:
    start, end = where
    while end > start and norm.text[end - 1] in " ,、等共":
        end -= 1
    while start < end and norm.text[start] in " ,、":
        start += 1
    a, b = norm.span(start, end)
    refs = find_references(norm, start, end)
    return models.Companion(text=norm.raw[a:b], span=(a, b), label=refs[0].text if len(refs) == 1 else None)
