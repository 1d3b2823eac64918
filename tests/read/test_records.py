"""Notices written earlier are read back as they were."""

from pathlib import Path

import pytest

from tracer.errors import InputError
from tracer.models import Coverage, Notice, Source, SourcedText
from tracer.read.records import read_records

NOTICE = Notice(
    notice_id="n-1",
    source=Source(path="a.txt", sha256="0" * 64, span=(0, 9), encoding="utf-8"),
    title=SourcedText(value="通告\u2028一", text="通告\u2028一", span=(0, 4)),
    coverage=Coverage(total=0, parsed=0, boilerplate=0, separators=0, unparsed=0),
)


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{NOTICE.model_dump_json()}\n\n{NOTICE.model_dump_json()}\n", "utf-8-sig")
    assert list(read_records(path)) == [NOTICE, NOTICE]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 1 is no notice"),
        ('{"notice_id": 1}', "line 1 is no notice record: notice_id"),
        ("病例1", "line 1"),
    ],
)
def test_a_line_that_is_no_notice_is_named(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line, "utf-8")
    with pytest.raises(InputError, match=words):
        list(read_records(path))


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("病例".encode("gb18030"))
    with pytest.raises(InputError, match="is not UTF-8"):
        list(read_records(path))
