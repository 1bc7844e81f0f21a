"""What another worker holds is waited for, but not by everybody and not for ever (PostgreSQL)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.engine.agent import Assistant
from tests.conftest import POSTGRES, Api, missing
from tests.helpers import new_id, problem_of, rows, running, services_of
from tests.postgres import bare_engine, empty_database

WAITS = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND wait_event_type = 'Lock'"
)


@pytest.fixture
def url() -> Iterator[str]:
    """An empty PostgreSQL database."""
    if not POSTGRES:
        missing("DAKS_TEST_POSTGRES names no PostgreSQL server")
    with empty_database(POSTGRES) as found:
        yield found


@pytest.fixture
async def api(url: str, assistant: Assistant, tmp_path: Path) -> AsyncIterator[Api]:
    """The running application on PostgreSQL."""
    async with running(assistant, tmp_path, DATABASE_URL=url) as started:
        yield started


class Worker:
    """Another worker, in the middle of a message about a process."""

    def __init__(self, url: str, process: str) -> None:
        self._engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
        self._process = process
        self._connection: Connection | None = None

    def __enter__(self) -> Worker:
        self._connection = self._engine.connect()
        lock = sa.text("SELECT id FROM processes WHERE id = :id FOR UPDATE")
        self._connection.execute(lock, {"id": self._process}).one()
        return self

    def finish(self) -> None:
        """Gives the process back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __exit__(self, *_: object) -> None:
        self.finish()
        self._engine.dispose()


async def until_somebody_waits(url: str) -> None:
    """Until a query of the application waits for a lock."""
    engine = bare_engine(url)
    with engine.connect() as connection:
        while not connection.execute(WAITS).scalar():
            await asyncio.sleep(0.005)
    engine.dispose()


async def test_a_message_waits_until_the_other_worker_is_done(api: Api, url: str) -> None:
    session = await api.register()
    body = {"id": new_id(), "text": "Neuausrichtung"}
    with Worker(url, session["process"]["id"]) as other:
        sent = asyncio.create_task(api.call("POST", "/api/chat", body))
        await until_somebody_waits(url)
        other.finish()
        response = await sent
    assert response.status == 200
    assert "Idempotent-Replay" not in response.headers
    history = await (await api.call("GET", "/api/answers/kickoff.occasion/history")).json()
    assert len(history["revisions"]) == 1


async def test_meanwhile_the_others_are_answered(api: Api, url: str) -> None:
    session = await api.register()
    other = Api(api.client)
    await other.register("Bützow")
    with Worker(url, session["process"]["id"]):
        body = {"id": new_id(), "text": "Neuausrichtung"}
        sent = asyncio.create_task(api.call("POST", "/api/chat", body))
        await until_somebody_waits(url)
        for _ in range(3):
            assert (await other.chat(command={"name": "why"}))["messages"]
        assert (await api.call("GET", "/api/process")).status == 200, "reading waits for nobody"
        assert not sent.done()
    assert (await sent).status == 200


async def test_who_waits_too_long_is_told_so_and_nothing_is_stored(api: Api, url: str) -> None:
    session = await api.register()
    before = rows(services_of(api).database)
    body = {"id": new_id(), "text": "Neuausrichtung"}
    with Worker(url, session["process"]["id"]):
        for method, path, sent in (
            ("POST", "/api/chat", body),
            ("PUT", "/api/answers/kickoff.goals", {"value": "Bleiben"}),
        ):
            response = await api.call(method, path, sent)
            problem = await problem_of(response, 503)
            assert "gearbeitet" in problem["detail"]
            assert int(response.headers["Retry-After"]) >= 1
    assert rows(services_of(api).database) == before
    assert (await api.call("POST", "/api/chat", body)).status == 200


TERMINATE = sa.text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND application_name = 'daks'"
)


async def test_connections_that_were_lost_are_replaced_unnoticed(api: Api, url: str) -> None:
    await api.register()
    engine = bare_engine(url)
    with engine.connect() as connection:
        for _ in range(3):
            assert connection.execute(TERMINATE).all()
            assert (await api.call("GET", "/api/chat")).status == 200
            assert (await api.chat(command={"name": "why"}))["messages"]
    engine.dispose()


async def test_a_connection_lost_in_the_middle_of_a_message_ends_with_503_and_nothing_is_lost(
    api: Api, url: str
) -> None:
    session = await api.register()
    body = {"id": new_id(), "text": "Neuausrichtung"}
    engine = bare_engine(url)
    with Worker(url, session["process"]["id"]), engine.connect() as connection:
        sent: asyncio.Task[Any] = asyncio.create_task(api.call("POST", "/api/chat", body))
        await until_somebody_waits(url)
        waiting = sa.text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        while not sent.done():
            connection.execute(waiting)
            await asyncio.sleep(0.005)
        response = await sent
        await problem_of(response, 503)
        assert int(response.headers["Retry-After"]) >= 1
    engine.dispose()
    again = await api.call("POST", "/api/chat", body)
    assert again.status == 200
    assert "Idempotent-Replay" not in again.headers


async def test_a_worker_that_stands_still_in_a_message_loses_its_lock(api: Api, url: str) -> None:
    with services_of(api).database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"SHOW {name}").scalar()
            for name in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
        }
    assert found == {
        "lock_timeout": "250ms",
        "statement_timeout": "15s",
        "idle_in_transaction_session_timeout": "30s",
    }
