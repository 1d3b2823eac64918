"""Who each stretch of a group paragraph is about (感染者1406、1409、1410: …其中感染者1406为…; 二人均…).

The paragraph is walked clause by clause. A clause that begins with members or a word for several of them sets the
subject; a member named elsewhere (带感染者2到…, 与感染者5同行) is an object and changes nothing. Named before a comma
or a colon, or at the beginning of a sentence, a subject holds until the next; otherwise until the sentence ends.
What cannot be given out surely (男女各1例, 分别 with another number of items) is given to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tracer.parse.kinship import lookup
from tracer.parse.members import Members, Mention, Subject, Who
from tracer.parse.shares import (
    NAMED_AT_LENGTH,
    ONE_SEX,
    PEOPLE,
    PEOPLE_AT_LENGTH,
    PERSON,
    ages_of,
    borrowed_dates,
    end_of_row,
    items_of,
    named_in_turn,
    named_of,
    people_of,
)
from tracer.parse.units import Label, NormText, Range
from tracer.rulebook import Rule, active
from tracer.spans import clip, merge

CLAUSE = re.compile(
    rf"(?:{PEOPLE_AT_LENGTH}|{PEOPLE}|{ONE_SEX}|\([^()\n]*\)|[^,;。:\n]|(?:(?<=\D\d)|(?<=[01]\d)|(?<=2[0-4])):(?=[0-5]\d(?![为系是]|[男女]))|(?<=:\d\d):(?=\d\d))+"
)
CLAUSE_OF_NAMES = re.compile(f"{NAMED_AT_LENGTH}|{CLAUSE.pattern}")
SENTENCE_END = "。\n"
TOPIC_AFTER = (",", ":", "单独", "(", "\n")
DAY_BEFORE = re.compile(r"(?:其中|(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[上下]午|中午|晚上?)?)(?=\d{1,3}号)")
OF_THEM = re.compile("的|之(?!间)")
DIAGNOSED = re.compile(r"(?:被|已|为)确诊|诊断为")
KIN_OF_ONE = re.compile(r"分别[系为是][^,。;:\n、]{2,24}[的之][^,。;\n]{2,60},(?:[二两三四五六3-6]人|均|共同)")
"""分别为病例1的岳母、妻子和儿子,4人共同居住: they and the one whose kin they are."""
COUNTS = {"两": 2, "二": 2, "俩": 2, **{char: n for n, char in enumerate("三四五六七八九十", 3)}}
SUBJECTS = ("classified", "rest", "counted", "all", "each_home", "each", "pair", "first", "last", "open", "role")

Piece = tuple[int, int, Who]


def distribute(norm: NormText, body: Range, labels: Sequence[Label]) -> list[tuple[Range, ...]]:
    """For each member, in the order of ``labels``, the stretches of ``body`` that concern it.

    The stretches of one member are sorted and apart. Where a clause of one member leans on a date told in the clause
    of another (当日, a bare clock), that date is among its stretches too.

    >>> from tracer.parse.normalise import normalise
    >>> norm = normalise("均住甲小区。其中感染者1为司机,感染者2为店员。")
    >>> found = distribute(norm, (0, len(norm.text)), [Label("感染者1", 0, 0), Label("感染者2", 0, 0)])
    >>> ["".join(norm.text[a:b] for a, b in ranges) for ranges in found]
    ['均住甲小区。其中感染者1为司机,', '均住甲小区。感染者2为店员。']
    """
    start, end = body
    if len(labels) < 2 or start >= end:
        return [(body,) if start < end else () for _ in labels]
    pieces = _joined(_Walk(norm.text, body, labels).pieces())
    given: list[list[Range]] = [[(a, b) for a, b, who in pieces if member in who] for member in range(len(labels))]
    for member, date in borrowed_dates(norm.text, pieces, len(labels)):
        given[member].append(date)
    return [tuple(clip(merge(ranges), body)) for ranges in given]


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbouring pieces about the same members made one."""
    out: list[Piece] = []
    for start, end, who in pieces:
        if out and out[-1][1] == start and out[-1][2] == who:
            out[-1] = (out[-1][0], end, who)
        elif start < end:
            out.append((start, end, who))
    return out


