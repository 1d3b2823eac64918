"""Days told by another day of the same person: 25日活动同24日; 4月2日、3日同1日."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Date

from tracer import models
from tracer.parse.bare_places import BarePlaces
from tracer.parse.clauses import Clause, Item
from tracer.parse.drafts import EventDraft
from tracer.parse.inherit import SHARED_KINDS

ALIKE = re.compile(r"[ ]?(?:均|都|也)?[同与]")
"""What stands between two days of which one was like the other."""
ABOVE = re.compile(
    r"[ ]*(?:(?:工作|活动|行动)?(?:轨迹|行程|情况))?(?:均|都)?同(?:上|前一?[日天晚夜]|上一?[日天晚]|昨[日天晚])[ ]*"
)
"""Like the day, or the row, told before."""


class RepeatedDays(BarePlaces):
    """The handler of a clause that says a day was like another."""

    def repeats_day(self, clause: Clause) -> bool:
        """25日活动同24日: what is told of one day of the person's own holds for another."""
        same = self.text.find("同", clause.start, clause.end) >= 0
        if same and self.like_above(clause):
            return True
        track = next((i for i in clause.items if i.kind == "same_track"), None)
        if track is None and (same or self.text.find("与", clause.start, clause.end) >= 0):
            track = day_alike(self.text, clause)
        if track is None:
            return False  # as most clauses, which hold no word for it
        other = next((i.time for i in clause.items if i.time is not None and i.start >= track.end), None)
        if other is None:
            return False
        for item in clause.items:
            if item.time is not None and item.end <= track.start:
                self.on_time(0, item)
        days = [w for w in (self.whens if self.fresh else [self.timeline.carry(track.start, track.end)]) if w]
        told = self.timeline.fork().resolve(other)
        self.flush()
        again = [e for e in self.events if e.kind in SHARED_KINDS and same_day(e.when, told)]
        self.events += [on_another_day(e, day, track) for day in days for e in again]
        self.fresh = False
        return True

    def like_above(self, clause: Clause) -> bool:
        """21日:同上; 14日10:00-23:00,同前一天: like the day told last, at these hours where there are any."""
        times = [i for i in clause.items if i.time is not None and self.text[i.start - 1] != "同"]
        begin = times[-1].end if times else clause.start
        if ABOVE.fullmatch(self.text, begin, clause.end) is None:
            return False
        for n, item in enumerate(times):
            self.on_time(n, item)
        self.flush()
        days = list(self.whens) if self.fresh else []
        told = [e for e in self.events if e.kind in SHARED_KINDS and e.when and e.when.start]
        before = [e for e in told if days and ((e.when and e.when.start) or "")[:10] < (days[0].start or "")[:10]]
        if not days or not before:
            return False
        last = max((e.when.start or "")[:10] for e in before if e.when)
        track = Item(begin, clause.end, "same_track")
        again = [e for e in before if e.when and (e.when.start or "")[:10] == last]
        for day in days:
            if "T" in (day.start or ""):
                visits = [e for e in again if e.kind == "visit"][-1:]
                self.events += [replace(e, start=begin, end=clause.end, when=day, rule="track.same") for e in visits]
            else:
                self.events += [on_another_day(e, day, track) for e in again]
        self.fresh = False
        return True


def day_alike(text: str, clause: Clause) -> Item | None:
    """The word between two days in a clause that says no more (4月27日均同26日)."""
    days = [i for i in clause.items if i.kind == "time"]
    if len(days) == 1 and days[0] is clause.items[-1] and ALIKE.fullmatch(text, clause.start, days[0].start):
        return Item(clause.start, days[0].start, "same_track")  # 28日:同27日
    if len(days) < 2 or clause.items[-1] is not days[-1]:
        return None
    begin, end = days[-2].end, days[-1].start
    ends = text[days[-1].end : clause.end] in ("", "相同", "一致")
    return Item(begin, end, "same_track") if ends and ALIKE.fullmatch(text, begin, end) else None


def same_day(when: models.When | None, day: models.When) -> bool:
    """Whether an event lies on that day."""
    return (
        when is not None and bool(when.start) and bool(day.start) and (when.start or "")[:10] == (day.start or "")[:10]
    )


def date_of(moment: str) -> Date:
    """The day of a moment."""
    return Date.fromisoformat(moment[:10])


def on_another_day(event: EventDraft, day: models.When, track: Item) -> EventDraft:
    """The event with its hours on another day; the words are those that say so."""
    assert event.when is not None
    date, ends = (day.start or "")[:10], event.when.end
    start = date + (event.when.start or "")[10:]
    end = date + ends[10:] if ends else None
    if ends and ends[:10] > (event.when.start or "")[:10]:
        over = date_of(ends) - date_of(event.when.start or "")
        end = (date_of(date) + over).isoformat() + ends[10:]  # a night shift ends on the next day
    when = event.when.model_copy(
        update={"start": start, "end": end, "text": day.text, "span": day.span,
                "inferred": tuple(dict.fromkeys((*day.inferred, "date")))}
    )  # fmt: skip
    return replace(event, start=track.start, end=track.end, when=when, rule="track.same")
