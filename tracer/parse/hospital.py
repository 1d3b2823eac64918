"""What words of hospital care do: seen at one, taken in by one, treated there while something else happened."""

from __future__ import annotations

import re
from typing import cast

from tracer.models import PlaceKind
from tracer.parse import places
from tracer.parse.clauses import Item
from tracer.parse.clocks import Clocks
from tracer.parse.drafts import EventDraft, Movement
from tracer.parse.movement import DESIGNATED
from tracer.parse.place_stretch import stretch
from tracer.parse.places import PlaceMention
from tracer.parse.walk import HOME_WORD, HOSPITAL, NOWADAYS

ESCORTS = re.compile(
    r"陪(?:同|护|伴|着)?(?:其|患者)?(?:[家亲]人|[亲家]属|朋友|同事|[父母妻夫丈儿女子孙爷奶公婆岳外哥弟姐妹叔姑舅姨侄婶嫂]|[^,到在去下]{1,2}某)"
)
BRINGS = re.compile(
    r"(?:[护陪]?送|陪(?:同|护|伴|着)?|[带接])(?:其|患者)?(?:[家亲]人|[亲家]属|父[亲母]|母亲|妻子|丈夫|[岳祖][父母]|爷爷|奶奶|外[公婆]|[公婆]婆|儿子|女儿|孙[子女]"
    r"|[哥姐弟妹老]{2}|朋友|同事|邻居|[爸妈]{1,2})[^,到至去]{0,3}(?:到|至|去|前往|入)"
)
"""送父亲到县医院住院: somebody else is admitted."""
MARK = re.compile("[,。;:、]")
SITES_OF_STAY = (*HOSPITAL, "isolation_site", "other", "")
"""Kinds of place that an admission may take for its own."""
THIS_ONE = ("该院", "我院", "本院")
"""收住该院: the hospital named before."""


