"""What words of tests and measures do: samples and results, isolation, diagnosis, discharge."""

from __future__ import annotations

import re

from tracer.parse.clauses import BRACKETS, Item
from tracer.parse.drafts import EventDraft, Movement
from tracer.parse.hospital import THIS_ONE
from tracer.parse.onsets import Onsets
from tracer.parse.places import PlaceMention
from tracer.parse.walk import HOME_WORD, HOSPITAL

SOMEBODY = re.compile(
    r"(?:有|中|^)(?:\d+|一|两|二|三|几|多)(?:名|例|人|位)[^,。;]{0,16}$|(?:得知|获悉|听说|听闻)[^,。;]{1,14}$"
    r"|(?:^|[ 起])(?:其|患者)?(?:亲属|家属|亲戚|亲友|家人|同事|朋友|同学|室友|邻居)(?:已|均|先后)?$"
)
"""同团游客中有1名…确诊, 2人在外地确诊, 获悉其朋友确诊, 亲属被确诊: somebody else's."""
NO_SITE = ("government", "area", "other", "home")
"""Kinds of place where a sample is not said to be taken by their name alone."""
ALL_OF_THEM = re.compile(r"(?:\d+|[两二三四五六])[名例人](?:病例|患者|感染者)?[均都]")
WHICH = re.compile("(?:该|上述|以上|此|这|将)(?:[0-9]{1,2}|[一二两三四五六七八九十])?[名例人位]?(?:新冠)?$")
WHO = re.compile("(?:游客|旅客|人员|感染者|病例|患者|者)")
BY_THE_CLOCK = re.compile(r"至\d{1,2}[:时点]")
"""接种加强针,留观至19:00: watched for side effects, and not isolated."""
JOINED = re.compile("[^,。;、]{0,4}[、并及和]")
DONE = re.compile("结束后?|完毕后?|完成后|完后|后")
OTHERS = re.compile(r"(?<![0-9第月日.])(?:[2-9]|[1-9][0-9]+|[两二三四五六七八九十])[人名例](?!次)[^,。;]{0,14}$")
"""又有3人初筛阳性, told under one person: somebody else's results."""
REASON_OF = re.compile(
    r"(?:因|由于)[^,。;]{0,10}(?:工人|工友|同事|同学|员工|职工|职员|乘客|邻居|室友|老师|学生|朋友|亲属|亲戚|人员|接触者|密接|客户|老板|居民|店员|司机"
    r"|住户|船员|店主|摊主)[^,。;因]{0,6}$"
)
"""因同车间工友(被)确诊: the reason, somebody else's diagnosis."""
KINSMAN = re.compile(r"(?:亲属|家属|亲戚|同事|朋友|邻居|同学|密接)$")


SCREENED = re.compile(
    r"对[^,。;]{2,24}(?:人员|人群|区域|单位|行业|场所|居民|接触者|密接|者)(?:的|开展|进行|做|实施|例行|日常)*$"
)
"""在对重点区域、重点人员做核酸检测时检出: a screening, no sample told of this person."""


RESULT = re.compile(r"[ ]*(?:检测|检查|核酸)?结果(?:为|呈|显示|提示)?")
"""参加核酸检测,结果为阳性: what begins the clause of the result."""
TAKES = re.compile(r"(?:接受|进行|做|由[^,。;]{1,14})?")
"""在家中接受核酸采样: what stands between the home and the sample."""


