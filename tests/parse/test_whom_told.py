"""Of whom the lines of a notice tell: headings over people described before, cases without name or number."""

import pytest

from tests.parse.casebook import problems
from tracer.parse.pipeline import parse_document
from tracer.read.document import read_text

TWO = "病例1：女，40岁，现住东山区梅花里。\n病例2：男，12岁，系病例1的儿子，现住东山区梅花里。\n"
TOLD = [
    (
        TWO
        + "经核查，病例1的活动轨迹为：\n4月5日，青禾超市。\n流调查明，病例2活动轨迹如下：\n4月6日，在城北小学上课。",
        ["病例1 女 40岁 东山区梅花里 +青禾超市 -城北小学", "病例2 男 12岁 东山区梅花里 +城北小学 -青禾超市"],
    ),
    (
        TWO + "病例1在海主要活动轨迹：\n4月5日，青禾超市购物。\n病例1、病例2共同轨迹：\n4月6日，阿土水果店。",
        ["病例1 女 40岁 东山区梅花里 +青禾超市 +阿土", "病例2 男 12岁 东山区梅花里 -青禾超市 +阿土"],
    ),
    (
        "病例1：女，40岁，现住东山区梅花里。\n病例2：男，50岁，现住东山区松竹里。\n该病例活动轨迹如下：\n4月6日，阿土水果店。",
        ["病例1 女 40岁 东山区梅花里 -阿土", "病例2 男 50岁 东山区松竹里 +阿土"],
    ),
    (
        (
            "1.感染者1号，男，40岁，现住东山区梅花里。\n4月2日居家。\n2.感染者2号，女，67岁。\n3.感染者3号，男，61岁。"
            "以上2人系外省来海人员。\n2人活动轨迹相同：4月3日在青禾饭店就餐。\n4月4日居家。"
        ),
        [
            "感染者1号 男 40岁 东山区梅花里 -青禾",
            "感染者2号 女 67岁 - +青禾 +4月4日",
            "感染者3号 男 61岁 - +青禾 +4月4日",
        ],
    ),
    (
        "确诊病例\n- 病例1：男，29岁，居住七里镇南官村。\n- 病例2：女，31岁，居住东山区梅花里。",
        ["病例1 男 29岁 七里镇南官村", "病例2 女 31岁 东山区梅花里"],
    ),
    (
        (
            "确诊病例1：集中隔离点检出。外省来海货车司机，4月1日抵达。 确诊病例2：集中隔离点检出。某学校学生。"
            "无症状感染者1：社区检出。4月2日返海。"
        ),
        ["确诊病例1 - - - +货车 -学生", "确诊病例2 - - - +学生 -货车", "无症状感染者1 - - - +返海 -学生"],
    ),
    (
        "确诊病例1储某某，女，71岁，家住东山区梅花里。确诊病例2翟某某为储某某的孙子，男，9岁，在城北小学就读。",
        ["确诊病例1 女 71岁 东山区梅花里 -城北", "确诊病例2 男 9岁 - +城北"],
    ),
    (
        "（一）无症状感染者1号\n4月5日居家。\n（二）确诊病例1号、2号\n确诊病例1号、2号系无症状感染者1号的子女。",
        ["无症状感染者1号 - - -", "确诊病例1号 - - - +子女", "确诊病例2号 - - - +子女"],
    ),
    (
        "新增确诊病例4人，均现住海城市。\n1、储某，打零工。活动场所：青禾工地。\n2、翟某，工地工人。活动场所：阿土面馆。",
        ["储某 - - - +青禾 -阿土", "翟某 - - - +阿土 -青禾"],
    ),
    (
        "1. 储某（确诊病例，普通型）\n女，25岁，家住东山区梅花里。\n2、幼儿，男，18个月，确诊病例翟某的儿子。",
        ["储某 女 25岁 东山区梅花里", "- 男 18个月 -"],
    ),
    (
        "确诊病例：某小学学生。4月5日在城北补习班上课。\n无症状感染者1：确诊病例的母亲。4月5日居家。",
        ["确诊病例 - - - +补习", "无症状感染者1 - - - -补习"],
    ),
    (
        "二、阳性感染者6，阳性感染者7活动轨迹\n2例阳性感染者活动轨迹一致：\n4月5日，青禾超市购物。",
        ["阳性感染者6 - - - +青禾", "阳性感染者7 - - - +青禾"],
    ),
    (
        (
            "4月21日，发现初筛呈阳性：储某某，男，46岁；储某，男，41岁，当日复核为阳性。\n阳性感染者主要活动轨迹：\n"
            "4月20日7时，青禾超市购物；\n8时，阿土理发店；"
        ),
        ["储某某 男 46岁 - +青禾 +阿土", "储某 男 41岁 - +青禾 +阿土"],
    ),
    (
        (
            "2名无症状感染者活动轨迹如下：\n郑某，女，48岁；吴某，女，系郑某女儿，22岁。\n4月9日21：50―10日00：35，郑某带女儿吴某自海城机场乘机抵达；\n"
            "4月10日9时左右，吴某去青禾卫生院；\n4月11日，郑某步行到阿土超市。\n4月12日，2人居家。"
        ),
        ["郑某 女 48岁 - +海城机场 +阿土 +居家 -青禾", "吴某 女 22岁 - +青禾 +居家 -阿土"],
    ),
    (
        "个案1林某某在海轨迹：\n4月5日，青禾超市。\n个案2蔡某某在海轨迹：\n4月6日，阿土面馆。",
        ["个案1 - - - +青禾 -阿土", "个案2 - - - +阿土 -青禾"],
    ),
    (
        "二、病例1活动轨迹\n病例1：女，28岁，现住东山区梅花里。\n4月3日，青禾超市购物。",
        ["病例1 女 28岁 东山区梅花里 +青禾"],
    ),
    (
        "●病例1：返海人员，集中隔离。\n●病例2：返海人员，居家。\n活动轨迹\n病例1：\n4月5日9时，青禾超市；\n病例2：\n4月6日，阿土面馆；",
        ["病例1 - - - +青禾 -阿土", "病例2 - - - +阿土 -青禾"],
    ),
    (
        "1 例男性患者，47 岁，家住滨湖区。\n1 例女性患者，11 岁，家住东山区。",
        ["- 男 47岁 滨湖区", "- 女 11岁 东山区"],
    ),
    (
        "1.海城病例一活动轨迹 4月5日7时到青禾超市； 2.海城病例二活动轨迹 4月6日到阿土面馆。",
        ["海城病例一 - - - +青禾 -阿土", "海城病例二 - - - +阿土 -青禾"],
    ),
    (
        "阳性感染者25万某琴，系阳性感染者5的密切接触者。\n阳性感染者26邹某婷，系阳性感染者5的妹妹。",
        ["阳性感染者25 - - - -妹妹", "阳性感染者26 女 - - +妹妹"],
    ),
    (
        "4月5日，东区新增无症状感染者2例。\n曹某某，家住青禾小区，面馆厨师。\n秦某，家住阿土花园。\n近期与上述人员轨迹有重叠的，请入住宾馆报备。",
        ["曹某某 - - 青禾小区 -宾馆", "秦某 - - 阿土花园 -宾馆"],
    ),
    (
        "确诊病例：由海城市在对重点人员做核酸检测时检出。\n无症状感染者1：为确诊病例父亲，现住青禾小区。\n境外输入确诊病例：系自某国入境旅客。",
        ["确诊病例 - - - -父亲", "无症状感染者1 - - 青禾小区 +父亲", "境外输入确诊病例 - - - +入境"],
    ),
    (
        "病例1：男，30岁。\n病例2：男，31岁。\n【在海行程】\n4月5日10时，病例1和2在青禾饭店吃饭。\n4月6日，病例1在阿土超市购物。",
        ["病例1 男 30岁 - +青禾 +阿土", "病例2 男 31岁 - +青禾 -阿土"],
    ),
    (
        "确诊病例8为无症状感染者3母亲，初筛阳性。\n确诊病例9由海城市中医院在愿检尽检中发现，结果阳性。",
        ["确诊病例8 女 - - +初筛 -中医院", "确诊病例9 - - - +中医院"],
    ),
]
UNNAMED = (
    "海城市东山区发现1例新冠阳性感染者。该感染者为4月7日报告病例的密接人员，4月7日核酸检测为阴性。\n"
    "该人员涉及的主要公共场所及活动轨迹如下：\n4月5日9:00，青禾超市；\n4月6日，居家；\n2022年4月8日"
)


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=range(len(TOLD)))
def test_lines_go_to_the_people_they_name(text: str, expected: list[str]) -> None:
    assert problems(text, expected) == []


