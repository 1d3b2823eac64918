"""Wording of the notices of 2021 and 2022, on invented people: shared facts, closures, entries, lists, occupations."""

import pytest

from tests.parse.phrases import events_told
from tracer.api import parse

LEAD = "病例1，男，30岁，住甲市。\n"


def test_what_follows_a_row_of_labels_is_told_of_all_of_them() -> None:
    (notice,) = parse(
        "病例7，女，46岁，病例8，女，49岁，居住于城东区长河镇，均为在对本市重点人员筛查时发现核酸检测结果异常。"
    )
    assert [c.age.value for c in notice.cases if c.age] == [46, 49]
    assert [[r.text for r in c.residences] for c in notice.cases] == [["城东区长河镇"]] * 2
    assert [[e.kind for e in c.events] for c in notice.cases] == [["positive"]] * 2


def test_what_the_last_of_a_row_has_of_its_own_is_not_shared() -> None:
    (notice,) = parse("病例7，男，45岁，病例8，女，40岁，退休，两人均在家。")
    assert [c.occupation and c.occupation.value for c in notice.cases] == [None, "退休"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月5日因小区封控居家隔离。", ["isolation 04-05 家"]),
        ("4月5日因所在社区管控未外出。", ["stay 04-05"]),
        ("4月5日因与病例3接触被管控。", ["isolation 04-05"]),
        ("在隔离观察的密接人员排查中发现，4月5日诊断为确诊病例。", ["diagnosis 04-05 confirmed"]),
        ("4月1日自清河口岸入境，即按闭环管理要求转运至云来酒店隔离。",
         ["journey 04-01 清河口岸>", "isolation 04-01 云来酒店"]),
        ("4月1日诊断为确诊病例，由市定点医院隔离诊治。", ["diagnosis 04-01 confirmed", "admission 04-01 市定点医院"]),
        ("4月1日由市疾控中心采样。", ["sampled 04-01"]),
        ("4月1日入市第二人民医院。4月2日入县医院就诊。", ["admission 04-01 市第二人民医院", "care 04-02 县医院"]),
        ("4月1日在县、市医院就诊期间出现发热。",
         ["care 04-01 县", "care 04-01 市医院", "onset 04-01"]),
        ("4月1日从武汉抵萍，4月3日入市第二医院。", ["journey 04-01 武汉>萍", "admission 04-03 市第二医院"]),
        ("4月1日先后在县医院、市医院就诊。", ["care 04-01 县医院", "care 04-01 市医院"]),
    ],
)  # fmt: skip
def test_clauses(text: str, expected: list[str]) -> None:
    assert events_told(text) == expected


@pytest.mark.parametrize(
    "trailer",
    [
        "上述新增病例均已转送至市第五医院隔离治疗。",
        "以上所有病例均已转至定点医院隔离治疗。",
        "目前，上述5例病例均已转至定点医院隔离治疗。",
        "自4月1日以来，我市累计报告本土确诊病例9例，目前住院9例。",
    ],
)
def test_a_closing_line_on_all_cases_is_no_event_of_the_last(trailer: str) -> None:
    (notice,) = parse(f"病例1，男，30岁，住甲市。4月2日居家。\n\n{trailer}")
    assert [e.kind for c in notice.cases for e in c.events] == ["stay"]


