"""What words of being somewhere do: activities, staying at home, having lived there."""

from __future__ import annotations

import re

from tracer.parse.clauses import Item
from tracer.parse.drafts import EventDraft, Movement
from tracer.parse.movement import QUARTERS
from tracer.parse.moving import BY_FAMILY, Moving
from tracer.parse.places import PlaceMention
from tracer.parse.walk import HOME_WORD

MODIFIER = re.compile(r"的?(?:亲朋|亲友|人员|者|时间|史|情况|信息|记录|工具|费用|人数)")
"""An act before one of these only qualifies it (参加丧宴亲朋, 购药时间)."""
SOMEBODYS = re.compile(r"[一-龥]{1,2}(?:某{1,3}|[xX×*]{1,2})(?:家|处|屋|店|的)")
"""在村里张某家: not the person's own home."""
VILLAGE = re.compile(r"[一-龥]{2}村(?!民)")
PAUSE = re.compile(r"[、,。;\s()及和与]")
CALLS = frozenset({"串门", "拜年", "走亲戚", "串亲戚", "访友", "走亲访友", "赶集", "探亲"})
PURPOSES = frozenset({"探亲", "就医", "走亲戚", "串亲戚", "务工", "打工", "旅游", "旅行"})
OTHER_HOURS = re.compile(r"其[他它余](?:时间|时段)")


