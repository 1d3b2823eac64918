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
