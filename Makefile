# riwaya: `make` lists what can be done. Needs only make and Python 3.11 or newer.

# The first of these that is new enough; override with: make PYTHON=/path/to/python test
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; exit; }; done; echo python3)
JOBS ?= 2
LIMIT ?= 0
VENV := .venv
BIN := $(VENV)/bin
LOCK_VENV := build/lock-venv
DEMO := build/demo
# What compiles the lock files; pinned, since its output is committed.
UV := uv==0.13.9

# What finds inputs for make fuzz; pinned, and nothing that riwaya itself or its tests need.
FUZZER := atheris==3.0.0
SECONDS ?= 300

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test bench accuracy confidence linking fuzz postgresql lock format clean check-python

help: ## list the commands
	@echo "riwaya: codes the events that Arabic news reports tell"
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  PYTHON=...  the Python to use (3.11 or newer; now: $(PYTHON))"

demo: $(VENV)/.installed ## install, code the sample reports, show the events with their evidence
	@mkdir -p $(DEMO)
	@$(BIN)/riwaya code samples --format table
	@$(BIN)/riwaya code samples --format jsonl -o $(DEMO)/events.jsonl
	@$(BIN)/riwaya code samples --format csv -o $(DEMO)/events.csv
	@$(BIN)/riwaya code samples --format geojson -o $(DEMO)/events.geojson
	@rm -f $(DEMO)/archive.db*
	@$(BIN)/riwaya ingest samples --db $(DEMO)/archive.db
	@echo
	@echo "Told by more than one paper:"
	@$(BIN)/riwaya incidents --db $(DEMO)/archive.db --min-sources 2 --format table
	@$(BIN)/riwaya incident --db $(DEMO)/archive.db \
		"$$($(BIN)/riwaya incidents --db $(DEMO)/archive.db --min-sources 4 --format csv | awk -F, 'NR == 2 { print $$1 }')"
	@$(BIN)/riwaya export geojson --db $(DEMO)/archive.db --level incidents -o $(DEMO)/incidents.geojson
	@echo
	@echo "The events and incidents are written to:"
	@echo "  $(DEMO)/events.jsonl       one report a line, every field with its evidence"
	@echo "  $(DEMO)/events.csv         one event a row, for a spreadsheet"
	@echo "  $(DEMO)/events.geojson     one place of an event a feature, for a map"
	@echo "  $(DEMO)/incidents.geojson  the incidents"
	@echo "  $(DEMO)/archive.db         the archive: try riwaya search, judge, export with --db $(DEMO)/archive.db"
	@echo "The sample reports in samples/ are written for demonstration; they report nothing real."
	@echo "Try your own: $(BIN)/riwaya code FILE --published 2024-01-31"

test: $(VENV)/.installed postgresql ## lint, types, data files and their examples, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/riwaya check
	$(BIN)/python -m pytest

# The server that archives are tested with beside SQLite; where it can not be had, its tests are skipped and say so.
postgresql:
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq >/dev/null 2>&1 && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql >/dev/null 2>&1; } || \
		echo "PostgreSQL is not here and can not be installed: its tests are skipped" >&2

bench: $(VENV)/.installed ## score against the bench and measure speed (JOBS=2, LIMIT=0 for all articles)
	$(BIN)/python scripts/bench.py --jobs $(JOBS) --limit $(LIMIT)

accuracy: $(VENV)/.installed ## every figure by fold of outlets; fails where one is under its floor (CLASSES=1, DOCS=1)
	$(BIN)/python scripts/accuracy.py --jobs $(JOBS) $(if $(CLASSES),--classes) $(if $(DOCS),--write-docs)

confidence: $(VENV)/.installed ## learn the weights of confidence anew and write how well they hold
	$(BIN)/python scripts/fit_confidence.py --write-docs

linking: $(VENV)/.installed ## how well accounts become incidents, and what it costs (CODED=file of riwaya code on the corpus)
	$(BIN)/python scripts/linking_bench.py $(if $(CODED),--coded $(CODED))

fuzz: $(VENV)/.installed ## damaged feeds, pages, archives, tables and exports into intake: no crash, no hang (SECONDS=300)
	$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/python -m pip install --quiet $(FUZZER)
	$(BIN)/python scripts/fuzz.py --seconds $(SECONDS)

format: $(VENV)/.installed ## mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: check-python ## write requirements/*.txt anew from pyproject.toml (LOCK_FLAGS=--upgrade for newer versions)
	@test -x $(LOCK_VENV)/bin/uv || { rm -rf $(LOCK_VENV) && $(PYTHON) -m venv $(LOCK_VENV) && \
		$(LOCK_VENV)/bin/python -m pip install --quiet $(UV); }
	$(LOCK_VENV)/bin/uv $(LOCK_COMPILE) --output-file requirements/run.txt
	$(LOCK_VENV)/bin/uv $(LOCK_COMPILE) --extra build --extra test --extra install --output-file requirements/dev.txt

# --universal: one file for every Python from 3.11 on and every platform, with the hashes of all wheels.
LOCK_COMPILE = pip compile pyproject.toml --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(LOCK_FLAGS)

clean: ## remove the virtual environment and everything that was built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

check-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "riwaya needs Python 3.11 or newer, but '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo not to be found)." >&2; \
		echo "Install one, or name one: make PYTHON=/path/to/python3.11 <command>" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "'$(PYTHON)' lacks the venv module (on Debian and Ubuntu: install python3-venv)." >&2; exit 1; }

# The locked packages: a new environment when it is missing, unfinished or older than the lock. The lock names all that
# any of them needs, so nothing is left to resolve (which older versions of pip fail at for lxml's extras).
$(VENV)/.locked: requirements/dev.txt | check-python
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

# riwaya itself, editable.
$(VENV)/.installed: $(VENV)/.locked pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
