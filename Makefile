# make        this list
# make run    install, bring the collection up to date, serve it
# make test   what CI runs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock
PACKAGES := chromium chromium-driver poppler-utils tesseract-ocr tesseract-ocr-dan \
	libreoffice-writer-nogui texlive-latex-base texlive-lang-european lmodern libpango-1.0-0 \
	libpangoft2-1.0-0 fonts-dejavu-core

.PHONY: help run install update test lint types layers unit golden cluster mutants audit lock licences sbom system clean

.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

run: update ## install, bring the collection up to date, serve it
	@echo "Starting the service …"
	@$(BIN)/mentorsoeg serve

install: $(VENV)/run.stamp ## the virtual environment with the service
	@$(BIN)/python -m compileall -q indexer search webapp mentorsoeg.py  # whoever runs it may not write here

update: install ## harvest, fetch and index
	@echo "Bringing the collection up to date: harvesting, fetching, reading and indexing …"
	@$(BIN)/mentorsoeg update

test: $(VENV)/test.stamp system lint types layers unit ## everything that CI checks

lint: $(VENV)/test.stamp ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test.stamp ## mypy, strict
	$(BIN)/mypy

layers: $(VENV)/test.stamp ## who imports whom
	$(BIN)/lint-imports

unit: $(VENV)/test.stamp system ## the tests
	$(BIN)/pytest -n auto --dist worksteal

golden: $(VENV)/test.stamp ## what words become and what files say, written anew for the tests
	MENTORSOEG_GOLDEN=renew $(BIN)/pytest tests/golden

cluster: $(VENV)/test.stamp ## three OpenSearch nodes on loopback, until Ctrl-C; see docs/scale.md
	$(BIN)/python -m benchmarks.opensearch.nodes

mutants: $(VENV)/mutants.stamp ## how many faults put into the code the tests see; see docs/testing.md
	rm -rf mutants
	MENTORSOEG_HYPOTHESIS=mutants $(BIN)/mutmut run >/dev/null
	@$(BIN)/mutmut results --all true | awk -F': ' '{ sub(/^ +/, ""); m = $$1; sub(/\.x(_|ǁ).*/, "", m); n[m]++; \
	k[m] += $$2 == "killed" || $$2 == "timeout" } \
	END { for (m in n) printf "| %s | %d | %d | %.1f %% |\n", m, n[m], k[m], 100 * k[m] / n[m] }' | sort

audit: $(VENV)/test.stamp ## known holes in the packages used, where their list can be had
	@cd $(VENV) && if timeout 120 bin/pip-audit --skip-editable --timeout 15 --progress-spinner off -f json >audit.json 2>audit.log; \
	then echo "audit: $$(tail -n 1 audit.log); $$(grep -o skip_reason audit.json | wc -l) packages could not be looked up"; \
	elif grep -q '"id"' audit.json; then cat audit.json audit.log; exit 1; \
	else echo "audit: no list to be had here: $$(tail -n 1 audit.log)"; fi

lock: $(VENV)/supply.stamp ## the newest versions within the bounds of setup.cfg, with their digests
	sed -n 's/^requires = \["\(.*\)"\]/\1/p' pyproject.toml | $(BIN)/uv pip compile -q --upgrade --universal \
	--python-version 3.11 --generate-hashes --no-header --no-annotate setup.cfg - -o $(LOCK)
	sed -i '1i # What `make run` and the container install, with the digests of its files; written by `make lock`.' $(LOCK)

licences: $(VENV)/supply.stamp ## the licence of every package that the service uses
	@$(BIN)/pip-licenses --from=mixed --order=license --packages $$(sed -n 's/^\([a-z0-9-]*\)==.*/\1/p' $(LOCK))

sbom: $(VENV)/supply.stamp ## what the service is made of, as CycloneDX in build/sbom.json
	mkdir -p build
	$(BIN)/cyclonedx-py requirements $(LOCK) -o build/sbom.json

system: ## the programs that the tests use beside Python
	@missing=$$(for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || echo $$p; done); \
	if [ -z "$$missing" ]; then exit 0; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else echo "The tests need these packages: sudo apt-get install $$missing" >&2; exit 1; fi

$(VENV)/run.stamp: $(LOCK) setup.cfg pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@echo "Making the virtual environment in $(VENV) …"
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@echo "Installing $$(grep -c '==' $(LOCK)) packages, once; a minute or two, the first time …"
	@$(BIN)/pip install -q --disable-pip-version-check --progress-bar on --require-hashes -r $(LOCK)
	@echo "Installing Mentorsøg itself …"
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	$(BIN)/pip install -q --disable-pip-version-check -e '.[test,bench,opensearch,s3]'
	touch $@

$(VENV)/supply.stamp: $(VENV)/run.stamp
	$(BIN)/pip install -q --disable-pip-version-check -e '.[supply]'
	touch $@

$(VENV)/mutants.stamp: $(VENV)/test.stamp
	$(BIN)/pip install -q --disable-pip-version-check -e '.[mutants]'
	touch $@

clean: ## remove what was built (the collection stays)
	rm -rf $(VENV) build mutants *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
