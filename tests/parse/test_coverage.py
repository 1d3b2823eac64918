"""What accounts for the words of a case: a value of the record, known wording, or nothing."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer import models
from tracer.parse.pipeline import parse_document
from tracer.read.document import read_text
from tracer.rulebook import Rule, default, load

HEAD = "病例1,女,30岁,居住于城东区望月小区,"
TAIL = "。2022年4月2日到青禾超市购物。"


def coverage(words: str) -> models.Coverage:
    [notice] = parse_document(read_text(HEAD + words + TAIL))
    return notice.coverage


BARE = coverage("")


def left(words: str) -> list[str]:
    return [span.text for span in coverage(words).unparsed_spans]


KNOWN_WORDING = [
    # measurements and findings
    "体温37.5℃", "自测体温最高38.2度", "胸部CT检查显示双肺多发磨玻璃影", "有肺部影像学改变", "血常规检查白细胞正常",
    "考虑炎性结节灶",
    # medication and the course of the illness
    "自行服药", "口服感冒药后无明显好转", "症状加重", "目前体征平稳", "既往有高血压病史10年", "未就诊",
    # masks and company that was not
    "全程佩戴口罩", "均未佩戴医用口罩", "未与家人外其他人接触", "未乘坐公共交通",
    # who reported, where to call, counts by district, the protocol
    "报告单位山海市第九医院(东湖院区)", "山海市第一人民医院(新区和老区) 0999-2100000", "东湖区4例(已治愈出院1例)",
    "按照《肺炎诊疗方案》(试行第二版)规定",
    # exposure without a case or a venue, with its day
    "与已确诊病例在2022年1月9日有流行病学关联", "1月3日接触外地返乡人员",
    # exposure without a case, a venue or a day
    "有武汉旅行史", "与武汉返乡人员有接触史", "为武汉返乡人员", "自述未去过疫区",
    # how long, how paid
    "停留约30分钟", "聚餐时间约2小时", "微信支付",
    # offices
    "经市疾控中心检测", "感染来源待查", "接到疾控中心电话通知后", "按照省里关于诊断工作的通知要求",
    "联系电话0999-1234567",
    # fillers and connecting words
    "未知", "期间", "目前", "患者", "活动轨迹",
]  # fmt: skip


@pytest.mark.parametrize("words", KNOWN_WORDING)
def test_known_wording_is_boilerplate_from_end_to_end(words: str) -> None:
    found = coverage(words)
    assert found.unparsed == BARE.unparsed
    assert found.boilerplate >= BARE.boilerplate + len(re.sub(r"[、,:]", "", words))


@pytest.mark.parametrize("words", ["出现咳嗽、乏力等症状", "无发热等不适症状", "同桌约6人", "临床分型为普通型"])
def test_words_around_a_value_go_with_it(words: str) -> None:
    assert left(words) == []
    assert coverage(words).parsed > BARE.parsed


NOT_UNDERSTOOD = [
    # what is told of a place, a person, a time or a described case is no boilerplate, understood or not
    "对4号楼梧桐进行编织", "与确诊病例孟某聚过餐", "曾为邻居孟某看店", "有望月商城购物史", "参加金桂园年会",
    "14时30分下楼取牛奶",
    "与棋手孟某(城东区第6例确诊患者)对弈", "孟某来家串门",
]  # fmt: skip


@pytest.mark.parametrize("words", NOT_UNDERSTOOD)
def test_what_tells_of_places_people_and_times_is_never_boilerplate(words: str) -> None:
    assert coverage(words).boilerplate == BARE.boilerplate


def test_a_connecting_word_counts_only_where_all_around_it_is_understood() -> None:
    assert left("期间") == []
    assert left("期间对梧桐进行编织") == ["期间对梧桐进行编织"]


def test_a_number_is_not_cut_at_its_point_or_colon() -> None:
    assert left("梧桐高37.5尺,编于9:30") == ["梧桐高37.5尺", "编于9:30"]


def test_the_lines_that_introduce_a_person_are_accounted_for() -> None:
    first = "第3号确诊病例\n患者五,女,30岁,居住于城东区望月小区。\n"
    second = (
        "临江市新冠肺炎确诊病例活动轨迹\n【1】孟某某,女,30岁,居住于城东区望月小区 (发布 2022-04-03 09:30:12)\n"
        "【2】唐某某,男,31岁,居住于城西区。\n"
    )
    notices = [notice for text in (first, second) for notice in parse_document(read_text(text))]
    assert [len(n.cases) for n in notices] == [1, 2]
    assert [s.text for n in notices for s in n.coverage.unparsed_spans] == []


def test_a_date_set_apart_is_the_running_date_whatever_follows() -> None:
    [notice] = parse_document(read_text("病例1,女,30岁,居住于城东区望月小区。\n4月2日,上午对梧桐进行编织。"))
    assert [s.text for s in notice.coverage.unparsed_spans] == ["上午对梧桐进行编织"]


def test_what_is_said_to_the_readers_is_known_wording() -> None:
    found = coverage("").boilerplate, coverage("乘坐过该车的乘客请立即报备").boilerplate
    assert left("乘坐过该车的乘客请立即报备") == []
    assert found[1] - found[0] == len("乘坐过该车的乘客请立即报备")


def test_the_hour_of_leaving_goes_with_the_visit_it_ends() -> None:
    assert left("4月1日14时到青禾超市购物,15时离开") == []


def test_a_rule_of_the_users_takes_its_words_off_the_list(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'subject = "boilerplate"\n[[rule]]\nid = "weaving"\nkind = "boilerplate"\npattern = "对梧桐进行编织"\n'
        'examples = ["对梧桐进行编织"]\nnot_examples = ["梧桐"]\n',
        "utf-8",
    )
    [notice] = parse_document(read_text(HEAD + "对梧桐进行编织" + TAIL), rules=load([mine]))
    assert notice.coverage.unparsed == BARE.unparsed


@pytest.mark.parametrize("rule", default().of("boilerplate", "connectives"), ids=lambda r: r.id)
def test_a_rule_gives_up_on_its_own_words_repeated(rule: Rule) -> None:
    """Repeats in these patterns are atomic: with backtracking these texts would take longer than the universe."""
    pattern = default().pattern(rule.subject, rule.id)
    words = re.findall(r"[一-龥]{1,6}", rule.pattern or "")
    for size in (1, 2, 3):
        for at in range(0, len(words), size):
            text = "".join(words[at : at + size]) * 40 + "鑫"
            assert pattern.fullmatch(text) is None


CLAUSES = st.sampled_from([*KNOWN_WORDING, *NOT_UNDERSTOOD, "4月3日步行回家", "系病例2的母亲", "3.5", " ", "(", "9:30"])


@given(st.lists(st.tuples(CLAUSES, st.sampled_from(",。;\n、")), max_size=8))
def test_every_code_point_is_counted_once(clauses: list[tuple[str, str]]) -> None:
    found = coverage("".join(words + mark for words, mark in clauses))
    assert found.total == found.parsed + found.boilerplate + found.separators + found.unparsed
    assert found.unparsed == sum(len(span.text.replace("\n", "")) for span in found.unparsed_spans)
    assert found.total <= len(HEAD + "".join(w + m for w, m in clauses) + TAIL)
