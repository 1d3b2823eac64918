"""Attributes as the plain values a file can hold, and ids that stay different once they are cleaned."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from tracer.graph.attributes import DATES, Graph

Scalar = str | int | float | bool
Row = dict[str, Scalar]

ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
ESCAPE = re.compile("[" + "".join(ESCAPES) + "]")


def clean(text: str) -> str:
    r"""A text without the characters that XML forbids (and no file of text needs).

    >>> clean("a\x00b")
    'ab'
    """
    return ILLEGAL.sub("", text)


def escape(text: str) -> str:
    """A text as XML writes it, in an element and in an attribute alike.

    >>> escape('<"&>')
    '&lt;&quot;&amp;&gt;'
    """
    return ESCAPE.sub(lambda m: ESCAPES[m.group()], text)


def scalar(value: Any) -> Scalar | None:
    """One value as text, number or truth; None where there is nothing to write.

    Dates become ISO strings, spans ``12-20``, other collections JSON; numbers that are not finite are left out.

    >>> scalar((12, 20)), scalar(float("nan")), scalar(["b"])
    ('12-20', None, '["b"]')
    """
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(v, int) for v in value):
        return f"{value[0]}-{value[1]}"
    if isinstance(value, list | tuple | dict | set | frozenset):
        plain = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return clean(json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)) if plain else None
    return clean(str(value)) or None if value is not None else None


def scalars(attributes: Mapping[str, Any]) -> Row:
    """The attributes that have a value, as scalars, sorted by name."""
    found = ((str(name), scalar(attributes[name])) for name in sorted(attributes, key=str))
    return {clean(name): value for name, value in found if value is not None and clean(name)}


def epoch_day(value: Scalar) -> int | None:
    """Days from 1970-01-01 to an ISO date or time.

    >>> epoch_day("1970-01-03T08:00"), epoch_day("soon")
    (2, None)
    """
    try:
        return date.fromisoformat(str(value)[:10]).toordinal() - date(1970, 1, 1).toordinal()
    except ValueError:
        return None


def is_date(name: str) -> bool:
    """Whether an attribute of the graph holds a date."""
    return name in DATES


def unique(names: Sequence[str]) -> list[str]:
    """The names, the second and later of equal ones counted.

    >>> unique(["a", "a", "a~2", ""])
    ['a', 'a~3', 'a~2', '_']
    """
    taken, found = set(names), list[str]()
    seen: set[str] = set()
    for name in names:
        fresh, count = name or "_", 2
        while fresh in seen or (fresh != name and fresh in taken):
            fresh, count = f"{name}~{count}", count + 1
        seen.add(fresh)
        found.append(fresh)
    return found


def node_ids(graph: Graph) -> dict[str, str]:
    """Node ids free of forbidden characters and still different."""
    originals = sorted(graph, key=str)
    return dict(zip(originals, unique([clean(str(n)) for n in originals]), strict=True))


def cases_of(graph: Graph) -> list[str]:
    """The ids of the cases, sorted."""
    return sorted(n for n, d in graph.nodes(data=True) if d.get("kind") == "case")
