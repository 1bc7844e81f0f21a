"""Documents, the thread and dates in the dialogue."""

from __future__ import annotations

import pytest

from tests.conftest import Api
from tests.conversations import Talk


def shown(talk: Talk) -> list[str]:
    """The kinds of documents shown last."""
    return [
        document["kind"]
        for message in talk.reply["messages"]
        if message["kind"] == "documents"
        for document in message["data"]["documents"]
    ]


@pytest.mark.parametrize(
    ("text", "kinds", "first"),
    [
        ("schick mir die Einladung", ["invitation"], "docx"),
        ("Das Protokoll als PDF bitte", ["minutes"], "pdf"),
        ("Werkstattplan als Excel", ["plan"], "xlsx"),
        ("zeigen Sie mir das Kommunalprofil", ["profile"], "docx"),
    ],
)
async def test_a_document_is_handed_out_by_name_and_format(
    api: Api, text: str, kinds: list[str], first: str
) -> None:
    talk = await Talk.begin(api)
    question = talk.question
    await talk.say(text)
    assert talk.understood == {"as": "command", "name": "documents", "value": None}
    assert shown(talk) == kinds
    document = next(m for m in talk.reply["messages"] if m["kind"] == "documents")
    assert document["data"]["documents"][0]["formats"][0]["format"] == first
    talk.expect(question)


async def test_the_command_shows_the_documents_of_what_has_begun(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.command("documents")
    assert shown(talk) == ["invitation", "agenda", "minutes", "strategy"]


async def test_answers_that_speak_of_documents_are_answers(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.command("edit", question="kickoff.goals")
    for text in (
        "Die Einladung als PDF geht per Mail an alle Vereine.",
        "Protokoll schreibt Frau Meier",
        "Ein roter Faden für die Altenhilfe",
    ):
        await talk.say(text)
        assert (await talk.answers())["kickoff.goals"] == ("answered", text)
        await talk.command("edit", question="kickoff.goals")


async def test_a_date_shows_what_is_to_be_done_before(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.command("edit", question="kickoff.date")
    await talk.say("22. April 2099")
    assert "Kick-Off" in talk.heard and "Termin und Ziel mit der Verwaltungsspitze" in talk.heard


async def with_goal(api: Api) -> Talk:
    """A field and a goal without a measure."""
    talk = await Talk.begin(api)
    for collection, answers in (
        ("workshop.fields", {"title": "Mobilität"}),
        ("plan.goals", {"title": "Mehr Busse", "indicator": "Fahrten am Abend"}),
    ):
        response = await api.call("POST", f"/api/collections/{collection}")
        item = (await response.json())["id"]
        if collection == "plan.goals":
            fields = await (await api.call("GET", "/api/collections/workshop.fields")).json()
            answers["field"] = fields["items"][0]["id"]
        for name, value in answers.items():
            path = f"/api/answers/{collection}.{item}.{name}"
            assert (await api.call("PUT", path, {"value": value})).status == 200
    return talk


async def test_the_thread_is_shown_with_its_gaps_and_buttons_that_mend_them(api: Api) -> None:
    talk = await with_goal(api)
    await talk.say("Zeigen Sie mir den roten Faden")
    assert talk.understood == {"as": "command", "name": "thread", "value": None}
    assert "Mobilität" in talk.heard and "Mehr Busse" in talk.heard
    buttons = [
        button
        for message in talk.reply["messages"]
        for button in (message.get("data") or {}).get("buttons", ())
    ]
    assert buttons
    for button in buttons:
        assert button["title"]
        reply = await talk.send(
            **({"text": button["text"]} if "text" in button else {"command": button["command"]})
        )
        assert reply["understood"]["as"] == "command"


async def test_a_goal_is_looked_at_for_smart(api: Api) -> None:
    talk = await with_goal(api)
    goals = await (await api.call("GET", "/api/collections/plan.goals")).json()
    item = goals["items"][0]["id"]
    await talk.command("edit", question=f"plan.goals.{item}.until")
    await talk.say("Ende 2028")
    assert "noch klarer" in talk.heard
    await talk.say("mach eine SMART-Prüfung")
    assert "messbar" in talk.heard.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "Was ist als Nächstes fällig?",
        "Zeigen Sie mir die Auslastung",
        "Zeig mir die Aufwand-Wirkung-Matrix",
        "Zeigen Sie mir die Rückwärtsplanung",
    ],
)
async def test_what_is_not_there_yet_is_said(api: Api, text: str) -> None:
    talk = await Talk.begin(api)
    question = talk.question
    await talk.say(text)
    assert talk.understood["name"] == "thread"
    talk.expect(question)
