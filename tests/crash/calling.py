"""Calls over plain HTTP, one connection each, so that a broken one is seen as what it is."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any


class UnansweredError(Exception):
    """No response came: refused, broken off, or waited for too long."""


@dataclass(frozen=True)
class Response:
    """A response that came whole."""

    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def body(self) -> Any:
        """Its JSON."""
        return json.loads(self.content)


@dataclass(frozen=True)
class Caller:
    """Somebody who calls a server on this machine; `patience` in seconds."""

    port: int
    base: str = ""
    token: str = ""
    patience: float = 10.0

    def call(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> Response:
        """One request. Raises UnansweredError when no whole response comes."""
        sent = dict(headers or {})
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        content = body
        if body is not None and not isinstance(body, bytes):
            content = json.dumps(body).encode()
            sent["Content-Type"] = "application/json"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.patience)
        try:
            connection.request(method, self.base + path, content, sent)
            response = connection.getresponse()
            return Response(response.status, response.headers, response.read())
        except (OSError, http.client.HTTPException) as error:
            raise UnansweredError(str(error)) from error
        finally:
            connection.close()

    def register(self, municipality: str = "Grabow") -> tuple[Caller, dict[str, Any]]:
        """Registers a municipality: its founder as a caller, and the session as answered."""
        body = {"register": {"municipality": municipality, "name": "Helga Brandt"}}
        response = self.call("POST", "/api/sessions", body)
        assert response.status == 201, response.content
        return self.signed_in(response.body["token"]), response.body

    def invited(self, name: str) -> Caller:
        """Another person of the same process."""
        made = self.call("POST", "/api/invitations", {"role": "editor", "name": name})
        assert made.status == 201, made.content
        opened = self.call("POST", "/api/sessions", {"code": made.body["code"]})
        assert opened.status == 201, opened.content
        return self.signed_in(opened.body["token"])

    def signed_in(self, token: str) -> Caller:
        """The same server with another token."""
        return Caller(self.port, self.base, token, self.patience)
