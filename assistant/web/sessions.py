"""Registration, sign-in with a code, sign-out, invitations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.chat.speaking import speak
from assistant.process import sign_in
from assistant.process.dialogue.dialogue import Dialogue
from assistant.process.dialogue.greeting import (
    already_welcomed,
    greet_again,
    greet_founder,
    greet_joined,
)
from assistant.process.sign_in import Registration, Session, TooManyTriesError, WrongCodeError
from assistant.store.municipalities import Municipality
from assistant.web.bodies import member_data, process_data
from assistant.web.identity import MEMBER, require_writing, token_of
from assistant.web.problems import Problem
from assistant.web.services import SERVICES, Services


async def create_session(request: web.Request, body: Any) -> web.Response:
    """Registers a municipality, or signs in with a code."""
    services = request.app[SERVICES]
    if "register" in body:
        session = await services.write(lambda c: _register(services, c, body["register"]))
    else:
        address = request.remote or "unknown"
        outcome = await services.write(lambda c: _sign_in(services, c, body["code"], address))
        if isinstance(outcome, Exception):
            raise _refusal(outcome)
        session = outcome
    return web.json_response(_session_data(session), status=201)


def _register(services: Services, connection: Connection, given: dict[str, Any]) -> Session:
    name = given["municipality"].strip()
    type = given.get("type") or _type_of(given.get("ags"))
    places = _places(services, connection, given, name, type)
    registration = Registration(
        municipality=name,
        type=type,
        name=given["name"].strip(),
        ags=given.get("ags") or (places[0].ags if len(places) == 1 else None),
        parent=(given.get("parent") or "").strip() or None,
        department=(given.get("department") or "").strip() or None,
    )
    session = sign_in.register(connection, registration, services.settings.session_days)
    _greet(services, connection, session, "founder", places)
    return session


def _places(
    services: Services, connection: Connection, given: dict[str, Any], name: str, type: str
) -> list[Municipality]:
    """The places of the register that a name without a key may mean; a quarter is none of them."""
    if given.get("ags") or type == "quarter":
        return []
    return services.municipalities.named(connection, name, type)


def _type_of(ags: str | None) -> str:
    return "district" if ags and len(ags) == 5 else "municipality"


def _sign_in(
    services: Services, connection: Connection, code: str, address: str
) -> Session | WrongCodeError | TooManyTriesError:
    # Errors are values here: the failed try is stored, so the transaction must commit.
    try:
        session, is_new = sign_in.sign_in(connection, code, address, services.settings.session_days)
    except (WrongCodeError, TooManyTriesError) as error:
        return error
    _greet(services, connection, session, "joined" if is_new else "again")
    return session


def _refusal(error: Exception) -> Problem:
    if isinstance(error, TooManyTriesError):
        return Problem(
            429,
            f"Das waren zu viele falsche Codes. Bitte warten Sie {error.seconds} Sekunden.",
            headers={"Retry-After": str(error.seconds)},
        )
    return Problem(
        401,
        "Dieser Code ist nicht bekannt oder nicht mehr gültig. Erwartet wird zum Beispiel "
        "K7QM-3XPA-9TDW-HC4R.",
        headers={"WWW-Authenticate": "Bearer"},
    )


def _greet(
    services: Services,
    connection: Connection,
    session: Session,
    how: str,
    places: Sequence[Municipality] = (),
) -> None:
    if how == "again" and already_welcomed(connection, session.member.id):
        return
    greetings: dict[str, Callable[[Dialogue], None]] = {
        "founder": lambda dialogue: greet_founder(dialogue, places),
        "joined": greet_joined,
        "again": greet_again,
    }
    speak(connection, services.guide, session.member, greetings[how])


def _session_data(session: Session) -> dict[str, Any]:
    data = {
        "token": session.token,
        "expires_at": session.expires_at.isoformat(),
        "member": member_data(session.member),
        "process": process_data(session.process),
    }
    if session.access_code:
        data["access_code"] = session.access_code
    return data


async def end_session(request: web.Request, _: Any) -> web.Response:
    """Signs out."""
    token = token_of(request)
    await request.app[SERVICES].write(lambda c: sign_in.sign_out(c, token))
    return web.Response(status=204)


async def create_invitation(request: web.Request, body: Any) -> web.Response:
    """An invitation into the process; by those who may write."""
    member = request[MEMBER]
    require_writing(member)
    services = request.app[SERVICES]
    name = (body.get("name") or "").strip() or None
    code, expires_at = await services.write(
        lambda c: sign_in.invite(
            c, member.process, body["role"], name, services.settings.invitation_days
        )
    )
    data = {"code": code, "expires_at": expires_at.isoformat()}
    return web.json_response(data, status=201)
