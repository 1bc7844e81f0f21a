"""Several people at one process, each with a conversation of her own."""

from __future__ import annotations

from typing import Any

from tests.conftest import Api
from tests.conversations import Json, Talk


async def joined(api: Api, role: str, name: str | None = None, **more: Any) -> Talk:
    """Somebody whom the founder has invited, having read her greeting."""
    body = {"role": role, **({"name": name} if name else {}), **more}
    response = await api.call("POST", "/api/invitations", body)
    assert response.status == 201, await response.text()
    return await with_code(api, (await response.json())["code"])


async def with_code(api: Api, code: str) -> Talk:
    """Somebody who signs in with a code, having read what she is told."""
    response = await Api(api.client).call("POST", "/api/sessions", {"code": code})
    assert response.status == 201, await response.text()
    talk = Talk(api.signed_in((await response.json())["token"]))
    await talk.look()
    return talk


async def again(talk: Talk, code: str) -> list[str]:
    """Signs in once more; what the assistant says to it."""
    last = (await talk.get("/api/chat"))["messages"][-1]["id"]
    other = await with_code(talk.api, code)
    talk.api.token = other.api.token
    data = await talk.get(f"/api/chat?after={last}")
    talk.reply = data
    return [message["text"] for message in data["messages"]]


def data_of(talk: Talk, name: str) -> Any:
    """What the last reply carries under a name."""
    found = [m["data"][name] for m in talk.reply["messages"] if name in (m.get("data") or {})]
    assert found, f"no {name}: {talk.texts}"
    return found[0]


def commands(talk: Talk) -> list[Json]:
    """The commands of the buttons in the last reply."""
    return [
        button["command"]
        for message in talk.reply["messages"]
        for button in (message.get("data") or {}).get("buttons", ())
        if "command" in button
    ]
