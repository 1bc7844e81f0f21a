#!/bin/sh
# Compares with Rasa as it is delivered: builds its environment once (.bench/stock-venv, from
# requirements-stock.lock), then measures. Options go to bench/run.py: --quick, --full, --help.
set -eu
venv=.bench/stock-venv
if ! cmp -s requirements-stock.lock "$venv/installed.lock"; then
    python=$(sh scripts/find_python.sh)
    echo "Richte die Vergleichsumgebung mit $python ein; das dauert einige Minuten …" >&2
    rm -rf "$venv"
    "$python" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps \
        --require-hashes -r requirements-stock.lock
    cp requirements-stock.lock "$venv/installed.lock"
fi
.venv/bin/python -m bench.parts
exec .venv/bin/python bench/run.py "$@"
