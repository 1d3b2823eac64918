"""What a text says its person is to other cases, and whom it mentions who is none.

One scan finds cases, kin words and relation words; `relation_frames` says which of them belong together; this
module resolves 其, 二人 and 上述 and turns each frame into drafts. What no frame covers is no relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tracer import models
from tracer.parse import relation_frames as frames
from tracer.parse.kinship import Person, inverse, read_kin, read_pair, role_in_pair
from tracer.parse.references import CaseReference, Mention, find_references, read_mention
from tracer.parse.roster import Member, Roster, read_qualifier
from tracer.parse.units import Claims, NormText, Range, Unit
from tracer.rulebook import Token, active

LOOK_BACK = 300
NEGATED_BEFORE = re.compile(r"(?:未曾?|没有?|无|否认|不曾|并非|排除)$")
NEGATED_INSIDE = re.compile(r"(?:无|未|没有?|不曾?|否认)(?:有|与|任何|直接)?$")
CASE_BRACKET = re.compile(r"\([^()]{0,24}?(?:确诊病例|确诊患者|已确诊|感染者|阳性|通报)[^()]{0,8}\)")
SENTENCE = re.compile(r"[^。\n]+[。\n]?|[。\n]")
MAY_RELATE = re.compile(
    r"病例|患者?[第0-9一-十甲乙丙丁戊(]|病人|感染者|确诊|阳性|例|某|[xX×*]|其|人[均系为]|同一|[系为是].{0,4}关系|密接|密切|夫妻|夫妇|父[子女]|母[子女]|[二两俩三]人"
)
NO_CASE = re.compile(r"阴性|[病患染]\S{1,2}[0-9]")
OTHER_SUBJECT = re.compile(f"{frames.CASE}[,:(][男女][^;。\n{frames.SELF}]*$")
CUT_AFTER = "的之"
PLACE_AFTER = ("家", "处", "所", "住")
CONTACT_KINDS = ("close_contact", "secondary_contact", "other_contact")


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """One relation read; ``start`` and ``end`` are the phrase, ``role`` the words for what this person is."""

    target: CaseReference
    role: Range
    role_text: str
    kind: models.RelationKind
    detail: str | None
    start: int
    end: int
    status: models.Status = "stated"


@dataclass(slots=True)
class RelationReading:
    """All that was read about other people in one unit; iterating gives the relations."""

    drafts: list[RelationDraft] = field(default_factory=list)
    contacts: list[models.Contact] = field(default_factory=list)
    claims: Claims = field(default_factory=Claims)

    def __iter__(self) -> Iterator[RelationDraft]:
        return iter(self.drafts)

    def __len__(self) -> int:
        return len(self.drafts)


@dataclass(slots=True)
class _Piece:
    """A token of the skeleton and what it stands for."""

    char: str
    start: int
    end: int
    token: Token
    mention: Mention | None = None


def read_relations(norm: NormText, unit: Unit, roster: Roster) -> RelationReading:
    """The relations of a unit's person to other cases, and the contacts who are no cases."""
    reader = _Reader(norm, unit, roster)
    for chain in _chains(norm.text, (*unit.ranges, *unit.shared)):
        reader.read(chain)
    return reader.finish()


