"""What a text says its person is to other cases, and whom it mentions who is none.

One scan finds cases, kin words and relation words; `relation_frames` says which of them belong together; this
module resolves 其, 二人 and 上述 and turns each frame into drafts. What no frame covers is no relation.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tracer import models
from tracer.parse import relation_frames as frames
from tracer.parse.contacts import counted_contacts, with_counted
from tracer.parse.kinship import composed, inverse, read_kin, read_pair, role_in_pair
from tracer.parse.references import CaseReference, find_references
from tracer.parse.relation_drafts import RelationDraft, RelationReading, same_case
from tracer.parse.relation_skeleton import Piece, Reducer, Reduction, chains
from tracer.parse.roster import Member, Roster
from tracer.parse.units import NormText, Range, Unit

LOOK_BACK = 300
INTRODUCED_WITHIN = 60
"""A group's heading (病例17-18) may spell a member's label out only in the words after it."""
NEGATED_BEFORE = re.compile(r"(?:未曾?|没有?|无|否认|不曾|并非|排除)$")
NEGATED_INSIDE = re.compile(r"(?:无|未|没有?|不曾?|否认)(?:有|与|任何|直接)?$")
OTHER_SUBJECT = re.compile(f"{frames.CASE}[,:(][男女][^;。\n{frames.SELF}]*$")
PLACE_AFTER = ("家", "处", "所", "住")
CONTACT_KINDS = ("close_contact", "secondary_contact", "other_contact")


def read_relations(norm: NormText, unit: Unit, roster: Roster) -> RelationReading:
    """The relations of a unit's person to other cases, and the contacts who are no cases."""
    reader = _Reader(norm, unit, roster)
    for chain in chains(norm.text, (*unit.ranges, *unit.shared)):
        reader.read(chain)
    found = reader.finish()
    found.contacts = with_counted(found.contacts, counted_contacts(norm, (*unit.ranges, *unit.shared)))
    return found


