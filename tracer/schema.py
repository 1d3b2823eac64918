"""JSON Schemas (draft 2020-12) of everything tracer writes and of its rule files, generated from the models.

``python -m tracer.schema schemas`` writes them all; a test keeps the files fresh.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from tracer import models
from tracer.errors import TracerError
from tracer.rulebook import RuleFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WRITTEN: dict[str, type[BaseModel]] = {
    "notice": models.Notice,
    "case": models.Case,
    "event": models.Event,
    "relation": models.Relation,
    "place": models.Place,
    "venue": models.Venue,
    "revision": models.Revision,
    "when": models.When,
    "area": models.Area,
    "diagnostic": models.Diagnostic,
    "coverage": models.Coverage,
}
"""Records by the name of their schema; the parts of a record are in its ``$defs``."""
NAMES = (*WRITTEN, "rules")


def json_schema(name: str) -> dict[str, Any]:
    """The schema of a record, or of a rule file (``rules``).

    Raises:
        TracerError: there is no schema of that name.

    >>> json_schema("coverage")["title"]
    'Coverage'
    """
    if name not in NAMES:
        raise TracerError(f"no schema {name}; there are: {', '.join(NAMES)}")
    if name == "rules":
        body = RuleFile.model_json_schema(mode="validation")
    else:
        body = WRITTEN[name].model_json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": f"{name}.schema.json", **body}


def schema_text(name: str) -> str:
    """The schema as it stands in its file."""
    return json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n"


def write_schemas(directory: Path) -> None:
    """Write every schema to ``<name>.schema.json`` in a directory."""
    directory.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (directory / f"{name}.schema.json").write_text(schema_text(name), "utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
