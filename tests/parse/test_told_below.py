"""What lines below a list of people tell of some or all of them, each as a small invented notice."""

import pytest

import tracer

TWO = "2022年3月20日通报新增确诊病例2例\n病例1：男，35岁，现住海州区云台路8号。\n病例2：女，34岁，3月14日到青禾超市。\n"
THREE = TWO.replace("2例", "3例") + "病例3：女，61岁，现住海州区长江路。\n"


def told(text: str) -> list[str]:
    """Each case with its severity, its relations and its tests, diagnoses and hospitals."""
    out = []
    for case in (case for notice in tracer.parse(text) for case in notice.cases):
        words = [case.label.value if case.label else "-"]
        words += [case.severity.value] if case.severity else []
        words += [f"{r.kind}>{r.target.label.value}" for r in case.relations]
        words += [f"{e.kind} {e.when.start[5:] if e.when and e.when.start else '-'}" for e in case.events]
        out.append(" ".join(words))
    return out


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("病例1、3均为轻型，病例2为普通型。", ["病例1 mild", "病例2 moderate visit 03-14", "病例3 mild"]),
        ("病例1-3均为轻型。", ["病例1 mild", "病例2 mild visit 03-14", "病例3 mild"]),
        (
            "病例1和病例3系夫妻，病例2为病例1同事。",
            ["病例1 spouse>病例3", "病例2 colleague>病例1 visit 03-14", "病例3 spouse>病例1"],
        ),
        (
            "病例1、病例3之间为夫妻关系，病例2和病例3是邻居。",
            ["病例1 spouse>病例3", "病例2 neighbour>病例3 visit 03-14", "病例3 spouse>病例1 neighbour>病例2"],
        ),
        (
            "病例2-3均于3月15日核酸检测阳性，病例1于3月16日核酸检测阳性。",
            ["病例1 positive 03-16", "病例2 visit 03-14 positive 03-15", "病例3 positive 03-15"],
        ),
        (
            "3人系同事。",
            [
                "病例1 colleague>病例2 colleague>病例3",
                "病例2 colleague>病例1 colleague>病例3 visit 03-14",
                "病例3 colleague>病例1 colleague>病例2",
            ],
        ),
        (
            "三人均于3月15日诊断为轻型。",
            ["病例1 mild diagnosis 03-15", "病例2 mild visit 03-14 diagnosis 03-15", "病例3 mild diagnosis 03-15"],
        ),
        (
            "以上病例均在隔离点核酸筛查中发现，3月15日诊断为确诊病例。",
            ["病例1 diagnosis 03-15", "病例2 visit 03-14 diagnosis 03-15", "病例3 diagnosis 03-15"],
        ),
        (
            "以上病例中，病例1、2为轻型，病例3为普通型。\n以上3例病例均为隔离人员，3月15日核酸检测阳性。",
            ["病例1 mild positive 03-15", "病例2 mild visit 03-14 positive 03-15", "病例3 moderate positive 03-15"],
        ),
        (
            "3人3月15日均检出阳性。",
            ["病例1 positive 03-15", "病例2 visit 03-14 positive 03-15", "病例3 positive 03-15"],
        ),
        (
            "病例1于3月15日确诊；病例2是病例1的爱人；病例3现为重型，3月16日确诊。",
            ["病例1 diagnosis 03-15", "病例2 spouse>病例1 visit 03-14", "病例3 severe diagnosis 03-16"],
        ),
        ("以上病例的密接均于3月15日集中隔离。", ["病例1", "病例2 visit 03-14", "病例3"]),
        ("以上病例均已转至定点医院，涉及点位：3月15日东山菜市场。", ["病例1", "病例2 visit 03-14", "病例3"]),
    ],
)
def test_lines_below_three_people(below: str, expected: list[str]) -> None:
    assert told(THREE + below) == expected


def test_a_sentence_of_the_last_entry_may_tell_of_those_above() -> None:
    assert told(TWO.rstrip() + "病例1、病例2均于3月15日核酸检测阳性。") == [
        "病例1 positive 03-15",
        "病例2 visit 03-14 positive 03-15",
    ]


def test_kin_named_behind_the_age_of_one_of_a_group_is_a_relation_of_that_one() -> None:
    group = "病例1-2，现住海州区云台路8号。病例1：男，35岁；病例2：女，34岁，病例1妻子。"
    assert told(f"2022年3月20日通报\n{group}") == ["病例1", "病例2 spouse>病例1"]


