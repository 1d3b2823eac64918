"""Whereabouts as district notices of 2021-2022 tell them, phrase by phrase."""

import pytest

from tests.parse.phrases import events_told
from tracer.parse.pipeline import parse_document
from tracer.read.document import read_text

PHRASES = [
    (
        "4月3日确诊。近14天内去过东山公园（其父母家）、阿土美甲店等地。",
        ["diagnosis 04-03 confirmed", "visit 东山公园", "visit 阿土美甲店"],
    ),
    ("4月3日于石桥村居民筛查中检出核酸阳性。", ["positive 04-03"]),
    (
        "4月3日确诊。主要活动轨迹为“早点到”早餐铺就餐、汽车站、达达面馆。",
        ["diagnosis 04-03 confirmed", "visit “早点到”早餐铺", "visit 汽车站", "visit 达达面馆"],
    ),
    (
        "发病后在石桥县医院（4月1日）、东山镇诊所（4月2日）逗留过。",
        ["visit 04-01 石桥县医院", "visit 04-02 东山镇诊所"],
    ),
    (
        "4月3日12:00打车去青禾小区，车牌号为晋A12X45。12:36打车回桂花小区，车牌号晋A6K81F。",
        ["journey 04-03T12:00 >青禾小区 taxi 晋A12X45", "journey 04-03T12:36 >桂花小区 taxi 晋A6K81F"],
    ),
    (
        "4月3日途经东山广场、青禾银行取款、桂花路、康乐里后回家。",
        [
            "visit 04-03 东山广场",
            "visit 04-03 青禾银行",
            "visit 04-03 桂花路",
            "visit 04-03 康乐里",
            "journey 04-03 >家",
        ],
    ),
    ("4月3日9时15分步行返家途中到村内小超市购物。", ["visit 04-03T09:15 村内小超市 walk"]),
    ("4月3日20时得知同班同学中检出阳性。", []),
    (
        "4月1日8:00到青禾市场。4月2日、3日均同1日，3日23:30到丰泽酒店隔离。",
        [
            "visit 04-01T08:00 青禾市场",
            "visit 04-02T08:00 青禾市场",
            "visit 04-03T08:00 青禾市场",
            "isolation 04-03T23:30 丰泽酒店",
        ],
    ),
    ("4月3日到于家小卖店购物，在由祥屯吃饭。", ["visit 04-03 于家小卖店", "visit 04-03 由祥屯"]),
    ("4月3日在于都县人民医院就诊。", ["care 04-03 于都县人民医院"]),
    ("4月3日自驾从会同县到从化区，后从江都区返回。", ["journey 04-03 会同县>从化区 car", "journey 04-03 江都区>"]),
    ("4月3日到604（地矿）医院就诊。", ["care 04-03 604(地矿)医院"]),
    ("4月3日到锦绣小区（北门）好又多便利店购物。", ["visit 04-03 锦绣小区(北门)好又多便利店"]),
    ("4月3日7:30在青禾小区楼下早餐摊吃早餐。", ["visit 04-03T07:30 青禾小区楼下早餐摊"]),
    ("4月3日至5日，家、单位两点一线。", ["journey 04-03~04-05 家>单位"]),
    ("4月3日19时在金色年华KTV唱歌至次日凌晨2时。", ["visit 04-03T19:00~04-04T02:00 金色年华KTV"]),
    ("4月3日至8日，一直待在石桥村，没有出村。", ["stay 04-03~04-08 石桥村"]),
    ("4月3日，整日待在家，再没出门。", ["stay 04-03 家"]),
    ("4月3日，到县二院采核酸，又去青禾美发店染头发。", ["sampled 04-03 县二院", "visit 04-03 青禾美发店"]),
    ("4月3日13时30分到单位职工采样间采集鼻咽拭子", ["sampled 04-03T13:30 单位职工采样间"]),
    ("4月3日，在石桥检查站做完“落地检”后前往青禾湖", ["sampled 04-03 石桥检查站", "visit 04-03 青禾湖"]),
    ("4月3日，先诊断为无症状感染者，随后改为确诊病例。", ["diagnosis 04-03 asymptomatic", "diagnosis 04-03 confirmed"]),
    ("4月3日10时左右在景区内医务室处临时隔离。", ["isolation 04-03T10:00 景区内医务室处"]),
    (
        "4月3日去过：桂花小区、远山城、98路公交车、松竹里川菜馆等。",
        ["visit 04-03 桂花小区", "visit 04-03 远山城", "visit 04-03 松竹里川菜馆"],
    ),
    ("4月3日9时39分，由石桥收费站下高速，在青禾市场验货。", ["visit 04-03T09:39 石桥收费站", "visit 04-03 青禾市场"]),
    ("4月3日15时30分，在“电焊、加水”店修车。", ["visit 04-03T15:30 “电焊、加水”店"]),
    ("4月3日18时40分在小区内丁香卤肉长江路店购物。", ["visit 04-03T18:40 小区内丁香卤肉长江路店"]),
    (
        "4月3日，依次坐816公交车、东1路公交车到北海公园站",
        ["journey 04-03 bus 816", "journey 04-03 >北海公园站 bus 东1路"],
    ),
    (
        "4月3日7:20在公共卫生间洗漱，到达石桥收费站后接到疾控中心电话后停止活动",
        ["visit 04-03T07:20 公共卫生间", "visit 04-03 石桥收费站"],
    ),
    ("4月3日，在化验室、彩超室做检查", ["care 04-03 化验室", "care 04-03 彩超室"]),
    (
        "4月3日到阿土卤味店买菜、米粉店吃早餐及路边摊买蔬菜",
        ["visit 04-03 阿土卤味店", "visit 04-03 米粉店", "visit 04-03 路边摊"],
    ),
    ("4月3日，17时步行下班，17时30分在青禾超市购物。", ["journey 04-03T17:00 walk", "visit 04-03T17:30 青禾超市"]),
    ("4月3日18:40住所", ["stay 04-03T18:40 住所"]),
    ("4月3日，新冠核酸结果同为阳性。", ["positive 04-03"]),
    ("经核查，具体轨迹如下：", []),
    ("4月3日抵海。在海无其他社会面活动轨迹。", ["journey 04-03 >海"]),
    ("4月3日，外省将其作为密切接触者推送我县后居家。", ["stay 04-03 家"]),
    ("目前，正有序开展流调溯源、隔离管控、核酸检测等处置工作，4月3日采样。", []),
    ("4月3日，我县已完成一轮区域核酸检测，结果均为阴性。", []),
    ("初步判定系外地确诊病例姚某松的密切接触者。", []),
    (
        "4月3日\n青禾小区，驰行轮胎店。\n9:00青禾公司门口，11:00石桥机修厂。",
        [
            "visit 04-03 青禾小区",
            "visit 04-03 驰行轮胎店",
            "visit 04-03T09:00 青禾公司门口",
            "visit 04-03T11:00 石桥机修厂",
        ],
    ),
    (
        "4月3日\n阿土药店\n青禾超市\n石桥服务区\n",
        ["visit 04-03 阿土药店", "visit 04-03 青禾超市", "visit 04-03 石桥服务区"],
    ),
    ("4月3日9:00，市第一医院，发热门诊。", ["visit 04-03T09:00 市第一医院"]),
    ("4月3日5:35 石桥镇北桥村附近；", ["visit 04-03T05:35 石桥镇北桥村"]),
    ("4月3日11:13 五金城附近绿丰合作社育苗基地；", ["visit 04-03T11:13 五金城附近绿丰合作社育苗基地"]),
    ("4月3日，在对重点区域、重点人员做核酸检测时检出", []),
    ("4月3日，活动轨迹涉及的重点区域、场所如下：青禾路药店", ["visit 04-03 青禾路药店"]),
    ("易某返海后行动轨迹如下：", []),
    ("4月3日9:10省级专家组判定为无症状感染者。", ["diagnosis 04-03T09:10 asymptomatic"]),
    ("4月3日居家。累计追踪密切接触者23人，核酸检测均为阴性。", ["stay 04-03 家"]),
    ("4月3日居家。其密切接触者核酸检测结果均为阴性，正在集中隔离。", ["stay 04-03 家"]),
    ("4月3日居家。其同车的3名乘客已隔离。青禾小区实行封闭管理。", ["stay 04-03 家"]),
    ("4月3日，在密切接触者核酸筛查中，检测结果为阳性。", ["positive 04-03"]),
    ("4月3日对其实施管控。", ["isolation 04-03"]),
    ("4月3日病例2到其家中做客。", ["stay 04-03 家中"]),
    ("4月3日与病例2到其家中做客。", ["visit 04-03 家中"]),
    ("4月3日确诊。现有病例均在定点医院隔离治疗。", ["diagnosis 04-03 confirmed"]),
    ("4月3日确诊。全市治愈出院1例，死亡0例，尚在接受医学观察298人，无新增死亡。", ["diagnosis 04-03 confirmed"]),
    ("4月3日集中隔离，4月5日治愈出院。", ["isolation 04-03", "discharge 04-05"]),
    ("4月3日发热。全市确诊3例。", ["onset 04-03"]),
    ("该4名核酸检测阳性游客4月3日到青禾超市。", ["visit 04-03 青禾超市"]),
    ("4月3日确诊。其家属已隔离，家人均已居家观察。", ["diagnosis 04-03 confirmed"]),
    ("4月3日与家人均居家隔离。", ["isolation 04-03 家"]),
    ("4月3日乘车到成都，4月4日驾车到丰都。", ["journey 04-03 >成都 other", "journey 04-04 >丰都 car"]),
    ("4月3日由镇江乘高铁返回宁乡。", ["journey 04-03 镇江>宁乡 train"]),
    ("4月3日在太和，4月4日到南和。", ["visit 04-03 太和", "visit 04-04 南和"]),
    ("4月3日9:00，蓝溪养老院；10:00，石桥陈列馆；", ["visit 04-03T09:00 蓝溪养老院", "visit 04-03T10:00 石桥陈列馆"]),
    ("4月3日，枸韵堂商行、紫荆花园南区。", ["visit 04-03 枸韵堂商行", "visit 04-03 紫荆花园南区"]),
    ("4月3日转至石桥回族自治县第四人民医院。", ["transfer 04-03 石桥回族自治县第四人民医院"]),
    ("4月3日，石桥广场核酸采样点、青禾超市。", ["sampled 04-03 石桥广场核酸采样点", "visit 04-03 青禾超市"]),
    (
        "4月3日，轨迹涉及：石桥广场核酸采样点、青禾超市。",
        ["sampled 04-03 石桥广场核酸采样点", "visit 04-03 青禾超市"],
    ),
]
HEADER = (
    "东山区3月18日在返回人员排查中发现1名返海人员系新冠肺炎确诊病例的密切接触者，初筛检测结果呈阳性，诊断为新冠肺炎确诊病例（轻型）。\n\n"
    "病例刘某（男，30岁），3月16日乘坐G485次列车到达海城西站，3月18日出现发热。\n2022年3月19日"
)
NAMED = (
    "海城市新增2例，其中病例1、2均是4月8日报告的病例9的密切接触者。\n"
    "病例1：女，40岁，现住东山区梅花里。\n病例2：男，12岁，现住东山区松竹里。\n2022年4月9日"
)


