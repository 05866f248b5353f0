# Everything is set up in .venv/ and built into site/ and build/; nothing else on the machine changes,
# except that `make test` installs Chromium where there is no browser.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
PORT ?= 8000
# How long `make fuzz` runs each target.
SECONDS ?= 300
# The folder of the Maven data set, for `make maven`.
MAVEN ?= ../shared/data/maven_crm

VENV := .venv
RUN := $(VENV)/bin/python
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check
PIN := build/pin/bin/uv pip compile --quiet --no-config --no-annotate --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command 'make pin'

# Material for MkDocs would print a notice on every build.
export NO_MKDOCS_2_WARNING := 1

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s  %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: site
site: $(VENV)/site.stamp ## Validate, write the pages, build the site into site/
	$(RUN) build_scorecards.py

.PHONY: check
check: $(VENV)/site.stamp ## Validate playbook/ and pipeline/, write nothing
	$(RUN) build_scorecards.py check

.PHONY: serve
serve: $(VENV)/site.stamp ## Serve the site on this machine, rebuild on each save (PORT=8000)
	$(RUN) build_scorecards.py serve --port $(PORT)

.PHONY: test
test: $(VENV)/dev.stamp ## Run all tests, some in a browser
	CHROMIUM="$$(sh tests/browser.sh $(RUN))" && export CHROMIUM && $(RUN) -m pytest $(ARGS)

.PHONY: golden
golden: $(VENV)/dev.stamp ## Accept today's pages into tests/golden/
	$(RUN) -m pytest tests -k golden --accept-golden -n 0

.PHONY: mutate
mutate: $(VENV)/site.stamp ## Change one thing in a check at a time, and list what no rule test notices
	$(RUN) build_scorecards.py test --mutate $(ARGS)

.PHONY: judgement
judgement: $(VENV)/dev.stamp ## Compare the pages with experts' blind judgement, and list each miss
	$(RUN) -m tests.judgement $(ARGS)

.PHONY: words
words: $(VENV)/dev.stamp ## Rebuild the words of playbook/themes.yml from the example notes
	$(RUN) -m tests.judgement.words

.PHONY: lint
lint: $(VENV)/dev.stamp ## Check style and formatting
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .

.PHONY: format
format: $(VENV)/dev.stamp ## Format the code
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

.PHONY: types
types: $(VENV)/dev.stamp ## Check types
	$(RUN) -m mypy

.PHONY: coverage
coverage: $(VENV)/dev.stamp ## Measure test coverage: build/coverage/index.html
	@mkdir -p build
	$(RUN) -m coverage erase
	$(RUN) -m coverage run -m pytest -m "not browser" $(ARGS)
	$(RUN) -m coverage combine --quiet
	$(RUN) -m coverage html --quiet
	$(RUN) -m coverage report --skip-covered --skip-empty

.PHONY: dead
dead: $(VENV)/dev.stamp ## List names that nothing uses
	@mkdir -p build
	@grep -rhoE '\.[a-z_]+' scorecards/render/templates | sort -u | sed 's/^/_/' > build/in_templates.py
	$(RUN) -m vulture

.PHONY: screenshots
screenshots: site $(VENV)/dev.stamp ## Take pictures of the sample's pages into build/screenshots/
	CHROMIUM="$$(sh tests/browser.sh $(RUN))" && export CHROMIUM && $(RUN) -m tests.browser.screenshots

.PHONY: bench
bench: $(VENV)/dev.stamp ## Measure time and memory against the limits (ARGS=--hundred for a hundred times the data)
	CHROMIUM="$$(sh tests/browser.sh $(RUN))" && export CHROMIUM && $(RUN) bench/bench.py $(ARGS)

.PHONY: faults
faults: $(VENV)/dev.stamp ## Run the tests of kills, failing disks, any teams and concurrent commands at full length
	SCORECARDS_FAULTS=1 $(RUN) -m pytest tests/write tests/importing/test_killed_import.py tests/cli/test_any_team.py \
		--timeout=7200 $(ARGS)

