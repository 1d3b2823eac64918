"""Reads a person's text, clause by clause, into events: where the person was, how they moved, what was found.

Each clause is walked from left to right. Prepositions, vehicles and activities fill the `Movement` in hand; it becomes
an event when something new begins or the clause ends. Milestones (isolation, test, hospital, diagnosis) are events of
their own. Only a journey under way (乘57路, 到某站下车) lives on over a comma.

What the clause kinds mean is settled in the annotation guide (docs/annotating.md); which words mean them is in the
rule files movements.toml, vehicles.toml, milestones.toml and places.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracer import models
from tracer.parse.actors import (
    DESCRIBES_ANOTHER,
    acts_alone,
    appeals,
    comes_to_home,
    hears_of_kin,
    may_be_aside,
    only_subject,
    other_goes_on,
    others_fall_ill,
    returns_to_case,
    speaks_of_contacts,
    states_relation,
    tells_of_others,
    told_as_another,
    turns_to_public,
)
from tracer.parse.chains import LINKS
from tracer.parse.clauses import Clause, Item, cut
from tracer.parse.clocks import Clocks
from tracer.parse.drafts import EventDraft
from tracer.parse.exceptions import divided
from tracer.parse.findings import COUNTED_KINDS
from tracer.parse.inherit import Inheritance, find_inheritance
from tracer.parse.milestones import Milestones
from tracer.parse.moving import Moving
from tracer.parse.places import PlaceMention
from tracer.parse.relation_drafts import RelationDraft
from tracer.parse.relatives import Relatives
from tracer.parse.repeated import RepeatedDays
from tracer.parse.riding import Riding
from tracer.parse.routes import Routes
from tracer.parse.staying import Staying
from tracer.parse.timeline import Timeline
from tracer.parse.units import NormText, Range, Unit

AT_HOME = re.compile(r"带(?:小?孩|孙|娃)|务农|待业|养老|闲居|休学|创业|照[顾看料]|抚养")
PAST = re.compile(r"此前|既往|曾|之前|原先")


BARE_DAYS = frozenset({"time", "with", "who"})
ONLY_TIMES = frozenset({"time"})
REACHED = frozenset({"suffix", "goto_home"})
"""Without a place or a way home in it a clause tells of no guests."""
ILLNESS = frozenset({"diagnosis", "onset", "positive"})
SPEAK_OF_OTHERS = ILLNESS | {"kin", "case"}


@dataclass(slots=True)
class Told:
    """What a person's text tells: events in text order, trajectories taken over, the stretches understood."""

    events: list[EventDraft]
    inherits: list[Inheritance]
    claims: list[Range]
    unknown_year: bool
    advice: list[Range]
    """What is said to the readers: known, and nothing of this person."""


def read_events(
    norm: NormText,
    unit: Unit,
    anchor: date | None,
    names: Mapping[str, str] | None = None,
    facts: Sequence[Range] = (),
    reported: models.When | None = None,
    month: int | None = None,
    work: Range | None = None,
    relations: Sequence[RelationDraft] = (),
    *,
    alone: bool = True,
) -> Told:
    """The events of one person.

    Args:
        norm: the document.
        unit: the person's stretches of text.
        anchor: the day from which years are inferred (issue date or the like), if any is known.
        names: what the cases of the notice may be called, to their labels (for 轨迹同病例1).
        facts: where the person's residence and work are stated, which are no visits.
        month: the month the notice named last before this person, for days named before any month.
        work: where the person's workplace or school is stated, which 上班 and 在校 stand for.
        reported: the day the notice reports on, for tests and diagnoses told without a day of their own.
        relations: to whom the person is related, whose own doings are none of this person's.
        alone: whether the notice describes nobody else.
    """
    reader = EventReader(norm, Timeline(norm, anchor, month), names or {}, facts, reported)
    reader.work = PlaceMention(*work, "workplace") if work else None
    reader.begins = unit.ranges[0][0] if unit.ranges else 0
    own = norm.text[slice(*unit.name)] if unit.name else ""
    described = norm.text[slice(*unit.ranges[0])].partition("\n")[0] if own and unit.ranges else ""
    reader.relatives = Relatives.of(relations, own, described, names or {}, unit.label)
    for clause in cut(norm, unit.header):
        reader.read(clause)
    found = reader.keep_findings(alone=alone)
    reader.several = unit.group is not None or bool(unit.of_all)
    together = {start for start, _ in unit.of_all} | set(unit.apart)
    for clause in divided(norm.text, cut(norm, unit.ranges)):
        if clause.start in together:
            reader.timeline.rest()  # 3例感染者均已送定点医院: not on the last day of one of them
        reader.read(clause)
    reader.flush()
    if not alone:
        reader.drop_measures(unit.of_all)
    reader.drop_background(found)
    reader.drop_retold(found)
    return Told(reader.events, reader.inherits, reader.claims, reader.timeline.unknown_year, reader.advice)


