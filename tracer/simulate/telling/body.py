"""The page of one notice with everything that writes on it, and the pieces that all layouts share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from tracer import models as m
from tracer.simulate.city import City
from tracer.simulate.links import Link
from tracer.simulate.people import Population
from tracer.simulate.telling.events import EventWriter, Told
from tracer.simulate.telling.groups import GroupWriter
from tracer.simulate.telling.labels import Issue, Labels, Reference
from tracer.simulate.telling.page import Page
from tracer.simulate.telling.person import Fields, PersonWriter
from tracer.simulate.telling.phrases import phrase
from tracer.simulate.telling.places import Places
from tracer.simulate.telling.story import Statement, story
from tracer.simulate.telling.styles import Style
from tracer.simulate.telling.times import Calendar, Manner
from tracer.simulate.truth import Infection

CONDITION_SHARE, NOTHING_SHARE = 0.5, 0.12


@dataclass(frozen=True, slots=True)
class Sources:
    """All that the notices of an outbreak draw on."""

    city: City
    people: Population
    style: Style
    labels: Labels
    links: dict[int, list[Link]]


class Body:
    """Writes the cases of one notice on its page."""

    def __init__(self, page: Page, sources: Sources, issue: Issue, rng: Random, manner: Manner) -> None:
        self.page = page
        self.sources = sources
        self.issue = issue
        self.rng = rng
        self.manner = manner
        places = Places(rng, sources.city)

        def refer(key: int) -> Reference | None:
            return sources.labels.refer(key, issue)

        self.person = PersonWriter(page, places, rng, sources.style, refer)
        self.events = EventWriter(page, sources.city, places, rng, refer)
        self.group = GroupWriter(page, sources.people, sources.labels, self.person)
        self._lead = rng.choice(sources.style.leads)
        self._gap = rng.choice(("\n", "\n\n"))

    @property
    def after_label(self) -> str:
        """What stands between a label and the facts."""
        return self._lead.partition("{label}")[2]

    def end(self) -> None:
        """Leave the case's block."""
        self.page.write(self._gap)

    # -- pieces ---------------------------------------------------------------------------------------------------

    def label(self, case: Infection) -> Fields:
        """The label, and whatever stands between it and the facts."""
        words = self.page.put(self.sources.labels.of[case.key].label)
        self.page.write(self.after_label)
        return {"label": m.CaseLabel(value=words.text, text=words.text, span=words.span)}

    def told(self, case: Infection, bare: bool = False) -> Told:
        """A story not yet begun."""
        return Told(case, Calendar(self.rng, self.manner), bare)

    def paragraph(self, case: Infection, told: Told) -> None:
        """The story in running text."""
        statements = story(case, self.rng, self.sources.style.tells)
        if self.sources.style.condition and self.rng.random() < CONDITION_SHARE:
            statements.append(Statement("admission", statements[-1].start, None, "day", "admission", follows=True))
        for i, statement in enumerate(statements):
            self.events.statement(statement, told)
            if statement.kind == "stay" and self.rng.random() < NOTHING_SHARE:
                self.page.write("，" + phrase(self.rng, "nothing"))
            self.page.write(self.stop(statements, i))

    def stop(self, statements: Sequence[Statement], i: int) -> str:
        """The mark after a statement."""
        if i + 1 == len(statements):
            return "。"
        following = statements[i + 1]
        if following.follows or (following.kind, statements[i].kind) == ("diagnosis", "transfer"):
            return "，"
        if following.kind in ("isolation", "onset"):
            return self.rng.choice("。；")
        return self.rng.choice("；；；。，")

    def case(self, case: Infection, start: int, *parts: Fields) -> m.Case:
        """The record of what has been written since ``start``."""
        called = self.sources.labels.of[case.key]
        fields: Fields = {}
        relations: list[m.Relation] = []
        for part in parts:
            relations += part.get("relations", ())
            fields |= part
        fields["relations"] = tuple(_distinct(relations))
        end = self.page.length
        return m.Case(
            case_id=called.case_id, series=called.series, number=called.number, span=(start, end), **fields
        )  # fmt: skip


def _distinct(relations: Iterable[m.Relation]) -> list[m.Relation]:
    """One relation for each case meant and each kind, the first one told."""
    found: dict[tuple[str | None, str], m.Relation] = {}
    for relation in relations:
        found.setdefault((relation.target.case_id, relation.kind), relation)
    return list(found.values())
