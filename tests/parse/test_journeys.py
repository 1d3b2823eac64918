"""Journeys: the route of a vehicle, its plate, the ride told on, and the border, read from invented phrases."""

from datetime import date

import pytest

from tracer.parse.events import read_events
from tracer.parse.normalise import normalise
from tracer.parse.units import Unit

ANCHOR = date(2022, 4, 13)


def told(text: str) -> list[str]:
    """Each event as `kind start~end place|origin>destination mode number`, what is absent left out."""
    norm = normalise(text)
    unit = Unit(None, ((0, len(norm.text)),), 0, len(norm.text))
    out = []
    for e in read_events(norm, unit, ANCHOR).events:
        times = (t[5:] for t in (e.when.start, e.when.end) if t) if e.when else ()
        words = [e.kind, "~".join(times), norm.text[slice(*e.place.range)] if e.place else None]
        if e.origin or e.destination:
            ends = (norm.text[slice(*p.range)] if p else "" for p in (e.origin, e.destination))
            words.append(">".join(ends))
        words += [e.mode, norm.text[slice(*e.number)] if e.number else None]
        out.append(" ".join(w for w in words if w))
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月2日乘坐南昌至吉安的列车。", ["journey 04-02 南昌>吉安 train"]),
        ("4月2日乘坐由南昌飞往吉安的JD5840航班。", ["journey 04-02 南昌>吉安 flight JD5840"]),
        ("4月2日8点乘坐丰山发往南昌的客运车辆于9点到达南昌。",
         ["journey 04-02T08:00~04-02T09:00 丰山>南昌 coach"]),
        ("4月2日13点22分乘坐南昌到吉安K9628次列车4号车厢,于15点49分到达吉安火车站。",
         ["journey 04-02T13:22~04-02T15:49 南昌>吉安火车站 train K9628"]),
        ("4月2日乘由南部汽车客运站至永丰县的客运车,中途于石桥乡下车。",
         ["journey 04-02 南部汽车客运站>石桥乡 coach"]),
        ("4月2日乘坐丰山到吉安的高速班车(赣AR9138),15点到达吉安汽车站。",
         ["journey 04-02~04-02T15:00 丰山>吉安汽车站 coach 赣AR9138"]),
        ("4月2日与母亲乘永吉至四平K7459次列车,座位号:9车37号。15时34分从永吉站上车,18时04分在四平站下车。",
         ["journey 04-02T15:34~04-02T18:04 永吉站>四平站 train K7459"]),
        ("4月2日乘坐广西南宁到青岛的火车。3日6时到青。", ["journey 04-02~04-03T06:00 广西南宁>青岛 train"]),
        ("4月2日乘杭州-成都K532次火车。4月3日13点半抵达梁平。", ["journey 04-02~04-03T13:30 杭州>梁平 train K532"]),
        ("4月2日20点坐兰州至靖远大巴车,大巴车行至靖远县石桥路口。", ["journey 04-02T20:00 兰州>靖远县石桥路口 coach"]),
        ("4月2日乘坐三亚到吉安的航班,航班号JD5627。", ["journey 04-02 三亚>吉安 flight JD5627"]),
        ("4月2日乘坐安县到乙镇的通勤车上下班。", ["journey 04-02 安县>乙镇 coach"]),
        ("4月2日乘坐济南站发往威海站的D6073次动车,3日到县医院就诊。",
         ["journey 04-02 济南站>威海站 train D6073", "care 04-03 县医院"]),
        ("4月2日乘坐福州到重庆的3U8506航班返渝。", ["journey 04-02 福州>重庆 flight 3U8506"]),
        ("4月2日从汉口乘大巴返晋,次日5时到介休市汽车站。", ["journey 04-02~04-03T05:00 汉口>介休市汽车站 coach"]),
        ("4月2日驾车从南昌返蚌,晚20时前往石桥镇卫生院就诊。",
         ["journey 04-02 南昌>蚌 car", "care 04-02T20:00 石桥镇卫生院"]),
        ("4月2日乘坐G692(南昌-太原南,1车厢8A)列车抵并。", ["journey 04-02 南昌>太原南 train G692"]),
        ("4月2日乘坐16路公交车(吉安站-中心医院新院区间)。", ["journey 04-02 吉安站>中心医院新院 bus 16路"]),
    ],
)  # fmt: skip
def test_routes(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月2日16点30分从地铁1号线三溪桥站B口附近共同乘出租车到达城西客运站。",
         ["journey 04-02T16:30 地铁1号线三溪桥站B口>城西客运站 taxi"]),
        ("4月2日14点左右乘地铁1、2号线至东山广场站下车。", ["journey 04-02T14:00 >东山广场站 metro 1、2号线"]),
        ("4月2日在西门地铁站乘坐1号线到纺织城地铁站。", ["journey 04-02 西门地铁站>纺织城地铁站 metro 1号线"]),
        ("4月2日乘坐214/709路到东门站。", ["journey 04-02 >东门站 bus 214/709路"]),
        ("4月2日16点43分乘坐赣AT8280牌号出租车(黄色)在城西客运站附近下车。",
         ["journey 04-02T16:43 >城西客运站 taxi 赣AT8280"]),
        ("4月2日乘坐车牌号为赣AD04981的绿色青禾出租车去市附属医院就诊。",
         ["care 04-02 市附属医院 taxi 赣AD04981"]),
        ("4月2日乘坐赣A26E3L的黄色青禾出租车、赣AD86217的绿色出租车。",
         ["journey 04-02 taxi 赣A26E3L", "journey 04-02 taxi 赣AD86217"]),
        ("4月2日乘赣A12345大巴到南昌。16时原车返回丰山。",
         ["journey 04-02 >南昌 coach 赣A12345", "journey 04-02T16:00 >丰山 coach 赣A12345"]),
        ("4月2日骑电动车往返于工作地(青禾厂)与家中,期间去过青山小镇。",
         ["journey 04-02 青禾厂>家中 bicycle", "visit 04-02 青山小镇"]),
        ("4月2日从南昌乘高铁至深圳,经青山口岸入境香港。",
         ["journey 04-02 南昌>深圳 train", "journey 04-02 青山口岸>香港"]),
        ("4月2日经青山大桥进入珠海后即被送到横琴隔离点。",
         ["journey 04-02 青山大桥>珠海", "isolation 04-02 横琴隔离点"]),
        ("4月2日返回榆次。", ["journey 04-02 >榆次"]),
        ("4月2日开车前往江省黑山,23时多到的黑山家里。", ["journey 04-02~04-02T23:00 >黑山家里 car"]),
        ("4月2日步行送亲戚去吉安东站乘车,到东站后立即返回家中。",
         ["journey 04-02 >吉安东站 walk", "journey 04-02 >家中"]),
        ("4月2日19点左右乘地铁20点左右至东山广场。", ["journey 04-02T19:00~04-02T20:00 >东山广场 metro"]),
        ("4月2日21时从龙岗自驾返乡,4月3日11时到石桥村。", ["journey 04-02T21:00~04-03T11:00 龙岗>石桥村 car"]),
        ("4月2日从南昌自驾返乡,4月3日到石桥村拜年。", ["journey 04-02 南昌> car", "visit 04-03 石桥村"]),
        ("4月2日19:48绵阳回成都东,C6313。", ["journey 04-02T19:48 绵阳>成都东 train C6313"]),
        ("4月2日8点乘坐航班(MU2603)返黔,期间该航班在恩施停留,12时到达贵阳龙洞堡机场。",
         ["journey 04-02T08:00~04-02T12:00 >贵阳龙洞堡机场 flight MU2603", "visit 04-02 恩施 flight"]),
        ("4月2日从武汉回常。返常后多次聚餐。", ["journey 04-02 武汉>常"]),
        ("4月2日就诊,此后回家未出。", ["care 04-02", "journey 04-02 >家", "stay 04-02"]),
        ("4月2日开车回家,动车同乘人员由其他地区追踪。", ["journey 04-02 >家 car"]),
    ],
)  # fmt: skip
def test_rides(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月2日零时左右由120急救车送至省人民医院。", ["transfer 04-02T00:00 省人民医院"]),
        ("4月2日就诊吉安总医院感染科。", ["care 04-02 吉安总医院感染科"]),
        ("4月2日由儿子自驾车带其就诊于吉安市保健院中医科。", ["care 04-02 吉安市保健院中医科 car"]),
        ("4月2日乘CZ3643航班从南昌返渝,返渝后自行居家隔离。",
         ["journey 04-02 南昌>渝 flight CZ3643", "isolation 04-02 家"]),
    ],
)  # fmt: skip
def test_ways_to_care(text: str, expected: list[str]) -> None:
    assert told(text) == expected
