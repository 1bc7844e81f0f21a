"""What the municipality shares and what others share with it, over the web."""

from __future__ import annotations

import datetime
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from assistant.exchange.model import CONTACT
from assistant.plan.model import MEASURES
from assistant.process.exchange.adopting import KnownMeasureError, adopt
from assistant.process.exchange.bodies import (
    card_body,
    chosen_body,
    found_body,
    near_body,
    none_yet,
    sharing_body,
)
from assistant.process.exchange.cards import visible_card
from assistant.process.exchange.finding import (
    chosen_by_others,
    find_measure,
    find_measures,
    likeness_to,
    similar_to,
)
from assistant.process.exchange.others import Others, Sought
from assistant.process.exchange.sharing import (
    ChangedSinceSeenError,
    UnknownItemError,
    WithoutBasicsError,
    change_sharing,
    own_card,
    preview,
    set_contact,
    sharing_of,
    withdraw,
)
from assistant.process.record import Record
from assistant.web.bodies import item_data
from assistant.web.identity import MEMBER
from assistant.web.problems import Problem
from assistant.web.services import SERVICES

DEFAULT_LIMIT = 20
NO_CARD = "Diesen Steckbrief gibt es nicht, oder er ist nicht mehr freigegeben."
NO_MEASURE = "Diese Maßnahme gibt es nicht, oder sie ist nicht mehr freigegeben."
NO_ITEM = "Diese Angabe gibt es in Ihrem Vorhaben nicht, oder nicht mehr."
WITHOUT_BASICS = (
    "Geben Sie zuerst „Wer wir sind“ frei. Sonst weiß niemand, von wem die übrigen Angaben sind."
)
CHANGED = (
    "Inzwischen wurde etwas geändert, und der Text lautet nicht mehr so, wie er gezeigt wurde. "
    "Freigegeben ist nichts. Bitte sehen Sie ihn sich noch einmal an."
)


async def get_sharing(request: web.Request, _: Any) -> web.Response:
    """The own card with its switches."""
    return await _read(request, lambda record: sharing_body(sharing_of(record)))


async def put_sharing(request: web.Request, body: Any) -> web.Response:
    """Shares and takes back single items, and names a contact."""

    def change(record: Record) -> dict[str, Any]:
        try:
            change_sharing(record, body.get("items", {}), body.get("seen"))
            if CONTACT in body:
                set_contact(record, body[CONTACT])
        except UnknownItemError as error:
            wrong = [{"pointer": f"/items/{error}", "detail": NO_ITEM}]
            raise Problem(422, NO_ITEM, wrong) from None
        except WithoutBasicsError:
            wrong = [{"pointer": "/items/basics", "detail": WITHOUT_BASICS}]
            raise Problem(422, WITHOUT_BASICS, wrong) from None
        except ChangedSinceSeenError:
            raise Problem(409, CHANGED) from None
        return sharing_body(sharing_of(record))

    return web.json_response(await _written(request, change))


async def withdraw_sharing(request: web.Request, _: Any) -> web.Response:
    """Takes back everything."""
    await _written(request, withdraw)
    return web.Response(status=204)


async def preview_sharing(request: web.Request, _: Any) -> web.Response:
    """The own card exactly as others see it, or would see it."""
    chosen = request.query.getall("item", None)

    def read(record: Record) -> dict[str, Any]:
        try:
            card = own_card(record) if chosen is None else preview(record, chosen)
        except UnknownItemError:
            wrong = [{"pointer": "/item", "detail": NO_ITEM}]
            raise Problem(422, NO_ITEM, wrong) from None
        return {"card": card_body(card) if card else None}

    return await _read(request, read)


async def find_similar(request: web.Request, _: Any) -> web.Response:
    """Who shares something, the most similar first."""
    limit, others = _limit(request), _others(request)

    def read(record: Record) -> dict[str, Any]:
        near, total = similar_to(record, others, limit)
        note = None if total else none_yet()
        return {"total": total, "note": note, "municipalities": [near_body(one) for one in near]}

    return await _read(request, read)


async def get_shared_card(request: web.Request, _: Any) -> web.Response:
    """What one municipality shares."""

    def read(record: Record) -> dict[str, Any]:
        card = visible_card(record.connection, request.match_info["card"])
        if card is None:
            raise Problem(404, NO_CARD)
        likeness = likeness_to(record, card)
        return {
            "card": card_body(card),
            "similarity": round(likeness.similarity, 3),
            "because": list(likeness.because),
            "differs": list(likeness.differs),
        }

    return await _read(request, read)


async def find_shared(request: web.Request, _: Any) -> web.Response:
    """Shared measures with their lessons, and experience with methods."""
    query, limit, others = request.query, _limit(request), _others(request)

    def read(record: Record) -> dict[str, Any]:
        sought = Sought(
            query.get("q", ""),
            frozenset(query.getall("theme", ())),
            query.get("state"),
            query.get("kind"),
        )
        found, total = find_measures(record, others, sought, limit)
        note = None if total else none_yet("q" in query)
        return {"total": total, "note": note, "measures": [found_body(one) for one in found]}

    return await _read(request, read)


async def adopt_measure(request: web.Request, _: Any) -> web.Response:
    """A shared measure as a draft in the own plan."""
    card_id, _, item = request.match_info["measure"].partition(".")

    def write(record: Record) -> dict[str, Any]:
        card = visible_card(record.connection, card_id)
        found = find_measure(record, card, item) if card else None
        if card is None or found is None:
            raise Problem(404, NO_MEASURE)
        if found.item.kind != "measure":
            raise Problem(422, "Übernehmen lassen sich nur freigegebene Maßnahmen.")
        try:
            new = adopt(record, card, found.item, datetime.date.today())
        except KnownMeasureError as error:
            raise Problem(
                409, f"Eine Maßnahme mit dem Namen „{error}“ steht schon in Ihrem Plan."
            ) from None
        return {"item": item_data(record, MEASURES, new), "question": f"{MEASURES}.{new}.goal"}

    return web.json_response(await _written(request, write), status=201)


async def get_chosen_by_others(request: web.Request, _: Any) -> web.Response:
    """What municipalities of the own group chose, where at least five did."""
    others = _others(request)
    return await _read(request, lambda record: chosen_body(*chosen_by_others(record, others)))


def _others(request: web.Request) -> Others:
    return request.app[SERVICES].conversations.others


def _limit(request: web.Request) -> int:
    return int(request.query.get("limit", DEFAULT_LIMIT))


async def _read(request: web.Request, call: Any) -> web.Response:
    services, member = request.app[SERVICES], request[MEMBER]

    def read(connection: Connection) -> Any:
        return call(Record(connection, services.guide, member, lock=False))

    return web.json_response(await services.read(read))


async def _written(request: web.Request, call: Any) -> Any:
    services, member = request.app[SERVICES], request[MEMBER]

    def write(connection: Connection) -> Any:
        return call(Record(connection, services.guide, member, lock=True))

    return await services.write(write)
