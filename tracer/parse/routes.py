"""What words of routes do: where a vehicle runs, the border it crosses, the same vehicle taken again."""

from __future__ import annotations

import re
from typing import cast

from tracer.models import Mode, PlaceKind
from tracer.parse.clauses import Clause, Item
from tracer.parse.divisions import find_area
from tracer.parse.drafts import Movement
from tracer.parse.gazetteer import gazetteer
from tracer.parse.movement import DWELLINGS, joined
from tracer.parse.place_stretch import stretch
from tracer.parse.places import PlaceMention, is_own_home, names
from tracer.parse.riding import LEAVING, Riding

AREA_END = re.compile(r"[省市县区州旗镇乡村]$")
PLAIN = frozenset({"到", "至", "去", "到了", "前往"})
BESIDE_RIDE = frozenset({"time", "who", "suffix", "seat", "plate", "guard", "clock_note"})
"""What a clause may hold beside the end of a ride."""
CHANGING = frozenset("换转改再又后接")
"""What a verb of boarding begins with where one vehicle is left for another (换乘)."""
STOPS = frozenset({"station", "airport", "area"})
BETWEEN = re.compile(
    r"(?:跑|行驶|运营)?(?P<origin>[一-龥]{1,12}?)(?:\((?P<where>[^(),。;]+)\))?(?:与|和|及|到|至|、|-)(?P<goal>(?:(?![与、])[一-龥]){1,12}?)"
    r"(?:\([^()]*\))?(?:之间|两地|两处|路线|线路|一线|(?=[,。;]|$))"
)
"""往返于A(其名)与B."""
NAMED_BY_BRACKET = re.compile(r"(?:工作|上班|居住|租住|暂住)?(?:地|地点|单位|处)")
"""What a bracket names better: 工作地(青禾厂)."""


