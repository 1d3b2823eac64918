"""No pattern takes long over text made to mislead it: endless digits, lists, ranges, blanks, brackets."""

from __future__ import annotations

import re
import time

import pytest

from tracer.patterns import word_pattern
from tracer.rulebook import Rule, default

UNITS = (
    "1", "12、", "至", "5日至", "4月5日、", " ", "\n", "(", "(1)", "、", "一", "某", "男,", "病例1、", "市", "区", "的", "妻子和",
    "号", "路", "到", "乘", "20:00-", ".", "发热、", "检测", "隔离", "第", "年", "工作", "住", "与", "中",
)  # fmt: skip
LEADS = ("", "病例1,男,", "现住", "其")
LENGTH = 600
LIMIT = 0.05
"""Seconds of processor time; the slowest take a tenth of it, one that backtracks without end takes for ever."""
RULES = [r for r in default().rules.values() if r.pattern or r.priority > 0]


def seconds(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - began


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_is_not_led_astray(rule: Rule) -> None:
    pattern = re.compile(rule.pattern or word_pattern(rule.words), re.MULTILINE)
    texts = [lead + unit * (LENGTH // len(unit)) + end for lead in LEADS for unit in UNITS for end in ("", "\x01")]
    slow = [text for text in texts if seconds(pattern, text) > LIMIT]
    assert [text[:20] for text in slow if min(seconds(pattern, text) for _ in range(3)) > LIMIT] == []
