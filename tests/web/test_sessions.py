"""Registration, access codes, sign-out, invitations and what each role may do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Api
from tests.helpers import execute, new_id, pointers, problem_of, rows, services_of

REGISTRATION = {"municipality": "Grabow", "name": "Helga Brandt"}


async def _register(api: Api, **given: Any) -> dict[str, Any]:
    response = await api.call("POST", "/api/sessions", {"register": {**REGISTRATION, **given}})
    assert response.status == 201, await response.text()
    session: dict[str, Any] = await response.json()
    return session


async def _join(api: Api, role: str, name: str = "Ute Kern") -> tuple[Api, dict[str, Any]]:
    invited = await api.call("POST", "/api/invitations", {"role": role, "name": name})
    assert invited.status == 201, await invited.text()
    code = (await invited.json())["code"]
    joined = await Api(api.client).call("POST", "/api/sessions", {"code": code})
    assert joined.status == 201, await joined.text()
    session = await joined.json()
    return api.signed_in(session["token"]), session


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "municipality"),
        ({"type": "municipality", "ags": "13076050"}, "municipality"),
        ({"type": "district", "ags": "13076"}, "district"),
        ({"ags": "13076"}, "district"),
        ({"type": "quarter", "parent": "Ludwigslust", "ags": "13076050"}, "quarter"),
        ({"type": "association"}, "association"),
    ],
)
async def test_every_type_of_municipality_can_register(
    api: Api, given: dict[str, str], expected: str
) -> None:
    session = await _register(api, department="Hauptamt", **given)
    assert session["token"] and session["access_code"] and session["expires_at"]
    assert session["member"]["name"] == "Helga Brandt"
    assert session["member"]["department"] == "Hauptamt"
    assert session["member"]["role"] == "founder"
    assert session["process"]["municipality"] == "Grabow"
    assert session["process"]["type"] == expected
    assert session["process"]["ags"] == given.get("ags")
    api.token = session["token"]
    process = await (await api.call("GET", "/api/process")).json()
    assert process["process"] == session["process"]
    assert process["members"] == [{**session["member"], "me": True, "at": None}]


@pytest.mark.parametrize(
    ("type_", "ags"), [("district", "13076050"), ("municipality", "13076"), ("quarter", "13076")]
)
async def test_a_key_that_disagrees_is_asked_about_and_never_refused(
    api: Api, type_: str, ags: str
) -> None:
    session = await _register(api, type=type_, ags=ags)
    api.token = session["token"]
    prompt = (await (await api.call("GET", "/api/chat")).json())["prompt"]
    assert prompt["kind"] == "yes_no"
    assert ags in prompt["text"]
    reply = await api.chat(answer={"question": prompt["question"], "value": True})
    assert reply["understood"]["as"] == "answer"
    assert reply["prompt"]["question"] == "kickoff.occasion"


async def test_a_command_may_name_the_question_back_that_is_open(api: Api) -> None:
    api.token = (await _register(api, type="district", ags="13076050"))["token"]
    prompt = (await (await api.call("GET", "/api/chat")).json())["prompt"]
    reply = await api.chat(command={"name": "why", "question": prompt["question"]})
    assert any(prompt["why"] in message["text"] for message in reply["messages"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("municipality", ""),
        ("municipality", "   "),
        ("municipality", "x" * 121),
        ("municipality", 5),
        ("municipality", None),
        ("name", ""),
        ("name", "\t\n"),
        ("name", ["Helga"]),
        ("type", "village"),
        ("type", 3),
        ("ags", "1234"),
        ("ags", "130760501"),
        ("ags", "1307605x"),
        ("ags", "13076050\n"),
        ("ags", "13076\n"),
        ("ags", "１３０７６０５０"),
        ("ags", 13076050),
        ("parent", " "),
        ("department", "x" * 121),
        ("department", {}),
    ],
)
async def test_a_field_that_does_not_fit_is_named(api: Api, field: str, value: Any) -> None:
    body = {"register": {**REGISTRATION, field: value}}
    problem = await problem_of(await api.call("POST", "/api/sessions", body), 422)
    assert pointers(problem) == {f"/register/{field}"}
    assert all(error["detail"] for error in problem["errors"])


@pytest.mark.parametrize("field", ["municipality", "name"])
async def test_a_missing_field_is_named(api: Api, field: str) -> None:
    body = {"register": {key: value for key, value in REGISTRATION.items() if key != field}}
    problem = await problem_of(await api.call("POST", "/api/sessions", body), 422)
    assert pointers(problem) == {f"/register/{field}"}


async def test_all_fields_that_do_not_fit_are_named_at_once(api: Api) -> None:
    body = {"register": {"municipality": "", "name": 5, "ags": "12"}}
    problem = await problem_of(await api.call("POST", "/api/sessions", body), 422)
    assert pointers(problem) == {"/register/municipality", "/register/name", "/register/ags"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        "Grabow",
        5,
        {"register": "Grabow"},
        {"register": REGISTRATION, "code": "K7QM-3XPA-9TDW-HC4R"},
        {"register": {**REGISTRATION, "role": "founder"}},
        {"code": ""},
        {"code": 5},
        {"code": "x" * 101},
        {"code": None},
    ],
)
async def test_a_body_of_another_form_is_refused_with_a_pointer(api: Api, body: Any) -> None:
    before = rows(services_of(api).database)
    problem = await problem_of(await api.call("POST", "/api/sessions", body), 422)
    assert problem["errors"]
    assert rows(services_of(api).database) == before


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 422),
        (b"\xff\xfe", "application/json", 422),
        (b'{"code": "\\u0000"}', "application/json", 422),
        (b'{"code": "\\ud800"}', "application/json", 422),
        (b'{"code": NaN}', "application/json", 422),
        (b"[" * 100_000, "application/json", 422),
        (b"{}", "application/json; charset=nonsense", 422),
        (b'{"code": "x"}', "text/plain", 415),
        (b"code=x", "application/x-www-form-urlencoded", 415),
    ],
)
async def test_what_is_no_json_is_a_problem(
    api: Api, content: bytes, kind: str, status: int
) -> None:
    response = await api.client.post("/api/sessions", data=content, headers={"Content-Type": kind})
    await problem_of(response, status)


async def test_the_access_code_brings_the_person_back(api: Api) -> None:
    founder = await _register(api)
    code = founder["access_code"]
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')} "):
        response = await api.call("POST", "/api/sessions", {"code": typed})
        assert response.status == 201, await response.text()
        session = await response.json()
        assert "access_code" not in session
        assert session["member"] == founder["member"]
        assert session["process"] == founder["process"]
        assert session["token"] != founder["token"]
        again = api.signed_in(session["token"])
        assert (await again.call("GET", "/api/process")).status == 200


async def test_a_wrong_code_is_refused_in_german_and_says_what_a_code_looks_like(api: Api) -> None:
    await _register(api)
    problem = await problem_of(await api.call("POST", "/api/sessions", {"code": "falsch"}), 401)
    assert "K7QM-3XPA-9TDW-HC4R" in problem["detail"]


async def test_guessing_is_slowed_down_and_ends_with_the_wait(api: Api) -> None:
    code = (await _register(api))["access_code"]
    statuses = []
    for number in range(12):
        response = await api.call("POST", "/api/sessions", {"code": f"falsch {number}"})
        statuses.append(response.status)
        if response.status == 429:
            break
    assert statuses[:5] == [401] * 5, "a few slips cost nothing"
    assert statuses[-1] == 429
    await problem_of(response, 429)
    assert int(response.headers["Retry-After"]) >= 1
    refused = await api.call("POST", "/api/sessions", {"code": code})
    assert refused.status == 429, "the right code must not shine through while one waits"
    execute(services_of(api).database, "UPDATE failed_sign_ins SET last_at = '2020-01-01 00:00:00'")
    assert (await api.call("POST", "/api/sessions", {"code": code})).status == 201
    assert (await api.call("POST", "/api/sessions", {"code": "falsch"})).status == 401


async def test_registering_is_not_slowed_down_by_wrong_codes(api: Api) -> None:
    for number in range(8):
        await api.call("POST", "/api/sessions", {"code": f"falsch {number}"})
    await _register(api)


async def test_codes_and_tokens_stand_nowhere_in_clear(api: Api) -> None:
    founder = await _register(api)
    api.token = founder["token"]
    invited = await (await api.call("POST", "/api/invitations", {"role": "editor"})).json()
    joined = await (await api.call("POST", "/api/sessions", {"code": invited["code"]})).json()
    await api.chat(text="Junge Familien sollen bleiben.")
    secrets = [founder["token"], founder["access_code"], invited["code"], joined["token"]]
    folder = services_of(api).settings.data_dir
    stored = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert b"Helga Brandt" in stored, "the search looks where things are stored"
    for secret in secrets:
        for written in (secret, secret.replace("-", ""), secret.lower()):
            assert written.encode() not in stored


async def test_signing_out_ends_this_session_only(api: Api) -> None:
    founder = await _register(api)
    response = await api.call("POST", "/api/sessions", {"code": founder["access_code"]})
    other = api.signed_in((await response.json())["token"])
    api.token = founder["token"]
    assert (await api.call("DELETE", "/api/sessions")).status == 204
    await problem_of(await api.call("GET", "/api/chat"), 401)
    await problem_of(await api.call("DELETE", "/api/sessions"), 401)
    assert (await other.call("GET", "/api/chat")).status == 200


async def test_a_session_ends_on_its_day(api: Api) -> None:
    api.token = (await _register(api))["token"]
    execute(services_of(api).database, "UPDATE sessions SET expires_at = '2020-01-01 00:00:00'")
    await problem_of(await api.call("GET", "/api/process"), 401)


@pytest.mark.parametrize(
    "authorization", ["", "Bearer", "Bearer ", "Bearer falsch", "Basic abc", "bearer ä", "Token x"]
)
async def test_without_a_valid_token_nothing_is_shown(api: Api, authorization: str) -> None:
    await _register(api)
    for method, path in (("GET", "/api/process"), ("GET", "/api/chat"), ("GET", "/api/answers")):
        response = await api.client.request(method, path, headers={"Authorization": authorization})
        await problem_of(response, 401)
        assert response.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("role", ["editor", "viewer", "adviser"])
async def test_an_invitation_joins_the_same_process(api: Api, role: str) -> None:
    founder = await api.register()
    other, session = await _join(api, role)
    assert session["process"] == founder["process"]
    assert session["member"]["role"] == role
    assert session["member"]["name"] == "Ute Kern"
    assert "access_code" not in session
    members = (await (await other.call("GET", "/api/process")).json())["members"]
    assert [{**m, "at": None} for m in members] == [
        {**founder["member"], "me": False, "at": None},
        {**session["member"], "me": True, "at": None},
    ]


async def test_an_invitation_is_the_way_back_and_stays_one_person(api: Api) -> None:
    await api.register()
    invited = await (await api.call("POST", "/api/invitations", {"role": "editor"})).json()
    anyone = Api(api.client)
    first = await (await anyone.call("POST", "/api/sessions", {"code": invited["code"]})).json()
    again = await (await anyone.call("POST", "/api/sessions", {"code": invited["code"]})).json()
    assert again["member"] == first["member"]
    assert len((await (await api.call("GET", "/api/process")).json())["members"]) == 2


async def test_an_invitation_that_nobody_took_runs_out(api: Api) -> None:
    await api.register()
    invited = await (await api.call("POST", "/api/invitations", {"role": "editor"})).json()
    execute(services_of(api).database, "UPDATE invitations SET expires_at = '2020-01-01 00:00:00'")
    response = await api.call("POST", "/api/sessions", {"code": invited["code"]})
    await problem_of(response, 401)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"role": "founder"}, "/role"),
        ({"role": "boss"}, "/role"),
        ({"role": "viewer", "name": " "}, "/name"),
        ({"role": "viewer", "name": 5}, "/name"),
        ({}, "/role"),
    ],
)
async def test_an_invitation_that_does_not_fit_is_refused(
    api: Api, body: dict[str, Any], pointer: str
) -> None:
    await api.register()
    problem = await problem_of(await api.call("POST", "/api/invitations", body), 422)
    assert pointers(problem) == {pointer}


@pytest.mark.parametrize("role", ["viewer", "adviser"])
async def test_who_only_reads_writes_nowhere_and_reads_everything(api: Api, role: str) -> None:
    await api.register()
    await api.call("PUT", "/api/answers/kickoff.goals", {"value": "Junge Familien bleiben."})
    item = await (await api.call("POST", "/api/collections/kickoff.guests")).json()
    reader, _ = await _join(api, role)
    writes: list[tuple[str, str, Any]] = [
        ("POST", "/api/invitations", {"role": "editor"}),
        ("PUT", "/api/answers/kickoff.goals", {"value": "Anderes"}),
        ("PUT", "/api/answers/kickoff.goals", {"status": "unknown"}),
        ("POST", "/api/collections/kickoff.guests", None),
        ("DELETE", f"/api/collections/kickoff.guests/{item['id']}", None),
        ("PUT", "/api/collections/kickoff.guests/order", {"items": [item["id"]]}),
        ("DELETE", "/api/process", {"confirm": "Grabow"}),
    ]
    talking: list[tuple[str, str, Any]] = [
        ("POST", "/api/chat", {"id": new_id(), "text": "Neuausrichtung"}),
        (
            "POST",
            "/api/chat",
            {"id": new_id(), "answer": {"question": "kickoff.goals", "value": "Anderes"}},
        ),
        ("POST", "/api/chat", {"id": new_id(), "command": {"name": "skip"}}),
        ("POST", "/api/chat", {"id": new_id(), "command": {"name": "unknown"}}),
    ]
    if role == "viewer":
        # What an adviser says in the chat becomes a proposal (test_together_remarks.py).
        writes += talking
    before = rows(services_of(api).database)
    for method, path, body in writes:
        response = await reader.call(method, path, body)
        assert response.status == 403, (method, path, body, await response.text())
        await problem_of(response, 403)
    assert rows(services_of(api).database) == before
    for path in (
        "/api/chat",
        "/api/process",
        "/api/guide",
        "/api/answers",
        "/api/answers/kickoff.goals/history",
        "/api/collections/kickoff.guests",
    ):
        assert (await reader.call("GET", path)).status == 200, path
    for name in ("why", "help", "overview", "example", "goto"):
        command = {"name": name, **({"stage": "plan"} if name == "goto" else {})}
        reply = await reader.chat(command=command)
        assert reply["understood"] == {"as": "command", "name": name, "value": None}
    reply = await reader.chat(command={"name": "delete", "item": item["id"]})
    question = reply["prompt"]["question"]
    body = {"id": new_id(), "answer": {"question": question, "value": True}}
    if question.endswith(".delete"):
        # An adviser is told in the chat that only members may; a viewer is refused.
        refused = await reader.call("POST", "/api/chat", body)
        assert refused.status == (403 if role == "viewer" else 200)
    items = await (await api.call("GET", "/api/collections/kickoff.guests")).json()
    assert [entry["id"] for entry in items["items"]] == [item["id"]]


async def test_an_editor_writes_but_does_not_delete_the_process(api: Api) -> None:
    await api.register()
    editor, session = await _join(api, "editor")
    response = await editor.call("PUT", "/api/answers/kickoff.goals", {"value": "Bleiben"})
    assert response.status == 200
    assert (await response.json())["member"] == session["member"]["id"]
    await problem_of(await editor.call("DELETE", "/api/process", {"confirm": "Grabow"}), 403)
    reply = await editor.chat(command={"name": "delete"})
    assert reply["prompt"]["question"] != "process.delete"
    assert (await api.call("GET", "/api/process")).status == 200
