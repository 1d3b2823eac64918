"""Wording met when notices were read for the first time, each as a small invented notice or phrase."""

import pytest
from phrases import events_told

import tracer
from tracer.models import Case


def cases(text: str) -> list[Case]:
    return [case for notice in tracer.parse(text) for case in notice.cases]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月5日乘客车回青禾县。", ["journey 04-05 >青禾县 coach"]),
        ("4月5日9时乘坐石26路公交车到桂花站。", ["journey 04-05T09:00 >桂花站 bus 石26路"]),
        (
            "4月5日9时乘地铁2号线由东街站至黎明公园站，步行回家。",
            ["journey 04-05T09:00 东街站>黎明公园站 metro 2号线", "journey 04-05 >家 walk"],
        ),
        ("4月5日到校河中心卫生院就诊。", ["care 04-05 校河中心卫生院"]),
        ("4月5日到校，6日在校上课。", ["visit 04-05", "visit 04-06"]),
        ("4月5日15时到桂花路某口腔诊所补牙。", ["visit 04-05T15:00 桂花路某口腔诊所"]),
        ("4月5日入住东山区桂花路某度假公寓。", ["visit 04-05 东山区桂花路某度假公寓"]),
    ],
)
def test_ways_and_places(text: str, expected: list[str]) -> None:
    assert events_told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月5日按要求在宿舍隔离。", ["isolation 04-05 宿舍"]),
        ("4月5日在出租屋内自行隔离。", ["isolation 04-05 出租屋"]),
        ("4月5日在宿舍休息。", ["stay 04-05 宿舍"]),
        ("4月5日由镇政府工作人员送青禾县人民医院就诊。", ["transfer 04-05 青禾县人民医院"]),
        ("4月5日转入海河市人民医院重症监护室。", ["transfer 04-05 海河市人民医院重症监护室"]),
        ("4月5日9时在住院处大厅为父亲办理住院手续。", ["visit 04-05T09:00 住院处大厅"]),
    ],
)
def test_isolation_and_hospital(text: str, expected: list[str]) -> None:
    assert events_told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "4月5日到青禾县人民医院就诊，当日收治入院。",
            ["care 04-05 青禾县人民医院", "admission 04-05 青禾县人民医院"],
        ),
        ("4月5日到青禾县人民医院就诊，6日收治入院。", ["care 04-05 青禾县人民医院", "admission 04-06"]),
        (
            "4月5日到青禾县人民医院发热门诊就诊，4月7日收住该院隔离治疗。",
            ["care 04-05 青禾县人民医院发热门诊", "admission 04-07 青禾县人民医院发热门诊"],
        ),
        (
            "4月5日到青禾县中医院就诊，在发热门诊采样，4月7日收住该院。",
            ["care 04-05 青禾县中医院", "sampled 04-05 发热门诊", "admission 04-07 青禾县中医院"],
        ),
    ],
)
def test_taken_in_where_the_doctor_was_seen(text: str, expected: list[str]) -> None:
    (case,) = cases(f"病例1：女，38岁，现住东山区桂花苑。{text}")
    told = [(e.kind, e.when and (e.when.start or "")[5:], e.place and e.place.name) for e in case.events]
    assert [" ".join(word for word in event if word) for event in told] == expected


@pytest.mark.parametrize(
    ("phrase", "places"),
    [
        ("4月4日及以前活动轨迹同病例1", ["石桥县", "青禾超市", "东街药店"]),
        ("4月4日前活动轨迹同病例1", ["石桥县", "青禾超市"]),
        ("4月4日活动轨迹同病例1", ["东街药店"]),
    ],
)
def test_tracks_shared_up_to_a_day(phrase: str, places: list[str]) -> None:
    _, other = cases(
        "2022年4月9日海河市通报\n病例1：男，41岁，住东山区桂花苑。4月1日到石桥县办事。2日至3日到过青禾超市。"
        f"4日到东街药店买药。5日到桂花市场买菜。\n病例2：女，38岁，病例1的妻子。{phrase}。6日确诊。"
    )
    assert [e.place and e.place.text for e in other.events if e.inherited_from] == places


