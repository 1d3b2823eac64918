"""What the event reader gathers before it is sure: one draft a statement, turned into an event when it is complete."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracer import models
from tracer.parse.places import PlaceMention
from tracer.parse.units import Range


@dataclass(slots=True)
class EventDraft:
    """An event as read: normalised ranges, nothing resolved across cases."""

    kind: models.EventKind
    start: int
    end: int
    when: models.When | None = None
    place: PlaceMention | None = None
    origin: PlaceMention | None = None
    destination: PlaceMention | None = None
    mode: models.Mode | None = None
    number: Range | None = None
    coach: Range | None = None
    seat: Range | None = None
    result: models.Result | None = None
    companions: tuple[Range, ...] = ()
    rule: str | None = None
    toward: bool = False
    """Whether the destination is only where the vehicle goes."""
    anaphor: bool = False
    """Whether the place is a reference (该超市) still to be resolved."""


@dataclass(slots=True)
class Movement:
    """The statement being read: where from, where to, by what, doing what."""

    start: int = -1
    end: int = -1
    whens: list[models.When] = field(default_factory=list)
    dates: dict[int, models.When] = field(default_factory=dict)
    """The days of single places, by where these begin."""
    arrival: models.When | None = None
    at: list[PlaceMention] = field(default_factory=list)
    to: list[PlaceMention] = field(default_factory=list)
    origin: PlaceMention | None = None
    mode: models.Mode | None = None
    route: tuple[PlaceMention, PlaceMention] | None = None
    """Where the ride began and ended, by the bracket behind the vehicle: 地铁1号线(东门站-西站)."""
    boarded: bool = False
    number: Range | None = None
    coach: Range | None = None
    seat: Range | None = None
    companions: list[Range] = field(default_factory=list)
    back: bool = False
    arrive: bool = False
    move: bool = False
    through: bool = False
    lodge: bool = False
    depart: bool = False
    undated: bool = False
    """Whether the text says only that it was before the illness (发病前在…活动)."""
    timed: bool = False
    """Whether it has a time of its own, not only the running date."""
    early: bool = False
    """Whether the clock was told before the vehicle."""
    departs: bool = False
    """Whether the clock is the departure, though the words that follow tell of the arrival."""
    toward: bool = False
    """Whether the goal is only where the vehicle goes (乘坐开往乙镇的公交车回家)."""
    act: bool = False
    alone: bool = False
    off: bool = False
    """Whether it is the way from work or school, which a new time ends."""
    home: bool = False
    anaphor: bool = False
    rule: str | None = None

    @property
    def goal(self) -> bool:
        """Whether a place to be at or go to is known (or home)."""
        return bool(self.at or self.to or self.home or self.back)

    @property
    def riding(self) -> bool:
        """Whether a vehicle or a departure is known: the beginning of a journey."""
        return self.mode is not None or self.boarded or self.depart or self.origin is not None

    @property
    def empty(self) -> bool:
        """Whether nothing worth an event has been read."""
        return not (self.goal or self.riding or self.act)

    def touch(self, start: int, end: int) -> None:
        """Widens the draft's own stretch of text."""
        if self.start < 0 or start < self.start:
            self.start = start
        if end > self.end:
            self.end = end