class _Reader:
    """Reads one unit, range by range; ``last`` is the case spoken of last, for 其 and 二人."""

    def __init__(self, norm: NormText, unit: Unit, roster: Roster) -> None:
        self.norm, self.text = norm, norm.text
        self.roster = roster
        self.reducer = Reducer(norm.text, unit, roster)
        self.own, self.companions = self.reducer.own, self.reducer.companions
        self.out = RelationReading()
        self.last: list[CaseReference] = []
        self.last_end = -1
        self.pending: list[tuple[RelationDraft, str]] = []
        self.used: set[int] = set()
        self.reduced = Reduction()
        self.skeleton = self.reduced.skeleton

    def read(self, chain: list[Range]) -> None:
        """Reads one stretch of the unit: a range, or several that make one phrase."""
        self.reduced = self.reducer.reduce(chain)
        self.skeleton = self.reduced.skeleton
        if self.reduced.pieces:
            for match in frames.find_frames(self.skeleton.text):
                getattr(self, "_" + match.frame)(match)
            self._contacts()

    # -- helpers -----------------------------------------------------------------------------------------------

    def _cases(self, span: Range, names: bool = False) -> list[CaseReference]:
        """The other cases mentioned in a stretch of the skeleton."""
        found: list[CaseReference] = []
        before: Piece | None = None
        for piece in self.reduced.within(span, frames.CASE + frames.SELF + frames.NAME):
            # 确诊病例艾某、张某: the word said before the first name holds for the second
            gap = self.text[before.end : piece.start] if before else ""
            last = before.mention.references[-1] if before and before.mention else None
            named = last is not None and last.name and last.series and gap in ("、", "和", "及")
            if (
                gap == "("
                and last is not None
                and last.name
                and piece.mention
                and piece.mention.references[0].described
            ):
                continue  # 杨某(2月13日确诊病例) is one person
            if piece.mention and (piece.char != frames.NAME or names or named):
                found += piece.mention.references
                before = piece
        return [r for r in found if not self.reducer.is_own(r) or "(" in r.text]

    def _add(
        self, match: frames.Match, target: CaseReference, piece: Piece, kind: models.RelationKind,
        detail: str | None = None, status: models.Status = "stated",
    ) -> None:  # fmt: skip
        start, end = self.skeleton.range(match.start, match.end)
        self._use(match)
        if any(d.kind == kind and same_case(d.target, target) for d in self.out.drafts):
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

    def _kind(self, piece: Piece) -> tuple[models.RelationKind, str | None]:
        if piece.role is not None:
            return piece.role
        if piece.char == frames.KIN:
            kin = read_kin(piece.token.rule, self.text[piece.start : piece.end])
            sexed = inverse(inverse(kin.kind).kind, self.own.person.sex).detail
            return kin.kind, sexed if kin.sex is None and sexed else kin.detail
        return piece.token.rule.kind, None  # type: ignore[return-value]

    def _negated(self, match: frames.Match) -> bool:
        before = self.skeleton.text[max(0, match.start - 4) : match.start]
        gap = self.skeleton.text[slice(*match.groups["gap"])] if "gap" in match.groups else ""
        return bool(NEGATED_BEFORE.search(before) or NEGATED_INSIDE.search(gap))

    def _relate(self, match: frames.Match, cases: list[CaseReference], pieces: list[Piece]) -> None:
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
        cases = self._cases(match.groups["who"])
        said = next(match.groups[name] for name in ("pair", "bare", "noun") if name in match.groups)
        what = self.reduced.within(said, frames.PAIR)
        if what and not self._negated(match):
            each = what if len(what) == len(cases) else what[:1] * len(cases) if len(what) == 1 else []
            for case, word in zip(cases, each, strict=bool(each)):
                self._add_pair(match, case, word)
            self._remember(cases, match)
            return
        symmetric = [p for p in self.reduced.within(said, frames.KIN + frames.ROLE) if self._symmetric(p)]
        self._relate(match, cases, symmetric)

    def _symmetric(self, piece: Piece) -> bool:
        kind, _ = self._kind(piece)
        return inverse(kind).kind == kind

    def _together(self, match: frames.Match) -> None:
        deeds = self.reduced.within(match.groups["what"], frames.DEED)
        for piece in self.reduced.within(match.groups["who"], frames.KIN):
            self._kin_in_company(match, piece, deeds)
        self._kin_in_brackets(match)
        self._relate(match, self._cases(match.groups["who"]), deeds)

    def _kin_in_brackets(self, match: frames.Match) -> None:
        """与病例7(其哥哥)、病例9(王某表姐)聚餐: what each of the others is to this person."""
        for found in frames.find_kin_brackets(self.skeleton.text, match.groups["who"]):
            kin = self.reduced.within(found.groups["kin"], frames.KIN)[0]
            for case in self._cases(found.groups["who"]):
                self._kin_draft(found, kin, case)

    def _kin_in_company(self, match: frames.Match, piece: Piece, deeds: list[Piece]) -> None:
        """与妻子(患者十四)同行 names the wife a case; 与其女儿密切接触 waits for word that she is one."""
        after = self.text[piece.end : piece.end + 40]
        case = next(
            (
                p
                for p in self.reduced.within(match.groups["who"], frames.CASE)
                if p.mention and p.mention.start >= piece.end
            ),
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

    def _in_contact(self, match: frames.Match) -> None:
        words = self.reduced.within(match.groups["what"], frames.ROLE)
        self._relate(match, self._cases(match.groups["who"]), [p for p in words if self._kind(p)[0] in CONTACT_KINDS])

    def _sharing(self, match: frames.Match) -> None:
        """What the members of a group do with one another: only living together is said without naming whom."""
        words = [p for p in self.reduced.within(match.groups["what"], frames.DEED) if self._kind(p)[0] == "household"]
        if self.companions and words:
            self._relate(match, [_as_reference(self.text, m, words[0]) for m in self.companions], words)

    def _with_them(self, match: frames.Match) -> None:
        self._relate(match, self.last, self.reduced.within(match.groups["what"], frames.DEED))

    def _of_them(self, match: frames.Match) -> None:
        subject = (
            self.reduced.within(match.groups["subject"], frames.CASE + frames.SELF) if "subject" in match.groups else []
        )
        if subject and not any(p.char == frames.SELF for p in subject):
            return
        self._relate(match, self.last, self.reduced.within(match.groups["what"], frames.KIN + frames.ROLE))

    def _of_above(self, match: frames.Match) -> None:
        at = self.skeleton.places[match.start]
        seen: list[CaseReference] = []
        for ref in reversed(find_references(self.norm, max(0, at - LOOK_BACK), at)):
            if not self.reducer.is_own(ref) and all(ref.core != s.core for s in seen):
                seen.insert(0, ref)
            if len(seen) == 2:
                self._relate(match, seen, self.reduced.within(match.groups["what"], frames.KIN + frames.ROLE))
                return

    def _source(self, match: frames.Match) -> None:
        cases = self._cases(match.groups.get("who") or match.groups["who2"])
        pieces = self.reduced.within(match.groups["what"], frames.SOURCE) if "what" in match.groups else []
        if not pieces:
            token = self.reduced.within(match.groups["who2"], frames.CASE)
            a, b = self.skeleton.range(*match.groups["verb"])
            pieces = [replace(p, start=a, end=b) for p in token[:1]]
        if pieces and not self._negated(match):
            for case in cases:
                self._add(match, case, pieces[0], "source")

    def _pair(self, match: frames.Match) -> None:
        named = self.reduced.within(match.groups["who"], frames.CASE + frames.SELF + frames.NAME)
        people = [r for p in named if p.mention for r in p.mention.references]
        what = self.reduced.within(match.groups["what"], frames.PAIR)[0]
        own = [i for i, r in enumerate(people) if self.reducer.is_own(r)]
        if len(people) == 2 and len(own) == 1:
            self._add_pair(match, people[1 - own[0]], what, own[0] == 0)
        elif len(people) == len(own) or (len(self.companions) == 1 and all(p.char == frames.NAME for p in named)):
            self._bare_pair(match)
        elif len(people) == 1 and not own and self.skeleton.text[match.groups["what"][0] - 1] != "(":
            self._add_pair(match, people[0], what)

    def _add_pair(self, match: frames.Match, case: CaseReference, what: Piece, first: bool | None = None) -> None:
        pair = read_pair(what.token.rule, self.text[what.start : what.end])
        other = self.roster.find(case)
        role = role_in_pair(pair, self.own.person, other.person if other else None, first)
        if role is None:
            self._add(match, case, what, "relative", status="ambiguous")
        else:
            self._add(match, case, what, role.kind, role.detail)

    def _of(self, match: frames.Match) -> None:
        lead, words = match.groups.get("lead"), self.reduced.within(match.groups["what"], frames.KIN + frames.ROLE)
        follows = self.skeleton.text[match.end : match.end + 1]
        if "link" not in match.groups and words[0].char == frames.KIN and follows not in ("", *",。;:)、 (\n和及"):
            return
        if lead is None and follows not in ("", *",。;)、 (\n:和及"):
            return
        cases = self._cases(match.groups["who"], names=True)
        for piece in self.reduced.within(match.groups["who"], frames.KIN):
            for case in cases:
                self._kin_draft(match, piece, case)
        self._relate(match, cases, self._own_share(self._chained(words)))

    def _chained(self, words: list[Piece]) -> list[Piece]:
        """女友的母亲 as one word: neither the friend nor the mother of the case, but the mother of its friend."""
        out: list[Piece] = []
        for piece in words:
            if out and self.text[out[-1].end : piece.start] in ("的", "之"):
                first = out.pop()
                role = composed(self._kind(first)[0], self._kind(piece)[0], self.own.person.sex)
                piece = replace(piece, start=first.start, role=role)
            out.append(piece)
        return out

    def _own_share(self, words: list[Piece]) -> list[Piece]:
        """Of 妻子和儿子 said of a group of two, the word for this person."""
        kin = [p for p in words if p.char == frames.KIN]
        group = sorted([*self.companions, self.own], key=lambda m: m.start)
        if len(kin) < 2 or len(group) != len(kin):
            return words
        return [kin[group.index(self.own)], *(p for p in words if p.char != frames.KIN)]

    def _among(self, match: frames.Match) -> None:
        piece = self.reduced.within(match.groups["what"], frames.ROLE + frames.PAIR)[0]
        if piece.char == frames.PAIR:
            self._bare_pair(match)
        elif self._kind(piece)[0] in CONTACT_KINDS:
            self._still(match)
        elif self._symmetric(piece) and self.companions:
            self._relate(match, [_as_reference(self.text, m, piece) for m in self.companions], [piece])

    def _bare_pair(self, match: frames.Match) -> None:
        what = self.reduced.within(match.groups["what"], frames.PAIR)[0]
        if len(self.companions) == 1:
            other = self.companions[0]
            self._add_pair(match, _as_reference(self.text, other, what), what, self.own.start < other.start)
        elif not self.companions and len(self.last) == 1:
            self._add_pair(match, self.last[0], what)

    def _kin_case(self, match: frames.Match) -> None:
        kin = self.reduced.within(match.groups["kin"], frames.KIN)[0]
        who = match.groups.get("who") or match.groups["inner"]
        for case in self._cases(who):
            self._kin_draft(match, kin, self._kin_target(kin) if case.described else case)

    def _kin_draft(self, match: frames.Match, piece: Piece, case: CaseReference) -> None:
        kin = read_kin(piece.token.rule, self.text[piece.start : piece.end])
        role = inverse(kin.kind, self.own.person.sex)
        self._add(match, case, piece, role.kind, role.detail)

    def _kin_target(self, piece: Piece) -> CaseReference:
        start = piece.start - 1 if self.text[piece.start - 1 : piece.start] == "其" else piece.start
        words = self.text[start : piece.end]
        return CaseReference(start, piece.end, words, words, described=True)

    def _kin_confirmed(self, match: frames.Match) -> None:
        if ("its" not in match.groups and "bracket" not in match.groups) or self._negated(match):
            return
        pieces = self.reduced.within(match.groups["kin"], frames.KIN + frames.NAME)
        for position, piece in enumerate(pieces):
            if piece.char != frames.KIN:
                continue
            name = pieces[position + 1].mention if position + 1 < len(pieces) else None
            self._kin_draft(match, piece, name.references[0] if name else self._kin_target(piece))

    def _role_confirmed(self, match: frames.Match) -> None:
        """与家人(2月15日确诊)同住: the family are cases, though nobody says which."""
        role = self.reduced.within(match.groups["role"], frames.ROLE)[0]
        if not self._symmetric(role) or self._kind(role)[0] in CONTACT_KINDS or self._negated(match):
            return
        words = self.text[role.start : role.end]
        target = CaseReference(role.start, role.end, words, words, described=True)
        deeds = self.reduced.within(match.groups["deed"], frames.DEED) if "deed" in match.groups else []
        for piece in (role, *deeds):
            self._add(match, target, piece, *self._kind(piece))

    def _zone(self, match: frames.Match) -> None:
        self._relate(match, self._cases(match.groups["who"]), self.reduced.within(match.groups["what"], frames.ZONE))

    def _their_zone(self, match: frames.Match) -> None:
        self._zone(match)

    def _beside(self, match: frames.Match) -> None:
        self._relate(match, self._cases(match.groups["who"]), self.reduced.within(match.groups["what"], frames.BESIDE))

    def _escort(self, match: frames.Match) -> None:
        self._relate(match, self._cases(match.groups["who"]), self.reduced.within(match.groups["what"], frames.ESCORT))

    def _history(self, match: frames.Match) -> None:
        self._relate(match, self._cases(match.groups["who"]), self.reduced.within(match.groups["what"], frames.DEED))

    def _attended(self, match: frames.Match) -> None:
        self._relate(match, self._cases(match.groups["who"]), self.reduced.within(match.groups["what"], frames.DEED))

    def _present(self, match: frames.Match) -> None:
        self._attended(match)

    def _object(self, match: frames.Match) -> None:
        chars = frames.CARRY + frames.TOUCH
        self._relate(match, self._cases(match.groups["who"]), self.reduced.within(match.groups["what"], chars))

    def _same_sentence(self, match: frames.Match) -> bool:
        return self.last_end >= 0 and "。" not in self.text[self.last_end : self.skeleton.places[match.start]]

    def _still(self, match: frames.Match) -> None:
        clause = max(self.skeleton.text.rfind(mark, 0, match.start) for mark in ",。;:") + 1
        if frames.KIN in self.skeleton.text[clause : match.start]:
            return  # 因父母被判定为密接 is about the parents
        pieces = self.reduced.within(match.groups["what"], frames.ROLE + frames.DEED)
        if self._same_sentence(match) and pieces[0].token.rule.attributes.get("contact"):
            self._relate(match, self.last, pieces)

    def _both(self, match: frames.Match) -> None:
        if len(self.last) == 1 and not self.companions and self._same_sentence(match):
            self._relate(match, self.last, self.reduced.within(match.groups["what"], frames.DEED))

    # -- people who are no cases -------------------------------------------------------------------------------

    def _contacts(self) -> None:
        previous: Piece | None = None
        for piece in self.reduced.pieces.values():
            of_other = previous is not None and previous.end >= piece.start - 1 and previous.char in frames.CASE
            is_free = piece.char == frames.KIN and piece.start not in self.used and not of_other
            if is_free and not self.text.startswith(PLACE_AFTER, piece.end):
                self._contact(piece)
            previous = piece

    def _contact(self, piece: Piece) -> None:
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


def _as_reference(text: str, member: Member, piece: Piece) -> CaseReference:
    """A companion of the group as the target of a phrase that does not name it: the words that introduced it."""
    words = member.words or ""
    at = text.find(words, member.start, member.start + INTRODUCED_WITHIN) if words else -1
    if at < 0 and member.number is not None:  # 病例48、49: the second has only its number
        found = re.compile(rf"(?<!\d){member.number}(?!\d)").search(
            text, member.start, member.start + INTRODUCED_WITHIN
        )
        at, words_end = found.span() if found else (-1, -1)
    else:
        words_end = at + len(words)
    start, end = (at, words_end) if at >= 0 else (piece.start, piece.end)
    return CaseReference(start, end, words, words, member.number, None, member.name)
