"""What the times of a text do to the walk: what they end, how they add up, what hours in brackets belong to."""

from __future__ import annotations

import re
from datetime import date

from tracer import models
from tracer.parse.clauses import Item
from tracer.parse.movement import joined
from tracer.parse.times import TimeMention
from tracer.parse.walk import Walk

UNTIL = re.compile(r"(?:(?<![转送移截甚乃以涉接运返回直])至|直至|直到|一直到|一直至)$")
LASTS = re.compile(r"(?:(?:,|,?一)?直)?[至到]")


class Clocks(Walk):
    """The handlers of times; each takes an item and says at which item to go on."""

    def on_time(self, index: int, item: Item) -> int:
        """A new time: what was in hand is finished unless the time is the arrival of a journey under way."""
        assert item.time is not None
        if not self.idle and ((self.now.goal and not self.now.toward) or self.now.act or self.now.off):
            self.flush()
        self.single_out(item)
        since = self.timeline.day
        when = self.until(item, self.timeline.resolve(item.time), since)
        if self.lasts_until(index, item, when):
            return index + 1
        group = item.time.group
        listed = self.fresh and (self.in_list(item.time) if group is None else group == self.group)
        if listed:
            self.whens.append(when)
        elif len(self.days) > 1 and not item.time.first.dated:
            self.whens = [self.timeline.on_day(item.time, day) for day in self.days]
        else:
            self.whens = [when]
        if item.time.first.dated:
            self.days = self.whens if item.time.first.hour is None or self.is_heading(item) else []
            self.listed = self.whens if group is not None else []
            if len(self.listed) > 1 and len({(w.start or "")[10:] for w in self.listed}) == 1:
                self.days, self.passing = self.listed, not self.is_heading(item)
        self.fresh, self.group, self.timed, self.read_to = True, group, True, item.end
        return index + 1

    def single_out(self, item: Item) -> None:
        """5日至9日到学校上课,其中6日…,其余时间在家: keeps the days that 其余时间 is said of."""
        last = self.whens[0] if len(self.whens) == 1 else None
        if last is None or not (last.start and last.end) or last.start[:10] == last.end[:10]:
            return
        if self.text.startswith("其中", item.start - 2):
            days = last.model_copy(update={"start": last.start[:10], "end": last.end[:10]})
            self.whole = self.sentence, days

    def on_lately(self, index: int, item: Item) -> int:
        """近14天内曾去过…: on some of those days, and not on the one told last."""
        self.flush()
        self.long_since = True
        return index + 1

    def until(self, item: Item, when: models.When, since: date | None) -> models.When:
        """…,至2月8日未外出: from the running day to the one named."""
        assert item.time is not None
        open_end = item.time.first.dated and item.time.first.hour is None and item.time.last is None
        if (
            not open_end
            or since is None
            or not when.start
            or not UNTIL.search(self.text[max(0, item.start - 4) : item.start])
        ):
            return when
        if not since.isoformat() < when.start[:10]:
            return when
        return when.model_copy(update={"start": since.isoformat(), "end": when.start})

    def lasts_until(self, index: int, item: Item, when: models.When) -> bool:
        """唱歌至次日凌晨2时: the end of what was just told, and of nothing that follows."""
        told = self.events[-1] if self.events else None
        if told is None or told.kind not in ("visit", "stay") or told.when is None or told.when.end is not None:
            return False
        if not LASTS.fullmatch(self.text, told.end, item.start) or "T" not in (when.start or "") or when.end:
            return False
        told.when = joined(self.norm.raw, told.when, when)
        return self.next_kind(index + 1) in ("", "depart", "time")

    def in_list(self, time: TimeMention) -> bool:
        """14:30-18:30,19:00-22:00在A; 1日11时至12时,2日12时在A: hours behind hours, with nothing told between them."""
        last = self.whens[-1] if self.whens else None
        if time.first.dated and time.first.hour is not None and last is not None and "T" in (last.end or ""):
            return self.text[self.read_to : time.start] in (",", "、")
        hours = not time.first.dated and time.first.hour is not None and time.last is not None
        return hours and last is not None and last.end is not None and "T" in (last.start or "")

    def is_heading(self, item: Item) -> bool:
        """26日、28日:9:00-10:00…: days with a colon behind them hold for all the hours that follow."""
        assert item.time is not None
        return item.time.group is not None and ":" in self.text[item.start : item.end].split("日")[-1][:1]

    def on_clock_note(self, index: int, item: Item) -> int:
        """到青禾药店(14:20-14:30)购药: the hours of a bracket, where the words before it have only a day."""
        if item.times:
            if not self.now.empty:
                self.now.whens = [self.timeline.fork().resolve(t) for t in item.times]
            return index + 1
        if self.now.empty:
            told = [e for e in self.events if e.start >= self.clause.start and e.when is not None]
            for event in told:
                event.when = self.at_clock(item, event.when)
        else:
            whens = self.now.whens or self.take_whens(item.start, item.end)
            self.now.whens = [w for w in (self.at_clock(item, when) for when in whens) if w is not None]
        return index + 1

    def at_clock(self, item: Item, when: models.When | None) -> models.When | None:
        """The day of ``when`` at the hours of ``item``; unchanged where it has hours of its own."""
        if item.time is None or when is None or when.start is None or "T" in when.start:
            return when
        first = self.timeline.on_day(item.time, when)
        if when.end is None:
            return first
        closing = self.timeline.on_day(item.time, when.model_copy(update={"start": when.end}))
        return first.model_copy(update={"end": closing.end or closing.start, "recurring": "daily"})
