"""Any worker serves any request: what one has changed, the other knows at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.engine.agent import Assistant
from tests.conftest import Api
from tests.helpers import new_id, running
from tests.web.sending import take
from tests.web.test_municipalities import find, import_places

AGES = """Jahr;Altersgruppe;Einwohner
2024;0 bis 5;300
2024;6 bis 17;700
2024;18 bis 29;600
2024;30 bis 64;2600
2024;65 bis 79;1200
2024;80 und älter;600
"""


@pytest.fixture
async def workers(
    database_url: str, assistant: Assistant, tmp_path: Path
) -> AsyncIterator[tuple[Api, Api]]:
    """Two applications over one database, asked by one person in turns."""
    async with (
        running(assistant, tmp_path, DATABASE_URL=database_url) as one,
        running(assistant, tmp_path, DATABASE_URL=database_url) as other,
    ):
        session = await one.register()
        other.token = session["token"]
        yield one, other


async def test_a_conversation_goes_on_at_whichever_worker(workers: tuple[Api, Api]) -> None:
    one, other = workers
    prompts = []
    for number in range(12):
        worker = workers[number % 2]
        reply = await worker.chat(command={"name": "unknown"})
        prompts.append(reply["prompt"]["question"])
        for asked in workers:
            chat = await (await asked.call("GET", "/api/chat")).json()
            assert chat["prompt"] == reply["prompt"]
            assert chat["progress"] == reply["progress"]
            assert chat["messages"][-len(reply["messages"]) :] == reply["messages"]
    assert len(set(prompts)) == 12, "each message led on"
    assert (await one.call("GET", "/api/answers")).status == 200
    assert (await other.call("GET", "/api/answers")).status == 200


async def test_an_answer_at_one_worker_counts_at_the_other(workers: tuple[Api, Api]) -> None:
    one, other = workers
    for number, worker in enumerate((one, other, one, other)):
        value = f"Ziel {number}"
        put = await worker.call("PUT", "/api/answers/kickoff.goals", {"value": value})
        assert (await put.json())["revision"] == number + 1
        reply = await worker.chat(command={"name": "why"})
        assert reply["messages"]
    stale = {"question": "kickoff.goals", "value": "Zu spät", "revision": 3}
    response = await one.call("POST", "/api/chat", {"id": new_id(), "answer": stale})
    assert response.status == 409
    assert (await response.json())["answer"]["value"] == "Ziel 3"


async def test_an_id_that_one_worker_has_answered_the_other_replays(
    workers: tuple[Api, Api],
) -> None:
    one, other = workers
    body = {"id": new_id(), "text": "Neuausrichtung"}
    first = await one.call("POST", "/api/chat", body)
    again = await other.call("POST", "/api/chat", body)
    assert again.headers["Idempotent-Replay"] == "true"
    assert await again.text() == await first.text()


async def test_an_item_that_one_worker_made_the_other_can_take_out(
    workers: tuple[Api, Api],
) -> None:
    one, other = workers
    for worker in workers:
        await worker.chat(command={"name": "why"})
    made = await (await one.call("POST", "/api/collections/kickoff.guests")).json()
    path = f"/api/collections/kickoff.guests/{made['id']}"
    assert (await other.call("DELETE", path)).status == 204
    assert (await one.call("DELETE", path)).status == 404


async def test_a_table_taken_over_at_one_worker_counts_at_the_other(
    workers: tuple[Api, Api],
) -> None:
    one, other = workers
    asked = {"text": "Zeigen Sie mir die Altersgruppen"}
    before = await other.chat(**asked)
    assert "figure" not in {message["kind"] for message in before["messages"]}
    await take(one, "population", AGES, year="2024")
    after = await other.chat(**asked)
    assert "figure" in {message["kind"] for message in after["messages"]}, after["messages"]


async def test_a_register_imported_meanwhile_is_found_by_all(workers: tuple[Api, Api]) -> None:
    for worker in workers:
        assert await find(worker, "Grabow") == []
    import_places(workers[0])
    found = [await find(worker, "Grabow") for worker in workers]
    assert found[0] == found[1]
    assert found[0][0]["ags"] == "13076050"
    other = Api(workers[1].client)
    session = await other.register("Grabow")
    assert session["process"]["ags"] == "13076050"
