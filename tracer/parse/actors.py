"""Who acts in a clause: the person described, or somebody else whose doings are no events of this case."""

from __future__ import annotations

import re

from tracer.parse.clauses import BRACKETS, Clause, Item
from tracer.parse.units import Range
from tracer.spans import after_last

POSSESSIVE = re.compile(
    r"^(?:其|患者|患者的|患者之|他|她|他的|她的|期间|本人|该|后|当时|随后|之后|,| |、|但|而|而其|同时|同住|的)*$"
)
TOGETHER = re.compile(
    r"患者(?!家)|本人|一同|一起|共同|同行|与其|和其|同其|为其(?!买|购|取|送)|将其|把其|接其|送其|带其|陪其|(?<![子女媳婿妻夫某父母叔伯舅姨姑哥弟姐妹])一家|二人|两人|夫妻|全家|等\d*[人名]|(?<!\d)(?:[2-9]|\d{2,})人|[二两三四五]人"
)
CARRIED = re.compile(r"接[至到回往送去]|送[至到回往返去]|载[至到回往去]|带[至到回往去]|抱[至到去]|陪[同护]|护送|搀扶")
TAKEN_ON = re.compile(r"(?:[并后再]|随后|之后|后又)?由[^,。;]{1,16}?(?:[接送载]|陪[同护]|护送)")
NOW_ISOLATED = re.compile(
    "(?:目前|现|现在|现已)(?:均|都|已|正|在|也)*(?:居家|集中|在家|接受|进行|实施)[^,。;]{0,6}(?:隔离|观察|监测)"
)
"""其父母核酸检测结果为阴性,目前居家隔离: the same people."""
ISOLATED_AFTER = re.compile(
    r"[一-龥]?某{0,2}(?:于[^,。;]{1,8})?被?确诊(?:为[^,。;]{2,14})?后,?(?:即|便|立即|随即|就|也|已)*"
    r"(?:被|接受|进行|开始|自行|主动|转入|送至?)*(?:居家|集中|在家|医学|健康)*(?:隔离|观察)(?![^,。;]{0,8}治疗)[^,。;医病]{0,6}(?:医学观察)?"
)
"""其母亲确诊后被隔离医学观察: a patient is taken to hospital, and who is isolated is the person told of."""
CONTACTS = re.compile(
    r"(?<![作做认定判])(?<![作做定]为)(?<!系)(?<!属)密切接触(?:者|人员)(?:目前|均|已|现|共|全部|都|正|进行|\d+[人名例位])|密接(?:者|人员)?(?:均|已|共|全部|\d)"
    r"|(?:确认|追踪|排查|判定|排查出|追踪到|管理)(?:到)?密切接触(?:者|人员)|对(?:其|上述|一般|所有|相关|追踪到?的|排查[出到]?的|摸排的|该(?:确诊|疑似)?(?:病例|患者)的?)?(?:\d+名)?(?:密切|一般)?接触者(?!\d)|(?:其余|其他|同车|同行)[^,。;]{0,4}人员(?:均|已|全部|都)|[将对](?:与|和)[^,。;]{1,24}接触[^,。;]{0,24}(?:人员|者|员工)|^(?:\d+名?|其余)?(?:医务人员|工作人员|社区工作者|同行人员)均"
    r"|关联人员(?:目前|现|均|都|已|全部)+"
    r"|(?:追踪|排查|摸排)(?:到|出)的?(?:密切接触|密接)(?:者|人员)?(?:[、和及]次?密接(?:者|人员)?)*(?:均|都|已|全部)"
    r"|(?:密切接触者|密接者?)(?:的)?(?:首次|多次|第[一二三]次)?核酸(?:检测)?(?:结果)?(?:均|都|全部)"
    r"|同(?:车|乘|机|桌|住)的?[0-9一二三四五两]{1,2}[名位](?:乘客|旅客|家人|同事|人员)(?:均|都|已|全部|核酸)+[^,。;]{0,8}(?:隔离|观察|管控|阴性)"
    r"|(?:现有|所有|全部|其余|其他)(?:确诊|疑似)?(?:病例|患者|感染者)[^,。;]{0,4}(?:均|都|已)"
    r"|(?<![与和同及、将把对])(?:家属|家人|亲属|亲友|家庭成员|同住人员|共同居住(?:者|人员|人)|室友|同事)(?:目前|现|均|都|也|已|全部|正)+[^,。;]{0,8}(?:隔离|观察|管控)"
)
"""The sentence turns to what was done about the contacts."""


