"""The overrides of Rasa's pins (requirements/overrides.txt): Rasa works with them."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT


def _version(package: str) -> tuple[int, ...]:
    return tuple(int(part) for part in importlib.metadata.version(package).split(".")[:2])


def test_the_overridden_packages_are_the_current_ones() -> None:
    assert _version("aiohttp") >= (3, 14)
    assert _version("sqlalchemy") >= (2, 0)
    assert _version("spacy") >= (3, 8)


def test_the_lock_files_hold_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (PROJECT / name).read_text()
        assert "://" not in text
        packages = [line for line in text.splitlines() if "==" in line]
        assert len(packages) > 150
        assert text.count("--hash=sha256:") >= len(packages)


def test_rasas_own_check_of_the_project_finds_nothing(tmp_path: Path) -> None:
    command = [Path(sys.executable).with_name("rasa"), "data", "validate", "--fail-on-warnings"]
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "HOME": str(tmp_path)}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]


def test_rasas_own_nlu_test_runs_without_an_open_question(tmp_path: Path) -> None:
    examples = tmp_path / "nlu.yml"
    examples.write_text(
        'version: "3.1"\nnlu:\n- intent: command_back\n  examples: |\n    - einen Schritt zurück\n'
        "    - zurück bitte\n- intent: smalltalk_greet\n  examples: |\n    - Guten Morgen\n",
        "utf-8",
    )
    command = [
        Path(sys.executable).with_name("rasa"), "test", "nlu", "--nlu", examples,
        "--out", tmp_path / "results", "--no-plot", "--no-errors",
    ]  # fmt: skip
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "HOME": str(tmp_path)}
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    report = (tmp_path / "results" / "intent_report.json").read_text()
    assert '"accuracy": 1.0' in report
