"""What one stage hands to the next: points, fields, ideas, measures, quotations."""

from __future__ import annotations

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.controls import Driver
from tests.conversations.places import new_item, put


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