def related(text: str) -> list[tuple[str, str]]:
    """Kind and target of the relations of the last person described."""
    return [(r.kind, r.target.label.text) for r in cases(text)[-1].relations]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("5日与同事（病例2）在东街火锅店聚餐。", [("colleague", "病例2"), ("shared_meal", "病例2")]),
        ("5日与朋友（确诊病例7）一同到青禾超市购物。", [("friend", "确诊病例7"), ("other_contact", "确诊病例7")]),
        ("系4月2日公布的确诊病例祝某某同病房陪护人员。", [("same_place", "4月2日公布的确诊病例祝某某")]),
        (
            "系病例2的密切接触者，4月3日晚二人与同学在桂花酒店一同用餐。",
            [("close_contact", "病例2"), ("shared_meal", "病例2")],
        ),
    ],
)
def test_relations(phrase: str, expected: list[tuple[str, str]]) -> None:
    assert related(f"病例3：男，40岁，现住东山区。{phrase}") == expected


def test_the_home_of_a_case_of_another_city_is_visited() -> None:
    _, second = cases(
        "2022年4月9日海河市通报\n病例1：男，41岁，住石桥市桂花苑。4月8日确诊。\n"
        "病例2：女，38岁，系病例1的妹妹，住东山区。\n4月3日10时乘私家车至石桥市病例1家中，与病例1共同用餐，15时返回。"
    )
    assert [(e.kind, e.place and e.place.text) for e in second.events] == [
        ("visit", "石桥市病例1家中"),
        ("journey", None),
    ]


def test_a_heading_with_the_relation_in_brackets_introduces_the_person_below() -> None:
    (found,) = cases("海河市通报\n病例15（系病例16同单位的密切接触者）\n29岁女性，常住东山区，2月8日上午确诊。")
    assert (found.label and found.label.text, found.sex and found.sex.value) == ("病例15", "female")


def test_names_behind_long_areas() -> None:
    found = cases(
        "2020年2月7日海河省新增确诊病例2例，新增疑似病例1例。\n"
        "新增确诊病例东山河盟石桥县祝某，男，41岁，家住石桥县大河镇。2月6日确诊。\n"
        "新增疑似病例为青禾市褚某，男，57岁，现住东山区。2月5日出现发热。"
    )
    assert [case.label and case.label.text for case in found] == ["祝某", "褚某"]


def test_a_home_on_the_way_is_not_where_somebody_from_elsewhere_lives() -> None:
    (found,) = cases("病例4：女，70岁，石桥市大河镇人，1月12日到海河，此后一直住在东山区儿子家，2月8日确诊。")
    assert [r.text for r in found.residences] == ["石桥市大河镇"]
    (settled,) = cases("病例5：女，70岁，2021年到海河务工，此后一直居住在东山区桂花苑，2月8日确诊。")
    assert [r.text for r in settled.residences] == ["东山区桂花苑"]


