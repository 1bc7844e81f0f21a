#!/bin/sh
# bench.sh PARTS [OPTION…]: measures all parts, or those named ("parts floor messages crowd
# processes"). Compares with Rasa as it is delivered: builds its environment once
# (.bench/stock-venv, from requirements-stock.lock). Options go to bench/run.py: --help shows them.
set -eu
parts=${1:-}
[ $# -eq 0 ] || shift
case " $* " in *" --help "*) exec .venv/bin/python -m bench.run --help ;; esac
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
only=""
for part in $parts; do
    [ "$part" = parts ] || only="$only --only $part"
done
case "$parts" in "" | *parts*) .venv/bin/python -m bench.parts ;; esac
if [ -z "$parts" ] || [ -n "$only" ]; then
    exec .venv/bin/python -m bench.run $only "$@"
fi
