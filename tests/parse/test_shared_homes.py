"""Homes told through others: 同小区, 合租于上址, 与母亲同住; and what a header says of all."""

import pytest

import tracer


def homes(text: str) -> list[str]:
    notices = tracer.parse(f"2022年5月3日东海市\n{text}")
    return [" ".join(r.text for r in case.residences) for notice in notices for case in notice.cases]


FIRST = "病例1：男，56岁，住东山区梅花苑。\n"


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        ("病例2：女，55岁，病例1的爱人，退休医生，同小区。", True),
        ("病例2：男，65岁，病例1之父，同村居住，果农。", True),
        ("病例2：女，22岁，合租于上址，店员。", True),
        ("病例2：女，22岁，同上居住。", True),
        ("病例2（男 / 6岁 / 同住 / 病例1之子）", True),
        ("病例2：男，15岁，病例1的儿子，与母亲同住，读初二。", True),
        ("病例2：男，15岁，与家人同住，学生。", False),
        ("病例2：男，15岁，同住家人3名，学生。", False),
    ],
)
def test_a_home_shared_in_a_clause_of_its_own(words: str, shared: bool) -> None:
    assert homes(FIRST + words) == ["东山区梅花苑", "东山区梅花苑" if shared else ""]


def test_who_lives_near_does_not_live_in_the_same_flat() -> None:
    text = "病例1：男，56岁，住东山区梅花苑3号楼201室。\n病例2：女，55岁，病例1的邻居，同小区。"
    assert homes(text) == ["东山区梅花苑3号楼201室", ""]


def test_what_a_header_says_of_all_holds_where_an_entry_says_nothing() -> None:
    header = "东海市新增确诊病例3例，分别为35岁、8岁、62岁，均为女性，均居住在青禾街道梅花社区。\n"
    text = f"2022年5月3日，{header}病例1：5月1日上班。\n病例2：为病例1女儿。\n病例3：男，60岁，住石桥镇。"
    cases = [case for notice in tracer.parse(text) for case in notice.cases]
    assert [case.sex and case.sex.value for case in cases] == ["female", "female", "male"]
    assert [case.age and case.age.value for case in cases] == [35, 8, 60]
    assert [[r.text for r in case.residences] for case in cases] == [
        ["青禾街道梅花社区"],
        ["青禾街道梅花社区"],
        ["石桥镇"],
    ]
