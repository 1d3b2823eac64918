"""Wording of notices of 2021 and 2022 that the rules met late, each as a small invented notice or phrase."""

import pytest
from phrases import events_told

import tracer
from tracer.export.markup import marks
from tracer.models import Case


def cases(text: str) -> list[Case]:
    return [case for notice in tracer.parse(text) for case in notice.cases]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月1日请假在租房内休息。", ["stay 04-01 租房"]),
        ("4月1日乘班车至青禾机场T1，", ["journey 04-01 >青禾机场 coach"]),
        ("4月1日到堂哥家做客吃席，席间有从湖北回来的人。", ["visit 04-01 堂哥家"]),
        ("4月1日在出租屋休息，外卖送至门口自取。", ["stay 04-01 出租屋"]),
        ("4月1日下班后没有直接回宿舍，绕到青禾早餐店吃早点。", ["visit 04-01 青禾早餐店"]),
        ("4月1日社区派车送其到青禾医院就诊。", ["care 04-01 青禾医院"]),
        ("4月1日核酸“阳”，随后转青禾医院。", ["positive 04-01", "transfer 04-01 青禾医院"]),
        ("4月1日由酒店专车接至青禾民宿办理入住。", ["visit 04-01 青禾民宿"]),
        ("3月27、28两日店铺歇业，在家休息。", ["stay 03-27 家", "stay 03-28 家"]),
        (
            "除夕在父母家吃年夜饭，大年初二到青禾商场购物，正月初五开始咳嗽。",
            ["visit 01-31 父母家", "visit 02-02 青禾商场", "onset 02-05"],
        ),
        (
            "4月3日下午3时到青禾公园游玩，5点10分在青禾面馆吃面，9时回家。",
            ["visit 04-03T15:00 青禾公园", "visit 04-03T17:10 青禾面馆", "journey 04-03T21:00 >家"],
        ),
        (
            "4月3日晚8点到青禾医院陪护，凌晨1时回家，7时到单位上班。",
            ["visit 04-03T20:00 青禾医院", "journey 04-04T01:00 >家", "visit 04-04T07:00 单位"],
        ),
        ("4月3日半夜发热，4月4日一大早到青禾诊所就诊。", ["onset 04-03", "care 04-04 青禾诊所"]),
        ("4月3日、4日每晚8点到青禾广场跳舞。", ["visit 04-03T20:00 青禾广场", "visit 04-04T20:00 青禾广场"]),
        ("4月3日到社区医院打疫苗，留观30分钟后返回。", ["visit 04-03 社区医院", "journey 04-03"]),
        ("4月3日晚七八点到青禾超市。", ["visit 04-03T19:00 青禾超市"]),
        ("4月1日驾车到达州站接人。", ["visit 04-01 达州站 car"]),
        ("4月1日到达达州站。", ["journey 04-01 >达州站"]),
        ("4月1日在青禾社区参与核酸检测工作。", ["visit 04-01 青禾社区"]),
        ("4月1日在青禾超市购物；2日 同1日。", ["visit 04-01 青禾超市", "visit 04-02 青禾超市"]),
    ],
)
def test_what_was_done(text: str, expected: list[str]) -> None:
    assert events_told(text) == expected


def test_the_home_above_is_that_of_the_last_case_that_states_one() -> None:
    found = cases(
        "病例1：女，38岁，现住东山区桂花苑。\n病例2：男，9岁，病例1之子，就读于青禾小学三年级2班，4月3日确诊。\n"
        "病例3：女，66岁，病例1的母亲，居住地同上。4月3日确诊。"
    )
    assert [[r.text for r in case.residences] for case in found] == [["东山区桂花苑"], [], ["东山区桂花苑"]]
    assert found[1].workplace is not None
    assert found[1].workplace.text == "青禾小学"


def test_a_heading_gives_its_severity_to_confirmed_cases_alone() -> None:
    found = cases(
        "东山市新增病例活动轨迹\n一、确诊病例（轻型）\n李某，女，52岁，东山市城关镇人。11月4日核酸检测阳性。\n"
        "二、无症状感染者1\n张某，男，54岁，李某丈夫。11月5日核酸检测阳性。"
    )
    assert [case.severity and case.severity.value for case in found] == ["mild", None]


