"""Time expressions: which words they are, and the days and clocks they mean on a running timeline."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.models import When
from tracer.parse.normalise import normalise
from tracer.parse.timeline import Timeline
from tracer.parse.times import find_times

ANCHOR = date(2022, 4, 13)


def read(text: str, anchor: date | None = ANCHOR) -> list[When]:
    norm = normalise(text)
    timeline = Timeline(norm, anchor)
    return [timeline.resolve(m) for m in find_times(norm, 0, len(norm.text))]


def spans(text: str, anchor: date | None = ANCHOR) -> list[tuple[str | None, str | None]]:
    return [(w.start, w.end) for w in read(text, anchor)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4月5日—7日居家", [("2022-04-05", "2022-04-07")]),
        ("4月7日22:00购物，23:30隔离", [("2022-04-07T22:00", None), ("2022-04-07T23:30", None)]),
        ("4月2日晚8点左右", [("2022-04-02T20:00", None)]),
        ("4月2日下午3点半", [("2022-04-02T15:30", None)]),
        ("4月2日凌晨1点30分", [("2022-04-02T01:30", None)]),
        ("4月2日中午1时", [("2022-04-02T13:00", None)]),
        ("4月12日24:00", [("2022-04-13T00:00", None)]),
        ("4月3日22:00至次日1:00", [("2022-04-03T22:00", "2022-04-04T01:00")]),
        ("4月3日22:00—1:30聚餐", [("2022-04-03T22:00", "2022-04-04T01:30")]),
        ("4月5日、6日居家", [("2022-04-05", None), ("2022-04-06", None)]),
        ("3月29、30日上班", [("2022-03-29", None), ("2022-03-30", None)]),
        ("4月5日、6日14时至16时", [("2022-04-05T14:00", "2022-04-05T16:00"), ("2022-04-06T14:00", "2022-04-06T16:00")]),
        ("3月27-28日居家", [("2022-03-27", "2022-03-28")]),
        ("4.5-4.7居家", [("2022-04-05", "2022-04-07")]),
        ("４月５日７：２５", [("2022-04-05T07:25", None)]),
        ("4月1日9-11点", [("2022-04-01T09:00", "2022-04-01T11:00")]),
        ("4月1日至3日每天早上5:30—6:30", [("2022-04-01T05:30", "2022-04-03T06:30")]),
        ("4月1日至3日8:00—17:00", [("2022-04-01T08:00", "2022-04-03T17:00")]),
        ("4月1日22:00至3日8:00", [("2022-04-01T22:00", "2022-04-03T08:00")]),
        ("4月1日至3日每日8:00—17:00", [("2022-04-01T08:00", "2022-04-03T17:00")]),
        ("3月31日居家，次日返回", [("2022-03-31", None), ("2022-04-01", None)]),
        ("3月30日居家，31日上班，2日隔离", [("2022-03-30", None), ("2022-03-31", None), ("2022-04-02", None)]),
        ("2021年12月31日20:10—次日0:35", [("2021-12-31T20:10", "2022-01-01T00:35")]),
        ("4月3日22:00至次日1:30，次日9时离开", [("2022-04-03T22:00", "2022-04-04T01:30"), ("2022-04-04T09:00", None)]),
        ("二〇二二年四月十一日", [("2022-04-11", None)]),
        ("4月1日(周五)10:20—11:45", [("2022-04-01T10:20", "2022-04-01T11:45")]),
        ("3月28日一4月2日居家", [("2022-03-28", "2022-04-02")]),
    ],
)
def test_days_and_clocks(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "体温38.2℃",
        "观察14天",
        "停留1.5小时",
        "乘8路车",
        "3号楼",
        "乘地铁3号线",
        "G4816次列车",
        "2022年第42号",
        "0874-31×××20",
        "间隔2米",
    ],
)
def test_numbers_that_are_no_times(text: str) -> None:
    assert spans(text) == []


def test_december_in_a_january_notice_is_the_year_before() -> None:
    assert spans("12月28日返回", date(2022, 1, 6)) == [("2021-12-28", None)]


def test_without_any_year_nothing_is_guessed() -> None:
    assert spans("4月5日居家", None) == [(None, None)]


def test_what_the_words_do_not_say_is_marked_inferred() -> None:
    day, clock = read("4月7日居家，23:30隔离")
    assert day.inferred == ("year",)
    assert clock.inferred == ("date",)
    assert clock.precision == "minute"


def test_part_of_day_and_approximation_are_kept() -> None:
    (when,) = read("4月7日下午")
    assert (when.part_of_day, when.precision) == ("pm", "part_of_day")
    assert read("4月7日20时许")[0].approximate


@given(st.text(alphabet="0123456789年月日时点分:：-—至、上下午晚次当每天约左右，。 ", max_size=40))
def test_any_text_gives_exact_spans_and_never_fails(text: str) -> None:
    assert all(text[w.span[0] : w.span[1]] == w.text for w in read(text))
