"""The evaluation counts what agrees, what is missed and what is invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tracer import models as m
from tracer.errors import InputError
from tracer.evaluate import GoldFile, check_annotation, evaluate, load_gold
from tracer.evaluate.compare import alike, same_event, same_target
from tracer.evaluate.gold import GoldEvent

FIXTURES = Path(__file__).parents[2] / "fixtures"
GOLDEN = sorted((FIXTURES / "golden").glob("*.json"))


def notice(*cases: m.Case, path: str = "a.txt") -> m.Notice:
    source = m.Source(path=path, sha256="0", span=(0, 1), encoding="utf-8")
    coverage = m.Coverage(total=0, parsed=0, boilerplate=0, separators=0, unparsed=0)
    return m.Notice(notice_id="n", source=source, cases=cases, coverage=coverage)


def case(label: str, sex: m.Sex | None = None, events: tuple[m.Event, ...] = ()) -> m.Case:
    sourced = m.SourcedSex(value=sex, text="男", span=(0, 1)) if sex else None
    written = m.CaseLabel(value=label, text=None, span=None)
    return m.Case(case_id=label, label=written, sex=sourced, events=events, span=(0, 1))


def event(kind: m.EventKind, day: str, inherited: str | None = None) -> m.Event:
    when = m.When(start=day, text="当日", span=(0, 2))
    return m.Event(kind=kind, when=when, inherited_from=inherited, text="当日", span=(0, 2))


def gold_dir(tmp_path: Path, *cases: dict[str, object]) -> Path:
    (tmp_path / "a.json").write_text(json.dumps({"cases": cases}), "utf-8")
    return tmp_path


def test_counts_hits_misses_and_inventions(tmp_path: Path) -> None:
    gold = gold_dir(tmp_path, {"label": "病例1", "sex": "male"}, {"label": "病例2", "sex": "female"})
    report = evaluate(gold, [notice(case("病例1", "male"), case("病例9", "male"))])
    assert report.fields["case"].hits == 1
    assert report.fields["case"].missed == 1
    assert report.fields["case"].invented == 1
    assert report.fields["sex"].f1 == pytest.approx(2 / 3)
    assert ("a/病例2", "missed", "sex") in {(x.where, x.what, x.field) for x in report.misses}


def test_a_file_without_a_notice_misses_all_its_cases(tmp_path: Path) -> None:
    report = evaluate(gold_dir(tmp_path, {"label": "病例1"}), [])
    assert report.fields["case"].recall == 0
    assert report.fields["case"].precision is None


def test_kinds_match_within_a_family_and_the_exact_kind_is_counted_apart(tmp_path: Path) -> None:
    events = [{"kind": "transfer", "start": "2022-05-01"}, {"kind": "onset", "start": "2022-05-02"}]
    gold = gold_dir(tmp_path, {"label": "病例1", "events": events})
    report = evaluate(
        gold, [notice(case("病例1", None, (event("admission", "2022-05-01"), event("onset", "2022-05-02"))))]
    )
    assert report.fields["event"].f1 == 1
    assert report.kind_exact == 0.5


def test_inherited_events_are_not_counted_against_a_parse(tmp_path: Path) -> None:
    gold = gold_dir(tmp_path, {"label": "病例1"})
    copied = event("stay", "2022-05-01", inherited="病例3")
    told = event("stay", "2022-05-02")
    assert evaluate(gold, [notice(case("病例1", None, (copied, told)))]).fields["event"].invented == 1


def test_the_table_names_every_field(tmp_path: Path) -> None:
    report = evaluate(gold_dir(tmp_path, {"label": "病例1"}), [])
    table = report.table()
    assert all(name in table for name in report.fields)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("病例3", "第3例新冠肺炎确诊病例", True),
        ("病例3", "病例13", False),
        ("患者十三", "患者13", True),
        ("5月4日通报的病例2", "病例2", True),
        ("赵某某", "赵某某（已确诊）", True),
        ("赵某某", "病例3", False),
    ],
)
def test_targets(a: str, b: str, same: bool) -> None:
    assert same_target(a, b) is same


@pytest.mark.parametrize(("a", "b", "same"), [("东街北苑", "北苑", True), ("北苑", "南湖公园", False), ("", "", True)])
def test_wordings(a: str, b: str, same: bool) -> None:
    assert alike(a, b) is same


DAY = "2022-05-01"


@pytest.mark.parametrize(
    ("gold", "parsed", "same"),
    [
        ({"kind": "stay", "start": DAY, "place": "家"}, {"kind": "stay", "start": DAY}, True),
        ({"kind": "visit", "start": DAY, "place": "北苑"}, {"kind": "visit", "start": DAY}, False),
        ({"kind": "visit", "start": DAY + "T08:00"}, {"kind": "visit", "start": DAY}, False),
        ({"kind": "visit", "start": DAY}, {"kind": "care", "start": DAY + "T08:00"}, True),
        ({"kind": "admission"}, {"kind": "transfer", "start": DAY}, True),
        (
            {"kind": "journey", "start": DAY + "T08:00", "destination": "甲站"},
            {"kind": "journey", "start": DAY, "end": DAY + "T08:00", "destination": "甲站"},
            True,
        ),
        ({"kind": "journey", "start": DAY, "number": "9路"}, {"kind": "journey", "start": DAY, "number": "8路"}, False),
        (
            {"kind": "journey", "start": DAY, "destination": "甲市场"},
            {"kind": "visit", "start": DAY, "place": "甲市场"},
            True,
        ),
        (
            {"kind": "transfer", "start": DAY, "place": "甲医院"},
            {"kind": "isolation", "start": DAY, "place": "甲医院"},
            True,
        ),
        ({"kind": "onset", "start": DAY}, {"kind": "positive", "start": DAY}, False),
    ],
)  # fmt: skip
def test_events(gold: dict[str, str], parsed: dict[str, str], same: bool) -> None:
    assert same_event(GoldEvent.model_validate(gold), GoldEvent.model_validate(parsed)) is same


@pytest.mark.parametrize(
    ("text", "hint"), [("{", "cannot read"), ('{"cases": [{"sex": "男"}]}', "cases.0.sex"), ('{"case": []}', "case")]
)
def test_a_bad_annotation_names_the_file_and_the_place(tmp_path: Path, text: str, hint: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=hint):
        load_gold(path)


def test_no_annotations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotations"):
        evaluate(tmp_path, [])


def test_check_finds_foreign_words_and_impossible_times() -> None:
    events = [
        {"kind": "visit", "start": "2022-02-30", "place": "乙店"},
        {"kind": "stay", "start": DAY, "end": "2022-04-01"},
    ]
    gold = GoldFile.model_validate({"cases": [{"label": "病例1", "events": events}]})
    problems = check_annotation(gold, "病例1，到甲店购物")
    assert len(problems) == 3


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_our_own_annotations_are_sound(path: Path) -> None:
    text = (FIXTURES / "notices" / f"{path.stem}.txt").read_text("utf-8")
    assert check_annotation(load_gold(path), text) == []
