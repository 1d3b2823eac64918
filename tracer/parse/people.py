"""The facts about a person: who it is, where they live, what they do, what kind of case they are.

`read_person` is the only thing other stages call. Places come out as ranges of the normalised text, which the
places stage turns into records.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from tracer import models
from tracer.parse import clinical
from tracer.parse.facts import FactRules, Hit, View
from tracer.parse.kinship import lookup_pair
from tracer.parse.occupation import read_occupation
from tracer.parse.relation_drafts import RelationDraft
from tracer.parse.residence import read_residence
from tracer.parse.units import NormText, Range, Unit
from tracer.rulebook import Rulebook, Scanner, active

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_SEXES: dict[str, models.Sex] = {"男": "male", "女": "female"}
_OLDEST = 120
_CODED: dict[str, type[models.Sourced[Any]]] = {
    "classification": models.SourcedClassification,
    "severity": models.SourcedSeverity,
    "detected_by": models.SourcedDetectedBy,
}
SAME_AS_ABOVE = ("同上", "同前", "〃")
_GAP = re.compile(r"[,、 :;()\s为]*\Z")
_PREDICATE = re.compile(r"[系是为属][^,。;:、()\n]{0,16}\Z")
"""系(确诊病例43的妻子),女,50岁: what the person is, not somebody else."""
CASE_WORD = re.compile(r"(?:确诊病例|确诊患者|疑似病例|无症状感染者|阳性感染者|感染者|病例|患者)$")
"""The word with which a person is introduced by name (患者霍某某), quoted with the name."""
CASE_WORD_REACH = 8
_ONLY_SEX = re.compile(r"(?:[,、:(为是\s]|[男女]性?)*\Z")


@dataclass(slots=True)
class PersonDraft:
    """What a unit says of its person; places are ranges still to be resolved."""

    sex: models.SourcedSex | None = None
    age: models.Age | None = None
    name: models.SourcedText | None = None
    occupation: models.SourcedText | None = None
    workplace: Range | None = None
    nationality: models.SourcedText | None = None
    origin: Range | None = None
    """籍贯, 户籍, or X人 where the residence is another."""
    residences: list[Range] = field(default_factory=list)
    works_in: Range | None = None
    """Another city where the person works, and so lives, beside the place they are from (丰山市人,在武昌市务工)."""
    residence_same_as: tuple[str, Range] | None = None
    """The label or name the residence is the same as, with the words that say so; "" stands for the case before."""
    classification: models.SourcedClassification | None = None
    severity: models.SourcedSeverity | None = None
    detected_by: models.SourcedDetectedBy | None = None
    importation: models.SourcedImportation | None = None
    symptoms: list[models.SourcedText] = field(default_factory=list)
    claims: list[Range] = field(default_factory=list)
    """Stretches of the text that were understood, for coverage."""


def read_person(norm: NormText, unit: Unit, year: int | None = None, rules: Rulebook | None = None) -> PersonDraft:
    """The facts about the person of a unit.

    Args:
        norm: the document.
        unit: the text about this person.
        year: year of the notice, from which an age is worked out where only a birth year is printed.
        rules: the rules to read with; those in force by default.

    >>> from tracer.parse.normalise import normalise
    >>> norm = normalise("女，56岁，居住于城东区桂花苑，退休教师。")
    >>> draft = read_person(norm, Unit(None, ((0, 20),), 0, 20))
    >>> draft.sex.value, draft.age.value, draft.occupation.value, norm.quote(*draft.residences[0])
    ('female', 56, '退休教师', '城东区桂花苑')
    """
    book = rules or active()
    facts, symptoms, gate = book.derived(_readers)
    view = View(norm.text, unit, facts)
    draft = PersonDraft()
    after_self = _identity(norm, view, draft, year)
    dwelling = read_residence(view, after_self)
    draft.residences, draft.residence_same_as, draft.origin = dwelling.residences, dwelling.same_as, dwelling.origin
    draft.works_in = dwelling.works_in
    draft.claims += dwelling.claims
    _work(norm, view, draft)
    _clinical(norm, view, draft)
    draft.symptoms, claims = clinical.read_symptoms(norm, view, symptoms, gate)
    draft.claims += claims
    if unit.cells:
        _from_cells(norm, view, draft)
    draft.claims.sort()
    return draft


def _from_cells(norm: NormText, view: View, draft: PersonDraft) -> None:
    """The facts a row of a table tells by its columns, where its words alone do not tell them."""
    for column, (start, end) in view.unit.cells:
        words = norm.text[start:end]
        if column == "sex" and draft.sex is None and words[:1] in _SEXES:
            draft.sex = models.SourcedSex(**_quoted(norm, start, start + 1, _SEXES[words[0]]))
        elif column == "age" and draft.age is None and words.isdigit() and int(words) <= _OLDEST:
            draft.age = models.Age(unit="year", **_quoted(norm, start, end, int(words)))
        elif column == "residence" and words in SAME_AS_ABOVE:
            draft.residences, draft.residence_same_as = [], ("", (start, end))
        elif column == "residence" and draft.residence_same_as is None:
            draft.residences = [(start, end)]
        elif column == "occupation" and draft.occupation is None:
            draft.occupation = norm.sourced(start, end)
        elif column == "workplace" and draft.workplace is None:
            draft.workplace = start, end
        elif column in ("classification", "detected_by"):
            _coded_cell(norm, view, draft, column, (start, end))
        else:
            continue
        draft.claims.append((start, end))


def _coded_cell(norm: NormText, view: View, draft: PersonDraft, column: str, where: Range) -> None:
    """A cell that stands for a code: 无症状, 轻型, 密接筛查."""
    known = view.facts.rules.by_kind("cells")
    for kind in ("classification", "severity") if column == "classification" else (column,):
        found = [(rule, m) for rule, pattern in known.get(kind, ()) if (m := pattern.search(norm.text, *where))]
        if found:
            rule, m = max(found, key=lambda pair: pair[1].start()) if kind == "classification" else found[0]
            setattr(draft, kind, _CODED[kind](**_quoted(norm, *m.span(), rule.attributes["value"])))
    _confirm(draft)


def _confirm(draft: PersonDraft) -> None:
    """Makes a confirmed case of one who is called mild or severe, where no more than a test is told besides."""
    said = draft.severity
    if said is not None and (draft.classification is None or draft.classification.value == "positive"):
        draft.classification = models.SourcedClassification(value="confirmed", text=said.text, span=said.span)


def _quoted(norm: NormText, start: int, end: int, value: object) -> dict[str, Any]:
    return {"value": value, "text": norm.quote(start, end), "span": norm.span(start, end)}


def _readers(rules: Rulebook) -> _Readers:
    gate = re.compile(rules.parts.get("symptoms", {}).get("GATE", "."))
    return FactRules(rules), rules.scanner("symptoms"), gate


def _identity(norm: NormText, view: View, draft: PersonDraft, year: int | None) -> int | None:
    """Sex, age, name and nationality; the offset where sex and age end."""
    sex = next((h for h in view.in_head("sex") if not _of_other(view, h.start)), None)
    ages = [h for h in view.in_head("age") if not _of_other(view, h.start)]
    if sex is None and not ages:
        sex, ages = _self_anywhere(view)
    sex = sex or next(iter(view.shared("sex")), None)
    ages = ages or view.shared("age")
    ends = [sex.end] if sex is not None else []
    draft.sex = _sex(norm, view, sex)
    for hit in ages:
        draft.age = _age(norm, hit, year)
        if draft.age is not None:
            ends.append(hit.end)
            break
    draft.claims += [(hit.start, hit.end) for hit in ages[: 1 if draft.age else None]]
    draft.claims += [(sex.start, sex.end)] if sex else []
    _name(norm, view, draft, sex.start if sex else None)
    _nationality(norm, view, draft)
    return max(ends, default=None)


def _sex(norm: NormText, view: View, hit: Hit | None) -> models.SourcedSex | None:
    """The sex printed, or the one of a kinship word said of the person (系病例3的女儿), which is inferred."""
    status: models.Status = "stated"
    if hit is None:
        hit = next(iter(view.in_head("sex_role")), None) or _sex_of_item(view)
        status = "inferred"
    if hit is None:
        return None
    value, text, span = hit.rule.attributes["value"], norm.quote(hit.start, hit.end), norm.span(hit.start, hit.end)
    return models.SourcedSex(value=value, text=text, span=span, status=status)


def sex_in_pair(norm: NormText, relations: Sequence[RelationDraft]) -> models.SourcedSex | None:
    """The sex that a word for two people tells of this one, inferred: of 母女 both, of 母子 the mother and the son."""
    for told in relations:
        pair = lookup_pair(told.role_text)
        sides = {"parent": pair.elder_sex, "child": pair.younger_sex} if pair is not None else {}
        value = sides.get(told.kind)
        if value is not None:
            text, span = norm.quote(*told.role), norm.span(*told.role)
            return models.SourcedSex(value=value, text=text, span=span, status="inferred")
    return None


def _sex_of_item(view: View) -> Hit | None:
    """The kinship word a member of a group was given out of a list (分别为其妻子、儿子)."""
    starts = {start for start, _ in view.unit.ranges[1:]} if view.unit.group is not None else set()
    return next((h for h in view.in_head("sex_item") if h.start in starts), None) if starts else None


def _self_anywhere(view: View) -> tuple[Hit | None, list[Hit]]:
    """Sex and age standing side by side beyond the head: a summary line with a date before the person."""
    sexes = [h for h in view.anywhere("sex") if not _of_other(view, h.start)]
    ages = [h for h in view.anywhere("age") if not _of_other(view, h.start)]
    for sex in sexes:
        for age in ages:
            first, second = (sex, age) if sex.start < age.start else (age, sex)
            if _GAP.match(view.text, first.end, second.start):
                return sex, [age]
    return None, []


def _of_other(view: View, at: int) -> bool:
    """Whether a sex or age belongs to somebody mentioned just before: 其女儿,5岁."""
    low = next((a for a, b in view.unit.ranges if a <= at < b), 0)
    needed = view.facts.names_other
    if needed is not None and needed.isdisjoint(view.text[max(low, at - 16) : at]):
        return False
    for fact in view.facts.by_kind["other_subject"]:
        for m in fact.matches(view.text, max(low, at - 16), at):
            said_of_self = _introduces(view.unit, m) or _PREDICATE.search(view.text, max(0, m.start() - 20), m.start())
            if not said_of_self and _ONLY_SEX.match(view.text, m.end(), at):
                return True
    return False


def _introduces(unit: Unit, m: re.Match[str]) -> bool:
    """Whether a kinship word is how the person is introduced: 翟某之妻褚某,女,54岁; 其父,男,56岁."""
    by_name = unit.name is not None and m.start() < unit.name[1] <= m.end()
    return by_name or any(a == m.start() and m.end() <= b for a, b in unit.heading)


def _age(norm: NormText, hit: Hit, year: int | None) -> models.Age | None:
    read = _age_value(hit, year)
    if read is None:
        return None
    value, unit, status = read
    a, b = norm.span(hit.start, hit.end)
    return models.Age(value=value, unit=unit, text=norm.raw[a:b], span=(a, b), status=status)


_Readers = tuple[FactRules, Scanner, re.Pattern[str]]
_AgeUnit = Literal["year", "month", "day"]
_AgeValue = tuple[int | float, _AgeUnit, models.Status]


def _age_value(hit: Hit, year: int | None) -> _AgeValue | None:
    g = {k: v for k, v in hit.match.groupdict().items() if v is not None}
    if months := g.get("mo") or g.get("mo2") or g.get("mo3"):
        return int(months), "month", "stated"
    if days := g.get("d") or g.get("d2") or g.get("d3"):
        return int(days), "day", "stated"
    if birth := g.get("birth") or g.get("birth2"):
        return (year - int(birth), "year", "inferred") if year and 0 <= year - int(birth) <= 120 else None
    if bare := g.get("years2"):
        return (int(bare), "year", "stated") if int(bare) <= _OLDEST else None
    if "years" in g or "hanzi" in g:
        return _years(g)
    return _about(g, year)


def _years(g: dict[str, str]) -> _AgeValue:
    number = float(g["years"]) if "years" in g else _hanzi(g["hanzi"])
    if "months" in g:
        return int(number) * 12 + int(g["months"]), "month", "stated"
    value = number + (0.5 if "half" in g else 0)
    status: models.Status = "approximate" if "about" in g or "near" in g else "stated"
    return (int(value) if value == int(value) else value), "year", status


def _about(g: dict[str, str], year: int | None) -> _AgeValue | None:
    """50多岁 as 50, 年近七旬 as 70, 80后 by the decade: approximate all."""
    if "tens" in g:
        tens = g["tens"]
        return (int(tens) if tens.isdigit() else _hanzi(tens)), "year", "approximate"
    if "decade" in g:
        return _DIGITS[g["decade"]] * 10, "year", "approximate"
    if year is None or "born" not in g:
        return None
    born = (2000 if g["born"] == "00" else 1900 + int(g["born"])) + 5
    return max(0, year - born), "year", "approximate"


def _hanzi(words: str) -> int:
    """二十八 as 28.

    >>> _hanzi("二十八"), _hanzi("十"), _hanzi("两")
    (28, 10, 2)
    """
    tens, ten, ones = words.partition("十")
    if not ten:
        return _DIGITS.get(tens, 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def _name(norm: NormText, view: View, draft: PersonDraft, sex_at: int | None) -> None:
    where = view.unit.name or _name_before(view, sex_at)
    if where is None and sex_at is not None:
        behind = next(iter(view.in_head("name_after")), None)
        where = behind.range("name") if behind and not view.about_other(behind.start) else None
    if where is not None:
        word = CASE_WORD.search(norm.text, max(0, where[0] - CASE_WORD_REACH), where[0])
        draft.name = norm.sourced(word.start() if word else where[0], where[1], value=norm.text[slice(*where)])
        draft.claims.append(where)


def _name_before(view: View, sex_at: int | None) -> Range | None:
    """A masked name that stands before the sex."""
    for hit in view.in_head("name"):
        found = hit.range("name")
        if found and (sex_at is None or found[1] <= sex_at) and not view.about_other(found[0]):
            return found
    return None


def _nationality(norm: NormText, view: View, draft: PersonDraft) -> None:
    for hit in view.in_head("nationality"):
        found = hit.range("nation") or hit.range("nation2")
        if found is not None:
            draft.nationality = norm.sourced(*found)
            draft.claims.append((hit.start, hit.end))
            return


def _work(norm: NormText, view: View, draft: PersonDraft) -> None:
    taken = [*draft.claims, *draft.residences]
    (occupation, workplace), claims = read_occupation(view, taken)
    if occupation is not None:
        draft.occupation = norm.sourced(*occupation)
    draft.workplace = workplace
    draft.claims += claims


def _clinical(norm: NormText, view: View, draft: PersonDraft) -> None:
    draft.classification, a = clinical.read_classification(norm, view)
    draft.severity, b = clinical.read_severity(norm, view)
    _confirm(draft)
    draft.detected_by, c = clinical.read_detection(norm, view)
    draft.importation, d = clinical.read_importation(norm, view)
    draft.claims += [*a, *b, *c, *d]
