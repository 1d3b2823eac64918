"""Wordings of events met in notices of many places, each told by an invented phrase."""

import pytest

from tests.parse.phrases import events_told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月2日下午一点半到三点半，在青禾茶馆打牌。", ["visit 04-02T13:30~04-02T15:30 青禾茶馆"]),
        ("4月2日上午九点一刻到青禾超市购物。", ["visit 04-02T09:15 青禾超市"]),
        ("4月2日下午五时十分到东山诊所输液。", ["care 04-02T17:10 东山诊所"]),
        ("4月1日在家。二日内，十二日下午四点，在青禾码头卖鱼。", ["stay 04-01 家", "visit 04-12T16:00 青禾码头"]),
        ("4/2 21:00，青禾广场购物", ["visit 04-02T21:00 青禾广场"]),
        ("4月9日 周六 14:20 青禾奶茶店", ["visit 04-09T14:20 青禾奶茶店"]),
    ],
)
def test_times(text: str, expected: list[str]) -> None:
    """Hours in words, days without a month, slashes and the days of the week."""
    assert events_told(text, until=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月4日凌晨在例行采样中检出。", ["positive 04-04"]),
        ("4月4日样本追阳，拉到市第一医院。", ["positive 04-04", "transfer 04-04 市第一医院"]),
        (
            "4月4日7:00出结果，阳，由负压车转往市第一医院。",
            ["positive 04-04T07:00", "transfer 04-04 市第一医院"],
        ),
        ("4月4日复核阳性，诊断普通型。", ["positive 04-04", "diagnosis 04-04 confirmed"]),
        ("4月2日疑似，3日确诊。", ["diagnosis 04-02 suspected", "diagnosis 04-03 confirmed"]),
        ("4月4日3时10分就地静止，5时采样。", ["isolation 04-04T03:10", "sampled 04-04T05:00"]),
        ("4月4日在村医处打了三天针。", ["care 04-04 村医处"]),
        ("4月3日期满解除。", ["discharge 04-03"]),
        ("4月4日接回家中居家监测7天。", ["journey 04-04 >家中", "isolation 04-04 家中"]),
    ],
)
def test_milestones(text: str, expected: list[str]) -> None:
    """Results by one syllable, measures on the spot, severity as the diagnosis."""
    assert events_told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月3日因雨没有下楼。", ["stay 04-03"]),
        ("4月3日中午与从石城回来的大儿子在家吃年夜饭。", ["stay 04-03 家"]),
        ("4月3日换乘东山线。", ["journey 04-03 metro 东山线"]),
        ("4月3日夜间宿青禾帐篷营地。", ["visit 04-03 青禾帐篷营地"]),
        ("4月3日乘员工班车至白云机场T1。", ["journey 04-03 >白云机场 coach"]),
        ("4月3日在值班宿舍。", ["stay 04-03 宿舍"]),
    ],
)
def test_whereabouts(text: str, expected: list[str]) -> None:
    """Not going down, nights in a tent, terminals that are no trains."""
    assert events_told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1月25日至2月6日除1月29日15时到青禾便利店外，均居家。",
            ["visit 01-29T15:00 青禾便利店", "stay 01-25~02-06 家"],
        ),
        ("4月1日至3日，除上班外均居家。", ["visit 04-01~04-03", "stay 04-01~04-03 家"]),
        ("4月1日，除到村卫生所就诊外，未离家。", ["care 04-01 村卫生所", "stay 04-01"]),
        (
            "4月2日8时至3日18时除2日中午到青禾菜馆外均在家。",
            ["visit 04-02 青禾菜馆", "stay 04-02T08:00~04-03T18:00 家"],
        ),
        ("4月1日，除此之外没有去过其他地方。", []),
    ],
)
def test_exceptions(text: str, expected: list[str]) -> None:
    """What is excepted happened; the rest holds for all of the days."""
    assert events_told(text, until=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月2日9:30出车，19:00收车回出租屋。", ["visit 04-02T09:30~04-02T19:00", "journey 04-02T19:00 >出租屋"]),
        ("4月2日晚上七点，在青禾酒楼吃饭，九点多散席。", ["visit 04-02T19:00~04-02T21:00 青禾酒楼"]),
        ("4月2日7:40到青禾公司上班，20:00下班。", ["visit 04-02T07:40~04-02T20:00 青禾公司"]),
        ("4月2日收摊回村。", ["journey 04-02 >村"]),
        (
            "4月2日10点至21点：跑单，在青禾广场、东山城之间来回取餐。",
            ["visit 04-02T10:00~04-02T21:00 青禾广场", "visit 04-02T10:00~04-02T21:00 东山城"],
        ),
        (
            "4月2日5时许、9时许分别出现在青禾市场和东山银行。",
            ["visit 04-02T05:00 青禾市场", "visit 04-02T09:00 东山银行"],
        ),
        (
            "4月2日、4日参加小区核酸筛查，结果均阴性。",
            ["sampled 04-02 negative", "sampled 04-04 negative"],
        ),
        ("4月5日至7日到青禾小学上课，早晚由母亲步行接送。", ["visit 04-05~04-07 青禾小学 walk"]),
        ("4月2日在司乘公寓休息。4月3日到女工宿舍睡觉。", ["stay 04-02 司乘公寓", "stay 04-03 女工宿舍"]),
    ],
)
def test_hours_and_places_of_what_was_told(text: str, expected: list[str]) -> None:
    """The end of a visit, the places of work, how one was taken there and back."""
    assert events_told(text, until=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月3日下午，在石桥村自家地里拔萝卜。", ["visit 04-03 石桥村自家地里"]),
        ("4月2日下午5点在青禾高速石桥西出口接受体温检测。", ["visit 04-02T17:00 青禾高速石桥西出口"]),
        ("4月2日12:10青禾站上车，14时5分下车。", ["journey 04-02T12:10~04-02T14:05 青禾站>"]),
        ("4月2日乘车到青禾站后回家。", ["journey 04-02 >青禾站 other", "journey 04-02 >家"]),
        ("4月2日就地留校。4月3日返校。", ["stay 04-02", "journey 04-03 >校"]),
        ("4月2日21:15下楼取快递。4月3日下午串门。", ["visit 04-02T21:15", "visit 04-03"]),
        ("4月2日参加村口核酸检测采样。", ["sampled 04-02 村口"]),
        (
            "4月2日到青禾医院发热门诊，抽血、拍片、采核酸。",
            ["care 04-02 青禾医院发热门诊", "sampled 04-02", "sampled 04-02"],
        ),
        ("4月2日送父亲到青禾医院住院，陪护至4日。", ["visit 04-02 青禾医院"]),
        ("4月2日到青禾汽修店保养车辆。", ["visit 04-02 青禾汽修店"]),
        ("4月2日在冷库集体核酸采样。", ["sampled 04-02 冷库"]),
    ],
)
def test_places_and_what_was_done_there(text: str, expected: list[str]) -> None:
    """Fields and exits, getting in and off, samples at a place without a preposition."""
    assert events_told(text, until=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月2日采样，两天后结果回报阳性。", ["sampled 04-02", "positive 04-04"]),
        ("4月5日常规采样。", ["sampled 04-05"]),
        ("4月2日13:30抗原无异常。4月3日7:00核酸。", ["sampled 04-02T13:30 negative", "sampled 04-03T07:00"]),
        ("4月2日确认阳性并确诊。", ["positive 04-02", "diagnosis 04-02 confirmed"]),
        ("4月2日19时发低烧。", ["onset 04-02T19:00"]),
        ("4月2日（周六）起咳嗽。", ["onset 04-02"]),
        ("4月2日三天没出东门街道住处。", ["stay 04-02"]),
        ("4月2日白天睡觉。", ["stay 04-02"]),
        ("4月2日在河边坐竹筏。", ["visit 04-02 河边"]),
        ("4月10日至11日出差东山市。", ["visit 04-10~04-11 东山市"]),
        ("4月2日20:00-21:00，泉西街“青禾造型”", ["visit 04-02T20:00~04-02T21:00 泉西街“青禾造型”"]),
        ("4月2日7时至8时，光明路青禾羊杂碎（堂食）", ["visit 04-02T07:00~04-02T08:00 光明路青禾羊杂碎"]),
        (
            "4月2日8时自丰山驶入东北高速，17:30到石桥收费站。",
            ["journey 04-02T08:00~04-02T17:30 丰山>石桥收费站"],
        ),
        ("4月2日7:00到青禾公司上班，乘坐的是私家车。", ["visit 04-02T07:00 青禾公司 car"]),
    ],
)
def test_further_wordings(text: str, expected: list[str]) -> None:
    """Days later, results in other words, rows with a bracket or quotes."""
    assert events_told(text, until=True) == expected


