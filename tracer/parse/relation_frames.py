"""The frames in which a text says what a person is to a case.

A stretch of text is first reduced to a *skeleton*: every token of interest (a case, a kin word, 同乘 …) becomes one
private character and the rest stays as it is, so that 系患者九的女婿 reads ``系R的K``. Frames are patterns over that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tracer.patterns import DEPTH, DIGIT, DIGITS, prefixes, where_begins

CASE, SELF, NAME = "\ue001", "\ue002", "\ue003"
KIN, PAIR, ROLE, DEED = "\ue004", "\ue005", "\ue006", "\ue007"
THEY, ABOVE, CONFIRMED, ZONE = "\ue008", "\ue009", "\ue00a", "\ue00b"
SOURCE, CARRY, TOUCH = "\ue00c", "\ue00d", "\ue00e"
BESIDE, ESCORT = "\ue00f", "\ue010"
FORMS = {
    "role": ROLE, "deed": DEED, "they": THEY, "above": ABOVE, "confirmed": CONFIRMED, "zone": ZONE,
    "source": SOURCE, "carry": CARRY, "touch": TOUCH, "beside": BESIDE, "escort": ESCORT,
}  # fmt: skip
TOKENS = re.compile("[\ue000-\ue0ff]")

_PARTS = {
    "R": CASE, "S": SELF, "N": NAME, "K": KIN, "P": PAIR, "L": ROLE, "A": DEED, "T": THEY, "U": ABOVE,
    "C": CONFIRMED, "Z": ZONE, "Y": SOURCE, "V": CARRY, "X": TOUCH, "H": BESIDE, "E": ESCORT,
}  # fmt: skip
_PARTS["Q"] = r"(?:\([^()]{0,40}\))"
_PARTS["AND"] = r"(?:、|和|及|与|以及|,)"
# several cases: 病例3和病例5; 患者十三、患者十四; 上述病例3
_PARTS["RS"] = "(?:上述|前述|前文)?[{R}{S}]{Q}?(?:{AND}?[{R}{S}]{Q}?|(?:、|和|及){N})*"
# who was there too: 妻子(患者六)、儿子(患者七); 病例3; 其女儿
_PARTS["ITEM"] = (
    r"(?:{PLAIN}{1,10}的|(?:邻|隔壁|对面)[船车桌床铺座店]?|上述|前述)?其?(?:[{K}{L}{A}]?{N}?[{R}{S}]|{K}{N}?|{N}){Q}?"
    r"|(?:{PLAIN}{1,6}|{L}{N}?)\({PLAIN}{0,6}?{R}{PLAIN}{0,6}?\)"
)
_PARTS["LIST"] = "(?:{ITEM})(?:(?:、|和|及|与|以及)(?:{ITEM}))*"
_PARTS["PLAIN"] = "[^,。;:()、与和\n\ue000-\ue0ff]"
_PARTS["BE"] = "(?:系|为|是|属于?)"
_PARTS["MOD"] = (
    r"(?:(?:新婚|再婚|异地|现任?|一母同胞|亲生?|干|娘家|婆家|老|男|女|家庭内?|第[一二三四]个|[年学]龄前|年幼|[0-9]{1,2}岁)的?"
    r"(?=[{K}{L}]))?"
)
"""What may stand before the word for a person: 病例2的|新婚|妻子."""
_PARTS["END"] = r"(?=[,。;:)、\s(]|$)"

IN_BRACKET = (
    r"(?P<who>{R})\((?:{T}|双方)?{BE}?(?:(?P<pair>{P})(?:关系)?|(?P<alike>[{K}{L}])关系)"
    r"(?:[,、](?:且|并)?有?过?(?P<deed>[{A}{L}]))?{END}"
)
"""石某(2人为母女关系,有密切接触): what somebody is to the person."""
FRAMES: tuple[tuple[str, str], ...] = (
    # 与病例41系夫妻关系; 与第34例和第37例为同事; 与病例3同为某公司员工 says nothing
    ("between",
     r"(?:与|和|同|跟)(?P<who>{RS}){PLAIN}{0,6}?(?:(?:{BE}{PLAIN}{0,6}?|\()(?P<pair>{P}(?:关系)?(?:(?:、|和|及){P}(?:关系)?)*)"
     r"|(?P<bare>[{P}{L}])关系|(?<=[系为是属于])(?P<noun>[{K}{L}])(?:关系)?)"),
    # 病例3列为疑似病例后,作为密切接触者被隔离
    ("as_contact",
     r"(?P<who>{R})(?:{PLAIN}{0,10}?{C}|{PLAIN}{0,8}?(?:列为|判定为|认定为|确定为)){PLAIN}{0,6}?(?:{R}{PLAIN}{0,2})?,"
     r"(?:{S}|患者|本人|其|该患者)?被?(?:作为|列为|判定为)其?(?P<what>{L})(?![的之])"),
    # 与病例3的密切接触者聚餐: contact of a contact; 与病例3同事聚餐 says nothing of the case
    ("via", r"(?:与|和|同|跟)(?P<who>{RS})(?:的|之)?(?P<via>{L})(?P<gap>[^,。;与和\n{R}{S}]{0,20}?)(?P<what>{A})"),
    # 与无症状感染者1在某店有时空交集; 与妻子(患者六)、儿子(患者七)同行; 与患者二等5名亲属聚餐
    ("together",
     r"(?:与|和|同|跟|宴请|招待|邀请)(?P<who>{LIST})(?:{P}等?)?(?![的之{K}{P}])(?P<gap>[^,。;与和\n{R}{S}]{0,30}?)(?P<what>"
     r"{A}(?:(?:、|,)?(?:且|并)?有?{A}(?!{PLAIN}{0,4}(?:有|包括|含){R}))*)"),
    # 其20日曾与其一起吃饭, 随其一起乘车返回: 其 is the case spoken of before
    ("with_them",
     r"(?:与|和|同|跟|随)(?:其(?![{K}{L}他])|之(?![前后间外]))(?P<gap>[^,。;与和\n{R}{S}{K}]{0,16}?)"
     r"(?P<what>{A})"),
    # 曾为其烫发; 陪其到医院; 由其收银; 到其家中探望: 其 is the case spoken of before
    ("for_them", r"(?:(?:为|给|帮|替)其(?P<what>{X})|由其(?P<by>{E}))"),
    ("for_them",
     r"(?:到|去|至|往|在)其家(?:中|里)?(?P<gap>(?:共同|参加|与其)?)"
     r"(?P<home>[{A}{X}])(?!{PLAIN}{0,4}(?:\(|的|有|包括|含))"),
    # 为其密切接触者; 感染者1406为其妻子
    ("of_them",
     r"(?P<subject>{RS})?(?<![作做])(?:系|是|为(?=其[{K}{L}](?:{AND}{L})*(?:{END}|[{N}的均都也和及与、])|其{A}{K}))其"
     r"(?:{A}(?={K})|(?<=[是系]其){PLAIN}{1,4}?(?={L}))?(?P<what>[{K}{L}](?:{AND}{L})*)"),
    # 作为其密切接触者被隔离
    ("of_them", r"[作做]为其(?P<as>{L})"),
    # 病例3于2月4日确诊,其密切接触者高某某(this person)被隔离
    ("of_them", r"其(?P<what>{L}){S}"),
    # 为上述两人之子
    ("of_above", r"{BE}?(?:{U}|(?<=[系为是]){T})[之的](?P<what>[{K}{L}])"),
    # 与病例3密接
    ("in_contact", r"(?:与|和|同|跟)(?P<who>{RS})(?P<what>{L}){END}"),
    # 所载乘客中1人为病例3
    ("role_is",
     r"(?<![的之{R}{K}])其?(?P<role>{L})[中里](?:[有1一][名位人例]?)?{BE}{PLAIN}{0,4}?(?P<who>{R})(?!{Q}?[的之{K}{L}])"),
    # 感染来源为病例3; 由病例3传染
    ("source",
     r"(?P<what>{Y}){BE}{PLAIN}{0,4}?(?P<who>{RS})(?![的之])|[由被受](?P<who2>{RS})(?P<verb>传染|"
     r"感染)"),
    # 感染者750、752(母女关系); 实例17,男,46岁,实例18,女,44岁,系夫妻关系
    ("pair",
     r"(?P<who>[{R}{S}{N}](?:,[男女](?:性)?(?:,[0-9]{1,3}岁)?|{Q})?(?:(?:、|和|及|与|,|;)[{R}{S}{"
     r"N}](?:,[男女](?:性)?(?:,[0-9]{1,3}岁)?|{Q})?)*)[,。]?(?:{T}|之间|分别|均|{BE}|\()*(?P<what>{P})"
     r"(?:关系)?{END}"),
    # 系病例33的女儿; 系患者五的妻子、患者二的次女; 作为病例1的密切接触者; (病例4的儿子)
    ("of",
     r"(?:(?P<lead>(?:(?:系|为|是|属|因|作为|做为|列入|纳入|即|(?:排查|追踪|摸排)(?={R}))[^,。;:()【】\n\ue000-\ue0ff]{0,14}?{C}?))|(?<![^,。;:("
     r")】\s、{R}{S}{K}{L}{P}]))(?P<who>{RS})(?:等?{T}(?=[的之]))?[ ]?(?P<link>得|(?:患者|病例)?[的之]|(?:[^,。;:()、\n"
     r"\ue000-\ue0ff]{1,16}的(?={L})|的?{A}的?(?={K})|的{A}{PLAIN}{0,3}(?={L})|(?:所|共同)生的?[之]?(?={K})|所[教带]的?(?={L})|所在的?(?:班级?|学校|年级|幼儿园)的?(?={L})))?{MOD}(?P<what>[{K}{L}](?:[的之]?(?<=[的之]){K})?{Q}?(?:(?:、|和"
     r"|及|兼|以及|转为?|,(?={L}{END})){MOD}[{K}{L}]{Q}?(?![的之{R}{S}]))*)(?![的之家所]|{N}[的之])"),
    # 在病例2密接人员排查中发现, 在对病例2的密切接触者筛查时检出
    ("of",
     r"(?P<lead>在(?:对)?|(?:纳入|列入)(?:了)?)(?P<who>{RS})的?(?P<what>{L})"
     r"(?=(?:人员)?的?(?:(?:追踪|排查|筛查|检测|摸排|管控|管理)[中时]|管理|管控|名单|[中里](?:检出|发现|筛出)))"),
    # 三人系同事; 为同一家庭成员
    ("among", r"(?:{T}{PLAIN}{0,3}?{BE}|{BE}|均为)(?P<gap>{PLAIN}{0,12}?)(?P<what>[{L}{P}])(?:关系)?{END}"),
    # 父子。 at the head of a group; (夫妻关系); 夫妻二人均为40岁
    ("bare_pair", r"(?:(?<=[,。;:(\s])|^){T}?(?P<what>{P})(?:关系)?(?=[,。;)\s{T}]|$)"),
    # 父亲、母亲分别为病例6、病例7
    ("kin_in_turn",
     r"(?<![的之{R}])(?P<kin>其?{K}(?:(?:、|和|及|与)其?{K})+)(?:分别|依次){BE}(?P<who>{R}(?:(?:、|和|及|与){R})*)(?!{Q}?[的之{K}{L}])"),
    # 其女儿为病例5; 妻子(患者十四); 母亲柴某(我区确诊病例4)
    ("kin_case",
     r"(?:(?<![的之{R}])|(?<=患者[的之]))其?(?P<kin>{K})(?P<name>{N})?(?:(?!分别|依次)(?:{BE}{PLAIN}{0,4}?|[也均同即后,]?|[在于](?={R}[^家处店车]))"
     r"(?P<who>{R})(?!{Q}?[的之{K}{L}])"
     r"|\((?:{N},)?{PLAIN}{0,6}?(?P<inner>{R}(?:(?:、|和){R})*){PLAIN}{0,8}?(?:,[^()]{0,20})?\))"),
    # 妻子戚某某(已被通报确认); 其妻徐某于2月7日被确诊; 因其岳父和妻子被确诊
    ("kin_confirmed",
     r"(?<![的之{R}])(?P<kin>(?P<its>其)?{K}{N}?(?:(?:、|和|及)其?{K}{N}?)*)(?P<bracket>\()?(?P<g"
     r"ap>[^,。;()\n\ue000-\ue0ff]{0,16}?)(?P<what>{C})"),
    # 坐在其邻座的王某为确诊病例; 邻座乘客为病例3
    ("role_is",
     r"(?<![的之{R}{K}])(?:其|患者)?(?P<role>[{L}{A}])(?:[的之](?=[{N}{R}]))?"
     r"(?:(?P<name>{N}){BE}{PLAIN}{0,10}?(?:{R}|{C}(?:病例|患者)?)|{BE}{PLAIN}{0,10}?(?P<who>{R}))(?!{Q}?[的之{K}{L}])"),
    # 与病例3同为某公司员工,同班组
    ("alike", r"(?:与|和|同|跟)(?P<who>{RS})(?:同|均|都|同样){BE}[^,。;:()\n\ue000-\ue0ff]{2,20},(?P<what>{A}){END}"),
    # 与家人(2月15日确诊)生活在一起; 因同车间工友确诊
    ("role_confirmed",
     r"因(?:其|{PLAIN}{1,5})?(?P<cause>{L}){N}?(?P<gap>[^,。;()\n\ue000-\ue0ff]{0,8}?){C}(?!的)|"
     r"(?P<role>{L})家?\([^()未\n]{0,14}?[{C}{R}](?![的之]?[{K}{L}])[^()\n]{0,8}\)(?:{PLAIN}{0,8}?(?P<deed>{A}))?"),
    # 病例2的1名密切接触者核酸检测结果异常, in a header: whose contact the person was
    ("found_among",
     r"(?P<who>{RS})的(?:[^,。;:()、\n\ue000-\ue0ff]{1,10}的)?(?:[0-9一二两三四五六七八九十]{1,2}[名例人位])?(?P<what>{L})(?:中|里)?"
     r"(?:{PLAIN}{0,24}?)(?:阳性|异常|检出|发现[0-9一二两三四五六七八九十]{1,2}[名例人])"),
    # 乘坐出租车(司机为病例2)
    ("driver", r"\((?:该|其|出租车|网约车)*(?P<said>司机|驾驶员|{L})(?:为|是|系){PLAIN}{0,6}?(?P<who>{RS})\)"),
    # 因工作区域出现确诊病例
    ("zone", r"(?P<what>{Z})(?:内|里|中)?因?(?:有|出现|发现|报告|存在)?了?(?P<who>{RS})(?![的之])"),
    # 拜年并聚餐(其中含确诊病例患者)
    ("history",
     r"(?P<what>{A}(?:(?:、|,|并|和)?{A})*){PLAIN}{0,4}\((?:其中|当中|席间)?(?:含有?|包括|有){PLAIN}{0,4}?(?P<who>{RS})\)"),
    # 同桌有确诊病例17; 同桌9人,其中有确诊病例3
    ("history", r"(?P<what>[{A}{L}])(?:的|人员|者|中)*(?:{PLAIN}{0,6}[,;]?(?:其中|当中|席间|同席))?"
     r"(?:就|也|还|另)?(?:有|包括|含)(?P<who>{RS})(?![的之家])"),
    # 与同事张某某(已确诊)聚餐, 接触食堂同事张某某; 与朋友张某某(确诊病例114)同乘
    ("role_case",
     r"(?<![的之{R}{S}])(?P<role>{L})(?:(?P<who>{R})(?![的之{K}])|{N}?\((?:{N},)?{PLAIN}{0,6}?(?P<inner>{R}){PLAIN}{0,8}?\))"),
    # 吃住均在病例3家
    ("history", r"(?P<what>{A})(?:均|都|一直)?(?:在|于)(?P<who>{RS})的?家(?:中|里)?{END}"),
    # 有确诊病例密切接触史
    ("history", r"有过?(?:与)?(?P<who>{RS})的?(?P<what>{A})"),
    # 接载金州区确诊病例1; 接触过确诊病例3
    ("object", r"(?P<what>[{V}{X}])(?:{PLAIN}{1,12}?的)?(?:{PLAIN}{0,6}(?P<role>{L})|{PLAIN}{2,4})?(?P<who>{RS})"
     r"(?![的之{K}])"),
    # 搭乘病例3的车
    ("object", r"(?P<what>{V})(?P<who>{RS})的(?:[一-龥]{1,2})?车"),
    # 病例3曾为其维修房屋; 曾为病例4送外卖
    ("served", r"(?P<who>{RS})(?P<gap>[^,。;与和\n{R}{S}{K}]{0,12}?)(?:为|给|帮|替)其(?P<what>{X})"),
    # 病例3陪其到医院就诊
    ("served", r"(?P<who>{RS})(?P<gap>[^,。;与和\n{R}{S}{K}]{0,8}?)(?P<what>{E})其(?![{K}{L}{P}])"),
    # 病例3来家中看望; 病例3也参加了该聚餐
    ("served",
     r"(?P<who>{RS}){Q}?(?P<gap>(?:等{T}?)?(?:曾|于|多次|先后)?)(?:来到?|到|前来)(?:其|患者|本人)?家(?:中|里)?(?P<what>[{X}{A}])"),
    # 病例3曾前往探望
    ("served", r"(?P<who>{RS})(?P<gap>(?:等{T}?)?(?:曾|多次|先后)?)(?:前往|前来|上门|来)(?P<what>{X}){END}"),
    ("served", r"(?P<who>{RS})(?P<gap>(?:也|亦|同样|均)?)(?:参加|出席|参与)了?(?:该|此|这|本)?(?:次|场)?(?P<what>{A})"),
    # 替病例3收过快递; 为病例3染过发
    ("favour",
     r"为(?P<who>{RS})(?P<said>[一-龥]{1,3}过[一-龥]{0,3}){END}"),
    ("favour",
     r"(?:给|帮|替)(?P<who>{RS})(?:等{T}?)?(?P<said>(?![所的之同密家]|打工)[^,。;:()、的之\n\ue000-\ue0ff]{2,8}){END}"),
    ("object",
     r"(?:为|给|帮|替|向)(?:{PLAIN}{0,8}{A}?的)?(?P<who>{RS}(?:(?:、|和|及){R})*)(?P<gap>(?!所)(?:等{T}?)?{PLAIN}{0,4}?)"
     r"(?P<what>{X})"),
    # 曾去过病例3经营的药店
    ("visited", r"(?:去|到|到访|光顾)过?(?P<who>{R}{Q}?)"
     r"(?P<place>(?:(?:所?经营|所?开|工作|任职|所在)的{PLAIN}|(?:曾|先后)?(?:去|到|到访|停留|逗留|活动|购物)过的){PLAIN}{0,7}?"
     r"(?:店|摊|馆|诊所|超市|厅|铺))"),
    # 病例3多次到其店内打牌
    ("visited", r"(?P<who>{RS})(?:曾|多次|经常|于|先后|还|也)*(?:来到?|去|到访?|前往)过?"
     r"(?P<place>其(?:所?(?:经营|开|工作)的)?{PLAIN}{0,3}?(?:店|摊位?|馆|诊所|超市|厅|铺)[内里中上]?)(?!的|家)"),
    # 受雇于病例3, 病例3雇佣的缝纫工, 给病例3打工, 在病例3店内上班
    ("employed",
     r"受雇于(?P<who>{R})|(?P<who2>{R})(?:所)?(?:雇佣|雇请|聘用|招聘)的|(?:给|为|帮|在)(?P<who3>{R})(?:家|处|手下)?打工"
     r"|(?:在|到)(?P<who4>{R})(?:的|所?(?:经营|开办?)的)?{PLAIN}{0,6}?(?:店|馆|厂|摊|超市|公司|作坊|诊所|铺)(?:内|里|中)?"
     r"(?:上班|工作|务工|打工|帮工|当{PLAIN}{2,4}?(?:员|工|师)){END}"),
    # 任教病例3所在班级; 由病例3带教
    ("taught",
     r"(?:任教|执教)(?P<pupil>{RS})|由(?P<master>{R})带教|跟(?:随|着)?(?P<master2>{R})(?:学徒|学习|学艺|实习)"),
    # 车上有后来确诊的病例3
    ("aboard",
     r"[车机船班](?:上|内)(?:还|也|另)?(?:载?有|包括)(?:后来|随后|后续|后)?被?(?:{C}|确诊)?的?(?P<who>{RS})(?![的之家])"),
    # 座位在病例3前一排, 坐在病例3旁边
    ("seated",
     r"(?:座位|坐|就坐|就座)(?:于|在)?(?P<who>{R})的?(?P<what>(?:正|斜)?(?:前|后|旁|邻|左|右|隔壁|对面|身)(?:一|两|三|几|[0-9])?"
     r"(?:排|座|桌|边|侧|方|后|旁|位置?)?)"),
    # 在病例3的摊位购买早点, 到病例3经营的诊所就诊
    ("customer", r"(?:在|到|去|至|从){PLAIN}{0,12}?(?:{N}\()?(?P<who>{R}{Q}?)\)?"
     r"(?:的|所?经营的|所?开的|处|摊位|{PLAIN}{0,4}店)(?P<deal>{PLAIN}{0,8}?(?:购买|购物|买|就诊|看病|取药|消费)[^,。;:()、\n]{0,6}?){END}"),
    # 到病例3家吃年夜饭, 在病例3家中打牌: with the host
    ("hosted", r"(?:到|去|至|往|在){PLAIN}{0,24}?(?P<who>{R}(?P<said>{Q})?)(?:的)?家(?:中|里)?"
     r"(?P<gap>(?:共同|参加|参与|进行|举行|与其)?)(?P<what>[{A}{X}])"),
    # 住在确诊病例褚某楼上
    ("beside", r"(?:居住|租住|居|住)(?:于|在)?(?P<who>{RS})家?的?(?P<what>{H})"),
    # 病例5开车,病例6坐车
    ("drove", r"(?P<who>{R})(?P<what>{A}),(?:{S}|患者|本人)(?:坐车|乘车|乘坐|{A})"),
    ("drove", r"(?:{S}|患者|本人)(?P<what>{A}),(?P<who>{RS})(?:坐车|乘车|乘坐|{A})"),
    # 由病例4陪同就诊; 治疗(病例4陪同); 由病例3日常照看
    ("escort", r"(?:由|\()(?P<who>{RS}){PLAIN}{0,6}?(?P<what>[{E}{V}])"),
    # 到某商场鞋区(病例3工作区域)
    ("zone", r"\((?P<who>{RS})的?(?P<what>{Z})\)"),
    # 系密切接触者, of the case named just before
    ("still", r"(?:(?<![作做])(?:系|为|是|判定为|认定为)|(?<=,)且?)(?P<what>{L}|{A}){END}"
     r"|作为(?P<as>{L})(?=居家|被|集中|进行|接受|隔离|,)"),
    # 与石某(2人为亲属关系,有密切接触)自驾途经某省
    ("pair_in_bracket", rf"(?:与|和|同|跟){IN_BRACKET}"),
    # 合租于某村, told of a group
    ("sharing", r"(?:(?<=[,。;:(\s])|^){T}?(?:均|平时|共同|曾|多次|经常)*(?P<what>{A}{1,2})"),
    # 病例1、病例2同乘某车, told of one of them
    ("we",
     r"(?<![与和同跟及、{R}{S}])(?P<who>(?:{R}(?:、|和|与|及))*{S}(?:(?:、|和|与|及){R})+|(?:{R}(?:、|和|与|及))+{S})"
     r"(?:曾|均|都|于|还)?(?P<gap>[^,。;与和\n{R}{S}{K}]{0,16}?)(?P<what>{A})(?!{PLAIN}{0,4}(?:\(|的|有|包括|含|其中))"),
    # 病例4-6(一家三口,住某村)
    ("members", r"(?<=[(,])(?P<what>{L})(?=[,)])"),
    # 系病例3的朋友,3月10日一同用餐
    ("soon",
     r"(?<=[,;])(?P<when>[0-9当同次期上中下晚早凌傍住暑寒曾多经常每平又一先近日两]"
     r"[^,。;:()、与和同跟其由为给帮替\n\ue000-\ue0ff]{0,16}?)"
     r"(?P<what>{A})(?!{PLAIN}{0,4}(?:\(|的|有|包括|含|其中))"),
    # 二人曾一同就餐; 二人与朋友在桂花饭店一同就餐
    ("both",
     r"(?<![与和同跟]){T}(?:(?:曾|还|又|均|都)?(?:与|和|同)[{L}{K}]{PLAIN}{0,4}?(?=在))?(?P<gap>[^,。;与和\n{R}{S}{K}]{0,24}?)(?P<what>{A})"),
)  # fmt: skip


def _fill(pattern: str) -> str:
    def part(m: re.Match[str]) -> str:
        return _fill(_PARTS[m.group(1)])

    return re.sub(r"\{([A-Z]+)\}", part, pattern)


OTHER = re.compile(
    "(?:因|[0-9月日时分]|当[日天]|[次同]日|曾|其间)*(?:其|患者的?)?"
    f"[{KIN}{ROLE}{CASE}]{NAME}?(?:[0-9月日]|[均也都已曾被又先后经于]|流调|判定|认定|评估|列|确定|排查|追踪|驾?车)*"
)
"""A clause whose subject is somebody else: 其同事被判定|为病例2的密接, 其丈夫|载病例2到医院."""
WHEN = re.compile(
    "(?:[0-9年月日时分点:至-]|[上下中]午|晚上?|凌晨|早[上晨]|傍晚|[当同次]日|当[天晚]|[期其]间|除夕|春节|大?年初[一二三四五六]|在|住院|[暑寒][期假]|曾经?|多次|经?常|"
    "每[天日周]|平时|均|还|又|一直|先后|[隔离发病]{2}[前后]|近期|日前|两家人?)*"
)
"""What may stand before a deed of the person without changing who does it: 3月10日曾|为其理发."""
KIN_BRACKET = re.compile(_fill(r"(?P<who>{R})\((?:系|为|是)?(?:其|{S}[的之]?)?(?P<kin>{K})\)"))
"""病例7(其哥哥), 病例9(王某表姐) among the people one was with."""
PAIR_BRACKET = re.compile(_fill(IN_BRACKET))
ROLE_CASE = re.compile(
    _fill(r"(?P<role>{L})(?:(?P<who>{R})|{N}?\((?:{N},)?{PLAIN}{0,6}?(?P<inner>{R}){PLAIN}{0,8}?\))")
)
"""朋友张某某(病例114) among the people one was with."""


def _by_beginning() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """The frames that two characters may open, or one where anything may follow it, in their order.

    Most characters of a skeleton open none.
    """
    known: list[tuple[str, re.Pattern[str], set[str]]] = []
    for name, pattern in FRAMES:
        filled = _fill(pattern)
        starts = {p[:1] if p[0] == DIGIT else p[:DEPTH] for p in prefixes(filled) or ()}
        known.append((name, re.compile(filled), starts))
    beginnings = {start for *_, starts in known for start in starts}
    return {b: tuple((name, p) for name, p, starts in known if b in starts or b[0] in starts) for b in beginnings}


OPTIONS = _by_beginning()
OPENERS = re.compile(where_begins(OPTIONS))
LONGEST_LEAD = 60
"""No frame has more characters before its first token, and none is without a token: only there is it looked for."""


@dataclass(slots=True)
class Skeleton:
    """A stretch of text reduced to the tokens that matter; ``places`` maps skeleton offsets to the text."""

    text: str = ""
    places: list[int] = field(default_factory=list)
    """Normalised offset of each skeleton character, and one more for the end."""

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The normalised range of a stretch of the skeleton."""
        return self.places[start], self.places[end]


