# make site   a virtual environment, the raw pages imported, the site built
# make test   everything that must hold
# make serve  the built site on http://localhost:8000/
# make bench  articles per second on this machine, and other generators on the same newspaper
# make bench-full ARTICLES=10000 ROUNDS=3   the same at length; the results go into a README
#
# PYTHON chooses the interpreter (3.11 or newer), VENV the environment.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
RAW := $(wildcard content/raw/*.txt)

ARTICLES ?= 10000
ROUNDS ?= 3
GROWTH ?= 1000 10000 100000

.PHONY: site test serve bench bench-full clean

site: $(BIN)/wenzhai
	@$(BIN)/wenzhai import $(RAW)
	@$(BIN)/wenzhai build

test: $(VENV)/.tested-with
	$(BIN)/python -m pytest -n auto --dist loadfile

serve: site
	$(BIN)/python -m http.server --bind 127.0.0.1 --directory site 8000

bench: $(VENV)/.benched-with
	$(BIN)/python benchmarks/run.py --articles 1000
	$(BIN)/python benchmarks/compare.py --articles 1000 --rounds $(ROUNDS)

bench-full: $(VENV)/.benched-with
	$(BIN)/python benchmarks/run.py --articles $(ARTICLES) --runs $(ROUNDS)
	$(BIN)/python benchmarks/compare.py --articles $(ARTICLES) --rounds $(ROUNDS) \
	  --growth $(GROWTH) --write benchmarks/README.md

clean:
	rm -rf site .site.* dist

$(BIN)/wenzhai: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("wenzhai: Python 3.11 or newer is needed; set PYTHON=…" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.tested-with: $(BIN)/wenzhai
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,bench]'
	@touch $@

$(VENV)/.benched-with: $(BIN)/wenzhai
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@
