"""The toolkit over the web: suggestions with reasons, and one method in full."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.process.exchange.bodies import chosen_body
from assistant.process.exchange.finding import chosen_by_others
from assistant.process.offers import load_toolkit
from assistant.process.record import Record
from assistant.process.situation import situation
from assistant.toolkit.cards import card, whole
from assistant.toolkit.reading import load_words, read_wish
from assistant.toolkit.wish import Wish
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

DEFAULT_LIMIT = 20
NO_METHOD = "Diese Methode gibt es nicht."


async def get_methods(request: web.Request, _: Any) -> web.Response:
    """Methods for the process, best first; what the query says overrides its answers."""
    services = request.app[SERVICES]
    member = request[MEMBER]
    said = wish_of(request)
    limit = int(request.query.get("limit", DEFAULT_LIMIT))

    def read(connection: Connection) -> dict[str, Any]:
        record = Record(connection, services.guide, member, lock=False)
        known = replace(situation(record.state, "workshop"), stage=None)
        ranked = load_toolkit().rank(known.overridden_by(said))
        others = chosen_body(*chosen_by_others(record, services.conversations.others))
        methods = [card(suggestion) for suggestion in ranked[:limit]]
        return {"methods": methods, "others": others["methods"]}

    return web.json_response(await services.read(read))


async def get_method(request: web.Request, _: Any) -> web.Response:
    """One method with everything that is known of it."""
    method = load_toolkit().catalogue.by_id.get(request.match_info["method"])
    if method is None:
        raise Problem(404, NO_METHOD)
    return web.json_response(whole(method))


def wish_of(request: web.Request) -> Wish:
    """The wish of a checked query. Words in `q` are read as wishes where they are some."""
    query = request.query
    named = Wish(
        themes=tuple(dict.fromkeys(query.getall("theme", ()))),
        stage=query.get("stage"),
        audiences=tuple(dict.fromkeys(query.getall("audience", ()))),
        ages=tuple(dict.fromkeys(query.getall("age", ()))),
        participants=int(query["participants"]) if "participants" in query else None,
        days=float(query["days"]) if "days" in query else None,
        preparation=query.get("preparation"),
        cost=query.get("cost"),
        online=query.get("online"),
        conflict=query.get("conflict"),
        level=query.get("level"),
    )
    if not query.get("q", "").strip():
        return named
    return read_wish(query["q"], load_words()).overridden_by(named)
