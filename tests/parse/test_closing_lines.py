"""Lines below the last entry that tell of all, of those they name, or give each an item of a list."""

import pytest

import tracer

THREE = (
    "2022年3月20日通报新增3例阳性\n病例1：男，35岁，现住海州区云台路8号。\n病例2：女，34岁，3月14日到青禾超市。\n"
    "病例3：男，8岁，病例1之子，3月14日到青禾小学上课。\n"
)


def told(text: str) -> list[str]:
    """Each case with its class, its severity and its dated events behind 14 March."""
    out = []
    for case in (case for notice in tracer.parse(text) for case in notice.cases):
        words = [case.label.value if case.label else "-"]
        words += [case.classification.value] if case.classification else ["?"]
        words += [case.severity.value] if case.severity else []
        for e in case.events:
            day = e.when.start[8:] if e.when and e.when.start else "-"
            place = f"@{e.place.text}" if e.place else ""
            words += [f"{e.kind}{day}{place}"] if day != "14" and e.kind != "positive" else []
        out.append(" ".join(words))
    return out


@pytest.mark.parametrize(
    ("below", "rest"),
    [
        ("3人于3月15日被转运至青禾医院。", ["positive transfer15@青禾医院"] * 3),
        ("3月15日，以上3例被120转运至青禾医院。", ["positive transfer15@青禾医院"] * 3),
        ("一家三口3月15日在青禾饭店就餐。", ["positive visit15@青禾饭店"] * 3),
        ("以上均为轻型。", ["confirmed mild"] * 3),
        ("均为无症状感染者。", ["asymptomatic"] * 3),
        ("病例1为普通型，其余均为轻型。", ["confirmed moderate", "confirmed mild", "confirmed mild"]),
        ("病例3为轻型，余为普通型。", ["confirmed moderate", "confirmed moderate", "confirmed mild"]),
        (
            "目前，病例1诊断为确诊病例（轻型），病例2、3诊断为无症状感染者。",
            ["confirmed mild diagnosis-", "asymptomatic diagnosis-", "asymptomatic diagnosis-"],
        ),
        (
            "病例1、2、3分别诊断为无症状感染者、确诊病例（轻型）、无症状感染者。",
            ["asymptomatic diagnosis-", "confirmed mild", "asymptomatic"],
        ),
        (
            "上述3例3月15日诊断为新冠肺炎确诊病例，分型依次为轻型、轻型、普通型。",
            [f"confirmed {s} diagnosis15" for s in ("mild", "mild", "moderate")],
        ),
        (
            "风险轨迹　病例1：3月15日在青禾公园；病例2：3月16日在青禾站送人。",
            ["positive visit15@青禾公园", "positive visit16@青禾站", "positive"],
        ),
        (
            "1、2、3三人3月15日17:40在青禾公园活动。",
            ["positive visit15T17:40@青禾公园"] * 3,
        ),
        ("18:30到青禾公园。", ["positive", "positive", "positive visit14T18:30@青禾公园"]),
        ("1、3月15日到青禾公园。", ["positive", "positive", "positive visit15@青禾公园"]),
        ("3人的密接者均于3月15日集中隔离。", ["positive", "positive", "positive"]),
        ("3人中1人于3月15日到青禾公园。", ["positive", "positive", "?"]),
    ],
)
def test_what_a_closing_line_says_of_each(below: str, rest: list[str]) -> None:
    found = told(THREE + below)
    expected = [f"病例{i} {words}" for i, words in enumerate(rest, 1)]
    assert [f for f, e in zip(found, expected, strict=True) if not e.endswith("?") and f != e] == []


def test_letters_and_names_are_called_too() -> None:
    text = (
        "2022年3月20日通报\n感染者A：男，7岁，住云台路8号。\n感染者B：女，10岁，感染者A的姐姐。\n"
        "感染者C：女，29岁，教师。\nA、B二人3月15日在青禾公园活动；C3月16日在青禾书城购书。"
    )
    assert [words.partition(" ")[2] for words in told(text)] == [
        "positive visit15@青禾公园",
        "positive visit15@青禾公园",
        "positive visit16@青禾书城",
    ]
    named = (
        "2022年3月20日通报新增确诊病例\n褚某，男，39岁，住云台路8号。\n褚某某，男，65岁，褚某之父。\n"
        "祝某，女，36岁，褚某妻子。\n褚某、祝某为轻型，褚某某为重型。"
    )
    assert [words.split()[-1] for words in told(named)] == ["mild", "severe", "mild"]