class EventReader(RepeatedDays):
    """Walks the clauses and hands each word to its handler."""

    def read(self, clause: Clause) -> None:
        """Walks one clause."""
        self.clause = clause
        if self.now.toward and not self.rides_further(clause):
            self.flush()
        if not self.going_on:
            self.sentence, self.others, self.timed, self.alone = clause.start, False, False, False
            self.apart = clause.start > self.begins and DESCRIBES_ANOTHER.match(self.text, clause.start) is not None
            self.awaited = self.another = self.long_since = False
            if self.passing:
                self.days, self.passing = [], False
        self.going_on = not clause.last
        if self.states_fact(clause):
            clause.items = [i for i in clause.items if not self.is_fact(i)]
        if self.relatives.own_words:
            clause.items = self.relatives.without_self(self.text, clause)
        kinds = {item.kind for item in clause.items}
        aside = may_be_aside(self.text, clause)
        before = (self.timeline.fork(), self.fresh, self.whens) if clause.exception else None
        count = len(self.events)
        turns = aside and turns_to_public(self.text, clause)
        self.public = turns or (self.public and self.text[clause.start - 1] != "\n")
        asks = aside and appeals(self.text, clause)
        self.appealing = asks or (self.appealing and clause.start > self.sentence)
        public = self.public or self.appealing or (aside and tells_of_others(self.text, clause))
        if public or ("case" in kinds and states_relation(self.text, clause)):
            self.advice += [(clause.start, clause.end)] if public else []
            self.others = self.others or (aside and speaks_of_contacts(self.text, clause))
            self.flush()
            return
        turns = (aside and speaks_of_contacts(self.text, clause)) or (
            "kin" in kinds and hears_of_kin(self.text, clause)
        )
        self.others = turns or (self.others and not returns_to_case(clause))
        self.tell(clause, kinds, count)
        if not self.idle and (clause.last or not self.under_way()):
            self.flush()
        if before is not None:
            self.timeline, self.fresh, self.whens = before
        if clause.last and clause.start < clause.end and self.text[clause.end : clause.end + 1] in "。\n":
            self.fresh = self.fresh and clause.items != [] and clause.items[-1].kind == "time"

    def tell(self, clause: Clause, kinds: set[str], count: int) -> None:
        """Hands a clause to whoever can read it: guests, a chain, somebody else, a day repeated, or the walk."""
        if not self.others and not kinds.isdisjoint(REACHED) and (home := comes_to_home(self.text, clause)) is not None:
            self.receives(clause, home)
        elif kinds <= LINKS and self.in_chain(clause):
            self.leg(clause)
            self.claims.append((clause.start, clause.end))
        elif self.others or ("case" in kinds and self.inherited(clause)) or self.somebody_else(clause, kinds):
            self.pass_over(clause)
        elif (self.listing or "listing" in kinds) and self.in_listing(clause):
            self.take_listed(clause)
            self.claims.append((clause.start, clause.end))
        elif ("same_track" in kinds or kinds <= BARE_DAYS) and "case" not in kinds and self.repeats_day(clause):
            self.claims.append((clause.start, clause.end))
        else:
            self.came_from = None
            self.walk(clause)
            self.joins_remark(clause, count)
            if clause.inner:
                self.results_in_brackets(clause)
            if len(self.events) > count or kinds == ONLY_TIMES or not self.now.empty:
                self.claims.append((clause.start, clause.end))
            else:
                self.claims += leading_times(self.text, clause)

    def states_fact(self, clause: Clause) -> bool:
        """Whether some of the words of a clause state the residence or the workplace."""
        start, end = clause.start, clause.end
        if start >= self.facts_end or not self.may_state_facts():
            return False
        if not any(start < b and a < end for a, b in self.facts):
            return False
        return not any(i.kind == "time" for i in clause.items)

    def somebody_else(self, clause: Clause, kinds: set[str]) -> bool:
        """Whether somebody else acts in the clause, or is taken on in it."""
        if self.apart and not any(i.kind == "who" and i.end - i.start > 1 for i in clause.items):
            self.alone = True
            return True
        if kinds.isdisjoint(SPEAK_OF_OTHERS) and not (self.another or self.awaited or self.alone):
            return False  # as most clauses: nobody else is named, before or now
        acts = "kin" in kinds and acts_alone(self.text, clause)
        acts = acts or ("case" in kinds and self.relatives.acts(self.text, clause))
        subject = acts and only_subject(self.text, clause)
        self.another = ("case" in kinds and self.relatives.another_acts(self.text, clause)) or (
            self.another and self.relatives.another_goes_on(self.text, clause)
        )
        acts = acts or self.another or self.awaited or (bool(kinds & ILLNESS) and others_fall_ill(self.text, clause))
        self.alone = acts or (
            self.alone and (other_goes_on(self.text, clause) or told_as_another(self.text, self.sentence, clause))
        )
        self.awaited = subject
        return self.alone

    def pass_over(self, clause: Clause) -> None:
        """Takes only the times of a clause that tells nothing of this person's own movements."""
        for item in clause.items:
            if item.kind == "time":
                self.on_time(0, item)
        self.claims.append((clause.start, clause.end))
        self.fresh = False

    def receives(self, clause: Clause, home: Range) -> None:
        """Guests at home: the person stays."""
        self.pass_over(clause)
        dated = any(i.kind == "time" for i in clause.items)
        told = bool(self.events) and self.events[-1].kind == "stay" and not dated  # 居家,期间有亲友来家中聚餐
        if self.timed and not told:
            self.flush()
            place = PlaceMention(*home, "home", True)
            self.fresh = bool(self.whens) and dated
            self.emit("stay", Item(*home, "stay"), place)

    def inherited(self, clause: Clause) -> bool:
        """Takes down a trajectory taken over from another case (轨迹同病例1)."""
        times = [i.time for i in clause.items if i.time is not None]
        when = self.timeline.fork().resolve(times[-1]) if times else (self.whens[-1] if self.fresh else None)
        found = find_inheritance(self.norm, clause, when, len(self.events), self.names)
        if found is None:
            return False
        self.flush()
        self.inherits.append(replace(found, position=len(self.events)))
        return True

    def walk(self, clause: Clause) -> None:
        """Hands each item to its handler; a handler may read ahead and says where to go on."""
        items = clause.items
        index = self.bare_place(clause) if items else 0
        while index < len(items):
            item = items[index]
            handler = HANDLERS.get(item.kind)
            if handler is None or (item.kind in COUNTED_KINDS and self.passes_count(item)):
                index += 1
            else:
                self.idle = self.idle and item.kind == "time"
                index = handler(self, index, item)

    def results_in_brackets(self, clause: Clause) -> None:
        """做核酸检测(结果阴性) is one test; 在单位上班(核酸检测结果阴性) tells of a test besides."""
        for item in clause.inner:
            result = item.rule.attributes.get("result") if item.rule and item.kind in ("sampled", "positive") else None
            told = [e for e in self.events if clause.start <= e.start and e.end <= item.start]
            if result is None or not (told or self.now.act):
                continue
            test = told[-1] if told and told[-1].kind == "sampled" and told[-1].result is None else None
            if test is not None:
                test.kind, test.result = ("positive", None) if result == "positive" else ("sampled", "negative")
            elif "核酸" in self.text[item.start : item.end] and not (told and told[-1].kind == "positive"):
                self.flush()
                self.emit(item.kind, item, result=str(result) if item.kind == "sampled" else None)

    def on_never(self, index: int, item: Item) -> int:
        """未曾去过农贸市场: what follows in the clause did not happen."""
        return len(self.clause.items)

    def only_lives(self, stay: EventDraft) -> bool:
        """退休在家, 在家带孙: how somebody lives, and no stay."""
        if AT_HOME.match(self.text, stay.end):
            return True
        return self.text[max(0, stay.start - 2) : stay.start] in ("退休", "离休", "待业", "务农", "失业", "偏瘫")

    def drop_background(self, begin: int) -> None:
        """Leaves out what the description says before any date (在武汉从事餐饮工作): a background, no visit.

        Args:
            begin: how many of the events are the header's.
        """
        own = self.events[begin:]
        before = own[: next((i for i, e in enumerate(own) if e.when is not None), 0)]
        gone = [
            e
            for e in before
            if e.kind in ("visit", "journey") and not PAST.search(self.text, max(0, e.start - 6), e.start)
        ]
        gone += [e for e in before if e.kind == "stay" and self.only_lives(e)]
        self.leave_out(gone)


