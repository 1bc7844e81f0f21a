"""How well messages are understood must not get worse (docs/understanding.md has the figures)."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.conftest import PROJECT


def test_understanding_has_not_become_worse() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "evaluate", "--json"],
        cwd=PROJECT,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    figures = json.loads(done.stdout)
    # Not the bars themselves: what was reached, with room for a few messages.
    assert figures["answers_mistaken"] <= 0.013
    assert figures["commands"] >= 0.895
    assert figures["values"] >= 0.94
    assert figures["right_entry"] >= 0.88
    assert figures["outside_refused"] >= 0.87
    assert figures["recall"]["question"] >= 0.78