.PHONY: fuzz
fuzz: $(VENV)/fuzz.stamp ## Fuzz the readers (SECONDS=300 each, ARGS=targets)
	$(RUN) -m tests.fuzz --seconds $(SECONDS) $(ARGS)

.PHONY: audit
audit: ## Check the pinned packages for known vulnerabilities (needs the network)
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==2.10.1
	@for each in site dask dev fuzz; do \
		echo "requirements/$$each.txt"; \
		build/audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements/$$each.txt || { \
			echo "make audit: a weakness is in the table above; without a table, the advisories could not be reached," >&2; \
			echo "and nothing is known of these packages, neither good nor bad" >&2; exit 1; }; \
	done

.PHONY: licences
licences: $(VENV)/site.stamp ## List the licences of pinned packages and vendored files
	$(RUN) -m tests.support.licences

.PHONY: literal
literal: $(VENV)/dev.stamp ## Put hostile texts into every field on many builds, and look at all pages (BUILDS=100)
	CHROMIUM="$$(sh tests/browser.sh $(RUN))" && export CHROMIUM && LITERAL_BUILDS=$(or $(BUILDS),20) \
		$(RUN) -m pytest tests/browser/test_every_text.py $(ARGS)

.PHONY: preview
preview: $(VENV)/site.stamp ## Say what the playbook's change would do, in counts (BASE=main REVIEWS=4)
	mkdir -p build
	$(RUN) build_scorecards.py diff --playbook '$(or $(BASE),HEAD)' --reviews $(or $(REVIEWS),4) \
		--counts-only --format markdown --to build/preview.md
	@cat build/preview.md >> "$${GITHUB_STEP_SUMMARY:-/dev/stdout}"

.PHONY: maven
maven: $(VENV)/site.stamp ## Import the Maven data set and build its site (MAVEN=folder)
	$(RUN) build_scorecards.py import $(MAVEN)/sales_pipeline.csv --from mappings/maven.yml \
		--as-of 2017-12-31 --into build/maven/pipeline
	$(RUN) build_scorecards.py build --pipeline build/maven/pipeline \
		--docs build/maven/docs --site build/maven/site

.PHONY: pin
pin: ## Pin requirements/*.in again (ARGS=--upgrade for the newest)
	$(PYTHON) -m venv build/pin
	build/pin/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(PIN) $(ARGS) requirements/site.in --output-file requirements/site.txt
	$(PIN) $(ARGS) --constraint requirements/site.txt requirements/dask.in --output-file requirements/dask.txt
	$(PIN) $(ARGS) --constraint requirements/site.txt --constraint requirements/dask.txt requirements/dev.in --output-file requirements/dev.txt
	$(PIN) $(ARGS) requirements/fuzz.in --output-file requirements/fuzz.txt

.PHONY: clean
clean: ## Remove all that make set up or built, except the pages in docs/
	rm -rf $(VENV) .cache build site

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Sales Scorecards needs Python 3.11 or newer; '$(PYTHON)' is not. Install one, or name one:" >&2; \
		echo "  make site PYTHON=/path/to/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The package itself is installed too, because the site builders load scorecards.render.literal.
$(VENV)/site.stamp: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) --require-hashes -r requirements/site.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	$(RUN) -m compileall -q scorecards
	$(RUN) -c 'from scorecards.render.environment import compile_templates; compile_templates()'
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/site.stamp
	$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

# Built from its source, the fuzzer would need a compiler of its own.
$(VENV)/fuzz.stamp: requirements/fuzz.txt $(VENV)/dev.stamp
	@$(INSTALL) --only-binary :all: --require-hashes -r requirements/fuzz.txt || { \
		echo "make fuzz: atheris, which drives it, has no build for this system and this Python;" >&2; \
		echo "it has some for Linux on x86-64 and for Python 3.11 to 3.13" >&2; exit 1; }
	@touch $@
