"""Every operation with every role, by nobody, and from another process: as `x-roles` says.

The cells come from the description; one that has no valid call in `matrix.py` is an error.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer

from assistant.engine.agent import Assistant
from assistant.settings import read_settings
from assistant.web import roles_page
from assistant.web.app import HANDLERS, make_app
from assistant.web.description import Operation, load_description, operations
from assistant.web.roles import ROLES
from tests.conftest import PROJECT
from tests.helpers import Description
from tests.web.matrix import CSV, EXAMPLES, MARK, NOTE, Things, call, names_a_thing

T = TypeVar("T")
OPERATIONS = {operation.id: operation for operation in operations()}
# The founder last: her calls may end the process.
CALLERS = ("nobody", "ended", "foreign", "viewer", "adviser", "editor", "founder")
CELLS = [(operation, caller) for operation in OPERATIONS for caller in CALLERS]


class House:
    """The running application with a process, its people, somebody else's, and a session over."""

    def __init__(self, client: TestClient[Any, Any], loop: asyncio.AbstractEventLoop) -> None:
        self.client = client
        self.loop = loop
        self.described = Description(load_description())
        self.operation = ""
        self.tokens: dict[str, str] = {}

    def run(self, call: Awaitable[T]) -> T:
        """Waits for a call."""
        return self.loop.run_until_complete(call)

    async def people(self, operation: str) -> None:
        """A process of its own for each operation, so that no cell sees another operation's."""
        if self.operation == operation:
            return
        self.operation = operation
        self.tokens = {"nobody": "", "founder": await self._register(MARK)}
        self.tokens["foreign"] = await self._register("Eldena")
        for role in ROLES[1:]:
            self.tokens[role] = (await self.join(role))["token"]
        self.tokens["ended"] = (await self.join("editor"))["token"]
        await self.ok("DELETE", "/api/sessions", self.tokens["ended"])

    async def _register(self, municipality: str) -> str:
        body = {"register": {"municipality": municipality, "name": f"Helga {municipality}"}}
        token: str = (await self.ok("POST", "/api/sessions", "", body))["token"]
        return token

    async def join(self, role: str) -> dict[str, Any]:
        """One more person; her session."""
        founder = self.tokens["founder"]
        invited = await self.ok("POST", "/api/invitations", founder, {"role": role, "name": "Ute"})
        session: dict[str, Any] = await self.ok(
            "POST", "/api/sessions", "", {"code": invited["code"]}
        )
        return session

    async def ok(self, method: str, path: str, token: str, body: Any = None) -> Any:
        """A call that must work; what is answered."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        kwargs = {} if body is None else {"json": body}
        response = await self.client.request(method, path, headers=headers, **kwargs)
        assert response.status < 300, f"{method} {path}: {await response.text()}"
        return await response.json() if response.status != 204 else None

    async def things(self, operation: Operation, caller: str) -> Things:
        """Fresh things of the process, of the kinds that the path names."""
        founder = self.tokens["founder"]
        made: dict[str, str] = {"name": "Helga " + MARK if caller == "founder" else "Ute"}
        wanted = operation.path
        if "item}" in wanted or "{question}" in wanted or operation.id == "orderItems":
            listed = await self.ok("GET", "/api/collections/kickoff.guests", founder)
            for item in listed["items"]:
                path = f"/api/collections/kickoff.guests/{item['id']}"
                await self.ok("DELETE", path, founder)
            made["item"] = (await self.ok("POST", "/api/collections/kickoff.guests", founder))["id"]
            question = f"/api/answers/kickoff.guests.{made['item']}.group"
            await self.ok("PUT", question, founder, {"value": MARK})
        if "{upload}" in wanted:
            made["upload"] = await self._upload(founder)
        if "{member}" in wanted or operation.id == "addDelegation":
            made["member"] = (await self.join("editor"))["member"]["id"]
        if "{invitation}" in wanted:
            await self.ok("POST", "/api/invitations", founder, {"role": "viewer"})
            listed = (await self.ok("GET", "/api/invitations", founder))["invitations"]
            made["invitation"] = next(one["id"] for one in listed if one["member"] is None)
        if "{delegation}" in wanted:
            body = {"question": "kickoff.identity", "to": {"name": "Frau Öztürk"}}
            handed = await self.ok("POST", "/api/delegations", founder, body)
            made["delegation"] = handed["delegation"]["id"]
        if "{note}" in wanted:
            writer = self.tokens[caller if caller in ("adviser", "editor") else "founder"]
            made["note"] = (await self.ok("POST", "/api/notes", writer, NOTE))["id"]
        return Things(**made)

    async def _upload(self, token: str) -> str:
        form = FormData()
        form.add_field("file", CSV, filename="d.csv", content_type="application/octet-stream")
        headers = {"Authorization": f"Bearer {token}"}
        response = await self.client.post("/api/uploads/population", data=form, headers=headers)
        upload: str = (await response.json())["id"]
        return upload


@pytest.fixture(scope="module")
def house(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One application for all cells."""
    loop = asyncio.new_event_loop()
    folder: Path = tmp_path_factory.mktemp("matrix")
    environment = {"DAKS_DATA_DIR": str(folder)}
    unlimited = {f"DAKS_RATE_{name}": "0" for name in ("TOKEN", "ADDRESS", "REGISTRATIONS")}

    async def start() -> TestClient[Any, Any]:
        app = make_app(read_settings({**environment, **unlimited}), assistant)
        client: TestClient[Any, Any] = TestClient(TestServer(app))
        await client.start_server()
        return client

    client = loop.run_until_complete(start())
    yield House(client, loop)
    loop.run_until_complete(client.close())
    loop.close()


