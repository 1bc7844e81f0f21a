"""Places of the register for the registration form."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from assistant.store.municipalities import Municipality
from assistant.web.services import SERVICES

MOST_PLACES = 10
# An association has no key that a registration takes: its key is of nine digits.
KEYS = ("municipality", "district")


async def find_municipalities(request: web.Request, _: Any) -> web.Response:
    """The places a text may mean, best first; none without a register."""
    services = request.app[SERVICES]
    text = request.query["q"]
    matches = await services.read(
        lambda connection: services.municipalities.search(connection, text, MOST_PLACES)
    )
    return web.json_response({"municipalities": [_place_data(match.place) for match in matches]})


def _place_data(place: Municipality) -> dict[str, Any]:
    # A city that is a district of its own is told apart by its state instead.
    district = None if place.district_name == place.name else place.district_name
    return {
        "name": place.name,
        "ags": place.ags if place.type in KEYS else "",
        "type": place.type,
        "district": district,
        "state": place.state_name,
    }
