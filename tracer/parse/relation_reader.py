"""What reading any frame of a relation needs: whom it means, what is already known, who is none of the cases.

`relations.py` has one method a frame on top of this.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracer import models
from tracer.parse import relation_frames as frames
from tracer.parse.kinship import KINDRED, inverse, lookup, read_kin, read_pair, role_in_pair
from tracer.parse.references import CaseReference, Mention
from tracer.parse.relation_drafts import RelationDraft, RelationReading, same_case
from tracer.parse.relation_skeleton import Piece, Reducer, Reduction
from tracer.parse.roster import Member, Roster
from tracer.parse.units import NormText, Range, Unit
from tracer.spans import after_last

INTRODUCED_WITHIN = 60
DESCRIBED_WITHIN = 3000
"""A group's heading (病例17-18) may spell a member's label out only in the words after it."""
NOT_FOUND = (
    "(?:未|尚未|暂未|没有?|不)(?:能)?(?:发现|明确|查明|查到|查出|追溯到?|追踪到?|了解到|掌握|确认|确定|清楚|知道|提供)"
)
NEGATED_BEFORE = re.compile(
    rf"(?:(?:未曾?|没有?|无|否认|不曾|并非|排除|是否|{NOT_FOUND})(?:明显|明确|任何|直接|密切|近距离|已知)?"
    r"(?:其|患者|本人|曾|有|过|是否|的){0,3}"
    rf"|(?:否认|无|{NOT_FOUND})[^,。;:\n有]{{1,24}}(?:、|或|和|及|以及)(?:有|曾|过){{0,2}})$"
)
"""尚未发现|与病例3有接触, 无武汉旅居史、|与确诊病例接触史: what the words before a frame deny, up to the comma."""
NEGATED_REACH = 32
NOT_JUDGED = re.compile("未(?:能|曾)?被?(?:判定|认定|评估|列|确定|排查|追踪|纳入)$")
NEGATED_INSIDE = re.compile(
    r"(?:无|未|没有?|不曾?|否认)(?:曾|发现)?(?:有|与|任何|直接|明显|明确|密切|近距离)*$|^(?:分别|各自)(?:到|前往|去|自?驾|乘)"
    r"|^(?:错开|避开|错峰)|(?:视频|微信|电话|语音|线上|网上|网络|隔窗|群[里内中])$"
)
"""与病例3未|接触, 与病例3分别到店|就餐, 与病例3错开|用餐, 与病例3视频|聊天"""
OTHER_SUBJECT = re.compile(f"{frames.CASE}[,:(][男女][^;。\n{frames.SELF}]*$")
SAID_TO_BE = re.compile(r"(?:确诊|诊断|判定|确认|通报)为$")
"""亲属张某某被确诊为首例病例 names one case, not two."""
CONTACT_KINDS = ("close_contact", "secondary_contact", "other_contact")
STATES = ("household", "classmate", "colleague")
"""What people are to each other at all times, not what they did once."""
ONLY_ONE = ("parent", "spouse", "father_in_law", "mother_in_law")
"""Kin of whom somebody has one of a sex; 与儿子同住 may tell of another son."""
ANY_CONTACT = re.compile("接触|密接|关联|次密")
SOME_KIN = ("家属", "亲属", "亲戚", "亲人", "家人", "家里人")
HALL = re.compile("餐|饭|宴|网吧|剧[场院]|影院|演出|会[场议]|培训|食堂|茶[馆楼]|酒吧|棋牌|候诊|教室|婚礼|讲座")
RIDE = re.compile(
    "[乘坐]?[车机船]上|航班|列车|客车|大巴|动车|高铁|飞机|公交|班车|[GDKTZ][0-9]{1,4}|次车|乘坐|同乘|轮渡|车厢"
)
SEATED = ("role.seat", "deed.seat")
AT_TABLE = re.compile("聚餐|聚会|[婚喜寿家酒]宴|宴席|酒席|吃席|年夜饭|团圆饭")
"""参加家庭聚会并与病例4邻座: beside each other at table, and in no vehicle."""
NOTED = re.compile(r"\([^()]{1,16}\)")
PLACE_AFTER = ("家", "处", "所", "住")
POINTS_BACK = ("上述", "前述", "该例", "该", "此")
TO_READERS = re.compile("[您你](?!的)|可能与(?=[^。]{0,16}病例)")
REACH_OF_ADVICE = 8
BY_KIN = re.compile(
    rf"(?:[^,。;]{{0,16}},)?(?:[{frames.SELF}]|患者|其)的?[{frames.KIN}](?![和与及、(的之])[^。;一起同陪带{frames.SELF}]*"
)


class RelationReader:
    """Reads one unit, range by range; ``last`` is the case spoken of last, for 其 and 二人."""

    def __init__(self, norm: NormText, unit: Unit, roster: Roster) -> None:
        self.norm, self.text, self.header = norm, norm.text, unit.header
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
                if not (self._said_to_readers(match) or self._done_by_kin(match)):
                    getattr(self, "_" + match.frame)(match)
            self._contacts()

    def _said_to_readers(self, match: frames.Match) -> bool:
        """主动告诉医生你可能与确诊病例密切接触: advice, and nothing of this person."""
        at = self.skeleton.places[match.start]
        start = after_last(self.text, "。\n", 0, at)
        return TO_READERS.search(self.text, start, at + REACH_OF_ADVICE) is not None

    def _done_by_kin(self, match: frames.Match) -> bool:
        """患者妻子曾到四铺镇吃喜面,与倪某(病例12)就餐: what somebody else did with the case."""
        start = after_last(self.skeleton.text, "。;\n", 0, match.start)
        return match.frame == "together" and BY_KIN.fullmatch(self.skeleton.text, start, match.start) is not None

    def speak_of_all(self) -> None:
        """What is read now is said of all the people of the notice (该3例病例系朋友关系)."""
        self.companions = self.reducer.companions = [m for m in self.roster.members if m is not self.own]

    def _cases(self, span: Range, names: bool = False) -> list[CaseReference]:
        """The other cases mentioned in a stretch of the skeleton."""
        found: list[CaseReference] = []
        before: Piece | None = None
        for piece in self.reduced.within(span, frames.CASE + frames.SELF + frames.NAME):
            mention = piece.mention
            last = before.mention.references[-1] if before and before.mention else None
            gap = self.text[before.end : piece.start] if before else ""
            named = False
            if mention and last:
                if gap == "(" and self.text.startswith(("的", "之"), piece.end):
                    continue  # 病例9(外地确诊病例的亲属)
                if gap == "(" and last.name and mention.references[0].number:
                    found.pop()  # 张某某(确诊病例114号): the number says more
                inside = before is not None and gap == "," and self.text[before.start - 1] == "("
                if _told_again(last, mention, "(" if inside and last.name else gap):
                    continue
                # 确诊病例艾某、张某: the word said before the first name holds for the second
                named = bool(last.name and last.series) and gap in ("、", "和", "及")
            if mention and (piece.char != frames.NAME or names or named):
                found += self._spoken_of(piece, mention)
                before = piece
        return [r for r in found if not self.reducer.is_own(r) or "(" in r.text]

    def _spoken_of(self, piece: Piece, mention: Mention) -> Sequence[CaseReference]:
        """上述确诊病例, 该病例: the one case spoken of before, where the text has named one."""
        points_back = self.text[max(0, piece.start - 2) : piece.start].endswith(POINTS_BACK)
        described = all(r.described for r in mention.references)
        return self.last if described and points_back and len(self.last) == 1 else mention.references

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
        if piece.token.rule.id in SEATED:
            return self._side_by_side(piece.start), None
        return piece.token.rule.kind, None  # type: ignore[return-value]

    def _side_by_side(self, at: int) -> models.RelationKind:
        """What sitting side by side is: a meal at one table, the same restaurant or cinema, or a ride."""
        start = after_last(self.text, "。;\n", 0, at)
        sentence = self.text[start : at + REACH_OF_ADVICE]
        if AT_TABLE.search(sentence) is not None:
            return "shared_meal"
        return "same_place" if HALL.search(sentence) and RIDE.search(sentence) is None else "co_traveller"

    def _negated(self, match: frames.Match) -> bool:
        before = self.skeleton.text[max(0, match.start - NEGATED_REACH) : match.start]
        gap = self.skeleton.text[slice(*match.groups["gap"])] if "gap" in match.groups else ""
        return any(p.search(before) for p in (NEGATED_BEFORE, NOT_JUDGED)) or bool(NEGATED_INSIDE.search(gap))

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

    def _clause(self, match: frames.Match) -> str:
        """What stands before a frame in its clause."""
        before = self.skeleton.text[: match.start]
        return before[after_last(before, ",。;:\n", 0, len(before)) :]

    def _role_is(self, match: frames.Match) -> None:
        """坐在其邻座的王某为确诊病例: what somebody by name was to this person, who is said to be a case."""
        role = self._seen_from_here(self.reduced.within(match.groups["role"], frames.ROLE + frames.DEED)[0])
        if role.char == frames.DEED and role.token.rule.id not in SEATED:
            return
        named = self.reduced.within(match.groups["name"], frames.NAME) if "name" in match.groups else []
        cases = list(named[0].mention.references) if named and named[0].mention else self._cases(match.groups["who"])
        if not ANY_CONTACT.search(self.text, role.start, role.end):
            self._relate(match, cases, [role])

    def _seen_from_here(self, piece: Piece) -> Piece:
        """What this person is to one who is so-and-so to them: the pupil of 其老师为病例3."""
        return replace(piece, role=inverse(self._kind(piece)[0]))

    def _alike(self, match: frames.Match) -> None:
        """与病例3同为某公司员工,同班组: the deed behind the comma is what they share."""
        what = self.reduced.within(match.groups["what"], frames.DEED)
        shared = [p for p in what if self._kind(p)[0] in STATES]
        self._relate(match, self._cases(match.groups["who"]), shared)

    def _symmetric(self, piece: Piece) -> bool:
        kind, _ = self._kind(piece)
        return inverse(kind).kind == kind

    def _add_pair(self, match: frames.Match, case: CaseReference, what: Piece, first: bool | None = None) -> None:
        pair = read_pair(what.token.rule, self.text[what.start : what.end])
        other = self.roster.find(case)
        role = role_in_pair(pair, self.own.person, other.person if other else None, first)
        if role is None:
            self._add(match, case, what, "relative", status="ambiguous")
        else:
            self._add(match, case, what, role.kind, role.detail)

    def _sharers(self, match: frames.Match) -> list[Member]:
        """The other members of the group of whom these words are told as well."""
        at = self.skeleton.places[match.end - 1]
        return [m for m in self.companions if any(a <= at < b for a, b in m.ranges)]

    def _kin_draft(self, match: frames.Match, piece: Piece, case: CaseReference) -> None:
        kin = read_kin(piece.token.rule, self.text[piece.start : piece.end])
        role = inverse(kin.kind, self.own.person.sex)
        self._add(match, case, piece, role.kind, role.detail)

    def _kin_target(self, piece: Piece) -> CaseReference:
        start = piece.start - 1 if self.text[piece.start - 1 : piece.start] == "其" else piece.start
        words = self.text[start : piece.end]
        return CaseReference(start, piece.end, words, words, described=True)

    def _meant_by_pronoun(self, match: frames.Match) -> list[CaseReference]:
        """Whom 其 means: the case spoken of last, be it in a relation or not (与病例58在一处上班,系其同事)."""
        at = self.skeleton.places[match.start]
        later = [
            p
            for p in self.reduced.pieces.values()
            if p.char == frames.CASE
            and self.last_end <= p.start < at
            and not self._of_group(p)
            and not SAID_TO_BE.search(self.text, max(0, p.start - 4), p.start)
        ]
        near = later[-1] if later and "。" not in self.text[later[-1].end : at] else None
        return list(near.mention.references) if near and near.mention else self.last

    def _of_group(self, piece: Piece) -> bool:
        named = piece.mention.references if piece.mention else ()
        return any(m.answers(ref) for ref in named for m in self.companions)

    def _same_sentence(self, match: frames.Match) -> bool:
        return self.last_end >= 0 and "。" not in self.text[self.last_end : self.skeleton.places[match.start]]

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
        named = {d.kind for d in self.out.drafts if not _only_kin(d)}
        kept = [d for d in self.out.drafts if not _only_kin(d) or d.kind not in named]
        kept = [d for d in kept if not (d.role_text in SOME_KIN and _told_closer(d, kept))]
        confirmed = {d.role_text: d.target for d in kept if d.target.described}
        kept.extend(replace(d, target=confirmed[kin]) for d, kin in self.pending if kin in confirmed)
        kept.extend(d for draft, kin in self.pending for d in self._meant_by_kin(draft, kin, kept))
        self.out.drafts = kept
        return self.out

    def _meant_by_kin(self, draft: RelationDraft, word: str, drafts: list[RelationDraft]) -> list[RelationDraft]:
        """病例6的儿子,与母亲同住: the mother is 病例6, if that is a woman."""
        kin = lookup(word)
        if kin is None or not (kin.kind in ONLY_ONE or kin.detail in ONLY_ONE):
            return []
        found = [d.target for d in drafts if d.kind == inverse(kin.kind).kind and not d.target.described]
        others = [(target, self.roster.find(target)) for target in found]
        fitting = [target for target, other in others if other and kin.sex and other.person.sex == kin.sex]
        told = any(d.kind == draft.kind and same_case(d.target, target) for d in drafts for target in fitting)
        return [replace(draft, target=target) for target in fitting if len(fitting) == 1 and not told]


def _told_again(last: CaseReference, mention: Mention, gap: str) -> bool:
    """Whether words that follow a case are one more way of telling of the same person."""
    ref = mention.references[0]
    if gap == "(" and last.name:
        return ref.described  # 杨某(2月13日确诊病例), and (杨某,2月13日确诊病例)
    if gap == "(":
        return mention.bare_name  # 确诊病例89(余某)
    # 第6例(城东区首例)肺炎病例吴某: the number says more
    return bool(NOTED.fullmatch(gap) and last.number and not last.name and ref.name and ref.number is None)


def _told_closer(draft: RelationDraft, drafts: list[RelationDraft]) -> bool:
    """系病例2家属(妻子): what kin they are is told as well."""
    return any(d.kind != draft.kind and d.kind in KINDRED and same_case(d.target, draft.target) for d in drafts)


def _only_kin(draft: RelationDraft) -> bool:
    return draft.target.described and draft.target.text.lstrip("其") == draft.role_text


def as_reference(text: str, member: Member, piece: Piece) -> CaseReference:
    """A companion of the group as the target of a phrase that does not name it: the words that introduced it."""
    words = member.words or ""
    where = _introduced(text, member, words)
    start, end = where or (piece.start, piece.end)
    return CaseReference(start, end, words, words, member.number, None, member.name, implied=where is None)


def _introduced(text: str, member: Member, words: str) -> tuple[int, int] | None:
    """Where a member is called by its label: in the heading, there by its number (病例48、49), or where it is described
    below a range (病例1至病例4系同一家庭).
    """
    near, far = member.start + INTRODUCED_WITHIN, member.start + DESCRIBED_WITHIN
    label = re.compile(rf"{re.escape(words)}(?!\d)") if words else None
    number = re.compile(rf"(?<=[、,和及与至到-]){member.number}(?!\d)") if member.number is not None else None
    for pattern, end in ((label, near), (number, near), (label, far)):
        found = pattern.search(text, member.start, end) if pattern is not None else None
        if found is not None:
            return found.span()
    return None