def test_a_home_is_found_by_a_short_form_of_the_label_and_through_others() -> None:
    text = (
        "2022年3月20日通报\n确诊病例1：男，35岁，现住海州区云台路8号。\n确诊病例2：女，34岁，住址同病例1。\n"
        "确诊病例3：女，8岁，与病例2同住。"
    )
    cases = [case for notice in tracer.parse(text) for case in notice.cases]
    assert [case.residences[0].text for case in cases] == ["海州区云台路8号"] * 3


LISTED = (
    "2022年3月20日通报新增确诊病例2例\n一、基本情况\n郑某，男，45岁，货车司机。\n吴某某，女，43岁，郑某妻子。\n"
    "二、活动轨迹\n"
)


@pytest.mark.parametrize(
    "below",
    [
        "郑某：3月14日到青禾超市。\n吴某某：3月15日到东山菜市场。",
        "（一）郑某\n3月14日到青禾超市。\n（二）吴某某\n3月15日到东山菜市场。",
        "郑某，3月14日到青禾超市。\n吴某某，3月15日到东山菜市场。",
        "1.郑某的活动轨迹：3月14日到青禾超市。\n2.吴某某的活动轨迹：3月15日到东山菜市场。",
    ],
)
def test_names_head_the_lines_of_people_described_above(below: str) -> None:
    assert told(LISTED + below) == ["郑某 visit 03-14", "吴某某 spouse>郑某 visit 03-15"]


def test_a_heading_without_a_class_leaves_that_of_the_title() -> None:
    cases = [case for notice in tracer.parse(LISTED) for case in notice.cases]
    assert {case.classification.value for case in cases if case.classification} == {"confirmed"}


def test_the_cells_of_a_row_are_no_phrase() -> None:
    table = "病例\t性别\t年龄\t关系\t诊断\n病例1\t男\t45\t-\t确诊\n病例2\t女\t43\t病例1妻子\t确诊"
    assert [line for line in told(f"2022年3月20日通报\n{table}") if "spouse>病例1" in line]


def test_a_group_is_described_before_each_of_its_members() -> None:
    group = "确诊病例5—7为同一家庭成员，均住梅花里。其中确诊病例5，男，41岁；确诊病例6，女，39岁；确诊病例7，男，12岁。"
    cases = [case for notice in tracer.parse(f"2022年3月20日通报\n{group}") for case in notice.cases]
    assert [case.residences[0].text for case in cases] == ["梅花里"] * 3
    assert [len(case.relations) for case in cases] == [2, 2, 2]


def test_a_name_on_a_card_introduces_somebody() -> None:
    card = "姓名：{}\n性别：女\n年龄：{}岁\n住址：梅花里\n"
    text = "海州区新增感染者情况\n" + card.format("郑某", 52) + "\n" + card.format("吴某", 25)
    cases = [case for notice in tracer.parse(text) for case in notice.cases]
    assert [(case.name.text if case.name else None, case.age.value if case.age else None) for case in cases] == [
        ("郑某", 52),
        ("吴某", 25),
    ]


def test_members_of_a_range_are_quoted_where_they_are_described() -> None:
    text = (
        "2022年3月20日通报\n病例1至病例3系同一家庭，住梅花里。\n病例1，女，68岁。\n病例2，男，70岁。\n病例3，男，41岁。"
    )
    (notice,) = tracer.parse(text)
    labels = [r.target.label for r in notice.cases[0].relations]
    assert [label.text for label in labels] == ["病例2", "病例3"]
    assert all(label.span and text[slice(*label.span)] == label.text for label in labels)


def test_a_house_number_is_no_member_of_a_range() -> None:
    text = (
        "2022年3月20日通报\n病例1至3系同一家庭，住云台路2号。\n病例1，女，68岁。\n病例2，男，70岁。\n病例3，男，41岁。"
    )
    (notice,) = tracer.parse(text)
    label = notice.cases[0].relations[0].target.label
    assert label.span == (text.index("病例2，"), text.index("病例2，") + 3)


def test_a_line_that_names_nobody_sure_is_left_to_the_last_entry() -> None:
    assert told(TWO + "病例9于3月15日确诊。")[0] == "病例1"


def test_the_parts_of_a_label_in_a_range_stand_in_the_range() -> None:
    text = "2022年3月20日通报新增确诊病例3例\n病例1-3：均住梅花里，3月15日确诊。"
    (notice,) = tracer.parse(text)
    label = notice.cases[1].label
    assert label is not None
    assert label.parts
    assert all(part.span[0] >= text.index("病例1-3") for part in label.parts)


