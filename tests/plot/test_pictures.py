"""Pictures: written whole, the same bytes each time, with what they should show, and without a font for Chinese."""

import io
import warnings
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from tests.builders import case, event, notice, place
from tests.outbreak import large_outbreak, sample_notice
from tracer.errors import ExportError, TracerError
from tracer.graph import build_graph

pytest.importorskip("matplotlib")

from tracer.plot import draw_chain, draw_epicurve, draw_places, draw_timeline
from tracer.plot import fonts as fonts_module
from tracer.plot.canvas import Canvas, breadth, short_label, shortened
from tracer.plot.fonts import MissingFontWarning
from tracer.plot.places import shared_places
from tracer.plot.timeline import bars_of


def days_of(graph: Any, target: Any, **more: Any) -> None:
    draw_timeline(graph, [n for n, d in graph.nodes(data=True) if d.get("described")][:3], target, **more)


PICTURES = {"chain": draw_chain, "epicurve": draw_epicurve, "places": draw_places, "timeline": days_of}


@pytest.fixture(autouse=True)
def _quiet() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingFontWarning)
        yield


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_a_picture_is_the_same_bytes_each_time(name: str, suffix: str, tmp_path: Path) -> None:
    written = []
    for turn in ("a", "b"):
        PICTURES[name](build_graph([sample_notice()]), tmp_path / f"{turn}{suffix}")
        written.append((tmp_path / f"{turn}{suffix}").read_bytes())
    assert written[0] == written[1]
    assert written[0].startswith({".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}[suffix])


@pytest.mark.parametrize("name", ["chain", "epicurve", "places"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_outbreak_without_cases_or_days_is_drawn_too(name: str, language: str) -> None:
    for told in ([], [notice([case("病例1"), case("病例2")])]):
        out = io.BytesIO()
        PICTURES[name](build_graph(told), out, language=language, suffix=".svg")
        assert ET.fromstring(out.getvalue()).tag.endswith("svg")


def height_of(told: Any) -> float:
    out = io.BytesIO()
    draw_chain(build_graph([told]), out, suffix=".svg")
    return float(str(ET.fromstring(out.getvalue()).get("height")).removesuffix("pt"))


def test_a_chain_of_many_cases_stays_a_picture() -> None:
    small, large = height_of(large_outbreak(10)), height_of(large_outbreak(200))
    assert small < large < 72 * 60


def test_the_epicurve_takes_each_date_and_no_other(tmp_path: Path) -> None:
    graph = build_graph([large_outbreak(60)])
    for by in ("onset", "positive", "diagnosis", "report", "first"):
        draw_epicurve(graph, tmp_path / f"{by}.svg", by)
    assert len({(tmp_path / f"{by}.svg").read_bytes() for by in ("onset", "positive", "first")}) == 3
    with pytest.raises(ExportError, match="birthday"):
        draw_epicurve(graph, tmp_path / "x.svg", "birthday")


def test_places_are_those_that_several_share() -> None:
    graph = build_graph([sample_notice()])
    names = {graph.nodes[p]["label"]: sorted(cases.values()) for p, cases in shared_places(graph).items()}
    assert names == {"星光小区": [True, True], "福来便利店(东街店)": [False, False]}
    assert shared_places(graph, 3) == {}


def test_the_bars_of_a_day_follow_the_clock_the_part_and_the_period() -> None:
    shop = place("福来便利店", "shop")
    told = case(
        "病例1",
        events=(
            event("visit", "2022-04-02T20:30", "2022-04-03T01:00", place=shop),
            event("stay", "2022-04-04", "2022-04-06", place=place("家", "home")),
            event("stay", "2022-01-01", "2022-03-30", place=shop),
            event("visit", "2022-04-07T09:15", place=shop),
            event("onset"),
        ),
    )
    bars = [(b.day.isoformat(), b.start, b.end, b.clock) for b in bars_of("N/病例1", told, Canvas("zh", "any"))]
    assert ("2022-04-02", 20.5, 24.0, True) in bars
    assert ("2022-04-03", 0.0, 1.0, True) in bars
    assert [b[0] for b in bars if b[1:] == (0.0, 24.0, False)] == [
        "2022-01-01",
        "2022-03-30",
        "2022-04-04",
        "2022-04-05",
        "2022-04-06",
    ]
    assert ("2022-04-07", 9.25, 9.25, True) in bars


def test_a_timeline_names_an_unknown_case_and_one_without_record(tmp_path: Path) -> None:
    graph = build_graph([sample_notice()])
    with pytest.raises(TracerError, match="病例99"):
        draw_timeline(graph, ["病例99"], tmp_path / "x.svg")
    with pytest.raises(ExportError, match="病例33"):
        draw_timeline(graph, ["病例33"], tmp_path / "x.svg")


def test_without_a_font_labels_are_ascii_and_a_warning_names_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts_module, "FONTS", ("no such font",))
    fonts_module.chinese_font.cache_clear()
    try:
        with pytest.warns(MissingFontWarning, match="install"):
            canvas = Canvas("zh")
        labels = canvas.labels(build_graph([sample_notice()]))
        assert canvas.language == "en"
        assert all(label.isascii() for label in labels.values())
        assert labels["N/病例51"] == "case 51"
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            draw_chain(build_graph([sample_notice()]), io.BytesIO(), suffix=".svg")
        assert not [w for w in caught if "Glyph" in str(w.message)]
    finally:
        fonts_module.chinese_font.cache_clear()


def test_a_name_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.svg"):
        draw_chain(build_graph([]), tmp_path / "x.gif")


@pytest.mark.parametrize(("text", "ems", "cut"), [("福来超市", 4, "福来超市"), ("福来超市", 3, "福来…"), ("", 1, "")])
def test_a_long_label_is_cut(text: str, ems: float, cut: str) -> None:
    assert shortened(text, ems) == cut
    assert breadth(cut) <= ems
    assert short_label("病例48") == "48"
