"""Taking a new round of the plan back: whole, and only as long as nobody else has worked on it."""

from __future__ import annotations

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.places import put
from tests.conversations.rounds import balanced, begun, colleague_of

# Taking it back


async def test_undo_right_after_takes_the_whole_round_back(api: Api) -> None:
    talk, _ = await balanced(api)
    await talk.choose("confirm")
    answers, exported = await talk.answers(), await talk.get("/api/export")
    await talk.say("neue Runde beginnen")
    await talk.say("ja")
    await talk.say("rückgängig")
    assert "alles steht wieder so" in talk.heard
    assert await talk.answers() == answers
    titles = ["Bürgerbus", "Mittagstisch", "Mitfahrbank", "Wohnberatung"]
    assert await talk.titles("plan.measures") == titles
    assert (await talk.statuses())["review"] == "completed"
    now = await talk.get("/api/export")
    assert now["rounds"] == []
    assert now["collections"] == exported["collections"]
    await talk.say("rückgängig")
    assert (await talk.statuses())["review"] == "in_progress", "then what came before"


async def test_own_answers_are_undone_first_and_then_the_round(api: Api) -> None:
    talk, _ = await begun(api)
    await talk.command("edit", question="plan.vision")
    await talk.say("Alle Generationen bleiben.")
    await talk.say("rückgängig")
    assert (await talk.answers())["plan.vision"] == ("answered", "Hier kann man alt werden.")
    assert len(await talk.titles("plan.measures")) == 2
    await talk.say("rückgängig")
    assert len(await talk.titles("plan.measures")) == 4


async def test_what_a_colleague_did_before_the_round_does_not_come_up_in_it(api: Api) -> None:
    talk, _ = await balanced(api)
    other = Talk(await colleague_of(api))
    for text in ("Erste Fassung", "Zweite Fassung"):
        await put(other, "review.lessons", text)
    await talk.choose("confirm")
    await talk.say("neue Runde beginnen")
    await talk.say("ja")
    before = await talk.answers()
    await other.say("rückgängig")
    assert "vor der neuen Runde" in other.heard
    assert await talk.answers() == before
    await talk.say("rückgängig")
    assert (await talk.answers())["review.lessons"] == ("answered", "Zweite Fassung")


async def test_a_round_others_have_worked_on_cannot_be_undone(api: Api) -> None:
    talk, _ = await begun(api)
    colleague = await colleague_of(api)
    answer = {"value": "2099-06"}
    path = "/api/answers/plan.council_date"
    assert (await colleague.call("PUT", path, answer)).status == 200
    before = await talk.answers()
    await talk.say("rückgängig")
    assert "lässt sich nicht mehr zurücknehmen" in talk.heard
    assert await talk.answers() == before and len(await talk.titles("plan.measures")) == 2
    assert talk.prompt
