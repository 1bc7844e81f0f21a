"""Errors as RFC 9457 problems in German; nothing else ever leaves the server as an error."""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import sqlalchemy as sa
from aiohttp import web

from assistant.web.connections import TooSlowError

log = logging.getLogger("assistant.web")

TITLES = {
    400: "Die Anfrage ist nicht lesbar",
    401: "Nicht angemeldet",
    403: "Nicht erlaubt",
    404: "Nicht gefunden",
    405: "So nicht möglich",
    408: "Zu langsam",
    409: "Inzwischen geändert",
    413: "Zu groß",
    415: "Falsches Format",
    422: "Die Angaben passen nicht",
    429: "Zu viele Versuche",
    500: "Ein Fehler bei uns",
    503: "Gerade nicht möglich",
}
DETAILS = {
    404: "Unter dieser Adresse gibt es nichts.",
    405: "Diese Adresse kennt diese Art von Anfrage nicht.",
    408: "Ihre Anfrage kam nicht vollständig an. Bitte versuchen Sie es noch einmal.",
    413: "Das ist zu viel auf einmal. Bitte kürzen Sie die Eingabe.",
    500: "Das lag nicht an Ihnen. Ihre bisherigen Antworten sind gespeichert. Bitte versuchen Sie "
    "es noch einmal.",
    503: "Die Datenbank ist gerade nicht erreichbar. Was Sie schon gespeichert haben, bleibt "
    "erhalten. Bitte versuchen Sie es gleich noch einmal.",
}
# The database is away, restarts, or has no free connection: the request may come again.
AWAY = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.TimeoutError)


class Problem(Exception):
    """Ends a request with a problem."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: list[dict[str, str]] | None = None,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(status)
        self.status = status
        self.body = {"detail": detail, **({"errors": errors} if errors else {}), **more}
        self.headers = dict(headers or {})

    def response(self) -> web.Response:
        """The problem as a response."""
        title = TITLES.get(self.status, "Das ging nicht")
        body = {"type": "about:blank", "title": title, "status": self.status, **self.body}
        return web.Response(
            status=self.status,
            text=json.dumps(body, ensure_ascii=False),
            content_type="application/problem+json",
            headers=self.headers,
        )


@web.middleware
async def problem_middleware(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Turns every error into a problem; what was not foreseen is logged without content."""
    try:
        return await handler(request)
    except Problem as problem:
        return problem.response()
    except web.HTTPException as error:
        if error.status < 400:
            return web.Response(
                status=error.status, headers={"Location": error.headers["Location"]}
            )
        headers = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else {}
        detail = DETAILS.get(error.status, "Die Anfrage ließ sich nicht verarbeiten.")
        return Problem(error.status, detail, headers=headers).response()
    except TooSlowError:
        return Problem(408, DETAILS[408]).response()
    except AWAY as error:
        log_error(error, f"in {request.method} {request.match_info.route.name}")
        return Problem(503, DETAILS[503], headers={"Retry-After": "2"}).response()
    except Exception as error:
        log_error(error, f"in {request.method} {request.match_info.route.name}")
        return Problem(500, DETAILS[500]).response()


def log_error(error: Exception, during: str) -> None:
    """Logs an unforeseen error by type and place; its text may quote an answer."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "?"
    log.error("%s at %s %s", type(error).__name__, where, during)