def _expected(operation: Operation, caller: str) -> int:
    """What the description says of a cell."""
    example = EXAMPLES[operation.id]
    if operation.public:
        return example.status
    if caller in ("nobody", "ended"):
        return 401
    role = "founder" if caller == "foreign" else caller
    if role not in operation.roles:
        return 403
    if caller == "foreign":
        return example.foreign or (
            404 if names_a_thing(operation.path, example) else example.status
        )
    return example.statuses.get(role, example.status)


@pytest.mark.parametrize(("name", "caller"), CELLS, ids=[f"{o}-{c}" for o, c in CELLS])
def test_a_cell_is_as_the_description_says(house: House, name: str, caller: str) -> None:
    operation, example = OPERATIONS[name], EXAMPLES[name]

    async def answered() -> None:
        await house.people(name)
        things = await house.things(operation, caller)
        token = house.tokens[caller]
        response = await call(
            house.client, operation.method, operation.path, example, things, token
        )
        text = await response.text()
        assert response.status == _expected(operation, caller), text
        await house.described.check(response)
        if caller in ("nobody", "ended", "foreign") and not operation.public:
            assert MARK not in text, "what belongs to a process is for its people only"
            founder = house.tokens["founder"]
            assert (await house.ok("GET", "/api/process", founder))["process"]["municipality"]

    house.run(answered())


def test_no_cell_is_without_a_test() -> None:
    assert set(EXAMPLES) == set(OPERATIONS) == set(HANDLERS)
    assert len(CELLS) == len(OPERATIONS) * len(CALLERS)


def test_every_operation_names_its_roles_or_is_open_to_all() -> None:
    """What names no role is closed; what is open says so."""
    for operation in OPERATIONS.values():
        assert operation.public != bool(operation.roles), operation.id
        assert operation.roles <= set(ROLES), operation.id
    assert {operation.id for operation in OPERATIONS.values() if operation.public} == {
        "getOpenApi",
        "createSession",
        "getIdentity",
        "findMunicipalities",
        "getHealth",
        "getReadiness",
    }


def test_who_only_reads_changes_nothing_but_her_own() -> None:
    """A viewer's writes are those about herself and her conversation; an adviser's are notes."""
    writes = {"POST", "PUT", "DELETE", "PATCH"}
    allowed = {
        role: {o.id for o in OPERATIONS.values() if o.method in writes and role in o.roles}
        for role in ROLES
    }
    assert allowed["viewer"] == {"endSession", "postChat", "deletePerson"}
    assert allowed["adviser"] - allowed["viewer"] == {"addNote", "deleteNote"}
    assert allowed["viewer"] < allowed["adviser"] < allowed["editor"] < allowed["founder"]


def test_every_refusal_stands_in_the_description() -> None:
    for path, methods in load_description()["paths"].items():
        for method, data in methods.items():
            if data.get("security") != []:
                assert {"401", "403"} <= set(data["responses"]), (method, path)


def test_the_page_of_roles_is_up_to_date() -> None:
    assert (PROJECT / "docs/roles.md").read_text("utf-8") == roles_page.page()
