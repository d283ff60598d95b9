# Works with GNU make 3.81 and newer. `make` alone lists the targets.

VENV := .venv
BIN := $(VENV)/bin
# The first of these that is new enough; `make setup PYTHON=/path/to/python3` names another.
PYTHONS := $(if $(PYTHON),"$(PYTHON)",python3 python3.13 python3.12 python3.11)
UV ?= $(BIN)/uv

# What `make audit` audits when it is given no REPORT, and where every run writes.
SAMPLE := data/sample-2023.txt
REPORTS := reports

# The same bytes from every run, and one thread in processes that fork.
export PYTHONHASHSEED := 0
export OPENBLAS_NUM_THREADS := 1
# Handed to the recipes through the environment: a path may hold spaces.
export REPORT
export SAMPLE
export DATABASE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The stamps of a finished setup are copies of what it was made from, so contents decide, not times.
LOCK_STAMP := $(VENV)/installed.lock
PACKAGE_STAMP := $(VENV)/installed.pyproject
LOCK_STATE := { pwd; cat requirements.lock; }
PACKAGE_STATE := sed '/^\[tool\.ruff\]/,$$d' pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help setup audit batch verify test test-all coverage lint format lab notebooks docs samples screenshots lock licences sbom vulnerabilities accuracy synth bench bench-scale linear torture fuzz mutation clean clean-all

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | \
	while IFS='	' read -r target text; do printf '  make %-15s %s\n' "$$target" "$$text"; done

setup: ## Make .venv from requirements.lock; redone only when the lock changed
	@set -e; \
	if ! $(LOCK_STATE) | cmp -s - $(LOCK_STAMP) || ! $(BIN)/python -c '' 2>/dev/null; then \
		python=; for candidate in $(PYTHONS); do \
			if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
			then python=$$candidate; break; fi; \
		done; \
		test -n "$$python" || { \
			echo "ogi-audit needs Python 3.11 or newer; not found as" $(PYTHONS)"." \
				"Install it, or name it: make setup PYTHON=/path/to/python3" >&2; exit 2; }; \
		echo "Setting up $(VENV) from requirements.lock; this is done once."; \
		rm -f $(LOCK_STAMP) $(PACKAGE_STAMP); \
		"$$python" -m venv --clear $(VENV) || { \
			echo "'$$python -m venv' failed; on Debian and Ubuntu install python3-venv." >&2; exit 2; }; \
		$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock; \
		$(LOCK_STATE) > $(LOCK_STAMP).new; \
		mv $(LOCK_STAMP).new $(LOCK_STAMP); \
	fi; \
	if ! $(PACKAGE_STATE) | cmp -s - $(PACKAGE_STAMP); then \
		rm -f $(PACKAGE_STAMP); \
		$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .; \
		$(PACKAGE_STATE) > $(PACKAGE_STAMP).new; \
		mv $(PACKAGE_STAMP).new $(PACKAGE_STAMP); \
	fi

audit: setup ## Audit the embedded sample, or your own file: make audit REPORT=file
	@file="$${REPORT:-$$SAMPLE}"; status=0; \
	said=$$($(BIN)/ogi-audit render "$$file" -o $(REPORTS)) || status=$$?; \
	printf '%s\n' "$$said"; \
	case $$status in \
		0) echo "No critical finding in $$file." ;; \
		1) echo "Critical findings in $$file." ;; \
		*) exit $$status ;; \
	esac; \
	page=$$(printf '%s\n' "$$said" | grep '\.html$$' | head -n 1); echo "Open $(CURDIR)/$$page"

batch: setup ## Audit many reports: make batch INPUT='folder file …' [OPTIONS='-j 8']
	@test -n "$(INPUT)" || { echo "Name the reports: make batch INPUT=folder" >&2; exit 2; }
	@status=0; said=$$($(BIN)/ogi-audit render $(INPUT) -o $(REPORTS) $(OPTIONS)) || status=$$?; \
	printf '%s\n' "$$said"; \
	case $$status in \
		0) echo "No critical finding." ;; \
		1) echo "Critical findings, see there." ;; \
	esac; \
	if printf '%s\n' "$$said" | grep -q '$(REPORTS)/index\.html$$'; then \
		echo "Open $(CURDIR)/$(REPORTS)/index.html"; fi; \
	test $$status -le 1 || exit $$status

verify: setup ## Re-run the audits in reports/ with nbval on a cold kernel, and check their hashes
	$(BIN)/ogi-audit verify $(REPORTS)

# Two at once, each a module at a time, in the order of tests/conftest.py.
PYTEST := pytest -n 2 --dist loadscope --no-loadscope-reorder --nbval
TESTS := tests notebooks

test: lint ## Set up, lint, run the tests of all that a change can break, and re-run the notebooks
	$(BIN)/python -m $(PYTEST) $(TESTS)

test-all: lint ## The same with whole corpora, and what else takes long: torture, linear, accuracy (two hours)
	$(BIN)/python -m $(PYTEST) --full $(TESTS)
	$(BIN)/python tools/torture.py
	$(BIN)/python tools/faults.py
	$(BIN)/python benchmarks/linear.py
	$(BIN)/python tools/accuracy.py

