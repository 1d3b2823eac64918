"""Which person a reference means, and which mentions are one place: within a notice and across notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from tracer.link.cases import link_cases
from tracer.link.decisions import NONE, Decisions
from tracer.link.numbering import Scope
from tracer.link.persons import Entry, Person, persons
from tracer.link.same_place import link_places
from tracer.models import Notice

__all__ = ["Decisions", "Entry", "Linking", "Person", "Scope", "link_cases", "link_notices", "link_places", "persons"]


class Linking(TypedDict):
    """The options of `link_notices`, to hand on together."""

    scope: Scope
    decisions: Decisions


def link_notices(notices: Sequence[Notice], *, scope: Scope = "auto", decisions: Decisions = NONE) -> list[Notice]:
    """Copies of the notices with the case of each reference and the identity of each place filled in.

    A reference gets a ``case_id`` only when exactly one case answers to it; several leave it empty, marked
    ``ambiguous``, with a diagnostic that names them. Linking twice changes nothing, and the order in which the
    notices are given changes nothing in any of them.

    Args:
        notices: parsed or already linked notices.
        scope: how far a number counts. ``auto`` finds out for each area and series whether numbers restart each
            day or run on through a wave.
        decisions: what the user has decided about places.

    >>> link_notices([])
    []
    """
    return link_places(link_cases(notices, scope), decisions)
