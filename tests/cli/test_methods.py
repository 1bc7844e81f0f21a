"""The toolkit in the shell."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_commands import run


def test_methods_are_suggested_and_one_is_read(tmp_path: Path) -> None:
    done = run(tmp_path, "methods", "Jugendliche,", "wenig", "Geld,", "online", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["methods"]
    assert len(found) == 5 and all(method["because"] for method in found)
    one = run(tmp_path, "methods", "--show", "World Café")
    assert one.returncode == 0 and "Schritte" in one.stdout
    assert run(tmp_path, "methods", "--show", "Unsinn").returncode == 1


def test_the_suggestion_meets_its_bar(tmp_path: Path) -> None:
    done = run(tmp_path, "evaluate", "methods", "--json", "--check")
    assert done.returncode == 0, done.stdout + done.stderr
    figures = json.loads(done.stdout)
    assert figures["below"] == []
    assert figures["rank"]["cases"] >= 40
