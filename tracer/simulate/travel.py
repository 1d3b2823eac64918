"""Trains, flights and long-distance coaches, between the city and others."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from tracer.parse.gazetteer import gazetteer
from tracer.simulate.city import City
from tracer.simulate.names import Site
from tracer.simulate.truth import Doing, Ride

STATIONS = ("站", "东站", "南站", "北站")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
AIRLINES = ("MU", "CZ", "CA", "HU", "ZH", "3U")


class Travel:
    """Rides to and from one city."""

    def __init__(self, rng: Random, city: City) -> None:
        self._rng = rng
        self._city = city
        self._here = _station(_short(city.name) + rng.choice(STATIONS))
        others = [name for code, name in gazetteer().areas.items() if len(code) == 4 and name.endswith("市")]
        self._others = sorted(name for name in others if name != city.name)

    def arrival(self, at: datetime) -> Doing:
        """The arrival of somebody from another city."""
        ride = self._train(_short(self._rng.choice(self._others)))
        start = at - timedelta(minutes=self._rng.randint(10, 36) * 5)
        return Doing("journey", start, at, "minute", "arrival", ride=ride)

    def shared_ride(self) -> Ride:
        """A ride on which strangers meet: a train to the city, or a bus within it."""
        if self._rng.random() < 0.6:
            return self._train(_short(self._rng.choice(self._others)))
        return self.bus()

    def bus(self) -> Ride:
        """A ride in a city bus between two stops."""
        return Ride("bus", self._rng.choice(self._city.routes), self._stop(), self._stop())

    def _train(self, other: str) -> Ride:
        number = f"{self._rng.choice('GDCK')}{self._rng.randint(101, 8999)}"
        coach = str(self._rng.randint(1, 16))
        return Ride("train", number, _station(other + self._rng.choice(STATIONS)), self._here, coach)

    def _stop(self) -> Site:
        return _station(self._city.namer.street() + self._rng.choice(("站", "口站")))


def _station(name: str) -> Site:
    return Site(name, "station", "station")


def _short(city: str) -> str:
    return city.removesuffix("市")