def test_villagers_and_nurses_and_what_is_no_trade() -> None:
    (first,) = cases("病例1：女，31岁，海河大学附属医院护士，3月10日确诊。")
    assert first.workplace is not None
    assert first.workplace.text == "海河大学附属医院"
    (second,) = cases("病例2：男，58岁，近14日除2日骑车到城东集市卖菜外，其余时间在家。4月3日确诊。")
    assert second.workplace is None
    found = cases("病例3、4为夫妻，均为石河村村民，男53岁，女52岁，1月4日核酸检测阳性。")
    assert [[r.text for r in case.residences] for case in found] == [["石河村"], ["石河村"]]


def told_relations(case: Case) -> list[str]:
    return [f"{r.kind} {r.target.label.value}" for r in case.relations]


def homes(case: Case) -> list[str]:
    return [r.text for r in case.residences]


def test_a_case_within_a_range_is_called_by_its_own_number() -> None:
    (first,) = cases("病例1：女，42岁，石桥中学教师，系病例2至4的任课教师，现住桂花苑。4月1日居家。")
    assert told_relations(first) == ["teacher 病例2", "teacher 病例3", "teacher 病例4"]
    inner = first.relations[1].target.label
    assert (inner.text, [p.text for p in inner.parts]) == (None, ["病例", "2至4"])


@pytest.mark.parametrize(
    ("text", "home", "relations"),
    [
        ("病例1：男，5岁，东山县石桥镇人，随父母在武昌市生活。4月1日居家。", ["武昌市"], []),
        ("病例1：女，9岁，病例2的女儿，随父母住桂花苑。4月1日居家。", ["桂花苑"], ["child 病例2"]),
        ("病例1：女，34岁，护士，平时在东山区石桥镇租房居住。4月1日居家。", ["东山区石桥镇"], []),
        (
            "病例1：女，46岁，居住于东山区桂花苑3栋，与4月2日通报的无症状感染者7为同栋住户。4月1日居家。",
            ["东山区桂花苑3栋"],
            ["neighbour 4月2日通报的无症状感染者7"],
        ),
        ("病例1：女，20岁，某学院学生，系第61例的同宿舍同学。4月1日居家。", [], ["household 第61例"]),
    ],
)
def test_homes_and_relations(text: str, home: list[str], relations: list[str]) -> None:
    (case,) = cases(text)
    assert (homes(case), told_relations(case)) == (home, relations)


def test_who_shares_the_home_of_somebody_is_no_home() -> None:
    _, second = cases(
        "病例1：女，74岁，住东山区桂花苑。4月1日居家。\n病例2：男，11岁，住址、隔离地点同病例1，为其同住外孙。4月1日居家。"
    )
    assert (homes(second), told_relations(second)) == (["东山区桂花苑"], ["grandchild 病例1"])


def test_a_word_for_two_tells_the_sex_of_both() -> None:
    found = cases("病例1、病例2，母子关系，分别为41岁、13岁，现住东山区桂花苑。4月1日居家。")
    assert [(c.sex.value, c.sex.status) for c in found if c.sex] == [("female", "inferred"), ("male", "inferred")]
    found = cases("病例1、病例2：男，49岁；女，47岁，夫妻关系，居住于东山区桂花苑。4月1日居家。")
    assert [told_relations(c) for c in found] == [["spouse 病例2"], ["spouse 病例1"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月1日起所在片区封闭管理，未外出。", ["stay 04-01"]),
        ("【诊疗经过】4月1日14:00集中隔离于青禾宾馆。", ["isolation 04-01T14:00 青禾宾馆"]),
        ("4月1日7时前往工商银行（东门支行）取款。", ["visit 04-01T07:00 工商银行(东门支行)"]),
        ("4月1日9时由外婆带至青禾公园玩水。", ["visit 04-01T09:00 青禾公园"]),
        ("4月1日就诊，嘱其居家隔离。", ["care 04-01", "isolation 04-01 家"]),
        ("4月1日9时先后乘坐3栋1号电梯。", ["visit 04-01T09:00 3栋"]),
        ("4月1日步行到本村活动点参加活动。", ["visit 04-01 本村活动点 walk"]),
        ("4月1日驾驶出租车在城区营运。", ["visit 04-01 城区 taxi"]),
    ],
)
def test_places_and_what_is_no_event(text: str, expected: list[str]) -> None:
    assert events_told(text) == expected


