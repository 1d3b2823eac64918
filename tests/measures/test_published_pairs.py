"""The figures published for the 1,407 pairs of Ali et al. (2020); run where that file is at hand."""

from pathlib import Path

import pytest

from tracer.measures import Measures, Settings, measure
from tracer.tables import read_pairs

PAIRS = Path(__file__).parents[3] / "shared" / "corpus" / "pairs-1407.csv"
COLUMNS = {
    "infector": "infector_id",
    "infectee": "infectee_id",
    "household": "isHousehold",
    "onset_infector": "infector_onsetDate",
    "onset_infectee": "infectee_onsetDate",
}

pytestmark = pytest.mark.skipif(not PAIRS.exists(), reason="the published pairs are not at hand")


@pytest.fixture(scope="module")
def measured() -> Measures:
    return measure(read_pairs(PAIRS, columns=COLUMNS), Settings(resamples=0))


def value(measured: Measures, measure_name: str, statistic: str, group: str = "all") -> float:
    [found] = [
        e.value for e in measured.estimates if (e.measure, e.group, e.statistic) == (measure_name, group, statistic)
    ]
    assert found is not None
    return found


def test_clusters_and_generations(measured: Measures) -> None:
    assert (measured.cases, measured.pairs) == (2050, 1407)
    assert value(measured, "clusters", "clusters") == 643
    assert value(measured, "clusters", "largest") == 24
    assert measured.clusters is not None
    assert list(measured.clusters.generations().values()) == [643, 1166, 205, 26, 7, 3]


@pytest.mark.parametrize(
    ("group", "n", "mean", "sd"), [("all", 679, 5.09, 5.26), ("household", 339, 4.99, 5.22), ("other", 340, 5.19, 5.29)]
)
def test_serial_interval(measured: Measures, group: str, n: int, mean: float, sd: float) -> None:
    assert value(measured, "serial_interval", "n", group) == n
    assert round(value(measured, "serial_interval", "mean", group), 2) == mean
    assert round(value(measured, "serial_interval", "sd", group), 2) == sd


def test_negative_intervals(measured: Measures) -> None:
    assert value(measured, "serial_interval", "negative") == 54


def test_offspring(measured: Measures) -> None:
    assert round(value(measured, "offspring", "r"), 3) == 0.686
    assert round(value(measured, "offspring", "k_moments"), 2) == 0.55
    assert round(value(measured, "offspring", "share_80") * 100, 1) == 25.7
    assert value(measured, "offspring", "superspreaders", "at least 5") == 34
