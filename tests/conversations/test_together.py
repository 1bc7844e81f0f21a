"""Handing questions over to colleagues: asked, led through, answered, told."""

from __future__ import annotations

import pytest

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.people import again, commands, data_of, joined, with_code

CALL = "Das weiß Frau Öztürk vom Jugendamt bis zum 12. März 2099"


async def handed(api: Api) -> tuple[Talk, str, str]:
    """The founder has handed her first question over; the founder, question and invitation."""
    talk = Talk(api)
    session = await api.register()
    talk.code = session["access_code"]  # type: ignore[attr-defined]
    await talk.look()
    question = talk.question
    assert question is not None
    await talk.say(CALL)
    href = data_of(talk, "invite")["href"]
    response = await api.call("POST", f"/{href}")
    assert response.status == 201, await response.text()
    return talk, question, (await response.json())["code"]


async def test_a_question_is_handed_over_answered_and_told(api: Api) -> None:
    talk, question, code = await handed(api)
    assert talk.understood == {"as": "command", "name": "delegate", "value": None}
    delegation = data_of(talk, "delegation")
    assert delegation["to"] == {"member": None, "name": "Frau Öztürk", "department": "Jugendamt"}
    assert (delegation["due"], delegation["status"]) == ("2099-03-12", "open")
    assert "Frau Öztürk (Jugendamt)" in talk.heard and "12. März 2099" in talk.heard
    assert talk.question != question and talk.prompt is not None

    asked = await with_code(api, code)
    assert "Helga Brandt bittet Sie" in asked.heard and "12. März 2099" in asked.heard
    asked.expect(question)
    await asked.say("Neustart")
    assert "Das war alles" in asked.heard
    assert asked.prompt is None, "she was asked for one question and is not led on"

    told = await again(talk, talk.code)  # type: ignore[attr-defined]
    assert any("Frau Öztürk hat" in line and "beantwortet" in line for line in told)
    assert (await talk.get("/api/delegations"))["delegations"] == []
    done = (await talk.get("/api/delegations?status=answered"))["delegations"][0]
    assert done["to"]["department"] == "Jugendamt" and done["closed_by"] == done["to"]["member"]


async def test_she_is_led_from_one_to_the_next_and_may_go_on_with_all(api: Api) -> None:
    talk, first, code = await handed(api)
    second = talk.question
    await talk.say("Gib das an Frau Öztürk vom Jugendamt weiter")
    with pytest.raises(AssertionError):
        data_of(talk, "invite")
    asked = await with_code(api, code)
    assert "- " in asked.heard and asked.heard.count("Helga Brandt bittet Sie") == 2
    asked.expect(first)
    await asked.say("überspringen")
    asked.expect(str(second))
    await asked.say("Wir wollen zusammen älter werden und dabei jung bleiben.")
    assert "Offen bleibt für Sie noch" in asked.heard and asked.prompt is None
    await asked.say("was ist für mich offen?")
    assert asked.understood["name"] == "mine"
    asked.expect(first)
    await asked.say("Neustart")
    await asked.say("weiter")
    assert asked.prompt is not None and asked.question not in (first, second)


async def test_who_works_already_goes_back_to_her_own_question(api: Api) -> None:
    talk = await Talk.begin(api)
    editor = await joined(api, "editor", "Jörg Meyer")
    await editor.say("Neustart")
    here = editor.question
    await talk.look()
    await talk.command("goto", stage="profile")
    asked_for = talk.question
    await talk.say("das soll Herr Meyer beantworten")
    with pytest.raises(AssertionError):
        data_of(talk, "invite")
    await editor.say("für mich offen")
    editor.expect(str(asked_for))
    await editor.say("weiß ich nicht")
    editor.expect(str(here))
    returned = (await talk.get("/api/delegations?status=withdrawn"))["delegations"]
    assert [one["question"] for one in returned] == [asked_for]
    await talk.say("was ist neu?")
    assert "konnte" in talk.heard and "nicht beantworten" in talk.heard


