"""How times, names and labels are put into words."""

from __future__ import annotations

from datetime import date, datetime
from random import Random

import pytest

from tracer import models as m
from tracer.simulate import simulate, styles
from tracer.simulate.names import Namer
from tracer.simulate.telling.page import Page
from tracer.simulate.telling.story import Statement
from tracer.simulate.telling.styles import style
from tracer.simulate.telling.times import Calendar, Manner

MORNING = datetime(2022, 4, 5, 8, 30)
NINE = datetime(2022, 4, 5, 9)
NIGHT = datetime(2022, 4, 5, 22, 40)
PAST = datetime(2022, 4, 6, 0, 40)


class Fixed(Random):
    """Draws that never fall below any share, and always choose the first."""

    def random(self) -> float:
        return 0.999

    def choice(self, seq):
        return seq[0]


def visit(start: datetime, end: datetime | None = None, precision: m.Precision = "minute", **more) -> Statement:
    return Statement("visit", start, end, precision, "shop", **more)


@pytest.mark.parametrize(
    ("statement", "clock", "words", "start", "end"),
    [
        (visit(MORNING), "colon", "4月5日8:30", "2022-04-05T08:30", None),
        (visit(MORNING, NINE), "hour", "4月5日8时30分至9时", "2022-04-05T08:30", "2022-04-05T09:00"),
        (visit(NIGHT, PAST), "padded", "4月5日22:40至次日00:40", "2022-04-05T22:40", "2022-04-06T00:40"),
        (visit(NIGHT), "half", "4月5日晚上10时40分", "2022-04-05T22:40", None),
        (visit(MORNING, precision="hour"), "point", "4月5日8点许", "2022-04-05T08:00", None),
        (visit(NIGHT, precision="part_of_day"), "colon", "4月5日晚上", "2022-04-05", None),
        (visit(MORNING, precision="day", until=date(2022, 4, 7)), "colon", "4月5日至7日", "2022-04-05", "2022-04-07"),
        (
            visit(MORNING, NINE, until=date(2022, 5, 1)), "colon",
            "4月5日至5月1日每日8:30至9:00", "2022-04-05T08:30", "2022-05-01T09:00",
        ),
    ],
)  # fmt: skip
def test_times_say_what_is_meant(statement, clock, words, start, end):
    spoken = Calendar(Fixed(), Manner(clock)).say(statement)
    assert (spoken.text, spoken.spells) == (words, ((start, end),))


def test_days_enumerated_are_spells_of_their_own():
    also = (date(2022, 4, 7), date(2022, 5, 2))
    spoken = Calendar(Fixed(), Manner()).say(visit(MORNING, NINE, also=also))
    assert spoken.text == "4月5日、7日、5月2日8:30至9:00"
    assert [start for start, _ in spoken.spells] == ["2022-04-05T08:30", "2022-04-07T08:30", "2022-05-02T08:30"]


def test_a_day_that_runs_on_is_understood():
    calendar = Calendar(Fixed(), Manner())
    assert calendar.say(visit(MORNING)).inferred == ("year",)
    later = calendar.say(visit(NIGHT))
    assert (later.text, later.inferred) == ("22:40", ("date",))
    assert calendar.say(visit(NIGHT, precision="day")).text == "当日"


def test_a_lead_without_anything_behind_it_is_taken_back():
    page = Page()
    page.write("女")
    page.led("，", lambda: None)
    page.led("，", lambda: page.write("36岁"))
    assert (page.text, page.length) == ("女，36岁", 5)


@pytest.mark.parametrize("sort", ["village", "residence", "supermarket", "hotel"])
def test_names_never_run_out_and_never_repeat(sort):
    namer = Namer(Random(1))
    names = [namer.site(sort).name for _ in range(4000)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", styles())
def test_labels_follow_the_numbering_of_the_style(name):
    outbreak = simulate(60, seed=8, style=name)
    for told in outbreak.told:
        numbers = [case.number for case in told.record.cases]
        assert len({case.label.value for case in told.record.cases}) == len(numbers)
        assert all(f"{c.number}" in c.label.value or style(name).numerals == "chinese" for c in told.record.cases)
    running = [case.number for told in outbreak.told for case in told.record.cases]
    assert (sorted(running) == list(range(1, 61))) == (style(name).numbering == "running")


def test_a_relation_points_to_a_case_reported_by_then():
    outbreak = simulate(150, seed=8, style="daily")
    day = {case.case_id: case.reported for case in outbreak.truth}
    for told in outbreak.told:
        for case in told.record.cases:
            for relation in case.relations:
                assert day[str(relation.target.case_id)] <= day[case.case_id]
