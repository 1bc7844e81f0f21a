"""The earlier rounds of the plan, each as it stood when the next one began."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from assistant.process.rounds.model import Round, rounds_of
from assistant.web.identity import MEMBER
from assistant.web.services import SERVICES


async def get_rounds(request: web.Request, _: Any) -> web.Response:
    """All rounds that are over, the first one first, with every answer of then."""
    member = request[MEMBER]
    found = await request.app[SERVICES].read(lambda c: rounds_of(c, member.process))
    return web.json_response({"rounds": [_data(one) for one in found]})


def _data(one: Round) -> dict[str, Any]:
    return {
        "number": one.number,
        "at": one.at.isoformat(),
        "measures": [measure.__dict__ for measure in one.measures],
        "answers": [answer.__dict__ for answer in one.answers.values()],
    }
