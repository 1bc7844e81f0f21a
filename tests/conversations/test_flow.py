"""What one answer leads to: conditions, references between stages, edits, questions back."""

from __future__ import annotations

import pytest

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.controls import Driver, question_of
from tests.conversations.places import new_item, put


async def at(talk: Talk, question: str) -> None:
    """Opens a question by the control for changing it."""
    await talk.command("edit", question=question)
    talk.expect(question)


# From stage to stage


async def test_chosen_points_of_the_profile_become_fields_of_the_workshop(api: Api) -> None:
    talk = await Talk.begin(api)
    shop = await new_item(talk, "profile.swot", title="Der Dorfladen schließt", quadrant="threat")
    young = await new_item(talk, "profile.swot", title="Viele junge Familien", quadrant="strength")
    await talk.command("goto", stage="workshop")
    await talk.tell("workshop.goal", "Wir wissen, was zuerst kommt.")
    await talk.say("Mitgestalten")
    talk.expect("workshop.fields_from_swot")
    assert [o["title"] for o in talk.prompt["options"]] == [
        "Der Dorfladen schließt",
        "Viele junge Familien",
    ]
    await talk.say("der Dorfladen schließt")
    assert talk.understood["value"] == [shop]
    (field,) = await talk.items("workshop.fields")
    assert field["title"] == "Der Dorfladen schließt"
    assert (await talk.answers())[f"workshop.fields.{field['id']}.origin"] == ("answered", shop)

    await put(talk, "workshop.fields_from_swot", [shop, young])
    fields = await talk.items("workshop.fields")
    assert [f["title"] for f in fields] == ["Der Dorfladen schließt", "Viele junge Familien"]
    assert fields[0]["id"] == field["id"]


async def test_adopted_fields_are_not_asked_for_the_name_they_have(api: Api) -> None:
    talk = await Talk.begin(api)
    shop = await new_item(talk, "profile.swot", title="Der Dorfladen schließt", quadrant="threat")
    await put(talk, "workshop.goal", "Ziele finden")
    await put(talk, "workshop.level", "involve")
    await talk.command("goto", stage="workshop")
    await talk.choose([shop])
    talk.expect("workshop.fields.*.theme")
    assert "Der Dorfladen schließt" in talk.prompt["text"]


async def test_chosen_ideas_become_measures_and_measures_become_rounds_of_the_review(
    api: Api,
) -> None:
    talk = await Talk.begin(api)
    field = await new_item(talk, "workshop.fields", title="Mobilität")
    bench = await new_item(talk, "workshop.ideas", title="Mitfahrbänke", field=field)
    app = await new_item(talk, "workshop.ideas", title="Gemeinde-App", field=field)
    await put(talk, "plan.measures_from_ideas", [bench])
    await put(talk, "plan.measures_from_ideas", [bench, app])
    measures = await talk.items("plan.measures")
    assert [m["title"] for m in measures] == ["Mitfahrbänke", "Gemeinde-App"]
    stored = await talk.answers("plan")
    assert stored[f"plan.measures.{measures[0]['id']}.idea"] == ("answered", bench)

    await talk.command("goto", stage="review")
    rounds = []
    driver = Driver(talk, items=1)
    while not talk.is_at("review.review"):
        if talk.is_at("review.measures.*.state"):
            rounds.append(talk.question.split(".")[2])
            assert f"„{measures[len(rounds) - 1]['title']}“" in talk.prompt["text"]
        await driver.step()
    assert rounds == [m["id"] for m in measures]


async def test_a_measure_deleted_after_adoption_is_not_adopted_again(api: Api) -> None:
    talk = await Talk.begin(api)
    bench = await new_item(talk, "workshop.ideas", title="Mitfahrbänke")
    await put(talk, "plan.measures_from_ideas", [bench])
    (measure,) = await talk.items("plan.measures")
    response = await api.call("DELETE", f"/api/collections/plan.measures/{measure['id']}")
    assert response.status == 204
    await put(talk, "plan.measures_from_ideas", [bench])
    assert await talk.items("plan.measures") == []


