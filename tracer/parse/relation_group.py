"""What the people of a group are to one another (三人系同事), and what 二人 did with the case named last."""

from __future__ import annotations

import re

from tracer.parse import relation_frames as frames
from tracer.parse.labels import number_of
from tracer.parse.references import CaseReference, find_references
from tracer.parse.relation_company import CompanyReader
from tracer.parse.relation_drafts import LIVING_TOGETHER
from tracer.parse.relation_reader import CONTACT_KINDS, STATES, as_reference
from tracer.parse.relation_skeleton import Piece
from tracer.spans import after_last

COUNT = re.compile("[二两三四五六七2-7](?=人)")
LOOK_BACK = 300
NEAR = 4
"""So few characters may stand between 为 and whose contact somebody is said to be."""
JOINTLY = re.compile("一起|一同|共同|结伴|相约|一道|同[桌车乘机席住吃]|相互|床位|邻座|相邻|[^,。;]{0,6}同一")
BESIDE_THEM = re.compile("同[车乘行机桌席吃寝屋处室]|共[处用]|一个|相?邻")
LIVING_THERE = (*LIVING_TOGETHER, "随行", "暂住", "借住", "寄住", "在同一", "同一住所", "住同一")
REACH_OF_COMMA = 8


class GroupReader(CompanyReader):
    """The frames that speak of several people of the notice at once."""

    def _sharing(self, match: frames.Match) -> None:
        """What the members of a group are to one another (同班同宿舍), or of two what they did together."""
        if not self._sharers(match):
            if frames.THEY in self.skeleton.text[match.start : match.end]:
                self._both(match)  # 系病例3的祖母,二人同住
            else:
                self._close_by(match)
            return
        words = [
            p
            for p in self.reduced.within(match.groups["what"], frames.DEED)
            if self._kind(p)[0] in STATES or (len(self.companions) == 1 and JOINTLY.match(self.text, p.start))
        ]
        if words and not self._speaks_of_outsider(match):
            before = self.last, self.last_end
            others = [as_reference(self.text, m, words[0]) for m in self._sharers(match)]
            self._relate(match, [*others, *self._counted_in(match)], words)
            self.last, self.last_end = before  # 共同居住,分别为其妻子、儿子: 其 is no member of the group

    def _counted_in(self, match: frames.Match) -> list[CaseReference]:
        """分别为病例1的妻子和儿子,3人共同居住: the one whose kin the members are, where the count includes it."""
        count = COUNT.match(self.text, self.skeleton.places[match.start])
        several = count is not None and number_of(count[0]) == len(self.companions) + 2
        return self.last if several and len(self.last) == 1 and self._same_sentence(match) else []

    def _members(self, match: frames.Match) -> None:
        """病例4-6(一家三口,住某村)."""
        what = self.reduced.within(match.groups["what"], frames.ROLE)[0]
        if what.token.rule.attributes.get("members"):
            self._relate(match, [as_reference(self.text, m, what) for m in self._sharers(match)], [what])

    def _speaks_of_outsider(self, match: frames.Match) -> bool:
        """Whether the sentence is about a case outside the group (均为病例3的家人,共同居住) and does not say 二人."""
        if frames.THEY in self.skeleton.text[match.start : match.end] or not self._same_sentence(match):
            return False
        members = {member.number for member in self.companions}
        return any(case.number is None or case.number not in members for case in self.last)

    def _close_by(self, match: frames.Match) -> None:
        """系病例3的妻子,同住: said right behind the relation, of the one it names."""
        what = [
            p
            for p in self.reduced.within(match.groups["what"], frames.DEED)
            if self.text.startswith(LIVING_THERE, p.start) or BESIDE_THEM.match(self.text, p.start)
        ]
        if (
            len(self.last) == 1
            and self.skeleton.places[match.start] - self.last_end <= REACH_OF_COMMA
            and (self._meant_by_pronoun(match) is self.last and self._same_sentence(match))
        ):
            self._relate(match, self.last, what)

    def _of_above(self, match: frames.Match) -> None:
        at = self.skeleton.places[match.start]
        seen: list[CaseReference] = []
        for ref in reversed(find_references(self.norm, max(0, at - LOOK_BACK), at)):
            if not self.reducer.is_own(ref) and all(ref.core != s.core for s in seen):
                seen.insert(0, ref)
            if len(seen) == 2:
                self._relate(match, seen, self.reduced.within(match.groups["what"], frames.KIN + frames.ROLE))
                return

    def _pair(self, match: frames.Match) -> None:
        named = self.reduced.within(match.groups["who"], frames.CASE + frames.SELF + frames.NAME)
        people = [r for p in named if p.mention for r in p.mention.references]
        what = self.reduced.within(match.groups["what"], frames.PAIR)[0]
        while len(people) > 2 and self.reducer.is_own(people[0]):
            people = people[1:]  # 姜某,女,59岁,姜某、刘某二人为母子
        own = [i for i, r in enumerate(people) if self.reducer.is_own(r)]
        if len(people) == 2 and len(own) == 1:
            self._add_pair(match, people[1 - own[0]], what, own[0] == 0)
        elif len(people) == len(own) or (len(self.companions) == 1 and all(p.char == frames.NAME for p in named)):
            self._bare_pair(match)
        elif len(people) == 1 and not own and self.skeleton.text[match.groups["what"][0] - 1] != "(":
            self._add_pair(match, people[0], what)

    def _own_share(self, words: list[Piece]) -> list[Piece]:
        """Of 妻子和儿子 said of a group of two, the word for this person."""
        kin = [p for p in words if p.char == frames.KIN]
        group = sorted([*self.companions, self.own], key=lambda m: (m.start, m.number or 0))
        if len(kin) < 2 or len(group) != len(kin):
            return words
        return [kin[group.index(self.own)], *(p for p in words if p.char != frames.KIN)]

    def _soon(self, match: frames.Match) -> None:
        """系病例3的朋友,3月10日一同用餐: with the one of whom the words right before tell."""
        between = self.text[self.last_end : self.skeleton.places[match.groups["when"][0]]] if self.last else "。"
        when = self.skeleton.text[slice(*match.groups["when"])]
        what = [p for p in self.reduced.within(match.groups["what"], frames.DEED) if JOINTLY.match(self.text, p.start)]
        if (
            between in (",", ";", "):", ":")
            and len(self.last) == 1
            and not self.companions
            and frames.WHEN.fullmatch(when)
        ):
            self._relate(match, self.last, what)

    def _among(self, match: frames.Match) -> None:
        piece = self.reduced.within(match.groups["what"], frames.ROLE + frames.PAIR)[0]
        if piece.char == frames.PAIR:
            self._bare_pair(match)
        elif self._kind(piece)[0] in CONTACT_KINDS:
            if match.groups["gap"][1] - match.groups["gap"][0] <= NEAR:
                self._still(match)
        elif self._symmetric(piece):
            self._relate(match, [as_reference(self.text, m, piece) for m in self._sharers(match)], [piece])

    def _bare_pair(self, match: frames.Match) -> None:
        if not self.companions and self.skeleton.text[match.end : match.end + 1] == frames.THEY:
            return  # 系病例3的同事,夫妻二人自驾返回
        what = self.reduced.within(match.groups["what"], frames.PAIR)[0]
        companions = self._sharers(match)
        if len(companions) == 1:
            other = companions[0]
            self._add_pair(match, as_reference(self.text, other, what), what, self.own.start < other.start)
        elif not self.companions and len(self.last) == 1:
            self._add_pair(match, self.last[0], what)

    def _both(self, match: frames.Match) -> None:
        one = len(self.last) == 1 and self._meant_by_pronoun(match) is self.last
        if one and not self.companions and self._same_sentence(match):
            self._relate(match, self.last, self.reduced.within(match.groups["what"], frames.DEED))
        elif self.companions and not self._speaks_of_outsider(match):
            self._all_jointly(match)

    def _all_jointly(self, match: frames.Match) -> None:
        """3人3月10日一起吃饭, where three are told of."""
        others = self._sharers(match)
        count = COUNT.match(self.text, self.skeleton.places[match.start])
        what = [p for p in self.reduced.within(match.groups["what"], frames.DEED) if JOINTLY.match(self.text, p.start)]
        if what and count is not None and number_of(count[0]) == len(others) + 1:
            self._relate(match, [as_reference(self.text, m, what[0]) for m in others], what)

    def _we(self, match: frames.Match) -> None:
        """病例1、病例2同乘某车: what the person and others named beside it did."""
        named = self.reduced.within(match.groups["who"], frames.CASE + frames.SELF)
        people = [ref for piece in named if piece.mention for ref in piece.mention.references]
        own = [ref for ref in people if self.reducer.is_own(ref)]
        if len(own) == 1:
            others = [ref for ref in people if ref not in own]
            self._relate(match, others, self.reduced.within(match.groups["what"], frames.DEED))

    def _still(self, match: frames.Match) -> None:
        clause = after_last(self.skeleton.text, ",。;:", 0, match.start)
        if frames.KIN in self.skeleton.text[clause : match.start]:
            return  # 因父母被判定为密接 is about the parents
        said = match.groups.get("what") or match.groups["as"]
        if "as" in match.groups and "日" in self.text[max(0, self.last_end) : self.skeleton.places[match.start]]:
            return  # 系病例3的同事,2月1日作为密切接触者隔离 does not say whose
        pieces = self.reduced.within(said, frames.ROLE + frames.DEED)
        if self._meant_by_pronoun(match) is not self.last:
            return
        if "what" in match.groups and pieces[0].char == frames.DEED:
            self._sharing(match)
        if self._same_sentence(match) and pieces[0].token.rule.attributes.get("contact"):
            self._relate(match, self.last, pieces)
