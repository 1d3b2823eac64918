"""A document: the raw text of one file, exactly as decoded, and where it came from.

Nothing is changed in the text (line ends and odd spaces stay), because every record quotes it by offset.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from tracer.errors import InputError
from tracer.read.encoding import UndecodableError, decode

STDIN = "-"
MAGIC = (
    (b"%PDF-", "a PDF document", "copy its text into a .txt file"),
    (b"PK\x03\x04", "a Word, Excel or ZIP file", "save it as plain text (.txt)"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as plain text (.txt)"),
    (b"{\\rtf", "an RTF document", "save it as plain text (.txt)"),
    (b"\x89PNG", "a PNG image", "type or recognise (OCR) its text into a .txt file"),
    (b"\xff\xd8\xff", "a JPEG image", "type or recognise (OCR) its text into a .txt file"),
    (b"GIF8", "a GIF image", "type or recognise (OCR) its text into a .txt file"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"SQLite format 3", "an SQLite database", "give the text of the notices"),
)
"""First bytes of files often given by mistake: what they are, and what to do instead."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
"""Control characters other than tabs and line ends: text has none."""


@dataclass(frozen=True, slots=True)
class Document:
    """One decoded file. ``encoding`` is the Python codec under which the bytes give ``raw``."""

    raw: str
    path: str
    media_type: str
    sha256: str
    encoding: str


def read_document(path: str | Path) -> Document:
    """The document in a file, or on standard input for ``-``.

    Raises:
        InputError: the file is missing, unreadable, empty, binary or undecodable; the message names it.
    """
    if str(path) == STDIN:
        return read_bytes(sys.stdin.buffer.read(), STDIN)
    file = Path(path)
    return read_bytes(read_file(file), file.as_posix())


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: it cannot be read; the message names it and says why.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the name") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a directory, not a file") from None
    except PermissionError:
        raise InputError(f"{path}: may not be read; check its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: cannot be read: {reason}") from error


def read_bytes(data: bytes, path: str) -> Document:
    """The document in some bytes; ``path`` only names them.

    Raises:
        InputError: the bytes are empty, binary or undecodable.

    >>> read_bytes("病例1，男。".encode("utf-16"), "demo.txt").raw
    '病例1，男。'
    """
    for magic, what, remedy in MAGIC:
        if data.startswith(magic):
            raise InputError(f"{path}: is {what}, not text; {remedy}")
    try:
        raw, encoding = decode(data)
    except UndecodableError as error:
        raise InputError(f"{path}: {error}; save it as UTF-8 text") from error
    if not raw.strip("\ufeff\u200b \t\r\n\f\v\u3000"):
        raise InputError(f"{path}: is empty; there is no text to read")
    if _controls(raw) > len(raw) * 0.01:
        raise InputError(f"{path}: is binary data, not text; give the text of the notice")
    return Document(raw, path, "text/plain", hashlib.sha256(data).hexdigest(), encoding)


def read_text(text: str, path: str = "<text>") -> Document:
    """The document in a string, which may be empty: it simply holds no notice.

    >>> read_text("病例1，男。").encoding
    'utf-8'
    """
    data = text.encode("utf-8", errors="surrogatepass")
    return Document(text, path, "text/plain", hashlib.sha256(data).hexdigest(), "utf-8")


def _controls(text: str) -> int:
    return len(CONTROL.findall(text))
