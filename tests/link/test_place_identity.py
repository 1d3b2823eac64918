"""How sure it is that mentions are one place; branches, parts of larger places, and the user's decisions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import area, case, notice, place
from tracer import models as m
from tracer.errors import InputError, TracerError
from tracer.graph.build import build_graph
from tracer.link import link_notices
from tracer.link.decisions import NONE, Decisions, decisions_text, read_decisions
from tracer.link.review import Doubt, check_ids, review_places


def of(*places: m.Place) -> list[m.Notice]:
    """One notice for each place, with one case that lives or shops there."""
    return [
        notice([case("病例1", n, residences=(p,))], n, area=area("临江市"))
        for n, p in zip("ABCDE", places, strict=False)
    ]


def homes(notices: list[m.Notice], decisions: Decisions = NONE) -> list[m.Place]:
    return [n.cases[0].residences[0] for n in link_notices(notices, decisions=decisions)]


FULL = place("云锦湾小区", "residence", "东城区")
SHORT = place("云锦湾", "residence")
BARE = place("云锦湾小区", "residence")
WEST = place("云锦湾小区", "residence", "西城区")
SHOP = place("福来超市", "supermarket")
EAST_BRANCH, WEST_BRANCH = place("福来超市(东街店)", "supermarket"), place("福来超市西街店", "supermarket")


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((FULL, FULL), ["exact", "exact"]),
        ((FULL, SHORT), ["exact", "fuzzy"]),
        ((FULL, BARE), ["exact", "fuzzy"]),
        ((BARE, BARE), ["exact", "exact"]),
        ((SHOP, SHOP), ["fuzzy", "fuzzy"]),
        ((EAST_BRANCH, place("福来超市东街店", "supermarket")), ["exact", "exact"]),
        ((place("家", "home"),), [None]),
    ],
)
def test_how_sure_an_identity_is(places: tuple[m.Place, ...], expected: list[str | None]) -> None:
    found = homes(of(*places))
    assert [p.identity for p in found] == expected
    assert len({p.place_id for p in found}) == 1


def test_a_name_without_district_is_sure_in_the_notice_that_tells_the_district() -> None:
    cases = [case("病例1", residences=(FULL,)), case("病例2", residences=(BARE,))]
    assert [c.residences[0].identity for c in link_notices([notice(cases)])[0].cases] == ["exact", "exact"]


def test_places_of_one_name_in_two_districts_stay_two() -> None:
    assert homes(of(FULL, WEST))[0].place_id != homes(of(FULL, WEST))[1].place_id


@pytest.mark.parametrize(
    ("brand", "branch", "expected"),
    [
        ("福来超市", "福来超市(东街店)", True),
        ("福来超市", "福来超市东街店", True),
        ("福来超市", "福来超市二店", True),
        ("福来超市", "福来超市对面药店", False),
        ("金泰广场", "金泰广场福来店", False),
        ("福来超市", "福来超市", False),
    ],
)
def test_a_business_with_branches_is_none_of_them(brand: str, branch: str, expected: bool) -> None:
    two = [place(brand, "supermarket"), place(brand, "supermarket"), place(branch, "supermarket")]
    found = [p.place_id for p in homes(of(*two))]
    assert (found[0] != found[1]) == expected
    assert (found[2] in found[:2]) == (brand == branch)


def test_a_building_is_in_its_compound_and_a_shop_in_its_mall() -> None:
    building = place("云锦湾小区3号楼", "residence", "东城区")
    inside = m.TextSpan(text="金泰广场", span=(0, 4))
    shop = place("阿福奶茶店", "restaurant", "东城区", within=inside)
    mall = place("金泰广场", "shop", "东城区")
    found = homes(of(FULL, building, mall, shop))
    assert found[1].within_id == found[0].place_id != found[1].place_id
    assert found[3].within_id == found[2].place_id
    assert found[0].within_id is None


def test_what_is_not_sure_counts_for_less_in_the_graph() -> None:
    def certainty(*places: m.Place) -> set[int]:
        edges = build_graph(of(*places)).edges(data=True)
        return {d["certainty"] for *_, d in edges if d["kind"] == "copresence"}

    assert (certainty(FULL, FULL), certainty(FULL, SHORT)) == ({2}, {1})


def ids(*places: m.Place) -> list[str]:
    return [p.variant_id or "" for p in homes(of(*places))]


def test_a_variant_is_called_by_its_words_and_area_whatever_else_there_is() -> None:
    assert ids(FULL, SHORT, SHOP) == ["临江市/东城区/云锦湾小区", "临江市/云锦湾", "临江市/福来超市~venue"]
    assert ids(SHORT) == ["临江市/云锦湾"]


def test_two_that_were_joined_can_be_told_apart_and_confirmed() -> None:
    a, b = ids(FULL, SHORT)
    apart = homes(of(FULL, SHORT), NONE.decided(a, b, same=False))
    assert apart[0].place_id != apart[1].place_id
    assert [p.identity for p in apart] == ["exact", "exact"]
    sure = homes(of(FULL, SHORT), NONE.decided(a, b, same=True))
    assert {p.identity for p in sure} == {"confirmed"}
    assert sure[0].place_id == sure[1].place_id


def test_two_that_were_apart_can_be_joined() -> None:
    misspelt = place("云绵湾小区", "residence", "东城区")
    a, b = ids(FULL, misspelt)
    assert homes(of(FULL, misspelt))[0].place_id != homes(of(FULL, misspelt))[1].place_id
    joined = homes(of(FULL, misspelt, SHORT), NONE.decided(a, b, same=True))
    assert len({p.place_id for p in joined}) == 1


def test_an_open_name_can_be_given_to_one_of_the_places_it_could_be() -> None:
    bare, _, branch = ids(SHOP, SHOP, EAST_BRANCH)
    found = homes(of(SHOP, SHOP, EAST_BRANCH), NONE.decided(bare, branch, same=True))
    assert len({p.place_id for p in found}) == 1


def test_the_mentions_under_one_name_can_be_told_apart() -> None:
    [shop] = set(ids(SHOP, SHOP))
    found = homes(of(SHOP, SHOP), NONE.decided(shop, shop, same=False))
    assert found[0].place_id != found[1].place_id


def test_decisions_on_places_that_are_not_there_change_nothing() -> None:
    decisions = NONE.decided("临江市/无此处", "临江市/云锦湾", same=True)
    assert homes(of(FULL, SHORT), decisions) == homes(of(FULL, SHORT))


def shown(doubts: list[Doubt]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(d.status, d.reason, tuple(v.name for v in d.variants)) for d in doubts]


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((FULL, FULL), []),
        ((FULL, SHORT), [("joined", "name", ("云锦湾", "云锦湾小区"))]),
        ((FULL, BARE), [("joined", "district", ("云锦湾小区", "云锦湾小区"))]),
        ((SHOP, SHOP), [("joined", "district", ("福来超市",))]),
        ((FULL, WEST, BARE), [("open", "several", ("云锦湾小区", "云锦湾小区", "云锦湾小区"))]),
        ((SHOP, EAST_BRANCH), [("open", "branch", ("福来超市", "福来超市(东街店)"))]),
        ((place("清河第一小学", "school"), place("清河第一小校", "school")),
         [("alike", "name", ("清河第一小学", "清河第一小校"))]),
        ((place("清河花园南区", "residence"), place("清河花园北区", "residence")), []),
        ((place("清河第一小学", "school"), place("清河第二小学", "school")), []),
        ((place("家", "home"), place("附近超市", "supermarket")), []),
    ],
)  # fmt: skip
def test_what_is_left_to_decide(places: tuple[m.Place, ...], expected: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert shown(review_places(of(*places))) == expected


@pytest.mark.parametrize("same", [True, False])
def test_what_is_decided_is_not_asked_again(same: bool) -> None:
    notices = of(FULL, SHORT)
    [doubt] = review_places(notices)
    a, b = (v.id for v in doubt.variants)
    assert review_places(notices, NONE.decided(a, b, same=same)) == []


def test_the_words_of_a_mention_are_quoted() -> None:
    [doubt] = review_places(of(FULL, SHORT))
    assert [(v.text, v.notice_id, v.mentions) for v in doubt.variants] == [("云锦湾", "B", 1), ("云锦湾小区", "A", 1)]


def test_an_unknown_id_is_an_error_that_tells_where_ids_are_listed() -> None:
    with pytest.raises(TracerError, match=r"no place x in the notices.*places review"):
        check_ids(of(FULL), ["临江市/东城区/云锦湾小区", "x"])


@pytest.mark.parametrize("name", ["d.toml", "d.json"])
def test_decisions_survive_being_written_and_read(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    assert read_decisions(file) == NONE
    decisions = NONE.decided('临江市/"甲"店\\', "临江市/b", same=True).decided("x", "x", same=False)
    file.write_text(decisions_text(decisions, file.suffix), "utf-8")
    assert read_decisions(file) == decisions


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("d.toml", "[[place]", "d.toml: holds no decisions"),
        ("d.toml", '[[place]]\na = "x"\nsame = true\n', "place.0.b"),
        ("d.toml", '[[place]]\na = "x"\nb = "y"\nsam = true\n', "place.0"),
        ("d.json", "[1]", "holds no decisions"),
        ("d.json", json.dumps({"place": [{"a": "", "b": "y", "same": True}]}), "place.0.a"),
    ],
)
def test_a_file_that_holds_no_decisions_is_named(name: str, text: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=reason):
        read_decisions(file)
