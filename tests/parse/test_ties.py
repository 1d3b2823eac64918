"""What a short entry says its person is to 病例2 (男,46岁) and 病例3 (男,12岁), each relation as `kind>target`."""

import pytest

from tracer import parse


def ties(told: str) -> set[str]:
    """The relations of 病例1, 女,45岁, of whom this is told."""
    (notice,) = parse(
        f"2022年3月20日通报新增确诊病例3例\n病例1：女，45岁，{told}\n"
        "病例2：男，46岁，现住海州区长江路1号。\n病例3：男，12岁，现住海州区云台路2号。"
    )
    return {f"{r.kind}>{r.target.label.value}" for r in notice.cases[0].relations if r.target.label}


def said(words: str) -> set[str]:
    return set(words.split())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("3月6日给病例2打电话。", ""),
        ("3月6日替病例2请假。", ""),
        ("3月6日给病例2转账。", ""),
        ("3月6日与病例2视频聊天。", ""),
        ("3月6日与病例2在群里聊天。", ""),
        ("3月6日与病例2同乘一部电梯。", "same_place>病例2"),
        ("病例2之妻为其姐姐。", ""),
        ("3月6日乘坐出租车，司机为病例2。", "co_traveller>病例2"),
        ("3月6日乘坐大巴，司机为病例2的同事。", ""),
        ("病例2的婆家二姐。", ""),
        ("3月6日与病例2错开用餐。", ""),
        ("病例2的新婚妻子。", "spouse>病例2"),
        ("系病例2同行的妻子。", "spouse>病例2 co_traveller>病例2"),
        ("系病例2同住母亲。", "parent>病例2 household>病例2"),
        ("病例2的异地女友。", "friend>病例2"),
        ("病例2的亲侄女。", "relative>病例2"),
        ("病例2的亲姑。", "relative>病例2"),
        ("病例2的干妹妹。", "relative>病例2"),
        ("病例2、病例3之第二个孩子。", "child>病例2 child>病例3"),
        ("病例2与病例3所生之女。", "child>病例2 child>病例3"),
        ("病例2的老娘。", "parent>病例2"),
        ("病例2的娘。", "parent>病例2"),
        ("与病例2系双胞胎姐妹。", "sibling>病例2"),
        ("病例2女婿的母亲。", "in_law>病例2"),
        ("病例2的婆母。", "in_law>病例2"),
        ("系病例2家属（妻子）。", "spouse>病例2"),
        ("系病例2的家属。", "relative>病例2"),
        ("病例2的女同事。", "colleague>病例2"),
        ("系病例2的顶头上司、病例3的邻里。", "colleague>病例2 neighbour>病例3"),
        ("为病例2、病例3的同站同事。", "colleague>病例2 colleague>病例3"),
        ("病例2的一个班组成员。", "colleague>病例2"),
        ("病例2的老姐妹。", "friend>病例2"),
        ("病例2的同学兼邻居。", "classmate>病例2 neighbour>病例2"),
        ("病例2的大学室友、现合伙人。", "classmate>病例2 colleague>病例2"),
        ("病例3的同班小朋友。", "classmate>病例3"),
        ("病例2的老顾客。", "other_contact>病例2"),
        ("病例2的主治医生。", "other_contact>病例2"),
        ("系病例2的下属单位员工。", ""),
        ("系病例2的室友的女友。", "other_contact>病例2"),
        ("到病例2老板家做客。", ""),
        ("病例2老婆家。", ""),
        ("系病例2的大学老师的邻居。", ""),
    ],
)
def test_words_for_people_with_what_stands_before_them(told: str, expected: str) -> None:
    assert ties(told) == said(expected)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("系病例2的高风险密接。", "close_contact>病例2"),
        ("系病例2、3的共同密接。", "close_contact>病例2 close_contact>病例3"),
        ("为病例2及病例3二人之密接。", "close_contact>病例2 close_contact>病例3"),
        ("列入病例2的一般接触者。", "other_contact>病例2"),
        ("被纳入病例2密接管理。", "close_contact>病例2"),
        ("在病例2的密接名单内。", "close_contact>病例2"),
        ("在病例2密接人员中检出。", "close_contact>病例2"),
        ("属病例2的密接之密接。", "secondary_contact>病例2"),
        ("即病例2的密接（母亲）的密接。", "secondary_contact>病例2"),
        ("与病例2、病例3为共同密切接触者。", ""),
        ("未被判定为病例2的密接。", ""),
        ("其同事被判定为病例2的密接。", ""),
    ],
)
def test_those_judged_somebodys_contact(told: str, expected: str) -> None:
    assert ties(told) == said(expected)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("与病例2碰过面。", "other_contact>病例2"),
        ("与病例2有过交易。", "other_contact>病例2"),
        ("与病例2在凉亭闲谈。", "other_contact>病例2"),
        ("与病例2一起下网捕鱼。", "other_contact>病例2"),
        ("与病例2一起到外省旅游。", "co_traveller>病例2"),
        ("与病例2一起到云来饭店吃饭。", "shared_meal>病例2"),
        ("未与病例2见过面。", ""),
        ("与病例2一起隔离。", ""),
        ("与病例2一同转运至医院。", ""),
        ("给病例2打过退烧针。", "other_contact>病例2"),
        ("为病例2等人倒茶水。", "other_contact>病例2"),
        ("为病例2染过发。", "other_contact>病例2"),
        ("替病例2值班。", "other_contact>病例2"),
        ("给病例2送餐，无接触配送。", ""),
        ("给病例2所在单元送餐。", ""),
        ("给病例2同事送餐。", ""),
        ("为病例2到过的超市员工。", ""),
        ("住院期间由病例2照料。", "other_contact>病例2"),
        ("平时由病例2接送。", "co_traveller>病例2"),
        ("3月10日载病例2到医院。", "co_traveller>病例2"),
        ("接病例2回家。", "co_traveller>病例2"),
        ("其丈夫载病例2到医院。", ""),
        ("由120送病例2到医院。", ""),
        ("见过病例2。", "other_contact>病例2"),
    ],
)
def test_what_was_done_with_or_for_a_case(told: str, expected: str) -> None:
    assert ties(told) == said(expected)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("系病例2的表姐，暑期在其家借住。", "relative>病例2 household>病例2"),
        ("系病例2的妻子，3月10日到其家中探望。", "spouse>病例2 other_contact>病例2"),
        ("系病例2的朋友，3月10日为其烫发。", "friend>病例2 other_contact>病例2"),
        ("系病例2的同学，3月10日与之一同唱歌。", "classmate>病例2 other_contact>病例2"),
        ("系病例2的堂妹，与其同吃同睡。", "relative>病例2 household>病例2"),
        ("系病例2的妹妹，两人结伴听课。", "sibling>病例2 other_contact>病例2"),
        ("系病例2的朋友，当日一同用餐。", "friend>病例2 shared_meal>病例2"),
        ("系病例2的母亲，3月10日两家人一起吃饭。", "parent>病例2 shared_meal>病例2"),
        ("病例2为其同事，是其店里的常客。", "colleague>病例2 other_contact>病例2"),
        ("系病例2的妻子，3月10日医务人员为其采样。", "spouse>病例2"),
        ("系病例2的妻子，3月10日为其采样。", "spouse>病例2"),
        ("系病例2的同事，平时由母亲为其做饭。", "colleague>病例2"),
        ("系病例2的同事，3月10日与母亲一起逛街。", "colleague>病例2"),
        ("病例2的堂妹，3月9日晚聚餐（其中含病例3）。", "relative>病例2 shared_meal>病例3"),
    ],
)
def test_those_named_before_and_meant_still(told: str, expected: str) -> None:
    assert ties(told) == said(expected)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("与病例2同处一室约20分钟。", "same_place>病例2"),
        ("与病例2床位紧挨。", "same_place>病例2"),
        ("与病例2共用厨房。", "same_place>病例2"),
        ("与病例2乘坐过同一部电梯。", "same_place>病例2"),
        ("与病例2在站厅停留时间重叠。", "same_place>病例2"),
        ("与病例2在服务区先后使用同一卫生间，存在时空伴随。", "same_place>病例2"),
        ("与病例2同期在青禾门诊候诊。", "same_place>病例2"),
        ("与病例2同场排练约1.5小时。", "same_place>病例2"),
        ("与病例2同住一间病房。", "same_place>病例2"),
        ("与病例2在奔雷网吧邻座上网。", "same_place>病例2"),
        ("3月9日乘坐G101次列车，与病例2左右座。", "co_traveller>病例2"),
        ("座位在病例2前一排。", "co_traveller>病例2"),
        ("车上有后来确诊的病例2。", "co_traveller>病例2"),
        ("与病例2共处一车约40分钟。", "co_traveller>病例2"),
        ("与病例2先后到过青禾超市。", "same_place>病例2"),
        ("去过病例2到过的超市。", "same_place>病例2"),
        ("与病例2同车间。", "colleague>病例2"),
        ("与病例2一起干活。", "colleague>病例2"),
        ("与病例2轮班执勤。", "colleague>病例2"),
        ("与病例2当值同一班。", "colleague>病例2"),
        ("与病例2同站点、同屋租住。", "colleague>病例2 household>病例2"),
        ("与病例2同吃盒饭。", "shared_meal>病例2"),
        ("与病例2同寝。", "household>病例2"),
        ("居住在病例2楼下。", "neighbour>病例2"),
        ("受雇于病例2。", "colleague>病例2"),
        ("病例2雇佣的缝纫工。", "colleague>病例2"),
        ("在病例2店内上班。", "colleague>病例2"),
        ("给病例2打工。", "colleague>病例2"),
        ("任教病例2、3所在班级。", "teacher>病例2 teacher>病例3"),
        ("给病例2补课。", "teacher>病例2"),
        ("病例2为其补课。", "student>病例2"),
        ("由病例2带教。", "student>病例2"),
        ("与病例2未在同一楼栋。", ""),
        ("与病例2同校不同班。", ""),
        ("其丈夫受雇于病例2。", ""),
    ],
)
def test_places_and_work_shared_with_a_case(told: str, expected: str) -> None:
    assert ties(told) == said(expected)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("感染来源考虑为病例2。", "source>病例2"),
        ("推断系由病例2传给。", "source>病例2"),
        ("病例2系其传染源。", "source>病例2"),
        ("感染源头指向病例2。", "source>病例2"),
        ("感染来源不明，与病例2无交集。", ""),
        ("其丈夫和儿子先后确诊（病例2、病例3）。", "spouse>病例2 parent>病例3"),
        ("父母均为确诊病例（分别是病例2、病例3）。", "child>病例2 child>病例3"),
        ("其妻子被确诊（病例2、病例3）。", ""),
        ("现住海州区，病例2、3分别为其丈夫、儿子。", "spouse>病例2 parent>病例3"),
        ("同柜组有两名同事已确诊（病例2、病例3）。", "colleague>病例2 colleague>病例3"),
        ("与同班家长聊天，该家长为病例2。", ""),
        ("其房东为病例2。", "other_contact>病例2"),
        ("其老师为病例2。", "student>病例2"),
        ("其密接者为病例2。", ""),
        ("同事中有病例2。", "colleague>病例2"),
        ("曾在病例2家中吃糖水。", "shared_meal>病例2"),
        ("去过病例2家。", "other_contact>病例2"),
        ("3月10日病例2登门拜年。", "other_contact>病例2"),
        ("租住病例2房屋。", "other_contact>病例2"),
        ("卖旧纸箱给病例2。", "other_contact>病例2"),
        ("曾到病例2诊所看病。", "other_contact>病例2"),
        ("病例2为其办理入住。", "other_contact>病例2"),
    ],
)
def test_ties_told_from_the_other_side(told: str, expected: str) -> None:
    assert ties(told) == said(expected)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("病例2的妻子，3月10日与丈夫一同返回。", "spouse>病例2 co_traveller>病例2"),
        ("病例2的女儿，与父亲同住。", "child>病例2 household>病例2"),
        ("病例2的女儿，与母亲同住。", "child>病例2"),
        ("病例3的母亲，与儿子同住。", "parent>病例3"),
        ("病例2的妹妹，3月10日与哥哥一起吃饭。", "sibling>病例2"),
        ("系3月18日通报的病例9的妻子，与丈夫同住。", "spouse>3月18日通报的病例9"),
        ("病例2的同事，同车返回。", "colleague>病例2 co_traveller>病例2"),
        ("病例2的同事，3月10日同车返回。", "colleague>病例2 co_traveller>病例2"),
        ("病例2的同学，3月10日乘过同一部电梯。", "classmate>病例2 same_place>病例2"),
        ("病例2的同事，同日返回。", "colleague>病例2"),
        ("与病例2等不同桌但相邻用餐，二者轨迹交叉。", "same_place>病例2"),
        ("与病例2邻桌就餐。", "same_place>病例2"),
        ("为感染者4至感染者6的同站同事。", "colleague>感染者4 colleague>感染者5 colleague>感染者6"),
        ("与患者六同车。", "co_traveller>患者六"),
        ("与患者一同返回。", ""),
        ("为病例2、3所在餐桌服务。", "other_contact>病例2 other_contact>病例3"),
        ("带病例2看房。", "other_contact>病例2"),
        ("系病例2的朋友，双方多次聚餐。", "friend>病例2 shared_meal>病例2"),
        ("居家，韩某的工友孙某（病例3）在外务工。", ""),
        ("其女婿李某系3月5日公布的确诊病例。", "in_law>李某"),
        ("病例2与病例3同车。", ""),
        ("其中病例2曾与病例3同桌吃饭。", ""),
    ],
)
def test_kin_who_are_the_case_and_deeds_right_behind_it(told: str, expected: str) -> None:
    assert ties(told) == said(expected)