class Routes(Riding):
    """The handlers of routes; each takes an item and says at which item to go on."""

    def on_route(self, index: int, item: Item) -> int:
        """乘坐甲州至乙州的…: whence and whither the vehicle runs; the text may tell where one got in and off."""
        if self.now.goal or self.now.act:
            self.flush()
        origin, goal, board = item.group("origin"), item.group("goal"), item.group("board")
        if origin is None or goal is None:
            return index + 1
        if board is not None and self.text[board[0]] in CHANGING:
            self.on_change(index, item)
        if self.now.origin is None:
            self.now.origin = self.stop(*origin)
        self.begin(item.start, item.end)
        self.now.to, self.now.toward, self.now.boarded = [self.stop(*goal)], True, True
        return index + 1

    def stop(self, start: int, end: int) -> PlaceMention:
        """A place a vehicle runs from or to."""
        area = find_area(self.text, start, end)
        whole = area is not None and area.end == end
        kind: PlaceKind = "area" if whole or AREA_END.search(self.text, start, end) else "station"
        return PlaceMention(start, end, kind)

    def rides_further(self, clause: Clause) -> bool:
        """Whether a clause goes on with the ride told by its route (…的列车,15时到达乙州站)."""
        told = [i for i in clause.items if i.kind not in BESIDE_RIDE and self.text[i.start : i.end] != "于"]
        if not told:
            return bool(clause.items) and not any(i.kind == "suffix" for i in clause.items)
        first = told[0]
        named = first.group("number") is not None or any(i.has("arrive") for i in told[1:])
        if first.kind == "mode" and self.now.number is None and named and first.rule is not None:
            return bool(self.now.mode == first.rule.attributes["mode"])  # …的航班,航班号MU5720
        if first.kind == "goto_home":
            return any(i.kind == "time" for i in clause.items)
        if first.has("arrive"):
            return True
        if first.kind == "to":
            plain = self.text[first.start : first.end] in PLAIN
            return first.has("back") or (plain and (bool(self.now.to) or not self.does_there(clause)))
        gets_off = any(self.text[i.start : i.end] in LEAVING for i in clause.items)
        return gets_off and first.kind in ("at", "act")

    def does_there(self, clause: Clause) -> bool:
        """到石桥镇拜年: whether something is told to have been done where a clause leads."""
        told = [i for i in clause.items if i.kind in ("act", "care", "sampled", "isolation", "admission")]
        return any(self.text[i.start : i.end] not in LEAVING for i in told)

    def arrives_by_route(self, item: Item, mentions: list[PlaceMention]) -> bool:
        """Whether a verb of going tells where the ride ends, whatever the route of the vehicle."""
        if self.now.start < self.clause.start:
            word = self.text[item.start : item.end]
            goes_on = word == "前往" and not self.fresh
            homeward = not self.now.to and self.fresh and mentions[-1].kind in DWELLINGS
            plain = word in PLAIN and (goes_on or homeward or mentions[-1].kind in STOPS)
            return item.has("arrive") or item.has("back") or plain
        return not item.has("through")

    def on_crossing(self, index: int, item: Item) -> int:
        """经东山口岸进入乙州: from the border into the area."""
        port, goal = item.group("origin") or item.group("origin2"), item.group("goal")
        if port is None or goal is None:
            return index + 1
        if self.now.goal or self.now.act:
            self.flush()
        if self.now.origin is None:
            self.now.origin = PlaceMention(*port, "station")
        self.begin(item.start, item.end)
        self.now.to = [PlaceMention(*goal, "area")]
        self.flush()
        return index + 1

    def on_same_ride(self, index: int, item: Item) -> int:
        """原车返回, 乘原大巴返程: the vehicle told before."""
        if self.now.goal or self.now.act:
            self.flush()
        told = next((e for e in reversed(self.events) if e.mode is not None), None)
        if told is not None:
            self.now.mode, self.now.number, self.now.coach = told.mode, told.number, told.coach
        elif item.rule is not None:
            self.now.mode = cast("Mode", item.rule.attributes["mode"])
        self.begin(item.start, item.end)
        return index + 1

    def lands_at(self, port: PlaceMention | None) -> bool:
        """乘CA071航班飞往甲州,6月3日12:50从甲州机场入境: where and when the flight just told ended."""
        last = self.events[-1] if self.events else None
        if port is None or last is None or last.mode not in ("flight", "train", "ship") or last.start < self.sentence:
            return False
        if (self.now.riding and self.now.mode is not None) or last.when is None or last.when.end or not self.now.whens:
            return False
        last.destination, last.when, last.toward = port, joined(self.norm.raw, last.when, self.now.whens[0]), False
        self.now = Movement()
        return True

    def before_border(self, origin: PlaceMention) -> PlaceMention:
        """从江州经东门口岸入境: where one came from, without the way through."""
        at = self.text.find("经", origin.start + 2, origin.end)
        return origin if at < 0 else PlaceMention(origin.start, at, "area")

    def on_commute(self, index: int, item: Item) -> int:
        """家、单位两点一线: to and fro between the two, on every day in force."""
        origin, goal = item.group("origin"), item.group("goal")
        if origin is None or goal is None:
            return index + 1
        if self.now.goal or self.now.act:
            self.flush()
        self.begin(item.start, item.end)
        self.now.origin, self.now.to = PlaceMention(*origin, "home", True), [PlaceMention(*goal, "other")]
        self.flush()
        return index + 1

    def area_before(self, index: int, item: Item) -> PlaceMention | None:
        """武汉返乡, 武汉回温: where the journey began stands before the verb without a preposition."""
        begin = self.clause.items[index - 1].end if index else self.clause.start
        word = self.text[begin : item.start].strip(" ,由从自于")
        if word not in gazetteer().shorts and word[:-1] not in gazetteer().shorts:
            return None
        at = self.text.index(word, begin) if word else begin
        return PlaceMention(at, at + len(word), "area") if len(word) >= 2 else None

    def stop_before(self, index: int, item: Item) -> PlaceMention | None:
        """9路车东门站至西门站: where the ride began stands between the vehicle and the verb without a preposition."""
        first = next((n for n in range(index - 1, -1, -1) if self.clause.items[n].kind == "mode"), None)
        if first is None or self.clause.items[index - 1].end != item.start:
            return None
        found = stretch(self.clause, self.text, self.clause.items[first].end, first + 1)
        named = names(self.clause, self.text, found) if found.next == index else []
        return named[0] if len(named) == 1 and named[0].end == item.start else None

    def shuttle_ends(self, item: Item) -> list[PlaceMention]:
        """往返于工作地(青禾厂)与家中: the two places of a way gone to and fro."""
        ends = BETWEEN.match(self.text, item.end, self.clause.end)
        if ends is None:
            return []
        origin = ends.span("origin")
        if ends.group("where") and NAMED_BY_BRACKET.fullmatch(self.text, *origin):
            origin = ends.span("where")
        goal = ends.span("goal")
        home = is_own_home(self.text[slice(*goal)])
        return [PlaceMention(*origin, "other"), PlaceMention(*goal, "home" if home else "other", home)]

    def reaches_city(self, item: Item) -> bool:
        """乘甲州到青岛的火车,6时到青: the goal told by its first character is where the ride ends."""
        rest = self.text[item.end : self.clause.end].strip()
        trip = self.open_journey()
        if len(rest) != 1 or not self.fresh:
            return False
        if self.now.toward and self.now.to and self.text.startswith(rest, self.now.to[-1].start):
            self.begin(item.start, item.end + 1)
            self.now.toward = False
            return True
        goal = trip.destination if trip is not None and self.now.empty else None
        return goal is not None and self.text.startswith(rest, goal.start) and self.late_arrival()

    def short_area(self, item: Item) -> list[PlaceMention]:
        """返回榆次: an area by its short name fills the clause behind the verb."""
        name = self.text[item.end : self.clause.end].strip()
        return [PlaceMention(item.end, item.end + len(name), "area")] if name in gazetteer().shorts else []
