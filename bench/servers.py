"""The servers that are measured: ours, and stock Rasa with its action server. Each over HTTP."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.processes import ENVIRONMENT, OURS, PROJECT, ROOT, STOCK, say

PATIENCE = 600
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Running:
    """A server that is ready: its address, its processes, and what starting took."""

    address: str
    processes: tuple[int, ...]
    start_wall: float
    start_cpu: float

    def cpu(self) -> float:
        """Seconds of CPU that its processes, and those they started, have used."""
        return cpu_of(self.processes)

    def resident_mb(self) -> float:
        """Megabytes that they hold now."""
        return sum(resident(pid) for pid in _with_children(self.processes)) / 2**20


@contextlib.contextmanager
def ours(folder: Path, **settings: str) -> Iterator[Running]:
    """`daks serve` with its data in a folder."""
    port = free_port()
    given = {"DAKS_DATABASE_URL": "", "DAKS_BASE_PATH": "/", "DAKS_INTERNAL_PORT": ""}
    given |= {"DAKS_PORT": str(port), "DAKS_DATA_DIR": str(folder), "DAKS_HOST": "127.0.0.1"}
    given |= {f"DAKS_{name}": value for name, value in settings.items()}
    command = [OURS / "daks", "serve"]
    address = f"http://127.0.0.1:{port}"
    with _started([(command, ROOT)], given, f"{address}/readyz", folder / "log") as running:
        yield running


@contextlib.contextmanager
def stock(model: Path, folder: Path) -> Iterator[Running]:
    """`rasa run` and `rasa run actions` with the tracker store in a folder."""
    port, actions = free_port(), free_port()
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(
        f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {folder / 'tracker.db'}\n"
        f"action_endpoint:\n  url: http://127.0.0.1:{actions}/webhook\n",
        "utf-8",
    )
    # Only the REST channel is on; without credentials Rasa would open it, too.
    server = [STOCK / "rasa", "run", "--enable-api", "--interface", "127.0.0.1"]
    server += ["--port", str(port), "--model", model, "--endpoints", endpoints]
    helper = [STOCK / "rasa", "run", "actions", "--actions", "actions", "--port", str(actions)]
    address = f"http://127.0.0.1:{port}"
    both = [(helper, PROJECT), (server, folder)]
    with _started(both, {"LOG_LEVEL": "ERROR"}, f"{address}/status", folder / "log") as running:
        yield running


@contextlib.contextmanager
def _started(
    commands: Sequence[tuple[list[Any], Path]],
    settings: Mapping[str, str],
    ready: str,
    log: Path,
) -> Iterator[Running]:
    """Starts the commands, waits until the address answers, and ends them."""
    say(f"Starte {commands[-1][0][0].name} {commands[-1][0][1]}")
    began = time.monotonic()
    processes: list[subprocess.Popen[bytes]] = []
    with log.open("wb") as written:
        try:
            for command, folder in commands:
                parts = [str(part) for part in command]
                process = subprocess.Popen(
                    parts, cwd=folder, env=ENVIRONMENT | settings, stdout=written, stderr=written
                )
                processes.append(process)
            while not _ready(ready):
                ended = any(process.poll() is not None for process in processes)
                if ended or time.monotonic() - began > PATIENCE:
                    raise SystemExit(f"{commands[-1][0][0]} wird nicht bereit: {log.read_text()}")
                time.sleep(0.05)
            pids = tuple(process.pid for process in processes)
            yield Running(ready.rpartition("/")[0], pids, time.monotonic() - began, cpu_of(pids))
        finally:
            for process in processes:
                process.send_signal(signal.SIGTERM)
            for process in processes:
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def cpu_of(pids: Sequence[int]) -> float:
    """Seconds of CPU of processes and of those they started and that still run."""
    return sum(_cpu_clock(pid) for pid in _with_children(pids))


def resident(pid: int) -> int:
    """Bytes that a process holds now; 0 when it has gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE
    except (FileNotFoundError, ProcessLookupError):
        return 0


def children_of(pid: int) -> list[int]:
    """The processes that a process started, and theirs; those that still run."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        listed = [int(c) for t in tasks for c in (t / "children").read_text("ascii").split()]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [*listed, *(below for child in listed for below in children_of(child))]


def _with_children(pids: Sequence[int]) -> list[int]:
    return [*pids, *(child for pid in pids for child in children_of(pid))]


def _cpu_clock(pid: int) -> float:
    """The clock of another process's CPU time, to the nanosecond (clock_getcpuclockid)."""
    try:
        return time.clock_gettime(((~pid) << 3) | 2)
    except OSError:
        return 0.0


def _ready(address: str) -> bool:
    try:
        with DIRECT.open(address, timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
