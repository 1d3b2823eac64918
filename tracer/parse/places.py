"""Where a place name begins and ends, what kind of place it is, and what area it lies in.

Chinese place names carry no mark, so a name is found between what leads to it (在, 到, 从, a time) and what follows (an
activity, the end of the clause), and cut at the last word a place name can end in. Kinds come from that word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from tracer import models
from tracer.parse.clauses import Clause, Item
from tracer.parse.divisions import find_area
from tracer.parse.gazetteer import gazetteer
from tracer.parse.place_stretch import Stretch
from tracer.parse.units import Range
from tracer.patterns import last_characters

_LEADS = (
    r"随即|立即|位于|其中|分别|先后|再次|再|又|均|曾|两次|多次|一次|某日|自行|独自|单独|一起|一同|共同|继续|主动"
    r"|直接|返回|临时|步行|乘车|途中|其(?!他|它)|本人(?=[在到])|患者(?=[在到])|参加|参与|出席|了|被(?=[一-龥]{0,12}(?:医院|卫生院|疾控|[一二三四五]院))|过(?=[一-龥]{3})|(?:自己|自家)(?:所?经营|开设?)的"
)
LEAD = re.compile(rf"(?:[\s、的和与及/|]|{_LEADS})+")
"""What stands before a name behind the joint of a list."""
OPENS = re.compile(rf"(?:[\s、的/|]|{_LEADS})+")
"""The same behind 在 or 到, where 和 can only be a syllable (到和县人民医院)."""
TRAIL = re.compile(
    r"(?:[\s、的\-]|附近|长期|常年|周边|周围|一带|等地|等处|等|之后|后|时|期间|途中|进行|并|且|被|再|又|还|均|(?<![商名丽新首成花国])都|也|便|即|就|曾|遂|一起|一同|共同|处理|"
    r"[给为替](?:孩子|小孩|家人|父母|老人|妻子|丈夫|女儿|儿子|孙子|孙女|客户|客人|朋友)|先|直接|主动|自行|独自|开始|继续|停留|逗留|短暂|正常|随后|然后|立即|立刻|马上|随即|径直|接着|分别|内有|办|做|了|过|约|曾有|方向|为其|给其|为|"
    r"及|和|与|或|一直|来回|[两三]地|[两三]处|集体|统一|全程(?:戴|佩戴)口罩|(?:未|均|都)?(?:佩)?戴(?:了|着)?口罩|之间|过年|过节|照常|再次|旁边?的?|每[天日]|人员|工作人员)+$"
)
TRAIL_ENDS = last_characters(TRAIL.pattern) or frozenset()
LEAD_ONLY = re.compile(f"^{LEAD.pattern}")
FUNCTION_END = re.compile("[次人]$")
LONGEST_SHORT = 4
PEACE = re.compile("和平(?![安顶凉遥阳湖江度谷乡])")
"""金州和平路: no 和 between two places, but for those that begin with 平安, 平顶, 平凉 …"""
KIND_ONLY = re.compile(
    r"(?:客户|朋友|亲戚|亲属|同事|同学|雇主|合作|一家|一个|一处|某|小型?|大型?|私人|个体|路边|沿街|无名|公共|流动|临时)+"
)
"""What before an ending word makes no proper name: 客户公司, 路边摊."""
NEAR = re.compile(r"附近的?|旁边?的|对面的|周边的")
OF_AREA = re.compile(r"[^,。;:()、]{2,24}?(?:省|市|区|县|镇|乡|街道|村|路|大道|街|园区)的(?=.{4})")
"""桂花大道东山工业园区的青禾陶瓷有限公司: where a place of its own name lies."""
BRANCH = re.compile(
    r"^\((?:[东南西北正侧后前]门|[^():]{1,16}(?:店|[支分]行|校区|院区|分院|总店|馆|层|楼|路|街|区|号|部|广场|城|市场|小区|段|口|站|村|园|室|厅|社区|中心|[东南西北正侧后前]门|原[^()]+))\)$"
)
DOING = re.compile(
    r"清扫|[放修补洗看听写拿借转还收种养喂搬装卸找谈聊帮陪清砍摘采捡割挖扫做干等排避]|打[^铁石鱼渔]|被|因|遇|见"
)
"""Verbs not listed as activities, behind a road or a village: 在石桥嘎查放牧."""
OBJECT = re.compile(r"[将把被对接帮替]|为(?:其|患者|病例|[一-龥]{1,3}(?:送|取|买|办))|给(?:其|患者|[一-龥]{1,3}送)")
"""What an institution does to somebody begins here: 市医院将其转入."""
QUOTED = re.compile(r"[A-Z0-9一二三四五六七八九十负地下内旁]{0,4}[楼层]?[“「《][^“”「」《》\n]{1,14}[”」》]|[”」》]")
"""A name in quotes behind what it stands in, or the end of the quotes."""
QUOTES = re.compile(r"[“「《][^“”「」《》\n]{1,14}[”」》]")
"""“电焊、加水”店: one name."""
CROSSING = re.compile(r"[和及与][^、,和及与]{1,12}?(?:路口|街口|交叉|交汇|交界|相交|什字|转角)")
OWN_COMPOUND = re.compile(r"(?:所在|所?居?住的?)小区(?:附近|周边|旁边?|门口)的?(?=.{2})")
AREA_THEN = re.compile(r"[一-龥]{1,6}[市县区州]后(?![街山湾村门路巷屯庄营沟河海坪院勤所寨塘])(?=[一-龥]{3})")
"""抵达海城市后滨水广场: the area reached, and then the place."""
LEVELS = frozenset("省市县区镇乡村")
JOINTS = re.compile("[、/和及与]")
MAX_NAME, LITTLE = 30, 3
VERBS = re.compile(
    r"(?:第\d+[号例]|[一两二三四五六七八九十\d]+[晚天夜趟次回圈]|接.{1,6}通知|后|一般|[见看接做买拿检吃打送给办取找参与同陪帮照探拜服测]|排查|隔离|治疗|接受|进行|核实|调查|等待|得知|发现|期间|此期间|放[^假]|修[^理]|住[一两二三四五六七八九十\d])"
)
"""What begins like a verb and holds no word that ends a place is none: 去见过外婆, 自服药物."""
NO_NAME = re.compile(r"[,。;:!?\d%℃人次]|多次|没有|来自|主动|确诊|返回|来访|^[其该本]$|^(?:以上|以下|外地|外省)?$")
MET = re.compile("[换借吃说聊碰遇谈打喝玩见]过")
"""在海上换过渔网: what was done there, no name."""
PEOPLE = re.compile(
    r"(?:轨迹|反馈|以来|[查测]中|亲友|亲戚|亲属|朋友|人员|邻居|家人|同事|同学|村民|老乡|患者|乘客|妹妹|弟弟|姐姐|哥哥|通知|要求|安排|电话"
    r"|专家|专班|(?:专家|工作|流调|检测|救治)组)$"
)
PEOPLE_ENDS = last_characters(PEOPLE.pattern) or frozenset()
NOTIFIED = re.compile(r"(?:通知|告知|要求|安排|联系|反馈)(?:其|患者|本人|该患者|了)")
"""云来商场通知其母亲…: who told somebody something, and no place one was at."""
NOBODY = frozenset({"患者", "其", "本人", "自己", "该患者", "亲友", "家属", "家人", "朋友", "同事"})
OWN_HOME = re.compile(
    r"^(?:自己|自|患者|其|本人|居住地|位于[^,]{1,12}的)?(?:家中|家里|家|住处|住所|居所|住地|居住地|居住处|租住处|租住地|出租屋|出租房|租房处|暂住地|暂住处|宿舍|房间|小区|住宅)(?:内|里|中)?$"
)


WHOSE = re.compile(r"(?:患者|自己的?|其|本人)")


class PlaceMention(NamedTuple):
    """A place as it stands in the text, not yet resolved."""

    start: int
    end: int
    kind: models.PlaceKind
    generic: bool = False
    """Nothing but words any such place is called by (医院, 超市, 家): never shared between cases."""

    @property
    def range(self) -> Range:
        """Its normalised range."""
        return self.start, self.end


def names(clause: Clause, text: str, found: Stretch) -> list[PlaceMention]:
    """The places named in a stretch: one, or several joined by 、 和 及."""
    out: list[PlaceMention] = []
    for a, b in parts_of(clause, text, found):
        inside = [s for s in found.suffixes if a <= s.start and s.end <= b]
        mention = _name(clause, text, (a, b), found.start, inside, found.before_verb and b == found.end)
        if mention:
            out.append(mention)
    if len(out) > 1 and out[-1].kind == "hospital":  # 县、市医院: two hospitals
        out = [m._replace(kind="hospital") if text[slice(*m.range)] in LEVELS else m for m in out]
    return out


def parts_of(clause: Clause, text: str, found: Stretch) -> list[Range]:
    """The stretches between the joints of a list of places."""
    if JOINTS.search(text, found.start, found.end) is None:
        return [(found.start, found.end)] if found.end > found.start else []
    cuts = [found.start]
    quoted = [m.span() for m in QUOTES.finditer(text, found.start, found.end)]
    ends = {s.end: s for s in found.suffixes}
    for mark in JOINTS.finditer(text, found.start, found.end):
        i = mark.start()
        named = i in ends and i - cuts[-1] > 1 and not _crossing(text, ends[i], found.end)
        named = named and not (_leads_on(ends[i]) and _begins_name(text, i, found.suffixes))
        joins = text[i] in "和及与" and (named or text[cuts[-1] : i] in gazetteer().shorts)
        joins = joins and not PEACE.match(text, i)
        if (text[i] in "、/" or joins) and not any(a < i < b for a, b in (*clause.brackets, *quoted)):
            cuts.append(i + 1)
    bounds = [*cuts, found.end + 1]
    return [(a, b - 1) for a, b in pairwise(bounds) if b - 1 > a]


def _begins_name(text: str, at: int, suffixes: Sequence[Item]) -> bool:
    """龙湾街和顺超市: one syllable between 和 and the ending word, so 和 is the other syllable of a name."""
    starts = {s.start for s in suffixes}
    if text[at] == "和" and any(s.start == at + 1 and s.has("weak") for s in suffixes):
        return True  # 浦江东方和园
    return text[at] == "和" and at + 2 in starts and at + 1 not in starts and text[at + 1] not in "甲乙丙丁戊己某"


def _crossing(text: str, suffix: Item, end: int) -> bool:
    """解放路与建设路交叉口: two roads that name one spot."""
    road = suffix.rule is not None and suffix.rule.kind == "road"
    return road and bool(CROSSING.match(text, suffix.end, end))


def _name(
    clause: Clause, text: str, part: Range, first: int, suffixes: Sequence[Item], before_verb: bool
) -> PlaceMention | None:
    a, b = part
    if _is_area_by_name(text, a, b):
        return PlaceMention(a, b, "area", False)
    lead = (OPENS if a == first else LEAD).match(text, a, b)
    a = lead.end() if lead else a
    area = AREA_THEN.match(text, a, b)
    a = area.end() if area else a
    compound = OWN_COMPOUND.match(text, a, b)
    a = compound.end() if compound else a
    end = _end(clause, text, a, b, suffixes, before_verb)
    near = list(NEAR.finditer(text, a, end))
    if near and _proper(text, near[-1].end(), end, suffixes):
        a = near[-1].end()
    whose = OF_AREA.match(text, a, end)
    if whose and _proper(text, whose.end(), end, suffixes):
        a = whose.end()
    trail = TRAIL.search(text, a, end) if text[end - 1] in TRAIL_ENDS else None
    if trail and trail.end() == end and text[a:end] != "家附近":
        end = trail.start()
    if text[end - 1 : end] == "家" and end < b and text[end] in "中里":
        end += 1
    a = _bare_home(text, a, end)
    if end - a < 1 or end - a > MAX_NAME or text[a:end] in NOBODY or not _plausible(text[a:end], suffixes):
        return None
    own = [s for s in suffixes if s.start < end and s.end > a]
    kind = kind_of(text[a:end], own)
    return PlaceMention(a, end, kind, is_generic(text, a, end, own))


def _is_area_by_name(text: str, a: int, b: int) -> bool:
    """成都, 南和, 周至: the last or first syllable of a county's name is no 都, 和 or 至."""
    whole = text[a:b]
    if not 2 <= len(whole) <= LONGEST_SHORT or whole not in gazetteer().shorts:
        return False
    return any(p.search(whole) for p in (LEAD_ONLY, TRAIL, FUNCTION_END))


