"""Health, readiness, measurements, the API's description, the page's files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.store.schema import is_current
from assistant.web.description import load_description
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

STATIC = Path(__file__).parent / "static"


async def get_health(request: web.Request, _: Any) -> web.Response:
    """The process lives."""
    return web.json_response({"status": "ok"})


async def get_readiness(request: web.Request, _: Any) -> web.Response:
    """Model loaded (the application starts only with one), database reachable, schema current."""
    services = request.app[SERVICES]

    def check(connection: Connection) -> None:
        connection.execute(sa.text("SELECT 1"))
        if not is_current(services.database):
            raise Problem(503, "Die Datenbank hat nicht den erwarteten Stand.")

    try:
        await services.read(check)
    except sa.exc.SQLAlchemyError:
        raise Problem(503, "Die Datenbank ist nicht erreichbar.") from None
    return web.json_response({"status": "ready"})


async def get_description(request: web.Request, _: Any) -> web.Response:
    """The OpenAPI description."""
    return web.json_response(load_description())


async def get_file(request: web.Request) -> web.StreamResponse:
    """One of the page's files; no others, whatever the path says."""
    name = request.match_info["name"]
    if name not in {file.name for file in STATIC.iterdir() if file.is_file()}:
        raise web.HTTPNotFound
    return web.FileResponse(STATIC / name, headers={"Cache-Control": "no-cache"})


async def get_page(request: web.Request) -> web.StreamResponse:
    """The chat page."""
    return web.FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})