def test_a_name_in_a_numbered_list_heads_what_is_told_of_its_bearer() -> None:
    found = cases(
        "东山市新冠肺炎疫情通报\n一、柏某某\n女，41岁，某商贸公司职员，现住桂花苑。\n4月1日在青禾超市购物。\n"
        "二、庞某某\n男，45岁，系柏某某之夫，住址同上。\n4月1日轨迹与柏某某一致。"
    )
    assert [c.label and c.label.value for c in found] == ["柏某某", "庞某某"]
    assert told_relations(found[1]) == ["spouse 柏某某"]
    assert [e.inherited_from for e in found[1].events] == ["柏某某"]


def test_a_day_before_the_comma_is_that_of_the_track_taken_over() -> None:
    found = cases(
        "病例1：男，住东山区桂花苑。\n3月6日，9时51分，至石桥街道大哥家；3月7日，至青禾超市。\n"
        "病例2：系病例1妻子，住址同上。\n3月6日，同病例1；3月7日，居家。"
    )
    assert [(e.kind, e.inherited_from) for e in found[1].events] == [("visit", "病例1"), ("stay", None)]


def test_what_is_put_right_of_an_earlier_notice_is_told_of_no_case() -> None:
    (case,) = cases(
        "东山市通告\n病例1，女，71岁，住桂花苑。4月1日居家。\n\n更正：3月31日第12号通告中病例37“3月25日13时在东街6号茶馆”"
        "应为“东街8号茶馆”，特此更正。"
    )
    assert [e.kind for e in case.events] == ["stay"]


def test_the_case_above_is_the_one_spoken_of_before() -> None:
    (case,) = cases(
        "病例5：女，39岁。系4月7日通报的确诊病例2的同班同学，4月9日作为上述确诊病例的密切接触者转运至集中隔离点。"
    )
    assert told_relations(case) == ["classmate 4月7日通报的确诊病例2", "close_contact 4月7日通报的确诊病例2"]


def test_daily_hours_over_midnight_end_on_the_day_after_the_last() -> None:
    told = events_told("3月28日-4月3日每日21时至次日2时在青禾商城直播，白天在家。", until=True)
    assert told == ["visit 03-28T21:00~04-04T02:00 青禾商城", "stay 03-28~04-03 家"]


def test_symptoms_felt_and_sites_moved_into() -> None:
    assert events_told("4月1日感到头疼、嗓子痒。") == ["onset 04-01"]
    assert events_told("4月1日晚有点流鼻涕。") == ["onset 04-01"]
    assert events_told("4月1日以密接身份住进石桥镇政府隔离点。") == ["isolation 04-01 石桥镇政府隔离点"]


TABLE = """海河市关于公布新增确诊病例活动轨迹的公告
现将病例21至病例23的主要活动轨迹公布如下：

病例21
女，37岁，现住东山区桂花苑。
日期\t时间\t地点\t备注
2022年2月13日\t12:20-14:00\t东山区南街阿土烧麦馆\t与朋友用餐
\t15:10-17:30\t东山广场三楼影城\t6号厅
2月16日\t13:00-13:20\t桂花苑西门采样点\t核酸采样
2月17日\t8:05\t海河市第二医院\t120转运
2月18日\t23:20\t东山区某宾馆\t集中隔离

病例22、病例23
二人为母女关系，现住西山区青禾苑。病例22，56岁，退休；病例23，30岁，教师。
日期\t时间\t地点\t人员
2月14日\t13:30-17:00\t东山区青禾造型店\t病例22、病例23
2月15日\t10:00-10:40\t西山区石桥农贸市场\t病例22
\t19:00-21:00\t青禾商厦五楼火锅店\t病例23
"""


def test_a_remark_tells_what_happened_at_the_place_of_its_row() -> None:
    told = [(e.kind, e.when.start, e.place.text) for e in cases(TABLE)[0].events if e.when and e.place]
    assert told == [
        ("visit", "2022-02-13T12:20", "东山区南街阿土烧麦馆"),
        ("visit", "2022-02-13T15:10", "东山广场三楼影城"),
        ("sampled", "2022-02-16T13:00", "桂花苑西门采样点"),
        ("transfer", "2022-02-17T08:05", "海河市第二医院"),
        ("isolation", "2022-02-18T23:20", "东山区某宾馆"),
    ]


def test_a_row_that_names_one_of_a_group_is_that_ones_alone() -> None:
    _, mother, daughter = cases(TABLE)
    assert [e.place.text for e in mother.events if e.place] == ["东山区青禾造型店", "西山区石桥农贸市场"]
    assert [e.place.text for e in daughter.events if e.place] == ["东山区青禾造型店", "青禾商厦五楼火锅店"]


