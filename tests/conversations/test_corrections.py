"""Corrections in passing change the last answer, and nothing else ever does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.places import KICKOFF, PLACES, put


async def kickoff_from(api: Api, name: str) -> Talk:
    """A talk at that question of the kick-off, everything before it answered elsewhere."""
    talk = await Talk.begin(api)
    for before, value in KICKOFF.items():
        if before == name:
            break
        await put(talk, f"kickoff.{before}", value)
    await talk.command("goto", stage="kickoff")
    talk.expect(f"kickoff.{name}")
    return talk


async def corrected(
    talk: Talk, said: str, correction: str, value: Any, question: str, following: str
) -> None:
    """Says an answer and then its correction; the question that followed stays open."""
    talk.expect(question)
    await talk.say(said)
    talk.expect(following)
    await talk.say(correction)
    stored = await talk.answers()
    assert stored.get(question) == ("answered", value), f"{correction}: {talk.heard}"
    assert following not in stored, f"{correction!r} was taken for an answer: {stored[following]}"
    talk.expect(following)


@pytest.mark.parametrize(
    "correction",
    ["ich meinte Neuausrichtung", "nein, Neuausrichtung", "nein, Neuausrichtung statt Neustart"],
)
async def test_a_choice_is_corrected(api: Api, correction: str) -> None:
    talk = await Talk.begin(api)
    await corrected(talk, "Neustart", correction, "realign", "kickoff.occasion", "kickoff.goals")


@pytest.mark.parametrize(
    "correction",
    [
        "nein, Mobilität und Wohnen",
        "ich meinte Mobilität und Wohnen",
        "nein, Mobilität und Wohnen statt Digitalisierung",
    ],
)
async def test_several_choices_are_corrected(api: Api, correction: str) -> None:
    talk = await kickoff_from(api, "themes")
    value = ["wohnen", "mobilitaet"]
    await corrected(
        talk, "Mobilität, Digitalisierung", correction, value, "kickoff.themes", "kickoff.identity"
    )


@pytest.mark.parametrize(
    "correction", ["ich meinte: Die Elde", "nein, ich meinte: Die Elde", "Korrektur: Die Elde"]
)
async def test_a_text_is_corrected(api: Api, correction: str) -> None:
    talk = await kickoff_from(api, "identity")
    await corrected(
        talk, "Die Ilde", correction, "Die Elde", "kickoff.identity", "kickoff.head_confirmed"
    )
    assert ".." not in talk.heard


async def test_a_part_of_a_text_is_replaced_or_the_change_is_asked_for(api: Api) -> None:
    talk = await kickoff_from(api, "coordinator")
    await talk.say("Frau Sommer, Bauamt")
    await talk.say("nein, Hauptamt statt Bauamt")
    status, value = (await talk.answers())["kickoff.coordinator"]
    assert (status, value) in (
        ("answered", "Frau Sommer, Hauptamt"),
        ("answered", "Frau Sommer, Bauamt"),
    ), value
    assert "kickoff.steering_group" not in await talk.answers()


@pytest.mark.parametrize(
    "correction",
    ["nein, 5.573 statt 5.537", "5.573 statt 5.537", "nein, 5.573", "Moment, es sind 5.573"],
)
async def test_a_number_is_corrected(api: Api, correction: str) -> None:
    talk = await Talk.begin(api)
    await PLACES["number"](talk)
    # The question behind it is a number too: the words alone say what is meant.
    await corrected(talk, "5.537", correction, 5573, "profile.population", "profile.population_10y")


@pytest.mark.parametrize(
    "correction", ["nein, 31.12.2023", "nein, 31.12.2023 statt 31.12.2022", "ich meinte 31.12.2023"]
)
async def test_a_date_is_corrected(api: Api, correction: str) -> None:
    talk = await Talk.begin(api)
    await PLACES["date"](talk)
    await corrected(
        talk, "31.12.2022", correction, "2023-12-31", "profile.reference_date", "profile.source"
    )


async def test_a_list_is_corrected_without_the_no_in_it(api: Api) -> None:
    talk = await kickoff_from(api, "steering_group")
    await corrected(
        talk,
        "Hauptamt, Schützenverein",
        "nein, Hauptamt und Feuerwehr",
        ["Hauptamt", "Feuerwehr"],
        "kickoff.steering_group",
        "kickoff.invites",
    )


@pytest.mark.parametrize("correction", ["nein, doch nicht", "nein, ich meinte nein"])
async def test_a_yes_is_corrected(api: Api, correction: str) -> None:
    talk = await kickoff_from(api, "head_confirmed")
    await talk.say("ja")
    await talk.say(correction)
    assert (await talk.answers())["kickoff.head_confirmed"] == ("answered", False)


# What only looks like a correction


@pytest.mark.parametrize(
    "text",
    [
        "nein",
        "nein, leider nicht",
        "nein, noch nicht",
        "nee, eher nicht",
        "nein, das macht ihre Stellvertretung",
        "stimmt nicht",
    ],
)
async def test_a_no_to_a_yes_no_question_answers_it_and_leaves_the_answer_before(
    api: Api, text: str
) -> None:
    talk = await kickoff_from(api, "identity")
    await talk.tell("kickoff.identity", "Die Elde und die Altstadt")
    talk.expect("kickoff.head_confirmed")
    await talk.say(text)
    stored = await talk.answers()
    assert stored["kickoff.identity"] == ("answered", "Die Elde und die Altstadt"), talk.heard
    assert stored["kickoff.head_confirmed"] == ("answered", False)


@pytest.mark.parametrize("text", ["nein", "nein, das reicht", "nein, keine mehr"])
async def test_a_no_to_one_more_item_ends_the_list_and_leaves_the_answer_before(
    api: Api, text: str
) -> None:
    talk = await Talk.begin(api)
    await PLACES["item"](talk)
    await talk.tell("kickoff.guests.*.group", "Feuerwehr")
    await talk.tell("kickoff.guests.*.people", "Die Wehrführung")
    question = await talk.tell("kickoff.guests.*.count", "4", 4)
    await talk.say("überspringen")
    talk.expect("kickoff.guests.more")
    await talk.say(text)
    assert (await talk.answers())[question] == ("answered", 4)
    talk.expect("kickoff.ages")


@pytest.mark.parametrize(
    "text",
    [
        "Lieber kleine Treffen statt großer Veranstaltungen",
        "Nein sagen können und trotzdem zusammenhalten",
        "Moment mal, wir haben ja noch den Hafen und die Elde",
    ],
)
async def test_an_answer_that_holds_words_of_correction_is_stored_as_typed(
    api: Api, text: str
) -> None:
    talk = await kickoff_from(api, "goals")
    await talk.tell("kickoff.goals", "Alle sollen bleiben können.")
    await talk.say("überspringen")
    await talk.tell("kickoff.identity", text)
    assert (await talk.answers())["kickoff.goals"] == ("answered", "Alle sollen bleiben können.")


async def test_words_for_one_more_item_choose_no_option(api: Api) -> None:
    for text in ("noch eine Gästegruppe", "noch eine Gruppe"):
        talk = await Talk.begin(api)
        await PLACES["more"](talk)
        await talk.choose(False)
        talk.expect("kickoff.ages")
        await talk.say(text)
        assert "kickoff.ages" not in await talk.answers(), text


@pytest.mark.parametrize(
    "text",
    [
        "Wir möchten zurück zu mehr Gemeinschaft im Dorf",
        "Wir wollen eine Übersicht aller Angebote",
        "Ich möchte Beratung für junge Familien",
        "Hilfe für pflegende Angehörige",
        "Eine Pause vom Streit der letzten Jahre",
        "Bitte keine Methoden von oben herab",
        "Dass niemand mehr weiß, wohin mit seinen Fragen",
        "Wir wollen den Leerstand am Markt ändern",
        "Wir möchten die Bushaltestelle verschieben",
        "Wir möchten die Schulden löschen",
    ],
)
async def test_an_answer_that_holds_words_of_a_command_is_stored_as_typed(
    api: Api, text: str
) -> None:
    talk = await kickoff_from(api, "goals")
    await talk.tell("kickoff.goals", text)
    assert (await talk.answers())["kickoff.goals"] == ("answered", text)
