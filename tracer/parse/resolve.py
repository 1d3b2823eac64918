"""References inside one person's text: 该超市 is the supermarket named before, 家中 the home stated.

A reference resolves only to what was named earlier in the same text and is of the same kind; else it stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracer import models
from tracer.parse.drafts import EventDraft
from tracer.parse.places import PlaceMention, is_own_home

POINTER = re.compile(r"^(?:在|到)?(?:该|上述|此|前述|同一|这家|本)(?P<head>.+)$")
NAMED_BY_KIND = frozenset({"hospital", "clinic", "pharmacy", "hotel", "restaurant", "market", "school"})
"""上述诊所 may point to a 卫生室: the kind is what the words share."""
ROLES = ("place", "origin", "destination")


def resolve_places(text: str, events: Sequence[EventDraft]) -> list[EventDraft]:
    """The events with 该超市, 上述诊所 replaced by the place they point to, marked as such."""
    known: list[PlaceMention] = []
    out: list[EventDraft] = []
    for event in events:
        for role in ROLES:
            mention = getattr(event, role)
            if mention is None:
                continue
            target = _antecedent(text, mention, known)
            if target is not None:
                event = _with_place(event, role, target)
            elif mention.kind != "home":
                known.append(mention)
        out.append(event)
    return out


def _with_place(event: EventDraft, role: str, target: PlaceMention) -> EventDraft:
    if role == "place":
        return replace(event, place=target, anaphor=True)
    if role == "origin":
        return replace(event, origin=target, anaphor=True)
    return replace(event, destination=target, anaphor=True)


def _antecedent(text: str, mention: PlaceMention, known: Sequence[PlaceMention]) -> PlaceMention | None:
    m = POINTER.match(text[mention.start : mention.end])
    if m is None:
        return None
    head = m.group("head")
    if head == "院":
        houses = (e for e in reversed(known) if e.kind == "hospital" and not _points(text, e))
        return next((e for e in houses if head in text[e.start : e.end]), None)
    for earlier in reversed(known):
        if _points(text, earlier):
            continue
        name = text[earlier.start : earlier.end]
        shared = next((size for size in (4, 3, 2) if len(head) >= size and head[:size] in name), 0)
        names_more = earlier.kind != mention.kind and len(head) > shared + 3  # 该广场三楼麦香村餐厅
        if (shared and not names_more) or name.endswith(head):
            return earlier
    alike = [e for e in known if e.kind == mention.kind and not e.generic]
    return alike[-1] if alike and mention.kind in NAMED_BY_KIND else None


def _points(text: str, mention: PlaceMention) -> bool:
    return POINTER.match(text[mention.start : mention.end]) is not None


def settle_home(event: models.Event, home: models.Place | None) -> models.Event:
    """The event with 家, 家中, 住处 resolved to the residence stated; the words stay as they are."""
    if home is None:
        return event
    changes = {}
    for role in ROLES:
        place = getattr(event, role)
        if place is not None and is_own_home(place.text):
            changes[role] = place.model_copy(
                update={"name": home.name, "kind": "home", "area": home.area, "status": "inferred"}
            )
    return event.model_copy(update=changes) if changes else event
