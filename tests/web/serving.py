"""`daks serve` as an operator starts it, and clients that never repeat a request."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.conftest import PROJECT
from tests.crash.calling import Caller
from tests.crash.server import QUIET
from tests.helpers import new_id

PATIENCE = 120.0


class Serving:
    """One `daks serve`; the settings are given without their prefix."""

    def __init__(self, folder: Path, **settings: str) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("DAKS_")}
        given = {f"DAKS_{name}": value for name, value in settings.items()}
        defaults = {
            "DAKS_DATA_DIR": str(folder),
            "DAKS_MODEL_DIR": os.environ.get("DAKS_MODEL_DIR", str(PROJECT / "models")),
            "DAKS_PORT": "0",
        }
        self.log = folder / "log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "assistant", "serve"],
                cwd=PROJECT,
                env=kept | QUIET | defaults | given,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.port = self.wait_until_told()

    def wait_until_told(self) -> int:
        """Until it says that it is ready; its port."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line.startswith("Bereit: http://"), line + self.log.read_text("utf-8")
        port = urlsplit(line.removeprefix("Bereit: ").strip()).port
        assert port is not None
        return port

    def workers(self) -> set[int]:
        """The processes that it has started."""
        pid = self.process.pid
        return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()))

    def caller(self, token: str = "") -> Caller:
        """Somebody who calls it, with a connection for each call."""
        return Caller(self.port, token=token, patience=PATIENCE)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Asks it to end; its exit code."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(number)
        return self.process.wait(PATIENCE)


class Client(threading.Thread):
    """Asks again and again on one connection as long as it lasts, and repeats nothing."""

    def __init__(self, port: int, token: str) -> None:
        super().__init__(daemon=True)
        self.answered = 0
        self.failures: list[str] = []
        self._port = port
        self._token = token
        self._enough = threading.Event()

    def run(self) -> None:
        """Asks until it is enough."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        while not self._enough.is_set():
            try:
                self._ask(connection)
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(repr(error))
                connection.close()
        connection.close()

    def _ask(self, connection: http.client.HTTPConnection) -> None:
        reading = self.answered % 3 == 0
        path = "/api/process" if reading else "/api/chat"
        body = None if reading else json.dumps({"id": new_id(), "command": {"name": "why"}})
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        connection.request("GET" if reading else "POST", path, body, headers)
        response = connection.getresponse()
        content = response.read()
        if response.status != 200:
            self.failures.append(f"{response.status} {content.decode()}")
        self.answered += 1

    def finish(self) -> None:
        """Ends after the open request."""
        self._enough.set()
        self.join(PATIENCE)
        assert not self.is_alive()


def until(condition: Any, what: str) -> None:
    """Waits for something that happens in another process."""
    ended = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < ended, f"never: {what}"
        time.sleep(0.02)
