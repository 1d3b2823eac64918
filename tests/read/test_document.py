"""Bytes to text: every encoding notices come in, and a clear line about what is no text."""

import codecs
import hashlib
import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.errors import InputError
from tracer.read.document import read_bytes, read_document, read_text

NOTICE = (
    "关于病例3活动轨迹的通告\r\n\r\n病例3，女，45岁，居住于城东区望月小区。\r\n"
    "4月2日20时许，步行至青禾超市购物；4月7日23：30集中隔离。\n"
)
MARKED = {
    "utf-8": NOTICE.encode(),
    "utf-8-sig": NOTICE.encode("utf-8-sig"),
    "gb18030": NOTICE.encode("gb18030"),
    "utf-16-le": NOTICE.encode("utf-16-le"),
    "utf-16-be": NOTICE.encode("utf-16-be"),
}


@pytest.mark.parametrize("encoding", MARKED)
def test_encodings_are_told_apart(encoding: str) -> None:
    document = read_bytes(MARKED[encoding], "a.txt")
    assert (document.raw, document.encoding) == (NOTICE, encoding)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf_16_with_a_mark(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    document = read_bytes(mark + NOTICE.encode(encoding), "a.txt")
    assert (document.raw, document.encoding) == (NOTICE, "utf-16")


def test_traditional_text_in_big5() -> None:
    text = "病例1，男，45歲，居住於臺北市某社區。4月2日20時許到達市場購物，隨後返家未外出。" * 3
    assert read_bytes(text.encode("big5"), "a.txt").raw == text


def test_line_ends_are_kept_and_the_bytes_hashed() -> None:
    document = read_bytes(NOTICE.encode("gb18030"), "a.txt")
    assert "\r\n" in document.raw
    assert document.sha256 == hashlib.sha256(NOTICE.encode("gb18030")).hexdigest()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        ("\u3000\n".encode(), "is empty"),
        (b"%PDF-1.7\n...", "is a PDF document"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG image"),
        (b"PK\x03\x04\x14\0", "is a Word, Excel or ZIP file"),
        (b"\x7fELF" + bytes(range(256)) * 4, "is binary data"),
        (bytes(range(1, 32)) * 10, "is binary data"),
        (NOTICE.encode()[:-2], "is UTF-8 text but damaged at byte"),
        (b"\xfe\xff\xd8", "damaged at byte"),
        (b"\xff\xff\x80\x81" * 7 + b"\xff", "is in no encoding of Chinese text"),
    ],
)
def test_what_is_no_text_is_named_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "notices/a.txt")
    assert str(caught.value).startswith("notices/a.txt: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_file_and_directory(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(InputError, match="is a directory"):
        read_document(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match=r"a\.txt: may not be read"):
        read_document(tmp_path / "a.txt")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTICE.encode("gb18030"))))
    document = read_document("-")
    assert (document.path, document.raw) == ("-", NOTICE)


def test_an_empty_string_is_a_document() -> None:
    assert read_text("").raw == ""


@given(st.binary(max_size=300))
def test_any_bytes_give_a_document_that_decodes_again_or_an_input_error(data: bytes) -> None:
    try:
        document = read_bytes(data, "a.txt")
    except InputError:
        return
    assert data.decode(document.encoding) == document.raw


@given(
    st.text("病例男女岁月日时至年0123456789，。：；居住于小区医院\r\n", min_size=12),
    st.sampled_from([*MARKED, "utf-16"]),
)
def test_text_like_that_of_notices_survives_every_encoding(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    if text.strip():
        assert read_bytes(data, "a.txt").raw == text