async def test_earlier_answers_are_quoted_in_later_questions(api: Api) -> None:
    talk = await Talk.begin(api)
    await put(talk, "kickoff.goals", "Der Zuzug soll bleiben.")
    await put(talk, "profile.reference_date", "2023-12-31")
    await put(talk, "profile.source", "register")
    await talk.command("goto", stage="profile")
    talk.expect("profile.population")
    assert "31. Dezember 2023" in talk.prompt["text"]
    await talk.command("goto", stage="workshop")
    talk.expect("workshop.goal")
    assert "„Der Zuzug soll bleiben.“" in talk.prompt["help"]
    assert "{" not in talk.prompt["help"]


async def test_a_quotation_keeps_braces_and_markup_a_person_wrote(api: Api) -> None:
    talk = await Talk.begin(api)
    await put(talk, "kickoff.goals", "{name} und {kommune|x} **fett**")
    await talk.command("goto", stage="workshop")
    assert "„{name} und {kommune|x} **fett**“" in talk.prompt["help"]


async def test_without_an_earlier_answer_a_question_reads_whole(api: Api) -> None:
    talk = await Talk.begin(api)
    await put(talk, "profile.reference_date", "2023-12-31")
    await put(talk, "profile.source", "register")
    await talk.command("goto", stage="workshop")
    assert "„noch nichts“" in talk.prompt["help"]


async def test_a_goal_chooses_among_the_fields_of_the_workshop(api: Api) -> None:
    talk = await Talk.begin(api)
    await new_item(talk, "workshop.fields", title="Mobilität")
    living = await new_item(talk, "workshop.fields", title="Wohnen im Ortskern")
    await talk.command("goto", stage="plan")
    driver = Driver(talk)
    await driver.until("plan.goals.*.title")
    await talk.tell("plan.goals.*.title", "Weniger leere Häuser")
    talk.expect("plan.goals.*.field")
    await talk.tell("plan.goals.*.field", "das zweite", living)
    talk.expect("plan.goals.*.indicator")


# Conditions


async def test_a_no_opens_the_question_that_depends_on_it_and_a_yes_closes_it(api: Api) -> None:
    talk = await Talk.begin(api)
    await at(talk, "kickoff.head_confirmed")
    await talk.tell("kickoff.head_confirmed", "nein", False)
    await talk.tell("kickoff.head_substitute", "Frau Lorenz")
    await at(talk, "kickoff.head_confirmed")
    await talk.tell("kickoff.head_confirmed", "ja", True)
    assert "kickoff.head_substitute" not in await talk.answers()
    await talk.command("edit", question="kickoff.head_substitute")
    assert not talk.is_at("kickoff.head_substitute")


async def test_an_answer_behind_a_closed_condition_is_there_again_when_it_opens(api: Api) -> None:
    talk = await Talk.begin(api)
    await put(talk, "kickoff.head_confirmed", False)
    await put(talk, "kickoff.head_substitute", "Frau Lorenz")
    await put(talk, "kickoff.head_confirmed", True)
    assert "kickoff.head_substitute" not in await talk.answers()
    await put(talk, "kickoff.head_confirmed", False)
    assert (await talk.answers())["kickoff.head_substitute"] == ("answered", "Frau Lorenz")


async def test_unknown_on_a_condition_opens_nothing(api: Api) -> None:
    talk = await Talk.begin(api)
    await at(talk, "kickoff.head_confirmed")
    await talk.command("unknown")
    assert not talk.is_at("kickoff.head_substitute")


async def test_an_edit_that_opens_a_question_asks_it_and_then_returns(api: Api) -> None:
    talk = await Talk.begin(api)
    await put(talk, "kickoff.head_confirmed", True)
    await talk.tell("kickoff.occasion", "Neustart", "new_start")
    talk.expect("kickoff.goals")
    await talk.say("die Zusage der Leitung ändern")
    await talk.tell("kickoff.head_confirmed", "nein", False)
    await talk.tell("kickoff.head_substitute", "Frau Lorenz")
    talk.expect("kickoff.goals")


async def test_an_edit_of_another_stage_returns_to_where_one_was(api: Api) -> None:
    talk = await Talk.begin(api)
    await put(talk, "profile.population", 5573)
    await talk.tell("kickoff.occasion", "Neustart", "new_start")
    await talk.say("die Einwohnerzahl ändern")
    await talk.tell("profile.population", "5.600", 5600)
    talk.expect("kickoff.goals")