COUNTS_FIRST = re.compile(r"(?:累计|现有|尚有|其中)[^,。;()第]{0,24}?\d+(?:例|人|名)|现有(?:确诊|疑似)?(?:病例|患者)")
COUNTS = re.compile(r"累计(?:报告|确诊|治愈)|市累计")
"""Figures of the whole outbreak behind a case's text: what such a clause begins with, and what it holds."""
HOSTS = re.compile(
    r"(?:亲属|亲戚|亲友|好友|朋友|邻居|客人|同事|同学|同乡|老乡)(?:\d+人|多人|等人)?(?:曾|多次|先后|陆续|均)?(?:到|来|去|来到|前来)(?:患者|其|本人)?"
    r"(?P<home>家(?:中|里)?)(?=拜年|探望|看望|探病|做客|聚餐|吃饭|打牌|打麻将|串门|聚会|[,。;]|$)"
    r"|某{1,2}(?:一家)?(?:\d+人)?(?:到|来到?)患者(?P<home2>家(?:中|里)?)(?=拜年|探望|看望|探病|做客|聚餐|吃饭)"
    r"|(?<![与和同])(?:确诊患者|确诊病例|(?:确诊|本土)?(?:病例|患者|感染者)(?:[0-9]{1,4}|[一二三四五六七八九十]))(?:曾|先后)?(?:到|来到?)其"
    r"(?P<home3>家(?:中|里)?)(?=拜年|探望|看望|做客|聚餐|吃饭|串门)"
    r"|(?<![回到归])来(?P<home4>家(?:中|里)?)(?=拜年|探望|看望|做客|聚餐|吃饭|串门)"
)
VISITORS = re.compile(
    r"(?:到|来|来到|前来)(?:患者|其)?(?P<home>家(?:中|里))(?=聚餐|拜年|探望|看望|做客|吃|打牌|打麻将|串门|聚会)"
)
PUBLIC = re.compile(
    r"(?:专家|疾控(?:中心|专家|部门)?|卫健委|防疫专家)(?:特别|再次|郑重|温馨)?提[醒示]"
    r"|现提醒|为了?确保(?:您|广大|全)|为了?准确(?:查找|寻找)|现?发布(?:紧急)?公告|(?:采取|做好)(?:如|以)下[^,。;:]{0,6}措施|温馨提[示醒]|提醒(?:广大|您)|希望广大|鉴于您|采取如下措施|防控提示|健康提示"
)
HEARD = re.compile(r"得知|获悉|听说|听闻|被告知")
AS_CONTACT = re.compile(r"[作做]为|[系属]|判定为")
APPEAL = re.compile(
    r"(?:须|务必|一律|应当|应|需)(?:立即|第一时间|主动|尽快|及时|提前)+[^,。;]{0,12}报备"
    r"|请(?:立即|及时|主动|尽快|尽早|迅速|务必|上述|有|您|广大)|(?:乘客|人员|市民|居民|群众|朋友)们?请"
    r"|(?<![邀宴约申聘])请(?!假|客|示|教|病|来|了|过|其|他|她)[^,。;]{0,80}的(?:人员|市民|居民|群众|乘客|顾客|朋友)"
)
OTHERS_ILL = re.compile(
    r"(?:\d+|[一两二三四五六七八九十几多])(?:名|例|人|位)[^,。;()]{0,4}在[^,。;()]{1,12}(?:确诊|发病|感染|检出)(?![^,。;]{0,4}(?:病例|患者)的)"
)
"""其同行6人中已有1人在外地城市确诊: other people's illness."""
IF_ILL = re.compile(
    r"[ ]*(?:[0-9一二三四五六七八九十]{1,2}[、.])?(?:若|如果?|一旦)(?:您|有|本人|自己)*(?:出现|发生|有)"
    r"[^,。;]{0,24}(?:症状|不适|情况)"
)
"""二、若出现发热、咳嗽等症状,…: said to the readers."""
APPEALED = re.compile(r"(?:市民|居民|群众|人员|人士|乘客|顾客|村民|朋友|者)们?$")
VEHICLE = re.compile(r"(?:该|此|上述)[^,。;乘坐]{0,4}(?:车|航班|车辆|车次)(?:司机|驾驶员)?(?:在|于|已|目前|均|的)")


