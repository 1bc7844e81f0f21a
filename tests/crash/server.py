"""A real server in a process of its own: started, killed, paused, started again."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.crash.calling import Caller, UnansweredError

PROJECT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds after which a server that is not ready, or not gone, is called broken."""

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "PYTHONWARNINGS": "ignore",
    "DAKS_HOST": "127.0.0.1",
    "DAKS_LOG_LEVEL": "ERROR",
    "DAKS_DRAIN_SECONDS": "0",
}


class Starter:
    """Forks servers; see starter.py."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.starter"],
            cwd=PROJECT,
            env=os.environ | QUIET,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._line() == "ready"

    def start(self, environment: Mapping[str, str], log: Path) -> int:
        """Starts a server; its process id."""
        assert self._process.stdin is not None
        order = {"environment": dict(environment), "log": str(log)}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._line())

    def close(self) -> None:
        """Ends the starter; its servers live on."""
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


class Server:
    """One `daks serve` on a port of its own; what it writes goes to `folder`/log."""

    def __init__(self, starter: Starter, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.port = free_port()
        self.base = "/" + settings.get("BASE_PATH", "/").strip("/")
        self._starter = starter
        self._environment = {
            "DAKS_DATA_DIR": str(folder),
            "DAKS_DATABASE_URL": "",
            "DAKS_PORT": str(self.port),
            **{f"DAKS_{name}": value for name, value in settings.items()},
        }
        self.pid = 0

    def begin(self) -> None:
        """Starts it, and does not wait."""
        self.pid = self._starter.start(QUIET | self._environment, self.log)

    def start(self) -> None:
        """Starts it and waits until it is ready. Fails with its log when it ends instead."""
        self.begin()
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Until /readyz says so."""
        ended = time.monotonic() + PATIENCE
        while not self.is_ready():
            if not self.is_alive() or time.monotonic() > ended:
                raise AssertionError(f"the server did not get ready:\n{self.log.read_text()}")
            time.sleep(0.02)

    def is_ready(self) -> bool:
        """Whether it answers that it is ready."""
        try:
            return self.caller().call("GET", "/readyz").status == 200
        except UnansweredError:
            return False

    def is_alive(self) -> bool:
        """Whether its process is there."""
        return Path(f"/proc/{self.pid}").exists()

    def caller(self, token: str = "", patience: float = 10.0) -> Caller:
        """Somebody who calls it."""
        return Caller(self.port, self.base.rstrip("/"), token, patience)

    def start_until_it_stays(self) -> None:
        """Starts it as a service manager does: when it ends at once, it is started once more."""
        ended = time.monotonic() + PATIENCE
        self.begin()
        while not (self.is_ready() and self.workers()):
            assert time.monotonic() < ended, self.log.read_text()
            if not self.is_alive():
                self.begin()
            time.sleep(0.05)

    def workers(self) -> list[int]:
        """The processes that it forked to serve."""
        with contextlib.suppress(FileNotFoundError):
            listed = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii")
            return [int(pid) for pid in listed.split()]
        return []

    def wait_for_workers(self, count: int, without: int) -> None:
        """Until so many serve, one that was ended not among them."""
        ended = time.monotonic() + PATIENCE
        while len(set(self.workers()) - {without}) < count:
            assert self.is_alive() and time.monotonic() < ended, self.log.read_text()
            time.sleep(0.02)

    def send(self, number: signal.Signals, to: int = 0) -> None:
        """Sends its process, or one of its workers, a signal if that is still there."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(to or self.pid, number)

    def kill(self) -> None:
        """kill -9, and waits until it is gone."""
        with _watched(self.pid) as gone:
            self.send(signal.SIGKILL)
            gone()

    def stop(self) -> None:
        """Asks it to end, and waits until it has."""
        with _watched(self.pid) as gone:
            self.send(signal.SIGTERM)
            gone()


@contextlib.contextmanager
def _watched(pid: int) -> Iterator[Callable[[], None]]:
    """Gives a call that returns when a process, not a child of ours, has ended."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        yield lambda: None
        return

    def gone() -> None:
        ended, _, _ = select.select([descriptor], [], [], PATIENCE)
        assert ended, f"process {pid} does not end"

    try:
        yield gone
    finally:
        os.close(descriptor)


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
