"""After a deletion nothing of a process is left, in no table and in no byte of the files."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from assistant.engine.agent import Assistant
from tests.conftest import Api
from tests.helpers import new_id, problem_of, rows, running, services_of
from tests.web.marked import MARKS, files, fill, found, is_sqlite


@pytest.fixture
async def api(database_url: str, assistant: Assistant, tmp_path: Path) -> AsyncIterator[Api]:
    """The running application on each database."""
    async with running(assistant, tmp_path, DATABASE_URL=database_url) as started:
        yield started


async def _assert_gone(api: Api, given: dict[str, Any]) -> None:
    assert found(api) == set()
    for token in given["tokens"]:
        other = api.signed_in(token)
        for method, path in (("GET", "/api/process"), ("GET", "/api/chat")):
            await problem_of(await other.call(method, path), 401)
        body = {"id": new_id(), "text": "Hallo"}
        await problem_of(await other.call("POST", "/api/chat", body), 401)
    for code in given["codes"]:
        response = await Api(api.client).call("POST", "/api/sessions", {"code": code})
        await problem_of(response, 401)


async def test_the_search_finds_every_marked_word_before_the_deletion(api: Api) -> None:
    await fill(api)
    assert found(api) == set(MARKS)
    if is_sqlite(api):
        content = files(api)
        assert all(mark.encode() in content for mark in MARKS if mark.isascii())


async def test_deleting_the_process_leaves_no_trace(api: Api) -> None:
    given = await fill(api)
    response = await api.call("DELETE", "/api/process", {"confirm": "Zwirbelshausen"})
    assert response.status == 204
    await _assert_gone(api, given)
    left = rows(services_of(api).database)
    # What happened is noted without contents: who signed in and that something was deleted.
    assert {table for table, kept in left.items() if kept} <= {
        "alembic_version",
        "failed_sign_ins",
        "audit",
        "deletions",
    }


async def test_deleting_in_the_chat_asks_first_and_leaves_no_trace(api: Api) -> None:
    given = await fill(api)
    asked = await api.chat(command={"name": "delete"})
    assert asked["prompt"]["kind"] == "yes_no"
    assert "Zwirbelshausen" in asked["prompt"]["text"]
    assert found(api) == set(MARKS), "asking deletes nothing"
    kept = await api.chat(text="nein")
    assert kept["prompt"]["question"] != asked["prompt"]["question"]
    assert found(api) == set(MARKS), "a no deletes nothing"
    asked = await api.chat(command={"name": "delete"})
    question = asked["prompt"]["question"]
    done = await api.chat(answer={"question": question, "value": True})
    assert done["prompt"] is None
    assert any(message["from"] == "assistant" for message in done["messages"])
    await _assert_gone(api, given)


async def test_deleting_by_typed_words_asks_first_and_leaves_no_trace(api: Api) -> None:
    given = await fill(api)
    asked = await api.chat(text="Bitte alle Daten löschen")
    assert asked["understood"] == {"as": "command", "name": "delete", "value": None}
    assert asked["prompt"]["kind"] == "yes_no"
    assert (await api.chat(text="ja"))["prompt"] is None
    await _assert_gone(api, given)


@pytest.mark.parametrize("answer", ["nein", "vielleicht", "Hallo", "zurück"])
async def test_without_a_clear_yes_nothing_is_deleted(api: Api, answer: str) -> None:
    await fill(api)
    await api.chat(command={"name": "delete"})
    await api.chat(text=answer)
    assert found(api) == set(MARKS)
    assert (await api.call("GET", "/api/process")).status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"confirm": "Bützow"}, 422),
        ({"confirm": ""}, 422),
        ({"confirm": "zwirbelshausen"}, 422),
        ({}, 422),
        ({"confirm": True}, 422),
        ({"confirm": "Zwirbelshausen", "more": 1}, 422),
    ],
)
async def test_without_the_name_nothing_is_deleted(
    api: Api, body: dict[str, Any], status: int
) -> None:
    await fill(api)
    before = rows(services_of(api).database)
    await problem_of(await api.call("DELETE", "/api/process", body), status)
    assert rows(services_of(api).database) == before


async def test_another_process_keeps_everything(api: Api) -> None:
    other = Api(api.client)
    await other.register("Bützow")
    await other.chat(text="Neustart")
    before = [
        await (await other.call("GET", path)).json() for path in ("/api/chat", "/api/answers")
    ]
    await fill(api)
    response = await api.call("DELETE", "/api/process", {"confirm": "Zwirbelshausen"})
    assert response.status == 204
    after = [await (await other.call("GET", path)).json() for path in ("/api/chat", "/api/answers")]
    assert after == before
    assert found(api) == set()
    assert (await other.chat(text="Bleiben"))["understood"]["as"] == "answer"


async def test_two_with_the_same_name_are_two(api: Api) -> None:
    other = Api(api.client)
    await other.register("Zwirbelshausen")
    await api.register("Zwirbelshausen")
    response = await api.call("DELETE", "/api/process", {"confirm": "Zwirbelshausen"})
    assert response.status == 204
    assert (await other.call("GET", "/api/process")).status == 200
    await problem_of(await api.call("GET", "/api/process"), 401)


async def test_a_deletion_that_somebody_reading_holds_up_is_not_called_done(
    assistant: Assistant, tmp_path: Path
) -> None:
    async with running(assistant, tmp_path) as api:
        await fill(api)
        reader = sqlite3.connect(tmp_path / "data.db", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM answers").fetchall()
        response = await api.call("DELETE", "/api/process", {"confirm": "Zwirbelshausen"})
        reader.execute("COMMIT")
        reader.close()
        if response.status == 503:
            response = await api.call("DELETE", "/api/process", {"confirm": "Zwirbelshausen"})
        assert response.status == 204
        assert found(api) == set()
