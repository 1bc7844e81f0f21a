"""Twelve municipalities on one installation: the like ones are found, the unshared stays unseen."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.web.description import load_description
from tests.conftest import Api
from tests.exchange.towns import BY_NAME, Settled, fill_register, settle, settle_all
from tests.helpers import problem_of, services_of

ASKED = (
    "Welche Kommunen sind uns ähnlich?", "Wer hat Erfahrung mit Rufbus?",
    "Was haben andere gewählt?", "Was geben wir frei?", "Welche Methoden passen zu uns?",
)  # fmt: skip
# What somebody was told while it was shared stays in her own transcript, as on paper.
OWN_TRANSCRIPT = {"/api/chat", "/api/export?transcript=1", "/api/me/export"}
FORMATS = ("html",)


async def test_similar_ones_are_found_as_a_person_would_expect(api: Api) -> None:
    fill_register(services_of(api).database)
    towns = await settle_all(api)
    for town in towns.values():
        await town.share()

    async def similar(name: str) -> list[dict[str, Any]]:
        found = await towns[name].get("/api/exchange/municipalities?limit=100")
        assert found["total"] == len(towns) - 1 and found["note"] is None
        assert name not in {one["name"] for one in found["municipalities"]}
        similarities = [one["similarity"] for one in found["municipalities"]]
        assert similarities == sorted(similarities, reverse=True)
        return found["municipalities"]  # type: ignore[no-any-return]

    for name, first in {
        "Grabow": "Neustadt-Glewe",
        "Neustadt-Glewe": "Grabow",
        "Ludwigslust-Parchim": "Prignitz",
        "Prignitz": "Ludwigslust-Parchim",
    }.items():
        assert (await similar(name))[0]["name"] == first, name
    grabow = await similar("Grabow")
    assert "im selben Kreis" in grabow[0]["because"]
    assert "gemeinsame Themen: Mobilität und Wohnen" in grabow[0]["because"]
    assert {one["name"] for one in grabow[:4]} >= {"Bützow", "Perleberg"}
    far = {one["name"] for one in grabow[6:]}
    assert {"Kornwestheim", "Prignitz"} <= far
    assert (await similar("Dömitz"))[0]["name"] in ("Grabow", "Neustadt-Glewe")
    assert {one["type"] for one in (await similar("Perleberg"))[:3]} == {"municipality"}
    kinds = {one["name"]: one["differs"] for one in await similar("Vauban")}
    assert "ist eine Gemeinde" in kinds["Grabow"] and "ist ein Landkreis" in kinds["Prignitz"]
    await _learning(towns)
    await _numbers(api, towns)


async def _learning(towns: dict[str, Settled]) -> None:
    """Search over all that is shared: successes and failures alike."""
    grabow = towns["Grabow"]
    found = (await grabow.get("/api/exchange/measures?q=Rufbus"))["measures"]
    assert {one["title"] for one in found} == {
        "Rufbus am Abend", "Anruf-Sammel-Taxi", "Kreisweiter Rufbus",
    }  # fmt: skip
    assert {one["decision"] for one in found} == {"extend", "end"}
    stopped = await grabow.get("/api/exchange/measures?state=stopped")
    assert {one["title"] for one in stopped["measures"]} == {
        "Anruf-Sammel-Taxi", "Dorfladen in der alten Schule",
    }  # fmt: skip
    theme = await grabow.get("/api/exchange/measures?theme=gesundheit_pflege&kind=measure")
    assert {one["title"] for one in theme["measures"]} == {"Gemeindeschwester", "Ärztehaus"}
    nearest = await grabow.get("/api/exchange/measures?kind=measure&limit=1")
    assert nearest["measures"][0]["municipality"]["name"] == "Neustadt-Glewe"
    assert nearest["total"] == 11
    nothing = await grabow.get("/api/exchange/measures?q=Seilbahn")
    assert nothing["measures"] == [] and "noch keine Kommune" in nothing["note"]


async def _numbers(api: Api, towns: dict[str, Settled]) -> None:
    """Four of Grabow's group chose the World Café: not told; the fifth makes it told."""
    grabow = towns["Grabow"]
    before = await grabow.get("/api/exchange/methods")
    assert before["of"] is None and before["methods"] == [] and "ab 5" in before["note"]
    for name in ("Lübz", "Crivitz"):
        more = await settle(api, type(grabow.town)(
            name, population=(6000, 6200), methods=("world_cafe",)))  # fmt: skip
        await more.share()
    after = await grabow.get("/api/exchange/methods")
    (one,) = after["methods"]
    assert (one["id"], one["count"], one["of"]) == ("world_cafe", 6, 6)
    assert (await grabow.get("/api/methods?limit=1"))["others"] == after["methods"]
    reply = await grabow.api.chat(text="Welche Methoden passen zu uns?")
    told = "\n".join(message["text"] for message in reply["messages"])
    assert "- World Café: 6" in told
    for name in ("Neustadt-Glewe", "Bützow"):
        await towns[name].share("basics", on=False)
    again = await grabow.get("/api/exchange/methods")
    assert again["of"] is None and again["methods"] == []