def _bare_home(text: str, a: int, end: int) -> int:
    """患者家中, 自己家: whose home it is goes without saying."""
    whose = WHOSE.match(text, a, end)
    return whose.end() if whose and is_own_home(text[whose.end() : end]) else a


def _end(clause: Clause, text: str, a: int, b: int, suffixes: Sequence[Item], before_verb: bool) -> int:
    """Where the name ends: at its last ending word, or where the text goes on with a verb we know."""
    end = b
    own = [s for s in suffixes if s.start >= a]
    strong = _beyond_area(text, a, b, own)
    area = None if strong else _all_area(text, a, b, own)
    if area is not None:
        return area
    strong = strong or (own if b - a > 8 and not before_verb else [])
    if strong:
        last = _over_syllable(text, strong[-1].end, own)
        if strong[-1].end - strong[-1].start == 1:
            last = max(last, _all_area(text, a, b, own) or 0)  # 张家口市, 石家庄: the syllable is of a longer name
        spot = next((s.end for s in own if s.start == last and s.rule and s.rule.kind == "locator"), 0)
        last = spot if spot == b else last  # 珠宝城二楼, at the end of the stretch
        quoted = QUOTED.match(text, last, b)  # 东街“阿婆”豆花
        last = quoted.end() if quoted else last
        rest = b - _over_brackets(clause, last)
        one_syllable = strong[-1].end - strong[-1].start == 1
        gate = any(s.start == last and s.rule and s.rule.kind == "locator" for s in own)  # 物流园北门老李面馆
        leads = _leads_on(strong[-1]) or quoted is not None
        most = 12 if gate and before_verb else 8 if leads else 3 if before_verb else 2 * one_syllable
        sure = quoted is not None and len(quoted.group()) > 1 and before_verb
        does = OBJECT.match(text, last, b) or (leads and not sure and DOING.match(text, last, b))
        end = b if 0 < rest <= most and not does else last
    end = _over_branch(clause, text, end)
    for r in clause.brackets:
        whose = text.startswith(("家", "住处", "宿舍"), r[1])  # 妹妹(病例21)家
        if r[1] == end and text.startswith(("家", "家中", "家里"), max(r[0] - 2, text.rfind("家", a, r[0]))):
            return r[0]  # 女儿家(湖东路桂花苑): whose home it is says more than where
        if end == b and a < r[0] < end and not whose and not _within_name(text, a, r, own):
            return r[0]
    return end


