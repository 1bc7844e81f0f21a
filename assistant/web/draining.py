"""The end of a worker: it is no longer ready at once, answers on for a moment, then closes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Draining:
    """Whether this worker is about to end. Load balancers learn it from /readyz."""

    begun: bool = False


DRAINING: web.AppKey[Draining] = web.AppKey("draining", Draining)


@web.middleware
async def draining_middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
    """While draining, every answer closes its connection, so that the client opens another one.

    Otherwise a client would send its next request into a connection that is being closed.
    """
    response = await handler(request)
    if request.app[DRAINING].begun:
        response.force_close()
    return response
