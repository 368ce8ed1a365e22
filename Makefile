# One door for people, hooks and .ci/run. PYTHON names the environment's interpreter.
PYTHON ?= .venv/bin/python
RUN = $(PYTHON) -m

.PHONY: check format lint types contracts test browser bench readme corpus

check: lint types contracts test  ## what must be green before anything lands

format:  ## write the house's format
	$(RUN) ruff format src tests benchmarks app.py
	$(RUN) ruff check --fix src tests benchmarks app.py

lint:
	$(RUN) ruff format --check src tests benchmarks app.py
	$(RUN) ruff check src tests benchmarks app.py

types:
	$(RUN) mypy src/report_assistant

contracts:
	$(dir $(PYTHON))lint-imports --no-cache

test:  ## all tests; those in Chromium run where it is installed, and always in CI
	$(RUN) pytest -n auto

bench:  ## measure, and write the README's table
	$(RUN) benchmarks.table

readme:  ## write the generated parts of the README
	$(PYTHON) tests/readme.py --write

corpus:  ## write the hashes of corpus/manifest.toml anew
	$(RUN) report_assistant.retrieval.library