def _chains(text: str, ranges: tuple[Range, ...]) -> Iterator[list[Range]]:
    """The ranges, those that were cut out of one phrase together (系病例1的|妻子和|儿子)."""
    chain: list[Range] = []
    for start, end in ranges:
        if chain and not (text[chain[-1][1] - 1] in CUT_AFTER and 0 <= start - chain[-1][1] <= 8):
            yield chain
            chain = []
        if end > start:
            chain.append((start, end))
    if chain:
        yield chain


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Everything of interest; a sentence that cannot speak of a case is searched for kin words only."""
    book = active()
    everything, kin = book.scanner("references", "kinship", "relations"), book.scanner("kinship")
    for sentence in SENTENCE.finditer(text, start, end):
        scanner = everything if MAY_RELATE.search(text, *sentence.span()) else kin
        yield from scanner.scan(text, *sentence.span())


class _Reader:
    """Reads one unit, range by range; ``last`` is the case spoken of last, for 其 and 二人."""

    def __init__(self, norm: NormText, unit: Unit, roster: Roster) -> None:
        self.norm, self.text = norm, norm.text
        self.roster = roster
        own = roster.member(unit)
        self.own = own or Member(None, None, None, None, Person(), -1)
        self.companions = roster.companions(own) if own else []
        self.names = set(roster.names)
        self.out = RelationReading()
        self.last: list[CaseReference] = []
        self.last_end = -1
        self.pending: list[tuple[RelationDraft, str]] = []
        self.used: set[int] = set()
        self.pieces: dict[int, _Piece] = {}
        self.skeleton = frames.Skeleton()

    # -- the skeleton ------------------------------------------------------------------------------------------

    def read(self, chain: list[Range]) -> None:
        """Reads one stretch of the unit: a range, or several that make one phrase."""
        self.pieces, self.skeleton = {}, frames.Skeleton()
        for start, end in chain:
            self._reduce(start, end)
        self.skeleton.places.append(chain[-1][1])
        if self.pieces:
            for match in frames.find_frames(self.skeleton.text):
                getattr(self, "_" + match.frame)(match)
            self._contacts()

    def _reduce(self, start: int, end: int) -> None:
        shape: list[str] = []
        places, at = self.skeleton.places, start
        for token in _tokens(self.text, start, end):
            piece = self._piece(token, at, end)
            if piece.start < at:
                continue
            shape.append(self.text[at : piece.start])
            places.extend(range(at, piece.start))
            self.pieces[len(places)] = piece
            shape.append(piece.char)
            places.append(piece.start)
            at = piece.end
        shape.append(self.text[at:end])
        places.extend(range(at, end))
        self.skeleton.text += "".join(shape)

    def _piece(self, token: Token, floor: int, end: int) -> _Piece:
        subject = token.rule.subject
        if subject == "kinship":
            return _Piece(frames.PAIR if token.kind == "pair" else frames.KIN, token.start, token.end, token)
        if subject == "relations":
            return _Piece(frames.FORMS[token.rule.attributes["form"]], token.start, token.end, token)
        mention = read_mention(self.text, token, floor, end)
        char, stop, qualifier = frames.CASE, mention.end, None
        if mention.bare_name:
            char, qualified = self._name_kind(mention), read_qualifier(self.text, mention.end)
            if qualified:
                qualifier, stop = qualified
                words = self.text[mention.start : stop]
                mention = replace(mention, references=(replace(mention.references[0], end=stop, text=words),))
        else:
            self.names.update(r.name for r in mention.references if r.name)
        if any(self.own.answers(r, qualifier) for r in mention.references):
            char = frames.SELF
        return _Piece(char, mention.start, stop, token, mention)

    def _name_kind(self, mention: Mention) -> str:
        bracket = CASE_BRACKET.match(self.text, mention.end)
        known = mention.references[0].name in self.names or (bracket and not NO_CASE.search(bracket.group()))
        return frames.CASE if known else frames.NAME

    # -- helpers -----------------------------------------------------------------------------------------------

    def _within(self, span: Range, chars: str) -> list[_Piece]:
        return [p for i in range(*span) if (p := self.pieces.get(i)) and p.char in chars]

    def _cases(self, span: Range, names: bool = False) -> list[CaseReference]:
        """The other cases mentioned in a stretch of the skeleton."""
        chars = frames.CASE + frames.SELF + (frames.NAME if names else "")
        found = [r for p in self._within(span, chars) if p.mention for r in p.mention.references]
        return [r for r in found if not self.own.answers(r) or "(" in r.text]

    def _add(
        self, match: frames.Match, target: CaseReference, piece: _Piece, kind: models.RelationKind,
        detail: str | None = None, status: models.Status = "stated",
    ) -> None:  # fmt: skip
        start, end = self.skeleton.range(match.start, match.end)
        self._use(match)
        if any(d.kind == kind and _same_case(d.target, target) for d in self.out.drafts):
            return
        self.out.drafts.append(
            RelationDraft(
                target, (piece.start, piece.end), self.text[piece.start : piece.end], kind, detail, start, end, status
            )
        )

    def _use(self, match: frames.Match) -> None:
        start, end = self.skeleton.range(match.start, match.end)
        self.used.update(range(start, end))
        self.out.claims.parsed.append((start, end))

    def _remember(self, cases: list[CaseReference], match: frames.Match) -> None:
        self.last, self.last_end = cases, self.skeleton.places[match.end]

    def _kind(self, piece: _Piece) -> tuple[models.RelationKind, str | None]:
        if piece.char == frames.KIN:
            kin = read_kin(piece.token.rule, self.text[piece.start : piece.end])
            sexed = inverse(inverse(kin.kind).kind, self.own.person.sex).detail
            return kin.kind, sexed if kin.sex is None and sexed else kin.detail
        return piece.token.rule.kind, None  # type: ignore[return-value]

    def _negated(self, match: frames.Match) -> bool:
        before = self.skeleton.text[max(0, match.start - 4) : match.start]
        gap = self.skeleton.text[slice(*match.groups["gap"])] if "gap" in match.groups else ""
        return bool(NEGATED_BEFORE.search(before) or NEGATED_INSIDE.search(gap))

    def _relate(self, match: frames.Match, cases: list[CaseReference], pieces: list[_Piece]) -> None:
        if not cases or self._negated(match) or self._of_another(match):
            return
        for piece in pieces:
            kind, detail = self._kind(piece)
            for case in cases:
                self._add(match, case, piece, kind, detail)
        self._remember(cases, match)

    def _of_another(self, match: frames.Match) -> bool:
        """Whether the clause describes another person (…;无症状感染者1,女,29岁,病例1之妻)."""
        return bool(OTHER_SUBJECT.search(self.skeleton.text[max(0, match.start - 80) : match.start]))

    # -- one method a frame ------------------------------------------------------------------------------------

    def _between(self, match: frames.Match) -> None:
        cases, what = self._cases(match.groups["who"]), self._within(match.groups["what"], frames.PAIR)
        if what and not self._negated(match):
            for case in cases:
                self._add_pair(match, case, what[0])
            self._remember(cases, match)
            return
        symmetric = [p for p in self._within(match.groups["what"], frames.KIN + frames.ROLE) if self._symmetric(p)]
        self._relate(match, cases, symmetric)

    def _symmetric(self, piece: _Piece) -> bool:
        kind, _ = self._kind(piece)
        return inverse(kind).kind == kind

    def _together(self, match: frames.Match) -> None:
        deeds = self._within(match.groups["what"], frames.DEED)
        for piece in self._within(match.groups["who"], frames.KIN):
            self._kin_in_company(match, piece, deeds)
        self._relate(match, self._cases(match.groups["who"]), deeds)

    def _kin_in_company(self, match: frames.Match, piece: _Piece, deeds: list[_Piece]) -> None:
        """与妻子(患者十四)同行 names the wife a case; 与其女儿密切接触 waits for word that she is one."""
        after = self.text[piece.end : piece.end + 40]
        case = next(
            (p for p in self._within(match.groups["who"], frames.CASE) if p.mention and p.mention.start >= piece.end),
            None,
        )
        gap = self.text[piece.end : case.start] if case else "、"
        if case and case.mention and not re.search(r"[、,和与]|\)", gap):
            self._kin_draft(match, piece, case.mention.references[0])
        elif not after.startswith("("):
            ref = self._kin_target(piece)
            for deed in deeds:
                kind, detail = self._kind(deed)
                start, end = self.skeleton.range(match.start, match.end)
                words = self.text[deed.start : deed.end]
                draft = RelationDraft(ref, (deed.start, deed.end), words, kind, detail, start, end)
                self.pending.append((draft, self.text[piece.start : piece.end]))

    def _with_them(self, match: frames.Match) -> None:
        self._relate(match, self.last, self._within(match.groups["what"], frames.DEED))

    def _of_them(self, match: frames.Match) -> None:
        subject = self._within(match.groups["subject"], frames.CASE + frames.SELF) if "subject" in match.groups else []
        if subject and not any(p.char == frames.SELF for p in subject):
            return
        self._relate(match, self.last, self._within(match.groups["what"], frames.KIN + frames.ROLE))

    def _of_above(self, match: frames.Match) -> None:
        at = self.skeleton.places[match.start]
        seen: list[CaseReference] = []
        for ref in reversed(find_references(self.norm, max(0, at - LOOK_BACK), at)):
            if not self.own.answers(ref) and all(ref.core != s.core for s in seen):
                seen.insert(0, ref)
            if len(seen) == 2:
                self._relate(match, seen, self._within(match.groups["what"], frames.KIN + frames.ROLE))
                return

    def _source(self, match: frames.Match) -> None:
        cases = self._cases(match.groups.get("who") or match.groups["who2"])
        pieces = self._within(match.groups["what"], frames.SOURCE) if "what" in match.groups else []
        if not pieces:
            token = self._within(match.groups["who2"], frames.CASE)
            a, b = self.skeleton.range(*match.groups["verb"])
            pieces = [replace(p, start=a, end=b) for p in token[:1]]
        if pieces and not self._negated(match):
            for case in cases:
                self._add(match, case, pieces[0], "source")

    def _pair(self, match: frames.Match) -> None:
        named = self._within(match.groups["who"], frames.CASE + frames.SELF + frames.NAME)
        people = [r for p in named if p.mention for r in p.mention.references]
        what = self._within(match.groups["what"], frames.PAIR)[0]
        own = [i for i, r in enumerate(people) if self.own.answers(r)]
        if len(people) == 2 and len(own) == 1:
            self._add_pair(match, people[1 - own[0]], what, own[0] == 0)
        elif len(people) == len(own):
            self._bare_pair(match)
        elif len(people) == 1 and not own and self.skeleton.text[match.groups["what"][0] - 1] != "(":
            self._add_pair(match, people[0], what)

    def _add_pair(self, match: frames.Match, case: CaseReference, what: _Piece, first: bool | None = None) -> None:
        pair = read_pair(what.token.rule, self.text[what.start : what.end])
        other = self.roster.find(case)
        role = role_in_pair(pair, self.own.person, other.person if other else None, first)
        if role is None:
            self._add(match, case, what, "relative", status="ambiguous")
        else:
            self._add(match, case, what, role.kind, role.detail)

    def _of(self, match: frames.Match) -> None:
        lead, words = match.groups.get("lead"), self._within(match.groups["what"], frames.KIN + frames.ROLE)
        follows = self.skeleton.text[match.end : match.end + 1]
        if "link" not in match.groups and words[0].char == frames.KIN and follows not in ("", *",。;:)、 (\n和及"):
            return
        if lead is None and follows not in ("", *",。;)、 (\n:和及"):
            return
        cases = self._cases(match.groups["who"], names=True)
        for piece in self._within(match.groups["who"], frames.KIN):
            for case in cases:
                self._kin_draft(match, piece, case)
        self._relate(match, cases, self._own_share(words))

    def _own_share(self, words: list[_Piece]) -> list[_Piece]:
        """Of 妻子和儿子 said of a group of two, the word for this person; of 女友的母亲, the whole as one."""
        kin = [p for p in words if p.char == frames.KIN]
        group = sorted([*self.companions, self.own], key=lambda m: m.start)
        if len(kin) < 2 or len(group) != len(kin):
            return words
        return [kin[group.index(self.own)], *(p for p in words if p.char != frames.KIN)]

    def _among(self, match: frames.Match) -> None:
        piece = self._within(match.groups["what"], frames.ROLE + frames.PAIR)[0]
        if piece.char == frames.PAIR:
            self._bare_pair(match)
        elif self._kind(piece)[0] in CONTACT_KINDS:
            self._still(match)
        elif self._symmetric(piece) and self.companions:
            self._relate(match, [_as_reference(m, piece) for m in self.companions], [piece])

    def _bare_pair(self, match: frames.Match) -> None:
        what = self._within(match.groups["what"], frames.PAIR)[0]
        if len(self.companions) == 1:
            other = self.companions[0]
            self._add_pair(match, _as_reference(other, what), what, self.own.start < other.start)
        elif not self.companions and len(self.last) == 1:
            self._add_pair(match, self.last[0], what)

    def _kin_case(self, match: frames.Match) -> None:
        kin = self._within(match.groups["kin"], frames.KIN)[0]
        who = match.groups.get("who") or match.groups["inner"]
        for case in self._cases(who):
            self._kin_draft(match, kin, self._kin_target(kin) if case.described else case)

    def _kin_draft(self, match: frames.Match, piece: _Piece, case: CaseReference) -> None:
        kin = read_kin(piece.token.rule, self.text[piece.start : piece.end])
        role = inverse(kin.kind, self.own.person.sex)
        self._add(match, case, piece, role.kind, role.detail)

    def _kin_target(self, piece: _Piece) -> CaseReference:
        start = piece.start - 1 if self.text[piece.start - 1 : piece.start] == "其" else piece.start
        words = self.text[start : piece.end]
        return CaseReference(start, piece.end, words, words, described=True)

    def _kin_confirmed(self, match: frames.Match) -> None:
        if ("its" not in match.groups and "bracket" not in match.groups) or self._negated(match):
            return
        pieces = self._within(match.groups["kin"], frames.KIN + frames.NAME)
        for position, piece in enumerate(pieces):
            if piece.char != frames.KIN:
                continue
            name = pieces[position + 1].mention if position + 1 < len(pieces) else None
            self._kin_draft(match, piece, name.references[0] if name else self._kin_target(piece))

    def _zone(self, match: frames.Match) -> None:
        self._relate(match, self._cases(match.groups["who"]), self._within(match.groups["what"], frames.ZONE))

    def _history(self, match: frames.Match) -> None:
        self._relate(match, self._cases(match.groups["who"]), self._within(match.groups["what"], frames.DEED))

    def _object(self, match: frames.Match) -> None:
        chars = frames.CARRY + frames.TOUCH
        self._relate(match, self._cases(match.groups["who"]), self._within(match.groups["what"], chars))

    def _same_sentence(self, match: frames.Match) -> bool:
        return self.last_end >= 0 and "。" not in self.text[self.last_end : self.skeleton.places[match.start]]

    def _still(self, match: frames.Match) -> None:
        pieces = self._within(match.groups["what"], frames.ROLE + frames.DEED)
        if self._same_sentence(match) and pieces[0].token.rule.attributes.get("contact"):
            self._relate(match, self.last, pieces)

    def _both(self, match: frames.Match) -> None:
        if len(self.last) == 1 and not self.companions and self._same_sentence(match):
            self._relate(match, self.last, self._within(match.groups["what"], frames.DEED))

    # -- people who are no cases -------------------------------------------------------------------------------

    def _contacts(self) -> None:
        previous: _Piece | None = None
        for piece in self.pieces.values():
            of_other = previous is not None and previous.end >= piece.start - 1 and previous.char in frames.CASE
            is_free = piece.char == frames.KIN and piece.start not in self.used and not of_other
            if is_free and not self.text.startswith(PLACE_AFTER, piece.end):
                self._contact(piece)
            previous = piece

    def _contact(self, piece: _Piece) -> None:
        role = self.text[piece.start : piece.end]
        if all(c.role != role for c in self.out.contacts):
            span = self.norm.span(piece.start, piece.end)
            self.out.contacts.append(models.Contact(role=role, text=self.norm.quote(piece.start, piece.end), span=span))

    def finish(self) -> RelationReading:
        """The reading, without kin only described (其子被确诊) whom another relation already names."""
        kept: list[RelationDraft] = []
        for draft in self.out.drafts:
            kin_only = draft.target.described and draft.target.text.lstrip("其") == draft.role_text
            if not kin_only or all(d is draft or d.kind != draft.kind for d in self.out.drafts):
                kept.append(draft)
        confirmed = {d.role_text: d.target for d in kept if d.target.described}
        kept.extend(replace(d, target=confirmed[kin]) for d, kin in self.pending if kin in confirmed)
        self.out.drafts = kept
        return self.out


def _same_case(a: CaseReference, b: CaseReference) -> bool:
    """Whether two references of one unit mean the same case: 4月9日通报的感染者1, then 感染者1 alone."""
    if a.published and b.published and a.published != b.published:
        return False
    if a.name and b.name and "(" not in a.text + b.text:
        return a.name == b.name
    return a.core == b.core and a.text.endswith(")") == b.text.endswith(")")


def _as_reference(member: Member, piece: _Piece) -> CaseReference:
    """A companion of the group as the target of a phrase that does not name it."""
    words = member.words or ""
    return CaseReference(piece.start, piece.end, words, words, member.number, None, member.name)
