"""What words of moving and being somewhere do: prepositions, vehicles, activities, home."""

from __future__ import annotations

import re
from typing import cast

from tracer.models import Mode
from tracer.parse.clauses import Item
from tracer.parse.drafts import EventDraft, Movement
from tracer.parse.gazetteer import gazetteer
from tracer.parse.movement import joined, vehicle
from tracer.parse.places import PlaceMention, Stretch
from tracer.parse.walk import HOME_WORD, Walk

MODIFIER = re.compile(r"的?(?:亲朋|亲友|人员|者|时间|史|情况|信息|记录|工具|费用|人数)")
"""An act before one of these only qualifies it (参加丧宴亲朋, 购药时间)."""
ARRIVALS = re.compile(
    r"(?:来|返|回|归)[^,。;]{0,8}的[^,。;]{0,8}(?:感染者|病例|患者|人员|亲|友|同事|客|弟|妻|子|女|家人)"
)
"""接触从甲市来乙市的感染者: where others came from."""
BY_FAMILY = re.compile(r"由(?:其|患者)?(?:家人|家属|亲属|亲戚|亲友|朋友|同事|邻居|同学|老乡)")
LEAVING = frozenset({"下车", "出站", "下机", "落地", "下站", "下火车", "下飞机", "下高铁", "下船", "下动车"})
BESIDE = re.compile(r"[、和及]")


