"""How well the persons of some records hide among each other: k-anonymity over what others may know of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tracer.cases import years
from tracer.errors import TracerError
from tracer.models import Age, Case, Notice

BAND = 10
OLDEST = 80
UNKNOWN = "?"


def age_band(age: Age | None) -> str | None:
    """The ten years an age lies in.

    >>> age_band(Age(value=18, unit="month", text="18个月", span=(0, 4)))
    '0-9'
    """
    if age is None:
        return None
    full = int(years(age))
    low = min(OLDEST, full - full % BAND)
    return f"{low}+" if low == OLDEST else f"{low}-{low + BAND - 1}"


def county(case: Case) -> str | None:
    """The county a case lives in, or the city where no county is known."""
    areas = [place.area for place in case.residences if place.area]
    return next((a.county or a.city for a in areas if a.county or a.city), None)


def _occupation(case: Case) -> str | None:
    return case.occupation.value if case.occupation else None


QUASI: Mapping[str, Callable[[Case], str | None]] = {
    "sex": lambda case: case.sex.value if case.sex else None,
    "age_band": lambda case: age_band(case.age),
    "county": county,
    "occupation": _occupation,
}


@dataclass(frozen=True, slots=True)
class Anonymity:
    """The classes of cases that agree in what others may know, smallest first."""

    quasi: tuple[str, ...]
    classes: tuple[tuple[tuple[str, ...], int], ...]

    @property
    def k(self) -> int:
        """The size of the smallest class: each person is like at least so many, himself included; 0 without cases."""
        return self.classes[0][1] if self.classes else 0

    @property
    def cases(self) -> int:
        """The number of cases."""
        return sum(count for _, count in self.classes)

    def below(self, k: int) -> int:
        """The number of cases that share their class with fewer than ``k``."""
        return sum(count for _, count in self.classes if count < k)


def k_anonymity(notices: Sequence[Notice], quasi: Sequence[str] = ("sex", "age_band", "county")) -> Anonymity:
    """How many cases agree in each combination of ``quasi``; what is unknown is a value of its own (``?``).

    Raises:
        TracerError: there is no such attribute.

    >>> k_anonymity([]).k
    0
    """
    unknown = [name for name in quasi if name not in QUASI]
    if unknown:
        raise TracerError(f"no attribute {', '.join(unknown)}; there are {', '.join(QUASI)}")
    people = {case.case_id: case for notice in notices for case in notice.cases}
    counts = Counter(tuple(QUASI[name](case) or UNKNOWN for name in quasi) for case in people.values())
    return Anonymity(tuple(quasi), tuple(sorted(counts.items(), key=lambda item: (item[1], item[0]))))
