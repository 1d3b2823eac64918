"""Reads Chinese official case notices (活动轨迹通告, 流调通报) and rebuilds the outbreak.

    >>> import tracer
    >>> text = "病例1，女，30岁，居住于城东区望月小区。4月2日到青禾超市购物。"
    >>> callable(tracer.parse)
    True

Names are loaded on first use, so that importing `tracer` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# The stage `tracer.parse` and the function `tracer.parse` share a name. Importing the (empty) package of the stage
# first and forgetting its name here leaves the name to the function, whatever is imported later.
from tracer import parse as _stage

if TYPE_CHECKING:
    from tracer.api import parse, parse_files
    from tracer.errors import ExportError, InputError, NoNoticeError, RuleError, StoreError, TracerError
    from tracer.export.graphml import write_graphml
    from tracer.graph.build import build_graph
    from tracer.models import Case, Event, Notice, Place, Relation
    from tracer.rulebook import Rulebook
    from tracer.rulebook import load as load_rules

__version__ = "0.1.0"
__all__ = [
    "Case",
    "Event",
    "ExportError",
    "InputError",
    "NoNoticeError",
    "Notice",
    "Place",
    "Relation",
    "RuleError",
    "Rulebook",
    "StoreError",
    "TracerError",
    "__version__",
    "build_graph",
    "load_rules",
    "parse",
    "parse_files",
    "write_graphml",
]

_HOME = {
    **dict.fromkeys(("parse", "parse_files"), "tracer.api"),
    **dict.fromkeys(("Case", "Event", "Notice", "Place", "Relation"), "tracer.models"),
    **dict.fromkeys(
        ("ExportError", "InputError", "NoNoticeError", "RuleError", "StoreError", "TracerError"), "tracer.errors"
    ),
    "Rulebook": "tracer.rulebook",
    "load_rules": "tracer.rulebook",
    "build_graph": "tracer.graph.build",
    "write_graphml": "tracer.export.graphml",
}
_ALIAS = {"load_rules": "load"}

globals().pop("parse", None)
del _stage


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), _ALIAS.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