def _within_name(text: str, a: int, bracket: Range, own: Sequence[Item]) -> bool:
    """Whether a bracket inside a name belongs to it: a branch, or the other name in 604(地矿)医院."""
    if BRANCH.match(text[slice(*bracket)]):
        return True
    complete = any(s.end == bracket[0] for s in own) or text[a : bracket[0]] in gazetteer().shorts
    return not complete and any(0 <= s.start - bracket[1] <= LITTLE for s in own)


def _beyond_area(text: str, a: int, b: int, own: Sequence[Item]) -> list[Item]:
    """The ending words that are no syllable of the area a name begins with: 桥 in 红桥区万宁城三楼老王面."""
    strong = [s for s in own if not s.has("weak")]
    if not strong or strong[-1].end - a > 6 or own[-1].end <= strong[-1].end + 1:
        return strong
    area = find_area(text, a, b)
    within = area is not None and strong[-1].end < area.end < own[-1].end
    return [] if within else strong


def _all_area(text: str, a: int, b: int, own: Sequence[Item]) -> int | None:
    """在江西省宜春市陪客户: a name that is all area ends with it, unless an ending word follows."""
    match = find_area(text, a, b)
    if match is None or text.startswith(("某", "“", '"', "「", "《"), match.end) or any(s.end > match.end for s in own):
        return None
    return match.end


