"""The records tracer writes: frozen, typed, each value with the words it came from.

This is the record format, version 1.0 (``docs/record-format.md``). Nothing here parses. Offsets are code points of
the raw decoded document: for every object with ``text`` and ``span``, ``raw[span[0]:span[1]] == text``.
"""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Literal["1.0"] = "1.0"

Status = Literal["stated", "inferred", "approximate", "ambiguous"]
"""How a value was come by: read, worked out, read with 左右/约, or with several candidates left open."""

Span = tuple[int, int]
IsoDate = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
IsoTime = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$")]
"""A day, or a day with a clock; local time, no zone. 24:00 is 00:00 of the next day."""

Sex = Literal["male", "female"]
Classification = Literal["confirmed", "asymptomatic", "suspected", "positive"]
Severity = Literal["mild", "moderate", "severe", "critical"]
DetectedBy = Literal[
    "close_contact", "community_screening", "key_population", "inbound", "self_reported", "control_area", "isolation"
]
Importation = Literal["local", "domestic", "overseas"]
RelationKind = Literal[
    "spouse", "parent", "child", "sibling", "grandparent", "grandchild", "in_law", "relative", "household", "friend",
    "colleague", "classmate", "teacher", "student", "neighbour", "close_contact", "secondary_contact", "co_traveller",
    "shared_meal", "same_place", "other_contact", "source",
]  # fmt: skip
EventKind = Literal[
    "stay", "visit", "journey", "onset", "care", "sampled", "positive", "isolation", "transfer", "admission",
    "diagnosis", "discharge", "death", "contact",
]  # fmt: skip
Mode = Literal[
    "train", "flight", "bus", "coach", "metro", "taxi", "car", "motorcycle", "bicycle", "walk", "ship", "other"
]
PlaceKind = Literal[
    "residence", "community", "village", "street", "shop", "supermarket", "market", "restaurant", "hotel", "school",
    "workplace", "hospital", "clinic", "pharmacy", "test_site", "isolation_site", "station", "airport", "road", "park",
    "religious", "entertainment", "bank", "government", "area", "home", "other",
]  # fmt: skip
PlaceIdentity = Literal["exact", "fuzzy", "confirmed"]
Precision = Literal["minute", "hour", "part_of_day", "day", "period"]
PartOfDay = Literal["am", "noon", "pm", "evening", "dawn"]
Result = Literal["positive", "negative", "confirmed", "asymptomatic", "suspected"]
Recurring = Literal["daily", "workdays", "weekends", "weekly"]
Inferred = Literal["year", "month", "date"]
PublicationBasis = Literal["stated", "given", "file_name"]
"""Where the day of publication is from: the notice's own words, the reader's option, the name of the file."""

T = TypeVar("T")


class Record(BaseModel):
    """Base of all records: immutable, and a misspelt field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextSpan(Record):
    """Words of the document and where they stand."""

    text: str
    span: Span


class Sourced(Record, Generic[T]):
    """A value, the words it was read from, and how sure that reading is."""

    value: T
    text: str
    span: Span
    status: Status = "stated"


class SourcedText(Sourced[str]):
    """A sourced string; ``value`` is the text without line breaks or full-width forms."""


class CaseLabel(Record):
    """A case's identifier where the case is introduced, or where a relation points to it.

    In a group heading (感染者1406、1409) the label of the second is put together from two places: then ``text`` and
    ``span`` are null, and ``parts`` quotes both. So is that of 病例3 in 病例2至4. Where no words name the case
    (三人系同事), ``parts`` quotes those that mean it.
    """

    value: str
    text: str | None
    span: Span | None
    status: Status = "stated"
    parts: tuple[TextSpan, ...] = ()

    @property
    def where(self) -> Span:
        """Where its words stand, from the first of them to the last; nowhere where none are quoted."""
        if self.span is not None:
            return self.span
        return (self.parts[0].span[0], self.parts[-1].span[1]) if self.parts else (0, 0)


class SourcedDate(Sourced[IsoDate]):
    """A sourced day."""


class SourcedTime(Sourced[IsoTime]):
    """A sourced day or moment."""


class SourcedSex(Sourced[Sex]):
    """A sourced sex."""


class SourcedClassification(Sourced[Classification]):
    """A sourced case classification, the last one stated."""


class SourcedSeverity(Sourced[Severity]):
    """A sourced clinical severity."""


class SourcedDetectedBy(Sourced[DetectedBy]):
    """How the case was found."""


class SourcedImportation(Sourced[Importation]):
    """Whether the infection was acquired locally or brought in."""


class Serial(SourcedText):
    """The serial of a notice (2022年第42号)."""

    year: int | None = None
    number: int | None = None


class Area(Record):
    """An administrative area, resolved to GB/T 2260 as far as the text allows."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    township: str | None = None
    code: str | None = None
    """GB/T 2260 code of the finest level known: 6 digits to the county, 9 for a township."""
    status: Status = "stated"
    candidates: tuple[str, ...] = ()
    """Codes among which the text does not decide, when ``status`` is ambiguous."""