# What judges reports, from the form to the suspects: the tests run every branch of it.
CORE := form report extraction/* rules suites expectations judging findings formulas phrasing suspects \
	localisation slips testimony stacked
COMMA := ,
EMPTY :=
CORE_FILES := $(subst $(EMPTY) ,$(COMMA),$(strip $(CORE:%=src/ogi_audit/%.py)))

coverage: setup ## Measure what `make test` runs: all branches of the core, 95 % of the whole
	rm -rf build/coverage
	$(BIN)/python -m coverage run -m $(PYTEST) -p ogi_audit_testing.harness.measured_reading $(TESTS)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --include='$(CORE_FILES)' --fail-under=100
	$(BIN)/python -m coverage report --fail-under=95

lint: setup ## Check style and types (ruff, mypy)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: setup ## Format the code and mend what ruff can mend
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lab: setup ## Open JupyterLab on a notebook to upload a report, audit and review it
	@# Their styles and drawings are shown from the start.
	@$(BIN)/jupyter trust notebooks/*.ipynb >/dev/null
	$(BIN)/jupyter lab --config=tools/lab/jupyter_config.py

notebooks: setup ## Re-run the notebooks and save their outputs
	$(BIN)/python tools/run_notebooks.py

docs: setup ## Write docs/rules.md from the suites and docs/errors.md from the messages
	$(BIN)/python tools/write_rules.py
	$(BIN)/python tools/write_errors.py

samples: setup ## Make the sample reports in data/ again
	$(BIN)/python -m ogi_audit_testing.make_samples
	$(BIN)/python tools/make_overview_sample.py

screenshots: setup ## Make the pictures in docs/images/ again (needs Chromium and LibreOffice)
	$(BIN)/python -m tools.make_screenshots

lock: ## Pin the dependencies in requirements.lock and environment.yml (UPGRADE=1: the newest)
	@command -v "$(UV)" >/dev/null || { \
		echo "uv is not there: run 'make setup' first, or name one: make lock UV=/path/to/uv" >&2; \
		exit 2; }
	@set -e; \
	rm -f requirements.lock.new; \
	if test -f requirements.lock; then cp requirements.lock requirements.lock.new; fi; \
	"$(UV)" pip compile pyproject.toml --quiet --all-extras --universal --python-version 3.11 \
		--fork-strategy fewest --generate-hashes $(if $(UPGRADE),--upgrade) --no-header \
		--no-emit-index-url --no-emit-find-links --output-file requirements.lock.new; \
	{ echo "# Every dependency of pyproject.toml, all extras included, pinned with hashes for Linux,"; \
	  echo "# macOS and Windows. Made by 'make lock'; not edited by hand. Install it with"; \
	  echo "#     pip install --require-hashes -r requirements.lock"; \
	  cat requirements.lock.new; } > requirements.lock.headed; \
	rm requirements.lock.new; \
	mv requirements.lock.headed requirements.lock; \
	if test -x $(BIN)/python; then $(BIN)/python tools/write_environment.py; \
	else $(firstword $(PYTHONS)) tools/write_environment.py; fi

licences: setup ## Write the licences of all dependencies, docs/licences.md, from the lock
	$(BIN)/python -m tools.supply.write_licences

sbom: setup ## Write the bill of materials of the lock, build/sbom.cdx.json (CycloneDX 1.6)
	$(BIN)/python -m tools.supply.write_sbom

vulnerabilities: setup ## Check the lock for known vulnerabilities: [DATABASE=advisories], or online
	@# Error 1: some are known; Error 3: it could not be checked.
	@$(BIN)/python -m tools.supply.vulnerabilities $(if $(DATABASE),--database "$$DATABASE")

accuracy: setup ## Count what is found and missed in thousands of made-up reports (some minutes)
	$(BIN)/python tools/accuracy.py

N ?= 1000
SEED ?= 0
OUTPUT ?= synth
synth: setup ## Write made-up reports with known faults: make synth [N=1000] [SEED=0] [OUTPUT=synth]
	$(BIN)/python tools/synth.py $(N) --seed $(SEED) -o "$(OUTPUT)"

bench: setup ## Time everything: commands, formats, the batch against stock papermill (half an hour)
	$(BIN)/python benchmarks/bench.py "$$SAMPLE"
	$(BIN)/python benchmarks/batch.py

bench-scale: setup ## Time a scan of 1,000 and of 10,000 reports; suites and summaries of 100,000 (an hour)
	$(BIN)/python benchmarks/scale.py

linear: setup ## Measure that no hostile text makes a pattern or a loop slow (some minutes)
	$(BIN)/python benchmarks/linear.py

torture: setup ## Kill a running batch a hundred times, and let each of its writes fail; nothing may be lost
	$(BIN)/python tools/torture.py
	$(BIN)/python tools/faults.py

FUZZ_SECONDS ?= 60
fuzz: setup ## Fuzz the readers and the mapper (Linux on x86_64): make fuzz [TARGET=html] [FUZZ_SECONDS=60]
	$(BIN)/python tools/fuzz.py $(TARGET) --seconds $(FUZZ_SECONDS)

MUTANTS ?= 100
mutation: setup ## Make rules and the mapper wrong on purpose, and list what no test notices: make mutation [MUTANTS=100]
	$(BIN)/python -m tools.mutation.identities
	$(BIN)/python -m tools.mutation.mapper --most $(MUTANTS)

clean: ## Remove what runs made: reports and caches
	find $(REPORTS) -mindepth 1 ! -name README.md -delete
	find . -path ./$(VENV) -prune -o -type d \( -name __pycache__ -o -name .ipynb_checkpoints \) \
		-exec rm -rf {} +
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage htmlcov build dist

clean-all: clean ## Remove .venv as well
	rm -rf $(VENV)
