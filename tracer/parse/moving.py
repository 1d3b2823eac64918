"""What words of moving do: prepositions and verbs of going, the way home, who went along."""

from __future__ import annotations

import re

from tracer.parse.being import Being
from tracer.parse.clauses import Item
from tracer.parse.drafts import Movement
from tracer.parse.movement import vehicle
from tracer.parse.place_stretch import Stretch
from tracer.parse.places import PlaceMention
from tracer.parse.walk import HOME_WORD

ARRIVALS = re.compile(
    r"(?:来|返|回|归)[^,。;]{0,8}的(?:人(?=[,。;]|$)|[^,。;]{0,8}(?:感染者|病例|患者|人员|亲|友|同事|客|弟|妻|子|女|家人|嫂|哥|姐|妹|父|母|叔|姨|舅|姑|侄|甥|孙))|(?:来|返|回)[一-龥]?(?:亲属|亲戚|亲友|人员|家人|朋友|同事|同学)"
)
"""接触从甲市来乙市的感染者: where others came from."""
BY_FAMILY = re.compile(
    r"由(?:其|患者)?(?:家人|家属|亲属|亲戚|亲友|朋友|同事|邻居|同学|老乡)"
    r"|(?:家人|家属|亲属|亲戚|亲友|朋友|同事|邻居|同学|老乡)(?:自?驾车?|开车|骑)[^,。;]{0,6}?[将把]"
)
NO_CITY = frozenset("来去程家乡校岗国院店厂队村城屋房楼里室府点港船车途访信电话答")
"""What follows 返 or 回 before 后 and is no city by its short name (返程后, 返校后)."""
BEHIND_CITY = ("后", "居家", "在家", "探亲", "就医", "过年")
"""What follows a city's one-character name: 返苏后居家, 回温探亲."""
OF_PEOPLE = frozenset({"转入", "转运至", "转运到", "转运", "闭环转运至", "闭环转运到", "转至", "转往"})
THROUGH_GATE = re.compile(r"(?:进入|进出|出入|进|出)(?![发站租])")