def group_ties(told: str) -> list[set[str]]:
    """The relations of each person of the first notice in a text."""
    return [{f"{r.kind}>{r.target.label.value}" for r in c.relations if r.target.label} for c in parse(told)[0].cases]


THREE = "病例1，男，45岁，瓦工。\n病例2，女，43岁，店员。\n病例3，男，9岁，学生。"
TWO = "病例1，男，45岁，瓦工。\n病例2，女，43岁，店员。"
EACH_OTHER = ["{k}>病例2 {k}>病例3", "{k}>病例1 {k}>病例3", "{k}>病例1 {k}>病例2"]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        (f"{THREE}\n以上3人均系同事。", "colleague"),
        (f"{THREE}\n病例1、2、3为一家三口。", "household"),
        (f"{THREE}\n3人3月10日一起吃饭。", "shared_meal"),
        (f"新增确诊病例3例，为一家三口。\n{THREE}", "household"),
        (f"新增确诊病例3例，均为同事。\n{THREE}", "colleague"),
        (f"病例1-3（一家三口，住海州区）：\n{THREE}", "household"),
        (f"新增确诊病例3例，其中2例为同事。\n{THREE}", ""),
        (f"{THREE}\n3人3月10日一同在某医院确诊。", ""),
        (f"{THREE}\n2人3月10日一起吃饭。", ""),
    ],
)
def test_what_several_are_to_one_another(told: str, kind: str) -> None:
    expected = [said(words.format(k=kind)) if kind else set() for words in EACH_OTHER]
    assert group_ties(f"2022年3月20日通报\n{told}") == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (f"新增确诊病例2例，系夫妻。\n{TWO}", ["spouse>病例2", "spouse>病例1"]),
        (f"新增确诊病例2例，系同一寝室学生。\n{TWO}", ["household>病例2", "household>病例1"]),
        (
            f"{THREE}\n病例1和病例2系夫妻关系，病例3系其儿子。",
            ["spouse>病例2", "spouse>病例1", "child>病例1 child>病例2"],
        ),
        (f"{TWO}\n以上病例均为3月18日通报的病例9的密切接触者。", ["close_contact>3月18日通报的病例9"] * 2),
        (f"以下2人为3月18日通报的病例9的密接。\n{TWO}", ["close_contact>3月18日通报的病例9"] * 2),
        (f"{TWO}\n均为3月18日通报的病例9的同场人员。", ["same_place>3月18日通报的病例9"] * 2),
        (f"{TWO}\n以上病例的密切接触者均已隔离。", ["", ""]),
        ("病例1、病例2，均为女性，33岁、35岁，病例1和病例2在同一包间用餐。", ["same_place>病例2", "same_place>病例1"]),
        (
            "病例1，男，31岁。\n病例2、3，分别为病例1的妻子（28岁）和儿子（5岁），3人共同居住。",
            ["", "spouse>病例1 household>病例1 household>病例3", "child>病例1 household>病例1 household>病例2"],
        ),
        (
            "病例1，男，31岁。\n病例2、3，分别为病例1的妻子（28岁）和儿子（5岁），4人共同居住。",
            ["", "spouse>病例1", "child>病例1"],
        ),
        (
            "病例1，女，60岁。\n病例2（女，58岁）、病例3（男，62岁）均已退休。\n其中，病例1还曾与3月8日通报的病例6同车。",
            ["co_traveller>3月8日通报的病例6", "", ""],
        ),
    ],
)
def test_what_is_told_of_several_together(told: str, expected: list[str]) -> None:
    assert group_ties(f"2022年3月20日通报\n{told}") == [said(words) for words in expected]
