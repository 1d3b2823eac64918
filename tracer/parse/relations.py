"""What a text says its person is to other cases, and whom it mentions who is none.

One scan finds cases, kin words and relation words; `relation_frames` says which of them belong together; this
module resolves 其, 二人 and 上述 and turns each frame into drafts. What no frame covers is no relation.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tracer.parse import relation_frames as frames
from tracer.parse.contacts import counted_contacts, with_counted
from tracer.parse.kinship import composed, read_kin
from tracer.parse.references import CaseReference, find_references, undated
from tracer.parse.relation_company import OF_KIN, OF_STAFF
from tracer.parse.relation_drafts import LIVING_TOGETHER, RelationReading
from tracer.parse.relation_group import GroupReader
from tracer.parse.relation_reader import CONTACT_KINDS
from tracer.parse.relation_skeleton import Piece, chains
from tracer.parse.roster import Roster
from tracer.parse.units import NormText, Unit
from tracer.spans import after_last

BESIDE_ANOTHER = re.compile(rf"(?:[{frames.NAME}{frames.KIN}{frames.ROLE}]家?|家)\($")
ALIKE = re.compile(f"{frames.CASE}[系为是]其{frames.KIN}[,、;]")
"""病例2为其丈夫, before 病例3为其儿子."""
ASIDE = re.compile(rf"\([^()]*[^()其系为是关{frames.KIN}{frames.ROLE}{frames.PAIR}][^()]*\)")
COUPLE = re.compile("(?:夫妻|夫妇)")
TOLD_OF_SELF = (*",。;\n ", "患者", "患儿", "本人", "因", "其间", "期间")
GAP_OF_DAY = re.compile("[均都也已被于]{0,2}(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?")


def read_relations(norm: NormText, unit: Unit, roster: Roster) -> RelationReading:
    """The relations of a unit's person to other cases, and the contacts who are no cases."""
    reader = _Reader(norm, unit, roster)
    told = (*unit.header, *unit.ranges, *unit.shared, *unit.notes)
    for chain in chains(norm.text, told):
        reader.read(chain)
    if unit.of_all:
        reader.speak_of_all()
    for chain in chains(norm.text, unit.of_all):
        reader.read(chain)
    found = reader.finish()
    found.contacts = with_counted(found.contacts, counted_contacts(norm, told))
    return found


