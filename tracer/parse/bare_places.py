"""Places told without a preposition: rows of a clock and a place (15:40-16:15,佳地超市)."""

from __future__ import annotations

import re

from tracer import models
from tracer.parse import places
from tracer.parse.clauses import BRACKETS, Clause, Item
from tracer.parse.drafts import Movement
from tracer.parse.listing import Listing
from tracer.parse.place_stretch import Stretch, stretch
from tracer.parse.places import PlaceMention

PARTS = re.compile(r"[、/和及与]")
AGENT = re.compile(
    r"(?:[将把对派]|接到|接协查|接通知|报告|随后组织|组织|安排|通知|反馈|电话|工作人员|医务人员|医护人员|专家|采集|到患者|采样人员|为其|给其|立即|医生|停[诊课工业产]|放假|开学|复课|封闭|闭环|[^,。;]{0,2}某)"
)
"""What follows an institution that acts (市医院将其转入)."""
TESTS = re.compile(r"检测|采样|复核")
REASON = re.compile("因(?!民|特)|由于")
"""因同车间工友确诊: a reason is no place."""
UNKNOWN = re.compile(
    r"[ ,|]*(?P<names>[一-龥A-Za-z][一-龥A-Za-z0-9&·“”\"]{3,15}(?:、[一-龥A-Za-z0-9&·“”\"]{2,13})*)"
    r"(?:\([^()\n]{1,12}\))?"
)
ONE_NAME = re.compile("[^、]+")
LEAST_OF_UNKNOWN = 3
LINE_END = re.compile(r"[;。]?[ \t]*(?:\n|$)")
NO_NAME = re.compile(
    r"[去到在从返回出接送买看打吃喝睡起洗做办取拿坐乘骑驾开停走来往与和同跟被将把让给对为因无未没不有均已又再后时]"
    r"|离|休息|等[候待]|上门|帮|停[工课业产]|放假|不许|人员|志愿者|工作|隔离|检测|采样|电话|通知|体温|症状|发热|结果|正常|异常|阳性|阴性|确诊|排查|联系|报告|出门"
)
"""What no name of a shop holds but a sentence does."""
REMARKS = ("isolation", "transfer", "sampled", "care", "admission")
"""What a remark may tell that a bare place does not."""
ROW = re.compile(r"[,;。\s]*")
NEAR = re.compile(r"[一-龥0-9]{2,14}(?:附近|旁边?|对面|隔壁|楼下)的?$")
"""东湖佳苑附近汤粉早餐店: near what a place is."""
GATE = re.compile("(?:出口|入口|收费站)$")
ABOUT = re.compile("^(?:附近|一带|周边|旁边?|门前)$")
BY = re.compile(r"^(?:随即|立即|当日|当天|即|后|后即)?被$")
"""随即被市传染病医院收治: by whom, and where."""


