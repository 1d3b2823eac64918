"""Whom a person was with: cases named as company (与妻子(患者六)同行), hosts, sellers, what each is to them."""

from __future__ import annotations

import re
from dataclasses import replace

from tracer.parse import relation_frames as frames
from tracer.parse.kinship import Role, read_kin
from tracer.parse.references import CaseReference, undated
from tracer.parse.relation_drafts import RelationDraft
from tracer.parse.relation_reader import CONTACT_KINDS, RelationReader
from tracer.parse.relation_skeleton import Piece

OF_KIN = re.compile(f"{frames.KIN}{frames.NAME}?[均都也亦]?$")
OF_STAFF = re.compile("(?:司机|驾驶员|老板|店主|店员|摊主|乘客|房东|房主|户主|医生|护士)[均都也亦]?")
"""乘坐大巴,司机|为病例3的同事: said of the driver."""
AT_HOME = ("shared_meal", "other_contact", "household")
CASE_SUBJECT = re.compile(f"(?:其中,?)?{frames.CASE}(?:还|也|又|另|曾|于|[0-9]{{1,2}}[月日])*")
WITH = re.compile("[与和同跟随及、陪带]")

EXAMINED = re.compile("(?:核酸)?采样|体检|拍片|测|量")
"""3月10日为其采样: said of the person, who was examined."""
FROM_AFAR = re.compile(
    "电话|微信|短信|视频|语音|留言|转账|汇款|打款|转钱|充值|请假|缴|报名|挂号|联系|通知|通报|网购|下单|代办|寄|邮|线上|网上|作证|担保"
)
"""Done for a case without meeting it: 给病例3打电话, 替病例3请假."""
NOT_MET = re.compile(
    "无接触|未(?:曾|能)?(?:与其|和其)?(?:直接)?(?:见面|谋面|碰面|照面|接触)|没有?(?:见面|碰面|接触)|并未谋面"
)
REACH_OF_SENTENCE = 40
RIDES = re.compile(r"[车的][^,。;]{0,8},?$")
REACH_OF_RIDE = 12


