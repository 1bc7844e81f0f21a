"""Handing questions and sections over to colleagues, over the API."""

from __future__ import annotations

import datetime
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.chat.speaking import speak
from assistant.process.dialogue.delegating import covers, hand_on
from assistant.process.dialogue.dialogue import Dialogue
from assistant.process.record import Record
from assistant.process.refusals import UnknownQuestionError
from assistant.process.together import delegating
from assistant.process.together.delegating import HandedOver, Target
from assistant.process.together.inviting import Invited, letter
from assistant.process.together.matters import find_section, is_for
from assistant.process.together.recipients import (
    CannotAnswerError,
    Recipient,
    SeveralMeantError,
    find_recipient,
)
from assistant.process.together.wire import delegation_data
from assistant.store.processes import Member, members_of
from assistant.store.together import DelegationRow, delegations_of, find_delegation
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

NO_DELEGATION = "Diese weitergegebene Frage gibt es nicht."
MOST_OPEN = 300


async def get_delegations(request: web.Request, _: Any) -> web.Response:
    """What is handed over: the open ones, or those of a status; all, or those for me."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    status = request.query.get("status", "open")

    def read(connection: Connection) -> list[dict[str, Any]]:
        record = Record(connection, services.guide, member, lock=False)
        found = delegations_of(connection, member.process, status)
        if request.query.get("mine") == "1":
            found = [one for one in found if is_for(one, member)]
        members = tuple(members_of(connection, member.process))
        if status == "open":
            found.sort(key=lambda one: (one.due or "9999", one.at, one.id))
        else:
            found.reverse()
        return [delegation_data(record, one, members) for one in found]

    return web.json_response({"delegations": await services.read(read)})


async def add_delegation(request: web.Request, body: Any) -> web.Response:
    """Hands a question or a section over; where it is the open one, the chat goes on."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    due = _due(body.get("due"))
    note = (body.get("note") or "").strip() or None
    address = _address(request)

    def write(connection: Connection) -> dict[str, Any]:
        def act(dialogue: Dialogue) -> dict[str, Any]:
            record = dialogue.record
            members = members_of(connection, member.process)
            target = _target(record, body)
            recipient = _recipient(members, body["to"], member)
            handed = _hand_over(dialogue, target, recipient, due, note)
            one = handed.delegation
            invitation = None
            if handed.needs_invitation:
                invited = delegating.invitation_for(record, one)
                invitation = _invitation_data(record, one, invited, address)
            data = delegation_data(record, one, tuple(members))
            return {"delegation": data, "invitation": invitation}

        return speak(connection, services.guide, member, act)

    return web.json_response(await services.write(write), status=201)


def _hand_over(
    dialogue: Dialogue, target: Target, recipient: Recipient, due: str | None, note: str | None
) -> HandedOver:
    question = dialogue.record.position.question
    if question is not None and covers(dialogue, target, question):
        return hand_on(dialogue, target, recipient, due, note)
    return delegating.hand_over(dialogue.record, target, recipient, due, note)


def _target(record: Record, body: dict[str, Any]) -> Target:
    if len(record.matters.delegations) >= MOST_OPEN:
        raise Problem(409, "Es ist schon sehr viel weitergegeben. Bitte nehmen Sie etwas zurück.")
    if "section" in body:
        if find_section(record.guide, body["section"]) is None:
            raise _misfit("/section", "Diesen Abschnitt gibt es nicht.")
        return Target(section=body["section"])
    question = body["question"]
    try:
        record.place(question)
    except UnknownQuestionError:
        raise _misfit("/question", "Diese Frage gibt es nicht.") from None
    if question.rpartition(".")[2] in ("review", "more"):
        raise _misfit("/question", "Diese Frage lässt sich nicht weitergeben.")
    if delegating.is_new_item(record, question):
        raise _misfit("/question", "Diesen Eintrag gibt es noch nicht.")
    return Target(question=question)


def _recipient(members: list[Member], to: dict[str, str], me: Member) -> Recipient:
    try:
        found = _found(members, to)
    except SeveralMeantError as error:
        names = ", ".join(f"„{one.name}“" for one in error.members)
        raise _misfit("/to/name", f"So heißen mehrere: {names}.") from None
    except CannotAnswerError as error:
        text = f"{error.member.name} liest hier mit und kann nicht selbst antworten."
        raise _misfit("/to", text) from None
    if found.member is not None and found.member.id == me.id:
        raise _misfit("/to", "Das sind Sie selbst.")
    return found


def _found(members: list[Member], to: dict[str, str]) -> Recipient:
    if "member" not in to:
        name, department = (to.get(key, "").strip() or None for key in ("name", "department"))
        return find_recipient(members, name, department)
    member = next((one for one in members if one.id == to["member"]), None)
    if member is None:
        raise _misfit("/to/member", "Diese Person wirkt hier nicht mit.")
    if member.role not in ("founder", "editor"):
        raise CannotAnswerError(member)
    return Recipient(member=member)


def _due(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise _misfit("/due", "Erwartet wird ein Tag wie 2027-03-12.") from None
    if not 2000 <= day.year <= 2200:
        raise _misfit("/due", "Erwartet wird ein Tag zwischen 2000 und 2200.")
    return text


def _misfit(pointer: str, detail: str) -> Problem:
    return Problem(422, detail, [{"pointer": pointer, "detail": detail}])


async def withdraw_delegation(request: web.Request, _: Any) -> web.Response:
    """Takes back what was handed over."""
    services = request.app[SERVICES]
    member = request[MEMBER]

    def write(connection: Connection) -> None:
        record = Record(connection, services.guide, member, lock=True)
        delegating.withdraw(record, _one(record, request))

    await services.write(write)
    return web.Response(status=204)


async def invite_for_delegation(request: web.Request, _: Any) -> web.Response:
    """A new invitation for the person something was handed to."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    address = _address(request)

    def write(connection: Connection) -> dict[str, Any]:
        record = Record(connection, services.guide, member, lock=True)
        one = _one(record, request)
        if one.status != "open":
            raise Problem(409, "Das ist schon beantwortet oder zurückgenommen.")
        if delegating.has_access(record, one):
            raise Problem(409, "Hier gibt es schon einen Zugang. Eine Einladung ist nicht nötig.")
        return _invitation_data(record, one, delegating.invitation_for(record, one), address)

    return web.json_response(await services.write(write), status=201)


def _one(record: Record, request: web.Request) -> DelegationRow:
    name = request.match_info["delegation"]
    found = find_delegation(record.connection, record.process.id, name)
    if found is None:
        raise Problem(404, NO_DELEGATION)
    return found


def _invitation_data(
    record: Record, one: DelegationRow, invited: Invited, address: str | None
) -> dict[str, Any]:
    written = letter(record, one, invited, address)
    return {
        "code": invited.code,
        "expires_at": invited.expires_at.isoformat(),
        "subject": written.subject,
        "text": written.text,
    }


def _address(request: web.Request) -> str | None:
    """Where the page is that asks: only when it is our own, as the browser says."""
    origin = request.headers.get("Origin", "")
    if origin.partition("://")[2] != request.host or not origin.startswith("http"):
        return None
    return origin + request.app[SERVICES].settings.base_path
