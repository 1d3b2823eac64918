"""Kin terms, their counterparts, and who is who in a pair."""

import pytest

from tracer.parse.kinship import Person, inverse, lookup, lookup_pair, role_in_pair


@pytest.mark.parametrize(
    ("term", "kind", "detail"),
    [
        ("弟媳", "in_law", "younger_brothers_wife"),
        ("外甥孙", "relative", "grandnephew"),
        ("次女", "child", "daughter"),
        ("之妻", "spouse", "wife"),
        ("爷爷", "grandparent", "paternal_grandfather"),
        ("外孙女", "grandchild", "granddaughter"),
        ("堂姐", "relative", "female_cousin"),
        ("岳父", "in_law", "father_in_law"),
        ("连襟", "in_law", "spouses_of_siblings"),
    ],
)
def test_terms_mean_what_they_say(term: str, kind: str, detail: str) -> None:
    found = lookup(term)
    assert found is not None
    assert (found.kind, found.detail) == (kind, detail)


@pytest.mark.parametrize("word", ["老师", "病例", "", "母女"])
def test_other_words_are_no_kin_terms(word: str) -> None:
    assert lookup(word) is None


@pytest.mark.parametrize("kind", ["parent", "child", "spouse", "sibling", "grandparent", "grandchild", "in_law"])
def test_turning_round_twice_is_no_turn(kind: str) -> None:
    assert inverse(inverse(kind).kind).kind == kind  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("term", "own", "other", "first", "kind"),
    [
        ("父子", Person("male", 38), Person("male", 11), None, "parent"),
        ("父子关系", Person("male", 11), Person("male", 38), True, "child"),
        ("母子", Person("female"), None, None, "parent"),
        ("父女", Person("female"), None, None, "child"),
        ("母女", Person("female", 5), None, None, "child"),
        ("母女", Person("female"), None, True, "parent"),
        ("母女", Person("female", 40), None, None, None),
        ("夫妻", Person("male"), None, None, "spouse"),
        ("祖孙", Person("male", 70), Person("male", 5), None, "grandparent"),
    ],
)
def test_roles_in_a_pair_follow_age_then_sex_then_order(
    term: str, own: Person, other: Person | None, first: bool | None, kind: str | None
) -> None:
    pair = lookup_pair(term)
    assert pair is not None
    role = role_in_pair(pair, own, other, first)
    assert (role.kind if role else None) == kind