async def test_several_edits_in_a_row_return_to_the_first_place(api: Api) -> None:
    talk = await Talk.begin(api)
    await put(talk, "kickoff.place", "Rathaus")
    await talk.tell("kickoff.occasion", "Neustart", "new_start")
    await at(talk, "kickoff.occasion")
    await at(talk, "kickoff.place")
    await talk.say("Schützenhaus")
    talk.expect("kickoff.goals")
    assert (await talk.answers())["kickoff.place"] == ("answered", "Schützenhaus")


async def test_an_edit_that_is_left_as_it_is_keeps_the_answer_and_returns(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.tell("kickoff.occasion", "Neustart", "new_start")
    await at(talk, "kickoff.occasion")
    assert talk.prompt["current"] == "new_start"
    await talk.say("passt so")
    talk.expect("kickoff.goals")
    assert (await talk.answers())["kickoff.occasion"] == ("answered", "new_start")


async def test_an_edit_after_completion_does_not_repeat_the_stage(api: Api) -> None:
    talk = await Talk.begin(api)
    driver = Driver(talk, items=1)
    await driver.to_the_end()
    await talk.command("edit", question="kickoff.occasion")
    talk.expect("kickoff.occasion")
    await talk.tell("kickoff.occasion", "Wiederbelebung", "revive")
    assert talk.prompt is None or talk.is_at("kickoff.review")


async def test_a_completed_stage_whose_edit_opens_a_required_point_lists_it_as_open(
    api: Api,
) -> None:
    talk = await Talk.begin(api)
    driver = Driver(talk, items=1)
    await driver.to_the_end()
    response = await api.call("PUT", "/api/answers/kickoff.goals", {"status": "unknown"})
    assert response.status == 200
    data = await talk.get("/api/process")
    assert data["stages"][0]["open_points"] == ["kickoff.goals"]


# Numbers that are hardly possible


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


# Other questions, other people


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


async def colleague_of(api: Api) -> Talk:
    response = await api.call("POST", "/api/invitations", {"role": "editor", "name": "Jan Adler"})
    code = (await response.json())["code"]
    response = await api.call("POST", "/api/sessions", {"code": code})
    assert response.status == 201
    other = Talk(api.signed_in((await response.json())["token"]))
    await other.look()
    return other


async def test_what_a_colleague_answered_is_not_asked_again(api: Api) -> None:
    talk = await Talk.begin(api)
    other = await colleague_of(api)
    await other.tell("kickoff.occasion", "Neustart", "new_start")
    await other.tell("kickoff.goals", "Wir wollen bleiben, wer wir sind.")
    await talk.tell("kickoff.occasion", "Neuausrichtung", "realign")
    talk.expect("kickoff.themes")


async def test_a_colleague_joins_at_the_first_open_question(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.tell("kickoff.occasion", "Neustart", "new_start")
    other = await colleague_of(api)
    other.expect("kickoff.goals")
    assert "Computerprogramm" in other.heard


async def test_undo_takes_back_only_ones_own_answer(api: Api) -> None:
    talk = await Talk.begin(api)
    other = await colleague_of(api)
    await other.tell("kickoff.occasion", "Neustart", "new_start")
    await talk.say("rückgängig")
    assert (await talk.answers())["kickoff.occasion"] == ("answered", "new_start")
    await other.say("rückgängig")
    assert await talk.answers() == {}
    other.expect("kickoff.occasion")


async def test_an_item_a_colleague_deletes_leaves_a_question_that_can_be_answered(
    api: Api,
) -> None:
    talk = await Talk.begin(api)
    item = await new_item(talk, "kickoff.guests", group="Landfrauen")
    await at(talk, f"kickoff.guests.{item}.count")
    other = await colleague_of(api)
    response = await other.api.call("DELETE", f"/api/collections/kickoff.guests/{item}")
    assert response.status == 204
    await talk.say("12")
    assert talk.prompt, f"nothing is open any more: {talk.heard}"


async def test_a_viewer_is_told_that_she_only_reads(api: Api) -> None:
    await Talk.begin(api)
    response = await api.call("POST", "/api/invitations", {"role": "viewer", "name": "Rita Kern"})
    code = (await response.json())["code"]
    response = await api.call("POST", "/api/sessions", {"code": code})
    viewer = Talk(api.signed_in((await response.json())["token"]))
    await viewer.look()
    assert "lesen" in viewer.heard
    body = {"id": "0b0e5b1c-3d55-4a0f-9b36-c04ac7d3a001", "text": "Neustart"}
    refused = await viewer.api.call("POST", "/api/chat", body)
    assert refused.status == 403


# Lists


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
