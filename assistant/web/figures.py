"""The charts of a process as pictures, drawn in a child process from the figures as they stand."""

from __future__ import annotations

import hashlib
import pickle
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.guide.model import Guide
from assistant.process.figures.drawing import ChartOrder, chart_order, picture
from assistant.process.figures.horizon import USUAL
from assistant.process.record import Record
from assistant.store.processes import Member
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

NAMES = {
    "pyramid": "Bevoelkerungspyramide",
    "age-groups": "Altersgruppen",
    "course": "Einwohnerzahl",
    "components": "Geburten-und-Umzuege",
    "projection": "Vorausberechnung",
}
MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


async def get_figure(request: web.Request, _: Any) -> web.Response:
    """One chart. Ends with 404 where the figures do not allow it yet."""
    services = request.app[SERVICES]
    member, figure = request[MEMBER], request.match_info["figure"]
    form = request.match_info["format"]
    years = int(request.query.get("years", USUAL))
    order = await services.read(lambda c: _ordered(c, services.guide, member, figure, years))
    if order is None:
        raise Problem(404, "Für dieses Diagramm fehlen noch Zahlen im Kommunalprofil.")
    tag = hashlib.sha256(pickle.dumps((order, form))).hexdigest()[:32]
    name = f"{NAMES[figure]}.{form}"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "ETag": f'"{tag}"',
        "Cache-Control": "private, no-cache",
    }
    known = request.if_none_match
    if known and any(one.value == tag for one in known):
        return web.Response(status=304, headers=headers)
    content = await services.offloaded(picture, order, form)
    return web.Response(body=content, content_type=MEDIA_TYPES[form], headers=headers)


def _ordered(
    connection: Connection, guide: Guide, member: Member, figure: str, years: int
) -> ChartOrder | None:
    return chart_order(Record(connection, guide, member, lock=False).facts(), figure, years)