class Place(Record):
    """A place as written, with what is known of it."""

    text: str
    span: Span
    name: str
    """The place without its administrative prefix; for a reference (家中, 该超市) the place it stands for."""
    kind: PlaceKind = "other"
    area: Area | None = None
    within: TextSpan | None = None
    """The larger place named in the text: 金泰广场 for 金泰广场楼下阿福奶茶店."""
    place_id: str | None = None
    """Set by linking: mentions of one place share it."""
    variant_id: str | None = None
    """Set by linking: this way of naming a place in this area; decisions of the user speak of these."""
    identity: PlaceIdentity | None = None
    """Set by linking: how sure it is that this mention is the place of ``place_id``."""
    within_id: str | None = None
    """Set by linking: the larger place, for a shop in a mall or a building of a compound."""
    status: Status = "stated"


class Age(Record):
    """An age in the unit of the text (months for 1岁5个月)."""

    value: int | float
    unit: Literal["year", "month", "day"] = "year"
    text: str
    span: Span
    status: Status = "stated"


class When(Record):
    """The time of an event: a point or an interval, at the precision the text gives."""

    start: IsoTime | None
    end: IsoTime | None = None
    precision: Precision = "day"
    part_of_day: PartOfDay | None = None
    approximate: bool = False
    inferred: tuple[Inferred, ...] = ()
    """Which parts are not in these words but carried over from the text around them."""
    recurring: Recurring | None = None
    text: str
    span: Span


class Target(Record):
    """The other case of a relation, as the text points to it."""

    label: CaseLabel
    number: int | None = None
    series: str | None = None
    published_on: IsoDate | None = None
    name: str | None = None
    case_id: str | None = None
    """Set when exactly one case answers to the reference."""
    person_id: str | None = None
    """Set by linking: the person meant, or the stub that stands for one whom no notice at hand describes."""
    status: Status = "stated"


class Relation(Record):
    """What this person is to another case."""

    target: Target
    role: SourcedText
    kind: RelationKind
    detail: str | None = None
    text: str
    span: Span
    status: Status = "stated"


class Contact(Record):
    """People mentioned who are no cases (妻子, 同行3人)."""

    role: str
    count: int | None = None
    text: str
    span: Span


class Companion(Record):
    """Who was there too: a case, or a person who is none."""

    text: str
    span: Span
    label: str | None = None
    case_id: str | None = None
    person_id: str | None = None
    """As in a target; only where ``label`` names a case."""


