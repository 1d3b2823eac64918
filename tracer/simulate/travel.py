"""Trains, flights and long-distance coaches, between the city and others."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from tracer.parse.gazetteer import gazetteer
from tracer.simulate.city import City
from tracer.simulate.names import Site
from tracer.simulate.truth import Doing, Ride

STATIONS = ("站", "东站", "南站", "北站")
TRAIN_SHARE = 0.75
# codes of no Chinese airline
AIRLINES = ("QX", "ZQ", "XV", "VQ")


class Travel:
    """Rides to and from one city."""

    def __init__(self, rng: Random, city: City) -> None:
        self._rng = rng
        self._city = city
        self._here = _station(_short(city.name) + rng.choice(STATIONS))
        names = {code: name for code, name in gazetteer().areas.items() if len(code) == 4 and name.endswith("市")}
        names.pop(city.code, None)
        self._near = sorted(name for code, name in names.items() if code[:2] == city.code[:2])
        self._far = sorted(name for code, name in names.items() if code[:2] != city.code[:2])

    def arrival(self, at: datetime) -> Doing:
        """The arrival of somebody from another city: by train from the same province, by air from further away."""
        if self._near and self._rng.random() < 0.6:
            ride = self._train(self._rng.choice(self._near))
        else:
            ride = self._flight(self._rng.choice(self._far))
        start = at - timedelta(minutes=self._rng.randint(14, 36) * 5)
        return Doing("journey", start, at, "minute", "arrival", ride=ride, told=True)

    def shared_ride(self) -> Ride:
        """A ride on which strangers meet: a train to the city, or a bus within it."""
        if self._near and self._rng.random() < TRAIN_SHARE:
            return self._train(self._rng.choice(self._near))
        return Ride("bus", self._rng.choice(self._city.routes), self._stop(), self._stop())

    def _train(self, other: str) -> Ride:
        number = f"{self._rng.choice('GDCK')}{self._rng.randint(101, 8999)}"
        coach = str(self._rng.randint(1, 16))
        origin = _station(_short(other) + self._rng.choice(STATIONS))
        return Ride("train", number, origin, self._here, coach)

    def _flight(self, other: str) -> Ride:
        number = f"{self._rng.choice(AIRLINES)}{self._rng.randint(1011, 9899)}"
        return Ride("flight", number, _airport(other), _airport(self._city.name))

    def _stop(self) -> Site:
        return _station(self._city.namer.street() + self._rng.choice(("站", "口站")))


def _station(name: str) -> Site:
    return Site(name, "station", "station")


def _short(city: str) -> str:
    return city.removesuffix("市")


def _airport(city: str) -> Site:
    return Site(f"{_short(city)}机场", "airport", "airport")
