"""Between its first read and its commit a message hands control to nobody."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from assistant.engine.agent import SuspendedError, drive
from tests.conftest import Api
from tests.helpers import new_id, rows, services_of


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
