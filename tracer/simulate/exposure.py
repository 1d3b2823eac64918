"""Where and how a transmission happens, and what it leaves in the days of the two cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from tracer import models as m
from tracer.simulate.hours import Hours, clashes, overlapping, usual_hours
from tracer.simulate.names import Site, words
from tracer.simulate.people import ADULT, Job, Person, Population
from tracer.simulate.travel import Travel
from tracer.simulate.truth import Doing, Exposure, Infection, Origin, Setting

# How often a transmission happens in each setting, where the infector has such contacts. A choice made so that about
# four in ten are within households, not an estimate.
WEIGHTS: dict[Setting, float] = {
    "household": 4.0, "kin": 0.8, "meal": 1.3, "work": 1.6, "school": 2.0, "venue": 1.6, "games": 0.7, "vehicle": 0.6,
}  # fmt: skip
VENUES = ("restaurant", "restaurant", "supermarket", "market", "shop", "entertainment", "pharmacy")
FAMILY = ("family_meal", "host_meal")
JOIN = 0.5
"""Share of the later transmissions of a day that happen where an earlier one did."""
STAFF = 0.25
"""Share of the persons infected at a venue who work there."""
RELATION, BOTH_PLACES = 0.75, 0.8
"""Of the evidenced transmissions, those whose relation is told, and those whose place both cases tell."""
FRIENDS: tuple[tuple[str, m.RelationKind], ...] = (
    ("朋友", "friend"), ("朋友", "friend"), ("同乡", "other_contact"), ("同学", "classmate"),
)  # fmt: skip

Made = tuple[Exposure, list[Doing]]
Span = tuple[datetime, datetime]


class Exposures:
    """Makes the persons infected, with their exposure; nobody is infected twice."""

    def __init__(self, rng: Random, people: Population) -> None:
        self._rng = rng
        self._people = people
        self._travel = Travel(rng, people.city)
        self._infected: set[int] = set()
        self._makers: dict[Setting, Callable[[int, Infection, datetime], Made | None]] = {
            "household": self._household,
            "kin": self._kin,
            "meal": self._meal,
            "work": self._work,
            "school": self._work,
            "venue": self._venue,
            "games": self._games,
            "vehicle": self._vehicle,
        }

    def introduce(self, origin: Origin, day: datetime) -> Made:
        """A case without an infector in the outbreak; an imported one arrives on the day of its infection."""
        person = self._people.adult()
        self._infected.add(person.key)
        at = day + timedelta(hours=self._rng.randint(6, 9))
        doings = [self._travel.arrival(at + timedelta(hours=4))] if origin == "imported" else []
        return Exposure(person, origin, None, None, None, at, at + timedelta(hours=1)), doings

    def transmit(self, key: int, source: Infection, day: datetime, evidenced: bool) -> Made:
        """The person whom ``source`` infects on this day, and what is told of it."""
        made = None
        for setting in self._shuffled(self._weights(source, day)):
            made = self._makers[setting](key, source, day)
            if made is not None:
                break
        exposure, doings = made or self._anywhere(key, source, day)
        self._infected.add(exposure.person.key)
        return self._tell(exposure, doings, key, source, evidenced or exposure.setting == "household")

    def _shuffled(self, weights: list[tuple[Setting, float]]) -> list[Setting]:
        """The settings in random order, those of more weight rather first (Efraimidis and Spirakis 2006)."""
        drawn = [(self._rng.random() ** (1 / weight), setting) for setting, weight in weights]
        return [setting for _, setting in sorted(drawn, reverse=True)]

    def _weights(self, source: Infection, day: datetime) -> list[tuple[Setting, float]]:
        """The settings that this infector may have contacts in."""
        person, weekday = source.person, day.weekday() < 5
        at_work = person.job.site is not None and weekday
        fits: dict[Setting, bool] = {
            "household": any(p.key not in self._infected for p in person.household.members),
            "kin": person.adult and person.age < 70,
            "meal": person.adult,
            "work": person.adult and at_work,
            "school": person.job.studies and at_work,
            "venue": True,
            "games": person.age > 40,
            "vehicle": person.adult,
        }
        return [(setting, weight) for setting, weight in WEIGHTS.items() if fits[setting]]

    def _tell(self, exposure: Exposure, doings: list[Doing], key: int, source: Infection, evidenced: bool) -> Made:
        """Decide which of the two tells what; company is named only where something is to point to the infector."""
        rng = self._rng
        both = evidenced and rng.random() < BOTH_PLACES
        relation = evidenced and (rng.random() < RELATION or not both)
        if exposure.infector is not None and self._people.tie(exposure.person, source.person) is None:
            relation = relation and rng.random() < 0.5
            both = both or (evidenced and not relation)
        for doing in (*doings, *source.doings):
            if key in doing.exposures:
                doing.told = doing.told or both or (doing in doings and rng.random() < 0.5)
                if not evidenced:
                    doing.company = tuple(one for one in doing.company if one not in (key, source.key))
        return replace(exposure, evidenced=evidenced, relation_told=relation), doings

    # -- settings -------------------------------------------------------------------------------------------------

    def _household(self, key: int, source: Infection, day: datetime) -> Made | None:
        left = [p for p in source.person.household.members if p.key not in self._infected]
        home = source.person.household.home
        start = day + timedelta(hours=self._rng.randint(18, 20))
        return _made(self._rng.choice(left), source, "household", home, (start, start + timedelta(hours=3)))

    def _kin(self, key: int, source: Infection, day: datetime) -> Made | None:
        """A family dinner, at the home of one of the two; one that there is already has one more guest."""
        known = next((d for d in source.doings if d.purpose in FAMILY and d.start.date() == day.date()), None)
        if known is not None and known.site is not None and known.end is not None:
            return self._guest(key, source, known, (known.start, known.end), known.site)
        free = self._free(source, day, Hours.DINNER)
        if free is None:
            return None
        person = self._people.kin_apart(source.person)
        guest_first = self._rng.random() < 0.5
        home = (source.person if guest_first else person).household.home
        mine, theirs = ("host_meal", "family_meal") if guest_first else ("family_meal", "host_meal")
        source.doings.append(Doing("visit", *free, "minute", mine, home, company=(key,), exposures=(key,)))
        doing = Doing("visit", *free, "minute", theirs, home, company=(source.key,), exposures=(key,))
        return _made(person, source, "kin", home, free, doing)

    def _guest(self, key: int, source: Infection, dinner: Doing, span: Span, site: Site) -> Made:
        """One more at a dinner that is held already."""
        dinner.company += (key,)
        dinner.exposures += (key,)
        doing = Doing("visit", *span, "minute", "family_meal", site, company=(source.key,), exposures=(key,))
        return _made(self._people.kin_apart(source.person), source, "kin", site, span, doing)

    def _meal(self, key: int, source: Infection, day: datetime) -> Made | None:
        joined = self._join(source, day, "meal")
        free = joined or self._free(source, day, self._rng.choice((Hours.LUNCH, Hours.DINNER)))
        if free is None:
            return None
        person = self._people.adult(max(ADULT + 2, source.person.age + self._rng.randint(-6, 6)))
        word, kind = self._rng.choice(FRIENDS)
        self._people.befriend(person, source.person, word, kind)
        site = self._site_of(source, free) if joined else self._people.city.venue(self._rng, "restaurant")
        return self._together(key, source, person, "meal", site, free, "meal")

    def _games(self, key: int, source: Infection, day: datetime) -> Made | None:
        joined = self._join(source, day, "games")
        free = joined or self._free(source, day, Hours.AFTERNOON)
        if free is None:
            return None
        person = self._people.adult(self._rng.randint(45, 74))
        self._people.befriend(person, source.person, "牌友", "friend")
        site = self._site_of(source, free) if joined else self._people.city.venue(self._rng, "games")
        return self._together(key, source, person, "games", site, free, "games")

    def _work(self, key: int, source: Infection, day: datetime) -> Made | None:
        """Somebody else at the place of work or school of the infector."""
        job = source.person.job
        purpose = "school" if job.studies else "work"
        shift = self._join(source, day, purpose) or self._shift(source, day, purpose)
        if shift is None or job.site is None:
            return None
        if job.studies:
            person = self._people.child(max(3, source.person.age + self._rng.choice((-1, 0, 0, 0, 1))), job)
            word = "同班同学" if person.age == source.person.age else "同学"
            self._people.befriend(person, source.person, word, "classmate")
        else:
            title = self._rng.choice(words()["jobs"].get(job.site.sort, [job.title]))
            person = self._people.adult(job=Job(title, job.site))
            self._people.befriend(person, source.person, "同事", "colleague")
        setting: Setting = "school" if job.studies else "work"
        return self._together(key, source, person, setting, job.site, shift, setting)

    def _venue(self, key: int, source: Infection, day: datetime) -> Made | None:
        """Two strangers at one place, or a customer and somebody who works there."""
        sort = self._rng.choice(VENUES)
        free = self._free(source, day, Hours.of(sort))
        if free is None:
            return None
        site = self._people.city.venue(self._rng, sort)
        titles = words()["jobs"].get(sort)
        if titles and self._rng.random() < STAFF:
            person = self._people.adult(job=Job(self._rng.choice(titles), site))
            return self._together(key, source, person, "venue", site, free, sort, staff=True)
        return self._together(key, source, self._people.adult(), "venue", site, free, sort)

    def _vehicle(self, key: int, source: Infection, day: datetime) -> Made | None:
        mine = next((d for d in source.doings if d.purpose == "ride" and d.start.date() == day.date()), None)
        if mine is None:
            mine = self._ride(source, day)
        if mine is None or mine.end is None:
            return None
        mine.exposures += (key,)
        free = mine.start, mine.end
        theirs = Doing("journey", *free, "minute", "ride", ride=mine.ride, exposures=(key,))
        return _made(self._people.adult(), source, "vehicle", None, free, theirs)

    def _anywhere(self, key: int, source: Infection, day: datetime) -> Made:
        """On a day so full that nothing fits in: where the infector is anyway, or late in the evening."""
        person = self._people.adult()
        for doing in source.doings:
            public = doing.site is not None and doing.purpose not in (*FAMILY, "school")
            if public and doing.site and doing.end and doing.start.date() == day.date():
                purpose = doing.site.sort if doing.purpose == "work" else doing.purpose
                return self._together(key, source, person, "venue", doing.site, (doing.start, doing.end), purpose)
        site = self._people.city.venue(self._rng, "restaurant")
        return self._together(key, source, person, "venue", site, Hours.LATE.draw(self._rng, day), "restaurant")

    def _ride(self, source: Infection, day: datetime) -> Doing | None:
        """A new ride of the infector, who has done nothing else before on a day of arrival."""
        ride, span = self._travel.shared_ride(), Hours.TRIP.draw(self._rng, day)
        begin = day if ride.mode == "train" else span[0]
        if clashes(source.doings, begin, span[1]):
            return None
        source.doings.append(Doing("journey", *span, "minute", "ride", ride=ride))
        return source.doings[-1]

    # -- pieces ---------------------------------------------------------------------------------------------------

    def _together(
        self, key: int, source: Infection, person: Person, setting: Setting, site: Site, free: Span, purpose: str,
        staff: bool = False,
    ) -> Made:  # fmt: skip
        """Both at one place for overlapping times; company that the two know of is told as such."""
        known = setting in ("meal", "games")
        own = free if known or setting in ("work", "school") else overlapping(self._rng, free)
        company = (key,) if known else ()
        shared = next((d for d in source.doings if d.start == free[0] and d.site == site), None)
        if shared is None:
            shared = Doing("visit", *free, "minute", purpose, site)
            source.doings.append(shared)
        shared.company += company
        shared.exposures += (key,)
        if staff:
            own = Hours.SHIFT.around(self._rng, free)
        doing = Doing(
            "visit", *own, "minute", "work" if staff else purpose, site,
            company=(source.key,) if known else (), exposures=(key,),
        )  # fmt: skip
        return _made(person, source, setting, site, (max(own[0], free[0]), min(own[1], free[1])), doing)

    def _free(self, source: Infection, day: datetime, hours: Hours) -> Span | None:
        """A time of this day on which the infector does nothing else yet."""
        for _ in range(6):
            span = hours.draw(self._rng, day)
            if not clashes(source.doings, *span):
                return span
        return None

    def _shift(self, source: Infection, day: datetime, purpose: str) -> Span | None:
        """The hours that the infector works, the same on all days."""
        known = usual_hours(source.doings, purpose)
        if known is None:
            return self._free(source, day, Hours.SHIFT)
        span = (datetime.combine(day.date(), known[0]), datetime.combine(day.date(), known[1]))
        return None if clashes(source.doings, *span) else span

    def _join(self, source: Infection, day: datetime, purpose: str) -> Span | None:
        """The time of something of this purpose which the infector does on this day already."""
        for doing in source.doings:
            same = doing.purpose == purpose and doing.start.date() == day.date() and doing.end is not None
            if same and doing.end and (purpose in ("work", "school") or self._rng.random() < JOIN):
                return doing.start, doing.end
        return None

    def _site_of(self, source: Infection, span: Span) -> Site:
        return next(d.site for d in source.doings if d.start == span[0] and d.site)


def _made(
    person: Person, source: Infection, setting: Setting, site: Site | None, span: Span, *doings: Doing
) -> Made:  # fmt: skip
    return Exposure(person, "case", source.key, setting, site, *span), list(doings)
