"""Sign-in with a short token of the intranet: used once, and our session is short too."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from assistant.engine.agent import Assistant
from assistant.settings import SettingsError
from tests.conftest import Api
from tests.helpers import execute, problem_of, rows, services_of
from tests.identity.issuer import claims, forged, private_pem, public_pem, token
from tests.web.house import with_tokens

GRABOW = {"municipality": "Grabow", "ags": "13076050", "name": "Irgendwer"}


@pytest.fixture
async def intranet(assistant: Assistant, tmp_path: Path) -> AsyncIterator[Api]:
    """The application, believing the intranet of Grabow."""
    async with with_tokens(assistant, tmp_path, JOIN_DOMAINS="grabow.de=13076050") as api:
        yield api


async def _enter(api: Api, given: str, **body: Any) -> tuple[int, dict[str, Any]]:
    response = await api.call("POST", "/api/sessions", {"jwt": given, **body})
    return response.status, await response.json()


@pytest.mark.parametrize("kind", ["HS256", "RS256", "ES256"])
async def test_a_person_registers_and_comes_back(
    assistant: Assistant, tmp_path: Path, kind: str
) -> None:
    async with with_tokens(assistant, tmp_path, kind) as api:
        status, nothing = await _enter(api, token(kind, name="Helga Brandt"))
        assert (status, nothing["processes"]) == (200, [])
        assert nothing["person"]["name"] == "Helga Brandt"
        status, session = await _enter(api, token(kind, name="Helga Brandt"), register=GRABOW)
        assert status == 201 and session["member"]["name"] == "Helga Brandt"
        assert "access_code" not in session
        status, back = await _enter(api, token(kind))
        assert status == 201 and back["member"] == session["member"]
        api.token = back["token"]
        assert (await api.call("GET", "/api/process")).status == 200


async def test_a_token_is_used_once(intranet: Api) -> None:
    given = token()
    assert (await _enter(intranet, given, register=GRABOW))[0] == 201
    for body in ({}, {"register": GRABOW}):
        response = await intranet.call("POST", "/api/sessions", {"jwt": given, **body})
        assert "schon benutzt" in (await problem_of(response, 401))["detail"]
    assert len(rows(services_of(intranet).database)["processes"]) == 1


async def test_of_many_uses_at_the_same_moment_one_counts(intranet: Api) -> None:
    await _enter(intranet, token(), register=GRABOW)
    given = token()
    answers = await asyncio.gather(*(_enter(intranet, given) for _ in range(8)))
    assert sorted(status for status, _ in answers) == [201] + [401] * 7


async def test_a_used_token_is_forgotten_when_it_has_expired(intranet: Api) -> None:
    await _enter(intranet, token())
    database = services_of(intranet).database
    assert len(rows(database)["used_tokens"]) == 1
    execute(database, "UPDATE used_tokens SET expires_at = '2020-01-01 00:00:00'")
    await _enter(intranet, token())
    assert len(rows(database)["used_tokens"]) == 1


@pytest.mark.parametrize(
    "given",
    [
        "",
        "kein Token",
        forged({"alg": "none"}, claims(), None),
        forged({"alg": "HS256"}, claims(), public_pem("RS256")),
        token(number=2),
        token(aud="urlaub"),
        token(exp=1_600_000_000, iat=1_599_999_900),
        "x" * 9000,
    ],
    ids=["empty", "words", "none", "confusion", "stranger", "audience", "expired", "oversized"],
)
async def test_a_token_that_is_not_good_opens_nothing(intranet: Api, given: str) -> None:
    response = await intranet.call("POST", "/api/sessions", {"jwt": given, "register": GRABOW})
    assert response.status in (401, 422)
    await problem_of(response, response.status)
    assert rows(services_of(intranet).database)["processes"] == []


async def test_without_a_token_nobody_gets_in(intranet: Api) -> None:
    for body in ({}, {"register": GRABOW}, {"code": "K7QM-3XPA-9TDW-HC4R"}):
        await problem_of(await intranet.call("POST", "/api/sessions", body), 401)
    headers = {"X-Remote-User": "hbrandt@grabow.de"}
    response = await intranet.client.post("/api/sessions", json={}, headers=headers)
    await problem_of(response, 401)
    assert await (await intranet.call("GET", "/api/identity")).json() == {
        "mode": "jwt",
        "person": None,
    }


async def test_the_token_of_the_intranet_is_no_session(intranet: Api) -> None:
    await _enter(intranet, token(), register=GRABOW)
    intranet.token = token()
    await problem_of(await intranet.call("GET", "/api/process"), 401)


async def test_the_session_is_short_and_renewed_without_a_second_greeting(intranet: Api) -> None:
    _, first = await _enter(intranet, token(), register=GRABOW)
    end = datetime.datetime.fromisoformat(first["expires_at"])
    left = end - datetime.datetime.now(datetime.timezone.utc)
    assert datetime.timedelta(minutes=55) < left <= datetime.timedelta(minutes=60)
    intranet.token = first["token"]
    await intranet.chat(text="Hallo")
    before = (await (await intranet.call("GET", "/api/chat")).json())["messages"]
    status, renewed = await _enter(intranet, token())
    assert status == 201 and renewed["token"] != first["token"]
    await problem_of(await intranet.call("GET", "/api/chat"), 401)
    intranet.token = renewed["token"]
    after = (await (await intranet.call("GET", "/api/chat")).json())["messages"]
    assert after == before


async def test_a_session_cannot_be_renewed_by_somebody_else(intranet: Api) -> None:
    _, first = await _enter(intranet, token(sub="a@kreis.de"), register=GRABOW)
    intranet.token = first["token"]
    status, other = await _enter(intranet, token(sub="b@grabow.de"))
    assert status == 201 and other["member"]["id"] != first["member"]["id"]
    assert (await intranet.call("GET", "/api/process")).status == 200, "hers stays hers"


async def test_the_token_says_which_municipality_is_meant(intranet: Api) -> None:
    _, grabow = await _enter(intranet, token(), register=GRABOW)
    eldena = {"municipality": "Eldena", "name": "Helga"}
    _, other = await _enter(intranet, token(), register=eldena)
    assert len((await _enter(intranet, token()))[1]["processes"]) == 2
    for said, expected in (("13076050", grabow), ("grabow", grabow), ("Eldena", other)):
        status, session = await _enter(intranet, token(municipality=said))
        assert status == 201 and session["process"]["id"] == expected["process"]["id"]
    assert (await _enter(intranet, token(municipality="Lübtheen")))[1]["processes"] == []


async def test_people_of_the_house_may_look_in_by_mail_or_subject(intranet: Api) -> None:
    await _enter(intranet, token(), register=GRABOW)
    for person in ({"sub": "uk@grabow.de"}, {"sub": "4711", "email": "jo@grabow.de"}):
        status, session = await _enter(intranet, token(**person))
        assert status == 201 and session["member"]["role"] == "viewer"
    for stranger in (
        {"sub": "x@eldena.de"},
        {"sub": "4712", "email": "x@grabow.de", "email_verified": False},
        {"sub": "4713", "email": "x@eldena.de"},
    ):
        assert (await _enter(intranet, token(**stranger)))[1]["processes"] == []


async def test_no_token_of_the_intranet_is_stored(intranet: Api) -> None:
    given = token(sub="hbrandt-4711", jti="einmalig-4711")
    await _enter(intranet, given, register=GRABOW)
    folder = services_of(intranet).settings.data_dir
    files = [p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pem"]
    stored = b"".join(path.read_bytes() for path in files)
    for secret in (b"hbrandt-4711", b"einmalig-4711", given.encode(), given.split(".")[2].encode()):
        assert secret not in stored


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"kurz", "HS256"), (private_pem("RS256"), "RS256"), (public_pem("ES256"), "RS256")],
)
async def test_a_key_that_cannot_be_used_stops_the_start(
    assistant: Assistant, tmp_path: Path, content: bytes, kind: str
) -> None:
    bad = tmp_path / "bad.pem"
    bad.write_bytes(content)
    with pytest.raises(SettingsError, match="DAKS_JWT_KEY_FILE"):
        async with with_tokens(assistant, tmp_path, kind, JWT_KEY_FILE=str(bad)):
            pass


async def test_a_token_is_refused_where_people_sign_in_with_codes(api: Api) -> None:
    for body in ({"jwt": token()}, {"jwt": token(), "register": GRABOW}):
        problem = await problem_of(await api.call("POST", "/api/sessions", body), 422)
        assert problem["errors"][0]["pointer"] == "/jwt"