def _over_syllable(text: str, end: int, own: Sequence[Item]) -> int:
    """家常菜馆, 理发部, 水果摊: one more syllable that ends a name belongs to it."""
    single = [s for s in own if s.start == end and s.end - s.start == 1 and s.rule]
    more = next((s for s in single if (s.rule and s.rule.kind == "other") or text[end] == "摊"), None)
    return more.end if more else end


def _leads_on(suffix: Item) -> bool:
    """Roads and areas are what names begin with: what follows them up to the verb is the place itself."""
    return suffix.rule is not None and (suffix.rule.kind in ("road", "community", "village") or suffix.has("weak"))


def _over_brackets(clause: Clause, at: int) -> int:
    for a, b in clause.brackets:
        if a == at:
            return b
    return at


def _over_branch(clause: Clause, text: str, end: int) -> int:
    """A bracket that names the branch belongs to the name: 大药房(恒盛路店)."""
    for a, b in clause.brackets:
        if a == end and BRANCH.match(text[a:b]):
            return b
    return end


def _proper(text: str, a: int, end: int, suffixes: Sequence[Item]) -> bool:
    """Whether text[a:end] is a name of its own (云海酒店) and not a mere kind (农贸市场)."""
    inside = [s for s in suffixes if a <= s.start < end and not s.has("weak")]
    if is_generic(text, a, end, [s for s in suffixes if s.start >= a]):
        return False
    if not inside or KIND_ONLY.fullmatch(text, a, inside[-1].start):
        return False
    return inside[-1].start - a >= 2


