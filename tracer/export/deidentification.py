"""Notices made fit to leave the machine.

- ``none``: as they are.
- ``names``: no name of a person, masked ones included (张某某, 李×), in any field or id; the words and spans stay, with
  ＊ for each character of a name. Whoever reads the quotes can still find the notice.
- ``strict``: only codes, dates, counties and pseudonyms (`tracer.export.strict`): residence to the county, ages to
  bands of ten years, cases, places, vehicles and notices under salted hashes, no words of the source, no occupation,
  workplace, origin, title or totals, in an order of its own; dates as they are or shifted by one number of days.
  Shared places, trains and relations keep their structure, so that graph and measures can still be computed.

No level protects against somebody who holds the notices themselves: the pattern of times and links is a fingerprint.
`k_anonymity` says what a reader without them can do with sex, age and county.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Literal

from tracer.export.anonymity import Anonymity, k_anonymity
from tracer.export.masking import without_names
from tracer.export.pseudonyms import shift_of
from tracer.export.strict import Strict
from tracer.link import Scope, link_notices
from tracer.link.decisions import NONE, Decisions
from tracer.models import Notice

__all__ = ["LEVELS", "Anonymity", "Level", "deidentify", "k_anonymity", "shift_of"]

Level = Literal["none", "names", "strict"]
LEVELS: tuple[Level, ...] = ("none", "names", "strict")


def deidentify(
    notices: Sequence[Notice],
    level: Level,
    salt: str | None = None,
    shift_days: int | None = 0,
    *,
    scope: Scope = "auto",
    decisions: Decisions = NONE,
) -> list[Notice]:
    """Copies of the notices, linked first (afterwards their references could not be resolved any more).

    ``salt`` makes the pseudonyms of ``strict``: with the same salt the same person has the same one in every file;
    without, it is drawn anew and forgotten. ``shift_days`` moves every date; None shifts by whole weeks that follow
    from the salt. Only ``strict`` looks at either.

    >>> deidentify([], "strict")
    []
    """
    linked = link_notices(notices, scope=scope, decisions=decisions)
    if level == "none":
        return linked
    if level == "names":
        return without_names(linked)
    secret = salt or secrets.token_hex(16)
    return Strict(linked, secret, shift_of(secret) if shift_days is None else shift_days).rebuilt()
