"""The documents of a process: which there are, and each as a file made in a child process."""

from __future__ import annotations

import datetime
from typing import Any, cast

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.documents.appointments import NoDate
from assistant.documents.gathering import source_of
from assistant.documents.making import begin, load
from assistant.documents.source import Source
from assistant.process.document_kinds import KINDS, Format, document_data
from assistant.process.record import Record
from assistant.store.processes import Member
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES, Services

LONGEST = 60.0
"""Seconds for the largest strategy on a slow machine."""


async def get_documents(request: web.Request, _: Any) -> web.Response:
    """All documents, with their formats and whether each is complete."""
    services = request.app[SERVICES]
    member = request[MEMBER]

    def listed(connection: Connection) -> list[dict[str, Any]]:
        state = Record(connection, services.guide, member, lock=False).state
        return [document_data(kind, state, services.guide) for kind in KINDS.values()]

    found = await services.read(listed)
    # Whoever asks what there is will soon want one.
    services.offload.prepare(load)
    return web.json_response({"documents": found})


async def get_document(request: web.Request, _: Any) -> web.Response:
    """One document as a file. Ends with 404 for a format that its kind does not have."""
    services = request.app[SERVICES]
    member, kind = request[MEMBER], request.match_info["document"]
    form = cast(Format, request.match_info["format"])
    if form not in KINDS[kind].formats:
        raise Problem(404, "In diesem Format gibt es das Dokument nicht.")
    source = await services.read(lambda c: _source(c, services, member))
    templates = services.settings.templates
    try:
        made = await services.offloaded(begin, kind, form, source, templates, timeout=LONGEST)
    except NoDate as error:
        raise Problem(409, str(error), title="Noch ohne Datum") from None
    services.offload.prepare(load)
    disposition = f'attachment; filename="{made.name}"'
    return web.Response(
        body=made.content,
        content_type=made.media_type,
        charset="utf-8" if form in ("html", "ics") else None,
        headers={"Content-Disposition": disposition, "Cache-Control": "private, no-store"},
    )


def _source(connection: Connection, services: Services, member: Member) -> Source:
    record = Record(connection, services.guide, member, lock=False)
    return source_of(record, datetime.date.today(), services.settings)