def test_work_right_behind_its_place() -> None:
    assert events_told("4月5日，单位上班，18时许到青禾超市。") == ["visit 04-05 单位", "visit 04-05T18:00 青禾超市"]


def test_flights_are_taken_in_one_word() -> None:
    assert events_told("4月1日从丰山乘机（CZ6508航班）到河阳。") == ["journey 04-01 丰山>河阳 flight CZ6508"]


def test_the_one_a_sentence_finds_by_name_and_the_kin_below() -> None:
    found = cases(
        "东山市石桥区关于1例新冠病毒核酸检测阳性人员情况的通报\n2021年5月24日，我区在对密切接触者排查中，发现1名新冠病毒核酸检测阳性"
        "人员翟某，为62岁女性，居住在东山区桂花苑，系5月19日通报的确诊病例褚某的同餐者。\n翟某于5月23日到县医院就诊，未作核酸检测。\n"
        "其女儿祝某，36岁，同日核酸检测结果阳性，为无症状感染者。"
    )
    assert [c.label and c.label.value for c in found] == ["翟某", "祝某"]
    assert [c.age and c.age.value for c in found] == [62, 36]
    assert told_relations(found[0]) == ["shared_meal 5月19日通报的确诊病例褚某"]
    assert [e.kind for e in found[0].events if e.when] == ["care"]


def test_the_home_of_a_case_of_another_notice_is_not_guessed() -> None:
    found = cases(
        "病例1：女，38岁，现住东山区桂花苑。4月3日确诊。\n病例2：男，40岁，住址同3月30日通报的病例9。4月3日确诊。\n"
        "病例3：男，9岁，现住址同1号。4月3日确诊。"
    )
    assert [homes(case) for case in found] == [["东山区桂花苑"], [], ["东山区桂花苑"]]


def test_names_of_a_list_of_contacts_are_no_cases() -> None:
    found = cases(
        "东山市新冠肺炎疫情通报\n确诊病例1：男，40岁，现住东山区桂花苑。4月3日确诊。\n以下人员为密切接触者，均已隔离：\n1、柏某\n2、庞某某"
    )
    assert [c.label and c.label.value for c in found] == ["确诊病例1"]


@pytest.mark.parametrize(
    ("line", "called"),
    [
        ("其女婿褚某，男，40岁，4月2日核酸检测结果阳性。", "褚某"),
        ("其外孙女祝某，9岁，4月2日诊断为无症状感染者。", "祝某"),
        ("其女儿祝某，36岁，核酸检测结果阴性，为感染者的密切接触者。", None),
    ],
)
def test_kin_below_are_cases_where_they_tested_positive(line: str, called: str | None) -> None:
    found = cases(f"东山市新冠肺炎疫情通报\n确诊病例翟某：男，62岁，现住东山区桂花苑。4月3日确诊。\n{line}")
    assert [c.label.value for c in found[1:] if c.label] == ([called] if called else [])


def test_the_parts_of_a_target_are_marked_as_the_target() -> None:
    (notice,) = tracer.parse("病例9：女，42岁，系病例2至4的任课教师，现住桂花苑。4月1日居家。")
    assert {(m.name, m.end - m.start) for m in marks(notice)} >= {("target", 2), ("target", 3)}


@pytest.mark.parametrize(
    ("text", "label", "age"),
    [
        ("云山市新增确诊病例情况\n云山市海湾区祝某，女，52岁，4月1日确诊。", "祝某", 52),
        ("云山市疫情通报\n我区确诊的首例患者翟某，62岁，男性，4月1日确诊。", "翟某", 62),
        ("确诊病例（编号3），男，10岁，4月1日确诊。", "确诊病例3", 10),
        ("无症状感染者（本土）5：男，27岁，4月1日采样。", "无症状感染者5", 27),
        ("（无症状感染者11）男，43岁，4月1日采样。", "无症状感染者11", 43),
        ("无症状感染者41——60岁，男，4月1日采样。", "无症状感染者41", 60),
        ("东山区4月1日新增无症状感染者161，男，27岁，现住梅花里。", "无症状感染者161", 27),
        ("4月1日，云山市通报确诊病例18，男，20岁，现住梅花里。", "确诊病例18", 20),
        ("阳性者：祝某某，70岁，女，4月1日采样。", "祝某某", 70),
        ("祝某，某旅行社导游，女，31岁，4月1日核酸检测阳性。", "祝某", 31),
        ("解除隔离人员复检异常个案：男，53岁，4月1日确诊。", None, 53),
        ("感染者基本信息：男，39岁，出租车驾驶员。4月1日到青禾超市，4月2日核酸检测阳性。", None, 39),
    ],
)
def test_whom_a_line_introduces(text: str, label: str | None, age: int) -> None:
    (case,) = cases(text)
    assert (case.label.value if case.label else None, case.age.value if case.age else None) == (label, age)


