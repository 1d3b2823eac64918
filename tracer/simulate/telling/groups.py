"""Several cases in one paragraph: 确诊病例48、49，分别为男，66岁，女，63岁，二人系夫妻，均居住于…"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracer import models as m
from tracer.simulate.people import Population
from tracer.simulate.telling.labels import Called, Labels
from tracer.simulate.telling.page import Filled, Page
from tracer.simulate.telling.person import Fields, PersonWriter, sourced
from tracer.simulate.truth import Infection

MOST = 4
"""No more than so many cases share a paragraph."""
COUNTS = {2: "二人", 3: "三人", 4: "四人"}
PAIRS: dict[frozenset[str], str] = {
    frozenset({"父亲", "儿子"}): "父子", frozenset({"父亲", "女儿"}): "父女", frozenset({"母亲", "儿子"}): "母子",
    frozenset({"母亲", "女儿"}): "母女", frozenset({"哥哥", "弟弟"}): "兄弟", frozenset({"姐姐", "妹妹"}): "姐妹",
    frozenset({"哥哥", "妹妹"}): "兄妹", frozenset({"姐姐", "弟弟"}): "姐弟",
}  # fmt: skip


def group_by_household(cases: Iterable[Infection]) -> list[list[Infection]]:
    """The cases in order, those of one household together at the place of the first."""
    found: dict[tuple[int, int], list[Infection]] = {}
    counts: dict[int, int] = {}
    for case in cases:
        home = case.person.household.key
        part = counts.get(home, 0) // MOST
        counts[home] = counts.get(home, 0) + 1
        found.setdefault((home, part), []).append(case)
    return list(found.values())


class GroupWriter:
    """Writes the sentence that several cases share."""

    def __init__(self, page: Page, people: Population, labels: Labels, person: PersonWriter) -> None:
        self._page = page
        self._people = people
        self._labels = labels
        self._person = person
        self._heads: dict[int, m.TextSpan] = {}
        """Where each member is named in the heading."""

    def sentence(self, members: Sequence[Infection], stop: str) -> list[Fields]:
        """The heading, ages, what they are to each other, and the home; fields for each of them."""
        heads = self._heading(members)
        self._page.write(f"{stop}分别为")
        ages = []
        for i, case in enumerate(members):
            self._page.write("、" if i else "")
            sex = self._person.sex(case)
            self._page.write("，")
            ages.append(sex | self._person.age(case))
        self._page.write("，")
        ties = self._ties(members)
        self._page.write("，均")
        home = self._person.home(members[0])
        return [head | age | tie | home for head, age, tie in zip(heads, ages, ties, strict=True)]

    def _heading(self, members: Sequence[Infection]) -> list[Fields]:
        """确诊病例48、49: a series that goes on is not repeated."""
        found: list[Fields] = []
        series: m.TextSpan | None = None
        before: Called | None = None
        for case in members:
            called = self._labels.of[case.key]
            self._page.write("、" if before else "")
            if before and series and before.series == called.series:
                number = words = self._page.put(str(called.number))
                label = m.CaseLabel(value=called.label, text=None, span=None, parts=(series, number))
            else:
                words = self._page.put(called.label)
                label = m.CaseLabel(value=called.label, text=words.text, span=words.span)
                size = len(called.series or "")
                series = m.TextSpan(text=words.text[:size], span=(words.span[0], words.span[0] + size))
            self._heads[case.key] = words
            found.append({"label": label})
            before = called
        return found

    def _ties(self, members: Sequence[Infection]) -> list[Fields]:
        """二人系夫妻, 三人为同一家庭成员: each is that to each other one."""
        word, verb = self._word(members), "系" if len(members) == 2 else "为"
        filled = self._page.fill("{who}{verb}{word}", who=COUNTS[len(members)], verb=verb, word=word)
        return [{"relations": tuple(self._ties_of(case, members, filled))} for case in members]

    def _word(self, members: Sequence[Infection]) -> str:
        if len(members) > 2:
            return "同一家庭成员"
        one, other = (case.person for case in members)
        ties = self._people.tie(one, other), self._people.tie(other, one)
        words = {tie.word for tie in ties if tie is not None}
        if any(tie is not None and tie.kind == "spouse" for tie in ties):
            return "夫妻"
        return PAIRS.get(frozenset(words), "同一家庭成员")

    def _ties_of(self, case: Infection, members: Sequence[Infection], filled: Filled) -> Iterable[m.Relation]:
        for other in members:
            if other is case:
                continue
            called = self._labels.of[other.key]
            tie = self._people.tie(case.person, other.person)
            kind: m.RelationKind = "household" if filled["word"].text == "同一家庭成员" or tie is None else tie.kind
            head = self._heads[other.key]
            label = m.CaseLabel(value=called.label, text=head.text, span=head.span)
            target = m.Target(label=label, number=called.number, series=called.series, case_id=called.case_id)
            yield m.Relation(target=target, role=sourced(filled["word"]), kind=kind, text=filled.text, span=filled.span)
