"""Who was at the same place at the same time: a sweep over the stays at each place, never all pairs of cases.

Two stays meet when both have clock times that overlap, or else when they share a day; then the gap between the two is
told where both have clock times, and who was there first where clocks or parts of the day decide it. Nothing is
inferred about places of isolation and treatment, or about areas and streets, which people share without meeting.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import heappop, heappush

from tracer.link.places import is_coarse, is_large_workplace, is_private, names_building
from tracer.models import Event, PartOfDay, Place, Span, When
from tracer.parse.normalise import fold

SAME_RESIDENCE, SAME_CLOCK = "same residence", "same venue, overlapping time"
SAME_DAY, SAME_VEHICLE = "same venue, same day", "same vehicle"
SAME_WORKPLACE, TOGETHER = "same workplace or school", "together, as stated"

OPEN_KINDS = frozenset({"area", "street", "road"})
UNSHARED_KINDS = frozenset({"hospital", "isolation_site", "test_site"}) | OPEN_KINDS
EXPOSING_EVENTS = frozenset({"stay", "visit", "journey", "care", "contact"})
HOURS: dict[PartOfDay | None, tuple[int, int]] = {
    "dawn": (0, 6), "am": (6, 12), "noon": (11, 14), "pm": (12, 18), "evening": (18, 24),
}  # fmt: skip
"""The hours a part of the day may mean; parts that have none in common tell who came first."""
NUMBERED_MODES = frozenset({"train", "flight", "ship"})
PLATE = re.compile(r"[\u4e00-\u9fff][A-Z]·?[A-Z0-9]{5,6}")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words behind a fact, and where they stand."""

    notice: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Stay:
    """One case at one place (or in one vehicle) for a time.

    ``start`` and ``end`` are moments if ``clock`` is set; else ``end`` is the midnight after the last day.
    """

    case_id: str
    start: datetime
    end: datetime
    clock: bool
    sure: bool
    evidence: Evidence
    coach: str | None = None
    part: tuple[int, int] | None = None
    """Of a stay without a clock, the hours of its one day in which it lies."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two stays that share a time; ``minutes`` only where both have clock times that overlap.

    ``gap`` is the time in minutes from the end of the one to the begin of the other, where they share a day only;
    ``earlier`` is the case that was there first, and gone before the other came.
    """

    first: Stay
    second: Stay
    start: datetime
    end: datetime
    minutes: int | None
    gap: int | None = None
    earlier: str | None = None

    @property
    def by_clock(self) -> bool:
        """Whether clock times overlap, not only days."""
        return self.minutes is not None


def interval(when: When) -> tuple[datetime, datetime, bool] | None:
    """Begin, end and whether they are clock times; None when no date is known.

    >>> from tracer.models import When
    >>> interval(When(start="2022-04-05", end="2022-04-07", text="", span=(0, 0)))[1].isoformat()
    '2022-04-08T00:00:00'
    """
    first, last = when.start or when.end, when.end or when.start
    if first is None or last is None:
        return None
    try:
        start, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
    except ValueError:
        return None
    clock = "T" in first and "T" in last and when.recurring is None
    if not clock:
        start, end = _midnight(start), _midnight(end) + DAY
    return (start, end, clock) if start <= end else None


def part_hours(when: When) -> tuple[int, int] | None:
    """The hours in which a stay of one day without a clock lies, as far as its part of the day tells.

    >>> from tracer.models import When
    >>> part_hours(When(start="2022-04-05", part_of_day="pm", text="", span=(0, 0)))
    (12, 18)
    """
    one_day = when.end is None or when.end == when.start
    return HOURS.get(when.part_of_day) if one_day and when.recurring is None else None


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0)


def shareable(place: Place) -> bool:
    """Whether being at this place at one time may be meeting there.

    >>> [shareable(Place(text=name, span=(0, 4), name=name)) for name in ("福来超市", "家")]
    [True, False]
    """
    return place.kind not in UNSHARED_KINDS and not is_private(place.name) and not is_coarse(place.name)


def workplace_shareable(place: Place) -> bool:
    """Whether working or learning at this place is something that two people share: it has a name of its own.

    >>> [workplace_shareable(Place(text=name, span=(0, 4), name=name)) for name in ("青禾电子厂", "单位")]
    [True, False]
    """
    return place.kind not in OPEN_KINDS and not is_private(place.name) and not is_coarse(place.name)


def workplace_certainty(place: Place) -> int:
    """How much sharing this employer or school says: little where it has thousands of people.

    >>> [workplace_certainty(Place(text="", span=(0, 0), name=n)) for n in ("青禾小学", "青禾大学")]
    [2, 1]
    """
    return 1 if is_large_workplace(place.name) else 2


def residence_certainty(place: Place) -> int:
    """How much sharing this residence says: a building, a compound, a village.

    >>> [residence_certainty(Place(text="", span=(0, 0), name=n)) for n in ("翠园4号楼", "翠园", "塔村")]
    [3, 2, 1]
    """
    if place.kind in ("village", "community") or place.name.endswith(("村", "社区")):
        return 1
    certainty = 3 if names_building(place.name) else 2
    return certainty - (place.identity == "fuzzy")


