"""Whether a journey told goes on: its arrival in a later clause, its hours told once more, a halt on the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracer.parse.clauses import Clause
from tracer.parse.drafts import EventDraft, Movement
from tracer.parse.movement import joined
from tracer.parse.places import PlaceMention, is_own_home
from tracer.parse.units import NormText

ABOARD = re.compile(r"该(?:航班|列车|次列车|车次?)在$")
BOARDS = re.compile(r"(?:上车|乘车|登车|登机|发车|开车|出发|起飞|进站)")


def commonprefix(names: tuple[str, str]) -> int:
    """How many characters two names begin with in common.

    >>> commonprefix(("乙县老家", "乙县家中"))
    2
    """
    return next((i for i, (a, b) in enumerate(zip(*names, strict=False)) if a != b), min(map(len, names)))


class Trips:
    """The events told so far, as far as a journey under way asks for them."""

    norm: NormText
    text: str
    now: Movement
    events: list[EventDraft]
    clause: Clause
    sentence: int

    def completes_journey(self, told: Sequence[EventDraft]) -> bool:
        """从A出发到B市,…12时到达C家中: where a journey under way ended is no second journey."""
        trip = self.open_journey()
        again = len(told) == 1 and trip is not None and self.boards_again(trip, told[0])
        arrived = (self.now.arrive or self.now.back) and not self.now.riding
        if len(told) != 1 or told[0].kind != "journey" or not (arrived or again):
            return False
        if trip is None or not (again or self.same_trip(trip, told[0])):
            return False
        if again:
            trip.origin, trip.destination, trip.when = told[0].origin, told[0].destination, told[0].when or trip.when
        elif told[0].when is not None and trip.when is not None and told[0].when.span != trip.when.span:
            trip.when = joined(self.norm.raw, trip.when, told[0].when)
        if trip.destination is None or self.ends_at(told[0].destination, trip):
            trip.destination = told[0].destination
        trip.end, trip.toward = told[0].end, False
        return True

    def boards_again(self, trip: EventDraft, told: EventDraft) -> bool:
        """乘甲州至乙州的列车,座位号…。15时从甲州站上车,18时在乙州站下车: the ride told on, with its hours."""
        if told.origin is None or told.mode is not None or trip.mode is None or told.destination is None:
            return False
        if not BOARDS.match(self.text, told.origin.end) or trip.when is None or "T" in (trip.when.start or ""):
            return False
        return trip.origin is None or self.same_goal(trip, trip.origin, told.origin)

    def same_goal(self, trip: EventDraft, goal: PlaceMention, end: PlaceMention) -> bool:
        """Whether a trip towards ``goal`` can end at ``end``: there, within it, or at a station on the way home."""
        names = self.text[goal.start : goal.end], self.text[end.start : end.end]
        if names[0] in names[1] or names[1] in names[0] or commonprefix(names) >= 4:
            return True
        if any(names[1].startswith(names[0][-n:]) for n in range(2, len(names[0]))):
            return True  # 前往江省乙县,20时到的乙县家里
        way_home = trip.mode in ("flight", "train") and end.kind in ("airport", "station")
        return way_home and (goal.end - goal.start == 1 or is_own_home(names[0]))

    def ends_at(self, place: PlaceMention | None, trip: EventDraft) -> bool:
        """Whether an arrival says better where a trip ends than its goal does."""
        if place is None or trip.destination is None:
            return False
        return trip.toward or self.is_finer(place, trip.destination)

    def is_finer(self, place: PlaceMention | None, other: PlaceMention) -> bool:
        """Whether a place is named by more than the other: 渠江县石桥镇家中 than 渠江县."""
        home = place is not None and place.kind == "home" and other.kind in ("area", "other")
        return place is not None and (home or place.end - place.start > other.end - other.start)

    def open_journey(self) -> EventDraft | None:
        """The journey told last, a rest on the way apart, if its arrival is not told yet."""
        last = next((e for e in reversed(self.events) if not self.rests_on_the_way(e)), None)
        if last is None or last.kind != "journey" or (last.origin is None and last.mode is None):
            return None
        return last if last.when is not None and last.when.end is None else None

    def rests_on_the_way(self, event: EventDraft) -> bool:
        """Whether an event is a halt between departure and arrival (途中在服务区停留)."""
        if event.kind != "visit":
            return False
        place = self.text[event.place.start : event.place.end] if event.place else ""
        before = self.text[max(0, event.start - 6) : event.start]
        lead = self.text[max(0, event.start - 6) : event.place.start] if event.place else ""
        return "服务区" in place or "途中" in before or ABOARD.search(lead) is not None

    def same_trip(self, trip: EventDraft, arrival: EventDraft) -> bool:
        """Whether an arrival can end a trip: at its goal or within it, the same or the next day."""
        goal, end = trip.destination, arrival.destination
        if goal is not None and end is not None and not trip.toward and not self.same_goal(trip, goal, end):
            return False
        if trip.when is None or arrival.when is None or not trip.when.start or not arrival.when.start:
            return trip.end > self.sentence
        days = date.fromisoformat(arrival.when.start[:10]) - date.fromisoformat(trip.when.start[:10])
        return 0 <= days.days <= (2 if trip.mode == "train" and goal is not None else 1)
