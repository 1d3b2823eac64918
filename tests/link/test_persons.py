"""Persons: what all notices tell of one person."""

from tests.builders import case, notice, relation, target, words
from tracer import models as m
from tracer.link import link_notices, persons

SEX = m.SourcedSex(value="female", text="女", span=(4, 5))


def test_a_case_and_what_others_say_of_it_are_one_person() -> None:
    told = [case("病例33", sex=SEX, name=words("钱某某")), case("病例50", relations=(relation("病例33"),))]
    [first, second] = persons(link_notices([notice(told, issued_on="2022-04-13")]))
    assert (first.person_id, first.described, first.case_ids) == ("N/病例33", True, ("N/病例33",))
    assert {(e.what, e.value, e.text) for e in first.history} == {
        ("label", "病例33", "病例33"),
        ("name", "钱某某", "钱某某"),
        ("referred", "child", "系病例33的女儿"),
        ("sex", "female", "女"),
    }
    assert {e.published_on for e in first.history} == {"2022-04-13"}
    assert [e.what for e in second.history] == ["label"]


def test_what_was_told_last_counts_and_the_rest_stays() -> None:
    told = m.SourcedClassification(value="asymptomatic", text="无症状感染者", span=(9, 15))
    [person] = persons(link_notices([notice([case(classification=told)])]))
    latest = person.latest("classification")
    assert latest is not None
    assert latest.value == "asymptomatic"
    assert person.stated("classification") == [latest]
    assert person.latest("death") is None


def test_the_order_of_arrival_changes_nothing() -> None:
    early = notice([case("病例33", "A")], "A", "2022-04-10")
    aim = target("4月10日发布的病例33", published_on="2022-04-10")
    late = notice([case("病例50", "B", relations=(relation(aim),))], "B", "2022-04-13")
    assert persons(link_notices([early, late])) == persons(link_notices([late, early]))
