"""Sharing on consent: nothing by default, exactly what was previewed, gone at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Api
from tests.exchange.towns import BY_NAME, Settled, fill_register, settle, settle_all
from tests.helpers import Description, problem_of, services_of


@pytest.fixture
async def neighbour(api: Api) -> Settled:
    """A town with a plan and a review, in the register."""
    fill_register(services_of(api).database)
    return await settle(api, BY_NAME["Neustadt-Glewe"])


async def test_nothing_is_shared_by_default(api: Api, neighbour: Settled) -> None:
    other = await settle(api, BY_NAME["Grabow"])
    sharing = await neighbour.sharing()
    assert not sharing["visible"] and not any(item["shared"] for item in sharing["items"])
    found = await other.get("/api/exchange/municipalities")
    assert found["municipalities"] == [] and found["total"] == 0
    assert "noch keine andere Kommune" in found["note"]
    assert (await other.get("/api/exchange/measures"))["measures"] == []
    assert await neighbour.get("/api/sharing/preview") == {"card": None}


async def test_the_card_tells_of_everything_that_can_be_shared(neighbour: Settled) -> None:
    items = {item["kind"]: item for item in (await neighbour.sharing())["items"]}
    assert set(items) == {
        "basics", "figures", "stage", "themes", "field", "measure", "lessons", "method",
    }  # fmt: skip
    assert items["basics"]["text"] == (
        "Neustadt-Glewe\nGemeinde in Mecklenburg-Vorpommern\nKreis: Ludwigslust-Parchim\n"
        "Größe: 5.000 bis 10.000 Einwohner"
    )
    assert "Stand: Fertig" in items["measure"]["text"]
    assert "Kosten: 12.000 Euro" in items["measure"]["text"]
    assert "Entscheidung: Ausweiten" in items["lessons"]["text"]
    assert "−3,1" in items["figures"]["text"] or "-3,1" in items["figures"]["text"]


async def test_who_is_responsible_stands_in_no_item(neighbour: Settled) -> None:
    mark = neighbour.town.mark
    for item in (await neighbour.sharing())["items"]:
        assert f"Herr {mark.title()}" not in item["text"]
        assert f"Verein {mark}" not in item["text"]
        assert "Helga Brandt" not in item["text"]


async def test_others_see_exactly_the_preview(api: Api, neighbour: Settled) -> None:
    other = await settle(api, BY_NAME["Grabow"])
    measure = f"measure.{neighbour.items['measure']}"
    wanted = await neighbour.get(f"/api/sharing/preview?item=basics&item={measure}")
    await neighbour.share("basics", measure)
    now = (await neighbour.get("/api/sharing/preview"))["card"]
    (found,) = (await other.get("/api/exchange/municipalities"))["municipalities"]
    card = (await other.get(f"/api/exchange/municipalities/{found['id']}"))["card"]
    assert card == now

    def words(card: Any) -> list[tuple[str, str, str]]:
        return [(item["id"], item["title"], item["text"]) for item in card["items"]]

    assert words(card) == words(wanted["card"])
    assert len(card["items"]) == 2


async def test_without_basics_nothing_can_be_shared(neighbour: Settled) -> None:
    response = await neighbour.api.call("PUT", "/api/sharing", {"items": {"themes": True}})
    problem = await problem_of(response, 422)
    assert "Wer wir sind" in problem["detail"]
    response = await neighbour.api.call("PUT", "/api/sharing", {"contact": "Frau Sommer"})
    await problem_of(response, 422)
    response = await neighbour.api.call(
        "PUT", "/api/sharing", {"items": {"measure.gibtsnicht": True}}
    )
    await problem_of(response, 422)
    assert not (await neighbour.sharing())["visible"]


async def test_a_later_change_is_not_shared_until_somebody_says_so(
    api: Api, neighbour: Settled
) -> None:
    other = await settle(api, BY_NAME["Grabow"])
    item = neighbour.items["measure"]
    await neighbour.share("basics", f"measure.{item}")
    await neighbour.put(f"plan.measures.{item}.description", "Ganz anders jetzt.")
    line = _line(await neighbour.sharing(), f"measure.{item}")
    assert line["changed"] and "Ganz anders" in line["text"]
    assert "Ganz anders" not in line["shared_text"]
    (found,) = (await other.get("/api/exchange/measures?q=Rufbus"))["measures"]
    assert "Ganz anders" not in found["text"]
    await neighbour.share(f"measure.{item}")
    (found,) = (await other.get("/api/exchange/measures?q=Rufbus"))["measures"]
    assert "Ganz anders" in found["text"]
    assert not _line(await neighbour.sharing(), f"measure.{item}")["changed"]


async def test_what_was_not_seen_is_not_agreed_to(neighbour: Settled) -> None:
    item = f"measure.{neighbour.items['measure']}"
    seen = _line(await neighbour.sharing(), item)["mark"]
    await neighbour.put(f"plan.measures.{neighbour.items['measure']}.description", "Neu.")
    body = {"items": {"basics": True, item: True}, "seen": {item: seen}}
    await problem_of(await neighbour.api.call("PUT", "/api/sharing", body), 409)
    assert not (await neighbour.sharing())["visible"], "nothing is shared then"


@pytest.mark.parametrize("how", ["item", "basics", "delete", "process"])
async def test_what_is_taken_back_is_gone_with_the_next_request(
    api: Api, neighbour: Settled, how: str
) -> None:
    other = await settle(api, BY_NAME["Grabow"])
    await neighbour.share()
    (found,) = (await other.get("/api/exchange/measures?q=Rufbus"))["measures"]
    card = found["municipality"]["id"]
    if how == "item":
        measure = neighbour.items["measure"]
        await neighbour.share(f"measure.{measure}", f"lessons.{measure}", on=False)
    elif how == "basics":
        await neighbour.share("basics", on=False)
        assert not any(item["shared"] for item in (await neighbour.sharing())["items"])
    elif how == "delete":
        assert (await neighbour.api.call("DELETE", "/api/sharing")).status == 204
    else:
        body = {"confirm": "Neustadt-Glewe"}
        assert (await neighbour.api.call("DELETE", "/api/process", body)).status == 204
    assert (await other.get("/api/exchange/measures?q=Rufbus"))["measures"] == []
    response = await other.api.call("GET", f"/api/exchange/municipalities/{card}")
    assert response.status == (200 if how == "item" else 404)
    response = await other.api.call("POST", f"/api/exchange/measures/{found['id']}/adopt")
    await problem_of(response, 404)


async def test_a_contact_is_shared_only_when_named_on_purpose(api: Api, neighbour: Settled) -> None:
    other = await settle(api, BY_NAME["Grabow"])
    shared = await neighbour.share()
    assert shared["contact"] is None
    body = {"contact": "  Frau Sommer,\nHauptamt "}
    await neighbour.api.call("PUT", "/api/sharing", body)
    (found,) = (await other.get("/api/exchange/municipalities"))["municipalities"]
    path = f"/api/exchange/municipalities/{found['id']}"
    assert (await other.get(path))["card"]["contact"] == "Frau Sommer, Hauptamt"
    await neighbour.api.call("PUT", "/api/sharing", {"contact": None})
    assert (await other.get(path))["card"]["contact"] is None


async def test_what_looks_like_a_person_is_flagged_before(neighbour: Settled) -> None:
    item = neighbour.items["measure"]
    told = "Helga Brandt fährt, Anruf bei Frau Lorenz, 038757 5030, bus@grabow.example."
    await neighbour.put(f"plan.measures.{item}.description", told)
    hints = " ".join(_line(await neighbour.sharing(), f"measure.{item}")["hints"])
    for sign in ("Brandt", "Frau Lorenz", "038757 5030", "bus@grabow.example"):
        assert sign in hints
    assert _line(await neighbour.sharing(), "themes")["hints"] == []


async def test_who_only_reads_sees_the_switches_but_turns_none(neighbour: Settled) -> None:
    invited = await neighbour.api.call(
        "POST", "/api/invitations", {"role": "viewer", "name": "Uwe"}
    )
    code = (await invited.json())["code"]
    session = await Api(neighbour.api.client).call("POST", "/api/sessions", {"code": code})
    viewer = neighbour.api.signed_in((await session.json())["token"])
    sharing = await (await viewer.call("GET", "/api/sharing")).json()
    assert sharing["may_change"] is False
    await problem_of(await viewer.call("PUT", "/api/sharing", {"items": {"basics": True}}), 403)
    await problem_of(await viewer.call("DELETE", "/api/sharing"), 403)
    await neighbour.share()
    assert (await viewer.call("GET", "/api/exchange/municipalities")).status == 200


async def test_every_answer_is_as_described(api: Api) -> None:
    fill_register(services_of(api).database)
    towns = await settle_all(api, "Grabow", "Neustadt-Glewe", "Bützow")
    for town in towns.values():
        await town.share()
    asking = towns["Grabow"]
    description = Description(await (await api.call("GET", "/api/openapi.json")).json())
    (first, *_) = (await asking.get("/api/exchange/municipalities"))["municipalities"]
    for path in (
        "/api/sharing",
        "/api/sharing/preview",
        "/api/sharing/preview?item=basics&item=themes",
        "/api/exchange/municipalities?limit=1",
        f"/api/exchange/municipalities/{first['id']}",
        "/api/exchange/measures?q=Rufbus&theme=mobilitaet&kind=measure",
        "/api/exchange/measures?state=done",
        "/api/exchange/methods",
    ):
        await description.check(await asking.api.call("GET", path))


def _line(sharing: dict[str, Any], item: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in sharing["items"] if one["id"] == item)
    return found
