# make demo   install, run the main job on a small territory, draw its figures
# make check  lint, types, layers        make test   check, then the tests
# make golden refresh the golden files   make bench  time runs, indices, sweeps; write docs/performance.md
# make reference compare the demo with plain Python objects for 26 years, then time both
# make oracle ask openfisca-france for the housing aid of 10,000 households (environment of its own)
# make baseline  compare three territories without policy with published figures (runs/baseline)
# make territories DATA=DIR  build the territories of configs/strategies from the open tables
# make studies run the studies of experiments/, as far as they are not done (runs/studies)
# make calibrate fit free parameters to these figures, as far as EVALUATIONS allows (runs/calibration)
# make ensemble  keep sets of parameters that meet these figures about as well (runs/ensemble)
# make parameters write docs/parameters.md again, from the code
# make dictionary write docs/dictionary.md and docs/dictionnaire.md again, from the code
.DEFAULT_GOAL := help
.PHONY: help demo check test golden bench reference oracle baseline studies calibrate ensemble parameters dictionary territories clean
SHELL := /bin/bash

VENV ?= .venv
STAMPS ?= .make
ORACLE ?= .oracle
BIN := $(VENV)/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt
REPLICATES ?= 8
OUT ?= runs/demo
JOBS ?= 2
BASELINE ?= runs/baseline
CALIBRATION ?= runs/calibration
ENSEMBLE ?= runs/ensemble
SETS := src/simulation/config/calibration
PARAMETERS ?= $(SETS)/free_parameters.toml
YEARS ?= 5
EVALUATIONS ?= 80
METHOD ?= least_squares
set_aside = if [ -e "$(1)" ]; then rm -rf "$(1).previous"; mv "$(1)" "$(1).previous"; fi

help:
	@sed -n '1,12s/^# //p' Makefile

# ---- setup, each step stamped by a file ----

$(BIN)/python:
	@for name in python3.13 python3.12 python3.11 python3; do \
	    if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        echo "Making $(VENV) with $$("$$name" --version)"; exec "$$name" -m venv "$(VENV)"; \
	    fi; \
	done; echo 'Python 3.11 or later is needed: install it, then run make again.' >&2; exit 2

$(STAMPS)/run: $(BIN)/python pyproject.toml constraints.txt
	@mkdir -p $(STAMPS)
	@echo 'Installing what a run needs (about a minute)'
	@$(INSTALL) --editable .
	@touch $@

$(STAMPS)/dev: $(STAMPS)/run
	@echo 'Installing what the checks need'
	@$(INSTALL) --editable '.[cluster,dev]'
	@touch $@

$(STAMPS)/cluster: $(STAMPS)/run
	@echo 'Installing Dask, to run on several cores'
	@$(INSTALL) --editable '.[cluster]'
	@touch $@

$(STAMPS)/calibrate: $(STAMPS)/cluster
	@echo 'Installing what a calibration needs'
	@$(INSTALL) cmaes
	@touch $@

$(STAMPS)/oracle: $(STAMPS)/run tests/oracle/requirements.txt
	@echo 'Installing openfisca-france in $(ORACLE)'
	@$(BIN)/python -m venv $(ORACLE)
	@$(ORACLE)/bin/python -m pip install --quiet --disable-pip-version-check \
	    -r tests/oracle/requirements.txt
	@touch $@

# ---- what people ask for ----

demo: $(STAMPS)/run
	@$(call set_aside,$(OUT))
	$(BIN)/peuplement compare configs/demo.toml configs/demo-single-rent.toml \
	    --replicates $(REPLICATES) --out "$(OUT)"
	@echo "Figures:"; find "$(OUT)" -name '*.png' | sort | sed 's/^/  /'

check: $(STAMPS)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/python -m pytest -n $(JOBS)

golden: $(STAMPS)/dev
	$(BIN)/python -m pytest tests/golden --refresh-golden
	@git --no-pager diff --stat -- tests/golden || true
	@echo 'Say in CHANGELOG.md why the golden files moved.'

