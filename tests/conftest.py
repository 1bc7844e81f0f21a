"""What the tests work with: the real agent, loaded once; a real database; the application."""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from assistant.engine.agent import Assistant
from assistant.settings import Settings, read_settings
from assistant.store.database import Database
from assistant.store.schema import upgrade
from assistant.web.app import make_app

PROJECT = Path(__file__).parent.parent
POSTGRES = os.environ.get("DAKS_TEST_POSTGRES", "")
IN_CI = os.environ.get("CI") == "true"


def missing(reason: str) -> None:
    """Skips with the reason; in CI nothing may be missing."""
    if IN_CI:
        pytest.fail(f"under CI=true nothing is skipped: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    """The real agent with the trained model."""
    return Assistant(read_settings().model_dir)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'data.db'}"
        return
    if not POSTGRES:
        missing("DAKS_TEST_POSTGRES names no PostgreSQL server")
    name = f"daks_{uuid.uuid4().hex[:12]}"
    server = sa.create_engine(
        POSTGRES.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT"
    )
    with server.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    yield POSTGRES.rpartition("/")[0] + f"/{name}"
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    server.dispose()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of each kind with the current schema."""
    database = Database(database_url)
    upgrade(database)
    yield database
    database.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings for an application on an SQLite database of its own."""
    return read_settings({"DAKS_DATA_DIR": str(tmp_path)})


class Api:
    """A client of the running application that signs in and talks."""

    def __init__(self, client: TestClient[Any, Any]) -> None:
        self.client = client
        self.token = ""

    async def call(self, method: str, path: str, body: Any = None) -> ClientResponse:
        """One request with the token, if there is one."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        kwargs = {} if body is None else {"json": body}
        return await self.client.request(method, path, headers=headers, **kwargs)

    async def register(self, municipality: str = "Grabow", **more: Any) -> dict[str, Any]:
        """Registers a municipality; the session as answered."""
        body = {"register": {"municipality": municipality, "name": "Helga Brandt", **more}}
        response = await self.call("POST", "/api/sessions", body)
        assert response.status == 201, await response.text()
        session: dict[str, Any] = await response.json()
        self.token = session["token"]
        return session

    async def chat(self, **message: Any) -> dict[str, Any]:
        """Sends a message (text=, answer= or command=) under a new id; the reply."""
        response = await self.call("POST", "/api/chat", {"id": str(uuid.uuid4()), **message})
        assert response.status == 200, await response.text()
        reply: dict[str, Any] = await response.json()
        return reply

    def signed_in(self, token: str) -> Api:
        """Another person on the same application."""
        other = Api(self.client)
        other.token = token
        return other


@pytest.fixture
async def api(settings: Settings, assistant: Assistant) -> AsyncIterator[Api]:
    """The running application on SQLite, with the real agent."""
    async with TestClient(TestServer(make_app(settings, assistant))) as client:
        yield Api(client)
