# make site   a virtual environment, the raw pages imported, the site built
# make test   everything that must hold
# make serve  the built site on http://localhost:8000/
# make bench  articles per second on this machine
#
# PYTHON chooses the interpreter (3.11 or newer), VENV the environment.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
RAW := $(wildcard content/raw/*.txt)

.PHONY: site test serve bench clean

site: $(BIN)/wenzhai
	@$(BIN)/wenzhai import $(RAW)
	@$(BIN)/wenzhai build

test: $(VENV)/.tested-with
	$(BIN)/python -m pytest

serve: site
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory site 8000

bench: $(BIN)/wenzhai
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf site .site.* dist

$(BIN)/wenzhai: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("wenzhai: Python 3.11 or newer is needed; set PYTHON=…" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tested-with: $(BIN)/wenzhai
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@
