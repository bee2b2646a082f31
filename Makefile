# Two commands set everything up: make report, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CASE := reports/qa-book-ch11/qa-book-ch11

.PHONY: report test proof check bench bench-zoo gallery golden clean

report: $(VENV)/report.stamp ## render the gallery's first case to HTML and PDF
	@$(BIN)/symcount report $(CASE).yaml -o $(CASE).html
	@echo "HTML: $(CASE).html"
	@if .ci/native-libraries $(BIN)/python; then \
	  $(BIN)/symcount report $(CASE).yaml -o $(CASE).pdf && \
	  echo "PDF:  $(CASE).pdf"; fi

test: $(VENV)/test.stamp ## run all tests; a witness that is missing is skipped with its reason
	@.ci/native-libraries $(BIN)/python || true
	$(BIN)/python -m pytest -q -n 2 $(ARGS)

proof: $(VENV)/test.stamp ## all tests, with thousands of random layers, configs and formulas held to their witnesses
	SYMCOUNT_PROOF=1 $(BIN)/python -m pytest -q -n 2 $(ARGS)

check: $(VENV)/check.stamp ## types, style, spelling
	$(BIN)/python -m mypy
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m codespell_lib symcount templates README.md CHANGELOG.md

bench: $(VENV)/test.stamp ## ratios measured side by side in one run
	$(BIN)/python tests/benchmarks/bench.py

bench-zoo: $(VENV)/test.stamp ## every answer for every size of every architecture; lists the slowest, which takes a while
	$(BIN)/python tests/benchmarks/zoo_answers.py

gallery: $(VENV)/report.stamp ## render every case of the gallery anew
	$(BIN)/python tests/gallery.py

golden: $(VENV)/test.stamp ## rewrite the expected pages from what is rendered now; look at the difference
	$(BIN)/python -m pytest -q tests/reporting --rewrite-golden

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "symcount needs Python 3.11 or newer; name one with: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "the environment could not be made; on Debian: sudo apt-get install python3-venv" >&2; exit 2; }

$(VENV)/report.stamp: pyproject.toml .ci/constraints.txt | $(BIN)/python
	$(PIP) install -c .ci/constraints.txt -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/report.stamp
	$(PIP) install -c .ci/constraints.txt -e '.[test]'
	@touch $@

$(VENV)/check.stamp: $(VENV)/test.stamp
	$(PIP) install -c .ci/constraints.txt -e '.[test,check]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