def is_generic(text: str, a: int, end: int, suffixes: Sequence[Item]) -> bool:
    """Whether a name is nothing but ending words (农贸市场)."""
    at = a
    for s in suffixes:
        if s.start > at:
            return False
        at = max(at, s.end)
    return bool(suffixes) and at >= end


def _plausible(name: str, suffixes: Sequence[Item]) -> bool:
    """A stretch without any ending word passes only when it is short and all name: 西关阿西娅, 武汉."""
    if (name[-1] in PEOPLE_ENDS and PEOPLE.search(name)) or name[0] == "因" or NOTIFIED.search(name):
        return False
    if suffixes:
        return True
    return 2 <= len(name) <= 14 and not VERBS.match(name) and not MET.search(name) and not NO_NAME.search(name)


def kind_of(name: str, suffixes: Sequence[Item]) -> models.PlaceKind:
    """The kind of place its last ending word says; a county is one whatever its syllables (镇江, 宁乡)."""
    if name in gazetteer().shorts and all(s.has("weak") or s.end - s.start == 1 for s in suffixes):
        return "area"
    for s in reversed(suffixes):
        if s.rule is not None and s.rule.kind not in ("locator", "other"):
            return s.rule.kind  # type: ignore[return-value]
    if name in gazetteer().shorts or name[-1:] in "省市县区州盟旗":
        return "area"
    return "other"


def is_own_home(name: str) -> bool:
    """Whether the words mean the person's own home, whatever it is called.

    >>> is_own_home("家中"), is_own_home("外婆家")
    (True, False)
    """
    return bool(OWN_HOME.match(name))
