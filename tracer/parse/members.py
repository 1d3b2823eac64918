"""How the text of a group paragraph points to one of its members: by label, short label, name or kin word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tracer.parse.units import Label, Range
from tracer.rulebook import Rulebook

SEX = re.compile(r"[,(: 、]{0,2}(?:性别)?[:,]?([男女])")
AGE = re.compile(r"[^;。\n]{0,12}?(\d{1,3})(岁|个月|月龄|天)")
NUMBER = re.compile(r"(?:\d+|[A-Z]-?\d*|[甲乙丙丁戊①-⑳])(?=号?$)")
ORDINAL = re.compile(r"第[0-9一二三四五六七八九十百]{1,5}[例号](?=[^例号]{2,8}$)")
"""第7例感染者 is called 第7例 for short."""
NAME = re.compile(
    r"(?:患者|病例|感染者|确诊病例|确诊患者|无症状感染者|阳性感染者)?(?P<name>[一-龥]{1,2}(?:某{1,2}[一-龥]?|[xX×*]{1,2}))"
)
GIVEN = ("某", *"甲乙丙丁戊")
"""What makes another name of 向某: 向某某, 向某甲."""
JOIN = re.compile(r"\s*(?:、|和|及|以及|与|-|至)\s*")
SUBJECT_AFTER = (*"为,:(、系是在未因从每居乘驾曾均",)
"""What stands behind a bare number that is somebody's: 42未外出, 43在某店上班."""
RANGES = ("-", "至")
BRACKET = re.compile(r"(?:[一-龥](?:某{1,2}|[xX*×]{1,3})[一-龥]?)?\([^()\n]{0,60}\)")
ALL_IN_BRACKET = re.compile(r"\((?:均|都|皆|[二两三四五六3-6]人|一家[人三四五六3-6]|系?同[一事]|[系为](?:同|一家))")
"""病例2、病例3(均为普通型): said of both."""
INTRODUCED = re.compile(r"(?:[一-龥]{2,9}?[区县市旗镇])?(?:新增|确诊|疑似)?(?:患者|病例|病人|感染者)?")
DAYS = {"岁": 365, "个月": 30, "月龄": 30, "天": 1}


Who = frozenset[int]
"""Members of a group by their place in it."""


KIN_BRACKET = re.compile(
    r"(?:妻子|丈夫|爱人|儿子|女儿|长子|次子|长女|次女|父亲|母亲|哥哥|弟弟|姐姐|妹妹|儿媳|女婿|孙子|孙女|岳父|岳母|公公|婆婆)"
    r"\((?P<label>[^(),、;。\n]{1,14})\)"
)


@dataclass(slots=True)
class Mention:
    """Members named together, and the brackets that speak of one of them only."""

    end: int
    members: list[int]
    own: list[tuple[Range, int]] = field(default_factory=list)
    """Stretches that belong to one member: its name with the bracket after it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject a clause begins with."""

    who: Who
    end: int
    lasting: bool
    own: tuple[tuple[Range, int], ...] = ()
    by_role: bool = False
    """Named by a kin word (妻子), which in a story of two holds less firmly than a label."""


