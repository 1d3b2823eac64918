"""What words of being somewhere do: 在A, and what the place is the place of."""

from __future__ import annotations

import re

from tracer.parse.clauses import Item
from tracer.parse.drafts import EventDraft
from tracer.parse.movement import vehicle
from tracer.parse.place_stretch import Stretch
from tracer.parse.places import PlaceMention
from tracer.parse.routes import Routes

BEFORE_ILLNESS = re.compile(r"(?:发病|患病|起病|病)前(?:曾|主要|经常|常|一直|多次)?$")
ON_THE_ROAD = frozenset({
    "出车", "跑车", "跑单", "接单", "派件", "派送", "送餐", "送外卖", "送快递", "配送", "出工", "上工", "开工", "开档",
})  # fmt: skip
"""Work without a place of its own: 跑单,在青禾广场、东山城取餐."""


class Being(Routes):
    """The handler of 在; it takes an item and says at which item to go on."""

    def on_at(self, index: int, item: Item) -> int:
        """在A…: where something is done, or where a vehicle is boarded or left."""
        mentions, found = self.places_after(index, item)
        if not mentions:
            return index + 1
        if self.between(mentions, found):
            return found.next + 1
        if self.places_of_told(item, mentions):
            return found.next
        if self.works_by_vehicle(found.next):
            if self.now.goal or self.now.act:
                self.flush()
            self.take(mentions, "at")
            vehicle(self.now, self.clause, next(i for i in self.clause.items[found.next :] if i.kind == "mode"))
            return len(self.clause.items) - 1
        following = self.next_kind(found.next)
        if following in ("board", "mode", "change", "route") and not self.now.act:
            if following == "change" and self.under_way():
                self.now.to = mentions
                self.begin(item.start, mentions[-1].end)
                self.flush()
            elif self.now.goal:
                self.flush()
            self.now.origin = mentions[0]
            self.begin(item.start, mentions[-1].end)
            return found.next
        riding = self.under_way() or self.now.toward
        if self.leaves_vehicle(found.next) and (riding or self.open_journey() is not None):
            self.now.arrive, self.now.toward = True, False
            self.now.departs = self.now.departs or self.now.early
            self.take(mentions, "to")
            return found.next
        if self.now.goal or self.now.act:
            self.flush()
        self.takes_work_back()
        self.now.undated = BEFORE_ILLNESS.search(self.text, self.clause.start, item.start) is not None
        self.take(mentions, "at")
        self.now.lodge = self.now.lodge or item.has("remain") or self.is_at_home(mentions)
        self.now.touch(item.start, item.end)
        return found.next

    def takes_work_back(self) -> None:
        """9:30出车,在机场、东站两地接单: where the work just told was done, and no visit besides."""
        last = self.events[-1] if self.events else None
        if last is None or last.kind != "visit" or last.place is not None or last.start < self.sentence or self.fresh:
            return
        if self.text[last.start : last.end] not in ON_THE_ROAD or self.clause.start - last.end > 1:
            return
        told = [e for e in self.events if e.start == last.start]
        self.whens = [e.when for e in told if e.when is not None]
        self.fresh = bool(self.whens)
        del self.events[-len(told) :]

    def works_by_vehicle(self, index: int) -> bool:
        """在城南、城西片区骑电动车送餐: work done with a vehicle, and no ride from there."""
        rest = self.clause.items[index:]
        kinds = [i.kind for i in rest if i.kind not in ("board", "plate", "who", "guard")]
        return kinds == ["mode", "act"] and rest[-1].kind == "act" and rest[-1].has("alone")

    def is_at_home(self, mentions: list[PlaceMention]) -> bool:
        """8月3日在石桥镇桂花路12号: the person's own address, named in full."""
        return len(mentions) == 1 and mentions[0].kind == "residence" and self.is_where_one_lives(mentions[0])

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
        return self.happened_at(mentions)

    def on_told_site(self, index: int, item: Item) -> int:
        """22时上岗,次日8时下岗,工作地点为青禾货站: where what was told took place."""
        mentions, found = self.places_after(index, item)
        if not mentions or self.fresh or not self.happened_at(mentions):
            return index + 1
        return found.next

    def happened_at(self, mentions: list[PlaceMention]) -> bool:
        """Gives the place to the visits that the sentence told without one; whether there are any."""
        told: list[EventDraft] = []
        for event in reversed(self.events):
            if event.kind != "visit" or event.place is not None or event.start < self.sentence:
                break
            told.append(event)
        for event in told:
            event.place = mentions[0]
        return bool(told)