class BarePlaces(Listing):
    """Reads the places with which a clause begins."""

    row_end: int = 0
    """Where the last clause of a clock and a place ends."""
    row: tuple[int, list[models.When]] | None = None
    """Where the last clause that was nothing but a place ends, and its times."""

    def bare_place(self, clause: Clause) -> int:
        """A clause that is nothing but a place after its times (15:40-16:15,佳地超市): a visit there."""
        items = clause.items
        index = 0
        if self.is_remark(clause):
            return index
        while index < len(items) and items[index].kind == "time":
            self.on_time(index, items[index])
            index += 1
        start = items[index - 1].end if index else clause.start
        before = items[index - 1].time if index else None
        clocked = (before is not None and before.first.hour is not None) or (not index and self.clock_before(clause))
        first = index
        if index < len(items) and items[index].kind == "who" and items[index].start > start + 1:
            first += 1  # 其 within a name
        does = clocked and first < len(items) and items[first].kind == "act" and items[first].end == clause.end
        if clocked and (first == len(items) or does) and self.took_unknown(clause, start, first):
            return len(items)
        if first == len(items) or items[first].subject != "places" or REASON.match(self.text, start):
            return index
        found = stretch(clause, self.text, start, index)
        mentions = [
            self.with_landmark(m, found)
            for m in places.names(clause, self.text, found)
            if (self.stands_alone(m, found) or (clocked and self.leads(m, found))) and not self.is_fact(m)
        ]
        if clocked and mentions and self.ends_line(clause):
            mentions = self.with_unnamed(clause, found, mentions)
        alone = found.next == len(items)
        if clocked and not mentions and self.took_unknown(clause, start, len(items)):
            return len(items)
        if not mentions or not (self.fresh or index or (alone and self.goes_on_row(clause, mentions))):
            return index
        self.flush()
        self.take_bare(mentions, items[index], found)
        self.row = (clause.end, self.now.whens) if alone and self.now.whens else None
        self.row_end = clause.end if clocked else self.row_end
        return found.next

    def with_unnamed(self, clause: Clause, found: Stretch, named: list[PlaceMention]) -> list[PlaceMention]:
        """9:00-11:00 青禾广场电玩城、小青厨: names without an ending word beside one that has one."""
        if "、" not in self.text[found.start : clause.end]:
            return named
        more = [m for m in places.names(clause, self.text, found) if m not in named and m.kind == "other"]
        more = [
            m for m in more if m.end - m.start >= LEAST_OF_UNKNOWN and not NO_NAME.search(self.text, m.start, m.end)
        ]
        return sorted([*named, *more], key=lambda m: m.start)

    def is_remark(self, clause: Clause) -> bool:
        """Whether a cell of a table stands behind that of the place, with no time of its own (东山影城 | 6号厅)."""
        behind = self.row_end == clause.start - 1 and self.text[clause.start - 1] == "\t"
        return behind and not any(i.kind == "time" for i in clause.items)

    def joins_remark(self, clause: Clause, count: int) -> None:
        """青禾宾馆 | 集中隔离: what the remark tells happened at the place in the cell before, and then.

        Args:
            clause: the cell just read.
            count: how many events stood before it.
        """
        if not 0 < count < len(self.events) or not self.is_remark(clause):
            return
        there, told = self.events[count - 1], self.events[count]
        if there.kind in ("visit", "sampled") and told.kind in REMARKS and told.place is None:
            told.start, told.place, told.when = there.start, there.place, there.when
            del self.events[count - 1]

    def clock_before(self, clause: Clause) -> bool:
        """12:30,青禾饭店吃饭: whether nothing but a clock stands before the comma."""
        told = self.fresh and self.read_to == clause.start - 1 and bool(self.whens)
        return told and "T" in (self.whens[-1].start or "")

    def took_unknown(self, clause: Clause, start: int, index: int) -> bool:
        """16:40青云天地慢生活, in a row of clocks and places: a name that ends in no word we know.

        The item at ``index`` says what was done there, if there is one.
        """
        end = clause.items[index].start if index < len(clause.items) else clause.end
        if ROW.fullmatch(self.text, self.row_end, clause.start) is None and not self.ends_line(clause):
            return False
        names = UNKNOWN.fullmatch(self.text, start, end)
        if names is None or NO_NAME.search(self.text, start, end) is not None:
            return False
        self.flush()
        spans = [m.span() for m in ONE_NAME.finditer(self.text, *names.span("names"))]
        self.take([PlaceMention(a, b, "other") for a, b in spans], "at")
        self.now.act = end < clause.end
        self.flush()
        self.row_end = clause.end
        return True

    def ends_line(self, clause: Clause) -> bool:
        """Whether a clause of nothing but a clock and names ends its line, as the rows of a list do."""
        named = all(i.kind in ("time", "guard") or i.subject == "places" for i in clause.items)
        return named and LINE_END.match(self.text, clause.end) is not None

    def with_landmark(self, mention: PlaceMention, found: Stretch) -> PlaceMention:
        """东湖佳苑附近汤粉早餐店: what a place is near is part of what it is called."""
        near = NEAR.match(self.text[found.start : mention.start].lstrip(" "))
        return mention._replace(start=mention.start - len(near[0])) if near else mention

    def goes_on_row(self, clause: Clause, mentions: list[PlaceMention]) -> bool:
        """11月27日,青禾小区,驰行轮胎店: a place by itself right behind another has the time of that one."""
        if self.row is None or ROW.fullmatch(self.text, self.row[0], clause.start) is None:
            return False
        if any(m.generic or (m.kind == "road" and not GATE.search(self.text, m.start, m.end)) for m in mentions):
            return False  # 市医院,发热门诊: a part of the place before
        self.whens, self.fresh = self.row[1], True
        return True

    def take_bare(self, mentions: list[PlaceMention], item: Item, found: Stretch) -> None:
        """Takes places named without a preposition: who acts, where a sample was taken or a ride began, or a visit."""
        if self.next_kind(found.next) in ("ambulance", "positive") or is_agent(self.text, mentions[-1]):
            return  # 某医院120车将其送至, 市疾控中心通知, 县中医院检测阳性: who acts, no place
        alone = found.next == len(self.clause.items)
        if alone and len(mentions) > 1:
            mentions = self.take_sites(mentions)
        if mentions and mentions[-1].kind == "test_site" and alone:
            self.emit("sampled", item, mentions[-1])
            self.now = Movement()
        elif not mentions:
            self.now = Movement()
        elif self.next_kind(found.next) in ("mode", "route") or self.boards_at(found.next):
            self.now.origin = mentions[0]
            self.begin(mentions[0].start, mentions[0].end)
        else:
            self.take(mentions, "at")
            self.now.lodge = len(mentions) == 1 and self.is_where_one_lives(mentions[0])

    def boards_at(self, index: int) -> bool:
        """东门站乘8路车; in 小卖部打“长牌” and 河边坐竹筏 nobody gets in."""
        word = self.clause.items[index] if index < len(self.clause.items) else None
        return (
            word is not None
            and word.kind == "board"
            and (word.end - word.start > 1 or self.next_kind(index + 1) == "mode")
        )

    def leads(self, mention: PlaceMention, found: Stretch) -> bool:
        """A clock, a place and what was done there without a preposition: 12:00酒店采样."""
        sampled = self.next_kind(found.next) == "sampled" and self.clause.items[found.next].start == mention.end
        told = sampled and mention.start == found.start and mention.kind not in ("other", "area", "government")
        return told or self.leads_line(mention, found)

    def leads_line(self, mention: PlaceMention, found: Stretch) -> bool:
        """04:50-10:40 青禾大道修剪绿化: a clock and a place, and behind them something done that no rule knows."""
        tail = self.text[mention.end : found.end]
        if self.at_work(mention, found) and mention.start == found.start:
            return True
        if mention.kind == "other" and mention.end - mention.start >= 4 and self.next_kind(found.next) == "act":
            return mention.start == found.start and not tail
        plain = mention.kind not in ("other", "area", "government") and not AGENT.match(self.text, mention.end)
        return plain and mention.start == found.start and len(tail) <= 8 and found.end == self.clause.end

    def at_work(self, mention: PlaceMention, found: Stretch) -> bool:
        """单位上班, 某办事处上班: work or school right behind the place."""
        does = self.clause.items[found.next] if found.next < len(self.clause.items) else None
        return does is not None and does.has("daily") and does.start == mention.end and mention.kind != "area"

    def stands_alone(self, mention: PlaceMention, found: Stretch) -> bool:
        """Whether a place without preposition can be where the person was: it fills its stretch and is no mere part."""
        branch = self.text[mention.end - 2 : mention.end] == "店)"  # 隆河猪脚饭(东美店)
        whole = self.clause.last and self.text[mention.start - 1] == "\n" and self.text[mention.end :][:1] == "\n"
        named = branch or any(i.end == mention.end and not i.has("weak") for i in found.suffixes)
        if (
            (mention.kind == "other" and not named)
            or (mention.kind == "area" and not whole)
            or (mention.generic and mention.kind in ("residence", "village", "community"))
        ):
            return False
        head = PARTS.split(self.text[found.start : mention.start])[-1].strip(" ")
        head = "" if NEAR.fullmatch(head) else BY.sub("", head)
        tail = PARTS.split(BRACKETS.sub("", self.text[mention.end : found.end]))[0].strip(" ")
        enough = mention.end - mention.start >= 3 or self.at_work(mention, found)
        return enough and not head and not ABOUT.sub("", tail)


def is_agent(text: str, mention: PlaceMention) -> bool:
    """Whether an institution acts (市医院将其转入, 实验室检测) and is no place."""
    tests = mention.kind in ("hospital", "government", "entertainment") and TESTS.match(text, mention.end)
    return bool(tests or AGENT.match(text, mention.end))
