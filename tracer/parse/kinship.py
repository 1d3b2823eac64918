"""Kin terms: what 弟媳 means, what its counterpart is, and who is who in a pair (父子, 母女, 祖孙).

The words are data (``rules/kinship.toml``). A `Kin` says what the person so called *is to the other*: 弟媳 is an
in-law, the younger brother's wife. `inverse` turns the view round.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tracer.models import RelationKind, Sex
from tracer.rulebook import Rule, Rulebook, active

ADULT_GAP = 15
"""Years of age between two people from which one may be taken for the elder generation."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A kin term: what a person called so is to the other."""

    term: str
    kind: RelationKind
    detail: str | None = None
    sex: Sex | None = None
    generation: int = 0


@dataclass(frozen=True, slots=True)
class KinPair:
    """A term for two people at once; each side says what that one is to the other."""

    term: str
    elder: RelationKind
    younger: RelationKind
    elder_sex: Sex | None = None
    younger_sex: Sex | None = None


class Role(NamedTuple):
    """What somebody is to somebody, coarse and fine."""

    kind: RelationKind
    detail: str | None = None


class Person(NamedTuple):
    """As much of a person as telling the two of a pair apart needs."""

    sex: Sex | None = None
    age: float | None = None


INVERSE: dict[RelationKind, RelationKind] = {
    "parent": "child",
    "child": "parent",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
    "teacher": "student",
    "student": "teacher",
}
DETAIL: dict[tuple[RelationKind, Sex], str] = {
    ("spouse", "male"): "husband",
    ("spouse", "female"): "wife",
    ("parent", "male"): "father",
    ("parent", "female"): "mother",
    ("child", "male"): "son",
    ("child", "female"): "daughter",
    ("sibling", "male"): "brother",
    ("sibling", "female"): "sister",
    ("grandparent", "male"): "grandfather",
    ("grandparent", "female"): "grandmother",
    ("grandchild", "male"): "grandson",
    ("grandchild", "female"): "granddaughter",
}


COMPOSED: dict[tuple[RelationKind, RelationKind], RelationKind] = {
    ("spouse", "parent"): "in_law",
    ("spouse", "sibling"): "in_law",
    ("spouse", "grandparent"): "in_law",
    ("parent", "parent"): "grandparent",
    ("child", "child"): "grandchild",
    ("child", "spouse"): "in_law",
    ("sibling", "spouse"): "in_law",
    ("in_law", "parent"): "in_law",
}
"""What the second is to me, if the first is my so-and-so: 妻子的母亲 is an in-law."""
KINDRED = frozenset({"spouse", "parent", "child", "sibling", "grandparent", "grandchild", "in_law", "relative"})


def lookup(term: str) -> Kin | None:
    """The kin term, or None if it is none.

    >>> lookup("弟媳").kind, lookup("弟媳").detail, lookup("老师")
    ('in_law', 'younger_brothers_wife', None)
    """
    rule = active().derived(_terms).get(term)
    return None if rule is None or rule.kind == "pair" else read_kin(rule, term)


def lookup_pair(term: str) -> KinPair | None:
    """The pair term (母女, 夫妻, with or without 关系), or None if it is none."""
    terms = active().derived(_terms)
    rule = terms.get(term) or terms.get(term.removesuffix("关系"))
    return read_pair(rule, term) if rule is not None and rule.kind == "pair" else None


def read_kin(rule: Rule, term: str) -> Kin:
    """The kin term a rule of subject ``kinship`` stands for."""
    said = rule.attributes
    return Kin(term, rule.kind, said.get("detail"), said.get("sex"), said.get("generation", 0))  # type: ignore[arg-type]


def read_pair(rule: Rule, term: str) -> KinPair:
    """The pair term a rule of kind ``pair`` stands for."""
    said = rule.attributes
    return KinPair(term, said["elder"], said["younger"], said.get("elder_sex"), said.get("younger_sex"))


def sex_of_detail(detail: str | None) -> Sex | None:
    """The sex a finer term implies (``daughter``), by the table; None where it implies none.

    >>> sex_of_detail("wife"), sex_of_detail("uncle"), sex_of_detail("cousin")
    ('female', 'male', None)
    """
    if detail is None:
        return None
    by_term = {term: sex for (_, sex), term in DETAIL.items()}
    return by_term.get(detail) or active().derived(_sexes).get(detail)


