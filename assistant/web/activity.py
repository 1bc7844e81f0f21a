"""What the others have done, over the API."""

from __future__ import annotations

import datetime
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.process.together.activity import Entry, activity_since
from assistant.store.conversations import find_position
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

USUAL = 30


async def get_activity(request: web.Request, _: Any) -> web.Response:
    """What happened since a moment, or since the member's last visit."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    after = _moment(request.query.get("after"))
    limit = int(request.query.get("limit", USUAL))
    but = None if request.query.get("own") == "1" else member.id

    def read(connection: Connection) -> dict[str, Any]:
        since = after
        if since is None:
            position = find_position(connection, member.id)
            since = position.left_at if position else None
        found = activity_since(connection, services.guide, member.process, since, but)
        now = datetime.datetime.now(datetime.timezone.utc)
        return {
            "after": since.isoformat() if since else None,
            "until": now.isoformat(),
            "entries": [_data(entry) for entry in found[:limit]],
            "more": len(found) > limit,
        }

    return web.json_response(await services.read(read))


def _data(entry: Entry) -> dict[str, Any]:
    return {
        **entry.__dict__,
        "questions": list(entry.questions),
        "at": entry.at.isoformat(),
    }


def _moment(text: str | None) -> datetime.datetime | None:
    """A moment with its zone. Ends with 422 for anything else."""
    if text is None:
        return None
    try:
        # A plus in an address is read as a space.
        at = datetime.datetime.fromisoformat(text.strip().replace(" ", "+").replace("Z", "+00:00"))
        if at.tzinfo is None:
            raise ValueError(text)
        return at.astimezone(datetime.timezone.utc)
    except (ValueError, OverflowError):
        detail = "Erwartet wird ein Zeitpunkt wie 2027-03-14T09:30:00Z."
        raise Problem(422, detail, [{"pointer": "/after", "detail": detail}]) from None
