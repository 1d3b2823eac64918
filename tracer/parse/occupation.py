"""What a person does and where: 福源食品厂质检员, 职业:冷链搬运工(宏盛物流二号冷库), 退休教师."""

from __future__ import annotations

import re

from tracer.parse.facts import Hit, View
from tracer.parse.units import Range
from tracer.rulebook import Rule

_GENERIC = re.compile(
    r"(?:该|本)?(?:小学|中学|大学|高中|初中|中专|幼儿园|学校|公司|企业|工厂|厂|医院|单位|本校|高校|外卖|快递)\Z"
)
_TRADE = re.compile(
    r"(?:个体|自营|一家|私人)?(?:便利|便民|水果|蔬菜|果蔬|生鲜|服装|鞋|五金|副食|小吃|早餐|早点|杂货|食杂|百货|烟酒|粮油|海鲜|水产|熟食|手机|药|"
    r"美容|美发|理发|美甲|烧烤|面包|蛋糕|奶茶|快餐|餐饮|化妆品|家具|家电|建材|火锅|拉面|面|粥|串串|汽修|修车|洗车|干洗|文具|眼镜|宠物|花)?"
    r"(?:店|商店|超市|餐馆|餐厅|饭店|酒店|市场|渔船|货船|船)\Z"
    r"|(?:电机|制衣|服装|鞋|制鞋|塑料|塑胶|瓷|陶瓷|砖|电子|食品|印染|毛织|纺织|家具|五金|机械|玩具|箱包|造纸|化纤|水泥|玻璃|包装|印刷|汽修|修理|屠宰)"
    r"厂\Z|(?:拉面|面|茶|早茶|饭|宾|旅|烤肉|健身)馆\Z|(?:冷|仓|车)库\Z|(?:棋牌|麻将|健身)[室房馆]\Z|(?:托管|培训)班\Z|快递(?:站|点)\Z|网吧\Z|酒吧\Z|(?:海鲜)?大排档\Z"
)
"""A kind of workplace that any number are of: 便利店店主 is what somebody is, not where."""
_SAME_FIRM = re.compile(r"(?:同|该|本)(?:厂|店|校|公司|单位|院|船|车间|酒店|超市)(?:[一-龥]{2,3}部)?\Z")
"""同厂, 该厂包装部: the firm of somebody told of before."""
_DEPARTMENT = re.compile(r"[一-龥]{2}部(?=[一-龥]{2})")
_IN_BRACKET = re.compile(r"(?<=[(,])[^(),]{2,24}(?=[,)])")
_OWN_LABEL = re.compile(
    r"\A(?:[一-鿿]{0,8}(?:感染者|病例|患者)[\d一二三四五六七八九十、甲乙丙丁]*|二人|两人|三人)(?=均?[为系是])"
)

_ONCE = re.compile("(?:曾任|曾从事|曾是|原任|原为|退休前)")
"""曾任教师,现已退休: what somebody was before."""

Work = tuple[Range | None, Range | None]
"""Occupation and workplace."""


def read_occupation(view: View, taken: list[Range]) -> tuple[Work, list[Range]]:
    """The first occupation and the first workplace of the head, clause by clause."""
    occupation: Range | None = None
    workplace: Range | None = None
    claims: list[Range] = []
    for hit in view.in_head("workplace"):
        workplace = workplace or hit.range("work")
        claims.append((hit.start, hit.end))
    for start, end in view.clauses():
        found = _read_clause(view, start, end, taken)
        if found is None or view.about_other(start):
            continue
        occupation = occupation or found[0]
        workplace = workplace or found[1]
        claims.append((start, end))
    if workplace is None:
        occupation, workplace = _in_passing(view, occupation)
    return (occupation, workplace), claims


def _in_passing(view: View, occupation: Range | None) -> Work:
    """A workplace named among the movements: 每天到X厂上班."""
    for hit in view.anywhere("occupation_late"):
        found = hit.range("work")
        if found is not None and not view.about_other(hit.start) and not _GENERIC.match(view.text, *found):
            return occupation or hit.range("occ"), found
    return occupation, None


def names_occupation(view: View, start: int, end: int) -> bool:
    """Whether a stretch that could be an address is somebody's occupation (X区第四中学保安)."""
    return _match(view, start, end) is not None


def _read_clause(view: View, start: int, end: int, taken: list[Range]) -> Work | None:
    """Occupation and workplace of one clause, or of a piece in its bracket, if it says nothing else."""
    words = view.text[start:end]
    if view.facts.names_work is not None and view.facts.names_work.isdisjoint(words):
        return None
    own = _OWN_LABEL.match(words)
    pieces = [
        (start + (own.end() if own else 0), end),
        *(m.span() for m in _IN_BRACKET.finditer(view.text, start, end)),
        *((b, end) for a, b in taken if start <= a and b < end and view.text[b] not in "人的"),
    ]
    for begin, stop in pieces:
        if all(stop <= a or b <= begin for a, b in taken) and not _ONCE.match(view.text, begin):
            found = _match(view, begin, stop)
            if found is not None:
                return found
    return None


def _match(view: View, start: int, end: int) -> Work | None:
    words = view.text[start:end]
    for fact in view.facts.by_kind["occupation"]:
        m = fact.first(words, 0, len(words)) if fact.may_match(words) else None
        if m is not None:
            return _ranges(Hit(m.start(), m.end(), fact.rule, m), start)
    return None


def _ranges(hit: Hit, offset: int) -> Work:
    occupation = _group(hit, ("occ", "occ2", "occ3"), offset)
    workplace = _group(hit, ("work", "work2"), offset)
    text = hit.match.string
    if workplace is not None:
        if text.startswith(("一名", "一位"), workplace[0] - offset):
            workplace = workplace[0] + 2, workplace[1]  # 是一名小学教师
        start, end = workplace[0] - offset, workplace[1] - offset
        if _SAME_FIRM.match(text, start, end) and occupation is not None:
            part = _DEPARTMENT.match(text, occupation[0] - offset)
            return (part.end() + offset if part else occupation[0], occupation[1]), None
        kind_only = _GENERIC.match(text, start, end) or _TRADE.match(text, start, end)
        if kind_only and occupation is not None and occupation[0] == workplace[1]:
            occupation = workplace[0], occupation[1]
        if kind_only or text.startswith("同一", start):  # 系病例3的弟弟,同一渔船船员
            workplace = None
    if occupation is not None and _pupil(text, hit.rule):
        occupation = occupation[1] - 2, occupation[1]
    return occupation, workplace


def _pupil(text: str, rule: Rule) -> bool:
    """小学二年级学生: the word is 学生, the class is no part of it."""
    return (
        rule.id.startswith("occupation.")
        and re.search(r"(?:学|级|班|中|校|[初高大小][一二三四五六])学生(?:\(|\Z)", text) is not None
    )


def _group(hit: Hit, names: tuple[str, ...], offset: int) -> Range | None:
    for name in names:
        if name in hit.match.re.groupindex and hit.match.start(name) >= 0:
            return hit.match.start(name) + offset, hit.match.end(name) + offset
    return None