class CompanyReader(RelationReader):
    """The frames of company."""

    def _together(self, match: frames.Match) -> None:
        if self._subject_is_kin(match):
            return
        deeds = self.reduced.within(match.groups["what"], frames.DEED)
        for piece in self.reduced.within(match.groups["who"], frames.KIN):
            self._kin_in_company(match, piece, deeds)
        self._kin_in_brackets(match)
        self._roles_in_company(match)
        for piece in self.reduced.within(match.groups["who"], frames.DEED):  # 与同车李某(10月3日确诊)入住同一酒店
            if self._kind(piece)[0] == "co_traveller":
                self._relate(match, self._cases(match.groups["who"]), [piece])
        self._relate(match, self._cases(match.groups["who"]), deeds)

    def _subject_is_kin(self, match: frames.Match) -> bool:
        """Whether the clause tells of somebody else (其妻子与确诊病例有密切接触史)."""
        clause = self._clause(match)
        another = CASE_SUBJECT.fullmatch(clause) is not None  # 病例2还曾|与病例6…
        return another or (OF_KIN.search(clause) is not None and not WITH.search(clause))

    def _roles_in_company(self, match: frames.Match) -> None:
        """与朋友张某某(病例114)同行: the one travelled with is a friend."""
        for found in frames.find_roles(self.skeleton.text, match.groups["who"]):
            self._role_case(found)

    def _role_case(self, match: frames.Match) -> None:
        role = self.reduced.within(match.groups["role"], frames.ROLE)[0]
        cases = self._cases(match.groups.get("who") or match.groups["inner"])
        if self._symmetric(role) and self._kind(role)[0] not in CONTACT_KINDS:
            self._relate(match, cases, [role])

    def _found_among(self, match: frames.Match) -> None:
        """Of the person a header is about; in a text of its own, the words are of somebody else."""
        at = self.skeleton.places[match.start]
        if any(a <= at < b for a, b in self.header):
            what = self.reduced.within(match.groups["what"], frames.ROLE)
            contact = [p for p in what if self._kind(p)[0] in CONTACT_KINDS]
            self._relate(match, self._cases(match.groups["who"]), contact)

    def _kin_in_brackets(self, match: frames.Match) -> None:
        """与病例7(其哥哥)、病例9(王某表姐)聚餐: what each of the others is to this person."""
        for found in frames.find_kin_brackets(self.skeleton.text, match.groups["who"]):
            kin = self.reduced.within(found.groups["kin"], frames.KIN)[0]
            for case in self._cases(found.groups["who"]):
                self._kin_draft(found, kin, case)
        for found in frames.find_pair_brackets(self.skeleton.text, match.groups["who"]):
            self._pair_in_bracket(found)

    def _pair_in_bracket(self, match: frames.Match) -> None:
        """与石某(2人为母女关系,有密切接触)同住."""
        cases = self._cases(match.groups["who"])
        for word in self.reduced.within(match.groups["pair"], frames.PAIR) if "pair" in match.groups else []:
            for case in cases:
                self._add_pair(match, case, word)
        spans = [match.groups[key] for key in ("alike", "deed") if key in match.groups]
        said = [p for span in spans for p in self.reduced.within(span, frames.KIN + frames.ROLE + frames.DEED)]
        self._relate(match, cases, [p for p in said if p.char == frames.DEED or self._symmetric(p)])

    def _kin_in_company(self, match: frames.Match, piece: Piece, deeds: list[Piece]) -> None:
        """与妻子(患者十四)同行 names the wife a case; 与其女儿密切接触 waits for word that she is one."""
        after = self.text[piece.end : piece.end + 40]
        named = self.reduced.within(match.groups["who"], frames.CASE)
        case = next((p for p in named if p.mention and p.mention.start >= piece.end), None)
        gap = self.text[piece.end : case.start] if case else "、"
        in_bracket = re.fullmatch(r"\([^()、和与]{0,6}", gap)  # 妻子(尤某,2月2日确诊病例)
        if case and case.mention and (in_bracket or not re.search(r"[、,和与]|\)", gap)):
            for ref in self._meant_by(piece, case, match):
                self._kin_draft(match, piece, ref)
        elif not after.startswith("("):
            ref = self._kin_target(piece)
            for deed in deeds:
                kind, detail = self._kind(deed)
                start, end = self.skeleton.range(match.start, match.end)
                words = self.text[deed.start : deed.end]
                draft = RelationDraft(ref, (deed.start, deed.end), words, kind, detail, start, end)
                self.pending.append((draft, self.text[piece.start : piece.end]))

    def _meant_by(self, kin: Piece, case: Piece, match: frames.Match) -> list[CaseReference]:
        """The cases in the bracket behind a kin word: one, or all behind a word for several (父母(病例2、病例3))."""
        first = case.mention.references[:1] if case.mention else ()
        close = self.text.find(")", case.start)
        if read_kin(kin.token.rule, self.text[kin.start : kin.end]).sex is not None or self.text[kin.end] != "(":
            return list(first)
        return [r for r in self._cases(match.groups["who"]) if case.start <= r.start < close]

    def _kin_in_turn(self, match: frames.Match) -> None:
        """父亲、母亲分别为病例6、病例7: each of the cases is the kin named in its turn, where there are as many."""
        kin, cases = self.reduced.within(match.groups["kin"], frames.KIN), self._cases(match.groups["who"])
        if len(kin) == 1 and read_kin(kin[0].token.rule, self.text[kin[0].start : kin[0].end]).sex is None:
            kin = kin * len(cases)  # 父母均确诊(病例6、病例7)
        if len(kin) == len(cases):
            for piece, case in zip(kin, cases, strict=True):
                self._kin_draft(match, piece, case)

    def _via(self, match: frames.Match) -> None:
        """与病例3的密切接触者聚餐: what was done with a contact of a case makes a contact of a contact."""
        via = self.reduced.within(match.groups["via"], frames.ROLE)[0]
        deed = self.reduced.within(match.groups["what"], frames.DEED)[0]
        if self._kind(via)[0] == "close_contact":
            words = replace(via, end=deed.end, role=Role("secondary_contact"))
            self._relate(match, self._cases(match.groups["who"]), [words])

    def _driver(self, match: frames.Match) -> None:
        """乘坐出租车(司机为病例2): in one vehicle."""
        who = self.reduced.within(match.groups["who"], frames.CASE)[:1]
        start, end = self.skeleton.range(*match.groups["said"])
        ride = [replace(piece, start=start, end=end, role=Role("co_traveller")) for piece in who]
        if RIDES.search(self.skeleton.text[max(0, match.start - REACH_OF_RIDE) : match.start]):
            self._relate(match, self._cases(match.groups["who"]), ride)

    def _visited(self, match: frames.Match) -> None:
        """曾去过病例3经营的药店: the same place."""
        start, end = self.skeleton.range(*match.groups["place"])
        who = self.reduced.within(match.groups["who"], frames.CASE)[:1]
        there = [replace(piece, start=start, end=end, role=Role("same_place")) for piece in who]
        self._relate(match, [undated(self.text, case) for case in self._cases(match.groups["who"])], there)

    def _customer(self, match: frames.Match) -> None:
        """在病例3的摊位购买早点: what was done there says what the two had to do with each other."""
        start, end = self.skeleton.range(*match.groups["deal"])
        who = self.reduced.within(match.groups["who"], frames.CASE)[0]
        if who.mention and not who.mention.bare_name:
            deal = replace(who, start=start, end=end, role=Role("other_contact"))
            self._relate(match, self._cases(match.groups["who"]), [deal])

    def _hosted(self, match: frames.Match) -> None:
        """到病例3家吃年夜饭; a masked name alone is too weak to be the host's: many are called 马某某."""
        host = self.reduced.within(match.groups["who"], frames.CASE)[0]
        if host.mention and host.mention.bare_name and "said" not in match.groups:
            return
        what = self.reduced.within(match.groups["what"], frames.DEED + frames.TOUCH)
        self._relate(match, self._cases(match.groups["who"]), [p for p in what if self._kind(p)[0] in AT_HOME])

    def _for_them(self, match: frames.Match) -> None:
        """曾为其烫发, 由其收银, 到其家中探望: with the case spoken of before, if the clause tells of nobody else."""
        if not self._same_sentence(match) or not ("by" in match.groups or frames.WHEN.fullmatch(self._clause(match))):
            return
        spans = [match.groups[key] for key in ("what", "by", "home") if key in match.groups]
        what = [p for span in spans for p in self.reduced.within(span, frames.TOUCH + frames.ESCORT + frames.DEED)]
        if "home" in match.groups:
            what = [p for p in what if self._kind(p)[0] in AT_HOME]
        self._relate(match, self._meant_by_pronoun(match), [p for p in what if not EXAMINED.match(self.text, p.start)])

    def _favour(self, match: frames.Match) -> None:
        """替病例3收过快递; 给病例3打电话 brings nobody together."""
        start, end = self.skeleton.range(*match.groups["said"])
        if FROM_AFAR.search(self.text, start, end):
            return
        who = self.reduced.within(match.groups["who"], frames.CASE)[:1]
        done = [replace(piece, start=start, end=end, role=Role("other_contact")) for piece in who]
        self._serve(match, self._cases(match.groups["who"]), done)

    def _serve(self, match: frames.Match, cases: list[CaseReference], what: list[Piece]) -> None:
        """What was done for a case, unless the two did not meet (送餐,无接触配送)."""
        sentence = self.text[self.skeleton.places[match.end] :].partition("。")[0]
        if not NOT_MET.search(sentence[:REACH_OF_SENTENCE]):
            self._relate(match, cases, what)

    def _employed(self, match: frames.Match) -> None:
        """受雇于病例3, 在病例3店内上班: who works for somebody works with them."""
        who = next(match.groups[key] for key in ("who", "who2", "who3", "who4") if key in match.groups)
        self._words_for(match, who, Role("colleague"))

    def _taught(self, match: frames.Match) -> None:
        """任教病例3所在班级; 由病例3带教."""
        if "pupil" in match.groups:
            self._words_for(match, match.groups["pupil"], Role("teacher"))
        else:
            who = match.groups.get("master") or match.groups["master2"]
            self._words_for(match, who, Role("student"))

    def _seated(self, match: frames.Match) -> None:
        """座位在病例3前一排: on a ride or in a hall."""
        self._words_for(match, match.groups["who"], Role(self._side_by_side(self.skeleton.places[match.start])))

    def _dealt(self, match: frames.Match) -> None:
        """租住病例3家; 卖旧纸箱给病例3."""
        who = next(match.groups[key] for key in ("who", "who2", "who3") if key in match.groups)
        self._words_for(match, who, Role("other_contact"))

    def _aboard(self, match: frames.Match) -> None:
        """车上有后来确诊的病例3."""
        self._words_for(match, match.groups["who"], Role("co_traveller"))

    def _words_for(self, match: frames.Match, who: tuple[int, int], role: Role) -> None:
        """A relation told by the whole phrase of a frame."""
        start, end = self.skeleton.range(match.start, match.end)
        named = self.reduced.within(who, frames.CASE)[:1]
        if not frames.OTHER.fullmatch(self._clause(match)):
            self._relate(match, self._cases(who), [replace(p, start=start, end=end, role=role) for p in named])
