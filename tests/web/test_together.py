"""Delegations, notes, activity, presence and conflicts over the API, with several people."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.conftest import Api
from tests.helpers import pointers, problem_of

QUESTION = "kickoff.goals"
FRAU = {"name": "Frau Öztürk", "department": "Jugendamt"}


async def person(api: Api, role: str, name: str) -> Api:
    """Somebody with a role in the same process."""
    invited = await api.call("POST", "/api/invitations", {"role": role, "name": name})
    return await coming(api, (await invited.json())["code"])


async def coming(api: Api, code: str) -> Api:
    """Somebody who signs in with a code."""
    response = await Api(api.client).call("POST", "/api/sessions", {"code": code})
    assert response.status == 201, await response.text()
    return api.signed_in((await response.json())["token"])


async def read(api: Api, path: str) -> Any:
    response = await api.call("GET", path)
    assert response.status == 200, await response.text()
    return await response.json()


async def done(api: Api, method: str, path: str, body: Any, status: int) -> Any:
    response = await api.call(method, path, body)
    assert response.status == status, await response.text()
    return await response.json() if status != 204 else None


async def hand_over(api: Api, **body: Any) -> Any:
    given = {"question": QUESTION, "to": FRAU, **body}
    return await done(api, "POST", "/api/delegations", given, 201)


async def test_a_delegation_with_its_invitation_and_its_end(api: Api) -> None:
    await api.register()
    handed = await hand_over(api, due="2099-03-12", note="Bitte kurz.")
    one, invitation = handed["delegation"], handed["invitation"]
    assert one["to_text"] == "Frau Öztürk (Jugendamt)" and one["due_text"] == "12. März 2099"
    assert one["from_me"] and not one["for_me"] and not one["has_access"]
    assert one["open_questions"] == [QUESTION]
    for part in (invitation["code"], "12. März 2099", "Bitte kurz.", "Helga Brandt", "Grabow"):
        assert part in invitation["text"]
    answer = (await read(api, "/api/answers"))["answers"][0]
    assert (answer["status"], answer["waiting_for"]) == ("skipped", "Frau Öztürk (Jugendamt)")

    asked = await coming(api, invitation["code"])
    mine = (await read(asked, "/api/delegations?mine=1"))["delegations"]
    assert [(d["id"], d["for_me"], d["has_access"]) for d in mine] == [(one["id"], True, True)]
    me = next(m for m in (await read(asked, "/api/process"))["members"] if m["me"])
    assert (me["name"], me["department"]) == ("Frau Öztürk", "Jugendamt")
    await done(asked, "PUT", f"/api/answers/{QUESTION}", {"value": "Gut älter werden"}, 200)
    assert (await read(api, "/api/delegations"))["delegations"] == []
    answered = (await read(api, "/api/delegations?status=answered"))["delegations"][0]
    assert answered["closed_by"] == me["id"] and answered["closed_at"]
    assert answered["open_questions"] == []


async def test_the_open_question_handed_over_moves_the_conversation_on(api: Api) -> None:
    await api.register()
    before = await read(api, "/api/chat")
    question = before["prompt"]["question"]
    await hand_over(api, question=question)
    after = await read(api, f"/api/chat?after={before['messages'][-1]['id']}")
    assert after["prompt"]["question"] != question
    assert any("Frau Öztürk" in message["text"] for message in after["messages"])


async def test_one_invitation_is_enough_for_several_questions(api: Api) -> None:
    await api.register()
    first = await hand_over(api)
    second = await hand_over(api, question="kickoff.occasion")
    assert first["invitation"] and second["invitation"] is None
    path = f"/api/delegations/{second['delegation']['id']}/invitation"
    renewed = await done(api, "POST", path, None, 201)
    refused = await Api(api.client).call(
        "POST", "/api/sessions", {"code": first["invitation"]["code"]}
    )
    assert refused.status == 401, "the earlier code has ended"
    asked = await coming(api, renewed["code"])
    mine = (await read(asked, "/api/delegations?mine=1"))["delegations"]
    assert {d["question"] for d in mine} == {QUESTION, "kickoff.occasion"}
    problem = await problem_of(await api.call("POST", path), 409)
    assert "Zugang" in problem["detail"]


async def test_handed_over_anew_it_lies_with_one_person_only(api: Api) -> None:
    await api.register()
    await hand_over(api)
    await person(api, "editor", "Jörg Meyer")
    second = await hand_over(api, to={"name": "Herr Meyer"})
    assert second["invitation"] is None and second["delegation"]["to"]["member"]
    found = (await read(api, "/api/delegations"))["delegations"]
    assert [d["to_text"] for d in found] == ["Jörg Meyer"]


async def test_taken_back_the_question_is_open_again(api: Api) -> None:
    await api.register()
    one = (await hand_over(api))["delegation"]
    for _ in range(2):
        await done(api, "DELETE", f"/api/delegations/{one['id']}", None, 204)
    assert (await read(api, "/api/answers"))["answers"] == []


async def test_a_department_is_asked_and_whoever_works_there_may_answer(api: Api) -> None:
    await api.register()
    handed = await hand_over(api, to={"department": "Jugendamt"})
    assert handed["invitation"] is not None
    asked = await coming(api, handed["invitation"]["code"])
    mine = (await read(asked, "/api/delegations?mine=1"))["delegations"]
    assert [d["question"] for d in mine] == [QUESTION]
    again = await hand_over(api, question="kickoff.occasion", to={"department": "jugendamt"})
    assert again["invitation"] is None, "somebody from there has access"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"question": "kickoff.nothing", "to": FRAU}, "/question"),
        ({"question": "kickoff.review", "to": FRAU}, "/question"),
        ({"question": "plan.measures.x.title", "to": FRAU}, "/question"),
        ({"section": "kickoff.nothing", "to": FRAU}, "/section"),
        ({"question": QUESTION, "to": {"member": "x"}}, "/to/member"),
        ({"question": QUESTION, "to": {"name": "Helga Brandt"}}, "/to"),
        ({"question": QUESTION, "to": FRAU, "due": "2099-02-30"}, "/due"),
        ({"question": QUESTION, "to": FRAU, "due": "bald"}, "/due"),
        ({"question": QUESTION, "to": FRAU, "note": "x" * 2001}, "/note"),
        ({"question": QUESTION, "to": {"name": " "}}, "/to/name"),
    ],
)
async def test_what_does_not_fit_is_named(api: Api, body: dict[str, Any], pointer: str) -> None:
    await api.register()
    problem = await problem_of(await api.call("POST", "/api/delegations", body), 422)
    assert pointers(problem) == {pointer}
    assert (await read(api, "/api/delegations"))["delegations"] == []


async def test_a_process_sees_nothing_of_another(api: Api) -> None:
    await api.register()
    one = (await hand_over(api))["delegation"]
    note = await done(api, "POST", "/api/notes", {"question": QUESTION, "text": "Hm."}, 201)
    other = Api(api.client)
    await other.register("Bützow", name="Uwe Sand")
    assert (await read(other, "/api/delegations"))["delegations"] == []
    assert (await read(other, "/api/notes"))["notes"] == []
    assert (await read(other, "/api/activity?own=1"))["entries"] == []
    for method, path, body in (
        ("DELETE", f"/api/delegations/{one['id']}", None),
        ("POST", f"/api/delegations/{one['id']}/invitation", None),
        ("PUT", f"/api/notes/{note['id']}", {"status": "done"}),
        ("DELETE", f"/api/notes/{note['id']}", None),
    ):
        await problem_of(await other.call(method, path, body), 404)
    assert len((await read(api, "/api/notes"))["notes"]) == 1


async def test_both_versions_are_shown_in_a_conflict(api: Api) -> None:
    await api.register()
    editor = await person(api, "editor", "Jörg Meyer")
    path = f"/api/answers/{QUESTION}"
    await done(api, "PUT", path, {"value": "Erst"}, 200)
    await done(editor, "PUT", path, {"value": "Von Jörg", "revision": 1}, 200)
    answer = {"question": QUESTION, "value": "Von Helga", "revision": 1}
    for method, where, body in (
        ("PUT", path, {"value": "Von Helga", "revision": 1}),
        ("POST", "/api/chat", {"id": str(uuid.uuid4()), "answer": answer}),
    ):
        problem = await problem_of(await api.call(method, where, body), 409)
        assert problem["detail"].startswith("Jörg Meyer hat diese Antwort inzwischen geändert.")
        assert problem["answer"]["value"] == "Von Jörg" and problem["answer"]["at"]
        assert problem["member"]["name"] == "Jörg Meyer"
        assert problem["tried"] == {
            "value": "Von Helga", "status": "answered", "display": "Von Helga",
        }  # fmt: skip
    problem = await problem_of(await editor.call("PUT", path, {"value": "x", "revision": 1}), 409)
    assert problem["detail"].startswith("Sie haben diese Antwort")


async def test_where_a_colleague_is_now(api: Api) -> None:
    session = await api.register()
    editor = await person(api, "editor", "Jörg Meyer")
    await api.chat(text="Neustart")
    prompt = (await read(api, "/api/chat"))["prompt"]
    seen = {m["name"]: m for m in (await read(editor, "/api/process"))["members"]}
    helga = seen["Helga Brandt"]
    assert helga["id"] == session["member"]["id"] and not helga["me"]
    assert helga["at"]["question"] == prompt["question"]
    assert (helga["at"]["stage"], helga["at"]["section"]) == ("kickoff", prompt["section"])
    own = {m["name"]: m for m in (await read(api, "/api/process"))["members"]}
    assert own["Helga Brandt"]["me"] and own["Helga Brandt"]["at"] is None


async def test_activity_is_grouped_and_leaves_out_ones_own(api: Api) -> None:
    await api.register()
    editor = await person(api, "editor", "Jörg Meyer")
    for question, value in (("kickoff.goals", "a"), ("kickoff.occasion", "realign")):
        await done(editor, "PUT", f"/api/answers/{question}", {"value": value}, 200)
    await done(api, "PUT", "/api/answers/profile.population", {"value": 5000}, 200)
    found = await read(api, "/api/activity")
    assert [(e["kind"], e["name"], e["count"]) for e in found["entries"]] == [
        ("answers", "Jörg Meyer", 2),
        ("joined", "Jörg Meyer", 1),
    ]
    assert found["entries"][0]["questions"] == ["kickoff.occasion", "kickoff.goals"]
    assert found["entries"][0]["stage"] == "kickoff" and not found["more"]
    assert (await read(api, "/api/activity?limit=1"))["more"]
    assert len((await read(api, "/api/activity?own=1"))["entries"]) == 3
    later = (await read(api, "/api/activity"))["until"].replace("+", "%2B")
    assert (await read(api, f"/api/activity?after={later}"))["entries"] == []
    for text in ("gestern", "2027-03-14", "0001-01-01T00:00:00%2B23:59"):
        await problem_of(await api.call("GET", f"/api/activity?after={text}"), 422)


async def test_names_in_documents_are_the_founders_choice(api: Api) -> None:
    session = await api.register()
    assert session["process"]["names_in_documents"] is False
    changed = await done(api, "PUT", "/api/process", {"names_in_documents": True}, 200)
    assert changed["process"] == (await read(api, "/api/process"))["process"]
    assert changed["process"]["names_in_documents"] is True
    editor = await person(api, "editor", "Jörg Meyer")
    await problem_of(await editor.call("PUT", "/api/process", {"names_in_documents": False}), 403)


async def test_documents_name_who_contributed_only_when_wanted(api: Api) -> None:
    await api.register()
    editor = await person(api, "editor", "Jörg Meyer")
    await done(editor, "PUT", f"/api/answers/{QUESTION}", {"value": "Gut älter werden"}, 200)

    async def page(kind: str) -> str:
        return str(await (await api.call("GET", f"/api/documents/{kind}.html")).text())

    assert "Jörg Meyer" not in await page("minutes")
    await done(api, "PUT", "/api/process", {"names_in_documents": True}, 200)
    for kind in ("minutes", "strategy"):
        text = await page(kind)
        assert "Mitgewirkt haben" in text and "Jörg Meyer" in text
        assert "Helga Brandt" not in text, "she has answered nothing yet"
    assert "Jörg Meyer" not in await page("invitation")
    assert "Jörg Meyer" not in await page("profile")