class Hospital(Clocks):
    """The handlers of hospital care."""

    def on_care(self, index: int, item: Item) -> int:
        """就诊 at the place in hand; who was taken to hospital by others is transferred, not visiting."""
        if self.now.move:
            return index + 1
        if ESCORTS.search(self.text, self.clause.start, item.start):
            self.now.act = self.now.goal  # 陪家人到医院就诊: a visit
            return index + 1
        self.care_at_others(item)
        after = self.led_by_care(index, item)
        place = self.close(keep=not self.now.home)
        if place is None and self.next_kind(index + 1) in ("at", "to"):
            mentions, found = self.places_after(index + 1, self.clause.items[index + 1])
            if mentions:
                place, after = mentions[0], found.next
        if place is None and (self.in_hospital() or self.treated_there()):
            return index + 1
        place = place or self.hospital_before(index) or self.place_in_bracket(item)
        if place is None and item.has("placed"):
            return index + 1
        self.emit("admission" if self.is_being_treated(item, place) else "care", item, place)
        self.now = Movement()
        return after

    def is_being_treated(self, item: Item, place: PlaceMention | None) -> bool:
        """现在县人民医院治疗, 正在市定点医院接受治疗: in hospital, and not only seen by a doctor."""
        if place is None or not self.text[item.start : item.end].endswith("治疗") or place.kind != "hospital":
            return False
        now = NOWADAYS.match(self.text, self.clause.start, self.clause.end)
        return now is not None or DESIGNATED.search(self.text, place.start, place.end) is not None

    def led_by_care(self, index: int, item: Item) -> int:
        """就诊县医院感染科, 驾车带其就诊于县医院: the hospital behind the word, and how one came there."""
        if self.now.goal or self.now.act:
            return index + 1
        lead = index + 1 if self.next_kind(index + 1) == "at" and self.now.riding else index
        mentions, found = self.places_after(lead, self.clause.items[lead])
        near = bool(mentions) and mentions[0].start == self.clause.items[lead].end
        if not near or mentions[0].kind not in HOSPITAL:
            return index + 1
        self.now.to = mentions[:1]
        return found.next

    def care_at_others(self, item: Item) -> None:
        """先后在县医院、市医院就诊: care at each of several hospitals; the last is left in hand."""
        goals = self.now.to or self.now.at
        if self.now.act or len(goals) < 2 or any(g.kind not in HOSPITAL for g in goals):
            return
        for goal in goals[:-1]:
            self.emit("care", item, goal)
        del goals[:-1]

    def hospital_before(self, index: int) -> PlaceMention | None:
        """…陪同下市第二医院就诊: the hospital right before the word, without a preposition."""
        named = self.named_before_word(index)
        return named if named is not None and named.kind in HOSPITAL else None

    def named_before_word(self, index: int) -> PlaceMention | None:
        """The place right before a word, without a preposition."""
        items = self.clause.items
        first = index
        while first and items[first - 1].subject == "places":
            first -= 1
        if first == index:
            return None
        start = items[first - 1].end if first else self.clause.start
        if self.text[start - 1] == "经":
            return None  # 经医院初步检查: who examined
        found = stretch(self.clause, self.text, start, first)
        named = places.names(self.clause, self.text, found)
        return named[-1] if named else None

    def place_in_bracket(self, item: Item) -> PlaceMention | None:
        """参加全员核酸采样(北村文化室): the place in the bracket right behind, if it holds nothing else."""
        bracket = next((r for r in self.clause.brackets if r[0] == item.end), None)
        if bracket is None:
            return None
        a, b = bracket[0] + 1, bracket[1] - 1
        inside = [i for i in self.clause.inner if a <= i.start and i.end <= b]
        if (
            not inside
            or any(i.subject != "places" for i in inside)
            or inside[-1].end != b
            or MARK.search(self.text, a, b)
        ):
            return None
        rule = inside[-1].rule
        kind = rule.kind if rule is not None and rule.kind != "locator" else "other"
        return PlaceMention(a, b, cast("PlaceKind", kind))

    def treated_there(self) -> bool:
        """到卫生室就诊,输液治疗: what was done at the doctor just seen."""
        last = next((e for e in reversed(self.events) if e.kind != "sampled"), None)
        return last is not None and last.kind == "care" and last.end > self.sentence and not self.fresh

    def in_hospital(self) -> bool:
        """收治入A医院诊治: care in hospital is no visit to a doctor."""
        last = self.events[-1] if self.events else None
        told = last is not None and last.kind in ("admission", "transfer")
        return told and last is not None and last.start >= self.clause.start and not self.fresh

    def on_during(self, index: int, item: Item) -> int:
        """12月22日集中隔离期间…: in isolation by then, where nothing tells since when."""
        words = self.text[item.start : item.end]
        if self.goal_kind() in HOSPITAL and not self.now.riding and not self.now.move:
            return self.during_treatment(index, item, "care" if "诊" in words else "admission")
        told = any(e.kind == "isolation" for e in self.events)
        if told or not any(w in words for w in ("隔离", "管控", "观察")) or "治疗" in words or "转运" in words:
            return index + 1
        site = self.site() if self.goal_kind() in ("hotel", "isolation_site") and self.now.at else None
        if site is not None:
            return self.during_treatment(index, item, "isolation")  # 在某酒店隔离医学观察期间
        if not self.now.empty:
            self.flush()
        fresh, whens = self.fresh, self.whens
        home = HOME_WORD.search(self.text, item.start, item.end) if "居家" in words else None
        self.emit("isolation", item, PlaceMention(*home.span(), "home", True) if home else None)
        if not fresh and self.timeline.day is None:
            self.events[-1].when = None  # 隔离期间检测阳性: not begun on the day of the report
        self.fresh, self.whens = fresh, whens
        return index + 1

    def during_treatment(self, index: int, item: Item, kind: str) -> int:
        """在县医院就诊期间: seen there; 在县医院住院期间: treated there; what else happened follows."""
        self.care_at_others(item)
        whens = self.now.whens
        self.emit(kind, item, self.site())
        self.now = Movement()
        self.fresh, self.whens = bool(whens), whens
        return index + 1

    def on_admission(self, index: int, item: Item) -> int:
        """入院, 隔离治疗: part of the transfer that led there, else an event of its own."""
        if self.now.move and self.now.to:
            ward, after = self.ward_after(index)
            self.flush()
            if ward is not None:
                self.emit("admission", item, ward)
            return after
        kin = index and self.clause.items[index - 1].kind == "kin" and self.clause.items[index - 1].end == item.start
        if kin or BRINGS.search(self.text, self.clause.start, item.start):
            return self.visits_patient(index)
        ward, after = self.ward_after(index)
        if ward is not None and not self.now.empty:
            self.flush()  # 前往A景区后收住B医院
        place = self.close(keep=ward is None and self.goal_kind() in SITES_OF_STAY)
        told = None if ward or place else self.seen_today() if self.fresh else self.told_hospital()
        if told is not None and self.joins_stay(told, item):
            return index + 1
        self.emit("admission", item, ward or place or (told.place if told else None))
        self.now = Movement()
        return after

    def visits_patient(self, index: int) -> int:
        """在A医院陪护丈夫住院: somebody else is in hospital, the person is there with them."""
        if self.now.goal:
            self.now.act = True
        return index + 1

    def told_hospital(self) -> EventDraft | None:
        """The visit, transfer or admission to a hospital told before in the same sentence."""
        last = self.events[-1] if self.events else None
        if last is None or last.end <= self.sentence:
            return None
        visited = last.kind == "visit" and last.place is not None and last.place.kind == "hospital"
        return last if visited or last.kind in ("transfer", "admission", "care") else None

    def seen_today(self) -> EventDraft | None:
        """到县医院就诊,当日收治入院: the hospital where the doctor was seen in the same sentence, on the same day."""
        told = self.told_hospital()
        if told is None or told.kind != "care" or told.when is None or not self.whens:
            return None
        days = [(w.start or "")[:10] for w in (told.when, self.whens[0])]
        return told if days[0] == days[1] and self.whens[0].end is None else None

    def joins_stay(self, told: EventDraft, item: Item) -> bool:
        """转至A医院,隔离治疗 is one transfer; 到A医院就诊,住院治疗 and 转至A医院,收治入院 are two events each."""
        if told.kind in ("care", "visit") or (told.kind == "transfer" and told.start < self.clause.start):
            return False
        told.end = max(told.end, item.end)
        return True

    def ward_after(self, index: int) -> tuple[PlaceMention | None, int]:
        """The ward or hospital behind the verb: 收治于A医院, 收入隔离病房."""
        lead = index + 1 if self.next_kind(index + 1) == "at" else index
        mentions, found = self.places_after(lead, self.clause.items[lead])
        if mentions and (lead > index or mentions[0].kind in HOSPITAL):
            return mentions[0], found.next
        if mentions and self.text[slice(*mentions[0].range)] in THIS_ONE:
            return mentions[0]._replace(kind="hospital"), found.next
        return None, index + 1
