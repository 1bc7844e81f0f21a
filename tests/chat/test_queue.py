"""The queue in front of the engine: bounded, in turns between those who ask, and honest."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from assistant.engine.agent import Assistant
from tests.conftest import Api
from tests.helpers import new_id, problem_of, rows, running, services_of


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
    session = await api.register()
    with Blocked(api):
        deletion = asyncio.create_task(api.call("DELETE", "/api/process", {"confirm": "Grabow"}))
        await _until_waiting(api, 1)
        late = asyncio.create_task(api.call(method, path, body))
        await _until_waiting(api, 2)
    assert (await deletion).status == 204
    response = await late
    assert response.status in (401, 404), await response.text()
    left = rows(services_of(api).database)
    for trace in (session["process"]["id"], session["member"]["id"], "Helga Brandt", "Grabow"):
        told = [table for table, found in left.items() if trace in str(found)]
        assert set(told) <= {"deletions"}, "but for the note that something was deleted"


async def test_one_who_sends_much_does_not_push_the_others_out(
    database_url: str, assistant: Assistant, tmp_path: Path
) -> None:
    async with running(assistant, tmp_path, DATABASE_URL=database_url, QUEUE_LENGTH="8") as api:
        await api.register()
        other = Api(api.client)
        await other.register("Bützow")
        with Blocked(api):
            many = []
            for number in range(8):
                body = {"id": new_id(), "text": f"Ziel {number}"}
                many.append(asyncio.create_task(api.call("POST", "/api/chat", body)))
                await _until_waiting(api, number + 1)
            one = asyncio.create_task(
                other.call("POST", "/api/chat", {"id": new_id(), "text": "Neuausrichtung"})
            )
            displaced = await many[-1]
            await problem_of(displaced, 503)
            assert int(displaced.headers["Retry-After"]) >= 1
        assert (await one).status == 200
        assert [response.status for response in await asyncio.gather(*many[:-1])] == [200] * 7
        messages = (await (await api.call("GET", "/api/chat")).json())["messages"]
        sent = [message["text"] for message in messages if message["from"] == "member"]
        assert sent == [f"Ziel {number}" for number in range(7)], "in the order they were sent"


async def test_who_sends_one_message_is_answered_before_the_rest_of_who_sends_many(
    api: Api,
) -> None:
    await api.register()
    other = Api(api.client)
    await other.register("Bützow")
    answered: list[str] = []

    async def send(sender: Api, name: str) -> None:
        response = await sender.call("POST", "/api/chat", {"id": new_id(), "text": name})
        assert response.status == 200
        answered.append(name)

    with Blocked(api):
        tasks = []
        for number in range(6):
            tasks.append(asyncio.create_task(send(api, f"viel {number}")))
            await _until_waiting(api, number + 1)
        tasks.append(asyncio.create_task(send(other, "eins")))
        await _until_waiting(api, 7)
    await asyncio.gather(*tasks)
    assert answered.index("eins") <= 2, answered
