"""Two tabs, double clicks, colleagues at once: one after the other, and nothing twice."""

from __future__ import annotations

import asyncio

from tests.conftest import Api
from tests.helpers import new_id


async def test_64_times_the_same_id_at_once_is_stored_once(api: Api) -> None:
    await api.register()
    body = {"id": new_id(), "text": "Neuausrichtung"}
    responses = await asyncio.gather(*(api.call("POST", "/api/chat", body) for _ in range(64)))
    assert {response.status for response in responses} == {200}
    assert len({await response.text() for response in responses}) == 1
    assert sum("Idempotent-Replay" in response.headers for response in responses) == 63
    chat = await (await api.call("GET", "/api/chat")).json()
    assert [m["id"] for m in chat["messages"]].count(body["id"]) == 1
    reply = await responses[0].json()
    assert chat["messages"][-len(reply["messages"]) :] == reply["messages"]
    history = await (await api.call("GET", "/api/answers/kickoff.occasion/history")).json()
    assert len(history["revisions"]) == 1


async def test_answers_at_once_come_one_after_the_other(api: Api) -> None:
    await api.register()
    values = [f"Ziel {number}" for number in range(24)]
    replies = await asyncio.gather(
        *(api.chat(answer={"question": "kickoff.goals", "value": value}) for value in values)
    )
    history = await (await api.call("GET", "/api/answers/kickoff.goals/history")).json()
    assert [r["revision"] for r in history["revisions"]] == list(range(1, 25))
    stored = [r["value"] for r in history["revisions"]]
    assert sorted(stored) == sorted(values)
    messages = (await (await api.call("GET", "/api/chat")).json())["messages"]
    by_value = {reply["understood"]["value"]: reply["messages"] for reply in replies}
    expected = [message for value in stored for message in by_value[value]]
    assert messages[-len(expected) :] == expected, "no reply stands between another's messages"


async def test_of_answers_to_one_revision_at_once_one_wins(api: Api) -> None:
    await api.register()
    bodies = [
        {
            "id": new_id(),
            "answer": {"question": "kickoff.goals", "value": f"Ziel {n}", "revision": 0},
        }
        for n in range(8)
    ]
    assert (await api.call("PUT", "/api/answers/kickoff.goals", {"value": "Zuerst"})).status == 200
    for body in bodies:
        body["answer"]["revision"] = 1  # type: ignore[index]
    responses = await asyncio.gather(*(api.call("POST", "/api/chat", body) for body in bodies))
    assert sorted(response.status for response in responses) == [200] + [409] * 7
    history = await (await api.call("GET", "/api/answers/kickoff.goals/history")).json()
    assert len(history["revisions"]) == 2