class _Reader(GroupReader):
    """One method a frame of `relation_frames`."""

    def _between(self, match: frames.Match) -> None:
        cases = self._cases(match.groups["who"]) or self._before(match)
        said = next(match.groups[name] for name in ("pair", "bare", "noun") if name in match.groups)
        what = self.reduced.within(said, frames.PAIR)
        if what and not self._negated(match):
            each = what if len(what) == len(cases) else what[:1] * len(cases) if len(what) == 1 else []
            for case, word in zip(cases, each, strict=bool(each)):
                self._add_pair(match, case, word)
            self._remember(cases, match)
            return
        alike = [p for p in self.reduced.within(said, frames.KIN + frames.ROLE) if self._symmetric(p)]
        self._relate(match, cases, alike)

    def _before(self, match: frames.Match) -> list[CaseReference]:
        """病例1 in 病例1与病例2为朋友关系, where this is the text of 病例2."""
        piece = self.reduced.pieces.get(match.start - 1)
        return list(piece.mention.references) if piece and piece.char == frames.CASE and piece.mention else []

    def _in_contact(self, match: frames.Match) -> None:
        words = self.reduced.within(match.groups["what"], frames.ROLE)
        self._relate(match, self._cases(match.groups["who"]), [p for p in words if self._kind(p)[0] in CONTACT_KINDS])

    def _as_contact(self, match: frames.Match) -> None:
        """病例3列为疑似病例后,作为密切接触者被隔离: whose contact, the clause before says."""
        if not OF_KIN.search(self.skeleton.text[max(0, match.start - 4) : match.start]):
            what = self.reduced.within(match.groups["what"], frames.ROLE)
            self._relate(
                match, self._cases(match.groups["who"]), [p for p in what if self._kind(p)[0] in CONTACT_KINDS]
            )

    def _with_them(self, match: frames.Match) -> None:
        self._relate(match, self._meant_by_pronoun(match), self.reduced.within(match.groups["what"], frames.DEED))

    def _of_them(self, match: frames.Match) -> None:
        subject = (
            self.reduced.within(match.groups["subject"], frames.CASE + frames.SELF) if "subject" in match.groups else []
        )
        if "as" in match.groups:
            what = [
                p for p in self.reduced.within(match.groups["as"], frames.ROLE) if self._kind(p)[0] in CONTACT_KINDS
            ]
            self._relate(match, self._meant_by_pronoun(match), what)
            return
        if not subject and self.skeleton.text[match.start - 1 : match.start] == frames.KIN:
            return  # 病例2之妻为其姐姐
        what = self.reduced.within(match.groups["what"], frames.KIN + frames.ROLE)
        if subject and not any(p.char == frames.SELF for p in subject):
            self._is_to_this_person(match, what)
            return
        self._relate(match, self._meant_by_pronoun(match) or self._couple_before(match), what)

    def _couple_before(self, match: frames.Match) -> list[CaseReference]:
        """病例1与病例2为夫妻,病例3为其女儿: 其 is the couple of this group that the sentence has told of."""
        at = self.skeleton.places[match.start]
        start = after_last(self.text, "。;\n", 0, at)
        told = [
            r
            for r in find_references(self.norm, start, at)
            if any(m is not self.own and m.answers(r) for m in self.roster.members)
        ]
        couple = list({ref.core: ref for ref in told}.values())
        return couple if len(couple) == 2 and COUPLE.search(self.text, start, at) else []

    def _is_to_this_person(self, match: frames.Match, what: list[Piece]) -> None:
        """确诊病例向某系其丈夫: 其 is the person told of, where the sentence speaks of no other case before."""
        sentence = self.skeleton.text.rfind("。", 0, match.start) + 1
        cases = self._cases(match.groups["subject"])
        if len(cases) != 1 or frames.CASE in ALIKE.sub("", self.skeleton.text[sentence : match.start]):
            return
        for piece in what:
            if piece.char == frames.KIN:
                self._kin_draft(match, piece, cases[0])
            elif self._kind(piece)[0] != "close_contact":
                self._relate(match, cases, [self._seen_from_here(piece)])

    def _source(self, match: frames.Match) -> None:
        cases = self._cases(next(match.groups[key] for key in ("who", "who2", "who3") if key in match.groups))
        what = match.groups.get("what") or match.groups.get("what3")
        pieces = self.reduced.within(what, frames.SOURCE) if what else []
        if not pieces:
            token = self.reduced.within(match.groups["who2"], frames.CASE)
            a, b = self.skeleton.range(*match.groups["verb"])
            pieces = [replace(p, start=a, end=b) for p in token[:1]]
        if pieces and not self._negated(match):
            for case in cases:
                self._add(match, case, pieces[0], "source")

    def _of(self, match: frames.Match) -> None:
        lead, words = match.groups.get("lead"), self._said_of(match)
        if not words:
            return
        follows = self.skeleton.text[match.end : match.end + 1]
        if "link" not in match.groups and words[0].char == frames.KIN and follows not in {"", *",。;:)、 (\n和及"}:
            return
        if lead is None and follows not in {"", *",。;)、 (\n:和及"}:
            return
        if OF_KIN.search(self.skeleton.text[max(0, match.start - 4) : match.start]):
            return  # 父亲是一名确诊病例的密切接触者 is about the father
        if lead is not None and any(other.fullmatch(self._clause(match)) for other in (frames.OTHER, OF_STAFF)):
            return  # 其同事被判定为病例2的密接, 司机为病例2的同事
        if BESIDE_ANOTHER.search(self.skeleton.text[max(0, match.start - 4) : match.start]):
            return  # 到同学家(病例9父亲)喝酒 is about the host
        linked = self.reduced.within(match.groups["link"], frames.DEED) if "link" in match.groups else []
        if words[0].char == frames.KIN and not all(self._lasts(p) for p in linked):
            return  # 病例3同桌的妈妈
        cases = self._cases(match.groups["who"], names=True)
        for piece in self.reduced.within(match.groups["who"], frames.KIN):
            for case in cases:
                self._kin_draft(match, piece, case)
        words = self._chained(words)
        self._relate(match, cases, self._own_share(words))
        if all(word.role is None for word in words):  # 个案1的同住密接, 同行的丈夫
            self._relate(match, cases, [p for p in linked if self._lasts(p)])
        for pair in self.reduced.within(match.groups["what"], frames.PAIR) if len(cases) == 1 else []:
            self._add_pair(match, cases[0], pair)  # 是第19例确诊病例的密切接触者(父女)

    def _said_of(self, match: frames.Match) -> list[Piece]:
        """The words for the person, without what a bracket tells aside: 连襟(两人妻子为姐妹)."""
        start, end = match.groups["what"]
        what = self.skeleton.text[start:end]
        aside = [(start + m.start(), start + m.end()) for m in ASIDE.finditer(what)]
        out = self.reduced.within((start, end), frames.KIN + frames.ROLE)
        told = [p for span in aside for p in self.reduced.within(span, frames.KIN + frames.ROLE)]
        return [p for p in out if p not in told]

    def _lasts(self, deed: Piece) -> bool:
        """同住, 同行: what holds as long as two people are together."""
        return self.text.startswith((*LIVING_TOGETHER, "同居", "同行", "同车"), deed.start)

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

    def _kin_case(self, match: frames.Match) -> None:
        kin = self.reduced.within(match.groups["kin"], frames.KIN)[0]
        who = match.groups.get("who") or match.groups["inner"]
        if len(self._cases(who)) > 1 and read_kin(kin.token.rule, self.text[kin.start : kin.end]).sex is not None:
            return  # 妻子(病例2、病例3) cannot be; 父母(病例2、病例3) can
        named = self.reduced.within(match.groups["name"], frames.NAME) if "name" in match.groups else []
        called = next((p.mention.references[0] for p in named if p.mention), None)  # 其女婿李某系2月5日公布的确诊病例
        for case in self._cases(who):
            self._kin_draft(match, kin, (called or self._kin_target(kin)) if case.described else case)

    def _kin_confirmed(self, match: frames.Match) -> None:
        pieces = self.reduced.within(match.groups["kin"], frames.KIN + frames.NAME)
        named = 2 * sum(p.char == frames.NAME for p in pieces) == len(pieces)  # 姐夫谢某、父亲鲁某均为确诊病例
        before, gap = self.skeleton.text[: match.start], self.skeleton.text[slice(*match.groups["gap"])]
        own = not before or before.endswith(TOLD_OF_SELF)
        alone = own and GAP_OF_DAY.fullmatch(gap) is not None  # ,爷爷、奶奶被确诊
        is_case = self.text.startswith("为", self.reduced.within(match.groups["what"], frames.CONFIRMED)[0].start)
        if not ("its" in match.groups or "bracket" in match.groups or named or alone or is_case) or self._negated(
            match
        ):
            return
        for position, piece in enumerate(pieces):
            if piece.char != frames.KIN:
                continue
            name = pieces[position + 1].mention if position + 1 < len(pieces) else None
            self._kin_draft(match, piece, name.references[0] if name else self._kin_target(piece))

    def _role_confirmed(self, match: frames.Match) -> None:
        """与家人(2月15日确诊)同住, 因同车间工友确诊: they are cases, though nobody says which."""
        role = self.reduced.within(match.groups.get("role") or match.groups["cause"], frames.ROLE)[0]
        if not self._symmetric(role) or self._kind(role)[0] in CONTACT_KINDS or self._negated(match):
            return
        words = self.text[role.start : role.end]
        target = CaseReference(role.start, role.end, words, words, described=True)
        deeds = self.reduced.within(match.groups["deed"], frames.DEED) if "deed" in match.groups else []
        known = [c for c in self._cases((match.start, match.end)) if not c.described]  # 同事(病例2)
        for case in known or [target]:
            for piece in [role, *deeds]:
                self._add(match, case, piece, *self._kind(piece))

    def _zone(self, match: frames.Match) -> None:
        self._relate(match, self._cases(match.groups["who"]), self.reduced.within(match.groups["what"], frames.ZONE))

    def _beside(self, match: frames.Match) -> None:
        self._relate(match, self._cases(match.groups["who"]), self.reduced.within(match.groups["what"], frames.BESIDE))

    def _escort(self, match: frames.Match) -> None:
        if self.skeleton.text[match.start - 1 : match.start] == frames.KIN:
            return  # 孩子由病例2照看
        self._relate(
            match,
            self._cases(match.groups["who"]),
            self.reduced.within(match.groups["what"], frames.ESCORT + frames.CARRY),
        )

    def _drove(self, match: frames.Match) -> None:
        what = self.reduced.within(match.groups["what"], frames.DEED)
        self._relate(match, self._cases(match.groups["who"]), [p for p in what if self._kind(p)[0] == "co_traveller"])

    def _history(self, match: frames.Match) -> None:
        self._relate(match, self._cases(match.groups["who"]), self.reduced.within(match.groups["what"], frames.DEED))

    def _present(self, match: frames.Match) -> None:
        self._history(match)
        roles = self.reduced.within(match.groups["what"], frames.ROLE)  # 同事中有病例3
        told = [p for p in roles if self._symmetric(p) and self._kind(p)[0] not in CONTACT_KINDS]
        self._relate(match, self._cases(match.groups["who"]), told)

    def _object(self, match: frames.Match) -> None:
        if frames.OTHER.fullmatch(self._clause(match)):
            return  # 其丈夫载病例2到医院
        chars = frames.CARRY + frames.TOUCH + frames.ESCORT
        if "role" in match.groups:
            self._role_case(match)  # 接触同事张某某
        self._serve(match, self._cases(match.groups["who"]), self.reduced.within(match.groups["what"], chars))

    def _served(self, match: frames.Match) -> None:
        """3月1日病例6曾为其维修房屋: the day is that of the deed, not of the notice that told of the case."""
        what = self.reduced.within(match.groups["what"], frames.TOUCH + frames.DEED + frames.ESCORT)
        what = [self._seen_from_here(piece) for piece in what]  # 病例3为其补课: their pupil
        self._serve(match, [undated(self.text, case) for case in self._cases(match.groups["who"])], what)
