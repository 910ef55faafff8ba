# Everything a person or CI needs to type. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
# How torch is installed. For a build without CUDA (200 MB instead of 4.7 GB) name a source of one:
#   make run TORCH="torch==2.13.0 --find-links FOLDER_OR_PAGE_WITH_CPU_WHEELS"
TORCH ?= torch==2.13.0
# What one needs on disk before the first set-up, in GB (torch with its CUDA libraries).
DISK_GB ?= 9
# How many tests run at once, of those that need no model: each takes 1 GB of memory. One more than
# two cores, since the pages' tests wait as long as they work.
JOBS ?= 3
Q ?= Wann wurde die Zollbrücke eingeweiht?
# Spinning threads make two busy cores slower by a factor of five.
export OMP_WAIT_POLICY ?= PASSIVE
# Compiled once, not by each of the hundreds of processes that the tests start.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help setup run ask serve test check prove bench eval ollama fix lock clean

help: ## list these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

setup: $(VENV)/installed ## virtual environment with every package

$(VENV)/installed: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed: no '$(PYTHON)' here. Install it or type make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Type make PYTHON=..."; exit 1; }
	@test -d $(VENV) || { free=$$(df -Pk . | awk 'NR==2 {print int($$4/1048576)}'); \
	  echo "Setting up: up to $(DISK_GB) GB of disk are needed here, $$free GB are free."; \
	  test $$free -ge $(DISK_GB) || { echo "Too little disk: free some, or take a CPU build of torch (see README) and type make DISK_GB=3 ..."; exit 1; }; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check $(TORCH) -c constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev,bench]' -c constraints.txt
	@touch $@

run: setup ## set up, index corpus/, answer one question, open the chat page
	@$(BIN)/fundstelle models ready
	@$(BIN)/fundstelle index
	@$(BIN)/fundstelle ask "How much does the town receive for the plot sold to the pump company?"
	@$(BIN)/fundstelle serve

ask: setup ## ask one question: make ask Q="..."
	@$(BIN)/fundstelle ask "$(Q)"

serve: setup ## the chat page alone
	@$(BIN)/fundstelle serve

ollama: setup ## fetch the recommended model into Ollama and check that it answers
	@command -v ollama >/dev/null || { echo "Ollama is not installed: get it from ollama.com, then type make ollama again"; exit 1; }
	ollama pull $${FUNDSTELLE_OLLAMA_MODEL:-qwen3.5:4b}
	@$(BIN)/fundstelle doctor

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Types and the import contract are looked at beside the tests; what they say comes after the first.
test: setup ## set up, then lint, types, import contract and tests
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/fundstelle models get qwen2.5-coder-1.5b-instruct
	@said=$$(mktemp); { $(BIN)/mypy && $(BIN)/lint-imports; } > $$said 2>&1 & types=$$!; \
	  $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup --no-loadscope-reorder -m "not long and not alone"; \
	  together=$$?; wait $$types; typed=$$?; cat $$said; rm $$said; \
	  $(BIN)/python -m pytest -m "alone and not long" tests/rag tests/ui && exit $$((together | typed))

prove: setup ## the long counts and figures; output is kept in proofs/
	@mkdir -p proofs
	@stamp=$$(date -u +%Y-%m-%d)-$$(git rev-parse --short HEAD); set -o pipefail; \
	  $(BIN)/python -m pytest -m long 2>&1 | tee proofs/$$stamp-long-tests.txt; \
	  $(BIN)/python -m evals.bench 2>&1 | tee proofs/$$stamp-bench.txt

bench: setup ## the figures alone
	$(BIN)/python -m evals.bench

eval: setup ## ask the dev questions with the model at hand, keep the answers for scoring
	@$(BIN)/fundstelle eval run --split dev

fix: setup ## format and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup ## write constraints.txt from what is installed
	@$(BIN)/pip freeze --exclude-editable | sed -E 's/\+[a-z0-9.]+$$//' \
	  | grep -viE '^(nvidia-|cuda-|triton|fundstelle|pip|setuptools|wheel)|@' | sort -f > constraints.new
	@mv constraints.new constraints.txt

clean: ## remove environment, caches and the index (models stay in the user's cache)
	rm -rf $(VENV) .fundstelle build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
