"""Every operation of the description, fed with what fits it and with what does not: never a 5xx."""

from __future__ import annotations

import asyncio
import json
import re
import uuid
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import pytest
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from yarl import URL

from assistant.engine.agent import Assistant
from assistant.settings import read_settings
from assistant.web.app import make_app
from assistant.web.description import load_description
from tests.helpers import Description

T = TypeVar("T")

DESCRIPTION = load_description()
OPERATIONS = [
    (method.upper(), path, data)
    for path, operations in DESCRIPTION["paths"].items()
    for method, data in operations.items()
]
EXAMPLES = 60
# What an application of this kind trips over: its own ids, other languages, edges of numbers.
WORDS = [
    "kickoff.goals",
    "kickoff.occasion",
    "kickoff.date",
    "kickoff.budget",
    "kickoff.themes",
    "kickoff.steering_group",
    "kickoff.head_confirmed",
    "kickoff.review",
    "kickoff.guests",
    "kickoff.guests.more",
    "kickoff.guests.group",
    "plan.measures",
    "plan.measures.more",
    "review.measures",
    "process.ags",
    "process.delete",
    "kickoff",
    "confirm",
    "realign",
    "2027-03",
    "13076050",
    "ja",
    "nein",
    "zurück",
    "löschen",
    "alles löschen",
    "fertig",
    "nein, 12 statt 13",
    "der erste nach oben",
    "/restart",
    "\x00",
    "\n",
    "\u200b",
    "😀",
    "ſ",
    "İ",
    "²",
    "٣",
    "½",
    "1e400",
    "9" * 400,
    "NaN",
    "../../etc/passwd",
    "' OR 1=1 --",
]
NUMBERS: list[Any] = [0, -1, 1, 2**31, 2**63, 10**400, 1e308, 0.1, -0.0, float("inf")]


def texts() -> st.SearchStrategy[str]:
    """A word of ours, or any text."""
    anything = st.text(st.characters(blacklist_categories=["Cs"]), max_size=30)
    return st.one_of(st.sampled_from(WORDS), anything)


def wild(depth: int = 2) -> st.SearchStrategy[Any]:
    """Any JSON at all."""
    simple = st.one_of(
        st.none(), st.booleans(), st.sampled_from(NUMBERS), st.integers(), st.floats(), texts()
    )
    if depth == 0:
        return simple
    inner = wild(depth - 1)
    return st.one_of(
        simple, st.lists(inner, max_size=3), st.dictionaries(texts(), inner, max_size=3)
    )