class Event(Record):
    """One statement of the person's being somewhere, moving, or reaching a milestone."""

    kind: EventKind
    when: When | None = None
    place: Place | None = None
    origin: Place | None = None
    destination: Place | None = None
    mode: Mode | None = None
    number: SourcedText | None = None
    coach: SourcedText | None = None
    seat: SourcedText | None = None
    result: Result | None = None
    companions: tuple[Companion, ...] = ()
    inherited_from: str | None = None
    rule: str | None = None
    """Id of the rule that recognised the event (``tracer rules show ID``)."""
    text: str
    span: Span


class Case(Record):
    """One person described by a notice."""

    case_id: str
    person_id: str | None = None
    """Set by linking: records of one person in several notices share it; it is the ``case_id`` of the first."""
    label: CaseLabel | None = None
    series: str | None = None
    number: int | None = None
    name: SourcedText | None = None
    sex: SourcedSex | None = None
    age: Age | None = None
    occupation: SourcedText | None = None
    workplace: Place | None = None
    nationality: SourcedText | None = None
    origin: Place | None = None
    residences: tuple[Place, ...] = ()
    classification: SourcedClassification | None = None
    severity: SourcedSeverity | None = None
    detected_by: SourcedDetectedBy | None = None
    importation: SourcedImportation | None = None
    symptoms: tuple[SourcedText, ...] = ()
    relations: tuple[Relation, ...] = ()
    contacts: tuple[Contact, ...] = ()
    events: tuple[Event, ...] = ()
    span: Span


class Publication(Record):
    """The day on which a notice appeared, and where that is from."""

    value: IsoDate
    basis: PublicationBasis = "stated"


class Total(Record):
    """A count the header states, cumulative or new."""

    classification: Classification
    count: int
    scope: Literal["cumulative", "new"]
    text: str
    span: Span


RevisedField = Literal[
    "classification", "severity", "sex", "age", "residence", "label", "identity", "withdrawn", "discharged", "other"
]  # fmt: skip
"""What a notice changes about an earlier case; ``identity`` says no more than that two labels are one person."""


class Revision(Record):
    """What a notice says anew of a case published before: a correction, a reclassification, a case withdrawn."""

    field: RevisedField
    target: Target | None = None
    """The earlier case; null where cases are only counted (其中1例为无症状感染者转归)."""
    count: int = 1
    """How many earlier cases are meant; more than one only without a target."""
    old: SourcedText | None = None
    new: SourcedText | None = None
    value: str | None = None
    """The new value as a code (``confirmed``, ``moderate``, ``female``) or a number of years, where it is one."""
    becomes: str | None = None
    """Label under which the earlier case is told of or counted from now on, where the words say so."""
    case_id: str | None = None
    """The case of this notice that is the same person."""
    text: str
    span: Span


class Venue(Place):
    """A risk venue listed outside the cases (风险点位, 涉及场所), with its times."""

    when: tuple[When, ...] = ()


class Diagnostic(Record):
    """Whatever was unclear, ambiguous, contradictory or not understood."""

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    span: Span | None = None


class Coverage(Record):
    """Where every code point of the case text went. ``total`` is the sum of the other four counts."""

    total: int
    parsed: int
    """In a field, a relation or an event."""
    boilerplate: int
    """In wording known to carry nothing about the person."""
    separators: int
    """White space and punctuation between the others."""
    unparsed: int
    unparsed_spans: tuple[TextSpan, ...] = ()


class Source(Record):
    """Where a notice was read from."""

    path: str
    media_type: str = "text/plain"
    sha256: str
    span: Span
    encoding: str


class Notice(Record):
    """One notice, whole."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    notice_id: str
    source: Source
    title: SourcedText | None = None
    serial: Serial | None = None
    issuer: SourcedText | None = None
    issued_on: SourcedDate | None = None
    published_on: Publication | None = None
    """``issued_on`` where the notice states it, else what the reader or the file's name says."""
    area: Area | None = None
    as_of: SourcedTime | None = None
    totals: tuple[Total, ...] = ()
    cases: tuple[Case, ...] = ()
    places: tuple[Venue, ...] = ()
    revisions: tuple[Revision, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    coverage: Coverage