class _Walk:
    """One pass over a group paragraph."""

    def __init__(self, text: str, body: Range, labels: Sequence[Label]) -> None:
        self._text = text
        self._rules = active().by_kind("subjects")
        self._members = Members(text, body, labels, active())
        self._all: Who = frozenset(range(len(labels)))
        self._body = body
        # a heading's labels may stand just before the body, in its line (感染者1(女)、感染者2(男),系…)
        line = max(text.rfind("\n", 0, body[0]) + 1, body[0] - 60)
        heads = [label.start for label in labels if line <= label.start < body[0]]
        self._start = min([body[0], *heads])
        row = [(label.start, label.end) for label in labels]
        own_row = end_of_row(text, row, body[1]) if labels[0].end <= labels[1].start else None
        named = named_in_turn(text, body, labels) if own_row is None else []
        self._row_end = end_of_row(text, named, body[1]) if named else own_row
        """Where people listed by label, sex and age alone have all been introduced: what they share follows."""
        alone = self._members.only_described(body)
        self._alone: Who | None = None if alone is None else frozenset({alone})
        """Whom the paragraph describes, where it names the others as kin of that one."""
        self._lasting = self._all
        self._now = self._all
        self._several = self._all
        self._named: Who = frozenset()
        self._said: dict[int, str] = {}
        self._by_role = False
        self._kin_of_one = KIN_OF_ONE.search(text, *body) is not None

    def pieces(self) -> Iterator[Piece]:
        """The paragraph cut where the subject changes, each piece with the members it is about."""
        at = self._start
        fresh = True
        pending: int | None = None
        clause = CLAUSE if self._members.by_name else CLAUSE_OF_NAMES
        for m in clause.finditer(self._text, self._start, self._body[1]):
            begin = m.start() if pending is None else pending
            lead = self._match("lead", m.start(), m.end())
            if lead is not None and lead.end() == m.end() and self._after(m.end()) not in SENTENCE_END:
                pending = begin
                continue
            pending = None
            stop = self._stop(m.end())
            if at < begin:
                yield at, begin, self._now
            yield from self._clause(begin, m.start(), m.end(), stop, fresh)
            at = stop
            fresh = self._ends_sentence(m.end(), stop)
            if fresh:
                self._now, self._named = self._lasting, frozenset()
        if at < self._body[1]:
            yield at, self._body[1], self._now

    def _after(self, at: int) -> str:
        return self._text[at] if at < self._body[1] else "\n"

    def _stop(self, at: int) -> int:
        """The end of the punctuation that closes a clause."""
        while at < self._body[1] and self._text[at] in ",;。:\n ":
            at += 1
        return at

    def _ends_sentence(self, at: int, stop: int) -> bool:
        return any(char in self._text[at:stop] for char in SENTENCE_END)

    def _match(self, kind: str, at: int, end: int) -> re.Match[str] | None:
        return next((m for _, p in self._rules.get(kind, ()) if (m := p.match(self._text, at, end))), None)

    def _search(self, kind: str, at: int, end: int) -> re.Match[str] | None:
        return next((m for _, p in self._rules.get(kind, ()) if (m := p.search(self._text, at, end))), None)

    def _clause(self, begin: int, start: int, end: int, stop: int, fresh: bool) -> Iterator[Piece]:
        """One clause: its subject, then whatever it gives out among several."""
        subject = self._subject(start, end, fresh)
        at = begin
        if subject is None and fresh and self._by_role and self._is_told_out():
            self._now = self._lasting = frozenset()
        if subject is not None:
            self._take(subject)
            for i, ((a, b), member) in enumerate(subject.own):
                if at < a:
                    # 、和 between two names is about nobody
                    yield at, a, frozenset() if i else self._now
                yield a, b, frozenset({member})
                at = b
        who = self._now
        shared = list(self._shares(at, end, who))
        if not shared:
            yield at, stop, who
        else:
            yield from shared
            yield end, stop, who
        for member in who:
            self._said[member] = self._said.get(member, "") + self._text[at:end]

    def _is_told_out(self) -> bool:
        """Whether the one spoken of has been diagnosed: what follows may be the story of the other."""
        return any(DIAGNOSED.search(self._said.get(member, "")) for member in self._now if len(self._now) == 1)

    def _take(self, subject: Subject) -> None:
        if self._alone is not None and subject.who == self._all:  # the heading
            subject, self._alone = Subject(self._alone, subject.end, True), None
        self._now = subject.who
        self._by_role = subject.by_role
        self._named |= subject.who if len(subject.who) < len(self._all) else frozenset()
        if subject.lasting:
            self._lasting = subject.who
        elif len(subject.who) < len(self._all):
            self._lasting = self._all
        if len(subject.who) > 1:
            self._several = subject.who

    def _subject(self, start: int, end: int, fresh: bool) -> Subject | None:
        """The subject with which a clause begins, after dates and the like; None if it goes on with the old one."""
        if self._search("common", start, end) is not None or self._follows_row(start, end):
            return Subject(self._all, start, True)
        found = self._search("found", start, end)
        if found is not None and (role := self._token("role", found.end(), end)) is not None:
            return role
        named = self._called(start, end)
        lead = self._match("lead", start, end)
        at = lead.end() if lead else start
        among = lead is not None and self._search("among", start, at) is not None
        if named is None:
            named = self._called(at, end) or self._called_behind_day(start, end)
        if named is not None:
            return self._named_subject(named, at, end, lasting=fresh and not among)
        for kind in SUBJECTS:
            token = self._token(kind, at, end)
            # 12日、13日均为阴性 speaks of days, and so does 均 within a sentence
            if token is not None and (kind != "each" or (fresh and at == start)):
                return token
        return None

    def _follows_row(self, start: int, end: int) -> bool:
        """病例1,女,46岁,病例2,女,49岁,居住于…: where all of them live, or 均为…, right behind the row."""
        if (
            self._row_end is None
            or not 0 <= start - self._row_end <= 1
            or self._text[self._row_end : start] not in ("", "。")
        ):
            return False
        return any(self._match(kind, start, end) for kind in ("after_row", "each", "counted"))

    def _called(self, at: int, end: int) -> Mention | None:
        """The members named at ``at``; behind the group's heading on the same line, the one named after it."""
        named = self._members.mention(at, end)
        if named is None or not self._text.startswith(" ", named.end):
            return named
        return self._members.mention(named.end + 1, end) or named

    def _called_behind_day(self, start: int, end: int) -> Mention | None:
        """Members called by words that look like days: 3月11日2号、3号同乘…."""
        day = DAY_BEFORE.match(self._text, start, end)
        return self._called(day.end(), end) if day is not None else None

    def _named_subject(self, named: Mention, at: int, end: int, *, lasting: bool) -> Subject | None:
        if OF_THEM.match(self._text, named.end) or lookup(self._text[named.end : end]) is not None:
            return None  # 病例2:女,34岁,病例1妻子
        topic = named.end == end or self._text.startswith(TOPIC_AFTER, named.end) or bool(named.own)
        own = tuple(named.own) if len(named.members) > 1 else ()
        return Subject(frozenset(named.members), named.end, lasting or topic, own)

    def _token(self, kind: str, at: int, end: int) -> Subject | None:
        for rule, pattern in self._rules.get(kind, ()):
            m = pattern.match(self._text, at, end)
            if m is not None:
                who = self._meant(kind, rule, m)
                lasting = kind not in ("classified", "rest", "open")
                return None if who is None else Subject(who, m.end(), lasting, by_role=kind == "role")
        return None

    def _meant(self, kind: str, rule: Rule, m: re.Match[str]) -> Who | None:
        """The members a word stands for: nobody where it is not sure, None where it is no subject at all."""
        if kind == "role":
            member = self._members.roles.get(str(rule.attributes.get("role")))
            return None if member is None else frozenset({member})
        if kind == "pair" and m.end() < m.endpos:
            return None
        if kind in ("first", "last"):
            return frozenset({0 if kind == "first" else len(self._all) - 1}) if len(self._all) == 2 else frozenset()
        if kind == "open":
            # after one member's clause 其 is that member; otherwise nobody can say
            return None if len(self._now) == 1 or not self._members.roles else frozenset()
        if kind == "counted":
            return self._counted(_number(m["count"]))
        if kind == "rest":
            others = self._all - self._named
            told = self._named if m["count"] is None else len(others) == _number(m["count"])
            return others if told else frozenset()
        if kind == "classified":
            return self._classified(_number(m["count"] or ""), m["class"] or m["class2"])
        return self._all

    def _counted(self, count: int | None) -> Who:
        if count == len(self._all) or (count == len(self._all) + 1 and self._kin_of_one):
            return self._all
        return self._several if count == len(self._several) else frozenset()

    def _classified(self, count: int | None, name: str) -> Who:
        if count == len(self._all):
            return self._all
        if count is None and (called := self._members.called_so(name)):
            return called
        wording = re.compile(f"(?:诊断|确诊|判定|订正)为(?:本土)?{name}")
        found = frozenset(member for member, said in self._said.items() if wording.search(said))
        return found if count in (None, len(found)) else frozenset()

    def _shares(self, start: int, end: int, who: Who) -> Iterator[Piece]:
        """The pieces of a clause that gives one item to each of several; none if it does not."""
        if len(who) < 2:
            return
        named = named_of(self._text, start, end, len(who))
        if not named and not self._members.by_name:
            named = people_of(self._text, start, end, len(who))
        if named:
            yield from ((start, named[0][0], who),) if start < named[0][0] else ()
            for member, (a, b) in zip(sorted(who), named, strict=True):
                yield a, b, frozenset({member})
            yield named[-1][1], end, who
            return
        first = PERSON.search(self._text, start, end)
        if first is not None and people_of(self._text, first.start(), end, len(who)):
            yield from self._items(start, first.start(), end, end, who)
            return
        if ages := ages_of(self._text, start, end, len(who)):
            yield from self._items(start, ages[0][0], end, end, who)
            return
        if self._search("open_clause", start, end) is not None or self._match("open_fact", start, end) is not None:
            yield start, end, frozenset()
            return
        kin = self._search("kin_list", start, end)
        if kin is not None:
            yield from self._items(start, kin.start("items"), kin.end("items"), end, who)
            return
        each = self._search("respective", start, end)
        if each is None:
            return
        if each["list"] is None:
            yield start, end, frozenset()
            return
        yield from self._items(start, each.end(), end, end, who)

    def _items(self, start: int, first: int, last: int, end: int, who: Who) -> Iterator[Piece]:
        """One item of ``text[first:last]`` a member, the rest to all; nobody gets the items if their number differs."""
        items = items_of(self._text, first, last, len(who))
        if not items:
            yield start, first, who
        else:
            yield start, items[0][0], who
            for member, (a, b) in zip(sorted(who), items, strict=True):
                yield a, b, frozenset({member})
        rest = items[-1][1] if items else last
        if rest < end:
            yield from list(self._shares(rest, end, who)) or [(rest, end, who)]


def _number(words: str) -> int | None:
    """A small count in digits or words, if it is one.

    >>> _number("两"), _number("12"), _number("十二")
    (2, 12, None)
    """
    return int(words) if words.isdigit() else COUNTS.get(words)
