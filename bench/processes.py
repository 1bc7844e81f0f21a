"""Where the bench keeps its things, and how it runs the processes that it measures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / ".bench"
PROJECT = WORK / "stock" / "project"
STOCK = WORK / "stock-venv" / "bin"
OURS = Path(sys.executable).parent
ENVIRONMENT = os.environ | {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
}


def json_of(command: list[Any], folder: Path) -> Any:
    """The JSON that a command prints last; what a library prints before it is passed over."""
    printed = run(command, folder)
    begins = 0 if printed.startswith("{") else printed.rfind("\n{") + 1
    return json.loads(printed[begins:])


def run(command: list[Any], folder: Path = ROOT) -> str:
    """What a command prints. Ends the bench, with the command's errors, when it fails."""
    parts = [str(part) for part in command]
    done = subprocess.run(parts, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(parts)}\n{done.stderr[-4000:]}")
    return done.stdout


def say(what: str) -> None:
    """Tells the person what goes on; the table alone goes to standard output."""
    print(f"{what} …", file=sys.stderr, flush=True)
