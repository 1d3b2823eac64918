"""The serial interval: days from an infector's onset of symptoms to that of the case it infected.

It is signed: a case infected before its infector fell ill may fall ill first (Fine, Am J Epidemiol 2003;158:1039;
Svensson, Math Biosci 2007;208:300; negative ones in Du et al., Emerg Infect Dis 2020;26:1341, and Ali et al.,
Science 2020;369:1106, who also part household from other pairs). Pairs in which an onset is unknown give none.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracer.measures.estimates import Estimate, Settings, describe
from tracer.measures.outbreak import Outbreak, Pair

MEASURE = "serial_interval"
GROUPS = ("household", "other")


@dataclass(frozen=True, slots=True)
class SerialInterval:
    """The interval of one pair."""

    pair: Pair
    days: int


def serial_intervals(outbreak: Outbreak) -> list[SerialInterval]:
    """The intervals of all pairs with both onsets known.

    >>> serial_intervals(Outbreak({}, (), {}))
    []
    """
    found = []
    for pair in outbreak.pairs:
        first, second = outbreak.people[pair.infector].onset, outbreak.people[pair.infectee].onset
        if first is not None and second is not None:
            found.append(SerialInterval(pair, second - first))
    return found


def serial_interval(outbreak: Outbreak, settings: Settings) -> list[Estimate]:
    """The distribution of the serial interval: over all pairs, within households, and elsewhere."""
    intervals = serial_intervals(outbreak)
    found = describe(MEASURE, "all", [i.days for i in intervals], settings)
    for group in GROUPS:
        found += describe(MEASURE, group, [i.days for i in intervals if i.pair.setting == group], settings)
    return found