bench: $(STAMPS)/dev
	$(BIN)/python experiments/performance/time_a_run.py
	$(BIN)/python experiments/performance/time_indices.py
	$(BIN)/python experiments/performance/time_runner.py
	$(BIN)/python experiments/performance/bench.py --territories "$(TERRITORIES)" \
	    --write docs/performance.md

reference: $(STAMPS)/dev
	$(BIN)/python -m pytest tests/reference --reference-months 312
	$(BIN)/python experiments/performance/time_reference.py

oracle: $(STAMPS)/oracle
	$(ORACLE)/bin/python tests/oracle/ask_openfisca.py $(ORACLE)/cases.csv \
	    tests/oracle/housing_aid.csv tests/oracle/plus_ceilings.csv
	$(BIN)/python tests/oracle/compare.py $(ORACLE)/cases.csv
	@git --no-pager diff --stat -- tests/oracle || true

baseline: $(STAMPS)/cluster
	@$(call set_aside,$(BASELINE))
	$(BIN)/python experiments/baseline/scorecard.py --replicates $(REPLICATES) \
	    --years $(YEARS) --workers $(JOBS) --out "$(BASELINE)"

# What is done already is kept: remove runs/studies/NAME to make a study again.
studies: $(STAMPS)/dev
	@set -e; for script in experiments/[0-9]*/run.py; do \
	    echo "$$script"; $(BIN)/python "$$script" --workers $(JOBS); \
	done

# SIREN codes of the EPCI that configs/strategies name; what is built already is left as it is.
EPCI := rennes:243500139 nantes:244400404 lille:200093201 dunkerque:245900428 maubeuge:200043396 \
    creil:200068047 grand_avignon:248400251 tours:243700754 reims:200067213 noyon:246000756
TERRITORIES ?= territories
DATA ?= $(PEUPLEMENT_DATA)

territories: $(STAMPS)/run
	@test -d "$(DATA)" || { echo 'Say where the open tables are: make territories DATA=DIR' >&2; exit 2; }
	@mkdir -p "$(TERRITORIES)"
	@set -e; for named in $(EPCI); do \
	    file="$(TERRITORIES)/$${named%%:*}.npz"; \
	    if [ ! -e "$$file" ]; then \
	        $(BIN)/peuplement territory build --epci "$${named##*:}" --data "$(DATA)" --out "$$file"; \
	    fi; \
	done

# A calibration that stopped goes on where it was: give another folder to begin anew.
calibrate: $(STAMPS)/calibrate
	$(BIN)/peuplement calibrate $(patsubst %,configs/%.toml,rennes lille dunkerque) \
	    experiments/baseline/targets.toml --evaluations $(EVALUATIONS) --method $(METHOD) \
	    --workers $(JOBS) --out "$(CALIBRATION)"

# A quarter of an hour on two free cores; what stopped goes on where it was. For an ensemble that also
# varies what was set by hand: make ensemble PARAMETERS=$(SETS)/uncertain_parameters.toml
ensemble: $(STAMPS)/cluster
	$(BIN)/peuplement --lang en calibrate configs/dunkerque.toml configs/rennes.toml \
	    experiments/baseline/targets.toml --parameters "$(PARAMETERS)" \
	    --evaluations 1 --replicates 1 --checks 8 --ensemble 20 --workers $(JOBS) --out "$(ENSEMBLE)"
	@cp "$(ENSEMBLE)/ensemble.toml" $(SETS)/ensemble.toml
	@git --no-pager diff --stat -- $(SETS) || true

parameters: $(STAMPS)/run
	$(BIN)/peuplement --lang en describe parameters --markdown > docs/parameters.md.part
	@mv docs/parameters.md.part docs/parameters.md

dictionary: $(STAMPS)/run
	$(BIN)/peuplement --lang en describe outputs --markdown > docs/dictionary.md.part
	@mv docs/dictionary.md.part docs/dictionary.md
	$(BIN)/peuplement --lang fr describe outputs --markdown > docs/dictionnaire.md.part
	@mv docs/dictionnaire.md.part docs/dictionnaire.md

clean:
	rm -rf $(VENV) $(STAMPS) $(ORACLE) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests experiments -name __pycache__ -type d -prune -exec rm -rf {} +
