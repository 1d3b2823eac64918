"""References to cases: which resolve, which stay open."""

import pytest

from tests.builders import area, case, event, notice, place, relation, target, words
from tracer import models as m
from tracer.link import link_notices


def linked(notices: list[m.Notice], label: str | None) -> list[tuple[str | None, str]]:
    cases = [c for n in link_notices(notices) for c in n.cases if c.label and c.label.value == label]
    return [(r.target.case_id, r.target.status) for r in cases[0].relations]


@pytest.mark.parametrize(
    ("others", "aim", "expected"),
    [
        (["病例33"], "病例33", ("N/病例33", "stated")),
        (["病例３３"], "病例33", ("N/病例３３", "stated")),
        (["病例34"], "病例33", (None, "stated")),
        (["本土确诊病例21"], "确诊病例21", ("N/本土确诊病例21", "stated")),
        (["确诊病例2"], "病例2", ("N/确诊病例2", "inferred")),
        (["病例2"], "确诊病例2", ("N/病例2", "inferred")),
        (["无症状感染者2"], "病例2", (None, "stated")),
        (["无症状感染者2"], "感染者2", ("N/无症状感染者2", "inferred")),
        (["确诊病例2", "输入病例2"], "病例2", (None, "ambiguous")),
        (["东城区确诊病例1", "西城区确诊病例1"], "西城区确诊病例1", ("N/西城区确诊病例1", "stated")),
        (["东城区确诊病例1", "西城区确诊病例1"], "确诊病例1", (None, "ambiguous")),
        (["东城区确诊病例1"], "西城区确诊病例1", (None, "stated")),
        (["确诊病例1"], "临江市确诊病例1", ("N/确诊病例1", "stated")),
        (["确诊病例1"], "外河市确诊病例1", (None, "stated")),
    ],
)
def test_a_number_resolves_inside_its_notice(others: list[str], aim: str, expected: tuple[str | None, str]) -> None:
    asker = case("病例90", relations=(relation(aim),))
    assert linked([notice([*(case(o) for o in others), asker])], "病例90") == [expected]


@pytest.mark.parametrize(("at", "expected"), [(2_000, "N/病例24"), (60_000, None)])
def test_a_number_of_another_list_counts_only_near(at: int, expected: str | None) -> None:
    """病例24 under 第309号确诊病例 of a collection: the page holds many notices with lists of their own."""
    asker = case("第309号确诊病例", span=(at, at + 9), relations=(relation("病例24"),))
    assert linked([notice([case("病例24", span=(0, 9)), asker])], "第309号确诊病例")[0][0] == expected


def test_a_couple_of_one_sex_from_two_lists_is_no_link() -> None:
    man = m.SourcedSex(value="male", text="男", span=(0, 1))
    asker = case("第309号确诊病例", sex=man, relations=(relation("病例24", kind="spouse"),))
    cases = [case("病例24", sex=man), asker]
    assert linked([notice(cases)], "第309号确诊病例")[0][0] is None


def test_a_speaker_from_one_district_means_his_own_districts_number() -> None:
    cases = [case("东城区确诊病例1"), case("西城区确诊病例1")]
    asker = case("西城区无症状感染者3", relations=(relation("确诊病例1"),))
    assert linked([notice([*cases, asker])], "西城区无症状感染者3") == [("N/西城区确诊病例1", "inferred")]


def test_a_label_that_stands_twice_is_ambiguous_and_a_diagnostic_names_both() -> None:
    twice = [case("无症状感染者1", case_id=f"N/{i}") for i in "ab"]
    result = link_notices([notice([*twice, case("病例9", relations=(relation("无症状感染者1"),))])])[0]
    assert result.cases[-1].relations[0].target.status == "ambiguous"
    assert [("N/a" in d.message, "N/b" in d.message) for d in result.diagnostics] == [(True, True)]


@pytest.mark.parametrize(("names", "expected"), [(["钱某某"], "N/0"), (["钱某某", "钱某某"], None), (["孙某"], None)])
def test_a_masked_name_resolves_only_when_unique(names: list[str], expected: str | None) -> None:
    people = [case(None, case_id=f"N/{i}", name=words(n)) for i, n in enumerate(names)]
    asker = case("病例9", relations=(relation(target("钱某某", name="钱某某", series=None)),))
    assert linked([notice([*people, asker])], "病例9")[0][0] == expected


