"""What a user may set."""

from __future__ import annotations

from dataclasses import dataclass

from tracer.errors import InputError

MOST_CASES = 20_000


@dataclass(frozen=True, slots=True)
class Settings:
    """A simulation: the same settings give the same bytes.

    ``r`` is the mean offspring of a case. Below 1 every chain dies out and new ones are introduced until there are
    enough cases, so that few chains are cut off; with 1 or more the last generations are cut off at the last case.
    ``k`` is the dispersion of the offspring, by default that of the variant. ``evidence`` is the share of the
    transmissions outside households about which the notices say something.

    Raises:
        InputError: a figure is out of range.
    """

    cases: int = 100
    seed: int = 0
    variant: str = "omicron"
    style: str = "numbered"
    r: float = 0.9
    k: float | None = None
    evidence: float = 0.6
    imported: float = 0.35
    """Share of the introductions that come from another city; the others have no known source."""
    city: str | None = None

    def __post_init__(self) -> None:
        allowed = {
            "cases": 1 <= self.cases <= MOST_CASES,
            "r": 0 <= self.r <= 10,
            "k": self.k is None or 0.01 <= self.k <= 100,
            "evidence": 0 <= self.evidence <= 1,
            "imported": 0 <= self.imported <= 1,
        }
        ranges = {"cases": f"1 to {MOST_CASES}", "r": "0 to 10", "k": "0.01 to 100"}
        for name, fine in allowed.items():
            if not fine:
                raise InputError(f"{name} is {getattr(self, name)}: it has to be {ranges.get(name, '0 to 1')}")