def test_an_area_before_the_name_is_where_somebody_lives() -> None:
    told = (
        "大连市新增确诊病例情况\n大连市旅顺口区祝某，女，52岁，4月1日确诊。\n旅顺口区翟某，男，现住梅花里，4月1日确诊。"
    )
    assert [[r.text for r in case.residences] for case in cases(told)] == [["大连市旅顺口区"], ["梅花里"]]


@pytest.mark.parametrize(
    ("words", "home"),
    [("长期居住于东山区女儿家中", ["东山区女儿家中"]), ("租住在附近", []), ("现住东山区家中", ["东山区"])],
)
def test_homes(words: str, home: list[str]) -> None:
    (case,) = cases(f"病例1：女，33岁，{words}，4月1日确诊。")
    assert [r.text for r in case.residences] == home


@pytest.mark.parametrize(
    ("words", "occupation", "workplace"),
    [
        ("个体服装店店主", "个体服装店店主", None),
        ("东山区某口腔门诊护士", "护士", "东山区某口腔门诊"),
        ("某高级中学毕业生", "毕业生", "某高级中学"),
        ("是一名小学教师", "小学教师", None),
        ("曾任教师，现已退休", "退休", None),
    ],
)
def test_work(words: str, occupation: str, workplace: str | None) -> None:
    (case,) = cases(f"病例1：女，33岁，{words}，4月1日确诊。")
    assert (case.occupation.text if case.occupation else None) == occupation
    assert (case.workplace.text if case.workplace else None) == workplace


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("曾在病例2任教的培训学校上课，是其学生", ["student>病例2"]),
        ("与病例2同为某小学三年级学生", ["classmate>病例2"]),
        ("与病例2同为青禾电子厂员工", ["colleague>病例2"]),
        ("与病例2同一班次", ["colleague>病例2"]),
        ("为病例2、病例3等多名病例提供茶水服务", ["other_contact>病例2", "other_contact>病例3"]),
        ("3月3日曾在出站口为病例2等乘客测温", ["other_contact>病例2"]),
        ("系病例2所驾大巴乘客", ["co_traveller>病例2"]),
        ("系病例2的同场所接触者", ["same_place>病例2"]),
        ("与病例2一同居家隔离", ["household>病例2"]),
        ("3月3日搭乘病例2的车前往东山区", ["co_traveller>病例2"]),
        ("病例2为其丈夫，病例3为其女儿", ["spouse>病例2", "parent>病例3"]),
        ("与病例2曾在同一时间段内到过青禾超市", ["same_place>病例2"]),
        ("在病例2密接人员排查中发现", ["close_contact>病例2"]),
        ("系病例2楼上邻居", ["neighbour>病例2"]),
        ("病例2隔壁住户", ["neighbour>病例2"]),
        ("病例2后桌同学", ["classmate>病例2"]),
        ("病例2的同办公室老师", ["colleague>病例2"]),
        ("与昨日公布的病例2在同一条流水线干活", ["colleague>昨日公布的病例2"]),
        ("3月11日病例2到其店内购物", ["same_place>病例2"]),
        ("3月3日到郑某食杂店买菜", []),
    ],
)
def test_what_one_is_to_others(words: str, expected: list[str]) -> None:
    text = f"2022年3月20日通报\n病例1：女，49岁，{words}。\n病例2：郑某，女，30岁。\n病例3：女，31岁。"
    first = cases(text)[0]
    assert [f"{r.kind}>{r.target.label.value}" for r in first.relations] == expected


def test_the_class_before_a_name_holds_for_the_names_behind_it() -> None:
    told = cases(
        "云山市新冠肺炎疫情通报\n4月5日，全市新增本土确诊病例1例。\n确诊病例：郑某，女，45岁。\n"
        "另有2例无症状感染者：吴某，男，50岁，系郑某丈夫；冯某，女，20岁，系郑某女儿。"
    )
    found = [case.classification.value for case in told if case.classification]
    assert found == ["confirmed", "asymptomatic", "asymptomatic"]
