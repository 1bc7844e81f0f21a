"""`GET /api/export`: one file for all who work on the process, and for nobody else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from assistant.engine.agent import Assistant
from assistant.process.offers import load_full_guide
from assistant.process.sign_in import hash_code
from assistant.process.transfer.export import export_process
from assistant.process.transfer.importing import import_process, read_incoming
from assistant.store.processes import find_member_by_code
from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.controls import Driver
from tests.helpers import problem_of, running, services_of

WORDS = "Wunschdenkerei und Umlaut-Möhrchenstraße"


@pytest.fixture
async def api(database_url: str, assistant: Assistant, tmp_path: Path) -> AsyncIterator[Api]:
    """The running application on each database."""
    async with running(assistant, tmp_path, DATABASE_URL=database_url) as started:
        yield started


async def _fill(api: Api) -> dict[str, Any]:
    """A conversation with a correction, an undoing, lists and something not understood."""
    session = await api.register("Mühl Rosin", department="Amt für Möhren")
    await api.chat(text="Schnürsenkel im Quadrat")
    await api.chat(text="Neuausrichtung")
    await api.chat(text=WORDS)
    await api.chat(command={"name": "undo"})
    await api.chat(text=WORDS)
    await api.chat(command={"name": "skip"})
    for name in ("Feuerwehr", "Chor"):
        item = (await (await api.call("POST", "/api/collections/kickoff.guests")).json())["id"]
        path = f"/api/answers/kickoff.guests.{item}.group"
        assert (await api.call("PUT", path, {"value": name})).status == 200
    assert (await api.call("DELETE", f"/api/collections/kickoff.guests/{item}")).status == 204
    return session


async def _export(api: Api, query: str = "") -> bytes:
    response = await api.call("GET", f"/api/export{query}")
    assert response.status == 200, await response.text()
    return await response.read()


async def _invited(api: Api, role: str) -> Api:
    invitation = await (await api.call("POST", "/api/invitations", {"role": role})).json()
    body = {"code": invitation["code"]}
    joined = await (await Api(api.client).call("POST", "/api/sessions", body)).json()
    return api.signed_in(joined["token"])


async def test_it_is_a_file_with_a_plain_name(api: Api) -> None:
    session = await _fill(api)
    response = await api.call("GET", "/api/export")
    assert response.status == 200
    assert response.content_type == "application/json" and response.charset == "utf-8"
    disposition = response.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="demografie-muehl-rosin.json"'
    assert response.headers["Cache-Control"] == "no-store"
    content = await response.read()
    assert content == await _export(api) == await _export(api, "?transcript=0")
    data = json.loads(content)
    assert data["process"]["id"] == session["process"]["id"]
    assert data["process"]["municipality"] == "Mühl Rosin"
    assert "Schnürsenkel" not in content.decode() and "transcript" not in data
    for secret in (session["access_code"], session["token"]):
        assert secret not in content.decode()


async def test_every_answer_stands_in_it_with_all_revisions(api: Api) -> None:
    await _fill(api)
    data = json.loads(await _export(api))
    exported = {answer["question"]: answer for answer in data["answers"]}
    for answer in (await (await api.call("GET", "/api/answers")).json())["answers"]:
        found = exported[answer["question"]]
        assert (found["value"], found["revision"]) == (answer["value"], answer["revision"])
        path = f"/api/answers/{answer['question']}/history"
        history = (await (await api.call("GET", path)).json())["revisions"]
        kept = [{name: r[name] for name in history[0]} for r in found["revisions"]]
        assert [{**r, "at": ""} for r in kept] == [{**r, "at": ""} for r in history]
    assert any(r["undoes"] for answer in data["answers"] for r in answer["revisions"])


async def test_out_deleted_in_again_one_talks_on_where_one_was(api: Api) -> None:
    await _fill(api)
    before = await (await api.call("GET", "/api/chat")).json()
    content = await _export(api, "?transcript=1")
    # The server has the process in its memory; what comes back must not be mistaken for it.
    response = await api.call("DELETE", "/api/process", {"confirm": "Mühl Rosin"})
    assert response.status == 204
    incoming = read_incoming(content, load_full_guide())
    with services_of(api).database.transaction() as connection:
        imported = import_process(connection, incoming)
    back = Api(api.client)
    response = await back.call("POST", "/api/sessions", {"code": imported.access_code})
    assert response.status == 201
    back.token = (await response.json())["token"]
    after = await (await back.call("GET", "/api/chat")).json()
    assert after["prompt"] == before["prompt"] and after["progress"] == before["progress"]
    shown = [message["text"] for message in before["messages"]]
    assert [message["text"] for message in after["messages"]][: len(shown)] == shown
    reply = await back.chat(command={"name": "skip"})
    assert reply["prompt"]["question"] != before["prompt"]["question"]


async def test_all_five_stages_come_back_with_every_value(
    assistant: Assistant, tmp_path: Path
) -> None:
    async with running(assistant, tmp_path) as api:
        driver = Driver(await Talk.begin(api, "Grabow"))
        await driver.to_the_end()
        content = await _export(api, "?transcript=1")
        told = {answer["question"] for answer in json.loads(content)["answers"]}
        assert set(driver.told) <= told and len(told) > 200
        response = await api.call("DELETE", "/api/process", {"confirm": "Grabow"})
        assert response.status == 204
        incoming = read_incoming(content, load_full_guide())
        assert incoming.notices == ()
        database = services_of(api).database
        with database.transaction() as connection:
            imported = import_process(connection, incoming)
        with database.reading() as connection:
            again = export_process(connection, load_full_guide(), imported.process, True)
        assert again.content == content


async def test_a_process_that_was_imported_without_its_transcript_goes_on_too(api: Api) -> None:
    await _fill(api)
    before = await (await api.call("GET", "/api/chat")).json()
    content = await _export(api)
    await api.call("DELETE", "/api/process", {"confirm": "Mühl Rosin"})
    incoming = read_incoming(content, load_full_guide())
    with services_of(api).database.transaction() as connection:
        code = import_process(connection, incoming).access_code
    assert await _exported_without(api, code) == content
    session = await (await api.call("POST", "/api/sessions", {"code": code})).json()
    back = api.signed_in(session["token"])
    after = await (await back.call("GET", "/api/chat")).json()
    assert after["prompt"] == before["prompt"]
    assert (await back.chat(command={"name": "skip"}))["messages"]


async def _exported_without(api: Api, code: str) -> bytes:
    """The export past a sign-in, which would greet."""
    with services_of(api).database.reading() as connection:
        member = find_member_by_code(connection, hash_code(code))
        assert member is not None
        return export_process(connection, load_full_guide(), member.process).content


@pytest.mark.parametrize("role", ["editor", "viewer", "adviser"])
async def test_all_members_may_have_the_answers_the_founder_the_transcript(
    api: Api, role: str
) -> None:
    await _fill(api)
    with_transcript = await _export(api, "?transcript=1")
    transcript = json.loads(with_transcript)["transcript"]
    assert [row["text"] for row in transcript["unclear"]] == ["Schnürsenkel im Quadrat"]
    assert WORDS in {row["text"] for row in transcript["messages"]}
    colleague = await _invited(api, role)
    assert await _export(colleague) == await _export(api)
    await problem_of(await colleague.call("GET", "/api/export?transcript=1"), 403)


async def test_without_a_token_and_after_the_deletion_there_is_nothing(api: Api) -> None:
    await _fill(api)
    await problem_of(await Api(api.client).call("GET", "/api/export"), 401)
    await problem_of(await api.call("GET", "/api/export?transcript=ja"), 422)
    other = Api(api.client)
    await other.register("Bützow")
    assert WORDS.encode() not in await _export(other, "?transcript=1")
    await api.call("DELETE", "/api/process", {"confirm": "Mühl Rosin"})
    await problem_of(await api.call("GET", "/api/export"), 401)


async def test_others_are_answered_while_it_is_made(api: Api) -> None:
    await _fill(api)
    slow = asyncio.gather(*(_export(api, "?transcript=1") for _ in range(8)))
    assert (await api.call("GET", "/healthz")).status == 200
    assert len(set(await slow)) == 1
