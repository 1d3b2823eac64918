"""The days of one infection: onset, isolation, positive test, diagnosis."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from tracer import models as m
from tracer.simulate.names import words
from tracer.simulate.truth import Course, Exposure, Infection
from tracer.simulate.variants import Variant

TRACED = 0.75
"""Share of the contacts of a case who are found and isolated after its test was positive."""
SILENT, ARRIVAL_TESTED = 0.9, 0.5
"""Share of those without symptoms who are reported as such and not as confirmed, and of the imported cases who are
found by the test on arrival."""
SEVERITIES: tuple[tuple[m.Severity, float], ...] = (("mild", 0.72), ("moderate", 0.25), ("severe", 0.03))
AT_LARGE = timedelta(days=2)
"""Least time from infection to isolation: a case can infect on a whole day between the two."""
DETECTABLE = timedelta(days=2)
"""Least time from infection to a positive test."""


def draw_course(rng: Random, variant: Variant, exposure: Exposure, source: Infection | None) -> Course:
    """The course of a case with this exposure; a source that is found has its contacts isolated."""
    infected = exposure.end
    onset = infected + timedelta(days=variant.draw_incubation(rng))
    symptomatic = rng.random() >= variant.asymptomatic
    own = _found_by_itself(rng, infected, onset, symptomatic)
    traced = source.course.positive + timedelta(hours=rng.uniform(5, 36)) if source else None
    by_tracing = traced is not None and traced < own and rng.random() < TRACED
    isolated = max(traced if by_tracing and traced else own, _morning(infected + AT_LARGE, rng))
    positive = isolated
    if by_tracing:
        positive = max(isolated, infected + DETECTABLE) + timedelta(days=rng.choice((0, 1, 1, 2, 3)), hours=6)
    positive = _rounded(positive)
    diagnosed = (positive + timedelta(days=rng.choice((0, 0, 1)))).date()
    told_onset = symptomatic and onset.date() <= diagnosed
    return Course(
        infected, onset, told_onset, _rounded(isolated), by_tracing, positive, diagnosed,
        *_clinical(rng, told_onset), _detection(rng, by_tracing, told_onset, exposure),
    )  # fmt: skip


def _found_by_itself(rng: Random, infected: datetime, onset: datetime, symptomatic: bool) -> datetime:
    """When a case is found without having been traced: it falls ill and sees a doctor, or is screened."""
    screened = infected + timedelta(days=rng.uniform(4, 10))
    ill = _daytime(onset + timedelta(days=rng.gammavariate(2.0, 1.0)), rng)
    return min(ill, screened) if symptomatic else screened


def _morning(moment: datetime, rng: Random) -> datetime:
    return datetime.combine(moment.date(), time(rng.randint(7, 11)))


def _daytime(moment: datetime, rng: Random) -> datetime:
    """The same moment, or the next morning or afternoon at which a doctor can be seen."""
    if 8 <= moment.hour < 21:
        return moment
    morning = datetime.combine(moment.date(), time(8)) + timedelta(hours=rng.uniform(0, 10))
    return morning if moment.hour < 8 else morning + timedelta(days=1)


def _rounded(moment: datetime) -> datetime:
    """To ten minutes, as such times are told."""
    return moment.replace(minute=moment.minute // 10 * 10, second=0, microsecond=0)


def _clinical(rng: Random, ill: bool) -> tuple[m.Classification, m.Severity | None, tuple[str, ...]]:
    if not ill and rng.random() < SILENT:
        return "asymptomatic", None, ()
    severity = rng.choices([s for s, _ in SEVERITIES], [w for _, w in SEVERITIES])[0]
    count = rng.choice((1, 2, 2, 3)) if ill else 0
    return "confirmed", severity, tuple(rng.sample(words()["symptoms"]["words"], count))


def _detection(rng: Random, by_tracing: bool, ill: bool, exposure: Exposure) -> m.DetectedBy:
    if by_tracing:
        return "close_contact"
    if exposure.origin == "imported" and rng.random() < ARRIVAL_TESTED:
        return "inbound"
    return "self_reported" if ill else "community_screening"
