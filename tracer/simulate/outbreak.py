"""The library's way in: one call makes an outbreak, its notices and the truth about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tracer import models as m
from tracer.simulate.answers import TrueCase, true_cases
from tracer.simulate.links import stated_links
from tracer.simulate.settings import Settings
from tracer.simulate.telling.body import Sources
from tracer.simulate.telling.labels import Labels, issues
from tracer.simulate.telling.notice import Told, tell
from tracer.simulate.telling.styles import style as find_style
from tracer.simulate.world import make_outbreak


@dataclass(frozen=True, slots=True)
class Outbreak:
    """A simulated outbreak: ``told`` are the notices as text and record, ``truth`` is what happened."""

    settings: Settings
    city: str
    told: tuple[Told, ...]
    truth: tuple[TrueCase, ...]
    """In order of report."""

    @property
    def notices(self) -> list[m.Notice]:
        """The records, as a faultless parse would give them."""
        return [told.record for told in self.told]


def simulate(
    cases: int = 100, *, seed: int = 0, variant: str = "omicron", style: str = "numbered", **more: Any
) -> Outbreak:
    """Make an outbreak with known truth; ``more`` are the other fields of `Settings`.

    The same arguments give the same outbreak, on any machine; the style changes the words, not what happened.

    Raises:
        InputError: a setting is out of range, or there is no such variant, style or city.

    >>> outbreak = simulate(20, seed=1)
    >>> len(outbreak.truth), min(case.generation for case in outbreak.truth)
    (20, 0)
    """
    return make(Settings(cases=cases, seed=seed, variant=variant, style=style, **more))


def make(settings: Settings, watch: Callable[[int, int], None] | None = None) -> Outbreak:
    """The same, from settings; ``watch`` is called after each notice with the cases and notices told so far.

    Raises:
        InputError: there is no such variant, style or city.
    """
    chosen = find_style(settings.style)
    world = make_outbreak(settings)
    found = issues(world.infections, chosen, world.city)
    labels = Labels(chosen, found)
    links = stated_links(world.people, world.infections, Random(f"{settings.seed}/links"))
    sources = Sources(world.city, world.people, chosen, labels, links)
    told: list[Told] = []
    done = 0
    for issue in found:
        told.append(tell(sources, issue, Random(f"{settings.seed}/{settings.style}/{issue.number}")))
        done += len(issue.cases)
        if watch is not None:
            watch(done, len(told))
    records = {case.case_id: case for one in told for case in one.record.cases}
    return Outbreak(settings, world.city.name, tuple(told), true_cases(world.infections, labels, chosen, records))
