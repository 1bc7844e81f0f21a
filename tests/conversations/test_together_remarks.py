"""Notes, proposals of an adviser, what is new and who is here."""

from __future__ import annotations

import pytest

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.people import again, commands, data_of, joined


async def test_what_an_adviser_answers_is_proposed_and_the_members_decide(api: Api) -> None:
    talk = await Talk.begin(api)
    adviser = await joined(api, "adviser", "Dr. Anna Rat")
    assert "Vorschläge" in adviser.heard and "die Mitwirkenden" in adviser.heard
    question = adviser.question
    await adviser.say("Neustart")
    assert adviser.understood == {"as": "answer", "name": "proposal", "value": "new_start"}
    assert adviser.question != question, "she is led on like everybody"
    assert await talk.answers() == {}

    await talk.command("back")
    await talk.command("edit", question=str(question))
    assert "Dr. Anna Rat schlägt vor: „Neustart“" in talk.heard
    assert {"name": "accept", "item": data_of(talk, "notes")[0]["id"]} in commands(talk)
    await talk.say("Vorschlag annehmen")
    assert "Übernommen" in talk.heard
    assert (await talk.answers())[str(question)] == ("answered", "new_start")
    assert (await talk.get("/api/notes?status=open"))["notes"] == []


async def test_a_proposal_is_declined_with_a_button(api: Api) -> None:
    talk = await Talk.begin(api)
    adviser = await joined(api, "adviser", "Dr. Anna Rat")
    await adviser.say("Neustart")
    await talk.say("zeig mir die Anmerkungen")
    assert talk.understood["name"] == "notes"
    decline = next(c for c in commands(talk) if c["name"] == "decline")
    question = talk.question
    await talk.send(command=decline)
    assert "abgelehnt" in talk.heard
    talk.expect(str(question))
    assert await talk.answers() == {}


async def test_what_is_no_answer_may_be_kept_as_a_note(api: Api) -> None:
    talk = await Talk.begin(api)
    adviser = await joined(api, "adviser", "Dr. Anna Rat")
    question = adviser.question
    text = "Hier sollten Sie vorher mit dem Kreis sprechen, der plant etwas Eigenes."
    await adviser.say(text)
    adviser.expect("process.note")
    await adviser.say("ja")
    adviser.expect(str(question))
    found = (await talk.get("/api/notes"))["notes"]
    assert [(n["kind"], n["text"], n["name"]) for n in found] == [("note", text, "Dr. Anna Rat")]


@pytest.mark.parametrize(
    "text",
    ["Was ist der Altenquotient?", "Übersicht", "zeig mir den roten Faden", "Dokumente", "Hilfe"],
)
async def test_an_adviser_asks_and_looks_like_everybody(api: Api, text: str) -> None:
    await Talk.begin(api)
    adviser = await joined(api, "adviser", "Dr. Anna Rat")
    before = adviser.question
    await adviser.say(text)
    assert adviser.understood["as"] in ("question", "command")
    adviser.expect(str(before))


@pytest.mark.parametrize(
    "message",
    [
        {"text": "überspringen"},
        {"text": "weiß ich nicht"},
        {"text": "alle Daten löschen"},
        {"text": "rückgängig"},
        {"text": "neue Runde beginnen"},
        {"text": "Das weiß Frau Öztürk"},
        {"text": "fertig"},
        {"command": {"name": "finish", "stage": "kickoff"}},
        {"command": {"name": "delete"}},
        {"command": {"name": "accept"}},
    ],
)
async def test_nothing_an_adviser_says_is_refused_or_changes_anything(
    api: Api, message: dict[str, object]
) -> None:
    talk = await Talk.begin(api)
    adviser = await joined(api, "adviser", "Dr. Anna Rat")
    await adviser.send(**message)
    for word in ("ja", "nein"):
        if adviser.prompt and adviser.prompt["kind"] in ("yes_no", "review"):
            await adviser.say(word)
    assert await talk.answers() == {}
    assert (await talk.get("/api/delegations"))["delegations"] == []


async def test_a_note_stands_where_the_question_is_asked_again(api: Api) -> None:
    talk = await Talk.begin(api)
    editor = await joined(api, "editor", "Jörg Meyer")
    question = editor.question
    await editor.say("Anmerkung: Bitte vorher mit dem Bauamt sprechen.")
    assert editor.understood["name"] == "note"
    editor.expect(str(question))
    await talk.say("Neustart")
    await talk.say("zurück")
    talk.expect(str(question))
    assert "Jörg Meyer merkt an: „Bitte vorher mit dem Bauamt sprechen.“" in talk.heard
    assert (await talk.get("/api/answers"))["answers"][0]["notes"] == 1
    await talk.command("finish", stage="kickoff")
    assert data_of(talk, "answers")[0]["notes"] == 1


async def test_what_is_new_is_said_at_sign_in_and_when_asked(api: Api) -> None:
    session = await api.register()
    talk = Talk(api)
    await talk.look()
    await talk.say("Hilfe")
    editor = await joined(api, "editor", "Jörg Meyer")
    await editor.say("Neustart")
    await editor.say("Wir wollen gut älter werden.")
    told = await again(talk, session["access_code"])
    news = [line for line in told if "Seit Ihrem letzten Besuch" in line]
    assert len(news) == 1
    assert "Jörg Meyer hat 2 Angaben zur Stufe Kick-Off gemacht oder geändert." in news[0]
    assert "Jörg Meyer arbeitet jetzt mit." in news[0]
    assert news[0].count("\n- ") <= 3
    await talk.say("was ist neu?")
    assert talk.understood["name"] == "news" and "2 Angaben" in talk.heard
    assert not [line for line in await again(talk, session["access_code"]) if "2 Angaben" in line]


async def test_who_is_at_the_same_section_is_named_once(api: Api) -> None:
    talk = await Talk.begin(api)
    editor = await joined(api, "editor", "Jörg Meyer")
    await talk.say("Neustart")
    await talk.say("wer ist gerade da?")
    assert talk.understood["name"] == "present" and "Jörg Meyer" in talk.heard
    await editor.command("goto", stage="kickoff")
    assert "Helga Brandt arbeitet gerade auch in diesem Abschnitt" in editor.heard
    await editor.say("Wir wollen gut älter werden.")
    assert "Helga Brandt" not in editor.heard
    await talk.say("was ist neu?")
