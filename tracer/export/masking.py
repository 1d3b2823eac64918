"""Names of persons, masked by the issuer (张某某, 李×) or not, overwritten wherever they stand in a record.

A name is overwritten by as many ＊ as it has characters, so that every span still points where it did.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from tracer.models import Case, Notice, Relation

HIDDEN = "＊"
ORGANISATION = (
    "公司|企业|集团|工厂|厂|店|超市|商|市场|酒店|宾馆|饭|餐|医院|诊所|药|学校|小学|中学|大学|学院|幼儿园|单位|"
    "小区|社区|村|镇|乡|街|路|工地|机构|部|局|银行|处|地|公寓|楼|仓库|物流|菜|网吧|浴|酒吧|健身|棋牌"
)
GIVEN = r"[\u4e00-\u9fff](?<![系是为的之在到与和同曾于家及或因从乘被后])"
MASKED = re.compile(
    # 在某公司, 系某超市员工: no person
    rf"(?P<nobody>[在到从往去至经是系为该由](?=某(?:{ORGANISATION}))某)"
    # 欧阳某某, 张某, 李某强 (but not the 系 of 李某系), 王×, 赵**, 陈XX
    r"|(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|[\u4e00-\u9fff])"
    rf"(?:某{{2,3}}|某{GIVEN}|某|[xX×＊*〇]{{2,3}}|[xX×＊*〇](?:{GIVEN})?)"
)


def without_names(notices: Sequence[Notice]) -> list[Notice]:
    """Copies of linked notices in which no name of a person is left, in ids neither.

    A case known by its name only gets an id by its position in the notice.

    >>> without_names([])
    []
    """
    mask, ids = _Mask(_names(notices)), _new_ids(notices)
    return [_masked(_stubs_named(notice), mask, ids) for notice in notices]


def _names(notices: Iterable[Notice]) -> set[str]:
    """Every name the records know of."""
    found: set[str] = set()
    for case in (c for n in notices for c in n.cases):
        if case.name:
            found |= {case.name.value, case.name.text}
        found |= {r.target.name for r in case.relations if r.target.name}
    return {name for name in found if len(name) > 1}


class _Mask:
    """Overwrites the names it knows, and whatever looks like a masked name."""

    def __init__(self, names: Iterable[str]) -> None:
        known = [re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))]
        self.pattern = re.compile("|".join([*known, MASKED.pattern]))

    def __call__(self, text: str) -> str:
        return self.pattern.sub(lambda m: m.group() if m.group("nobody") else HIDDEN * len(m.group()), text)


def _new_ids(notices: Iterable[Notice]) -> dict[str, str]:
    """Ids for the cases whose id would tell the name."""
    return {
        case.case_id: f"{notice.notice_id}/person-{position}"
        for notice in notices
        for position, case in enumerate(notice.cases, 1)
        if case.number is None
    }


def _stubs_named(notice: Notice) -> Notice:
    """The notice with an id for each person known by name only whom no case describes."""
    stubs: dict[str, str] = {}

    def numbered(relation: Relation) -> Relation:
        target = relation.target
        if target.case_id is not None or target.number is not None:
            return relation
        said = target.name or target.label.value
        if not (target.name or MASKED.search(said)):
            return relation
        stub = stubs.setdefault(said, f"stub:{notice.notice_id}/person-{len(stubs) + 1}")
        return relation.model_copy(update={"target": target.model_copy(update={"case_id": stub})})

    def case_with_stubs(case: Case) -> Case:
        return case.model_copy(update={"relations": tuple(map(numbered, case.relations))})

    return notice.model_copy(update={"cases": tuple(map(case_with_stubs, notice.cases))})


def _masked(notice: Notice, mask: _Mask, ids: dict[str, str]) -> Notice:
    def hide(value: Any) -> Any:
        if isinstance(value, str):
            return ids.get(value) or mask(value)
        if isinstance(value, dict):
            return {k: None if k == "name" and _is_person(value) else hide(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return tuple(hide(v) for v in value)
        return value

    return Notice.model_validate(hide(notice.model_dump()))


def _is_person(record: dict[str, Any]) -> bool:
    """Whether the ``name`` of a record is that of a person (a case, a target) and not of a place."""
    return "case_id" in record
