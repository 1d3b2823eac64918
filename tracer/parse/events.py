"""Reads a person's text, clause by clause, into events: where the person was, how they moved, what was found.

Each clause is walked from left to right. Prepositions, vehicles and activities fill the `Movement` in hand; it becomes
an event when something new begins or the clause ends. Milestones (isolation, test, hospital, diagnosis) are events of
their own. Only a journey under way (乘57路, 到某站下车) lives on over a comma.

What the clause kinds mean is settled in the annotation guide (docs/annotating.md); which words mean them is in the
rule files movements.toml, vehicles.toml, milestones.toml and places.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from tracer import models
from tracer.parse import places
from tracer.parse.actors import acts_alone, is_exception, returns_to_case, speaks_of_contacts, states_relation
from tracer.parse.clauses import BRACKETS, Clause, Item, cut
from tracer.parse.drafts import EventDraft, Movement
from tracer.parse.inherit import Inheritance, find_inheritance
from tracer.parse.movement import finish, joined, vehicle
from tracer.parse.places import PlaceMention, Stretch
from tracer.parse.timeline import Timeline
from tracer.parse.units import NormText, Range, Unit

HOSPITAL = ("hospital", "clinic")
HOME_WORD = re.compile(
    r"家中|家里|家|员工宿舍|宿舍|出租屋|出租房|租住处|租住地|租房|暂住地|暂住处|住处|住所|居住地|居所|村里|村|小区|酒店|宾馆|房间"
)
"""The word for home inside 居家, 回家, 返回住处."""
ROUTE = re.compile(r"(?P<origin>[\u4e00-\u9fff]{2,10})(?:-|→|至|开往)(?P<goal>[\u4e00-\u9fff]{2,10}?)(?=方向|列车|的|[),;。]|$)")
"""银川站-兰州站, 武昌开往连云港方向."""
REPORTED_KINDS = ("onset", "sampled", "positive", "isolation", "diagnosis")


@dataclass(slots=True)
class Told:
    """What a person's text tells: events in text order, trajectories taken over, the stretches understood."""

    events: list[EventDraft]
    inherits: list[Inheritance]
    claims: list[Range]
    unknown_year: bool


def read_events(
    norm: NormText,
    unit: Unit,
    anchor: date | None,
    names: Mapping[str, str] | None = None,
    facts: Sequence[Range] = (),
    reported: models.When | None = None,
) -> Told:
    """The events of one person.

    Args:
        norm: the document.
        unit: the person's stretches of text.
        anchor: the day from which years are inferred (issue date or the like), if any is known.
        names: what the cases of the notice may be called, to their labels (for 轨迹同病例1).
        facts: where the person's residence and work are stated, which are no visits.
        reported: the day the notice reports on, for tests and diagnoses told without a day of their own.
    """
    reader = EventReader(norm, Timeline(norm, anchor), names or {}, facts, reported)
    for clause in cut(norm, unit.ranges):
        reader.read(clause)
    reader.flush()
    reader.drop_background()
    return Told(reader.events, reader.inherits, reader.claims, reader.timeline.unknown_year)