async def test_nothing_unshared_is_seen_through_any_operation(api: Api) -> None:
    """Grabow asks everything there is, with every id it could know of Bützow's."""
    fill_register(services_of(api).database)
    towns = await settle_all(api, "Grabow", "Bützow")
    grabow, other = towns["Grabow"], towns["Bützow"]
    items = [item["id"] for item in (await other.sharing())["items"]]
    plain = [item for item in items if item.partition(".")[0] in (
        "basics", "figures", "stage", "themes", "method")]  # fmt: skip
    mark = other.town.mark

    assert not await _heard(grabow, other, mark), "nothing is shared yet"
    await other.share(*plain)
    assert not await _heard(grabow, other, mark), "no item with these words is shared"
    await other.share(*items)
    assert await _heard(grabow, other, mark), "the test would hear it"
    await other.share(*(set(items) - set(plain)), on=False)
    assert not await _heard(grabow, other, mark), "taken back"
    assert await _heard(grabow, other, "Gemeinde in Mecklenburg-Vorpommern\\nKreis: Rostock")
    await other.share("basics", on=False)
    assert not await _heard(grabow, other, mark)
    gone = await grabow.get("/api/exchange/municipalities")
    assert gone["municipalities"] == []


async def _heard(asking: Settled, other: Settled, mark: str) -> list[str]:
    """The requests of one that are answered with a marked word of the other."""
    heard = []
    for path in _paths(other, await _cards(asking)):
        response = await asking.api.call("GET", path)
        assert response.status < 500, path
        if mark.casefold() in (await response.text()).casefold():
            heard.append(path)
    for text in ASKED:
        body = {"id": str(uuid.uuid4()), "text": text}
        response = await asking.api.call("POST", "/api/chat", body)
        if mark.casefold() in (await response.text()).casefold():
            heard.append(text)
    return [path for path in heard if path not in OWN_TRANSCRIPT]


async def _cards(asking: Settled) -> list[str]:
    found = (await asking.get("/api/exchange/municipalities"))["municipalities"]
    known: set[str] = getattr(asking, "known_cards", set()) | {one["id"] for one in found}
    asking.known_cards = known  # type: ignore[attr-defined]
    return sorted(known)


def _paths(other: Settled, cards: list[str]) -> Iterator[str]:
    """Every reading operation, with the other's ids in its parameters."""
    ids = [*other.items.values(), other.process, *cards]
    measure = other.items["measure"]
    words: dict[str, list[str]] = {
        "question": ["kickoff.identity", f"plan.measures.{measure}.description"],
        "collection": ["plan.measures", "workshop.fields"],
        "card": ids,
        "measure": [f"{card}.measure.{measure}" for card in cards] or ids,
        "method": ["world_cafe"],
        "format": list(FORMATS),
        "q": ["Anruf-Sammel-Taxi", other.town.mark],
        "item": [f"measure.{measure}", "basics"],
    }
    for path, operations in load_description()["paths"].items():
        data = operations.get("get")
        if data is None or data.get("security") == []:
            continue
        parameters = [p for p in data.get("parameters", ()) if "name" in p]
        named = [p["$ref"].rpartition("/")[2] for p in data.get("parameters", ()) if "$ref" in p]
        found = [path]
        for name in [p["name"] for p in parameters if p["in"] == "path"] + named:
            enum = next((p["schema"].get("enum") for p in parameters if p["name"] == name), None)
            values = words.get(name) or [str(v) for v in (enum or ids)][:2]
            found = [p.replace(f"{{{name}}}", v) for p in found for v in values]
        queries = [(p["name"], v) for p in parameters if p["in"] == "query"
                   for v in words.get(p["name"], ())]  # fmt: skip
        yield from found
        yield from (f"{found[0]}?{name}={value}" for name, value in queries)


@pytest.mark.parametrize("kind", ["measure", "lessons", "method"])
async def test_only_shared_measures_can_be_taken_over(api: Api, kind: str) -> None:
    fill_register(services_of(api).database)
    towns = await settle_all(api, "Grabow", "Bützow")
    grabow, other = towns["Grabow"], towns["Bützow"]
    item = "method.world_cafe" if kind == "method" else f"{kind}.{other.items['measure']}"
    await other.share("basics", item)
    (card,) = (await grabow.get("/api/exchange/municipalities"))["municipalities"]
    (found,) = (await grabow.get("/api/exchange/measures"))["measures"]
    assert found["id"] == f"{card['id']}.{item}"
    assert found["can_adopt"] is (kind == "measure")
    path = f"/api/exchange/measures/{found['id']}/adopt"
    response = await grabow.api.call("POST", path)
    if kind != "measure":
        await problem_of(response, 422)
        return
    assert response.status == 201
    adopted = await response.json()
    assert adopted["item"]["title"] == "Anruf-Sammel-Taxi"
    answers = {a["question"]: a for a in (await grabow.get("/api/answers?stage=plan"))["answers"]}
    at = f"plan.measures.{adopted['item']['id']}"
    assert "übernommen von Bützow" in answers[f"{at}.description"]["value"]
    assert f"{at}.responsible" not in answers and f"{at}.budget" not in answers
    await problem_of(await grabow.api.call("POST", path), 409)
    unknown = f"/api/exchange/measures/{card['id']}.measure.nein/adopt"
    await problem_of(await grabow.api.call("POST", unknown), 404)


async def test_shares_go_with_the_process_and_not_with_its_file(api: Api) -> None:
    towns = await settle_all(api, "Bützow")
    await towns["Bützow"].share()
    export = await (await towns["Bützow"].api.call("GET", "/api/export")).text()
    (card,) = (await (await settle(api, BY_NAME["Grabow"])).get("/api/exchange/municipalities"))[
        "municipalities"
    ]
    assert card["id"] not in export
    database = services_of(api).database
    body = {"confirm": "Bützow"}
    assert (await towns["Bützow"].api.call("DELETE", "/api/process", body)).status == 204
    with database.engine.connect() as connection:
        for table in ("shared_cards", "shared_items"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0
