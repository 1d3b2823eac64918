"""What the stages of the parser hand to one another: offsets into the normalised text, nothing resolved yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tracer import models
from tracer.spans import OffsetMap, Span

if TYPE_CHECKING:
    from tracer.parse.times import TimeMention

Range = tuple[int, int]
"""A stretch of the *normalised* text, ``[start, end)``. (`Span` is always raw.)"""


@dataclass(frozen=True, slots=True)
class NormText:
    """A document normalised: ``text`` is what patterns meet, ``raw`` what records quote."""

    raw: str
    text: str
    offsets: OffsetMap
    times: dict[Range, list[TimeMention]] = field(default_factory=dict, compare=False, repr=False)
    """Time expressions found, by where they were looked for: more than one stage asks for those of a unit."""

    def span(self, start: int, end: int) -> Span:
        """The raw span of a normalised range."""
        return self.offsets.to_raw(start, end)

    def quote(self, start: int, end: int) -> str:
        """The raw words of a normalised range."""
        a, b = self.offsets.to_raw(start, end)
        return self.raw[a:b]

    def sourced(
        self, start: int, end: int, value: str | None = None, status: models.Status = "stated"
    ) -> models.SourcedText:
        """A sourced string over a normalised range; the value defaults to its normalised words."""
        a, b = self.offsets.to_raw(start, end)
        return models.SourcedText(
            value=self.text[start:end] if value is None else value, text=self.raw[a:b], span=(a, b), status=status
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A case's identifier where the case is introduced.

    ``text`` is the normal form (确诊病例50 in 确诊病例49、50); start and end are where it was read (50).
    """

    text: str
    start: int
    end: int
    series: str | None = None
    number: int | None = None
    alias: str = ""
    """The name told with the label, by which the case may be called too."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The text about one person: every reader below (people, relations, events) works on one unit.

    ``ranges`` are the stretches of text about this person in text order: own ones, and those of a group paragraph
    that hold for every member. ``shared`` are ranges outside the block that also hold (a heading's
    无症状感染者(5例), a common trailer 均已转运至…).
    """

    label: Label | None
    ranges: tuple[Range, ...]
    start: int
    end: int
    name: Range | None = None
    """A masked name standing in the heading or instead of a label."""
    classification: tuple[models.Classification, Range] | None = None
    """Read off a section heading, weaker than anything the unit's own text says."""
    area_hint: str | None = None
    """District named by a section heading (金州区)."""
    published_on: date | None = None
    """Day on which this case's own entry was published, where the document says so (发布 2020-02-07)."""
    group: int | None = None
    """Units made from one group paragraph carry the same number."""
    shared: tuple[Range, ...] = ()
    cells: tuple[tuple[str, Range], ...] = ()
    """Where the unit is a row of a table: the fact each of its cells holds (``sex``, ``residence``)."""
    header: tuple[Range, ...] = ()
    """What the notice's header tells of its only person, or of as many as the notice describes."""
    of_all: tuple[Range, ...] = ()
    """Sentences about several people together (4人均…; 以上三人系同行人员), which are among the ranges of each."""
    apart: tuple[int, ...] = ()
    """Where what a closing line says begins, which is on no day of the person's own text."""
    notes: tuple[Range, ...] = ()
    """What the header, or a line below the list (关联说明), says of how the person belongs to others."""
    heading: tuple[Range, ...] = ()
    """The words that introduce the person (【1】, 第3号确诊病例), and the stamp of the entry."""


@dataclass(slots=True)
class NoticeDraft:
    """One notice found in a document, cut into its parts."""

    start: int
    end: int
    title: Range | None = None
    serial: Range | None = None
    issuer: Range | None = None
    issued_on: Range | None = None
    header: Range | None = None
    """Text between the title and the first case."""
    units: list[Unit] = field(default_factory=list)
    venues: list[Range] = field(default_factory=list)
    """Risk venue lists (风险点位) outside the cases."""
    boilerplate: list[Range] = field(default_factory=list)
    """Reminders, measures, hotlines: nobody's trajectory."""


@dataclass(slots=True)
class Claims:
    """Ranges of case text that some reader understood, for coverage."""

    parsed: list[Range] = field(default_factory=list)
    boilerplate: list[Range] = field(default_factory=list)