MEASURE = (
    r"流调|流行病学调查|溯源|排查|隔离(?:管控|转运)|管控隔离|转运隔离|核酸(?:检测|筛查|采样)|采样检测|消杀|消毒|医疗救治"
    r"|社区管控|区域协查|应急处置"
)
MEASURES = re.compile(
    rf"(?:{MEASURE})[^,。;、]{{0,6}}(?:[、及和][^,。;、]{{1,16}}){{1,9}}等[^,。;]{{0,14}}(?:工作|措施|事宜|处置)"
    rf"|(?:环境|场所)[^,。;]{{0,8}}(?:采样|核酸|消杀|消毒)"
    rf"|(?:启动|激活|转入|进入|落实)[^,。;]{{0,14}}(?:机制|预案|响应|应急状态|指挥体系)"
    rf"|(?:启动|开展|推进|展开|做好|铺开)(?:了)?(?:{MEASURE})[^,。;、]{{0,4}}[、及和][^,。;]{{0,6}}?(?:{MEASURE})"
    r"|(?:划定|划|调整|列|定|升级|降|确定)为[^,。;]{0,6}?(?:风险|封控|管控|防范|警戒)"
    r"|^对[^,。;]{2,40}?(?:落实|采取|实施|开展)[^,。;]{0,8}(?:管控|消杀|消毒|措施|管理|评估)|(?:发送|推送)提示(?:信息|短信)"
    r"|(?:开展|组织|启动|实施|进行)(?:了)?(?:全员|全域|区域|大规模|多轮|新一轮|第[一二三四五六]轮)[^,。;]{0,8}(?:核酸|检测|筛查)"
)
"""目前,正有序开展流调溯源、隔离管控、核酸检测等处置工作: what the offices do."""
ZONED = re.compile(
    r"[^,。;\n]{0,14}?(?:将|把)[^。;\n]{2,160}?(?:划定|划|调整|列|定|升级|降|确定)为[^,。;\n]{0,6}?(?:风险|封控|管控|防范)"
)
"""即日起,将石桥镇东村、西桥社区划定为中风险区域: a list of places, each in a clause or not."""
OFFICES = re.compile(
    r"[^,。;]{0,4}[一-龥]{2,5}(?:省|市|县|区|州|旗)(?:正在?|已|立即|迅速|随即)(?=对|开展|启动|组织|全面|有序)|"
    r"[^,。;]{0,4}(?:我|全)(?:省|市|县|区|州|旗)(?:已|正|还|立即|迅速|迅即|随即|继续|各级|范围|上下|首轮|第?[一二三四五]轮|区域|全员|将(?!其|[一-龥]某|患者|感染者|病例|该))"
)
"""我县已完成一轮区域核酸检测: what the place does."""


ASIDE = re.compile("[请累密员触提鉴望措等机预响启展备环场险保查寻告将把对]|[属人友室事例者客](?=[目现均都也已全正核])")
ASIDE_BEGINS = frozenset("除该此上累现尚其我全目为若如一二三四五六 ")
"""What one of these holds, or begins with: `PUBLIC`, `APPEAL`, `VEHICLE`, `COUNTS`, `CONTACTS`."""
BEGINS_ANY = frozenset(" 目现为")
"""Those of them with which many clauses begin that are no aside."""
ASIDE_BESIDES = re.compile(f"[急挥推铺做控防警域规轮组面序我全若如旦有部余他]|{ASIDE.pattern}")
"""What an aside that begins so holds: with the characters above, those of `MEASURES`, `OFFICES` and `IF_ILL`."""
OFFICES_REACH = 20
"""How far from the beginning of a clause `OFFICES` may look, beyond its end."""


