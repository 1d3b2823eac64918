"""What words of vehicles do: getting in, changing, leaving, getting off."""

from __future__ import annotations

import re
from typing import cast

from tracer.models import Mode, PlaceKind, When
from tracer.parse.clauses import BRACKETS, Item
from tracer.parse.drafts import Movement
from tracer.parse.findings import Findings
from tracer.parse.movement import joined, vehicle
from tracer.parse.place_stretch import Stretch
from tracer.parse.places import PlaceMention

LEAVING = frozenset({"下车", "出站", "下机", "落地", "下站", "下火车", "下飞机", "下高铁", "下船", "下动车"})
LINE = 4
"""How long the name of a line is at most."""
BOARDING = frozenset({"上车", "登车", "登船", "登机"})
COLOURS = frozenset({"", *(f"{c}色{s}" for c in "白黑红银灰蓝黄绿" for s in ("", "的"))})
ROUTE_BEFORE = re.compile(
    r"(?<=[乘坐日,;(时分])(?:乘坐|搭乘|乘|坐)?(?P<origin>[一-龥]{2,8}?)(?:-|→|飞往|开往)(?P<goal>[一-龥]{2,8}?)的?$"
)
ROUTE_BEHIND = re.compile(
    r"\((?:由|从|自)?(?P<origin>[一-龥]{2,12}?)(?:-|→|至|到|开往)(?P<goal>[一-龥]{2,12}?)(?:方向|段|区间)?\)"
)
DESCRIBED = re.compile(
    r"(?:号|牌|牌号|号牌|车牌|牌照)?(?:的|的?[白黑红银灰蓝黄绿橙紫棕金]色的?)?(?:(?<=[的色])[一-龥]{1,4})?"
)
"""What may stand between a plate and the word for the vehicle: 牌号, a colour, a make."""
PLATE_IS = re.compile(r"[ ]*(?:其|该|所乘)?(?:车辆)?(?:车牌照?|牌照|车)(?:号码?)?(?:为|是)?[: ]?")
PLATED = frozenset({"taxi", "car", "bus", "coach", "motorcycle", "other"})
MANNER = re.compile(
    r"[ ]*(?:期间|来回|往返|早晚|上下班|上下学|通勤|交通方式|出行方式|出行)*"
    r"(?:(?:均|都|皆|全程|一律)(?:为|是|系|由|以)?|由|(?=乘坐?的是))(?:自己|自行|独自|其|[一-龥]{1,5}?(?:陪同|陪伴|接送|带着)?)?(?:乘坐?|骑行?|驾驶|坐)?(?:的是)?"
)
TO_AND_FRO = re.compile("[ ]*(?:往返|来回|接送|上下[班学])")
"""到公司上班,均自行驾车: what stands before the vehicle where a clause only tells how one went."""
RANGE = re.compile(r"[\d时点分左右许半]\s*(?:[-—–―~～]+|至|到)\s*[^\d,，。;；]{0,3}\d[^,，。;；]*$")
"""14:20-15:50, and no arrival told behind a departure."""
BESIDE = re.compile(r"[、和及]")


def same_day_range(when: When) -> bool:
    """Whether a time is a range of hours on one day (14:20-15:50), which a change of vehicle divides."""
    return bool(when.start and when.end and "T" in when.end and when.start[:10] == when.end[:10])