@pytest.mark.parametrize(
    "line",
    [
        "全省累计报告确诊病例28例，其中治愈出院3例，其余均在定点医院隔离治疗。",
        "海河省卫生健康委特别提醒：戴口罩、勤洗手、不聚会。",
    ],
)
def test_what_is_told_behind_the_last_case_is_nobodys(line: str) -> None:
    (found,) = cases(f"2020年2月6日海河省通报\n第28例：37岁男性，石桥人，2月2日送至集中隔离点。\n{line}")
    assert [e.kind for e in found.events] == ["isolation"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "4月5日在青禾超市停留约半小时，15时到东山公园。",
            ["visit 04-05 青禾超市", "visit 04-05T15:00 东山公园"],
        ),
        (
            "4月5日自驾返家，途中在石桥服务区停留约1小时，15时到家。",
            ["journey 04-05~04-05T15:00 >家 car", "visit 04-05 石桥服务区"],
        ),
        (
            "4月5日至7日到公司上班，均自行驾车（京A12×45）。",
            ["visit 04-05~04-07 公司 car 京A12×45"],
        ),
        ("4月5日到公司上班，均乘坐3路公交车回家。", ["visit 04-05 公司", "journey 04-05 >家 bus 3路"]),
        (
            "4月5日至8日到学校上课，其中6日、7日17时到青禾书画班，其余时间在家。",
            [
                "visit 04-05~04-08 学校",
                "visit 04-06T17:00 青禾书画班",
                "visit 04-07T17:00 青禾书画班",
                "stay 04-05~04-08 家",
            ],
        ),
        ("4月5日其母亲确诊后被集中隔离。", ["isolation 04-05"]),
        ("4月5日其母亲确诊后被转至市医院隔离治疗。", []),
    ],
)
def test_halts_manners_and_other_hours(text: str, expected: list[str]) -> None:
    assert events_told(text, until=True) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("系病例2同宿舍工友。", [("household", "病例2")]),
        ("4月3日与病例2同一辆大巴返回海河。", [("co_traveller", "病例2")]),
        ("4月3日与病例2等8人在青禾茶楼聚会。", [("other_contact", "病例2")]),
        ("父亲、母亲分别为病例2、病例4。", [("child", "病例2"), ("child", "病例4")]),
        ("父亲、母亲分别为病例2。", []),
        ("系病例2的祖父，4月3日在桂花苑与三人聚会。", [("grandparent", "病例2")]),
        ("与病例2、病例4分别为夫妻、母子关系。", [("spouse", "病例2"), ("child", "病例4")]),
        ("与病例2、4分别为夫妻和母子关系。", [("spouse", "病例2"), ("child", "4")]),
        ("上述病例2之兄，与前述病例4有多次接触。", [("sibling", "病例2"), ("other_contact", "病例4")]),
        ("4月2日由病例2日常照看。", [("other_contact", "病例2")]),
        ("4月2日孩子由病例2照看。", []),
        ("4月2日下午病例2曾前往探望。", [("other_contact", "病例2")]),
        ("吃住均在病例2家。", [("household", "病例2")]),
        ("系病例2的陪护人员。", [("other_contact", "病例2")]),
        ("系病例2的同事，4月2日随其一起乘车返回。", [("colleague", "病例2"), ("co_traveller", "病例2")]),
        ("系病例2的同事，4月2日曾到其家中打牌。", [("colleague", "病例2"), ("other_contact", "病例2")]),
        ("系病例2的同事，4月2日朋友到其家中打牌。", [("colleague", "病例2")]),
        ("4月2日与病例2分别到店就餐。", []),
        ("与病例2无亲属关系，两人互不相识。", []),
        ("4月2日参加家庭聚会并与病例2邻座。", [("shared_meal", "病例2")]),
        ("4月2日乘坐K1次列车，与病例2邻座。", [("co_traveller", "病例2")]),
        ("与病例2同在青禾工地干活，二人合租一处平房。", [("colleague", "病例2"), ("household", "病例2")]),
        ("所载乘客中1人为4月1日通报的确诊病例何某。", [("co_traveller", "4月1日通报的确诊病例何某")]),
        ("患者之子（病例2）4月1日返家。", [("parent", "病例2")]),
        ("4月1日搭乘病例2面包车赴宴。", [("co_traveller", "病例2")]),
        ("4月1日曾为病例2打饭。", [("other_contact", "病例2")]),
    ],
)
def test_relations_of_rooms_rides_and_kin_in_turn(phrase: str, expected: list[tuple[str, str]]) -> None:
    assert related(f"海河市新增确诊病例通报\n病例3：男，40岁，现住东山区。{phrase}") == expected


def test_dormitories_and_trades() -> None:
    assert events_told("4月5日在厂区宿舍休息，未外出。") == ["stay 04-05 厂区宿舍"]
    (found,) = cases("病例3：男，40岁，石桥镇居民，个体运输户。4月5日确诊。")
    assert found.occupation is not None
    assert found.occupation.text == "个体运输户"


def test_people_called_by_surname_and_title() -> None:
    text = (
        "2022年8月21日通报\n郑女士，36岁，某美容院店长。8月20日核酸检测阳性。\n"
        "钱先生，55岁，系郑女士的顾客，8月19日19时与郑女士在海风大排档共同用餐。"
    )
    assert [(c.label and c.label.value, c.sex and c.sex.value) for c in cases(text)] == [
        ("郑女士", "female"),
        ("钱先生", "male"),
    ]
    assert related(text) == [("other_contact", "郑女士"), ("shared_meal", "郑女士")]
    assert len(cases("2022年8月21日通报\n病例1：女，36岁，8月18日到李先生牛肉面吃饭，其丈夫张先生核酸阴性。")) == 1
