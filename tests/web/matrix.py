"""One valid call of every operation, for the matrix of roles and for everything that needs one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientResponse, FormData
from aiohttp.test_utils import TestClient

from tests.web.sending import TABLE

MARK = "Zwirbelshausen"
CSV = TABLE.encode()


@dataclass(frozen=True)
class Things:
    """What a process has that calls are about, by the name of the path's parameter."""

    item: str = ""
    upload: str = ""
    member: str = ""
    invitation: str = ""
    delegation: str = ""
    note: str = ""
    name: str = ""

    def named(self) -> dict[str, str]:
        """As values of path parameters."""
        return {**self.__dict__, "collection": "kickoff.guests"}


@dataclass(frozen=True)
class Example:
    """A valid call. `foreign` is what somebody of another process gets (default: 404 where the
    path names a thing of a process, else the same as the founder, about her own)."""

    status: int
    body: Callable[[Things], Any] | None = None
    path: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    file: bool = False
    foreign: int | None = None
    statuses: Mapping[str, int] = field(default_factory=dict)


def _always(value: Any) -> Callable[[Things], Any]:
    return lambda _: value


REGISTER = {"register": {"municipality": "Eldena", "name": "Uta Kern"}}
NOTE = {"question": "kickoff.goals", "text": "Das sehe ich anders."}

EXAMPLES: dict[str, Example] = {
    "getOpenApi": Example(200),
    "createSession": Example(201, _always(REGISTER)),
    "endSession": Example(204),
    "getIdentity": Example(200),
    "getMembers": Example(200),
    "changeMember": Example(200, _always({"role": "viewer"})),
    "giveAccess": Example(201),
    "endAccess": Example(204),
    "getInvitations": Example(200),
    "createInvitation": Example(201, _always({"role": "viewer"})),
    "revokeInvitation": Example(204),
    "findMunicipalities": Example(200, query="q=Grabow"),
    "getChat": Example(200),
    "postChat": Example(200, lambda _: {"id": str(uuid.uuid4()), "command": {"name": "overview"}}),
    "getProcess": Example(200),
    "putProcess": Example(200, _always({"names_in_documents": True})),
    # A foreign founder gives the name of this process: hers has another.
    "deleteProcess": Example(204, _always({"confirm": MARK}), foreign=422),
    "deletePerson": Example(
        204, lambda things: {"confirm": things.name}, statuses={"founder": 409}, foreign=422
    ),
    "exportPerson": Example(200),
    "getGuide": Example(200),
    "getExport": Example(200),
    "getMethods": Example(200, query="q=Senioren"),
    "getMethod": Example(200, path={"method": "world_cafe"}),
    "getAnswers": Example(200),
    "putAnswer": Example(
        200,
        _always({"value": MARK}),
        path={"question": "kickoff.guests.{item}.group"},
        foreign=404,
    ),
    "getHistory": Example(200, path={"question": "kickoff.guests.{item}.group"}, foreign=404),
    "getItems": Example(200, path={"collection": "kickoff.guests"}),
    "addItem": Example(201, path={"collection": "kickoff.guests"}),
    "orderItems": Example(
        200,
        lambda things: {"items": [things.item]},
        path={"collection": "kickoff.guests"},
        foreign=422,
    ),
    "deleteItem": Example(204),
    "getUploads": Example(200),
    "addUpload": Example(201, path={"upload": "population"}, file=True),
    "deleteUpload": Example(204),
    "confirmUpload": Example(200),
    "getTemplate": Example(200, path={"upload": "population", "format": "csv"}),
    "getRounds": Example(200),
    "getDocuments": Example(200),
    "getDocument": Example(200, path={"document": "minutes", "format": "html"}),
    "getFigure": Example(404, path={"figure": "pyramid", "format": "svg"}),
    "getSharing": Example(200),
    "putSharing": Example(200, _always({"contact": None})),
    "withdrawSharing": Example(204),
    "previewSharing": Example(200),
    "findSimilar": Example(200),
    "getSharedCard": Example(404, path={"card": "fremd"}),
    "findShared": Example(200),
    "adoptMeasure": Example(404, path={"measure": "fremd"}),
    "getChosenByOthers": Example(200),
    "getDelegations": Example(200),
    # Nobody can be asked who works elsewhere.
    "addDelegation": Example(
        201,
        lambda things: {"question": "kickoff.occasion", "to": {"member": things.member}},
        foreign=422,
    ),
    "withdrawDelegation": Example(204),
    "inviteForDelegation": Example(201),
    "getNotes": Example(200),
    "addNote": Example(201, _always(NOTE)),
    "settleNote": Example(200, _always({"status": "done"})),
    "deleteNote": Example(204),
    "getActivity": Example(200),
    "getHealth": Example(200),
    "getReadiness": Example(200),
}


def path_of(template: str, example: Example, things: Things) -> str:
    """The path of a call, with the things of a process in it."""
    path = template
    for name, value in {**things.named(), **example.path}.items():
        path = path.replace("{" + name + "}", value)
    # An example's own value may name a thing in turn.
    path = path.replace("{item}", things.item)
    assert "{" not in path, path
    return f"{path}?{example.query}" if example.query else path


def names_a_thing(template: str, example: Example) -> bool:
    """Whether the path names something that belongs to one process."""
    own = {"item", "upload", "member", "invitation", "delegation", "note"} - set(example.path)
    return any("{" + name + "}" in template for name in own)


async def call(
    client: TestClient[Any, Any],
    method: str,
    template: str,
    example: Example,
    things: Things,
    token: str,
) -> ClientResponse:
    """The example's call with a token."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    kwargs: dict[str, Any] = {}
    if example.file:
        form = FormData()
        form.add_field("file", CSV, filename="d.csv", content_type="application/octet-stream")
        kwargs["data"] = form
    elif example.body is not None:
        kwargs["json"] = example.body(things)
    path = path_of(template, example, things)
    return await client.request(method, path, headers=headers, **kwargs)
