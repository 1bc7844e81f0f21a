"""The whole description, called by schemathesis with a valid token of each role.

Whatever is sent, fitting or not: no server error, and nothing answered that is not described.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from aiohttp.test_utils import TestServer
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

from assistant.engine.agent import Assistant
from assistant.settings import read_settings
from assistant.web.app import make_app
from assistant.web.description import load_description, operations
from assistant.web.roles import ROLES

SCHEMA = schemathesis.openapi.from_dict(load_description())
OPERATIONS = {operation.id: operation for operation in operations()}
EXAMPLES = 10
# What is longer is refused by the web server below the application, with a plain 400.
LONGEST_LINE = 8000
SECONDS = 30
CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


class Running:
    """The application in a thread of its own, and a valid token for each role."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.tokens: dict[str, str] = {}

    def token(self, role: str, sure: bool) -> str:
        """A token that is valid now: a call may have ended a session, a person, or a process.

        `sure` where nothing was called that could.
        """
        if sure and role in self.tokens:
            return self.tokens[role]
        if not self._works(self.tokens.get("founder")):
            body = {"register": {"municipality": "Grabow", "name": "Helga Brandt"}}
            self.tokens = {"founder": self._session(body)}
        if not self._works(self.tokens.get(role)):
            invited = self._post("/api/invitations", {"role": role}, self.tokens["founder"])
            self.tokens[role] = self._session({"code": invited["code"]})
        return self.tokens[role]

    def _works(self, token: str | None) -> bool:
        headers = {"Authorization": f"Bearer {token}"}
        asked = requests.get(f"{self.url}/api/process", headers=headers, timeout=SECONDS)
        return token is not None and asked.status_code == 200

    def _session(self, body: dict[str, Any]) -> str:
        token: str = self._post("/api/sessions", body)["token"]
        return token

    def _post(self, path: str, body: dict[str, Any], token: str = "") -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        done = requests.post(self.url + path, json=body, headers=headers, timeout=SECONDS)
        assert done.status_code == 201, done.text
        answer: dict[str, Any] = done.json()
        return answer


@pytest.fixture(scope="module")
def running(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The application without limits on how often one may ask."""
    folder = tmp_path_factory.mktemp("described")
    environment = {
        "DAKS_DATA_DIR": str(folder),
        **{f"DAKS_RATE_{name}": "0" for name in ("TOKEN", "ADDRESS", "REGISTRATIONS")},
    }
    loop = asyncio.new_event_loop()
    server = TestServer(make_app(read_settings(environment), assistant))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(server.start_server(), loop).result(SECONDS)
    yield Running(str(server.make_url("")).rstrip("/"))
    asyncio.run_coroutine_threadsafe(server.close(), loop).result(SECONDS)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(SECONDS)
    loop.close()


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_server_error_and_nothing_undocumented(running: Running, name: str) -> None:
    operation = OPERATIONS[name]
    described = SCHEMA[operation.path][operation.method]
    sent = []

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(
        case=st.one_of(
            described.as_strategy(generation_mode=GenerationMode.POSITIVE),
            described.as_strategy(generation_mode=GenerationMode.NEGATIVE)
            if operation.body or operation.parameters
            else st.nothing(),
        ),
        role=st.sampled_from(ROLES),
    )
    def check(case: schemathesis.Case, role: str) -> None:
        token = running.token(role, sure=operation.method == "GET" and bool(sent))
        headers = {"Authorization": f"Bearer {token}"}
        # The token is not what is tried out here: tests/web/test_roles.py does that.
        own = ("authorization", "x-daks-session")
        case.headers = {k: v for k, v in case.headers.items() if k.lower() not in own}
        asked = requests.Request("GET", running.url + case.formatted_path, params=case.query)
        assume(len(asked.prepare().url or "") < LONGEST_LINE)
        response = case.call_and_validate(
            base_url=running.url, headers=headers, checks=CHECKS, timeout=SECONDS
        )
        sent.append(response.status_code)

    check()
    assert sent
