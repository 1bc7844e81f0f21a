"""Headers of every response, and which other origins may ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from assistant.settings import Settings
from assistant.web.client_address import comes_from_trusted_proxy
from assistant.web.problems import Problem

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
EXPOSED = "Idempotent-Replay, Retry-After, Content-Disposition"
METHODS = "GET, POST, PUT, DELETE, OPTIONS"
# A year. Without subdomains: what else the house serves under its name is not ours to say.
HSTS_SECONDS = 31_536_000


def content_security_policy(
    settings: Settings, *, framed_by_own: bool = False, framing_own: bool = False
) -> str:
    """Everything from ourselves and nothing else; framing only by the named origins.

    A page may be `framed_by_own` pages as well, or be `framing_own` ones.
    """
    own = ("'self'",) if framed_by_own else ()
    ancestors = " ".join((*own, *settings.frame_ancestors)) or "'none'"
    frames = "frame-src 'self'; " if framing_own else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; "
        # Lit makes its templates through a policy of this name; no other string becomes markup.
        f"require-trusted-types-for 'script'; trusted-types lit-html; {frames}"
        f"frame-ancestors {ancestors}"
    )


def security_middleware(settings: Settings) -> Middleware:
    """Refuses foreign origins, answers preflights, and sets the headers."""
    policy = content_security_policy(settings)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        origin = request.headers.get("Origin")
        foreign = origin is not None and not _is_own(request, origin)
        allowed = origin in settings.allowed_origins
        if foreign and not allowed:
            response: web.StreamResponse = Problem(
                403, "Von dieser Adresse aus darf die Assistenz nicht benutzt werden."
            ).response()
        elif foreign and request.method == "OPTIONS":
            response = web.Response(status=204)
            response.headers["Access-Control-Allow-Methods"] = METHODS
            response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            response.headers["Access-Control-Max-Age"] = "600"
        else:
            response = await handler(request)
        if foreign and allowed and origin:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Expose-Headers"] = EXPOSED
            response.headers.add("Vary", "Origin")
        _set_headers(response, policy)
        if comes_by_tls(request):
            response.headers["Strict-Transport-Security"] = f"max-age={HSTS_SECONDS}"
        return response

    return middleware


def comes_by_tls(request: web.Request) -> bool:
    """Whether a trusted proxy says that the browser asked by HTTPS."""
    said = request.headers.getall("X-Forwarded-Proto", [])
    return said == ["https"] and comes_from_trusted_proxy(request)


def _is_own(request: web.Request, origin: str) -> bool:
    scheme, _, host = origin.partition("://")
    # Behind TLS a page without TLS is another one: somebody on the way may have written it.
    return host == request.host and (scheme == "https" or not comes_by_tls(request))


def _set_headers(response: web.StreamResponse, policy: str) -> None:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", policy)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if "frame-ancestors 'none'" in headers["Content-Security-Policy"]:
        headers["X-Frame-Options"] = "DENY"
    headers.setdefault("Cache-Control", "no-store")
