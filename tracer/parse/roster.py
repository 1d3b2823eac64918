"""Who the cases of a notice are, as far as telling one person from another needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

from tracer.models import Sex
from tracer.parse.kinship import Person
from tracer.parse.labels import opening
from tracer.parse.references import CaseReference, confirmed_names, find_mentions, is_name
from tracer.parse.required import required_characters
from tracer.parse.units import Label, NormText, Range, Unit
from tracer.rulebook import Rulebook, active

PERSON = re.compile(
    r"(?:[,(:\s]|性别:|为)(?P<sex>男|女)(?:性|,|\)|$).{0,12}?(?P<age>[0-9]{1,3})(?P<unit>岁|个?月)?", re.DOTALL
)
BELOW = re.compile(r"[ \t:]*\n\s*")
NAMED = re.compile(r"[,(]\s?(?:[男女]|[0-9]{1,3}岁)")
LONGEST_NAME = 12
CODE = re.compile(
    r"(?P<series>[A-Z]{1,2}-?|^(?!病例|患者|实例|个案|案例|病人|感染者|阳性者|确诊者)[一-龥]{2,3})[0-9]{1,4}$"
)
BRACKETS = re.compile(r"\((?P<sex>男|女),?(?P<age>[0-9]{1,3})?岁?\)")
COLLECTED = re.compile(r"第[0-9]+号")
CASES = "(?:确诊|阳性|疑似)?(?:病例|患者|病人)|(?:无症状|阳性)?感染者"
STARTS_CLAUSE = frozenset(",。; \t\n系为是:")
KIN_NEXT = re.compile("[妻夫父母儿女子孙兄弟姐妹嫂婿媳侄甥舅姑姨叔伯岳公婆爷奶外丈爱配老大小二三堂表]")
STEM = re.compile(r"(?<=[一-龥])([甲乙丙丁戊己庚辛A-H])$")
ALONE = r"(?:(?<![一-龥A-Za-z0-9])|(?<=[系与和同为是]))"
ENDS = "(?:(?=[的之与和同、,;。)]|$)|(?<=[与和同].)(?![型级类肝醇状方地座区栋号室某]))"
MASKED = re.compile(r"[一-龥]{1,2}(?:某{1,2}|[xX×*]{1,2})[一-龥]?")
NO_PLACE = r"(?![某xX×*]|的?(?:小区|公司|酒店|超市|医院|学校|商场|市场|餐馆|药店|诊所|工厂|厂))"
MOST_IN_ONE = 15
"""People of a page without title or header: more are taken to be from several notices."""
NEIGHBOURS = 4
"""How many entries of a list apart people of one notice stand."""
SEXES: dict[str, Sex] = dict(zip("男女", get_args(Sex), strict=True))


@dataclass(frozen=True, slots=True)
class Member:
    """One case of the notice."""

    label: str | None
    number: int | None
    name: str | None
    group: int | None
    person: Person
    start: int
    alias: str | None = None
    """A second label, right below the first: 患者一 under 第42号确诊病例."""
    ranges: tuple[Range, ...] = ()
    """The text that is about this case."""

    @property
    def words(self) -> str | None:
        """What the notice calls this case: its label, else its name."""
        return self.label or self.name

    def answers(self, ref: CaseReference, qualifier: Person | None = None) -> bool:
        """Whether a reference within this notice means this case; ``qualifier`` is a bracket after a name."""
        if ref.published is not None or ref.described:
            return False
        if self.alias is not None and ref.core == self.alias:
            return True
        if self.label is not None and (ref.number is not None or (self.number is None and ref.name is None)):
            return self._label_answers(ref)
        if ref.name is None or ref.name != self.name:
            return False
        if ref.series not in (None, "患者", "病例", "感染者") or ref.area:
            return False
        return qualifier is None or _agree(qualifier, self.person)

    def _label_answers(self, ref: CaseReference) -> bool:
        label = (self.label or "").removesuffix("号")
        if self.number is None:  # 患者甲, 病例A
            return label == ref.core or label.endswith(ref.core)
        if ref.number != self.number or (ref.area and ref.area[0] not in "我本该" and ref.area not in label):
            return False
        core = ref.core.removesuffix(ref.name) if ref.name and len(ref.core) > len(ref.name) else ref.core
        if ref.series == "号":  # 第413号 for 第413号确诊病例
            return label.startswith(core)
        if core.startswith(f"{ref.number}号") and ref.series and not label[0].isdigit():  # 1号感染者 for 感染者1号
            core = f"{ref.series}{ref.number}"
        return label.endswith(core) or core.endswith(label) or (ref.series == "例" and label.startswith("第"))


class Roster:
    """The cases of a notice in text order, and every masked name it calls a case.

    Args:
        members: the cases.
        names: the names that are names of cases in every text of the notice.
        own_names: by the start of a member, the names that are names of cases in its text alone: in a list put
            together from many notices a name means the same person only among those who name each other.
    """

    def __init__(
        self,
        members: tuple[Member, ...] = (),
        names: frozenset[str] = frozenset(),
        own_names: Mapping[int, frozenset[str]] = MappingProxyType({}),
    ) -> None:
        self.members = members
        self.names = names
        self.own_names = own_names
        self._by_start = {(m.start, m.label): m for m in reversed(members)}
        self._unnumbered = [m for m in members if m.number is None]
        codes = (CODE.search(m.label) for m in members if m.label)
        self.code_series = frozenset(m["series"] for m in codes if m)
        """What stands before the number in labels that are codes (A-6, 云岭37)."""
        self.codes = _own_words(self.code_series, members)
        """Own words of this notice for its cases, if it has any: codes (A-6), names with a surname few have (岩某)."""
        self._code_characters = required_characters(self.codes.pattern) if self.codes else None

    @classmethod
    def of(
        cls, norm: NormText, units: Sequence[Unit], header: Range | None = None, names: Iterable[str] = ()
    ) -> Roster:
        """The roster of a notice's units; ``header`` may introduce more names (通报的确诊病例戴某根)."""
        members = tuple(_member(norm, unit) for unit in units)
        own = {
            m.start: frozenset(confirmed_names(norm.text, u.start, u.end)) for m, u in zip(members, units, strict=True)
        }
        several = len(members) > MOST_IN_ONE or all(COLLECTED.match(m.label or "") for m in members)
        if header is None and len(members) > 1 and several:
            return cls(members, own_names=_among_themselves(norm.text, members, own))
        known = {*names, *(m.name for m in members if m.name)}
        if header:
            known.update(
                ref.name for mention in find_mentions(norm, *header) if not mention.bare_name
                for ref in mention.references if ref.name
            )  # fmt: skip
        known.update(*own.values())
        return cls(members, frozenset(known))

    def tells_codes(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch of text holds one of the notice's own words for its cases."""
        if self.codes is None:
            return False
        if self._code_characters is not None and self._code_characters.isdisjoint(text[start:end]):
            return False
        return self.codes.search(text, start, end) is not None

    def names_for(self, own: Member | None) -> frozenset[str]:
        """The names that are names of cases in the text of a member."""
        return self.names | self.own_names.get(own.start, frozenset()) if own else self.names

    def member(self, unit: Unit) -> Member | None:
        """The member a unit stands for, if the unit is one of the roster's."""
        start, label = _identity(unit), unit.label.text if unit.label else None
        return self._by_start.get((start, label))

    def companions(self, own: Member) -> list[Member]:
        """The other members of the same group paragraph."""
        if own.group is None:
            return []
        return [m for m in self.members if m.group == own.group and m is not own]

    def introduced(self, ref: CaseReference) -> Member | None:
        """The member whose own name, where the notice introduces it, stands within these words."""
        if ref.number is not None:
            return None
        return next((m for m in self._unnumbered if ref.start <= m.start < ref.end), None)

    def knows(self, ref: CaseReference) -> bool:
        """Whether a number without a case word counts as this notice counts: 第413号, A-6."""
        if ref.series == "号":
            return any(m.label is not None and m.label.startswith(ref.core) for m in self.members)
        return ref.series in self.code_series

    def find(self, ref: CaseReference) -> Member | None:
        """The only member a reference answers to, or None."""
        found = [m for m in self.members if m.answers(ref)]
        return found[0] if len(found) == 1 else None


def _own_words(series: frozenset[str], members: Iterable[Member]) -> re.Pattern[str] | None:
    """What the notice alone calls its cases: codes, a stem for 感染者甲, names that no rule would know (岩某)."""
    words, rare, stems = [], set[str](), set[str]()
    for member in members:
        stems.update(STEM.findall(member.label or ""))
        if member.name and MASKED.fullmatch(member.name) and not is_name(member.name):
            rare.add(member.name)
    if series:
        words.append(rf"(?:{'|'.join(map(re.escape, sorted(series)))})[0-9]{{1,4}}(?![0-9])")
    if rare:
        words.append(rf"(?P<series>{CASES})?(?P<name>{'|'.join(map(re.escape, sorted(rare)))}){NO_PLACE}")
    if stems:
        words.append(rf"{ALONE}(?P<numbers>[{''.join(sorted(stems))}]){ENDS}")
    return re.compile("|".join(words)) if words else None


def _among_themselves(
    text: str, members: Sequence[Member], own: Mapping[int, frozenset[str]]
) -> dict[int, frozenset[str]]:
    """The names of neighbours who name each other, beside those that each one's text calls cases itself."""
    found = {m.start: set(own[m.start]) for m in members}
    for a, b in ((a, b) for i, a in enumerate(members) for b in members[i + 1 : i + 1 + NEIGHBOURS]):
        if a.name and b.name and a.name != b.name and _tells_of(text, a, b.name) and _tells_of(text, b, a.name):
            found[a.start].add(b.name)
            found[b.start].add(a.name)
        for one, other in ((a, b), (b, a)):
            if other.name and one.name != other.name and _is_kin_of(text, one, other.name):
                found[one.start].add(other.name)
    return {start: frozenset(names) for start, names in found.items()}


def _is_kin_of(text: str, member: Member, name: str) -> bool:
    """Whether the text of a member says whose kin it is by the name of a neighbour in the list (尤某之妻)."""
    for start, end in member.ranges:
        for link in ("之", "的"):
            at = text.find(name + link, start, end)
            if at >= 0 and text[at - 1] in STARTS_CLAUSE and KIN_NEXT.match(text, at + len(name) + 1, end):
                return True
    return False


def _tells_of(text: str, member: Member, name: str) -> bool:
    return any(name in text[a:b] for a, b in member.ranges)


def read_qualifier(text: str, at: int) -> tuple[Person, int] | None:
    """A bracket that tells namesakes apart, (女,63岁), directly at ``at``: the person, and where it ends."""
    found = BRACKETS.match(text, at)
    if found is None:
        return None
    age = found["age"]
    return Person(SEXES[found["sex"]], float(age) if age else None), found.end()


def _agree(a: Person, b: Person) -> bool:
    return (a.sex is None or b.sex is None or a.sex == b.sex) and (a.age is None or b.age is None or a.age == b.age)


def _identity(unit: Unit) -> int:
    if unit.label:
        return unit.label.start
    return unit.name[0] if unit.name else unit.start


def _member(norm: NormText, unit: Unit) -> Member:
    label = unit.label
    name = norm.text[slice(*unit.name)] if unit.name else _name_below(norm, unit)
    return Member(
        label.text if label else None, label.number if label else None, name, unit.group,
        _person(norm.text, unit), _identity(unit), _alias(norm.text, label) if label else None,
        unit.ranges,
    )  # fmt: skip


def _name_below(norm: NormText, unit: Unit) -> str | None:
    """The name that opens the text below a label (第15例, then 患者岑某,男,47岁)."""
    if unit.label is None or unit.group is not None:
        return None
    head = BELOW.match(norm.text, unit.label.end)
    named = next(find_mentions(norm, head.end(), head.end() + LONGEST_NAME), None) if head else None
    if head is None or named is None or named.start != head.end() or not NAMED.match(norm.text, named.end):
        return None
    return named.references[0].name


def _alias(text: str, label: Label) -> str | None:
    """The label that begins the line below a heading which is a label alone."""
    below = BELOW.match(text, label.end)
    if below is None or not label.text.startswith("第"):
        return None
    end = text.find("\n", below.end())
    end = len(text) if end < 0 else end
    needed = active().derived(_numbered_characters)
    if needed is not None and needed.isdisjoint(text[below.end() : end]):
        return None  # 男,45岁,…: what most such lines tell
    found = opening(text, below.end(), end)
    return found.labels[0].text if found and found.labels and found.kind == "numbered" else None


def _numbered_characters(book: Rulebook) -> frozenset[str] | None:
    """Characters one of which stands in every numbered label, None where they cannot be listed."""
    needed = [required_characters(pattern.pattern) for _, pattern in book.by_kind("labels").get("numbered", ())]
    return frozenset().union(*(chars for chars in needed if chars is not None)) if None not in needed else None


def _person(text: str, unit: Unit) -> Person:
    """Sex and age, read where they stand nearest to the words for this person."""
    begin = unit.label.end if unit.label else unit.name[1] if unit.name else unit.start
    windows = [text[begin : begin + 40]] if unit.group is None else []
    words = text[slice(*unit.name)] if unit.name else unit.label.text if unit.label else ""
    for start, end in unit.ranges:
        stands = start <= begin - len(words) and begin <= end
        at = begin - len(words) if stands else text.find(words, start, end) if words else -1
        windows.append(text[at + len(words) : min(end, at + len(words) + 24)] if at >= 0 else "")
        if text[start : start + 1] in SEXES:  # 分别为男,49岁、女,16岁
            windows.append("," + text[start : min(end, start + 24)])
    if unit.group is None:
        windows.extend("," + text[start : min(end, start + 30)] for start, end in unit.ranges[:1])
    for window in windows:
        if found := PERSON.search(window):
            return Person(
                SEXES[found["sex"]], float(found["age"]) if found["unit"] == "岁" else 0.5 if found["unit"] else None
            )
    return Person()
