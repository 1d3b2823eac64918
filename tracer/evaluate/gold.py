"""Annotations made by hand: their shape, their loader, and parsed cases brought into the same shape."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tracer.errors import InputError
from tracer.models import (
    Case,
    Classification,
    Event,
    EventKind,
    IsoDate,
    IsoTime,
    Mode,
    PartOfDay,
    Place,
    RelationKind,
    Result,
    Severity,
    Sex,
)


class GoldRecord(BaseModel):
    """Base of the annotation records: a misspelt field is an error, a missing one is empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldAge(GoldRecord):
    """An age in the unit of the text."""

    value: float
    unit: Literal["year", "month", "day"] = "year"


class GoldRelation(GoldRecord):
    """What the person is to another case, both in the words of the text."""

    target: str
    role: str | None = None
    kind: RelationKind


class GoldEvent(GoldRecord):
    """One event; places are words of the text."""

    kind: EventKind
    start: IsoTime | None = None
    end: IsoTime | None = None
    part: PartOfDay | None = None
    place: str | None = None
    origin: str | None = None
    destination: str | None = None
    mode: Mode | None = None
    number: str | None = None
    result: Result | None = None


class GoldCase(GoldRecord):
    """One person of a notice."""

    label: str | None = None
    number: int | None = None
    sex: Sex | None = None
    age: GoldAge | None = None
    residence: tuple[str, ...] = ()
    occupation: str | None = None
    workplace: str | None = None
    classification: Classification | None = None
    severity: Severity | None = None
    symptoms: tuple[str, ...] = ()
    relations: tuple[GoldRelation, ...] = ()
    events: tuple[GoldEvent, ...] = ()


class GoldNotice(GoldRecord):
    """The head of a notice; of the first one, where a file holds several."""

    title: str | None = None
    serial: str | None = None
    issuer: str | None = None
    issued_on: IsoDate | None = None
    totals: dict[Classification, int] = Field(default_factory=dict)


class GoldFile(GoldRecord):
    """What one ``.json`` says about the document of the same name."""

    notice: GoldNotice = GoldNotice()
    cases: tuple[GoldCase, ...]


def load_gold(path: Path) -> GoldFile:
    """Read one annotation.

    Raises:
        InputError: the file cannot be read, is not JSON, or has a field or a value that is not allowed; the message
            names the file and the place in it.
    """
    try:
        return GoldFile.model_validate(json.loads(path.read_text("utf-8-sig")))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"{path}: cannot read the annotation: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError(f"{path}: {where}: {first['msg']}") from error


def gold_paths(gold_dir: Path) -> list[Path]:
    """The annotations of a directory, by name.

    Raises:
        InputError: there are none.
    """
    found = sorted(gold_dir.glob("*.json"))
    if not found:
        raise InputError(f"{gold_dir}: no annotations (*.json) here")
    return found


def from_case(case: Case) -> GoldCase:
    """A parsed case as an annotator would have written it down."""
    return GoldCase(
        label=(case.label.text or case.label.value) if case.label else None,
        number=case.number,
        sex=case.sex.value if case.sex else None,
        age=GoldAge(value=case.age.value, unit=case.age.unit) if case.age else None,
        residence=tuple(place.text for place in case.residences),
        occupation=case.occupation.text if case.occupation else None,
        workplace=_words(case.workplace),
        classification=case.classification.value if case.classification else None,
        severity=case.severity.value if case.severity else None,
        symptoms=tuple(symptom.text for symptom in case.symptoms),
        relations=tuple(
            GoldRelation(target=r.target.label.text or r.target.label.value, role=r.role.text, kind=r.kind)
            for r in case.relations
        ),
        events=tuple(from_event(event) for event in case.events),
    )


def from_event(event: Event) -> GoldEvent:
    """A parsed event as an annotator would have written it down."""
    when = event.when
    return GoldEvent(
        kind=event.kind,
        start=when.start if when else None,
        end=when.end if when else None,
        part=when.part_of_day if when else None,
        place=_words(event.place),
        origin=_words(event.origin),
        destination=_words(event.destination),
        mode=event.mode,
        number=event.number.text if event.number else None,
        result=event.result,
    )


def _words(place: Place | None) -> str | None:
    return place.text if place else None
