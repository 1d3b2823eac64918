"""What keeps two descriptions apart: sex, age, residence; and what a stated relation rules out.

Silence is no conflict. Ages may differ by a year between two notices (a birthday, 虚岁), residences conflict only
where both are known to the county and share none.
"""

from __future__ import annotations

from tracer.models import Age, Case, Relation
from tracer.parse.kinship import Kin, lookup

AGE_SLACK = 1.0
YEARS = {"year": 1.0, "month": 1 / 12, "day": 1 / 365.25}
GENERATION = 12.0
"""Years by which a parent is older at least."""
MARRIAGEABLE = 16.0
OLDER, YOUNGER = ("child",), ("parent",)


def conflict(a: Case, b: Case) -> str | None:
    """Why two records cannot be of one person, in a few words; None where nothing speaks against it.

    >>> conflict(Case(case_id="a", span=(0, 1)), Case(case_id="b", span=(0, 1))) is None
    True
    """
    if a.sex and b.sex and a.sex.value != b.sex.value:
        return f"sex {a.sex.value} and {b.sex.value}"
    if a.age and b.age and abs(years(a.age) - years(b.age)) > AGE_SLACK:
        return f"age {a.age.text} and {b.age.text}"
    return apart(a, b)


def agreement(a: Case, b: Case) -> bool:
    """Whether both state sex and age, and the same ones."""
    told = a.sex and b.sex and a.age and b.age
    return bool(told) and conflict(a, b) is None


def rules_out(relation: Relation, asker: Case, target: Case) -> str | None:
    """Why the person a relation points to cannot be this one: spouses of one sex, a parent too young."""
    if relation.kind == "spouse":
        if asker.sex and target.sex and asker.sex.value == target.sex.value:
            return f"spouses both {asker.sex.value}"
        if target.age and years(target.age) < MARRIAGEABLE:
            return f"a spouse of {target.age.text}"
    said = _kin_before(relation)
    if said and said.sex and target.sex and said.sex != target.sex.value:
        return f"{relation.text} {target.sex.value}"
    if asker.age and target.age:
        older = years(target.age) - years(asker.age)
        if (relation.kind in OLDER and older < GENERATION) or (relation.kind in YOUNGER and -older < GENERATION):
            return f"{relation.kind} of {asker.age.text} to {target.age.text}"
    return None


def _kin_before(relation: Relation) -> Kin | None:
    """The kin word right before a name, which says what the person named is (儿子王某, 丈夫刘某某)."""
    before = relation.text.partition(relation.target.label.text or relation.target.label.value)[0]
    return next((kin for size in (4, 3, 2, 1) if (kin := lookup(before[-size:])) is not None), None)


def apart(a: Case, b: Case) -> str | None:
    """The counties in which two live, where both are known and none is the same; None otherwise."""
    here, there = _counties(a), _counties(b)
    if here and there and not here & there:
        return f"residence {'、'.join(sorted(here))} and {'、'.join(sorted(there))}"
    return None


def fits(relation: Relation, asker: Case, target: Case) -> bool:
    """Whether nothing speaks against a person of the name that a relation states, and both live in one county."""
    near = bool(_counties(asker) & _counties(target))
    return near and rules_out(relation, asker, target) is None


def years(age: Age) -> float:
    """An age in years.

    >>> years(Age(value=18, unit="month", text="18个月", span=(0, 4)))
    1.5
    """
    return float(age.value) * YEARS[age.unit]


def _counties(case: Case) -> set[str]:
    areas = [p.area for p in case.residences if p.area and p.area.status != "ambiguous"]
    return {a.county for a in areas if a.county}
