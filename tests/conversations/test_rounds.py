"""From the Zwischenbilanz to a new round of the plan: what leaves, what stays, what is kept."""

from __future__ import annotations

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.controls import Driver, check_reply
from tests.conversations.places import put
from tests.conversations.rounds import COMING, balanced, begun, buttons


async def test_after_the_review_a_new_round_is_offered_and_asked_back(api: Api) -> None:
    talk, _ = await balanced(api)
    await talk.choose("confirm")
    (button,) = [b for b in buttons(talk) if b["title"] == "Neue Runde beginnen"]
    before = await talk.answers()
    await talk.say(button["text"])
    assert talk.understood == {"as": "command", "name": "round", "value": None}
    talk.expect("process.round")
    assert "Aus dem Plan gehen: „Mittagstisch“ und „Mitfahrbank“." in talk.heard
    assert "Im Plan bleiben: „Bürgerbus“ und „Wohnberatung“." in talk.heard
    assert await talk.answers() == before
    await talk.say("nein")
    assert "bleibt alles" in talk.heard
    assert await talk.answers() == before and len(await talk.titles("plan.measures")) == 4


async def test_the_balance_is_taken_over_into_the_plan(api: Api) -> None:
    talk, ids = await begun(api)
    assert await talk.titles("plan.measures") == ["Bürgerbus", "Wohnberatung"]
    answers = await talk.answers()
    assert not [q for q in answers if q.startswith("review.")]
    statuses = await talk.statuses()
    assert statuses["plan"] == "in_progress" and statuses["review"] == "not_started"
    bus = f"plan.measures.{ids['bus']}"
    assert answers[f"{bus}.milestones"][1] == ["erste Fahrt", "Nachbardörfer fragen (Mai 2099)"]
    assert answers[f"{bus}.budget"] == ("answered", 12000)
    assert answers["plan.vision"] == ("answered", "Hier kann man alt werden.")
    assert answers["plan.review_date"] == ("answered", "2099-03")
    # What has passed is asked anew; what is still to come stays.
    assert f"{bus}.end" not in answers and "plan.council_date" not in answers
    assert f"plan.goals.{ids['goal']}.until" not in answers
    assert answers[f"plan.measures.{ids['home']}.end"] == ("answered", COMING)


async def test_it_is_said_what_left_and_what_stays_and_one_goes_on_in_the_plan(api: Api) -> None:
    talk, ids = await begun(api)
    assert "Die 2. Runde hat begonnen" in talk.heard
    left, stays = talk.heard.split("**Weiter im Plan**")
    assert (
        "Mittagstisch.** Stand: Läuft. Entscheidung: Beenden. Begründung: Es kommt niemand." in left
    )
    assert "Mitfahrbank.** Stand: Fertig" in left
    assert "Bürgerbus.** Stand: Läuft. Entscheidung: Ausweiten. Begründung" in stays
    assert "Jugendtreff planen (Jugendpflege, bis Mai 2099)" in talk.heard
    talk.expect(f"plan.goals.{ids['goal']}.indicator")
    assert "Bisherige Frist: März 2024" in talk.heard
    (change,) = [b for b in buttons(talk) if b["title"] == "„Bürgerbus“ anpassen"]
    await talk.send(command=change["command"])
    talk.expect(f"plan.measures.{ids['bus']}.description")
    for told in (
        "Entscheidung: Ausweiten",
        "Begründung: Der Bus ist voll.",
        "Nächster Schritt: Nachbardörfer fragen.",
        "Bisheriges Ende: März 2024",
    ):
        assert told in talk.heard


async def test_an_order_before_the_review_is_confirmed_is_explained(api: Api) -> None:
    talk = await Talk.begin(api)
    for text in ("neue Runde beginnen", "Können wir eine neue Runde des Plans starten?"):
        await talk.say(text)
        assert talk.understood["name"] == "round"
        assert "bestätigten Zwischenbilanz" in talk.heard
        talk.expect("kickoff.occasion")


async def test_answers_that_speak_of_rounds_are_answers(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.command("edit", question="kickoff.goals")
    for text in (
        "Wir beginnen eine neue Runde mit den Vereinen",
        "Die letzte Runde war gut besucht.",
        "Eine zweite Runde mit den Ortsräten",
    ):
        await talk.say(text)
        assert (await talk.answers())["kickoff.goals"] == ("answered", text)
        await talk.command("edit", question="kickoff.goals")


async def test_a_step_becomes_a_measure_once(api: Api) -> None:
    talk, _ = await begun(api)
    question = talk.question
    (button,) = [b for b in buttons(talk) if "als Maßnahme" in b["title"]]
    await talk.say(button["text"])
    talk.expect(question)
    measure = (await talk.items("plan.measures"))[-1]
    assert measure["title"] == "Jugendtreff planen"
    answers = await talk.answers()
    assert answers[f"plan.measures.{measure['id']}.responsible"] == ("answered", "Jugendpflege")
    assert answers[f"plan.measures.{measure['id']}.end"] == ("answered", COMING)
    await talk.say(button["text"])
    assert "steht schon im Plan" in talk.heard
    await talk.say("Schritt 9 als Maßnahme aufnehmen")
    assert "finde ich" in talk.heard and len(await talk.items("plan.measures")) == 3


async def test_the_next_balance_counts_only_what_is_in_the_plan(api: Api) -> None:
    talk, ids = await begun(api)
    await talk.command("goto", stage="review")
    await talk.command("edit", question=f"review.measures.{ids['bus']}.state")
    assert "current" not in talk.prompt
    await talk.choose("running")
    await put(talk, f"review.measures.{ids['bus']}.decision", "end")
    await talk.command("finish", stage="review")
    await talk.choose("confirm")
    await put(talk, "plan.review", "confirm")
    await talk.say("neue Runde beginnen")
    await talk.say("ja")
    assert "Die 3. Runde" in talk.heard
    assert await talk.titles("plan.measures") == ["Wohnberatung"]
    await talk.say("zeig mir die letzte Runde")
    assert "Runde 2" in talk.heard and "Bürgerbus" in talk.heard
    assert "Mittagstisch" not in talk.heard
    await talk.say("zeig mir die erste Runde")
    assert "Runde 1" in talk.heard and "Mittagstisch" in talk.heard


async def test_after_all_five_stages_a_new_round_opens_two_of_them(api: Api) -> None:
    talk = await Talk.begin(api)
    await Driver(talk, items=2).to_the_end()
    await talk.say("neue Runde des Plans beginnen")
    talk.expect("process.round")
    await talk.say("lieber nicht")
    assert talk.prompt is None
    await talk.say("neue Runde beginnen")
    await talk.choose(True)
    check_reply(talk)
    assert talk.question and talk.question.startswith("plan.")
    statuses = await talk.statuses()
    assert [s for s, status in statuses.items() if status == "completed"] == [
        "kickoff", "profile", "workshop",
    ]  # fmt: skip
    for kind in ("review", "strategy"):
        response = await api.call("GET", f"/api/documents/{kind}.html")
        assert response.status == 200
        assert "Frühere Runden" in await response.text()
    await talk.say("rückgängig")
    assert talk.prompt is None and set((await talk.statuses()).values()) == {"completed"}