class Staying(Moving):
    """The handlers of activities and stays; each takes an item and says at which item to go on."""

    def on_act(self, index: int, item: Item) -> int:
        """An activity: makes the place in hand a visit; without a place it counts only where the rule says so."""
        if self.moves_on(index, item) or self.ends_each_day(item) or self.others_act(item):
            return index + 1
        if self.told_at_home():
            self.calls_on_others(item)
            return index + 1
        if self.rides_daily(item):
            return index + 1
        if self.now.riding and not self.now.goal and item.has("daily"):
            self.ride_to_work()
            return index + 1
        if self.now.home or (self.now.back and not self.now.to):
            return index + 1
        if self.now.act and not self.now.goal:
            return index + 1
        self.takes_bracket(item)
        if not self.now.goal and not item.has("alone") and not (item.has("daily") and self.fresh):
            return index + 1
        if not self.now.goal and self.text.startswith("后", item.end):
            return index + 1  # 团年后…: told already
        if self.text[item.start : item.end] in PURPOSES and self.rides_to_city():
            return index + 1
        about = self.text[item.start : item.end] == "活动" and self.is_own_village()
        if about or self.is_own_home() or self.sleeps_there(item):
            self.now.lodge = True
            return index + 1
        if item.has("daily") and not self.now.goal and self.work is not None:
            self.now.at, self.now.anaphor = [self.work], True
        self.now.act = True
        self.now.alone = self.now.alone or item.has("alone") or item.has("daily")
        self.now.rule = item.rule.id if item.rule else None
        self.begin(item.start, item.end)
        return self.next_errand(index, item) or index + 1

    def on_leave(self, index: int, item: Item) -> int:
        """9:30出车,19:00收车: the hour ends the visit just told, and is that of a way home behind it."""
        if not self.now.goal and self.ends_visit(item.end):
            self.now = Movement()
            self.fresh = self.next_kind(index + 1) in ("to", "goto_home", "mode", "board")
            return index + 1
        return self.on_act(index, item)

    def moves_on(self, index: int, item: Item) -> bool:
        """下车, 上车, 17:00下班, 白天睡觉: the beginning or the end of something or a rest, and no visit by itself."""
        if item.has("asleep") and self.now.empty and self.fresh:
            self.emit("stay", item)
            return True
        return self.steps_out(index) or self.ends_work(index, item) or self.gets_in(item)

    def ends_work(self, index: int, item: Item) -> bool:
        """8:00到厂上班,17:00下班: the hour ends the work told with its beginning."""
        last = self.events[-1] if self.events else None
        begun = last is not None and last.when is not None and "T" in (last.when.start or "") and self.now.empty
        return begun and item.has("off") and self.next_kind(index + 1) == "" and self.ends_visit(item.end)

    def sleeps_there(self, item: Item) -> bool:
        """在公寓补觉, 到女工宿舍睡觉: where one sleeps one stays; in a hotel or at others' one is a guest."""
        goal = self.site()
        asleep = item.has("asleep") or self.text[item.start : item.end] == "休息"
        return asleep and goal is not None and QUARTERS.search(self.text, goal.start, goal.end) is not None

    def takes_bracket(self, item: Item) -> None:
        """理发(东山小区西南角), 洗车(青禾大道小李洗车行): the place of what was done, in the bracket behind."""
        place = self.place_in_bracket(item) if not self.now.goal and (self.fresh or self.now.act) else None
        if place is not None:
            self.take([place], "at")

    def next_errand(self, index: int, item: Item) -> int:
        """到卤味店买菜、米粉店吃早餐及路边摊买蔬菜: another place with what was done there; 0 if there is none.

        途经广场、银行取款、东街后回家: where one only passes through, it need not be said what was done.
        """
        joint = self.text[item.end : item.end + 1]
        if joint not in ("、", "及") or self.next_kind(index + 1) != "suffix":
            return 0
        mentions, found = self.places_after(index, Item(item.end, item.end + 1, "joint"))
        if not mentions or (self.next_kind(found.next) != "act" and not self.now.through):
            return 0
        self.take_also(mentions)
        return found.next

    def rides_daily(self, item: Item) -> bool:
        """乘坐甲县到乙镇的通勤车上下班, 乘自家车下班回家: what one rides for, or rides from."""
        if self.now.toward:
            return self.text[item.start : item.end].endswith(("班", "学"))
        self.now.off = self.now.riding and not self.now.goal and item.has("off")
        return self.now.off

    def steps_out(self, index: int) -> bool:
        """下车; 飞抵乙市机场,18:55落地 tells when the journey ended."""
        if not self.leaves_vehicle(index):
            return False
        if not (self.now.empty and self.late_arrival()):
            self.gets_off()
        return True

    def ends_each_day(self, item: Item) -> bool:
        """2日、3日在学校上课,放学后…: what is done after school or work is done on each of the days."""
        if not item.has("off") or self.fresh or not self.each_day_told():
            return False
        self.whens, self.fresh = self.listed, True
        return True

    def each_day_told(self) -> bool:
        """Whether the events just told are those of a list of days."""
        days = [w.span for w in self.listed if w.start and "T" not in w.start]
        last = [e.when.span for e in self.events[-len(days) :] if e.when and e.start >= self.sentence] if days else []
        return len(days) > 1 and last == days and self.now.empty

    def calls_on_others(self, item: Item) -> None:
        """在本村串门: in the village, but not at home."""
        stay = self.events[-1]
        village = stay.place is not None and "村" in self.text[stay.place.start : stay.place.end]
        if village and self.text[item.start : item.end] in CALLS:
            stay.kind, stay.end = "visit", item.end

    def others_act(self, item: Item) -> bool:
        """由家人送餐, 参加丧宴亲朋: not the person's doing."""
        if MODIFIER.match(self.text, item.end):
            return True
        return self.now.empty and BY_FAMILY.search(self.text, self.clause.start, item.start) is not None

    def ride_to_work(self) -> None:
        """骑电动车上班 is being at work; 乘苏A12×45出租车上班 is a ride that others shared."""
        ride = self.now
        self.flush()
        if ride.number is None and self.events and self.events[-1].kind == "journey":
            self.events[-1].kind = "visit"

    def is_own_village(self) -> bool:
        """在石桥村二组一带活动: being about in the village one lives in or went home to is a stay."""
        if self.now.to or not self.now.at:
            return False
        return self.lives_in(self.now.at[0])

    def lives_in(self, goal: PlaceMention) -> bool:
        """Whether a village is that of the residence, or the home the person went back to."""
        if goal.kind not in ("village", "community"):
            return False
        village = VILLAGE.search(self.text, goal.start, goal.end)
        name = village[0] if village else self.text[goal.end - 4 : goal.end]
        told = [e.destination for e in self.events if e.destination is not None]
        homes = [d.range for d in told if self.text[d.end - 2 : d.end] in ("老家", "家中")]
        return any(name in self.text[a:b] for a, b in (*self.facts, *homes))

    def rides_to_city(self) -> bool:
        """自驾回北山县探亲: the way to a city or a village, for whatever purpose, is a journey."""
        goals = self.now.to
        return bool(goals) and goals[-1].kind in ("area", "village") and (self.now.riding or self.now.back)

    def is_own_home(self) -> bool:
        """在石桥村家中吃饭: what is done in the home that the residence tells of is staying there."""
        goal = self.site()
        if goal is None or goal.kind != "home" or self.now.to or goal.generic:
            return False
        name = self.text[goal.start : goal.end].rstrip("里中").rstrip("家")
        return len(name) >= 2 and any(name in self.text[a:b] for a, b in self.facts)

    def told_at_home(self) -> bool:
        """在家中招待亲戚吃午饭: what is done at home is the stay just told."""
        last = self.events[-1] if self.events else None
        return last is not None and last.kind == "stay" and last.start >= self.clause.start and self.now.empty

    def on_stay(self, index: int, item: Item) -> int:
        """居家, 未外出: a stay; told twice in a row it is one."""
        if self.goes_on(index, item):
            return self.on_at(index, Item(item.start, item.start + 1, "at"))  # 在家楼下便利店, 在小区内菜鸟驿站
        indoors = item.has("indoors")
        if self.next_kind(index + 1) == "ambulance" and self.now.empty:
            return index + 1  # 在家中被120送至: no stay of its own
        if indoors and self.events and self.events[-1].kind == "isolation" and self.told_here(self.events[-1]):
            return index + 1
        if self.events and not self.fresh and self.now.empty and self.stays_on(self.events[-1]):
            self.events[-1].kind, self.events[-1].end = "stay", item.end
            return index + 1
        home = None if indoors else HOME_WORD.search(self.text, item.start, item.end)
        place = PlaceMention(*home.span(), "home", True) if home else None
        at = self.now.at[0] if self.now.at and not self.now.act else None
        if self.now.at and not self.now.act:
            self.now.at = []
        if not self.now.empty:
            self.flush()
        others = not self.fresh and OTHER_HOURS.search(self.text, self.clause.start, item.start) is not None
        if others and self.whole is not None and self.whole[0] == self.sentence:
            self.whens, self.fresh = [self.whole[1]], True
        elif len(self.listed) > 1 and others:
            days = [w.model_copy(update={"start": (w.start or "")[:10], "end": None}) for w in self.listed if w.start]
            self.whens, self.fresh = days, bool(days)  # 25日、26日…,其他时间未外出
        self.emit("stay", item, at or place)
        self.now = Movement()
        return index + 1

    def stays_on(self, told: EventDraft) -> bool:
        """在家,未外出 and 一直在本村,未外出: one stay told in two phrases."""
        until = (told.when.end or told.when.start or "")[:10] if told.when else ""
        if until and self.timeline.day is not None and until < self.timeline.day.isoformat():
            return False  # a day was named since, of something else
        visits = told.kind == "visit" and told.start >= self.sentence and told.place is not None
        return told.kind == "stay" or (visits and told.place is not None and self.lives_in(told.place))

    def on_settling(self, index: int, item: Item) -> int:
        """回石桥村老家过年: the way there, and a stay."""
        goals = self.now.to or self.now.at
        goal = goals[-1] if goals and not self.now.act else None
        if goal is None:
            return index + 1
        when = self.now.whens
        if self.now.to:
            self.flush()
        self.now = Movement()
        self.whens, self.fresh = when, bool(when)
        self.emit("stay", item, goal)
        return index + 1

    def goes_on(self, index: int, item: Item) -> bool:
        """Whether the word for home only begins the name of a place."""
        if not self.text.startswith("在", item.start):
            return False
        if self.text.startswith(("楼下", "附近", "门口", "旁", "对面"), item.end):
            return True
        if "小区" in self.text[item.start : item.end] and self.next_kind(index + 1) == "act":
            return True  # 在小区内下棋
        if SOMEBODYS.match(self.text, item.end):
            return True
        behind = (i for i in self.clause.items[index + 1 :] if i.subject != "places" or not i.has("weak"))
        following = next(behind, None)
        if following is None or following.subject != "places":
            return False
        return 0 <= following.start - item.end <= 10 and not PAUSE.search(self.text, item.end, following.start)

    def told_here(self, event: EventDraft) -> bool:
        """Whether an event is told in the clause in hand, with no time since."""
        return event.start >= self.clause.start and not self.fresh

    def on_dwelling(self, index: int, item: Item) -> int:
        """此前在武汉居住: a stay at the place in hand."""
        place = self.site()
        if place is None or self.now.to or self.now.lodge:
            return index + 1
        if self.text[max(0, place.start - 3) : place.start - 1] in ("长期", "常年", "一直"):
            self.now = Movement()  # 长期在外地生活: where one lives, no event
            return index + 1
        self.emit("stay", item, place)
        self.now = Movement()
        return index + 1

    def on_history(self, index: int, item: Item) -> int:
        """有武汉居住史: a stay without a time."""
        places = [where for name in ("place", "place2") if (where := item.group(name)) is not None]
        for where in places if self.timeline.day is None else ():
            self.emit("stay", item, PlaceMention(*where, "area"))
        return index + 1
