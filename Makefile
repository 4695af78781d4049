# make        this list
# make run    install, bring the collection up to date, serve it
# make test   what CI runs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PACKAGES := chromium chromium-driver poppler-utils tesseract-ocr tesseract-ocr-dan \
	libreoffice-writer-nogui texlive-latex-base texlive-lang-european lmodern libpango-1.0-0 \
	libpangoft2-1.0-0 fonts-dejavu-core

.PHONY: help run install update test lint types layers unit system clean

.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

run: update ## install, bring the collection up to date, serve it
	$(BIN)/mentorsoeg serve

install: $(VENV)/run.stamp ## the virtual environment with the service

update: install ## harvest, fetch and index
	$(BIN)/mentorsoeg update

test: $(VENV)/test.stamp system lint types layers unit ## everything that CI checks

lint: $(VENV)/test.stamp ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test.stamp ## mypy, strict
	$(BIN)/mypy

layers: $(VENV)/test.stamp ## who imports whom
	$(BIN)/lint-imports

unit: $(VENV)/test.stamp system ## the tests
	$(BIN)/pytest -n auto

system: ## the programs that the tests use beside Python
	@missing=$$(for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	if [ -z "$$missing" ]; then exit 0; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else echo "The tests need these packages: sudo apt-get install $$missing" >&2; exit 1; fi

$(VENV)/run.stamp: setup.cfg pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -e .
	touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	$(BIN)/pip install -q --disable-pip-version-check -e '.[test]'
	touch $@

clean: ## remove what was built (the collection stays)
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
