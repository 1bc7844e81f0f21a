"""The whole process as one file to keep or to take elsewhere."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from assistant.process.transfer.export import export_process
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES


async def get_export(request: web.Request, _: Any) -> web.Response:
    """The process as JSON; made in a thread, so that others are answered meanwhile.

    The answers belong to all. What each wrote in the conversation is hers: all of it together
    is for the founder, who may delete it too.
    """
    services = request.app[SERVICES]
    member = request[MEMBER]
    transcript = request.query.get("transcript") == "1"
    if transcript and member.role != "founder":
        raise Problem(
            403,
            "Die Gespräche aller Beteiligten kann nur die Person herunterladen, die das Vorhaben "
            "angelegt hat. Ohne die Gespräche steht Ihnen die Datei offen.",
        )
    export = await services.read(
        lambda connection: export_process(connection, services.guide, member.process, transcript)
    )
    return web.Response(
        body=export.content,
        content_type="application/json",
        charset="utf-8",
        headers={"Content-Disposition": f'attachment; filename="{export.name}"'},
    )
