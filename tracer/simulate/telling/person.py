"""Who a case is, in words: name, sex, age, home, work, relations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from tracer import models as m
from tracer.simulate.links import Link
from tracer.simulate.telling.labels import Reference
from tracer.simulate.telling.page import Filled, Page
from tracer.simulate.telling.phrases import frame, phrase
from tracer.simulate.telling.places import Places
from tracer.simulate.telling.styles import Style
from tracer.simulate.truth import Infection

SEXES: dict[m.Sex, str] = {"male": "男", "female": "女"}
FRAME_SHARE = 0.3
"""Share of the relations that are not said as 系…的…."""
AGE_FIRST_SHARE, DETECTION_SHARE = 0.12, 0.6
MONTHS = ("个月", "月龄", "个月大")

Fields = dict[str, Any]
"""Fields of the record of a case, as far as they have been written."""

Refer = Callable[[int], Reference | None]
"""The words for the case of this key; None where the notice cannot know it yet."""


def sourced(words: m.TextSpan) -> m.SourcedText:
    """A value that is its own words."""
    return m.SourcedText(value=words.text, text=words.text, span=words.span)


class PersonWriter:
    """Writes what stands in front of the story."""

    def __init__(self, page: Page, places: Places, rng: Random, style: Style, refer: Refer) -> None:
        self._page = page
        self._places = places
        self._rng = rng
        self._style = style
        self._refer = refer
        self._age_first = rng.random() < AGE_FIRST_SHARE
        self._sex_word = rng.choice(("", "", "", "性"))
        self._verb = phrase(rng, "live.area" if style.homes == "area" else "live")

    def sentence(self, case: Infection, links: Sequence[Link]) -> Fields:
        """Everything in one sentence, without its full stop."""
        fields = self.name(case, "，") if self._style.names else {}
        fields |= self.sex(case)
        self._page.write("，")
        fields |= self.age(case)
        pieces = [lambda: self.home(case), lambda: self.work(case)]
        if self._rng.random() < 0.3:
            pieces.reverse()
        pieces.insert(self._rng.choice((0, 1, 2)), lambda: self.relations(links))
        if self._style.tells == "milestones" and self._rng.random() < DETECTION_SHARE:
            pieces.append(lambda: self.detection(case))
        return fields | self.listed(pieces)

    def listed(self, pieces: Sequence[Callable[[], Fields]]) -> Fields:
        """Each piece after a comma, unless it has nothing to say."""
        fields: Fields = {}
        for piece in pieces:
            fields |= self._page.led("，", piece)
        return fields

    def name(self, case: Infection, stop: str = "") -> Fields:
        """王某某, as names are printed."""
        masked = case.person.surname + self._rng.choice(("某", "某某"))
        where = self._page.put(masked)
        self._page.write(stop)
        return {"name": sourced(where)}

    def sex(self, case: Infection) -> Fields:
        """男, 女性."""
        where = self._page.put(SEXES[case.person.sex] + self._sex_word)
        return {"sex": m.SourcedSex(value=case.person.sex, text=where.text, span=where.span)}

    def age(self, case: Infection) -> Fields:
        """36岁, 9个月."""
        person = case.person
        value, unit = (person.months, "month") if person.months else (person.age, "year")
        where = self._page.put(f"{value}{self._rng.choice(MONTHS) if person.months else '岁'}")
        return {"age": m.Age.model_validate({"value": value, "unit": unit, "text": where.text, "span": where.span})}

    def home(self, case: Infection, verb: bool = True) -> Fields:
        """居住于平城区望湖小区."""
        site = case.person.household.home
        words = self._places.write(site, prefix=True)
        if self._style.homes == "area":
            words = self._places.area_words(site)
        filled = self._page.fill("{verb}{home}", verb=self._verb if verb else "", home=words)
        where = filled["home"]
        area = self._style.homes == "area"
        return {"residences": (self._places.area(site, where) if area else self._places.record(site, where),)}

    def work(self, case: Infection, verb: bool = True) -> Fields:
        """福达物流公司员工, 退休; nothing where only milestones are told."""
        job = case.person.job
        if not job.title or self._style.tells == "milestones":
            return {}
        if job.site is None:
            return {"occupation": sourced(self._page.put(job.title))}
        key = "work_as.bare" if not verb else "study" if job.studies else "work_as"
        filled = self._page.fill(phrase(self._rng, key), site=job.site.name, title=job.title)
        fields: Fields = {"workplace": self._places.record(job.site, filled["site"])}
        if "title" in filled.slots:
            fields["occupation"] = sourced(filled["title"])
        return fields

    def detection(self, case: Infection) -> Fields:
        """在社区筛查中发现: how the case was found."""
        found = case.course.detected_by
        where = self._page.put(phrase(self._rng, f"found.{found}"))
        return {"detected_by": m.SourcedDetectedBy(value=found, text=where.text, span=where.span)}

    def relations(self, links: Sequence[Link], verb: bool = True) -> Fields:
        """系病例33的妻子, 系病例33、34的女儿."""
        groups = self._grouped(links)
        if len(groups) == 2 and len({r.words for members in groups.values() for _, r in members}) == 1:
            return {"relations": self._both(list(groups.values()), verb)}
        found: list[m.Relation] = []
        for word, members in groups.items():
            if found:
                self._page.write("，")
            found.extend(self._related(word, members, verb))
        return {"relations": tuple(found)} if found else {}

    def _grouped(self, links: Sequence[Link]) -> dict[str, list[tuple[Link, Reference]]]:
        """The links whose targets are known, by the word for them."""
        groups: dict[str, list[tuple[Link, Reference]]] = {}
        for link in links:
            reference = self._refer(link.target)
            if reference is not None:
                groups.setdefault(link.tie.word, []).append((link, reference))
        return groups

    def _both(self, groups: Sequence[Sequence[tuple[Link, Reference]]], verb: bool) -> tuple[m.Relation, ...]:
        """系病例2的同事、密切接触者: two words for one case."""
        links, reference = [members[0][0] for members in groups], groups[0][0][1]
        template = phrase(self._rng, "related.both") if verb else "{target}的{role}、{other}"
        filled = self._page.fill(template, target=reference.words, role=links[0].tie.word, other=links[1].tie.word)
        return tuple(
            _relation(filled, "target", slot, link, reference)
            for slot, link in zip(("role", "other"), links, strict=True)
        )

    def _related(self, word: str, members: Sequence[tuple[Link, Reference]], verb: bool) -> list[m.Relation]:
        link, reference = members[0]
        if verb and len(members) == 1 and self._rng.random() < FRAME_SHARE:
            template, role = frame(self._rng, link.tie.kind, word, link.back)
            if template:
                filled = self._page.fill(template, target=reference.words, role=role)
                return [_relation(filled, "target", "role", link, reference)]
        slots = {f"t{i}": r.short if i else r.words for i, (_, r) in enumerate(members)}
        targets = "、".join(f"{{{slot}}}" for slot in slots)
        template = phrase(self._rng, "related" if verb else "related.bare").replace("{target}", targets)
        filled = self._page.fill(template, role=word, **slots)
        return [_relation(filled, f"t{i}", "role", *member) for i, member in enumerate(members)]


def _relation(filled: Filled, target: str, role: str, link: Link, reference: Reference) -> m.Relation:
    """The record of a phrase whose slots ``target`` and ``role`` hold the two."""
    return m.Relation(
        target=reference.target(filled[target]), role=sourced(filled[role]), kind=link.tie.kind, text=filled.text,
        span=filled.span,
    )  # fmt: skip
