# Everything sets itself up in .venv first, once: `make demo` and `make test` work in a fresh clone.

.DEFAULT_GOAL := help
BIN := .venv/bin
PY := $(BIN)/python
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/prevent_tui.po))

.PHONY: help
help: ## Show what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | while IFS='|' read -r name does; do printf '%-15s %s\n' "$$name" "$$does"; done

.PHONY: set-up
set-up: ## Make .venv from the lock; again only when the lock or pyproject.toml has changed
	@sh tools/set-up.sh

%.mo: %.po | set-up
	@$(BIN)/pybabel -q compile -i $< -o $@ -l $(word 2,$(subst /, ,$<))

.PHONY: ready
ready: set-up $(CATALOGUES)

.PHONY: demo
demo: ready ## Open a seeded organisation; kept in .demo/, so that a killed demo goes on where it was
	@$(BIN)/prevent-tui demo --directory .demo

.PHONY: check
check: ready ## Style, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.PHONY: test
test: check ## All checks and tests, on as many processes as there are processors
	@$(PY) -m pytest --numprocesses auto --dist worksteal

.PHONY: test-faults
test-faults: ready ## Kills, power cuts and full disks
	@$(PY) -m pytest -m faults

.PHONY: bench
bench: ready ## Our figures beside a bare app's and the goals
	@$(PY) -m tests.benchmarks

.PHONY: screens
screens: ready ## Draw the pictures of the documentation
	@$(PY) docs/screens/capture.py

.PHONY: content-report
content-report: ready ## Check the courses and write what they measure into docs/content-report.md
	@$(BIN)/prevent-tui content check --report docs/content-report.md

.PHONY: messages
messages: set-up ## Extract the messages and bring the catalogues up to date
	@$(PY) -m tools.messages

.PHONY: lock
lock: set-up ## Write requirements.lock anew; LOCK_FLAGS=--upgrade takes newer versions
	@CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --extra postgres --extra pdf --extra dev --all-build-deps \
		--generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links \
		--no-emit-trusted-host --no-emit-options $(LOCK_FLAGS) --output-file requirements.lock pyproject.toml

.PHONY: clean
clean: ## Remove everything that was made, the demo too
	@rm -rf .venv .demo dist build .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@find locales -name '*.mo' -delete
