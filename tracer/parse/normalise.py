"""Raw text to the normal form patterns meet, with the offsets to come back.

Folding is one character to one character (full-width digits, letters and punctuation, every kind of dash);
some characters are dropped (zero-width ones, carriage returns, and the line breaks a printer put inside a sentence).
Nothing is added and nothing moves, so one list of offsets is enough to quote the raw text exactly.
"""

from __future__ import annotations

import unicodedata

from tracer.parse.units import NormText
from tracer.spans import OffsetMap

DASHES = "‐‑‒–—―−－─━﹣～〜∼﹏~ー"
SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
DROPPED = "\u200b\u200c\u200d\u2060\ufeff\r\u00ad"


def _fold_table() -> dict[int, str]:
    table: dict[int, str] = {}
    for code in (*range(0xFF01, 0xFFE7), *range(0xF900, 0xFAFF), *range(0x2F00, 0x2FD6)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1 and folded != chr(code):
            table[code] = folded
    table.update({ord(c): "-" for c in DASHES})
    table.update({ord(c): " " for c in SPACES})
    table.update({ord("〔"): "[", ord("〕"): "]", ord("﹝"): "[", ord("﹞"): "]", ord("∶"): ":", ord("︰"): ":"})
    return table


FOLD = _fold_table()


def fold(text: str) -> str:
    """``text`` folded character by character; the length does not change.

    >>> fold("４月５日—７日，２０：３０")
    '4月5日-7日,20:30'
    """
    return text.translate(FOLD)


def normalise(raw: str) -> NormText:
    """The document in the form patterns meet.

    >>> norm = normalise("病例４９，\\r\\n男")
    >>> norm.text, norm.quote(0, 4)
    ('病例49,\\n男', '病例４９')
    """
    folded = fold(raw)
    keep = [i for i, char in enumerate(folded) if char not in DROPPED]
    if len(keep) == len(folded):
        return NormText(raw, folded, OffsetMap(None, len(raw)))
    return NormText(raw, "".join(folded[i] for i in keep), OffsetMap(keep, len(raw)))
