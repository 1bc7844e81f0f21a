"""A house around the application: a reverse proxy that signs people in, and token by token."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientResponse, ClientSession, TCPConnector, web
from aiohttp.test_utils import TestClient, TestServer

from assistant.engine.agent import Assistant
from tests.conftest import Api
from tests.helpers import running
from tests.identity import issuer

# Two machines of one test: the proxy has an address of its own, and only that one is trusted.
PROXY = "127.0.0.2"
# What the people sign in to the proxy with; a real one has OpenID Connect, SAML or Kerberos here.
PERSON = "X-Test-Person"
HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "content-encoding", "host"}


@asynccontextmanager
async def proxied(
    assistant: Assistant, folder: Path, **settings: str
) -> AsyncIterator[tuple[Api, Api]]:
    """The application in mode proxy: as seen through the proxy, and as reached past it."""
    settings = {"IDENTITY": "proxy", "TRUSTED_PROXIES": PROXY, **settings}
    async with running(assistant, folder, **settings) as past:
        connector = TCPConnector(local_addr=(PROXY, 0))
        async with ClientSession(connector=connector, auto_decompress=False) as onward:
            app = web.Application()
            app.router.add_route("*", "/{path:.*}", _forward(past, onward))
            async with TestClient(TestServer(app)) as client:
                yield Api(client), past


def _forward(past: Api, onward: ClientSession) -> Any:
    """Passes a request on as a careful proxy does: nobody else may say who is asking."""

    async def handle(request: web.Request) -> web.Response:
        kept = {
            name: value
            for name, value in request.headers.items()
            if not name.lower().startswith(("x-remote-", "x-forwarded-"))
            and name.lower() not in HOP_BY_HOP
        }
        person = kept.pop(PERSON, None)
        if person:
            user, _, name = person.partition("|")
            kept |= {"X-Remote-User": user, **({"X-Remote-Name": name} if name else {})}
        kept |= {"X-Forwarded-For": request.remote or "", "X-Forwarded-Proto": "https"}
        target = past.client.make_url(request.path_qs)
        body = await request.read()
        async with onward.request(request.method, target, headers=kept, data=body) as answer:
            headers = {k: v for k, v in answer.headers.items() if k.lower() not in HOP_BY_HOP}
            return web.Response(status=answer.status, body=await answer.read(), headers=headers)

    return handle


class Person:
    """Somebody of the house at her desk: signed in at the proxy, perhaps with a session of ours."""

    def __init__(self, api: Api, user: str, token: str = "") -> None:
        self.api = api
        self.user = user
        self.token = token

    async def call(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> ClientResponse:
        """One request through the proxy."""
        own = {PERSON: self.user, **headers}
        if self.token:
            own["Authorization"] = f"Bearer {self.token}"
        kwargs = {} if body is None else {"json": body}
        return await self.api.client.request(method, path, headers=own, **kwargs)

    async def enter(self, **body: Any) -> dict[str, Any]:
        """Signs in; what is answered, a session or a choice."""
        response = await self.call("POST", "/api/sessions", body)
        assert response.status in (200, 201), await response.text()
        answer: dict[str, Any] = await response.json()
        self.token = answer.get("token", "")
        return answer


@asynccontextmanager
async def with_tokens(
    assistant: Assistant, folder: Path, kind: str = "RS256", **settings: str
) -> AsyncIterator[Api]:
    """The application in mode jwt, believing the issuer of the tests."""
    key_file = folder / "intranet.pem"
    key_file.write_bytes(issuer.public_pem(kind))
    key_file.chmod(0o600)
    settings = {
        "IDENTITY": "jwt",
        "JWT_KEY_FILE": str(key_file),
        "JWT_ISSUER": issuer.ISSUER,
        "JWT_AUDIENCE": issuer.AUDIENCE,
        "JWT_ALGORITHMS": kind,
        **settings,
    }
    async with running(assistant, folder, **settings) as api:
        yield api
