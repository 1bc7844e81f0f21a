#!/bin/sh
# Writes the lock files anew: versions and hashes, no addresses. Overrides have their reasons in
# requirements/overrides.txt. pip cannot override, so uv does it.
set -eu
.venv/bin/python -m pip install --quiet uv
lock() {
    .venv/bin/uv pip compile --quiet --python .venv/bin/python --python-version 3.10 \
        --generate-hashes --no-annotate --no-emit-index-url --no-header "$@"
}
lock --override requirements/overrides.txt --output-file requirements.lock requirements/runtime.in
lock --override requirements/overrides.txt --override requirements/overrides-development.txt \
    --output-file requirements-dev.lock requirements/development.in
# Rasa as it is delivered, for the comparison in `make bench`: its own pins, no overrides.
lock --output-file requirements-stock.lock requirements/stock.in
