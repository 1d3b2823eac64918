"""A stretch of a unit reduced to the tokens that may make a relation: cases, kin words, words of relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracer.parse import relation_frames as frames
from tracer.parse.kinship import Person, Role
from tracer.parse.references import CaseReference, Mention, read_mention
from tracer.parse.roster import Member, Roster, read_qualifier
from tracer.parse.units import Range, Unit
from tracer.rulebook import Token, active

CASE_BRACKET = re.compile(r"\([^()]{0,24}?(?:(?<!未)确诊|感染者|阳性|通报)[^()]{0,8}\)")
STATUS_AFTER = re.compile(r"[,、][^()]{0,24}?(?:(?<!未)确诊|感染者|阳性|通报)[^()]{0,8}\)")
"""妻子(岑某,2月2日确诊病例): a name in a bracket with what makes it that of a case."""
CONFIRMED_AFTER = re.compile(r"(?:已|于[^,。;()\n]{2,8}|[0-9]{1,2}月[0-9]{1,2}日)?被?确诊")
"""亲属张某某被确诊为首例病例"""
CONTACT_AFTER = re.compile(r"的?次?密(?:切接触者|接者?)(?!的)")
"""为傅某某的密切接触者: who has close contacts is a case, introduced in this notice or not."""
OF_CONTACT = re.compile(r"(?:[系为是属]|作为)(?P<name>[一-龥]某{1,2}[一-龥]?)的(?:密切接触者|密接|次密)")
SAID_CONFIRMED = re.compile(rf"(?<![一-龥])(?P<name>[一-龥]某{{1,2}}[一-龥]?)(?:{CONFIRMED_AFTER.pattern})")
"""2月1日,江某确诊: a name said to be that of a case"""
KIN_CASE = re.compile(
    r"(?P<kin>[一-龥]{1,4})\([^()]{0,16}?(?:确诊|阳性|感染者)[^()]{0,6}?(?P<name>[一-龥]某{1,2})\)"
    r"|(?P<kin2>[一-龥]{1,4}?)(?P<name2>[一-龥]某{1,2})\([^()]{0,14}?(?<!未)(?:确诊|阳性)"
)
"""大舅(2月8日确诊病例彭某某), 父亲彭某某(确诊病例): the kin that a case of this name is"""
CASE_IN_BRACKET = re.compile(r"\([^()]{0,16}?(?:确诊|阳性|感染者)")
"""What both hold; it begins with a bracket, to which `re` skips."""
SHOP_OF = re.compile(
    "[^在到去来和与及的家,。;:()、曾系为是\\s]{0,5}?(?:店|超市|餐馆|饭馆|面馆|诊所|[摊铺](?!开)|商行|药房)"
)
"""孙某食杂店: a shop that has the name of a person, and nobody one met."""
SENTENCE = re.compile(r"[^。\n]+[。\n]?|[。\n]")
NO_CASE = re.compile(r"阴性|[病患染]\S{1,2}[0-9]")
FAR_ITEM = 60
"""How far the last of several items may stand from the words they share: 系病例1的妻子(53岁)、儿子(28岁)和|孙子."""
CUT_AFTER = "的之其0123456789"
COPULAS = ("系", "为", "是")
MET_WITH = ("与", "和", "同", "跟")
AS_KIN = re.compile(r"(?:其|作为|与|和|因|患者)[一-龥]{1,4}$")
"""其子邓某某, 作为儿子邓某某的…: kin of the person, and not whose kin the person is."""
MAY_RELATE = re.compile(
    r"病例|患者?[第0-9一二三四五六七八九十百甲乙丙丁戊己庚辛(]|病人|感染者|确诊|阳性|例|某|女士|先生|小姐|x|X|×|\*|其|人[均系为]|同一|系.{0,4}关系|为.{0,4}关系|是.{0,4}关系|密接|密切|夫妻|夫妇|父[子女]|母[子女]|二人|两人|俩人|三人|合租|同租|同住|共同居住"
)
"""Each begins with a character of its own and none with a class, for which `re` would try them at every place."""


SPACED = re.compile('[ ”"](?=[的之密次同妻丈父母儿女])')
"""无症状感染者 11 的密接人员, “病例27”的妻子: what only sets off a number or a name."""


@dataclass(slots=True)
class Piece:
    """A token of the skeleton and what it stands for."""

    char: str
    start: int
    end: int
    token: Token
    mention: Mention | None = None
    role: Role | None = None
    """Set for words that only together say what somebody is: 妻子的母亲."""


@dataclass(slots=True)
class Reduction:
    """A skeleton and the pieces its private characters stand for, by their place in it."""

    skeleton: frames.Skeleton = field(default_factory=frames.Skeleton)
    pieces: dict[int, Piece] = field(default_factory=dict)

    def within(self, span: Range, chars: str) -> list[Piece]:
        """The pieces of a stretch of the skeleton that are of one of these kinds."""
        return [p for i in range(*span) if (p := self.pieces.get(i)) and p.char in chars]


def chains(text: str, ranges: tuple[Range, ...]) -> Iterator[list[Range]]:
    """The ranges, those that were cut out of one phrase together (系病例1的|妻子和|儿子)."""
    chain: list[Range] = []
    for start, end in ranges:
        if chain and not (text[chain[-1][1] - 1] in CUT_AFTER and 0 <= start - chain[-1][1] <= FAR_ITEM):
            yield chain
            chain = []
        if end > start:
            chain.append((start, end))
    if chain:
        yield chain


def _with_codes(text: str, start: int, end: int, codes: re.Pattern[str]) -> Iterator[Token]:
    """Everything of interest in a notice with words of its own for its cases: those first, other tokens between."""
    book = active()
    rules = {"name": book.rules["name"], "series": book.rules["case.named"], "numbers": book.rules["case.numbered"]}
    everything, at = book.scanner("references", "kinship", "relations"), start
    for m in codes.finditer(text, start, end):
        yield from everything.scan(text, at, m.start())
        said = [key for key in ("series", "numbers", "name") if m.groupdict().get(key)]
        rule = rules[said[0]] if said else book.rules["case.code"]
        yield Token(m.start(), m.end(), rule.kind, rule, m)
        at = m.end()
    yield from everything.scan(text, at, end)


def _tokens(text: str, start: int, end: int, roster: Roster, grouped: bool) -> Iterator[Token]:
    """Everything of interest; a sentence that cannot speak of a case is searched for kin words only.

    What is told of a ``grouped`` person can speak of the other members without naming them (为同事,曾一起打麻将).
    """
    codes = roster.codes
    book = active()
    everything, kin = book.scanner("references", "kinship", "relations"), book.scanner("kinship")
    for sentence in SENTENCE.finditer(text, start, end):
        a, b = sentence.span()
        if codes is not None and (roster.code_series or roster.tells_codes(text, a, b)):
            yield from _with_codes(text, a, b, codes)
        else:
            scanner = everything if grouped or MAY_RELATE.search(text, a, b) else kin
            yield from scanner.scan(text, a, b)


def _names_of_cases(text: str, unit: Unit) -> Iterator[str]:
    """Names that must be those of cases: the person is their contact (为白某云的密切接触者), or they were diagnosed."""
    for start, end in unit.ranges:
        if text.find("某", start, end) < 0:
            continue
        if text.find("密", start, end) >= 0:
            yield from (m["name"] for m in OF_CONTACT.finditer(text, start, end))
        if text.find("确诊", start, end) >= 0:
            yield from (m["name"] for m in SAID_CONFIRMED.finditer(text, start, end))


class Reducer:
    """Reduces the text of one unit; it knows whom the unit is about and which names are names of cases."""

    def __init__(self, text: str, unit: Unit, roster: Roster) -> None:
        self._text = text
        self._roster = roster
        own = roster.member(unit)
        self.own = own or Member(None, None, None, None, Person(), -1)
        self.companions = roster.companions(own) if own else []
        self._names = {*roster.names_for(own), *_names_of_cases(text, unit)}
        self._kin_told = self._kin_of_cases(unit)
        self._namesakes: set[int] = set()
        """Where others of the person's own masked name are told of."""

    def reduce(self, chain: list[Range]) -> Reduction:
        """One range of the unit, or several that make one phrase."""
        out = Reduction()
        for start, end in chain:
            self._append(out, start, end)
        out.skeleton.places.append(chain[-1][1])
        return out

    def _append(self, out: Reduction, start: int, end: int) -> None:
        shape: list[str] = []
        places, at = out.skeleton.places, start
        for token in _tokens(self._text, start, end, self._roster, bool(self.companions)):
            piece = self.piece(token, at, end)
            if piece.start < at:
                continue
            shape.append(self._text[at : piece.start])
            places.extend(range(at, piece.start))
            out.pieces[len(places)] = piece
            shape.append(piece.char)
            places.append(piece.start)
            at = piece.end + bool(SPACED.match(self._text, piece.end))
        shape.append(self._text[at:end])
        places.extend(range(at, end))
        out.skeleton.text += "".join(shape).replace("\t", ",")  # the cells of a row part phrases as commas do

    def piece(self, token: Token, floor: int, end: int) -> Piece:
        """What a token stands for; its words reach back to ``floor`` at most."""
        subject = token.rule.subject
        if subject == "kinship":
            return Piece(frames.PAIR if token.kind == "pair" else frames.KIN, token.start, token.end, token)
        if subject == "relations":
            return Piece(frames.FORMS[token.rule.attributes["form"]], token.start, token.end, token)
        mention = read_mention(self._text, token, floor, end)
        char, stop, qualifier = frames.CASE, mention.end, None
        if mention.bare_name:
            char, qualified = self._name_kind(mention), read_qualifier(self._text, mention.end)
            if self._is_kin_or_met(mention):
                char = frames.CASE if self._told_a_case(mention) else frames.NAME
                self._namesakes.add(mention.start)
            if qualified:
                qualifier, stop = qualified
                words = self._text[mention.start : stop]
                named = mention.references[0]._replace(end=stop, text=words)
                mention = mention._replace(references=(named,))
        else:
            self._names.update(r.name for r in mention.references if r.name)
        if any(self.is_own(r, qualifier) for r in mention.references):
            char = frames.SELF
        return Piece(char, mention.start, stop, token, mention)

    def _kin_of_cases(self, unit: Unit) -> dict[str, set[str]]:
        """What kin the cases of a name are, where the text tells: masked names are shared by many."""
        out: dict[str, set[str]] = {}
        for start, end in unit.ranges:
            named = self._text.find("某", start, end) >= 0 and CASE_IN_BRACKET.search(self._text, start, end)
            for m in KIN_CASE.finditer(self._text, start, end) if named else ():
                kin = self._kin_before(m.end("kin") if m["kin"] else m.start("name2"))
                out.setdefault(m["name"] or m["name2"], set()).add(kin or "")
        return {name: kin for name, kin in out.items() if "" not in kin}

    def _kin_before(self, at: int) -> str | None:
        """The rule of the kin word right before a place in the text, if one stands there."""
        scanner = active().scanner("kinship")
        tokens = (scanner.match(self._text, at - size, at) for size in (4, 3, 2, 1) if at >= size)
        return next((t.rule.id for t in tokens if t is not None and t.end == at), None)

    def _is_kin_or_met(self, mention: Mention) -> bool:
        """与邓某某(确诊病例)有接触, 作为儿子邓某某的密切接触者: a case of the person's own masked name, but another."""
        name = mention.references[0].name
        if name is None or name != self.own.name:
            return False
        kin = self._kin_before(mention.start)
        if CASE_BRACKET.match(self._text, mention.end):
            return kin is not None or self._text[mention.start - 1 : mention.start] in MET_WITH
        return kin is not None and AS_KIN.search(self._text, max(0, mention.start - 8), mention.start) is not None

    def _told_a_case(self, mention: Mention) -> bool:
        """Whether what stands right behind a name says that it is a case, or that somebody is its contact."""
        behind = (CASE_BRACKET, CONFIRMED_AFTER, CONTACT_AFTER)
        return any(pattern.match(self._text, mention.end) for pattern in behind)

    def _is_namesake(self, mention: Mention) -> bool:
        """表姐彭某某, where the case 彭某某 is an uncle: another person of that masked name."""
        told = self._kin_told.get(mention.references[0].name or "")
        kin = self._kin_before(mention.start) if told else None
        return told is not None and kin is not None and kin not in told

    def _name_kind(self, mention: Mention) -> str:
        ref = mention.references[0]
        if self._is_namesake(mention) or SHOP_OF.match(self._text, mention.end):
            return frames.NAME
        if ref.number is not None:
            return frames.CASE if self._roster.knows(ref) else frames.NAME
        bracket = CASE_BRACKET.match(self._text, mention.end)
        if self._text[mention.start - 1 : mention.start] == "(":
            bracket = bracket or STATUS_AFTER.match(self._text, mention.end)
        known = ref.name in self._names or (bracket and not NO_CASE.search(bracket.group()))
        confirmed = CONFIRMED_AFTER.match(self._text, mention.end)
        of_contact = self._text[mention.start - 1 : mention.start] in COPULAS and CONTACT_AFTER.match(
            self._text, mention.end
        )
        return frames.CASE if known or confirmed or of_contact else frames.NAME

    def is_own(self, ref: CaseReference, qualifier: Person | None = None) -> bool:
        """Whether a reference is this person; where a person is introduced by name, the place decides."""
        if ref.start in self._namesakes:
            return False
        introduced = self._roster.introduced(ref)
        return introduced == self.own if introduced else self.own.answers(ref, qualifier)
