"""Text on a terminal: tables whose columns stand straight under Chinese, and wrapping by the width on the screen."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Sequence
from typing import IO

GAP = "  "
MINIMUM = 6
ELLIPSIS = "…"
NUMBER = re.compile(r"-?\d*(?:\.\d+)?%?")
"""A cell that is set to the right, if all cells of its column are such; an empty one may be."""


def width(text: str) -> int:
    """The columns a text takes on a terminal: two for a Chinese character, none for a combining mark.

    >>> width("病例48"), width("")
    (6, 0)
    """
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    # The ellipsis is "ambiguous": narrow in terminals unless they are told otherwise.
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def cut(text: str, limit: int) -> str:
    """The text within ``limit`` columns, an ellipsis standing for what is cut.

    >>> cut("万柏林区公园", 7), cut("病例1", 7)
    ('万柏林…', '病例1')
    """
    if width(text) <= limit:
        return text
    used, out = 1, ""
    for char in text:
        used += _columns(char)
        if used > limit:
            break
        out += char
    return out + ELLIPSIS


def pad(text: str, columns: int) -> str:
    """The text filled with spaces up to a width."""
    return text + " " * (columns - width(text))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], limit: int | None = None) -> str:
    """A table with aligned columns, numbers to the right; the widest columns give way to fit into ``limit`` columns.

    >>> print(table(["id", "名"], [["1", "病例一"], ["22", "x"]]))
    id  名
    --  ------
     1  病例一
    22  x
    """
    clean = [[" ".join(cell.split()) for cell in row] for row in rows]
    sizes = [max(width(row[i]) for row in [heads, *clean]) for i in range(len(heads))]
    if limit is not None:
        _shrink(sizes, limit - len(GAP) * (len(sizes) - 1))
    to_right = [all(NUMBER.fullmatch(row[i]) for row in clean) and bool(clean) for i in range(len(heads))]
    lines = [heads, ["-" * size for size in sizes], *clean]
    return "\n".join(GAP.join(map(_cell, line, sizes, to_right)).rstrip() for line in lines)


def _cell(text: str, size: int, to_right: bool) -> str:
    shown = cut(text, size)
    return " " * (size - width(shown)) + shown if to_right else pad(shown, size)


def _shrink(sizes: list[int], room: int) -> None:
    while sum(sizes) > room and max(sizes) > MINIMUM:
        sizes[sizes.index(max(sizes))] -= 1


def terminal_width(stream: IO[str]) -> int | None:
    """The columns of the terminal behind a stream; None where there is none and nothing needs cutting."""
    return shutil.get_terminal_size().columns if is_terminal(stream) else None


def is_terminal(stream: IO[str]) -> bool:
    """Whether a person watches this stream."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def coloured(stream: IO[str]) -> bool:
    """Whether colours are wanted there (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def use_utf8() -> None:
    """Make the standard streams write UTF-8 and plain line ends on every machine, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
