"""Which person a reference means, and which mentions are one place: within a notice and across notices."""

from __future__ import annotations

from collections.abc import Sequence

from tracer.link.cases import link_cases
from tracer.link.places import link_places
from tracer.models import Notice

__all__ = ["link_cases", "link_notices", "link_places"]


def link_notices(notices: Sequence[Notice]) -> list[Notice]:
    """Copies of the notices with the case of each reference and the identity of each place filled in.

    A reference gets a ``case_id`` only when exactly one case answers to it; several leave it empty, marked
    ``ambiguous``, with a diagnostic that names them. Linking twice changes nothing.

    >>> link_notices([])
    []
    """
    return link_places(link_cases(notices))