TWO_AT_ONCE = (
    "丰县关于两例确诊患者情况的通告\n经确认，我县新增2例确诊病例，二人为夫妻关系，现通告如下：\n"
    "患者一为男性，44岁，丰县石桥镇人。\n患者二为女性，42岁，石桥小学教师。\n{}\n"
    "3月19日，夫妻二人到青禾超市。\n20日患者一到东山菜市场，患者二到南街发廊。\n22日起患者一在家隔离。\n2022年3月24日"
)


@pytest.mark.parametrize(
    "heading", ["两名患者返乡路线及停留场所如下：", "二人活动轨迹如下：", "上述2例病例行程及停留场所如下："]
)
def test_days_told_of_two_together_are_given_out(heading: str) -> None:
    assert told(TWO_AT_ONCE.format(heading)) == [
        "患者一 spouse>患者二 visit 03-19 visit 03-20 isolation 03-22",
        "患者二 spouse>患者一 visit 03-19 visit 03-20",
    ]


def test_a_class_is_what_the_counts_of_the_header_leave() -> None:
    head = (
        "2022年3月20日通报\n新增确诊病例{}例，新增疑似病例1例。\n1.郑某，男，45岁。\n2.吴某某，女，43岁。\n"
        "新增疑似病例：韦某，女，7岁。"
    )
    for count, expected in ((2, "confirmed"), (3, None)):
        cases = [case for notice in tracer.parse(head.format(count)) for case in notice.cases]
        assert [c.classification and c.classification.value for c in cases] == [expected, expected, "suspected"]


def test_a_header_names_people_by_the_short_form_of_their_labels() -> None:
    text = (
        "2022年8月6日通报\n新增3例感染者，其中确诊病例1例（第7例，轻型），无症状感染者2例（第8例、第9例）。"
        "第7例为第4例感染者的密接者；第8例、第9例系母子。\n"
        "第7例感染者（男，渔民，住墩头村）\n8月3日到青禾市场。\n"
        "第8例感染者（女，42岁）\n8月3日6:00在青禾市场卖菜，第7例感染者在其隔壁摊位停留。\n"
        "第9例感染者（男，8岁）\n8月3日在家。"
    )
    assert told(text) == [
        "第7例感染者 mild close_contact>第4例感染者 visit 08-03",
        "第8例感染者 parent>第9例 visit 08-03T06:00",
        "第9例感染者 child>第8例 stay 08-03",
    ]
    classes = [c.classification for notice in tracer.parse(text) for c in notice.cases]
    assert [c.value for c in classes if c] == ["confirmed", "asymptomatic", "asymptomatic"]


def test_a_header_names_people_by_name() -> None:
    text = (
        "2020年2月4日通报\n1月29日报告病例向某甲；2月1日报告病例牟某。牟某系向某甲之妻。\n"
        "患者向某甲，男，57岁。1月21日到青禾市场。\n患者牟某，女，50岁。1月22日在家。"
    )
    assert told(text) == ["向某甲 visit 01-21", "牟某 spouse>向某甲 stay 01-22"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("3月14日病例2到青禾超市，后返回家中。", []),
        ("3月14日病例2、病例3到青禾超市。", []),
        ("3月14日病例2和病例1到青禾超市。", ["visit"]),
        ("3月14日病例2开车接其到市医院就诊。", ["care"]),
        ("病例2确诊后，3月14日在家隔离。", ["isolation"]),
    ],
)
def test_what_another_case_did_is_no_event_of_this_one(said: str, expected: list[str]) -> None:
    text = f"2022年3月20日通报新增3例\n病例1：男，35岁。{said}\n病例2：女，34岁。\n病例3：女，61岁。"
    first = next(iter(tracer.parse(text))).cases[0]
    assert [event.kind for event in first.events] == expected


@pytest.mark.parametrize(
    "said",
    [
        "其父，男，66岁，核酸阴性，已隔离。",
        "\n其妻李某，女，35岁，核酸检测阴性，已集中隔离。",
        "\n同行人员：张某，男，40岁，3月15日已隔离。",
        "\n密切接触者：张某，男，40岁。",
    ],
)
def test_people_who_are_no_cases_bring_neither_a_case_nor_an_event(said: str) -> None:
    assert told(f"2022年3月20日通报\n病例1：男，36岁。3月14日在家。{said}") == ["病例1 stay 03-14"]


def test_days_are_headed_by_surname_and_title() -> None:
    text = (
        "2022年3月20日通报新增确诊病例2例\n郑女士，36岁，店长。\n钱先生，55岁，郑女士的顾客。\n"
        "郑女士：3月14日到青禾超市。\n钱先生：3月15日到东山菜市场。"
    )
    assert told(text) == ["郑女士 visit 03-14", "钱先生 other_contact>郑女士 visit 03-15"]