def leading_times(text: str, clause: Clause) -> list[Range]:
    """The dates a clause opens with and a comma sets apart: the running date, whatever is told of it."""
    out = []
    for item in clause.items:
        comma = text.find(",", item.start, item.end + 1)
        if item.kind != "time" or comma < 0:
            break
        out.append((item.start, comma))
    return out


HANDLERS: dict[str, Callable[[EventReader, int, Item], int]] = {
    "time": Clocks.on_time, "at": Moving.on_at, "from": Moving.on_from, "to": Moving.on_to, "goto_home": Moving.on_home,
    "ambulance": Riding.on_ambulance, "with": Moving.on_with, "mode": Riding.on_mode, "board": Riding.on_board,
    "change": Riding.on_change, "depart": Riding.on_depart, "act": Staying.on_act, "stay": Staying.on_stay,
    "dwell": Staying.on_dwelling, "settling": Staying.on_settling, "history": Staying.on_history,
    "isolation": Milestones.on_isolation,
    "positive": Milestones.on_test, "sampled": Milestones.on_test, "care": Milestones.on_care,
    "admission": Milestones.on_admission, "diagnosis": Milestones.on_milestone, "discharge": Milestones.on_milestone,
    "death": Milestones.on_milestone, "onset": Milestones.on_onset, "onset_verb": Milestones.on_symptoms,
    "symptom": Milestones.on_bare_symptom, "onset_after": Milestones.on_dated_onset,
    "leave": Staying.on_leave, "told_site": Moving.on_told_site,
    "diagnosis_after": Milestones.on_dated_diagnosis, "during": Milestones.on_during, "never": EventReader.on_never,
    "clock_note": Clocks.on_clock_note, "enter": Moving.on_enter, "voyage": Moving.on_voyage, "route": Routes.on_route,
    "crossing": Routes.on_crossing, "same_ride": Routes.on_same_ride, "commute": Routes.on_commute,
    "plate": Riding.on_plate, "lately": Clocks.on_lately,
}  # fmt: skip
"""What each kind of word does."""
