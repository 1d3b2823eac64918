"""Chains of places joined by arrows: 家→地铁2号线→青禾超市(14:20)→家.

Each arrow is a way from one place to the next. A bracket behind the first place, or a vehicle between two arrows, says
how one went on; a bracket behind a later place says how, or when, one came there.
"""

from __future__ import annotations

from dataclasses import replace

from tracer import models
from tracer.parse import places
from tracer.parse.clauses import Clause, Item
from tracer.parse.drafts import EventDraft, Movement
from tracer.parse.movement import THROUGH_PLACES, joined, vehicle
from tracer.parse.place_stretch import stretch
from tracer.parse.places import PlaceMention, is_own_home
from tracer.parse.staying import Staying

ARROW = "→"
LINKS = frozenset({"time", "suffix", "mode", "board", "clock_note", "guard"})
"""All that a link of a chain holds; one with more tells in words what was done: 8:00到青禾超市买菜→9:00返家."""


class Chains(Staying):
    """The handler of a clause between arrows."""

    came_from: PlaceMention | None = None
    """The place before the arrow."""
    by: Movement | None = None
    """The vehicle named before the place it leads to."""

    def in_chain(self, clause: Clause) -> bool:
        """Whether an arrow stands before or behind the clause."""
        return ARROW in (self.text[clause.start - 1 : clause.start], self.text[clause.end : clause.end + 1])

    def leg(self, clause: Clause) -> None:
        """One place of a chain: the way to it, if there was one before, or a stop at an hour of its own."""
        self.flush()
        linked = self.text[clause.start - 1 : clause.start] == ARROW
        if not linked:
            self.came_from = self.by = None
        index = 0
        while index < len(clause.items) and clause.items[index].kind == "time":
            index = self.on_time(index, clause.items[index])
        start = clause.items[index - 1].end if index else clause.start
        found = stretch(clause, self.text, start, index)
        named = places.names(clause, self.text, found)
        ride = self._ride(clause)
        if not named:
            self.by = ride or self.by
            return
        timed = index > 0 and self.fresh and (linked or ride is None)
        if self.came_from is not None or (timed and (linked or self._is_stop(named[0], timed=True))):
            self._tell(clause, named[0], self.by or ride, timed=timed)
        self.by = ride if self.came_from is None else None
        self.came_from = named[0]

    def _ride(self, clause: Clause) -> Movement | None:
        """The vehicle named in the clause or in its brackets."""
        item = next((i for i in [*clause.items, *clause.inner] if i.kind == "mode"), None)
        if item is None:
            return None
        ride = Movement()
        vehicle(ride, clause, item)
        return ride

    def _is_stop(self, place: PlaceMention, *, timed: bool) -> bool:
        """Whether things are done at a place, and nobody only passes it."""
        if place.kind in THROUGH_PLACES or is_own_home(self.text[place.start : place.end]):
            return False
        return timed or place.kind not in ("home", "other")

    def _tell(self, clause: Clause, place: PlaceMention, ride: Movement | None, *, timed: bool) -> None:
        """The event of an arrow: a visit where things are done, else a journey."""
        visits = self._is_stop(place, timed=timed)
        when = next(iter(self.take_whens(place.start, place.end)), None)
        told = EventDraft("visit" if visits else "journey", place.start, place.end, when)
        if ride is not None:
            told = replace(told, mode=ride.mode, number=ride.number, coach=ride.coach, seat=ride.seat)
        if visits:
            told.place = place
        else:
            told.origin, told.destination = self.came_from, place
        arrival = next((i for i in clause.inner if i.time is not None), None)
        if arrival is not None:
            told.when = self._arrived(told, arrival)
        self.events.append(told)

    def _arrived(self, told: EventDraft, arrival: Item) -> models.When | None:
        """The time in the bracket behind a place: when one was there."""
        assert arrival.time is not None
        there = self.timeline.resolve(arrival.time)
        if told.when is None or told.kind == "visit":
            return there
        return joined(self.norm.raw, told.when, there)
