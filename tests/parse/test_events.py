"""What clauses mean: kinds, places, vehicles and times of events, read from invented phrases."""

from datetime import date

import pytest

from tracer.parse.events import read_events
from tracer.parse.normalise import normalise
from tracer.parse.units import Unit

ANCHOR = date(2022, 4, 13)


def told(text: str) -> list[str]:
    """Each event as `kind start place|origin>destination mode number`, what is absent left out."""
    norm = normalise(text)
    unit = Unit(None, ((0, len(norm.text)),), 0, len(norm.text))
    out = []
    for e in read_events(norm, unit, ANCHOR).events:
        words = [e.kind, e.when.start[5:] if e.when and e.when.start else None]
        words.append(norm.text[slice(*e.place.range)] if e.place else None)
        if e.origin or e.destination:
            ends = (norm.text[slice(*p.range)] if p else "" for p in (e.origin, e.destination))
            words.append(">".join(ends))
        words += [e.mode, norm.text[slice(*e.number)] if e.number else None, e.result]
        out.append(" ".join(w for w in words if w))
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月2日20:00左右在金泰广场楼下阿福奶茶店买奶茶。", ["visit 04-02T20:00 金泰广场楼下阿福奶茶店"]),
        ("4月6日居家未外出。", ["stay 04-06 家"]),
        ("3.4月1日上午,到百佳超市购物。\n4.4月2日居家未外出。", ["visit 04-01 百佳超市", "stay 04-02 家"]),
        ("4月10日由城东区实施集中隔离医学观察。", ["isolation 04-10"]),
        ("4月11日核酸检测结果阳性,随即被转运至市第二人民医院隔离治疗。",
         ["positive 04-11", "transfer 04-11 市第二人民医院"]),
        ("4月11日经专家会诊,诊断为无症状感染者。", ["diagnosis 04-11 asymptomatic"]),
        ("4月1日乘58路公交车到平安里站下车,步行至康民医院就诊。",
         ["journey 04-01 >平安里站 bus 58路", "care 04-01 康民医院 walk"]),
        ("4月1日7:25在南门站乘地铁1号线,至新街站换乘2号线,8:10在北苑站下车。",
         ["journey 04-01T07:25 南门站>新街站 metro 1号线", "journey 04-01 新街站>北苑站 metro 2号线"]),
        ("4月1日乘G1234次列车由甲州站前往乙州站。", ["journey 04-01 甲州站>乙州站 train G1234"]),
        ("4月1日先后在百佳超市、惠民药店购物。", ["visit 04-01 百佳超市", "visit 04-01 惠民药店"]),
        ("4月1日在家与朋友聚餐。4月2日中午参加婚宴。", ["stay 04-01 家", "visit 04-02"]),
        ("4月3日夜间出现发热、咳嗽,未就诊。", ["onset 04-03"]),
        ("4月3日因发热到市中医院就诊。", ["care 04-03 市中医院"]),
        ("4月4日在福源小区核酸采样点采样,结果阴性。", ["sampled 04-04 福源小区核酸采样点 negative"]),
        ("4月5日15:40—16:15,佳惠超市(东街店)。", ["visit 04-05T15:40 佳惠超市(东街店)"]),
        ("4月5日18:00步行回家。", ["journey 04-05T18:00 >家 walk"]),
        ("4月5日其妻因发热被送往县医院。", []),
        ("4月5日，其姐姐乘坐G1722次高铁返沪，由父亲自驾接回青禾镇家中。", []),
        ("4月5日移送清源县医院隔离治疗。", ["transfer 04-05 清源县医院"]),
        ("4月5日,其密切接触者均已集中隔离。", []),
        ("4月8日治愈出院。", ["discharge 04-08"]),
        ("4月1日早上7点从甲县出发到乙市,途中在高速服务区停留,12点左右到达乙市石桥镇家中,回家后未外出。",
         ["journey 04-01T07:00 甲县>乙市石桥镇家中", "visit 04-01 高速服务区", "stay 04-01"]),
        ("4月1日9:00到佳惠超市购物,9:30离开。", ["visit 04-01T09:00 佳惠超市"]),
        ("4月1日到青禾药店(14:20-14:30)购药。", ["visit 04-01T14:20 青禾药店"]),
        ("4月1日、2日上白班(7时至19时),均在翠园南门岗亭。",
         ["visit 04-01T07:00 翠园南门岗亭", "visit 04-02T07:00 翠园南门岗亭"]),
        ("4月1日14时和2日10时到康民诊所输液。", ["care 04-01T14:00 康民诊所", "care 04-02T10:00 康民诊所"]),
        ("4月1日8:30-11:30,15:00-17:00在邻居家打麻将。", ["visit 04-01T08:30 邻居家", "visit 04-01T15:00 邻居家"]),
        ("4月1日至3日往返于甲镇工地与乙镇仓库。", ["journey 04-01 甲镇工地>乙镇仓库"]),
        ("4月1日由妻子驾车送至市第二人民医院就诊。", ["care 04-01 市第二人民医院 car"]),
        ("4月1日乘D3044次开往乙州站的高铁,13点21分抵达乙州站。", ["journey 04-01 >乙州站 train D3044"]),
        ("4月1日在解放路与建设路交叉口等车。", ["visit 04-01 解放路与建设路交叉口"]),
        ("4月1日集中隔离期间核酸检测结果阳性。", ["isolation 04-01", "positive 04-01"]),
        ("发病前未曾去过农贸市场。", []),
        ("4月1日因其妻王某出现咳嗽,到青禾药店购药。", ["visit 04-01 青禾药店"]),
        ("4月1日乘出租车上班,18时在阿福面馆就餐。", ["visit 04-01 taxi", "visit 04-01T18:00 阿福面馆"]),
        ("4月1日曾乘坐该车的乘客请立即报备。", []),
        ("4月1日15时37分,甲州(K1276次列车)→乙州(4月2日14时左右)→青禾超市(乘出租车)→翠园小区。",
         ["journey 04-01T15:37 甲州>乙州 train K1276", "visit 04-02 青禾超市 taxi", "journey 04-02 青禾超市>翠园小区"]),
        ("4月1日家→地铁2号线→青禾超市→家。", ["visit 04-01 青禾超市 metro 2号线", "journey 04-01 青禾超市>家"]),
        ("4月2日,确诊病例张某某在场,11时到外婆家做客。", ["visit 04-02T11:00 外婆家"]),
        ("4月1日乘地铁2号线转8号线至甲路站。", ["journey 04-01 metro 2号线", "journey 04-01 >甲路站 metro 8号线"]),
        ("4月1日往返于甲州与乙州。", ["journey 04-01 甲州>乙州"]),
        ("4月8日:7时许在翠园小区采样,9时20分120接走。", ["sampled 04-08T07:00 翠园小区", "transfer 04-08T09:20"]),
        ("▶4.5\n06:00 由甲县出发\n▶4.6至4.7\n在家", ["journey 04-05T06:00 甲县>", "stay 04-06 家"]),
        ("4月3日至5日:\n7:30-16:30 乐苗幼儿园", ["visit 04-03T07:30 乐苗幼儿园"]),
        ("4月1日、2日,8:00乘坐3路公交车到平安里站,8:40到达康泰医药公司上班。",
         ["journey 04-01T08:00 >平安里站 bus 3路", "journey 04-02T08:00 >平安里站 bus 3路",
          "visit 04-01T08:40 康泰医药公司", "visit 04-02T08:40 康泰医药公司"]),
        ("4月1日上午在西门早市。4月2日活动同4月1日。", ["visit 04-01 西门早市", "visit 04-02 西门早市"]),
        ("4月1日9:00-10:00青禾大道修剪绿化。", ["visit 04-01T09:00 青禾大道"]),
        ("4月1日多名亲属到患者家中拜年。", ["stay 04-01 家中"]),
        ("4月1日因儿媳游某确诊,由专车送至云来酒店隔离。", ["isolation 04-01 云来酒店"]),
        ("4月1日到父母家,亲友聚餐7人。", ["visit 04-01 父母家"]),
        ("4月1日在物流园北门老李面馆吃饭。", ["visit 04-01 物流园北门老李面馆"]),
        ("4月1日到海润大街同心大药房买药。", ["visit 04-01 海润大街同心大药房"]),
        ("4月1日转运至内蒙古自治区第四医院。", ["transfer 04-01 内蒙古自治区第四医院"]),
        ("4月1日在市第二医院诊断为疑似病例。", ["diagnosis 04-01 市第二医院 suspected"]),
        ("4月1日,专家组评估为新型冠状病毒感染的肺炎确诊病例。", ["diagnosis 04-01 confirmed"]),
        ("4月1日,按照《肺炎诊疗方案》规定,市疾控中心确认此1例病例为输入性新型冠状病毒感染的肺炎病例。",
         ["diagnosis 04-01 confirmed"]),
        ("4月1日有望月商城购物史。", ["visit 04-01 望月商城"]),
        ("4月1日在家。有望月商城购物史。", ["stay 04-01 家"]),
        ("4月1日由丰山市回北山县。", ["journey 04-01 丰山市>北山县"]),
        ("4月1日由妻子送到市第二医院就诊。", ["care 04-01 市第二医院"]),
        ("4月1日采集咽拭子送康检检验中心。", ["sampled 04-01"]),
        ("4月1日市疾控中心检测,核酸阳性。", ["positive 04-01"]),
        ("4月1日至3日9:00-17:30在福源鞋厂上班。", ["visit 04-01T09:00 福源鞋厂"]),
        ("4月1日在万和生活广场购物。", ["visit 04-01 万和生活广场"]),
        ("4月1日在全员检测中发现阳性。", ["positive 04-01"]),
        ("4月1日因同车间工友确诊,被转运至云来酒店隔离。", ["isolation 04-01 云来酒店"]),
        ("4月1日:咽痛、头晕,到康民诊所就诊。", ["onset 04-01", "care 04-01 康民诊所"]),
        ("4月1日2:00-17:00在渔船上作业。", ["visit 04-01T02:00 渔船上"]),
        ("4月1日出海,4月3日返回。", ["journey 04-01 ship", "journey 04-03"]),
        ("4月1日9:00驾车从香江经东门渡口岸入境。", ["journey 04-01T09:00 香江> car"]),
        ("4月1日从青山村便道非法入境,在某仓库停留。", ["journey 04-01 青山村便道>", "visit 04-01 某仓库"]),
        ("4月1日乘MU2527航班从甲州机场飞抵乙州机场,18:55落地。", ["journey 04-01 甲州机场>乙州机场 flight MU2527"]),
        ("4月1日参加全员核酸检测采样(北村文化室)。", ["sampled 04-01 北村文化室"]),
        ("4月1日在隔离点检测阳性。", ["positive 04-01 隔离点"]),
        ("4月1日12:00云来酒店采样,结果阴性。", ["sampled 04-01T12:00 云来酒店 negative"]),
        ("4月1日1:00被闭环转运隔离。", ["isolation 04-01T01:00"]),
        ("4月1日9时转运至隔离医院。", ["transfer 04-01T09:00 隔离医院"]),
        ("4月1日、2日在青禾小学上课,放学后到文具店写作业。",
         ["visit 04-01 青禾小学", "visit 04-02 青禾小学", "visit 04-01 文具店", "visit 04-02 文具店"]),
        ("4月1日15:00在南京路欣荣卖场附近客户公司洽谈业务。", ["visit 04-01T15:00 南京路欣荣卖场附近客户公司"]),
    ],
)  # fmt: skip
def test_clauses(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_any_cut_of_a_text_is_read_without_error(cut: int) -> None:
    text = (
        "4月1日7:25在南门站(A口)乘地铁1号线,至新街站换乘2号线,8:10在北苑站下车;(未完(嵌套)4月5日—7日居家,23:30集中隔离于云来酒店。"
        * 2
    )
    assert isinstance(told(text[cut:]), list)
    assert isinstance(told(text[: len(text) - cut]), list)
