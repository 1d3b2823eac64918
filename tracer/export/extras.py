"""Libraries that only some formats need, loaded when they are used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tracer.errors import ExportError


def load(module: str, extra: str, purpose: str) -> Any:
    """An optional module, or an error that says how to install it.

    Raises:
        ExportError: it is not installed.

    >>> load("json", "none", "this").dumps(1)
    '1'
    """
    try:
        return import_module(module)
    except ImportError as error:
        package = f"tracer-notices[{extra}]"
        raise ExportError(f"{purpose} needs {module.partition('.')[0]}: pip install '{package}'") from error