class Riding(Findings):
    """The handlers of vehicles; each takes an item and says at which item to go on."""

    def leaves_vehicle(self, index: int) -> bool:
        """Whether the next item says that somebody gets off (下车, 出站)."""
        if index >= len(self.clause.items):
            return False
        item = self.clause.items[index]
        return self.text[item.start : item.end] in LEAVING

    def gets_off(self) -> None:
        """下车: the journey is over; where one gets off *from* (从A下车) is its end."""
        if self.now.origin is not None and not self.now.goal and self.now.mode is None and not self.now.boarded:
            self.now.to, self.now.origin = [self.now.origin], None
        self.now.departs = self.now.departs or self.now.early
        self.now.arrive = True
        if self.fresh and self.now.riding and self.now.whens and not self.now.to:
            self.now.arrival = self.take_whens(self.now.start, self.now.end)[0]

    def gets_in(self, item: Item) -> bool:
        """12:10青禾站上车: the ride begins where one got in."""
        site = self.site()
        boards = (
            self.text[item.start : item.end] in BOARDING and site is not None and site.kind in ("station", "airport")
        )
        if not boards or self.now.riding or site is None:
            return False
        self.now.origin, self.now.at, self.now.to = site, [], []
        self.now.boarded = True
        self.begin(item.start, item.end)
        return True

    def on_ambulance(self, index: int, item: Item) -> int:
        """救护车: whoever rides in one is moved by others."""
        if self.now.goal or self.now.act:
            self.flush()
        self.now.move = True
        return index + 1

    def on_mode(self, index: int, item: Item) -> int:
        """A vehicle: begins a leg; a second vehicle begins a second leg."""
        if self.by_road(index, item):
            return index + 1
        if self.rides_on_from(index, item) or self.tells_manner(item):
            return index + 1
        if self.names_told(index, item):
            return index + 1
        plate = self.plate_before(index, item)
        if plate is None and self.names_again(item):
            self.now.toward = bool(self.now.to)
            if self.now.number is None:
                vehicle(self.now, self.clause, item)
            self.now.mode = self.now.mode or cast("Mode", item.rule and item.rule.attributes["mode"])
            self.now.touch(item.start, item.end)
            return index + 1
        begins = plate.start if plate is not None else item.start
        beside = self.now.mode is not None and BESIDE.fullmatch(self.text, self.now.end, begins)
        whens = self.now.whens
        if self.now.goal or self.now.act or (self.now.mode and self.now.number) or beside:
            self.flush()
        if beside:
            self.now.whens = whens  # 乘坐公交、地铁: a leg each
        if plate is not None:
            self.now.number = plate.group("plate")
        vehicle(self.now, self.clause, item)
        self.route_before(item)
        self.now.route = self.route_in_bracket(item)
        self.begin(item.start, item.end)
        return index + 1

    def tells_manner(self, item: Item) -> bool:
        """5日至7日到公司上班,均自行驾车: how one came to the places just told, and no journey besides."""
        told_way = MANNER.fullmatch(self.text, self.clause.start, item.start)
        if told_way is None and not (item.start == self.clause.start and TO_AND_FRO.match(self.text, item.end)):
            return False
        told = [e for e in self.events if e.start >= self.sentence and e.kind in ("visit", "care") and e.mode is None]
        rest = BRACKETS.sub("", self.text[item.end : self.clause.end])
        if not told or self.now.goal or TO_AND_FRO.sub("", rest).strip():
            return False
        ride = Movement()
        vehicle(ride, self.clause, item)
        for event in told:
            event.mode, event.number = ride.mode, ride.number
        self.now = Movement()
        return True

    def names_told(self, index: int, item: Item) -> bool:
        """19:48甲州回乙州,C6313,…: a clause that only names the train of the journey just told."""
        number = item.group("number")
        last = self.events[-1] if self.events else None
        alone = len(self.clause.items) == 1 and item.start == self.clause.start and item.end == self.clause.end
        if not alone or number is None or last is None or last.kind != "journey" or not self.now.empty:
            return False
        if last.mode is not None or last.start < self.sentence or item.rule is None:
            return False
        last.mode, last.number, last.end = cast("Mode", item.rule.attributes["mode"]), number, item.end
        return True

    def rides_on_from(self, index: int, item: Item) -> bool:
        """送亲戚去东站乘车: what the station was gone to for, and no ride told."""
        goal = self.site()
        last = index + 1 == len(self.clause.items) and self.text[item.start : item.end] in ("乘车", "坐车", "搭车")
        return last and goal is not None and goal.kind in ("station", "airport") and goal.end == item.start

    def plate_before(self, index: int, item: Item) -> Item | None:
        """苏A12×45牌号出租车, 车牌号为苏A12×45的白色青禾轿车: the plate that stands before its vehicle."""
        plate = self.clause.items[index - 1] if index and self.clause.items[index - 1].kind == "plate" else None
        described = plate is not None and DESCRIBED.fullmatch(self.text, plate.end, item.start)
        return plate if described else None

    def route_before(self, item: Item) -> None:
        """乘坐甲州-乙州CZ6113航班: origin and goal named as a route before the number."""
        route = ROUTE_BEFORE.search(self.text, self.clause.start, item.start)
        if route is not None and self.now.origin is None and not self.now.goal:
            kind: PlaceKind = "airport" if self.now.mode == "flight" else "station"
            self.now.origin = PlaceMention(*route.span("origin"), kind)
            self.now.to, self.now.toward = [PlaceMention(*route.span("goal"), kind)], True

    def route_in_bracket(self, item: Item) -> tuple[PlaceMention, PlaceMention] | None:
        """乘地铁1号线(东门站-西站)上班: origin and goal of the ride in the bracket behind the vehicle."""
        route = ROUTE_BEHIND.match(self.text, item.end, self.clause.end)
        if route is None:
            return None
        kind: PlaceKind = "airport" if self.now.mode == "flight" else "station"
        return PlaceMention(*route.span("origin"), kind), PlaceMention(*route.span("goal"), kind)

    def by_road(self, index: int, item: Item) -> bool:
        """走京新高速: the road taken, no walk."""
        if self.text[item.start : item.end] != "走" or self.next_kind(index + 1) != "suffix":
            return False
        road = self.clause.items[index + 1]
        return self.text[road.start : road.end] in ("高速", "国道", "省道", "高架")

    def names_again(self, item: Item) -> bool:
        """乘D3044次开往A站的高铁, 驾驶苏A12×45白色轿车: the vehicle by its kind, behind where it goes or its plate."""
        if self.now.toward and self.now.mode is None:
            return item.start - self.now.end <= 10  # 乘坐甲州到乙州的高速班车
        if self.now.toward and self.now.number is None and item.rule and self.now.mode == item.rule.attributes["mode"]:
            return True  # 乘坐甲州到乙州的航班,航班号MU5720
        gap = BRACKETS.sub("", self.text[self.now.end : item.start]) if self.now.number else None
        if gap is not None and (self.now.toward or not self.now.goal):
            same = item.rule is not None and self.now.mode == item.rule.attributes["mode"]
            if gap in COLOURS or (item.has("plain") and same and len(gap) <= 8):
                return True
        routed = self.now.boarded and self.now.origin is not None and self.now.mode is None
        unnamed = routed and self.text[item.start - 1] == "的"  # 乘坐甲州至乙州的CZ6113航班
        if not self.now.to or not (item.has("plain") or unnamed) or not self.now.riding:
            return False
        return self.text[self.now.to[-1].end : item.start] in ("", "的", "方向", "方向的")

    def on_board(self, index: int, item: Item) -> int:
        """乘: a journey, by whatever."""
        if item.end - item.start == 1 and self.next_kind(index + 1) not in ("mode", "plate", "time", "kin", "who"):
            return index + 1  # 打, 驾, 坐 alone: no ride
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
            if last.when is not None and RANGE.search(last.when.text) and same_day_range(last.when):
                self.now.whens = [last.when.model_copy(update={"start": (last.when.end or "")[:10]})]
                last.when = last.when.model_copy(update={"end": None})
        self.now.boarded = True
        self.begin(item.start, item.end)
        return self.line_behind(index, item)

    def line_behind(self, index: int, item: Item) -> int:
        """换乘东山线: a metro line by its name alone; where to go on."""
        mentions, found = self.places_after(index, item)
        name = mentions[0] if mentions else None
        if name is None or name.start != item.end or self.text[name.end - 1] != "线" or name.end - name.start > LINE:
            return index + 1
        self.now.mode, self.now.number = "metro", name.range
        return found.next

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

    def on_plate(self, index: int, item: Item) -> int:
        """打车到A小区,车牌号为…: the plate of the vehicle just told, in a clause of its own."""
        plate = item.group("plate") or (item.start, item.end)
        begin = self.clause.items[index - 1].end if index else self.clause.start
        if PLATE_IS.fullmatch(self.text, min(begin, self.clause.start), item.start) is None:
            return index + 1
        last = self.events[-1] if self.events else None
        if self.now.riding and self.now.mode in PLATED:
            self.now.number = self.now.number or plate
        elif self.now.empty and last is not None and last.start >= self.sentence and last.mode in PLATED:
            last.number = last.number or plate
        return index + 1

    def leaves(self, index: int) -> bool:
        """…到A超市,9:30离开: the clock ends the visit just told; a bare 离开 begins no journey."""
        goes_on = any(i.kind in ("to", "mode", "board", "goto_home") for i in self.clause.items[index + 1 :])
        if not self.now.empty or goes_on:
            return False
        self.ends_visit(self.clause.items[index].end)
        return True

    def ends_visit(self, end: int) -> bool:
        """Whether the clock in hand ends the visit told last in the sentence; it is used up then.

        Args:
            end: where the words end that say so.
        """
        last = self.events[-1] if self.events else None
        told = last is not None and last.kind in ("visit", "care", "stay") and last.start >= self.sentence
        if not (told and last and last.when and last.when.end is None and self.fresh):
            return False
        if len(self.whens) != 1 or "T" not in (self.whens[0].start or "") or self.whens[0].end is not None:
            return False
        last.when = joined(self.norm.raw, last.when, self.whens[0])
        self.claims.append((self.clause.start, end))
        self.fresh = last.when.end is None
        return not self.fresh

    def rides_on(self, item: Item, mentions: list[PlaceMention]) -> bool:
        """转房山线: 转 before the name of a line is a change of vehicle, no transfer."""
        return self.text[item.start : item.end] in ("转", "再转", "后转") and self.text[mentions[0].end - 1] == "线"

    def on_line(self, index: int, item: Item, mentions: list[PlaceMention], found: Stretch) -> int:
        """A metro line named only by its name."""
        self.on_change(index, item)
        self.now.mode, self.now.number = "metro", mentions[0].range
        self.begin(item.start, mentions[0].end)
        return found.next

    def late_arrival(self) -> bool:
        """…返回A小区,下午3点左右到达: the clock belongs to the journey just told."""
        last = self.events[-1] if self.events else None
        if last is None or last.kind != "journey" or not self.fresh or last.when is None or last.when.end:
            return False
        last.when = joined(self.norm.raw, last.when, self.whens[0])
        self.fresh = False
        return True
