"""Who is asking: the member behind the token of a request, and whom the house vouches for."""

from __future__ import annotations

import hmac

from aiohttp import web

from assistant.identity.header import read_headers
from assistant.identity.model import Identity, UntrustedError
from assistant.identity.tokens import Claimed, read_token, refused
from assistant.process.sign_in import find_session
from assistant.process.trust import Trust
from assistant.store.access import SessionRow
from assistant.store.processes import Member
from assistant.web.client_address import comes_from_trusted_proxy
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

MEMBER: web.RequestKey[Member] = web.RequestKey("member", Member)
TRUST: web.AppKey[Trust] = web.AppKey("trust", Trust)

SESSION_HEADER = "X-Daks-Session"

NOT_SIGNED_IN = "Bitte melden Sie sich mit Ihrem Zugangscode an."
SIGN_IN_AGAIN = "Ihre Sitzung ist zu Ende. Bitte laden Sie die Seite neu."
SOMEBODY_ELSE = (
    "Diese Sitzung gehört zu einer anderen Anmeldung. Bitte laden Sie die Seite neu und melden Sie "
    "sich noch einmal an."
)


def token_of(request: web.Request) -> str:
    """The token of a request. Ends with 401 without one."""
    token = find_token(request)
    if token is None:
        raise not_signed_in(request)
    return token


def find_token(request: web.Request) -> str | None:
    """The token of a request, if there is one.

    A proxy that signs people in by Kerberos takes the `Authorization` header for its own: there
    the token comes in a header of ours.
    """
    own = request.headers.getall(SESSION_HEADER, [])
    if own:
        return own[0].strip() or None if len(own) == 1 else None
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


async def identify(request: web.Request) -> None:
    """Notes the member in the request.

    Ends with 401 when the token is unknown or over, and when it was given to somebody else than
    the house names now.
    """
    identity = proxy_identity(request)
    token = token_of(request)
    found = await request.app[SERVICES].read(lambda c: find_session(c, token))
    if found is None:
        raise not_signed_in(request)
    if not is_bound_to(request.app[TRUST].mode, found, identity):
        raise unauthorized(SOMEBODY_ELSE)
    request[MEMBER] = found.member


def proxy_identity(request: web.Request) -> Identity | None:
    """Whom the proxy names; None in the other modes. Ends with 401 where it is not believed."""
    rules = request.app[TRUST].headers
    if rules is None:
        return None
    try:
        return read_headers(
            rules,
            lambda name: request.headers.getall(name, []),
            trusted=comes_from_trusted_proxy(request),
        )
    except UntrustedError as error:
        raise unauthorized(str(error)) from None


def claimed_by_token(request: web.Request, token: str | None) -> Claimed:
    """Whom a token of the intranet names. Ends with 401 where it is not believed."""
    rules = request.app[TRUST].tokens
    assert rules is not None
    try:
        if token is None:
            raise refused("missing")
        return read_token(rules, token)
    except UntrustedError as error:
        raise unauthorized(str(error)) from None


def is_bound_to(mode: str, session: SessionRow, identity: Identity | None) -> bool:
    """Whether a session belongs to this way of signing in, and to the person now named.

    A session of one way is none in another. A token of the intranet is asked for once and not
    with every request: its session is short instead.
    """
    if mode == "code":
        return session.identity_hash is None
    if mode == "jwt":
        return session.identity_hash is not None
    if session.identity_hash is None or identity is None:
        return False
    return hmac.compare_digest(session.identity_hash, identity.key)


def not_signed_in(request: web.Request) -> Problem:
    """401 in the words for this way of signing in."""
    return unauthorized(NOT_SIGNED_IN if request.app[TRUST].mode == "code" else SIGN_IN_AGAIN)


def unauthorized(text: str) -> Problem:
    """401 with a sentence."""
    return Problem(401, text, headers={"WWW-Authenticate": "Bearer"})