LISTS = [
    ("4月2日至4日，主要活动轨迹涉及：青禾区楚香大包（东巷店）、老钟铁板烧（南巷）、大通超市。4月5日居家。",
     ["visit 04-02 青禾区楚香大包(东巷店)", "visit 04-02 老钟铁板烧(南巷)", "visit 04-02 大通超市", "stay 04-05 家"]),
    ("4月2日活动轨迹涉及东区优品生活馆、至尊披萨和兴隆超市等地。",
     ["visit 04-02 东区优品生活馆", "visit 04-02 至尊披萨", "visit 04-02 兴隆超市"]),
    ("4月2日，活动场所：老王炒货，阿明推拿，4月3日到南街菜市场购物。",
     ["visit 04-02 老王炒货", "visit 04-02 阿明推拿", "visit 04-03 南街菜市场"]),
    ("4月2日，活动场所：\n1.老王炒货\n2.阿明推拿\n4月5日居家。",
     ["visit 04-02 老王炒货", "visit 04-02 阿明推拿", "stay 04-05 家"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_items_of_a_list_of_places_are_places_whatever_they_end_in(text: str, expected: list[str]) -> None:
    assert events_told(text) == expected


def test_a_line_of_places_belongs_to_its_case_where_every_case_has_one() -> None:
    (notice,) = parse(
        "病例1，男，30岁，住甲市。\n主要涉及场所：青禾大包、老王炒货。\n"
        "病例2，女，31岁，住甲市。\n主要涉及场所：阿明推拿、老王炒货。"
    )
    assert [[e.place.text for e in c.events if e.place] for c in notice.cases] == [
        ["青禾大包", "老王炒货"], ["阿明推拿", "老王炒货"]]  # fmt: skip


def relations(text: str) -> dict[str, set[tuple[str, str]]]:
    """Of each case, the label and kind of its relations."""
    (notice,) = parse(text)
    return {
        c.label.value: {(r.target.label.text, r.kind) for r in c.relations if r.target.label}
        for c in notice.cases if c.label
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("系病例6的同楼栋邻居。", {("病例6", "neighbour")}),
        ("系病例6同单元住户。", {("病例6", "neighbour")}),
        ("系3月5日报告的病例4的同一舞蹈队成员。", {("3月5日报告的病例4", "other_contact")}),
        ("与病例6同在一个舞蹈队。", {("病例6", "other_contact")}),
        ("系病例6的跆拳道教练。", {("病例6", "teacher")}),
        ("与病例6系表兄妹。", {("病例6", "relative")}),
        ("与病例6为姨表姐弟关系。", {("病例6", "relative")}),
        ("与病例6系妯娌关系。", {("病例6", "in_law")}),
        ("3月2日病例6、7曾为其维修房屋。", {("病例6", "other_contact"), ("7", "other_contact")}),
        ("3月2日曾为病例6送外卖。", {("病例6", "other_contact")}),
        ("系病例6的妻子，3月2日到医院为其母送午餐。", {("病例6", "spouse")}),
        ("3月2日到女婿李某（确诊病例6的丈夫）家中吃饭。", set()),
    ],
)
def test_relations(text: str, expected: set[tuple[str, str]]) -> None:
    assert relations(f"病例9，女，30岁，住甲市，{text}")["病例9"] == expected


def test_the_day_of_a_deed_is_no_day_of_publication() -> None:
    (notice,) = parse("感染者8、9：为夫妻关系，现住甲市。\n感染者10：现住乙市，4月16日感染者8、9曾为其维修房屋。")
    told = [(r.target.number, r.target.published_on) for r in notice.cases[2].relations]
    assert told == [(8, None), (9, None)]


def test_a_bracket_about_a_host_is_part_of_the_name_of_the_home() -> None:
    assert events_told("4月1日到女婿李某（病例7的丈夫）家中。") == ["visit 04-01 女婿李某(病例7的丈夫)家中"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月1日到龙湾街和顺超市购物。", ["visit 04-01 龙湾街和顺超市"]),
        ("4月1日到龙湾超市和菜市场购物。", ["visit 04-01 龙湾超市", "visit 04-01 菜市场"]),
        ("4月1日乘坐神州专车回家。", ["journey 04-01 >家 taxi"]),
        ("4月1日打出租返家。", ["journey 04-01 >家 taxi"]),
        ("4月1日乘坐武汉-大连CZ6113航班返回。", ["journey 04-01 武汉>大连 flight CZ6113"]),
        ("4月1日乘坐武汉至大连的CZ6113次航班。", ["journey 04-01 武汉>大连 flight CZ6113"]),
        ("4月1日乘坐银川-兰州K112次列车到兰州站下车。", ["journey 04-01 银川>兰州站 train K112"]),
        ("4月1日经查为确诊患者。", ["diagnosis 04-01 confirmed"]),
        ("4月1日参加青禾学校亲子活动。", ["visit 04-01 青禾学校"]),
        ("4月1日其子乘坐列车到乙市，11点转乘汽车到家。", []),
    ],
)
def test_names_rides_and_attendance(text: str, expected: list[str]) -> None:
    assert events_told(text) == expected


def test_a_district_that_begins_like_a_preposition_is_a_residence() -> None:
    (notice,) = parse("病例1，男，30岁，现住同安区青禾镇石桥里，退休。")
    assert [r.text for r in notice.cases[0].residences] == ["同安区青禾镇石桥里"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月1日在石港村“老渔翁”清补凉摊吃清补凉。", ["visit 04-01 石港村“老渔翁”清补凉摊"]),
        ("4月1日在南街“阿婆”豆花吃饭。", ["visit 04-01 南街“阿婆”豆花"]),
        ("4月1日18:00到公司B1层“小椒”简餐。", ["visit 04-01T18:00 公司B1层“小椒”简餐"]),
        ("4月1日，患者发病前在石桥街道南环路8号院附近活动。", ["visit 石桥街道南环路8号院"]),
        ("4月1日在甲州出现发热。", ["onset 04-01"]),
        ("4月1日从武汉回温后即出现咳嗽。", ["journey 04-01 武汉>温", "onset 04-01"]),
        ("4月1日在家附近散步。", ["visit 04-01 家附近"]),
    ],
)
def test_quoted_names_and_places_of_no_visit(text: str, expected: list[str]) -> None:
    assert events_told(text) == expected


