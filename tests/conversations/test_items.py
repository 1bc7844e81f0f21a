"""Lists in the dialogue: one more, one less, another order, another name."""

from __future__ import annotations

import pytest

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.places import at, new_item, put


@pytest.fixture
async def guests(api: Api) -> Talk:
    """A talk at the kick-off's guests with three groups."""
    talk = await Talk.begin(api)
    for group in ("Landfrauen", "Feuerwehr", "Jugendclub"):
        item = await new_item(talk, "kickoff.guests", group=group)
        await put(talk, f"kickoff.guests.{item}.people", "Vorstand")
        await put(talk, f"kickoff.guests.{item}.count", 3)
        await put(talk, f"kickoff.guests.{item}.ages", ["30-64"])
    for text in ("Neustart", "Bleiben können", "Wohnen", "Die Elde", "ja", "Frau Sommer"):
        await talk.say(text)
    talk.expect("kickoff.steering_group")
    return talk


async def test_the_second_item_is_deleted_only_after_a_yes_and_can_return(guests: Talk) -> None:
    await guests.say("die zweite Gästegruppe löschen")
    assert "„Feuerwehr“" in guests.heard
    assert await guests.titles("kickoff.guests") == ["Landfrauen", "Feuerwehr", "Jugendclub"]
    await guests.say("ja")
    assert await guests.titles("kickoff.guests") == ["Landfrauen", "Jugendclub"]
    guests.expect("kickoff.steering_group")
    await guests.say("rückgängig")
    assert await guests.titles("kickoff.guests") == ["Landfrauen", "Feuerwehr", "Jugendclub"]


async def test_a_deletion_that_is_denied_leaves_all_as_it_was(guests: Talk) -> None:
    before = await guests.answers()
    await guests.say("die Gästegruppe Feuerwehr löschen")
    await guests.say("nein, lieber nicht")
    assert await guests.titles("kickoff.guests") == ["Landfrauen", "Feuerwehr", "Jugendclub"]
    assert await guests.answers() == before
    guests.expect("kickoff.steering_group")


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("die dritte Gästegruppe nach oben", ["Landfrauen", "Jugendclub", "Feuerwehr"]),
        ("die dritte Gästegruppe ganz nach oben", ["Jugendclub", "Landfrauen", "Feuerwehr"]),
        ("Landfrauen nach unten verschieben", ["Feuerwehr", "Landfrauen", "Jugendclub"]),
        ("die erste Gästegruppe ans Ende verschieben", ["Feuerwehr", "Jugendclub", "Landfrauen"]),
        ("Jugendclub an die erste Stelle verschieben", ["Jugendclub", "Landfrauen", "Feuerwehr"]),
        (
            "die dritte Gästegruppe an Stelle 1 verschieben",
            ["Jugendclub", "Landfrauen", "Feuerwehr"],
        ),
    ],
)
async def test_items_are_moved_by_what_one_says(guests: Talk, text: str, order: list[str]) -> None:
    await guests.say(text)
    assert await guests.titles("kickoff.guests") == order, guests.heard
    guests.expect("kickoff.steering_group")


@pytest.mark.parametrize(
    "text", ["noch eine Gästegruppe", "Gästegruppe hinzufügen", "ich möchte noch eine Gästegruppe"]
)
async def test_one_more_item_is_added_from_elsewhere_and_one_returns(
    guests: Talk, text: str
) -> None:
    await guests.say(text)
    await guests.tell("kickoff.guests.*.group", "Pflegeheim")
    await guests.tell("kickoff.guests.*.people", "Herr Vogel")
    await guests.tell("kickoff.guests.*.count", "2", 2)
    await guests.tell("kickoff.guests.*.ages", "ab 80", ["80+"])
    if guests.is_at("kickoff.guests.more"):
        await guests.say("nein")
    guests.expect("kickoff.steering_group")
    assert (await guests.titles("kickoff.guests"))[-1] == "Pflegeheim"


async def test_an_item_that_was_only_begun_and_not_named_leaves_no_trace(guests: Talk) -> None:
    await guests.say("noch eine Gästegruppe")
    guests.expect("kickoff.guests.*.group")
    await guests.command("skip")
    assert len(await guests.items("kickoff.guests")) == 3
    guests.expect("kickoff.steering_group")


async def test_a_list_that_was_ended_can_grow_again_and_counts_its_items(guests: Talk) -> None:
    await put(guests, "kickoff.guests.more", False)
    await guests.say("noch eine Gästegruppe")
    await guests.tell("kickoff.guests.*.group", "Pflegeheim")
    assert len(await guests.items("kickoff.guests")) == 4


@pytest.mark.parametrize(
    ("text", "days"),
    [("einen halben Tag", 0.5), ("anderthalb Tage", 1.5), ("zwei Tage", 2), ("einen Tag", 1)],
)
async def test_the_length_of_a_workshop_can_be_said_in_words(
    api: Api, text: str, days: float
) -> None:
    talk = await Talk.begin(api)
    await at(talk, "workshop.days")
    await talk.tell("workshop.days", text, days)


async def test_undoing_the_wish_for_one_more_item_leaves_a_question_open(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.say("noch eine Gästegruppe")
    talk.expect("kickoff.guests.*.group")
    await talk.command("undo")
    await talk.command("back")


async def test_undoing_the_name_of_an_item_leaves_no_item_without_a_name(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.say("noch eine Gästegruppe")
    await talk.tell("kickoff.guests.*.group", "Feuerwehr")
    await talk.say("rückgängig")
    titles = await talk.titles("kickoff.guests")
    assert titles == [] or talk.is_at("kickoff.guests.*.group"), titles


async def test_editing_the_title_of_an_item_changes_what_later_questions_quote(api: Api) -> None:
    talk = await Talk.begin(api)
    item = await new_item(talk, "kickoff.guests", group="Feuerwer")
    await at(talk, f"kickoff.guests.{item}.people")
    assert "„Feuerwer“" in talk.prompt["text"]
    await put(talk, f"kickoff.guests.{item}.group", "Feuerwehr")
    await talk.look()
    assert "„Feuerwehr“" in talk.prompt["text"]


async def test_a_deleted_item_that_was_chosen_elsewhere_is_no_answer_any_more(api: Api) -> None:
    talk = await Talk.begin(api)
    field = await new_item(talk, "workshop.fields", title="Mobilität")
    await new_item(talk, "workshop.fields", title="Wohnen")
    goal = await new_item(talk, "plan.goals", title="Busse am Abend", field=field)
    response = await api.call("DELETE", f"/api/collections/workshop.fields/{field}")
    assert response.status == 204
    data = await talk.get("/api/answers?stage=plan")
    assert [a["question"] for a in data["answers"] if field in a["display"]] == []
    await at(talk, f"plan.goals.{goal}.field")
    assert field not in talk.heard, talk.heard
