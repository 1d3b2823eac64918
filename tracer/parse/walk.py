"""The state of a walk through a person's text, and what every kind of statement needs: times, places, events.

`moving.py` and `milestones.py` say what the words do to this state; `events.py` puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import cast

from tracer import models
from tracer.parse import places
from tracer.parse.clauses import TELLS, Clause, Item
from tracer.parse.drafts import EventDraft, Movement
from tracer.parse.inherit import Inheritance
from tracer.parse.movement import finish, joined, vehicle
from tracer.parse.place_stretch import Stretch, stretch
from tracer.parse.places import PlaceMention
from tracer.parse.relatives import Relatives
from tracer.parse.timeline import Timeline
from tracer.parse.trips import Trips
from tracer.parse.units import NormText, Range

HOSPITAL = ("hospital", "clinic")
HOME_WORD = re.compile(
    r"家中|家里|家|(?:员工|职工|单位|公司|学校|学生|厂区|工厂|工地|集体)?宿舍|出租屋|出租房|租住处|租住地|租房|暂住地|暂住处|住处|住所|居住地|居所"
    r"|村里|村|小区|酒店|宾馆|房间"
)
"""The word for home inside 居家, 回家, 返回住处."""
ROUTE = re.compile(
    r"(?<![0-9])(?P<origin>[\u4e00-\u9fff]{2,10})(?:-|→|至|开往)(?P<goal>[\u4e00-\u9fff]{2,10}?)(?=方向|列车|区间|的|[),;。]|$)"
)
"""银川站-兰州站, 郑州开往宝鸡方向."""
LEAST_OF_HOME = 4
"""Characters that a name must share with the residence."""
NOWADAYS = re.compile(r"[ ]*(?:目前|截至目前|现(?:在|已|均|都|该|正|仍|于)|现(?=[一-龥]{0,4}[0-9]))")
AT_ONCE = re.compile(",?(?:并|并且|随即|立即|即刻|当即|同时)[^,。;]{0,8}|,(?:被)?(?:就地|原地|单间|单独|封控)?")
EACH = re.compile("分别|依次")
"""5日、6日分别到A、B: each place at its own time."""
NEXT = re.compile(r"后|再|又|接着|然后")
REPORTED_KINDS = ("onset", "sampled", "positive", "isolation", "diagnosis")
"""What happened on the day a notice reports on, when its text names no other."""


class Walk(Trips):
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
        self.facts_end = max((end for _, end in facts), default=0)
        """Behind it nothing states the residence or the workplace, as in most of a text."""
        self.work: PlaceMention | None = None
        """The person's workplace or school, which 在校 and 上班 stand for."""
        self.relatives = Relatives()
        self.reported = reported
        self.inherits: list[Inheritance] = []
        self.claims: list[Range] = []
        self.advice: list[Range] = []
        self.events: list[EventDraft] = []
        self.now = Movement()
        self.idle = True
        """Whether no word but times was read since the movement in hand was begun: there is nothing in it."""
        self.whens: list[models.When] = []
        self.sentence = 0
        """Where the sentence in hand begins."""
        self.going_on = False
        self.public = False
        """Whether advice to the readers is going on."""
        self.appealing = False
        """Whether the sentence asks something of the readers."""
        self.others = False
        """Whether the sentence has turned to the contacts (密切接触者均已隔离)."""
        self.alone = False
        """Whether somebody else acts alone in the clause before (其姐姐乘坐高铁返沪)."""
        self.another = False
        """Whether somebody else's name is the subject of the sentence."""
        self.apart = False
        """Whether the sentence describes somebody who is no case (其妻李某,女,35岁,…)."""
        self.begins = 0
        """Where the person's own text begins."""
        self.awaited = False
        """Whether the clause before only named somebody else (患者的父母,)."""
        self.days: list[models.When] = []
        """The days of a heading (26日、28日), for each of which the clocks that follow hold."""
        self.fresh = False
        self.group: int | None = None
        self.listed: list[models.When] = []
        """The days of the last list of days (25日、26日每天8点…)."""
        self.whole: tuple[int, models.When] | None = None
        """The days of which 其中 singles some out, and the sentence it does so in."""
        self.read_to = 0
        """Where the last time ends."""
        self.passing = False
        """Whether the days hold for the hours of this sentence only (20日、21日,8:00出门,8:40到达公司)."""
        self.several = True
        """Whether the words may be told of several people, the person among them."""
        self.timed = False
        """Whether the sentence in hand names a time."""
        self.long_since = False
        """Whether the sentence tells of the days before the illness at large (近14天内曾去过…)."""
        self.clause: Clause

    def take_whens(self, start: int, end: int) -> list[models.When]:
        """The times of the next event: the ones just read, or the running date carried over."""
        if self.fresh and self.whens:
            self.fresh = False
            self.now.timed, self.idle = True, False
            return self.whens
        if self.long_since:
            return []
        if (shared := self.shared_clock(start)) is not None:
            return [shared]
        carried = self.timeline.carry(start, end)
        if carried is not None and carried.end and NOWADAYS.match(self.text, self.clause.start, self.clause.end):
            return []  # 16日至18日在杭州,…现均已转至定点医院: since when, the days before do not say
        return [carried] if carried else []

    def each_listed_day(self) -> list[models.When] | None:
        """29日、30日乘地铁上下班,在青禾大厦授课: what follows in the clause behind is of each of the days too."""
        days = [w.span for w in self.listed if w.start and "T" not in w.start]
        last = [e.when.span for e in self.events[-len(days) :] if e.when and e.start >= self.sentence] if days else []
        return list(self.listed) if len(days) > 1 and last == days else None

    def shared_clock(self, start: int) -> models.When | None:
        """4:20通报阳性并转至市医院: the clock of a result holds for what is joined to it."""
        last = self.events[-1] if self.events else None
        if last is None or last.kind != "positive" or last.when is None or "T" not in (last.when.start or ""):
            return None
        return last.when if AT_ONCE.fullmatch(self.text, last.end, start) else None

    def take(self, mentions: list[PlaceMention], role: str) -> None:
        """Puts places into the movement in hand, with the time in force."""
        if role == "to":
            self.now.to = mentions
        else:
            self.now.at = mentions
        if self.clause.brackets:
            self.now.dates.update((m.start, day) for m in mentions if (day := self.day_behind(m)) is not None)
        self.begin(mentions[0].start, mentions[-1].end)
        whens = self.now.whens
        if len(mentions) == len(whens) > 1 and EACH.search(self.text, self.clause.start, mentions[0].start):
            self.now.dates = {m.start: when for m, when in zip(mentions, whens, strict=True)}

    def day_behind(self, mention: PlaceMention) -> models.When | None:
        """在青禾医院(1月24日)、东山诊所(1月25日)逗留过: the day in the bracket behind a place."""
        inside = [i for a, b in self.clause.brackets if a == mention.end for i in self.clause.inner if a < i.start < b]
        times = [i.time for i in inside if i.time is not None]
        if len(times) != 1 or not times[0].first.dated or any(i.kind in TELLS for i in inside):
            return None
        return self.timeline.fork().resolve(times[0])

    def take_also(self, mentions: list[PlaceMention]) -> None:
        """Puts further places into a movement of their own, in the role and at the times of the one in hand."""
        whens, role = self.now.whens, "to" if self.now.to else "at"
        self.flush()
        self.take(mentions, role)
        self.now.whens = whens

    def begin(self, start: int, end: int) -> None:
        """Marks that the movement in hand speaks of text[start:end], and gives it its time."""
        self.idle = False
        self.now.touch(start, end)
        if self.now.undated:
            return
        if self.fresh and self.now.riding and self.now.whens and self.now.to:
            self.now.arrival = self.take_whens(start, end)[0]
        elif not self.now.whens or self.fresh:
            self.now.early = self.fresh and self.now.riding and not self.now.goal
            each = None if self.fresh or self.now.riding else self.each_listed_day()
            self.now.whens = each or self.take_whens(start, end)

    def places_after(self, index: int, item: Item) -> tuple[list[PlaceMention], Stretch]:
        """The places named right behind an item."""
        found = stretch(self.clause, self.text, item.end, index + 1)
        mentions = places.names(self.clause, self.text, found)
        return [m for m in mentions if not self.is_fact(m)] if self.may_state_facts() else mentions, found

    def under_way(self) -> bool:
        """Whether a journey has begun whose end may stand in the next clause."""
        begun = self.now.riding and (self.now.toward or not self.now.goal) and not self.now.act
        return begun and self.now.route is None

    def may_state_facts(self) -> bool:
        """Whether the sentence may be describing the person: no time has been told, or none in this sentence."""
        return not self.fresh and (self.timeline.day is None or not self.timed)

    def is_fact(self, mention: PlaceMention | Item) -> bool:
        """Whether these very words state the residence or the workplace."""
        if mention.start >= self.facts_end or not self.may_state_facts():
            return False
        return any(mention.start < b and a < mention.end for a, b in self.facts)

    def is_where_one_lives(self, mention: PlaceMention) -> bool:
        """Whether a place named without a word on what was done there is the person's home (18:40住所)."""
        if mention.kind not in ("residence", "village", "home"):
            return False
        name = self.text[mention.start : mention.end]
        stated = len(name) >= LEAST_OF_HOME and any(name in self.text[a:b] for a, b in self.facts)
        return stated or places.is_own_home(name)

    def next_kind(self, index: int) -> str:
        """The kind of the item at ``index``, "" behind the last."""
        return self.clause.items[index].kind if index < len(self.clause.items) else ""

    def site(self) -> PlaceMention | None:
        """The place in hand, used up by the milestone that follows it."""
        goals = self.now.to or self.now.at
        city = bool(goals) and goals[-1].end - goals[-1].start == 1 and self.now.toward  # 返渝后居家隔离
        return goals[-1] if goals and not self.now.act and not city else None

    def goal_kind(self) -> str:
        """The kind of the place in hand."""
        mention = self.site()
        return mention.kind if mention else ""

    def emit(self, kind: str, item: Item, place: PlaceMention | None = None, result: str | None = None) -> None:
        """One event for each time in force."""
        start = item.start if place is None else min(place.start, item.start)
        whens = (
            self.now.whens
            if place is not None and self.now.whens and not self.fresh
            else self.take_whens(start, item.end)
        )
        fallback = self.reported if kind in REPORTED_KINDS else None
        own = self.now.dates.get(place.start) if place is not None else None
        for when in (own,) if own else whens if whens else (fallback,):
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
        if self.idle:
            return
        if not self.now.empty:
            self.ride_in_bracket()
            self.route_behind()
            told = finish(self.norm, self.now)
            if not self.completes_journey(told) and not self.is_told(told):
                self.events.extend(told)
        self.now, self.idle = Movement(), True

    def is_told(self, told: Sequence[EventDraft]) -> bool:
        """到父母家,亲友聚会7人: what was done at the place just told is no visit of its own."""
        last = self.events[-1] if self.events else None
        if len(told) == 1 and last is not None and self.reached_before(told[0], last):
            return True
        bare = len(told) == 1 and told[0].kind == "visit" and told[0].place is None and not self.now.riding
        if not bare or self.now.timed or last is None or last.start < self.sentence:
            return False
        if NEXT.search(self.text, self.clause.start, self.now.start):
            return False
        return last.kind in ("visit", "stay") and last.place is not None

    def reached_before(self, told: EventDraft, last: EventDraft) -> bool:
        """步行送亲戚去甲州东站,到东站后…: the goal of the way just told, named once more."""
        place, goal = told.place, last.destination
        if told.kind != "visit" or place is None or goal is None or self.now.act or self.now.riding:
            return False
        name, once_more = self.text[goal.start : goal.end], self.text[place.start : place.end]
        if not self.text.startswith("后", place.end):
            return False
        if self.now.timed and place.kind == "area" and name.startswith(once_more) and told.when and last.when:
            last.when = joined(self.norm.raw, last.when, told.when)  # 乘机至厦门机场,13:30到厦门后…
            return True
        return not self.now.timed and name.endswith(once_more)

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
        if self.now.route is not None:
            origin, goal = self.now.route
            if not self.now.goal:  # 乘地铁1号线(东门站-西站)上下班
                self.now.to, self.now.act, self.now.toward = [goal], False, True
            self.now.origin = self.now.origin or origin
            return
        city = len(self.now.to) == 1 and self.now.to[0].end - self.now.to[0].start == 1  # K12次(甲州-太原南)列车抵并
        if self.now.mode is None or (self.now.goal and not city) or self.now.origin is not None:
            return
        start = self.now.number[1] if city and self.now.number else self.now.end
        route = ROUTE.search(self.text, start, self.clause.end)
        if route is not None:
            kind: models.PlaceKind = "airport" if self.now.mode == "flight" else "station"
            self.now.origin = PlaceMention(*route.span("origin"), kind)
            self.now.to = [PlaceMention(*route.span("goal"), kind)]
            self.now.touch(*route.span())
