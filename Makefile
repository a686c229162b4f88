# `make serve` and `make test` each set up everything they need; a second run reinstalls nothing.
PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
PYTEST = .venv/bin/python -m pytest --numprocesses auto --maxprocesses 4
PIP = .venv/bin/python -m pip install --quiet --disable-pip-version-check

.PHONY: serve test test-postgres check messages bench search-quality

serve: .venv/.served-with
	@exec .venv/bin/python manage.py serve --host $(HOST) --port $(PORT)

test: check
	$(PYTEST)

# The same tests beside a throw-away PostgreSQL server.
test-postgres: .venv/.tested-with
	@.venv/bin/python -m tests.postgres $(PYTEST)

check: .venv/.tested-with
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/djlint --lint --quiet templates
	.venv/bin/python manage.py makemigrations --check --dry-run

# Brings the catalogues of nynorsk and English in step with what the code says, and says what lacks a translation.
messages: .venv/.tested-with
	.venv/bin/python -m tests.messages

# SIZES=24,2400 chooses sizes, KEEP=1 keeps the scratch databases, POSTGRES=1 measures on a throw-away PostgreSQL.
bench: .venv/.tested-with
	@$(if $(POSTGRES),.venv/bin/python -m tests.postgres) .venv/bin/python -m bench

# How well the judged queries of tests/search are answered on both databases, a category a line: on the shipped
# edition, and on ../shared/seed/fou-2020.md where it is.
search-quality: .venv/.tested-with
	@.venv/bin/python -m tests.search.measured
	@-.venv/bin/python -m tests.postgres .venv/bin/python -m tests.search.measured

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("FoU trenger Python 3.11 eller nyere.")'
	$(PYTHON) -m venv .venv

.venv/.served-with: requirements.txt | .venv/bin/python
	$(PIP) -r requirements.txt
	@touch $@

.venv/.tested-with: requirements.txt requirements-test.txt | .venv/bin/python
	$(PIP) -r requirements-test.txt
	@touch $@ .venv/.served-with
