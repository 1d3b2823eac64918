"""Which encoding some bytes are in. Chinese notices come as UTF-8, GB18030 and UTF-16, marked or not.

A strict decoder alone proves little: GB18030 accepts most byte strings, UTF-16 nearly all. So a candidate
must also read like Chinese text, measured as the share of characters that belong to GB 2312 or ASCII: real
notices lie above 0.99 (rare characters stand in names only), traditional ones above 0.7, wrongly read text
below 0.5.
"""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

PLAUSIBLE = 0.6
SAMPLE = 20_000
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and the codec that swallows them; UTF-32 before UTF-16, whose mark begins like its own."""


class UndecodableError(ValueError):
    """No encoding reads these bytes as text; the message says why."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` and the Python name of its encoding: ``data.decode(name)`` is the text again.

    Raises:
        UndecodableError: the bytes are damaged, or are no text at all.

    >>> decode("病例1，男，居住于某小区".encode("gb18030"))
    ('病例1，男，居住于某小区', 'gb18030')
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return _strictly(data, name), name
    if b"\0" in data:
        return _wide(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error)
    candidates = [(plausibility(text), name, text) for name, text in _attempts(data)]
    score, name, text = max(candidates, default=(0.0, "", ""))
    return (text, name) if score >= PLAUSIBLE else _last_judge(data)


def plausibility(text: str) -> float:
    """The share of the first characters of ``text`` that a Chinese notice is made of.

    >>> plausibility("4月2日20时许"), plausibility("\\ue000\\ue001")
    (1.0, 0.0)
    """
    sample = text[:SAMPLE]
    return sum(map(_usual, sample)) / max(len(sample), 1)


def _usual(char: str) -> bool:
    if char < "\x7f":
        return char >= " " or char in "\t\n\r\f\v"
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return char in "—·•～﹏\u00a0\u200b\ufeff"
    return True


def _attempts(data: bytes) -> list[tuple[str, str]]:
    names = ["gb18030"] if len(data) % 2 else ["gb18030", "utf-16-le", "utf-16-be"]
    out = []
    for name in names:
        try:
            out.append((name, data.decode(name)))
        except UnicodeDecodeError:
            continue
    return out


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise UndecodableError(f"begins as {name} text but is damaged at byte {error.start}") from error


def _wide(data: bytes) -> tuple[str, str]:
    """Bytes with NULs: UTF-16 without a mark (its digits and line breaks hold NULs), or no text."""
    found = [(plausibility(text), name, text) for name, text in _attempts(data) if name.startswith("utf-16")]
    score, name, text = max(found, default=(0.0, "", ""))
    if score < PLAUSIBLE:
        raise UndecodableError("is binary data, not text")
    return text, name


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Bytes that are UTF-8 but for a few places are not some other encoding: say where they are broken."""
    text = data.decode("utf-8", errors="replace")
    wide = sum(char >= "\u0800" for char in text)
    if wide > 20 and text.count("\ufffd") < wide * 0.05:
        raise UndecodableError(f"is UTF-8 text but damaged at byte {error.start}") from error


def _last_judge(data: bytes) -> tuple[str, str]:
    """Big5 and other encodings, by charset-normalizer; what is not ASCII in its reading must be Chinese."""
    best = from_bytes(data).best()
    if best is not None:
        text = data.decode(best.encoding, errors="replace")
        wide = [char for char in text if char >= "\x7f"]
        chinese = sum("\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uff65" for char in wide)
        if "\ufffd" not in text and chinese >= len(wide) * 0.9:
            return text, best.encoding
    raise UndecodableError("is in no encoding of Chinese text that can be recognised")
