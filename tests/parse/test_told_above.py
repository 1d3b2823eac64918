"""What the lines above the cases settle: the month of bare days, the class of everybody, whose contact somebody is."""

from tracer.models import Case
from tracer.parse.pipeline import parse_document
from tracer.read.document import read_text


def cases(text: str) -> tuple[Case, ...]:
    """The cases of the one notice of a text."""
    (notice,) = parse_document(read_text(text))
    return notice.cases


def test_days_of_a_page_that_names_no_month_are_of_the_month_of_its_date():
    text = "来源：东山日报 时间：2022-08-05 10:12\n病例5为31岁男性，住东山区。30日19时到青禾超市购物。2日出现发热。"
    (case,) = cases(text)
    assert [e.when.start for e in case.events if e.when] == ["2022-07-30T19:00", "2022-08-02"]


def test_without_a_dated_page_bare_days_stay_without_a_month():
    (case,) = cases("病例5为31岁男性，住东山区。20日19时到青禾超市购物。")
    assert [e.when.start for e in case.events if e.when] == [None]


PEOPLE = "\n韩某某，男，38岁，住东山区。9月7日到青禾超市购物。\n卓某某，女，33岁，住东山区。9月8日到青禾超市购物。"


def test_as_many_new_confirmed_cases_as_people_are_these_people():
    header = "9月16日，海城市新增确诊病例2例，新增无症状感染者0例。尚在医学观察无症状感染者3例。"
    assert [c.classification and c.classification.value for c in cases(header + PEOPLE)] == ["confirmed", "confirmed"]


def test_other_counts_leave_the_class_open():
    header = "9月16日，海城市新增确诊病例2例、无症状感染者4例。"
    assert [c.classification for c in cases(header + PEOPLE)] == [None, None]


def test_a_header_says_whose_contact_was_found():
    header = "8月23日，海城市确诊病例2的1名密切接触者在集中隔离点核酸检测结果异常。\n"
    (case,) = cases(header + "确诊病例3：男，21岁，住东山区。8月18日到青禾超市购物。")
    assert [(r.kind, r.target.number) for r in case.relations] == [("close_contact", 2)]


def test_in_a_text_of_its_own_the_contact_found_is_somebody_else():
    (case,) = cases("确诊病例3：男，21岁，住东山区。8月23日，确诊病例2的1名密切接触者核酸检测结果异常。")
    assert case.relations == ()


def test_two_called_a_couple_in_passing():
    first, second = cases("病例23、24：夫妻二人均为40岁，住东山区。1月26日到青禾街购物。")
    assert [(r.kind, r.target.number) for c in (first, second) for r in c.relations] == [("spouse", 24), ("spouse", 23)]


def test_a_couple_is_not_the_case_named_before():
    (case,) = cases("病例5：男，40岁，系病例3的同事。1月26日，夫妻二人自驾返回东山区。")
    assert [(r.kind, r.target.number) for r in case.relations] == [("colleague", 3)]


def test_a_line_on_a_run_of_labels_is_told_of_each():
    people = "".join(f"无症状感染者{n}：男，3{n}岁，住东山区。\n" for n in (1, 2, 3))
    told = cases(people + "无症状感染者1—3均为此前报告阳性个案的密切接触者。\n新增确诊病例1：男，40岁。")
    assert [[r.kind for r in c.relations] for c in told] == [["close_contact"]] * 3 + [[]]
    assert told[-1].label is not None
    assert told[-1].label.value == "确诊病例1"


def test_a_second_report_is_not_told_of_the_last_case_of_the_first():
    text = (
        "11月29日，海城市新增确诊病例1例。\n病例2：女，46岁，住东山区。11月28日到青禾医院就诊。\n"
        "11月30日，海城市新增本土无症状感染者1例。\n该无症状感染者39岁，系11月29日确诊病例2的密切接触者。11月30日核酸检测异常。"
    )
    first, second = cases("2021年12月1日\n" + text)
    assert first.relations == ()
    assert [e.kind for e in first.events] == ["care"]
    assert second.age is not None
    assert [(r.kind, r.target.number) for r in second.relations] == [("close_contact", 2)]


def test_advice_and_what_kin_did_are_no_relations_of_the_person():
    said = "请主动告诉医生你可能与确诊病例5有密切接触。"
    did = "1月24日中午，患者妻子曾到石桥镇吃喜面，与樊某某（确诊病例12）在同场所就餐。"
    for text in (said, did):
        (case,) = cases("病例9：男，66岁，住东山区。" + text)
        assert case.relations == ()


def test_what_is_said_of_another_case_gives_no_class():
    told = "11月2日核酸检测为阳性。专家确定为东山县确诊病例的关联病例。关联人员均已管控。"
    (case,) = cases("2021年11月3日\n胡某某，男，住东山区。" + told)
    assert case.classification is None or case.classification.value != "confirmed"
    assert [e.kind for e in case.events] == ["positive"]


def test_a_bare_year_at_the_head_of_a_page_is_its_year():
    (case,) = cases("2021丙省丁市疫情最新消息\n病例1：男，30岁，住东山区。11月1日到青禾超市购物。")
    assert [e.when.start for e in case.events if e.when] == ["2021-11-01"]
