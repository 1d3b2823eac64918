"""Imports go one way through the house, importing stays light, and only what is meant to be public is."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tracer

ROOT = Path(tracer.__file__).parent
ORDER = (
    ("errors", "patterns", "spans"),
    ("models", "scanner"),
    ("rulebook", "cases"),
    ("schema", "read"),
    ("parse",),
    ("api", "link"),
    ("graph",),
    ("query",),
    ("infer",),
    ("export", "measures", "plot", "tables", "evaluate", "store"),
    ("simulate",),
    ("cli",),
)
"""Parts of the package from the first to the last; a part imports from itself and from those before it."""
LEVEL = {part: level for level, parts in enumerate(ORDER) for part in parts}
SIDEWAYS = {("measures", "export"), ("plot", "export"), ("plot", "measures"), ("tables", "export")}
"""Pairs of one level of which the first may import from the second."""
HEAVY = ("networkx", "pydantic", "click", "regex", "charset_normalizer", "dateutil", "sqlalchemy", "alembic")
MODULES = sorted(ROOT.rglob("*.py"))


def part_of(module: str) -> str:
    return module.partition(".")[2].partition(".")[0]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent != ROOT or p.stem in LEVEL], ids=str)
def test_imports_go_one_way(path):
    own = path.relative_to(ROOT).parts[0].removesuffix(".py")
    if own == "rules":
        pytest.skip("data")
    others = {part_of(name) for name in imports(path) if name.split(".")[0] == "tracer"} & set(LEVEL) - {own}
    allowed = {part for part in others if LEVEL[part] < LEVEL[own] or (own, part) in SIDEWAYS}
    assert others - allowed == set()


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_nothing_is_imported_inside_a_function_to_hide_a_cycle(path):
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inner = [i for f in functions for i in ast.walk(f) if isinstance(i, ast.ImportFrom)]
    assert not [i.module for i in inner if (i.module or "").startswith("tracer")]


def test_importing_tracer_is_light():
    code = f"import sys, tracer; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_public_names_are_sorted_and_all_there():
    assert tracer.__all__ == sorted(tracer.__all__)
    assert [name for name in tracer.__all__ if not hasattr(tracer, name)] == []


def test_nothing_else_leaks_out():
    assert set(dir(tracer)) == set(tracer.__all__)


@pytest.mark.parametrize("first", ["tracer.parse.pipeline", "tracer.api", "tracer.cli"])
def test_parse_is_the_function_whatever_is_imported_first(first):
    code = f"import {first}; import tracer; print(tracer.parse.__module__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "tracer.api"


def test_the_version_is_that_of_the_project():
    project = (ROOT.parent / "pyproject.toml").read_text("utf-8")
    assert f'version = "{tracer.__version__}"' in project


def test_reading_notices_loads_neither_the_graph_nor_the_database_toolkit(tmp_path):
    notice = tmp_path / "notice.txt"
    notice.write_text("病例1，女，30岁，居住于城东区望月小区。2022年4月2日到青禾超市购物。", "utf-8")
    code = (
        "import sys; from tracer.cli import main\n"
        f"try: main(['parse', {str(notice)!r}])\n"
        "finally: print([m for m in ('networkx', 'sqlalchemy', 'alembic', 'dateutil') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "望月小区" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
