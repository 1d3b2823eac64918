"""Where a person lives, as ranges of place text: 现住X, 居住地:X, X街道X小区住户, X镇人."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracer.parse.divisions import AreaMatch, area_of_name, find_area
from tracer.parse.facts import Hit, View
from tracer.parse.kinship import lookup
from tracer.parse.occupation import names_occupation
from tracer.parse.units import Range

_PAST = re.compile(r"(?:此前|之前|以前|曾经?|原(?=居|住|在)|病前|发病前|前期|过去|患病前)[^,。;\n]{0,10}\Z")
_ON_THE_WAY = re.compile(r"[0-9]日[^。\n]{0,80}(?:此后|随后|其后)[^,。;\n]{0,10}\Z")
"""1月5日到A,此后住在B: where somebody put up."""
_OF_LISTED = re.compile(r"[与和同及][^()。;\n]{0,8}\([^()\n]{0,80}\Z")
"""与家人(…,家庭住址为:…: where others live."""
_MASKED = re.compile(r"[一-龥]某{1,2}[一-龥]?")
_KIN_HOME = re.compile(r"(?:家|宅|住处|某)\($")
BELONGING = re.compile(r"[,、 ]{1,2}(?:[一-龥]{1,5}族|中国籍)[,、 ]{1,2}")
_TRAILING = re.compile(r"(?:(?:家|住所|自己家|家里)中|内|[-\s]|工作生活|生活工作|生活|工作)+\Z")
_OF_KIN = re.compile("(?:女儿|儿子|父母|父亲|母亲|姐姐|妹妹|哥哥|弟弟|岳父母?|岳母|公婆|婆婆|亲戚|朋友)$")
_TOLD_OUT = re.compile(r"(?:分别|依次)(?:现|暂)?(?:居住|常住|租住|住)[在于]?[^,。;:\n]*\Z")
_LONGEST_AREA = 12
_NEAR = re.compile("同(?:小区|村|院)")
_CASE_NAMED = re.compile(
    r"[系为是,、]?[^,。;:]{0,12}?(?:病例|感染者|患者|[一-龥]某)[^,。;:\n]{0,4}?(?:[之的]|[夫妻父母儿女子哥弟姐妹爷奶孙舅姑叔婆媳婿邻同工室舍])"
)
_LEVEL = re.compile(r"(?:[省市县区州盟旗镇乡]|街道|苏木)\Z")
_ITEM = re.compile(r"[^,。;:、()\n]+")
_NO_PLACE = re.compile(
    r"不详|未知|无\Z|报告\Z|其|该患者|患者|病例|感染者|自己|隔离|[\d一二两三四五六七八九十余多半数几]+(?:年|个月|多月|余月|天|晚)|父|母|亲戚|朋友"
)
_SOME_HOUSE = re.compile("[一某][间处套所栋个]?(?:平房|民房|出租[屋房]|住房|房屋|房子|楼房)")
"""合租一处平房: some house, and nobody learns where."""


@dataclass(slots=True)
class Dwelling:
    """What a unit says about where the person lives."""

    residences: list[Range] = field(default_factory=list)
    same_as: tuple[str, Range] | None = None
    origin: Range | None = None
    works_in: Range | None = None
    """Another area where the person works, told beside the place they are from."""
    claims: list[Range] = field(default_factory=list)


def read_residence(view: View, after_self: int | None) -> Dwelling:
    """The dwelling stated; ``after_self`` is the end of sex and age, after which lists print a bare address."""
    out, citizen_of = Dwelling(), None
    _same_as(view, out)
    for hit in sorted(view.anywhere("residence") + view.in_head("residence_head"), key=lambda h: (h.start, -h.end)):
        place = _place(view, hit)
        if place is not None and not any(a < place[1] and place[0] < b for a, b in out.claims):
            out.claims.append((hit.start, hit.end))
            out.residences.append(place)
            if hit.rule.id == "residence.resident" and area_of_name(view.text[slice(*place)]):
                citizen_of = place
    if len(out.residences) > 1:  # 津南区居民,住址为桂花里2号
        out.residences = [r for r in out.residences if r != citizen_of]
    _origin(view, out)
    _by_area(view, out)
    _told_out(view, out)
    if out.same_as is None:
        _bare(view, out, after_self)
        _long_work(view, out)
        _in_clause(view, out)
    if not out.residences and out.same_as is None:
        _of_everybody(view, out)
    _from_place(view, out)
    if not out.residences and out.same_as is None:
        kinds = ("residence_works_in",) if out.origin else ("residence_works_in", "residence_works_only")
        out.works_in = _works_elsewhere(view, *kinds)
        _before_name(view, out)
    out.residences = _distinct(view.text, out.residences)
    return out


def next_door(text: str, same_as: tuple[str, Range] | None, home: Range) -> bool:
    """Whether 同小区 or 同村居住 is said of a home told to its house: the other lives near it, and not in it."""
    near = same_as is not None and _NEAR.search(text, *same_as[1]) is not None
    return near and any(char.isdigit() for char in text[slice(*home)])


def _before_name(view: View, out: Dwelling) -> None:
    """云山市海湾区祝某,女,52岁: the area a line names before the person, where nothing else says where they live."""
    name = view.unit.name
    if name is None or out.origin is not None:
        return
    start = view.text.rfind("\n", 0, name[0]) + 1
    start += len(view.text[start : name[0]]) - len(view.text[start : name[0]].lstrip())
    if start < name[0] and area_of_name(view.text[start : name[0]]) is not None:
        out.residences.append((start, name[0]))
        out.claims.append((start, name[0]))


def _by_area(view: View, out: Dwelling) -> None:
    """现住满城区…: words that else begin no place, where they are the name of an area."""
    if out.residences or out.same_as is not None:
        return
    for hit in view.in_head("residence_area"):
        found = hit.range("place")
        place = _place(view, hit) if found and _area_end(view.text, found[0]) else None
        if place is not None:
            out.residences.append(place)
            out.claims.append((hit.start, hit.end))
            return


def _same_as(view: View, out: Dwelling) -> None:
    for hit in view.in_head("residence_same"):
        target = next((r for name in ("ref", "ref2", "ref3", "ref4") if (r := hit.range(name))), None)
        if view.about_other(hit.start) and not hit.rule.id.startswith("residence.same_"):
            continue
        named = _CASE_NAMED.search(view.text, view.unit.start, hit.start)
        if hit.rule.id == "residence.same_kin" and named is None:
            continue
        if target is None and hit.rule.id.startswith("residence.same_") and named is not None:
            out.same_as = ("其", (hit.start, hit.end))
            out.claims.append((hit.start, hit.end))
            return
        words = view.text[slice(*target)] if target else ""
        out.same_as = ("" if words in ("上", "前") else words, (hit.start, hit.end))
        out.claims.append((hit.start, hit.end))
        return


def _place(view: View, hit: Hit) -> Range | None:
    """The place text of a hit, trimmed; nothing if it is past, somebody else's, or no place."""
    if _PAST.search(view.text, max(0, hit.start - 12), hit.start):
        return None
    if _ON_THE_WAY.search(view.text, max(0, hit.start - 100), hit.start):
        return None
    with_others = view.text.startswith("同住", hit.start)  # 与爷爷奶奶同住X speaks of the person as well
    if view.about_other(hit.start) and not with_others:
        return None
    if _KIN_HOME.search(view.text, max(0, hit.start - 3), hit.start):
        return None
    if _OF_LISTED.search(view.text, max(0, hit.start - 90), hit.start):
        return None
    found = hit.range("place") or hit.range("place2")
    return None if found is None else _trim(view.text, *found)


def _trim(text: str, start: int, end: int) -> Range | None:
    """The place text without the words around it; nothing if it is none.

    现住于洪区城东湖街道, 均村乡人: the word before may be a syllable of the area's name, and 于 or 在 none of it.
    """
    area_end = _area_end(text, start - 1)
    if area_end > start + 1:
        start -= 1
    elif text[start] in "于在" and not _area_end(text, start) and (area_end := _area_end(text, start + 1)):
        start += 1
    else:
        area_end = _area_end(text, start)
    tail = _TRAILING.search(text, start, end)
    if tail and not _OF_KIN.search(text, start, tail.start()):  # 常住海州区女儿家中
        end = tail.start()
    if (
        end - start < 2
        or text[start:end] == "附近"
        or _MASKED.fullmatch(text, start, end)
        or _SOME_HOUSE.fullmatch(text, start, end)
        or lookup(text[start:end]) is not None
    ):
        return None  # 为其同住外孙
    if _NO_PLACE.search(text, max(start, area_end), end):
        return None
    return start, end


def _area_end(text: str, start: int) -> int:
    """Where the area with which the text begins ends, if it is called so in full (满城区, 同州街道), else 0."""
    area = find_area(text, start, start + _LONGEST_AREA) if start >= 0 else None
    return area.parts[0].end if area is not None and _LEVEL.search(text, start, area.parts[0].end) else 0


def _origin(view: View, out: Dwelling) -> None:
    for hit in view.in_head("origin"):
        found = hit.range("place") or hit.range("place2")
        place = _trim(view.text, *found) if found else None
        if place is not None and not view.about_other(hit.start):
            out.origin = place
            out.claims.append((hit.start, hit.end))
            return


def _bare(view: View, out: Dwelling, after_self: int | None) -> None:
    """An address printed by itself straight after sex and age."""
    if after_self is None:
        return
    for hit in view.in_head("residence_bare"):
        place = hit.range("place")
        found = _trim(view.text, *place) if place else None
        if found is None or not _follows(view.text, after_self, found[0]) or names_occupation(view, *found):
            continue
        if not any(a < found[1] and found[0] < b for a, b in out.claims):
            out.residences.append(found)
            out.claims.append((hit.start, hit.end))
        return


def _in_clause(view: View, out: Dwelling) -> None:
    """An address that is a clause of its own anywhere in the description, where none is stated."""
    if out.residences:
        return
    address = view.facts.rules.composed("people", "{ADDRESS}")
    for hit in view.in_head("residence_bare"):
        start, end = hit.range("place") or (0, 0)
        alone = view.text[start - 1] not in " 、" and not view.text.startswith("、", end)
        if not alone or not address.fullmatch(view.text, start, end) or view.about_other(hit.start):
            continue
        if _trim(view.text, start, end) and not names_occupation(view, start, end):
            out.residences.append((start, end))
            out.claims.append((hit.start, hit.end))
            return


def _of_everybody(view: View, out: Dwelling) -> None:
    """新增3例,均居住在青禾街道: told of all in the header, where nothing else says where somebody lives."""
    for hit in view.shared("residence_head") + view.shared("residence"):
        place = _place(view, hit)
        if place is not None:
            out.residences.append(place)
            return


def _follows(text: str, end: int, start: int) -> bool:
    """Whether nothing but a people or a citizenship stands between sex and age and what follows."""
    return 0 <= start - end <= 2 or BELONGING.fullmatch(text, end, start) is not None


def _told_out(view: View, out: Dwelling) -> None:
    """The item a member of a group was given out of a list: 分别居住于甲区、乙区."""
    if view.unit.group is None or out.residences:
        return
    for start, end in view.unit.ranges:
        item = _ITEM.match(view.text, start, end) if _TOLD_OUT.search(view.text, max(0, start - 80), start) else None
        place = _trim(view.text, *item.span()) if item else None
        if place is not None:
            out.residences.append(place)
            return


def _long_work(view: View, out: Dwelling) -> None:
    """长期在X工作, where no residence is stated."""
    if out.residences:
        return
    for hit in view.in_head("residence_work"):
        place = _place(view, hit)
        if place is not None:
            out.residences.append(place)
            out.claims.append((hit.start, hit.end))
            return


def _from_place(view: View, out: Dwelling) -> None:
    """X人: the residence where nothing else is given, the origin otherwise."""
    by_area = [h for h in view.in_head("residence_from_area") if _area_end(view.text, (h.range("place") or (0, 0))[0])]
    for hit in (*view.in_head("residence_from"), *by_area):
        found = hit.range("place")
        place = _trim(view.text, *found) if found else None
        if place is None or view.about_other(hit.start):
            continue
        out.claims.append((hit.start, hit.end))
        if out.residences or out.same_as is not None:
            out.origin = out.origin or place
        else:
            out.residences.append(place)
            out.works_in = _works_elsewhere(view, "residence_works_in", home=place)
        return


def _works_elsewhere(view: View, *kinds: str, home: Range = (0, 0)) -> Range | None:
    """丰山市人,在武昌市务工: who went to another city to work or to study lives there too."""
    at_home = find_area(view.text, *home) if home[1] else None
    for hit in (h for kind in kinds for h in view.in_head(kind)):
        found = hit.range("place")
        words = view.text[slice(*found)] if found else ""
        area = area_of_name(words) if found and words not in view.text[slice(*home)] else None
        if area is not None and not _one_city(area, at_home) and not view.about_other(hit.start):
            return found
    return None


def _one_city(a: AreaMatch, b: AreaMatch | None) -> bool:
    """Whether two areas surely lie in one prefecture, the first four digits of their codes."""
    codes = {code[:4] for match in (a, b) if match is not None for code in match.candidates}
    return b is not None and len(codes) == 1 and not codes.pop().endswith("00")


def _distinct(text: str, ranges: list[Range]) -> list[Range]:
    """Each place once, in text order; one that only repeats part of a longer one is left out."""
    words = [text[a:b] for a, b in ranges]
    keep = [
        r
        for i, r in enumerate(ranges)
        if not any((w != words[i] and words[i] in w) or (w == words[i] and j < i) for j, w in enumerate(words))
    ]
    return sorted(keep)