@pytest.mark.parametrize(
    ("names_back", "titled", "expected"), [(True, False, "N/31"), (False, False, None), (False, True, "N/31")]
)
def test_in_a_list_from_many_notices_a_name_is_one_who_names_back(
    names_back: bool, titled: bool, expected: str | None
) -> None:
    back = (relation(target("孙某", name="孙某", series=None)),) if names_back else ()
    other = case("第31号确诊病例", case_id="N/31", name=words("钱某某"), relations=back)
    aim = relation(target("钱某某", name="钱某某", series=None))
    asker = case("第30号确诊病例", case_id="N/30", name=words("孙某"), relations=(aim,))
    title = words("关于新增病例的通报") if titled else None
    assert linked([notice([asker, other], title=title)], "第30号确诊病例")[0][0] == expected


def test_nobody_is_related_to_himself() -> None:
    asker = case("钱某某", relations=(relation(target("外河市确诊病例钱某某", name="钱某某")),))
    assert linked([notice([asker])], "钱某某") == [(None, "stated")]


def test_a_companion_is_linked_like_a_target() -> None:
    visit = event("visit", companions=(m.Companion(text="病例2", span=(0, 3), label="病例2"),))
    result = link_notices([notice([case("病例1", events=(visit,)), case("病例2")])])[0]
    assert result.cases[0].events[0].companions[0].case_id == "N/病例2"


def test_nobody_is_his_own_companion() -> None:
    met = tuple(m.Companion(text=label, span=(0, 3), label=label) for label in ("病例1", "病例2", "病例3"))
    linked = link_notices([notice([case("病例1", events=(event("visit", companions=met),)), case("病例2")])])[0]
    found = [(c.case_id, c.person_id) for c in linked.cases[0].events[0].companions]
    assert found == [(None, None), ("N/病例2", "N/病例2"), (None, "stub:N/病例3")]


EARLY = notice([case("病例33", "A")], "A", "2022-04-10")


@pytest.mark.parametrize(
    ("own_labels", "earlier", "aim", "expected"),
    [
        (["病例50"], EARLY, target("病例33"), "A/病例33"),
        (["病例30", "病例50"], EARLY, target("病例33"), None),
        (["病例20"], EARLY, target("病例33"), None),
        (["病例50"], EARLY.model_copy(update={"area": area("外河市")}), target("病例33"), None),
        (["病例50"], EARLY.model_copy(update={"area": None}), target("病例33"), None),
        (["病例50"], EARLY, target("确诊病例33"), None),
        (["病例50"], EARLY, target("4月10日发布的病例33", published_on="2022-04-10"), "A/病例33"),
        (["病例50"], EARLY, target("4月9日发布的病例33", published_on="2022-04-09"), None),
        (["病例50", "病例33"], EARLY, target("4月10日发布的病例33", published_on="2022-04-10"), "A/病例33"),
        (["病例50"], EARLY, target("外河市4月10日发布的病例33", published_on="2022-04-10"), None),
    ],
)
def test_a_number_of_an_earlier_notice(
    own_labels: list[str], earlier: m.Notice, aim: m.Target, expected: str | None
) -> None:
    own = [case(label, "B") for label in own_labels]
    asker = own[0].model_copy(update={"relations": (relation(aim),)})
    later = notice([asker, *own[1:]], "B", "2022-04-13")
    assert linked([earlier, later], own_labels[0])[0][0] == expected


def test_a_published_on_reference_crosses_to_another_city_it_names() -> None:
    there = notice([case("确诊病例4", "A")], "A", "2022-04-10", area=area("外河市"))
    aim = target("外河市4月10日通报的确诊病例4", published_on="2022-04-10")
    here = notice([case("病例7", "B", relations=(relation(aim),))], "B", "2022-04-11")
    assert linked([there, here], "病例7") == [("A/确诊病例4", "stated")]


def test_two_earlier_notices_with_the_number_leave_it_open() -> None:
    second = notice([case("病例33", "C")], "C", "2022-04-09")
    asker = notice([case("病例50", "B", relations=(relation("病例33"),))], "B", "2022-04-13")
    assert linked([EARLY, second, asker], "病例50") == [(None, "ambiguous")]


def test_linking_twice_changes_nothing() -> None:
    twice = [case("病例1", case_id=f"N/{i}", residences=(place("星光小区"),)) for i in "ab"]
    once = link_notices([EARLY, notice([*twice, case("病例9", relations=(relation("病例1"), relation("病例33")))])])
    assert link_notices(once) == once