class Moving(Being):
    """The handlers of movements; each takes an item and says at which item to go on."""

    def on_from(self, index: int, item: Item) -> int:
        """从A…: where a journey begins. 由 also names who acts (由120转运), which is no place."""
        mentions, found = self.places_after(index, item)
        by_whom = self.text[item.start : item.end] == "由"
        if by_whom and mentions and mentions[-1].kind == "hospital" and self.next_kind(found.next) == "admission":
            self.flush()
            self.take(mentions[-1:], "at")  # 由市定点医院隔离治疗: who treats is where
            return found.next
        boards = bool(mentions) and self.text.startswith("上车", mentions[0].end)
        leads = boards or self.next_kind(found.next) in ("to", "board", "mode", "route", "goto_home", "depart", "enter")
        if not mentions or (by_whom and not leads):
            return index + 1
        if by_whom and mentions[0].kind in ("other", "government", "community"):
            return index + 1
        arrivals = ARRIVALS.search(self.text, item.end, self.clause.end)
        if arrivals is not None and arrivals.start() <= mentions[0].end:
            behind = (n for n, i in enumerate(self.clause.items) if n > index and i.start >= arrivals.end())
            return next(behind, len(self.clause.items))
        if THROUGH_GATE.match(self.text, mentions[-1].end):
            return found.next + 1  # 从西门进入: no journey
        if self.now.goal or self.now.act:
            self.flush()
        self.now.origin = mentions[0]
        self.now.departs = self.fresh  # 8时从A乘车到达B
        self.begin(item.start, mentions[-1].end)
        return found.next

    def on_to(self, index: int, item: Item) -> int:
        """到A…: a goal. A second one closes the first."""
        if self.next_kind(index + 1) == "mode" and self.text[item.start : item.end] in ("转", "再转", "后转"):
            return self.on_change(index, item)
        if item.has("move") and self.brings_other(index):
            return index + 1
        if item.has("move") and index and self.is_sample(self.clause.items[index - 1], item):
            return len(self.clause.items)  # 采集咽拭子送检验中心: the sample goes there
        mentions, found = self.goals_after(index, item)
        ends = mentions if len(mentions) == 2 or not item.has("shuttle") else self.shuttle_ends(item)
        if item.has("shuttle") and len(ends) == 2:
            self.between_goals(ends)
            return found.next
        if not mentions and self.reaches_city(item):
            return index + 1
        riding = (self.now.number or self.now.boarded) and self.now.origin is None
        if riding or (item.has("back") and not self.now.riding):
            self.now.origin = self.area_before(index, item)
        if self.now.number and self.now.origin is None and not self.now.goal:
            self.now.origin = self.stop_before(index, item)
        if not mentions and not self.goes_nowhere(index, item):
            return index + 1
        if mentions and item.has("move") and self.rides_on(item, mentions):
            return self.on_line(index, item, mentions, found)
        self.go(index, item, mentions)
        return found.next if mentions else index + 1

    def is_sample(self, item: Item, sent: Item) -> bool:
        """Whether a sample was taken, which is what is sent on; a result (检测阴性后转至…) is sent nowhere.

        采样后转入医院: 转入 and 转运 are said of people, where 后 stands between.
        """
        word = self.text[sent.start : sent.end]
        after = self.text[item.end : sent.start].endswith("后")
        person = word in ("后转", "随后转") or (after and (word in OF_PEOPLE or word.startswith("闭环")))
        return item.kind == "sampled" and not person and not (item.rule and item.rule.attributes.get("result"))

    def goes_nowhere(self, index: int, item: Item) -> bool:
        """What a verb of going without a place does; whether it still begins a movement (返回, 转至隔离)."""
        if item.has("move") and self.now.move and index + 1 == len(self.clause.items):
            self.emit("transfer", item)  # 由120接走
            self.now = Movement()
            return False
        self.settle_goal(item)
        return item.has("back") or (item.has("move") and self.next_kind(index + 1) == "isolation")

    def go(self, index: int, item: Item, mentions: list[PlaceMention]) -> None:
        """Begins the movement to these places."""
        ends = self.now.toward and bool(mentions) and self.arrives_by_route(item, mentions)
        if ends:
            self.now.toward = False  # 乘开往丙市的列车到达乙市; 乘福州到重庆的航班返渝 names the goal once more
            self.now.to = self.now.to if mentions[-1].end - mentions[-1].start == 1 else []
            self.now.home = False
            told_before = self.now.start < self.clause.start and not self.fresh
            self.now.departs = self.now.departs or (told_before and self.now.early)
            mentions = self.now.to or mentions
        if item.has("lodge") and mentions and self.now.at and not self.now.act:
            self.now.at = []  # 在东站入住云来酒店: one place
        begun = self.now.riding and self.now.start < self.clause.start and self.fresh
        onward = self.now.toward and not mentions  # 乘甲州到乙州的客车返乡
        if (self.now.goal and not onward and not ends) or self.now.act or (item.has("lodge") and begun):
            self.flush()  # 1日从甲市返乡,3日入住云来酒店: two statements
        self.take_manner(index, item)
        if mentions:
            self.take(mentions, "to")
            self.now.toward = self.now.riding and mentions[-1].end - mentions[-1].start == 1  # 乘大巴返晋,5时到介休站
        else:
            self.now.home = item.has("back") and not self.text[item.start : item.end].startswith("原路")
            returns = self.text[item.start : item.end] in ("返乡", "返程", "返回", "返")
            self.now.toward = self.now.toward or (
                returns and self.now.riding and not self.now.to
            )  # 自驾返乡,11时到乙村
            self.begin(item.start, item.end)
        self.now.touch(item.start, item.end)

    def goals_after(self, index: int, item: Item) -> tuple[list[PlaceMention], Stretch]:
        """The places a verb of going leads to."""
        mentions, found = self.places_after(index, item)
        if item.has("strict") or (item.has("move") and item.has("weak")):
            mentions = [m for m in mentions if m.kind != "other"]
        if not mentions and (item.has("back") or item.has("arrive")):
            mentions = self.short_area(item) or self.short_city(item)
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
        kin = [i for i in self.clause.items[:index] if i.kind == "kin"]
        if any(self.text[self.clause.start : i.start].endswith(("由", "由其")) for i in kin):
            return True
        return bool(kin) and self.now.mode in ("car", "taxi", "motorcycle", "bicycle")

    def brings_other(self, index: int) -> bool:
        """送妹妹到医院: somebody else is brought there, by the person described."""
        items = self.clause.items
        return (
            self.next_kind(index + 1) == "kin"
            and items[index + 1].start == items[index].end
            and any(i.kind == "to" for i in items[index + 2 :])
        )

    def short_city(self, item: Item) -> list[PlaceMention]:
        """武汉回温: a city by its one-character name, alone behind the verb."""
        rest = self.text[item.end : self.clause.end].strip()
        behind = rest[1:].startswith(BEHIND_CITY) and (rest[1] != "后" or self.now.riding)
        after = len(rest) > 1 and behind and rest[0] not in NO_CITY
        found = (len(rest) == 1 or after) and "一" <= rest[0] <= "龥"
        return [PlaceMention(item.end, item.end + 1, "area")] if found else []

    def settle_goal(self, item: Item) -> None:
        """A verb of going without a place adds to the goal in hand (…酒店入住) or to the journey told (15时到达)."""
        if item.has("lodge") and self.now.goal:
            self.now.lodge = True
        elif item.has("arrive"):
            self.late_arrival()

    def on_home(self, index: int, item: Item) -> int:
        """回家: a journey home."""
        if self.now.toward:
            self.now.to, self.now.toward, self.now.back = [], False, False
        word = self.text[item.start : item.end]
        one_way = self.now.to and self.now.riding and not self.now.act and self.now.to[-1].end == item.start
        if one_way and not word.startswith("后"):
            return index + 1  # 乘5路车到惠园小区回家: one way; 到东山站后回家 is two
        if self.now.goal or self.now.act:
            self.flush()
        arrives = word.startswith(("到", "抵"))
        if self.now.empty and ((arrives and self.late_arrival()) or self.home_again(item)):
            last = self.events[-1]
            if last.kind == "journey" and last.destination is None:  # 乘大巴返乡,次日6时到家
                last.destination = PlaceMention(item.end - 1, item.end, "home", True)
            return index + 1
        self.now.home = True
        self.now.arrive = self.now.arrive or arrives
        mentions, found = self.places_after(index, item) if word.endswith("老家") else ([], None)
        if found is not None and is_named_home(mentions, item):
            self.take(mentions, "to")
            self.now.touch(item.start, item.end)
            return found.next
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

    def on_enter(self, index: int, item: Item) -> int:
        """从A口岸入境, 驾车从香港经A口岸入境: a journey that begins where one came from, else at the border."""
        border = self.site()
        if border is None and self.now.origin is None and not self.now.riding:
            return index + 1
        if self.now.to and self.now.riding and not self.now.through:
            self.flush()  # 乘CA831航班抵达甲州机场入境: told already
            return index + 1
        if self.lands_at(self.now.origin or border):
            return index + 1
        self.now.origin = self.before_border(self.now.origin) if self.now.origin else border
        self.now.at, self.now.to, self.now.through = [], [], False
        self.now.back = True
        self.now.touch(item.start, item.end)
        self.flush()
        return index + 1

    def on_voyage(self, index: int, item: Item) -> int:
        """3日出海: a journey by ship, told with no goal; the return is another."""
        if not self.now.empty:
            self.flush()
        vehicle(self.now, self.clause, item)
        self.begin(item.start, item.end)
        self.flush()
        return index + 1

    def another_errand(self, index: int, item: Item) -> int:
        """到城东市场买菜和阿明理发店理发: a second place with what was done there; 0 if there is none."""
        if self.text[item.start : item.end] not in ("和", "与", "及", "同"):
            return 0
        mentions, found = self.places_after(index, item)
        if not mentions or self.next_kind(found.next) != "act" or self.clause.items[index + 1].subject != "places":
            return 0
        self.take_also(mentions)
        return found.next

    def on_with(self, index: int, item: Item) -> int:
        """与妻子…: who was there too, up to the next verb."""
        if self.now.act and (after := self.another_errand(index, item)):
            return after
        items = self.clause.items
        stop = index + 1
        while stop < len(items) and items[stop].kind in ("kin", "case", "guard", "suffix", "with"):
            stop += 1
        end = items[stop].start if stop < len(items) else self.clause.end
        if any(i.kind in ("kin", "case") for i in items[index + 1 : stop]):
            self.now.companions.append((item.end, end))
            return stop
        return index + 1


def is_named_home(mentions: list[PlaceMention], item: Item) -> bool:
    """Whether places behind 回老家 are the name of that home (回老家石桥村)."""
    near = len(mentions) == 1 and mentions[0].start == item.end
    return near and mentions[0].kind in ("village", "area", "community", "residence")
