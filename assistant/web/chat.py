"""The chat: reading the transcript, and sending a message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.chat.conversation import IdReusedError, Request
from assistant.chat.wire import message_data, state_data
from assistant.guide.answers import display
from assistant.guide.choices import options_of
from assistant.process.record import Record
from assistant.process.refusals import StaleRevisionError
from assistant.process.turn import Command, ControlAnswer
from assistant.store.conversations import transcript
from assistant.store.processes import Member, find_member
from assistant.web.bodies import answer_data, member_data
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
        tried = Tried(message.answer.value if message.answer else None, "answered")
        raise await stale(services, member, error, tried) from None
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


@dataclass(frozen=True)
class Tried:
    """What somebody wanted an answer to be."""

    value: Any
    status: str


async def stale(
    services: Services, member: Member, error: StaleRevisionError, tried: Tried
) -> Problem:
    """A 409 with both versions: the answer as it stands now, and what was tried."""

    def read(connection: Connection) -> dict[str, Any]:
        record = Record(connection, services.guide, member, lock=False)
        current = error.current
        other = find_member(connection, current.member) if current.member else None
        return {
            "answer": answer_data(record, current),
            "member": member_data(other) if other else None,
            "tried": {**tried.__dict__, "display": _tried_words(record, current.question, tried)},
        }

    found = await services.read(read)
    other = found["member"]
    if other is not None and other["id"] == member.id:
        text = "Sie haben diese Antwort inzwischen an anderer Stelle geändert."
    else:
        text = f"{other['name'] if other else 'Jemand'} hat diese Antwort inzwischen geändert."
    return Problem(409, f"{text} Bitte sehen Sie sich beide Fassungen an.", **found)


def _tried_words(record: Record, question: str, tried: Tried) -> str:
    """What was tried as people read it; empty for what would not have fitted anyway."""
    if tried.value is None:
        return ""
    place = record.place(question)
    try:
        return display(
            place.question, options_of(place.question, record.guide, record.state), tried.value
        )
    except (LookupError, TypeError, ValueError, OverflowError):
        return ""
