"""Suggestions for the registration form from the register."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from assistant.process.municipalities import import_register
from assistant.profile.register import read_register
from tests.conftest import Api
from tests.helpers import Description, problem_of, services_of
from tests.profile.workbooks import PLACES, place, workbook


def import_places(api: Api) -> None:
    """The small register into the application's database."""
    city = [
        place("40 41 13 0 03 - -", "Rostock, Hansestadt"),
        place("60 61 13 0 03 0000 000", "Rostock, Hansestadt", 181.36, 210_795),
    ]
    many = [
        place(f"60 64 03 4 54 0{number} {number}", f"Bergdorf {number}", 1.0, number)
        for number in range(100, 130)
    ]
    read = read_register(workbook([*PLACES, *city, *many]), "register.xlsx")
    with services_of(api).database.transaction() as connection:
        import_register(connection, read, "register.xlsx")


async def find(api: Api, text: str) -> list[dict[str, Any]]:
    response = await api.call("GET", f"/api/municipalities?q={quote(text)}")
    assert response.status == 200, await response.text()
    places: list[dict[str, Any]] = (await response.json())["municipalities"]
    return places


async def test_without_a_register_there_are_no_suggestions(api: Api) -> None:
    assert await find(api, "Grabow") == []


async def test_suggestions_need_no_token_and_are_as_described(api: Api) -> None:
    assert await find(api, "Grabow") == []
    import_places(api)
    assert (await find(api, "Grabow"))[0] == {
        "name": "Grabow",
        "ags": "13076050",
        "type": "municipality",
        "district": "Landkreis Ludwigslust-Parchim",
        "state": "Mecklenburg-Vorpommern",
    }
    described = Description(await (await api.call("GET", "/api/openapi.json")).json())
    for text in ("Grabow", "Emsland", "Rostock", "19300", "", "%", "ä" * 200):
        await described.check(await api.call("GET", f"/api/municipalities?q={quote(text)}"))


async def test_districts_have_five_digits_and_associations_none(api: Api) -> None:
    import_places(api)
    emsland = (await find(api, "Landkreis Emsland"))[0]
    assert (emsland["ags"], emsland["type"], emsland["district"]) == ("03454", "district", None)
    association = (await find(api, "Amt Grabow"))[0]
    assert (association["name"], association["ags"]) == ("Amt Grabow", "")
    assert association["type"] == "association"
    rostock = await find(api, "Rostock")
    assert [(p["ags"], p["type"], p["district"]) for p in rostock] == [
        ("13003000", "municipality", None)
    ]


async def test_a_suggestion_can_be_registered(api: Api) -> None:
    import_places(api)
    for text in ("Grabow", "Emsland"):
        place = (await find(api, text))[0]
        session = await api.register(place["name"], type=place["type"], ags=place["ags"])
        assert session["process"]["ags"] == place["ags"]
        assert session["process"]["municipality"] == place["name"]


async def test_there_are_at_most_ten(api: Api) -> None:
    import_places(api)
    found = await find(api, "Bergdorf")
    assert len(found) == 10
    assert found[0]["name"] == "Bergdorf 129", "the largest first"


@pytest.mark.parametrize("query", ["", f"?q={'x' * 201}", "?q=a%00b"])
async def test_what_does_not_fit_is_refused(api: Api, query: str) -> None:
    await problem_of(await api.call("GET", f"/api/municipalities{query}"), 422)


async def test_a_deletion_leaves_the_register(api: Api) -> None:
    import_places(api)
    await api.register()
    response = await api.call("DELETE", "/api/process", {"confirm": "Grabow"})
    assert response.status == 204
    api.token = ""
    assert (await find(api, "Grabow"))[0]["ags"] == "13076050"
