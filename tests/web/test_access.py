"""Who may come in and as what: roles changed, access ended and given, invitations taken back."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from assistant.process.guessing import TooManyTriesError
from assistant.process.sign_in import WrongCodeError, find_session, sign_in
from assistant.store.audit import events_since
from assistant.store.processes import find_member
from tests.conftest import Api
from tests.helpers import execute, problem_of, rows, services_of
from tests.web.sending import colleague

LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)


async def _members(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await (await api.call("GET", "/api/members")).json())["members"]
    return found


async def _id_of(api: Api) -> str:
    """The member behind an api, by what she alone sees."""
    with services_of(api).database.reading() as connection:
        found = find_session(connection, api.token)
    assert found is not None
    return found.member.id


async def test_the_founder_sees_who_has_access(api: Api) -> None:
    founder = await api.register()
    editor = await colleague(api, "editor")
    listed = await _members(api)
    assert [(m["role"], m["access"], m["by_house"]) for m in listed] == [
        ("founder", True, False),
        ("editor", True, False),
    ]
    assert listed[0]["id"] == founder["member"]["id"]
    assert listed[1]["id"] == await _id_of(editor)


@pytest.mark.parametrize(("before", "after"), [("viewer", "editor"), ("editor", "viewer")])
async def test_a_changed_role_counts_from_the_next_request(
    api: Api, before: str, after: str
) -> None:
    await api.register()
    other = await colleague(api, before)
    body = {"value": "Junge Familien bleiben."}
    allowed = await other.call("PUT", "/api/answers/kickoff.goals", body)
    assert allowed.status == (200 if before == "editor" else 403)
    changed = await api.call("PUT", f"/api/members/{await _id_of(other)}", {"role": after})
    assert changed.status == 200 and (await changed.json())["role"] == after
    now = await other.call("PUT", "/api/answers/kickoff.networks", {"value": ["Chor"]})
    assert now.status == (200 if after == "editor" else 403)


async def test_the_process_can_be_handed_over(api: Api) -> None:
    founder = await api.register()
    other = await colleague(api, "editor")
    heir = await _id_of(other)
    assert (await api.call("PUT", f"/api/members/{heir}", {"role": "founder"})).status == 200
    assert [m["role"] for m in await _members(other)] == ["editor", "founder"]
    await problem_of(await api.call("GET", "/api/members"), 403)
    await problem_of(await api.call("DELETE", "/api/process", {"confirm": "Grabow"}), 403)
    mine = founder["member"]["id"]
    assert (await other.call("PUT", f"/api/members/{mine}", {"role": "viewer"})).status == 200


async def test_a_process_never_loses_its_founder(api: Api) -> None:
    founder = await api.register()
    mine = founder["member"]["id"]
    for role in ("editor", "viewer", "adviser"):
        problem = await problem_of(
            await api.call("PUT", f"/api/members/{mine}", {"role": role}), 409
        )
        assert "geben" in problem["detail"].lower()
    await problem_of(await api.call("DELETE", f"/api/members/{mine}/access"), 409)
    gone = await _id_of(await colleague(api, "editor"))
    await api.call("DELETE", f"/api/members/{gone}/access")
    await problem_of(await api.call("PUT", f"/api/members/{gone}", {"role": "founder"}), 409)
    assert sum(m["role"] == "founder" for m in await _members(api)) == 1


async def test_ended_access_closes_every_way_in_and_keeps_what_was_said(api: Api) -> None:
    await api.register()
    invited = await (await api.call("POST", "/api/invitations", {"role": "editor"})).json()
    body = {"code": invited["code"]}
    sessions = [await (await api.call("POST", "/api/sessions", body)).json() for _ in range(2)]
    one, two = (api.signed_in(session["token"]) for session in sessions)
    await one.call("PUT", "/api/answers/kickoff.goals", {"value": "Junge Familien bleiben."})
    member = sessions[0]["member"]["id"]
    assert (await api.call("DELETE", f"/api/members/{member}/access")).status == 204
    for other in (one, two):
        await problem_of(await other.call("GET", "/api/process"), 401)
    await problem_of(await Api(api.client).call("POST", "/api/sessions", body), 401)
    (answer,) = (await (await api.call("GET", "/api/answers")).json())["answers"]
    assert answer["member"] == member
    assert [m["access"] for m in await _members(api)] == [True, False]


async def test_access_given_again_comes_with_a_new_code(api: Api) -> None:
    await api.register()
    other = await colleague(api, "viewer")
    member = await _id_of(other)
    await api.call("DELETE", f"/api/members/{member}/access")
    codes = []
    for _ in range(2):
        given = await api.call("POST", f"/api/members/{member}/access")
        assert given.status == 201
        codes.append((await given.json())["access_code"])
    await problem_of(await api.call("POST", "/api/sessions", {"code": codes[0]}), 401)
    session = await (await api.call("POST", "/api/sessions", {"code": codes[1]})).json()
    assert session["member"]["id"] == member and session["member"]["role"] == "viewer"


async def test_a_new_code_ends_the_invitation_that_was_the_way_back(api: Api) -> None:
    await api.register()
    invited = await (await api.call("POST", "/api/invitations", {"role": "editor"})).json()
    body = {"code": invited["code"]}
    session = await (await api.call("POST", "/api/sessions", body)).json()
    await api.call("POST", f"/api/members/{session['member']['id']}/access")
    await problem_of(await api.call("POST", "/api/sessions", body), 401)
    await problem_of(await api.signed_in(session["token"]).call("GET", "/api/chat"), 401)


async def test_invitations_are_listed_without_codes_and_taken_back(api: Api) -> None:
    await api.register()
    made = [
        await (await api.call("POST", "/api/invitations", {"role": role, "name": "Ute"})).json()
        for role in ("viewer", "editor")
    ]
    text = await (await api.call("GET", "/api/invitations")).text()
    assert not any(one["code"] in text or one["code"].replace("-", "") in text for one in made)
    listed = (await (await api.call("GET", "/api/invitations")).json())["invitations"]
    assert {one["role"] for one in listed} == {"viewer", "editor"}
    assert all(one["member"] is None and one["created_at"] for one in listed)
    for one in listed:
        assert (await api.call("DELETE", f"/api/invitations/{one['id']}")).status == 204
        await problem_of(await api.call("DELETE", f"/api/invitations/{one['id']}"), 404)
    for one in made:
        await problem_of(await api.call("POST", "/api/sessions", {"code": one["code"]}), 401)


async def test_a_taken_invitation_is_not_taken_back(api: Api) -> None:
    await api.register()
    await colleague(api, "viewer")
    (one,) = (await (await api.call("GET", "/api/invitations")).json())["invitations"]
    assert one["member"]
    problem = await problem_of(await api.call("DELETE", f"/api/invitations/{one['id']}"), 409)
    assert "angenommen" in problem["detail"]


async def test_signing_out_everywhere_ends_all_own_sessions_and_no_others(api: Api) -> None:
    founder = await api.register()
    other = await colleague(api, "editor")
    body = {"code": founder["access_code"]}
    tokens = [
        (await (await api.call("POST", "/api/sessions", body)).json())["token"] for _ in range(2)
    ]
    assert (await api.call("DELETE", "/api/sessions?everywhere=1")).status == 204
    for token in (founder["token"], *tokens):
        await problem_of(await api.signed_in(token).call("GET", "/api/process"), 401)
    assert (await other.call("GET", "/api/process")).status == 200
    await problem_of(await api.call("DELETE", "/api/sessions?everywhere=ja"), 422)


async def test_using_a_session_does_not_prolong_it(api: Api) -> None:
    await api.register()
    before = rows(services_of(api).database)["sessions"]
    await api.chat(text="Hallo")
    await api.call("GET", "/api/process")
    assert rows(services_of(api).database)["sessions"] == before


async def test_a_token_that_was_put_upon_somebody_never_becomes_hers(api: Api) -> None:
    """Session fixation: signing in makes a new token, whatever came with the request."""
    founder = await api.register()
    for planted in ("untergeschoben", founder["token"]):
        api.token = planted
        body = {"code": founder["access_code"]}
        session = await (await api.call("POST", "/api/sessions", body)).json()
        assert session["token"] not in ("untergeschoben", founder["token"])
    api.token = "untergeschoben"
    await problem_of(await api.call("GET", "/api/process"), 401)


async def test_one_ipv6_line_counts_as_one_who_guesses(api: Api) -> None:
    def guess(address: str) -> type[Exception] | None:
        with services_of(api).database.transaction() as connection:
            try:
                sign_in(connection, "falsch", address, 1)
            except (WrongCodeError, TooManyTriesError) as error:
                return type(error)
        return None

    for number in range(6):
        guess(f"2001:db8:1:2::{number}")
    assert guess("2001:db8:1:2:ffff::1") is TooManyTriesError
    assert guess("2001:db8:1:3::1") is WrongCodeError


async def test_sign_ins_and_rights_are_recorded_without_names(api: Api) -> None:
    founder = await api.register()
    other = await colleague(api, "viewer")
    member = await _id_of(other)
    await api.call("POST", "/api/sessions", {"code": "falsch"})
    await api.call("PUT", f"/api/members/{member}", {"role": "editor"})
    await api.call("DELETE", f"/api/members/{member}/access")
    await api.call("POST", f"/api/members/{member}/access")
    await api.call("POST", "/api/invitations", {"role": "adviser"})
    listed = (await (await api.call("GET", "/api/invitations")).json())["invitations"]
    await api.call("DELETE", f"/api/invitations/{listed[0]['id']}")
    await api.call("DELETE", "/api/sessions")
    database = services_of(api).database
    with database.reading() as connection:
        who = find_member(connection, founder["member"]["id"])
        assert who is not None
        events = events_since(connection, LONG_AGO, who.process)
    assert [(e.action, e.member == who.id, e.about == member, e.role) for e in events] == [
        ("registered", True, False, "founder"),
        ("invited", True, False, "viewer"),
        ("joined", False, False, "viewer"),
        ("role_changed", True, True, "editor"),
        ("access_ended", True, True, None),
        ("access_given", True, True, None),
        ("invited", True, False, "adviser"),
        ("invitation_revoked", True, False, "adviser"),
        ("signed_out", True, False, None),
    ]
    text = str(rows(database)["audit"])
    assert "refused" in text and "Helga" not in text and "127.0.0.1" not in text


async def test_refused_changes_are_undone_whole(api: Api) -> None:
    await api.register()
    before = rows(services_of(api).database)
    await api.call("PUT", "/api/members/niemand", {"role": "editor"})
    await api.call("DELETE", "/api/members/niemand/access")
    await api.call("POST", "/api/members/niemand/access")
    await api.call("DELETE", "/api/invitations/keine")
    assert rows(services_of(api).database) == before


async def test_invitations_of_before_can_be_listed_too(api: Api) -> None:
    await api.register()
    await api.call("POST", "/api/invitations", {"role": "viewer"})
    execute(services_of(api).database, "UPDATE invitations SET created_at = NULL")
    (one,) = (await (await api.call("GET", "/api/invitations")).json())["invitations"]
    assert one["created_at"] is None and one["id"]
