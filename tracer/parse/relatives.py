"""The cases a person is told of with, and which clauses of the person's text tell what one of them did alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tracer.parse.actors import POSSESSIVE
from tracer.parse.clauses import Clause, Item
from tracer.parse.references import CaseReference
from tracer.parse.relation_drafts import RelationDraft
from tracer.parse.units import Label

DESCRIBED = re.compile(r"[一-龥][某xX×*][某xX×*一-龥]?(?=[,(](?:男|女))")
NO_SUBJECT = frozenset("的之(家处、和与同及")
"""What follows a name that is not the subject: 蓝某某的妻子, 蓝某某家."""
SEVERAL = re.compile(r"(?:[2-9]|[二两三四五六])人|一行|一家|夫妇|夫妻|一起|一同|共同")
_WITH = (
    r"本人|一同|一起|共同|同行|全家|一家|二人|两人"
    r"|(?:[接送载带陪护]|[将把与和同为给])其(?![父母妻夫儿女子孙兄弟姐妹爷奶岳同])"
)
WITH_PERSON = re.compile(f"患者|病例|{_WITH}")
WITH_SELF = re.compile(f"患者(?![0-9一二三四五六七八九十甲乙丙])|{_WITH}")
BY_ITSELF = re.compile(
    r"(?:作为|被)|[与和同携带][^,。;]{0,3}(?:妻|夫|父|母|儿|女|子|孙|家人|朋友|同事)(?![^,。;]{0,20}(?:患者(?!家)|本人))"
)
"""林某某作为疑似病例…, 梁某被确诊, 梁某与妻子、女儿驾车…: done without the person described."""
NOT_DOING = re.compile("(?:被|已)?(?:确诊|诊断|发病|检出|阳性|转为)|[为系是均后时]|[0-9一二三四五六七八九十]")
"""病例2确诊后,8月3日隔离; 病例2为…: what became of another case, and no doing."""
DIGITS = re.compile("[0-9]+")
NOBODY: Mapping[str, str] = {}
JOINED = ("、", "和", "及", "与")
NAMES = frozenset({"kin", "suffix", "guard"})
REACH = 2
"""So many characters may stand between a case and what it did: 病例2曾|到超市."""


class Relatives(NamedTuple):
    """The cases a person is related to, and how the text may call the person by them."""

    names: frozenset[str] = frozenset()
    own_words: tuple[str, ...] = ()
    """江某的公公, for whom is told of as the father-in-law of 江某."""
    own: str = ""
    """The person's own name, where it is known."""
    surnames: frozenset[str] = frozenset()
    """First characters of that name and of those of people described with the person (赖某,女;庄某,男)."""
    called: Mapping[str, str] = NOBODY
    """What the cases of the notice may be called, to their labels."""
    label: str = ""
    """The person's own label, if it has a number."""

    @classmethod
    def of(
        cls,
        relations: Sequence[RelationDraft],
        own: str,
        described: str = "",
        called: Mapping[str, str] = NOBODY,
        label: Label | None = None,
    ) -> Relatives:
        """Those that the relations read name; who has the name of the person (``own``) cannot be told from them.

        Args:
            relations: to whom the person is related.
            own: the person's name.
            described: the line that introduces the person, and others with the same entry.
            called: what the cases of the notice may be called, to their labels.
            label: the person's own.
        """
        named = [r for r in relations if r.target.name and r.target.name != own]
        surnames = frozenset(name[0] for name in (own, *DESCRIBED.findall(described)) if name)
        words = {f"{r.target.name}{link}{r.role_text}" for r in named for link in ("的", "之")}
        names = frozenset(r.target.name for r in named if r.target.name)
        numbered = label.text if label is not None and label.number is not None else ""
        return cls(names, tuple(sorted(words)), own, surnames, called, numbered)

    def without_self(self, text: str, clause: Clause) -> list[Item]:
        """The clause's items without those that only name the person: 江某的公公确诊."""
        for words in self.own_words:
            at = text.find(words, clause.start, clause.end)
            if at >= 0:
                return [i for i in clause.items if not at <= i.start < at + len(words) or i.kind == "time"]
        return clause.items

    def acts(self, text: str, clause: Clause) -> bool:
        """Whether one of them is the subject (林某某作为疑似病例收入院), and does it without the person."""
        first = next((i for i in clause.items if i.kind != "time"), None)
        if first is None or not self.names_one(first) or not BY_ITSELF.match(text, first.end, clause.end):
            return False
        return POSSESSIVE.match(text[clause.start : first.start]) is not None

    def another_acts(self, text: str, clause: Clause) -> bool:
        """Whether the clause begins with somebody else, who does what it says (蓝某某开车载其父亲去…; 病例2到…)."""
        items = [i for i in clause.items if i.kind != "time"]
        ref = items[0].reference if items else None
        if ref is None:
            return False
        if self.is_another(ref) and POSSESSIVE.match(text[_behind_times(clause) : items[0].start]):
            return self._numbered_act(text, clause, items)
        if POSSESSIVE.match(text[clause.start : items[0].start]) is None:
            return False
        first, name = items[0], ref.name
        if name is None or not self.own or name[0] in self.surnames or text[first.end : first.end + 1] in NO_SUBJECT:
            return False  # 龙某锋 may be called 龙某某 further on
        rest = text[first.end : clause.end]
        return self.own not in rest and not WITH_PERSON.search(rest)

    def _numbered_act(self, text: str, clause: Clause, items: Sequence[Item]) -> bool:
        """病例2、病例3到超市 and nobody else: no deed of the person, who is not named and is not with them."""
        cases = [i for i in items if i.reference is not None]
        if any(not self.is_another(i.reference) for i in cases):
            return False
        last = cases[0]
        for item in cases[1:]:
            if text[last.end : item.start] not in JOINED:
                break
            last = item
        behind = next((i for i in clause.items if i.start >= last.end), None)
        if behind is None or behind.kind in NAMES or behind.start - last.end > REACH:
            return False  # 病例2小儿子, 病例2所带团的团友: who the person is
        rest = text[last.end : clause.end]
        return rest[0] not in NO_SUBJECT and not NOT_DOING.match(rest) and not WITH_SELF.search(rest)

    def is_another(self, ref: CaseReference | None) -> bool:
        """Whether a reference is another case of the notice, called like the person but for the number (病例2)."""
        if ref is None or not self.label or self.called.get(ref.core, self.label) == self.label:
            return False
        shape = DIGITS.sub("#", ref.core)
        return shape != ref.core and DIGITS.sub("#", self.label).endswith(shape) and not self.label.endswith(ref.core)

    def another_goes_on(self, text: str, clause: Clause) -> bool:
        """Whether it is still somebody else who acts, in a clause behind one that began with their name."""
        own = text.find(self.own, clause.start, clause.end) >= 0 if self.own else False
        before = text[clause.start - 2 : clause.start - 1]
        if text[clause.start - 1] == "\n":
            return False
        return not own and before not in "后时前" and not self.returns(text, clause)

    def returns(self, text: str, clause: Clause) -> bool:
        """Whether the clause is about the person again: it begins with a word for the patient, or counts several."""
        first = next((i for i in clause.items if i.kind != "time"), None)
        start = first.start if first is not None else clause.start
        again = text.startswith(("患者", "病例", "该", "本人"), start)
        return again or SEVERAL.search(text, start, clause.end) is not None

    def names_one(self, item: Item) -> bool:
        """Whether an item is one of them by name alone."""
        return item.reference is not None and item.reference.name in self.names


def _behind_times(clause: Clause) -> int:
    """Where the clause goes on behind the times that open it."""
    at = clause.start
    for item in clause.items:
        if item.kind != "time":
            break
        at = item.end
    return at
