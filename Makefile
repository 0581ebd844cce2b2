# Every target makes .venv by itself when it is missing or older than the lock file.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: help run test check quick tour faq faq-calibrate standards charts coverage bench prove prove-long screenshots lint lock clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 15

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Loket needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

run: $(READY) ## start Loket; without a token also the simulator and its web page
	$(BIN)/loket run

test: $(READY) ## all tests
	$(BIN)/python -m pytest

quick: $(READY) ## the pure tests: flows, standards, texts, faq
	$(BIN)/python -m pytest -q -n 0 tests/flows tests/standards tests/texts tests/faq

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

check: lint standards test ## what CI runs: ruff, mypy, import-linter, standards check, all tests

standards: $(READY) ## check every service standard, with file, key and remedy
	$(BIN)/loket standards check

charts: $(READY) ## draw the chain of every service into docs/chains
	$(BIN)/loket standards charts docs/chains

coverage: $(READY) ## say in docs/coverage.md what each item of the sources has become
	$(BIN)/loket standards coverage

faq: $(READY) ## how well the search answers, per kind of question, cross-validated
	$(BIN)/python -m bench.answers

faq-calibrate: $(READY) ## fit the weights of the search to the examples of the tests
	$(BIN)/python -m bench.answers --calibrate

tour: $(READY) ## play whole journeys through the simulator and print the chats
	$(BIN)/loket tour

bench: $(READY) ## what an update costs beside a bare echo bot
	$(BIN)/python -m bench
	$(BIN)/python -m bench.searching

PROVE := LOKET_PROOF=1 $(BIN)/python -m pytest -q -n 0 -p no:randomly -s tests/prove
prove: $(READY) ## the proofs at one tenth of their floors, an office year; writes docs/proof.md (minutes)
	$(PROVE) -m prove

prove-long: $(READY) ## the proofs at their floors; writes docs/proof.md (hours)
	$(PROVE) -m prove_long

screenshots: $(READY) ## write docs/images anew with a headless Chromium
	LOKET_SCREENSHOTS=docs/images $(BIN)/python -m pytest -n 0 tests/browser

UV := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header --python-version 3.11
lock: $(READY) ## write both lock files anew from pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(UV) --group pyproject.toml:dev pyproject.toml -o requirements.lock
	$(UV) -c requirements.lock --group pyproject.toml:build pyproject.toml -o deploy/requirements.lock

clean: ## remove what the make targets and the simulator wrote
	rm -rf .venv var build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
