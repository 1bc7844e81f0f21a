"""Health, readiness, measurements, the API's description, the page's files."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.store.schema import is_current_on
from assistant.web.description import load_description
from assistant.web.draining import DRAINING
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

STATIC = Path(__file__).parent / "static"


async def get_health(request: web.Request, _: Any) -> web.Response:
    """The process lives."""
    return web.json_response({"status": "ok"})


async def get_readiness(request: web.Request, _: Any) -> web.Response:
    """Model loaded (the application starts only with one), database reachable, schema current.

    Not ready either when about to end: load balancers go elsewhere then.
    """
    services = request.app[SERVICES]
    if request.app[DRAINING].begun:
        raise Problem(503, "Die Assistenz wird gerade beendet.")

    def check(connection: Connection) -> None:
        connection.execute(sa.text("SELECT 1"))
        if not is_current_on(connection):
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
    file = STATIC / name
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return web.FileResponse(file, headers={"Cache-Control": "no-cache"})
    body, tag = _packed(file, file.stat().st_mtime_ns)
    headers = {"Cache-Control": "no-cache", "ETag": tag, "Vary": "Accept-Encoding"}
    if tag in request.headers.get("If-None-Match", ""):
        return web.Response(status=304, headers=headers)
    headers["Content-Encoding"] = "gzip"
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return web.Response(body=body, content_type=kind, headers=headers)


@lru_cache(maxsize=32)
def _packed(file: Path, changed: int) -> tuple[bytes, str]:
    """A file packed once for all who ask, and its mark; `changed` is when it was written."""
    content = file.read_bytes()
    return gzip.compress(content, mtime=0), f'"{hashlib.sha256(content).hexdigest()[:20]}"'


async def get_page(request: web.Request) -> web.StreamResponse:
    """The chat page."""
    return web.FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})