def stated_sex(word: str, detail: str | None) -> Sex | None:
    """The sex that the word of a relation states of the person whose relation it is.

    None where the word is said of both (父母, 夫妻), or names the other: in 与妻子病例2同住 the person is the husband.

    >>> stated_sex("妻子", "wife"), stated_sex("父母", "father"), stated_sex("妻子", "husband")
    ('female', None, None)
    """
    kin, implied = lookup(word), sex_of_detail(detail)
    return implied if kin is not None and kin.sex == implied else None


def inverse(kind: RelationKind, sex: Sex | None = None) -> Role:
    """What the other is, if one is ``kind`` to the other; ``sex`` is the other's.

    >>> inverse("child", "female")
    Role(kind='parent', detail='mother')
    >>> inverse("in_law")
    Role(kind='in_law', detail=None)
    """
    other = INVERSE.get(kind, kind)
    return Role(other, DETAIL.get((other, sex)) if sex else None)


def composed(first: RelationKind, second: RelationKind, sex: Sex | None = None) -> Role:
    """What the ``second`` of somebody's ``first`` is to that somebody; ``sex`` is the second's.

    >>> composed("spouse", "parent").kind, composed("sibling", "child").kind, composed("friend", "spouse").kind
    ('in_law', 'relative', 'other_contact')
    """
    if not {first, second} <= KINDRED:
        return Role("other_contact")
    kind = COMPOSED.get((first, second), "relative")
    return Role(kind, DETAIL.get((kind, sex)) if sex else None)


def role_in_pair(pair: KinPair, own: Person, other: Person | None = None, first: bool | None = None) -> Role | None:
    """What the person ``own`` is to the other of a pair, or None if the words do not decide.

    Ages decide first, then a sex only one side has, then a child's or an old person's own age; ``first`` says
    whether the person is named first (A、B系母女), the weakest sign.

    >>> role_in_pair(KinPair("父子", "parent", "child", "male", "male"), Person("male", 38), Person("male", 11))
    Role(kind='parent', detail='father')
    """
    if pair.elder == pair.younger:
        return Role(pair.elder, DETAIL.get((pair.elder, own.sex)) if own.sex else None)
    elder = _is_elder(pair, own, other or Person())
    if elder is None:
        elder = first
    if elder is None:
        return None
    kind = pair.elder if elder else pair.younger
    sex = own.sex or (pair.elder_sex if elder else pair.younger_sex)
    return Role(kind, DETAIL.get((kind, sex)) if sex else None)


def _is_elder(pair: KinPair, own: Person, other: Person) -> bool | None:
    if own.age is not None and other.age is not None and abs(own.age - other.age) >= ADULT_GAP:
        return own.age > other.age
    if pair.elder_sex and pair.younger_sex and pair.elder_sex != pair.younger_sex:
        if own.sex:
            return own.sex == pair.elder_sex
        if other.sex:
            return other.sex != pair.elder_sex
    if own.age is not None and (own.age < ADULT_GAP or own.age >= 65):
        return own.age >= 65
    return None


def _sexes(book: Rulebook) -> dict[str, Sex]:
    """The sex each finer term of the table implies, where it implies one."""
    said = [rule.attributes for rule in book.of("kinship") if rule.kind != "pair"]
    return {a["detail"]: a["sex"] for a in said if a.get("detail") and a.get("sex")}


def _terms(book: Rulebook) -> dict[str, Rule]:
    """Every term of the table; the short ones (妻, 子) are patterns, known by their examples."""
    found: dict[str, Rule] = {}
    for rule in book.of("kinship"):
        for word in rule.words:
            found.setdefault(word, rule)
    for rule in book.of("kinship"):
        for token in book.scanner("kinship").scan(rule.examples[0]) if rule.pattern else ():
            if token.rule is rule:
                found.setdefault(rule.examples[0][token.start : token.end], rule)
                found.setdefault("之" + rule.examples[0][token.start : token.end], rule)
    return found
