"""The chat: reading the transcript, and sending a message."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.chat.conversation import IdReusedError, Request
from assistant.chat.wire import message_data, state_data
from assistant.process.record import Record
from assistant.process.refusals import StaleRevisionError
from assistant.process.turn import Command, ControlAnswer
from assistant.store.conversations import transcript
from assistant.store.processes import Member
from assistant.web.bodies import answer_data
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES, Services


async def get_chat(request: web.Request, _: Any) -> web.Response:
    """This member's transcript, the open question and the progress."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    after = request.query.get("after")

    def read(connection: Connection) -> dict[str, Any]:
        record = Record(connection, services.guide, member, lock=False)
        rows = transcript(connection, member.id, after)
        return {"messages": [message_data(row) for row in rows], **state_data(record)}

    return web.json_response(await services.read(read))


async def post_chat(request: web.Request, body: Any) -> web.Response:
    """A message: a text, an answer from a control, or a command."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    message = _request(body)
    try:
        reply = await services.queued(lambda: services.conversations.respond(member.id, message))
    except IdReusedError:
        raise Problem(
            409, "Diese Kennung gehört schon zu einer anderen Nachricht. Bitte neu senden."
        ) from None
    except StaleRevisionError as error:
        raise await stale(services, member, error) from None
    headers = {"Idempotent-Replay": "true"} if reply.replayed else {}
    return web.json_response(reply.body, headers=headers)


def _request(body: dict[str, Any]) -> Request:
    message_id = body["id"].lower()
    if "text" in body:
        if not body["text"].strip():
            raise Problem(
                422,
                "Bitte schreiben Sie etwas.",
                [{"pointer": "/text", "detail": "Der Text ist leer."}],
            )
        return Request(message_id, text=body["text"])
    if "answer" in body:
        return Request(message_id, answer=ControlAnswer(**body["answer"]))
    return Request(message_id, command=Command(**body["command"]))


async def stale(services: Services, member: Member, error: StaleRevisionError) -> Problem:
    """A 409 with the answer as it stands now."""

    def read(connection: Connection) -> dict[str, Any]:
        record = Record(connection, services.guide, member, lock=False)
        return answer_data(record, error.current)

    return Problem(
        409,
        "Jemand hat diese Antwort inzwischen geändert. Bitte sehen Sie sich die neue an.",
        answer=await services.read(read),
    )
