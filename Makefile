# Python 3.11 or later is all this needs: everything goes into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test fast generated clean

demo: .venv/installed
	$(BIN)/tracer graph fixtures/notices -o outbreak.graphml
	$(BIN)/tracer parse fixtures/notices --format table

test: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n auto tests tracer

# The same program, its reading compiled to C with mypyc: needs a C compiler and about three minutes. It is built from
# a copy and lives by itself in .fast, so that no compiled file ever shadows a source file here.
fast: .venv/installed .fast/bin/tracer
	$(BIN)/tracer parse fixtures/notices --format jsonl -o build/plain.jsonl
	.fast/bin/tracer parse fixtures/notices --format jsonl -o build/fast.jsonl
	cmp build/plain.jsonl build/fast.jsonl

.fast/bin/tracer: pyproject.toml README.md $(wildcard tracer/*.py tracer/*/*.py tracer/rules/*)
	rm -rf .fast build/fast
	mkdir -p build/fast
	cp -R pyproject.toml README.md LICENSE tracer build/fast
	$(PYTHON) -m venv .fast
	HATCH_BUILD_HOOKS_ENABLE=1 .fast/bin/python -m pip install -q --disable-pip-version-check ./build/fast

generated: .venv/installed-dev
	$(BIN)/python -m tracer.schema schemas
	$(BIN)/python -m tracer.cli.reference docs/cli.md
	$(BIN)/python -m tracer.store.views docs/views.md

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("tracer needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	touch $@

.venv/installed-dev: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	touch .venv/installed $@

clean:
	rm -rf .venv .fast build outbreak.graphml
