"""What several tests need: an application of one's own, problems, the database as plain rows."""

from __future__ import annotations

import re
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import jsonschema
import sqlalchemy as sa
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from assistant.engine.agent import Assistant
from assistant.settings import read_settings
from assistant.store.database import Database
from assistant.web.app import make_app
from assistant.web.services import SERVICES, Services
from tests.conftest import Api


def new_id() -> str:
    """An id as a client makes it."""
    return str(uuid.uuid4())


@asynccontextmanager
async def running(assistant: Assistant, folder: Path, **settings: str) -> AsyncIterator[Api]:
    """The application with settings of one's own: running(…, BASE_PATH="/demografie/")."""
    environment = {f"DAKS_{name}": value for name, value in settings.items()}
    app = make_app(read_settings({"DAKS_DATA_DIR": str(folder), **environment}), assistant)
    async with TestClient(TestServer(app)) as client:
        yield Api(client)


def services_of(api: Api) -> Services:
    """The services behind a running application, to reach its database and its engine."""
    return api.client.server.app[SERVICES]  # type: ignore[attr-defined]


def rows(database: Database) -> dict[str, list[str]]:
    """Every row of every table, as text, to compare a database before and after."""
    with database.engine.connect() as connection:
        return {
            table: sorted(
                repr(tuple(row)) for row in connection.execute(sa.text(f'SELECT * FROM "{table}"'))
            )
            for table in sa.inspect(connection).get_table_names()
        }


def execute(database: Database, statement: str, **values: Any) -> None:
    """A statement past the product."""
    with database.engine.connect() as connection:
        bare = connection.execution_options(isolation_level="AUTOCOMMIT")
        bare.execute(sa.text(statement), values)


async def problem_of(response: ClientResponse, status: int) -> dict[str, Any]:
    """The problem in a response, after checking that it is one as RFC 9457 has it."""
    text = await response.text()
    assert response.status == status, text
    assert response.content_type == "application/problem+json", text
    problem: dict[str, Any] = await response.json(content_type=None)
    assert problem["status"] == status
    assert problem["type"] and problem["title"]
    assert problem["detail"].strip().endswith((".", "!", "?"))
    assert "Traceback" not in text and ".py" not in text
    return problem


def pointers(problem: dict[str, Any]) -> set[str]:
    """The fields that a problem names."""
    return {error["pointer"] for error in problem.get("errors", ())}


class Description:
    """The OpenAPI description as published, to hold responses against."""

    def __init__(self, data: dict[str, Any], base_path: str = "") -> None:
        self.data = data
        self.base_path = base_path
        self._resolver = jsonschema.RefResolver.from_schema(data)

    def operation(self, method: str, path: str) -> dict[str, Any]:
        """The described operation a request belongs to."""
        fitting = [
            (template.count("{"), operations[method.lower()])
            for template, operations in self.data["paths"].items()
            if method.lower() in operations
            and re.fullmatch(
                re.sub(r"\{\w+\}", "[^/]+", template), path.removeprefix(self.base_path)
            )
        ]
        assert fitting, f"{method} {path} is not described"
        return min(fitting, key=lambda found: found[0])[1]

    async def check(self, response: ClientResponse) -> None:
        """That the response is one the description promises: status, media type, schema."""
        operation = self.operation(response.method, response.url.raw_path)
        where = f"{response.method} {response.url.path} → {response.status}"
        described = operation["responses"].get(str(response.status))
        assert described is not None, f"{where} is not described"
        if "$ref" in described:
            described = self._resolver.resolve(described["$ref"])[1]
        content = described.get("content")
        if content is None:
            assert await response.read() == b"", where
            return
        assert response.content_type in content, where
        if not response.content_type.endswith("json"):
            return
        validator = jsonschema.Draft202012Validator(
            content[response.content_type]["schema"], resolver=self._resolver
        )
        errors = [
            error.message for error in validator.iter_errors(await response.json(content_type=None))
        ]
        assert not errors, f"{where}: {errors}"