def acts_alone(text: str, clause: Clause) -> bool:
    """Whether somebody other than the person described does what this clause says, and does it without them.

    其妻因发热被送往医院 is the wife's; 母亲驾车将其接回 and 与妻子到超市 are the person's too.
    """
    start = clause.start
    for item in clause.items:
        if item.kind == "who":
            continue
        if item.kind == "case" and POSSESSIVE.match(text[start : item.start]) and _own_kin(text, clause, item):
            start = item.end
            continue
        if item.kind == "time" and POSSESSIVE.match(text[start : item.start].strip("于在,")):
            start = item.end
            continue
        return item.kind == "kin" and _other_subject(text, clause, item, start)
    return False


def _own_kin(text: str, clause: Clause, case: Item) -> bool:
    """患者周某的母亲: the person's own name, with 患者 before it, and whose kin acts."""
    named = text.startswith("患者", case.start) and case.reference is not None and case.reference.number is None
    return named and text.startswith("的", case.end) and any(i.kind == "kin" for i in clause.items)


def only_subject(text: str, clause: Clause) -> bool:
    """Whether a clause only names who acts (患者的母亲和父亲,分别于1月10日…): the next one tells what they do."""
    if any(i.kind not in ("who", "kin", "case", "with") for i in clause.items):
        return False
    rest = BRACKETS.sub("", text[clause.items[-1].end : clause.end]).strip()
    return PARTY.fullmatch(rest) is not None and clause.items[-1].kind == "kin"


def others_fall_ill(text: str, clause: Clause) -> bool:
    """Whether the clause counts other people who fell ill somewhere (其同行6人中已有1人在外地城市确诊)."""
    return OTHERS_ILL.search(text, clause.start, clause.end) is not None


def other_goes_on(text: str, clause: Clause) -> bool:
    """Whether somebody who acted alone in the clause before is taken on in this one (其姐姐返沪,由父亲接回家中)."""
    words = text[clause.start : clause.end].strip()
    first = next((i.kind for i in clause.items if i.kind != "time"), "")
    if first == "change" and not TOGETHER.search(words):
        begin = after_last(text, "。\n", 0, clause.start)
        if "、" not in text[begin : clause.start].split("乘")[0]:  # several who travel have the person with them
            return True  # 其子乘坐列车到乙市,11点转乘汽车到家
    if any(i.kind in ("time", "who") for i in clause.items):
        return False
    if NOW_ISOLATED.match(words):
        return True
    return TAKEN_ON.match(words) is not None and not TOGETHER.search(words)


def told_as_another(text: str, sentence: int, clause: Clause) -> bool:
    """Whether the sentence speaks of the person as of another (其子返乡,与患者同住,1月28日确诊), or of a case."""
    ends = [m.end() for m in AS_ANOTHER.finditer(text, sentence, clause.end)]
    here = bool(ends) and ends[-1] > clause.start
    return here or (bool(ends) and not any(i.kind in ("who", "kin", "case") for i in clause.items))


def _other_subject(text: str, clause: Clause, kin: Item, start: int) -> bool:
    if not POSSESSIVE.match(text[start : kin.start]) or (kin.rule and "elder" in kin.rule.attributes):
        return False
    rest = BRACKETS.sub("", text[kin.end : clause.end])
    if rest.startswith(("家", "处", "及", "的家", "、患者", "住处", "单位", "店")):
        return False
    if ISOLATED_AFTER.fullmatch(rest):
        return False
    carried = CARRIED.search(rest)
    passive = carried is not None and "被" in rest[: carried.start()]  # 其妻被送往: it is she who is taken
    return not TOGETHER.search(rest) and (carried is None or passive)


