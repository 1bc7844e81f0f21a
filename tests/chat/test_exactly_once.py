"""One message is answered and stored exactly once, whatever fails, and whoever is killed."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.engine.agent import Assistant, SuspendedError, drive
from assistant.store.database import Database
from tests.conftest import PROJECT, Api
from tests.helpers import execute, new_id, problem_of, rows, running, services_of

RAISES = """
CREATE FUNCTION broken() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$
LANGUAGE plpgsql
"""


@pytest.fixture
async def api(database_url: str, assistant: Assistant, tmp_path: Path) -> AsyncIterator[Api]:
    """The running application on each database."""
    async with running(assistant, tmp_path, DATABASE_URL=database_url) as started:
        yield started


class Breakage:
    """Breaks one piece of the database, and repairs it."""

    def __init__(self, database: Database, broken: str) -> None:
        self._database = database
        self._broken = broken
        self._is_sqlite = database.engine.dialect.name == "sqlite"

    def begin(self) -> None:
        """From now on it fails."""
        if self._broken == "tracker read":
            execute(self._database, "ALTER TABLE trackers RENAME TO lost")
            return
        table = {"action": "answer_revisions", "tracker save": "trackers", "transcript": "messages"}
        self._break_writing(table[self._broken])

    def _break_writing(self, table: str) -> None:
        if self._is_sqlite:
            for event in ("INSERT", "UPDATE"):
                execute(
                    self._database,
                    f"CREATE TRIGGER broken_{event} BEFORE {event} ON {table} "
                    "BEGIN SELECT RAISE(ABORT, 'broken'); END",
                )
            return
        execute(self._database, RAISES)
        execute(
            self._database,
            f"CREATE TRIGGER broken BEFORE INSERT OR UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION broken()",
        )

    def end(self) -> None:
        """From now on it works."""
        if self._broken == "tracker read":
            execute(self._database, "ALTER TABLE lost RENAME TO trackers")
        elif self._is_sqlite:
            execute(self._database, "DROP TRIGGER broken_INSERT")
            execute(self._database, "DROP TRIGGER broken_UPDATE")
        else:
            execute(self._database, "DROP FUNCTION broken CASCADE")


@pytest.mark.parametrize("broken", ["action", "tracker read", "tracker save", "transcript"])
async def test_a_failure_on_the_way_stores_nothing_and_the_same_id_succeeds_later(
    api: Api, broken: str
) -> None:
    await api.register()
    await api.chat(command={"name": "why"})
    database = services_of(api).database
    body = {"id": new_id(), "text": "Neuausrichtung"}
    before = rows(database)
    breakage = Breakage(database, broken)
    breakage.begin()
    for _ in range(2):
        response = await api.call("POST", "/api/chat", body)
        assert response.status >= 500, await response.text()
    breakage.end()
    assert rows(database) == before
    response = await api.call("POST", "/api/chat", body)
    assert response.status == 200
    assert "Idempotent-Replay" not in response.headers
    reply = await response.json()
    assert reply["understood"] == {"as": "answer", "name": None, "value": "realign"}
    chat = await (await api.call("GET", "/api/chat")).json()
    assert [m["id"] for m in chat["messages"]].count(body["id"]) == 1
    history = await (await api.call("GET", "/api/answers/kickoff.occasion/history")).json()
    assert [revision["revision"] for revision in history["revisions"]] == [1]


@pytest.mark.parametrize("broken", ["action", "tracker read", "tracker save", "transcript"])
async def test_a_failure_on_the_way_is_answered_with_503_and_retry_after(
    api: Api, broken: str
) -> None:
    await api.register()
    Breakage(services_of(api).database, broken).begin()
    body = {"id": new_id(), "text": "Neuausrichtung"}
    response = await api.call("POST", "/api/chat", body)
    await problem_of(response, 503)
    assert int(response.headers["Retry-After"]) >= 1


async def test_the_engine_goes_on_after_a_failure(api: Api) -> None:
    await api.register()
    breakage = Breakage(services_of(api).database, "tracker read")
    breakage.begin()
    assert (await api.call("POST", "/api/chat", {"id": new_id(), "text": "Hallo"})).status >= 500
    breakage.end()
    assert (await api.chat(text="Neuausrichtung"))["understood"]["as"] == "answer"
    other = Api(api.client)
    await other.register("Bützow")
    assert (await other.chat(text="Neustart"))["understood"]["value"] == "new_start"


# Nothing suspends


def test_a_coroutine_that_waits_is_an_error() -> None:
    reached = []

    async def waiting() -> None:
        reached.append("before")
        await asyncio.sleep(0)
        reached.append("after")

    async def straight() -> str:
        async def inner() -> str:
            return "done"

        return await inner()

    with pytest.raises(SuspendedError):
        drive(waiting())
    assert reached == ["before"], "what waits is ended, not left hanging"
    assert drive(straight()) == "done"
    with pytest.raises(KeyError):
        drive(_failing())


async def _failing() -> None:
    raise KeyError


async def test_a_message_that_waits_on_its_way_is_rolled_back(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def waits(*_: Any) -> None:
        await asyncio.sleep(0)

    await api.register()
    before = rows(services_of(api).database)
    body = {"id": new_id(), "text": "Neuausrichtung"}
    with monkeypatch.context() as patched:
        patched.setattr("rasa_sdk.executor.ActionExecutor.run", waits)
        assert (await api.call("POST", "/api/chat", body)).status >= 500
    assert rows(services_of(api).database) == before
    assert (await api.call("POST", "/api/chat", body)).status == 200


# At the same time


async def test_64_times_the_same_id_at_once_is_stored_once(api: Api) -> None:
    await api.register()
    body = {"id": new_id(), "text": "Neuausrichtung"}
    responses = await asyncio.gather(*(api.call("POST", "/api/chat", body) for _ in range(64)))
    assert {response.status for response in responses} == {200}
    assert len({await response.text() for response in responses}) == 1
    assert sum("Idempotent-Replay" in response.headers for response in responses) == 63
    chat = await (await api.call("GET", "/api/chat")).json()
    assert [m["id"] for m in chat["messages"]].count(body["id"]) == 1
    reply = await responses[0].json()
    assert chat["messages"][-len(reply["messages"]) :] == reply["messages"]
    history = await (await api.call("GET", "/api/answers/kickoff.occasion/history")).json()
    assert len(history["revisions"]) == 1


async def test_answers_at_once_come_one_after_the_other(api: Api) -> None:
    await api.register()
    values = [f"Ziel {number}" for number in range(24)]
    replies = await asyncio.gather(
        *(api.chat(answer={"question": "kickoff.goals", "value": value}) for value in values)
    )
    history = await (await api.call("GET", "/api/answers/kickoff.goals/history")).json()
    assert [r["revision"] for r in history["revisions"]] == list(range(1, 25))
    stored = [r["value"] for r in history["revisions"]]
    assert sorted(stored) == sorted(values)
    messages = (await (await api.call("GET", "/api/chat")).json())["messages"]
    by_value = {reply["understood"]["value"]: reply["messages"] for reply in replies}
    expected = [message for value in stored for message in by_value[value]]
    assert messages[-len(expected) :] == expected, "no reply stands between another's messages"


async def test_of_answers_to_one_revision_at_once_one_wins(api: Api) -> None:
    await api.register()
    bodies = [
        {
            "id": new_id(),
            "answer": {"question": "kickoff.goals", "value": f"Ziel {n}", "revision": 0},
        }
        for n in range(8)
    ]
    assert (await api.call("PUT", "/api/answers/kickoff.goals", {"value": "Zuerst"})).status == 200
    for body in bodies:
        body["answer"]["revision"] = 1  # type: ignore[index]
    responses = await asyncio.gather(*(api.call("POST", "/api/chat", body) for body in bodies))
    assert sorted(response.status for response in responses) == [200] + [409] * 7
    history = await (await api.call("GET", "/api/answers/kickoff.goals/history")).json()
    assert len(history["revisions"]) == 2


class Blocked:
    """Keeps the engine busy until it is let go."""

    def __init__(self, api: Api) -> None:
        self._engine = services_of(api).engine
        self._busy = threading.Event()
        self._go = threading.Event()

    def __enter__(self) -> Blocked:
        self._engine.submit(self._wait)
        assert self._busy.wait(30)
        return self

    def _wait(self) -> None:
        self._busy.set()
        self._go.wait(60)

    def __exit__(self, *_: object) -> None:
        self._go.set()


async def _until_waiting(api: Api, count: int) -> None:
    engine = services_of(api).engine
    for _ in range(100_000):
        if engine.waiting() == count:
            return
        await asyncio.sleep(0)
    raise AssertionError(f"{engine.waiting()} wait, not {count}")


async def test_when_too_many_wait_a_message_is_refused_and_nothing_stored(
    database_url: str, assistant: Assistant, tmp_path: Path
) -> None:
    async with running(assistant, tmp_path, DATABASE_URL=database_url, QUEUE_LENGTH="1") as api:
        await api.register()
        database = services_of(api).database
        before = rows(database)
        body = {"id": new_id(), "text": "Neuausrichtung"}
        with Blocked(api):
            services_of(api).engine.submit(lambda: None)
            for method, path, sent in (
                ("POST", "/api/chat", body),
                ("PUT", "/api/answers/kickoff.goals", {"value": "Bleiben"}),
                ("POST", "/api/collections/kickoff.guests", None),
                ("POST", "/api/invitations", {"role": "editor"}),
                ("POST", "/api/sessions", {"code": "falsch"}),
                ("DELETE", "/api/process", {"confirm": "Grabow"}),
            ):
                response = await api.call(method, path, sent)
                await problem_of(response, 503)
                assert int(response.headers["Retry-After"]) >= 1
            for path in ("/api/chat", "/api/answers", "/readyz"):
                assert (await api.call("GET", path)).status == 200, "reading does not wait"
            assert rows(database) == before
        response = await api.call("POST", "/api/chat", body)
        while response.status == 503:
            response = await api.call("POST", "/api/chat", body)
        assert response.status == 200
        assert "Idempotent-Replay" not in response.headers


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/api/chat", {"id": "8a4d1c3e-0f5b-4a52-9d57-2b1f6c1f0a11", "text": "Hallo"}),
        ("PUT", "/api/answers/kickoff.goals", {"value": "Bleiben"}),
        ("POST", "/api/collections/kickoff.guests", None),
        ("POST", "/api/invitations", {"role": "editor"}),
    ],
)
async def test_a_message_behind_the_deletion_of_its_process_is_told_so(
    api: Api, method: str, path: str, body: Any
) -> None:
    await api.register()
    with Blocked(api):
        deletion = asyncio.create_task(api.call("DELETE", "/api/process", {"confirm": "Grabow"}))
        await _until_waiting(api, 1)
        late = asyncio.create_task(api.call(method, path, body))
        await _until_waiting(api, 2)
    assert (await deletion).status == 204
    response = await late
    assert response.status in (401, 404), await response.text()
    assert all(
        not found
        for table, found in rows(services_of(api).database).items()
        if table != "alembic_version"
    )


# Killed


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