@pytest.mark.parametrize(("phrase", "expected"), PHRASES)
def test_whereabouts_are_read(phrase: str, expected: list[str]) -> None:
    assert events_told(phrase, until="~" in "".join(expected)) == expected


def test_the_header_tells_of_the_only_case() -> None:
    (notice,) = parse_document(read_text(HEADER))
    (case,) = notice.cases
    told = [(e.kind, e.when.start if e.when else None) for e in case.events]
    assert told[:2] == [("positive", "2022-03-18"), ("diagnosis", "2022-03-18")]
    assert [r.kind for r in case.relations] == ["close_contact"]


def test_a_report_day_without_a_year_is_never_after_the_notice() -> None:
    text = "东区12月31日0时到24时新增1例\n病例1：男，30岁，核酸检测阳性。\n2023年1月1日"
    (case,) = parse_document(read_text(text))[0].cases
    assert [(e.kind, e.when.start) for e in case.events if e.when] == [("positive", "2022-12-31")]


def test_a_town_below_hours_by_themselves_is_where_somebody_was() -> None:
    text = "病例1：\n5月5日14:10至5月6日10:48\n上海市\n石桥服务区\n东山区\n病例2：男，20岁。"
    first, second = parse_document(read_text(text))[0].cases
    assert [e.place.text for e in first.events if e.place] == ["上海市", "石桥服务区"]
    assert second.label is not None


def test_a_header_that_names_cases_relates_them() -> None:
    (notice,) = parse_document(read_text(NAMED))
    told = [[(r.kind, r.target.number) for r in case.relations] for case in notice.cases]
    assert told == [[("close_contact", 9)], [("close_contact", 9)]]


def test_what_somebody_else_does_by_name_is_not_the_case() -> None:
    text = "患者易某，女，40岁。\n2月28日12时30分，蓝某某开车载其父亲去青禾超市，12时48分开车回小区，易某居家未外出。"
    (case,) = parse_document(read_text(text))[0].cases
    assert [e.kind for e in case.events] == ["stay"]
