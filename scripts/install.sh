#!/bin/sh
# install.sh LOCK STAMP: installs what the lock file names into .venv, and the project itself.
set -eu
lock=$1
stamp=$2
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))'; then
    python=$(sh scripts/find_python.sh)
    echo "Richte die Umgebung mit $python ein; das dauert einige Minuten …"
    rm -rf .venv
    "$python" -m venv .venv
fi
# The lock is complete: nothing is resolved anew, and every file has its hash.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
touch "$stamp"
