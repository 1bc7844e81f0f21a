"""Sign-in through the proxy of the house: only it is believed, and every request must agree."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.engine.agent import Assistant
from tests.conftest import Api
from tests.helpers import problem_of, running, services_of
from tests.web.house import PERSON, Person, proxied

GRABOW = {"municipality": "Grabow", "ags": "13076050", "name": "Irgendwer"}


@pytest.fixture
async def house(assistant: Assistant, tmp_path: Path) -> AsyncIterator[tuple[Api, Api]]:
    """Through the proxy, and past it."""
    async with proxied(
        assistant,
        tmp_path,
        IDENTITY_NAME_HEADER="X-Remote-Name",
        JOIN_DOMAINS="grabow.de=13076050",
    ) as both:
        yield both


async def test_who_is_new_registers_and_comes_back_without_a_code(house: tuple[Api, Api]) -> None:
    helga = Person(house[0], "hbrandt@grabow.de|Helga Brandt")
    nothing = await helga.enter()
    assert nothing["processes"] == []
    assert nothing["person"]["name"] == "Helga Brandt"
    session = await helga.enter(register=GRABOW)
    assert session["member"]["name"] == "Helga Brandt", "the house knows the name, not the form"
    assert "access_code" not in session, "a code would be a way around the house"
    assert (await helga.call("GET", "/api/chat")).status == 200
    again = Person(house[0], "hbrandt@grabow.de|Helga Brandt")
    back = await again.enter()
    assert back["member"] == session["member"] and back["token"] != session["token"]


async def test_the_way_of_signing_in_is_told_before(house: tuple[Api, Api]) -> None:
    answer = await Person(house[0], "hbrandt@grabow.de").call("GET", "/api/identity")
    assert await answer.json() == {
        "mode": "proxy",
        "person": {"name": "hbrandt", "department": None, "municipality": None},
    }


async def test_a_header_that_comes_past_the_proxy_is_refused(house: tuple[Api, Api]) -> None:
    through, past = house
    helga = Person(through, "hbrandt@grabow.de")
    await helga.enter(register=GRABOW)
    for headers in (
        {"X-Remote-User": "hbrandt@grabow.de"},
        {"X-Remote-User": "hbrandt@grabow.de", "X-Forwarded-For": "127.0.0.2"},
        {"X-Remote-User": "hbrandt@grabow.de", "X-Real-IP": "127.0.0.2"},
        {"X-Remote-User": "hbrandt@grabow.de", "Forwarded": "for=127.0.0.2;by=127.0.0.2"},
        {},
    ):
        signed = {**headers, "Authorization": f"Bearer {helga.token}"}
        response = await past.client.get("/api/process", headers=signed)
        assert "Intranet" in (await problem_of(response, 401))["detail"]
        response = await past.client.post("/api/sessions", json={}, headers=headers)
        await problem_of(response, 401)


async def test_a_header_that_the_person_writes_herself_is_dropped_by_a_careful_proxy(
    house: tuple[Api, Api],
) -> None:
    helga = Person(house[0], "hbrandt@grabow.de")
    await helga.enter(register=GRABOW)
    other = Person(house[0], "ukern@eldena.de")
    answer = await other.call("POST", "/api/sessions", {}, **{"X-Remote-User": "hbrandt@grabow.de"})
    assert (await answer.json())["processes"] == []


async def test_a_header_that_comes_twice_is_refused(assistant: Assistant, tmp_path: Path) -> None:
    """A careless proxy that adds its header beside the one that was sent."""
    async with proxied(assistant, tmp_path, TRUSTED_PROXIES="127.0.0.1") as (_, past):
        await past.client.post(
            "/api/sessions", json={"register": GRABOW}, headers={"X-Remote-User": "hbrandt"}
        )
        twice = [("X-Remote-User", "hbrandt"), ("X-Remote-User", "ukern")]
        response = await past.client.post("/api/sessions", json={}, headers=twice)
        await problem_of(response, 401)
        joined = {"X-Remote-User": "hbrandt, ukern"}
        await problem_of(await past.client.post("/api/sessions", json={}, headers=joined), 401)


async def test_nobody_whom_the_proxy_did_not_sign_in_gets_in(house: tuple[Api, Api]) -> None:
    helga = Person(house[0], "hbrandt@grabow.de")
    await helga.enter(register=GRABOW)
    nobody = Person(house[0], "", helga.token)
    for method, path in (("GET", "/api/process"), ("POST", "/api/sessions")):
        body = {} if method == "POST" else None
        await problem_of(await nobody.call(method, path, body), 401)


async def test_a_session_serves_only_the_person_it_was_given_to(house: tuple[Api, Api]) -> None:
    helga = Person(house[0], "hbrandt@grabow.de")
    await helga.enter(register=GRABOW)
    thief = Person(house[0], "ukern@grabow.de", helga.token)
    problem = await problem_of(await thief.call("GET", "/api/process"), 401)
    assert "anderen Anmeldung" in problem["detail"]
    await problem_of(await thief.call("DELETE", "/api/sessions"), 401)
    assert (await helga.call("GET", "/api/process")).status == 200


async def test_the_token_may_come_beside_the_authorization_of_the_proxy(
    house: tuple[Api, Api],
) -> None:
    """Kerberos takes the Authorization header: the proxy would refuse our token there."""
    helga = Person(house[0], "hbrandt@grabow.de")
    token = (await helga.enter(register=GRABOW))["token"]
    helga.token = ""
    negotiated = {"Authorization": "Negotiate YII="}
    own = {**negotiated, "X-Daks-Session": token}
    assert (await helga.call("GET", "/api/process", **own)).status == 200
    await problem_of(await helga.call("GET", "/api/process", **negotiated), 401)
    wrong = {"Authorization": f"Bearer {token}", "X-Daks-Session": "falsch"}
    await problem_of(await helga.call("GET", "/api/process", **wrong), 401)


async def test_people_of_the_house_may_look_in(house: tuple[Api, Api]) -> None:
    helga = Person(house[0], "hbrandt@grabow.de")
    founded = await helga.enter(register=GRABOW)
    uta = Person(house[0], "ukern@GRABOW.de|Uta Kern")
    session = await uta.enter()
    assert session["process"] == founded["process"]
    assert session["member"]["role"] == "viewer" and session["member"]["name"] == "Uta Kern"
    again = await Person(house[0], "ukern@GRABOW.de|Uta Kern").enter()
    assert again["member"] == session["member"], "she joins once"
    for stranger in ("kern@eldena.de", "kern@alt-grabow.de", "grabow.de", "kern@grabow.de.example"):
        assert (await Person(house[0], stranger).enter())["processes"] == []


async def test_an_invitation_makes_more_of_who_looked_in(house: tuple[Api, Api]) -> None:
    helga = Person(house[0], "hbrandt@grabow.de")
    await helga.enter(register=GRABOW)
    uta = Person(house[0], "ukern@grabow.de")
    viewer = await uta.enter()
    invited = await (await helga.call("POST", "/api/invitations", {"role": "editor"})).json()
    editor = await uta.enter(code=invited["code"])
    assert editor["member"] == {**viewer["member"], "role": "editor"}
    lower = await (await helga.call("POST", "/api/invitations", {"role": "viewer"})).json()
    assert (await uta.enter(code=lower["code"]))["member"]["role"] == "editor", "never less"


async def test_an_invitation_binds_to_the_first_who_takes_it(house: tuple[Api, Api]) -> None:
    helga = Person(house[0], "hbrandt@grabow.de")
    await helga.enter(register=GRABOW)
    invited = await (await helga.call("POST", "/api/invitations", {"role": "adviser"})).json()
    adviser = Person(house[0], "beraterin@buero.example")
    session = await adviser.enter(code=invited["code"])
    assert session["member"]["role"] == "adviser"
    thief = Person(house[0], "jemand@buero.example")
    refused = await thief.call("POST", "/api/sessions", {"code": invited["code"]})
    await problem_of(refused, 401)
    back = await Person(house[0], "beraterin@buero.example").enter()
    assert back["member"] == session["member"]


async def test_guessing_codes_is_slowed_down_for_the_person(house: tuple[Api, Api]) -> None:
    guesser = Person(house[0], "wer@grabow.de")
    statuses = [
        (await guesser.call("POST", "/api/sessions", {"code": f"falsch {n}"})).status
        for n in range(7)
    ]
    assert statuses[:5] == [401] * 5 and statuses[-1] == 429
    other = Person(house[0], "anders@grabow.de")
    assert (await other.call("POST", "/api/sessions", {"code": "falsch"})).status == 401


async def test_of_several_processes_the_person_chooses(house: tuple[Api, Api]) -> None:
    helga = Person(house[0], "hbrandt@kreis.de")
    first = await helga.enter(register=GRABOW)
    second = await helga.enter(register={"municipality": "Eldena", "name": "Helga"})
    listed = (await helga.enter())["processes"]
    assert {one["id"] for one in listed} == {first["process"]["id"], second["process"]["id"]}
    assert all(one["joined"] and one["role"] == "founder" for one in listed)
    chosen = await helga.enter(process=first["process"]["id"])
    assert chosen["process"] == first["process"]
    stranger = Person(house[0], "niemand@kreis.de")
    body = {"process": first["process"]["id"]}
    await problem_of(await stranger.call("POST", "/api/sessions", body), 404)


async def test_who_lost_her_access_does_not_get_in_by_the_house(house: tuple[Api, Api]) -> None:
    helga = Person(house[0], "hbrandt@grabow.de")
    await helga.enter(register=GRABOW)
    uta = Person(house[0], "ukern@grabow.de")
    member = (await uta.enter())["member"]["id"]
    assert (await helga.call("DELETE", f"/api/members/{member}/access")).status == 204
    await problem_of(await uta.call("GET", "/api/process"), 401)
    assert (await uta.enter())["processes"] == []
    given = await (await helga.call("POST", f"/api/members/{member}/access")).json()
    assert given == {"member": member, "access_code": None}
    assert (await uta.enter())["member"]["id"] == member


async def test_a_new_session_of_the_same_person_takes_the_place_of_the_old(
    house: tuple[Api, Api],
) -> None:
    helga = Person(house[0], "hbrandt@grabow.de")
    first = await helga.enter(register=GRABOW)
    await helga.enter()
    old = Person(house[0], helga.user, first["token"])
    await problem_of(await old.call("GET", "/api/process"), 401)
    messages = (await (await helga.call("GET", "/api/chat")).json())["messages"]
    assert sum("Willkommen" in message["text"] for message in messages) <= 1, "not greeted again"


async def test_sessions_of_another_way_of_signing_in_do_not_count(
    assistant: Assistant, tmp_path: Path
) -> None:
    async with running(assistant, tmp_path) as api:
        founder = await api.register()
    async with proxied(assistant, tmp_path) as (through, _):
        helga = Person(through, "hbrandt", founder["token"])
        await problem_of(await helga.call("GET", "/api/process"), 401)
        session = await helga.enter(code=founder["access_code"])
        assert session["member"]["id"] == founder["member"]["id"], "the code binds her once"
        other = Person(through, "dieb")
        body = {"code": founder["access_code"]}
        await problem_of(await other.call("POST", "/api/sessions", body), 401)
    async with running(assistant, tmp_path) as api:
        api.token = session["token"]
        await problem_of(await api.call("GET", "/api/process"), 401)


async def test_who_the_house_says_she_is_stands_nowhere_in_clear(house: tuple[Api, Api]) -> None:
    helga = Person(house[0], "hbrandt-4711@grabow.de|Helga Brandt")
    await helga.enter(register=GRABOW)
    folder = services_of(house[1]).settings.data_dir
    stored = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"Helga Brandt" in stored and b"hbrandt-4711" not in stored


async def test_behind_the_proxy_browsers_are_told_to_stay_with_tls(
    house: tuple[Api, Api],
) -> None:
    through, past = house
    answer = await Person(through, "hbrandt").call("GET", "/healthz")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    claimed = await past.client.get("/healthz", headers={"X-Forwarded-Proto": "https"})
    assert "Strict-Transport-Security" not in claimed.headers, "only a trusted proxy may say so"


async def test_behind_tls_a_page_without_tls_is_another_site(house: tuple[Api, Api]) -> None:
    host = house[1].client.make_url("").authority
    helga = Person(house[0], "hbrandt")
    assert (await helga.call("GET", "/healthz", Origin=f"https://{host}")).status == 200
    await problem_of(await helga.call("GET", "/healthz", Origin=f"http://{host}"), 403)


async def test_another_site_cannot_use_the_sign_in_of_the_house(house: tuple[Api, Api]) -> None:
    """The proxy knows the person by a cookie, which a browser would send along."""
    for origin in ("https://boese.example", "null"):
        headers = {PERSON: "hbrandt", "Origin": origin}
        response = await house[0].client.post("/api/sessions", json={}, headers=headers)
        await problem_of(response, 403)
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        headers = {PERSON: "hbrandt", "Content-Type": kind}
        response = await house[0].client.post("/api/sessions", data=b"{}", headers=headers)
        await problem_of(response, 415)
