"""The schemas are fresh, and every record written is as they say, with every quotation exact."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tracer.models import Notice
from tracer.parse.pipeline import parse_document
from tracer.read.document import Document, read_document
from tracer.schema import NAMES, json_schema, schema_text

ROOT = Path(__file__).parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"
TEXTS = sorted([*ROOT.glob("fixtures/notices/*.txt"), *ROOT.glob("fixtures/encodings/*.txt"), *SEEDS.glob("*.txt")])
RULES = sorted(ROOT.glob("tracer/rules/*.toml"))


@cache
def read(path: Path) -> tuple[Document, tuple[Notice, ...]]:
    document = read_document(path)
    return document, tuple(parse_document(document))


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json_schema(name))


def quotes(record: Any) -> Iterator[tuple[str, list[int]]]:
    """Every object with text and span, wherever it stands."""
    if isinstance(record, dict):
        if record.get("text") is not None and record.get("span") is not None:
            yield record["text"], record["span"]
        for value in record.values():
            yield from quotes(value)
    elif isinstance(record, list):
        for value in record:
            yield from quotes(value)


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_on_disk_is_fresh(name):
    on_disk = (ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8")
    assert on_disk == schema_text(name), "run make generated"


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_a_schema(name):
    Draft202012Validator.check_schema(json_schema(name))
    assert json_schema(name)["$id"] == f"{name}.schema.json"


def test_there_is_no_other_schema():
    assert {p.name for p in (ROOT / "schemas").iterdir()} == {f"{name}.schema.json" for name in NAMES}


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_records_are_as_the_schema_says(path):
    for notice in read(path)[1]:
        assert [error.message for error in validator("notice").iter_errors(json.loads(notice.model_dump_json()))] == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_every_quotation_is_exact(path):
    document, notices = read(path)
    for notice in notices:
        for text, (start, end) in quotes(notice.model_dump(mode="json")):
            assert document.raw[start:end] == text


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_records_survive_being_written_and_read(path):
    for notice in read(path)[1]:
        assert Notice.model_validate_json(notice.model_dump_json()) == notice


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_every_code_point_of_case_text_is_accounted_for(path):
    for notice in read(path)[1]:
        c = notice.coverage
        assert c.total == c.parsed + c.boilerplate + c.separators + c.unparsed
        assert c.unparsed <= sum(len(s.text) for s in c.unparsed_spans)


@pytest.mark.parametrize("path", [p for p in TEXTS if p.parent == SEEDS], ids=lambda p: p.name)
def test_a_page_without_notice_gives_none(path):
    assert len(read(path)[1]) == int(path.name.startswith("001"))


@pytest.mark.parametrize("path", RULES, ids=lambda p: p.name)
def test_rule_files_are_as_their_schema_says(path):
    body = tomllib.loads(path.read_text("utf-8"))
    assert [error.message for error in validator("rules").iter_errors(body)] == []
