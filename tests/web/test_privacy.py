"""The rights of a person: everything on her as a file, and her deletion with what stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from assistant.engine.agent import Assistant
from assistant.process.together.matters import FORMER
from tests.conftest import Api
from tests.helpers import Description, pointers, problem_of, rows, running, services_of

NAME = "Quendoline Marksucher"


@pytest.fixture
async def api(database_url: str, assistant: Assistant, tmp_path: Path) -> AsyncIterator[Api]:
    """The running application on each database."""
    async with running(assistant, tmp_path, DATABASE_URL=database_url) as started:
        yield started


async def _joined(api: Api, role: str = "editor", name: str = NAME) -> Api:
    """Somebody who was invited into the process of `api`."""
    body = {"role": role, "name": name}
    code = (await (await api.call("POST", "/api/invitations", body)).json())["code"]
    session = await (await Api(api.client).call("POST", "/api/sessions", {"code": code})).json()
    return api.signed_in(session["token"])


async def _pair(api: Api, role: str = "editor") -> tuple[Api, Api]:
    """A founder and a colleague."""
    await api.register("Grabow")
    return api, await _joined(api, role)


async def _export(person: Api) -> dict[str, Any]:
    response = await person.call("GET", "/api/me/export")
    assert response.status == 200, await response.text()
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    data: dict[str, Any] = await response.json()
    return data


def _rows(export: dict[str, Any], table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = next(
        part["rows"] for part in export["data"] if part["table"] == table
    )
    return found


async def _me(person: Api) -> str:
    member: str = (await _export(person))["person"]["id"]
    return member


async def test_the_file_holds_what_is_hers_and_nothing_of_others(api: Api) -> None:
    founder, colleague = await _pair(api)
    await founder.chat(text="Neuausrichtung wegen Zwirbelstein")
    await colleague.chat(text="Was heißt Wanderungssaldo?")
    put = {"value": "Hafenwort", "revision": 0}
    assert (await colleague.call("PUT", "/api/answers/kickoff.identity", put)).status == 200
    export = await _export(colleague)
    assert export["person"]["name"] == NAME
    assert export["process"]["municipality"] == "Grabow"
    assert [row["value"] for row in _rows(export, "answer_revisions")] == ["Hafenwort"]
    said = [row["text"] for row in _rows(export, "messages") if row["sender"] == "member"]
    assert said == ["Was heißt Wanderungssaldo?"]
    assert len(_rows(export, "sessions")) == len(_rows(export, "invitations")) == 1
    text = str(export)
    assert "Zwirbelstein" not in text and "Helga Brandt" not in text
    assert "hash" not in str([part["rows"] for part in export["data"]])
    for part in export["data"]:
        assert part["why"] and part["kept"] and part["seen_by"], part["title"]


async def test_every_role_may_have_its_file_and_the_description_holds(api: Api) -> None:
    founder, viewer = await _pair(api, "viewer")
    described = Description(await (await api.call("GET", "/api/openapi.json")).json())
    for person in (founder, viewer, await _joined(api, "adviser", "Ute Beraterin")):
        response = await person.call("GET", "/api/me/export")
        await described.check(response)
        assert response.status == 200
    await problem_of(await Api(api.client).call("GET", "/api/me/export"), 401)


async def test_the_file_names_where_the_name_stands_as_text(api: Api) -> None:
    founder, colleague = await _pair(api)
    put = {"value": f"{NAME}, Hauptamt", "revision": 0}
    assert (await founder.call("PUT", "/api/answers/kickoff.coordinator", put)).status == 200
    export = await _export(colleague)
    assert export["mentions"] == [{"question": "kickoff.coordinator", "label": "Koordination"}]
    assert (await _export(founder))["mentions"] == []


async def test_who_is_deleted_is_gone_and_her_answers_stay_without_her(api: Api) -> None:
    founder, colleague = await _pair(api)
    member = await _me(colleague)
    for value in ("Erstwort", "Zweitwort"):
        response = await colleague.call("PUT", "/api/answers/kickoff.identity", {"value": value})
        assert response.status == 200
    await colleague.chat(text="Guten Tag, ein Eigenwort")
    response = await colleague.call("DELETE", "/api/me", {"confirm": NAME})
    assert response.status == 204
    await problem_of(await colleague.call("GET", "/api/chat"), 401)
    stored = str({t: r for t, r in rows(services_of(api).database).items() if t != "deletions"})
    for mark in (NAME, "Eigenwort", member):
        assert mark not in stored, mark
    answers = (await (await founder.call("GET", "/api/answers")).json())["answers"]
    assert [(a["value"], a["member"]) for a in answers] == [("Zweitwort", None)]
    path = "/api/answers/kickoff.identity/history"
    history = (await (await founder.call("GET", path)).json())["revisions"]
    assert [(one["value"], one["member"]) for one in history] == [
        ("Erstwort", None),
        ("Zweitwort", None),
    ]
    members = (await (await founder.call("GET", "/api/process")).json())["members"]
    assert [one["name"] for one in members] == ["Helga Brandt"]
    assert (await founder.chat(text="Neustart"))["understood"]["as"] == "answer"


async def test_others_are_no_longer_told_her_name(api: Api) -> None:
    founder, colleague = await _pair(api)
    path = "/api/delegations"
    handed = {"question": "kickoff.identity", "to": {"member": await _me(colleague)}}
    assert (await founder.call("POST", path, handed)).status == 201
    await founder.chat(text="wer ist Koordination? Ich frage bei " + NAME)
    assert (await colleague.call("DELETE", "/api/me", {"confirm": NAME})).status == 204
    heard = (await (await founder.call("GET", "/api/chat")).json())["messages"]
    told = [one["text"] for one in heard if one["from"] == "assistant"]
    assert not any(NAME in text for text in told)
    own = [one["text"] for one in heard if one["from"] == "member"]
    assert any(NAME in text for text in own), "what a person wrote herself is hers"
    listed = await (await founder.call("GET", path)).json()
    assert NAME not in str(listed)


@pytest.mark.parametrize("confirm", ["", "quendoline marksucher", "Helga Brandt"])
async def test_without_the_name_nobody_is_deleted(api: Api, confirm: str) -> None:
    _, colleague = await _pair(api)
    before = rows(services_of(api).database)
    problem = await problem_of(await colleague.call("DELETE", "/api/me", {"confirm": confirm}), 422)
    assert pointers(problem) == {"/confirm"}
    assert rows(services_of(api).database) == before


async def test_who_founded_the_process_hands_it_over_first(api: Api) -> None:
    founder, colleague = await _pair(api)
    own = {"confirm": "Helga Brandt"}
    problem = await problem_of(await founder.call("DELETE", "/api/me", own), 409)
    assert "Übergeben Sie es zuerst" in problem["detail"]
    path = f"/api/members/{await _me(colleague)}"
    assert (await founder.call("PUT", path, {"role": "founder"})).status == 200
    assert (await founder.call("DELETE", "/api/me", own)).status == 204
    process = await (await colleague.call("GET", "/api/process")).json()
    assert [(one["name"], one["role"]) for one in process["members"]] == [(NAME, "founder")]


async def test_of_two_with_one_name_the_other_keeps_it(api: Api) -> None:
    founder, one = await _pair(api)
    other = await _joined(founder)
    assert (await one.call("DELETE", "/api/me", {"confirm": NAME})).status == 204
    heard = (await (await other.call("GET", "/api/chat")).json())["messages"]
    assert NAME in heard[0]["text"] and FORMER not in str(heard)


async def test_asked_in_the_chat_it_says_what_stays_and_asks_first(api: Api) -> None:
    founder, colleague = await _pair(api)
    put = {"value": f"{NAME}, Hauptamt", "revision": 0}
    assert (await founder.call("PUT", "/api/answers/kickoff.coordinator", put)).status == 200
    asked = await colleague.chat(text="Bitte meine Daten löschen")
    assert asked["understood"]["name"] == "delete"
    assert asked["prompt"]["question"] == "person.delete"
    assert "ohne Ihren Namen" in asked["prompt"]["text"]
    kept = await colleague.chat(text="nein")
    assert kept["prompt"]["question"] != "person.delete"
    assert (await colleague.call("GET", "/api/me/export")).status == 200
    await colleague.chat(text="löschen Sie meine persönlichen Daten")
    done = await colleague.chat(text="ja")
    assert done["prompt"] is None
    assert any("„Koordination“" in one["text"] for one in done["messages"])
    await problem_of(await colleague.call("GET", "/api/chat"), 401)


async def test_the_founder_is_told_in_the_chat_what_to_do_first(api: Api) -> None:
    await api.register("Grabow")
    told = await api.chat(text="Lösche meine Daten")
    assert any("Übergeben Sie es zuerst" in one["text"] for one in told["messages"])
    assert (await api.call("GET", "/api/process")).status == 200


async def test_asked_what_is_stored_it_explains(api: Api) -> None:
    await api.register("Grabow")
    told = await api.chat(text="Welche Daten haben Sie über mich?")
    assert told["understood"] == {"as": "question", "name": "daten_auskunft", "value": None}


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ("Weniger Leerstand, Kontakt Frau Kern 0171 1234567", "Telefonnummer"),
        ("Mehr Hilfe, denn Herr Kunz ist schwer krank", "Gesundheit"),
    ],
)
async def test_an_answer_that_looks_private_is_kept_and_gets_one_hint(
    api: Api, answer: str, word: str
) -> None:
    await api.register("Grabow")
    await api.chat(text="Neustart")
    reply = await api.chat(text=answer)
    assert reply["understood"]["value"] == answer
    hints = [one["text"] for one in reply["messages"] if one["kind"] == "hint"]
    assert len(hints) == 1 and word in hints[0] and "ändern" in hints[0]
    assert reply["prompt"]["question"] == "kickoff.themes", "it never stands in the way"


async def test_a_hint_leads_to_the_change(api: Api) -> None:
    await api.register("Grabow")
    await api.chat(text="Neustart")
    reply = await api.chat(text="Weniger Leerstand, Kontakt Frau Kern 0171 1234567")
    hint = next(one["text"] for one in reply["messages"] if one["kind"] == "hint")
    reply = await api.chat(text=hint.partition("schreiben Sie „")[2].partition("“")[0])
    assert reply["prompt"]["question"] == "kickoff.goals"
