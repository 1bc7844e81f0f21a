"""What one answer leads to: conditions and edits."""

from __future__ import annotations

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.controls import Driver
from tests.conversations.places import at, put


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
