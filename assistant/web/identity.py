"""Who is asking: the member behind the token of a request."""

from __future__ import annotations

from aiohttp import web

from assistant.process.refusals import WRITING_ROLES
from assistant.process.sign_in import find_session
from assistant.store.processes import Member
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

MEMBER: web.RequestKey[Member] = web.RequestKey("member", Member)


def token_of(request: web.Request) -> str:
    """The token of a request. Ends with 401 without one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise _not_signed_in()
    return token.strip()


async def identify(request: web.Request) -> None:
    """Notes the member in the request. Ends with 401 when the token is unknown or over."""
    token = token_of(request)
    member = await request.app[SERVICES].read(lambda c: find_session(c, token))
    if member is None:
        raise _not_signed_in()
    request[MEMBER] = member


def require_writing(member: Member) -> None:
    """Ends with 403 for those who only read."""
    if member.role not in WRITING_ROLES:
        raise Problem(403, "Sie lesen hier mit. Ändern können nur die Mitwirkenden.")


def _not_signed_in() -> Problem:
    return Problem(
        401,
        "Bitte melden Sie sich mit Ihrem Zugangscode an.",
        headers={"WWW-Authenticate": "Bearer"},
    )
