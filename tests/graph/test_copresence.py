"""The sweep over stays finds what comparing all pairs finds."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracer.graph.copresence import Evidence, Stay, meet, meetings, strongest

BEGIN = datetime(2022, 4, 1)


@st.composite
def stays(draw: st.DrawFn) -> Stay:
    clock = draw(st.booleans())
    step = timedelta(hours=6) if clock else timedelta(days=1)
    start = BEGIN + step * draw(st.integers(0, 12 if clock else 3))
    length = step * draw(st.integers(0 if clock else 1, 4))
    return Stay(draw(st.sampled_from("abcd")), start, start + length, clock, True, Evidence("n", "t", (0, 1)))


@given(st.lists(stays(), max_size=12))
def test_the_sweep_equals_all_pairs(given_stays: list[Stay]) -> None:
    pairs = [(a, b) for i, a in enumerate(given_stays) for b in given_stays[i + 1 :]]
    brute = [met for a, b in pairs if (met := meet(a, b)) is not None]
    assert sorted(map(repr, meetings(given_stays))) == sorted(map(repr, brute))


@given(st.lists(stays(), max_size=12))
def test_one_meeting_for_each_pair_and_day_and_it_is_the_strongest(given_stays: list[Stay]) -> None:
    found = list(meetings(given_stays))
    kept = strongest(found)
    keys = [(m.first.case_id, m.second.case_id, m.start.date()) for m in kept]
    assert len(set(keys)) == len(keys)
    assert set(keys) == {(m.first.case_id, m.second.case_id, m.start.date()) for m in found}
    assert all(m.first.case_id < m.second.case_id for m in kept)
