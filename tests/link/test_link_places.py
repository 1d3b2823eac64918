"""Mentions of places: which are one."""

import pytest

from tests.builders import area, case, event, notice, place
from tracer import models as m
from tracer.link import link_notices


def ids(*places: m.Place, city: str | None = "临江市") -> list[str | None]:
    """The ids of places mentioned by one case each, in one notice."""
    cases = [case(f"病例{i}", residences=(p,)) for i, p in enumerate(places)]
    linked = link_notices([notice(cases, area=area(city) if city else None)])[0]
    return [c.residences[0].place_id for c in linked.cases]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (place("云锦湾小区", "residence", "东城区"), place("云锦湾小区", "residence", "东城区")),
        (place("云锦湾小区", "residence", "东城区"), place("云锦湾小区", "residence")),
        (place("云锦湾小区", "residence", "东城区"), place("云锦湾")),
        (place("云锦湾", county="东城区"), place("云锦湾小区", "residence")),
        (place("福来超市（东街店）", "shop"), place("福来超市(东街店)", "shop")),
        (
            place("临江市第二医院", "hospital", area=area("临江市")),
            place("第二医院", "hospital", area=area("临江市"), text="临江市第二医院"),
        ),
        (
            place("武汉", "area", area=area("武汉市", code="420100")),
            place("武汉市", "area", area=area("武汉市", code="420100")),
        ),
    ],
)
def test_one_place(a: m.Place, b: m.Place) -> None:
    assert ids(a, b)[0] == ids(a, b)[1]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (place("云锦湾小区", "residence", "东城区"), place("云锦湾小区", "residence", "西城区")),
        (place("福来超市(东街店)", "shop"), place("福来超市(西街店)", "shop")),
        (place("丹枫苑小区", "residence"), place("丹枫苑", "restaurant")),
        (place("云锦湾小区1号楼", "residence"), place("云锦湾小区2号楼", "residence")),
        (
            place("人民医院", "hospital", area=area("外河市"), text="外河市人民医院"),
            place("人民医院", "hospital"),
        ),
        *(
            (place(name), place(name))
            for name in ("家", "医院", "单位", "附近超市", "父亲家", "定点医院", "某公司", "该店", "人民医院")
        ),
    ],
)
def test_two_places(a: m.Place, b: m.Place) -> None:
    assert ids(a, b)[0] != ids(a, b)[1]


def test_a_mention_that_fits_two_places_stays_alone() -> None:
    east, west = place("云锦湾", "residence", "东城区"), place("云锦湾", "residence", "西城区")
    assert len(set(ids(east, west, place("云锦湾"), place("云锦湾")))) == 4


def test_a_home_resolved_to_the_residence_is_the_residence() -> None:
    home = place("云锦湾小区", "home", text="家", status="inferred")
    there = case("病例1", residences=(place("云锦湾小区", "residence", "东城区"),), events=(event("stay", place=home),))
    elsewhere = case(
        "病例2", residences=(place("云锦湾小区", "residence", "西城区"),), events=(event("stay", place=home),)
    )
    for linked in link_notices([notice([there, elsewhere])])[0].cases:
        assert linked.events[0].place is not None
        assert linked.events[0].place.place_id == linked.residences[0].place_id


def test_places_are_one_across_notices_of_a_city_and_two_across_cities() -> None:
    shop = place("福来超市", "shop")
    notices = [
        notice([case(notice_id=n, residences=(shop,))], n, area=area(c)) for n, c in zip("ABC", "临临外", strict=True)
    ]
    found = [n.cases[0].residences[0].place_id for n in link_notices(notices)]
    assert found[0] == found[1] != found[2]


def test_without_a_city_a_place_is_known_only_inside_its_notice() -> None:
    notices = [notice([case(notice_id=n, residences=(place("福来超市"),))], n, area=None) for n in "AB"]
    found = [n.cases[0].residences[0].place_id for n in link_notices(notices)]
    assert found[0] != found[1]


def test_a_risk_venue_and_a_visit_to_it_are_one_place() -> None:
    venue = m.Venue(text="福来超市", span=(0, 4), name="福来超市", kind="supermarket")
    visit = event("visit", "2022-04-01", place=place("福来超市", "shop"))
    linked = link_notices([notice([case(events=(visit,))], places=(venue,))])[0]
    assert linked.cases[0].events[0].place is not None
    assert linked.places[0].place_id == linked.cases[0].events[0].place.place_id
