"""Several workers on one machine: one address, one count, renewed without a failed request."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from tests.conftest import POSTGRES, missing
from tests.crash.calling import Caller
from tests.crash.server import free_port
from tests.helpers import new_id
from tests.postgres import empty_database
from tests.web.serving import Client, Serving, until

CLIENTS = 4


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Two workers over one PostgreSQL."""
    if not POSTGRES:
        missing("DAKS_TEST_POSTGRES names no PostgreSQL server")
    with empty_database(POSTGRES) as url:
        serving = Serving(
            tmp_path_factory.mktemp("serving"),
            DATABASE_URL=url,
            WORKERS="2",
            INTERNAL_PORT=str(free_port()),
            DRAIN_SECONDS="1",
        )
        yield serving
        assert serving.stop() == 0, serving.log.read_text("utf-8")


class Crowd:
    """Clients that ask all the time."""

    def __init__(self, serving: Serving) -> None:
        sessions = [serving.caller().register(f"Ort {n}")[1] for n in range(CLIENTS)]
        self._clients = [Client(serving.port, session["token"]) for session in sessions]
        for client in self._clients:
            client.start()
        self.go_on()

    def go_on(self) -> None:
        """Until each was answered some more."""
        wanted = [client.answered + 6 for client in self._clients]
        until(
            lambda: all(c.answered >= n for c, n in zip(self._clients, wanted, strict=True)),
            "everybody is answered",
        )

    def finish(self) -> list[str]:
        """Everything that failed."""
        for client in self._clients:
            client.finish()
        return [failure for client in self._clients for failure in client.failures]


def test_one_conversation_hammered_on_both_workers_keeps_its_order(serving: Serving) -> None:
    member, _ = serving.caller().register()
    replies: dict[str, Any] = {}

    def talk(window: int) -> None:
        for number in range(6):
            value = f"Ziel {window}-{number}"
            answer = {"question": "kickoff.goals", "value": value}
            response = member.call("POST", "/api/chat", {"id": new_id(), "answer": answer})
            assert response.status == 200, response.content
            replies[value] = response.body["messages"]

    windows = [threading.Thread(target=talk, args=(number,)) for number in range(6)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert len(replies) == 36
    history = member.call("GET", "/api/answers/kickoff.goals/history").body["revisions"]
    assert [revision["revision"] for revision in history] == list(range(1, 37))
    stored = [revision["value"] for revision in history]
    for window_number in range(6):
        own = [v for v in stored if v.startswith(f"Ziel {window_number}-")]
        assert own == sorted(own), "each window's messages stay in their order"
    said = [message for value in stored for message in replies[value]]
    assert member.call("GET", "/api/chat").body["messages"][-len(said) :] == said


def test_the_same_id_sent_to_both_at_once_is_answered_once(serving: Serving) -> None:
    member, _ = serving.caller().register()
    body = {"id": new_id(), "text": "Neuausrichtung"}
    answers: list[Any] = []
    windows = [
        threading.Thread(target=lambda: answers.append(member.call("POST", "/api/chat", body)))
        for _ in range(8)
    ]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert [answer.status for answer in answers] == [200] * 8
    assert len({answer.content for answer in answers}) == 1
    assert sum(answer.headers.get("Idempotent-Replay") == "true" for answer in answers) == 7


def test_colleagues_who_join_at_once_all_get_in_and_each_invitation_once(
    serving: Serving,
) -> None:
    founder, _ = serving.caller().register()
    codes = []
    for number in range(6):
        body = {"role": "editor", "name": f"Person {number}"}
        codes.append(founder.call("POST", "/api/invitations", body).body["code"])
    statuses: list[int] = []

    def join(code: str) -> None:
        response = serving.caller().call("POST", "/api/sessions", {"code": code})
        statuses.append(response.status)

    # Each code twice: in two windows, or by a double click.
    windows = [threading.Thread(target=join, args=(code,)) for code in codes * 2]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert statuses == [201] * 12
    members = founder.call("GET", "/api/process").body["members"]
    assert len(members) == 7


def test_the_counts_of_all_workers_are_one(serving: Serving) -> None:
    environment = Path(f"/proc/{serving.process.pid}/environ").read_bytes().decode()
    found = re.search(r"DAKS_INTERNAL_PORT=(\d+)", environment)
    assert found is not None
    internal = Caller(int(found[1]))

    def count() -> float:
        page = internal.call("GET", "/metrics").content.decode()
        assert "daks_workers 2.0" in page
        health = re.search(r'operation="getHealth",status="200"} ([0-9.]+)', page)
        return float(health[1]) if health else 0.0

    before = count()
    for _ in range(20):
        assert serving.caller().call("GET", "/healthz").status == 200
    assert count() == before + 20


def test_while_one_worker_ends_no_request_fails_and_another_takes_its_place(
    serving: Serving,
) -> None:
    before = serving.workers()
    crowd = Crowd(serving)
    ended = min(before)
    os.kill(ended, signal.SIGTERM)
    until(lambda: ended not in serving.workers(), "the worker has ended")
    until(lambda: len(serving.workers()) == 2, "another one has begun")
    crowd.go_on()
    assert crowd.finish() == []


def test_all_workers_are_renewed_without_a_failed_request(serving: Serving) -> None:
    before = serving.workers()
    crowd = Crowd(serving)
    serving.process.send_signal(signal.SIGHUP)
    assert serving.wait_until_told() == serving.port
    until(lambda: not before & serving.workers(), "the old ones have ended")
    crowd.go_on()
    assert crowd.finish() == []
    assert len(serving.workers()) == 2


def test_a_worker_that_is_killed_is_replaced(serving: Serving) -> None:
    killed = min(serving.workers())
    os.kill(killed, signal.SIGKILL)
    until(lambda: len(serving.workers() - {killed}) == 2, "another one has begun")
    member, _ = serving.caller().register()
    assert member.call("GET", "/api/chat").status == 200


def test_several_workers_on_sqlite_are_refused_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("DAKS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DAKS_WORKERS", "2")
    assert main(["serve"]) == 2
    told = capsys.readouterr().err
    assert "SQLite" in told and "PostgreSQL" in told and "DAKS_DATABASE_URL" in told
