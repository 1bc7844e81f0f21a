"""The chat as a client sees it: transcript, messages of three forms, replays, prompts, pauses."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from assistant.engine.agent import Assistant
from assistant.store.database import Database
from tests.conftest import Api
from tests.helpers import new_id, pointers, problem_of, rows, running, services_of

PROMPT_KEYS = {
    "question",
    "stage",
    "section",
    "text",
    "why",
    "help",
    "example",
    "kind",
    "required",
    "allow_unknown",
    "revision",
}
KINDS = {
    "kickoff.goals": "text",
    "profile.population": "number",
    "kickoff.date": "date",
    "kickoff.occasion": "single",
    "kickoff.themes": "multiple",
    "kickoff.steering_group": "list",
    "kickoff.head_confirmed": "yes_no",
    "kickoff.guests.more": "yes_no",
    "kickoff.review": "review",
}
ILL_FITTING = [
    ("kickoff.goals", 5),
    ("kickoff.goals", "   "),
    ("kickoff.goals", ["a", "b"]),
    ("kickoff.occasion", "party"),
    ("kickoff.occasion", ["realign"]),
    ("kickoff.themes", ["nichts davon"]),
    ("kickoff.themes", "Wohnen"),
    ("kickoff.head_confirmed", "ja"),
    ("kickoff.head_confirmed", 1),
    ("kickoff.steering_group", []),
    ("kickoff.steering_group", "Hauptamt"),
    ("kickoff.date", "morgen"),
    ("kickoff.date", "2027-02-30"),
    ("kickoff.date", "2027-13"),
    ("kickoff.budget", -1),
    ("kickoff.budget", "500"),
    ("kickoff.budget", True),
    ("profile.population", 1.5),
    ("profile.average_age", 101),
    ("profile.projection_year", 1999),
    ("kickoff.review", "yes"),
    ("kickoff.review", True),
    ("kickoff.guests.more", "confirm"),
]


async def _chat(api: Api, after: str | None = None) -> dict[str, Any]:
    query = f"?after={after}" if after else ""
    response = await api.call("GET", f"/api/chat{query}")
    assert response.status == 200, await response.text()
    data: dict[str, Any] = await response.json()
    return data


async def _post(api: Api, body: Any) -> Any:
    return await api.call("POST", "/api/chat", body)


async def _edit(api: Api, question: str) -> dict[str, Any]:
    """Opens a question of any stage."""
    reply = await api.chat(command={"name": "edit", "question": question})
    prompt: dict[str, Any] = reply["prompt"]
    return prompt


def _said(reply: dict[str, Any], kind: str) -> list[str]:
    return [m["text"] for m in reply["messages"] if m["kind"] == kind and m["from"] == "assistant"]


async def _join(api: Api, role: str = "editor") -> Api:
    invited = await (await api.call("POST", "/api/invitations", {"role": role})).json()
    body = {"code": invited["code"]}
    joined = await (await Api(api.client).call("POST", "/api/sessions", body)).json()
    return api.signed_in(joined["token"])


# Reading


async def test_registering_writes_the_greeting_and_asks_the_first_question(api: Api) -> None:
    await api.register()
    chat = await _chat(api)
    assert chat["messages"]
    assert {message["from"] for message in chat["messages"]} == {"assistant"}
    assert "Helga Brandt" in chat["messages"][0]["text"]
    assert chat["prompt"]["question"] == "kickoff.occasion"
    assert chat["messages"][-1]["kind"] == "question"
    assert chat["messages"][-1]["text"] == chat["prompt"]["text"]
    assert chat["progress"]["stage"] == "kickoff"
    assert chat["progress"]["stage_number"] == 1
    assert chat["progress"]["stages"] == 5
    assert chat["progress"]["overall"] == 0
    assert "understood" not in chat


async def test_get_never_writes(api: Api) -> None:
    await api.register()
    await api.chat(text="Neuausrichtung")
    await api.call("PUT", "/api/answers/kickoff.goals", {"value": "Bleiben"})
    await api.chat(command={"name": "pause"})
    message = (await _chat(api))["messages"][0]["id"]
    database = services_of(api).database
    before = rows(database)
    for path in (
        "/",
        "/healthz",
        "/readyz",
        "/api/openapi.json",
        "/api/municipalities?q=Grabow",
        "/api/chat",
        f"/api/chat?after={message}",
        "/api/chat?after=unknown",
        "/api/process",
        "/api/guide",
        "/api/answers",
        "/api/answers?stage=plan",
        "/api/answers/kickoff.goals/history",
        "/api/collections/plan.measures",
    ):
        assert (await api.call("GET", path)).status == 200, path
    assert rows(database) == before


async def test_messages_have_ids_times_and_kinds(api: Api) -> None:
    await api.register()
    await api.chat(text="Neuausrichtung")
    messages = (await _chat(api))["messages"]
    assert len({message["id"] for message in messages}) == len(messages)
    assert [message["at"] for message in messages] == sorted(m["at"] for m in messages)
    for message in messages:
        assert message["text"].strip()
        assert message["at"].endswith(("+00:00", "Z"))
        assert message["kind"] in {
            "text",
            "question",
            "acknowledgement",
            "hint",
            "error",
            "summary",
        }


async def test_after_a_message_only_the_rest_is_sent(api: Api) -> None:
    await api.register()
    everything = (await _chat(api))["messages"]
    reply = await api.chat(text="Neuausrichtung")
    assert (await _chat(api, everything[-1]["id"]))["messages"] == reply["messages"]
    assert (await _chat(api, reply["messages"][-1]["id"]))["messages"] == []
    assert (await _chat(api))["messages"] == everything + reply["messages"]


async def test_after_a_message_of_somebody_else_nothing_of_theirs_is_sent(api: Api) -> None:
    await api.register()
    other = Api(api.client)
    await other.register("Bützow")
    theirs = (await _chat(other))["messages"]
    mine = (await _chat(api))["messages"]
    assert (await _chat(api, theirs[0]["id"]))["messages"] == mine


async def test_an_odd_after_is_no_error(
    database_url: str, assistant: Assistant, tmp_path: Path
) -> None:
    async with running(assistant, tmp_path, DATABASE_URL=database_url) as api:
        await api.register()
        for after in ("", "x", "%00", "%F0%9F%8C%B3", "%FF", "'", "1"):
            response = await api.call("GET", f"/api/chat?after={after}")
            assert response.status in (200, 422), (after, await response.text())


# The three forms of a message


async def test_a_typed_answer_is_stored_and_the_next_question_asked(api: Api) -> None:
    await api.register()
    message_id = new_id()
    response = await _post(api, {"id": message_id, "text": "Neuausrichtung"})
    reply = await response.json()
    assert "Idempotent-Replay" not in response.headers
    assert reply["messages"][0]["id"] == message_id
    assert reply["messages"][0]["from"] == "member"
    assert reply["messages"][0]["text"] == "Neuausrichtung"
    assert {message["from"] for message in reply["messages"][1:]} == {"assistant"}
    assert reply["understood"] == {"as": "answer", "name": None, "value": "realign"}
    assert reply["prompt"]["question"] == "kickoff.goals"
    answers = (await (await api.call("GET", "/api/answers")).json())["answers"]
    assert [(a["question"], a["value"], a["revision"]) for a in answers] == [
        ("kickoff.occasion", "realign", 1)
    ]


async def test_an_answer_from_a_control_goes_the_same_way(api: Api) -> None:
    await api.register()
    reply = await api.chat(
        answer={"question": "kickoff.occasion", "value": "realign", "revision": 0}
    )
    assert reply["understood"] == {"as": "answer", "name": None, "value": "realign"}
    assert reply["messages"][0]["text"] == "Neuausrichtung"
    assert _said(reply, "acknowledgement")
    assert reply["prompt"]["question"] == "kickoff.goals"


async def test_an_answer_to_another_question_leaves_the_open_one_open(api: Api) -> None:
    await api.register()
    reply = await api.chat(answer={"question": "plan.vision", "value": "Ein Ort für alle"})
    assert reply["understood"]["as"] == "answer"
    assert reply["prompt"]["question"] == "kickoff.occasion"
    answers = (await (await api.call("GET", "/api/answers?stage=plan")).json())["answers"]
    assert [a["question"] for a in answers] == ["plan.vision"]


@pytest.mark.parametrize(
    "name",
    [
        "start",
        "back",
        "skip",
        "unknown",
        "why",
        "example",
        "overview",
        "pause",
        "resume",
        "edit",
        "undo",
        "help",
        "methods",
        "documents",
        "goto",
        "finish",
        "advice",
        "delete",
    ],
)
async def test_every_command_is_answered(api: Api, name: str) -> None:
    await api.register()
    await api.chat(text="Neuausrichtung")
    reply = await api.chat(command={"name": name})
    assert reply["understood"] == {"as": "command", "name": name, "value": None}
    assert reply["messages"][0]["from"] == "member"
    assert reply["messages"][0]["text"].strip()
    assert len(reply["messages"]) >= 2


async def test_a_typed_command_is_understood_as_one(api: Api) -> None:
    await api.register()
    await api.chat(text="Neuausrichtung")
    reply = await api.chat(text="zurück")
    assert reply["understood"] == {"as": "command", "name": "back", "value": None}
    assert reply["prompt"]["question"] == "kickoff.occasion"
    assert reply["prompt"]["current"] == "realign"
    assert reply["prompt"]["revision"] == 1


@pytest.mark.parametrize("name", ["methods", "documents", "advice"])
async def test_a_command_that_comes_later_says_so_and_asks_again(api: Api, name: str) -> None:
    await api.register()
    reply = await api.chat(command={"name": name})
    assert reply["messages"][-1]["kind"] == "question"
    assert reply["prompt"]["question"] == "kickoff.occasion"


async def test_small_talk_and_questions_are_understood_as_such(api: Api) -> None:
    await api.register()
    assert (await api.chat(text="Guten Morgen!"))["understood"]["as"] == "smalltalk"
    assert (await api.chat(text="Was ist eine Demografiestrategie?"))["understood"][
        "as"
    ] == "question"
    assert (await _chat(api))["prompt"]["question"] == "kickoff.occasion"


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/session_start",
        '/intent{"x": 1}',
        "/command_back",
        '/command_delete{"item": "x"}',
        '/answer{"value": "x"}',
        "/",
        "//// /",
        "EXTERNAL: reminder",
        "[Grabow](municipality)",
        "…",
        "\u200b",
        "😀",
        "a\nb\n\nc",
        "<script>alert(1)</script>",
        "'; DROP TABLE answers; --",
        "{question} %s {0}",
    ],
)
async def test_raw_text_is_text_and_always_gets_a_reply(api: Api, text: str) -> None:
    await api.register()
    await api.chat(text="Neuausrichtung")
    reply = await api.chat(text=text)
    assert reply["messages"][0]["text"] == text
    assert len(reply["messages"]) >= 2
    assert all(message["text"].strip() for message in reply["messages"][1:])
    assert reply["understood"]["name"] in (None, "start"), "words at most, never an intent"
    if reply["understood"]["as"] == "answer":
        assert reply["understood"]["value"] == text.strip()
    answers = (await (await api.call("GET", "/api/answers")).json())["answers"]
    assert answers[0]["value"] == "realign", "nothing was restarted"
    assert len([m for m in (await _chat(api))["messages"] if "Helga Brandt" in m["text"]]) == 1


async def test_4000_characters_are_taken_and_4001_refused(api: Api) -> None:
    await api.register()
    await api.chat(text="Neuausrichtung")
    words = ("Junge Familien sollen bleiben können. " * 200)[:3999] + "🌳"
    assert len(words) == 4000
    too_long = await _post(api, {"id": new_id(), "text": words + "x"})
    assert pointers(await problem_of(too_long, 422)) == {"/text"}
    reply = await api.chat(text=words)
    assert reply["understood"] == {"as": "answer", "name": None, "value": words.strip()}
    assert reply["messages"][0]["text"] == words


async def test_a_control_takes_10000_characters_and_not_one_more(api: Api) -> None:
    await api.register()
    words = "ä" * 10_000
    reply = await api.chat(answer={"question": "kickoff.goals", "value": words})
    assert reply["understood"]["value"] == words
    body = {"id": new_id(), "answer": {"question": "kickoff.goals", "value": words + "x"}}
    await problem_of(await _post(api, body), 422)


# What does not fit


@pytest.mark.parametrize(("question", "value"), ILL_FITTING)
async def test_a_well_formed_value_that_does_not_fit_is_unclear_and_stores_no_answer(
    api: Api, question: str, value: Any
) -> None:
    await api.register()
    before = rows(services_of(api).database)
    reply = await api.chat(answer={"question": question, "value": value})
    assert reply["understood"] == {"as": "unclear", "name": None, "value": None}
    assert _said(reply, "error")
    assert reply["prompt"]["question"] == "kickoff.occasion"
    after = rows(services_of(api).database)
    for table in ("answers", "answer_revisions", "items", "processes"):
        assert after[table] == before[table]
    assert reply["messages"] == (await _chat(api))["messages"][-len(reply["messages"]) :]


async def test_a_number_too_large_for_a_machine_is_unclear(api: Api) -> None:
    await api.register()
    questions = ("profile.population", "kickoff.goals", "kickoff.budget", "kickoff.date")
    for question, number in itertools.product(questions, ("1e400", "-1e400", "1" + "0" * 400)):
        content = (
            f'{{"id": "{new_id()}", "answer": {{"question": "{question}", "value": {number}}}}}'
        )
        response = await api.client.post(
            "/api/chat",
            data=content.encode(),
            headers={"Authorization": f"Bearer {api.token}", "Content-Type": "application/json"},
        )
        assert response.status in (200, 422), (question, number, await response.text())
        if response.status == 200:
            assert (await response.json())["understood"]["as"] == "unclear"


@pytest.mark.parametrize(
    "question",
    [
        "kickoff.nothing",
        "nothing.goals",
        "kickoff",
        "",
        "kickoff.guests.7f3a.group",
        "kickoff.guests.7f3a.nothing",
        "kickoff.guests..group",
        "kickoff.guests.new.group",
        "kickoff.guests.{item}.group",
        "a.b.c.d.e",
        "process.delete",
        "kickoff.goals.check",
        "kickoff.guests.\x00.group",
    ],
)
async def test_an_unknown_question_is_refused_and_nothing_stored(api: Api, question: str) -> None:
    await api.register()
    before = rows(services_of(api).database)
    body = {"id": new_id(), "answer": {"question": question, "value": "x"}}
    await problem_of(await _post(api, body), 422)
    command = {"id": new_id(), "command": {"name": "edit", "question": question}}
    await problem_of(await _post(api, command), 422)
    assert rows(services_of(api).database) == before


ID = "8a4d1c3e-0f5b-4a52-9d57-2b1f6c1f0a11"


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        None,
        {"text": "Hallo"},
        {"id": ID},
        {"id": ID, "text": ""},
        {"id": ID, "text": "  \n"},
        {"id": ID, "text": 5},
        {"id": ID, "text": None},
        {"id": ID, "text": "Hallo\x00"},
        {"id": ID, "text": "Hallo", "command": {"name": "back"}},
        {"id": ID, "text": "Hallo", "more": 1},
        {"id": "1", "text": "Hallo"},
        {"id": 1, "text": "Hallo"},
        {"id": f"{ID}\n", "text": "Hallo"},
        {"id": f"{ID}0", "text": "Hallo"},
        {"id": ID, "answer": {}},
        {"id": ID, "answer": {"question": "kickoff.goals"}},
        {"id": ID, "answer": {"value": "x"}},
        {"id": ID, "answer": {"question": "kickoff.goals", "value": None}},
        {"id": ID, "answer": {"question": "kickoff.goals", "value": {"a": 1}}},
        {"id": ID, "answer": {"question": "kickoff.goals", "value": [["a"]]}},
        {"id": ID, "answer": {"question": "kickoff.goals", "value": "x", "revision": -1}},
        {"id": ID, "answer": {"question": "kickoff.goals", "value": "x", "revision": "1"}},
        {"id": ID, "answer": {"question": "kickoff.goals", "value": "x", "member": "me"}},
        {"id": ID, "command": {}},
        {"id": ID, "command": {"name": "restart"}},
        {"id": ID, "command": {"name": "goto", "stage": "party"}},
        {"id": ID, "command": "back"},
    ],
)
async def test_a_malformed_body_is_refused_and_nothing_stored(api: Api, body: Any) -> None:
    await api.register()
    before = rows(services_of(api).database)
    response = (
        await _post(api, body)
        if body is not None
        else await api.client.post(
            "/api/chat",
            data=b"null",
            headers={"Authorization": f"Bearer {api.token}", "Content-Type": "application/json"},
        )
    )
    problem = await problem_of(response, 422)
    assert problem["errors"]
    assert rows(services_of(api).database) == before


# The same id again, and stale revisions


@pytest.mark.parametrize(
    "message",
    [
        {"text": "Neuausrichtung"},
        {"text": "xq zzw"},
        {"answer": {"question": "kickoff.occasion", "value": "realign", "revision": 0}},
        {"answer": {"question": "kickoff.occasion", "value": "party"}},
        {"command": {"name": "skip"}},
    ],
)
async def test_the_same_id_again_gives_the_same_response_and_stores_nothing(
    api: Api, message: dict[str, Any]
) -> None:
    await api.register()
    body = {"id": new_id(), **message}
    first = await _post(api, body)
    assert first.status == 200
    assert "Idempotent-Replay" not in first.headers
    reply = await first.json()
    before = rows(services_of(api).database)
    for repeated in (body, dict(reversed(list(body.items()))), {**body, "id": body["id"].upper()}):
        again = await _post(api, repeated)
        assert again.status == 200
        assert again.headers["Idempotent-Replay"] == "true"
        assert await again.json() == reply
    await api.chat(command={"name": "overview"})
    late = await _post(api, body)
    assert await late.json() == reply
    after = rows(services_of(api).database)
    assert after["answer_revisions"] == before["answer_revisions"]
    shown = [m["id"] for m in (await _chat(api))["messages"]]
    assert shown.count(body["id"]) == 1


async def test_the_same_id_with_another_body_is_refused(api: Api) -> None:
    await api.register()
    key = new_id()
    assert (await _post(api, {"id": key, "text": "Neuausrichtung"})).status == 200
    before = rows(services_of(api).database)
    for other in (
        {"text": "Neustart"},
        {"text": "Neuausrichtung "},
        {"answer": {"question": "kickoff.occasion", "value": "realign"}},
        {"command": {"name": "back"}},
    ):
        await problem_of(await _post(api, {"id": key, **other}), 409)
    assert rows(services_of(api).database) == before


async def test_ids_count_per_member(api: Api) -> None:
    await api.register()
    other = await _join(api)
    body = {"id": new_id(), "text": "Neuausrichtung"}
    assert (await _post(api, body)).status == 200
    response = await _post(other, body)
    assert response.status == 200
    assert "Idempotent-Replay" not in response.headers


async def test_a_refused_message_leaves_its_id_free(api: Api) -> None:
    await api.register()
    key = new_id()
    wrong = {"id": key, "answer": {"question": "kickoff.nothing", "value": "x"}}
    assert (await _post(api, wrong)).status == 422
    response = await _post(api, {"id": key, "text": "Neuausrichtung"})
    assert response.status == 200
    assert "Idempotent-Replay" not in response.headers


async def test_a_stale_revision_is_refused_with_the_current_answer(api: Api) -> None:
    await api.register()
    other = await _join(api)
    answer = {"question": "kickoff.goals", "value": "Von mir", "revision": 0}
    assert (await api.chat(answer=answer))["understood"]["as"] == "answer"
    before = rows(services_of(api).database)
    theirs = {"id": new_id(), "answer": {**answer, "value": "Von ihr"}}
    assert (await _post(other, theirs)).status == 409
    problem = await problem_of(await _post(other, theirs), 409)
    assert problem["answer"]["value"] == "Von mir"
    assert problem["answer"]["revision"] == 1
    assert rows(services_of(api).database) == before
    fresh = {**theirs["answer"], "revision": 1}
    assert (await other.chat(answer=fresh))["understood"]["value"] == "Von ihr"


async def test_a_stale_revision_after_an_undo_is_refused_with_what_stands_there(api: Api) -> None:
    await api.register()
    await api.chat(answer={"question": "kickoff.occasion", "value": "realign"})
    await api.chat(command={"name": "undo"})
    body = {"question": "kickoff.occasion", "value": "revive", "revision": 1}
    problem = await problem_of(await _post(api, {"id": new_id(), "answer": body}), 409)
    assert problem["answer"]["revision"] == 2
    assert problem["answer"]["status"] in ("answered", "unknown", "skipped")


# The open question


@pytest.mark.parametrize(("question", "kind"), KINDS.items())
async def test_a_prompt_has_the_fields_of_its_kind(api: Api, question: str, kind: str) -> None:
    await api.register()
    await api.chat(command={"name": "goto", "stage": question.partition(".")[0]})
    if question == "kickoff.guests.more":
        item = (await (await api.call("POST", "/api/collections/kickoff.guests")).json())["id"]
        assert item
    prompt = await _edit(api, question)
    assert prompt["question"] == question
    assert prompt["kind"] == kind
    assert prompt.keys() >= PROMPT_KEYS
    assert prompt["stage"] == question.partition(".")[0]
    for name in ("text", "why", "help"):
        assert prompt[name].strip(), name
        assert "{" not in prompt[name]
    assert ("options" in prompt) == (kind in ("single", "multiple"))
    for option in prompt.get("options", ()):
        assert option["value"] and option["title"]
    if kind != "number":
        assert not {"min", "max", "unit"} & prompt.keys()
    else:
        assert prompt["min"] == 0 and prompt["unit"] == "Personen"
    assert "current" not in prompt
    assert prompt["revision"] == 0


async def test_progress_counts_answers_and_grows(api: Api) -> None:
    await api.register()
    before = (await _chat(api))["progress"]
    assert before["answered"] == 0 and before["total"] > 10 and before["exact"] is False
    reply = await api.chat(text="Neuausrichtung")
    assert reply["progress"]["answered"] == 1
    assert 0 < reply["progress"]["overall"] < 0.2
    assert (await _chat(api))["progress"] == reply["progress"]
    there = (await api.chat(command={"name": "goto", "stage": "plan"}))["progress"]
    assert (there["stage"], there["stage_number"], there["answered"]) == ("plan", 4, 0)


async def test_what_is_not_plausible_is_asked_back(api: Api) -> None:
    await api.register()
    reply = await api.chat(answer={"question": "kickoff.budget", "value": 900_000})
    assert reply["prompt"]["kind"] == "yes_no"
    assert "900.000" in reply["prompt"]["text"]
    confirmed = await api.chat(text="ja")
    assert confirmed["prompt"]["question"] == "kickoff.occasion"


@pytest.mark.parametrize(
    "message",
    [
        {"text": "Neuausrichtung"},
        {"command": {"name": "resume"}},
        {"command": {"name": "start"}},
        {"command": {"name": "why"}},
        {"answer": {"question": "kickoff.occasion", "value": "realign"}},
        {"answer": {"question": "plan.vision", "value": "Ein Ort für alle"}},
        {"text": "Hallo"},
        {"text": "Was ist ein Kick-Off?"},
        {"text": "xq zzw"},
    ],
)
async def test_after_a_pause_any_message_goes_on(api: Api, message: dict[str, Any]) -> None:
    await api.register()
    paused = await api.chat(command={"name": "pause"})
    assert paused["prompt"] is None
    assert (await _chat(api))["prompt"] is None
    reply = await api.chat(**message)
    assert reply["prompt"] is not None
    assert len(reply["messages"]) >= 2
    assert (await _chat(api))["prompt"] == reply["prompt"]


async def test_after_a_pause_an_answer_is_not_lost(api: Api) -> None:
    await api.register()
    await api.chat(command={"name": "pause"})
    reply = await api.chat(text="Neuausrichtung")
    assert reply["understood"] == {"as": "answer", "name": None, "value": "realign"}
    assert reply["prompt"]["question"] == "kickoff.goals"


async def test_coming_back_after_a_pause_greets_and_asks_again(api: Api) -> None:
    session = await api.register()
    await api.chat(text="Neuausrichtung")
    await api.chat(command={"name": "pause"})
    last = (await _chat(api))["messages"][-1]["id"]
    await api.call("POST", "/api/sessions", {"code": session["access_code"]})
    chat = await _chat(api, last)
    assert any("Helga Brandt" in message["text"] for message in chat["messages"])
    assert chat["prompt"]["question"] == "kickoff.goals"


# Members


async def test_members_of_one_process_have_their_own_transcripts_and_share_answers(
    api: Api,
) -> None:
    await api.register()
    other = await _join(api)
    await api.chat(text="Neuausrichtung")
    words = "Von mir gesagt und nur hier zu lesen"
    await api.chat(answer={"question": "kickoff.goals", "value": words})
    theirs = await _chat(other)
    assert words not in str(theirs["messages"])
    mine = {message["id"] for message in (await _chat(api))["messages"]}
    assert not mine & {message["id"] for message in theirs["messages"]}
    answers = (await (await other.call("GET", "/api/answers")).json())["answers"]
    assert [answer["value"] for answer in answers] == ["realign", words]
    assert theirs["progress"]["answered"] == 2


async def test_members_of_another_process_see_and_change_nothing(api: Api) -> None:
    await api.register()
    item = (await (await api.call("POST", "/api/collections/kickoff.guests")).json())["id"]
    question = f"kickoff.guests.{item}.group"
    await api.call("PUT", f"/api/answers/{question}", {"value": "Torfstecherinnen"})
    stranger = Api(api.client)
    await stranger.register("Bützow")
    for path in (
        "/api/chat",
        "/api/answers",
        "/api/process",
        "/api/guide",
        "/api/collections/kickoff.guests",
        f"/api/answers/{question}/history",
    ):
        text = await (await stranger.call("GET", path)).text()
        assert "Torfstecherinnen" not in text, path
        assert "Grabow" not in text, path
    before = rows(services_of(api).database)
    writes: list[tuple[str, str, Any, int]] = [
        ("PUT", f"/api/answers/{question}", {"value": "Anderes"}, 404),
        ("DELETE", f"/api/collections/kickoff.guests/{item}", None, 404),
        ("PUT", "/api/collections/kickoff.guests/order", {"items": [item]}, 422),
        (
            "POST",
            "/api/chat",
            {"id": new_id(), "answer": {"question": question, "value": "x"}},
            422,
        ),
    ]
    for method, path, body, status in writes:
        await problem_of(await stranger.call(method, path, body), status)
    assert rows(services_of(api).database) == before
    reply = await stranger.chat(command={"name": "delete", "item": item})
    assert not reply["prompt"]["question"].endswith(".delete")
    items = await (await api.call("GET", "/api/collections/kickoff.guests")).json()
    assert [entry["id"] for entry in items["items"]] == [item]


async def test_an_id_with_something_behind_it_is_refused_by_every_database(
    database: Database, assistant: Assistant, tmp_path: Path
) -> None:
    async with running(assistant, tmp_path, DATABASE_URL=database.url) as api:
        await api.register()
        for body in ({"id": f"{ID}\n", "text": "Hallo"}, {"id": f"{ID} ", "text": "Hallo"}):
            await problem_of(await _post(api, body), 422)
