"""What keeps two descriptions apart: sex, age, residence; and what a stated relation rules out.

Silence is no conflict. Ages may differ by a year between two notices (a birthday, 虚岁), residences conflict only
where both are known to the county and share none.
"""

from __future__ import annotations

from tracer.models import Age, Case, Relation

AGE_SLACK = 1.0
YEARS = {"year": 1.0, "month": 1 / 12, "day": 1 / 365.25}
GENERATION = 12.0
"""Years by which a parent is older at least."""
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
    here, there = _counties(a), _counties(b)
    if here and there and not here & there:
        return f"residence {'、'.join(sorted(here))} and {'、'.join(sorted(there))}"
    return None


def agreement(a: Case, b: Case) -> bool:
    """Whether both state sex and age, and the same ones."""
    told = a.sex and b.sex and a.age and b.age
    return bool(told) and conflict(a, b) is None


def rules_out(relation: Relation, asker: Case, target: Case) -> str | None:
    """Why the person a relation points to cannot be this one: spouses of one sex, a parent too young."""
    if relation.kind == "spouse" and asker.sex and target.sex and asker.sex.value == target.sex.value:
        return f"spouses both {asker.sex.value}"
    if asker.age and target.age:
        older = years(target.age) - years(asker.age)
        if (relation.kind in OLDER and older < GENERATION) or (relation.kind in YOUNGER and -older < GENERATION):
            return f"{relation.kind} of {asker.age.text} to {target.age.text}"
    return None


def years(age: Age) -> float:
    """An age in years.

    >>> years(Age(value=18, unit="month", text="18个月", span=(0, 4)))
    1.5
    """
    return float(age.value) * YEARS[age.unit]


def _counties(case: Case) -> set[str]:
    areas = [p.area for p in case.residences if p.area and p.area.status != "ambiguous"]
    return {a.county for a in areas if a.county}
