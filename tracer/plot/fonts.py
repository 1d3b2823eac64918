"""A font for Chinese, where one is installed; otherwise labels that do without."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Mapping
from functools import cache
from typing import Any

from tracer.export.extras import load

FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Heiti SC", "STHeiti", "Noto Sans SC",
    "Sarasa Gothic SC", "Droid Sans Fallback", "Arial Unicode MS", "Noto Serif CJK SC", "SimSun", "Songti SC",
)  # fmt: skip
"""Fonts that hold Chinese, those best to read on a picture first."""
PACKAGES: Mapping[str, str] = {
    "linux": "apt-get install fonts-noto-cjk (Debian, Ubuntu) or dnf install google-noto-sans-cjk-fonts (Fedora)",
    "darwin": "brew install --cask font-noto-sans-cjk-sc",
    "win32": "install Microsoft YaHei or Noto Sans SC in the settings for fonts",
}


class MissingFontWarning(UserWarning):
    """No installed font holds Chinese; the picture has labels in ASCII."""


@cache
def chinese_font() -> str | None:
    """The name of an installed font that holds Chinese."""
    manager = load("matplotlib.font_manager", "plot", "drawing").fontManager
    installed = {entry.name for entry in manager.ttflist}
    return next((name for name in FONTS if name in installed), None)


def warn_missing(platform: str = sys.platform) -> None:
    """Say that there is no font, and which package holds one.

    >>> import warnings
    >>> with warnings.catch_warnings(record=True) as caught: warn_missing("linux")
    >>> "fonts-noto-cjk" in str(caught[0].message)
    True
    """
    package = PACKAGES.get(platform, PACKAGES["linux"])
    warnings.warn(
        f"no font for Chinese, so labels are in ASCII; to have one: {package}", MissingFontWarning, stacklevel=2
    )


def plain_label(attributes: Mapping[str, Any], position: int) -> str:
    """A label in ASCII for a node.

    >>> plain_label({"kind": "case", "number": 48, "label": "病例48"}, 1), plain_label({"kind": "place"}, 3)
    ('case 48', 'place 3')
    """
    label = str(attributes.get("label", ""))
    if label.isascii() and label:
        return label
    kind = str(attributes.get("kind", "node"))
    if attributes.get("number") is not None:
        return f"{kind} {attributes['number']}"
    return f"{kind} {position}"


def ascii_only(text: str) -> str:
    """A text without what a font without Chinese cannot show.

    >>> ascii_only("20:00-21:00 福来超市")
    '20:00-21:00'
    """
    return re.sub(r"\s+", " ", re.sub(r"[^\x20-\x7e]+", " ", text.replace("–", "-"))).strip()