def vehicle(event: Event) -> str | None:
    """The vehicle of a journey, where its number names one run or one car (not a bus route).

    >>> from tracer.models import SourcedText
    >>> number = SourcedText(value="g655次", text="g655次", span=(0, 5))
    >>> vehicle(Event(kind="journey", mode="train", number=number, text="", span=(0, 0)))
    'G655'
    """
    if event.number is None:
        return None
    number = re.sub(r"\s+|次|航班|列车|号$", "", fold(event.number.value).upper())
    plate = PLATE.search(number)
    if plate:
        return plate.group().replace("·", "")
    return number if event.mode in NUMBERED_MODES and any(c.isdigit() for c in number) else None


def meetings(stays: Iterable[Stay]) -> Iterator[Meeting]:
    """Every pair of stays of different cases that share a day or overlap by the clock, in order of time."""
    active: list[tuple[datetime, int]] = []
    ordered = sorted(stays, key=lambda s: (s.start, s.end, s.case_id, s.evidence.notice, s.evidence.span))
    for i, stay in enumerate(ordered):
        today = _midnight(stay.start)
        while active and active[0][0] < today:
            heappop(active)
        for j in sorted(j for _, j in active):
            met = meet(ordered[j], stay)
            if met is not None:
                yield met
        heappush(active, (_days_end(stay), i))


def _days_end(stay: Stay) -> datetime:
    """The midnight that ends the last day of a stay; a stay until midnight does not touch the next day."""
    midnight = _midnight(stay.end)
    return stay.end if midnight == stay.end > stay.start else midnight + DAY


def meet(a: Stay, b: Stay) -> Meeting | None:
    """What two stays at one place share, if anything."""
    if a.case_id == b.case_id:
        return None
    first, second = (a, b) if a.case_id < b.case_id else (b, a)
    start, end = max(a.start, b.start), min(a.end, b.end)
    if a.clock and b.clock and start <= end:
        return Meeting(first, second, start, end, int((end - start).total_seconds()) // 60)
    start = max(_midnight(a.start), _midnight(b.start))
    end = min(_days_end(a), _days_end(b))
    return Meeting(first, second, start, end, None, *_order(first, second)) if start < end else None


def _order(a: Stay, b: Stay) -> tuple[int | None, str | None]:
    """The gap between two stays of one day in minutes, and the case that was gone before the other came."""
    if a.clock and b.clock:
        early, late = (a, b) if a.end < b.start else (b, a)
        return int((late.start - early.end).total_seconds()) // 60, early.case_id
    hours = _hours(a), _hours(b)
    if hours[0] is None or hours[1] is None or _midnight(a.start) != _midnight(b.start):
        return None, None
    if hours[0][1] <= hours[1][0]:
        return None, a.case_id
    return None, b.case_id if hours[1][1] <= hours[0][0] else None


def _hours(stay: Stay) -> tuple[float, float] | None:
    """The hours of the day in which a stay lies, if it is one of a single day."""
    if not stay.clock:
        return stay.part
    day = _midnight(stay.start)
    begin, end = ((moment - day).total_seconds() / 3600 for moment in (stay.start, stay.end))
    return (begin, end) if end <= 24 else None


def strongest(found: Iterable[Meeting]) -> list[Meeting]:
    """One meeting for each two cases and first shared day: clock before day, longer before shorter."""
    best: dict[tuple[str, str, datetime], Meeting] = {}
    orders: dict[tuple[str, str, datetime], set[str | None]] = defaultdict(set)
    for met in found:
        key = (met.first.case_id, met.second.case_id, _midnight(met.start))
        orders[key].add(met.earlier)
        if key not in best or _strength(met) > _strength(best[key]):
            best[key] = met
    # Who came twice was there both before and after: then nobody was first.
    return [met if len(orders[key]) == 1 else replace(met, earlier=None) for key, met in sorted(best.items(), key=_key)]


def _key(item: tuple[tuple[str, str, datetime], Meeting]) -> tuple[str, str, datetime]:
    return item[0]


def _strength(met: Meeting) -> tuple[bool, int, int, timedelta]:
    near = -met.gap if met.gap is not None else -(24 * 60)
    return met.by_clock, met.minutes or 0, near, met.end - met.start


def same_run(found: Iterable[Meeting]) -> list[Meeting]:
    """Meetings in a vehicle: same day, and not at clock times that exclude each other."""
    return [m for m in found if m.by_clock or not (_ride(m.first) and _ride(m.second))]


def _ride(stay: Stay) -> bool:
    """Whether both the boarding and the leaving are known to the minute."""
    return stay.clock and stay.end > stay.start


def by_key(stays: Iterable[tuple[str, Stay]]) -> list[tuple[str, Sequence[Stay]]]:
    """Stays gathered by place or vehicle, in order of the key."""
    found: dict[str, list[Stay]] = defaultdict(list)
    for key, stay in stays:
        found[key].append(stay)
    return sorted(found.items())
