"""Facts that a row of a table tells by its column alone."""

from __future__ import annotations

import pytest

from tracer import parse
from tracer.models import Case


def row(columns: str, cells: str) -> Case:
    (notice,) = parse(f"海城市新增病例名单\n编号\t性别\t{columns}\n病例1\t女\t{cells}")
    return notice.cases[0]


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("临床分型", "普通型", ("confirmed", "moderate", None)),
        ("诊断", "无症状", ("asymptomatic", None, None)),
        ("诊断分型", "无症状转确诊（轻型）", ("confirmed", "mild", None)),
        ("病例类型", "确诊病例（轻型）", ("confirmed", "mild", None)),
        ("发现途径", "密接筛查", (None, None, "close_contact")),
        ("发现方式", "主动就诊", (None, None, "self_reported")),
        ("发现途径", "隔离管控", (None, None, "isolation")),
    ],
)
def test_a_column_of_codes(column: str, cell: str, expected: tuple[str | None, ...]) -> None:
    case = row(f"年龄\t{column}", f"40\t{cell}")
    found = (case.classification, case.severity, case.detected_by)
    assert tuple(f.value if f else None for f in found) == expected


def test_a_bare_number_is_an_age_only_under_its_heading() -> None:
    assert row("年龄\t住址", "40\t东山区").age is not None
    assert row("住址\t人数", "东山区\t40").age is None


def test_a_row_with_other_cells_than_the_heading_is_left_alone() -> None:
    case = row("年龄\t住址\t职业", "40\t快递员")
    assert case.residences == ()
