"""How far a case number counts: found from the notices themselves, or set."""

from __future__ import annotations

import pytest

from tests.builders import area, case, notice, place
from tracer import models as m
from tracer.link.numbering import Numbering, Scope, Sheet, issuer


def known(label: str, sex: m.Sex, age: int, notice_id: str) -> m.Case:
    return case(
        label,
        notice_id,
        sex=m.SourcedSex(value=sex, text="男", span=(0, 1)),
        age=m.Age(value=age, text=f"{age}岁", span=(0, 3)),
    )


def sheet(day: str | None, people: dict[int, tuple[m.Sex, int] | None], counted_to: int | None = None) -> Sheet:
    """The list of one day; None for a person of whom nothing is told."""
    name = day or str(min(people))
    numbers = {
        n: known(f"病例{n}", *who, name) if who else case(f"病例{n}", name) for n, who in people.items()
    }  # fmt: skip
    return Sheet((day or "9999", 0, name, ""), day, numbers, counted_to)


ANNA: tuple[m.Sex, int] = ("female", 30)
BEN: tuple[m.Sex, int] = ("male", 50)
CARL: tuple[m.Sex, int] = ("male", 8)


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ([sheet("2022-04-01", {1: ANNA, 2: BEN}), sheet("2022-04-02", {1: BEN, 2: CARL})], ["daily"]),
        ([sheet("2022-04-01", {1: ANNA, 2: BEN}), sheet("2022-04-02", {2: BEN, 3: CARL})], ["running"]),
        ([sheet("2022-04-01", {1: ANNA}), sheet("2022-04-02", {2: BEN})], ["running"]),
        ([sheet("2022-04-01", {4: ANNA}), sheet("2022-04-02", {2: BEN})], ["unclear"]),
        ([sheet("2022-04-01", {1: None}), sheet("2022-04-02", {1: None})], ["unclear"]),
        ([sheet("2022-04-01", {1: ANNA}), sheet("2022-04-01", {1: BEN})], ["unclear"]),
        ([sheet(None, {1: ANNA}), sheet(None, {5: BEN})], ["running"]),
        ([sheet(None, {1: ANNA, 7: BEN}), sheet(None, {5: BEN})], ["unclear"]),
        ([sheet("2022-04-01", {48: ANNA, 51: BEN})], ["running"]),
        ([sheet("2022-04-01", {1: ANNA, 2: BEN})], ["unclear"]),
        ([sheet("2022-04-01", {1: ANNA, 2: BEN}, counted_to=2)], ["running"]),
        ([sheet("2020-02-01", {1: ANNA, 2: BEN}), sheet("2022-04-02", {1: BEN, 2: CARL})], ["unclear", "unclear"]),
        ([sheet("2020-02-01", {1: ANNA}), sheet("2020-05-01", {2: BEN})], ["running"]),
    ],
)
def test_what_the_lists_show(sheets: list[Sheet], expected: list[str]) -> None:
    assert Numbering(sheets).modes == expected
    assert Numbering(sheets[::-1]).modes == expected


@pytest.mark.parametrize("scope", ["daily", "running"])
def test_what_is_set_counts(scope: Scope) -> None:
    sheets = [sheet("2022-04-01", {1: ANNA}), sheet("2022-04-02", {1: BEN})]
    assert Numbering(sheets, scope).modes == [scope]


@pytest.mark.parametrize(
    ("day", "expected"), [("2020-02-10", 0), ("2022-04-01", 1), ("2022-05-20", 1), ("2021-01-01", None), (None, None)]
)
def test_a_day_belongs_to_the_wave_that_is_near(day: str | None, expected: int | None) -> None:
    sheets = [sheet("2020-02-01", {1: ANNA}), sheet("2022-04-02", {1: BEN})]
    assert Numbering(sheets).wave_of(day) == expected


def homes(*cities: str | None) -> list[m.Case]:
    found = []
    for i, city in enumerate(cities):
        where = place("云锦湾小区", "residence", area=area(city)) if city else place("云锦湾小区", "residence")
        found.append(case(f"病例{i}", residences=(where,)))
    return found


@pytest.mark.parametrize(
    ("cities", "expected"),
    [
        (["临江市", "临江市", "外河市"], "临江市"),
        (["临江市", "外河市"], None),
        (["临江市", None, None], "临江市"),
        ([None, None], None),
        ([], None),
    ],
)
def test_the_issuer_where_none_is_stated(cities: list[str | None], expected: str | None) -> None:
    found = issuer(notice(homes(*cities), area=None))
    assert (found.city if found else None) == expected
    assert found is None or found.status == "inferred"


def test_a_stated_issuer_counts_whoever_lives_where() -> None:
    found = issuer(notice(homes("外河市", "外河市"), area=area("临江市")))
    assert found is not None
    assert (found.city, found.status) == ("临江市", "stated")
