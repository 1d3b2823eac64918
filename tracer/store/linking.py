"""How a workspace is linked: the user's decisions about places, and how far its case numbers count."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import get_args

from sqlalchemy import Connection

from tracer.link import Linking, Scope
from tracer.link.decisions import Decisions, PlaceDecision
from tracer.store.settings import count_change, decisions, get_setting, set_decision, set_setting

KIND, SCOPE = "place", "scope"


def read_linking(connection: Connection) -> Linking:
    """What the workspace remembers of how it is to be linked."""
    found = (PlaceDecision.model_validate_json(value) for value in decisions(connection, KIND).values())
    kept = get_setting(connection, SCOPE)
    known: tuple[Scope, ...] = get_args(Scope)
    scope = next((s for s in known if s == kept), known[0])
    return Linking(scope=scope, decisions=Decisions().all_of(found))


def keep_decisions(connection: Connection, made: Iterable[PlaceDecision]) -> None:
    """Remember decisions about places, each in the place of an earlier one on the same pair."""
    for decision in made:
        subject = json.dumps(sorted((decision.a, decision.b)), ensure_ascii=False)
        set_decision(connection, KIND, subject, decision.model_dump_json())


def keep_scope(connection: Connection, scope: Scope) -> None:
    """Remember how far case numbers count."""
    set_setting(connection, SCOPE, scope)
    count_change(connection)