class Members:
    """The members of one group paragraph, in the order of their labels."""

    def __init__(self, text: str, around: Range, labels: Sequence[Label], book: Rulebook) -> None:
        self._text = text
        self._labels = labels
        self._forms = _forms(labels)
        self._named = [(label.start, label.end, i) for i, label in enumerate(labels) if label.number is None]
        self._lengths = sorted({len(form) for form in self._forms}, reverse=True)
        self.roles = self._find_roles(around, book) if len(labels) == 2 else {}

    def __len__(self) -> int:
        return len(self._labels)

    @property
    def by_name(self) -> bool:
        """Whether any member is introduced by name and not by number."""
        return bool(self._named)

    def called_so(self, name: str) -> Who:
        """The members whose labels hold a word: 确诊病例."""
        return frozenset(i for i, label in enumerate(self._labels) if name in label.text)

    def mention(self, at: int, end: int) -> Mention | None:
        """The members named at ``at``, with what is joined to them (感染者1412、1413)."""
        first = self._one(at, end, bare=False)
        if first is None:
            return None
        stop, member = first
        found = Mention(stop, [member])
        self._bracket(found, at, member, end)
        while (joint := JOIN.match(self._text, found.end, end)) is not None:
            after = self._one(joint.end(), end, bare=True)
            if after is None:
                break
            stop, member = after
            if joint.group().strip() in RANGES:
                found.members += range(found.members[-1] + 1, member)
            found.members.append(member)
            found.end = stop
            self._bracket(found, joint.end(), member, end)
        return found

    def only_described(self, around: Range) -> int | None:
        """The one member a paragraph describes, where it names every other as that one's kin.

        个案3至5:温某某,男,38岁,同住的有妻子(个案4)、儿子(个案5): what follows is told of 个案3.
        """
        others = {
            member
            for m in KIN_BRACKET.finditer(self._text, *around)
            if (found := self._one(m.start("label"), m.end("label"), bare=True)) is not None
            and found[0] == m.end("label")
            for member in (found[1],)
        }
        rest = [i for i in range(len(self._labels)) if i not in others]
        return rest[0] if len(rest) == 1 and len(self._labels) > 1 else None

    def _bracket(self, found: Mention, at: int, member: int, end: int) -> None:
        m = BRACKET.match(self._text, found.end, end)
        if m is not None and not ALL_IN_BRACKET.match(self._text, found.end):
            found.own.append(((at, m.end()), member))
            found.end = m.end()

    def _one(self, at: int, end: int, *, bare: bool) -> tuple[int, int] | None:
        """The member introduced at ``at``, or whose label, or its number alone, stands there."""
        for start, stop, index in self._named:
            if at <= start < stop <= end and INTRODUCED.fullmatch(self._text, at, start):
                return stop, index
        for length in self._lengths:
            stop = at + length
            form = self._text[at:stop] if stop <= end else ""
            member = self._forms.get(form)
            after = self._text[stop : stop + 1]
            if member is None or (form[-1].isdigit() and after.isdigit()) or after == "某":
                continue
            if form[-1] == "某" and after in GIVEN:
                continue
            alone = not form.removesuffix("例").isdigit()  # 第125例、126例: a number counts only behind another
            if bare or alone or (form.isdigit() and after in SUBJECT_AFTER):
                return stop, member
        return None

    def _find_roles(self, around: Range, book: Rulebook) -> dict[str, int]:
        """Role (wife, son) to member, where the text says what the two are to one another."""
        facts = [self._facts(index, around) for index in range(2)]
        sexes = [sex for sex, _ in facts]
        ages = [age for _, age in facts]
        kin = [(rule, pattern) for rule, pattern in book.by_kind("subjects")["pair"] if rule.attributes]
        said = [rule for rule, pattern in kin if pattern.search(self._text, *around)]
        if len(said) != 1:
            return {}
        rule = said[0]
        roles: dict[str, int] = {}
        for mark, role in rule.attributes.items():
            if mark in sexes and sexes.count(mark) == 1:
                roles[role] = sexes.index(mark)
            elif mark in ("older", "younger") and None not in ages and ages[0] != ages[1]:
                older = 0 if (ages[0] or 0) > (ages[1] or 0) else 1
                roles[role] = older if mark == "older" else 1 - older
        return roles

    def _facts(self, index: int, around: Range) -> tuple[str | None, int | None]:
        """Sex and age in days, where they follow the member's label."""
        for form in sorted((f for f, i in self._forms.items() if i == index), key=len, reverse=True):
            at = self._text.find(form, *around)
            while at >= 0:
                stop = at + len(form)
                m = SEX.match(self._text, stop, around[1])
                if m is not None and self._one(at, around[1], bare=True) == (stop, index):
                    age = AGE.match(self._text, m.end(), around[1])
                    days = int(age[1]) * DAYS[age[2]] if age else None
                    return "male" if m[1] == "男" else "female", days
                at = self._text.find(form, stop, around[1])
        return None, None


def _forms(labels: Sequence[Label]) -> dict[str, int]:
    """Ways to write each label, from the whole to its number alone; those of two labels mean nobody."""
    owners: dict[str, set[int]] = {}
    for index, label in enumerate(labels):
        for form in called(label):
            owners.setdefault(form, set()).add(index)
    return {form: next(iter(found)) for form, found in owners.items() if len(found) == 1}


def called(label: Label) -> frozenset[str]:
    """Ways to write one label, and the name told with it."""
    return forms_of(label.text) | {label.alias} if label.alias else forms_of(label.text)


@lru_cache(maxsize=4096)
def forms_of(label: str) -> frozenset[str]:
    """Ways to write the text of one label.

    >>> sorted(forms_of("确诊病例12")), sorted(forms_of("第7例感染者"))
    (['12', '病例12', '确诊病例12', '诊病例12'], ['7例', '第7例', '第7例感染者'])
    """
    forms = {label, short_form(label)}
    if (number := NUMBER.search(label)) is not None:
        forms |= {label[cut:] for cut in range(1, number.start() - 1)} | {label[number.start() :]}
        forms |= {form.removesuffix("号") for form in forms}
        forms |= {f"{label}号"} if label == number[0] else set()  # 1号 for 1 in a table
    if (ordinal := ORDINAL.match(label)) is not None:
        forms |= {ordinal[0], ordinal[0][1:]}
    return frozenset(forms - {""})


def short_form(label: str) -> str:
    """How a text calls somebody for short: 第7例 for 第7例感染者, 向某甲 for 患者向某甲; else the label itself."""
    if (ordinal := ORDINAL.match(label)) is not None:
        return ordinal[0]
    return name["name"] if (name := NAME.fullmatch(label)) is not None else label