class EventReader:
    """The state of one walk: the running time, the movement in hand, the events so far."""

    def __init__(self, norm: NormText, timeline: Timeline, names: Mapping[str, str], facts: Sequence[Range], reported: models.When | None) -> None:
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
        self.handlers: dict[str, Callable[[int, Item], int]] = {
            "time": self.on_time, "at": self.on_at, "from": self.on_from, "to": self.on_to, "goto_home": self.on_home, "ambulance": self.on_ambulance,
            "with": self.on_with, "mode": self.on_mode, "board": self.on_board, "change": self.on_change,
            "depart": self.on_depart, "act": self.on_act, "stay": self.on_stay, "anaphor": self.on_anaphor,
            "isolation": self.on_isolation, "positive": self.on_test, "sampled": self.on_test, "care": self.on_care,
            "admission": self.on_admission, "diagnosis": self.on_milestone, "discharge": self.on_milestone,
            "death": self.on_milestone, "dwell": self.on_dwelling, "history": self.on_history, "onset": self.on_onset, "onset_verb": self.on_symptoms, "symptom": self.on_bare_symptom,
            "onset_after": self.on_dated_onset, "diagnosis_after": self.on_dated_diagnosis,
        }  # fmt: skip

    # -- clauses ------------------------------------------------------------------------------------------------

    def read(self, clause: Clause) -> None:
        """Walks one clause."""
        self.clause = clause
        if not self.going_on:
            self.sentence, self.others = clause.start, False
        self.going_on = not clause.last
        clause.items = [i for i in clause.items if not self.is_fact(i)]
        before = self.timeline.fork()
        count = len(self.events)
        if states_relation(self.text, clause):
            self.flush()
            return
        self.others = speaks_of_contacts(self.text, clause) or (self.others and not returns_to_case(clause))
        if self.others or acts_alone(self.text, clause) or self.inherited(clause):
            for item in clause.items:
                if item.kind == "time":
                    self.on_time(0, item)
            self.claims.append((clause.start, clause.end))
            self.fresh = False
        else:
            self.walk(clause)
            if (
                len(self.events) > count
                or not self.now.empty
                or (clause.items and all(i.kind == "time" for i in clause.items))
            ):
                self.claims.append((clause.start, clause.end))
        if clause.last or not self.under_way():
            self.flush()
        if is_exception(self.text, clause):
            self.timeline = before
        if clause.last and self.text[clause.end : clause.end + 1] in "。\n":
            self.fresh = self.fresh and not clause.items == [] and clause.items[-1].kind == "time"

    def inherited(self, clause: Clause) -> bool:
        """Takes down a trajectory taken over from another case (轨迹同病例1)."""
        if not any(i.kind == "case" for i in clause.items):
            return False
        times = [i.time for i in clause.items if i.time is not None]
        when = self.timeline.fork().resolve(times[-1]) if times else (self.whens[-1] if self.fresh else None)
        found = find_inheritance(self.norm, clause, when, len(self.events), self.names)
        if found is None:
            return False
        self.flush()
        self.inherits.append(replace(found, position=len(self.events)))
        return True

    def walk(self, clause: Clause) -> None:
        """Hands each item to its handler; a handler may read ahead and says where to go on."""
        index = self.bare_place(clause)
        while index < len(clause.items):
            item = clause.items[index]
            handler = self.handlers.get(item.kind)
            index = handler(index, item) if handler else index + 1

    def under_way(self) -> bool:
        """Whether a journey has begun whose end may stand in the next clause."""
        return self.now.riding and not self.now.goal and not self.now.act

    def bare_place(self, clause: Clause) -> int:
        """A clause that is nothing but a place after its times (15:40-16:15,佳地超市): a visit there."""
        items = clause.items
        index = 0
        while index < len(items) and items[index].kind == "time":
            self.on_time(index, items[index])
            index += 1
        start = items[index - 1].end if index else clause.start
        if index < len(items) and items[index].subject == "places":
            found = places.stretch(clause, self.text, start, index)
            mentions = [
                m for m in places.names(clause, self.text, found) if self.stands_alone(m, found) and not self.is_fact(m)
            ]
            if mentions and (self.fresh or index):
                self.flush()
                if self.next_kind(found.next) in ("board", "mode"):
                    self.now.origin = mentions[0]
                    self.begin(mentions[0].start, mentions[0].end)
                else:
                    self.take(mentions, "at")
                return found.next
        return index

    def stands_alone(self, mention: PlaceMention, found: Stretch) -> bool:
        """Whether a place without preposition can be where the person was: it fills its stretch, and is no mere part."""
        if mention.kind in ("other", "area") or (
            mention.generic and mention.kind in ("residence", "village", "community")
        ):
            return False
        head = self.text[found.start : mention.start].strip(" ")
        tail = BRACKETS.sub("", self.text[mention.end : found.end]).strip(" ")
        return not head and not tail and mention.end - mention.start >= 3

    # -- time ---------------------------------------------------------------------------------------------------

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

    # -- movements ----------------------------------------------------------------------------------------------

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
        return [m for m in places.names(self.clause, self.text, found) if not self.is_fact(m)], found

    def is_fact(self, mention: PlaceMention | Item) -> bool:
        """Whether these very words state the residence or the workplace."""
        if self.timeline.day is not None or self.fresh:
            return False
        return any(mention.start < b and a < mention.end for a, b in self.facts)

    def next_kind(self, index: int) -> str:
        """The kind of the item at ``index``, "" behind the last."""
        return self.clause.items[index].kind if index < len(self.clause.items) else ""

    def on_at(self, index: int, item: Item) -> int:
        """在A…: where something is done, or where a vehicle is boarded or left."""
        mentions, found = self.places_after(index, item)
        if not mentions:
            return index + 1
        following = self.next_kind(found.next)
        if following in ("board", "mode", "change") and not self.now.act:
            if following == "change" and self.under_way():
                self.now.to = mentions
                self.begin(item.start, mentions[-1].end)
                self.flush()
            elif self.now.goal:
                self.flush()
            self.now.origin = mentions[0]
            self.begin(item.start, mentions[-1].end)
            return found.next
        if self.leaves_vehicle(found.next) and self.under_way():
            self.now.arrive = True
            self.take(mentions, "to")
            return found.next
        if self.now.goal or self.now.act:
            self.flush()
        self.take(mentions, "at")
        self.now.touch(item.start, item.end)
        return found.next

    def leaves_vehicle(self, index: int) -> bool:
        """Whether the next item says that somebody gets off (下车, 出站)."""
        if index >= len(self.clause.items):
            return False
        item = self.clause.items[index]
        return self.text[item.start : item.end] in ("下车", "出站", "下机", "落地")

    def on_from(self, index: int, item: Item) -> int:
        """从A…: where a journey begins. 由 also names who acts (由120转运), which is no place."""
        mentions, found = self.places_after(index, item)
        by_whom = self.text[item.start : item.end] == "由"
        if not mentions or (
            by_whom and self.next_kind(found.next) not in ("to", "board", "mode", "goto_home", "depart")
        ):
            return index + 1
        if by_whom and mentions[0].kind in ("other", "government", "community"):
            return index + 1
        if self.now.goal or self.now.act:
            self.flush()
        self.now.origin = mentions[0]
        self.begin(item.start, mentions[-1].end)
        return found.next

    def on_to(self, index: int, item: Item) -> int:
        """到A…: a goal. A second one closes the first."""
        if item.has("move") and self.brings_other(index):
            return index + 1
        mentions, found = self.places_after(index, item)
        if not mentions:
            self.settle_goal(item)
        if not mentions and not (item.has("back") or (item.has("move") and self.next_kind(index + 1) == "isolation")):
            return index + 1
        if mentions and item.has("move") and self.rides_on(item, mentions):
            return self.on_line(index, item, mentions, found)
        if self.now.goal or self.now.act:
            self.flush()
        for name in ("back", "arrive", "move", "through", "lodge"):
            if item.has(name):
                setattr(self.now, name, True)
        self.now.rule = item.rule.id if item.rule else None
        if mentions:
            self.take(mentions, "to")
        else:
            self.now.home = item.has("back") and not self.text[item.start : item.end].startswith("原路")
            self.begin(item.start, item.end)
        self.now.touch(item.start, item.end)
        return found.next if mentions else index + 1

    def brings_other(self, index: int) -> bool:
        """送妹妹到医院: somebody else is brought there, by the person described."""
        items = self.clause.items
        return self.next_kind(index + 1) == "kin" and items[index + 1].start == items[index].end and any(
            i.kind == "to" for i in items[index + 2 :]
        )

    def on_ambulance(self, index: int, item: Item) -> int:
        """救护车: whoever rides in one is moved by others."""
        if self.now.goal or self.now.act:
            self.flush()
        self.now.move = True
        return index + 1

    def settle_goal(self, item: Item) -> None:
        """A verb of going without a place adds to the goal in hand (…酒店入住) or to the journey told (15时到达)."""
        if item.has("lodge") and self.now.goal:
            self.now.lodge = True
        elif item.has("arrive"):
            self.late_arrival()

    def late_arrival(self) -> bool:
        """…返回A小区,下午3点左右到达: the clock belongs to the journey just told."""
        last = self.events[-1] if self.events else None
        if last is None or last.kind != "journey" or not self.fresh or last.when is None or last.when.end:
            return False
        last.when = joined(last.when, self.whens[0])
        self.fresh = False
        return True

    def rides_on(self, item: Item, mentions: list[PlaceMention]) -> bool:
        """转房山线: 转 before the name of a line is a change of vehicle, no transfer."""
        return self.text[item.start : item.end] in ("转", "再转", "后转") and self.text[mentions[0].end - 1] == "线"

    def on_line(self, index: int, item: Item, mentions: list[PlaceMention], found: Stretch) -> int:
        """A metro line named only by its name."""
        self.on_change(index, item)
        self.now.mode, self.now.number = "metro", mentions[0].range
        self.begin(item.start, mentions[0].end)
        return found.next

    def on_home(self, index: int, item: Item) -> int:
        """回家: a journey home."""
        if self.now.goal or self.now.act:
            self.flush()
        word = self.text[item.start : item.end]
        arrives = word.startswith(("到", "抵"))
        if arrives and self.now.empty and self.late_arrival():
            return index + 1
        self.now.home = True
        self.now.arrive = self.now.arrive or arrives
        home = HOME_WORD.search(word)
        start, end = home.span() if home else (len(word) - 1, len(word))
        self.take([PlaceMention(item.start + start, item.start + end, "home", True)], "to")
        self.now.touch(item.start, item.end)
        return index + 1

    def on_with(self, index: int, item: Item) -> int:
        """与妻子…: who was there too, up to the next verb."""
        items = self.clause.items
        stop = index + 1
        while stop < len(items) and items[stop].kind in ("kin", "case", "guard", "suffix", "with"):
            stop += 1
        end = items[stop].start if stop < len(items) else self.clause.end
        if any(i.kind in ("kin", "case") for i in items[index + 1 : stop]):
            self.now.companions.append((item.end, end))
            return stop
        return index + 1

    def on_anaphor(self, index: int, item: Item) -> int:
        """该超市, without a preposition: read as a place by whatever stands before; here it only leads on."""
        return index + 1

    def on_mode(self, index: int, item: Item) -> int:
        """A vehicle: begins a leg; a second vehicle begins a second leg."""
        if self.now.goal or self.now.act or (self.now.mode and self.now.number):
            self.flush()
        vehicle(self.now, self.clause, item)
        self.begin(item.start, item.end)
        return index + 1

    def on_board(self, index: int, item: Item) -> int:
        """乘: a journey, by whatever."""
        if self.now.goal or self.now.act:
            self.flush()
        if self.next_kind(index + 1) == "mode" or self.now.riding:
            return index + 1
        self.now.boarded = True
        self.begin(item.start, item.end)
        return index + 1

    def on_change(self, index: int, item: Item) -> int:
        """换乘: the leg so far ends where the next begins."""
        if not self.now.empty:
            self.flush()
        last = self.events[-1] if self.events else None
        if last is not None and last.kind == "journey" and not self.fresh:
            self.now.origin = last.destination
            if last.when is not None and last.when.end and "T" in last.when.end:
                self.now.whens = [last.when.model_copy(update={"start": last.when.end[:10]})]
                last.when = last.when.model_copy(update={"end": None})
        self.now.boarded = True
        self.begin(item.start, item.end)
        return index + 1

    def on_depart(self, index: int, item: Item) -> int:
        """出发: what stood before (在A, 从A) is where the journey begins."""
        if self.now.at and not self.now.act:
            self.now.origin, self.now.at = self.now.at[0], []
        if self.now.goal or self.now.act:
            self.flush()
        self.now.depart = True
        self.begin(item.start, item.end)
        return index + 1

    def on_act(self, index: int, item: Item) -> int:
        """An activity: makes the place in hand a visit; without a place it counts only where the rule says so."""
        if self.leaves_vehicle(index):
            self.now.arrive = True
            return index + 1
        if self.now.home or (self.now.back and not self.now.to):
            return index + 1
        if self.now.act and not self.now.goal:
            return index + 1
        if not self.now.goal and not item.has("alone"):
            return index + 1
        self.now.act = True
        self.now.alone = self.now.alone or item.has("alone")
        self.now.rule = item.rule.id if item.rule else None
        self.begin(item.start, item.end)
        return index + 1

    def on_stay(self, index: int, item: Item) -> int:
        """居家, 未外出: a stay; told twice in a row it is one."""
        indoors = item.has("indoors")
        if self.events and self.events[-1].kind == "stay" and not self.fresh and self.now.empty:
            self.events[-1].end = item.end
            return index + 1
        home = None if indoors else HOME_WORD.search(self.text, item.start, item.end)
        place = PlaceMention(*home.span(), "home", True) if home else None
        at = self.now.at[0] if self.now.at and not self.now.act else None
        if self.now.at and not self.now.act:
            self.now.at = []
        if not self.now.empty:
            self.flush()
        self.emit("stay", item, at or place)
        self.now = Movement()
        return index + 1

    def on_dwelling(self, index: int, item: Item) -> int:
        """此前在武汉居住: a stay at the place in hand."""
        place = self.site()
        if place is None or self.now.to or self.now.lodge:
            return index + 1
        self.emit("stay", item, place)
        self.now = Movement()
        return index + 1

    def on_history(self, index: int, item: Item) -> int:
        """有武汉居住史: a stay without a time."""
        where = item.group("place")
        if where is not None and self.timeline.day is None:
            self.emit("stay", item, PlaceMention(*where, "area"))
        return index + 1

    # -- milestones ---------------------------------------------------------------------------------------------

    def site(self) -> PlaceMention | None:
        """The place in hand, used up by the milestone that follows it."""
        mention = (self.now.to or self.now.at or [None])[-1]
        return None if self.now.act else mention

    def emit(self, kind: str, item: Item, place: PlaceMention | None = None, result: str | None = None) -> None:
        """One event for each time in force."""
        start = min([p.start for p in (place,) if p] + [item.start])
        whens = (
            self.now.whens
            if place is not None and self.now.whens and not self.fresh
            else self.take_whens(start, item.end)
        )
        for when in whens or [self.reported if kind in REPORTED_KINDS else None]:
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
                )  # fmt: skip
            )

    def close(self, keep: bool) -> PlaceMention | None:
        """Ends the movement in hand: its place goes to the milestone when ``keep``, else it is an event of its own."""
        place = self.site() if keep else None
        if place is None and not self.now.empty:
            self.flush()
        return place

    def on_isolation(self, index: int, item: Item) -> int:
        """集中隔离 and the like, at the place in hand or the one that follows (隔离于A酒店)."""
        if self.now.move and self.goal_kind() in HOSPITAL:
            self.flush()
            return index + 1
        place = self.close(keep=True)
        after = index + 1
        if place is None and item.has("home"):
            home = HOME_WORD.search(self.text, item.start, item.end)
            place = PlaceMention(*home.span(), "home", True) if home else None
        elif place is None and self.next_kind(index + 1) == "at":
            mentions, found = self.places_after(index + 1, self.clause.items[index + 1])
            if mentions:
                place, after = mentions[0], found.next
        in_ward = place is not None and place.kind in HOSPITAL and not item.has("home")
        self.emit("admission" if in_ward else "isolation", item, place)
        self.now = Movement()
        return after

    def goal_kind(self) -> str:
        """The kind of the place in hand."""
        mention = self.site()
        return mention.kind if mention else ""

    def on_test(self, index: int, item: Item) -> int:
        """A sample or a result. The place in hand is where the sample was taken."""
        kind = item.kind
        place = self.close(keep=kind == "sampled" and not self.now.move and not self.now.home)
        result = (
            str(item.rule.attributes["result"])
            if item.rule and item.rule.attributes.get("result") == "negative"
            else None
        )
        if result and self.events and self.events[-1].kind == "sampled" and not self.fresh and place is None:
            self.events[-1].result, self.events[-1].end = "negative", item.end
            return index + 1
        last = self.events[-1] if self.events else None
        self.emit(kind, item, place, result)
        if kind == "sampled" and place is None and last is not None and last.kind == "care":
            if last.start >= self.clause.start:
                self.events[-1].place, self.events[-1].when = last.place, last.when
        self.now = Movement()
        return index + 1

    def on_care(self, index: int, item: Item) -> int:
        """就诊 at the place in hand; who was taken to hospital by others is transferred, not visiting."""
        if self.now.move:
            return index + 1
        place = self.close(keep=not self.now.home)
        after = index + 1
        if place is None and self.next_kind(index + 1) in ("at", "to"):
            mentions, found = self.places_after(index + 1, self.clause.items[index + 1])
            if mentions:
                place, after = mentions[0], found.next
        if place is None and item.has("placed"):
            return index + 1
        self.emit("care", item, place)
        self.now = Movement()
        return after

    def on_admission(self, index: int, item: Item) -> int:
        """入院, 隔离治疗: part of the transfer that led there, else an event of its own."""
        if self.now.move and self.now.to:
            self.flush()
            return index + 1
        if index and self.clause.items[index - 1].kind == "kin" and self.clause.items[index - 1].end == item.start:
            return self.on_act(index, item)
        place = self.close(keep=True)
        told = None if place or self.fresh else self.told_hospital()
        if told is not None and self.joins_stay(told, item):
            return index + 1
        after = index + 1
        if place is None:
            place, after = self.ward_after(index)
        self.emit("admission", item, place or (told.place if told else None))
        self.now = Movement()
        return after

    def told_hospital(self) -> EventDraft | None:
        """The visit, transfer or admission to a hospital told before in the same sentence."""
        last = self.events[-1] if self.events else None
        told = last is not None and last.end > self.sentence and last.kind in ("transfer", "admission", "care")
        return last if told else None

    def joins_stay(self, told: EventDraft, item: Item) -> bool:
        """转至A医院,隔离治疗 is one transfer; 到A医院就诊,住院治疗 and 转至A医院,收治入院 are two events each."""
        if told.kind == "care" or (told.kind == "transfer" and item.rule and item.rule.id == "admission.hospital"):
            return False
        told.end = max(told.end, item.end)
        return True

    def ward_after(self, index: int) -> tuple[PlaceMention | None, int]:
        """The ward or hospital behind the verb: 收治于A医院, 收入隔离病房."""
        lead = index + 1 if self.next_kind(index + 1) == "at" else index
        mentions, found = self.places_after(lead, self.clause.items[lead])
        if mentions and (lead > index or mentions[0].kind in HOSPITAL):
            return mentions[0], found.next
        return None, index + 1

    def on_milestone(self, index: int, item: Item) -> int:
        """Diagnosis, discharge, death."""
        if index and self.clause.items[index - 1].kind == "kin" and self.clause.items[index - 1].end == item.start:
            return index + 1  # 因其妻子被确诊: somebody else's
        if not self.now.empty:
            self.flush()
        result = item.rule.attributes.get("result") if item.rule else None
        self.emit(item.kind, item, None, str(result) if result else None)
        return index + 1

    def on_onset(self, index: int, item: Item) -> int:
        """发病: an onset by its own word."""
        if not self.now.empty:
            self.flush()
        self.emit("onset", item)
        return index + 1

    def on_symptoms(self, index: int, item: Item) -> int:
        """出现发热: an onset when a symptom follows the verb."""
        items = self.clause.items
        after = index + 1
        while after < len(items) and items[after].kind in ("symptom", "onset_verb", "guard", "suffix"):
            after += 1
        symptoms = [i for i in items[index + 1 : after] if i.kind == "symptom"]
        if not symptoms or self.text[item.start - 1] in "因于":
            return index + 1
        if not self.now.empty:
            self.flush()
        if self.told_onset():
            self.events[-1].end = symptoms[-1].end
            return after
        at_home = self.stay_of_clause()
        if at_home is None:
            self.emit("onset", item)
        else:
            self.events[-1] = replace(at_home, kind="onset", rule=item.rule.id if item.rule else None)
        self.events[-1].end = symptoms[-1].end
        return after

    def stay_of_clause(self) -> EventDraft | None:
        """在家中出现发热: the stay just read is only where the symptoms began."""
        last = self.events[-1] if self.events else None
        told = last is not None and last.kind == "stay" and last.start >= self.clause.start and not self.fresh
        return last if told and last and last.place is not None else None

    def on_bare_symptom(self, index: int, item: Item) -> int:
        """11月1日20:00左右发热: a symptom right behind a time is an onset without a verb."""
        before = self.clause.items[index - 1].end if index else self.clause.start
        timed = index > 0 and self.clause.items[index - 1].kind == "time"
        if not (timed and self.fresh) or self.text[before : item.start].strip(" ,患者"):
            return index + 1
        if not self.now.empty:
            self.flush()
        self.emit("onset", item)
        return index + 1

    def told_onset(self) -> bool:
        """Whether the clause only adds a symptom to the onset just told (出现发热,伴咳嗽)."""
        return bool(self.events) and self.events[-1].kind == "onset" and not self.fresh

    def on_dated_onset(self, index: int, item: Item) -> int:
        """发病时间1月24日: the time follows."""
        return self.dated("onset", index, item)

    def on_dated_diagnosis(self, index: int, item: Item) -> int:
        """确诊时间2月1日."""
        return self.dated("diagnosis", index, item)

    def dated(self, kind: str, index: int, item: Item) -> int:
        """A milestone whose time stands behind it."""
        if self.next_kind(index + 1) != "time":
            return index + 1
        if not self.now.empty:
            self.flush()
        self.on_time(index + 1, self.clause.items[index + 1])
        result = item.rule.attributes.get("result") if item.rule else None
        self.emit(kind, item, None, str(result) if result else None)
        self.events[-1].end = self.clause.items[index + 1].end
        return index + 2

    # -- end of a movement --------------------------------------------------------------------------------------

    def drop_background(self) -> None:
        """Leaves out what the person's description says before any date (在武汉从事餐饮工作): a background, no visit."""
        first = next((i for i, e in enumerate(self.events) if e.when is not None), 0)
        gone = [e for e in self.events[:first] if e.kind in ("visit", "journey")]
        self.events = [e for e in self.events if e not in gone]
        self.inherits = [replace(i, position=max(0, i.position - len(gone))) for i in self.inherits]

    def flush(self) -> None:
        """Turns the movement in hand into events."""
        if not self.now.empty:
            self.ride_in_bracket()
            self.route_behind()
            self.events.extend(finish(self.text, self.now))
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
