"""The state of a walk through a person's text, and what every kind of statement needs: times, places, events.

`moving.py` and `milestones.py` say what the words do to this state; `events.py` puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from tracer import models
from tracer.parse import places
from tracer.parse.clauses import Clause, Item
from tracer.parse.drafts import EventDraft, Movement
from tracer.parse.inherit import Inheritance
from tracer.parse.movement import finish, vehicle
from tracer.parse.places import PlaceMention, Stretch
from tracer.parse.timeline import Timeline
from tracer.parse.units import NormText, Range

HOSPITAL = ("hospital", "clinic")
HOME_WORD = re.compile(
    r"家中|家里|家|员工宿舍|宿舍|出租屋|出租房|租住处|租住地|租房|暂住地|暂住处|住处|住所|居住地|居所"
    r"|村里|村|小区|酒店|宾馆|房间"
)
"""The word for home inside 居家, 回家, 返回住处."""
ROUTE = re.compile(
    r"(?P<origin>[\u4e00-\u9fff]{2,10})(?:-|→|至|开往)(?P<goal>[\u4e00-\u9fff]{2,10}?)(?=方向|列车|的|[),;。]|$)"
)
"""银川站-兰州站, 郑州开往宝鸡方向."""
REPORTED_KINDS = ("onset", "sampled", "positive", "isolation", "diagnosis")
"""What happened on the day a notice reports on, when its text names no other."""


class Walk:
    """The running time, the movement in hand, the events so far."""

    def __init__(
        self,
        norm: NormText,
        timeline: Timeline,
        names: Mapping[str, str],
        facts: Sequence[Range],
        reported: models.When | None,
    ) -> None:
        self.norm = norm
        self.text = norm.text
        self.timeline = timeline
        self.names = names
        self.facts = facts
        self.reported = reported
        self.inherits: list[Inheritance] = []
        self.claims: list[Range] = []
        self.events: list[EventDraft] = []
        self.now = Movement()
        self.whens: list[models.When] = []
        self.sentence = 0
        """Where the sentence in hand begins."""
        self.going_on = False
        self.others = False
        """Whether the sentence has turned to the contacts (密切接触者均已隔离)."""
        self.days: list[models.When] = []
        """The days of a heading (26日、28日), for each of which the clocks that follow hold."""
        self.fresh = False
        self.group: int | None = None
        self.clause: Clause

    def on_time(self, index: int, item: Item) -> int:
        """A new time: what was in hand is finished unless the time is the arrival of a journey under way."""
        assert item.time is not None
        if self.now.goal or self.now.act:
            self.flush()
        when = self.timeline.resolve(item.time)
        group = getattr(item.time, "group", None)
        if self.fresh and group is not None and group == self.group:
            self.whens.append(when)
        elif len(self.days) > 1 and not item.time.first.dated:
            self.whens = [self.timeline.on_day(item.time, day) for day in self.days]
        else:
            self.whens = [when]
        if item.time.first.dated:
            self.days = self.whens if item.time.first.hour is None else []
        self.fresh, self.group = True, group
        return index + 1

    def take_whens(self, start: int, end: int) -> list[models.When]:
        """The times of the next event: the ones just read, or the running date carried over."""
        if self.fresh and self.whens:
            self.fresh = False
            return self.whens
        carried = self.timeline.carry(start, end)
        return [carried] if carried else []

    def take(self, mentions: list[PlaceMention], role: str) -> None:
        """Puts places into the movement in hand, with the time in force."""
        if role == "to":
            self.now.to = mentions
        else:
            self.now.at = mentions
        self.begin(mentions[0].start, mentions[-1].end)

    def begin(self, start: int, end: int) -> None:
        """Marks that the movement in hand speaks of text[start:end], and gives it its time."""
        self.now.touch(start, end)
        if self.fresh and self.now.riding and self.now.whens and self.now.to:
            self.now.arrival = self.take_whens(start, end)[0]
        elif not self.now.whens or self.fresh:
            self.now.whens = self.take_whens(start, end)

    def places_after(self, index: int, item: Item) -> tuple[list[PlaceMention], Stretch]:
        """The places named right behind an item."""
        found = places.stretch(self.clause, self.text, item.end, index + 1)
        mentions = places.names(self.clause, self.text, found)
        return [m for m in mentions if not self.is_fact(m)] if self.may_state_facts() else mentions, found

    def under_way(self) -> bool:
        """Whether a journey has begun whose end may stand in the next clause."""
        return self.now.riding and not self.now.goal and not self.now.act

    def may_state_facts(self) -> bool:
        """Whether the description of the person is still going on: no time has been told."""
        return self.timeline.day is None and not self.fresh

    def is_fact(self, mention: PlaceMention | Item) -> bool:
        """Whether these very words state the residence or the workplace."""
        return self.may_state_facts() and any(mention.start < b and a < mention.end for a, b in self.facts)

    def next_kind(self, index: int) -> str:
        """The kind of the item at ``index``, "" behind the last."""
        return self.clause.items[index].kind if index < len(self.clause.items) else ""

    def site(self) -> PlaceMention | None:
        """The place in hand, used up by the milestone that follows it."""
        goals = self.now.to or self.now.at
        return goals[-1] if goals and not self.now.act else None

    def goal_kind(self) -> str:
        """The kind of the place in hand."""
        mention = self.site()
        return mention.kind if mention else ""

    def emit(self, kind: str, item: Item, place: PlaceMention | None = None, result: str | None = None) -> None:
        """One event for each time in force."""
        start = min([p.start for p in (place,) if p] + [item.start])
        whens = (
            self.now.whens
            if place is not None and self.now.whens and not self.fresh
            else self.take_whens(start, item.end)
        )
        fallback = self.reported if kind in REPORTED_KINDS else None
        for when in whens if whens else (fallback,):
            self.events.append(
                EventDraft(
                    cast(models.EventKind, kind),
                    start,
                    item.end,
                    when,
                    place,
                    mode=self.now.mode if place else None,
                    number=self.now.number if place else None,
                    result=cast("models.Result | None", result),
                    companions=tuple(self.now.companions),
                    rule=item.rule.id if item.rule else None,
                )
            )

    def close(self, keep: bool) -> PlaceMention | None:
        """Ends the movement in hand: its place goes to the milestone when ``keep``, else it is an event of its own."""
        place = self.site() if keep else None
        if place is None and not self.now.empty:
            self.flush()
        return place

    def flush(self) -> None:
        """Turns the movement in hand into events."""
        if not self.now.empty:
            self.ride_in_bracket()
            self.route_behind()
            self.events.extend(finish(self.norm, self.now))
        self.now = Movement()

    def ride_in_bracket(self) -> None:
        """至双鸭山(K12次): the vehicle named behind the goal."""
        if self.now.mode is not None or not self.now.to or self.now.move:
            return
        end = self.now.to[-1].end
        ride = next((i for i in self.clause.inner if i.kind == "mode" and 0 < i.start - end <= 6), None)
        if ride is not None:
            vehicle(self.now, self.clause, ride)

    def route_behind(self) -> None:
        """K12次(银川站-兰州站): origin and goal named as a route behind the vehicle."""
        if self.now.mode is None or self.now.goal or self.now.origin is not None:
            return
        route = ROUTE.search(self.text, self.now.end, self.clause.end)
        if route is not None:
            kind: models.PlaceKind = "airport" if self.now.mode == "flight" else "station"
            self.now.origin = PlaceMention(*route.span("origin"), kind)
            self.now.to = [PlaceMention(*route.span("goal"), kind)]
            self.now.touch(*route.span())