AS_ANOTHER = re.compile(
    r"[与和同跟](?:患者|本人|该病例)(?![一-龥]{0,2}[的家0-9])|(?:其|患者的?|患者之)[一-龥]{1,2}"
    r"\((?:确诊病例|无症状感染者|阳性感染者|感染者|病例|患者)[0-9一二三四五六七八九十]{1,4}\)"
    r"(?![、和与及]|(?:于?(?:[0-9]{1,2}月)?[0-9]{1,2}日)?(?:被|已)?(?:确诊|诊断|检测|核酸))"
)
"""与患者同住, 其子(病例2)1月15日返乡: who does what the sentence tells is not the person described."""
DESCRIBES_ANOTHER = re.compile(
    r"(?:其|患者的)[一-龥]{1,4}?(?:[一-龥]{1,2}某{1,2}[一-龥]?)?[,(](?:男|女)(?=[,性)])"
    r"|(?:同行|同住|随行|同乘|同车|陪同|密接|密切接触)[一-龥]{0,3}:?[一-龥]{1,2}某{1,2}[,(](?:男|女)(?=[,性)])"
)
"""其妻李某,女,35岁,核酸阴性,已隔离: the sentence is about somebody who is no case."""
PARTY = re.compile(r"(?:一行|等|一家)?(?:\d+|[二两三四五])?人?")
RELATION = re.compile(r"^(?:[均都也,\s]|二人|两人|三人|[一二三四五六]人)*(?:系|为|属|是)")


def states_relation(text: str, clause: Clause) -> bool:
    """Whether the clause says what the person is to another case (系患者五1月18日所乘网约车的司机), and no more."""
    case = next((i for i in clause.items if i.kind == "case"), None)
    if case is None or not RELATION.match(text[clause.start : clause.end]):
        return False
    return not any(i.kind in ("isolation", "positive", "diagnosis", "same_track") for i in clause.items)


def may_be_aside(text: str, clause: Clause) -> bool:
    """Whether the clause holds a word that the tests of exceptions, contacts and the public below ask for.

    Most clauses hold none, and no 请 behind them, so that one look spares them the tests.
    """
    start = clause.start
    first = text[start : start + 1]
    if first in BEGINS_ANY:
        return ASIDE_BESIDES.search(text, start, max(clause.end + 2, start + OFFICES_REACH)) is not None
    return first in ASIDE_BEGINS or ASIDE.search(text, start, clause.end + 2) is not None


def speaks_of_contacts(text: str, clause: Clause) -> bool:
    """Whether the clause is about the contacts of the case (其密切接触者均已隔离) and not the case."""
    found = CONTACTS.search(text, clause.start, clause.end)
    return found is not None and not AS_CONTACT.search(text, clause.start, found.start())


def turns_to_public(text: str, clause: Clause) -> bool:
    """Whether advice to the readers begins, which goes on to the end of the paragraph."""
    return PUBLIC.search(text, clause.start, clause.end) is not None


def appeals(text: str, clause: Clause) -> bool:
    """Whether the sentence turns from the case: it asks something of the readers, or tells what the offices do."""
    start, end = clause.start, clause.end
    if MEASURES.search(text, start, end) or OFFICES.match(text, start):
        return True
    if ZONED.match(text, start) or IF_ILL.match(text, start):
        return True
    if text.find("请", start, end) >= 0 and APPEAL.search(text, start, end):
        return True
    return text.startswith(",请", end) and APPEALED.search(text, start, end) is not None


def tells_of_others(text: str, clause: Clause) -> bool:
    """Whether the clause tells of a vehicle's other trips or counts the cases of the outbreak."""
    start, end = clause.start, clause.end
    if VEHICLE.match(text, start, end) or COUNTS_FIRST.match(text, start, end):
        return True
    return text.find("累计", start, end) >= 0 and COUNTS.search(text, start, end) is not None


def comes_to_home(text: str, clause: Clause) -> Range | None:
    """多名亲属到患者家中拜年, 其妻妹一家到家中聚餐: the person is at home; where the words for home stand."""
    if text.find("家", clause.start, clause.end) < 0:
        return None
    found = HOSTS.search(text, clause.start, clause.end)
    if found is None and acts_alone(text, clause):
        found = VISITORS.search(text, clause.start, clause.end)
    return found.span(found.lastgroup or 0) if found else None


def hears_of_kin(text: str, clause: Clause) -> bool:
    """Whether the sentence turns to what the person heard of others (得知其在外地的弟弟…被确诊)."""
    heard = HEARD.search(text, clause.start, clause.end)
    return heard is not None and any(i.kind == "kin" and i.start > heard.start() for i in clause.items)


def returns_to_case(clause: Clause) -> bool:
    """Whether a clause after one about contacts is about the case again: it names the person or a time."""
    return any(i.kind == "time" or (i.kind == "who" and i.end - i.start > 1) for i in clause.items)
