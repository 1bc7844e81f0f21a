#!/bin/sh
# Writes the lock files anew: versions and hashes, no addresses. Overrides have their reasons in
# requirements/overrides.txt. pip cannot override, so uv does it.
set -eu
.venv/bin/python -m pip install --quiet uv
for pair in "runtime requirements.lock" "development requirements-dev.lock"; do
    set -- $pair
    .venv/bin/uv pip compile --quiet --python-version 3.10 --override requirements/overrides.txt \
        --generate-hashes --no-annotate --no-emit-index-url --no-header \
        --output-file "$2" "requirements/$1.in"
done