async def test_a_section_is_handed_over_whole(api: Api) -> None:
    talk = await Talk.begin(api)
    editor = await joined(api, "editor", "Jörg Meyer")
    await talk.command("goto", stage="kickoff")
    section = talk.prompt["section"]  # type: ignore[index]
    await talk.say("Gib den ganzen Abschnitt an Herrn Meyer weiter")
    assert data_of(talk, "delegation")["section"] == f"kickoff.{section}"
    assert talk.prompt["section"] != section  # type: ignore[index]
    await editor.command("mine")
    seen = []
    while editor.prompt is not None and editor.prompt["section"] == section:
        seen.append(editor.question)
        assert len(seen) < 30
        await editor.say("weiß ich noch nicht")
    assert len(seen) > 1
    assert (await talk.get("/api/delegations"))["delegations"] == []


async def test_a_list_is_handed_over_and_filled(api: Api) -> None:
    talk = await Talk.begin(api)
    editor = await joined(api, "editor", "Jörg Meyer")
    body = {"section": "kickoff.guests", "to": {"name": "Herr Meyer"}}
    response = await api.call("POST", "/api/delegations", body)
    assert response.status == 201, await response.text()
    await editor.command("mine")
    assert (editor.question or "").startswith("kickoff.guests.")
    for text in ("ja", "Feuerwehr"):
        if editor.question == "kickoff.guests.more" or text != "ja":
            await editor.say(text)
    for _ in range(12):
        if editor.question == "kickoff.guests.more":
            break
        await editor.say("überspringen")
    editor.expect("kickoff.guests.more")
    await editor.say("nein")
    assert await talk.titles("kickoff.guests") == ["Feuerwehr"]
    assert (await talk.get("/api/delegations"))["delegations"] == []
    assert not (editor.question or "").startswith("kickoff.guests.")


async def test_taken_back_it_is_open_again(api: Api) -> None:
    talk, question, code = await handed(api)
    await talk.say("wer hat noch was offen?")
    assert talk.understood["name"] == "waiting"
    assert "Frau Öztürk (Jugendamt)" in talk.heard
    withdraw = next(c for c in commands(talk) if c["name"] == "withdraw")
    await talk.command("withdraw", item=withdraw["item"])
    assert "Zurückgenommen" in talk.heard
    assert question not in await talk.answers("kickoff")
    await talk.command("goto", stage="kickoff")
    talk.expect(question)
    asked = await with_code(api, code)
    assert "bittet Sie" not in asked.heard


async def test_it_is_taken_back_by_words_too(api: Api) -> None:
    talk, question, _ = await handed(api)
    await talk.say("nimm die Frage von Frau Öztürk zurück")
    assert talk.understood["name"] == "withdraw" and "Zurückgenommen" in talk.heard
    assert question not in await talk.answers("kickoff")


async def test_the_overview_says_whom_it_waits_for(api: Api) -> None:
    talk, _, _ = await handed(api)
    await talk.say("Übersicht")
    assert "Frau Öztürk (Jugendamt)" in talk.heard
    await talk.command("finish", stage="kickoff")
    assert data_of(talk, "answers")[0]["waiting"] == "Frau Öztürk (Jugendamt)"
    assert "wartet auf: Frau Öztürk (Jugendamt)" in talk.heard


@pytest.mark.parametrize("text", ["Frau Öztürk", "Frau Öztürk vom Jugendamt", "Das weiß Oma"])
async def test_a_name_is_an_answer(api: Api, text: str) -> None:
    talk = await Talk.begin(api)
    await talk.send(command={"name": "edit", "question": "kickoff.goals"})
    await talk.say(text)
    assert talk.understood["as"] == "answer" and talk.understood["value"] == text


async def test_somebody_who_only_reads_is_not_asked(api: Api) -> None:
    talk = await Talk.begin(api)
    await joined(api, "viewer", "Rita Kern")
    question = talk.question
    await talk.say("Das weiß Frau Kern")
    assert "liest hier mit" in talk.heard
    talk.expect(str(question))
    await talk.say("Das weiß Frau Brandt")
    assert "Das sind Sie selbst" in talk.heard
    assert (await talk.get("/api/delegations"))["delegations"] == []


async def test_the_code_stands_in_no_transcript(api: Api) -> None:
    talk, _, code = await handed(api)
    assert code not in str(await talk.look())
