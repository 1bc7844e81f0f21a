"""Registration, sign-in by code, proxy or token of the intranet, and sign-out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.identity.model import Identity, UntrustedError
from assistant.identity.tokens import Claimed
from assistant.process import house_sign_in, sign_in
from assistant.process.guessing import TooManyTriesError
from assistant.process.house_sign_in import Choice, Entered
from assistant.process.sign_in import Session, WrongCodeError
from assistant.process.trust import Trust
from assistant.web.bodies import member_data, process_data
from assistant.web.client_address import client_address
from assistant.web.identity import (
    MEMBER,
    TRUST,
    claimed_by_token,
    find_token,
    proxy_identity,
    token_of,
    unauthorized,
)
from assistant.web.problems import Problem
from assistant.web.rate_limits import RATE_LIMITS
from assistant.web.registering import greet, register
from assistant.web.services import SERVICES, Services

# What a sign-in that was refused leaves behind must be stored, so errors are values here.
Refused = WrongCodeError | TooManyTriesError | UntrustedError
NOT_YOURS = "Dieses Vorhaben gibt es für Sie nicht."


async def create_session(request: web.Request, body: Any) -> web.Response:
    """Registers a municipality, or signs in as the installation's way of signing in asks."""
    trust = request.app[TRUST]
    if "register" in body:
        request.app[RATE_LIMITS].check_registration(request)
    if trust.mode == "code":
        return _opened(await _by_code(request, body))
    if trust.mode == "proxy":
        identity, claimed = cast(Identity, proxy_identity(request)), None
        _require(body, "jwt", False, "Hier meldet der Proxy Ihres Hauses an, kein Token.")
    else:
        claimed = claimed_by_token(request, body.get("jwt"))
        identity = claimed.identity
    return await _by_house(request, body, identity, claimed)


async def get_identity(request: web.Request, _: Any) -> web.Response:
    """How people sign in here, and whom the house names already."""
    identity = proxy_identity(request)
    return web.json_response({"mode": request.app[TRUST].mode, "person": _person(identity)})


async def _by_code(request: web.Request, body: Any) -> Session:
    services = request.app[SERVICES]
    _require(body, "jwt", False, "Hier meldet man sich mit einem Code an, nicht mit einem Token.")
    if "register" in body:
        trust, given = request.app[TRUST], body["register"]
        return await services.write(lambda c: register(services, trust, c, given, None))
    _require(body, "code", True, "Bitte geben Sie Ihren Zugangscode an, etwa K7QM-3XPA-9TDW-HC4R.")
    address = client_address(request)
    outcome = await services.write(lambda c: _sign_in(services, c, body["code"], address))
    if isinstance(outcome, Exception):
        raise _refusal(outcome)
    return outcome


async def _by_house(
    request: web.Request, body: Any, identity: Identity, claimed: Claimed | None
) -> web.Response:
    services, trust = request.app[SERVICES], request.app[TRUST]
    before = find_token(request)
    outcome = await services.write(
        lambda c: _enter(services, trust, c, body, identity, claimed, before)
    )
    if isinstance(outcome, Exception):
        raise _refusal(outcome)
    if isinstance(outcome, Session):
        return _opened(outcome)
    if "process" in body:
        raise Problem(404, NOT_YOURS)
    listed = [_choice_data(choice) for choice in outcome]
    return web.json_response({"person": _person(identity), "processes": listed})


def _enter(
    services: Services,
    trust: Trust,
    connection: Connection,
    body: Any,
    identity: Identity,
    claimed: Claimed | None,
    before: str | None,
) -> Session | Sequence[Choice] | Refused:
    """A session, or what there is to choose from. `before` is the token it takes the place of."""
    time = trust.session_time
    try:
        if claimed is not None:
            house_sign_in.spend(connection, claimed)
        if "register" in body:
            return register(services, trust, connection, body["register"], identity)
        if "code" in body:
            entered = house_sign_in.enter_with_code(connection, identity, body["code"], time)
        else:
            found = house_sign_in.choices(connection, identity, trust.houses)
            choice = house_sign_in.the_one(found, body.get("process"))
            if choice is None:
                return found
            entered = house_sign_in.enter(connection, identity, choice, time)
    except (WrongCodeError, TooManyTriesError, UntrustedError) as error:
        return error
    if not _takes_the_place_of(connection, before, entered, identity):
        greet(services, connection, entered.session, "joined" if entered.is_new else "again")
    return entered.session


def _takes_the_place_of(
    connection: Connection, before: str | None, entered: Entered, identity: Identity
) -> bool:
    """Ends the session that this one renews: the same person goes on, and is not greeted again."""
    found = sign_in.find_session(connection, before) if before else None
    same = (
        found is not None
        and found.member.id == entered.session.member.id
        and found.identity_hash == identity.key
    )
    if same and before:
        sign_in.end_session(connection, before)
    return same


def _sign_in(
    services: Services, connection: Connection, code: str, address: str
) -> Session | Refused:
    try:
        session, is_new = sign_in.sign_in(connection, code, address, services.settings.session_days)
    except (WrongCodeError, TooManyTriesError) as error:
        return error
    greet(services, connection, session, "joined" if is_new else "again")
    return session


def _require(body: Any, field: str, wanted: bool, text: str) -> None:
    """Ends with 422 when the body has a field that does not fit here, or lacks one."""
    if (field in body) != wanted:
        raise Problem(422, text, [{"pointer": f"/{field}", "detail": text}])


def _refusal(error: Refused) -> Problem:
    if isinstance(error, TooManyTriesError):
        return Problem(
            429,
            f"Das waren zu viele falsche Codes. Bitte warten Sie {error.seconds} Sekunden.",
            headers={"Retry-After": str(error.seconds)},
        )
    if isinstance(error, UntrustedError):
        return unauthorized(str(error))
    return unauthorized(
        "Dieser Code ist nicht bekannt oder nicht mehr gültig. Erwartet wird zum Beispiel "
        "K7QM-3XPA-9TDW-HC4R."
    )


def _opened(session: Session) -> web.Response:
    data = {
        "token": session.token,
        "expires_at": session.expires_at.isoformat(),
        "member": member_data(session.member),
        "process": process_data(session.process),
    }
    if session.access_code:
        data["access_code"] = session.access_code
    return web.json_response(data, status=201)


def _person(identity: Identity | None) -> dict[str, str | None] | None:
    if identity is None:
        return None
    return {
        "name": identity.shown_name,
        "department": identity.department,
        "municipality": identity.municipality,
    }


def _choice_data(choice: Choice) -> dict[str, Any]:
    return {
        "id": choice.process.id,
        "municipality": choice.process.municipality,
        "type": choice.process.type,
        "role": choice.role,
        "joined": choice.member is not None,
    }


async def end_session(request: web.Request, _: Any) -> web.Response:
    """Signs out, here or everywhere."""
    member, token = request[MEMBER], token_of(request)
    everywhere = request.query.get("everywhere") == "1"
    await request.app[SERVICES].write(lambda c: sign_in.sign_out(c, token, member, everywhere))
    return web.Response(status=204)
