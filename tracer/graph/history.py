"""What was told of each person, when and where; worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from tracer.link import Entry, persons
from tracer.models import Notice


class History(Mapping[str, tuple[Entry, ...]]):
    """The entries of each person by id, the earliest first.

    >>> dict(History([]))
    {}
    """

    def __init__(self, linked: Sequence[Notice]) -> None:
        self._linked = linked

    @cached_property
    def _entries(self) -> dict[str, tuple[Entry, ...]]:
        return {person.person_id: person.history for person in persons(self._linked)}

    def __getitem__(self, person_id: str) -> tuple[Entry, ...]:
        return self._entries[person_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)