def fitting(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that a schema of the description allows, as far as it says; else close to it."""
    if "$ref" in schema:
        return fitting(_resolved(schema["$ref"]))
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return st.one_of([fitting(part) for part in schema[key]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    kind = schema.get("type")
    if kind == "object":
        return _objects(schema)
    if kind == "array":
        most = min(schema.get("maxItems", 4), 4)
        return st.lists(fitting(schema["items"]), max_size=most)
    if kind == "string":
        return _strings(schema)
    if kind == "integer":
        return st.integers(schema.get("minimum"), schema.get("maximum"))
    if kind == "number":
        return st.one_of(st.sampled_from(NUMBERS), st.floats(allow_nan=False), st.integers())
    if kind == "boolean":
        return st.booleans()
    return wild()


def _resolved(reference: str) -> dict[str, Any]:
    node: Any = DESCRIPTION
    for part in reference.removeprefix("#/").split("/"):
        node = node[part]
    return dict(node)


def _objects(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    properties = {name: fitting(part) for name, part in schema.get("properties", {}).items()}
    required = {name: properties[name] for name in schema.get("required", ()) if name in properties}
    optional = {name: value for name, value in properties.items() if name not in required}
    return st.fixed_dictionaries(required, optional=optional)


def _strings(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    pattern = schema.get("pattern")
    if pattern is None or pattern == r"\S":
        least, most = schema.get("minLength", 0), schema.get("maxLength", 10_000)
        long = st.sampled_from(["ä" * most, "😀" * most, "x" * (most + 1)])
        return st.one_of(texts().filter(lambda text: least <= len(text) <= most), long)
    if "-" in pattern:
        return st.uuids().map(str)
    # `$` also matches before a newline at the end, which a database may not expect.
    return st.from_regex(pattern).filter(lambda text: len(text) < 100)


@st.composite
def mutated(draw: st.DrawFn, schema: dict[str, Any]) -> Any:
    """A fitting value of which one part was replaced, removed or added to."""
    value = draw(fitting(schema))
    node = value
    while isinstance(node, dict) and node and draw(st.booleans()):
        key = draw(st.sampled_from(sorted(node)))
        if not isinstance(node[key], dict) or draw(st.booleans()):
            how = draw(st.sampled_from(["replace", "remove", "add"]))
            if how == "replace":
                node[key] = draw(wild())
            elif how == "remove":
                del node[key]
            else:
                node[draw(texts())] = draw(wild(1))
            return value
        node = node[key]
    return value


@dataclass(frozen=True)
class Attempt:
    """One request."""

    path: str
    query: str
    body: bytes | None
    media_type: str = "application/json"


FILES = [
    b"Jahr;Alter;Anzahl\n2023;0-17;4\n2023;18+;5\n",
    "Jahr;Geburten;Sterbefälle\n2023;4;5\n".encode("cp1252"),
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
    b"PK\x03\x04",
    b"\x89PNG\r\n\x1a\n",
]


@st.composite
def forms(draw: st.DrawFn) -> bytes:
    """A multipart form with the boundary "grenze", whole or broken."""
    parts = []
    for field in draw(st.lists(st.sampled_from(["file", "file", "year", "x", ""]), max_size=3)):
        content = draw(st.one_of(st.sampled_from(FILES), st.binary(max_size=60)))
        if field == "year":
            content = draw(st.one_of(st.just("2023"), texts())).encode()
        name = draw(texts()).encode("utf-8", "replace").replace(b'"', b"")
        head = b'Content-Disposition: form-data; name="%s"; filename="%s"' % (field.encode(), name)
        extra = draw(
            st.sampled_from(
                [
                    *[b""] * 6,
                    b"\r\nContent-Transfer-Encoding: base64",
                    b"\r\nContent-Length: 3",
                    b"\r\nContent-Type: multipart/mixed; boundary=innen",
                    b"\r\nContent-Encoding: gzip",
                    b"\r\nUnsinn",
                ]
            )
        )
        parts.append(b"--grenze\r\n" + head + extra + b"\r\n\r\n" + content + b"\r\n")
    body = b"".join(parts) + b"--grenze--\r\n"
    return draw(
        st.sampled_from([body, body, body, body, body[: len(body) // 2], b"--grenze", b"Unsinn"])
    )


@st.composite
def attempts(draw: st.DrawFn, path: str, data: dict[str, Any]) -> Attempt:
    """A request to an operation, more or less as it is described."""
    ids = st.one_of(texts(), st.sampled_from(["%ITEM%", "kickoff.guests.%ITEM%.group"]))
    known = _choices(data)

    def fill(match: re.Match[str]) -> str:
        fitting = known.get(match[1])
        chosen = draw(st.one_of(st.sampled_from(fitting), ids) if fitting else ids)
        return quote(chosen, safe="%") or "x"

    filled = re.sub(r"\{(\w+)\}", fill, path)
    query = ""
    for parameter in data.get("parameters", ()):
        if parameter.get("in") == "query" and draw(st.booleans()):
            given = draw(st.one_of(fitting(parameter["schema"]), texts()))
            query += f"&{parameter['name']}={quote(str(given))}"
    body = None
    content = data.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        types = ["multipart/form-data; boundary=grenze"] * 8
        types += ["multipart/form-data", "multipart/mixed; boundary=grenze", "text/csv"]
        return Attempt(filled, query, draw(forms()), draw(st.sampled_from(types)))
    if content:
        schema = content["application/json"]["schema"]
        value = draw(st.one_of(fitting(schema), mutated(schema), wild()))
        body = json.dumps(value, ensure_ascii=draw(st.booleans())).encode("utf-8", "replace")
        body = draw(st.sampled_from([body, body, body, body, body, body[: len(body) // 2]]))
    return Attempt(filled, query, body)


def _choices(data: dict[str, Any]) -> dict[str, list[str]]:
    """What the path's parameters may be, where that is said."""
    found = {}
    for parameter in data.get("parameters", ()):
        schema = parameter.get("schema", {})
        schema = _resolved(schema["$ref"]) if "$ref" in schema else schema
        if parameter.get("in") == "path" and "enum" in schema:
            found[parameter["name"]] = schema["enum"]
    return found


class Target:
    """The running application and a member who is signed in, again when she has signed out."""

    def __init__(self, client: TestClient[Any, Any], loop: asyncio.AbstractEventLoop) -> None:
        self.client = client
        self.loop = loop
        self.token = ""
        self.item = ""
        self.described = Description(DESCRIPTION)
        self.statuses: set[int] = set()

    def run(self, call: Awaitable[T]) -> T:
        """Waits for a call."""
        return self.loop.run_until_complete(call)

    def sign_in(self) -> None:
        """A new process with an item in a list."""
        self.run(self._sign_in())

    async def _sign_in(self) -> None:
        register = {"municipality": "Wüstenrot", "name": "Helga Brandt"}
        response = await self.client.post("/api/sessions", json={"register": register})
        assert response.status == 201, await response.text()
        self.token = (await response.json())["token"]
        headers = {"Authorization": f"Bearer {self.token}"}
        response = await self.client.post("/api/collections/kickoff.guests", headers=headers)
        self.item = (await response.json())["id"]

    def attempt(self, method: str, attempt: Attempt) -> int:
        """Sends a request and holds the response against the description."""
        return self.run(self._attempt(method, attempt))

    async def _attempt(self, method: str, attempt: Attempt) -> int:
        path = attempt.path.replace("%ITEM%", self.item)
        headers = {"Authorization": f"Bearer {self.token}"}
        if attempt.body is not None:
            headers["Content-Type"] = attempt.media_type
        origin = str(self.client.make_url("/")).rstrip("/")
        url = URL(f"{origin}{path}?{attempt.query}", encoded=True)
        response = await self.client.session.request(
            method, url, data=attempt.body, headers=headers
        )
        content = await response.read()
        sent = f"{method} {path}?{attempt.query} {attempt.body!r}"
        assert response.status < 500, f"{sent}: {content[:500]!r}"
        self.statuses.add(response.status)
        if response.status not in (404, 405):
            await self.described.check(response)
        return response.status


@pytest.fixture
def target(database_url: str, assistant: Assistant, tmp_path: Path) -> Iterator[Target]:
    """The application on each database."""
    loop = asyncio.new_event_loop()
    environment = {"DAKS_DATA_DIR": str(tmp_path), "DAKS_DATABASE_URL": database_url}
    app = make_app(read_settings(environment), assistant)

    async def start() -> TestClient[Any, Any]:
        client: TestClient[Any, Any] = TestClient(TestServer(app))
        await client.start_server()
        return client

    client = loop.run_until_complete(start())
    found = Target(client, loop)
    found.sign_in()
    yield found
    loop.run_until_complete(client.close())
    loop.close()


@pytest.mark.parametrize(
    ("method", "path", "data"), OPERATIONS, ids=[op[2]["operationId"] for op in OPERATIONS]
)
def test_whatever_one_sends_the_server_answers_as_described(
    target: Target, method: str, path: str, data: dict[str, Any]
) -> None:
    @settings(
        max_examples=EXAMPLES if "requestBody" in data or "parameters" in data else 3,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(attempts(path, data))
    def send(attempt: Attempt) -> None:
        status = target.attempt(method, attempt)
        if status == 401 or data["operationId"] in ("endSession", "deleteProcess"):
            target.sign_in()

    send()
    assert target.statuses
    if data["operationId"] == "addUpload":
        assert target.statuses >= {201, 422}, "forms whole and broken were sent"


def test_a_wild_conversation_never_ends_in_an_error(target: Target) -> None:
    """Messages one after the other in one process, so that odd states meet odd messages."""
    schema = DESCRIPTION["components"]["schemas"]["ChatRequest"]

    @settings(
        max_examples=150,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(fitting(schema))
    def send(message: dict[str, Any]) -> None:
        message["id"] = str(uuid.uuid4())
        if "command" in message and "item" in message["command"]:
            message["command"]["item"] = target.item
        body = json.dumps(message).encode()
        status = target.attempt("POST", Attempt("/api/chat", "", body))
        if status == 401:
            target.sign_in()

    send()
    assert 200 in target.statuses