def test_who_is_called_mild_or_without_symptoms() -> None:
    text = (
        "2022年3月20日通报\n感染者1：男，50岁，轻型，快递员。\n感染者2：女，40岁，无症状，店员。\n"
        "感染者3：女，30岁，目前无症状，店员。"
    )
    assert [words.split()[1] for words in told(text)] == ["confirmed", "asymptomatic", "positive"]


def test_a_closing_line_under_a_heading_and_below_groups() -> None:
    people = "病例1：男，35岁，住云台路8号。\n病例2：女，33岁，病例1之妻。\n"
    text = f"2022年3月20日通报\n一、病例情况\n{people}二、诊断情况\n上述2人经专家会诊，均诊断为无症状感染者。"
    assert [words.split()[1] for words in told(text)] == ["asymptomatic", "asymptomatic"]
    group = "病例1、2：系夫妻，住云台路8号。\n二人3月15日在青禾公园。\n病例3，男，40岁，司机。\n"
    group += "病例1、3为普通型，病例2为轻型。"
    found = told(f"2022年3月20日通报\n{group}")
    assert [words.split()[2] for words in found] == ["moderate", "mild", "moderate"]
    assert ["青禾公园" in words for words in found] == [True, True, False]


def test_a_name_told_with_the_label_is_called_in_closing_lines() -> None:
    people = "初阳1：汤某，女，57岁。\n初阳2：贾某，男，60岁，汤某老伴。\n"
    text = f"2022年3月20日通报\n{people}目前，汤某诊断为确诊病例（轻型），贾某诊断为无症状感染者。"
    assert [words.split()[1] for words in told(text)] == ["confirmed", "asymptomatic"]


def test_people_of_a_list_are_told_of_further_below_it() -> None:
    people = "阳性病例61，女，59岁；阳性病例62，男，61岁；阳性病例63，男，17岁。\n"
    found = told(f"2022年3月20日通报\n{people}阳性病例62系阳性病例61之夫，3月15日在青禾网吧上网。")
    assert ["青禾网吧" in words for words in found] == [False, True, False]
    two = "一、确诊病例\n患者A，男，26岁。\n患者B，女，10岁，患者A的堂妹。\n二、无症状感染者\n患者D，男，2月龄。\n"
    found = told(f"2022年3月20日通报\n{two}患者A、患者B为轻型，三人3月15日转运至青禾医院。")
    assert [words.split()[1:] for words in found] == [
        ["confirmed", "mild", "transfer15@青禾医院"],
        ["confirmed", "mild", "transfer15@青禾医院"],
        ["asymptomatic", "transfer15@青禾医院"],
    ]


def test_a_dated_line_may_go_on_to_tell_of_all() -> None:
    people = "1号方某，51岁，宿舍管理员；2号孟某，29岁，操作工；3号甘某，33岁，操作工。\n"
    line = "3月15日2号、3号同到青禾公园。3月16日，3人均集中隔离，其中1号诊断为确诊病例（轻型），余为无症状感染者。"
    found = told(f"2022年3月20日通报\n{people}{line}")
    assert [words.split()[1] for words in found] == ["confirmed", "asymptomatic", "asymptomatic"]
    assert [("visit15" in words, "isolation16" in words) for words in found] == [
        (False, True), (True, True), (True, True),
    ]  # fmt: skip


def test_what_those_above_did_is_told_below_them() -> None:
    people = "艾某，男，61周岁，退休；\n其妻韩某某，女，61周岁，退休，与其同车同住；\n"
    found = told(
        f"2022年3月20日通报\n{people}上述人员3月15日16时驾车到青禾，17日被诊断为新冠肺炎确诊病例（均为普通型）。"
    )
    assert [words.split()[1:] for words in found] == [["confirmed", "moderate", "journey15T16:00", "diagnosis17"]] * 2
