"""No pattern takes long over text made to mislead it: endless digits, lists, ranges, blanks, brackets."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from tracer import parse
from tracer.patterns import word_pattern
from tracer.rulebook import Rule, default

UNITS = (
    "1", "12、", "至", "5日至", "4月5日、", " ", "\t", "(", "(1)", "、", "一", "男,", "病例1、", "与病例1", "街道",
    "某市某区", "妻子和", "号", "均为", "20:00-", "检测", "隔离", "的",
)  # fmt: skip
LEADS = ("", "病例1,男,现住")
REPEATS = (*range(6, 50, 6), 100)
"""Growing, so that a pattern that doubles its time with each repetition is found out before it runs for ever."""
LIMIT = 0.05
"""Seconds of processor time for a pattern; the slowest of them takes a tenth of it."""
NOTICE_LIMIT = 3.0
RULES = [r for r in default().rules.values() if r.pattern or r.priority > 0]


def seconds(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - began


def traps(unit: str) -> Iterator[str]:
    return (lead + unit * times + end for times in REPEATS for lead in LEADS for end in ("", "\x01"))


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_is_not_led_astray(rule: Rule) -> None:
    pattern = re.compile(rule.pattern or word_pattern(rule.words), re.MULTILINE)
    slow = (next((t for t in traps(unit) if seconds(pattern, t) > LIMIT), None) for unit in UNITS)
    assert [t for t in slow if t is not None and min(seconds(pattern, t) for _ in range(3)) > LIMIT] == []


@pytest.mark.parametrize("unit", UNITS)
def test_a_notice_is_not_led_astray(unit: str) -> None:
    began = time.process_time()
    for times in (10, 20, 40, 80):
        parse(f"病例1，男，30岁，现住城东区{unit * times}\n{unit * times}\n4月5日到青禾超市{unit * times}。")
        assert time.process_time() - began < NOTICE_LIMIT