def test_a_day_without_month_behind_the_last_dated_one_is_no_day_of_the_month_before() -> None:
    (notice,) = parse("病例1，男，30岁，住甲市。1月19日到武汉，23日发热，27日确诊为新冠肺炎。")
    days = [e.when.start for e in notice.cases[0].events if e.when]
    assert days == ["2020-01-19", "2020-01-23", "2020-01-27"]


def test_a_bare_day_may_go_back_behind_another_month() -> None:
    (notice,) = parse(
        "病例1，男，30岁，住甲市。1月22日回甲县，与家人刘某（2月3日确诊）同住，31日居家隔离，2月3日住院。"
    )
    days = [e.when.start for e in notice.cases[0].events if e.when]
    assert days[0] == "2020-01-22"
    assert days[-2:] == ["2020-01-31", "2020-02-03"]


def test_a_heading_that_divides_what_is_told_of_the_first_person_divides_it_for_each() -> None:
    (notice,) = parse(
        "1. 确诊病例柏某：女，31岁，无业。1月4日，检测核酸结果为阳性。\n"
        "病例主要行程轨迹如下：\n12月29日，14时到青禾超市购物\n"
        "2. 确诊病例庞某：女，60岁，无业。1月5日核酸检测结果呈阳性。\n"
        "病例主要行程轨迹如下：\n12月30日，9时到东山加油站加油。"
    )
    assert [[e.place.name for e in c.events if e.place] for c in notice.cases] == [["青禾超市"], ["东山加油站"]]


def test_the_headline_may_stand_in_brackets_before_the_first_case() -> None:
    (notice,) = parse(
        "2022年4月18日，我市出现1例新冠肺炎无症状感染者，现将具体情况通报如下：\n"
        "【南河市新冠肺炎病例32情况通报】病例32：职业：厨师，系病例30的密切接触者。\n4月4日，19:00到青禾超市购物。"
    )
    (case,) = notice.cases
    assert case.label is not None
    assert case.label.value == "病例32"
    assert [e.place.name for e in case.events if e.place] == ["青禾超市"]


def test_a_subheadline_cuts_nothing_off_the_one_person_of_a_report() -> None:
    (notice,) = parse(
        "海河新增1例本土确诊病例 在海轨迹涉餐馆、地铁\n2022-09-16 17:20\n9月16日，海河新增一例本土新冠肺炎确诊病例，"
        "该病例已于15日转运至集中隔离点进行集中隔离。\n累计采集人员样本300件，密接人员均已落实管控。\n"
        "新增感染者在海轨迹涉餐馆、地铁\n据介绍，该病例居住在城东街道桂花苑，工作地点位于城西街道12号院。\n在海主要活动轨迹：\n"
        "9月13日15:10到达东山站。\n9月14日，12:05-12:40在阿土餐馆就餐。"
    )
    (case,) = notice.cases
    assert [r.text for r in case.residences] == ["城东街道桂花苑"]
    assert case.workplace is not None
    assert case.workplace.text == "城西街道12号院"
    assert [e.kind for e in case.events] == ["isolation", "journey", "visit"]
    assert case.classification is not None
    assert case.classification.value == "confirmed"
