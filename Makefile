# `make setup` once, `make run` to use it, `make test` to check it.
.PHONY: setup run test lint bench crash soak train fit lock widget check-widget clean help
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
export PYTHONWARNINGS := ignore

help:
	@echo "make setup   richtet alles ein (Python 3.10, Pakete, Modell)"
	@echo "make run     startet die Assistenz und nennt ihre Adresse"
	@echo "make test    prüft alles"
	@echo "make lint    prüft Form, Typen, Schichten und Texte"
	@echo "make bench   misst Rechenzeit, Start und Speicher, neben Rasa im Auslieferungszustand"
	@echo "             (ein Teil: make bench ONLY=crowd; Weiteres: OPTIONS=--no-stock, =--help)"
	@echo "make crash   bricht Dienst, Datenbank und Platte unter Last (ROUNDS=100, SEED=…)"
	@echo "make soak    Dauerlauf: bleiben Speicher, Dateien und Verbindungen gleich? (MINUTES=60)"

# The stamps make a second `make setup` quick: each step runs again only when its input changed.
$(VENV)/.installed: requirements.lock pyproject.toml scripts/find_python.sh
	sh scripts/install.sh requirements.lock $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	sh scripts/install.sh requirements-dev.lock $@

setup: $(VENV)/.installed
	$(BIN)/daks train --if-changed

run: setup
	$(BIN)/daks serve

train: $(VENV)/.installed
	$(BIN)/daks train

test: setup $(VENV)/.installed-dev
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m assistant.guide.lint
	$(BIN)/python -m assistant.toolkit.lint
	$(BIN)/python -m assistant.profile.lint
	$(BIN)/python -m assistant.guide.page --check docs/guide.md
	$(BIN)/python -m assistant.profile.page --check docs/indicators.md
	$(BIN)/python -m assistant.privacy.page --check docs/privacy.md
	$(BIN)/python -m assistant.web.roles_page --check docs/roles.md
	$(BIN)/python -m assistant.cli.advisories requirements.lock requirements-dev.lock

# After new training data or features; the figures are then measured with `daks evaluate`.
fit: train
	$(BIN)/python scripts/fit_judgement.py

# ONLY is one or more of: parts floor messages crowd processes.
bench: setup
	sh scripts/bench.sh "$(ONLY)" $(OPTIONS)

# As a test, but with many rounds, and with what each round saw.
crash: ROUNDS ?= 100
crash: setup $(VENV)/.installed-dev
	ROUNDS=$(ROUNDS) $(BIN)/python -m pytest -s tests/crash

soak: MINUTES ?= 60
soak: setup
	$(BIN)/python -m bench.soak --minutes $(MINUTES) $(OPTIONS)

lock: $(VENV)/.installed-dev
	sh scripts/lock.sh

widget:
	cd widget && npm ci --no-audit --no-fund && npm run build

# The built page is in the repository, so that a server without Node serves it: it must match.
check-widget:
	cd widget && npm ci --no-audit --no-fund && npm run check && npm test && npm run build && npm run size
	git diff --exit-code -- assistant/web/static

clean:
	rm -rf $(VENV) .bench models .rasa
