"""Killed in the middle of work: nothing acknowledged is lost, and nothing is stored twice."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import PROJECT
from tests.helpers import new_id


class Server:
    """A real server process."""

    def __init__(self, folder: Path, database_url: str) -> None:
        environment = {key: v for key, v in os.environ.items() if not key.startswith("DAKS_")}
        environment |= {
            "DAKS_DATA_DIR": str(folder),
            "DAKS_DATABASE_URL": database_url,
            "DAKS_MODEL_DIR": os.environ.get("DAKS_MODEL_DIR", str(PROJECT / "models")),
            "DAKS_PORT": "0",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "serve"],
            cwd=PROJECT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line.startswith("Bereit: http://"), line
        self.address = urlsplit(line.removeprefix("Bereit: ").strip()).netloc

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.wait()

    def request(self, method: str, path: str, token: str, body: Any = None) -> tuple[int, Any]:
        """One request; OSError or HTTPException when the server dies meanwhile."""
        connection = http.client.HTTPConnection(self.address, timeout=60)
        try:
            headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
            content = None if body is None else json.dumps(body).encode()
            connection.request(method, path, content, headers)
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()


class Member:
    """A client that sends one message after the other and repeats the one without a reply."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.acknowledged: list[tuple[str, dict[str, Any]]] = []
        self._pending: dict[str, Any] | None = None

    def next(self, server: Server) -> None:
        """Sends the next message, or again the one that is not acknowledged."""
        number = len(self.acknowledged) + 1
        self._pending = self._pending or {
            "id": new_id(),
            "answer": {"question": "kickoff.goals", "value": f"Ziel {number}"},
        }
        status, reply = server.request("POST", "/api/chat", self.token, self._pending)
        assert status == 200, reply
        self.acknowledged.append((self._pending["id"], reply))
        self._pending = None


def _run_until_killed(server: Server, members: list[Member], after: int) -> None:
    """All members talk at once; the server is killed behind the acknowledgement number `after`."""
    count = threading.Lock()
    total = 0
    failures: list[BaseException] = []

    def talk(member: Member) -> None:
        nonlocal total
        try:
            while True:
                member.next(server)
                with count:
                    total += 1
                    if total == after:
                        server.kill()
        except (OSError, http.client.HTTPException):
            return
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=talk, args=(member,)) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert total >= after


@pytest.fixture
def servers(tmp_path: Path, database_url: str) -> Iterator[Any]:
    """Starts servers on one database; none survives the test."""
    started: list[Server] = []

    def start() -> Server:
        started.append(Server(tmp_path, database_url))
        return started[-1]

    yield start
    for server in started:
        server.kill()


def test_killed_in_the_middle_nothing_acknowledged_is_lost_and_nothing_doubled(
    servers: Any,
) -> None:
    members: list[Member] = []
    server: Server = servers()
    for number in range(4):
        register = {"municipality": f"Ort {number}", "name": "Helga Brandt"}
        status, session = server.request("POST", "/api/sessions", "", {"register": register})
        assert status == 201
        members.append(Member(session["token"]))
    for after in (5, 23, 41):
        _run_until_killed(server, members, after)
        server = servers()
    for member in members:
        member.next(server)
        assert len(member.acknowledged) >= 1
        status, chat = server.request("GET", "/api/chat", member.token)
        assert status == 200
        sent = [m["id"] for m in chat["messages"] if m["from"] == "member"]
        assert sent == [key for key, _ in member.acknowledged]
        said = [message for _, reply in member.acknowledged for message in reply["messages"]]
        assert chat["messages"][-len(said) :] == said
        path = "/api/answers/kickoff.goals/history"
        status, history = server.request("GET", path, member.token)
        values = [(r["revision"], r["value"]) for r in history["revisions"]]
        assert values == [(n, f"Ziel {n}") for n in range(1, len(member.acknowledged) + 1)]