class Milestones(Onsets):
    """The handlers of milestones; each takes an item and says at which item to go on."""

    def on_isolation(self, index: int, item: Item) -> int:
        """集中隔离 and the like, at the place in hand or the one that follows (隔离于A酒店)."""
        watched = self.text.endswith("留观", item.start, item.end) and BY_THE_CLOCK.match(self.text, item.end)
        if watched or (self.now.move and self.goal_kind() in HOSPITAL):
            self.flush()
            return index + 1
        self.takes_time_back()
        place = self.told_way_home(item) or self.close(keep=True)
        after = index + 1
        if place is None and item.has("home"):
            home = HOME_WORD.search(self.text, item.start, item.end)
            place = PlaceMention(*home.span(), "home", True) if home else None
        elif place is None and (self.next_kind(index + 1) == "at" or self.led_to(index + 1, item.end)):
            mentions, found = self.places_after(index + 1, self.clause.items[index + 1])
            if mentions:
                place, after = mentions[0], found.next
        told = self.events[-1] if self.events else None
        if place is None and told is not None and self.goes_on_isolated(told):
            told.end = max(told.end, item.end)
            return after
        seen = told if told is not None and place is None and self.kept_after_care(told, item) else None
        place = seen.place if seen else place
        for_now = self.text.startswith(("临时", "就地", "原地", "暂时"), item.start)
        in_ward = place is not None and place.kind in HOSPITAL and not item.has("home") and not for_now
        self.emit("admission" if in_ward else "isolation", item, place)
        self.now = Movement()
        return after

    def told_way_home(self, item: Item) -> PlaceMention | None:
        """后返回家中自行隔离: the way home is a journey, and home is where the isolation is."""
        goal = self.now.to[-1] if self.now.to and item.has("home") else None
        if goal is None or goal.kind != "home" or not (self.now.home or self.now.back):
            return None
        self.flush()
        return goal

    def kept_after_care(self, told: EventDraft, item: Item) -> bool:
        """到县医院就诊并被隔离: kept at the hospital just seen."""
        return told.kind == "care" and told.start >= self.clause.start and not self.fresh and not item.has("home")

    def takes_time_back(self) -> None:
        """2日1:00被闭环转运隔离: a verb of moving without a place leaves its time to the isolation."""
        if self.now.move and not (self.now.goal or self.now.act or self.now.riding) and self.now.timed:
            self.whens, self.fresh = self.now.whens, True

    def led_to(self, index: int, at: int) -> bool:
        """集中隔离至A酒店: the site right behind the word."""
        following = self.clause.items[index] if index < len(self.clause.items) else None
        return following is not None and following.start == at and self.text[at : following.end] in ("至", "到", "去")

    def goes_on_isolated(self, told: EventDraft) -> bool:
        """居家隔离,实行医学观察 and 就诊留观隔离: one measure told in two phrases."""
        since = {"isolation": self.sentence, "admission": self.clause.start}.get(told.kind)
        return since is not None and told.start >= since and not self.fresh

    def on_test(self, index: int, item: Item) -> int:
        """A sample or a result. The place in hand is where the sample was taken."""
        if self.next_kind(index + 1) == "case" and self.text.startswith("阳性", item.end):
            return index + 1  # 新冠病毒核酸检测|阳性人员翟某: what somebody is called
        kind = item.kind
        before = self.clause.start, item.start
        if kind == "positive" and WHICH.search(self.text, *before) and WHO.match(self.text, item.end):
            return index + 1  # 该4名核酸检测阳性游客于4月2日到…: who, and no result
        if kind == "positive" and (
            REASON_OF.search(self.text, *before) or (not self.several and OTHERS.search(self.text, *before))
        ):
            self.others_found()
            return index + 1
        if kind == "sampled" and SCREENED.search(self.text, self.clause.start, item.start):
            self.now = Movement()
            return index + 1
        if kind == "sampled" and (self.refers_back(item) or self.tested_at_home(item)):
            return index + 1
        keep = kind == "sampled" or self.tested_at_site(item)
        place = self.close(keep=keep and not self.now.move and not self.now.home)
        result = "negative" if item.rule and item.rule.attributes.get("result") == "negative" else None
        if result and self.events and self.events[-1].kind == "sampled" and not self.fresh and place is None:
            self.tells_result(item)
            return index + 1
        last = self.events[-1] if self.events else None
        if kind == "positive" and last is not None and last.kind == "sampled" and self.same_breath(last):
            self.events.pop()  # 采样检测结果呈阳性: one result, no sample beside it
            self.fresh, self.whens = last.when is not None, [w for w in (last.when,) if w]
        if kind == "sampled" and place is None:
            if last is not None and self.sampled_again(last, item):
                return index + 1
            place = self.place_in_bracket(item) or self.site_before(index)
        self.emit(kind, item, place, result)
        if kind == "sampled" and place is None and last is not None and self.same_visit(last, item):
            self.events[-1].place, self.events[-1].when = last.place, last.when
        self.now = Movement()
        return index + 1

    def tells_result(self, item: Item) -> None:
        """27日、29日核酸检测,结果均为阴性: of the samples just told in one phrase."""
        last = self.events[-1]
        for event in reversed(self.events):
            if event.start != last.start or event.kind != "sampled":
                break
            event.result, event.end = "negative", item.end

    def sampled_again(self, last: EventDraft, item: Item) -> bool:
        """抽血、采核酸: the sample just told, by another word."""
        again = last.kind == "sampled" and last.start >= self.clause.start and not self.fresh
        if again and self.text[last.end : item.start] in ("", "、", "并", "及"):
            last.end = item.end
            return True
        return False

    def site_before(self, index: int) -> PlaceMention | None:
        """参加村口核酸采样: the place right before the word, without a preposition; offices only take samples."""
        sampled = self.clause.items[index]
        mention = self.named_before_word(index)
        near = mention is not None and mention.end == sampled.start
        if mention is None or not near or mention.kind in HOSPITAL or mention.kind in NO_SITE:
            return None
        return None if self.text[mention.start - 1] in "由经被对" else mention

    def refers_back(self, item: Item) -> bool:
        """做核酸检测。采样结束后坐车返回: the sample just told, and no other."""
        told = bool(self.events) and self.events[-1].kind == "sampled" and self.now.empty and not self.fresh
        return told and DONE.match(self.text, item.end) is not None

    def tested_at_home(self, item: Item) -> bool:
        """8日、9日在家中接受核酸采样: no stay, but where the samples were taken."""
        at_home = [e for e in self.events if e.kind == "stay" and e.start >= self.clause.start and e.place is not None]
        if not at_home or self.fresh or not TAKES.fullmatch(self.text, at_home[-1].end, item.start):
            return False
        for event in at_home:
            event.kind, event.end = "sampled", item.end
        return True

    def others_found(self) -> None:
        """又有3人初筛阳性: what is told from here to the end of the sentence is theirs."""
        self.now, self.fresh = Movement(), False

    def tested_at_site(self, item: Item) -> bool:
        """在隔离点检测阳性: where the test was, told in one breath with its result."""
        site = self.site() if self.now.at and not self.now.to else None
        gap = BRACKETS.sub("", self.text[site.end : item.start]) if site is not None else ""
        return site is not None and site.kind == "isolation_site" and site.end <= item.start and len(gap) <= 1

    def same_breath(self, last: EventDraft) -> bool:
        """Whether a sample without a place is told in the clause that gives its result, or right before it."""
        before = last.end == self.clause.start - 1 and RESULT.match(self.text, self.clause.start) is not None
        here = last.start >= self.clause.start or before
        return here and last.place is None and not self.fresh and last.result is None

    def same_visit(self, last: EventDraft, item: Item) -> bool:
        """到A医院就诊并采样, 在体育馆报到、采样: the sample was taken where the person was."""
        joined = last.kind == "visit" and JOINED.fullmatch(self.text, last.end, item.start) is not None
        return (last.kind == "care" or joined) and last.start >= self.clause.start

    def on_milestone(self, index: int, item: Item) -> int:
        """Diagnosis, discharge, death."""
        if self.of_other(index):
            return index + 1
        site = self.site() if not (self.now.to or self.now.riding) else None
        place = site if site is not None and self.is_hospital(site) else None
        if not self.now.empty and place is None:
            self.flush()
        result = item.rule.attributes.get("result") if item.rule else None
        self.emit(item.kind, item, place, str(result) if result else None)
        self.now = Movement()
        return index + 1

    def is_hospital(self, site: PlaceMention) -> bool:
        """市第一医院, 该院."""
        return site.kind in HOSPITAL or self.text[site.start : site.end] in THIS_ONE

    def of_other(self, index: int) -> bool:
        """因儿媳游某确诊, 由于病例3于2月4日被确诊: somebody else's diagnosis."""
        said = self.text[self.clause.start : self.clause.items[index].start]
        if self.of_kin(index) or (SOMEBODY.search(said) and not (self.several and ALL_OF_THEM.match(said))):
            return True
        if REASON_OF.search(self.text, self.clause.start, self.clause.items[index].start):
            return True
        start = self.clause.items[index].start
        before = [i for i in self.clause.items[:index] if i.kind not in ("time", "at")]
        subject = before[-1] if before else None
        if subject is None or subject.kind != "case":
            return False
        if KINSMAN.search(self.text, self.clause.start, subject.start):
            return True
        if start - subject.end <= 1 and self.relatives.names_one(subject):
            return True  # 江某确诊为新冠肺炎患者, told of the father of 江某
        because = self.text.startswith(("因", "由于"), self.clause.start) or self.text.startswith(
            "后", self.clause.items[index].end
        )
        return because and start - subject.end <= 12

    def on_dated_diagnosis(self, index: int, item: Item) -> int:
        """确诊时间2月1日."""
        return self.dated("diagnosis", index, item)
