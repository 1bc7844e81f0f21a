"""Values that are unusual or belong to another question: asked back, never lost."""

from __future__ import annotations

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.controls import question_of
from tests.conversations.places import at


async def doubted(talk: Talk, text: str) -> None:
    await at(talk, "profile.average_age")
    await talk.say(text)
    assert talk.is_at("profile.average_age.check"), talk.heard
    assert "ungewöhnlich" in talk.heard
    assert talk.heard.endswith("Stimmt das?")


async def test_an_unusual_number_is_asked_back_and_a_yes_keeps_it(api: Api) -> None:
    talk = await Talk.begin(api)
    _, high = question_of("profile.average_age").plausible or (0, 0)
    await doubted(talk, str(int(high) + 5))
    await talk.say("ja, das stimmt")
    talk.expect("kickoff.occasion")
    assert (await talk.answers())["profile.average_age"] == ("answered", int(high) + 5)


async def test_an_unusual_number_that_is_denied_is_asked_for_again(api: Api) -> None:
    talk = await Talk.begin(api)
    await doubted(talk, "12")
    await talk.say("nein")
    talk.expect("profile.average_age")
    await talk.say("47,9")
    talk.expect("kickoff.occasion")
    assert (await talk.answers())["profile.average_age"] == ("answered", 47.9)


async def test_a_denied_number_is_not_kept_when_the_question_is_then_left_out(api: Api) -> None:
    talk = await Talk.begin(api)
    await doubted(talk, "12")
    await talk.say("nein")
    await talk.say("weiß ich noch nicht")
    assert (await talk.answers())["profile.average_age"] == ("unknown", None)


async def test_another_number_at_once_replaces_the_unusual_one(api: Api) -> None:
    for text in ("47,9", "nein, 47,9", "nein, es sind 47,9 Jahre"):
        talk = await Talk.begin(api)
        await doubted(talk, "12")
        await talk.say(text)
        talk.expect("kickoff.occasion")
        assert (await talk.answers())["profile.average_age"] == ("answered", 47.9), text


async def test_another_unusual_number_is_asked_back_too(api: Api) -> None:
    talk = await Talk.begin(api)
    await doubted(talk, "12")
    await talk.say("13")
    assert talk.is_at("profile.average_age.check")
    assert "13" in talk.heard


async def test_a_question_back_can_be_explained_and_is_not_lost(api: Api) -> None:
    talk = await Talk.begin(api)
    await doubted(talk, "12")
    for text in ("warum?", "Hilfe", "Übersicht", "hallo"):
        await talk.say(text)
        assert talk.is_at("profile.average_age.check"), text
    await talk.command("pause")
    await talk.command("resume")
    assert talk.is_at("profile.average_age.check")


async def test_unknown_at_a_question_back_leaves_the_doubt_behind(api: Api) -> None:
    talk = await Talk.begin(api)
    await doubted(talk, "12")
    await talk.command("skip")
    talk.expect("kickoff.occasion")


async def test_an_answer_to_another_question_keeps_the_open_one(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.send(answer={"question": "kickoff.place", "value": "Schützenhaus"})
    assert talk.understood["as"] == "answer"
    talk.expect("kickoff.occasion")
    assert (await talk.answers())["kickoff.place"] == ("answered", "Schützenhaus")


async def test_a_value_that_does_not_fit_another_question_changes_nothing(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.send(answer={"question": "kickoff.budget", "value": "viel"})
    assert talk.understood["as"] == "unclear"
    talk.expect("kickoff.occasion")
    assert await talk.answers() == {}