class Moving(Walk):
    """The handlers of movements; each takes an item and says at which item to go on."""

    def on_at(self, index: int, item: Item) -> int:
        """在A…: where something is done, or where a vehicle is boarded or left."""
        mentions, found = self.places_after(index, item)
        if not mentions:
            return index + 1
        if self.between(mentions, found):
            return found.next + 1
        if self.places_of_told(item, mentions):
            return found.next
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
        if self.leaves_vehicle(found.next) and (self.under_way() or self.open_journey() is not None):
            self.now.arrive = True
            self.take(mentions, "to")
            return found.next
        if self.now.goal or self.now.act:
            self.flush()
        self.take(mentions, "at")
        self.now.touch(item.start, item.end)
        return found.next

    def between(self, mentions: list[PlaceMention], found: Stretch) -> bool:
        """在A与B之间往返: a journey."""
        shuttles = self.next_kind(found.next) == "to" and self.clause.items[found.next].has("shuttle")
        if len(mentions) != 2 or not shuttles:
            return False
        self.now.origin, self.now.to = mentions[0], mentions[1:]
        self.begin(mentions[0].start, mentions[1].end)
        self.flush()
        return True

    def places_of_told(self, item: Item, mentions: list[PlaceMention]) -> bool:
        """17日、19日上白班,18日上夜班,均在A岗亭: the place of the visits told without one."""
        if self.text[item.start - 1 : item.start] not in ("均", "都") or self.fresh:
            return False
        told: list[EventDraft] = []
        for event in reversed(self.events):
            if event.kind != "visit" or event.place is not None or event.start < self.sentence:
                break
            told.append(event)
        for event in told:
            event.place = mentions[0]
        return bool(told)

    def leaves_vehicle(self, index: int) -> bool:
        """Whether the next item says that somebody gets off (下车, 出站)."""
        if index >= len(self.clause.items):
            return False
        item = self.clause.items[index]
        return self.text[item.start : item.end] in LEAVING

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
        if ARRIVALS.match(self.text, mentions[0].end, self.clause.end):
            return len(self.clause.items)
        if self.now.goal or self.now.act:
            self.flush()
        self.now.origin = mentions[0]
        self.begin(item.start, mentions[-1].end)
        return found.next

    def on_to(self, index: int, item: Item) -> int:
        """到A…: a goal. A second one closes the first."""
        if item.has("move") and self.brings_other(index):
            return index + 1
        if item.has("move") and index and self.clause.items[index - 1].kind == "sampled":
            return len(self.clause.items)  # 采集咽拭子送检验中心: the sample goes there
        mentions, found = self.goals_after(index, item)
        if item.has("shuttle") and len(mentions) == 2:
            self.between_goals(mentions)
            return found.next
        if (item.has("back") and not self.now.riding) or (self.now.number and self.now.origin is None):
            self.now.origin = self.area_before(index, item)
        if not mentions:
            self.settle_goal(item)
        if not mentions and not (item.has("back") or (item.has("move") and self.next_kind(index + 1) == "isolation")):
            return index + 1
        if mentions and item.has("move") and self.rides_on(item, mentions):
            return self.on_line(index, item, mentions, found)
        if self.now.goal or self.now.act:
            self.flush()
        self.take_manner(index, item)
        if mentions:
            self.take(mentions, "to")
        else:
            self.now.home = item.has("back") and not self.text[item.start : item.end].startswith("原路")
            self.begin(item.start, item.end)
        self.now.touch(item.start, item.end)
        return found.next if mentions else index + 1

    def goals_after(self, index: int, item: Item) -> tuple[list[PlaceMention], Stretch]:
        """The places a verb of going leads to."""
        mentions, found = self.places_after(index, item)
        if item.has("strict") or (item.has("move") and item.has("weak")):
            mentions = [m for m in mentions if m.kind != "other"]
        if not mentions and item.has("back"):
            mentions = self.short_city(item)
        return mentions, found

    def take_manner(self, index: int, item: Item) -> None:
        """How the verb says one goes: back, by others, passing through, to stay the night."""
        by_kin = item.has("move") and self.driven_by_kin(index)
        for name in ("back", "arrive", "move", "through", "lodge"):
            if item.has(name) and not (name == "move" and by_kin):
                setattr(self.now, name, True)
        self.now.rule = item.rule.id if item.rule else None

    def between_goals(self, mentions: list[PlaceMention]) -> None:
        """往返于A与B: one journey."""
        if self.now.goal or self.now.act:
            self.flush()
        self.now.origin, self.now.to = mentions[0], mentions[1:]
        self.begin(mentions[0].start, mentions[1].end)
        self.flush()

    def driven_by_kin(self, index: int) -> bool:
        """由妻子驾车送至医院: whom the family drives goes there by car; only services transfer."""
        if self.now.move:
            return False
        item = self.clause.items[index]
        if BY_FAMILY.search(self.text, self.clause.start, item.start):
            return True
        kin = any(i.kind == "kin" for i in self.clause.items[:index])
        return kin and self.now.mode in ("car", "taxi", "motorcycle", "bicycle")

    def brings_other(self, index: int) -> bool:
        """送妹妹到医院: somebody else is brought there, by the person described."""
        items = self.clause.items
        return (
            self.next_kind(index + 1) == "kin"
            and items[index + 1].start == items[index].end
            and any(i.kind == "to" for i in items[index + 2 :])
        )

    def on_ambulance(self, index: int, item: Item) -> int:
        """救护车: whoever rides in one is moved by others."""
        if self.now.goal or self.now.act:
            self.flush()
        self.now.move = True
        return index + 1

    def short_city(self, item: Item) -> list[PlaceMention]:
        """武汉回温: a city by its one-character name, alone behind the verb."""
        rest = self.text[item.end : self.clause.end].strip()
        return [PlaceMention(item.end, item.end + 1, "area")] if len(rest) == 1 and "一" <= rest <= "龥" else []

    def area_before(self, index: int, item: Item) -> PlaceMention | None:
        """武汉返乡, 武汉回温: where the journey began stands before the verb without a preposition."""
        begin = self.clause.items[index - 1].end if index else self.clause.start
        word = self.text[begin : item.start].strip(" ,由从自于")
        if word not in gazetteer().shorts and word[:-1] not in gazetteer().shorts:
            return None
        at = self.text.index(word, begin) if word else begin
        return PlaceMention(at, at + len(word), "area") if len(word) >= 2 else None

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
        last.when = joined(self.norm.raw, last.when, self.whens[0])
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
        if self.now.toward:
            self.now.to, self.now.toward = [], False
        if self.now.goal or self.now.act:
            self.flush()
        word = self.text[item.start : item.end]
        arrives = word.startswith(("到", "抵"))
        if self.now.empty and ((arrives and self.late_arrival()) or self.home_again(item)):
            return index + 1
        self.now.home = True
        self.now.arrive = self.now.arrive or arrives
        home = HOME_WORD.search(word)
        start, end = home.span() if home else (len(word) - 1, len(word))
        self.take([PlaceMention(item.start + start, item.start + end, "home", True)], "to")
        self.now.touch(item.start, item.end)
        return index + 1

    def home_again(self, item: Item) -> bool:
        """到达…家中,回家后: the way home is told already."""
        last = next((e for e in reversed(self.events) if not self.rests_on_the_way(e)), None)
        if last is None or last.kind != "journey" or last.destination is None or self.fresh:
            return False
        home = self.text[last.destination.end - 2 : last.destination.end] in ("家中", "家里", "住处", "住所")
        return home and self.text.startswith("后", item.end)

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

    def on_mode(self, index: int, item: Item) -> int:
        """A vehicle: begins a leg; a second vehicle begins a second leg."""
        if index and self.clause.items[index - 1].kind == "plate":
            plate = self.clause.items[index - 1]
            if self.text[plate.end : item.start] in ("", "的", "号", "号的"):
                self.now.number = plate.group("plate")
        if self.names_again(item):
            self.now.toward = True
            self.now.mode = self.now.mode or cast("Mode", item.rule and item.rule.attributes["mode"])
            self.now.touch(item.start, item.end)
            return index + 1
        beside = self.now.mode is not None and BESIDE.fullmatch(self.text, self.now.end, item.start)
        whens = self.now.whens
        if self.now.goal or self.now.act or (self.now.mode and self.now.number) or beside:
            self.flush()
        if beside:
            self.now.whens = whens  # 乘坐公交、地铁: a leg each
        vehicle(self.now, self.clause, item)
        self.begin(item.start, item.end)
        return index + 1

    def names_again(self, item: Item) -> bool:
        """乘D3044次开往A站的高铁: the vehicle by its kind, behind where it goes."""
        if not self.now.to or not item.has("plain") or not self.now.riding:
            return False
        return self.text[self.now.to[-1].end : item.start] in ("", "的", "方向", "方向的")

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
        begun = self.now.origin is not None and self.now.mode is None and not self.now.goal
        if not self.now.empty and not begun:
            self.flush()
        last = self.events[-1] if self.events else None
        if last is not None and last.kind == "journey" and not self.fresh and not begun:
            self.now.origin = last.destination
            ranged = last.when is not None and not re.search(r"[,，。;；]", last.when.text)
            if ranged and last.when is not None and last.when.end and "T" in last.when.end:
                self.now.whens = [last.when.model_copy(update={"start": last.when.end[:10]})]
                last.when = last.when.model_copy(update={"end": None})
        self.now.boarded = True
        self.begin(item.start, item.end)
        return index + 1

    def on_depart(self, index: int, item: Item) -> int:
        """出发: what stood before (在A, 从A) is where the journey begins."""
        if self.text[item.start : item.end].endswith("离开") and self.leaves(index):
            return index + 1
        if self.now.at and not self.now.act:
            self.now.origin, self.now.at = self.now.at[0], []
        if self.now.goal or self.now.act:
            self.flush()
        self.now.depart = True
        self.begin(item.start, item.end)
        return index + 1

    def leaves(self, index: int) -> bool:
        """…到A超市,9:30离开: the clock ends the visit just told; a bare 离开 begins no journey."""
        goes_on = any(i.kind in ("to", "mode", "board", "goto_home") for i in self.clause.items[index + 1 :])
        if not self.now.empty or goes_on:
            return False
        last = self.events[-1] if self.events else None
        told = last is not None and last.kind in ("visit", "care", "stay") and last.start >= self.sentence
        if told and last and last.when and last.when.end is None and self.fresh and "T" in (self.whens[0].start or ""):
            last.when = joined(self.norm.raw, last.when, self.whens[0])
        self.fresh = False
        return True

    def on_act(self, index: int, item: Item) -> int:
        """An activity: makes the place in hand a visit; without a place it counts only where the rule says so."""
        if self.leaves_vehicle(index):
            self.gets_off()
            return index + 1
        if MODIFIER.match(self.text, item.end) or self.told_at_home() or self.by_family(item):
            return index + 1
        if self.now.riding and not self.now.goal and item.has("daily"):
            self.flush()  # 乘出租车上班: the ride is all there is
            return index + 1
        if self.now.home or (self.now.back and not self.now.to):
            return index + 1
        if self.now.act and not self.now.goal:
            return index + 1
        if not self.now.goal and not item.has("alone"):
            return index + 1
        if self.text[item.start : item.end] == "活动" and self.is_own_village():
            self.now.lodge = True
            return index + 1
        self.now.act = True
        self.now.alone = self.now.alone or item.has("alone")
        self.now.rule = item.rule.id if item.rule else None
        self.begin(item.start, item.end)
        return index + 1

    def by_family(self, item: Item) -> bool:
        """由家人送餐: not the person's doing."""
        return self.now.empty and BY_FAMILY.search(self.text, self.clause.start, item.start) is not None

    def is_own_village(self) -> bool:
        """在石桥村二组一带活动: being about in the village one lives in is a stay."""
        goal = self.site()
        if goal is None or goal.kind not in ("village", "community") or self.now.to:
            return False
        name = self.text[goal.end - 4 : goal.end]
        return any(name in self.text[a:b] for a, b in self.facts)

    def told_here(self, event: EventDraft) -> bool:
        """Whether an event is told in the clause in hand, with no time since."""
        return event.start >= self.clause.start and not self.fresh

    def gets_off(self) -> None:
        """下车: the journey is over; where one gets off *from* (从A下车) is its end."""
        if self.now.origin is not None and not self.now.goal and self.now.mode is None:
            self.now.to, self.now.origin = [self.now.origin], None
        self.now.arrive = True

    def told_at_home(self) -> bool:
        """在家中招待亲戚吃午饭: what is done at home is the stay just told."""
        last = self.events[-1] if self.events else None
        return last is not None and last.kind == "stay" and last.start >= self.clause.start and self.now.empty

    def on_stay(self, index: int, item: Item) -> int:
        """居家, 未外出: a stay; told twice in a row it is one."""
        indoors = item.has("indoors")
        if self.next_kind(index + 1) == "ambulance" and self.now.empty:
            return index + 1  # 在家中被120送至: no stay of its own
        if indoors and self.events and self.events[-1].kind == "isolation" and self.told_here(self.events[-1]):
            return index + 1
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
        if self.text[max(0, place.start - 3) : place.start - 1] in ("长期", "常年", "一直"):
            self.now = Movement()  # 长期在外地生活: where one lives, no event
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