@dataclass(slots=True)
class Match:
    """A frame found: its name, where it stands in the skeleton, and its groups there."""

    frame: str
    start: int
    end: int
    groups: dict[str, tuple[int, int]]


def find_frames(skeleton: str) -> Iterator[Match]:
    """The frames of a skeleton, from left to right, none overlapping."""
    at, token = 0, TOKENS.search(skeleton)
    while token is not None:
        # an opener is known by the character behind it, which may be the one behind the token
        opener = OPENERS.search(skeleton, max(at, token.start() - LONGEST_LEAD), token.end() + 1)
        found = _frame_at(skeleton, opener.start()) if opener is not None else None
        if found is not None:
            yield found
            at = found.end
        else:
            at = opener.end() if opener is not None else token.end()
        if at >= token.end():
            token = TOKENS.search(skeleton, at)


def find_kin_brackets(skeleton: str, span: tuple[int, int]) -> Iterator[Match]:
    """The cases of a list that a bracket calls kin of the person: 与病例7(其哥哥)."""
    for m in KIN_BRACKET.finditer(skeleton, *span):
        yield Match("kin_bracket", m.start(), m.end(), {key: m.span(key) for key in ("who", "kin")})


def find_pair_brackets(skeleton: str, span: tuple[int, int]) -> Iterator[Match]:
    """The cases of a list behind whom a bracket says what they and the person are: 石某(2人为母女关系)."""
    for m in PAIR_BRACKET.finditer(skeleton, *span):
        groups = {key: m.span(key) for key in ("who", "pair", "alike", "deed") if m.start(key) >= 0}
        yield Match("pair_in_bracket", m.start(), m.end(), groups)


def find_roles(skeleton: str, span: tuple[int, int]) -> Iterator[Match]:
    """The cases of a list of whom a word says what they are to the person: 朋友张某某(病例114)."""
    for m in ROLE_CASE.finditer(skeleton, *span):
        groups = {key: m.span(key) for key in ("role", "who", "inner") if m.start(key) >= 0}
        yield Match("role_case", m.start(), m.end(), groups)


def _frame_at(skeleton: str, at: int) -> Match | None:
    first = DIGIT if skeleton[at] in DIGITS else skeleton[at]
    for name, pattern in OPTIONS.get(skeleton[at : at + DEPTH]) or OPTIONS.get(first, ()):
        m = pattern.match(skeleton, at)
        if m is not None:
            groups = {key: m.span(key) for key in pattern.groupindex if m.start(key) >= 0}
            return Match(name, at, m.end(), groups)
    return None
