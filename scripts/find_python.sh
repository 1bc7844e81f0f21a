#!/bin/sh
# Prints the path of a Python 3.10: one that is named, pyenv's, the system's, or uv's.
is_310() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info[:2] != (3, 10))' 2>/dev/null
}
for candidate in "$DAKS_PYTHON" \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10.*/bin/python \
    "$(command -v python3.10)" "$(command -v python3)"; do
    if [ -n "$candidate" ] && [ -x "$candidate" ] && is_310 "$candidate"; then
        echo "$candidate"
        exit 0
    fi
done
if command -v uv >/dev/null 2>&1; then
    found=$(uv python find 3.10 2>/dev/null || { uv python install 3.10 >&2 && uv python find 3.10; })
    if [ -n "$found" ] && is_310 "$found"; then
        echo "$found"
        exit 0
    fi
fi
cat >&2 <<'TEXT'
Es fehlt Python 3.10. Rasa 3.6 läuft mit keiner anderen Fassung. So geht es weiter:
  pyenv install 3.10        (pyenv: ein Verwalter für Python-Fassungen)
oder
  uv python install 3.10    (uv: ein schneller Paketverwalter, der Python mitbringt)
oder den Pfad eines vorhandenen Python 3.10 nennen:
  DAKS_PYTHON=/pfad/zu/python3.10 make setup
TEXT
exit 1
