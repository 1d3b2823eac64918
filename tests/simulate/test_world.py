"""What happens in a simulated outbreak could have happened."""

from __future__ import annotations

import statistics
from itertools import combinations
from random import Random

import pytest

from tracer.measures.offspring import fit_negative_binomial
from tracer.parse.divisions import area_of_name, resolve_area
from tracer.simulate import Settings, simulate, variant, variants
from tracer.simulate.world import make_outbreak

DRAWS = 20_000


@pytest.fixture(scope="module", params=[1, 2])
def world(request):
    return make_outbreak(Settings(cases=150, seed=request.param))


@pytest.mark.parametrize("city", ["上海市", "太原", "临夏回族自治州", "海口市"])
def test_any_prefecture_or_municipality_may_be_the_city(city):
    outbreak = simulate(15, seed=1, city=city)
    assert outbreak.city.startswith(city)
    [area] = {notice.area for notice in outbreak.notices}
    assert area == resolve_area(area_of_name(outbreak.city))


def test_nobody_is_at_two_places_at_once(world):
    for case in world.infections:
        clocked = [d for d in case.doings if d.precision == "minute" and d.end is not None]
        both = [(a, b) for a, b in combinations(clocked, 2) if a.start < b.end and b.start < a.end]
        assert both == []


def test_nobody_is_infected_twice_or_walks_about_in_isolation(world):
    assert len({case.person.key for case in world.infections}) == len(world.infections)
    assert [d for c in world.infections for d in c.doings if d.start >= c.course.isolated] == []


def test_a_shared_place_holds_both_at_the_time_of_the_transmission(world):
    for case in world.infections:
        exposure = case.exposure
        if exposure.infector is None or exposure.setting == "household":
            continue
        for person in (case, world.infections[exposure.infector]):
            [doing] = [d for d in person.doings if case.key in d.exposures]
            assert doing.site == exposure.site
            assert doing.start.date() == exposure.start.date()


def test_members_of_a_household_have_words_for_one_another(world):
    for household in world.people.households:
        for one, other in combinations(household.members, 2):
            there, back = world.people.tie(one, other), world.people.tie(other, one)
            assert there is not None
            assert back is not None
            assert (there.kind == "child") == (back.kind == "parent")


@pytest.mark.parametrize("name", variants())
def test_drawn_intervals_have_the_published_mean_and_spread(name):
    chosen, rng = variant(name), Random(4)
    incubation = [chosen.draw_incubation(rng) for _ in range(DRAWS)]
    serial = [chosen.draw_infectious_day(rng) + chosen.draw_incubation(rng) for _ in range(DRAWS)]
    for drawn, (mean, sd) in ((incubation, chosen.incubation), (serial, chosen.serial_interval)):
        assert statistics.mean(drawn) == pytest.approx(mean, abs=0.15)
        assert statistics.stdev(drawn) == pytest.approx(sd, rel=0.05)
    assert min(serial) < 0 < min(incubation)


@pytest.mark.parametrize(("r", "k"), [(0.8, 0.3), (0.9, 1.0)])
def test_offspring_are_negative_binomial(r, k):
    """Chains that are cut off at the last case make the mean a little smaller than asked for."""
    counts = [case.offspring for seed in (1, 2, 3) for case in simulate(700, seed=seed, r=r, k=k, style="daily").truth]
    fitted = fit_negative_binomial(counts)
    assert fitted.r == pytest.approx(r, rel=0.15)
    assert fitted.k == pytest.approx(k, rel=0.3)


def test_the_style_changes_the_words_and_not_what_happened():
    one, other = simulate(40, seed=3, style="numbered"), simulate(40, seed=3, style="days")
    assert [t.text for t in one.told] != [t.text for t in other.told]
    for a, b in zip(one.truth, other.truth, strict=True):
        assert (a.infected, a.positive, a.setting, a.place) == (b.infected, b.positive, b.setting, b.place)


def test_the_share_evidenced_follows_the_setting():
    none, all_of_them = (
        [c for c in simulate(150, seed=4, evidence=share).truth if c.infector and c.setting != "household"]
        for share in (0.0, 1.0)
    )
    assert sum(c.evidenced for c in none) < 0.4 * len(none)  # colleagues meet on other days, too
    assert all(c.evidenced for c in all_of_them)
