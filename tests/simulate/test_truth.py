"""The truth of a simulated outbreak holds together, whatever the settings."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.errors import InputError
from tracer.simulate import Outbreak, simulate, variants


def outbreaks() -> st.SearchStrategy[Outbreak]:
    return st.builds(
        simulate,
        cases=st.integers(1, 60),
        seed=st.integers(0, 10_000),
        variant=st.sampled_from(variants()),
        r=st.floats(0, 3),
        evidence=st.floats(0, 1),
    )


@settings(max_examples=25, deadline=None)
@given(outbreaks())
def test_every_infector_is_a_case_infected_before_and_at_large(outbreak):
    truth = {case.case_id: case for case in outbreak.truth}
    assert len(truth) == outbreak.settings.cases
    for case in outbreak.truth:
        if case.infector is not None:
            source = truth[case.infector]
            assert source.infected < case.infected < source.isolated
            assert case.generation == source.generation + 1
        assert (case.origin == "case") == (case.infector is not None)


@settings(max_examples=25, deadline=None)
@given(outbreaks())
def test_the_days_of_each_case_are_in_order(outbreak):
    for case in outbreak.truth:
        assert case.infected < case.isolated <= case.positive
        assert case.infected[:10] <= case.notional_onset
        assert case.positive[:10] <= case.diagnosed < case.reported
        assert case.onset is None or case.onset <= case.diagnosed


def test_offspring_are_counted():
    outbreak = simulate(200, seed=3)
    for case in outbreak.truth:
        assert case.offspring == sum(other.infector == case.case_id for other in outbreak.truth)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others():
    one, again, other = (simulate(40, seed=seed) for seed in (5, 5, 6))
    assert one.told == again.told
    assert one.truth == again.truth
    assert [t.text for t in one.told] != [t.text for t in other.told]


def test_nothing_hangs_on_the_order_of_sets():
    code = "from tracer.simulate import simulate; print([t.text for t in simulate(25, seed=1, style='groups').told])"
    made = [
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": salt}, capture_output=True)
        for salt in ("1", "2")
    ]
    assert made[0].stdout == made[1].stdout != b""


def test_with_no_offspring_all_are_introductions():
    assert {case.infector for case in simulate(20, seed=1, r=0.0).truth} == {None}


@pytest.mark.parametrize(
    "wrong", [{"cases": 0}, {"variant": "sigma"}, {"evidence": 1.5}, {"r": -1.0}, {"city": "无此市"}]
)
def test_a_setting_out_of_range_is_refused(wrong):
    with pytest.raises(InputError):
        simulate(**{"cases": 5, **wrong})
