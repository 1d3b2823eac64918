"""The workspace: many notices kept in one database, linked as a whole, and asked as often as one likes.

Names are loaded on first use, because the database toolkit takes a while to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracer.store.archive import export_archive, import_archive
    from tracer.store.intake import Outcome, ingest, reread
    from tracer.store.sql import Result, run_sql
    from tracer.store.state import Status, status
    from tracer.store.views import VIEWS, View
    from tracer.store.workspace import Workspace, open_workspace

__all__ = [
    "VIEWS",
    "Outcome",
    "Result",
    "Status",
    "View",
    "Workspace",
    "export_archive",
    "import_archive",
    "ingest",
    "open_workspace",
    "reread",
    "run_sql",
    "status",
]

_HOME = {
    **dict.fromkeys(("VIEWS", "View"), "views"),
    **dict.fromkeys(("export_archive", "import_archive"), "archive"),
    **dict.fromkeys(("Outcome", "ingest", "reread"), "intake"),
    **dict.fromkeys(("Result", "run_sql"), "sql"),
    **dict.fromkeys(("Status", "status"), "state"),
    **dict.fromkeys(("Workspace", "open_workspace"), "workspace"),
}
"""The module of each name; no module has the name of a function, which would hide it."""


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
