"""Places told as a list behind a heading (主要活动轨迹涉及:青禾大包(东巷店)、老钟铁板烧、阿土水果店).

The list itself says that its items are places, so each is taken whole, whatever it ends in.
"""

from __future__ import annotations

import re

from tracer.parse.chains import Chains
from tracer.parse.clauses import Clause, Item
from tracer.parse.place_stretch import Stretch
from tracer.parse.places import LEAD, MAX_NAME, PEOPLE, PlaceMention, is_generic, kind_of, parts_of

TELLS = frozenset({
    "at", "to", "from", "goto_home", "stay", "board", "isolation", "positive", "sampled", "diagnosis", "admission",
    "discharge", "onset", "onset_verb", "never", "ambulance", "case",
})  # fmt: skip
"""Words of a sentence: a clause that holds one is no item of a list."""
SYLLABLES = frozenset("于至由")
"""Prepositions that also begin the names of shops (于记烧饼)."""
LEAST_OF_NAME = 2
TRAIL_OF_LIST = re.compile(r"(?:等(?:多个|多处|\d+[处个])?(?:地方|地点|场所|点位|地|处)?|\s)+$")
LAST_JOINT = re.compile(r"(?P<one>[^()]{3,}?(?:\([^()]*\))?)(?P<joint>以及|和|及|与)(?=[^()]{4,}|[^()]{2,}\()")
NUMBERED = re.compile(r"[ \t]*(?:[0-9]{1,2}[.、)](?![0-9])|\([0-9]{1,2}\)|[①-⑳])")


class Listing(Chains):
    """The handler of a clause that is part of a list of places."""

    listing: bool = False
    """Whether the heading of a list of places has been read and the list goes on."""
    by_line: bool = False
    """Whether the heading stands on a line of its own, with a numbered line for each place below it."""

    def in_listing(self, clause: Clause) -> bool:
        """Whether the clause is the heading of a list of places, or part of one."""
        if any(i.kind == "listing" for i in clause.items):
            self.listing, self.by_line = True, False
            self.list_dated = self.fresh or self.timed or any(i.kind == "time" for i in clause.items)
        elif self.listing and clause.start < clause.end:
            numbered = not self.by_line or NUMBERED.match(self.text, clause.start) is not None
            self.listing = numbered and all(self.may_be_listed(item) for item in clause.items)
        return self.listing

    def may_be_listed(self, item: Item) -> bool:
        """Whether a word can stand in the name of a place of a list."""
        return item.kind not in TELLS or item.has("weak") or self.text[item.start : item.end] in SYLLABLES

    def take_listed(self, clause: Clause) -> None:
        """Each item of the list is a visit in the time of the list."""
        start = self.times_of_list(clause)
        numbered = NUMBERED.match(self.text, start, clause.end)
        start = numbered.end() if numbered else start
        suffixes = tuple(i for i in clause.items if i.subject == "places" and i.start >= start)
        named = listed(clause, self.text, Stretch(start, clause.end, suffixes, False, len(clause.items)))
        named = [m for m in named if not any(i.kind == "mode" and m.start <= i.start < m.end for i in clause.items)]
        if self.fresh or self.timed or self.list_dated:
            named = self.take_sites(named)
        for one in (True, False):
            group = [m for m in named if self.is_where_one_lives(m) is one]
            if group:
                self.flush()
                fresh = self.fresh
                # a list of its own: the day told last was of something else
                self.now.undated = not (fresh or self.timed or self.list_dated)
                self.take(group, "at")
                self.now.lodge = one and not self.now.undated
                self.flush()
                self.fresh = fresh
        stop = self.text[clause.end : clause.end + 2]
        self.by_line = self.by_line or (stop.startswith((":\n", "\n")) and not named)
        self.listing = self.by_line or not (clause.last and stop[:1] in ("。", "\n", ""))

    def take_sites(self, mentions: list[PlaceMention]) -> list[PlaceMention]:
        """核酸采样点 among places without a verb: somebody was sampled there. The other places are given back."""
        fresh, whens = self.fresh, self.whens
        sites = [m for m in mentions if m.kind == "test_site"]
        if sites:
            self.flush()
        for site in sites:
            self.emit("sampled", Item(site.start, site.end, "sampled"), site)
            self.fresh, self.whens = fresh, whens
        return [m for m in mentions if m.kind != "test_site"]

    def times_of_list(self, clause: Clause) -> int:
        """Reads the times that open the clause or stand before the heading; where the list itself begins."""
        items, start = clause.items, clause.start
        head = next((n for n, i in enumerate(items) if i.kind == "listing"), -1)
        for n, item in enumerate(items):
            if item.kind == "time" and (n < head or item.start <= start + 1):
                self.on_time(n, item)
                start = item.end
        return items[head].end if head >= 0 else start


def listed(clause: Clause, text: str, found: Stretch) -> list[PlaceMention]:
    """The items of a list that is said to be of places, each taken whole."""
    out: list[PlaceMention] = []
    parts = parts_of(clause, text, found)
    joint = LAST_JOINT.match(text, *parts[-1]) if len(parts) > 1 else None
    if joint is not None:
        parts[-1:] = [joint.span("one"), (joint.end("joint"), parts[-1][1])]
    for a, b in parts:
        lead, trail = LEAD.match(text, a, b), TRAIL_OF_LIST.search(text, a, b)
        a, b = lead.end() if lead else a, trail.start() if trail else b
        act = next((i for i in clause.items if i.kind == "act" and i.end == b and i.start - a >= LEAST_OF_NAME), None)
        b = act.start if act is not None else b  # 东街早餐铺就餐
        own = [s for s in found.suffixes if a <= s.start and s.end <= b]
        if 2 <= b - a <= MAX_NAME and not text[a:b].isdigit() and not PEOPLE.search(text[a:b]):
            out.append(PlaceMention(a, b, kind_of(text[a:b], own), is_generic(text, a, b, own)))
    return out
