"""轨迹同病例1: the events one case takes over from another, for the days the phrase names.

The copies keep the words and spans where their times and places were first stated; only the event's own `text` and
`span` are those of the phrase that hands them over, and `inherited_from` names the case they come from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracer import models
from tracer.parse.clauses import Clause
from tracer.parse.drafts import EventDraft
from tracer.parse.units import NormText, Unit

OPEN_ENDED = re.compile("[以之]后|[0-9][日时号]后|起")
UP_TO = re.compile("[日号天](?:(?P<too>[及和或])?其?[以之]?前)(?!往)")
"""3月5日(及以)前轨迹同病例1: all that the other did until then, the day itself only with 及."""
SHARED_KINDS = frozenset({"stay", "visit", "journey", "care", "isolation"})
"""What two people can share; a test, an admission or a diagnosis is each one's own."""


Handed = tuple[EventDraft, str | None]
"""An event, and the label of the case it is taken over from."""


MOST_AHEAD = 5
"""How many cases told further down a trajectory is handed up through; from above it comes through any number."""


@dataclass(frozen=True, slots=True)
class Inheritance:
    """A phrase that hands over events: from whom, for when, and behind which own event it stands."""

    label: str
    when: models.When | None
    start: int
    end: int
    position: int
    open_ended: bool = False
    up_to: bool = False
    """Whether the time is where the days shared end, and what came before is shared too."""


def find_inheritance(
    norm: NormText, clause: Clause, when: models.When | None, position: int, names: Mapping[str, str]
) -> Inheritance | None:
    """The inheritance a clause states, if it states one.

    Args:
        norm: the document.
        clause: the clause.
        when: the time in force, None when the phrase has no time of its own.
        position: how many events of the case stand before it.
        names: what cases of the notice may be called, to their labels.
    """
    cases = [i for i in clause.items if i.kind == "case" and i.reference is not None]
    track = next((i for i in clause.items if i.kind == "same_track"), None)
    if not cases or (track is None and not _nothing_but_same(norm, clause, cases[0].start, when)):
        return None
    reference = cases[-1 if track and cases[-1].start > track.start else 0].reference
    assert reference is not None
    label = names.get(reference.text) or names.get(reference.core) or names.get(reference.name or "")
    if label is None:
        return None
    after = norm.text[clause.start : (track or cases[0]).start]
    up_to = UP_TO.search(after) if when is not None and when.end is None else None
    if up_to is not None and when is not None and when.start:
        last = date.fromisoformat(when.start[:10]) - timedelta(days=0 if up_to["too"] else 1)
        when = when.model_copy(update={"start": last.isoformat()})
    open_ended = OPEN_ENDED.search(after) is not None
    return Inheritance(label, when, clause.start, clause.end, position, open_ended, up_to is not None)


def _nothing_but_same(norm: NormText, clause: Clause, at: int, when: models.When | None) -> bool:
    """19:00-22:30 同卓某某, or 3月6日,同病例1: a time here or right before, 同, a case, and nothing else."""
    times = [i for i in clause.items if i.kind == "time"]
    start = times[-1].end if times else clause.start
    return (
        (bool(times) or when is not None)
        and norm.text[start:at].strip(" ,:") in ("同", "均同", "轨迹同")
        and _ends_there(norm, clause)
    )


def _ends_there(norm: NormText, clause: Clause) -> bool:
    last = [i for i in clause.items if i.kind == "case"][-1]
    return norm.text[last.end : clause.end].strip() == ""


def hand_over(
    units: Sequence[Unit], drafts: list[list[EventDraft]], phrases: Sequence[Sequence[Inheritance]]
) -> list[list[Handed]]:
    """Every case's events with the inherited ones put in where the phrases stand, each with the label it comes from.

    What the giver took over itself goes on to the next (病例3轨迹同病例2, 病例2轨迹同病例1).
    """
    by_label = {u.label.text: i for i, u in enumerate(units) if u.label}
    by_label |= {f"#{i}": i for i in range(len(units))}
    done: dict[int, list[Handed]] = {}
    for i in range(len(drafts)):
        _taken_over(i, by_label, drafts, phrases, done, frozenset())
    return [done[i] for i in range(len(drafts))]


def _taken_over(
    case: int,
    by_label: Mapping[str, int],
    drafts: Sequence[Sequence[EventDraft]],
    phrases: Sequence[Sequence[Inheritance]],
    done: dict[int, list[Handed]],
    below: frozenset[int],
) -> list[Handed]:
    """The events of one case; ``below`` are the cases that wait for it, whose own phrases are left alone."""
    if case in done:
        return done[case]
    events: list[Handed] = [(e, None) for e in drafts[case]]
    for phrase in sorted(phrases[case], key=lambda p: -p.position):
        giver = by_label.get(phrase.label)
        if giver is None or giver == case:
            continue
        if giver in below or len(below) > MOST_AHEAD:
            given: list[Handed] = [(e, None) for e in drafts[giver]]
        else:
            given = _taken_over(giver, by_label, drafts, phrases, done, below | {case})
        events[phrase.position : phrase.position] = [
            (_copy(e, phrase), phrase.label) for e, _ in given if _shared(e, phrase)
        ]
    if not below:
        done[case] = events
    return events


def _shared(event: EventDraft, phrase: Inheritance) -> bool:
    if event.kind not in SHARED_KINDS:
        return False
    if phrase.when is None or phrase.when.start is None:
        return True
    if event.when is None or event.when.start is None:
        return False
    if phrase.up_to:
        return event.when.start[:10] <= phrase.when.start
    return _meets(event.when, phrase.when, phrase.open_ended)


def _meets(event: models.When, window: models.When, open_ended: bool) -> bool:
    assert event.start is not None
    assert window.start is not None
    low = window.start
    high = "9999" if open_ended else (window.end or window.start)
    begins, ends = event.start, event.end or event.start
    size = min(len(low), len(begins))
    if begins[:size] >= low[:size]:
        return begins[: len(high)] <= high[: len(begins)]
    return ends[: len(low)] >= low[: len(ends)] and len(low) > 10


def _copy(event: EventDraft, phrase: Inheritance) -> EventDraft:
    return replace(event, start=phrase.start, end=phrase.end, rule="track.same")