def test_the_one_case_of_a_notice_needs_neither_name_nor_sex() -> None:
    (notice,) = parse_document(read_text(UNNAMED))
    (case,) = notice.cases
    assert case.label is None
    assert [r.kind for r in case.relations] == ["close_contact"]
    assert [(e.kind, e.place.text) for e in case.events if e.kind == "visit" and e.place] == [("visit", "青禾超市")]


@pytest.mark.parametrize(
    "text",
    [
        "东山区发现2例新冠阳性感染者。该感染者活动轨迹如下：\n4月5日9:00，青禾超市；\n4月6日，居家；",
        "东山区发现1例新冠阳性感染者。该感染者已隔离治疗。",
        "东山区召开大会，新增1家企业。活动如下：\n4月5日9:00，青禾超市；\n4月6日，居家；",
    ],
)
def test_nobody_is_made_up_where_the_count_is_another_or_nothing_is_told(text: str) -> None:
    assert [case for notice in parse_document(read_text(text)) for case in notice.cases] == []


PEOPLE = "病例1：男，30岁，现住青禾小区。\n病例2：女，31岁，现住阿土花园。"
HEADERS = [
    (
        "4月5日，东区核酸筛查检出2人核酸阳性，均诊断为无症状感染者，现已转至市定点医院。",
        ["positive 04-05", "diagnosis 04-05"],
    ),
    ("4月5日，东区检出初筛阳性2例。现均已闭环转运至市定点医院。", ["positive 04-05"]),
    (
        "4月5日，东区检出2人核酸阳性（其中外省返乡1人），经诊断，确诊病例1名，无症状感染者1名。",
        ["positive 04-05"],
    ),
    (
        "东区检出2例初筛阳性人员\n4月5日，经市疾控中心复核，2人均为阳性，均已转至市定点医院。",
        ["positive 04-05"],
    ),
    ("4月5日，东区检出3人核酸阳性，均已转至市定点医院。", []),
    (
        "4月5日，东区对隔离人员开展例行核酸检测，检出2例阳性感染者，均为外市感染者或我市4日报告病例的密切接触者。",
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("header", "expected"), HEADERS)
def test_what_a_header_finds_in_as_many_as_are_described_holds_for_each(header: str, expected: list[str]) -> None:
    (notice,) = parse_document(read_text(f"2022年4月6日疫情通报\n{header}\n{PEOPLE}"))
    for case in notice.cases:
        told = [f"{e.kind} {e.when.start[5:10]}" for e in case.events if e.when and e.when.start]
        assert [t for t in told if not t.startswith("stay")] == expected
        assert not case.relations


def test_a_bracket_or_a_count_in_the_header_tells_of_all_the_cases_it_counts() -> None:
    header = "东区新增确诊病例1例、无症状感染者1例（两人同住），其中1人诊断为确诊病例（轻型）。"
    people = PEOPLE.replace("病例1", "确诊病例1").replace("病例2", "无症状感染者1")
    (notice,) = parse_document(read_text(f"2022年4月6日疫情通报\n{header}\n{people}"))
    first, second = notice.cases
    assert [r.kind for r in first.relations] == ["household"]
    assert first.severity is not None
    assert first.severity.value == "mild"
    assert second.severity is None


def test_places_of_the_people_concerned_are_a_list_of_venues() -> None:
    text = (
        "2022年4月8日通报\n"
        + PEOPLE
        + "\n上述病例均已转至定点医院。\n经流调，相关人员近日活动所涉区域和场所如下：\n"
        + "4月7日\n5:55，青禾超市；\n8:48，阿土酒店。"
    )
    (notice,) = parse_document(read_text(text))
    assert [(v.name, v.when[0].start) for v in notice.places] == [
        ("青禾超市", "2022-04-07T05:55"), ("阿土酒店", "2022-04-07T08:48"),
    ]  # fmt: skip
    assert all(e.kind != "visit" for case in notice.cases for e in case.events)


def test_a_trajectory_taken_over_goes_on_to_the_next() -> None:
    text = (
        "病例1：男，40岁。4月2日去阿土药店。\n病例2：女，30岁，4月2日轨迹同病例1一致。\n"
        "病例3：女，9岁，4月2日轨迹同病例2一致。\n病例4：男，轨迹同病例5。\n病例5：男，轨迹同病例4。"
    )
    (notice,) = parse_document(read_text(text))
    visits = [[e.place.text for e in case.events if e.place] for case in notice.cases]
    assert visits == [["阿土药店"], ["阿土药店"], ["阿土药店"], [], []]
    assert [e.inherited_from for e in notice.cases[2].events] == ["病例2"]


def test_several_told_of_only_together_are_as_many_people() -> None:
    text = (
        "海城市通报2例外省输入确诊病例行程轨迹\n4月6日，海城市新增确诊病例2例。\n2人系外省人员，在海活动轨迹为：\n"
        "4月4日12:40，在石桥服务区用午餐。\n4月5日9:00，到青禾医院做核酸检测。其中1人去阿土药店。"
    )
    (notice,) = parse_document(read_text(text))
    assert [case.label for case in notice.cases] == [None, None]
    for case in notice.cases:
        assert [e.place.text for e in case.events if e.place] == ["石桥服务区", "青禾医院"]


@pytest.mark.parametrize(
    ("closing", "expected"),
    [
        ("2例感染者均已送定点医院。", [[], []]),
        ("2例感染者均于4月6日由专车送至定点医院。", [["2022-04-06"], ["2022-04-06"]]),
    ],
)
def test_where_everybody_was_taken_is_an_event_only_with_a_day(closing: str, expected: list[list[str]]) -> None:
    (notice,) = parse_document(read_text(f"2022年4月8日\n{PEOPLE}4月4日去青禾超市。\n{closing}"))
    told = [[e.when.start for e in c.events if e.kind == "transfer" and e.when] for c in notice.cases]
    assert told == expected
    assert all(e.when for c in notice.cases for e in c.events if e.kind == "transfer")


def test_results_of_several_are_not_those_of_one() -> None:
    text = "病例1：男，30岁。4月5日核酸阳性。4月6日7时，集中隔离人员中又有3人初筛阳性，复核后3人均为阳性。"
    (case,) = parse_document(read_text(text))[0].cases
    assert [e.when.start for e in case.events if e.kind == "positive" and e.when] == [
        f"{case.events[0].when.start[:4]}-04-05"  # type: ignore[union-attr,index]
    ]


def test_a_group_that_names_the_others_as_kin_of_one_describes_that_one() -> None:
    text = (
        "个案3至5：温某某，男，38岁，快艇驾驶员，住青禾一街，同住的有妻子（个案4）、儿子（个案5）。三人一起去过石桥镇。"
    )
    (notice,) = parse_document(read_text(text))
    first, wife, son = notice.cases
    assert {(r.kind, r.target.number) for r in first.relations if r.kind in ("spouse", "parent")} == {
        ("spouse", 4), ("parent", 5),
    }  # fmt: skip
    assert first.age is not None
    for other in (wife, son):
        assert other.age is None
        assert other.occupation is None
        assert not other.relations
        assert [e.place.text for e in other.events if e.place] == ["石桥镇"]


def test_what_a_sentence_says_of_all_behind_one_it_names_holds_for_each() -> None:
    header = "4月5日，东区报告确诊病例2例，其中病例1为4月3日报告的病例9的密切接触者，2人均于4月5日经核酸检测呈阳性。"
    (notice,) = parse_document(read_text(f"2022年4月6日疫情通报\n{header}\n{PEOPLE}"))
    assert ["positive" in [e.kind for e in case.events] for case in notice.cases] == [True, True]
    assert [[r.target.number for r in case.relations] for case in notice.cases] == [[9], []]
