"""Start-up of the servers: from the command until the server says that it is ready."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from processes import ENVIRONMENT, OURS, PROJECT, ROOT, STOCK, WORK, say

PATIENCE = 600
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def start_ours() -> dict[str, float]:
    """Starts `daks serve` on an empty database until it is ready."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        settings = {"DAKS_PORT": str(port), "DAKS_DATA_DIR": folder, "DAKS_DATABASE_URL": ""}
        settings |= {"DAKS_BASE_PATH": "/", "DAKS_HOST": "127.0.0.1", "DAKS_INTERNAL_PORT": ""}
        say("Starte unsere Assistenz")
        address = f"http://127.0.0.1:{port}/readyz"
        return _start([OURS / "daks", "serve"], ROOT, settings, address)


def start_stock(name: str, model: Path) -> dict[str, float]:
    """Starts `rasa run` on an empty database until its model is loaded."""
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        say(f"Starte Rasa ({name})")
        command = [STOCK / "rasa", "run", "--enable-api", "--interface", "127.0.0.1"]
        command += ["--port", port, "--model", model]
        command += ["--endpoints", PROJECT / "endpoints.yml"]
        address = f"http://127.0.0.1:{port}/status"
        return _start(command, Path(folder), {}, address)


def _start(
    command: list[Any], folder: Path, settings: dict[str, str], address: str
) -> dict[str, float]:
    """Starts a server, waits until it says that it is ready, and ends it."""
    began = time.monotonic()
    with (WORK / "start.log").open("wb") as log:
        server = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder, env=ENVIRONMENT | settings, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            while not _ready(address):
                if server.poll() is not None or time.monotonic() - began > PATIENCE:
                    raise SystemExit(f"{command[0]} wurde nicht bereit, siehe {log.name}")
                time.sleep(0.1)
            seconds = time.monotonic() - began
        except BaseException:
            server.kill()
            raise
        server.terminate()
        _, status, used = os.wait4(server.pid, 0)
        server.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    return {"wall_seconds": seconds, "cpu_seconds": cpu, "resident_mb": _megabytes(used.ru_maxrss)}


def _ready(address: str) -> bool:
    try:
        with DIRECT.open(address, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _megabytes(peak: int) -> float:
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
