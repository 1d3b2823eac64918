"""What words of illness do: the symptoms begin, and whose they are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tracer.parse.clauses import BRACKETS, Item
from tracer.parse.drafts import EventDraft, Movement
from tracer.parse.hospital import Hospital

WORSE = re.compile(r"(?:等症状|症状)?(?:有所|明显|逐渐|进一步|较前)?(?:加重|加剧|缓解|好转|消失|减轻|恶化)")
"""A symptom that gets worse or better is no onset."""
CAUSED = re.compile(r"(?:(?<!诱)因|于)(?:[^,。;]{1,8}、)?$")
NAME_GAP = re.compile(r"[某×xX\u4e00-\u9fff]{0,3}(?:均|都|先后|已)?(?:于?[\d年月日时点分、]+)?$")


class Onsets(Hospital):
    """The handlers of symptoms; each takes an item and says at which item to go on."""

    def on_onset(self, index: int, item: Item) -> int:
        """发病: an onset by its own word; 因不适就诊 is a reason."""
        if CAUSED.search(self.text, self.clause.start, item.start):
            return index + 1
        self.drop_where_ill()
        if not self.now.empty:
            self.flush()
        self.emit("onset", item)
        return index + 1

    def on_symptoms(self, index: int, item: Item) -> int:
        """出现发热: an onset when a symptom follows the verb."""
        items = self.clause.items
        after = index + 1
        while after < len(items) and items[after].kind in ("symptom", "onset_verb", "guard", "suffix"):
            after += 1
        symptoms = [i for i in items[index + 1 : after] if i.kind == "symptom"]
        if not symptoms or CAUSED.search(self.text, self.clause.start, item.start) or self.of_kin(index):
            return index + 1
        if item.has("weak") and self.text[item.start : item.end] == "有" and not self.fresh:
            return after  # 有咳嗽症状: a state, not its beginning
        if WORSE.match(self.text, symptoms[-1].end):
            return after
        self.drop_where_ill()
        if not self.now.empty:
            self.flush()
        if self.told_onset():
            self.events[-1].end = symptoms[-1].end
            return after
        at_home = self.stay_of_clause()
        if at_home is None:
            self.emit("onset", item)
        else:
            self.events[-1] = replace(at_home, kind="onset", rule=item.rule.id if item.rule else None)
        self.events[-1].end = symptoms[-1].end
        return after

    def drop_where_ill(self) -> None:
        """1月28日在甲州出现发热: the city is only where the symptoms began, no visit."""
        goals = self.now.at
        if len(goals) == 1 and goals[0].kind == "area" and not (self.now.act or self.now.riding or self.now.lodge):
            whens = self.now.whens
            self.now = Movement()
            self.fresh, self.whens = bool(whens), whens

    def of_kin(self, index: int) -> bool:
        """因其妻徐某出现咳嗽: somebody else's symptoms."""
        before = index - 1
        while before >= 0 and self.clause.items[before].kind in ("case", "time", "at"):
            before -= 1
        kin = self.clause.items[before] if before >= 0 else None
        if kin is None or kin.kind != "kin":
            return False
        return bool(NAME_GAP.match(BRACKETS.sub("", self.text[kin.end : self.clause.items[index].start])))

    def stay_of_clause(self) -> EventDraft | None:
        """在家中出现发热: the stay just read is only where the symptoms began."""
        last = self.events[-1] if self.events else None
        told = last is not None and last.kind == "stay" and last.start >= self.clause.start and not self.fresh
        return last if told and last and last.place is not None else None

    def on_bare_symptom(self, index: int, item: Item) -> int:
        """11月1日20:00左右发热: a symptom right behind a time is an onset without a verb."""
        first = self.named_before(index)
        before = self.clause.items[first - 1].end if first else self.clause.start
        headed = first == 0 and self.text[self.clause.start - 1 : self.clause.start] in (":", ",")  # 2月1日:咽痛
        timed = headed or (first > 0 and self.clause.items[first - 1].kind == "time")
        between = BRACKETS.sub("", self.text[before : self.clause.items[first].start])
        if not (timed and self.fresh) or between.removesuffix("起").strip(" ,"):
            return index + 1
        if self.fell_ill_before():
            return index + 1
        if not self.now.empty:
            self.flush()
        self.emit("onset", item)
        return index + 1

    def named_before(self, index: int) -> int:
        """Where a symptom begins with who has it: 1月31日晚,石某发热; 患者发热; a relative's name is none."""
        items = self.clause.items
        while index and items[index - 1].end == items[index].start:
            who = items[index - 1]
            named = who.kind == "case" and who.reference is not None and who.reference.number is None
            if not (who.kind == "who" or named) or self.relatives.names_one(who):
                break
            index -= 1
        return index

    def fell_ill_before(self) -> bool:
        """Whether the onset of this illness is told: a bare 2月3日高烧 in the days after adds nothing."""
        onset = next((e.when for e in reversed(self.events) if e.kind == "onset" and e.when), None)
        if onset is None or not onset.start or not self.whens or not self.whens[0].start:
            return False
        days = date.fromisoformat(self.whens[0].start[:10]) - date.fromisoformat(onset.start[:10])
        return 0 <= days.days <= 7

    def told_onset(self) -> bool:
        """Whether the clause only adds a symptom to the onset just told (出现发热,伴咳嗽)."""
        return bool(self.events) and self.events[-1].kind == "onset" and not self.fresh

    def on_dated_onset(self, index: int, item: Item) -> int:
        """发病时间1月24日: the time follows."""
        return self.dated("onset", index, item)

    def dated(self, kind: str, index: int, item: Item) -> int:
        """A milestone whose time stands behind it."""
        if self.next_kind(index + 1) != "time":
            return index + 1
        if not self.now.empty:
            self.flush()
        self.on_time(index + 1, self.clause.items[index + 1])
        result = item.rule.attributes.get("result") if item.rule else None
        self.emit(kind, item, None, str(result) if result else None)
        self.events[-1].end = self.clause.items[index + 1].end
        return index + 2
