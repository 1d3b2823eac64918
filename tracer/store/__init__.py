"""The workspace: many notices kept in one database, linked as a whole, and asked as often as one likes.

Names are loaded on first use, because the database toolkit takes a while to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracer.store.intake import Outcome, ingest
    from tracer.store.workspace import Workspace, open_workspace

__all__ = ["Outcome", "Workspace", "ingest", "open_workspace"]

_HOME = {
    **dict.fromkeys(("Workspace", "open_workspace"), "tracer.store.workspace"),
    **dict.fromkeys(("Outcome", "ingest"), "tracer.store.intake"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
