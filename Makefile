# Python 3.11 or later is all this needs: everything goes into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test generated clean

demo: .venv/installed
	$(BIN)/tracer graph fixtures/notices -o outbreak.graphml
	$(BIN)/tracer parse fixtures/notices --format table

test: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n auto tests tracer

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
	rm -rf .venv outbreak.graphml