@pytest.mark.parametrize(
    "text",
    [
        "4月2日下午，厂里停工。",
        "4月2日接种加强针，留观至19:00。",
        "4月2日被告知班里有阳性。",
        "4月2日夜间没有出车。",
        "4月2日病情进展至危重型。",
        "4月2日不敢自己去医院。",
        "4月2日得悉曾接待的外地游客核酸阳性。",
        "其子（病例2）4月2日返家，4月3日确诊。",
        "其子4月2日返家，与患者同住，4月3日确诊。",
    ],
)
def test_what_is_no_event(text: str) -> None:
    """What others had, what was not done, how the illness went on."""
    assert events_told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "4月1日10点至21点：在青禾广场取餐。4月2日：同上。",
            ["visit 04-01T10:00~04-01T21:00 青禾广场", "visit 04-02T10:00~04-02T21:00 青禾广场"],
        ),
        (
            "4月7日21:00至次日02:00，在青禾基地直播。4月8日21:30至次日03:00，同前一晚。",
            ["visit 04-07T21:00~04-08T02:00 青禾基地", "visit 04-08T21:30~04-09T03:00 青禾基地"],
        ),
        (
            "4月7日：8:00-22:00，青禾街道办事处；4月8日：同7日，另22:20在便利店买烟。",
            [
                "visit 04-07T08:00~04-07T22:00 青禾街道办事处",
                "visit 04-08T08:00~04-08T22:00 青禾街道办事处",
                "visit 04-08T22:20 便利店",
            ],
        ),
        ("4月2日午后理发（东山小区西南角）。", ["visit 04-02 东山小区西南角"]),
        ("4月2日上午产检（青禾医院三楼产科门诊）。", ["care 04-02 青禾医院三楼产科门诊"]),
        (
            "4月2日夜里22时上岗，次日8时下岗，工作地点为青禾机场国际货站。",
            ["visit 04-02T22:00~04-03T08:00 青禾机场国际货站"],
        ),
        (
            "4月2日4:20通报阳性并转至市第一医院。",
            ["positive 04-02T04:20", "transfer 04-02T04:20 市第一医院"],
        ),
        ("4月2日东山社区采样。", ["sampled 04-02 东山社区"]),
        ("4月2日下午在体育馆办理报到、落地检。", ["visit 04-02 体育馆", "sampled 04-02 体育馆"]),
        ("4月2日晚上七点到市医院，被留下住院。", ["visit 04-02T19:00 市医院", "admission 04-02 市医院"]),
        ("4月1日晚，外孙石某某等来家吃饭。", ["stay 04-01 家"]),
    ],
)
def test_told_by_what_stands_near(text: str, expected: list[str]) -> None:
    """Days like the one above, places in the bracket or a clause behind, a clock for two."""
    assert events_told(text, until=True) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月1日22时从石城乘大巴车返乡，次日6时到家。", ["journey 04-01T22:00~04-02T06:00 石城>家 coach"]),
        ("4月1日至3日在石城婆家过年。", ["stay 04-01~04-03 石城婆家"]),
        ("4月1日9:00-22:00在青禾面馆上班，骑电动车往返。", ["visit 04-01T09:00~04-01T22:00 青禾面馆 bicycle"]),
        ("4月1日乘坐信海19号客滚船到东山港。", ["journey 04-01 >东山港 ship 信海19号"]),
        ("4月1日23时被告知结果异常，单间隔离。", ["positive 04-01T23:00", "isolation 04-01T23:00"]),
        ("4月1日每天上午参加村集市。", ["visit 04-01 村集市"]),
        ("4月1日在批发部对面的麻辣烫店就餐。", ["visit 04-01 批发部对面的麻辣烫店"]),
        ("4月1日、3日自驾往返家及青禾公司。", ["journey 04-01 家>青禾公司 car", "journey 04-03 家>青禾公司 car"]),
        ("4月1日10:00-22:00在城南片区骑电动车送餐。", ["visit 04-01T10:00~04-01T22:00 城南片区 bicycle"]),
        (
            "4月1日、2日，乘地铁1号线（东门站—西门站）上下班，在青禾大厦11层授课。",
            [
                "journey 04-01 东门站>西门站 metro 1号线",
                "journey 04-02 东门站>西门站 metro 1号线",
                "visit 04-01 青禾大厦11层",
                "visit 04-02 青禾大厦11层",
            ],
        ),
        (
            "4月1日\n9:00—11:00 青禾广场电玩城、小青厨\n19:00 青禾公园",
            [
                "visit 04-01T09:00~04-01T11:00 青禾广场电玩城",
                "visit 04-01T09:00~04-01T11:00 小青厨",
                "visit 04-01T19:00 青禾公园",
            ],
        ),
        ("4月2日2:00在集中隔离点（县党校）检测阳性。", ["positive 04-02T02:00 集中隔离点"]),
        ("4月2日，送餐涉及青禾小区、东山家园等。", ["visit 04-02 青禾小区", "visit 04-02 东山家园"]),
        ("4月2日乘“海东渔12086”返抵东山渔港。", ["journey 04-02 >东山渔港 ship 海东渔12086"]),
        ("4月2日采样后转市级定点医院治疗。", ["sampled 04-02", "transfer 04-02 市级定点医院"]),
        ("4月2日医生开药后回家自行观察。", ["journey 04-02 >家"]),
        ("4月2日8:00在社区采样点采样，当晚反馈异常。", ["sampled 04-02T08:00 社区采样点", "positive 04-02"]),
        ("主要轨迹为自己经营的“小敏童装”、青禾超市。", ["visit “小敏童装”", "visit 青禾超市"]),
        ("请4月1日乘坐G439次列车5号车厢及3月18日至28日乘坐过桂A×1F38网约车的市民，尽快联系。", []),
    ],
)
def test_ways_and_rounds(text: str, expected: list[str]) -> None:
    """Ends of ways told later, to and fro, what is said of each of several days."""
    assert events_told(text, until=True) == expected


def test_days_with_a_year_behind_them_head_the_hours_below() -> None:
    """2/12-2/14(2022年): in the line above, 20:00 is an hour of each of the days."""
    told = events_told("4/2—4/4（2022年）：20:00到青禾公司上班。4月5日在林场值班宿舍。", until=True)
    assert told == ["visit 04-02T20:00~04-04T20:00 青禾公司", "stay 04-05 林场值班宿舍"]
