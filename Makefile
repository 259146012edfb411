# Thin: each target calls something that also works without make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
.DEFAULT_GOAL := help

help: ## show what can be done here
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

$(VENV)/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "A_ormas needs Python 3.11 or newer")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Memasang yang diperlukan, sekali saja; beberapa menit pada sambungan lambat."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(VENV)/.run ## install what is missing and serve (http://127.0.0.1:8000 unless AORMAS_PORT says otherwise)
	@$(BIN)/python app.py

demo: $(VENV)/.run ## the same with sample data, in instance/demo
	@$(BIN)/python app.py demo

test: $(VENV)/.dev ## the whole test suite
	@$(BIN)/python -m tests

check: $(VENV)/.dev ## style, types and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev ## measure the budgets; writes docs/benchmarks.md
	@$(BIN)/python -m tests.bench

messages: $(VENV)/.dev ## list messages that have no Indonesian yet
	@$(BIN)/python -m tests.messages

.PHONY: help run demo test check bench messages
